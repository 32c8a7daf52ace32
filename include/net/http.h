/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * http: one GET, with limits on everything (libcurl behind this face). Only
 * https, and http to loopback. Redirects stay on the same host and scheme.
 */
#ifndef NET_HTTP_H
#define NET_HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct mirror {
	const char *from; /* "https://opendata.cbs.nl" */
	const char *to; /* "http://127.0.0.1:8080/opendata.cbs.nl" */
};

struct http_options {
	const struct mirror *mirrors;
	size_t nmirrors;
	double connect_seconds, first_byte_seconds, stall_seconds,
	    total_seconds; /* 0: the defaults of net/limits.h */
	uint64_t max_bytes; /* on the wire, per answer; 0: default */
	int tries; /* 0: default */
	void (*wait)(double seconds); /* NULL: sleep; tests pass their own */
	/* Called now and then while a body comes: bytes of it so far. Or
	 * NULL. */
	void (*moved)(void *arg, uint64_t bytes);
	void *moved_arg;
};

struct http_answer {
	int status;
	bool gz; /* the body is gzip, as sent */
	char *content_type, *etag, *last_modified;
	uint64_t bytes; /* on the wire, body */
	int tries; /* how often it was asked for */
};

/* Where the body goes, as received (still compressed when answer.gz). begin
 * is called before the first byte of every try, and again when a try is
 * repeated (throw away what came). end, when not NULL, is called when the
 * transport says the body is complete: -1 with ERR_NET means it was cut off
 * all the same and is asked for again. Any other -1 gives up at once. */
struct http_sink {
	void *arg;
	int (*begin)(void *arg, const struct http_answer *, struct err *);
	int (*push)(void *arg, const char *data, size_t len, struct err *);
	int (*end)(void *arg, struct err *);
};

struct http; /* one connection, kept open; used by one thread */
/* The options and mirrors are copied. Reads from the environment
 * FEITEN_CA_FILE (an own CA file) and FEITEN_PATIENCE (a factor on time-outs
 * and waits of requests to this machine, for tests); libcurl reads
 * HTTPS_PROXY, which loopback never uses. NULL when one of the first two is no
 * good. */
struct http *http_new(const struct http_options *options, struct err *err);
/* GET the canonical address, through a mirror when one is set. 0 with status
 * 200, else -1 with ERR_NET: the message names the address, the status or
 * fault, the number of tries, and what to do; what the sink itself said keeps
 * its own code. Requests to a remote host are at least NET_PAUSE_SECONDS
 * apart. *out is filled on success only. */
int http_get(struct http *h, const char *address,
    const struct http_sink *sink, struct http_answer *out, struct err *err);
/* A key that a server wants to see in a header. It goes to the host of the
 * canonical address only: not to a mirror, not along a redirect to another
 * host, not into a message (an error page that repeats it is blotted). */
struct http_key {
	const char *header; /* "apikey" */
	const char *value; /* printable ASCII without blanks */
	const char *variable; /* where it came from, for messages */
};
/* As http_get, with a key; key NULL is http_get. -1 with ERR_INPUT when the
 * value cannot be a header or is part of the address. */
int http_get_key(struct http *h, const char *address,
    const struct http_key *key, const struct http_sink *sink,
    struct http_answer *out, struct err *err);
struct http_request { /* what goes along */
	const struct http_key *key; /* or NULL */
	/* What was sent with the answer of before, or NULL: only when it is
	 * another one now is a body wanted. */
	const char *etag, *last_modified;
};
/* As http_get_key, with conditions. When the server says that nothing changed
 * the sink is not called, and out->status is 304. */
int http_ask(struct http *h, const char *address,
    const struct http_request *request, const struct http_sink *sink,
    struct http_answer *out, struct err *err);
uint64_t http_requests(const struct http *h); /* all tries counted */
/* The status of the last answer, also of one that was no success; 0 when there
 * was none. */
int http_status(const struct http *h);
/* From this moment on (by when_ticks; 0: never) nothing is asked any more, and
 * what is under way is broken off within a second or so, with ERR_NET. */
void http_deadline(struct http *h, double at);
bool http_late(const struct http *h); /* that moment has come */
void http_answer_clear(struct http_answer *answer);
void http_free(struct http *h);

/* Where an address really goes: a new string (a mirror's target or a copy).
 * -1 when the scheme or host is not allowed. Pure. */
int http_resolve(const struct http_options *options, const char *address,
    char **out, struct err *err);
/* Whether two addresses agree in scheme, host and port. Pure. */
bool http_same_origin(const char *a, const char *b);

#endif
