/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * pdf: objects of a PDF together in compressed streams.
 */
#include "codec/pdf.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/mem.h"

#define OBJECTS_MAX 1000000u
#define BYTES_MAX (1u << 30)
#define ENTRY 20     /* bytes of a line in the table */
#define GROUP 1000u  /* objects in one stream */
#define TAIL 64	     /* where "startxref" is looked for, from the end */
#define ROW 7	     /* bytes of a row in the new table: 1 + 4 + 2 */

struct object {
	uint32_t nr;
	size_t at, end;	  /* in the file, from its number to the next one */
	size_t body, len; /* without "obj" and "endobj" */
	bool stream;
};

struct place { /* of an object in the new file */
	uint8_t kind; /* 0 free, 1 by itself, 2 in a stream */
	uint32_t where; /* the byte, or the number of the stream */
	uint16_t index; /* in the stream */
};

struct file {
	const char *data;
	size_t len;
	size_t table;	   /* where the cross-reference table starts */
	size_t entries;	   /* its first line */
	size_t trailer, trailer_len; /* what is between << and >> */
	uint32_t size;	   /* objects with number 0 */
	struct object *objects; /* in the order of the file */
	size_t n;
};

static bool
starts(const struct file *f, size_t at, const char *word)
{
	size_t n = strlen(word);

	return at <= f->len && f->len - at >= n &&
	    memcmp(f->data + at, word, n) == 0;
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static size_t
skip_space(const struct file *f, size_t at)
{
	while (at < f->len && is_space(f->data[at]))
		at++;
	return at;
}

/* A number of at most ten digits; false when there is none. */
static bool
number(const struct file *f, size_t *at, uint64_t *out)
{
	size_t start = *at;

	*out = 0;
	while (*at < f->len && f->data[*at] >= '0' && f->data[*at] <= '9' &&
	    *at - start < 10)
		*out = *out * 10 + (uint64_t)(f->data[(*at)++] - '0');
	return *at > start;
}

/* The last place of a word between from and to; to when it is not there. */
static size_t
last(const struct file *f, size_t from, size_t to, const char *word)
{
	for (size_t at = to; at-- > from;)
		if (starts(f, at, word))
			return at + strlen(word) <= to ? at : to;
	return to;
}

static bool
find_table(struct file *f)
{
	size_t at = last(f, f->len > TAIL ? f->len - TAIL : 0, f->len,
	    "startxref");
	size_t end = at;
	uint64_t n;

	if (at == f->len)
		return false;
	at = skip_space(f, at + strlen("startxref"));
	if (!number(f, &at, &n) || n >= end)
		return false;
	f->table = (size_t)n;
	at = f->table;
	if (!starts(f, at, "xref"))
		return false;
	at = skip_space(f, at + 4);
	if (!number(f, &at, &n) || n != 0)
		return false;
	at = skip_space(f, at);
	if (!number(f, &at, &n) || n < 2 || n > OBJECTS_MAX)
		return false;
	f->size = (uint32_t)n;
	at = skip_space(f, at);
	if ((end - at) / ENTRY < n)
		return false;
	f->entries = at;
	at = skip_space(f, at + n * ENTRY);
	if (!starts(f, at, "trailer"))
		return false;
	at = skip_space(f, at + strlen("trailer"));
	if (!starts(f, at, "<<"))
		return false;
	f->trailer = at + 2;
	return true;
}

static int
by_place(const void *a, const void *b)
{
	const struct object *x = a, *y = b;

	return (x->at > y->at) - (x->at < y->at);
}

/* What stands between "obj" and "endobj". */
static bool
read_object(const struct file *f, struct object *o)
{
	size_t at = o->at, end = o->end;
	uint64_t n;

	if (!number(f, &at, &n) || n != o->nr || !starts(f, at, " 0 obj"))
		return false;
	at = skip_space(f, at + strlen(" 0 obj"));
	while (end > at && is_space(f->data[end - 1]))
		end--;
	if (end - at < strlen("endobj") || at > end ||
	    memcmp(f->data + end - strlen("endobj"), "endobj",
		strlen("endobj")) != 0)
		return false;
	end -= strlen("endobj");
	while (end > at && is_space(f->data[end - 1]))
		end--;
	o->body = at;
	o->len = end - at;
	o->stream = o->len >= strlen("endstream") &&
	    memcmp(f->data + end - strlen("endstream"), "endstream",
		strlen("endstream")) == 0;
	return o->len > 0;
}

static bool
read_objects(struct file *f)
{
	size_t entry = f->entries;

	f->objects = mem_new(f->size, sizeof(*f->objects));
	for (uint32_t i = 0; i < f->size; i++, entry += ENTRY) {
		const char *line = f->data + entry;
		size_t at = entry;
		uint64_t n;

		if (!number(f, &at, &n) || line[10] != ' ' || line[16] != ' ')
			return false;
		if (line[17] == 'f')
			continue;
		if (line[17] != 'n' || memcmp(line + 11, "00000", 5) != 0 ||
		    i == 0 || n == 0 || n >= f->table)
			return false;
		f->objects[f->n++] = (struct object){ .nr = i,
			.at = (size_t)n };
	}
	if (f->n == 0)
		return false;
	qsort(f->objects, f->n, sizeof(*f->objects), by_place);
	for (size_t i = 0; i < f->n; i++) {
		f->objects[i].end = i + 1 < f->n ? f->objects[i + 1].at
						 : f->table;
		if (!read_object(f, &f->objects[i]))
			return false;
	}
	return true;
}

/* The dictionary of the trailer, up to the ">>" before "startxref". */
static bool
read_trailer(struct file *f)
{
	size_t start = f->trailer, end;

	end = last(f, start, f->len, "startxref");
	if (end == f->len)
		return false;
	end = last(f, start, end, ">>");
	if (end == f->len || end < start ||
	    skip_space(f, end + 2) != last(f, start, f->len, "startxref"))
		return false;
	f->trailer_len = end - start;
	/* Encrypted, or with an older table before it. */
	return last(f, start, end, "/Encrypt") == end &&
	    last(f, start, end, "/Prev") == end &&
	    last(f, start, end, "/XRefStm") == end &&
	    last(f, start, end, "<<") == end;
}

static bool
is_plain(const struct file *f)
{
	return f->len < BYTES_MAX && starts(f, 0, "%PDF-") && f->len > 8 &&
	    (f->data[5] == '2' ||
		(f->data[5] == '1' && f->data[6] == '.' &&
		    f->data[7] >= '5' && f->data[7] <= '9'));
}

/* As a stream object; its dictionary up to /Length. */
static void
put_stream(struct buf *out, uint32_t nr, const struct buf *dict,
    const struct buf *plain)
{
	uLongf room = compressBound(plain->len);
	Bytef *packed = mem_new(room, 1);

	/* There is room: it has no memory. Left as it is, the file would be
	 * another one than the next run makes. */
	if (compress2(packed, &room, (const Bytef *)plain->data, plain->len,
		6) != Z_OK)
		mem_out();
	buf_putf(out,
	    "%u 0 obj\n<<%s/Filter/FlateDecode/Length %lu>>\nstream\n",
	    (unsigned)nr, buf_str(dict), (unsigned long)room);
	buf_put(out, packed, room);
	buf_puts(out, "\nendstream\nendobj\n");
	free(packed);
}

/* Objects that are no streams, GROUP of them together. */
static void
put_groups(const struct file *f, struct place *places, uint32_t *next,
    size_t start, struct buf *out)
{
	struct buf heads = { 0 }, bodies = { 0 }, dict = { 0 };
	size_t i = 0;

	while (i < f->n) {
		uint16_t k = 0;

		buf_clear(&heads);
		buf_clear(&bodies);
		buf_clear(&dict);
		for (; i < f->n && k < GROUP; i++) {
			const struct object *o = &f->objects[i];

			if (o->stream)
				continue;
			buf_putf(&heads, "%u %zu ", (unsigned)o->nr,
			    bodies.len);
			buf_put(&bodies, f->data + o->body, o->len);
			buf_putc(&bodies, '\n');
			places[o->nr] = (struct place){ 2, *next, k++ };
		}
		if (k == 0)
			break;
		buf_putf(&dict, "/Type/ObjStm/N %u/First %zu", (unsigned)k,
		    heads.len);
		buf_put(&heads, bodies.data, bodies.len);
		places[*next] = (struct place){ 1,
			(uint32_t)(out->len - start), 0 };
		put_stream(out, (*next)++, &dict, &heads);
	}
	buf_free(&dict);
	buf_free(&bodies);
	buf_free(&heads);
}

/* The new table, which is an object too, and the end of the file. */
static bool
put_table(const struct file *f, struct place *places, uint32_t nr,
    size_t start, struct buf *out)
{
	size_t at = out->len - start, end = f->trailer + f->trailer_len;
	size_t size = last(f, f->trailer, end, "/Size "), rest;
	struct buf rows = { 0 }, dict = { 0 };
	uint64_t ignored;
	bool well = false;

	rest = size + strlen("/Size ");
	if (size == end || !number(f, &rest, &ignored))
		goto done;
	places[nr] = (struct place){ 1, (uint32_t)at, 0 };
	for (uint32_t i = 0; i <= nr; i++) {
		const struct place *p = &places[i];
		uint16_t last_field = i == 0 ? UINT16_MAX : p->index;
		const unsigned char row[ROW] = { p->kind,
			(unsigned char)(p->where >> 24),
			(unsigned char)(p->where >> 16),
			(unsigned char)(p->where >> 8),
			(unsigned char)p->where,
			(unsigned char)(last_field >> 8),
			(unsigned char)last_field };

		buf_put(&rows, row, sizeof(row));
	}
	buf_putf(&dict, "/Type/XRef/W[1 4 2]/Size %u", (unsigned)nr + 1);
	buf_put(&dict, f->data + f->trailer, size - f->trailer);
	buf_put(&dict, f->data + rest, end - rest);
	if (strlen(buf_str(&dict)) != dict.len) /* an ID of raw bytes */
		goto done;
	put_stream(out, nr, &dict, &rows);
	well = true;
	buf_putf(out, "startxref\n%zu\n%%%%EOF\n", at);
done:
	buf_free(&dict);
	buf_free(&rows);
	return well;
}

bool
pdf_pack(const char *data, size_t len, struct buf *out)
{
	struct file f = { .data = data, .len = len };
	struct place *places = NULL;
	size_t start = out->len;
	uint32_t next;
	bool well = false;

	if (!is_plain(&f) || !find_table(&f) || !read_objects(&f) ||
	    !read_trailer(&f))
		goto done;
	next = f.size;
	places = mem_new((size_t)f.size + f.n / GROUP + 3, sizeof(*places));
	buf_put(out, data, f.objects[0].at);
	for (size_t i = 0; i < f.n; i++) {
		const struct object *o = &f.objects[i];

		if (!o->stream)
			continue;
		places[o->nr] = (struct place){ 1,
			(uint32_t)(out->len - start), 0 };
		buf_put(out, data + o->at, o->body + o->len - o->at);
		buf_puts(out, "\nendobj\n");
	}
	put_groups(&f, places, &next, start, out);
	well = put_table(&f, places, next, start, out) && out->len - start < len;
done:
	if (!well && out->data != NULL) {
		out->len = start;
		out->data[start] = '\0';
	}
	free(places);
	free(f.objects);
	return well;
}
