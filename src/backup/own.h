/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * own: what the files of room backup share: bytes through a tool, and which
 * parts of a fact base there are.
 */
#ifndef BACKUP_OWN_H
#define BACKUP_OWN_H

#include "base/buf.h"
#include "codec/gzip.h"

/* Bytes through another program, in pieces. */
struct pipe_through;
/* argv[0] is looked up on PATH. It gets HOME and what else it takes to find
 * keys of the user. sink gets what comes out. */
int through_start(const char *const argv[], gzip_sink *sink, void *arg,
    struct pipe_through **out, struct err *err);
/* -1 with what the program said when it is gone. */
int through_put(struct pipe_through *t, const char *data, size_t len,
    struct err *err);
/* The end of the bytes; -1 with what it said when it did not end well. */
int through_end(struct pipe_through *t, struct err *err);
void through_free(struct pipe_through *t); /* NULL is fine; kills it */

struct part {
	const char *path; /* below the fact base */
	bool folder;	  /* all below it; else one file */
	bool secret;	  /* for its owner alone */
};
extern const struct part backup_parts[]; /* ended by a NULL path */
/* The part that a path lies in, or NULL. */
const struct part *part_of(const char *path);

#endif
