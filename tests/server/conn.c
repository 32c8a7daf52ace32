/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * conn: one connection: requests in, answers out, and what goes wrong between.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

#include "odata4.h"
#include "server.h"

#define HEAD_MAX (64u * 1024)
#define BODY_MAX (64u * 1024)
#define MIB (1024u * 1024)
#define RESET_PAUSE 0.05 /* so that what was sent is read before the RST */
#define DRIP_PAUSE 0.1

struct request {
	char *method, *target;
	struct text head, body;
	bool keep, gzip;
};

struct conn {
	struct server *server;
	int fd;
	struct text in; /* received, not used yet */
};

static int
receive(struct conn *c)
{
	char chunk[8192];
	ssize_t n;

	do {
		n = recv(c->fd, chunk, sizeof(chunk), 0);
	} while (n == -1 && errno == EINTR);
	if (n <= 0)
		return -1;
	text_add(&c->in, chunk, (size_t)n);
	return 0;
}

static void
move(struct text *from, size_t n, struct text *to)
{
	text_add(to, from->s, n);
	memmove(from->s, from->s + n, from->n - n);
	from->n -= n;
	from->s[from->n] = '\0';
}

static int
send_all(struct conn *c, const char *s, size_t n)
{
	while (n > 0) {
		ssize_t w = send(c->fd, s, n, MSG_NOSIGNAL);

		if (w == -1 && errno == EINTR)
			continue;
		if (w <= 0)
			return -1;
		s += w;
		n -= (size_t)w;
	}
	return 0;
}

/* A header's value, new; NULL when it is not there. */
static char *
header_value(const struct request *r, const char *name)
{
	size_t len = strlen(name);
	const char *p = strchr(r->head.s, '\n');

	for (; p != NULL; p = strchr(p, '\n')) {
		char *value;
		size_t n;

		p++;
		if (strncasecmp(p, name, len) != 0 || p[len] != ':')
			continue;
		p += len + 1;
		p += strspn(p, " \t");
		n = strcspn(p, "\r\n");
		value = must_alloc(n + 1);
		return memcpy(value, p, n);
	}
	return NULL;
}

static bool
header_has(const struct request *r, const char *name, const char *word)
{
	char *value = header_value(r, name);
	bool has = false;

	for (const char *p = value; p != NULL && *p != '\0' && !has; p++)
		has = strncasecmp(p, word, strlen(word)) == 0;
	free(value);
	return has;
}

static void
request_clear(struct request *r)
{
	free(r->method);
	free(r->target);
	text_free(&r->head);
	text_free(&r->body);
}

/* "METHOD /target HTTP/1.x" */
static int
parse_line(struct request *r)
{
	size_t method = strcspn(r->head.s, " \r\n");
	const char *target = r->head.s + method + 1, *version;
	size_t len;

	if (r->head.s[method] != ' ' || *target != '/')
		return -1;
	len = strcspn(target, " \r\n");
	version = target + len;
	if (strncmp(version, " HTTP/1.", 8) != 0)
		return -1;
	r->method = must_alloc(method + 1);
	memcpy(r->method, r->head.s, method);
	r->target = must_alloc(len + 1);
	memcpy(r->target, target, len);
	r->keep = version[8] == '1' && !header_has(r, "Connection", "close");
	r->gzip = header_has(r, "Accept-Encoding", "gzip");
	return 0;
}

static int
read_body(struct conn *c, struct request *r)
{
	char *length = header_value(r, "Content-Length");
	size_t n = length != NULL ? strtoul(length, NULL, 10) : 0;

	free(length);
	if (n > BODY_MAX)
		return -1;
	text_puts(&r->body, "");
	if (n > c->in.n && header_has(r, "Expect", "100-continue"))
		send_all(c, "HTTP/1.1 100 Continue\r\n\r\n", 25);
	while (c->in.n < n)
		if (receive(c) == -1)
			return -1;
	if (n > 0)
		move(&c->in, n, &r->body);
	return 0;
}

