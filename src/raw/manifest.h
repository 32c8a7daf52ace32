/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * manifest: a run's record as JSON and back. Only for this room.
 */
#ifndef SRC_RAW_MANIFEST_H
#define SRC_RAW_MANIFEST_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "raw/raw.h"

#define RAW_MANIFEST "manifest.json"

/* The record as text for people and programs; same record, same bytes. */
void manifest_print(const struct raw_run *run, struct buf *out);
/* Read DIR/manifest.json into *out (out->dir becomes a copy of dir). Names,
 * stamps and digests are checked: the file may have been edited. */
int manifest_read(const char *dir, struct raw_run *out, struct err *err);
/* Whether a name has the form of a stamp, 20261122T013000Z. */
bool stamp_ok(const char *s);

#endif
