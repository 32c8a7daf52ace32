/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * gzip: streams into gzip (zlib) and out of it (ISA-L, which unpacks at twice
 * the speed of zlib: that is a third of reading a table). One member only:
 * that is what the raw layer writes and what servers send; anything after it
 * is an error.
 */
#include <errno.h>
#include <inttypes.h>
#include <isa-l/igzip_lib.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/mem.h"
#include "codec/gzip.h"

#define PIECE (64u << 10) /* bytes handed to the sink at a time */
#define GZIP_ONLY (15 + 16) /* largest window, gzip header required */

struct gunzip {
	struct inflate_state z;
	uint64_t max, in, out;
	gzip_sink *sink;
	void *arg;
	bool ended; /* the trailer was seen and was right */
	bool failed;
	struct err why; /* when failed */
	char piece[PIECE];
};

struct gzip {
	z_stream z;
	gzip_sink *sink;
	void *arg;
	char piece[PIECE];
};

struct gunzip *
gunzip_new(uint64_t max, gzip_sink *sink, void *arg)
{
	struct gunzip *g = mem_new(1, sizeof(*g));

	g->max = max;
	g->sink = sink;
	g->arg = arg;
	isal_inflate_init(&g->z);
	g->z.crc_flag = ISAL_GZIP; /* header required, trailer checked */
	return g;
}

/* Hand over what was put in the piece. */
static int
deliver(struct gunzip *g, size_t n, struct err *err)
{
	if (n > g->max - g->out)
		return err_set(err, ERR_INPUT, "gzip: more than %" PRIu64
		    " bytes come out: larger than is allowed here", g->max);
	g->out += n;
	return n == 0 ? 0 : g->sink(g->arg, g->piece, n, err);
}

/* What is wrong, of a code of ISA-L below 0. */
static const char *
fault(int code)
{
	switch (code) {
	case ISAL_INVALID_WRAPPER:
		return "not gzip";
	case ISAL_UNSUPPORTED_METHOD:
		return "unknown compression method";
	case ISAL_INVALID_LOOKBACK:
		return "invalid distance too far back";
	case ISAL_INCORRECT_CHECKSUM:
		return "incorrect data check";
	default:
		return "invalid code";
	}
}

/* All that comes out of at most UINT_MAX bytes, or up to the end of the
 * stream. */
static int
inflate_some(struct gunzip *g, const char *data, unsigned len, struct err *err)
{
	static const char magic[] = "\x1f\x8b";
	struct inflate_state *z = &g->z;
	int rc;

	/* ISA-L looks at a whole header, and a page of six bytes is none. */
	for (unsigned i = 0; g->in + i < 2 && i < len; i++)
		if (data[i] != magic[g->in + i])
			return err_set(err, ERR_INPUT, "gzip: broken at byte "
			    "%" PRIu64 ": not gzip: fetch it again",
			    g->in + i);
	z->next_in = (uint8_t *)data;
	z->avail_in = len;
	do {
		z->next_out = (uint8_t *)g->piece;
		z->avail_out = PIECE;
		rc = isal_inflate(z);
		/* What came out before the fault is not handed over. */
		if (rc != ISAL_DECOMP_OK)
			return err_set(err, ERR_INPUT, "gzip: broken near byte "
			    "%" PRIu64 ": %s: fetch it again",
			    g->in + len - z->avail_in, fault(rc));
		if (deliver(g, PIECE - z->avail_out, err) != 0)
			return -1;
		g->ended = z->block_state == ISAL_BLOCK_FINISH;
	} while (!g->ended && z->avail_out == 0);
	g->in += len - z->avail_in;
	if (!g->ended && z->avail_in > 0)
		return err_set(err, ERR_INPUT, "gzip: broken near byte %" PRIu64
		    ": it does not go on: fetch it again", g->in);
	return 0;
}

static int
push(struct gunzip *g, const char *data, size_t len, struct err *err)
{
	unsigned n, used;

	while (len > 0) {
		if (g->ended)
			return err_set(err, ERR_INPUT, "gzip: something after "
			    "the end of the stream, at byte %" PRIu64, g->in);
		n = len > UINT_MAX / 2 ? UINT_MAX / 2 : (unsigned)len;
		if (inflate_some(g, data, n, err) != 0)
			return -1;
		used = n - g->z.avail_in;
		data += used;
		len -= used;
	}
	return 0;
}

