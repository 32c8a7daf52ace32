/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Shapes of areas and features of tables: in, out, replaced by a newer run,
 * and untouched by one that fails.
 */
#include "store_made.h"

static struct load *
begin(struct store *s, const struct table_meta *m, const char *run)
{
	static struct source src;
	struct load_run lr = { .id = run,
		.table = m->id,
		.started = 1700000000,
		.ended = 1700000060 };
	struct load *l = NULL;
	struct err err = { 0 };

	src = made_source();
	ok(store_load_begin(s, &src, &lr, m, &l, &err) == 0, "begin %s: %s",
	    run, err.msg);
	return l;
}

static void
end(struct load *l)
{
	struct load_tally none = { .values = { 0 } };
	uint64_t texts = 0, changed = 0;
	unsigned char seen[MADE_AREAS] = { 0 };
	char changes[MADE_AREAS] = { 0 };
	struct load_end e = { .tallies = &none,
		.texts = &texts,
		.seen = seen,
		.changes = changes };
	struct err err = { 0 };

	ok(store_load_end(l, &e, &changed, &err) == 0, "end: %s", err.msg);
}

static int
put_boundary(void *arg, const struct boundary *b, struct err *err)
{
	(void)err;
	buf_putf(arg, "%s%s=%.*s ", b->code, b->water ? "~" : "", (int)b->len,
	    (const char *)b->wkb);
	return 0;
}

static int
put_feature(void *arg, const struct feature *f, struct err *err)
{
	(void)err;
	buf_putf(arg, "%s %s %.*s\n", f->fid, f->attributes, (int)f->len,
	    (const char *)f->wkb);
	return 0;
}

static int
refuse(void *arg, const struct boundary *b, struct err *err)
{
	(void)arg, (void)b;
	return err_set(err, ERR_INPUT, "enough");
}

static char *
shapes(struct store *s, int year)
{
	struct buf out = { 0 };
	struct err err = { 0 };

	ok(store_boundaries(s, year, LEVEL_BUURT, put_boundary, &out, &err) ==
		0,
	    "read %d", year);
	buf_puts(&out, "");
	return buf_take(&out);
}

static void
is_shapes(struct store *s, int year, const char *want, const char *name)
{
	char *got = shapes(s, year);

	is_str(got, want, name);
	free(got);
}

static void
test_boundaries(struct store *s)
{
	struct table_meta m, other;
	struct err err = { 0 };
	struct load *l;
	int year = -1;

	ok(store_boundary_year(s, LEVEL_BUURT, &year, &err) == 0 && year == 0,
	    "no vintage has shapes");
	made_meta(&m, "B", 2024);
	made_meta(&other, "C", 2024);
	l = begin(s, &m, "B.20260101T000000Z");
	ok(store_load_boundary(l, 4, false, "b", 1, &err) == 0, "put");
	ok(store_load_boundary(l, 3, true, "aw", 2, &err) == 0, "put water");
	ok(store_load_boundary(l, 3, false, "a", 1, &err) == 0, "put land");
	ok(store_load_boundary(l, 3, false, "z", 1, &err) == 1, "twice");
	end(l);
	is_shapes(s, 2024, "BU06030101=a BU06030101~=aw BU06030102=b ",
	    "by code, land first");
	is_shapes(s, 2023, "", "nothing of another year");
	ok(store_boundary_year(s, LEVEL_BUURT, &year, &err) == 0 &&
		year == 2024,
	    "newest vintage");
	ok(store_boundary_year(s, LEVEL_WIJK, &year, &err) == 0 && year == 0,
	    "not of a level without shapes");
	ok(store_boundaries(s, 2024, LEVEL_BUURT, refuse, NULL, &err) == -1 &&
		strcmp(err.msg, "enough") == 0,
	    "a sink can stop it");
	err_clear(&err);
	l = begin(s, &m, "B.20260102T000000Z");
	ok(store_load_boundary(l, 3, false, "A", 1, &err) == 0, "put again");
	store_load_abort(l);
	is_shapes(s, 2024, "BU06030101=a BU06030101~=aw BU06030102=b ",
	    "a load that is given up leaves them");
	l = begin(s, &m, "B.20260103T000000Z");
	ok(store_load_boundary(l, 3, false, "A", 1, &err) == 0, "put again");
	end(l);
	is_shapes(s, 2024, "BU06030101=A ", "a newer run replaces them all");
	l = begin(s, &other, "C.20260103T000000Z");
	ok(store_load_boundary(l, 3, false, "c", 1, &err) == 0, "other table");
	end(l);
	is_shapes(s, 2024, "BU06030101=c ", "the last table's shape stays");
	table_meta_clear(&m);
	table_meta_clear(&other);
}

static void
test_features(struct store *s)
{
	struct strings ids = { 0 };
	struct buf out = { 0 };
	struct table_meta m;
	struct err err = { 0 };
	char stamp[STORE_STAMP] = "";
	int64_t ended = 0;
	struct load *l;

	made_meta(&m, "F", 2024);
	l = begin(s, &m, "F.20260201T000000Z");
	ok(store_load_feature(l, "9", "p", 1, "{\"a\":1}", &err) == 0, "put");
	ok(store_load_feature(l, "2", "q", 1, "{}", &err) == 0, "put");
	ok(store_load_feature(l, "", "", 0, "{}", &err) == 0, "empty shape");
	end(l);
	ok(store_features(s, "made", "F", put_feature, &out, &err) == 0,
	    "read");
	is_str(buf_str(&out), "9 {\"a\":1} p\n2 {} q\n {} \n", "in order");
	ok(store_feature_tables(s, "made", &ids, &err) == 0 && ids.n == 1 &&
		strcmp(ids.items[0], "F") == 0,
	    "the table with features");
	ok(store_shapes_stamp(s, "made", "F", 2024, stamp, &ended, &err) == 1,
	    "stamp");
	is_str(stamp, "20260201T000000Z", "the later one");
	ok(store_shapes_stamp(s, "made", "F", 2023, stamp, &ended, &err) == 0,
	    "none without boundaries");
	ok(store_shapes_stamp(s, "made", "G", 2024, stamp, &ended, &err) == 0,
	    "none without the table");
	strings_free(&ids);
	buf_free(&out);
	table_meta_clear(&m);
}

int
main(void)
{
	char *dir = made_dir();
	struct store *s = made_store(dir);

	test_boundaries(s);
	test_features(s);
	made_end(s, dir);
	return done_testing();
}
