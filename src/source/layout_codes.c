/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * layout_codes: a file that says which area an own code or a postcode is:
 * "own code;CBS code", one a line, with or without a heading.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "layout_own.h"

#define CODES_MAX (16u << 20) /* bytes of such a file */

struct reading {
	struct codes *codes;
	struct map lines; /* folded own code to its line */
	bool first;
};

static int
put(struct reading *r, const char *own, const char *area, uint64_t line,
    struct err *err)
{
	char *folded = text_fold(own);
	size_t found = codes_find(r->codes, own);
	const char *before =
	    found != CODES_NONE ? r->codes->areas[found] : NULL;
	int64_t at = 0;
	int rc = -1;

	if (before != NULL && strcmp(before, area) != 0) {
		map_gets(&r->lines, folded, &at);
		err_set(err, ERR_INPUT,
		    "\"%.60s\" is %s, on line %" PRId64
		    " it is %s: a code may stand for one area only, for "
		    "nothing says how its figures would be divided",
		    own, area, at, before);
		goto done;
	}
	rc = 0;
	if (before != NULL)
		goto done;
	MEM_PUSH(r->codes->areas, r->codes->n, r->codes->cap);
	memcpy(r->codes->areas[r->codes->n], area, strlen(area) + 1);
	map_puts(&r->codes->by_own, folded, (int64_t)r->codes->n++);
	map_puts(&r->lines, folded, (int64_t)line);
done:
	free(folded);
	return rc;
}

static int
take(void *arg, const struct csv_field *fields, size_t n, uint64_t line,
    struct err *err)
{
	struct reading *r = arg;
	bool first = r->first;
	enum area_level level;
	char area[12];

	r->first = false;
	if (n != 2)
		return err_set(err, ERR_INPUT,
		    "%zu fields, must be two: own code and CBS code", n);
	if (fields[0].len == 0)
		return err_set(err, ERR_INPUT, "no own code");
	if (area_code(fields[1].text, fields[1].len, area, &level) == 0)
		return put(r, fields[0].text, area, line, err);
	if (first)
		return 0; /* a heading */
	return err_set(err, ERR_INPUT,
	    "\"%.60s\" is no code of a gemeente, wijk or buurt (GM0603, "
	    "WK060301, BU06030101)",
	    fields[1].text);
}

int
codes_read(const char *path, struct codes *out, struct err *err)
{
	struct codes codes = { 0 };
	struct reading r = { .codes = &codes, .first = true };
	struct csv *csv = csv_new(&(struct csv_options){ 0 }, take, &r);
	struct buf text = { 0 };
	int rc = -1;

	if (file_read(path, CODES_MAX, &text, err) == -1)
		goto done;
	if (csv_push(csv, buf_str(&text), text.len, err) == -1 ||
	    csv_end(csv, err) == -1) {
		err_ctx(err, "%s", path);
		goto done;
	}
	if (codes.n == 0) {
		err_set(err, ERR_INPUT, "%s: holds no codes", path);
		goto done;
	}
	*out = codes;
	codes = (struct codes){ 0 };
	rc = 0;
done:
	buf_free(&text);
	csv_free(csv);
	map_free(&r.lines);
	codes_clear(&codes);
	return rc;
}

size_t
codes_find(const struct codes *codes, const char *s)
{
	char *folded = text_fold(s);
	int64_t at;
	bool found = map_gets(&codes->by_own, folded, &at);

	free(folded);
	return found ? (size_t)at : CODES_NONE;
}

void
codes_clear(struct codes *codes)
{
	map_free(&codes->by_own);
	free(codes->areas);
	*codes = (struct codes){ 0 };
}
