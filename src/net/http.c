/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * http: one GET over libcurl. Redirects, retries and time-outs are our own,
 * so that each has a limit with a name and a message that helps. Bodies are
 * handed on as they came: Accept-Encoding goes out as a plain header, which
 * keeps libcurl from decoding what is to be kept as received.
 */
#include <curl/curl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/when.h"
#include "net/http.h"
#include "net/limits.h"
#include "net/net.h"
#include "net/retry.h"
#include "net/wire.h"

struct http {
	CURL *curl;
	struct curl_slist *headers;
	struct http_options options; /* mirrors are our own copies */
	bool only_ipv4;		     /* after a connection over IPv6 failed */
	double ended; /* when the last request ended; < 0: none yet */
	uint64_t requests, dice;
	int status;	 /* of the last answer */
	double patience; /* times every limit and wait on this machine */
	double deadline; /* by when_ticks; 0: none */
};

enum fault { /* why we broke a transfer off ourselves */
	FAULT_NONE,
	FAULT_SINK,
	FAULT_LARGE,
	FAULT_FIRST_BYTE,
	FAULT_STALL,
	FAULT_ENCODING,
	FAULT_LATE,  /* the time of the whole run is over */
	FAULT_ENOUGH /* an error page longer than we care to read */
};

struct transfer { /* one request on the wire */
	struct http *http;
	const struct http_sink *sink;
	const struct http_key *key; /* NULL: none */
	bool conditional;	    /* 304 is an answer too */
	struct http_answer *answer;
	struct err *err;
	enum fault fault;
	bool begun;	 /* sink->begin was called */
	struct buf page; /* start of the body of a failed answer */
	char encoding[32];
	double patience;
	double moved;	 /* when the last byte came, or the start */
	curl_off_t came; /* bytes by then */
};

enum outcome { DONE, MOVED, AGAIN, GIVE_UP };

/* Set a header's value, kept short and printable: it goes into manifests. */
static void
keep_header(char **to, const char *value, size_t len)
{
	free(*to);
	*to = mem_strn(value, len < NET_HEADER ? len : NET_HEADER);
	for (char *p = *to; *p != '\0'; p++)
		if (*p < ' ' || *p > '~')
			*p = '?';
}

static void
answer_reset(struct http_answer *answer)
{
	int tries = answer->tries;

	http_answer_clear(answer);
	answer->tries = tries;
}

static size_t
take_header(char *line, size_t one, size_t len, void *arg)
{
	struct transfer *t = arg;
	const char *value = memchr(line, ':', len);
	size_t name, rest, all = len;

	(void)one; /* always 1 */
	if (len > 5 && memcmp(line, "HTTP/", 5) == 0) {
		answer_reset(t->answer); /* also after a 1xx */
		t->encoding[0] = '\0';
		return all;
	}
	while (len > 0 && (unsigned char)line[len - 1] <= ' ')
		len--;
	if (value == NULL || value >= line + len)
		return all;
	name = (size_t)(value++ - line);
	rest = len - name - 1;
	while (rest > 0 && (*value == ' ' || *value == '\t'))
		value++, rest--;
	if (name == 12 && strncasecmp(line, "Content-Type", name) == 0)
		keep_header(&t->answer->content_type, value, rest);
	else if (name == 4 && strncasecmp(line, "ETag", name) == 0)
		keep_header(&t->answer->etag, value, rest);
	else if (name == 13 && strncasecmp(line, "Last-Modified", name) == 0)
		keep_header(&t->answer->last_modified, value, rest);
	else if (name == 16 &&
	    strncasecmp(line, "Content-Encoding", name) == 0) {
		if (rest >= sizeof(t->encoding))
			rest = sizeof(t->encoding) - 1;
		memcpy(t->encoding, value, rest);
		t->encoding[rest] = '\0';
	}
	return all;
}

/* Tell the sink that a body begins. */
static int
begin_body(struct transfer *t)
{
	t->begun = true;
	if (t->encoding[0] == '\0' || strcasecmp(t->encoding, "identity") == 0)
		t->answer->gz = false;
	else if (strcasecmp(t->encoding, "gzip") == 0 ||
	    strcasecmp(t->encoding, "x-gzip") == 0)
		t->answer->gz = true;
	else {
		t->fault = FAULT_ENCODING;
		return -1;
	}
	if (t->sink->begin(t->sink->arg, t->answer, t->err) == -1) {
		t->fault = FAULT_SINK;
		return -1;
	}
	return 0;
}

