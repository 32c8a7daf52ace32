/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * layout_text: the small readings of a layout: headings, units, values.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/when.h"
#include "layout_own.h"

#define MOMENT 1e11	   /* a smaller number is no moment: 1973 */
#define MOMENT_MOST 2.5e14 /* the year 9892 */
#define LAYER " - " /* between the layers of a heading */

/* In CSV a heading of a group stands above its first column only. */
static const char *
layer_text(const struct strings *layer, size_t i, bool fill)
{
	if (i >= layer->n)
		i = fill && layer->n > 0 ? layer->n - 1 : i;
	if (i >= layer->n)
		return "";
	while (fill && i > 0 && layer->items[i][0] == '\0')
		i--;
	return layer->items[i];
}

static void
join(struct heads *h, bool sheet)
{
	const struct strings *last = &h->layers[h->wanted - 1];
	struct buf name = { 0 };

	for (size_t i = 0; i < last->n; i++) {
		const char *before = "";

		buf_clear(&name);
		for (int k = 0; k < h->wanted; k++) {
			const char *s = layer_text(
			    &h->layers[k], i, k < h->wanted - 1 && !sheet);

			if (s[0] == '\0' || strcmp(s, before) == 0)
				continue;
			buf_putf(&name, "%s%s", name.len > 0 ? LAYER : "", s);
			before = s;
		}
		strings_add(&h->names, buf_str(&name));
	}
	buf_free(&name);
}

bool
heads_add(
    struct heads *h, const struct csv_field fields[], size_t n, bool sheet)
{
	for (size_t i = 0; i < n; i++)
		strings_add(&h->layers[h->seen], fields[i].text);
	if (++h->seen < h->wanted)
		return false;
	join(h, sheet);
	return true;
}

void
heads_clear(struct heads *h)
{
	for (int k = 0; k < LAYOUT_HEADS; k++)
		strings_free(&h->layers[k]);
	strings_free(&h->names);
	h->seen = 0;
}

bool
layout_unit_heading(const char *heading)
{
	return heading[0] == '\0' || strcasecmp(heading, "Eenheid") == 0 ||
	    strcasecmp(heading, "Unit") == 0;
}

void
layout_split_unit(const char *heading, char **title, char **unit)
{
	size_t len = strlen(heading);
	const char *open = strrchr(heading, '(');

	if (open == NULL || open == heading || heading[len - 1] != ')' ||
	    open + 2 >= heading + len) {
		*title = text_trimmed(heading);
		*unit = mem_str("");
		return;
	}
	*title = mem_strn(heading, (size_t)(open - heading));
	for (len = strlen(*title); len > 0 && (*title)[len - 1] == ' '; len--)
		(*title)[len - 1] = '\0';
	*unit = mem_strn(open + 1, strlen(open) - 2);
}

char *
layout_beside(const struct source *src, const char *name)
{
	const char *slash = strrchr(src->file, '/');

	if (slash == NULL)
		return mem_str(name);
	return mem_fmt("%.*s/%s", (int)(slash - src->file), src->file, name);
}

bool
layout_missing(const struct layout *layout, const char *s, size_t len)
{
	if (len == 0 || (len == 1 && strchr(".-x?", s[0]) != NULL))
		return true;
	for (size_t i = 0; i < layout->missing.n; i++)
		if (strlen(layout->missing.items[i]) == len &&
		    memcmp(layout->missing.items[i], s, len) == 0)
			return true;
	return false;
}

/* "1.234" is a number in Dutch and another one in English. */
static int
told_number(const char *s, size_t len, double *out, struct err *err)
{
	double dutch, english;
	bool a = csv_number(s, len, true, &dutch) == 0;
	bool b = csv_number(s, len, false, &english) == 0;

	if (a && b && dutch != english)
		return err_set(err, ERR_INPUT,
		    "\"%.*s\" is %g or %g: say which sign begins the decimals "
		    "with \"decimal\" in the layout",
		    (int)len, s, dutch, english);
	if (!a && !b)
		return 1;
	*out = a ? dutch : english;
	return 0;
}

int
layout_value(const struct layout *layout, const char *s, size_t len,
    struct cell *cell, struct err *err)
{
	int rc;

	if (layout_missing(layout, s, len)) {
		cell->kind = len == 1 && (s[0] == '.' || s[0] == 'x')
		    ? CELL_WITHHELD
		    : CELL_EMPTY;
		return 0;
	}
	cell->kind = CELL_VALUE;
	if (layout->decimal == '\0')
		rc = told_number(s, len, &cell->value, err);
	else
		rc = csv_number(s, len, layout->decimal == ',', &cell->value);
	if (rc == -1 && layout->decimal == '\0')
		return -1;
	if (rc == 0)
		return 0;
	return err_set(err, ERR_INPUT,
	    "\"%.*s\" is not a number: if it says that there is none, list it "
	    "under \"missing\" in the layout",
	    len > 60 ? 60 : (int)len, s);
}

bool
layout_bare_code(const char *s, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (s[i] < '0' || s[i] > '9')
			return false;
	return len >= 3 && len <= 8;
}

void
layout_odd_code(char area[12], const char *s, size_t len)
{
	if (len > 11)
		len = 11;
	while (len > 0 && ((unsigned char)s[len] & 0xc0) == 0x80)
		len--;
	memcpy(area, s, len);
	area[len] = '\0';
}

bool
layout_moment(double ms, char *out, size_t size)
{
	struct day d;

	if (!(fabs(ms) >= MOMENT && fabs(ms) <= MOMENT_MOST))
		return false;
	d = when_dutch_day((int64_t)floor(ms / 1000));
	snprintf(out, size, "%04d-%02d", d.year, d.month);
	return true;
}
