/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * own: figures of areas of one's own, out of those of their parts.
 */
#include "own.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/bounds.h"
#include "base/mem.h"

const struct own *
own_by_id(const struct panel *p, const char *code)
{
	size_t i;

	for (i = 0; i < p->nown; i++)
		if (strcmp(p->own[i].area.code, code) == 0)
			return &p->own[i];
	return NULL;
}

/* What lies in it of a part: 1 when that is whole. */
static double
own_share(const struct own *own, size_t i)
{
	return own->shares == NULL ? 1 : own->shares[i];
}

void
own_free(struct panel *p)
{
	size_t i;

	for (i = 0; i < p->nown; i++) {
		area_clear(&p->own[i].area);
		free(p->own[i].codes);
		free(p->own[i].shares);
		strings_free(&p->own[i].found);
		areas_free(&p->own[i].buurten);
	}
	free(p->own);
	strings_free(&p->warnings);
}

int
panel_own(struct panel *p, const struct own_areas *list, const char *lang,
    struct err *err)
{
	size_t i;

	for (i = 0; i < list->n; i++) {
		const struct own_area *def = &list->items[i];
		struct own *own;

		MEM_PUSH(p->own, p->nown, p->capown);
		own = &p->own[p->nown++];
		memset(own, 0, sizeof(*own));
		own->def = def;
		own->area.level = LEVEL_OWN;
		memcpy(own->area.code, def->id, strlen(def->id) + 1);
		own->area.name = mem_str(panel_own_name(p, def->id, lang));
		if (own_resolve(p, list, own, err) == -1)
			return -1;
	}
	return 0;
}

const struct strings *
panel_warnings(const struct panel *p)
{
	return &p->warnings;
}

static void
copy_area(const struct area *a, struct areas *out)
{
	MEM_PUSH(out->items, out->n, out->cap);
	out->items[out->n] = *a;
	out->items[out->n++].name = mem_str(a->name);
}

void
panel_own_areas(const struct panel *p, struct areas *out)
{
	size_t i;

	for (i = 0; i < p->nown; i++)
		copy_area(&p->own[i].area, out);
}

const char *
panel_own_name(const struct panel *p, const char *code, const char *lang)
{
	const struct own *own = own_by_id(p, code);

	if (own == NULL)
		return NULL;
	return strcmp(lang, "nl") == 0 ? own->def->name_nl : own->def->name_en;
}

size_t
panel_own_parts(
    const struct panel *p, const char *code, const char *const **out)
{
	const struct own *own = own_by_id(p, code);

	if (own == NULL)
		return 0;
	*out = own->codes;
	return own->n;
}

double
panel_own_share(const struct panel *p, const char *code, size_t part)
{
	const struct own *own = own_by_id(p, code);

	return own == NULL || part >= own->n ? 1 : own_share(own, part);
}

int
own_within(const struct own *own, enum area_level level, struct areas *out)
{
	size_t i;

	for (i = 0; level == LEVEL_BUURT && i < own->buurten.n; i++)
		copy_area(&own->buurten.items[i], out);
	return 0;
}

int
own_same_place(struct panel *p, const struct own *own, int from, int to,
    enum same_place *out, struct err *err)
{
	enum same_place one;
	size_t i;

	for (i = 0; i < own->n; i++) {
		if (panel_same_place(p, own->codes[i], from, to, &one, err) ==
		    -1)
			return -1;
		if (one > *out)
			*out = one;
	}
	return 0;
}

/* All areas of the gemeenten that the parts lie in, for what follows of their
 * figures. */
struct around {
	const char **codes;
	size_t *above; /* index of the nearest that has a figure, or itself */
	struct cell_value *cells;
	struct bound *bounds;
	size_t n, cap;
};

static void
around_free(struct around *a)
{
	free(a->codes);
	free(a->above);
	free(a->cells);
	free(a->bounds);
}