/* Fewer bytes than len as a result make libcurl break off. */
static size_t
take_body(char *data, size_t one, size_t len, void *arg)
{
	struct transfer *t = arg;
	long status = 0;

	(void)one;
	if (!t->begun) {
		curl_easy_getinfo(
		    t->http->curl, CURLINFO_RESPONSE_CODE, &status);
		t->answer->status = (int)status;
	}
	if (t->answer->status != 200) {
		if (t->page.len + len > NET_ERROR_PAGE) {
			t->fault = FAULT_ENOUGH;
			len = NET_ERROR_PAGE - t->page.len;
			buf_put(&t->page, data, len);
			return 0;
		}
		buf_put(&t->page, data, len);
		return len;
	}
	if (!t->begun && begin_body(t) == -1)
		return 0;
	t->answer->bytes += len;
	if (t->answer->bytes > t->http->options.max_bytes) {
		t->fault = FAULT_LARGE;
		return 0;
	}
	if (t->sink->push(t->sink->arg, data, len, t->err) == -1) {
		t->fault = FAULT_SINK;
		return 0;
	}
	return len;
}

/* libcurl has no time-out for the first byte, and its stall limit counts in
 * whole seconds: both are watched here. Called at least once a second. */
static int
watch(void *arg, curl_off_t total, curl_off_t now, curl_off_t up_total,
    curl_off_t up)
{
	struct transfer *t = arg;
	const struct http_options *o = &t->http->options;
	double ticks = when_ticks();

	(void)total, (void)up_total, (void)up;
	if (now != t->came) {
		t->came = now;
		t->moved = ticks;
		if (o->moved != NULL)
			o->moved(o->moved_arg, (uint64_t)now);
	} else if (now == 0 &&
	    ticks - t->moved > o->first_byte_seconds * t->patience)
		t->fault = FAULT_FIRST_BYTE;
	else if (now > 0 && ticks - t->moved > o->stall_seconds * t->patience)
		t->fault = FAULT_STALL;
	if (t->http->deadline > 0 && ticks > t->http->deadline)
		t->fault = FAULT_LATE;
	return t->fault != FAULT_NONE;
}

/* What is the same for every request of this handle. */
static void
set_up(struct http *h)
{
	CURL *c = h->curl;

	h->headers = curl_slist_append(NULL, "Accept-Encoding: gzip");
	h->headers = curl_slist_append(
	    h->headers, "Accept: application/json, */*;q=0.5");
	curl_easy_setopt(c, CURLOPT_HTTPHEADER, h->headers);
	curl_easy_setopt(c, CURLOPT_USERAGENT, NET_USER_AGENT);
	curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(c, CURLOPT_PATH_AS_IS, 1L);
	curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(c, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
	curl_easy_setopt(c, CURLOPT_BUFFERSIZE, NET_BUFFER);
	curl_easy_setopt(
	    c, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)h->options.max_bytes);
	curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, take_header);
	curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take_body);
	curl_easy_setopt(c, CURLOPT_XFERINFOFUNCTION, watch);
	curl_easy_setopt(c, CURLOPT_NOPROGRESS, 0L);
}

struct http *
http_new(const struct http_options *options, struct err *err)
{
	const char *ca = getenv("FEITEN_CA_FILE");
	struct http *h;
	double patience;

	if (net_patience(&patience, err) == -1)
		return NULL;
	if (ca != NULL && ca[0] != '\0' && access(ca, R_OK) == -1) {
		err_set(err, ERR_NET,
		    "FEITEN_CA_FILE: %s: cannot be read: set it to a file of "
		    "certificates, or leave it out",
		    ca);
		return NULL;
	}
	h = mem_new(1, sizeof(*h));
	h->options = *options;
	net_options_fill(&h->options);
	h->patience = patience;
	h->ended = -1;
	h->dice = ((uint64_t)getpid() << 32) ^ (uint64_t)(when_ticks() * 1e6);
	h->curl = curl_easy_init();
	if (h->curl == NULL) {
		err_set(err, ERR_NET, "libcurl: cannot be started");
		http_free(h);
		return NULL;
	}
	set_up(h);
	if (ca != NULL && ca[0] != '\0')
		curl_easy_setopt(h->curl, CURLOPT_CAINFO, ca);
	return h;
}

