/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * spark: the small trend beside a figure of page one: begin and end of the
 * years that can be compared, in words and as a line.
 */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "page/trend.h"

/* One step of the rounding of a smaller count is a jump. */
#define COUNT_LEAST 50

static const char *
end_text(struct page *p, const struct trend *t, size_t i)
{
	return page_say(p, "spark.end", "value", trend_value(p, t, i), "period",
	    page_period(p, t->points[i].seats.period), (char *)NULL);
}

static void
put_points(const struct page *p, const struct trend *t, struct json *chart)
{
	const bool town = p->municipality.code[0] != '\0';
	struct json *list = json_add_array(chart, "points"), *one;

	for (size_t i = 0; i < t->n; i++) {
		const struct point *pt = &t->points[i];

		one = json_add_object(list, NULL);
		json_add_num(one, "x", period_year(pt->seats.period));
		json_add_num(one, "y", pt->drawn[SELF]);
		json_add_num(
		    one, "municipality", town ? pt->drawn[MUNICIPALITY] : NAN);
		json_add_bool(
		    one, "provisional", pt->seats.cells[SELF].provisional);
		json_add_bool(one, "estimate", pt->estimate);
		json_add_bool(one, "break", pt->broken);
	}
}

/* A line from bottom to top says that much has changed: the height is that of
 * so many differences that are worth a word (compare_value), or more. */
#define HEIGHT_LEAST 3.0

static void
put_height(const struct page *p, const struct trend *t, struct json *chart)
{
	const size_t seats = p->municipality.code[0] != '\0' ? 2 : 1;
	double low = INFINITY, high = -INFINITY, more;

	for (size_t i = 0; i < t->n; i++)
		for (size_t k = 0; k < seats; k++) {
			const double v = t->points[i].drawn[k];

			low = isnan(v) ? low : fmin(low, v);
			high = isnan(v) ? high : fmax(high, v);
		}
	if (high < low)
		return;
	more = HEIGHT_LEAST * compare_least(low, t->ind->kind, 0.0) -
	    (high - low);
	if (more <= 0.0)
		return;
	json_add_num(chart, "y_min", low - more / 2.0);
	json_add_num(chart, "y_max", high + more / 2.0);
}

/* Why there is none; NULL when there is. */
static const char *
none_text(struct page *p, const struct trend *t)
{
	const size_t first = t->n == 0 ? 0 : trend_since(t);

	if (t->ind->modelled)
		return words_get(p->w, "spark.modelled");
	if (t->ind->kind == KIND_CODE ||
	    (t->ind->kind == KIND_COUNT &&
		(t->n == 0 ||
		    t->points[first].seats.cells[SELF].value < COUNT_LEAST)))
		return words_get(p->w, "spark.few");
	if (t->n < 2 && !t->other_place && !t->leapt)
		return words_get(p->w, "spark.one_year");
	if (t->n - first < 2)
		return words_get(p->w, "spark.broken");
	return NULL;
}

static void
put(struct page *p, const struct trend *t, struct json *model)
{
	const size_t first = trend_since(t);
	struct json *spark = json_add_object(model, "spark"), *chart;
	const char *within = trend_within(p, t);

	chart = json_add_object(spark, "chart");
	json_add_str(chart, "kind", "spark");
	put_points(p, t, chart);
	put_height(p, t, chart);
	json_add_str(spark, "alt", trend_alt(p, t));
	json_add_str(spark, "begin", end_text(p, t, first));
	json_add_str(spark, "end", end_text(p, t, t->n - 1));
	json_add_str(
	    spark, "note", first > 0 ? words_get(p->w, "spark.break") : NULL);
	json_add_str(spark, "within",
	    within == NULL ? NULL
			   : page_say(p, "trend.note_within", "within", within,
				 (char *)NULL));
}

int
page_spark(struct page *p, const struct indicator *ind, struct json *model,
    struct err *err)
{
	struct trend *t = mem_new(1, sizeof(*t));
	const char *why;
	int rc = -1;

	t->ind = ind;
	if (!ind->modelled && trend_gather(p, t, err) == -1)
		goto done;
	rc = 0;
	why = none_text(p, t);
	json_add_str(model, "no_spark", why);
	if (why != NULL) {
		json_add_null(model, "spark");
		goto done;
	}
	trend_set_drawn(t);
	put(p, t, model);
done:
	free(t);
	return rc;
}
