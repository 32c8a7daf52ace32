/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * number: rounding and printing. A value is rounded on its shortest decimal
 * text, half away from zero: 2.675 is meant as 2.675 and becomes 2.68, though
 * the nearest binary number lies just below it.
 */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "words/number.h"
#include "words/words.h"

#define DIGITS_SURE 15 /* a decimal of so many survives a double */
#define DIGITS 17      /* enough for any double */
#define DECIMALS_MAX 12

/* Significant digits and the place of the point: 0.DIGITS x 10^point. */
struct decimal {
	char digits[DIGITS + 2];
	int n, point;
};

/* The digits a person would have written for v: the fewest that read back as
 * v, zeros at the end aside. v is finite and not negative. */
static void
shortest(double v, struct decimal *out)
{
	char text[40], *e;
	int precision;

	for (precision = DIGITS_SURE; precision <= DIGITS; precision++) {
		snprintf(text, sizeof(text), "%.*e", precision - 1, v);
		if (strtod(text, NULL) == v)
			break;
	}
	e = strchr(text, 'e');
	out->point = atoi(e + 1) + 1;
	out->n = 0;
	for (*e = '\0', e = text; *e != '\0'; e++) {
		if (*e >= '0' && *e <= '9')
			out->digits[out->n++] = *e;
	}
}

/* Keep `keep` digits, half away from zero. A carry may add one in front. */
static void
round_digits(struct decimal *d, int keep)
{
	bool up;
	int i;

	if (keep >= d->n)
		return;
	if (keep < 0) {
		d->n = 0;
		return;
	}
	up = d->digits[keep] >= '5';
	d->n = keep;
	for (i = keep - 1; up && i >= 0; i--) {
		up = d->digits[i] == '9';
		d->digits[i] = up ? '0' : (char)(d->digits[i] + 1);
	}
	if (up) {
		memmove(d->digits + 1, d->digits, (size_t)d->n);
		d->digits[0] = '1';
		d->n++;
		d->point++;
	}
}

static char
digit_at(const struct decimal *d, int place)
{
	return place >= 0 && place < d->n ? d->digits[place] : '0';
}

void
number_put(double v, int shift, int decimals, const char *thousands,
    const char *decimal, struct buf *out)
{
	struct decimal d;
	int i, whole;
	bool zero = true;

	if (!isfinite(v))
		return;
	if (decimals < 0)
		decimals = 0;
	if (decimals > DECIMALS_MAX)
		decimals = DECIMALS_MAX;
	shortest(fabs(v), &d);
	round_digits(&d, d.point + decimals);
	d.point += shift;
	decimals -= shift;
	for (i = 0; i < d.n; i++)
		zero = zero && d.digits[i] == '0';
	if (v < 0 && !zero)
		buf_puts(out, "\xe2\x88\x92"); /* U+2212 */
	whole = d.point > 0 && !zero ? d.point : 1;
	for (i = 0; i < whole; i++) {
		if (i > 0 && (whole - i) % 3 == 0)
			buf_puts(out, thousands);
		buf_putc(out, digit_at(&d, d.point - whole + i));
	}
	if (decimals > 0)
		buf_puts(out, decimal);
	for (i = 0; i < decimals; i++)
		buf_putc(out, digit_at(&d, d.point + i));
}

void
words_plain(double v, int decimals, struct buf *out)
{
	struct buf text = { 0 };

	number_put(fabs(v), 0, decimals, "", ".", &text);
	if (v < 0 && strpbrk(buf_str(&text), "123456789") != NULL)
		buf_putc(out, '-');
	buf_put(out, buf_str(&text), text.len);
	buf_free(&text);
}
