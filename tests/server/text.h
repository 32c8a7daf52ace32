/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * text: growable bytes, and the few things the test server does to strings.
 * The server stands alone: it shares no code with what it tests.
 */
#ifndef SERVER_TEXT_H
#define SERVER_TEXT_H

#include <stdbool.h>
#include <stddef.h>

struct text { /* { 0 } is empty; always NUL-terminated once it holds bytes */
	char *s;
	size_t n, cap;
};

struct span { /* borrowed bytes */
	const char *p;
	size_t n;
};

/* Memory, or the end of the program with a message. */
void *must_alloc(size_t size);
char *must_copy(const char *s);

void text_add(struct text *t, const char *s, size_t n);
void text_puts(struct text *t, const char *s);
__attribute__((format(printf, 2, 3), nonnull(2))) void text_printf(
    struct text *t, const char *fmt, ...);
void text_free(struct text *t);

bool span_is(struct span a, const char *s);
/* %XX in place, and + as a blank when plus is set. Returns the new length;
 * a damaged escape stays as it is. */
size_t url_decode(char *s, size_t n, bool plus);
/* A name that may become part of a file's path: letters, digits, '.', '_',
 * '-', beginning with a letter or digit. So no way out of the folder. */
bool name_is_safe(struct span name);

#endif
