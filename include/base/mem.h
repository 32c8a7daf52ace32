/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * mem: allocation that does not return NULL. When memory is gone there is
 * nothing sensible left to do: see mem_out.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

/* Memory is gone, here or in a library that told us so: a message on stderr,
 * and the program ends with status 1. A worker (cli/crew) loses the page that
 * it was at, and nothing that is only half there counts as made. */
_Noreturn void mem_out(void);
/* Zeroed memory for n elements of size bytes. The caller frees with free(). */
void *mem_new(size_t n, size_t size);
/* Grow or shrink; the new part is not zeroed. Overflow of n * size counts as
 * no memory. */
void *mem_grow(void *p, size_t n, size_t size);
/* A copy of a string (NULL gives NULL), or of its first len bytes. */
char *mem_str(const char *s);
char *mem_strn(const char *s, size_t len);
/* A formatted string. */
char *mem_fmt(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* Make room for one more element in a growing array: doubles *cap. Use as
 * MEM_PUSH(list->items, list->n, list->cap) and then items[n++] = x. */
#define MEM_PUSH(items, n, cap)                                               \
	do {                                                                  \
		if ((n) == (cap)) {                                           \
			(cap) = (cap) == 0 ? 8 : (cap) * 2;                   \
			(items) = mem_grow((items), (cap), sizeof(*(items))); \
		}                                                             \
	} while (0)

#endif
