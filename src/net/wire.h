/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * wire: what http.c keeps beside the requests themselves; libcurl's types are
 * known here, so only files that talk to it include this.
 */
#ifndef SRC_NET_WIRE_H
#define SRC_NET_WIRE_H

#include <curl/curl.h>

#include "net/http.h"

/* Fill in what was left 0, and make the mirrors our own. */
void net_options_fill(struct http_options *o);
void net_options_clear(struct http_options *o);
/* FEITEN_PATIENCE: what time-outs and waits of requests to this machine are
 * multiplied by, else 1. No other host is ever asked sooner than the limits
 * say. -1 with ERR_NET when it is no such number. */
int net_patience(double *out, struct err *err);

/* Headers of one request, before those of all. The lines live as long as it
 * does. */
struct net_headers {
	struct curl_slist items[3];
	size_t n;
};
/* value NULL, or with what could end a line: left out. */
void net_header_add(
    struct net_headers *own, const char *name, const char *value);
struct curl_slist *net_headers_chain(
    struct net_headers *own, struct curl_slist *others);
void net_headers_clear(struct net_headers *own);

#endif
