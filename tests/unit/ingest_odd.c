/* SPDX-License-Identifier: EUPL-1.2 */
/* Which values of a column are doubted, and how a table is told to differ. */
#include "ingest/odd.h"

#include "base/buf.h"
#include "ingest/drift.h"
#include "tap.h"

#define AREAS 400

static struct area areas[AREAS];
static double now[AREAS], old[AREAS], ago[AREAS];
static bool fresh[AREAS];

static int
note(void *arg, size_t area, enum doubt_kind kind, double was, double value,
    struct err *err)
{
	(void)was;
	(void)value;
	(void)err;
	if (area == ODD_ALL)
		buf_putf(arg, "all:%s ", doubt_name(kind));
	else
		buf_putf(arg, "%zu:%s ", area, doubt_name(kind));
	return 0;
}

/* Buurten of 500 to 1,300, each a little more than the period before. */
static void
start(size_t n)
{
	for (size_t i = 0; i < n; i++) {
		areas[i].level = LEVEL_BUURT;
		ago[i] = 500.0 + 2.0 * (double)i;
		now[i] = ago[i] * (1.0 + 0.01 * (double)(i % 5));
		old[i] = NAN;
		fresh[i] = true;
	}
}

static void
is_found(size_t n, enum indicator_kind kind, bool before, const char *want,
    const char *name)
{
	struct odd_series s = { .n = n,
		.areas = areas,
		.now = now,
		.fresh = fresh,
		.old = old,
		.ago = before ? ago : NULL,
		.kind = kind };
	struct buf found = { 0 };
	struct err err = { 0 };

	odd_find(&s, note, &found, &err);
	is_str(buf_str(&found), want, name);
	buf_free(&found);
}

/* An amount of money may be below nought, whoever is counted may not. */
static void
test_amounts(void)
{
	struct odd_series s = { .n = AREAS,
		.areas = areas,
		.now = now,
		.fresh = fresh,
		.old = old,
		.ago = ago,
		.kind = KIND_COUNT };
	struct buf found = { 0 };
	struct err err = { 0 };

	start(AREAS);
	now[9] = ago[9] = -40;
	odd_find(&s, note, &found, &err);
	is_str(buf_str(&found), "9:negative ", "a count below nought");
	buf_clear(&found);
	s.amounts = true;
	odd_find(&s, note, &found, &err);
	is_str(buf_str(&found), "", "an amount below nought");
	buf_free(&found);
}

static void
test_odd(void)
{
	start(AREAS);
	is_found(AREAS, KIND_COUNT, true, "", "as always");
	now[7] *= 20;
	is_found(AREAS, KIND_COUNT, true, "7:leap ", "twenty times as many");
	fresh[7] = false;
	is_found(AREAS, KIND_COUNT, true, "", "not of this run");
	start(AREAS);
	now[9] = 0;
	is_found(AREAS, KIND_COUNT, true, "", "a small one may go");
	ago[9] = 40000;
	is_found(AREAS, KIND_COUNT, true, "9:leap ", "a large one may not");
	start(AREAS);
	now[3] = -1;
	is_found(AREAS, KIND_COUNT, true, "3:negative ", "below zero");
	is_found(AREAS, KIND_MEAN, true, "", "a mean may be");
	start(AREAS);
	now[5] = 90000;
	is_found(AREAS, KIND_COUNT, false, "5:peers ", "far above its peers");
	is_found(AREAS, KIND_CODE, false, "", "a code is no quantity");
	start(AREAS);
	for (size_t i = 0; i < AREAS; i++)
		now[i] *= 1000;
	is_found(AREAS, KIND_MEAN, true, "all:leap ", "another unit");
	start(AREAS);
	for (size_t i = 0; i < AREAS; i++) {
		ago[i] = 20.0 + (double)(i % 40);
		now[i] = ago[i] + (double)(i % 3);
	}
	now[4] = 70;
	now[8] = 101;
	is_found(
	    AREAS, KIND_SHARE, true, "4:leap 8:leap ", "points of a share");
	is_found(AREAS, KIND_SHARE, false, "8:peers ", "more than all");
	start(3);
	now[1] *= 6;
	is_found(3, KIND_COUNT, true, "1:leap ", "few areas: several times");
	now[1] = ago[1] * 3;
	is_found(3, KIND_COUNT, true, "", "few areas: not so much");
}