/* 0, or -1: the connection is at its end, or talks no HTTP. */
static int
read_request(struct conn *c, struct request *r)
{
	const char *end;

	while (c->in.s == NULL || (end = strstr(c->in.s, "\r\n\r\n")) == NULL) {
		if (c->in.n > HEAD_MAX || receive(c) == -1)
			return -1;
	}
	move(&c->in, (size_t)(end - c->in.s) + 4, &r->head);
	if (parse_line(r) == -1)
		return -1;
	return read_body(c, r);
}

static const char *
status_text(int status)
{
	static const struct {
		int status;
		const char *text;
	} known[] = { { 200, "OK" }, { 302, "Found" }, { 304, "Not Modified" },
		{ 404, "Not Found" }, { 429, "Too Many Requests" },
		{ 500, "Internal Server Error" },
		{ 503, "Service Unavailable" } };

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (known[i].status == status)
			return known[i].text;
	return "Answer";
}

static int
send_head(struct conn *c, const struct answer *a, bool chunked, bool keep)
{
	struct text t = { 0 };
	int rc;

	text_printf(&t, "HTTP/1.1 %d %s\r\nContent-Type: %s\r\n", a->status,
	    status_text(a->status), a->type);
	text_puts(&t, "DataServiceVersion: 3.0;\r\n");
	if (a->gz)
		text_puts(&t, "Content-Encoding: gzip\r\n");
	if (chunked)
		text_puts(&t, "Transfer-Encoding: chunked\r\n");
	else if (a->status != 304)
		text_printf(&t, "Content-Length: %zu\r\n", a->body->n);
	text_puts(&t, a->header);
	text_puts(&t, keep ? "\r\n" : "Connection: close\r\n\r\n");
	rc = send_all(c, t.s, t.n);
	text_free(&t);
	return rc;
}

/* A gzip of so many MiB of nothing: tiny on the wire. */
static struct blob *
bomb(double mib)
{
	static const char zeros[MIB / 16];
	struct text packed = { 0 };
	z_stream z = { 0 };
	char out[4096];
	long left = (long)(mib * 16);

	if (deflateInit2(&z, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9,
		Z_DEFAULT_STRATEGY) != Z_OK)
		abort();
	do {
		if (z.avail_in == 0 && left > 0) {
			z.next_in = (Bytef *)zeros;
			z.avail_in = sizeof(zeros);
			left--;
		}
		z.next_out = (Bytef *)out;
		z.avail_out = sizeof(out);
		if (deflate(&z, left > 0 ? Z_NO_FLUSH : Z_FINISH) ==
		    Z_STREAM_ERROR)
			abort();
		text_add(&packed, out, sizeof(out) - z.avail_out);
	} while (left > 0 || z.avail_in > 0 || z.avail_out == 0);
	deflateEnd(&z);
	return blob_take(&packed);
}

/* Answers that take the place of the real one; false: none of them. */
static bool
answer_instead(const struct fault *f, struct answer *a)
{
	if (f->kind == FAULT_STATUS) {
		answer_html(a, (int)f->number, "The service is out of order.");
	} else if (f->kind == FAULT_RETRY_AFTER || f->kind == FAULT_TOO_MANY) {
		answer_html(a, f->kind == FAULT_TOO_MANY ? 429 : 503,
		    "The service is too busy.");
		snprintf(a->header, sizeof(a->header), "Retry-After: %s\r\n",
		    f->argument);
	} else if (f->kind == FAULT_HTML) {
		answer_html(a, 200, "Log in to this network to go on.");
	} else if (f->kind == FAULT_REDIRECT) {
		answer_html(a, 302, "Over there.");
		snprintf(a->header, sizeof(a->header), "Location: %s\r\n",
		    f->argument);
	} else if (f->kind == FAULT_BOMB) {
		a->status = 200;
		a->type = "application/json;charset=utf-8";
		a->body = bomb(f->number);
		a->gz = true;
	} else if (f->kind == FAULT_ZIP_BOMB) {
		a->status = 200;
		a->type = "application/zip";
		a->body = zip_bomb((size_t)f->number * MIB);
	} else {
		return false;
	}
	return true;
}

