/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * due: whether a table has changed since it was fetched. CBS tells it per
 * table only, through dates that are compared as text.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "codec/digest.h"
#include "fetch/fetch.h"

/* Both absent is no change; one absent is. */
static bool
differs(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a != b : strcmp(a, b) != 0;
}

/* Between texts stands a byte that is in none of them. */
static void
put(struct buf *b, const char *text)
{
	buf_puts(b, text == NULL ? "" : text);
	buf_putc(b, '\0');
}

char *
fetch_asked(const struct source *src)
{
	const struct selection *select = &src->select;
	struct buf b = { 0 };
	char hex[DIGEST_HEX];

	put(&b, src->adapter);
	put(&b, src->base);
	put(&b, src->address);
	put(&b, src->dataset);
	put(&b, src->resource);
	buf_putf(&b, "%d", select->from);
	for (size_t i = 0; i < select->n; i++) {
		const struct strings *keys = &select->items[i].keys;

		put(&b, select->items[i].dimension);
		for (size_t k = 0; k < keys->n; k++)
			put(&b, keys->items[k]);
	}
	/* What is not there adds nothing: a run of before these keys were known
	 * is not fetched again. */
	for (size_t i = 0; i < src->add_up.n; i++) {
		const struct strings *keys = &src->add_up.groups[i].keys;

		put(&b, src->add_up.dimension);
		for (size_t k = 0; k < keys->n; k++)
			put(&b, keys->items[k]);
	}
	if (src->years.dimension != NULL) {
		put(&b, src->years.dimension);
		put(&b, src->years.ending);
	}
	digest_of(buf_str(&b), b.len, hex);
	buf_free(&b);
	return mem_str(hex);
}

/* Whether the last run brought something else than is asked for now. */
static bool
asks_else(const struct source *src, const struct raw_run *last)
{
	char *now;
	bool other;

	if (last->asked == NULL)
		return false;
	now = fetch_asked(src);
	other = strcmp(now, last->asked) != 0;
	free(now);
	return other;
}

bool
fetch_due(const struct source *src, const struct table_ref *ref,
    const struct raw_run *last, const char **why)
{
	const char *reason = NULL;

	if (last == NULL || strcmp(last->result, "ok") != 0)
		reason = "new";
	else if (differs(ref->modified, last->modified))
		reason = "modified";
	else if (differs(ref->meta_modified, last->meta_modified))
		reason = "metadata modified";
	else if (ref->rows != last->announced)
		reason = "number of rows changed";
	else if (asks_else(src, last))
		reason = "the definition asks for other rows";
	if (why != NULL)
		*why = reason == NULL ? "unchanged" : reason;
	return reason != NULL;
}
