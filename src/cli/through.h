/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * through: what 'feiten show' and 'feiten table' say of a figure of an older
 * vintage.
 */
#ifndef CLI_THROUGH_H
#define CLI_THROUGH_H

#include "codec/json.h"
#include "panel/panel.h"

/* "yes", "likely" or "no". */
const char *through_place(enum same_place place);
/* "through_time" into j, when the column is of an older vintage than the area:
 * whether it is the same place, and the figure over the area of today or why
 * there is none. */
int through_add(struct panel *p, const struct indicator *ind,
    const char *period, const struct area *area, const struct column *col,
    struct json *j, struct err *err);
/* The cell over the area of today, unless the place is proven to be the same.
 * note: "estimate", "carried", why there is none (a word of
 * analysis/crosswalk.h), or NULL: it is as the source has it. */
int through_carry(struct panel *p, const struct indicator *ind,
    const char *period, const struct area *area, struct cell_value *cell,
    const char **note, struct err *err);

#endif
