/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * address: making addresses out of a definition, and checking those that come
 * out of an answer, whatever the protocol.
 */
#ifndef SRC_SOURCE_ADDRESS_H
#define SRC_SOURCE_ADDRESS_H

#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/map.h"
#include "model/source.h"

/* The base without slashes at its end. */
void address_base(const struct source *src, struct buf *out);
/* An OData string literal: in quotes, quotes in it doubled. */
void address_literal(struct buf *out, const char *s);
/* ERR_INPUT unless an address has at most max bytes, none of them a blank,
 * control character or beyond ASCII. what names it ("a next link"). */
int address_plain(
    const char *address, size_t max, const char *what, struct err *err);
/* A next link is followed to the letter, but only to the same path as here
 * (what stands before its question mark; capitals alike), and only forwards:
 * seen has the links of this set so far, and gets this one. */
int address_next(const char *link, size_t max, const char *here,
    struct map *seen, struct err *err);

#endif
