/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * essence: the checksum of what an answer says, without the members that
 * change each time it is asked for (cut.passing). Only for this room.
 */
#ifndef SRC_FETCH_ESSENCE_H
#define SRC_FETCH_ESSENCE_H

#include "codec/digest.h"
#include "source/adapter.h"

struct essence;
/* The cut is borrowed; its passing may not be NULL. */
struct essence *essence_new(const struct cut *cut);
/* A member beside the records; text NULL: it was too long to be looked at, and
 * then there is no essence. */
void essence_member(
    struct essence *e, const char *name, const char *text, size_t len);
void essence_record(struct essence *e, const char *text, size_t len);
/* Into out; "" when there is none: then only the bytes themselves tell. */
void essence_hex(struct essence *e, char out[DIGEST_HEX]);
void essence_free(struct essence *e); /* NULL is fine */

#endif
