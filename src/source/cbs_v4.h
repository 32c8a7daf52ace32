/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cbs_v4: what the files of the CBS OData v4 adapter share, and what the
 * adapter of its bulk CSV takes from it. The protocol, as far as it is spoken
 * here: BASE/Datasets is the catalogue; a table's sets are at BASE/ID/SET;
 * every answer is {"@odata.context":..,"value":[flat records],
 * "@odata.nextLink":..}, but for Properties, which is one object. Observations
 * are in the long form: one figure a record.
 */
#ifndef SRC_SOURCE_CBS_V4_H
#define SRC_SOURCE_CBS_V4_H

#include <stdbool.h>
#include <stddef.h>

#include "base/map.h"
#include "cbs_v3.h"
#include "source/adapter.h"

#define V4_ADDRESS 5000 /* longest address asked; 5,202 is known to work */
#define V4_PAGES 4000	/* of one table: 400 million observations */
#define V4_MEMBERS CBS_PERIODS /* of one dimension that is no region */

/* "member in ('a','b')" of n keys from the from-th on; of one: "member eq
 * 'a'". */
void cbs_v4_list(struct buf *out, const char *member,
    const struct strings *keys, size_t from, size_t n);
/* The year at the end of a title ("Kerncijfers wijken en buurten 2017"), also
 * when it is followed by something in brackets, or 0. */
int cbs_v4_title_year(const char *title);
/*
 * A table described from records, in any protocol: begin, give it what there
 * is, end. Records have members of the names of v4.
 */
struct v4_group { /* of measures */
	char *id, *parent, *title, *description;
};
struct v4_build {
	const struct source *src;
	struct table_meta meta;
	char *coverage; /* TemporalCoverage */
	struct v4_group *groups;
	size_t ngroups, capgroups;
	struct map group_of;	 /* Id to an index */
	int map_year, said_year; /* of the region: MapYear; in words */
	struct map areas_seen;
};
void v4_build_begin(struct v4_build *b, const struct source *src);
/* struct v4_build is the arg of each. */
int v4_take_properties(
    void *build, const struct jrecord *record, struct err *err);
int v4_take_dimension(
    void *build, const struct jrecord *record, struct err *err);
int v4_take_group(void *build, const struct jrecord *record, struct err *err);
/* After all groups. */
int v4_take_measure(void *build, const struct jrecord *record, struct err *err);
/* A member of the region, of the time dimension. After v4_settle. */
int v4_take_area(void *build, const struct jrecord *record, struct err *err);
int v4_take_period(void *build, const struct jrecord *record, struct err *err);
/* When dimensions and measures are there: period and vintage. */
int v4_settle(struct v4_build *b, struct err *err);
/* Check, and hand the description over. */
int v4_build_end(struct v4_build *b, struct table_meta *out, struct err *err);
void v4_build_clear(struct v4_build *b);
/* The dimension of this kind, or NULL. */
const struct dimension *v4_dimension(const struct table_meta *meta, int kind);

/* One observation in, one row out: what JSON and CSV have in common. */
struct v4_text { /* borrowed; s NULL: null */
	const char *s;
	size_t len;
};
struct v4_observation {
	struct v4_text measure, attribute, string;
	bool has_value;
	double value;
	struct v4_text dims[CBS_DIMS]; /* as in meta */
};
struct v4_rows;
struct v4_rows *v4_rows_new(
    const struct source *src, const struct table_meta *meta);
int v4_rows_take(struct v4_rows *r, const struct v4_observation *o,
    struct row *out, struct err *err);
void v4_rows_free(struct v4_rows *r);

/* The members of adapter_cbs_v4, by file. */
int cbs_v4_catalogue(
    const struct source *src, struct buf *address, struct err *err);
int cbs_v4_catalogue_all(const struct source *const srcs[], size_t n,
    struct buf *address, struct err *err);
int cbs_v4_tables(const struct source *src, const char *body, size_t len,
    struct table_refs *out, struct err *err);
struct road *cbs_v4_road_new(
    const struct source *src, const struct table_ref *ref);
int cbs_v4_road_next(struct road *road, struct ask *ask, struct err *err);
int cbs_v4_road_got(struct road *road, const struct got *got, struct err *err);
void cbs_v4_road_free(struct road *road);
int cbs_v4_describe(const struct source *src, adapter_read *read, void *arg,
    struct table_meta *out, struct err *err);
struct row_reader *cbs_v4_rows_new(
    const struct source *src, const struct table_meta *meta);
int cbs_v4_row(struct row_reader *reader, const struct record *record,
    struct row *out, struct err *err);
void cbs_v4_rows_free(struct row_reader *reader);

#endif
