/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * progress: how far a refresh is. One line that is written over on a
 * terminal; in a log a plain line a minute.
 */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct progress_now { /* what there is to tell */
	const char *table, *role;
	size_t nth, of; /* this table, of all of its source; of 0: not told */
	int page;
	uint64_t rows, bytes; /* that came, of this table */
	int64_t announced; /* rows, or -1 */
	bool pages; /* they are pages that were made, rather than rows */
	double seconds; /* since it began */
};

/* The line, without an end: at most width characters for a terminal (with a
 * bar when the number of rows is known), or 0 for a log. Pure; bytes that
 * cannot be printed become '?'. Returns out. */
char *progress_line(const struct progress_now *now, int width, char *out,
    size_t size);

struct progress {
	FILE *errs;
	bool quiet, terminal;
	bool open; /* a line on the terminal has no end yet */
	struct progress_now now;
	char role[64];
	double began, shown; /* by when_ticks */
	uint64_t before, last; /* bytes of whole answers, and of this one */
};

void progress_start(struct progress *p, FILE *errs, bool quiet);
/* A table begins; it is borrowed. */
void progress_table(struct progress *p, const char *table, size_t nth,
    size_t of);
/* For struct fetch_progress and struct http_options. */
void progress_tick(void *arg, const char *table, const char *role, int page,
    uint64_t rows, int64_t announced);
void progress_moved(void *arg, uint64_t bytes);
/* So many of all pages are there; the first call begins. */
void progress_pages(struct progress *p, size_t done, size_t of);
/* Away with the line, before anything else is printed. */
void progress_end(struct progress *p);

#endif
