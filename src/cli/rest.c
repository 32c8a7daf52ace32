/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * rest: the files of a site that have no journal.
 */
#include "cli/rest.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"

static const char *const site_pages[] = { "index.html", "changes.html",
	"changes.pdf", "sources.html", "method.html", "glossary.html",
	"downloads.html" };
#define SITE_PAGES (sizeof(site_pages) / sizeof(site_pages[0]))

/* One of site_pages, or a file of names. One that could not be made stays as
 * it was. */
static int
publish_page(const char *fresh, const char *out, const char *name,
    struct err *err)
{
	char *from = file_join(fresh, name), *to = file_join(out, name);
	struct buf data = { 0 };
	int rc = 0;

	if (!file_exists(from))
		rc = 0;
	else if (file_read(from, SIZE_MAX / 4, &data, err) == -1)
		rc = -1;
	else
		rc = file_update(
		    to, buf_str(&data), data.len, 0666, NULL, err);
	buf_free(&data);
	free(from);
	free(to);
	return rc;
}

/* Whether a file of out/names is one of ours: a letter, or a pair. */
static bool
is_names(const char *name)
{
	const char *ending = strrchr(name, '.');
	size_t len = ending == NULL ? 0 : (size_t)(ending - name);

	return (len == 1 && strcmp(ending, ".html") == 0) ||
	    (len == 2 && strcmp(ending, ".js") == 0);
}

/* out/names: each file in one step. */
static int
publish_names(const char *fresh, const char *out, struct err *err)
{
	char *from = file_join(fresh, "names");
	char *to = file_join(out, "names");
	struct names names = { 0 };
	int rc = 0;

	if (file_mkdirs(to, 0777, err) == -1 ||
	    file_list(from, NULL, &names, err) == -1)
		rc = -1;
	for (size_t i = 0; rc == 0 && i < names.n; i++) {
		char *one = mem_fmt("names/%s", names.items[i]);

		rc = publish_page(fresh, out, one, err);
		free(one);
	}
	names_free(&names);
	free(to);
	free(from);
	return rc;
}

static int
leave_names(const char *fresh, const char *out, struct err *err)
{
	char *from = file_join(fresh, "names");
	char *to = file_join(out, "names");
	struct names names = { 0 };
	int rc = file_list(to, NULL, &names, err);

	for (size_t i = 0; rc == 0 && i < names.n; i++) {
		char *here = file_join(to, names.items[i]);
		char *there = file_join(from, names.items[i]);

		if (is_names(names.items[i]) && !file_exists(there))
			rc = file_remove(here, err);
		free(there);
		free(here);
	}
	names_free(&names);
	free(to);
	free(from);
	return rc;
}

int
rest_publish(const char *fresh, const char *out, bool has_names,
    struct err *err)
{
	int rc = has_names ? publish_names(fresh, out, err) : 0;

	/* Those that were not there are not yet led to. */
	for (size_t i = 0; rc == 0 && i < SITE_PAGES; i++) {
		char *to = file_join(out, site_pages[i]);

		if (!file_exists(to) && i > 0)
			rc = publish_page(fresh, out, site_pages[i], err);
		free(to);
	}
	for (size_t i = 0; rc == 0 && i < SITE_PAGES; i++)
		rc = publish_page(fresh, out, site_pages[i], err);
	return rc;
}

int
rest_leave(const char *fresh, const char *out, struct err *err)
{
	char *index = file_join(fresh, site_pages[0]);
	/* Without it what is made last was not, and names are not to go. */
	int rc = file_exists(index) ? leave_names(fresh, out, err) : 0;

	/* What has changed is told of the newest edition or not at all. */
	for (size_t i = 0; rc == 0 && i < SITE_PAGES; i++) {
		char *from = file_join(fresh, site_pages[i]);

		if (text_starts(site_pages[i], "changes.") &&
		    !file_exists(from))
			rc = file_remove_in(out, site_pages[i], err);
		free(from);
	}
	free(index);
	return rc;
}

static void
push(struct digest *d, const char *out, const char *name)
{
	char *path = file_join(out, name), size[32];

	snprintf(size, sizeof(size), "%" PRId64, file_size(path));
	digest_push(d, name, strlen(name) + 1);
	digest_push(d, size, strlen(size) + 1);
	free(path);
}

void
rest_digest(const char *out, char hex[DIGEST_HEX])
{
	static const char *const folders[] = { "data", "names" };
	struct digest *d = digest_new();

	for (size_t i = 0; i < SITE_PAGES; i++)
		push(d, out, site_pages[i]);
	/* What it tells of that folder is looked at by cli/place. */
	push(d, out, "compare/.pages");
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		char *dir = file_join(out, folders[i]);
		struct names names = { 0 };
		struct err ignored = { 0 };

		if (file_is_dir(dir))
			file_list(dir, NULL, &names, &ignored);
		for (size_t k = 0; k < names.n; k++)
			push(d, dir, names.items[k]);
		digest_push(d, folders[i], strlen(folders[i]) + 1);
		err_clear(&ignored);
		names_free(&names);
		free(dir);
	}
	digest_hex(d, hex);
	digest_free(d);
}
