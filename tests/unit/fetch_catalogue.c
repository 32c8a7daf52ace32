/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One catalogue of several definitions: how often it is asked, and that a
 * definition it has no answer for does not harm the others.
 */
#include "base/mem.h"
#include "fetch/fetch.h"
#include "tap.h"
#include "tiny_server.h"

#define BASE "https://data.example"
#define TRIES 3

enum mood {
	KIND,
	NO_LISTS, /* 400 for more than one definition in a request */
	BUSY,	  /* 503 */
	BROKEN	  /* half of an answer */
};

static struct server server;
static enum mood mood;

#define TABLE(id)                                                              \
	"{\"Identifier\":\"" id "\",\"Title\":\"" id "\",\"Language\":\"nl\"," \
	"\"Period\":\"2020\",\"Modified\":\"M\",\"RecordCount\":3}"

static void
answer(struct server *s, int fd, const char *path)
{
	static const char ok[] = "HTTP/1.1 200 OK\r\nConnection: close\r\n"
				 "\r\n";
	(void)s;
	if (mood == BUSY) {
		says(fd, "HTTP/1.1 503 Busy\r\nConnection: close\r\n\r\n");
	} else if (mood == NO_LISTS && strstr(path, "%20or%20") != NULL) {
		says(fd,
		    "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
	} else {
		says(fd, ok);
		says(fd, "{\"value\":[" TABLE("1NED") "," TABLE("2NED"));
		if (mood != BROKEN)
			says(fd, "," TABLE("3NED") "]}");
	}
}

static void
no_wait(double seconds)
{
	(void)seconds;
}

struct case_of { /* definitions of one run, and what they name */
	struct source sources[8];
	const struct source *list[8];
	size_t n;
	struct catalogues *catalogues;
	struct http *http;
	uint64_t asked;
};

static void
begin(struct case_of *c, const char *const ids[], size_t n)
{
	const struct mirror mirror = { BASE,
		mem_fmt("http://127.0.0.1:%d", server.port) };
	const struct http_options options = { .mirrors = &mirror,
		.nmirrors = 1,
		.tries = TRIES,
		.wait = no_wait };
	struct err err = { 0 };

	*c = (struct case_of){ .n = n };
	for (size_t i = 0; i < n; i++) {
		c->sources[i] = (struct source){ .id = (char *)ids[i],
			.file = (char *)"kern.json",
			.adapter = (char *)"cbs-odata-v3",
			.base = (char *)BASE };
		strings_add(&c->sources[i].table_ids, ids[i]);
		c->list[i] = &c->sources[i];
	}
	c->catalogues = catalogues_new(c->list, n);
	c->http = http_new(&options, &err);
	free((char *)mirror.to);
	if (c->http == NULL)
		abort();
}

static void
end(struct case_of *c)
{
	catalogues_free(c->catalogues);
	http_free(c->http);
	for (size_t i = 0; i < c->n; i++)
		strings_free(&c->sources[i].table_ids);
}

/* Ask for one; how many requests that took in *asked. */
static int
tables(struct case_of *c, size_t i, struct err *err)
{
	struct table_refs refs = { 0 };
	uint64_t before = http_requests(c->http);
	int rc = catalogues_tables(
	    c->catalogues, c->http, &c->sources[i], &refs, err);

	c->asked = http_requests(c->http) - before;
	if (rc == 0 &&
	    (refs.n != 1 || strcmp(refs.items[0].id, c->sources[i].id) != 0))
		rc = err_set(err, ERR_WORK, "another table");
	table_refs_free(&refs);
	return rc;
}

static void
shared(void)
{
	static const char *const ids[] = { "1NED", "2NED", "9NED", "3NED" };
	struct err err = { 0 };
	struct case_of c;

	mood = KIND;
	begin(&c, ids, 4);
	ok(tables(&c, 0, &err) == 0 && c.asked == 1, "one request: %s",
	    err.msg);
	ok(strstr(server.last, "1NED") != NULL &&
		strstr(server.last, "3NED") != NULL,
	    "that asks for all: %s", server.last);
	ok(tables(&c, 1, &err) == 0 && c.asked == 0, "none for the second");
	ok(tables(&c, 2, &err) == -1 && c.asked == 1 &&
		strstr(err.msg, "table 9NED is not in the catalogue") != NULL,
	    "a table that is gone is asked for by itself: %s", err.msg);
	err_clear(&err);
	ok(tables(&c, 3, &err) == 0 && c.asked == 0,
	    "and is no harm to the next: %s", err.msg);
	end(&c);
}

static void
moods(void)
{
	static const char *const ids[] = { "1NED", "2NED", "3NED" };
	struct err err = { 0 };
	struct case_of c;

	mood = NO_LISTS;
	begin(&c, ids, 3);
	ok(tables(&c, 0, &err) == 0 && c.asked == 2,
	    "no answer for several: each asks for itself: %s", err.msg);
	ok(tables(&c, 1, &err) == 0 && c.asked == 1,
	    "and the others do so at once: %s", err.msg);
	end(&c);

	mood = BUSY;
	begin(&c, ids, 3);
	ok(tables(&c, 0, &err) == -1 && c.asked == TRIES,
	    "a server that is busy: %s", err.msg);
	mood = KIND;
	ok(tables(&c, 1, &err) == -1 && c.asked == 0 &&
		strstr(err.msg, "503") != NULL,
	    "is left alone for this run: %s", err.msg);
	end(&c);

	err_clear(&err);
	mood = BROKEN;
	begin(&c, ids, 3);
	ok(tables(&c, 0, &err) == -1 && c.asked == (uint64_t)TRIES * 2,
	    "half an answer, in both ways: %s", err.msg);
	mood = KIND;
	err_clear(&err);
	ok(tables(&c, 1, &err) == 0 && c.asked == 1,
	    "the next may be luckier: %s", err.msg);
	end(&c);
}

/* Definitions that ask the same, of another base, and with a key. */
static void
apart(void)
{
	static const char *const ids[] = { "1NED", "1NED", "2NED", "3NED" };
	struct err err = { 0 };
	struct case_of c;

	mood = KIND;
	begin(&c, ids, 4);
	c.sources[2].base = (char *)BASE "/other";
	c.sources[3].secret = (char *)"FEITEN_TEST_KEY";
	setenv("FEITEN_TEST_KEY", "k", 1);
	ok(tables(&c, 0, &err) == 0 && strstr(server.last, "3NED") == NULL &&
		strstr(server.last, "2NED") == NULL,
	    "another base, and a key: not in one request: %s", server.last);
	ok(tables(&c, 1, &err) == 0 && c.asked == 0, "the same twice: once");
	ok(tables(&c, 2, &err) == 0 && c.asked == 1, "another base: %s",
	    err.msg);
	ok(tables(&c, 3, &err) == 0 && c.asked == 1, "with the key: %s",
	    err.msg);
	ok(tables(&c, 3, &err) == 0 && c.asked == 1,
	    "what a key opened is not kept");
	unsetenv("FEITEN_TEST_KEY");
	end(&c);
}

/* Requests for three definitions that name so many tables. */
static int
requests_for(const int names[3])
{
	static const char *const ids[] = { "1NED", "2NED", "3NED" };
	struct err err = { 0 };
	struct case_of c;
	int all = 0;

	mood = KIND;
	begin(&c, ids, 3);
	for (size_t i = 0; i < 3; i++)
		for (int k = 1; k < names[i]; k++)
			strings_add(&c.sources[i].table_ids, ids[i]);
	for (size_t i = 0; i < 3; i++) {
		ok(tables(&c, i, &err) == 0, "%d names", names[i]);
		all += (int)c.asked;
	}
	end(&c);
	return all;
}

/* More tables than an address can take are asked for in a few pieces. */
static void
long_lists(void)
{
	ok(requests_for((const int[]){ 25, 32, 25 }) == 3, "each by itself");
	ok(requests_for((const int[]){ 2, 20, 35 }) == 2, "two together");
	ok(requests_for((const int[]){ 35, 20, 2 }) == 2, "the last two");
}

int
main(void)
{
	server.answer = answer;
	server_start(&server);
	shared();
	moods();
	apart();
	long_lists();
	server_stop(&server);
	return done_testing();
}
