/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * raw: the cache of answers, as received. One folder a run:
 *   raw/<source>/<table>/<stamp>/manifest.json
 *   raw/<source>/<table>/<stamp>/<role>-<page>.json.gz (or .json)
 * A run is written to a .tmp- folder beside it and renamed when it is whole,
 * so a folder with a stamp as its name is always complete. A failed run
 * leaves a folder with only a manifest (result "failed").
 */
#ifndef RAW_RAW_H
#define RAW_RAW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/file.h"
#include "codec/gzip.h"

struct raw_part {
	char *role;
	int page;
	char *file; /* name within the run's folder */
	char *address; /* canonical */
	int status; /* of HTTP */
	bool gz; /* stored as gzip */
	bool data; /* rows of the table; else metadata */
	char *content_type, *etag, *last_modified; /* NULL when not sent */
	uint64_t stored, decoded; /* bytes */
	char sha256[65]; /* of the decoded bytes */
	/* SHA-256 of what it says without what differs with every answer, or
	 * NULL: only compared with that of another run. */
	char *content;
	uint64_t rows;
	int64_t at; /* when it was received */
};

struct raw_run {
	char *source, *table;
	char stamp[17]; /* 20261122T013000Z, start of the run */
	char *id; /* "<table>.<stamp>" */
	char *result; /* "ok" or "failed" */
	bool thinned; /* good, but its answers were removed: see raw/thin.h */
	char *message; /* why it failed, or NULL */
	int64_t started, ended;
	char *title, *publisher, *licence, *licence_url;
	char *modified, *meta_modified; /* from the catalogue */
	int64_t announced; /* rows the catalogue announced, -1 */
	char *adapter; /* that brought it; NULL: that of the definition */
	char *asked; /* digest of what was asked for (fetch_asked), or NULL */
	char *definition; /* SHA-256 of the definition it was fetched by, or
			     NULL */
	uint64_t requests, bytes, rows; /* bytes on the wire; data rows */
	size_t taken; /* parts that a run before it had kept (raw_kept_take);
			 not in the manifest */
	struct raw_part *parts;
	size_t nparts, capparts;
	char *dir; /* its folder */
};

struct raw_runs {
	struct raw_run *items; /* oldest first: by stamp, source, table */
	size_t n, cap;
};

/* A run being written. */
struct raw_writer;
/* dir: the raw/ folder. Leftovers of earlier broken runs of this table are
 * removed. The stamp is made unique within the table. */
int raw_begin(const char *dir, const char *source, const char *table,
    int64_t now, struct raw_writer **out, struct err *err);
/* The run's record, to fill in (title, licence, modified, ...). */
struct raw_run *raw_writer_run(struct raw_writer *w);
/* Open the next part; bytes go to raw_part_push as received. gz: they are
 * gzip already; otherwise they are compressed on the way to disk. */
int raw_part_begin(struct raw_writer *w, const char *role, int page, bool gz,
    struct err *err);
/* The same for what is no JSON: the file's ending ("csv", "bin"), and how it
 * shall lie. */
enum raw_form {
	RAW_PACK, /* compress it */
	RAW_PACKED, /* it is gzip already */
	RAW_PLAIN /* as it comes */
};
int raw_part_begin_as(struct raw_writer *w, const char *role, int page,
    const char *ending, enum raw_form form, struct err *err);
int raw_part_push(struct raw_writer *w, const void *data, size_t len,
    struct err *err);
/* Close it: fills file, stored and gz of *part, flushes to disk; the caller
 * filled the other members. Takes over the strings of *part. */
int raw_part_end(struct raw_writer *w, struct raw_part *part,
    struct err *err);
/* Throw the open part away (to fetch it again). */
void raw_part_drop(struct raw_writer *w);
/* Whole: write the manifest, rename. The record is handed out through *run
 * when not NULL. Frees w. */
int raw_commit(struct raw_writer *w, struct raw_run *run, struct err *err);
/* Nothing of it is wanted after all: no trace stays. Frees w. */
void raw_drop(struct raw_writer *w);
/* Failed: remove the parts, leave a manifest that says why. Frees w. A failed
 * run right after another with the same message is not kept: it began then. */
int raw_fail(struct raw_writer *w, const char *message, struct err *err);

/* The same, but the parts that are whole stay in a folder ".part" of the
 * table, in the place of what was kept before, for the next run to go on
 * from. raw_commit removes it. */
int raw_fail_keep(struct raw_writer *w, const char *message,
    struct err *err);
/* The record of what is kept of a table: 1, or 0 when there is nothing that
 * can be read. */
int raw_kept(const char *dir, const char *source, const char *table,
    struct raw_run *out, struct err *err);
/* A part that is kept becomes the next part of the run that is written. The
 * caller has looked at its bytes (raw_walk checks them). */
int raw_kept_take(struct raw_writer *w, const struct raw_run *kept,
    const struct raw_part *part, struct err *err);
/* Nothing of this table is to be kept. */
void raw_kept_drop(struct raw_writer *w);

/* A whole run whose bytes turned out to be no good (ingest refused them): it
 * becomes a failed run with this message, its answers are removed, and the
 * run before it is the newest good one again. */
int raw_reject(struct raw_run *run, const char *message, struct err *err);

/* All runs in raw/ (source and table may be NULL for all). Folders that are
 * no run are passed over; a manifest that cannot be read is an error. */
int raw_runs(const char *dir, const char *source, const char *table,
    struct raw_runs *out, struct err *err);
/* The newest good run of a table: 1, or 0 when there is none. */
int raw_newest(const char *dir, const char *source, const char *table,
    struct raw_run *out, struct err *err);
/* Stream a part's decoded bytes; checks its size and sha256 at the end. */
int raw_walk(const struct raw_run *run, const struct raw_part *part,
    gzip_sink *sink, void *arg, struct err *err);
const struct raw_part *raw_find(const struct raw_run *run, const char *role,
    int page);
void raw_part_clear(struct raw_part *part);
void raw_run_clear(struct raw_run *run);
void raw_runs_free(struct raw_runs *runs);

#endif
