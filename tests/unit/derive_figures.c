/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Figures of areas out of things with a place: squares of a kilometre, with
 * values worked out by hand.
 *
 *      0     1     2 km
 *    2 +-----+--+~~+     01: bottom left   02: bottom right
 *      | 11  |12|~~|     11: top left      12: top right, half of it water
 *    1 +-----+--+~~+
 *      | 01  | 02  |     wijk 00: 01 and 02; wijk 01: 11 and 12
 *    0 +-----+-----+
 */
#include "derive/derive.h"
#include "geo/shape.h"
#include "store_made.h"

#define X0 80000.0
#define Y0 450000.0

static struct geo *geo;

static void
bail(const struct err *err)
{
	printf("Bail out! %s\n", err->msg);
	exit(99);
}

static void
shape(const char *json, struct buf *wkb)
{
	struct err err = { 0 };

	buf_clear(wkb);
	if (shape_parse(geo, json, strlen(json), CRS_RD, wkb, &err) == -1)
		bail(&err);
}

/* Corners in kilometres. */
static void
square(double x, double y, double w, double h, struct buf *wkb)
{
	const double l = X0 + x * 1000, r = l + w * 1000;
	const double b = Y0 + y * 1000, t = b + h * 1000;
	char *json = mem_fmt("{\"type\":\"Polygon\",\"coordinates\":[[[%f,%f],"
			     "[%f,%f],[%f,%f],[%f,%f],[%f,%f]]]}",
	    l, b, r, b, r, t, l, t, l, b);

	shape(json, wkb);
	free(json);
}

static void
point(double x, double y, struct buf *wkb)
{
	char *json = mem_fmt("{\"type\":\"Point\",\"coordinates\":[%f,%f]}",
	    X0 + x * 1000, Y0 + y * 1000);

	shape(json, wkb);
	free(json);
}

static void
line(double x, double y, double x2, double y2, struct buf *wkb)
{
	char *json = mem_fmt("{\"type\":\"LineString\",\"coordinates\":"
			     "[[%f,%f],[%f,%f]]}",
	    X0 + x * 1000, Y0 + y * 1000, X0 + x2 * 1000, Y0 + y2 * 1000);

	shape(json, wkb);
	free(json);
}

static struct load *
begin(struct store *s, const struct table_meta *m, const char *stamp)
{
	static struct source src;
	static char id[64];
	struct load_run run = { .id = id, .table = m->id, .ended = 1700000060 };
	struct load *l = NULL;
	struct err err = { 0 };

	src = made_source();
	snprintf(id, sizeof(id), "%s.%s", m->id, stamp);
	if (store_load_begin(s, &src, &run, m, &l, &err) == -1)
		bail(&err);
	return l;
}

static void
end(struct load *l)
{
	struct load_tally none = { .values = { 0 } };
	uint64_t texts = 0, changed = 0;
	unsigned char seen[16] = { 0 };
	char changes[16] = { 0 };
	struct load_end e = { &none, &texts, seen, changes, NULL, 0 };
	struct err err = { 0 };

	if (store_load_end(l, &e, &changed, &err) == -1)
		bail(&err);
}

static void
put_areas(struct store *s, int year, const char *stamp)
{
	static const struct {
		const char *code;
		double x, y, w, h;
		bool water;
	} areas[] = {
		{ "GM0603", 0, 0, 2, 2, false },
		{ "WK060300", 0, 0, 2, 1, false },
		{ "WK060301", 0, 1, 2, 1, false },
		{ "BU06030001", 0, 0, 1, 1, false },
		{ "BU06030002", 1, 0, 1, 1, false },
		{ "BU06030111", 0, 1, 1, 1, false },
		{ "BU06030112", 1, 1, 0.5, 1, false },
		{ "BU06030112", 1.5, 1, 0.5, 1, true },
		{ "GM0518", 2, 0, 1, 1, false }, /* next to it */
	};
	struct table_meta m = { 0 };
	struct buf wkb = { 0 };
	struct err err = { 0 };
	struct load *l;
	size_t at = 0;

	m.id = mem_fmt("grenzen%d", year);
	m.title = mem_str("Grenzen");
	m.area_year = year;
	for (size_t i = 0; i < sizeof(areas) / sizeof(areas[0]); i++)
		if (!areas[i].water)
			made_area(&m, areas[i].code, areas[i].code);
	l = begin(s, &m, stamp);
	for (size_t i = 0; i < sizeof(areas) / sizeof(areas[0]); i++) {
		square(areas[i].x, areas[i].y, areas[i].w, areas[i].h, &wkb);
		if (store_load_boundary(l, areas[i].water ? at - 1 : at,
			areas[i].water, wkb.data, wkb.len, &err) == -1)
			bail(&err);
		at += !areas[i].water;
	}
	end(l);
	buf_free(&wkb);
	table_meta_clear(&m);
}