static bool
is_around(const struct own *own, const struct area *a)
{
	size_t i;

	for (i = 0; i < own->n; i++)
		if (a->level != LEVEL_LAND &&
		    strncmp(own->codes[i] + 2, a->code + 2, 4) == 0)
			return true;
	return false;
}

/* Figures of all of them and the sums that hold: parts are at most the whole,
 * as some of a whole may be in none of them. */
static int
around_read(struct panel *p, const struct indicator *ind,
    const struct column *col, const struct own *own, struct around *a,
    struct sums *sums, struct err *err)
{
	const struct vintage *v;
	struct map index = { 0 };
	size_t i, k;
	int64_t at;
	int rc = -1;

	if (vintage_of(p, col->area_year, &v, err) == -1)
		return -1;
	for (i = 0; i < v->areas.n; i++) {
		if (!is_around(own, &v->areas.items[i]))
			continue;
		MEM_PUSH(a->codes, a->n, a->cap);
		map_puts(&index, v->areas.items[i].code, (int64_t)a->n);
		a->codes[a->n++] = v->areas.items[i].code;
	}
	a->cells = mem_new(a->n + 1, sizeof(*a->cells));
	a->bounds = mem_new(a->n + 1, sizeof(*a->bounds));
	if (panel_stored(p, ind, col, a->codes, a->n, a->cells, err) == -1)
		goto done;
	/* Twice the rounding: whichever way the source rounds. */
	for (i = 0; i < a->n; i++) {
		a->bounds[i] =
		    bound_of(a->cells[i].value, 2 * a->cells[i].rounding);
		if (a->cells[i].reason == ABSENCE_CANNOT_OCCUR)
			a->bounds[i] = bound_of(0, 0);
	}
	for (i = 0; i < a->n; i++) {
		sums_add(sums, i, true);
		for (k = 0; k < a->n; k++) {
			const struct area *part = area_in(v, a->codes[k]);

			if (map_gets(&index, part->parent, &at) &&
			    (size_t)at == i)
				sums_part(sums, k);
		}
	}
	rc = 0;
done:
	map_free(&index);
	return rc;
}

/* A share or rate that this count is a part of: the count is at most what it
 * is a share of. */
static int
within_whole(struct panel *p, const struct indicator *ind, const char *period,
    struct around *a, struct err *err)
{
	struct cell_value *whole = mem_new(a->n + 1, sizeof(*whole));
	size_t i, k;
	int rc = -1;

	for (i = 0; i < p->indicators->n; i++) {
		const struct indicator *share = &p->indicators->items[i];
		const struct indicator *of =
		    indicators_find(p->indicators, share->denominator);

		if (share->kind != KIND_SHARE || share->nparts != 1 ||
		    strcmp(share->parts[0], ind->id) != 0 || of == NULL)
			continue;
		if (panel_values(p, of, period, a->codes, a->n, whole, err) ==
		    -1)
			goto done;
		for (k = 0; k < a->n; k++) {
			double most = whole[k].value + whole[k].rounding;

			/* A figure that says otherwise is no help. */
			if (isnan(most) || most >= a->bounds[k].high ||
			    most < a->bounds[k].low)
				continue;
			a->bounds[k].high = most;
			a->bounds[k].implied = true;
		}
		break;
	}
	rc = 0;
done:
	free(whole);
	return rc;
}

