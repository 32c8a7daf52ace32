/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * zip: a folder of CSV files as the bulk service packs them, made afresh for
 * each request. Only what a reader needs: local headers, deflated bytes, the
 * directory at the end.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "odata4.h"

#define FILES_MAX 64
#define VERSION 20 /* of the format: deflate */
#define DEFLATED 8
#define DATE 0x5a21 /* 2025-01-01: the same bytes every day */

struct entry {
	char name[128];
	uint32_t crc, packed, plain, at;
};

static void
put16(struct text *t, unsigned int v)
{
	const char s[] = { (char)(v & 0xff), (char)(v >> 8 & 0xff) };

	text_add(t, s, sizeof(s));
}

static void
put32(struct text *t, uint32_t v)
{
	put16(t, v & 0xffff);
	put16(t, v >> 16);
}

/* What a local header and a line of the directory have in common. */
static void
put_common(struct text *t, const struct entry *e)
{
	put16(t, VERSION);
	put16(t, 0);
	put16(t, DEFLATED);
	put16(t, 0);
	put16(t, DATE);
	put32(t, e->crc);
	put32(t, e->packed);
	put32(t, e->plain);
	put16(t, (unsigned int)strlen(e->name));
	put16(t, 0);
}

/* Raw deflate, appended. */
static void
put_packed(struct text *out, const struct text *plain)
{
	z_stream z = { 0 };
	char chunk[16384];
	int rc;

	if (deflateInit2(&z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -15, 8,
		Z_DEFAULT_STRATEGY) != Z_OK)
		abort();
	z.next_in = (Bytef *)plain->s;
	z.avail_in = (uInt)plain->n;
	do {
		z.next_out = (Bytef *)chunk;
		z.avail_out = sizeof(chunk);
		rc = deflate(&z, Z_FINISH);
		text_add(out, chunk, sizeof(chunk) - z.avail_out);
	} while (rc == Z_OK || rc == Z_BUF_ERROR);
	deflateEnd(&z);
	if (rc != Z_STREAM_END)
		abort();
}

static void
read_all(const char *folder, const char *name, struct text *out)
{
	struct text path = { 0 };
	char chunk[16384];
	size_t n;
	FILE *f;

	text_printf(&path, "%s/%s", folder, name);
	text_puts(out, "");
	f = fopen(path.s, "rb");
	while (f != NULL && (n = fread(chunk, 1, sizeof(chunk), f)) > 0)
		text_add(out, chunk, n);
	if (f != NULL)
		fclose(f);
	text_free(&path);
}

/* A file of the archive, with these bytes. */
static void
put_bytes(struct text *out, const struct text *plain, struct entry *e)
{
	struct text packed = { 0 };

	put_packed(&packed, plain);
	e->at = (uint32_t)out->n;
	e->plain = (uint32_t)plain->n;
	e->packed = (uint32_t)packed.n;
	e->crc = (uint32_t)crc32(0, (const Bytef *)plain->s, (uInt)plain->n);
	put32(out, 0x04034b50);
	put_common(out, e);
	text_puts(out, e->name);
	text_add(out, packed.s, packed.n);
	text_free(&packed);
}

static void
put_file(struct text *out, const char *folder, struct entry *e)
{
	struct text plain = { 0 };

	read_all(folder, e->name, &plain);
	put_bytes(out, &plain, e);
	text_free(&plain);
}

static void
put_directory(struct text *out, const struct entry *entries, size_t n)
{
	size_t at = out->n;

	for (size_t i = 0; i < n; i++) {
		put32(out, 0x02014b50);
		put16(out, VERSION);
		put_common(out, &entries[i]);
		put16(out, 0); /* comment, disk, attributes */
		put16(out, 0);
		put16(out, 0);
		put32(out, 0);
		put32(out, entries[i].at);
		text_puts(out, entries[i].name);
	}
	put32(out, 0x06054b50);
	put32(out, 0);
	put16(out, (unsigned int)n);
	put16(out, (unsigned int)n);
	put32(out, (uint32_t)(out->n - at - 12));
	put32(out, (uint32_t)at);
	put16(out, 0);
}

static int
by_name(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	return strcmp(x->name, y->name);
}

struct blob *
zip_folder(const char *path)
{
	struct entry *entries = must_alloc(FILES_MAX * sizeof(*entries));
	struct text out = { 0 };
	struct dirent *item;
	DIR *dir = opendir(path);
	size_t n = 0;

	while (dir != NULL && n < FILES_MAX && (item = readdir(dir)) != NULL) {
		size_t len = strlen(item->d_name);

		if (len > 4 && len < sizeof(entries[n].name) &&
		    strcmp(item->d_name + len - 4, ".csv") == 0)
			memcpy(entries[n++].name, item->d_name, len + 1);
	}
	if (dir != NULL)
		closedir(dir);
	if (n > 0) {
		qsort(entries, n, sizeof(*entries), by_name);
		for (size_t i = 0; i < n; i++)
			put_file(&out, path, &entries[i]);
		put_directory(&out, entries, n);
	}
	free(entries);
	return n > 0 ? blob_take(&out) : NULL;
}

struct blob *
zip_bomb(size_t bytes)
{
	struct entry e = { .name = "bomb.csv" };
	struct text plain = { .s = must_alloc(bytes + 1), .n = bytes };
	struct text out = { 0 };

	put_bytes(&out, &plain, &e);
	put_directory(&out, &e, 1);
	text_free(&plain);
	return blob_take(&out);
}
