/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * jscan: find records in a JSON document that is too large to hold. Bytes are
 * pushed in pieces of any size; every element of the array at a given path is
 * handed out whole, as soon as it is complete. Members beside the array, and
 * beside each object on the way to it, are handed out as name and raw value.
 * Memory is bounded by the largest single record.
 *
 * Accepted: one outer object {"a":..,"value":[{..},{..}],"odata.nextLink":".."}
 * in any member order, any white space, optional UTF-8 BOM; or for path "" an
 * array.
 */
#ifndef CODEC_JSCAN_H
#define CODEC_JSCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct jscan_sink {
	void *arg;
	/* One element of the array: len bytes of raw JSON text, starting at
	 * byte offset `at` of the decoded document, number `row` from 0. Not
	 * NUL-terminated. NULL: only count. Return -1 with err set to stop. */
	int (*record)(void *arg, const char *text, size_t len, uint64_t at,
	    uint64_t row, struct err *err);
	/* Another member, raw JSON of at most JSCAN_MEMBER bytes; of a longer
	 * one text is NULL. name is its path: "result.total". NULL: members
	 * are passed over. */
	int (*member)(void *arg, const char *name, const char *text,
	    size_t len, struct err *err);
	/* A document without the array, or with something else in its place,
	 * is fine: it has no records. */
	bool lax;
	size_t most; /* largest record, bytes; 0: JSCAN_RECORD */
};

#define JSCAN_RECORD (1u << 20) /* largest record, bytes, unless the sink says */
#define JSCAN_MEMBER (64u << 10) /* largest other member, bytes */
#define JSCAN_DEPTH 32 /* deepest nesting inside a record */

struct jscan;

/* array: where the records are: a member ("value"), a path of members
 * ("result.records"), "" when the document itself is the array, or NULL when
 * only the members of the outer object matter. */
struct jscan *jscan_new(const char *array, const struct jscan_sink *sink);
/* Feed bytes. -1: not JSON of this shape, too deep, a record too large, or
 * the sink stopped; the message says at which byte and what was found (an
 * HTML page is recognised and named as such). */
int jscan_push(struct jscan *s, const char *data, size_t len,
    struct err *err);
/* The document ends here: -1 when it is cut off or the array never came. */
int jscan_end(struct jscan *s, struct err *err);
uint64_t jscan_rows(const struct jscan *s);
void jscan_free(struct jscan *s);

/*
 * A flat record as name and scalar pairs, without building a tree: for the
 * inner loop of ingest. Strings are unescaped into scratch. Nested values are
 * passed over and reported as JV_NESTED.
 */
enum jv_type { JV_NULL, JV_BOOL, JV_NUMBER, JV_STRING, JV_NESTED };

struct jv {
	const char *name; /* unescaped, NUL-terminated */
	size_t name_len;
	enum jv_type type;
	double number; /* JV_NUMBER, finite; JV_BOOL: 0 or 1 */
	/* JV_STRING: unescaped, NUL-terminated. JV_NESTED: its raw JSON in
	 * the text that was parsed, len bytes. */
	const char *str;
	size_t len;
};

struct jname {
	char *text; /* NULL: none yet */
	size_t len;
};

struct jrecord {
	struct jv *items; /* in order of appearance */
	size_t n, cap;
	struct jname *names; /* as they were last, by place: see jrecord.c */
	size_t nnames, capnames;
	char *scratch;
	size_t scratch_cap;
};

/* Parse one record; items live until the next call on the same r. Rejects
 * what is no object, numbers out of range (1e400), invalid UTF-8 and
 * malformed text, with the byte offset within the record. */
int jrecord_parse(struct jrecord *r, const char *text, size_t len,
    struct err *err);
void jrecord_free(struct jrecord *r);

#endif
