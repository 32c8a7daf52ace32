/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * zip_write: a zip archive out of a few parts (libzip behind this face).
 */
#ifndef CODEC_ZIP_WRITE_H
#define CODEC_ZIP_WRITE_H

#include <stddef.h>

#include "base/err.h"

struct zip_part {
	const char *name; /* in the archive */
	const char *file; /* its bytes: a file, or NULL: */
	const void *data;
	size_t len;
};
/* A new archive at path, of these parts in this order; what was there goes.
 * The same parts make the same bytes: all are dated 1 January 1980. */
int zip_write(const char *path, const struct zip_part parts[], size_t n,
    struct err *err);

#endif
