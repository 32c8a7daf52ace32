/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * bench_stats: all statistics of all buurten of a fact base, by the code that
 * pages use, without a page: what sets each apart and among whom (peers,
 * reference, noise), the areas like it and around it, each series against
 * that of its gemeente, how far buurten of a wijk or gemeente lie apart, and
 * which facts pull apart. Two processes share the work: yards and wijken go
 * by gemeente, series by indicator.
 */
#include "bench.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "analysis/inside.h"
#include "analysis/tension.h"
#include "base/mem.h"
#include "base/when.h"
#include "model/period.h"
#include "panel/peers.h"
#include "source/def.h"

#define PERIODS 64
#define SIMILAR 5
#define PARTS 2

struct work {
	struct bench *b;
	struct store *store;
	struct panel *panel;
	struct peering *peering;
	struct areas buurten, above[2]; /* wijken, gemeenten */
	const char **codes, **gemeenten;
	size_t *gemeente; /* of each buurt, in gemeenten */
	unsigned char *places[PERIODS]; /* enum same_place, as buurten */
	int years[PERIODS];		/* vintages of these */
	size_t nyears, every;
	int year, part;
	double chosen, alike, trends, insides, tensions, ring; /* how many */
	uint64_t digest; /* of all that was worked out, in any order */
};

/* Numbers of an area, mixed and added up: the order of the work does not
 * matter. */
static void
note_numbers(struct work *w, const char *code, const char *what,
    const double numbers[], size_t n)
{
	uint64_t h = 14695981039346656037U;

	for (; *code != '\0'; code++)
		h = (h ^ (unsigned char)*code) * 1099511628211U;
	for (; *what != '\0'; what++)
		h = (h ^ (unsigned char)*what) * 1099511628211U;
	for (size_t i = 0; i < n; i++) {
		const double one = isnan(numbers[i]) ? -1e300 : numbers[i];
		uint64_t bits;

		memcpy(&bits, &one, sizeof(bits));
		h = (h ^ bits) * 0x9e3779b97f4a7c15U;
		h ^= h >> 32;
	}
	w->digest += h;
}

static void
check(int rc, const struct err *err)
{
	if (rc == -1)
		bench_die(err);
}

static void
list(struct work *w, enum area_level level, struct areas *out)
{
	struct area_filter filter = { .year = w->year, .level = (int)level };
	struct err err = { 0 };

	check(store_areas(w->store, &filter, out, &err), &err);
}

static void
open_work(struct work *w, struct bench *b, const char *dir)
{
	char *path = mem_fmt("%s/facts.db", dir);
	struct area country = { 0 };
	struct err err = { 0 };

	w->b = b;
	check(store_open(path, false, &w->store, &err), &err);
	check(panel_open(w->store, &b->indicators, &w->panel, &err), &err);
	check(panel_area(w->panel, "NL00", &country, &err), &err);
	w->year = country.year;
	area_clear(&country);
	w->peering = peering_new(w->panel);
	list(w, LEVEL_BUURT, &w->buurten);
	list(w, LEVEL_WIJK, &w->above[0]);
	list(w, LEVEL_GEMEENTE, &w->above[1]);
	w->codes = mem_new(w->buurten.n + 1, sizeof(*w->codes));
	w->gemeente = mem_new(w->buurten.n + 1, sizeof(*w->gemeente));
	w->gemeenten = mem_new(w->above[1].n + 1, sizeof(*w->gemeenten));
	for (size_t i = 0; i < w->above[1].n; i++)
		w->gemeenten[i] = w->above[1].items[i].code;
	/* Both go by code. */
	for (size_t i = 0, k = 0; i < w->buurten.n; i++) {
		const char *in = w->buurten.items[i].municipality;

		w->codes[i] = w->buurten.items[i].code;
		while (k + 1 < w->above[1].n &&
		    strcmp(w->gemeenten[k], in) < 0)
			k++;
		w->gemeente[i] = k;
	}
	free(path);
}

static void
close_work(struct work *w)
{
	peering_free(w->peering);
	panel_close(w->panel);
	store_close(w->store);
	areas_free(&w->buurten);
	areas_free(&w->above[0]);
	areas_free(&w->above[1]);
	free(w->codes);
	free(w->gemeenten);
	free(w->gemeente);
	for (size_t i = 0; i < w->nyears; i++)
		free(w->places[i]);
}

/* Half of the gemeenten each. */
static bool
is_mine(const struct work *w, const struct area *a)
{
	return (a->municipality[5] - '0') % PARTS == w->part;
}

