/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * archive: zip files for tests, written byte by byte so that they can lie.
 */
#ifndef TESTS_ARCHIVE_H
#define TESTS_ARCHIVE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"

#ifndef ARCHIVE_LEVEL
#define ARCHIVE_LEVEL 9 /* how hard it is packed */
#endif

/* What an entry says of itself. */
struct said {
	uint16_t flags, method;
	uint32_t crc, packed, size, offset;
};

struct archive {
	struct buf file, central;
	unsigned n;
};

__attribute__((unused)) static void
archive_number(struct buf *b, uint64_t v, int bytes)
{
	for (int i = 0; i < bytes; i++)
		buf_putc(b, (char)(v >> 8 * i));
}

__attribute__((unused)) static void
archive_header(struct buf *b, const struct said *s, size_t name)
{
	archive_number(b, 20, 2);
	archive_number(b, s->flags, 2);
	archive_number(b, s->method, 2);
	archive_number(b, 0x5a210000, 4); /* a date */
	archive_number(b, s->crc, 4);
	archive_number(b, s->packed, 4);
	archive_number(b, s->size, 4);
	archive_number(b, (uint32_t)name, 2);
	archive_number(b, 0, 2);
}

/* A line in the table of contents, whatever it points to. */
__attribute__((unused)) static void
archive_list(struct archive *a, const char *name, const struct said *s)
{
	buf_put(&a->central, "PK\001\002\024", 6);
	archive_header(&a->central, s, strlen(name));
	archive_number(&a->central, 0, 6);
	archive_number(&a->central, 0, 4);
	archive_number(&a->central, s->offset, 4);
	buf_puts(&a->central, name);
	a->n++;
}

__attribute__((unused)) static void
archive_pack(const void *data, size_t len, struct buf *out)
{
	z_stream z = { 0 };

	if (deflateInit2(&z, ARCHIVE_LEVEL, Z_DEFLATED, -15, 9,
	    Z_DEFAULT_STRATEGY) != Z_OK)
		abort();
	buf_reserve(out, deflateBound(&z, len));
	z.next_in = (Bytef *)data;
	z.avail_in = (unsigned)len;
	z.next_out = (Bytef *)out->data;
	z.avail_out = (unsigned)out->cap - 1;
	if (deflate(&z, Z_FINISH) != Z_STREAM_END)
		abort();
	out->len = z.total_out;
	deflateEnd(&z);
}

/* The bytes of an entry, and what is true of them. Not yet listed. */
__attribute__((unused)) static struct said
archive_put(struct archive *a, const char *name, const void *data, size_t len,
    bool pack)
{
	struct buf packed = { 0 };
	struct said s = { .flags = 0x800, .method = pack ? 8 : 0 };

	if (pack)
		archive_pack(data, len, &packed);
	else
		buf_put(&packed, data, len);
	s.crc = (uint32_t)crc32(0, data, (unsigned)len);
	s.packed = (uint32_t)packed.len;
	s.size = (uint32_t)len;
	s.offset = (uint32_t)a->file.len;
	buf_put(&a->file, "PK\003\004", 4);
	archive_header(&a->file, &s, strlen(name));
	buf_puts(&a->file, name);
	buf_put(&a->file, buf_str(&packed), packed.len);
	buf_free(&packed);
	return s;
}

__attribute__((unused)) static void
archive_add(struct archive *a, const char *name, const char *text, bool pack)
{
	struct said s = archive_put(a, name, text, strlen(text), pack);

	archive_list(a, name, &s);
}

/* The table of contents behind the entries. */
__attribute__((unused)) static void
archive_end(struct archive *a)
{
	uint32_t at = (uint32_t)a->file.len;

	buf_put(&a->file, buf_str(&a->central), a->central.len);
	buf_put(&a->file, "PK\005\006\0\0\0", 8);
	archive_number(&a->file, a->n, 2);
	archive_number(&a->file, a->n, 2);
	archive_number(&a->file, (uint32_t)a->central.len, 4);
	archive_number(&a->file, at, 4);
	archive_number(&a->file, 0, 2);
}

__attribute__((unused)) static void
archive_free(struct archive *a)
{
	buf_free(&a->file);
	buf_free(&a->central);
	a->n = 0;
}

#endif
