/* SPDX-License-Identifier: EUPL-1.2 */
/* Coordinate systems: their names, the way to RD, and the wrong ones. */
#include <stdint.h>

#include "geo/shape.h"
#include "tap.h"

#define PI 3.14159265358979323846

/* A point, read as of that system: x and y of its WKB, or what is said. */
static bool
point(struct geo *g, enum shape_crs crs, double x, double y, double *rx,
    double *ry, struct err *err)
{
	struct buf json = { 0 }, wkb = { 0 };
	bool good;

	buf_putf(
	    &json, "{\"type\":\"Point\",\"coordinates\":[%.12g,%.12g]}", x, y);
	*rx = *ry = NAN;
	good = shape_parse(g, json.data, json.len, crs, &wkb, err) == 0;
	if (good && wkb.len == 21) {
		memcpy(rx, wkb.data + 5, sizeof(*rx));
		memcpy(ry, wkb.data + 13, sizeof(*ry));
	}
	buf_free(&json);
	buf_free(&wkb);
	return good;
}

/* What shape_crs_of gives, -1 for nothing. */
static int
crs_of(const char *name)
{
	enum shape_crs crs;

	return shape_crs_of(name, &crs) == 0 ? (int)crs : -1;
}

static void
test_names(void)
{
	static const struct {
		const char *name;
		int crs;
	} names[] = {
		{ "EPSG:28992", CRS_RD },
		{ "epsg:28992", CRS_RD },
		{ "28992", CRS_RD },
		{ "urn:ogc:def:crs:EPSG::28992", CRS_RD },
		{ "urn:ogc:def:crs:EPSG:6.9:28992", CRS_RD },
		{ "http://www.opengis.net/def/crs/EPSG/0/28992", CRS_RD },
		{ "https://www.opengis.net/def/crs/EPSG/9.9.1/28992", CRS_RD },
		{ "Amersfoort / RD New", CRS_RD },
		{ "urn:ogc:def:crs:OGC:1.3:CRS84", CRS_WGS84 },
		{ "http://www.opengis.net/def/crs/OGC/1.3/CRS84", CRS_WGS84 },
		{ "CRS84", CRS_WGS84 },
		{ "WGS 84", CRS_WGS84 },
		{ "EPSG:4326", CRS_WGS84 },
		{ "4326", CRS_WGS84 },
		{ "http://www.opengis.net/gml/srs/epsg.xml#4326", CRS_WGS84 },
		{ "urn:ogc:def:crs:EPSG::4326", CRS_LATLON },
		{ "http://www.opengis.net/def/crs/EPSG/0/4326", CRS_LATLON },
		{ "http://www.opengis.net/def/crs/EPSG/0/4258", CRS_LATLON },
		{ "EPSG:3857", CRS_MERCATOR },
		{ "102100", CRS_MERCATOR },
		{ "900913", CRS_MERCATOR },
		{ "", -1 },
		{ "EPSG:", -1 },
		{ "EPSG:31370", -1 },
		{ "EPSG:289920000000000000028992", -1 },
		{ "nonsense:28992", -1 },
		{ "urn:ogc:def:crs:EPSG:x:28992", -1 },
		{ "OGC", -1 },
	};
	char longer[300];

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		ok(crs_of(names[i].name) == names[i].crs, "the name '%s'",
		    names[i].name);
	memset(longer, '1', sizeof(longer) - 1);
	longer[sizeof(longer) - 1] = '\0';
	ok(crs_of(longer) == -1, "a name of 299 digits");
}

/* The points that Kadaster and NSGI publish to check an implementation of
 * RDNAPTRANS with: ETRS89 and RD. Without its correction grid the way we go
 * is good to 0.25 m. */
