/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * filter: the part of OData v3's $filter that CBS clients use, with the
 * oddities of the real service: text compares byte for byte (a key without
 * its blanks fits nothing), and gt, ge, lt, le are ignored on everything but
 * Perioden. `in` and `contains` do not exist there; OData v4 has them, and no
 * `substringof`.
 */
#ifndef SERVER_FILTER_H
#define SERVER_FILTER_H

#include <stdbool.h>

#include "text.h"

struct filter;

/* NULL when it cannot be read; why then says so. */
struct filter *filter_parse(const char *text, bool v4, struct text *why);
/* 1 fits, 0 not, -1 the row has no member of a name that is used. */
int filter_match(const struct filter *filter, struct span row);
/* Only dimensions are used, no topics (whose names end in _ and a number). */
bool filter_only_keys(const struct filter *filter);
void filter_free(struct filter *filter);

#endif
