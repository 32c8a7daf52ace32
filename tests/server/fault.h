/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * fault: what goes wrong on demand. A SPEC is
 *
 *     [match=TEXT,][nth=N,][times=N,]kind=NAME[:ARGUMENT]
 *
 * match: a piece of the address as sent (default: every address). nth: the
 * first request it hits, counted from 1 among those that match; times: how
 * many from there on. Without nth and times it hits all, with only nth that
 * one. kind comes last, because its argument may hold anything. Kinds and
 * arguments are in the table of fault.c, and in README.md here.
 */
#ifndef SERVER_FAULT_H
#define SERVER_FAULT_H

#include <pthread.h>

#include "text.h"

enum fault_kind {
	FAULT_NONE,
	FAULT_CHANGE, /* the answer is as it should be */
	/* instead of the answer */
	FAULT_STATUS,
	FAULT_RETRY_AFTER,
	FAULT_TOO_MANY,
	FAULT_HTML,
	FAULT_REDIRECT,
	FAULT_EMPTY,
	FAULT_BOMB,
	FAULT_ZIP_BOMB,
	FAULT_ENDLESS,
	/* in the body, before it is compressed */
	FAULT_DROP_ROW,
	FAULT_DUP_ROW,
	FAULT_SWAP_ROW,
	FAULT_GARBAGE,
	FAULT_DEEP,
	FAULT_BAD_UTF8,
	FAULT_BIG_NUMBER,
	FAULT_CUT_JSON,
	FAULT_DROP_NEXT,
	FAULT_NEXT,
	/* on the wire */
	FAULT_RESET,
	FAULT_TRUNCATE,
	FAULT_CUT_CHUNKED,
	FAULT_DELAY,
	FAULT_DRIP,
	FAULT_STALL,
	FAULT_WRONG_GZIP,
	FAULT_CUT_GZIP
};

#define FAULT_ARGUMENT 512

struct fault { /* as picked for one request */
	enum fault_kind kind;
	char argument[FAULT_ARGUMENT];
	double number; /* the argument as a number, else a default */
};

struct faults {
	pthread_mutex_t lock;
	struct planned *planned;
};

void faults_init(struct faults *faults);
/* 0, or -1 with why. */
int faults_add(struct faults *faults, const char *spec, struct text *why);
/* Count this request everywhere; the first fault whose turn it is. */
void faults_pick(struct faults *faults, const char *target, struct fault *out);
void faults_clear(struct faults *faults); /* and usable again */

/* Whether the body must be built afresh and changed. */
bool fault_in_body(enum fault_kind kind);
/* Change a JSON body; one that has no rows only changes where it can. */
void fault_spoil(const struct fault *fault, struct text *body);

#endif
