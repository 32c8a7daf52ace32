/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the files of this room share.
 */
#ifndef WORDS_OWN_H
#define WORDS_OWN_H

#include "base/map.h"
#include "codec/json.h"
#include "words/words.h"

/* A unit as the language writes it; v is the field {v}. */
struct unit_words {
	const char *brief, *full, *name;
};

struct words {
	char *lang;
	struct json *file; /* all texts below live in it */
	struct json *page;
	const struct json *names; /* of definitions; NULL: those themselves */
	const char *singular;	  /* which numbers are; NULL: 1 */
	struct map keys;	    /* key -> index in texts */
	const char **texts;	    /* as word_keys */
	char *levels[LEVELS + 1][2][2]; /* [level][plural][capital] */
};

/* text with {fields} filled in. */
void words_fill_text(
    const char *text, const char *const args[], struct buf *out);

#endif
