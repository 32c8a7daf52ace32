/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A small table over HTTP into raw/, and everything that may go wrong on the
 * way. The server says the same table in every case; the fault differs.
 */
#include "base/file.h"
#include "base/mem.h"
#include "codec/gzip.h"
#include "fetch/fetch.h"
#include "tap.h"
#include "tiny_server.h"

#define BASE "https://data.example"

enum fault {
	NO_FAULT,
	GZIPPED,
	CUT_TWICE, /* JSON ends too early, the connection as it should */
	CUT_GZIP,  /* for ever */
	HTML,
	GONE,	  /* 404 for page 2 */
	CHANGED,  /* while it is fetched */
	SHORT,	  /* a row less than announced */
	LOOP,	  /* page 2 leads to itself */
	ELSEWHERE /* the next page is at another host */
};

static struct server server;
static enum fault fault;
static int asked[2]; /* requests for others, and for page 2 */
static const char *modified = "M";
static char *definition_file;
static char top[] = "/tmp/feiten-fetch-XXXXXX";

#define CATALOGUE(modified)                                                    \
	"{\"value\":[{\"Identifier\":\"1NED\",\"Title\":\"Kern 2020\","        \
	"\"Language\":\"nl\",\"Period\":\"2020\",\"Modified\":\"" modified     \
	"\",\"RecordCount\":3}]}"
#define DATA_1                                                                 \
	"{\"value\":[{\"ID\":0,\"W\":\"NL00\",\"A_1\":1},{\"ID\":1,"           \
	"\"W\":\"GM9001\",\"A_1\":2}],\"odata.nextLink\":\"" BASE              \
	"\\/ODataFeed\\/odata\\/1NED\\/TypedDataSet?$format=json&$skip=2\"}"
#define DATA_2 "{\"value\":[{\"ID\":2,\"W\":\"WK900100\",\"A_1\":3}]}"
#define DATA_LOOP                                                              \
	"{\"value\":[{\"ID\":2,\"W\":\"WK900100\",\"A_1\":3}],"                \
	"\"odata.nextLink\":\"" BASE                                           \
	"/ODataFeed/odata/1NED/TypedDataSet?$format=json&$skip=2\"}"
#define DATA_AWAY                                                              \
	"{\"value\":[{\"ID\":2}],\"odata.nextLink\":\"https://evil.example"    \
	"/ODataFeed/odata/1NED/TypedDataSet?$skip=2\"}"

/* The body for a path, of an honest server. */
static const char *
body_of(const char *path)
{
	static const struct {
		const char *part, *body;
	} bodies[] = {
		{ "/ODataCatalog/", CATALOGUE("M") },
		{ "/TableInfos", "{\"value\":[{\"Identifier\":\"1NED\"}]}" },
		{ "/DataProperties",
		    "{\"value\":[{\"ID\":0,\"ParentID\":null,\"Type\":"
		    "\"GeoDetail\",\"Key\":\"W\"}]}" },
		{ "/CategoryGroups", "{\"value\":[]}" },
		{ "/W?", "{\"value\":[{\"Key\":\"NL00\"}]}" },
		{ "skip=2", DATA_2 },
		{ "/TypedDataSet", DATA_1 },
	};

	for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++)
		if (strstr(path, bodies[i].part) != NULL)
			return bodies[i].body;
	return NULL;
}

static int
collect(void *arg, const char *data, size_t len, struct err *err)
{
	(void)err;
	buf_put(arg, data, len);
	return 0;
}

static void
send_body(int fd, const char *body, size_t len, const char *header)
{
	dprintf(fd,
	    "HTTP/1.1 200 OK\r\nConnection: close\r\nETag: \"1\"\r\n%s\r\n",
	    header);
	say(fd, body, len);
}

