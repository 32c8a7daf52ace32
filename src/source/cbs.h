/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cbs: what CBS means by its words and figures, whichever protocol they came
 * by.
 */
#ifndef SRC_SOURCE_CBS_H
#define SRC_SOURCE_CBS_H

#include <stdbool.h>

#include "base/err.h"
#include "model/source.h"
#include "model/table.h"
#include "cbs_record.h"

/* Whether a description (may be NULL) calls the figures provisional. */
bool cbs_says_provisional(const char *description);
/* The sentence of a text (may be NULL) that tells that a table has ended, or
 * what came in its place: a new string, or NULL. */
char *cbs_says_ended(const char *text);
/* The year in "(indeling 2024)", or 0; text may be NULL. */
int cbs_map_year(const char *text);
/* Whether a topic's key, which names a column in messages and in the
 * database, can be one. */
bool cbs_key_ok(const char *key);
/* Counts and distances cannot be negative; CBS once shipped -1 where "." was
 * meant (KWB 2017, schools). Balances and growth can. */
bool cbs_never_negative(const struct topic *topic);

/* The order in which members of further dimensions are told ("Leeftijd=10000;
 * Marges=MW00000"): by name, as v3 and v4 may list dimensions differently.
 * order: indices of all dimensions, room for as many. */
void cbs_dims_order(const struct table_meta *meta, size_t order[]);
/* Whether a text has the form of a period's key ("2024JJ00"), known here or
 * not: a week ("2024W101") and a part of one ("2024X000") are not. */
bool cbs_period_key(const char *s, size_t len);

/* Note what the table says of a period: key and status as given ("2024JJ00",
 * "Voorlopig"; either may be NULL). Nothing is noted when it says nothing. */
void cbs_note_period(
    struct table_meta *meta, const char *key, const char *status);

/* Whether the definition may mean this table of the catalogue; language: of
 * the table ("nl"), NULL when it is not given. */
bool cbs_wanted(const struct source *src, const struct table_ref *ref,
    const char *language);
/* Add a table of the catalogue to those that may be meant; *ref is handed
 * over. An id that can be no part of an address is an error. */
int cbs_take(
    struct table_ref *ref, struct table_refs *into, struct err *err);
struct cbs_choice { /* tables being gathered, for the one who takes them */
	const struct source *src;
	struct table_refs refs;
};
/* What the definition takes of a catalogue, in *out: take is called for each
 * record with a struct cbs_choice, and adds what is wanted by cbs_take. A list
 * in pages is an error, as it may not be whole. */
int cbs_tables(const struct source *src, const char *body, size_t len,
    cbs_record *take, struct table_refs *out, struct err *err);

#endif
