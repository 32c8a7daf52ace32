/* SPDX-License-Identifier: EUPL-1.2 */
/* shared: figures that several sources give, and whose is printed. */
#ifndef CLI_SHARED_H
#define CLI_SHARED_H

#include "store/store.h"

/* The same indicator of the same period out of two sources. */
struct shared {
	char *source, *with; /* this one, and the other */
	char *goes_first;    /* one of the two, where both have an area */
	char *what;	     /* "woz 2023, 2024; inwoners 2024" */
};
struct shared_list {
	struct shared *items; /* each pair twice, from both sides; by source */
	size_t n, cap;
};

/* Read all columns of facts.db. */
int shared_read(
    struct store *store, struct shared_list *out, struct err *err);
void shared_free(struct shared_list *list);

#endif
