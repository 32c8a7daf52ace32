/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * geo: the contexts of GEOS and PROJ, made once for a thread, and WKB in and
 * out of them. Complaints of GEOS are kept for the error that follows them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "geo/own.h"

/*
 * ETRS89 (what Dutch servers call WGS84; half a metre apart by now) to RD by
 * the seven parameters of "Amersfoort to ETRS89 (8)", EPSG accuracy 0.25 m.
 * Written out, because what PROJ picks by itself depends on the grids and
 * the data base that a machine happens to have.
 */
#define GRS80_TO_RD                                                            \
	" +step +proj=push +v_3 +step +proj=cart +ellps=GRS80"                 \
	" +step +inv +proj=helmert +x=565.7381 +y=50.4018 +z=465.2904"         \
	" +rx=0.395025981036064 +ry=-0.330772431242031"                        \
	" +rz=1.87607329462821 +s=4.07244 +convention=coordinate_frame"        \
	" +step +inv +proj=cart +ellps=bessel +step +proj=pop +v_3"            \
	" +step +proj=sterea +lat_0=52.1561605555556"                          \
	" +lon_0=5.38763888888889 +k=0.9999079 +x_0=155000 +y_0=463000"        \
	" +ellps=bessel"

static const char from_degrees[] =
    "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad" GRS80_TO_RD;
static const char from_mercator[] =
    "+proj=pipeline +step +inv +proj=webmerc +ellps=WGS84" GRS80_TO_RD;

static void
complain(const char *message, void *arg)
{
	struct geo *g = arg;

	snprintf(g->said, sizeof(g->said), "%s", message);
}

int
geo_fail(struct geo *g, struct err *err, const char *what)
{
	err_set(err, ERR_INPUT, "%s: %s", what,
	    g->said[0] != '\0' ? g->said : "GEOS gives no reason");
	g->said[0] = '\0';
	return -1;
}

struct geo *
geo_new(struct err *err)
{
	struct geo *g = mem_new(1, sizeof(*g));

	g->geos = GEOS_init_r();
	if (g->geos == NULL) {
		err_set(err, ERR_TOOL, "GEOS does not start");
		geo_free(g);
		return NULL;
	}
	GEOSContext_setErrorMessageHandler_r(g->geos, complain, g);
	g->reader = GEOSWKBReader_create_r(g->geos);
	g->writer = GEOSWKBWriter_create_r(g->geos);
	g->proj = proj_context_create();
	if (g->proj != NULL) {
		proj_log_level(g->proj, PJ_LOG_NONE);
		proj_context_set_enable_network(g->proj, 0);
		g->from_degrees = proj_create(g->proj, from_degrees);
		g->from_mercator = proj_create(g->proj, from_mercator);
	}
	if (g->reader == NULL || g->writer == NULL || g->from_degrees == NULL ||
	    g->from_mercator == NULL) {
		err_set(err, ERR_TOOL, "GEOS or PROJ does not start: %s",
		    g->said[0] != '\0' ? g->said : "no reason given");
		geo_free(g);
		return NULL;
	}
	return g;
}

void
geo_free(struct geo *g)
{
	if (g == NULL)
		return;
	proj_destroy(g->from_mercator);
	proj_destroy(g->from_degrees);
	if (g->proj != NULL)
		proj_context_destroy(g->proj);
	if (g->writer != NULL)
		GEOSWKBWriter_destroy_r(g->geos, g->writer);
	if (g->reader != NULL)
		GEOSWKBReader_destroy_r(g->geos, g->reader);
	if (g->geos != NULL)
		GEOS_finish_r(g->geos);
	free(g);
}

GEOSGeometry *
geo_read(struct geo *g, const struct buf *wkb, struct err *err)
{
	GEOSGeometry *geom = GEOSWKBReader_read_r(
	    g->geos, g->reader, (const unsigned char *)wkb->data, wkb->len);

	if (geom == NULL)
		geo_fail(g, err, "a shape that cannot be read");
	return geom;
}

int
geo_write(
    struct geo *g, const GEOSGeometry *geom, struct buf *wkb, struct err *err)
{
	size_t len;
	unsigned char *bytes =
	    GEOSWKBWriter_write_r(g->geos, g->writer, geom, &len);

	if (bytes == NULL)
		return geo_fail(g, err, "a shape that cannot be written");
	buf_put(wkb, bytes, len);
	GEOSFree_r(g->geos, bytes);
	return 0;
}

void
geo_destroy(struct geo *g, GEOSGeometry *geom)
{
	if (geom != NULL)
		GEOSGeom_destroy_r(g->geos, geom);
}

void
wkb_head(struct buf *wkb, enum wkb_type type)
{
	buf_putc(wkb, __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__);
	wkb_count(wkb, type);
}

void
wkb_count(struct buf *wkb, size_t n)
{
	uint32_t count = (uint32_t)n;

	buf_put(wkb, &count, sizeof(count));
}

void
wkb_recount(struct buf *wkb, size_t at, size_t n)
{
	uint32_t count = (uint32_t)n;

	memcpy(wkb->data + at, &count, sizeof(count));
}

void
wkb_pairs(struct buf *wkb, const double *xy, size_t n)
{
	buf_put(wkb, xy, n * 2 * sizeof(*xy));
}
