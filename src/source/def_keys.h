/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * def_keys: readers and checks of the larger keys of a definition, by the
 * file they are in. For def_source alone.
 */
#ifndef SOURCE_DEF_KEYS_H
#define SOURCE_DEF_KEYS_H

#include "base/text.h"
#include "model/source.h"
#include "source/def_check.h"

/* One of a short list of words: a new string, or *to is left alone. */
void field_word(struct check *c, struct place at, char **to,
    const char *const words[], size_t n);

/* def_select.c: "main" and "members" (struct pairs), "select" (struct
 * selection), "bounds" (struct bounds); and whether they fit together. */
field_read field_members, field_select, field_bounds;
/* Whether a text can be the name or the key of a member. */
bool member_ok(struct check *c, struct place at, const char *s);
void check_members(struct check *c, struct place at, const struct source *src,
    const struct pairs *members);
void check_selection(struct check *c, const struct source *src);

/* def_add_up.c: "add_up" (struct add_up), "years" (struct years),
 * "withheld_codes" (struct source); and whether they fit the rest. */
field_read field_add_up, field_years, field_withheld;
void check_add_up(struct check *c, const struct source *src);

/* def_left_out.c: "left_out" (struct source). */
field_read field_left_out;

/* def_layout.c: "layout" (struct layout), and whether it is whole. */
field_read field_layout;
void check_layout(struct check *c, const struct source *src);

/* A list of attributes and the texts they must have (struct pairs). */
field_read field_where;

/* def_shapes.c: "shapes" (struct shapes), and whether it is whole. */
field_read field_shapes;
void check_shapes(struct check *c, const struct source *src);

/* def_source.c: where a file is (char *). */
field_read field_place;

/* def_crossing.c: "crosswalk" and "addresses" (struct crossing), and whether
 * they fit the rest. */
field_read field_crosswalk, field_addresses;
void check_crossing(struct check *c, const struct source *src);

/* def_small.c: "threshold" (int) and "sums" (struct source), and whether they
 * name indicators of the rules. */
field_read field_threshold, field_sums;
void check_small(struct check *c, const struct source *src);

#endif