static void
replace_body(struct answer *a, struct blob *body)
{
	blob_drop(a->body);
	a->body = body;
}

/* The real answer, spoiled when the fault is one of its bytes. */
static void
answer_real(struct conn *c, const struct request *r, const struct fault *f,
    struct answer *a)
{
	bool cut = f->kind == FAULT_CUT_GZIP;
	bool plain = fault_in_body(f->kind) || f->kind == FAULT_WRONG_GZIP;
	struct text t = { 0 };

	if (!routes_answer(c->server->routes, r->method, r->target, r->head.s,
		r->gzip && c->server->site.gzip && !plain && !cut, a))
		site_answer(
		    &c->server->site, r->target, r->gzip, plain || cut, a);
	if (fault_in_body(f->kind)) {
		text_add(&t, a->body->data, a->body->n);
		fault_spoil(f, &t);
		replace_body(a, blob_take(&t));
		a->gz = r->gzip && c->server->site.gzip;
	}
	if (a->gz ? plain : cut)
		replace_body(a, blob_gzip(a->body));
	if (cut)
		a->body->n /= 2;
	if (cut || f->kind == FAULT_WRONG_GZIP)
		a->gz = true;
}

static void
add_etag(struct conn *c, const struct request *r, struct answer *a)
{
	char tag[40], *known;

	if (!c->server->etag || a->status != 200)
		return;
	snprintf(tag, sizeof(tag), "\"%08lx-%zu\"",
	    crc32(0, (const Bytef *)a->body->data, (uInt)a->body->n),
	    a->body->n);
	snprintf(a->header, sizeof(a->header), "ETag: %s\r\n", tag);
	known = header_value(r, "If-None-Match");
	if (known != NULL && strcmp(known, tag) == 0) {
		struct text none = { 0 };

		a->status = 304;
		text_puts(&none, "");
		replace_body(a, blob_take(&none));
	}
	free(known);
}

static int
send_slowly(struct conn *c, const char *s, size_t n, double rate)
{
	size_t step = rate * DRIP_PAUSE >= 1 ? (size_t)(rate * DRIP_PAUSE) : 1;
	double pause = rate > 0 ? (double)step / rate : DRIP_PAUSE;

	while (n > 0 && !server_stopping(c->server)) {
		size_t piece = n < step ? n : step;

		if (send_all(c, s, piece) == -1)
			return -1;
		s += piece;
		n -= piece;
		server_pause(c->server, pause);
	}
	return n > 0 ? -1 : 0;
}

/* Blanks without end, in chunks, until the client has had enough. */
static void
send_endless(struct conn *c)
{
	char chunk[4096 + 16];
	int head = snprintf(chunk, sizeof(chunk), "1000\r\n");

	memset(chunk + head, ' ', 4096);
	memcpy(chunk + head + 4096, "\r\n", 2);
	while (!server_stopping(c->server) &&
	    send_all(c, chunk, (size_t)head + 4096 + 2) == 0)
		;
}

static void
send_cut_chunked(struct conn *c, const char *s, size_t n)
{
	char size[32];
	int len = snprintf(size, sizeof(size), "%zx\r\n", n);

	if (send_all(c, size, (size_t)len) == 0)
		send_all(c, s, n / 2);
}

/* Make close() send a RST rather than a tidy end. */
static void
set_reset(struct conn *c)
{
	struct linger linger = { .l_onoff = 1, .l_linger = 0 };

	server_pause(c->server, RESET_PAUSE);
	setsockopt(c->fd, SOL_SOCKET, SO_LINGER, &linger, sizeof(linger));
}

