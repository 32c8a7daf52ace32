/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * layout_own: what the files of the layout share. For them alone.
 */
#ifndef SRC_SOURCE_LAYOUT_OWN_H
#define SRC_SOURCE_LAYOUT_OWN_H

#include "base/map.h"
#include "source/layout.h"

#define LAYOUT_HEADS 3 /* most layers of a heading */

/* Headings of one part, layer by layer, as they come in. */
struct heads {
	int wanted, seen; /* layers */
	struct strings layers[LAYOUT_HEADS];
	struct strings names; /* joined, once all were seen */
};
/* Another layer. true: it was the last, names are there. */
bool heads_add(
    struct heads *h, const struct csv_field fields[], size_t n, bool sheet);
void heads_clear(struct heads *h);

/* "Lengte (m)" -> "Lengte" and "m"; without such an end unit is "". New
 * strings. */
void layout_split_unit(const char *heading, char **title, char **unit);
/* Whether a heading of a transposed table is that of the units, which StatLine
 * puts between the topics and the areas, with or without a heading. */
bool layout_unit_heading(const char *heading);
/* The path of a file beside the definition: a new string. */
char *layout_beside(const struct source *src, const char *name);

/* "3630001": a code that lost its letters, and perhaps a zero, on its way
 * through a spreadsheet. */
bool layout_bare_code(const char *s, size_t len);
/* A code that is none of ours is kept as far as it fits, so that who reads
 * the row can name it. */
void layout_odd_code(char area[12], const char *s, size_t len);

/* A table of own codes: what it says of a text, folded. */
struct codes {
	struct map by_own; /* index in areas */
	char (*areas)[12];
	size_t n, cap;
};
int codes_read(const char *path, struct codes *out, struct err *err);
/* Index of its area in areas, or CODES_NONE. */
#define CODES_NONE SIZE_MAX
size_t codes_find(const struct codes *codes, const char *s);
void codes_clear(struct codes *codes);

/* Adding up own codes that make up one area. */
struct combine;
/* -1: a column that does not add up and has no weight. All is borrowed. */
int combine_new(const struct layout *layout, const struct table_meta *meta,
    const struct codes *codes, struct combine **out, struct err *err);
/* A row of an own code (its index in codes); weights by topic, NAN for one
 * that is not there. -1: the code has such a row already. */
int combine_take(struct combine *c, size_t own, const struct row *row,
    const double weights[], struct err *err);
/* The next area: 1 and *out, which has room for all topics; 0: no more. */
int combine_next(struct combine *c, struct row *out);
/* The column that weighs a topic, or NULL. */
const char *combine_weight(const struct layout *layout, size_t topic);
void combine_free(struct combine *c);

/* Reading of a value. EMPTY for what says that there is none. The message of
 * what is no number does not name the column. */
int layout_value(const struct layout *layout, const char *s, size_t len,
    struct cell *cell, struct err *err);
/* A moment in thousandths of a second since 1970, as ArcGIS has dates, as the
 * month ("2024-01") that it is in the Netherlands. Some write a day as midnight
 * in UTC, others as midnight here: this gives the same day for both. false:
 * the number is too small, or too large, to be one. */
bool layout_moment(double ms, char *out, size_t size);
/* Whether a text is one of those that say there is no value. */
bool layout_missing(const struct layout *layout, const char *s, size_t len);

#endif
