/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * whole: the figures of all areas of a gemeente in one file.
 */
#include "cli/whole.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "export/export.h"

#define FILE_MAX (64u << 20) /* bytes, of one area */

struct part { /* an area and the gemeente it is in */
	const char *gemeente, *code;
};

static int
by_gemeente(const void *a, const void *b)
{
	const struct part *x = a, *y = b;
	int order = strcmp(x->gemeente, y->gemeente);

	return order != 0 ? order : strcmp(x->code, y->code);
}

/* The lines of one area, without the first, which names the columns. */
static int
add(const char *profiles, const char *code, struct buf *out, struct err *err)
{
	char *path = mem_fmt("%s/%s.csv", profiles, code);
	struct buf text = { 0 };
	const char *end;
	int rc = 0;

	if (!file_exists(path)) /* it could not be made, which was told */
		goto done;
	rc = file_read(path, FILE_MAX, &text, err);
	end = rc == 0 ? strchr(buf_str(&text), '\n') : NULL;
	if (end != NULL)
		buf_puts(out, end + 1);
done:
	buf_free(&text);
	free(path);
	return rc;
}

/* Files of gemeenten that are not among the parts. */
static int
sweep(const char *data, const struct part *parts, size_t n, struct err *err)
{
	struct names names = { 0 };
	int rc = file_list(data, ".csv", &names, err);

	for (size_t i = 0; rc == 0 && i < names.n; i++) {
		const char *name = names.items[i];
		bool ours = strlen(name) == strlen("GM0000.csv") &&
		    strncmp(name, "GM", 2) == 0;
		bool kept = false;
		char *path = file_join(data, name);

		for (size_t k = 0; k < n && !kept; k++)
			kept = strncmp(name, parts[k].gemeente,
				   strlen("GM0000")) == 0;
		if (ours && !kept)
			rc = file_remove(path, err);
		free(path);
	}
	names_free(&names);
	return rc;
}

static int
write_all(const char *data, const char *profiles, const struct part *parts,
    size_t n, struct err *err)
{
	int rc = file_mkdirs(data, 0777, err);

	for (size_t i = 0, to; rc == 0 && i < n; i = to) {
		char *path = mem_fmt("%s/%s.csv", data, parts[i].gemeente);
		struct buf text = { 0 };

		export_figures_head(&text);
		for (to = i; rc == 0 && to < n &&
		     strcmp(parts[to].gemeente, parts[i].gemeente) == 0;
		     to++)
			rc = add(profiles, parts[to].code, &text, err);
		if (rc == 0)
			rc = file_update(path, buf_str(&text), text.len, 0666,
			    NULL, err);
		buf_free(&text);
		free(path);
	}
	return rc;
}

/* The areas that have a gemeente, by gemeente and code; how many. */
static size_t
parts_of(const struct areas *areas, struct part **out)
{
	struct part *parts = mem_new(areas->n + 1, sizeof(*parts));
	size_t n = 0;

	for (size_t i = 0; i < areas->n; i++) {
		const struct area *a = &areas->items[i];
		const char *in = a->level == LEVEL_GEMEENTE ? a->code
							     : a->municipality;

		if (in[0] != '\0')
			parts[n++] = (struct part){ in, a->code };
	}
	if (n > 1)
		qsort(parts, n, sizeof(*parts), by_gemeente);
	*out = parts;
	return n;
}

int
whole_put(const struct areas *areas, const char *profiles, const char *out,
    struct err *err)
{
	char *data = file_join(out, "data");
	struct part *parts;
	size_t n = parts_of(areas, &parts);
	int rc = n > 0 ? write_all(data, profiles, parts, n, err) : 0;

	free(data);
	free(parts);
	return rc;
}

int
whole_leave(const struct areas *areas, const char *out, bool made,
    struct err *err)
{
	char *data = file_join(out, "data");
	struct part *parts;
	size_t n = parts_of(areas, &parts);
	int rc = 0;

	if (!made)
		n = 0;
	if (file_is_dir(data))
		rc = sweep(data, parts, n, err);
	if (rc == 0 && n == 0)
		rmdir(data); /* when nothing else is in it */
	free(data);
	free(parts);
	return rc;
}
