/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * request: what a request needs besides its address. Only for this room.
 */
#ifndef SRC_FETCH_REQUEST_H
#define SRC_FETCH_REQUEST_H

#include "base/err.h"
#include "model/source.h"
#include "net/http.h"
#include "source/adapter.h"

/* The key of that name for an address: only for the host that the definition
 * names, whatever a next link says. *value is the caller's (secret_free), and
 * key borrows it. */
int request_key(const struct source *src, const char *name, const char *address,
    struct http_key *key, char **value, struct err *err);
/* The adapter of a definition, or NULL with err set. */
const struct adapter *request_adapter(
    const struct source *src, struct err *err);

#endif
