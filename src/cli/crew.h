/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * crew: many things made by a few workers: processes of their own, each with
 * its own snapshot of facts.db, gnuplot and Typst. The parent hands out one at
 * a time and tells in their order what came of them. A worker that dies or does
 * not answer costs the one it was at; another takes its place.
 *
 * The parent must not have SQLite open: a connection does not outlive a fork.
 */
#ifndef CLI_CREW_H
#define CLI_CREW_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/cli.h"

struct crew_result {
	int status; /* exit status; the worst of all counts */
	bool made; /* anew, rather than kept */
	bool failed; /* not, or not whole */
	bool stop; /* no sense in going on: a full disk */
};

struct crew {
	struct cli *cli;
	size_t n; /* things to be made */
	size_t after; /* so many of these, the first, before any other */
	int jobs; /* workers, at most */
	double seconds; /* for one thing */
	void *arg; /* for the functions */
	/* In the worker, once. What it prints to cli->errs is thrown away: the
	 * parent did the same and told. hello must be the same in all workers
	 * and as the parent's: it says which snapshot they see. */
	int (*open)(void *arg, char hello[128], struct err *err);
	/* In the worker: make number i. What it prints to cli->errs the parent
	 * prints, each line once. */
	void (*work)(void *arg, size_t i, struct crew_result *out);
	void (*close)(void *arg);
	/* In the parent: what came of number i. */
	void (*count)(void *arg, size_t i, const struct crew_result *result);
	/* What number i is called, in messages. */
	const char *(*name)(void *arg, size_t i);
	const char *hello;
	/* What came of it. */
	size_t failed;
	int status;
	bool stopped;
};

/* Make all. ERR_BASE when no worker sees the snapshot asked for: facts.db was
 * written meanwhile; ERR_WORK when none can be started. */
int crew_run(struct crew *b, struct err *err);

#endif