static void
send_gzip(int fd, const char *body, size_t cut)
{
	struct buf gz = { 0 };
	struct err err = { 0 };
	struct gzip *g = gzip_new(6, collect, &gz);

	if (gzip_push(g, body, strlen(body), &err) == -1 ||
	    gzip_end(g, &err) == -1)
		abort();
	send_body(fd, gz.data, gz.len - cut, "Content-Encoding: gzip\r\n");
	gzip_free(g);
	buf_free(&gz);
}

static void
answer(struct server *s, int fd, const char *path)
{
	const char *body = body_of(path);
	bool second = strstr(path, "skip=2") != NULL;
	bool data = strstr(path, "/TypedDataSet") != NULL;

	asked[second]++;
	if (fault == CHANGED && strstr(path, "Catalog") != NULL)
		body = CATALOGUE("N");
	if (body == NULL || (fault == GONE && second))
		says(fd,
		    "HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n"
		    "no such set");
	else if (fault == GZIPPED || fault == CUT_GZIP)
		send_gzip(fd, body, fault == CUT_GZIP && second ? 4 : 0);
	else if (fault == CUT_TWICE && data && s->same <= 2)
		send_body(fd, body, strlen(body) / 2, "");
	else if (fault == HTML && second)
		says(fd,
		    "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"
		    "<!DOCTYPE html><title>Onderhoud</title>");
	else if (fault == SHORT && second)
		send_body(fd, "{\"value\":[]}", 12, "");
	else if (fault == LOOP && second)
		send_body(fd, DATA_LOOP, strlen(DATA_LOOP), "");
	else if (fault == ELSEWHERE && data)
		send_body(fd, DATA_AWAY, strlen(DATA_AWAY), "");
	else
		send_body(fd, body, strlen(body), "");
}

static void
no_wait(double seconds)
{
	(void)seconds;
}

static struct http *
open_http(void)
{
	const struct mirror mirror = { BASE,
		mem_fmt("http://127.0.0.1:%d", server.port) };
	const struct http_options options = {
		.mirrors = &mirror, .nmirrors = 1, .tries = 3, .wait = no_wait
	};
	struct err err = { 0 };
	struct http *http = http_new(&options, &err);

	free((char *)mirror.to);
	if (http == NULL)
		abort();
	return http;
}

static struct source
definition(void)
{
	struct source src = { .id = (char *)"kern",
		.file = definition_file,
		.adapter = (char *)"cbs-odata-v3",
		.base = (char *)BASE,
		.publisher = (char *)"CBS",
		.licence = (char *)"CC BY 4.0",
		.find_title = (char *)"Kern",
		.dataset = (char *)"TypedDataSet" };

	return src;
}

static void
count_ticks(void *arg, const char *table, const char *role, int page,
    uint64_t rows, int64_t announced)
{
	int *ticks = arg;

	(void)role, (void)page;
	if (strcmp(table, "1NED") == 0 && rows <= 3 && announced == 3)
		++*ticks;
}

/* Fetch the table with a fault; the run on success. */
static int
fetch_with(enum fault f, struct raw_run *run, int *ticks, struct err *err)
{
	const struct fetch_progress progress = { ticks, count_ticks };
	struct table_ref ref = { .id = (char *)"1NED",
		.title = (char *)"Kern 2020",
		.modified = (char *)modified,
		.rows = 3 };
	struct source src = definition();
	struct http *http = open_http();
	int rc;

	fault = f;
	server.same = 0;
	asked[0] = asked[1] = 0;
	rc = fetch_table(
	    http, top, &src, &ref, ticks == NULL ? NULL : &progress, run, err);
	http_free(http);
	return rc;
}