static void
put(struct load *l, const struct buf *wkb, const char *attributes)
{
	struct err err = { 0 };

	if (store_load_feature(
		l, "", wkb->data, wkb->len, attributes, &err) == -1)
		bail(&err);
}

static void
put_things(struct store *s, const char *stamp, bool more)
{
	struct table_meta m = { .id = mem_str("plekken"),
		.title = mem_str("Plekken") };
	struct buf w = { 0 };
	struct load *l = begin(s, &m, stamp);

	point(0.5, 0.5, &w); /* in 01 */
	put(l, &w, "{\"soort\":\"bank\",\"n\":4}");
	point(1, 0.5, &w); /* between 01 and 02 */
	put(l, &w, "{\"soort\":\"bank\",\"n\":2}");
	point(1.25, 1.5, &w); /* in 12 */
	put(l, &w, "{\"soort\":\"bank\",\"n\":-99997}");
	point(1.75, 1.5, &w); /* in the water of 12 */
	put(l, &w, "{\"soort\":\"bank\",\"n\":6}");
	point(9, 9, &w);
	put(l, &w, "{\"soort\":\"bank\",\"n\":7}");
	point(2.5, 0.5, &w); /* in the gemeente that is not meant */
	put(l, &w, "{\"soort\":\"bank\",\"n\":8}");
	line(0.4, 0.2, 1.6, 0.2, &w); /* 600 m in 01, 600 m in 02 */
	put(l, &w, "{\"soort\":\"pad\"}");
	square(1.25, 1.0, 0.5, 0.4, &w); /* half of it over water */
	put(l, &w, "{\"soort\":\"groen\"}");
	if (more) {
		point(0.5, 1.5, &w);
		put(l, &w, "{\"soort\":\"bank\",\"n\":1}");
	}
	end(l);
	buf_free(&w);
	table_meta_clear(&m);
}

static void
add_figure(struct source *src, enum measure measure, const char *title,
    const char *column, const char *kind)
{
	struct shapes *s = &src->shapes;
	struct figure *f;

	MEM_PUSH(s->figures, s->nfigures, s->capfigures);
	f = &s->figures[s->nfigures++];
	*f = (struct figure){ .title = mem_str(title),
		.unit = mem_str("u"),
		.measure = measure,
		.column = mem_str(column) };
	if (kind != NULL)
		pairs_add(&f->where, "soort", kind);
}

static struct source
definition(void)
{
	struct source made = made_source(), src = { 0 };

	src.id = mem_str(made.id);
	src.title_nl = mem_str("Plekken");
	src.period = mem_str("2024");
	strings_add(&src.shapes.within, "GM0603");
	add_figure(&src, MEASURE_COUNT, "banken", NULL, "bank");
	src.shapes.figures[0].indicator = mem_str("banken");
	add_figure(&src, MEASURE_LENGTH, "pad", NULL, "pad");
	add_figure(&src, MEASURE_AREA, "groen", NULL, "groen");
	add_figure(&src, MEASURE_SHARE, "aandeel", NULL, "groen");
	add_figure(&src, MEASURE_SUM, "som", "n", "bank");
	add_figure(&src, MEASURE_MEAN, "gemiddeld", "n", "bank");
	return src;
}

static void
is_figure(struct store *s, const char *title, const char *want)
{
	char *sql = mem_fmt("SELECT group_concat(substr(area_code, 3) || '=' ||"
			    " CAST(round(value, 6) AS TEXT), ' ') FROM (SELECT"
			    " * FROM facts WHERE topic_title = '%s' AND"
			    " table_id = 'plekken.figures' ORDER BY area_code)",
	    title);
	char *got = made_ask(s, sql);

	is_str(got, want, title);
	free(got);
	free(sql);
}

