/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * jlex: the tokens of JSON (RFC 8259), read strictly: for who reads long JSON
 * of a known shape without a tree. json.c checks whole documents with it
 * before a more forgiving parser sees them, jrecord.c reads flat records and
 * geo reads coordinates with it.
 */
#ifndef CODEC_JLEX_H
#define CODEC_JLEX_H

#include <stddef.h>

struct jlex {
	const char *p; /* next byte; on failure the byte that is wrong */
	const char *end;
	char *out; /* where the next string goes, see JLEX_ROOM */
	const char *why; /* on failure: what is wrong, a constant string */
};

/* Bytes that out must have room for when len bytes are read: a string with
 * its NUL never takes more than it took in the text, and copying runs up to
 * one word ahead. */
#define JLEX_ROOM(len) ((len) + 16)

/* Longest number; enough for every double in any usual notation. */
#define JLEX_NUMBER 63

/* Past white space: nearly always there is none, so this is inline. */
static inline void
jlex_space(struct jlex *l)
{
	while (l->p < l->end && (*l->p == ' ' || *l->p == '\n' ||
	    *l->p == '\r' || *l->p == '\t'))
		l->p++;
}

/* A string, with p at its opening quote: unescaped into out, with a NUL that
 * *len does not count. A U+0000 in it is refused. */
int jlex_string(struct jlex *l, const char **str, size_t *len);
/* A number; infinite when it is out of range. */
int jlex_number(struct jlex *l, double *v);
/* One of true, false, null; *which is its first letter. */
int jlex_word(struct jlex *l, char *which);
/* Any value, checked and passed over, nesting at most depth levels. */
int jlex_value(struct jlex *l, int depth);

#endif