/* Peers, reference, distinctiveness; similar areas; the ring. */
static void
look_at(struct work *w, const struct area *a)
{
	size_t chosen[DISTINCT_MOST], n = 0, nchosen = 0, nalike, nring;
	const struct area **around = NULL;
	struct match alike[SIMILAR];
	struct yard_row *rows = NULL;
	struct yard *yard;
	struct err err = { 0 };

	check(peering_yard(w->peering, a, &yard, &err), &err);
	check(yard_look(w->peering, yard, a, &rows, &n, chosen, &nchosen, &err),
	    &err);
	check(peering_similar(w->peering, a, SIMILAR, alike, &nalike, &err),
	    &err);
	check(peering_list(w->peering, PEERS_RING, a, w->year, &around, &nring,
		  &err),
	    &err);
	for (size_t i = 0; i < n; i++)
		note_numbers(w, a->code, rows[i].ind->id,
		    (double[]){ atof(rows[i].period), rows[i].cell.value,
			rows[i].cell.reason, rows[i].noise.kind,
			rows[i].noise.sd, rows[i].noise.low, rows[i].noise.high,
			rows[i].rounding, (double)rows[i].found.group,
			rows[i].found.measure.z, rows[i].found.measure.p,
			rows[i].found.measure.outside,
			rows[i].found.measure.share_below,
			rows[i].found.measure.why, rows[i].cell.doubted }, 15);
	for (size_t i = 0; i < nchosen; i++)
		note_numbers(w, a->code, "chosen",
		    (double[]){ (double)i, (double)chosen[i] }, 2);
	for (size_t i = 0; i < nalike; i++)
		note_numbers(w, a->code, alike[i].area->code,
		    (double[]){ alike[i].distance,
			(double)alike[i].figures }, 2);
	w->chosen += (double)nchosen;
	w->alike += (double)nalike;
	w->ring += (double)nring;
	free(around);
	free(rows);
}

/* Whether each buurt was the same place in a vintage; asked once. */
static const unsigned char *
places_in(struct work *w, int year)
{
	struct err err = { 0 };
	size_t k = 0;

	while (k < w->nyears && w->years[k] != year)
		k++;
	if (k < w->nyears)
		return w->places[k];
	if (k == PERIODS) {
		err_set(&err, ERR_WORK, "more than %d vintages", PERIODS);
		bench_die(&err);
	}
	w->years[k] = year;
	w->places[k] = mem_new(w->buurten.n + 1, 1);
	for (size_t i = 0; i < w->buurten.n; i++) {
		enum same_place place;

		check(panel_same_place(w->panel, w->codes[i], year, w->year,
			  &place, &err),
		    &err);
		w->places[k][i] = (unsigned char)place;
	}
	w->nyears++;
	return w->places[k];
}

/* One indicator in all its periods, of all buurten and their gemeenten; of the
 * first and the last period with how sure it is. */
struct table {
	const char *periods[PERIODS];
	size_t n;
	double at[PERIODS]; /* in years */
	const unsigned char *places[PERIODS];
	double *own[PERIODS], *above[PERIODS];
	struct cell_value *first, *last;
};

static void
read_table(struct work *w, const struct indicator *ind, struct table *t)
{
	const size_t n = w->buurten.n;
	struct err err = { 0 };

	*t = (struct table){ .n = 0 };
	t->n = panel_periods(
	    w->panel, ind, LEVEL_BUURT, t->periods, PERIODS);
	for (size_t k = 0; k < t->n; k++) {
		t->at[k] = period_year(t->periods[k]);
		t->places[k] = places_in(w,
		    panel_column(w->panel, ind, t->periods[k])->area_year);
		t->own[k] = mem_new(n + 1, sizeof(**t->own));
		t->above[k] = mem_new(w->above[1].n + 1, sizeof(**t->above));
		check(panel_figures(w->panel, ind, t->periods[k], w->codes, n,
			  t->own[k], &err),
		    &err);
		check(panel_figures(w->panel, ind, t->periods[k], w->gemeenten,
			  w->above[1].n, t->above[k], &err),
		    &err);
	}
	if (t->n == 0)
		return;
	t->first = mem_new(n + 1, sizeof(*t->first));
	t->last = mem_new(n + 1, sizeof(*t->last));
	check(panel_values(
		  w->panel, ind, t->periods[0], w->codes, n, t->first, &err),
	    &err);
	check(panel_values(w->panel, ind, t->periods[t->n - 1], w->codes, n,
		  t->last, &err),
	    &err);
}

static void
free_table(struct table *t)
{
	for (size_t k = 0; k < t->n; k++) {
		free(t->own[k]);
		free(t->above[k]);
	}
	free(t->first);
	free(t->last);
}

/* How sure a buurt's figure is in a period. */
static struct noise
noise_in(struct work *w, const struct indicator *ind, const struct table *t,
    size_t k, size_t i)
{
	struct cell_value cell;
	struct err err = { 0 };

	if (k == 0 || k == t->n - 1)
		return (k == 0 ? t->first : t->last)[i].noise;
	check(panel_values(
		  w->panel, ind, t->periods[k], &w->codes[i], 1, &cell, &err),
	    &err);
	return cell.noise;
}

/* The series of an area, with its breaks. Only of its two ends is asked how
 * sure they are. */
static void
one_trend(
    struct work *w, const struct indicator *ind, struct table *t, size_t i)
{
	struct trend_point points[PERIODS];
	struct trendline line;
	size_t of[PERIODS], n = 0, from = 0;

