/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * own_areas: reading story/areas.json. What the codes in it mean, and where a
 * polygon lies, panel/panel.h finds out.
 */
#ifndef SOURCE_OWN_AREAS_H
#define SOURCE_OWN_AREAS_H

#include "base/err.h"
#include "model/own.h"

/* *out as the file says, or empty when there is no file. All mistakes with
 * their lines in err: ERR_INPUT. A polygon may be in a file beside it. */
#define OWN_AREAS_MAX 200
int own_areas_read(const char *path, struct own_areas *out, struct err *err);

#endif
