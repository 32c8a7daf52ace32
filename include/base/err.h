/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * err: what went wrong, in words a person can act on.
 * Every function that can fail takes a struct err last and returns 0 or -1.
 * Message grammar: "source: page: what: why", lower case, no full stop, with
 * the next step a person can take. Each level adds only what it alone knows.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

/* The kind decides the exit status (see docs/commands.md), not the words. */
enum err_code {
	ERR_NONE = 0,
	ERR_WORK, /* some work failed; what could be done was done: exit 1 */
	ERR_USAGE, /* wrong use, nothing done: exit 2 */
	ERR_BASE, /* the fact base cannot be used: exit 3 */
	ERR_LOCK, /* another run holds the lock: exit 4 */
	ERR_PUBLISH, /* a note or claim that may not be published: exit 5 */
	ERR_NET, /* a request failed: exit 1 */
	ERR_INPUT, /* bytes from outside are not what they should be: exit 1 */
	ERR_TOOL /* gnuplot, Typst or Node is missing or failed: exit 1 */
};

struct err {
	enum err_code code;
	char msg[2048];
};

/* Set code and message, replacing what was there. Returns -1. err may not be
 * NULL. A message that does not fit is cut on a whole UTF-8 character. */
int err_set(struct err *err, enum err_code code, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* Put "fmt: " before the message that is there; keeps the code. Returns -1. */
int err_ctx(struct err *err, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Forget the error. */
void err_clear(struct err *err);

#endif
