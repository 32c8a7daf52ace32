/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * headline: whether what the analyst says may stand above a chart in the place
 * of what the rule makes of the figures. It may not say more than them: every
 * figure under it is of the indicator of the chart, and every number in it is
 * one of them.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "claims/judge.h"
#include "claims/own.h"

#define HEADLINE_MOST 120 /* characters, its live numbers as written aside */
#define LIVE_ROOM 8	  /* ... each of which is counted as so many */
#define PERIODS_MOST 64

static void
no(struct judged *j, const char *why)
{
	snprintf(j->headline_why, sizeof(j->headline_why), "%s", why);
}

/* Whether a year in the sentence is one of its figures. */
static bool
is_period(const struct judged *j, const char *s, size_t n)
{
	for (size_t i = 0; i < j->nfacts; i++)
		for (size_t k = 0; k < j->facts[i].verdict.n; k++) {
			const struct claim_figure *f =
			    &j->facts[i].verdict.figures[k];

			if (n == 4 &&
			    (strncmp(f->period, s, n) == 0 ||
				strncmp(f->from, s, n) == 0))
				return true;
		}
	return false;
}

/* Whether the sentence has a number that is not live, so that nothing tests
 * it. */
static bool
has_dead_number(const struct judged *j)
{
	const struct claim *c = j->claim;
	const char *s = c->sentence;
	size_t live = 0;

	for (size_t at = 0; s[at] != '\0';) {
		size_t n = 0;

		if (live < c->nlives && at == c->lives[live].at) {
			at += c->lives[live++].len;
			continue;
		}
		while (isdigit((unsigned char)s[at + n]))
			n++;
		if (n > 0 && !is_period(j, s + at, n))
			return true;
		at += n > 0 ? n : 1;
	}
	return false;
}

static size_t
length(const struct claim *c)
{
	size_t n = text_chars(c->sentence);

	for (size_t i = 0; i < c->nlives; i++)
		n -= c->lives[i].len - LIVE_ROOM;
	return n;
}

/* Whether all figures are of the indicator, the area itself is among them, and
 * what they compare: places or years. */
static const char *
look(struct judged *j, const struct indicator *ind)
{
	const char *newest = "";
	bool own = false;

	for (size_t i = 0; i < j->nlives; i++)
		if (j->lives[i].indicator != ind)
			return "a number in it is of another indicator";
	for (size_t i = 0; i < j->nfacts; i++)
		for (size_t k = 0; k < j->facts[i].verdict.n; k++) {
			const struct claim_figure *f =
			    &j->facts[i].verdict.figures[k];

			if (f->indicator != ind)
				return "a fact under it is of another "
				       "indicator";
			own |= strcmp(f->area, j->area) == 0;
			j->headline_years |=
			    f->kind == FIGURE_CHANGE || f->kind == FIGURE_TREND;
			if (f->kind == FIGURE_TREND)
				continue;
			if (*newest != '\0' && strcmp(f->period, newest) != 0)
				j->headline_years = true;
			if (*newest == '\0' ||
			    period_cmp(f->period, newest) > 0)
				newest = f->period;
		}
	snprintf(j->headline_period, sizeof(j->headline_period), "%s", newest);
	return own ? NULL : "no fact under it is of the area itself";
}

/* Whether the chart has newer figures than the claim. */
static bool
is_old(struct panel *p, const struct judged *j, const struct indicator *ind,
    enum area_level level)
{
	const char *periods[PERIODS_MOST];
	const size_t n = panel_periods(p, ind, level, periods, PERIODS_MOST);

	return n > 0 && j->headline_period[0] != '\0' &&
	    period_cmp(periods[n - 1], j->headline_period) > 0;
}

/* A chart has one headline; and one chart of a theme is over the years, one
 * among peers. */
static bool
is_taken(const struct judgement *all, size_t at, const struct indicator *ind)
{
	for (size_t i = 0; i < all->n; i++) {
		const struct judged *j = &all->items[i];

		if (i != at && j->headline != NULL &&
		    j->headline_years == all->items[at].headline_years &&
		    strcmp(j->area, all->items[at].area) == 0 &&
		    strcmp(j->headline->theme, ind->theme) == 0)
			return true;
	}
	return false;
}

static const char *
refuse(struct panel *p, struct judgement *all, size_t i,
    const struct indicator *ind, enum area_level level)
{
	struct judged *j = &all->items[i];
	const char *why;

	if (j->result != CLAIM_HOLDS)
		return "it does not hold, or is not known to";
	if (j->doubted)
		return "it rests on a figure that nobody looked at yet";
	if (j->nfacts == 0)
		return "there is no fact under it";
	why = look(j, ind);
	if (why != NULL)
		return why;
	if (has_dead_number(j))
		return "a number in it is not a live one";
	if (length(j->claim) > HEADLINE_MOST)
		return "it is too long: make it 120 characters or fewer";
	if (!(j->headline_years ? ind->in_trend : ind->in_range))
		return j->headline_years
		    ? "no chart shows the years of that indicator"
		    : "no chart shows that indicator among its peers";
	if (is_old(p, j, ind, level))
		return "the chart has newer figures than it";
	if (is_taken(all, i, ind))
		return "the chart has a headline already, of another claim";
	return NULL;
}

int
headline_judge(
    struct panel *p, struct judgement *all, size_t i, struct err *err)
{
	struct judged *j = &all->items[i];
	const struct claim *c = j->claim;
	const struct indicator *ind =
	    indicators_find(panel_indicators(p), c->headline);
	struct area area = { 0 };
	const char *why;
	int got;

	if (ind == NULL) {
		char near[80];

		return err_set(err, ERR_INPUT,
		    "%s:%d: kop: \"%.60s\" is not an indicator%s "
		    "('feiten indicators' lists them)",
		    c->file, c->headline_line, c->headline,
		    near_indicator(panel_indicators(p), c->headline, near));
	}
	got = panel_area(p, j->area, &area, err);
	if (got == -1)
		return -1;
	why = got == 0 ? "it stands on no page"
		       : refuse(p, all, i, ind, area.level);
	area_clear(&area);
	if (why != NULL)
		no(j, why);
	else
		j->headline = ind;
	return 0;
}
