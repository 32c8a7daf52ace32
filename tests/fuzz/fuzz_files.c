/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Any bytes as a file that lies on this machine and that people, or other
 * programs, may have changed: a manifest of raw/, a definition of a source,
 * the list of indicators, the file of keys. The first byte says which.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "fetch/secret.h"
#include "raw/manifest.h"
#include "source/def.h"

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
	}
	return 0;
}