static void
test_accuracy(struct geo *g)
{
	static const struct {
		const char *name;
		double lat, lon, x, y;
	} points[] = {
		{ "Amersfoort", 52.155172897, 5.387203657, 155000, 463000 },
		{ "Texel", 53.160753042, 4.824761912, 117380.12, 575040.34 },
		{ "Noord-Groningen", 53.419482050, 6.776726674, 247380.56,
		    604580.78 },
		{ "Zeeuws-Vlaanderen", 51.368607152, 3.397588595, 16460.91,
		    377380.23 },
		{ "Zuid-Limburg", 50.792584916, 5.773795548, 182260.45,
		    311480.67 },
		{ "Maasvlakte", 51.947393898, 4.072887101, 64640.89,
		    440700.01 },
	};
	struct err err = { 0 };
	double x, y;

	for (size_t i = 0; i < sizeof(points) / sizeof(points[0]); i++) {
		ok(point(g, CRS_WGS84, points[i].lon, points[i].lat, &x, &y,
		       &err),
		    "%s is read", points[i].name);
		is_near(hypot(x - points[i].x, y - points[i].y), 0, 0.25,
		    "and lies where it should");
	}
}

static void
test_systems(struct geo *g)
{
	struct err err = { 0 };
	double x, y;

	ok(point(g, CRS_RD, 155000, 463000, &x, &y, &err) && x == 155000 &&
		y == 463000,
	    "RD stays what it is");
	ok(point(g, CRS_LATLON, 52.155172897, 5.387203657, &x, &y, &err),
	    "latitude first is read");
	is_near(x, 155000, 0.25, "x");
	is_near(y, 463000, 0.25, "y");
	/* R * lon and R * ln(tan(45 + lat / 2)), R = 6378137 m. */
	ok(point(g, CRS_MERCATOR, 6378137 * 5.387203657 * PI / 180,
	       6378137 * log(tan(PI / 4 + 52.155172897 * PI / 360)), &x, &y,
	       &err),
	    "Mercator is read");
	is_near(x, 155000, 0.25, "x");
	is_near(y, 463000, 0.25, "y");
}

static void
test_wrong(struct geo *g)
{
	static const struct {
		enum shape_crs crs;
		double x, y;
		const char *says;
	} wrongs[] = {
		{ CRS_WGS84, 155000, 463000, "looks like RD (EPSG:28992)" },
		{ CRS_WGS84, 52.1, 5.3,
		    "looks like WGS84 with the latitude first" },
		{ CRS_LATLON, 5.3, 52.1,
		    "looks like WGS84 with the longitude first" },
		{ CRS_WGS84, 599700, 6830000, "looks like web Mercator" },
		{ CRS_RD, 5.3, 52.1,
		    "looks like WGS84 with the longitude first" },
		{ CRS_RD, 463000, 155000, "RD with x and y swapped" },
		{ CRS_MERCATOR, 155000, 463000, "looks like RD" },
		{ CRS_RD, 650000, 5780000, "UTM zone 31" },
		{ CRS_WGS84, 0, 0, "an empty place written as zeros" },
		{ CRS_RD, 0, 0, "an empty place written as zeros" },
		{ CRS_WGS84, -68.27, 12.15, "nor in another system" },
		{ CRS_WGS84, 1e308, -1e308, "nor in another system" },
	};
	struct err err;
	double x, y;

	for (size_t i = 0; i < sizeof(wrongs) / sizeof(wrongs[0]); i++) {
		err = (struct err){ 0 };
		ok(!point(g, wrongs[i].crs, wrongs[i].x, wrongs[i].y, &x, &y,
		       &err) &&
			strstr(err.msg, wrongs[i].says) != NULL,
		    "%s", err.msg);
	}
}

int
main(void)
{
	struct err err = { 0 };
	struct geo *g = geo_new(&err);

	ok(g != NULL, "GEOS and PROJ start %s", err.msg);
	if (g == NULL)
		return done_testing();
	test_names();
	test_accuracy(g);
	test_systems(g);
	test_wrong(g);
	geo_free(g);
	geo_free(NULL);
	return done_testing();
}
