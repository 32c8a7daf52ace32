/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * text: UTF-8 strings: trimming, folding for comparison, near matches.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* Start and length of s without blanks, tabs, CR, LF and U+00A0 on both
 * sides. Returns the start; *len is input (length) and output. */
const char *text_trim(const char *s, size_t *len);
/* The same for a NUL-terminated string, as a new string the caller frees. */
char *text_trimmed(const char *s);
/* Fold for comparing: lower case (ASCII and Latin letters of Dutch names),
 * accents dropped (e with diaeresis -> e), runs of white space one blank, both
 * ends trimmed, typographic quotes plain. New string, caller frees. */
char *text_fold(const char *s);
/* Whether s starts with prefix. */
bool text_starts(const char *s, const char *prefix);
/* Whether len bytes are valid UTF-8 (no overlong forms, no surrogates, at
 * most U+10FFFF). On false *at, when not NULL, is the first bad offset. */
bool text_utf8_ok(const char *s, size_t len, size_t *at);
/* Whether something in it turns the reading direction of what follows (U+202A
 * to U+202E, U+2066 to U+2069): then the rest of a line reads backwards. *at is
 * the offset of the first, which is TEXT_TURN bytes long. s is UTF-8. */
#define TEXT_TURN 3
bool text_turns(const char *s, size_t len, size_t *at);
/* Take out of s what no page, paper or terminal can show: control characters
 * but tab and line feed, marks that turn the reading direction, byte order
 * marks, U+FFFE and U+FFFF; a line separator becomes a blank. In place. */
void text_tidy(char *s);
/* Characters (code points) in a valid UTF-8 string. */
size_t text_chars(const char *s);
/* Bytes of the first n code points of s, or of all when it has fewer. */
size_t text_prefix(const char *s, size_t n);
/* Edit distance (insert, delete, replace, swap of neighbours) between two
 * folded strings, for "did you mean"; stops counting above limit and then
 * returns limit + 1. */
size_t text_distance(const char *a, const char *b, size_t limit);
/* qsort(3) comparison of two char * by bytes. */
int text_cmp(const void *a, const void *b);

#endif
