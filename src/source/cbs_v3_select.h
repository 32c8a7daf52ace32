/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cbs_v3_select: members and periods that a definition selects.
 */
#ifndef SRC_SOURCE_CBS_V3_SELECT_H
#define SRC_SOURCE_CBS_V3_SELECT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "model/period.h"
#include "model/source.h"
#include "model/table.h"

struct picked { /* of one dimension: keys as the table writes them */
	const struct dimension *dim; /* borrowed */
	struct strings keys;
};

/* Whether the definition says anything of this dimension. */
bool cbs_v3_selects(const struct source *src, const struct dimension *dim);
/* Whether a member (its trimmed key) is among what is selected; true when
 * nothing is said. */
bool cbs_v3_selected(const struct source *src, const struct dimension *dim,
    const char *key, size_t len);
/* Whether this is the dimension of years, and the year of a trimmed key of it
 * in *period; false when it has not the ending that is meant. */
bool cbs_v3_years(const struct source *src, const struct dimension *dim);
bool cbs_v3_year(const struct source *src, const char *key, size_t len,
    char period[PERIOD_LEN]);
/* Whether members of this dimension are added up. */
bool cbs_v3_adds(const struct source *src, const struct dimension *dim);
/* Add the selected keys of an answer with members of dim, to the byte. */
int cbs_v3_pick(const struct source *src, const struct dimension *dim,
    const char *body, size_t len, struct strings *keys, struct err *err);
/* After all of a dimension's pages: everything selected was there. */
int cbs_v3_check_picked(const struct source *src, const struct picked *p,
    struct err *err);
/* Append "&$filter=..." to the address of a data set; nothing when n is 0. */
void cbs_v3_filter(const struct source *src, const struct picked *picked,
    size_t n, struct buf *address);
void cbs_v3_picked_free(struct picked *picked, size_t n);

#endif
