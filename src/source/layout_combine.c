/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * layout_combine: rows of own codes (postcodes, neighbourhoods of one's own)
 * that together make up an area of CBS, into one row an area. A count is the
 * sum; a share or a mean is weighed with a column that the layout names. What
 * a part of the area lacks, the area lacks: a sum of some of its parts is no
 * figure of the whole.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "layout_own.h"

#define CELLS_MAX (4u << 20) /* areas x topics x periods */
#define SEEN_MAX (64u << 20) /* bytes: a bit for each code, topic, period */

struct sum {
	double total, weight;
	uint32_t n;	    /* codes that gave a cell */
	enum cell_kind gap; /* CELL_VALUE: no code lacked its value */
};

struct slot { /* of one period */
	char period[16];
	struct sum *sums;    /* by area, then topic */
	unsigned char *seen; /* a bit by own code, then topic */
	bool *met;	     /* by area: a row came */
};

struct combine {
	const struct layout *layout;
	size_t ntopics;
	const struct codes *codes;
	size_t *area_of;    /* by own code */
	const char **areas; /* in order of the map file */
	uint32_t *parts;    /* by area: how many own codes it has */
	size_t nareas;
	struct map by_period;
	struct slot *slots;
	size_t nslots, capslots;
	size_t at_slot, at_area; /* next to hand out */
};

/* Whether figures in this unit add up over areas. A length does not: most are
 * distances. */
static bool
adds_up(const char *unit)
{
	static const char *const units[] = { "ha", "km2", "km²", "m2", "m²",
		"m3", "m³", "kwh" };
	char *folded = text_fold(unit != NULL ? unit : "");
	bool is = strcmp(folded, "aantal") == 0 ||
	    (strncmp(folded, "aantal ", 7) == 0 &&
		strstr(folded, " per ") == NULL && strchr(folded, '/') == NULL);

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]) && !is; i++) {
		char *other = text_fold(units[i]);

		is = strcmp(folded, other) == 0;
		free(other);
	}
	free(folded);
	return is;
}

const char *
combine_weight(const struct layout *l, size_t topic)
{
	return topic < l->ncolumns ? l->columns[topic].weight : NULL;
}

static int
check_topics(
    const struct layout *l, const struct table_meta *meta, struct err *err)
{
	for (size_t i = 0; i < meta->ntopics; i++) {
		const struct topic *t = &meta->topics[i];

		if (combine_weight(l, i) != NULL || adds_up(t->unit))
			continue;
		return err_set(err, ERR_INPUT,
		    "column \"%.80s\" (unit \"%.40s\") cannot be added up "
		    "over codes that make up one area: only counts can. List "
		    "it under \"columns\" with \"unit\": \"aantal\" when it is "
		    "one, with \"weight\" (the column with the number of "
		    "people or homes behind it) when it is a share or a mean, "
		    "or leave it out",
		    t->key, t->unit != NULL ? t->unit : "");
	}
	return 0;
}

static void
find_areas(struct combine *c)
{
	const struct codes *codes = c->codes;
	struct map known = { 0 };
	int64_t at;

	c->area_of = mem_new(codes->n + 1, sizeof(*c->area_of));
	c->areas = mem_new(codes->n + 1, sizeof(*c->areas));
	c->parts = mem_new(codes->n + 1, sizeof(*c->parts));
	for (size_t i = 0; i < codes->n; i++) {
		if (!map_gets(&known, codes->areas[i], &at)) {
			at = (int64_t)c->nareas;
			map_puts(&known, codes->areas[i], at);
			c->areas[c->nareas++] = codes->areas[i];
		}
		c->area_of[i] = (size_t)at;
		c->parts[at]++;
	}
	map_free(&known);
}

int
combine_new(const struct layout *l, const struct table_meta *meta,
    const struct codes *codes, struct combine **out, struct err *err)
{
	struct combine *c;

	if (check_topics(l, meta, err) == -1)
		return -1;
	c = mem_new(1, sizeof(*c));
	c->layout = l;
	c->ntopics = meta->ntopics;
	c->codes = codes;
	find_areas(c);
	*out = c;
	return 0;
}

void
combine_free(struct combine *c)
{
	if (c == NULL)
		return;
	for (size_t i = 0; i < c->nslots; i++) {
		free(c->slots[i].sums);
		free(c->slots[i].seen);
		free(c->slots[i].met);
	}
	free(c->slots);
	map_free(&c->by_period);
	free(c->area_of);
	free(c->areas);
	free(c->parts);
	free(c);
}

