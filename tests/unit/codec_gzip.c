/* SPDX-License-Identifier: EUPL-1.2 */
/* codec/gzip: there and back in pieces of any size; bombs, cuts, damage. */
#include "tap.h"

#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "codec/gzip.h"

static int
to_buf(void *arg, const char *data, size_t len, struct err *err)
{
	(void)err;
	buf_put(arg, data, len);
	return 0;
}

static int
refuse(void *arg, const char *data, size_t len, struct err *err)
{
	(void)arg;
	(void)data;
	(void)len;
	return err_set(err, ERR_WORK, "the sink is full");
}

/* Push data in pieces; 0 or -1. */
static int
unpack(const char *data, size_t len, size_t piece, uint64_t max,
    struct buf *out, struct err *err)
{
	struct gunzip *g = gunzip_new(max, to_buf, out);
	int rc = 0;

	for (size_t i = 0; i < len && rc == 0; i += piece)
		rc = gunzip_push(g, data + i,
		    len - i < piece ? len - i : piece, err);
	if (rc == 0)
		rc = gunzip_end(g, err);
	else
		ok(gunzip_push(g, "", 1, err) != 0 && gunzip_end(g, err) != 0,
		    "broken stays broken");
	gunzip_free(g);
	return rc;
}

static void
pack(const struct buf *in, size_t piece, struct buf *out)
{
	struct err err = { 0 };
	struct gzip *g = gzip_new(6, to_buf, out);
	int rc = 0;

	for (size_t i = 0; i < in->len && rc == 0; i += piece)
		rc = gzip_push(g, in->data + i,
		    in->len - i < piece ? in->len - i : piece, &err);
	ok(rc == 0 && gzip_end(g, &err) == 0, "packed: %s", err.msg);
	gzip_free(g);
}

static void
test_there_and_back(const struct buf *plain, const struct buf *packed)
{
	static const size_t pieces[] = { 1, 2, 3, 7, 1000, 65536, 1u << 30 };
	struct buf again = { 0 };

	pack(plain, 777, &again);
	ok(again.len == packed->len &&
	    memcmp(again.data, packed->data, again.len) == 0,
	    "the pieces going in do not change what comes out");
	buf_free(&again);
	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
		struct buf out = { 0 };
		struct err err = { 0 };

		ok(unpack(packed->data, packed->len, pieces[i], plain->len,
		    &out, &err) == 0, "pieces of %zu", pieces[i]);
		ok(out.len == plain->len &&
		    memcmp(out.data, plain->data, out.len) == 0, "same bytes");
		buf_free(&out);
	}
}

static void
test_damage(const struct buf *plain, const struct buf *packed)
{
	struct buf out = { 0 }, bad = { 0 };
	struct err err = { 0 };
	size_t whole = 0;

	ok(unpack(packed->data, packed->len, 100, plain->len - 1, &out, &err)
	    != 0, "one byte more than allowed");
	ok(strstr(err.msg, "gzip: ") != NULL, "says so: %s", err.msg);
	ok(out.len < plain->len, "no more than allowed came out");
	for (size_t cut = 0; cut < packed->len; cut += 97) {
		buf_clear(&out);
		whole += unpack(packed->data, cut, 4096, 1u << 30, &out, &err)
		    == 0;
	}
	ok(whole == 0, "every cut is seen");
	ok(strstr(err.msg, ": fetch it again") != NULL, "the next step");
	buf_put(&bad, packed->data, packed->len);
	buf_putc(&bad, '\0');
	ok(unpack(bad.data, bad.len, bad.len, 1u << 30, &out, &err) != 0,
	    "one trailing byte");
	ok(unpack(bad.data, bad.len, 1, 1u << 30, &out, &err) != 0,
	    "one trailing byte, byte by byte");
	bad.data[packed->len - 5] ^= 1;
	ok(unpack(bad.data, packed->len, 4096, 1u << 30, &out, &err) != 0,
	    "a wrong checksum");
	ok(unpack("<html>", 6, 6, 100, &out, &err) != 0, "not gzip");
	is_str(err.msg, "gzip: broken at byte 0: not gzip: "
	    "fetch it again", "later pushes say so too");
	ok(unpack("", 0, 1, 100, &out, &err) != 0, "nothing at all");
	is_str(err.msg, "gzip: cut off after 0 bytes: fetch it again", "why");
	buf_free(&bad);
	buf_free(&out);
}

