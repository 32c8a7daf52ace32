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
	int year, part;
	double chosen, alike, trends, insides, tensions, ring; /* how many */
};

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
	w->gemeenten = mem_new(w->buurten.n + 1, sizeof(*w->gemeenten));
	for (size_t i = 0; i < w->buurten.n; i++) {
		w->codes[i] = w->buurten.items[i].code;
		w->gemeenten[i] = w->buurten.items[i].municipality;
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
	w->chosen += (double)nchosen;
	w->alike += (double)nalike;
	w->ring += (double)nring;
	free(around);
	free(rows);
}

/* One indicator in all its periods, of all buurten and their gemeenten. */
struct table {
	const char *periods[PERIODS];
	int years[PERIODS];
	size_t n;
	struct cell_value *own[PERIODS], *above[PERIODS];
};

static void
read_table(struct work *w, const struct indicator *ind, struct table *t)
{
	const size_t n = w->buurten.n;
	struct err err = { 0 };

	t->n = panel_periods(
	    w->panel, ind, LEVEL_BUURT, t->periods, PERIODS);
	for (size_t k = 0; k < t->n; k++) {
		t->years[k] =
		    panel_column(w->panel, ind, t->periods[k])->area_year;
		t->own[k] = mem_new(n + 1, sizeof(**t->own));
		t->above[k] = mem_new(n + 1, sizeof(**t->above));
		check(panel_values(w->panel, ind, t->periods[k], w->codes, n,
			  t->own[k], &err),
		    &err);
		check(panel_values(w->panel, ind, t->periods[k], w->gemeenten,
			  n, t->above[k], &err),
		    &err);
	}
}

static void
free_table(struct table *t)
{
	for (size_t k = 0; k < t->n; k++) {
		free(t->own[k]);
		free(t->above[k]);
	}
}

/* The series of an area, with its breaks. */
static void
one_trend(
    struct work *w, const struct indicator *ind, struct table *t, size_t i)
{
	struct trend_point points[PERIODS];
	struct trendline line;
	struct err err = { 0 };
	size_t n = 0;

	for (size_t k = 0; k < t->n; k++) {
		const struct cell_value *cell = &t->own[k][i];
		enum same_place place;

		check(panel_same_place(w->panel, w->codes[i], t->years[k],
			  w->year, &place, &err),
		    &err);
		if (isnan(cell->value) || place == PLACE_CHANGED)
			continue;
		points[n++] =
		    (struct trend_point){ .year = period_year(t->periods[k]),
			    .value = cell->value,
			    .reference = t->above[k][i].value,
			    .noise = cell->noise,
			    .fresh = place != PLACE_SAME };
	}
	trendline_find(points, n, ind->kind, ind->modelled,
	    n > 0 ? t->own[t->n - 1][i].rounding : 0.0, &line);
	w->trends += line.why == TREND_UP || line.why == TREND_DOWN;
}

static void
trends(struct work *w)
{
	const struct indicators *all = &w->b->indicators;

	for (size_t k = 0; k < all->n; k++) {
		struct table t;

		if (k % PARTS != (size_t)w->part)
			continue;
		read_table(w, &all->items[k], &t);
		for (size_t i = 0; t.n > 0 && i < w->buurten.n; i++)
			one_trend(w, &all->items[k], &t, i);
		free_table(&t);
	}
}

/* How far the buurten in each wijk and gemeente lie apart. */
static void
inside(struct work *w, const struct indicator *ind,
    const struct cell_value cells[])
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
				values[n++] = cells[at].value;
			}
			w->insides += inside_spread(values, n, ind->kind,
			    pow(10.0, -ind->decimals), &found);
		}
	free(values);
}

/* A side of a pair, of each buurt: beside its gemeente. */
static enum tension_is
side(const struct indicator *ind, const struct cell_value *own,
    const struct cell_value *above)
{
	struct comparison c;

	compare_value(own->value, above->value, ind->kind, own->rounding, &c);
	return tension_compared(c.difference);
}

static void
newest(struct work *w)
{
	const struct indicators *all = &w->b->indicators;
	const size_t n = w->buurten.n;
	struct cell_value *own = mem_new(n + 1, sizeof(*own));
	struct cell_value *above = mem_new(n + 1, sizeof(*above));
	struct err err = { 0 };

	for (size_t k = 0; k < all->n; k++) {
		const struct indicator *ind = &all->items[k];
		const char *periods[PERIODS];
		size_t m = panel_periods(
		    w->panel, ind, LEVEL_BUURT, periods, PERIODS);

		if (k % PARTS != (size_t)w->part || m == 0)
			continue;
		check(panel_values(w->panel, ind, periods[m - 1], w->codes, n,
			  own, &err),
		    &err);
		check(panel_values(w->panel, ind, periods[m - 1], w->gemeenten,
			  n, above, &err),
		    &err);
		inside(w, ind, own);
		for (size_t i = 0; i < n; i++)
			w->tensions += side(ind, &own[i], &above[i]) ==
			    TENSION_HIGH;
	}
	free(own);
	free(above);
}

static void
half(struct bench *b, const char *dir, int part)
{
	struct work w = { .part = part };
	double from = when_ticks(), at;

	open_work(&w, b, dir);
	for (size_t i = 0; i < w.buurten.n; i++)
		if (is_mine(&w, &w.buurten.items[i]))
			look_at(&w, &w.buurten.items[i]);
	at = when_ticks();
	fprintf(stderr, "looks %.2f s", at - from);
	from = at;
	trends(&w);
	at = when_ticks();
	fprintf(stderr, ", series %.2f s", at - from);
	from = at;
	newest(&w);
	fprintf(stderr, ", inside and beside %.2f s\n", when_ticks() - from);
	printf("chosen %g\nalike %g\nring %g\ntrends %g\ninside %g\n"
	       "beside %g\nmemory %g\nbuurten %zu\n",
	    w.chosen, w.alike, w.ring, w.trends, w.insides, w.tensions,
	    bench_memory(), w.buurten.n);
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
			half(&b, argv[0], part);
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
