/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * fetch: which tables are due (pure), and the loop that brings one table
 * whole into raw/.
 */
#ifndef FETCH_FETCH_H
#define FETCH_FETCH_H

#include <stdbool.h>

#include "base/err.h"
#include "model/source.h"
#include "model/table.h"
#include "net/http.h"
#include "raw/raw.h"

/* The tables of a definition, from its catalogue: one request, or none when
 * it has no catalogue. Messages start with "catalogue: "; the caller knows the
 * source. */
int fetch_tables(struct http *http, const struct source *src,
    struct table_refs *out, struct err *err);
/* The same within a run over these definitions (borrowed), of which several may
 * have one catalogue: it is asked once for all of them, where the protocol can
 * and the address does not become too long, and an answer serves whoever asks
 * the same again. One that is of no use for a definition makes it ask for
 * itself; a server that is away is not asked again. Without catalogues (NULL)
 * it is asked in any case. */
struct catalogues;
struct catalogues *catalogues_new(const struct source *const sources[],
    size_t n);
void catalogues_free(struct catalogues *c);
int catalogues_tables(struct catalogues *c, struct http *http,
    const struct source *src, struct table_refs *out, struct err *err);
/* Whether the catalogue tells that a table changed; if not, only asking for
 * it (fetch_if_new) does. */
bool fetch_has_catalogue(const struct source *src);
/* What a definition asks of a table: adapter, host, data set, members and
 * periods, as a digest (a new string). Two that are equal bring the same
 * rows. */
char *fetch_asked(const struct source *src);
/* Whether a table is due: never fetched well, or the catalogue's Modified or
 * MetaDataModified or row count differs from the last good run's, or the
 * definition now asks for something else (a run of which that is not known counts as
 * the same). Pure. why, when not NULL, gets a word for the summary. */
bool fetch_due(const struct source *src, const struct table_ref *ref,
    const struct raw_run *last, const char **why);
/* Bring a table into raw/: all parts, counted against what the catalogue
 * announced (fewer or more rows: error, nothing kept but a failed manifest).
 * *run is the committed run. progress may be NULL. Messages start with the
 * source and the table. */
struct fetch_progress {
	void *arg;
	void (*tick)(void *arg, const char *table, const char *role, int page,
	    uint64_t rows, int64_t announced);
};
int fetch_table(struct http *http, const char *rawdir,
    const struct source *src, const struct table_ref *ref,
    const struct fetch_progress *progress, struct raw_run *run,
    struct err *err);
/* The same, but 1 when what came is what the last good run (NULL: none) holds
 * already, by the server's word, byte for byte, or in all but what differs
 * with every answer (cut.passing); then no run is kept. For sources without a
 * catalogue, which is the only way to know. */
int fetch_if_new(struct http *http, const char *rawdir,
    const struct source *src, const struct table_ref *ref,
    const struct raw_run *last, const struct fetch_progress *progress,
    struct raw_run *run, struct err *err);

#endif
