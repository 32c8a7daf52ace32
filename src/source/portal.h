/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * portal: what the adapters of municipal portals share. A definition of one of
 * these is about one data set, which is one table; its layout says how a
 * record is read.
 */
#ifndef SRC_SOURCE_PORTAL_H
#define SRC_SOURCE_PORTAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "codec/json.h"
#include "source/adapter.h"

#define PORTAL_PAGES 4000 /* of one table */
#define PORTAL_WORDS 160  /* characters of a portal's own words in a message */

/* The one data set that the definition names, fit to be part of an address;
 * or NULL with err. */
const char *portal_dataset(const struct source *src, struct err *err);
/* Set an ERR_INPUT of what was asked for and what the portal said of it (NULL:
 * nothing), the latter on one line and cut short. Returns -1. */
int portal_refused(struct err *err, const char *what, const char *said);
/* {"error":{"code":400,"message":"..","details":["..",..]}}, as ArcGIS gives
 * in place of an answer: -1. NULL or null: 0. */
int portal_check_error(const struct json *error, struct err *err);
/* The same for the member "error" of an answer. */
int portal_error(const struct got *got, struct err *err);
/* Whether a layer has more than it gave: at top level with f=json, under
 * "properties" with f=geojson, or of other servers. */
bool portal_exceeded(const struct got *got);
/* One table, called as the definition is. The strings are copied; NULL is
 * fine. */
void portal_table(const struct source *src, const char *title,
    const char *modified, const char *meta_modified, struct table_refs *out);
/* Names of all columns that the layout reads, each once, joined by a comma and
 * percent-encoded (the comma too). False, and nothing put, when it does not
 * name them all, or one cannot be in such a list. */
bool portal_columns(const struct source *src, struct buf *out);
/* A whole number of at least 0, else -1. */
int64_t portal_whole(double number);
/* A date as a portal writes it: text as it is, a number as its digits. New;
 * NULL when there is none. */
char *portal_stamp(const struct json *value);
/* ask for the next request: address cleared, flags false. */
void portal_ask(struct ask *ask, const char *role, int page);
/* Put the names of the table into what layout_describe made of it: its id (with
 * part behind a dot, when there is one), the portal's own title and date (NULL:
 * not known). */
void portal_says(const struct source *src, const char *part, const char *title,
    const struct json *modified, struct table_meta *out);

struct portal_pages {  /* a count over the pages of one table */
	uint64_t rows; /* so far: the offset of the next page */
	int64_t total; /* as told by the first page; -1: not yet */
	int page;      /* pages so far */
};
/* A page of rows came, where the portal says there are total rows and that it
 * gives at most limit a page. -1 when rows are missing or too many, or when
 * the total is another than before. */
int portal_page(struct portal_pages *p, uint64_t rows, int64_t total,
    int64_t limit, struct err *err);
/* Whether the pages have all rows. */
bool portal_whole_table(const struct portal_pages *p);

#endif
