/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * shapes: features into facts.db: boundaries of areas, or things with a place.
 * For src/ingest only.
 */
#ifndef INGEST_SHAPES_H
#define INGEST_SHAPES_H

#include "base/buf.h"
#include "ingest/ingest.h"
#include "ingest/rows.h"
#include "store/load.h"

/* All features of a run, in one transaction. Those without geometry, or with
 * one that is no good, are left out and counted in out->notice; a run of
 * nothing else is an error. Polygons that cross themselves are mended. */
int shapes_ingest(struct store *store, const struct walk *w,
    const struct load_run *run, struct ingest_result *out, struct err *err);
/* The boundaries of features that are areas with figures, into a load that is
 * under way; what was left out or mended goes behind what is in notice. The
 * areas of the meta are those of the load. */
int shapes_put(const struct walk *w, struct load *load, struct buf *notice,
    struct err *err);

#endif