static void
whole(enum fault f, const char *name, unsigned requests)
{
	struct raw_run run = { 0 };
	struct buf body = { 0 };
	struct err err = { 0 };
	const struct raw_part *part;
	int ticks = 0;

	if (!ok(fetch_with(f, &run, &ticks, &err) == 0, "%s: fetched: %s", name,
		err.msg))
		return;
	ok(run.rows == 3 && run.nparts == 6 && run.requests == requests &&
		run.announced == 3,
	    "  %u parts, %u rows, %u requests", (unsigned)run.nparts,
	    (unsigned)run.rows, (unsigned)run.requests);
	ok(ticks == 6, "  progress was told of");
	is_str(run.licence, "CC BY 4.0", "  with its licence");
	part = raw_find(&run, "TypedDataSet", 2);
	ok(part != NULL && part->rows == 1 && part->gz &&
		part->decoded == strlen(DATA_2),
	    "  the second page is there");
	is_str(part->address,
	    BASE "/ODataFeed/odata/1NED/TypedDataSet?$format=json&$skip=2",
	    "  under its canonical address");
	is_str(part->etag, "\"1\"", "  with its headers");
	ok(raw_walk(&run, part, collect, &body, &err) == 0, "  and whole: %s",
	    err.msg);
	is_str(buf_str(&body), DATA_2, "  as it was sent");
	buf_free(&body);
	raw_run_clear(&run);
}

static void
broken(enum fault f, const char *name, const char *says_so)
{
	struct raw_runs before = { 0 }, after = { 0 };
	struct raw_run run = { 0 };
	struct err err = { 0 }, second = { 0 };

	ok(raw_runs(top, "kern", "1NED", &before, &second) == 0, "(runs)");
	ok(fetch_with(f, &run, NULL, &err) == -1 && run.id == NULL,
	    "%s: not fetched", name);
	ok(strstr(err.msg, says_so) != NULL &&
		strncmp(err.msg, "kern: 1NED: ", 12) == 0,
	    "  says why: %s", err.msg);
	ok(raw_runs(top, "kern", "1NED", &after, &second) == 0 &&
		after.n == before.n + 1,
	    "  leaves one more run");
	ok(strcmp(after.items[after.n - 1].result, "failed") == 0 &&
		strstr(err.msg, after.items[after.n - 1].message) != NULL &&
		after.items[after.n - 1].nparts == 0,
	    "  that failed and says so");
	ok(raw_newest(top, "kern", "1NED", &run, &second) == 1,
	    "  the last good one is still there");
	raw_run_clear(&run);
	raw_runs_free(&before);
	raw_runs_free(&after);
}

static bool
is_kept(void)
{
	struct raw_run kept = { 0 };
	struct err err = { 0 };
	bool there = raw_kept(top, "kern", "1NED", &kept, &err) == 1;

	raw_run_clear(&kept);
	return there;
}

/* Break off at page 2, and go on; what was asked for again. */
static void
again(const char *name, int others, void (*meanwhile)(void))
{
	struct raw_run run = { 0 };
	struct err err = { 0 };

	ok(fetch_with(GONE, &run, NULL, &err) == -1 && is_kept(),
	    "%s: broken off, pages are kept", name);
	if (meanwhile != NULL)
		meanwhile();
	ok(fetch_with(NO_FAULT, &run, NULL, &err) == 0, "%s: then fetched: %s",
	    name, err.msg);
	ok(asked[0] == others && asked[1] == 1,
	    "%s: %d requests, and %d for page 2", name, asked[0], asked[1]);
	ok(run.rows == 3 && run.nparts == 6, "%s: all of it", name);
	ok(!is_kept(), "%s: nothing is kept any more", name);
	raw_run_clear(&run);
}

static void
kept_too_long(void)
{
	setenv("SOURCE_DATE_EPOCH", "1796000000", 1);
}

static void
kept_changes(void)
{
	char *path = file_join(top, "kern/1NED/.part/TypedDataSet-1.json.gz");
	struct err err = { 0 };

	ok(file_write(path, "no gzip", 7, 0666, &err) == 0,
	    "(another file: %s)", err.msg);
	free(path);
}

static void
table_changes(void)
{
	modified = "M2";
}

