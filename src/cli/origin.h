/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * origin: where a value stands in raw/, what it was before, and what is
 * doubted or decided about it; for show.
 */
#ifndef CLI_ORIGIN_H
#define CLI_ORIGIN_H

#include "cli/session.h"
#include "codec/json.h"

/* Adds "place", "history" and "doubts" to j, where there are any. col is that
 * of the value, area of its vintage; run: that the value came with, or NULL
 * when there is none now. What cannot be read is said in "place". */
int origin_add(struct session *s, const struct column *col,
    const struct area *area, const char *run, struct json *j, struct err *err);

#endif
