/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * tension: which pairs of facts pull apart.
 */
#include "analysis/tension.h"

#include <string.h>

static const char *const names[] = { "area", "ring", "inside", "trend",
	"voices" };

const char *
tension_of_name(enum tension_of of)
{
	return names[of];
}

int
tension_of_parse(const char *name, enum tension_of *of)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(names[i], name) == 0) {
			*of = (enum tension_of)i;
			return 0;
		}
	return -1;
}

enum tension_is
tension_compared(enum difference difference)
{
	switch (difference) {
	case DIFF_HIGHER:
		return TENSION_HIGH;
	case DIFF_LOWER:
		return TENSION_LOW;
	case DIFF_SIMILAR:
		return TENSION_ALIKE;
	case DIFF_UNKNOWN:
		break;
	}
	return TENSION_UNKNOWN;
}

enum tension_is
tension_trend(enum trend_why why)
{
	switch (why) {
	case TREND_UP:
		return TENSION_HIGH;
	case TREND_DOWN:
		return TENSION_LOW;
	case TREND_FLAT:
	case TREND_SMALL:
		return TENSION_ALIKE;
	case TREND_FEW:
	case TREND_MODELLED:
	case TREND_EMPTY:
		break;
	}
	return TENSION_UNKNOWN;
}

static bool
holds(const struct tension_pair *p)
{
	return p->a.is == p->a.wanted && p->b.is == p->b.wanted &&
	    p->a.is != TENSION_UNKNOWN && p->b.is != TENSION_UNKNOWN;
}

static bool
share(const struct tension_pair *p, const struct tension_pair *q)
{
	return p->a.figure == q->a.figure || p->a.figure == q->b.figure ||
	    p->b.figure == q->a.figure || p->b.figure == q->b.figure;
}

size_t
tension_find(
    const struct tension_pair list[], size_t n, size_t found[TENSION_MOST])
{
	size_t m = 0;

	for (size_t i = 0; i < n && m < TENSION_MOST; i++) {
		bool said = false;

		for (size_t k = 0; k < m; k++)
			said |= share(&list[i], &list[found[k]]);
		if (!said && holds(&list[i]))
			found[m++] = i;
	}
	return m;
}
