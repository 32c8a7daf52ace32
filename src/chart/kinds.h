/* SPDX-License-Identifier: EUPL-1.2 */
/* kinds: the script of each kind of chart; chart_script chooses. */
#ifndef CHART_KINDS_H
#define CHART_KINDS_H

#include "base/buf.h"
#include "base/err.h"
#include "codec/json.h"

#define MAX_ROWS 200 /* rows, or points of a series: more is no picture */

int range_script(const struct json *chart, struct buf *out, struct err *err);
int trend_script(const struct json *chart, struct buf *out, struct err *err);
int age_script(const struct json *chart, struct buf *out, struct err *err);
int map_script(const struct json *chart, struct buf *out, struct err *err);
int multiples_script(
    const struct json *chart, struct buf *out, struct err *err);
int spark_script(const struct json *chart, struct buf *out, struct err *err);

/* The array under key with 1 to MAX_ROWS items, or NULL and an error. */
const struct json *chart_items(
    const struct json *object, const char *key, struct err *err);
/* The string under key, "" when there is none. */
const char *chart_text(const struct json *object, const char *key);

#endif