void
http_free(struct http *h)
{
	if (h == NULL)
		return;
	curl_easy_cleanup(h->curl);
	curl_slist_free_all(h->headers);
	net_options_clear(&h->options);
	free(h);
}

uint64_t
http_requests(const struct http *h)
{
	return h->requests;
}

int
http_status(const struct http *h)
{
	return h->status;
}

void
http_deadline(struct http *h, double at)
{
	h->deadline = at;
}

bool
http_late(const struct http *h)
{
	return h->deadline > 0 && when_ticks() >= h->deadline;
}

void
http_answer_clear(struct http_answer *answer)
{
	free(answer->content_type);
	free(answer->etag);
	free(answer->last_modified);
	*answer = (struct http_answer){ 0 };
}

/* A transfer that we broke off ourselves. */
static enum outcome
broken_off(struct transfer *t)
{
	const struct http_options *o = &t->http->options;

	switch (t->fault) {
	case FAULT_SINK:
		return GIVE_UP; /* err says why */
	case FAULT_LARGE:
		err_set(t->err, ERR_NET,
		    "more than %llu bytes in one answer: refused",
		    (unsigned long long)o->max_bytes);
		return GIVE_UP;
	case FAULT_ENCODING:
		err_set(t->err, ERR_NET,
		    "sent in encoding '%s', which was not asked for",
		    t->encoding);
		return GIVE_UP;
	case FAULT_FIRST_BYTE:
		err_set(t->err, ERR_NET,
		    "no answer within %g seconds: try again later",
		    o->first_byte_seconds * t->patience);
		return AGAIN;
	case FAULT_STALL:
		err_set(t->err, ERR_NET,
		    "nothing more came for %g seconds, after %lld bytes: try "
		    "again later",
		    o->stall_seconds * t->patience, (long long)t->came);
		return AGAIN;
	case FAULT_LATE:
		err_set(t->err, ERR_NET,
		    "the time for this run is over: the next one goes on");
		return GIVE_UP;
	case FAULT_NONE:
	case FAULT_ENOUGH:
		break;
	}
	return DONE;
}

static enum outcome
refused(struct transfer *t)
{
	int status = t->answer->status;
	struct buf words = { 0 };

	if (t->key != NULL)
		net_key_blot(t->key, t->page.data, t->page.len);
	if (t->encoding[0] == '\0')
		net_said(buf_str(&t->page), t->page.len, &words);
	if (words.len > 0)
		err_set(
		    t->err, ERR_NET, "status %d (\"%s\")", status, words.data);
	else
		err_set(t->err, ERR_NET, "status %d", status);
	buf_free(&words);
	words = (struct buf){ 0 };
	buf_puts(&words, t->err->msg);
	if (t->key != NULL && (status == 401 || status == 403))
		err_set(t->err, ERR_NET,
		    "%s: the key %s is not accepted: set it to the one you "
		    "were given",
		    words.data, t->key->variable);
	else
		err_set(
		    t->err, ERR_NET, "%s: %s", words.data, net_advice(status));
	buf_free(&words);
	return AGAIN; /* retry_wait knows which statuses are worth it */
}

/* The whole body is there, says the transport. */
static enum outcome
complete(struct transfer *t)
{
	if (!t->begun && begin_body(t) == -1)
		return broken_off(t);
	if (t->sink->end == NULL || t->sink->end(t->sink->arg, t->err) == 0)
		return DONE;
	return t->err->code == ERR_NET ? AGAIN : GIVE_UP;
}

static enum outcome
judge(struct transfer *t, CURLcode code)
{
	long status = 0;

	if (t->fault != FAULT_NONE && t->fault != FAULT_ENOUGH)
		return broken_off(t);
	if (code == CURLE_FILESIZE_EXCEEDED) {
		t->fault = FAULT_LARGE;
		return broken_off(t);
	}
	if (code != CURLE_OK && t->fault != FAULT_ENOUGH) {
		err_set(t->err, ERR_NET, "%s: %s", curl_easy_strerror(code),
		    net_line_advice((int)code));
		return net_line_passing((int)code) ? AGAIN : GIVE_UP;
	}
	curl_easy_getinfo(t->http->curl, CURLINFO_RESPONSE_CODE, &status);
	t->answer->status = (int)status;
	t->http->status = (int)status;
	switch (status) {
	case 200:
		return complete(t);
	case 304:
		if (t->conditional)
			return DONE;
		break;
	case 301:
	case 302:
	case 303:
	case 307:
	case 308:
		return MOVED;
	}
	return refused(t);
}