/* How much of the body will go out. */
static size_t
bytes_to_send(const struct fault *f, size_t n)
{
	if (f->kind == FAULT_CUT_CHUNKED)
		return n / 2;
	if (f->kind != FAULT_RESET && f->kind != FAULT_TRUNCATE)
		return n;
	if (f->number < 0)
		return n / 2;
	return f->number < (double)n ? (size_t)f->number : n;
}

/* 0 when the connection can be used for another request. */
static int
send_answer(struct conn *c, const struct request *r, const struct fault *f,
    const struct answer *a)
{
	bool chunked = f->kind == FAULT_CUT_CHUNKED || f->kind == FAULT_ENDLESS;
	size_t n = bytes_to_send(f, a->body->n);

	if (f->kind == FAULT_DELAY)
		server_pause(c->server, f->number);
	if (send_head(c, a, chunked, r->keep) == -1)
		return -1;
	if (strcmp(r->method, "HEAD") == 0)
		return r->keep ? 0 : -1;
	if (f->kind == FAULT_ENDLESS)
		send_endless(c);
	else if (f->kind == FAULT_CUT_CHUNKED)
		send_cut_chunked(c, a->body->data, a->body->n);
	if (chunked)
		return -1;
	if (f->kind == FAULT_DRIP)
		return send_slowly(c, a->body->data, n, f->number);
	if (f->kind == FAULT_STALL) {
		send_all(c, a->body->data, n / 2);
		server_pause(c->server, f->number);
		send_all(c, a->body->data + n / 2, n - n / 2);
	} else if (send_all(c, a->body->data, n) == -1) {
		return -1;
	}
	if (f->kind == FAULT_RESET)
		set_reset(c);
	return r->keep && n == a->body->n && f->kind != FAULT_RESET ? 0 : -1;
}

/* The table is another one from now on: what lies in OVERLAY.next takes the
 * place of the overlay. */
static void
change(struct server *server, const char *table)
{
	const char *overlay = server->site.tree.overlay;
	struct text next = { 0 };

	free(site_touch(&server->site, table, NULL));
	if (overlay == NULL)
		return;
	text_printf(&next, "%s.next", overlay);
	rename(next.s, overlay);
	text_free(&next);
}

static int
serve_request(struct conn *c, const struct request *r)
{
	struct answer a = { 0 };
	struct fault f = { .kind = FAULT_NONE };
	int rc = -1;

	if (strncmp(r->target, "/_control/", 10) == 0) {
		control_answer(c->server, r->method, r->target, r->body.s, &a);
		rc = send_answer(c, r, &f, &a);
		goto done;
	}
	faults_pick(&c->server->faults, r->target, &f);
	if (f.kind == FAULT_CHANGE)
		change(c->server, f.argument);
	if (f.kind == FAULT_EMPTY) {
		server_log(c->server, r->method, r->target, 0, 0);
		goto done;
	}
	if (strcmp(r->method, "GET") != 0 && strcmp(r->method, "HEAD") != 0)
		answer_html(&a, 405, "Only GET works here.");
	else if (!answer_instead(&f, &a))
		answer_real(c, r, &f, &a);
	add_etag(c, r, &a);
	/* Before it is sent: who has the answer can count on the log. */
	server_log(c->server, r->method, r->target, a.status,
	    f.kind == FAULT_ENDLESS ? 0 : bytes_to_send(&f, a.body->n));
	rc = send_answer(c, r, &f, &a);
done:
	answer_clear(&a);
	return rc;
}

void
conn_serve(struct server *server, int fd)
{
	struct conn c = { .server = server, .fd = fd };
	int rc = 0;

	while (rc == 0) {
		struct request r = { 0 };

		rc = read_request(&c, &r);
		if (rc == 0)
			rc = serve_request(&c, &r);
		request_clear(&r);
	}
	text_free(&c.in);
}
