/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cbs_v3: what the files of the CBS OData v3 adapter share. The protocol, as
 * far as it is spoken here: BASE/ODataCatalog/Tables is the catalogue; a
 * table's sets are at BASE/ODataFeed/odata/ID/SET?$format=json; every answer
 * is {"odata.metadata":..,"value":[flat records],"odata.nextLink":..}.
 */
#ifndef SRC_SOURCE_CBS_V3_H
#define SRC_SOURCE_CBS_V3_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "cbs_record.h"
#include "model/source.h"
#include "model/table.h"
#include "source/adapter.h"

#define CBS_PAGES 4000	/* of one set: 40 million rows */
#define CBS_TOPICS 4000 /* columns of one table; the widest have a few 100 */
#define CBS_PERIODS 100000 /* of one table */
#define CBS_DIMS 16
#define CBS_MEMBERS 4096 /* of a dimension that is added up */
#define CBS_DEPTH 12 /* of groups within groups */

/* BASE/ODataFeed/odata/ID/SET?$format=json */
void cbs_v3_address(const struct source *src, const char *table,
    const char *set, struct buf *out);

/* DataProperties, the part the road needs: the dimensions, in order. */
int cbs_v3_dimensions(const struct source *src, const char *body, size_t len,
    struct table_meta *meta, struct err *err);

/* Rows that together make up one, for a definition that adds up (add_up). A
 * sum with a withheld part is withheld. One with an empty part, or without
 * the row of a member, is empty, unless the definition says that empty is
 * nothing; and one of nothing but empty cells is empty all the same. */
struct sums;
struct sums *cbs_v3_sums_new(
    const struct source *src, const struct table_meta *meta);
void cbs_v3_sums_free(struct sums *s);
/* Take a whole row; member: the trimmed key of what is added up. -1: it came
 * before, is no member of the table, or there are too many sums. */
int cbs_v3_sums_take(struct sums *s, const struct row *row, const char *member,
    size_t len, struct err *err);
/* The next sum in *out, which has room for all topics: 1, or 0 at the end. */
int cbs_v3_sums_next(struct sums *s, struct row *out);

/* The members of adapter_cbs_v3, by file. */
int cbs_v3_catalogue(
    const struct source *src, struct buf *address, struct err *err);
int cbs_v3_catalogue_all(const struct source *const srcs[], size_t n,
    struct buf *address, struct err *err);
int cbs_v3_tables(const struct source *src, const char *body, size_t len,
    struct table_refs *out, struct err *err);
struct road *cbs_v3_road_new(
    const struct source *src, const struct table_ref *ref);
int cbs_v3_road_next(struct road *road, struct ask *ask, struct err *err);
int cbs_v3_road_got(struct road *road, const struct got *got, struct err *err);
void cbs_v3_road_free(struct road *road);
int cbs_v3_describe(const struct source *src, adapter_read *read, void *arg,
    struct table_meta *out, struct err *err);
struct row_reader *cbs_v3_rows_new(
    const struct source *src, const struct table_meta *meta);
int cbs_v3_row(struct row_reader *reader, const struct record *record,
    struct row *out, struct err *err);
int cbs_v3_rows_end(
    struct row_reader *reader, struct row *out, struct err *err);
void cbs_v3_rows_free(struct row_reader *reader);

#endif