	for (size_t k = 0; k < t->n; k++) {
		const double value = t->own[k][i];
		const enum same_place place = t->places[k][i];

		if (isnan(value) || place == PLACE_CHANGED)
			continue;
		of[n] = k;
		points[n] = (struct trend_point){ .year = t->at[k],
			.value = value,
			.reference = t->above[k][w->gemeente[i]],
			.fresh = place != PLACE_SAME };
		if (n > 0 && points[n].fresh)
			from = n;
		n++;
	}
	if (n > 0) {
		points[from].noise = noise_in(w, ind, t, of[from], i);
		points[n - 1].noise = noise_in(w, ind, t, of[n - 1], i);
	}
	trendline_find(points, n, ind->kind, ind->modelled,
	    n > 0 ? t->last[i].rounding : 0.0, &line);
	note_numbers(w, w->codes[i], ind->id,
	    (double[]){ line.why, line.slope, line.p, (double)line.n,
		(double)line.from, (double)line.to, line.moved }, 7);
	w->trends += line.why == TREND_UP || line.why == TREND_DOWN;
}

/* How far the buurten in each wijk and gemeente lie apart. */
static void
inside(struct work *w, const struct indicator *ind, const double figures[])
{
	double *values = mem_new(w->buurten.n + 1, sizeof(*values));

	for (size_t level = 0; level < 2; level++)
		for (size_t at = 0; at < w->buurten.n;) {
			const struct area *a = &w->buurten.items[at];
			const char *in =
			    level == 0 ? a->parent : a->municipality;
			size_t n = 0;
			struct inside found;

			for (; at < w->buurten.n; at++) {
				const struct area *b = &w->buurten.items[at];

				if (strcmp(level == 0 ? b->parent
						      : b->municipality,
					in) != 0)
					break;
				values[n++] = figures[at];
			}
			w->insides += inside_spread(values, n, ind->kind,
			    pow(10.0, -ind->decimals), &found);
		}
	free(values);
}

/* A side of a pair, of each buurt: beside its gemeente. */
static enum tension_is
side(const struct indicator *ind, const struct cell_value *own, double above)
{
	struct comparison c;

	compare_value(own->value, above, ind->kind, own->rounding, &c);
	return tension_compared(c.difference);
}

/* Series, what lies apart and what pulls apart, of half of the indicators. */
static void
by_indicator(struct work *w)
{
	const struct indicators *all = &w->b->indicators;

	for (size_t k = 0; k < all->n; k++) {
		const struct indicator *ind = &all->items[k];
		struct table t;

		if (k % PARTS != (size_t)w->part)
			continue;
		read_table(w, ind, &t);
		for (size_t i = 0; t.n > 0 && i < w->buurten.n; i += w->every)
			one_trend(w, ind, &t, i);
		if (t.n > 0)
			inside(w, ind, t.own[t.n - 1]);
		for (size_t i = 0; t.n > 0 && i < w->buurten.n; i++)
			w->tensions += side(ind, &t.last[i],
					   t.above[t.n - 1][w->gemeente[i]]) ==
			    TENSION_HIGH;
		free_table(&t);
	}
}

static void
half(struct bench *b, char **argv, int part)
{
	struct work w = { .part = part, .every = (size_t)atoi(argv[1]) };
	double from = when_ticks(), at;

	open_work(&w, b, argv[0]);
	for (size_t i = 0; i < w.buurten.n; i += w.every)
		if (is_mine(&w, &w.buurten.items[i]))
			look_at(&w, &w.buurten.items[i]);
	at = when_ticks();
	by_indicator(&w);
	fprintf(stderr, "looks %.2f s, series and the rest %.2f s\n", at - from,
	    when_ticks() - at);
	printf("chosen %g\nalike %g\nring %g\ntrends %g\ninside %g\n"
	       "beside %g\nmemory %g\nbuurten %zu\ndigest %llx\n",
	    w.chosen, w.alike, w.ring, w.trends, w.insides, w.tensions,
	    bench_memory(), w.buurten.n, (unsigned long long)w.digest);
	close_work(&w);
}

int
bench_stats(char **argv)
{
	struct bench b;
	pid_t pids[PARTS];
	struct rusage u;
	double from = when_ticks();
	int status, failed = 0;

	bench_open(&b);
	fflush(stdout);
	for (int part = 0; part < PARTS; part++) {
		pids[part] = fork();
		if (pids[part] == 0) {
			half(&b, argv, part);
			fflush(stdout);
			_exit(0);
		}
	}
	for (int part = 0; part < PARTS; part++)
		if (pids[part] == -1 ||
		    waitpid(pids[part], &status, 0) == -1 || status != 0)
			failed = 1;
	bench_print("wall", when_ticks() - from);
	getrusage(RUSAGE_CHILDREN, &u);
	bench_print("cpu",
	    (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
		(double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6);
	bench_close(&b);
	return failed;
}
