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

/* Map topics to indicators by the definition's rules: sets topic.indicator.
 * Two topics for one indicator is an error that names both; a rule that fits
 * nothing in this table is fine (the topic came or went with the years).
 * year: of the table. */
int source_map(const struct source *src, int year, struct table_meta *meta,
    struct err *err);

#endif
