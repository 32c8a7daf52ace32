/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * edition: the key of an edition, state/edition.key. Ids of quotes on pages
 * are made with it: who has no key cannot tell which note an id is of, nor
 * join the ids of two editions. And the record of one that is closed,
 * editions/NAME.json: no text, docs/editions.md.
 */
#ifndef STORY_EDITION_H
#define STORY_EDITION_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "codec/json.h"

#define EDITION_KEY 32 /* bytes */
#define OPAQUE_ID 17   /* 16 hexadecimal digits and NUL */

struct edition_key {
	unsigned char bytes[EDITION_KEY];
	char id[OPAQUE_ID]; /* names the key, and tells nothing of it */
};

/* The key in a file; a new one of random bytes, in a file for its owner alone,
 * when it is not there, or is of an edition that was closed. A file of another
 * size is ERR_BASE. */
int edition_key(const char *path, struct edition_key *out, struct err *err);
/* The same, but a file that is not there is ERR_INPUT. */
int edition_key_read(
    const char *path, struct edition_key *out, struct err *err);
/* The id of a quote: of the note, the words, and how often the note had these
 * words before. */
void edition_opaque(const struct edition_key *key, const char *note,
    const char *text, size_t before, char out[OPAQUE_ID]);

/* Put the key with this id away, in two steps around the writing of the record
 * of its edition. First a copy of it goes into keys/ID.key beside path, for
 * `feiten check`; from then on edition_key makes a new one. Then path itself
 * is removed. */
int edition_key_keep(
    const char *path, const struct edition_key *key, struct err *err);
int edition_key_end(const char *path, struct err *err);
/* A key by its id: the one at path, or one of keys/ beside it. ERR_INPUT when
 * there is none of that id. */
int edition_key_find(const char *path, const char *id, struct edition_key *out,
    struct err *err);

#define EDITION_SCHEMA "feiten-edition/1"
/* A closed edition. */
struct edition {
	char *name;	   /* of its file, without .json */
	int64_t closed;	   /* the moment */
	struct json *file; /* as docs/editions.md has it */
};
struct editions {
	struct edition *items; /* oldest first */
	size_t n, cap;
};
/* All of a folder (not there: none). A file that cannot be read, or does not
 * say when it was closed, is ERR_INPUT with its name; the others are in *out,
 * which the caller frees in both cases. */
int editions_read(const char *dir, struct editions *out, struct err *err);
void editions_free(struct editions *list);

#endif
