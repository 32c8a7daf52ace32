/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * value: numbers with the unit a reader knows. A source's unit "x 1 000 euro"
 * is a scale and a unit; how the unit is said is in the language file, under
 * "unit", by the unit's own text.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "words/number.h"
#include "words/own.h"

void
words_number(const struct words *w, double v, int decimals, struct buf *out)
{
	number_put(v, 0, decimals, words_get(w, "number.thousands"),
	    words_get(w, "number.decimal"), out);
}

/* "Aantal inwoners per km²" as "aantal inwoners per km2", the way units are
 * listed. New string. */
static char *
plain_unit(const char *unit)
{
	char *folded = text_fold(unit);
	struct buf out = { 0 };
	const char *s;

	for (s = folded; *s != '\0'; s++) {
		if (strncmp(s, "\xc2\xb2", 2) == 0 ||
		    strncmp(s, "\xc2\xb3", 2) == 0) {
			buf_putc(&out, s[1] == '\xb2' ? '2' : '3');
			s++;
		} else
			buf_putc(&out, *s);
	}
	free(folded);
	buf_puts(&out, "");
	return buf_take(&out);
}

/* Take the scale off the front of a plain unit; returns the power of ten. */
static int
take_scale(const char **unit)
{
	static const struct {
		const char *text;
		int power;
	} scales[] = {
		{ "x 1 000 000", 6 },
		{ "x 1 000", 3 },
		{ "x 1000", 3 },
		{ "x mln", 6 },
		{ "mln", 6 },
	};
	size_t i;

	for (i = 0; i < sizeof(scales) / sizeof(scales[0]); i++) {
		if (!text_starts(*unit, scales[i].text))
			continue;
		*unit += strlen(scales[i].text);
		*unit += strspn(*unit, " ");
		if (**unit == '\0')
			*unit = "aantal";
		return scales[i].power;
	}
	return 0;
}

/* The unit's texts, or false when the language file does not have it. */
static bool
words_unit_of(const struct words *w, const char *unit, struct unit_words *out)
{
	const struct json *found;

	found = json_get(json_get(w->file, "unit"), unit);
	if (found == NULL)
		return false;
	out->brief = json_get_str(found, "short");
	out->full = json_get_str(found, "long");
	out->name = json_get_str(found, "name");
	return true;
}

void
words_value(const struct words *w, double v, const struct indicator *indicator,
    bool long_form, struct buf *out)
{
	struct buf number = { 0 };
	struct unit_words unit;
	char *plain;
	const char *rest;
	int power;

	if (!isfinite(v))
		return;
	rest = plain = plain_unit(indicator->unit);
	power = take_scale(&rest);
	if (indicator->kind == KIND_CODE) /* a postcode has no thousands */
		number_put(v, 0, indicator->decimals, "",
		    words_get(w, "number.decimal"), &number);
	else
		number_put(v, power, indicator->decimals,
		    words_get(w, "number.thousands"),
		    words_get(w, "number.decimal"), &number);
	if (words_unit_of(w, rest, &unit))
		words_fill_text(long_form ? unit.full : unit.brief,
		    (const char *[]){ "v", buf_str(&number), NULL }, out);
	else if (long_form && *rest != '\0')
		buf_putf(out, "%s %s", buf_str(&number), indicator->unit);
	else
		buf_puts(out, buf_str(&number));
	buf_free(&number);
	free(plain);
}

/* "%" of what, when the language file says how its denominator is called. */
static const char *
share_of(const struct words *w, const struct indicator *indicator)
{
	if (indicator->kind != KIND_SHARE || indicator->denominator == NULL)
		return NULL;
	return json_get_str(json_get(w->file, "of"), indicator->denominator);
}

void
words_unit(
    const struct words *w, const struct indicator *indicator, struct buf *out)
{
	struct unit_words unit;
	const char *of = share_of(w, indicator), *rest;
	char *plain;

	if (of != NULL) {
		buf_puts(out, of);
		return;
	}
	rest = plain = plain_unit(indicator->unit);
	take_scale(&rest);
	buf_puts(
	    out, words_unit_of(w, rest, &unit) ? unit.name : indicator->unit);
	free(plain);
}
