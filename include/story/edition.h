/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * edition: the key of an edition, state/edition.key. Ids of quotes on pages
 * are made with it: who has no key cannot tell which note an id is of, nor
 * join the ids of two editions.
 */
#ifndef STORY_EDITION_H
#define STORY_EDITION_H

#include <stddef.h>

#include "base/err.h"

#define EDITION_KEY 32 /* bytes */
#define OPAQUE_ID 17   /* 16 hexadecimal digits and NUL */

struct edition_key {
	unsigned char bytes[EDITION_KEY];
	char id[OPAQUE_ID]; /* names the key, and tells nothing of it */
};

/* The key in a file; a new one of random bytes, in a file for its owner alone,
 * when it is not there. A file of another size is ERR_BASE. */
int edition_key(const char *path, struct edition_key *out, struct err *err);
/* The same, but a file that is not there is ERR_INPUT. */
int edition_key_read(
    const char *path, struct edition_key *out, struct err *err);
/* The id of a quote: of the note, the words, and how often the note had these
 * words before. */
void edition_opaque(const struct edition_key *key, const char *note,
    const char *text, size_t before, char out[OPAQUE_ID]);

#endif
