/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * indicator: names of kinds, and the list.
 */
#include "model/indicator.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const kind_names[] = {
	[KIND_COUNT] = "count",
	[KIND_SHARE] = "share",
	[KIND_RATE] = "rate",
	[KIND_MEAN] = "mean",
	[KIND_MEDIAN] = "median",
	[KIND_DISTANCE] = "distance",
	[KIND_CODE] = "code",
};

const char *
indicator_kind_name(enum indicator_kind kind)
{
	return kind_names[kind];
}

int
indicator_kind_parse(const char *name, enum indicator_kind *kind)
{
	size_t i;

	for (i = 0; i < sizeof(kind_names) / sizeof(kind_names[0]); i++)
		if (strcmp(name, kind_names[i]) == 0) {
			*kind = (enum indicator_kind)i;
			return 0;
		}
	return -1;
}

const char *
polarity_name(enum polarity polarity)
{
	switch (polarity) {
	case POLARITY_NONE:
		return "";
	case POLARITY_HIGH_GOOD:
		return "high";
	case POLARITY_LOW_GOOD:
		return "low";
	}
	return "";
}

double
indicator_step(const struct indicator *indicator, double rounding)
{
	return fmax(rounding,
	    indicator->nparts > 0 ? 0.0 : pow(10.0, -indicator->decimals));
}

double
indicator_factor(const struct indicator *indicator)
{
	return strncmp(indicator->unit, "per 1 000", 9) == 0 ? 1000.0 : 100.0;
}

const struct indicator *
indicators_find(const struct indicators *list, const char *id)
{
	size_t i;

	for (i = 0; id != NULL && i < list->n; i++)
		if (strcmp(list->items[i].id, id) == 0)
			return &list->items[i];
	return NULL;
}

static void
indicator_clear(struct indicator *ind)
{
	size_t i;

	free(ind->id);
	free(ind->label_nl);
	free(ind->label_en);
	free(ind->unit);
	free(ind->theme);
	free(ind->denominator);
	free(ind->sample);
	for (i = 0; i < ind->nparts; i++)
		free(ind->parts[i]);
	free(ind->parts);
	free(ind->phrase_nl.higher);
	free(ind->phrase_nl.lower);
	free(ind->phrase_en.higher);
	free(ind->phrase_en.lower);
	free(ind->note_nl);
	free(ind->note_en);
}

static void
tension_clear(struct tension *t)
{
	struct tension_side *sides[] = { &t->a, &t->b };

	for (size_t i = 0; i < 2; i++) {
		free(sides[i]->of);
		free(sides[i]->figure);
		free(sides[i]->is);
	}
	free(t->id);
	free(t->text_nl);
	free(t->text_en);
}

void
indicators_free(struct indicators *list)
{
	size_t i;

	for (i = 0; i < list->n; i++)
		indicator_clear(&list->items[i]);
	free(list->items);
	for (i = 0; i < list->nthemes; i++) {
		free(list->themes[i].id);
		free(list->themes[i].label_nl);
		free(list->themes[i].label_en);
	}
	free(list->themes);
	for (i = 0; i < list->ntensions; i++)
		tension_clear(&list->tensions[i]);
	free(list->tensions);
	for (i = 0; i < list->nsums; i++) {
		free(list->sums[i].whole);
		for (size_t k = 0; k < list->sums[i].nparts; k++)
			free(list->sums[i].parts[k]);
		free(list->sums[i].parts);
	}
	free(list->sums);
	memset(list, 0, sizeof(*list));
}