static bool
is_conditional(const struct http_request *request)
{
	return request->etag != NULL || request->last_modified != NULL;
}

/* Limits that are shorter, or longer, on this machine. */
static void
set_limits(struct http *h, double patience)
{
	const struct http_options *o = &h->options;

	curl_easy_setopt(h->curl, CURLOPT_CONNECTTIMEOUT_MS,
	    (long)(o->connect_seconds * patience * 1000));
	curl_easy_setopt(h->curl, CURLOPT_TIMEOUT_MS,
	    (long)(o->total_seconds * patience * 1000));
	curl_easy_setopt(h->curl, CURLOPT_IPRESOLVE,
	    h->only_ipv4 ? CURL_IPRESOLVE_V4 : CURL_IPRESOLVE_WHATEVER);
}

/* Hosts with an IPv6 address are out of reach from a network without IPv6, or
 * with a broken one: the next try goes over IPv4, and back if that cannot
 * connect either. */
static void
choose_ip(struct http *h, CURLcode code)
{
	char *used = NULL;

	if (code == CURLE_COULDNT_CONNECT)
		h->only_ipv4 = !h->only_ipv4;
	else if (code != CURLE_OK && net_line_passing((int)code) &&
	    curl_easy_getinfo(h->curl, CURLINFO_PRIMARY_IP, &used) ==
		CURLE_OK &&
	    used != NULL && strchr(used, ':') != NULL)
		h->only_ipv4 = true;
}

/* One request. *code tells what the line did. */
static enum outcome
ask(struct http *h, const char *url, const struct http_request *request,
    const struct http_sink *sink, struct http_answer *answer, CURLcode *code,
    struct err *err)
{
	struct transfer t = { .http = h,
		.sink = sink,
		.key = request->key,
		.conditional = is_conditional(request),
		.answer = answer,
		.err = err };
	bool local = net_loopback(url);
	enum outcome outcome;

	if (!local && h->ended >= 0 &&
	    when_ticks() - h->ended < NET_PAUSE_SECONDS)
		h->options.wait(NET_PAUSE_SECONDS);
	h->requests++;
	answer_reset(answer);
	curl_easy_setopt(h->curl, CURLOPT_URL, url);
	curl_easy_setopt(h->curl, CURLOPT_PROXY, local ? "" : NULL);
	t.patience = local ? h->patience : 1;
	set_limits(h, t.patience);
	curl_easy_setopt(h->curl, CURLOPT_HEADERDATA, &t);
	curl_easy_setopt(h->curl, CURLOPT_WRITEDATA, &t);
	curl_easy_setopt(h->curl, CURLOPT_XFERINFODATA, &t);
	t.moved = when_ticks();
	*code = curl_easy_perform(h->curl);
	outcome = judge(&t, *code);
	choose_ip(h, *code);
	h->ended = when_ticks();
	buf_free(&t.page);
	return outcome;
}

/* Where a redirect leads, when it may be followed: a new *url. */
static int
follow(struct http *h, char **url, struct err *err)
{
	char *to = NULL, *target = NULL;
	int rc = -1;

	curl_easy_getinfo(h->curl, CURLINFO_REDIRECT_URL, &to);
	if (to == NULL) {
		err_set(err, ERR_NET, "redirected, but not told where to");
		goto done;
	}
	if (http_resolve(&h->options, to, &target, err) == -1) {
		err_ctx(err, "redirected");
		goto done;
	}
	if (!http_same_origin(*url, target)) {
		err_set(err, ERR_NET,
		    "redirected to %s: another host is not followed; if the "
		    "source has moved, change its definition",
		    to);
		goto done;
	}
	free(*url);
	*url = target;
	target = NULL;
	rc = 0;
done:
	free(target);
	return rc;
}

/* One try: a request and the redirects it meets. */
static enum outcome
try_once(struct http *h, const char *start, const struct http_request *request,
    const struct http_sink *sink, struct http_answer *answer, CURLcode *code,
    struct err *err)
{
	char *url = mem_str(start);
	enum outcome outcome = GIVE_UP;

