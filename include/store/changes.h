/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * changes: what is different in facts.db since a moment, and which values are
 * doubted.
 */
#ifndef STORE_CHANGES_H
#define STORE_CHANGES_H

#include "model/decision.h"
#include "store/store.h"

enum change_kind {
	CHANGE_COUNT, /* of one run: how many of each below */
	CHANGE_VALUE, /* revised, or came (was NAN), or went (became NAN) */
	CHANGE_DRIFT, /* the table itself: see model/notice.h */
	CHANGE_DOUBT,
	CHANGE_PLACE /* an area is another place than the year before */
};

/* Texts live until the sink returns; NULL where there is none. */
struct change {
	enum change_kind kind;
	const char *source, *table, *run;
	const char *area, *area_name; /* doubt: NULL for a whole column */
	const char *indicator, *topic, *period, *dims, *unit;
	double was, became; /* NAN: none */
	const char *word;   /* of a drift or doubt: its kind; place: code */
	const char *subject, *before, *after; /* of a drift */
	bool held;
	const char *id, *by, *on, *why; /* of a doubt; by NULL: open */
	int64_t revised, gone, came, columns, column_values; /* of a count */
	int year;					     /* of a place */
};
typedef int change_sink(void *arg, const struct change *c, struct err *err);

/* Of one kind, of runs that ended after since. within: a JSON list of codes of
 * areas, for values and places (these and what lies in them), or NULL for
 * all. Doubts: open ones however old, then accepted ones. */
int store_changes(struct store *s, enum change_kind kind, int64_t since,
    const char *within, change_sink *sink, void *arg, struct err *err);
/* One doubt by id: 1 when there is one, 0 when not. */
int store_doubt(struct store *s, const char *id, change_sink *sink, void *arg,
    struct err *err);
/* Of one cell: the values that were replaced, oldest first (CHANGE_VALUE: was
 * and run, and in after the run that replaced it), and the doubts about it or
 * its whole column. */
int store_cell_history(struct store *s, const struct column *col,
    const struct area *area, change_sink *sink, void *arg, struct err *err);
int store_cell_doubts(struct store *s, const struct column *col,
    const struct area *area, change_sink *sink, void *arg, struct err *err);
/* When a run ended: 1, or 0 when there is no such run. */
int store_run_ended(
    struct store *s, const char *run, int64_t *ended, struct err *err);
/* When the newest run ended that changed something; 0: none did. */
int store_changed_last(struct store *s, int64_t *ended, struct err *err);
/* Mark a doubt as accepted. */
int store_accept(struct store *s, const struct decision *d, struct err *err);

#endif
