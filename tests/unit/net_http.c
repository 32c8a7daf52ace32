/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * http_get against a server of one thread in this process: what it answers
 * depends on the path and on how often that path was asked for.
 */
#include "base/buf.h"
#include "base/mem.h"
#include "base/when.h"
#include "net/http.h"
#include "tap.h"
#include "tiny_server.h"

/* What tries our patience; false: none of these. */
static bool
answer_slowly(int fd, const char *path)
{
	const struct timespec moment = { 0, 50000000 };

	if (strcmp(path, "/silent") == 0)
		idle(fd);
	else if (strcmp(path, "/drip") == 0) {
		says(fd, "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n");
		for (int i = 0; i < 99; i++) {
			nanosleep(&moment, NULL);
			if (send(fd, "x", 1, MSG_NOSIGNAL) <= 0)
				break;
		}
	} else
		return false;
	return true;
}

/* What is always the same. */
static const char *
fixed_answer(const char *path)
{
	static const struct {
		const char *path, *text;
	} fixed[] = {
		{ "/ok",
		    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nETag: "
		    "\"e\x01\"\r\nContent-Type: application/json\r\n"
		    "Last-Modified: Sat, 21 Nov 2026 10:00:00 GMT\r\n\r\n"
		    "hello" },
		{ "/empty", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" },
		{ "/brotli",
		    "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n"
		    "Content-Length: 1\r\n\r\nx" },
		{ "/404",
		    "HTTP/1.1 404 Not Found\r\nContent-Length: 33\r\n\r\n"
		    "<h1>Resource  not\nfound here</h1>" },
	};

	for (size_t i = 0; i < sizeof(fixed) / sizeof(fixed[0]); i++)
		if (strcmp(path, fixed[i].path) == 0)
			return fixed[i].text;
	return NULL;
}

static void
answer(struct server *s, int fd, const char *path)
{
	static const char gz[] = "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03";
	char line[300];

	if (fixed_answer(path) != NULL)
		says(fd, fixed_answer(path));
	else if (strcmp(path, "/gzip") == 0) {
		says(fd,
		    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n"
		    "Content-Length: 10\r\n\r\n");
		say(fd, gz, 10);
	} else if (strcmp(path, "/busy") == 0 && s->same == 1)
		says(fd,
		    "HTTP/1.1 503 Busy\r\nRetry-After: 7\r\n"
		    "Content-Length: 4\r\n\r\nbusy");
	else if (strcmp(path, "/down") == 0)
		says(fd, "HTTP/1.1 500 No\r\nContent-Length: 4\r\n\r\ndown");
	else if (strcmp(path, "/reset") == 0 && s->same == 1) {
		says(fd, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel");
		reset(fd);
	} else if (strcmp(path, "/cut") == 0 && s->same <= 2)
		says(fd, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel");
	else if (strcmp(path, "/key") == 0) {
		if (strstr(s->head, "\r\napikey: sleutel-1\r\n") != NULL)
			says(fd,
			    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"
			    "hello");
		else
			says(fd,
			    "HTTP/1.1 401 No\r\nContent-Length: 37\r\n\r\n"
			    "sleutel-2 is no key; nor is sleutel-1");
	} else if (strcmp(path, "/nearkey") == 0)
		says(fd,
		    "HTTP/1.1 302 Found\r\nLocation: /key\r\n"
		    "Content-Length: 0\r\n\r\n");
	else if (strcmp(path, "/near") == 0)
		says(fd,
		    "HTTP/1.1 302 Found\r\nLocation: /ok\r\n"
		    "Content-Length: 0\r\n\r\n");
	else if (strcmp(path, "/round") == 0)
		says(fd,
		    "HTTP/1.1 302 Found\r\nLocation: /round\r\n"
		    "Content-Length: 0\r\n\r\n");
	else if (strcmp(path, "/far") == 0)
		says(fd,
		    "HTTP/1.1 301 Moved\r\nLocation: "
		    "https://elsewhere.example/x\r\nContent-Length: "
		    "0\r\n\r\n");
	else if (strcmp(path, "/plain") == 0)
		says(fd,
		    "HTTP/1.1 301 Moved\r\nLocation: "
		    "http://elsewhere.example/x\r\nContent-Length: "
		    "0\r\n\r\n");
	else if (strcmp(path, "/stall") == 0) {
		says(fd, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel");
		idle(fd);
	} else if (answer_slowly(fd, path))
		return;
	else if (strcmp(path, "/big") == 0) {
		says(fd, "HTTP/1.1 200 OK\r\n\r\n");
		for (int i = 0; i < 100; i++)
			says(fd, "0123456789012345678901234567890123456789");
	} else {
		snprintf(line, sizeof(line), "%s:%d", path, s->same);
		dprintf(fd, "HTTP/1.1 200 OK\r\nContent-Length: %zu\r\n\r\n%s",
		    strlen(line), line);
	}
}

struct kept { /* a sink that keeps the body */
	struct buf body;
	int begins;
	bool gz;
	const char *broken; /* end() complains while the body is not this */
	bool refuse;
};

static int
kept_begin(void *arg, const struct http_answer *a, struct err *err)
{
	struct kept *k = arg;

	(void)err;
	k->begins++;
	k->gz = a->gz;
	buf_clear(&k->body);
	return 0;
}

static int
kept_push(void *arg, const char *data, size_t len, struct err *err)
{
	struct kept *k = arg;

	if (k->refuse)
		return err_set(err, ERR_INPUT, "not to my taste");
	buf_put(&k->body, data, len);
	return 0;
}

static int
kept_end(void *arg, struct err *err)
{
	struct kept *k = arg;

	if (k->broken != NULL && strcmp(buf_str(&k->body), k->broken) != 0)
		return err_set(err, ERR_NET, "cut off");
	return 0;
}

static double waited;	   /* the longest pause http asked for */
static int most_tries = 3; /* for one request */

static void
no_wait(double seconds)
{
	if (seconds > waited)
		waited = seconds;
}

static struct server server;

/* GET a path of the server; the sink's members say what came. */
static int
get(const char *path, struct kept *k, struct http_answer *a, struct err *err)
{
	const struct mirror mirror = { "https://data.example",
		mem_fmt("http://127.0.0.1:%d", server.port) };
	const struct http_options options = { .mirrors = &mirror,
		.nmirrors = 1,
		.max_bytes = 2000,
		.tries = most_tries,
		.first_byte_seconds = 0.3,
		.stall_seconds = 0.3,
		.wait = no_wait };
	const struct http_sink sink = { k, kept_begin, kept_push, kept_end };
	char *address = mem_fmt("https://data.example%s", path);
	struct http *http = http_new(&options, err);
	int rc = -1;

	waited = 0;
	if (http != NULL)
		rc = http_get(http, address, &sink, a, err);
	http_free(http);
	free(address);
	free((char *)mirror.to);
	return rc;
}

/* One that succeeds: body and number of tries. */
static void
good(const char *path, const char *body, int tries, int begins)
{
	struct kept k = { 0 };
	struct http_answer a = { 0 };
	struct err err = { 0 };

	ok(get(path, &k, &a, &err) == 0, "%s is got: %s", path, err.msg);
	ok(a.status == 200 && a.tries == tries && k.begins == begins,
	    "  status %d, %d tries, %d begins", a.status, a.tries, k.begins);
	is_str(buf_str(&k.body), body, "  its body");
	ok(a.bytes == strlen(body), "  its size");
	http_answer_clear(&a);
	buf_free(&k.body);
}

/* One that fails: what the message says. */
static void
bad(const char *path, const char *const says_all[], bool through_limit)
{
	struct kept k = { 0 };
	struct http_answer a = { 0 };
	struct err err = { 0 };

	ok(get(path, &k, &a, &err) == -1 && err.code == ERR_NET, "%s fails",
	    path);
	for (size_t i = 0; says_all[i] != NULL; i++)
		ok(strstr(err.msg, says_all[i]) != NULL, "  says '%s': %s",
		    says_all[i], err.msg);
	ok(strncmp(err.msg, "https://data.example/", 21) == 0,
	    "  names the canonical address first");
	ok(through_limit == (waited > 0), "  waited %g", waited);
	buf_free(&k.body);
}

static void
answers(void)
{
	struct kept k = { 0 };
	struct http_answer a = { 0 };
	struct err err = { 0 };

	good("/ok", "hello", 1, 1);
	good("/empty", "", 1, 1);
	good("/near", "hello", 1, 1);
	good("/busy", "/busy:2", 2, 1);
	is_near(waited, 7.0, 1e-9, "Retry-After is obeyed");
	good("/reset", "/reset:2", 2, 2);
	good("/cut", "/cut:3", 3, 3);
	good("/a%20b?$format=json&$skip=10", "/a%20b?$format=json&$skip=10:1",
	    1, 1);

	ok(get("/ok", &k, &a, &err) == 0, "once more");
	is_str(a.etag, "\"e?\"", "ETag, made printable");
	is_str(
	    a.last_modified, "Sat, 21 Nov 2026 10:00:00 GMT", "Last-Modified");
	is_str(a.content_type, "application/json", "Content-Type");
	ok(strstr(server.head, "Accept-Encoding: gzip\r\n") != NULL &&
		strstr(server.head, "User-Agent: feiten/") != NULL,
	    "the request says what it takes and who asks");
	http_answer_clear(&a);
	setenv("http_proxy", "http://127.0.0.1:1", 1);
	setenv("ALL_PROXY", "http://127.0.0.1:1", 1);
	good("/ok", "hello", 1, 1); /* loopback never goes through a proxy */
	unsetenv("http_proxy");
	unsetenv("ALL_PROXY");
	ok(get("/gzip", &k, &a, &err) == 0 && a.gz && k.gz &&
		k.body.len == 10 && a.bytes == 10,
	    "a gzip body comes as it was sent");
	http_answer_clear(&a);
	buf_free(&k.body);
}

static void
faults(void)
{
	bad("/404",
	    (const char *[]){ "status 404", "\"Resource not found here\"",
		"table id", "through its mirror", NULL },
	    false);
	bad("/down",
	    (const char *[]){
		"status 500", "\"down\"", "asked 3 times", "later", NULL },
	    true);
	bad("/brotli", (const char *[]){ "'br'", NULL }, false);
	bad("/far",
	    (const char *[]){ "https://data.example/far",
		"https://elsewhere.example/x", "not followed", NULL },
	    false);
	bad("/plain",
	    (const char *[]){
		"http://elsewhere.example/x", "plain http", NULL },
	    false);
	bad("/round", (const char *[]){ "more than 5 times", NULL }, false);
	bad("/big", (const char *[]){ "more than 2000 bytes", NULL }, false);
	most_tries = 1; /* libcurl looks at the clock once a second */
	bad("/stall",
	    (const char *[]){ "nothing more came", "after 3 bytes", NULL },
	    false);
	bad("/silent", (const char *[]){ "no answer within", NULL }, false);
	most_tries = 3;
}

static void
sinks(void)
{
	struct kept k = { .broken = "/some:3" };
	struct http_answer a = { 0 };
	struct err err = { 0 };

	ok(get("/some", &k, &a, &err) == 0 && a.tries == 3 && k.begins == 3,
	    "a body the sink finds cut off is asked for again");
	http_answer_clear(&a);
	k.refuse = true;
	ok(get("/other", &k, &a, &err) == -1 && err.code == ERR_INPUT,
	    "what the sink refuses is not asked for again");
	ok(k.begins == 4, "  begun once more only");
	is_str(strstr(err.msg, "not to"), "not to my taste", "  its words");
	buf_free(&k.body);
}

static void
refusals(void)
{
	const struct http_options options = { .wait = no_wait, .tries = 2 };
	struct kept k = { 0 };
	const struct http_sink sink = { &k, kept_begin, kept_push, kept_end };
	struct http_answer a = { 0 };
	struct err err = { 0 };
	struct http *http = http_new(&options, &err);

	ok(http_get(http, "http://data.example/x", &sink, &a, &err) == -1 &&
		http_requests(http) == 0,
	    "plain http is refused before anything is sent");
	/* Port 1 of loopback: nobody listens there. */
	ok(http_get(http, "http://127.0.0.1:1/x", &sink, &a, &err) == -1 &&
		strstr(err.msg, "asked 2 times") != NULL &&
		http_requests(http) == 2,
	    "no server: %s", err.msg);
	http_free(http);
	setenv("FEITEN_CA_FILE", "/nonexistent/ca.pem", 1);
	ok(http_new(&options, &err) == NULL &&
		strstr(err.msg, "/nonexistent/ca.pem") != NULL,
	    "a CA file that is not there: %s", err.msg);
	unsetenv("FEITEN_CA_FILE");
}

/* Ask with a key; what became of it. */
static int
get_with(
    struct http *http, const char *address, const char *value, struct err *err)
{
	const struct http_key key = { "apikey", value, "FEITEN_TEST_KEY" };
	struct http_answer got = { 0 };
	struct kept k = { 0 };
	const struct http_sink to = { &k, kept_begin, kept_push, kept_end };
	int rc = http_get_key(
	    http, address, value == NULL ? NULL : &key, &to, &got, err);

	http_answer_clear(&got);
	buf_free(&k.body);
	return rc;
}

static void
keys(void)
{
	char *here = mem_fmt("http://127.0.0.1:%d", server.port);
	char *key = mem_fmt("%s/key", here), *near = mem_fmt("%skey", "/near");
	char *moved = mem_fmt("%s%s", here, near);
	char *holds = mem_fmt("%s/key?apikey=sleutel-1", here);
	const struct mirror mirror = { "https://data.example", here };
	struct http_options options = { .wait = no_wait };
	struct http *http, *mirrored;
	struct err err = { 0 };

	http = http_new(&options, &err);
	options.mirrors = &mirror;
	options.nmirrors = 1;
	mirrored = http_new(&options, &err);
	ok(get_with(http, key, "sleutel-1", &err) == 0, "let in: %s", err.msg);
	ok(get_with(http, moved, "sleutel-1", &err) == 0,
	    "along a redirect to the same host: %s", err.msg);
	ok(get_with(http, key, NULL, &err) == -1 &&
		strstr(err.msg, "status 401") != NULL &&
		strstr(err.msg, "\"secret\"") != NULL,
	    "the next request goes without: %s", err.msg);
	ok(get_with(http, key, "sleutel-2", &err) == -1 &&
		strstr(err.msg, "FEITEN_TEST_KEY is not accepted") != NULL,
	    "another key: %s", err.msg);
	ok(strstr(err.msg, "sleutel-2") == NULL &&
		strstr(err.msg, "********* is no key") != NULL,
	    "  which the page repeats, and we do not");
	ok(get_with(mirrored, "https://data.example/key", "sleutel-1", &err) ==
		    -1 &&
		strstr(server.head, "sleutel") == NULL &&
		strstr(err.msg, "its mirror, which gets no key") != NULL,
	    "a mirror does not see it: %s", err.msg);
	ok(get_with(http, holds, "sleutel-1", &err) == -1 &&
		strstr(err.msg, "sleutel-1") == NULL,
	    "an address that holds it: %s", err.msg);
	ok(get_with(http, key, "sleutel\r\nX: y", &err) == -1 &&
		strstr(err.msg, "FEITEN_TEST_KEY") != NULL,
	    "two lines: %s", err.msg);
	ok(get_with(http, key, "", &err) == -1, "none: %s", err.msg);
	http_free(http);
	http_free(mirrored);
	free(here);
	free(key);
	free(near);
	free(moved);
	free(holds);
}

/* An address of the server, asked with these options; 0 or -1. */
static int
ask_with(const struct http_options *options, const char *address, double late,
    double *took, struct err *err)
{
	struct http *http = http_new(options, err);
	struct http_answer got = { 0 };
	struct kept k = { 0 };
	const struct http_sink to = { &k, kept_begin, kept_push, kept_end };
	double from = when_ticks();
	int rc;

	if (http == NULL)
		return -1;
	if (late > 0)
		http_deadline(http, from + late);
	rc = http_get(http, address, &to, &got, err);
	*took = when_ticks() - from;
	http_answer_clear(&got);
	buf_free(&k.body);
	http_free(http);
	return rc;
}

/* Each limit by itself, short. */
static void
limits(void)
{
	struct http_options o = { .wait = no_wait, .tries = 1 };
	char *drip = mem_fmt("http://127.0.0.1:%d/drip", server.port);
	char *tls = mem_fmt("https://127.0.0.1:%d/silent", server.port);
	char *busy = mem_fmt("http://127.0.0.1:%d/down", server.port);
	struct err err = { 0 };
	double took = 0;

	o.total_seconds = 0.2;
	ok(ask_with(&o, drip, 0, &took, &err) == -1 && took < 5 &&
		strstr(err.msg, "Timeout") != NULL,
	    "a slow drip ends with the whole time-out: %s", err.msg);
	o.total_seconds = 0;
	o.connect_seconds = 0.2;
	ok(ask_with(&o, tls, 0, &took, &err) == -1 && took < 5,
	    "a connection that is never made ends: %s", err.msg);
	o.connect_seconds = 0;
	ok(ask_with(&o, drip, 0.1, &took, &err) == -1 && took < 5 &&
		strstr(err.msg, "time for this run is over") != NULL,
	    "the deadline breaks off what is under way: %s", err.msg);
	o.tries = 5;
	waited = 0;
	ok(ask_with(&o, busy, 0.2, &took, &err) == -1 && waited == 0 &&
		strstr(err.msg, "status 500") != NULL,
	    "no wait that ends after the deadline: %s", err.msg);
	setenv("FEITEN_PATIENCE", "0.001", 1);
	o.tries = 2;
	ok(ask_with(&o, busy, 0, &took, &err) == -1 && waited > 0 &&
		waited <= 0.001,
	    "less patience with this machine: waited %g", waited);
	setenv("FEITEN_PATIENCE", "0", 1);
	ok(ask_with(&o, busy, 0, &took, &err) == -1 &&
		strstr(err.msg, "FEITEN_PATIENCE: 0") != NULL,
	    "but never none: %s", err.msg);
	unsetenv("FEITEN_PATIENCE");
	free(drip);
	free(tls);
	free(busy);
}

/* A server at the same port over IPv6, that breaks every connection. */
static void *
break_all(void *arg)
{
	const int *six = arg;
	int fd;

	while ((fd = accept(*six, NULL, NULL)) != -1) {
		char c;

		if (recv(fd, &c, 1, MSG_PEEK) == 1)
			reset(fd);
		close(fd);
	}
	return NULL;
}

static void
over_ipv4(void)
{
	struct sockaddr_in6 at = { .sin6_family = AF_INET6,
		.sin6_addr = IN6ADDR_LOOPBACK_INIT,
		.sin6_port = htons((uint16_t)server.port) };
	const struct http_options o = { .wait = no_wait, .tries = 2 };
	char *address = mem_fmt("http://localhost:%d/ok", server.port);
	int six = socket(AF_INET6, SOCK_STREAM, 0);
	struct err err = { 0 };
	pthread_t thread;
	double took = 0;

	ok(ask_with(&o, address, 0, &took, &err) == 0,
	    "nobody at the IPv6 address: %s", err.msg);
	if (six == -1 || bind(six, (struct sockaddr *)&at, sizeof(at)) == -1 ||
	    listen(six, 8) == -1 ||
	    pthread_create(&thread, NULL, break_all, &six) != 0)
		ok(true, "# SKIP no IPv6 on this machine");
	else {
		ok(ask_with(&o, address, 0, &took, &err) == 0,
		    "IPv6 that breaks: the next try is over IPv4: %s", err.msg);
		shutdown(six, SHUT_RDWR);
		pthread_join(thread, NULL);
	}
	if (six != -1)
		close(six);
	free(address);
}

int
main(void)
{
	server.answer = answer;
	server_start(&server);
	answers();
	faults();
	sinks();
	refusals();
	keys();
	limits();
	over_ipv4();
	server_stop(&server);
	return done_testing();
}
