/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * bench_stats: all statistics of all buurten of a fact base, by the code that
 * pages use, without a page: what sets each apart and among whom (peers,
 * reference, noise), the areas like it and around it, each series against
 * that of its gemeente, how far buurten of a wijk or gemeente lie apart, and
 * which facts pull apart. Two processes share the work, each takes what is next
 * when it is done: of areas those that are held against the same ones, so that
 * these are looked at in one of the two; of series an indicator.
 *
 * The floor, by two such processes: every number that goes into it is read out
 * of the file once, and those of each column are put in order once.
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
#include "store/rounding.h"

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
	size_t *gemeente;		/* of each buurt, in gemeenten */
	unsigned char *places[PERIODS]; /* enum same_place, as buurten */
	int years[PERIODS];		/* vintages of these */
	size_t nyears, every;
	int year;
	const int *lots, *series; /* pipes: see take_next */
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
		while (k + 1 < w->above[1].n && strcmp(w->gemeenten[k], in) < 0)
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

/* The next of what is shared, from 0 on: there is one number in the pipe, and
 * who wants it waits until the other has put back the one after it. */
static size_t
take_next(const int pipe[2])
{
	size_t at = 0, after;

	if (read(pipe[0], &at, sizeof(at)) != (ssize_t)sizeof(at))
		abort();
	after = at + 1;
	if (write(pipe[1], &after, sizeof(after)) != (ssize_t)sizeof(after))
		abort();
	return at;
}

/* Areas that are held against the same ones. */
struct lot {
	const struct yard *yard;
	size_t first, n; /* buurten */
};

static int
largest_first(const void *a, const void *b)
{
	const struct lot *x = a, *y = b;

	if (x->n != y->n)
		return x->n < y->n ? 1 : -1;
	return (x->first > y->first) - (x->first < y->first);
}

/* The lots, and the yard of each buurt. Both processes find the same; see
 * largest_first. */
static struct lot *
find_lots(struct work *w, const struct yard **yards, size_t *nlots)
{
	struct lot *lots = mem_new(w->buurten.n + 1, sizeof(*lots));
	struct err err = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < w->buurten.n; i++) {
		struct yard *yard;
		size_t k = 0;

		check(
		    peering_yard(w->peering, &w->buurten.items[i], &yard, &err),
		    &err);
		while (k < n && lots[k].yard != yard)
			k++;
		if (k == n)
			lots[n++] = (struct lot){ .yard = yard, .first = i };
		lots[k].n++;
		yards[i] = yard;
	}
	qsort(lots, n, sizeof(*lots), largest_first);
	*nlots = n;
	return lots;
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
	check(peering_list(
		  w->peering, PEERS_RING, a, w->year, &around, &nring, &err),
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
			rows[i].found.measure.why, rows[i].cell.doubted },
		    15);
	for (size_t i = 0; i < nchosen; i++)
		note_numbers(w, a->code, "chosen",
		    (double[]){ (double)i, (double)chosen[i] }, 2);
	for (size_t i = 0; i < nalike; i++)
		note_numbers(w, a->code, alike[i].area->code,
		    (double[]){ alike[i].distance, (double)alike[i].figures },
		    2);
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

		check(panel_same_place(
			  w->panel, w->codes[i], year, w->year, &place, &err),
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
	t->n = panel_periods(w->panel, ind, LEVEL_BUURT, t->periods, PERIODS);
	for (size_t k = 0; k < t->n; k++) {
		t->at[k] = period_year(t->periods[k]);
		t->places[k] = places_in(
		    w, panel_column(w->panel, ind, t->periods[k])->area_year);
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
		(double)line.from, (double)line.to, line.moved },
	    7);
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