static struct slot *
find_slot(struct combine *c, const char *period, struct err *err)
{
	size_t cells = c->nareas * c->ntopics;
	size_t bytes = c->codes->n * c->ntopics / 8 + 1;
	struct slot *s;
	int64_t at;

	if (map_gets(&c->by_period, period, &at))
		return &c->slots[at];
	if ((c->nslots + 1) * cells > CELLS_MAX ||
	    (c->nslots + 1) * bytes > SEEN_MAX) {
		err_set(err, ERR_INPUT,
		    "more areas, columns and periods than can be added up at "
		    "once: list fewer columns, or take years apart with "
		    "\"where\"");
		return NULL;
	}
	MEM_PUSH(c->slots, c->nslots, c->capslots);
	s = &c->slots[c->nslots];
	*s = (struct slot){ .sums = mem_new(cells + 1, sizeof(*s->sums)),
		.seen = mem_new(bytes, 1),
		.met = mem_new(c->nareas + 1, sizeof(*s->met)) };
	memcpy(s->period, period, strlen(period) + 1);
	map_puts(&c->by_period, period, (int64_t)c->nslots++);
	return s;
}

static int
add_cell(struct sum *sum, const struct cell *cell, bool weighed, double weight,
    struct err *err)
{
	sum->n++;
	if (weighed && weight < 0)
		return err_set(err, ERR_INPUT, "a weight below nought");
	if (weighed && weight == 0)
		return 0; /* nobody lives there: it has no part in the mean */
	if (cell->kind != CELL_VALUE || (weighed && weight != weight)) {
		if (sum->gap != CELL_WITHHELD)
			sum->gap = cell->kind == CELL_WITHHELD ? CELL_WITHHELD
							       : CELL_EMPTY;
		return 0;
	}
	sum->total += weighed ? weight * cell->value : cell->value;
	sum->weight += weighed ? weight : 1;
	return 0;
}

int
combine_take(struct combine *c, size_t own, const struct row *row,
    const double weights[], struct err *err)
{
	size_t area = c->area_of[own];
	struct slot *s = find_slot(c, row->period, err);

	if (s == NULL)
		return -1;
	s->met[area] = true;
	for (size_t i = 0; i < row->n; i++) {
		size_t topic = row->cells[i].topic;
		size_t bit = own * c->ntopics + topic;
		bool weighed = combine_weight(c->layout, topic) != NULL;

		if (s->seen[bit / 8] >> (bit % 8) & 1)
			return err_set(err, ERR_INPUT,
			    "an own code of %s is there twice%s%s: it would "
			    "count double",
			    c->areas[area],
			    row->period[0] != '\0' ? " in " : "", row->period);
		s->seen[bit / 8] |= (unsigned char)(1u << (bit % 8));
		if (add_cell(&s->sums[area * c->ntopics + topic],
			&row->cells[i], weighed, weights[topic], err) == -1)
			return -1;
	}
	return 0;
}

/* The figure of a whole area. */
static struct cell
whole(const struct combine *c, const struct sum *sum, size_t area, size_t topic)
{
	struct cell cell = { .topic = (uint32_t)topic, .kind = CELL_EMPTY };

	if (sum->gap != CELL_VALUE)
		cell.kind = sum->gap;
	else if (sum->n == c->parts[area] && sum->weight > 0) {
		cell.kind = CELL_VALUE;
		cell.value = combine_weight(c->layout, topic) != NULL
		    ? sum->total / sum->weight
		    : sum->total;
	}
	return cell;
}

int
combine_next(struct combine *c, struct row *out)
{
	for (; c->at_slot < c->nslots; c->at_slot++, c->at_area = 0) {
		const struct slot *s = &c->slots[c->at_slot];

		while (c->at_area < c->nareas && !s->met[c->at_area])
			c->at_area++;
		if (c->at_area == c->nareas)
			continue;
		memcpy(out->area, c->areas[c->at_area],
		    strlen(c->areas[c->at_area]) + 1);
		memcpy(out->period, s->period, sizeof(out->period));
		out->partial = false;
		for (size_t t = 0; t < c->ntopics; t++)
			out->cells[out->n++] =
			    whole(c, &s->sums[c->at_area * c->ntopics + t],
				c->at_area, t);
		c->at_area++;
		return 1;
	}
	return 0;
}