/* Between what a sum lies, where some of its parts have no figure. */
static int
between(struct panel *p, const struct indicator *ind, const struct column *col,
    const struct own *own, struct cell_value *out, struct err *err)
{
	struct bound *parts = mem_new(own->n + 1, sizeof(*parts)), sum;
	struct around a = { 0 };
	struct sums sums = { 0 };
	size_t i, k;
	int rc = -1;

	if (around_read(p, ind, col, own, &a, &sums, err) == -1 ||
	    within_whole(p, ind, col->period, &a, err) == -1)
		goto done;
	bounds_narrow(a.bounds, &sums);
	for (i = 0; i < own->n; i++) {
		parts[i] = bound_of(NAN, 0);
		for (k = 0; k < a.n; k++)
			if (strcmp(a.codes[k], own->codes[i]) == 0)
				parts[i] = a.bounds[k];
		if (own_share(own, i) < 1)
			parts[i].low = 0; /* from nothing of it to all */
	}
	sum = bounds_sum(parts, own->n);
	out->between = isfinite(sum.high) || sum.low > 0;
	out->implied = sum.implied;
	out->low = sum.low;
	out->high = sum.high;
	rc = 0;
done:
	around_free(&a);
	sums_free(&sums);
	free(parts);
	return rc;
}

/* The reason that says most, of those of the parts that have none. */
static void
missing(struct cell_value *out, const struct cell_value *part)
{
	out->value = NAN;
	out->why = CARRY_MISSING;
	if (out->reason == ABSENCE_NONE || part->reason == ABSENCE_BY_US ||
	    (out->reason != ABSENCE_BY_US && part->reason == ABSENCE_WITHHELD))
		out->reason = part->reason;
}

/* Events add up to events. Errors of parts that are rounded each by itself
 * cancel (noise_rounded_sum), level by level. */
static int
unsure_sum(struct panel *p, const struct indicator *ind,
    const struct column *col, const struct own *own,
    const struct cell_value parts[], struct cell_value *out, struct err *err)
{
	double sums[LEVELS] = { 0 }, squares = 0;
	size_t counts[LEVELS] = { 0 }, i;
	char code[12];
	enum area_level level;

	if (ind->events) {
		noise_events(out->value, &out->noise);
		return 0;
	}
	for (i = 0; i < own->n; i++) {
		if (isnan(parts[i].value) ||
		    area_code(own->codes[i], strlen(own->codes[i]), code,
			&level) == -1)
			continue;
		sums[level] += parts[i].value;
		counts[level]++;
	}
	out->noise = (struct noise){ .kind = NOISE_NONE };
	for (i = 0; i < LEVELS; i++) {
		struct rounding r;
		struct noise one;

		if (counts[i] == 0)
			continue;
		if (panel_rounding(p, ind, col, (enum area_level)i, &r, err) ==
		    -1)
			return -1;
		noise_rounded_sum(sums[i], &r, counts[i], &one);
		if (one.kind > out->noise.kind)
			out->noise.kind = one.kind;
		squares += one.sd * one.sd;
		out->noise.low += one.low;
		out->noise.high += one.high;
	}
	out->noise.sd = sqrt(squares);
	return 0;
}

/* A part was split: where in it its people are is not known. */
static void
be_estimate(struct cell_value *out)
{
	out->estimate = true;
	out->noise = (struct noise){ NOISE_UNKNOWN, NAN, NAN, NAN };
}

/* Of a part that lies in the area with a share of its addresses that share is
 * counted; surely it is between nothing and all of it. */
static int
add_up(struct panel *p, const struct indicator *ind, const struct column *col,
    const struct own *own, const struct cell_value parts[],
    struct cell_value *out, struct err *err)
{
	double sum = 0, low = 0, high = 0;
	size_t i, none = 0;
	bool split = false;

	for (i = 0; i < own->n; i++) {
		const double share = own_share(own, i);

		if (parts[i].reason == ABSENCE_CANNOT_OCCUR)
			continue;
		if (isnan(parts[i].value)) {
			missing(out, &parts[i]);
			none++;
			continue;
		}
		sum += share * parts[i].value;
		out->rounding += share * parts[i].rounding;
		high += parts[i].value + parts[i].rounding;
		if (share >= 1)
			low += parts[i].value - parts[i].rounding;
		else
			split |= parts[i].value > 0;
	}
	if (none == 0 && split) {
		out->value = sum;
		out->low = fmax(0, low);
		out->high = high;
		be_estimate(out);
		return 0;
	} else if (none == 0) {
		out->value = sum;
		return unsure_sum(p, ind, col, own, parts, out, err);
	} else if (none < own->n || out->reason == ABSENCE_WITHHELD ||
	    out->reason == ABSENCE_BY_US)
		return between(p, ind, col, own, out, err);
	return 0;
}

