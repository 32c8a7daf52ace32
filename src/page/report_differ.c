/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * report_differ: of one indicator, the differences between the areas of a
 * report, two by two. No area is first or last: what is said is between which
 * values they lie, and how many of the differences are no more than noise.
 */
#include <math.h>

#include "page/report_own.h"

struct differences {
	size_t pairs, same; /* two by two; of which no difference is said */
	size_t noise;	    /* of which because of noise */
	size_t low, high;   /* the two furthest apart of those that differ */
	double width;	    /* between them */
	size_t a, b;	    /* the two furthest apart of all */
	double most;
};

static bool
is_there(const struct report *r, const struct line *line, size_t i)
{
	return !r->subjects[i].beside && !isnan(line->cells[i].value) &&
	    !line->cells[i].doubted;
}

static void
compare(const struct line *line, size_t a, size_t b, struct comparison *out)
{
	const struct cell_value *x = &line->cells[a], *y = &line->cells[b];

	compare_noisy(x->value, &x->noise, y->value, &y->noise,
	    line->ind->kind,
	    indicator_step(line->ind, fmax(x->rounding, y->rounding)), out);
}

static void
take_pair(
    const struct line *line, size_t i, size_t k, struct differences *d)
{
	double x = line->cells[i].value, y = line->cells[k].value;
	struct comparison c;

	compare(line, i, k, &c);
	d->pairs++;
	if (d->pairs == 1 || fabs(x - y) > d->most) {
		d->most = fabs(x - y);
		d->a = i;
		d->b = k;
	}
	if (c.difference == DIFF_SIMILAR) {
		d->same++;
		d->noise += c.within != NOISE_NONE;
	} else if (fabs(x - y) > d->width) {
		d->width = fabs(x - y);
		d->low = x < y ? i : k;
		d->high = x < y ? k : i;
	}
}

static void
count(const struct report *r, const struct line *line, struct differences *d)
{
	*d = (struct differences){ 0 };
	for (size_t i = 0; i < r->n; i++)
		for (size_t k = 0; k < i && is_there(r, line, i); k++)
			if (is_there(r, line, k))
				take_pair(line, i, k, d);
}

static const char *
say_none(struct report *r, const struct line *line,
    const struct differences *d)
{
	struct comparison c;
	struct buf text = { 0 };
	const char *within;

	compare(line, d->a, d->b, &c);
	within = page_within(r->p, &c);
	if (within == NULL)
		return words_get(r->p->w, "report.same");
	words_capital(within, &text);
	return page_keep(r->p, &text);
}

void
report_differences(
    struct report *r, const struct line *line, struct json *row)
{
	struct page *p = r->p;
	struct differences d;
	const char *text, *low, *high;

	count(r, line, &d);
	json_add_int(row, "pairs", (int64_t)d.pairs);
	json_add_int(row, "pairs_same", (int64_t)d.same);
	json_add_int(row, "pairs_noise", (int64_t)d.noise);
	if (line->ind->kind == KIND_CODE || d.pairs == 0) {
		json_add_str(row, "difference",
		    words_get(p->w, "report.unknown"));
		return;
	}
	if (d.same == d.pairs) {
		json_add_str(row, "difference", say_none(r, line, &d));
		return;
	}
	low = page_amount(p, line->ind, line->cells[d.low].value);
	high = page_amount(p, line->ind, line->cells[d.high].value);
	text = page_say(p, "report.spread", "low", low, "low_area",
	    r->subjects[d.low].name, "high", high, "high_area",
	    r->subjects[d.high].name, (char *)NULL);
	if (d.same > 0)
		text = page_say(p, "report.spread_some", "spread", text,
		    "some",
		    page_count(p, "report.pairs", (int64_t)d.same, "all",
			page_number(p, (double)d.pairs, 0), (char *)NULL),
		    (char *)NULL);
	json_add_str(row, "difference", text);
}
