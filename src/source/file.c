/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * file: one CSV file or spreadsheet, by address or beside the definition, also
 * inside a zip. Its layout is the definition's.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "layout.h"

#define ROLE "data"

struct road {
	const struct source *src;
	int asked; /* how many files were */
};

/* Whether the address, without what follows a '?', ends so. */
static bool
ends(const char *address, const char *ending)
{
	size_t len = strcspn(address, "?#"), n = strlen(ending);

	return len >= n && strncasecmp(address + len - n, ending, n) == 0;
}

static struct road *
road_new(const struct source *src, const struct table_ref *ref)
{
	struct road *r = mem_new(1, sizeof(*r));

	(void)ref;
	r->src = src;
	return r;
}

static int
road_next(struct road *r, struct ask *ask, struct err *err)
{
	const char *second = r->src->crossing.to_address;
	const char *address = r->asked == 0 ? r->src->address : second;

	if (r->src->address == NULL)
		return err_set(
		    err, ERR_INPUT, "%s: address is missing", r->src->file);
	if (r->asked > 0 && (r->asked > 1 || second == NULL))
		return 0;
	r->asked++;
	buf_clear(&ask->address);
	buf_puts(&ask->address, address);
	memcpy(ask->role, ROLE, sizeof(ROLE));
	ask->page = r->asked;
	ask->small = false;
	ask->data = true;
	/* These are packed already. */
	ask->plain = ends(address, ".zip") || ends(address, ".xlsx");
	ask->secret = r->src->secret;
	return 1;
}

static int
road_got(struct road *r, const struct got *got, struct err *err)
{
	(void)r, (void)got, (void)err;
	return 0;
}

static void
road_free(struct road *r)
{
	free(r);
}

/* A hint only: the bytes decide in the end. */
static int
cut(const struct source *src, const char *role, struct cut *out,
    struct err *err)
{
	(void)role, (void)err;
	layout_cut(src,
	    src->address != NULL && ends(src->address, ".xlsx") ? CUT_SHEET
								: CUT_CSV,
	    out);
	if (src->crossing.inside != NULL)
		out->inside = src->crossing.inside;
	return 0;
}

static int
describe(const struct source *src, adapter_read *read, void *arg,
    struct table_meta *out, struct err *err)
{
	struct buf peek = { 0 };
	int rc;

	if (src->layout.ncolumns > 0)
		return layout_describe(src, NULL, 0, out, err);
	rc = read(arg, ROLE, &peek, err);
	if (rc == 0)
		rc = layout_describe_lines(
		    src, buf_str(&peek), peek.len, out, err);
	buf_free(&peek);
	return rc;
}

const struct adapter adapter_file = {
	.kind = "file",
	.laid_out = true,
	.tables = layout_tables,
	.road_new = road_new,
	.road_next = road_next,
	.road_got = road_got,
	.road_free = road_free,
	.describe = describe,
	.cut = cut,
	.rows_new = layout_rows_new,
	.row = layout_row,
	.rows_end = layout_rows_end,
	.rows_free = layout_rows_free,
};
