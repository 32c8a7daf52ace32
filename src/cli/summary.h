/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * summary: what a refresh did, table by table, for programs: --format json
 * and csv.
 */
#ifndef CLI_SUMMARY_H
#define CLI_SUMMARY_H

#include "cli/cli.h"
#include "cli/load.h"
#include "model/table.h"

struct summary_table {
	size_t source; /* index in summary.sources */
	char *id, *title;
	char
	    *why; /* it is due, or not; NULL: it failed before that was known */
	bool due, fetched; /* it came whole, and differed */
	struct load_totals loaded;
	uint64_t requests;
	double seconds;
	char *failed; /* message, or NULL */
};

struct summary_source {
	const char *id;	   /* of the definition, borrowed */
	uint64_t requests; /* for the catalogue and all tables */
	double seconds;
	char *failed; /* of the catalogue; or NULL */
};

struct summary {
	struct summary_table *tables;
	size_t n, cap;
	struct summary_source *sources;
	size_t nsources, capsources;
};

/* A moment, of which the difference is told. */
struct summary_mark {
	struct load_totals loaded;
	uint64_t requests;
	double ticks;
};

/* A source begins, and ends (failed NULL: its catalogue came). */
void summary_source(struct summary *s, const char *id);
void summary_source_end(struct summary *s, const struct summary_mark *from,
    const struct summary_mark *to, const char *failed);
/* A table of it likewise. */
void summary_table(struct summary *s, const struct table_ref *ref);
void summary_table_end(struct summary *s, const struct summary_mark *from,
    const struct summary_mark *to, const char *failed);
/* Of the table under way: whether it is due, in words of fetch_due. */
void summary_why(struct summary *s, bool due, const char *why);
void summary_fetched(struct summary *s);

/* All of it: totals are members of top, which gets "sources". */
void summary_json(const struct summary *s, struct json *top);
/* A line for each table. */
void summary_csv(const struct summary *s, struct cli *cli);
void summary_clear(struct summary *s);

#endif
