/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * period: 2024, 2024Q3, 2024-06: text as people and SQL see it.
 */
#ifndef MODEL_PERIOD_H
#define MODEL_PERIOD_H

#include <stddef.h>

#define PERIOD_LEN 16

/* From a CBS key (2024JJ00, 2024KW03, 2024MM06, 2024HJ01, padded or not), a
 * catalogue period ("2020", "2020 - 2024" has no single one: -1) or our own
 * form. 0, or -1 with out untouched. */
int period_parse(const char *s, size_t len, char out[PERIOD_LEN]);
/* The calendar year it starts in. */
int period_year(const char *period);
/* For sorting: by time, then by length (year before its quarters). */
int period_cmp(const char *a, const char *b);

#endif
