/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * notice: what a run tells beside its values: how the table differs from what
 * it was (drift), and values that are not to be believed unseen (doubts).
 */
#ifndef MODEL_NOTICE_H
#define MODEL_NOTICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How a table differs from what it was at the good run before. subject, was
 * and became are as the source writes them. */
enum drift_kind {
	DRIFT_TOPIC_NEW, /* subject: the column */
	DRIFT_TOPIC_ENDED,
	DRIFT_TOPIC_RENAMED, /* another title, the same place and unit */
	DRIFT_TOPIC_MOVED,   /* under another group */
	DRIFT_UNIT,	     /* another unit, and so another column */
	DRIFT_DIMENSION_NEW, /* subject: the dimension */
	DRIFT_DIMENSION_ENDED,
	DRIFT_MEMBER_NEW, /* subject: dimension=member */
	DRIFT_MEMBER_ENDED,
	DRIFT_SHRUNK,	/* far fewer rows; was, became: how many */
	DRIFT_AREA_SET, /* areas of another year; was, became: the year */
	DRIFT_TITLE,	/* the table's own title */
	DRIFT_KINDS
};
struct drift {
	enum drift_kind kind;
	char *subject, *was, *became; /* was, became: NULL when there is none */
	bool held;		      /* for this, something was not loaded */
};
struct drifts {
	struct drift *items;
	size_t n, cap;
};
/* "topic-new" and so on, as in the view drifts. */
const char *drift_name(enum drift_kind kind);
/* Copies the texts. */
void drifts_add(struct drifts *list, enum drift_kind kind, const char *subject,
    const char *was, const char *became, bool held);
void drifts_free(struct drifts *list);

/* Why a value or a column is doubted. */
enum doubt_kind {
	DOUBT_NEGATIVE, /* a count, share or distance below zero */
	DOUBT_LEAP,	/* far beyond its own history */
	DOUBT_PEERS,	/* far beyond all others of its level */
	DOUBT_ZERO,	/* a whole column is zero at once */
	DOUBT_MISSING,	/* a whole column is empty at once */
	DOUBT_KINDS
};
/* "negative" and so on, as in the view doubts. */
const char *doubt_name(enum doubt_kind kind);

#endif
