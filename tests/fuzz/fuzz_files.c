/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Any bytes as a file that lies on this machine and that people, or other
 * programs, may have changed: a manifest of raw/, a definition of a source,
 * the list of indicators, the file of keys, areas of one's own, a decision,
 * feiten.json. The first byte says which.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "cli/factbase.h"
#include "fetch/secret.h"
#include "raw/manifest.h"
#include "source/def.h"
#include "source/own_areas.h"
#include "story/decision.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char top[] = "/tmp/feiten-fuzz-XXXXXX";
static char *path; /* of the file */

static void
clean_up(void)
{
	struct err ignored = { 0 };

	file_remove(top, &ignored);
	free(path);
}

static void
prepare(void)
{
	if (path != NULL)
		return;
	if (mkdtemp(top) == NULL)
		abort();
	path = file_join(top, RAW_MANIFEST);
	atexit(clean_up);
}

static void
put(const uint8_t *data, size_t size)
{
	FILE *f = fopen(path, "wb");

	if (f == NULL || fwrite(data, 1, size, f) != size || fclose(f) != 0 ||
	    chmod(path, 0600) == -1)
		abort();
}

/* A failure has words. */
static void
check(int rc, const struct err *err)
{
	if (rc == -1 && (err->code == ERR_NONE || err->msg[0] == '\0'))
		abort();
}

/* What is taken can be printed, and read back as the same. */
static void
manifest(void)
{
	struct raw_run run = { 0 }, again = { 0 };
	struct buf one = { 0 }, two = { 0 };
	struct err err = { 0 };
	int rc = manifest_read(top, &run, &err);

	check(rc, &err);
	if (rc == 0) {
		for (size_t i = 0; i < run.nparts; i++)
			if (!file_name_ok(run.parts[i].file))
				abort();
		manifest_print(&run, &one);
		put((const uint8_t *)buf_str(&one), one.len);
		if (manifest_read(top, &again, &err) == -1)
			abort();
		manifest_print(&again, &two);
		if (strcmp(buf_str(&one), buf_str(&two)) != 0)
			abort();
	}
	raw_run_clear(&run);
	raw_run_clear(&again);
	buf_free(&one);
	buf_free(&two);
}

static void
definition(void)
{
	struct indicators none = { 0 };
	struct source src = { 0 };
	struct err err = { 0 };
	int rc = source_read(path, &none, &src, &err);

	check(rc, &err);
	source_clear(&src);
}

static void
catalogue(void)
{
	struct indicators list = { 0 };
	struct err err = { 0 };
	int rc = indicators_read(path, &list, &err);

	check(rc, &err);
	indicators_free(&list);
}

/* A line that is found has no end in it. */
static void
keys(void)
{
	struct err err = { 0 };
	char *value = NULL;
	int rc;

	setenv("FEITEN_SECRETS", path, 1);
	rc = secret_find("A_KEY", &value, &err);
	check(rc, &err);
	if (rc == 0 && strpbrk(value, "\r\n") != NULL)
		abort();
	secret_free(value);
}

/* What is taken has what every area has. */
static void
areas(void)
{
	struct own_areas list = { 0 };
	struct err err = { 0 };
	int rc = own_areas_read(path, &list, &err);

	check(rc, &err);
	if (rc == -1 && list.n > 0)
		abort();
	for (size_t i = 0; i < list.n; i++)
		if (list.items[i].id == NULL || list.items[i].id[0] == '\0' ||
		    strlen(list.items[i].id) >= AREA_CODE)
			abort();
	own_areas_free(&list);
}

/* What is taken can be written, and read back as the same. */
static void
decision(const uint8_t *data, size_t size)
{
	char *dir = file_join(top, "decisions"), *again = NULL;
	char *one = file_join(dir, "2026-11-22-a.json");
	struct decisions list = { 0 }, back = { 0 };
	struct err err = { 0 };
	int rc;

	again = file_join(top, "again");
	if (file_mkdirs(dir, 0700, &err) == -1 ||
	    file_write(one, (const char *)data, size, 0600, &err) == -1)
		abort();
	rc = decisions_read(dir, &list, &err);
	check(rc, &err);
	err_clear(&err);
	if (list.n > 1 ||
	    (list.n == 1 &&
		(decision_write(again, &list.items[0], &err) == -1 ||
		    decisions_read(again, &back, &err) == -1 || back.n != 1 ||
		    strcmp(back.items[0].id, list.items[0].id) != 0 ||
		    strcmp(back.items[0].why, list.items[0].why) != 0)))
		abort();
	decisions_free(&list);
	decisions_free(&back);
	file_remove(dir, &err);
	file_remove(again, &err);
	free(one);
	free(dir);
	free(again);
}

/* With a share of the program that has one source, and one indicator. */
static void
config(const uint8_t *data, size_t size)
{
	static const char indicators[] =
	    "{\"themes\":[{\"id\":\"t\",\"label_nl\":\"t\",\"label_en\":\"t\"}],"
	    "\"indicators\":[{\"id\":\"i\",\"label_nl\":\"i\",\"label_en\":\"i\","
	    "\"unit\":\"aantal\",\"decimals\":0,\"theme\":\"t\",\"kind\":\"count\"}]}";
	char *sources = file_join(top, "share/sources");
	char *list = file_join(sources, "indicators.json");
	char *base = file_join(top, "base");
	char *file = file_join(base, "feiten.json");
	char *share = file_join(top, "share");
	struct factbase fb = { .lock = -1 };
	struct err err = { 0 };
	int rc;

	if (file_mkdirs(sources, 0700, &err) == -1 ||
	    file_mkdirs(base, 0700, &err) == -1 ||
	    file_write(list, indicators, strlen(indicators), 0600, &err) ==
		-1 ||
	    file_write(file, (const char *)data, size, 0600, &err) == -1)
		abort();
	setenv("FEITEN_SHARE", share, 1);
	rc = factbase_open(base, &fb, &err);
	check(rc, &err);
	if (rc == 0)
		factbase_close(&fb);
	free(sources);
	free(list);
	free(base);
	free(file);
	free(share);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	prepare();
	put(data + 1, size - 1);
	switch (data[0]) {
	case 'm':
		manifest();
		break;
	case 'd':
		definition();
		break;
	case 'i':
		catalogue();
		break;
	case 'k':
		keys();
		break;
	case 'a':
		areas();
		break;
	case 'p':
		decision(data + 1, size - 1);
		break;
	case 'f':
		config(data + 1, size - 1);
		break;
	}
	return 0;
}