/* Series, what lies apart and what pulls apart, by indicator. */
static void
by_indicator(struct work *w)
{
	const struct indicators *all = &w->b->indicators;

	for (size_t k; (k = take_next(w->series)) < all->n;) {
		const struct indicator *ind = &all->items[k];
		struct table t;

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

static int
by_size(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

struct numbers {
	double *items;
	size_t n, cap;
};

static void
put_number(void *arg, int64_t area, double value)
{
	struct numbers *list = arg;

	(void)area;
	MEM_PUSH(list->items, list->n, list->cap);
	list->items[list->n++] = value;
}

/* The floor, by indicator: each of its columns read by itself, and put in order
 * by the C library. Prints the sum of the medians: what nobody looks at a
 * compiler may leave out. */
static void
plain_pass(struct work *w)
{
	const struct indicators *all = &w->b->indicators;
	struct numbers list = { 0 };
	double sum = 0.0;

	for (size_t k; (k = take_next(w->series)) < all->n;) {
		struct columns cols = { 0 };
		struct err err = { 0 };

		check(store_columns(
			  w->store, all->items[k].id, NULL, &cols, &err),
		    &err);
		for (size_t i = 0; i < cols.n; i++) {
			list.n = 0;
			check(store_column_cells(w->store, cols.items[i].id,
				  put_number, &list, &err),
			    &err);
			if (list.n == 0)
				continue;
			qsort(list.items, list.n, sizeof(*list.items), by_size);
			sum += list.items[list.n / 2];
		}
		columns_free(&cols);
	}
	free(list.items);
	printf("medians %.17g\n", sum);
}

static void
all_statistics(struct work *w)
{
	const double from = when_ticks();
	const struct yard **yards = mem_new(w->buurten.n + 1, sizeof(*yards));
	size_t n;
	struct lot *lots = find_lots(w, yards, &n);
	double at;

	for (size_t k; (k = take_next(w->lots)) < n;)
		for (size_t i = 0; i < w->buurten.n; i += w->every)
			if (yards[i] == lots[k].yard)
				look_at(w, &w->buurten.items[i]);
	free(lots);
	free(yards);
	at = when_ticks();
	by_indicator(w);
	fprintf(stderr, "looks %.2f s, series and the rest %.2f s\n", at - from,
	    when_ticks() - at);
	printf("chosen %g\nalike %g\nring %g\ntrends %g\ninside %g\n"
	       "beside %g\nmemory %g\nbuurten %zu\ndigest %llx\n",
	    w->chosen, w->alike, w->ring, w->trends, w->insides, w->tensions,
	    bench_memory(), w->buurten.n, (unsigned long long)w->digest);
}

/* Two pipes with the number 0 in them. */
static void
open_pipes(int pipes[2][2])
{
	const size_t first = 0;

	for (int i = 0; i < 2; i++)
		if (pipe(pipes[i]) == -1 ||
		    write(pipes[i][1], &first, sizeof(first)) !=
			(ssize_t)sizeof(first))
			abort();
}

static double
children_used(void)
{
	struct rusage u;

	getrusage(RUSAGE_CHILDREN, &u);
	return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
	    (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

/* Do it in so many processes; prints how long it took, and of processors. */
static int
together(struct bench *b, char **argv, void (*work)(struct work *w),
    const char *wall, const char *cpu)
{
	const double from = when_ticks(), before = children_used();
	int pipes[2][2], status, failed = 0;
	pid_t pids[PARTS];

	open_pipes(pipes);
	fflush(stdout);
	for (int part = 0; part < PARTS; part++) {
		pids[part] = fork();
		if (pids[part] == 0) {
			struct work w = { .every = (size_t)atoi(argv[1]),
				.lots = pipes[0],
				.series = pipes[1] };

			open_work(&w, b, argv[0]);
			work(&w);
			close_work(&w);
			fflush(stdout);
			_exit(0);
		}
	}
	for (int part = 0; part < PARTS; part++)
		if (pids[part] == -1 || waitpid(pids[part], &status, 0) == -1 ||
		    status != 0)
			failed = 1;
	for (int i = 0; i < 4; i++)
		close(pipes[i / 2][i % 2]);
	bench_print(wall, when_ticks() - from);
	bench_print(cpu, children_used() - before);
	return failed;
}

int
bench_stats(char **argv)
{
	struct bench b;
	int failed;

	bench_open(&b);
	failed = together(&b, argv, plain_pass, "floor_wall", "floor") |
	    together(&b, argv, all_statistics, "wall", "cpu");
	bench_close(&b);
	return failed;
}