/* Independent samples, each with its weight (Cochran, Sampling Techniques,
 * 1977, 5.3): the variances add up by the square of it. */
static void
weigh_samples(const struct own *own, const struct cell_value parts[],
    const struct cell_value weights[], double all, struct cell_value *out)
{
	double variance = 0, sd, low, high;

	for (size_t i = 0; i < own->n; i++) {
		const double w = own_share(own, i) * weights[i].value / all;

		if (!(w > 0))
			continue;
		variance += w * w * parts[i].noise.sd * parts[i].noise.sd;
	}
	sd = sqrt(variance); /* NAN where one is not known */
	low = fmax(out->value - 1.96 * sd, 0);
	high = fmin(out->value + 1.96 * sd, 100);
	out->noise = isnan(sd)
	    ? (struct noise){ NOISE_UNKNOWN, NAN, NAN, NAN }
	    : (struct noise){ NOISE_SURVEY, sd, low, high };
}

/* Shares, rates and means: by what they are of. Rounding of both goes along:
 * half a step of each share, and what a step of its weight moves. */
static void
weigh(const struct indicator *ind, const struct own *own,
    const struct cell_value parts[], const struct cell_value weights[],
    struct cell_value *out)
{
	double sum = 0, all = 0, step = pow(10, -ind->decimals), off = 0, moved;
	bool split = false;
	size_t i;

	for (i = 0; i < own->n; i++) {
		const double weight = own_share(own, i) * weights[i].value;

		if (weights[i].value == 0 ||
		    weights[i].reason == ABSENCE_CANNOT_OCCUR)
			continue;
		if (isnan(parts[i].value) || isnan(weights[i].value)) {
			missing(out,
			    isnan(parts[i].value) ? &parts[i] : &weights[i]);
			return;
		}
		out->provisional |= weights[i].provisional;
		split |= own_share(own, i) < 1;
		sum += parts[i].value * weight;
		all += weight;
		off += weight * fmax(step, parts[i].rounding);
	}
	if (all <= 0) {
		out->reason = ABSENCE_CANNOT_OCCUR;
		return;
	}
	out->value = sum / all;
	for (i = 0; i < own->n; i++) {
		moved = fabs(parts[i].value - out->value);
		if (weights[i].value > 0)
			off += own_share(own, i) * moved * weights[i].rounding;
	}
	out->rounding = off / all;
	out->derived = ind->kind == KIND_SHARE;
	out->noise = (struct noise){ .kind = NOISE_ROUNDING,
		.sd = out->rounding / sqrt(12),
		.low = out->value - out->rounding / 2,
		.high = out->value + out->rounding / 2 };
	if (ind->sample != NULL)
		weigh_samples(own, parts, weights, all, out);
	if (split) {
		out->low = out->high = NAN;
		be_estimate(out);
	}
}

/* What is not combined is shown as it differs between the parts. */
static void
range_of(const struct own *own, const struct cell_value parts[],
    struct cell_value *out)
{
	size_t i;

	out->reason = ABSENCE_NO_RULE;
	out->low = INFINITY;
	out->high = -INFINITY;
	for (i = 0; i < own->n; i++) {
		if (isnan(parts[i].value))
			continue;
		out->low = fmin(out->low, parts[i].value);
		out->high = fmax(out->high, parts[i].value);
	}
	out->between = out->low <= out->high;
}

/* Whether the source gives the weights at all, withheld or not. */
static bool
given(const struct cell_value weights[], size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (weights[i].reason == ABSENCE_NOT_DELIVERED ||
		    weights[i].reason == ABSENCE_UNKNOWN)
			return false;
	return true;
}

