/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * table: what a source's catalogue says of a table, and what the table says
 * of itself: topics (columns), dimensions, areas. Not its numbers.
 */
#ifndef MODEL_TABLE_H
#define MODEL_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/area.h"

struct table_ref { /* a row of the catalogue */
	char *id; /* "84799NED", casing kept */
	char *title;
	char *period; /* as the catalogue writes it */
	char *modified; /* as given; compared as text, never computed with */
	char *meta_modified;
	char *status; /* "Regulier", "Gediscontinueerd" */
	char *reason; /* ReasonDelivery, VersionReason */
	char *ended; /* what the catalogue says of its end, or NULL */
	int64_t rows; /* RecordCount, -1 when not given */
};

struct table_refs {
	struct table_ref *items; /* sorted by id */
	size_t n, cap;
};

/* What an empty cell may mean; the words of contract.md. */
enum absence {
	ABSENCE_NONE = 0, /* there is a value */
	ABSENCE_NOT_DELIVERED, /* the column is empty at this level */
	ABSENCE_WITHHELD, /* the source does not say, too small or secret */
	ABSENCE_CANNOT_OCCUR,
	ABSENCE_UNKNOWN,
	ABSENCE_BY_US, /* never stored: we do not print it, see
			  analysis/suppress.h */
	ABSENCE_NO_RULE /* never stored: of an own area, see panel/panel.h */
};
const char *absence_name(enum absence reason); /* "not-delivered", ... */

enum topic_type { TOPIC_NUMBER, TOPIC_TEXT };

struct topic {
	char *key; /* AantalInwoners_5: for this state of the table only */
	char *title; /* trimmed */
	char *group; /* path of group titles, joined with " > " */
	char *unit; /* as the source gives it, trimmed */
	char *description; /* may be NULL */
	int decimals;
	int position;
	enum topic_type type;
	bool provisional; /* its description says so */
	char *indicator; /* id a rule mapped it to, or NULL */
};

struct dimension { /* besides topics */
	char *name; /* "WijkenEnBuurten", "Perioden", "Leeftijd" */
	enum { DIMENSION_AREA, DIMENSION_TIME, DIMENSION_OTHER } kind;
	/* Trimmed keys of its members, where they are added up; else none. */
	char **members;
	size_t nmembers, capmembers;
};

struct period_state { /* what the source says of a period as a whole */
	char period[16]; /* as in a row */
	bool provisional;
};

struct table_meta {
	char *id, *title;
	char *period; /* of the whole table when it has no time dimension */
	int area_year; /* vintage of its areas (MapYear, else the period) */
	char *modified;
	int64_t rows; /* announced, -1 when not */
	struct topic *topics;
	size_t ntopics, captopics;
	struct dimension *dims;
	size_t ndims, capdims;
	struct areas areas; /* of the area dimension; ids 0 */
	/* Its areas are not described: ingest looks for them in the rows. */
	bool areas_in_rows;
	struct period_state *states; /* of periods whose state is given */
	size_t nstates, capstates;
	bool typed; /* numbers as JSON numbers (Typed) or text (Untyped) */
};

void table_ref_clear(struct table_ref *ref);
void table_refs_free(struct table_refs *refs);
void table_meta_clear(struct table_meta *meta);
/* Whether a topic's figures of a period are provisional: as the period's own
 * state says, or where it has none, the topic's description. */
bool table_provisional(const struct table_meta *meta, size_t topic,
    const char *period);

#endif
