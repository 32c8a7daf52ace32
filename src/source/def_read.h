/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * def_read: the two kinds of definition files. What is wrong goes to found;
 * *out is filled as far as it could be and is the caller's to clear.
 */
#ifndef SOURCE_DEF_READ_H
#define SOURCE_DEF_READ_H

#include "model/indicator.h"
#include "model/source.h"
#include "source/def_check.h"

void def_source(const char *path, const struct indicators *known,
    struct source *out, struct mistakes *found);
void def_indicators(
    const char *path, struct indicators *out, struct mistakes *found);
/* A file that adds to them: its items come behind those in out. */
void def_more_indicators(
    const char *path, struct indicators *out, struct mistakes *found);

#endif
