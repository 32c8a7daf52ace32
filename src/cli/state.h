/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * state: state/last.json, the one small file that every refresh touches: when
 * each source was last looked at, what came of it, and which raw run of each
 * table is in facts.db. Lost? Then the next refresh looks into facts.db.
 */
#ifndef CLI_STATE_H
#define CLI_STATE_H

#include "base/err.h"
#include "cli/factbase.h"
#include "codec/json.h"

struct state {
	struct json *root;
	char *path;
};

int state_read(const struct factbase *fb, struct state *out,
    struct err *err);
int state_write(struct state *s, int64_t now, struct err *err);
void state_clear(struct state *s);

/* What came of looking at a source: message NULL when all was well. */
void state_put_source(struct state *s, const char *source, int64_t now,
    size_t tables, const char *message);
/* "checked", "message" and "tables" of a source, when it was last looked at
 * and all was "good", and since when it fails ("failing_since"); or NULL. */
const struct json *state_source(const struct state *s, const char *source);
/* The id of the raw run of a table that is in facts.db, or NULL. */
const char *state_loaded(const struct state *s, const char *source,
    const char *table);
void state_put_loaded(struct state *s, const char *source,
    const char *table, const char *run);
/* How many topics of a table its definition does not know. */
int64_t state_unknown(const struct state *s, const char *source,
    const char *table);
void state_put_unknown(struct state *s, const char *source,
    const char *table, uint64_t n);
/* When old answers were last looked through, or 0. */
int64_t state_thinned(const struct state *s);
void state_put_thinned(struct state *s, int64_t now);
/* Forget of all tables which run is loaded, and how many are unknown. */
void state_forget_loaded(struct state *s);
/* The digest of the definitions that facts.db was loaded with, or NULL. */
const char *state_definitions(const struct state *s);
void state_put_definitions(struct state *s, const char *digest);
/* The digest of the definitions as they are now. */
int state_digest(const struct factbase *fb, char out[65], struct err *err);

#endif