static void
make(struct store *s, const struct source *src, uint64_t tables,
    const char *name)
{
	struct derive_result r = { 0 };
	struct err err = { 0 };

	ok(derive_figures(s, src, &r, &err) == 0, "%s: %s", name, err.msg);
	ok(r.tables == tables, "  %llu tables made",
	    (unsigned long long)r.tables);
	if (r.tables > 0)
		ok(r.outside == 2, "  %llu in no area that is meant",
		    (unsigned long long)r.outside);
}

static void
test_values(struct store *s, const struct source *src)
{
	char *got;

	make(s, src, 0, "no boundaries, no features");
	put_things(s, "20260101T000000Z", false);
	make(s, src, 0, "no boundaries");
	put_areas(s, 2024, "20260102T000000Z");
	make(s, src, 1, "both");
	is_figure(s, "banken",
	    "06030001=2.0 06030002=0.0 06030111=0.0 06030112=2.0 0603=4.0 "
	    "060300=2.0 060301=2.0");
	got = made_ask(s, "SELECT count(*), min(topic_title) FROM facts"
			  " WHERE indicator = 'banken'");
	is_str(got, "7|banken", "one is an indicator");
	free(got);
	is_figure(s, "pad",
	    "06030001=600.0 06030002=600.0 06030111=0.0 06030112=0.0 "
	    "0603=1200.0 060300=1200.0 060301=0.0");
	is_figure(s, "groen",
	    "06030001=0.0 06030002=0.0 06030111=0.0 06030112=200000.0 "
	    "0603=200000.0 060300=0.0 060301=200000.0");
	is_figure(s, "aandeel",
	    "06030001=0.0 06030002=0.0 06030111=0.0 06030112=20.0 0603=5.0 "
	    "060300=0.0 060301=10.0");
	is_figure(s, "som",
	    "06030001=6.0 06030002=0.0 06030111=0.0 060300=6.0");
	is_figure(s, "gemiddeld",
	    "06030001=3.0 06030112=6.0 0603=4.0 060300=3.0 060301=6.0");
	got = made_ask(s, "SELECT message FROM runs WHERE id LIKE '%figures%'");
	is_str(got, "2 of 8 features lie in no area of 2024 that is meant",
	    "what lies outside is told");
	free(got);
	got = made_ask(s,
	    "SELECT area_code || ' ' || reason FROM absences"
	    " JOIN topics USING (table_id, topic_key)"
	    " WHERE title = 'som' ORDER BY 1");
	is_str(got,
	    "BU06030112 withheld\nGM0603 not-delivered\nWK060301 withheld",
	    "a sum with a value withheld is none");
	free(got);
}

static void
test_again(struct store *s, const struct source *src)
{
	char *got;

	make(s, src, 0, "nothing new");
	put_things(s, "20260103T000000Z", true);
	make(s, src, 1, "newer features");
	is_figure(s, "banken",
	    "06030001=2.0 06030002=0.0 06030111=1.0 06030112=2.0 0603=5.0 "
	    "060300=2.0 060301=3.0");
	got = made_ask(s, "SELECT count(*) FROM fact_history"
			  " WHERE topic_title = 'banken'");
	is_str(got, "3", "three values were replaced");
	free(got);
	put_areas(s, 2025, "20260104T000000Z");
	make(s, src, 1, "boundaries of a newer vintage");
	got = made_ask(s, "SELECT DISTINCT area_year FROM facts");
	is_str(got, "2025", "figures of that vintage");
	free(got);
	make(s, src, 0, "nothing new again");
}

/* A vintage that the definition names, older than the newest. */
static void
test_year(struct store *s, struct source *src)
{
	char *got;

	src->area_year = 2023;
	make(s, src, 0, "no boundaries of the vintage that is named");
	put_areas(s, 2023, "20260105T000000Z");
	make(s, src, 1, "boundaries of that vintage");
	got = made_ask(s, "SELECT DISTINCT area_year FROM facts");
	is_str(got, "2023", "figures of the vintage that is named");
	free(got);
}

int
main(void)
{
	char *dir = made_dir();
	struct store *s = made_store(dir);
	struct source src = definition();
	struct err err = { 0 };

	geo = geo_new(&err);
	if (geo == NULL)
		bail(&err);
	test_values(s, &src);
	test_again(s, &src);
	test_year(s, &src);
	geo_free(geo);
	source_clear(&src);
	made_end(s, dir);
	return done_testing();
}
