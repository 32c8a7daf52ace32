/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * def_lines: on which line of a JSON text each value stands. The JSON reader
 * keeps no lines; messages about a definition need them.
 */
#ifndef SOURCE_DEF_LINES_H
#define SOURCE_DEF_LINES_H

#include <stddef.h>

/* Values in the order they are written, a parent before its children: the
 * first child of spot i is i + 1, and what follows i is at spots[i].end. */
struct spot {
	size_t line; /* from 1; of the key, for a member of an object */
	size_t end;  /* index after its last descendant */
};
struct lines {
	struct spot *spots;
	size_t n, cap;
};

/* text must be JSON that json_parse took. */
void lines_find(const char *text, size_t len, struct lines *out);
void lines_free(struct lines *lines);

#endif