static void
definition_changes(void)
{
	struct err err = { 0 };

	ok(file_write(definition_file, "{ }", 3, 0666, &err) == 0,
	    "(another definition: %s)", err.msg);
}

/* A fetch that broke off, and what of it is asked for again. */
static void
goes_on(void)
{
	struct raw_run run = { 0 };
	struct err err = { 0 };

	setenv("SOURCE_DATE_EPOCH", "1795305600", 1);
	again("the next run", 1, NULL); /* whether it changed meanwhile */
	again("a page that was changed on disk", 2, kept_changes);
	again("another definition", 6, definition_changes);
	again("a week later", 6, kept_too_long);
	ok(fetch_with(GONE, &run, NULL, &err) == -1 && is_kept(),
	    "broken off once more");
	ok(fetch_with(GONE, &run, NULL, &err) == -1 && is_kept() &&
		asked[0] == 0 && asked[1] == 1,
	    "and again at the same page");
	ok(fetch_with(CHANGED, &run, NULL, &err) == -1 && !is_kept() &&
		strstr(err.msg, "changed while it was being fetched") != NULL,
	    "changed meanwhile: nothing of it is used: %s", err.msg);
	ok(fetch_with(GONE, &run, NULL, &err) == -1 && is_kept(),
	    "broken off once more");
	table_changes();
	fetch_with(GONE, &run, NULL, &err);
	ok(asked[0] == 5, "another state of the table: all anew");
	modified = NULL;
	ok(fetch_with(GONE, &run, NULL, &err) == -1 && !is_kept() &&
		asked[0] == 5,
	    "a table of which nobody says when it changed: nothing is kept");
	modified = "M";
	ok(fetch_with(CHANGED, &run, NULL, &err) == -1,
	    "changed between two pages of one run: %s", err.msg);
	unsetenv("SOURCE_DATE_EPOCH");
}

static void
catalogue(void)
{
	struct source src = definition();
	struct http *http = open_http();
	struct table_refs refs = { 0 };
	struct err err = { 0 };

	fault = NO_FAULT;
	ok(fetch_tables(http, &src, &refs, &err) == 0 && refs.n == 1 &&
		refs.items[0].rows == 3 && http_requests(http) == 1,
	    "the catalogue in one request: %s", err.msg);
	ok(strstr(server.last, "$filter=substringof%28") != NULL,
	    "asked for as it should: %s", server.last);
	table_refs_free(&refs);
	fault = GZIPPED;
	ok(fetch_tables(http, &src, &refs, &err) == 0 && refs.n == 1,
	    "and gzipped: %s", err.msg);
	table_refs_free(&refs);
	src.adapter = (char *)"other";
	ok(fetch_tables(http, &src, &refs, &err) == -1,
	    "an adapter that is not there: %s", err.msg);
	http_free(http);
}

int
main(void)
{
	struct err err = { 0 };

	if (mkdtemp(top) == NULL)
		return 1;
	definition_file = file_join(top, "kern.json");
	if (file_write(definition_file, "{}", 2, 0666, &err) == -1)
		return 1;
	server.answer = answer;
	server_start(&server);
	catalogue();
	whole(NO_FAULT, "plain", 7);
	whole(GZIPPED, "gzip", 7);
	whole(CUT_TWICE, "cut off twice", 11);
	goes_on();
	broken(CUT_GZIP, "gzip cut off", "asked 3 times: gzip: cut off");
	broken(HTML, "a page with 200", "an HTML page, not JSON");
	broken(GONE, "404 on the way", "status 404 (\"no such set\")");
	broken(SHORT, "a row short",
	    "2 rows came, where the catalogue "
	    "announced 3");
	broken(LOOP, "a circle", "TypedDataSet: page 2: the next page");
	broken(ELSEWHERE, "another host", "not followed");
	server_stop(&server);
	free(definition_file);
	ok(file_remove(top, &err) == 0, "cleaned up");
	return done_testing();
}
