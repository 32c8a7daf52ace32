/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ids: whether a text came twice among very many, without keeping them: a
 * number is made of each and laid down in a file of no name. What stays in
 * memory is a bit for each, more or less. Private to this room.
 */
#ifndef INGEST_IDS_H
#define INGEST_IDS_H

#include <stdint.h>

#include "base/err.h"

struct ids;

struct ids *ids_new(void);
/* -1: no room on the disk. */
int ids_add(struct ids *ids, const char *text, struct err *err);
/* 1, and *number is that of one that came twice (or, hardly ever, of two that
 * have one number: look at the texts themselves); 0: none did. Afterwards
 * nothing is to be added. */
int ids_twice(struct ids *ids, uint64_t *number, struct err *err);
/* The number of a text. */
uint64_t ids_number(const char *text);
void ids_free(struct ids *ids);

#endif
