/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cbs_record: the records of an answer of CBS, by OData v3 or v4, and what is
 * read out of one.
 */
#ifndef SRC_SOURCE_CBS_RECORD_H
#define SRC_SOURCE_CBS_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "codec/jscan.h"

#define CBS_NAME 48 /* longest name of a table or an entity set */

/* Whether a table id or the name of an entity set, which come from outside,
 * may become part of an address and of a file name. */
bool cbs_name_ok(const char *name);
/* Call fn for every record of an answer. *next, when next is not NULL, gets a
 * copy of the next link, or NULL. Errors name the record. */
typedef int cbs_record(
    void *arg, const struct jrecord *record, struct err *err);
int cbs_each(const char *body, size_t len, cbs_record *fn, void *arg,
    char **next, struct err *err);
/* The member of that name, or NULL. */
const struct jv *cbs_member(const struct jrecord *record, const char *name);
/* A text member, trimmed, as a new string; NULL when absent, null or no
 * text. */
char *cbs_text(const struct jrecord *record, const char *name);
/* A number, also one written as text; or otherwise when there is none. */
double cbs_number(
    const struct jrecord *record, const char *name, double otherwise);
/* A plain decimal number ("12", "-0.5", no leading zeros, no exponent): true
 * and *out. */
bool cbs_plain(const char *s, size_t len, double *out);
/* A whole number within bounds, else otherwise. */
int64_t cbs_whole(const struct jrecord *record, const char *name, int64_t low,
    int64_t high, int64_t otherwise);
/* A text that may be absent as "". */
char *cbs_text_or_empty(const struct jrecord *record, const char *name);

#endif
