/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * buf: a growing byte string. Always NUL-terminated when data is not NULL;
 * may hold NUL bytes itself. { 0 } is an empty one; buf_free leaves { 0 }.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stddef.h>

struct buf {
	char *data; /* NULL until something is put; then data[len] == '\0' */
	size_t len;
	size_t cap;
};

void buf_put(struct buf *b, const void *data, size_t len);
void buf_puts(struct buf *b, const char *s);
void buf_putc(struct buf *b, char c);
void buf_putf(struct buf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* Room for len bytes more, so that data[b->len .. b->len + len] may be
 * written; the caller then raises b->len itself. */
void buf_reserve(struct buf *b, size_t len);
/* Length back to 0, memory kept; data is then "" (never NULL). */
void buf_clear(struct buf *b);
void buf_free(struct buf *b);
/* The string, "" when nothing was put. Lives as long as b is unchanged. */
const char *buf_str(const struct buf *b);
/* Hand the string over to the caller (who frees it) and leave { 0 }. */
char *buf_take(struct buf *b);

#endif
