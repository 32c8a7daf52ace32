/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * map_own: rules as they are compared. For map and map_column alone.
 */
#ifndef SRC_SOURCE_MAP_OWN_H
#define SRC_SOURCE_MAP_OWN_H

#include <stdbool.h>
#include <stddef.h>

#include "model/source.h"
#include "model/table.h"

struct folded { /* texts as compared */
	char **items;
	size_t n;
};
struct rule {
	const struct topic_rule *rule;
	struct folded titles, groups, units;
};
struct names { /* of a topic, folded */
	char *title, *group, *unit;
};

/* All rules of a definition, in its order. */
struct rule *rules_new(const struct source *src, size_t *n);
void rules_free(struct rule *rules, size_t n);
bool rule_holds(const struct rule *r, int year);
bool rule_fits(const struct rule *r, const struct names *t);
struct names names_of(const struct topic *t);
void names_clear(struct names *t);

#endif
