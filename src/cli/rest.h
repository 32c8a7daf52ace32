/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * rest: the files of a site that have no journal: the index, the pages that
 * explain, those by name, and figures of a gemeente in one file.
 */
#ifndef CLI_REST_H
#define CLI_REST_H

#include <stdbool.h>

#include "base/err.h"
#include "codec/digest.h"

/* The index, the pages that explain and, when has_names, those by name, from
 * fresh into out, each in one step; what others lead to before these. */
int rest_publish(const char *fresh, const char *out, bool has_names,
    struct err *err);
/* Once all is in its place: those that are no more go. */
int rest_leave(const char *fresh, const char *out, struct err *err);
/* Of the names and sizes of these in out: one that is gone or cut short
 * shows. */
void rest_digest(const char *out, char hex[DIGEST_HEX]);

#endif
