/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * net: what the files of this room share; nobody else includes it.
 */
#ifndef SRC_NET_NET_H
#define SRC_NET_NET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "net/http.h"

/* Whether an address is on this very machine (127.0.0.0/8, ::1, localhost).
 * False for what is no address. */
bool net_loopback(const char *url);
/* The first words of an error page, for a message: its title, or its text
 * without tags, on one line, valid UTF-8. Appends nothing when there are
 * none. */
void net_said(const char *page, size_t len, struct buf *out);
/* What a person can do about a status that is not 200. */
const char *net_advice(int status);
/* Of a CURLcode: whether the fault may be gone a moment later, and what a
 * person can do about it. */
bool net_line_passing(int code);
const char *net_line_advice(int code);
/* Whether a key can be sent as it is, and is no part of the address, which
 * goes into manifests and logs. */
int net_key_check(
    const struct http_key *key, const char *address, struct err *err);
/* Blot the key out of a page, in place: words of pages go into messages, and
 * messages into manifests. page may be NULL when len is 0. */
void net_key_blot(const struct http_key *key, char *page, size_t len);

#endif