struct state { /* a table: columns as "title|group|unit|key" */
	const char *topics[6];
	const char *members[4];
	uint64_t rows, areas;
	int year;
};

static void
make(const struct state *st, struct table_meta *m, struct strings *members,
    struct drift_side *side)
{
	memset(m, 0, sizeof(*m));
	memset(members, 0, sizeof(*members));
	m->topics = calloc(6, sizeof(*m->topics));
	m->title = strdup("T");
	m->area_year = st->year;
	for (; m->ntopics < 6 && st->topics[m->ntopics] != NULL; m->ntopics++) {
		struct topic *t = &m->topics[m->ntopics];
		char *copy = strdup(st->topics[m->ntopics]), *rest = copy;

		t->title = strdup(strtok_r(rest, "|", &rest));
		t->group = strdup(strtok_r(rest, "|", &rest));
		t->unit = strdup(strtok_r(rest, "|", &rest));
		t->key = strdup(strtok_r(rest, "|", &rest));
		free(copy);
	}
	for (size_t i = 0; i < 4 && st->members[i] != NULL; i++)
		strings_add(members, st->members[i]);
	*side = (struct drift_side){ m, members, st->rows, st->areas };
}

static void
is_drift(struct state was, struct state is, bool family, const char *want,
    const char *name)
{
	struct table_meta a, b;
	struct strings x, y;
	struct drift_side from, to;
	struct drifts list = { 0 };
	struct buf text = { 0 };

	make(&was, &a, &x, &from);
	make(&is, &b, &y, &to);
	drift_find(&from, &to, family, &list);
	for (size_t i = 0; i < list.n; i++)
		buf_putf(&text, "%s:%s%s ", drift_name(list.items[i].kind),
		    list.items[i].subject, list.items[i].held ? "!" : "");
	is_str(buf_str(&text), want, name);
	buf_free(&text);
	drifts_free(&list);
	table_meta_clear(&a);
	table_meta_clear(&b);
	strings_free(&x);
	strings_free(&y);
}

#define BASE                                                                   \
	{ "A|g|n|A_1", "B|g|n|B_2", "C|h|n|C_3" }, { "L=1", "L=2" }, 100, 50,  \
	    2024

static void
test_drift(void)
{
	const struct state base = { BASE };
	struct state s = base;

	is_drift(base, s, false, "", "nothing");
	s.topics[1] = "Bee|g|n|B_9";
	is_drift(base, s, false, "topic-renamed:B ", "renamed, by its key");
	s.topics[1] = "Bee|g|n|X_2";
	is_drift(base, s, false, "topic-renamed:B ", "by its neighbours");
	s.topics[1] = "Bee|g|km|X_2";
	is_drift(base, s, false, "topic-ended:B topic-new:Bee ", "too little");
	s.topics[1] = "B|g|km|B_2";
	is_drift(base, s, false, "unit-changed:B ", "another unit");
	s.topics[1] = "B|h|n|B_2";
	is_drift(base, s, false, "topic-moved:B ", "another group");
	s = base;
	s.members[1] = "L=3";
	is_drift(base, s, false, "member-new:L=3 member-ended:L=2 ", "members");
	s.members[1] = "L=2";
	s.members[2] = "M=1";
	is_drift(base, s, false, "dimension-new:M ", "a dimension");
	s = base;
	s.rows = 89;
	is_drift(base, s, false, "table-shrunk:rows ", "fewer rows");
	s.rows = 49;
	is_drift(base, s, false, "table-shrunk:rows! ", "hardly any");
	is_drift(base, s, true, "", "which of another table says nothing");
	s = base;
	s.areas = 49;
	is_drift(base, s, false, "table-shrunk:areas ", "an area is gone");
	s.year = 2025;
	is_drift(base, s, false, "area-set-changed:areas ", "another year");
}

int
main(void)
{
	test_amounts();
	test_odd();
	test_drift();
	return done_testing();
}
