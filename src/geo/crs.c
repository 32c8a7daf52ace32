/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * crs: coordinate systems by the names that servers give them, and whether a
 * pair of numbers can be a place here. The systems in use in the Netherlands
 * have ranges that do not meet, so a wrong one can be recognised.
 */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "geo/own.h"

#define NAME_MAX_LEN 120

/* Places in and near the Netherlands and its part of the North Sea, with some
 * room for what crosses a border. The first four in the order of shape_crs. */
static const struct {
	const char *name;
	double x0, x1, y0, y1;
} ranges[] = {
	[CRS_RD] = { "RD (EPSG:28992)", -1e5, 3.5e5, 2.5e5, 9e5 },
	[CRS_WGS84] = { "WGS84 with the longitude first", 2, 8, 50, 56 },
	[CRS_LATLON] = { "WGS84 with the latitude first (EPSG:4326)", 50, 56, 2,
	    8 },
	[CRS_MERCATOR] = { "web Mercator (EPSG:3857)", 222e3, 891e3, 6446e3,
	    7559e3 },
	{ "RD with x and y swapped", 2.5e5, 9e5, -1e5, 3.5e5 },
	{ "web Mercator with x and y swapped", 6446e3, 7559e3, 222e3, 891e3 },
	{ "UTM zone 31 (EPSG:25831)", 43e4, 85e4, 554e4, 625e4 },
	{ "UTM zone 32 (EPSG:25832)", 0, 43e4, 554e4, 625e4 },
	{ "European LAEA (EPSG:3035)", 37e5, 42e5, 30e5, 37e5 },
	{ "an empty place written as zeros", 0, 0, 0, 0 },
};
#define RANGES (sizeof(ranges) / sizeof(ranges[0]))

static bool
within(size_t i, double x, double y)
{
	return x >= ranges[i].x0 && x <= ranges[i].x1 && y >= ranges[i].y0 &&
	    y <= ranges[i].y1;
}

int
crs_check(enum shape_crs crs, double x, double y, size_t at, struct err *err)
{
	if (within(crs, x, y))
		return 0;
	for (size_t i = 0; i < RANGES; i++)
		if (within(i, x, y))
			return err_set(err, ERR_INPUT,
			    "coordinate %zu (%.7g, %.7g) is no place in the "
			    "Netherlands in %s: it looks like %s",
			    at + 1, x, y, ranges[crs].name, ranges[i].name);
	return err_set(err, ERR_INPUT,
	    "coordinate %zu (%.7g, %.7g) is no place in or near the "
	    "Netherlands in %s, nor in another system that is in use here",
	    at + 1, x, y, ranges[crs].name);
}

int
crs_to_rd(
    struct geo *g, enum shape_crs crs, double *xy, size_t n, struct err *err)
{
	PJ *pj = crs == CRS_MERCATOR ? g->from_mercator : g->from_degrees;
	size_t stride = 2 * sizeof(*xy);
	double x;

	if (crs == CRS_RD || n == 0)
		return 0;
	for (size_t i = 0; crs == CRS_LATLON && i < n; i++) {
		x = xy[2 * i + 1];
		xy[2 * i + 1] = xy[2 * i];
		xy[2 * i] = x;
	}
	if (proj_trans_generic(pj, PJ_FWD, xy, stride, n, xy + 1, stride, n,
		NULL, 0, 0, NULL, 0, 0) != n)
		return err_set(
		    err, ERR_INPUT, "coordinates that PROJ cannot take to RD");
	for (size_t i = 0; i < 2 * n; i++)
		if (!isfinite(xy[i]))
			return err_set(err, ERR_INPUT,
			    "coordinates that PROJ cannot take to RD");
	return 0;
}

/* What stands before the number of an EPSG code. */
static const struct {
	const char *text;
	bool formal; /* the axes are as EPSG has them: latitude first */
} before[] = {
	{ "", false },
	{ "epsg:", false },
	{ "esri:", false },
	{ "http://www.opengis.net/gml/srs/epsg.xml#", false },
	{ "urn:ogc:def:crs:epsg:", true },
	{ "urn:x-ogc:def:crs:epsg:", true },
	{ "http://www.opengis.net/def/crs/epsg/", true },
	{ "https://www.opengis.net/def/crs/epsg/", true },
};

/* Names without a number; blanks do not count. */
static const struct {
	const char *name;
	enum shape_crs crs;
} words[] = {
	{ "crs84", CRS_WGS84 },
	{ "crs:84", CRS_WGS84 },
	{ "ogc:crs84", CRS_WGS84 },
	{ "urn:ogc:def:crs:ogc:1.3:crs84", CRS_WGS84 },
	{ "urn:ogc:def:crs:ogc::crs84", CRS_WGS84 },
	{ "http://www.opengis.net/def/crs/ogc/1.3/crs84", CRS_WGS84 },
	{ "https://www.opengis.net/def/crs/ogc/1.3/crs84", CRS_WGS84 },
	{ "http://www.opengis.net/def/crs/ogc/0/crs84", CRS_WGS84 },
	{ "wgs84", CRS_WGS84 },
	{ "rd", CRS_RD },
	{ "rdnew", CRS_RD },
	{ "amersfoort/rdnew", CRS_RD },
};

static int
by_number(const char *digits, bool formal, enum shape_crs *out)
{
	switch (strtol(digits, NULL, 10)) {
	case 28992:
	case 7415: /* RD with heights */
		*out = CRS_RD;
		return 0;
	case 4326:
	case 4258: /* ETRS89 */
		*out = formal ? CRS_LATLON : CRS_WGS84;
		return 0;
	case 3857:
	case 900913:
	case 102100:
	case 102113:
		*out = CRS_MERCATOR;
		return 0;
	default:
		return -1;
	}
}

/* The version between authority and code ("6.9:", "0/", ":"), if any, away
 * from the length of what stands before the number. */
static size_t
without_version(const char *s, size_t len)
{
	size_t n = len;

	if (n < 2 || (s[n - 1] != ':' && s[n - 1] != '/'))
		return len;
	n--;
	while (n > 0 && (isdigit((unsigned char)s[n - 1]) || s[n - 1] == '.'))
		n--;
	return n > 0 && (s[n - 1] == ':' || s[n - 1] == '/') ? n : len;
}

int
shape_crs_of(const char *name, enum shape_crs *out)
{
	char s[NAME_MAX_LEN + 1];
	size_t n = 0, digits, len;

	for (; *name != '\0'; name++) {
		if (isspace((unsigned char)*name))
			continue;
		if (n == NAME_MAX_LEN)
			return -1;
		s[n++] = (char)tolower((unsigned char)*name);
	}
	s[n] = '\0';
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(s, words[i].name) == 0) {
			*out = words[i].crs;
			return 0;
		}
	digits = n;
	while (digits > 0 && isdigit((unsigned char)s[digits - 1]))
		digits--;
	if (digits == n || n - digits > 9)
		return -1;
	for (size_t i = 0; i < sizeof(before) / sizeof(before[0]); i++) {
		len = before[i].formal ? without_version(s, digits) : digits;
		if (strlen(before[i].text) == len &&
		    memcmp(s, before[i].text, len) == 0)
			return by_number(s + digits, before[i].formal, out);
	}
	return -1;
}
