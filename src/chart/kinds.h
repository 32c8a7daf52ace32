/* SPDX-License-Identifier: EUPL-1.2 */
/* kinds: the script of each kind of chart; chart_script chooses. */
#ifndef CHART_KINDS_H
#define CHART_KINDS_H

#include "base/buf.h"
#include "base/err.h"
#include "codec/json.h"
#include "model/palette.h"

#define MAX_ROWS 200 /* rows, or points of a series: more is no picture */

/* In these colours (NULL: ours). */
typedef int chart_kind(const struct json *chart, const struct palette *palette,
    struct buf *out, struct err *err);
chart_kind range_script, trend_script, age_script, map_script,
    multiples_script, spark_script, dots_script;

/* The array under key with 1 to MAX_ROWS items, or NULL and an error. */
const struct json *chart_items(
    const struct json *object, const char *key, struct err *err);
/* The string under key, "" when there is none. */
const char *chart_text(const struct json *object, const char *key);

#endif
