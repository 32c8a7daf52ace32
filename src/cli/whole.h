/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * whole: the figures of all areas of a gemeente in one file.
 */
#ifndef CLI_WHOLE_H
#define CLI_WHOLE_H

#include <stdbool.h>

#include "base/err.h"
#include "model/area.h"

/* out/data/GM0603.csv for each gemeente, of the files CODE.csv of its areas in
 * the folder profiles. */
int whole_put(const struct areas *areas, const char *profiles,
    const char *out, struct err *err);
/* Those of other gemeenten go. made false: all do. */
int whole_leave(const struct areas *areas, const char *out, bool made,
    struct err *err);

#endif
