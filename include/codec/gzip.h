/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * gzip: streams in and out of gzip, with a limit on what may come out
 * so that a small bomb does not become a large problem.
 */
#ifndef CODEC_GZIP_H
#define CODEC_GZIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/* Receives decoded (or encoded) bytes; -1 with err set stops the stream. */
typedef int gzip_sink(void *arg, const char *data, size_t len,
    struct err *err);

struct gunzip;
/* max: most bytes that may come out; more is an error. */
struct gunzip *gunzip_new(uint64_t max, gzip_sink *sink, void *arg);
int gunzip_push(struct gunzip *g, const char *data, size_t len,
    struct err *err);
/* -1 when the stream is cut off. Trailing bytes after it are an error too. */
int gunzip_end(struct gunzip *g, struct err *err);
void gunzip_free(struct gunzip *g);

struct gzip;
struct gzip *gzip_new(int level, gzip_sink *sink, void *arg);
int gzip_push(struct gzip *g, const char *data, size_t len, struct err *err);
int gzip_end(struct gzip *g, struct err *err);
void gzip_free(struct gzip *g);

/* Read a file through the decoder (gz true) or as it is, in pieces. */
int gzip_walk(const char *path, bool gz, uint64_t max, gzip_sink *sink,
    void *arg, struct err *err);

#endif
