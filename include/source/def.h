/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * def: reading source definitions (sources/NAME.json) and the indicator
 * catalogue (sources/indicators.json), with every mistake named at once.
 */
#ifndef SOURCE_DEF_H
#define SOURCE_DEF_H

#include "base/err.h"
#include "model/indicator.h"
#include "model/source.h"
#include "model/table.h"

/* Read one definition. On failure err lists all mistakes, one a line, as
 * "FILE:LINE: what: why (what is accepted)". */
int source_read(const char *path, const struct indicators *known,
    struct source *out, struct err *err);
/* All definitions: DIR_BUILTIN/<id>.json (all but indicators.json), then
 * DIR_OWN (may be NULL or not there), which replaces one of the same id.
 * ids NULL for all, else only these (an unknown one: near names in err). */
int sources_read(const char *dir_builtin, const char *dir_own,
    const struct strings *ids, const struct indicators *known,
    struct sources *out, struct err *err);
int indicators_read(const char *path, struct indicators *out,
    struct err *err);
/* Those of a fact base's own, behind the ones that were read: themes that are
 * new (may be left out), indicators with ids that are new. On failure list is
 * only to be freed. */
int indicators_add(const char *path, struct indicators *list,
    struct err *err);

/* Map topics to indicators by the definition's rules: sets topic.indicator.
 * Two topics for one indicator is an error that names both; a rule that fits
 * nothing in this table is fine (the topic came or went with the years). A
 * dimension in main or bounds that the table does not have is an error.
 * year: of the table. Where a table has further dimensions a topic is an
 * indicator only when whatever member it is about does not matter; what counts
 * there are its columns. */
int source_map(const struct source *src, int year, struct table_meta *meta,
    struct err *err);

/* The topics of a table that no rule is about and that are not left out
 * either, as "title" (group, unit). A definition without rules and without
 * left_out has no such topics. year: as for source_map, which makes it an error
 * when a topic is both. */
void source_unknown(const struct source *src, int year,
    const struct table_meta *meta, struct strings *out);

/* Which column of a table (a topic in a period, for members of dimensions) is
 * which indicator: a rule fits when the topic does, the year of the period is
 * one it holds for, and each member is the one it names, or else the one that
 * the definition calls the main one. */
struct mapping;
struct mapping *mapping_new(const struct source *src,
    const struct table_meta *meta); /* both borrowed */
/* Columns of one period (not "") and one set of members: indicators[i], or
 * NULL, for each topic. -1 with both sides named: two rules fit a column, an
 * indicator has a column in this period already, or a dimension of which
 * neither the rule nor the definition says which member is meant. */
int mapping_slot(struct mapping *m, const char *period, const char *dims,
    const char *indicators[], struct err *err);
/* How many topics have a column that is an indicator. */
size_t mapping_topics(const struct mapping *m);
/* After the last slot: -1 when a member that main or bounds names, of a
 * dimension that is loaded whole, came in none of them; named with its
 * dimension and table. (What is selected, the adapter looks up itself.) */
int mapping_end(const struct mapping *m, struct err *err);
void mapping_free(struct mapping *m);

#endif
