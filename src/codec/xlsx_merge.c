/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * xlsx_merge: merged cells of a sheet. They stand after the rows in the file,
 * so a sheet whose headings span cells is walked twice.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "codec/xlsx_own.h"
#include "codec/xml.h"

struct search {
	struct xlsx_merges *out;
	uint32_t heads;
};

const char *
xlsx_cell(const char *s, uint32_t *column, uint32_t *row)
{
	uint32_t c = 0, r = 0;

	for (; *s >= 'A' && *s <= 'Z'; s++) {
		c = c * 26 + (uint32_t)(*s - 'A' + 1);
		if (c > XLSX_COLUMNS)
			return NULL;
	}
	for (; *s >= '0' && *s <= '9'; s++) {
		r = r * 10 + (uint32_t)(*s - '0');
		if (r > XLSX_ROWS)
			return NULL;
	}
	if (c == 0 || r == 0)
		return NULL;
	*column = c;
	*row = r;
	return s;
}

static int
on_merge(void *arg, const char *name, const char **attrs, struct err *err)
{
	struct search *s = arg;
	struct xlsx_merges *out = s->out;
	struct xlsx_merge m = { 0 };
	const char *ref, *end;

	if (strcmp(name, "mergeCell") != 0)
		return 0;
	ref = xml_attr(attrs, "ref");
	end = ref == NULL ? NULL : xlsx_cell(ref, &m.column, &m.row);
	if (end != NULL && *end == ':')
		end = xlsx_cell(end + 1, &m.last_column, &m.last_row);
	if (end == NULL || *end != '\0' || m.last_row < m.row ||
	    m.last_column < m.column)
		return err_set(err, ERR_INPUT, "merged cells \"%.40s\": no such "
		    "range", ref == NULL ? "" : ref);
	if (m.row > s->heads)
		return 0;
	if (m.last_row > s->heads)
		m.last_row = s->heads;
	if (out->n == XLSX_MERGES)
		return err_set(err, ERR_INPUT, "more than %d merged cells in "
		    "its headings", XLSX_MERGES);
	MEM_PUSH(out->items, out->n, out->cap);
	out->items[out->n++] = m;
	return 0;
}

int
xlsx_read_merges(struct xlsx *x, size_t entry, uint32_t heads,
    struct xlsx_merges *out, struct err *err)
{
	struct search s = { out, heads };
	const struct xml_sink sink = { .arg = &s, .start = on_merge };

	return xml_walk(x->zip, entry, XLSX_SHEET, &sink, err);
}

void
xlsx_merges_free(struct xlsx_merges *m)
{
	for (size_t i = 0; i < m->n; i++)
		free(m->items[i].text);
	free(m->items);
	memset(m, 0, sizeof(*m));
}