int
gunzip_push(struct gunzip *g, const char *data, size_t len, struct err *err)
{
	if (g->failed) {
		*err = g->why;
		return -1;
	}
	if (push(g, data, len, err) == 0)
		return 0;
	g->failed = true;
	g->why = *err;
	return -1;
}

int
gunzip_end(struct gunzip *g, struct err *err)
{
	if (g->failed) {
		*err = g->why;
		return -1;
	}
	if (!g->ended)
		return err_set(err, ERR_INPUT, "gzip: cut off after %" PRIu64
		    " bytes: fetch it again", g->in);
	return 0;
}

void
gunzip_free(struct gunzip *g)
{
	free(g);
}

struct gzip *
gzip_new(int level, gzip_sink *sink, void *arg)
{
	struct gzip *g = mem_new(1, sizeof(*g));

	g->sink = sink;
	g->arg = arg;
	/* zlib writes no name and no time: same bytes in, same bytes out. */
	if (deflateInit2(&g->z, level, Z_DEFLATED, GZIP_ONLY, 8,
	    Z_DEFAULT_STRATEGY) != Z_OK)
		mem_out();
	return g;
}

static int
deflate_some(struct gzip *g, const char *data, unsigned len, int flush,
    struct err *err)
{
	size_t n;

	g->z.next_in = (Bytef *)data;
	g->z.avail_in = len;
	do {
		g->z.next_out = (Bytef *)g->piece;
		g->z.avail_out = PIECE;
		if (deflate(&g->z, flush) == Z_STREAM_ERROR)
			return err_set(err, ERR_WORK, "gzip: pushed after the "
			    "end");
		n = PIECE - g->z.avail_out;
		if (n > 0 && g->sink(g->arg, g->piece, n, err) != 0)
			return -1;
	} while (g->z.avail_out == 0);
	return 0;
}

int
gzip_push(struct gzip *g, const char *data, size_t len, struct err *err)
{
	while (len > 0) {
		unsigned n = len > UINT_MAX / 2 ? UINT_MAX / 2 : (unsigned)len;

		if (deflate_some(g, data, n, Z_NO_FLUSH, err) != 0)
			return -1;
		data += n;
		len -= n;
	}
	return 0;
}

int
gzip_end(struct gzip *g, struct err *err)
{
	return deflate_some(g, NULL, 0, Z_FINISH, err);
}

void
gzip_free(struct gzip *g)
{
	if (g == NULL)
		return;
	deflateEnd(&g->z);
	free(g);
}

/* Read all of f and push it through g, or to the sink when g is NULL. */
static int
walk(FILE *f, struct gunzip *g, uint64_t max, gzip_sink *sink, void *arg,
    struct err *err)
{
	char *piece = mem_new(PIECE, 1);
	uint64_t seen = 0;
	size_t n;
	int rc = -1;

	while ((n = fread(piece, 1, PIECE, f)) > 0) {
		if (g != NULL) {
			if (gunzip_push(g, piece, n, err) != 0)
				goto done;
			continue;
		}
		if (n > max - seen) {
			err_set(err, ERR_INPUT, "more than %" PRIu64 " bytes: "
			    "larger than is allowed here", max);
			goto done;
		}
		seen += n;
		if (sink(arg, piece, n, err) != 0)
			goto done;
	}
	if (ferror(f))
		err_set(err, ERR_WORK, "cannot read: %s", strerror(errno));
	else
		rc = g == NULL ? 0 : gunzip_end(g, err);
done:
	free(piece);
	return rc;
}

int
gzip_walk(const char *path, bool gz, uint64_t max, gzip_sink *sink, void *arg,
    struct err *err)
{
	struct gunzip *g = NULL;
	FILE *f = fopen(path, "rb");
	int rc = -1;

	if (f == NULL)
		return err_set(err, ERR_WORK, "%s: cannot open: %s", path,
		    strerror(errno));
	if (gz)
		g = gunzip_new(max, sink, arg);
	rc = walk(f, g, max, sink, arg, err);
	if (rc != 0)
		err_ctx(err, "%s", path);
	gunzip_free(g);
	fclose(f);
	return rc;
}