static void
test_bomb(void)
{
	struct buf zeros = { 0 }, packed = { 0 }, out = { 0 };
	struct err err = { 0 };
	struct gunzip *g;

	buf_reserve(&zeros, 8u << 20);
	memset(zeros.data, 0, 8u << 20);
	zeros.len = 8u << 20;
	pack(&zeros, zeros.len, &packed);
	g = gunzip_new(1u << 20, to_buf, &out);
	ok(gunzip_push(g, packed.data, packed.len, &err) != 0, "a bomb");
	is_str(err.msg, "gzip: more than 1048576 bytes come out: larger than "
	    "is allowed here", "a bomb, why");
	ok(out.len <= 1u << 20, "stopped in time");
	gunzip_free(g);
	g = gunzip_new(UINT64_MAX, refuse, NULL);
	ok(gunzip_push(g, packed.data, packed.len, &err) != 0, "sink stops it");
	is_str(err.msg, "the sink is full", "with its own message");
	gunzip_free(g);
	gunzip_free(NULL);
	gzip_free(NULL);
	buf_free(&out);
	buf_free(&packed);
	buf_free(&zeros);
}

static void
test_packing_fails(void)
{
	struct buf out = { 0 };
	struct err err = { 0 };
	struct gzip *g = gzip_new(6, refuse, NULL);

	ok(gzip_end(g, &err) != 0, "a sink that refuses");
	is_str(err.msg, "the sink is full", "with its own message");
	gzip_free(g);
	g = gzip_new(6, to_buf, &out);
	ok(gzip_push(g, "x", 1, &err) == 0 && gzip_end(g, &err) == 0, "packed");
	ok(gzip_push(g, "x", 1, &err) != 0, "no push after the end");
	is_str(err.msg, "gzip: pushed after the end", "and why");
	gzip_free(g);
	buf_free(&out);
}

static void
test_walk(const struct buf *plain, const struct buf *packed)
{
	char *path = mem_fmt("/tmp/codec_gzip.%ld", (long)getpid());
	struct buf out = { 0 };
	struct err err = { 0 };

	ok(gzip_walk(path, true, 1, to_buf, &out, &err) != 0, "no file");
	ok(strncmp(err.msg, path, strlen(path)) == 0, "named: %s", err.msg);
	ok(file_write(path, packed->data, packed->len, 0600, &err) == 0,
	    "a file");
	ok(gzip_walk(path, true, plain->len, to_buf, &out, &err) == 0,
	    "walk through the decoder");
	ok(out.len == plain->len &&
	    memcmp(out.data, plain->data, out.len) == 0, "same bytes");
	buf_clear(&out);
	ok(gzip_walk(path, false, packed->len, to_buf, &out, &err) == 0,
	    "walk as it is");
	ok(out.len == packed->len &&
	    memcmp(out.data, packed->data, out.len) == 0, "same bytes");
	ok(gzip_walk(path, false, packed->len - 1, to_buf, &out, &err) != 0,
	    "larger than allowed: %s", err.msg);
	ok(file_write(path, packed->data, packed->len / 2, 0600, &err) == 0,
	    "half a file");
	ok(gzip_walk(path, true, plain->len, to_buf, &out, &err) != 0 &&
	    strstr(err.msg, "cut off") != NULL, "cut off: %s", err.msg);
	unlink(path);
	buf_free(&out);
	free(path);
}

int
main(void)
{
	struct buf plain = { 0 }, packed = { 0 };

	for (int i = 0; plain.len < 200000; i++)
		buf_putf(&plain, "{\"ID\":%d,\"x\":%d},\n", i, i * 7919 % 1000);
	pack(&plain, plain.len, &packed);
	ok(packed.len < plain.len / 3, "smaller");
	test_there_and_back(&plain, &packed);
	test_damage(&plain, &packed);
	test_bomb();
	test_packing_fails();
	test_walk(&plain, &packed);
	buf_free(&packed);
	buf_free(&plain);
	return done_testing();
}