	for (int hops = 0;; hops++) {
		outcome = ask(h, url, request, sink, answer, code, err);
		if (outcome != MOVED)
			break;
		outcome = GIVE_UP;
		if (hops == NET_REDIRECTS) {
			err_set(err, ERR_NET,
			    "redirected more than %d times: the server sends "
			    "us round in a circle",
			    NET_REDIRECTS);
			break;
		}
		if (follow(h, &url, err) == -1)
			break;
	}
	free(url);
	return outcome;
}

static double
roll(struct http *h)
{
	/* xorshift64: only for jitter. */
	h->dice |= 1;
	h->dice ^= h->dice << 13;
	h->dice ^= h->dice >> 7;
	h->dice ^= h->dice << 17;
	return (double)(h->dice >> 11) / 9007199254740992.0;
}

/* Seconds to wait before trying again, or -1. */
static double
next_wait(struct http *h, const struct http_answer *answer, CURLcode code)
{
	struct retry_case c = { .tried = answer->tries,
		.tries = h->options.tries,
		.status = answer->status,
		.transport = code != CURLE_OK || answer->status == 200,
		.retry_after = -1,
		.dice = roll(h) };
	curl_off_t after = 0;

	/* A status that came before the line broke says nothing. */
	if (code != CURLE_OK && answer->status == 200)
		c.status = 0;
	curl_easy_getinfo(h->curl, CURLINFO_RETRY_AFTER, &after);
	if (after > 0)
		c.retry_after = (double)after;
	return retry_wait(&c);
}

int
http_get(struct http *h, const char *address, const struct http_sink *sink,
    struct http_answer *out, struct err *err)
{
	return http_get_key(h, address, NULL, sink, out, err);
}

int
http_get_key(struct http *h, const char *address, const struct http_key *key,
    const struct http_sink *sink, struct http_answer *out, struct err *err)
{
	return http_ask(
	    h, address, &(struct http_request){ .key = key }, sink, out, err);
}

/* Try until it is done, or no use. */
static enum outcome
try_all(struct http *h, const char *url, const struct http_request *request,
    const struct http_sink *sink, struct http_answer *answer, struct err *err)
{
	enum outcome outcome;
	CURLcode code = CURLE_OK;
	double wait, patience = net_loopback(url) ? h->patience : 1;

	for (;;) {
		if (http_late(h)) {
			err_set(err, ERR_NET,
			    "the time for this run is over: the next one goes "
			    "on");
			return GIVE_UP;
		}
		answer->tries++;
		outcome = try_once(h, url, request, sink, answer, &code, err);
		if (outcome != AGAIN)
			return outcome;
		wait = next_wait(h, answer, code);
		wait *= wait < 0 ? 1 : patience;
		/* No time left to ask again: then this is the reason. */
		if (wait < 0 ||
		    (h->deadline > 0 && when_ticks() + wait > h->deadline))
			return outcome;
		h->options.wait(wait);
	}
}

int
http_ask(struct http *h, const char *address,
    const struct http_request *request, const struct http_sink *sink,
    struct http_answer *out, struct err *err)
{
	const struct http_key *key = request->key;
	struct http_request sent = *request;
	struct http_answer answer = { 0 };
	struct net_headers own = { 0 };
	enum outcome outcome;
	char *url = NULL;

	if (key != NULL && net_key_check(key, address, err) == -1)
		return -1;
	if (http_resolve(&h->options, address, &url, err) == -1)
		return -1;
	/* A mirror is another host, whatever it stands in for. */
	if (strcmp(url, address) != 0)
		sent.key = NULL;
	if (sent.key != NULL)
		net_header_add(&own, key->header, key->value);
	net_header_add(&own, "If-None-Match", sent.etag);
	net_header_add(&own, "If-Modified-Since", sent.last_modified);
	curl_easy_setopt(
	    h->curl, CURLOPT_HTTPHEADER, net_headers_chain(&own, h->headers));
	outcome = try_all(h, url, &sent, sink, &answer, err);
	if (outcome == DONE)
		*out = answer;
	else {
		if (answer.tries > 1)
			err_ctx(err, "asked %d times", answer.tries);
		/* Manifests keep this message: the mirror's own address
		 * stays out of it. */
		err_ctx(err, "%s%s", address,
		    strcmp(url, address) == 0 ? ""
			: key == NULL
			? ": through its mirror"
			: ": through its mirror, which gets no key");
		http_answer_clear(&answer);
	}
	curl_easy_setopt(h->curl, CURLOPT_HTTPHEADER, h->headers);
	net_headers_clear(&own);
	free(url);
	return outcome == DONE ? 0 : -1;
}