/* A figure that nobody accepted yet makes a sum of it one. */
static bool
any_doubted(const struct cell_value cells[], size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (cells[i].doubted)
			return true;
	return false;
}

static int
own_value(struct panel *p, const struct indicator *ind,
    const struct column *col, const struct own *own, struct cell_value *out,
    struct err *err)
{
	struct cell_value *parts = mem_new(own->n, sizeof(*parts));
	struct cell_value *weights = mem_new(own->n, sizeof(*weights));
	const struct indicator *of =
	    indicators_find(p->indicators, ind->denominator);
	struct indicator plain = *ind;
	bool weighed = of != NULL && panel_column(p, of, col->period) != NULL;
	int rc = -1;

	*out = (struct cell_value){
		.value = NAN, .provisional = col->provisional, .col = col
	};
	if (panel_stored(p, ind, col, own->codes, own->n, parts, err) == -1)
		goto done;
	out->doubted = any_doubted(parts, own->n);
	plain.modelled = false; /* it is all of one year */
	out->why = carry_rule(&plain, weighed);
	if (out->why != CARRY_YES) {
		range_of(own, parts, out);
	} else if (ind->kind == KIND_COUNT) {
		if (add_up(p, ind, col, own, parts, out, err) == -1)
			goto done;
	} else {
		if (panel_values(p, of, col->period, own->codes, own->n,
			weights, err) == -1)
			goto done;
		if (!given(weights, own->n)) {
			plain.denominator = NULL;
			out->why = carry_rule(&plain, false);
			range_of(own, parts, out);
		} else {
			out->doubted |= any_doubted(weights, own->n);
			weigh(ind, own, parts, weights, out);
		}
	}
	rc = 0;
done:
	free(parts);
	free(weights);
	return rc;
}

int
own_values(struct panel *p, const struct indicator *indicator,
    const struct column *col, const char *const codes[], size_t n,
    struct cell_value out[], struct err *err)
{
	size_t i;

	if (panel_stored(p, indicator, col, codes, n, out, err) == -1)
		return -1;
	for (i = 0; p->nown > 0 && i < n; i++) {
		const struct own *own = own_by_id(p, codes[i]);

		if (own != NULL &&
		    own_value(p, indicator, col, own, &out[i], err) == -1)
			return -1;
	}
	return 0;
}

/* Where a count lies; false: nothing is known. */
static bool
ends_of(const struct cell_value *cell, double *low, double *high)
{
	if (!isnan(cell->value) && !cell->estimate) {
		*low = fmax(0, cell->value - cell->rounding);
		*high = cell->value + cell->rounding;
		return true;
	}
	*low = cell->low;
	*high = cell->high;
	if (cell->estimate)
		return !isnan(*low);
	return cell->between && cell->why == CARRY_MISSING;
}

void
own_combine(struct cell_value *sum, const struct cell_value *part, bool divide,
    double factor, bool share)
{
	double low, high, part_low, part_high;
	bool some = (isnan(sum->value) && sum->between) ||
	    (isnan(part->value) && part->between);
	bool both =
	    ends_of(sum, &low, &high) && ends_of(part, &part_low, &part_high);

	sum->between = false;
	sum->estimate = !some && (sum->estimate || part->estimate);
	sum->low = sum->high = NAN;
	if ((!some && !sum->estimate) || !both || (divide && part_low <= 0))
		return;
	if (some) {
		sum->between = true;
		sum->implied |= part->implied;
		sum->why = CARRY_MISSING;
	}
	if (!divide) {
		sum->low = low + part_low;
		sum->high = high + part_high;
		return;
	}
	sum->low = factor * low / part_high;
	sum->high = factor * high / part_low;
	if (share)
		sum->high = fmin(sum->high, factor);
}
