/* SPDX-License-Identifier: EUPL-1.2 */
/* Where an address really goes, and which are refused. */
#include "net/http.h"
#include "net/net.h"
#include "tap.h"

static const struct mirror mirrors[] = {
	{ "https://opendata.cbs.nl", "http://127.0.0.1:8080/cbs/" },
	{ "https://opendata.cbs.nl/ODataFeed", "http://[::1]:9/feed" },
	{ "https://far.example/", "http://elsewhere.example/x" },
};

static const struct resolve_row {
	const char *address, *want; /* NULL: refused */
} rows[] = {
	{ "https://opendata.cbs.nl/ODataCatalog/Tables?$format=json",
	    "http://127.0.0.1:8080/cbs/ODataCatalog/Tables?$format=json" },
	{ "https://opendata.cbs.nl", "http://127.0.0.1:8080/cbs" },
	{ "https://opendata.cbs.nl?x=1", "http://127.0.0.1:8080/cbs?x=1" },
	{ "https://opendata.cbs.nl/ODataFeed/odata/1/T",
	    "http://[::1]:9/feed/odata/1/T" },
	{ "https://opendata.cbs.nl/ODataFeeds/1",
	    "http://127.0.0.1:8080/cbs/ODataFeeds/1" },
	{ "https://opendata.cbs.nl.evil.example/a",
	    "https://opendata.cbs.nl.evil.example/a" },
	{ "https://dataderden.cbs.nl/a?b=%27c%27",
	    "https://dataderden.cbs.nl/a?b=%27c%27" },
	{ "https://far.example/a", NULL },
	{ "http://opendata.cbs.nl/a", NULL },
	{ "http://127.0.0.1.evil.example/a", NULL },
	{ "http://128.0.0.1/a", NULL },
	{ "http://[::2]/a", NULL },
	{ "http://127.8.9.10:1/a", "http://127.8.9.10:1/a" },
	{ "http://localhost:80/a", "http://localhost:80/a" },
	{ "http://[::1]/a", "http://[::1]/a" },
	{ "ftp://127.0.0.1/a", NULL },
	{ "file:///etc/passwd", NULL },
	{ "https://user:secret@host.example/a", NULL },
	{ "https://host.example/a b", NULL },
	{ "TypedDataSet?$skip=10000", NULL },
	{ "", NULL },
};

static void
resolves(void)
{
	const struct http_options options = { .mirrors = mirrors,
		.nmirrors = sizeof(mirrors) / sizeof(mirrors[0]) };

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct err err = { 0 };
		char *url = NULL;
		int rc = http_resolve(&options, rows[i].address, &url, &err);

		is_str(url, rows[i].want, rows[i].address);
		if (rows[i].want == NULL)
			ok(rc == -1 && err.code == ERR_NET && err.msg[0],
			    "  refused: %s", err.msg);
		free(url);
	}
}

static void
says(void)
{
	static const struct {
		const char *page, *want;
	} pages[] = {
		{ "query returns more than 10000 records",
		    "query returns more than 10000 records" },
		{ "<html><head><title>503 Service\r\n Unavailable</title>"
		  "<style>p{}</style></head><body>x</body></html>",
		    "503 Service Unavailable" },
		{ "<?xml version=\"1.0\"?><m:error><m:message>Resource not "
		  "found</m:message></m:error>",
		    "Resource not found" },
		{ "\x01\xff\xfe\x80\x80\x80\x80", "" },
		{ "", "" },
	};

	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		struct buf out = { 0 };

		net_said(pages[i].page, strlen(pages[i].page), &out);
		is_str(buf_str(&out), pages[i].want, "words of an error page");
		buf_free(&out);
	}
}

int
main(void)
{
	resolves();
	says();
	ok(http_same_origin("https://a.nl/x", "https://A.nl:443/y"),
	    "the default port is the same port");
	ok(!http_same_origin("https://a.nl/x", "http://a.nl/x"),
	    "another scheme is another origin");
	ok(!http_same_origin("http://127.0.0.1:1/", "http://127.0.0.1:2/"),
	    "another port is another origin");
	return done_testing();
}
