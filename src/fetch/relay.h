/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * relay: bytes handed to a second thread in large pieces, so that receiving
 * and unpacking go on while what came before is being looked at. Only for
 * this room.
 */
#ifndef SRC_FETCH_RELAY_H
#define SRC_FETCH_RELAY_H

#include <stddef.h>

#include "base/err.h"
#include "codec/gzip.h"

struct relay;

/* The sink is called by one thread at a time, in order; by which, is our
 * affair. Less than one piece never starts a thread. */
struct relay *relay_new(gzip_sink *sink, void *arg);
/* -1 with the sink's own error, which may be about an earlier piece. */
int relay_push(struct relay *r, const char *data, size_t len, struct err *err);
/* All that was pushed has been through the sink, or -1 with its error. */
int relay_end(struct relay *r, struct err *err);
/* Stops; after this nothing of the sink runs any more. NULL is fine. */
void relay_free(struct relay *r);

#endif
