/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * map_own: rules as they are compared. For map, map_column and
 * map_left_out.
 */
#ifndef SRC_SOURCE_MAP_OWN_H
#define SRC_SOURCE_MAP_OWN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "model/source.h"
#include "model/table.h"

struct folded { /* texts as compared */
	char **items;
	size_t n;
};
struct rule {
	const struct topic_rule *rule; /* NULL: what is left out */
	struct folded titles, groups, units;
};
struct names { /* of a topic, folded */
	char *title, *group, *unit;
};

/* All rules of a definition, in its order. */
struct rule *rules_new(const struct source *src, size_t *n);
/* What is left out, in its order: for rule_fits alone. */
struct rule *left_out_new(const struct source *src, size_t *n);
void rules_free(struct rule *rules, size_t n);
bool rule_holds(const struct rule *r, int year);
bool rule_fits(const struct rule *r, const struct names *t);
struct names names_of(const struct topic *t);
void names_clear(struct names *t);
/* 0 when no topic is both an indicator and left out. */
int left_out_check(const struct source *src, int year,
    const struct table_meta *meta, struct err *err);

#endif
