/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * thin: which runs go, and how they go. Every step may be cut short: the one
 * that comes after finds what is left to do.
 */
#include "raw/thin.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/when.h"
#include "manifest.h"

#define DAY 86400

/* Good, and its answers are there. */
static bool
whole(const struct raw_run *run)
{
	return strcmp(run->result, "ok") == 0 && !run->thinned;
}

size_t
raw_thin_plan(
    const struct raw_runs *runs, int64_t now, int keep_days, bool go[])
{
	size_t first = runs->n, newer = 0, n = 0;
	int year = 0; /* of the whole run after this one */

	for (size_t i = runs->n; i-- > 0;)
		if (whole(&runs->items[i]))
			first = i;
	for (size_t i = runs->n; i-- > 0;) {
		const struct raw_run *run = &runs->items[i];
		int of;

		go[i] = false;
		if (!whole(run))
			continue;
		of = when_day(run->started).year;
		go[i] = i != first && newer >= 2 && of == year &&
		    now - run->started >= (int64_t)keep_days * DAY;
		n += go[i];
		newer++;
		year = of;
	}
	return n;
}

bool
raw_has_rest(const struct raw_run *run)
{
	struct names files = { 0 };
	struct err ignored = { 0 };
	bool rest;

	if (whole(run))
		return false;
	rest = file_list(run->dir, NULL, &files, &ignored) == 0 && files.n > 1;
	names_free(&files);
	return rest;
}

static int
remove_answers(const char *dir, struct err *err)
{
	struct names files = { 0 };
	int rc = file_list(dir, NULL, &files, err);

	for (size_t i = 0; i < files.n && rc == 0; i++) {
		char *file = file_join(dir, files.items[i]);

		if (strcmp(files.items[i], RAW_MANIFEST) != 0)
			rc = file_remove(file, err);
		free(file);
	}
	names_free(&files);
	return rc;
}

/* The manifest first, and on the disk: after a power cut no run without its
 * answers may be taken for a whole one. */
int
raw_thin(struct raw_run *run, struct err *err)
{
	char *path = file_join(run->dir, RAW_MANIFEST);
	struct buf text = { 0 };
	int rc = 0;

	if (whole(run)) {
		run->thinned = true;
		manifest_print(run, &text);
		rc = file_write(path, buf_str(&text), text.len, 0666, err);
		if (rc == 0)
			rc = file_sync_dir(run->dir, err);
	}
	if (rc == 0)
		rc = remove_answers(run->dir, err);
	buf_free(&text);
	free(path);
	return rc;
}

/* Half files, "NAME.tmp-PID", and half runs, ".tmp-STAMP-PID". */
static int
sweep(const char *dir, int depth, struct err *err)
{
	struct names names = { 0 };
	int rc = file_list(dir, NULL, &names, err);

	for (size_t i = 0; i < names.n && rc == 0; i++) {
		const char *name = names.items[i];
		char *path = file_join(dir, name);

		if (strstr(name, ".tmp-") != NULL)
			rc = file_remove(path, err);
		else if (depth > 0 && name[0] != '.')
			rc = sweep(path, depth - 1, err);
		free(path);
	}
	names_free(&names);
	return rc;
}

int
raw_sweep(const char *dir, struct err *err)
{
	return sweep(dir, 3, err);
}
