/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * features: what the protocols that give GeoJSON features have in common: one
 * table a collection, and how a feature becomes a row. Only for this room.
 */
#ifndef SRC_SOURCE_FEATURES_H
#define SRC_SOURCE_FEATURES_H

#include "codec/digest.h"
#include "source/adapter.h"

#define FEATURES_ROLE "items"
#define FEATURES_PAGE 1000	    /* the most that PDOK gives at once */
#define FEATURES_RECORD (32u << 20) /* a gemeente in full detail is 4 MB */

/* A table for each table id, "SOURCE.COLLECTION"; or, without ids, one that
 * is called as the source. */
int features_tables(const struct source *src, const char *body, size_t len,
    struct table_refs *out, struct err *err);
/* The collection that a table is. */
const char *features_collection(
    const struct source *src, const struct table_ref *ref);
/* -1 unless what came is a FeatureCollection with as many features as it
 * says, whole, and in the system that is expected. */
int features_check(
    const struct source *src, const struct got *got, struct err *err);
/* The same for a page that follows another: 1 when it is that one again.
 * before: of the page before, "" at first; is changed. */
bool features_again(const struct got *got, char before[DIGEST_HEX]);

int features_cut(const struct source *src, const char *role, struct cut *out,
    struct err *err);
int features_describe(const struct source *src, adapter_read *read, void *arg,
    struct table_meta *out, struct err *err);
/* Of a definition with a layout a row has its figures too. */
struct row_reader *features_rows_new(
    const struct source *src, const struct table_meta *meta);
int features_row(struct row_reader *r, const struct record *record,
    struct row *out, struct err *err);
void features_rows_free(struct row_reader *r);

#endif
