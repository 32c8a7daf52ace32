/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * derive: the figures of one table of features, from reading to loading. The
 * run is named after the newer of features and boundaries, so that it is
 * known whether the figures are of these.
 */
#include "derive/derive.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "own.h"
#include "store/load.h"

struct making { /* the figures of one table */
	struct store *store;
	const struct source *src;
	const struct ground *ground;
	struct amount *amounts; /* figure after figure, as ground->areas */
	uint64_t features, outside;
};

static int
take_feature(void *arg, const struct feature *f, struct err *err)
{
	struct making *m = arg;
	bool outside = false;

	if (tally_feature(
		m->ground, &m->src->shapes, f, m->amounts, &outside, err) == -1)
		return -1;
	m->features++;
	m->outside += outside;
	return 0;
}

static int
decimals(const struct figure *f)
{
	return f->measure == MEASURE_SHARE || f->measure == MEASURE_MEAN;
}

static void
describe(const struct making *m, const char *table, struct table_meta *out)
{
	const struct shapes *shapes = &m->src->shapes;

	out->id = mem_str(table);
	out->title = mem_str(m->src->title_nl);
	out->period = mem_str(m->src->period);
	out->area_year = m->ground->year;
	out->rows = -1;
	out->areas = m->ground->areas; /* borrowed */
	for (size_t i = 0; i < shapes->nfigures; i++) {
		const struct figure *f = &shapes->figures[i];

		MEM_PUSH(out->topics, out->ntopics, out->captopics);
		out->topics[out->ntopics] =
		    (struct topic){ .key = mem_fmt("figure_%zu", i + 1),
			    .title = mem_str(f->title),
			    .group = mem_str(""),
			    .unit = mem_str(f->unit),
			    .indicator = mem_str(f->indicator),
			    .decimals = decimals(f),
			    .position = (int)i };
		out->ntopics++;
	}
}

static int
put_values(const struct making *m, struct load *l, struct load_tally tallies[],
    uint64_t *facts, struct err *err)
{
	const struct shapes *shapes = &m->src->shapes;
	const size_t n = m->ground->areas.n;
	struct load_cell *cells = mem_new(shapes->nfigures * n, sizeof(*cells));
	size_t put = 0;
	int rc;

	for (size_t i = 0; i < shapes->nfigures * n; i++) {
		const size_t figure = i / n, area = i % n;
		const enum area_level level =
		    m->ground->areas.items[area].level;
		struct load_cell cell = { .column = (uint32_t)figure,
			.area = (uint32_t)area,
			.value = tally_value(&shapes->figures[figure],
			    &m->amounts[i], m->ground->land[area]) };

		if (isnan(cell.value)) {
			tallies[figure].empty[level]++;
			continue;
		}
		tallies[figure].values[level]++;
		cells[put++] = cell;
	}
	*facts = put;
	rc = store_load_values(l, cells, put, err);
	free(cells);
	return rc;
}

static int
load(const struct making *m, const struct load_run *run,
    struct derive_result *out, struct err *err)
{
	const size_t n = m->ground->areas.n;
	const size_t figures = m->src->shapes.nfigures;
	struct load_tally *tallies = mem_new(figures, sizeof(*tallies));
	uint64_t *texts = mem_new(figures, sizeof(*texts));
	unsigned char *seen = mem_new(n, 1);
	char *changes = mem_new(n, 1);
	char *notice = m->outside == 0
	    ? NULL
	    : mem_fmt("%" PRIu64 " of %" PRIu64 " features lie in no area of "
		      "%d that is meant",
		  m->outside, m->features, m->ground->year);
	struct load_end end = { .tallies = tallies,
		.texts = texts,
		.seen = seen,
		.changes = changes,
		.notice = notice };
	struct table_meta meta = { 0 };
	struct load *l = NULL;
	uint64_t facts = 0, changed = 0;
	int rc = -1;

	memset(seen, 1, n);
	describe(m, run->table, &meta);
	if (store_load_begin(m->store, m->src, run, &meta, &l, err) == -1 ||
	    store_load_slot(l, meta.period, "", NULL, err) == -1 ||
	    put_values(m, l, tallies, &facts, err) == -1)
		goto done;
	rc = store_load_end(l, &end, &changed, err);
	l = NULL;
	if (rc == 0) {
		out->tables++;
		out->facts += facts;
		out->changed += changed;
		out->features += m->features;
		out->outside += m->outside;
	}
done:
	store_load_abort(l);
	meta.areas = (struct areas){ 0 };
	table_meta_clear(&meta);
	free(notice);
	free(changes);
	free(seen);
	free(texts);
	free(tallies);
	return rc;
}

static int
make_table(struct making *m, const char *features, const struct load_run *run,
    struct derive_result *out, struct err *err)
{
	const size_t cells = m->ground->areas.n * m->src->shapes.nfigures;
	struct load_run mine = *run;
	int rc = -1;

	if (m->ground->areas.n == 0)
		return 0;
	m->features = m->outside = 0;
	m->amounts = mem_new(cells, sizeof(*m->amounts));
	if (store_features(
		m->store, m->src->id, features, take_feature, m, err) == -1)
		goto done;
	mine.rows = m->features;
	rc = load(m, &mine, out, err);
done:
	free(m->amounts);
	m->amounts = NULL;
	return rc;
}

/* The vintage the definition names, else the newest one that has boundaries
 * of any level; 0 when there is none. */
static int
choose_year(
    struct store *s, const struct source *src, int *year, struct err *err)
{
	*year = src->area_year;
	for (int level = LEVEL_GEMEENTE; level <= LEVEL_BUURT; level++) {
		int of_level = 0;

		if (store_boundary_year(
			s, (enum area_level)level, &of_level, err) == -1)
			return -1;
		if (src->area_year == 0 && of_level > *year)
			*year = of_level;
	}
	return 0;
}

/* One table, unless it is there. The areas are opened when they are needed
 * first. */
static int
one_table(struct making *m, struct ground *ground, const char *features,
    struct derive_result *out, struct err *err)
{
	char stamp[STORE_STAMP];
	char *table = mem_fmt("%s.figures", features), *id = NULL;
	struct load_run run = { .table = table };
	bool known = false;
	int rc;

	rc = store_shapes_stamp(
	    m->store, m->src->id, features, out->year, stamp, &run.ended, err);
	if (rc != 1)
		goto done;
	run.id = id = mem_fmt("%s.%s", table, stamp);
	run.started = run.ended;
	rc = store_has_run(m->store, id, &known, err);
	if (rc == -1 || known)
		goto done;
	if (ground->geo == NULL)
		rc = ground_open(
		    m->store, out->year, &m->src->shapes.within, ground, err);
	if (rc == 0)
		rc = make_table(m, features, &run, out, err);
done:
	if (rc == -1)
		err_ctx(err, "%s: %s", m->src->id, table);
	free(id);
	free(table);
	return rc;
}

int
derive_figures(struct store *s, const struct source *src,
    struct derive_result *out, struct err *err)
{
	struct ground ground = { 0 };
	struct making m = { .store = s, .src = src, .ground = &ground };
	struct strings tables = { 0 };
	int rc = -1;

	memset(out, 0, sizeof(*out));
	if (src->shapes.nfigures == 0)
		return 0;
	if (choose_year(s, src, &out->year, err) == -1 ||
	    store_feature_tables(s, src->id, &tables, err) == -1)
		goto done;
	rc = 0;
	for (size_t i = 0; i < tables.n && rc == 0 && out->year != 0; i++)
		rc = one_table(&m, &ground, tables.items[i], out, err);
done:
	ground_close(&ground);
	strings_free(&tables);
	return rc;
}
