/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * take: what a statement finds for many areas, into an array of the caller's.
 * For src/store only.
 */
#ifndef STORE_TAKE_H
#define STORE_TAKE_H

#include <stddef.h>
#include <stdint.h>

#include "store/db.h"

/* Where it goes while a statement with take() runs. */
struct taker {
	const struct area_slot *list; /* by id; where the caller wants it */
	size_t n, next;
	/* Called for each of them that there is a row of. */
	void (*put)(void *arg, size_t at, double value);
	void *arg;
};

/* The function take(k, value), where the low 24 bits of k are the id of an
 * area, on a connection. */
int take_register(struct store *s, struct err *err);
/* Run a statement that is bound and selects take(k, value), and no more. */
int take_run(struct store *s, sqlite3_stmt *st, struct taker *t,
    struct err *err);

#endif
