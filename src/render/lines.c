/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * lines: where Typst would end the lines of a text, which is at blanks and
 * after hyphens only.
 */
#include "render/lines.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* width_of is 2% more than the letters; what a line takes differs less. */
#define TIGHT 1.014

/* Whether a line may not end at a blank between these two, or may be not. */
static bool
holds(char before, char after)
{
	return (before & 0x80) != 0 || strchr("([{\"'", before) != NULL ||
	    strchr(")]}!?;:,./\"'", after) != NULL;
}

static bool
is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Bytes of the start of s up to the first blank where a line may end, or with
 * the first hyphen within a word. */
static size_t
word_len(const char *s)
{
	size_t i;

	for (i = 0; s[i] != '\0'; i++) {
		if (i > 0 && s[i] == ' ' && s[i + 1] != ' ' &&
		    !holds(s[i - 1], s[i + 1]))
			break;
		if (i > 1 && s[i] == '-' && is_letter(s[i - 1]) &&
		    is_letter(s[i - 2]) && is_letter(s[i + 1]))
			return i + 1;
	}
	return i;
}

static double
width_n(const char *s, size_t len, struct face face)
{
	char *copy = mem_strn(s, len);
	double width = width_of(copy, face);

	free(copy);
	return width;
}

double
lines_longest(const char *s, struct face face)
{
	double width, widest = 0;
	size_t len;

	while (*s != '\0') {
		len = word_len(s);
		width = width_n(s, len, face);
		if (width > widest)
			widest = width;
		s += len + (s[len] == ' ');
	}
	return widest;
}

size_t
lines_after(const char *s, struct face face, double room, double *used)
{
	double blank = 0, width;
	size_t lines = *used > 0 ? 0 : 1, len;

	room *= TIGHT;
	while (*s != '\0') {
		len = word_len(s);
		width = width_n(s, len, face);
		if (*used > 0 && *used + blank + width > room) {
			lines++;
			*used = blank = 0;
		}
		*used += blank + width;
		s += len;
		blank = *s == ' ' ? width_of(" ", face) : 0;
		s += *s == ' ';
	}
	*used += blank;
	return lines;
}

size_t
lines_of(const char *s, struct face face, double room)
{
	double used = 0;

	return lines_after(s, face, room, &used);
}
