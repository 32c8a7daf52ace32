/* SPDX-License-Identifier: EUPL-1.2 */
/* codec/jscan: records out of a document, however it is cut into pieces. */
#include "tap.h"

#include <inttypes.h>

#include "base/buf.h"
#include "base/mem.h"
#include "codec/jscan.h"

/* Everything that is handed out, written down as text. */
static int
note_record(void *arg, const char *text, size_t len, uint64_t at,
    uint64_t row, struct err *err)
{
	(void)err;
	buf_putf(arg, "%" PRIu64 "@%" PRIu64 " ", row, at);
	buf_put(arg, text, len);
	buf_putc(arg, '\n');
	return 0;
}

static int
note_member(void *arg, const char *name, const char *text, size_t len,
    struct err *err)
{
	(void)err;
	buf_putf(arg, "%s=", name);
	if (text != NULL)
		buf_put(arg, text, len);
	else
		buf_puts(arg, "(long)");
	buf_putc(arg, '\n');
	return 0;
}

/* Scan in pieces: first bytes, then the rest piece by piece. What came out,
 * and at the end "ok ROWS" or "error: why", goes into log. */
static void
scan_path(const char *array, bool lax, const char *text, size_t len,
    size_t first, size_t piece, bool members, struct buf *log)
{
	struct jscan_sink sink = { .arg = log, .record = note_record,
		.member = members ? note_member : NULL, .lax = lax };
	struct jscan *s = jscan_new(array, &sink);
	struct err err = { 0 };
	size_t at = 0, n = first;
	int rc = 0;

	while (at < len && rc == 0) {
		/* A block of its own: reading beyond a piece is seen. */
		char *copy;

		if (n > len - at)
			n = len - at;
		copy = mem_new(n > 0 ? n : 1, 1);
		memcpy(copy, text + at, n);
		rc = jscan_push(s, copy, n, &err);
		free(copy);
		at += n;
		n = piece;
	}
	if (rc == 0)
		rc = jscan_end(s, &err);
	if (rc == 0)
		buf_putf(log, "ok %" PRIu64, jscan_rows(s));
	else
		buf_putf(log, "error: %s", err.msg);
	jscan_free(s);
}

static void
scan(const char *text, size_t len, size_t first, size_t piece,
    bool members, struct buf *log)
{
	scan_path("value", false, text, len, first, piece, members, log);
}

struct doc {
	const char *name, *text, *log;
};

static const struct doc docs[] = {
	{ "empty array", "{\"value\":[]}", "ok 0" },
	{ "two records", "{\"odata.metadata\":\"m\",\"value\":[{\"a\":1},"
	    "{\"b\":[2,{}]}],\"odata.nextLink\":\"n\"}",
	    "odata.metadata=\"m\"\n0@31 {\"a\":1}\n1@39 {\"b\":[2,{}]}\n"
	    "odata.nextLink=\"n\"\nok 2" },
	{ "BOM, CR LF and blanks everywhere", "\xef\xbb\xbf \r\n{ \r\n"
	    "\"value\" \r\n: [ \r\n{ } ,\t{ \"a\" : 1 }\r\n] ,\n\"n\" : 1 "
	    "}\r\n \t",
	    "0@26 { }\n1@32 { \"a\" : 1 }\nn=1\nok 2" },
	{ "brackets and quotes in strings", "{\"a]}\":\"}]\\\"\",\"value\":"
	    "[{\"x\":\"]},{\\\"[\\\\\"},{\"\\\\\\\"}\":\"[\"}]}",
	    "a]}=\"}]\\\"\"\n0@23 {\"x\":\"]},{\\\"[\\\\\"}\n"
	    "1@41 {\"\\\\\\\"}\":\"[\"}\nok 2" },
	{ "members of every kind", "{\"a\":null,\"b\":true,\"c\":-1.5e3,"
	    "\"d\":{\"value\":[1]},\"e\":[1,[2]],\"value\":[],\"f\":false}",
	    "a=null\nb=true\nc=-1.5e3\nd={\"value\":[1]}\ne=[1,[2]]\n"
	    "f=false\nok 0" },
	{ "records of every kind", "{\"value\":[1,\"x,]\",null,[2], true ]}",
	    "0@10 1\n1@12 \"x,]\"\n2@18 null\n3@23 [2]\n4@28 true\nok 5" },
	{ "an escaped name", "{\"v\\u0061lue\":[{}]}", "0@15 {}\nok 1" },
	{ "nothing", "", "error: byte 0: the document is empty" },
	{ "white space", " \n", "error: byte 2: the document is empty" },
	{ "no array", "{\"odata.error\":{\"code\":\"\"}}",
	    "odata.error={\"code\":\"\"}\nerror: byte 27: no array \"value\" "
	    "in the document" },
	{ "an empty object", "{}",
	    "error: byte 2: no array \"value\" in the document" },
	{ "an array outside", "[]", "error: byte 0: expected '{' at the start "
	    "of the document, found '['" },
	{ "a word", "Service Unavailable", "error: byte 0: expected '{' at "
	    "the start of the document, found 'S'" },
	{ "an HTML page", "<!DOCTYPE HTML>\n<html><body>down</body></html>",
	    "error: byte 0: an HTML page, not JSON: the source may be down or "
	    "may have moved" },
	{ "an HTML page after a BOM", "\xef\xbb\xbf \n<HTML lang=\"nl\">",
	    "error: byte 5: an HTML page, not JSON: the source may be down or "
	    "may have moved" },
	{ "an XHTML page", "<?xml version=\"1.0\"?><html xmlns=\"x\"/>",
	    "error: byte 0: an HTML page, not JSON: the source may be down or "
	    "may have moved" },
	{ "an XML document", "<?xml version=\"1.0\"?><feed/>",
	    "error: byte 0: an XML document, not JSON: the source may be down "
	    "or may have moved" },
	{ "a report of a map server",
	    "<?xml version=\"1.0\"?><ows:ExceptionReport version=\"2.0.0\">"
	    "<ows:Exception exceptionCode=\"InvalidParameterValue\">"
	    "<ows:ExceptionText>\n  no layer &lt;buurten&gt;,\n  "
	    "it says</ows:ExceptionText></ows:Exception>",
	    "error: byte 0: an error report in XML, not JSON: the server says: "
	    "no layer <buurten>, it says" },
	{ "an older report, with CDATA",
	    "<ServiceExceptionReport><ServiceException code=\"x\"><![CDATA["
	    " a[1] < 2 &amp; ]]></ServiceException></ServiceExceptionReport>",
	    "error: byte 0: an error report in XML, not JSON: the server says: "
	    "a[1] < 2 &amp;" },
	{ "a report without words", "<ExceptionReport><ExceptionText/>",
	    "error: byte 0: an XML document, not JSON: the source may be down "
	    "or may have moved" },
	{ "a report that is cut off", "<E><ExceptionText>half a wo\xc3",
	    "error: byte 0: an error report in XML, not JSON: the server says: "
	    "half a wo" },
	{ "half a BOM", "\xef\xbb{}", "error: byte 2: expected the rest of a "
	    "byte order mark, found '{'" },
	{ "two BOMs", "\xef\xbb\xbf\xef\xbb\xbf{}", "error: byte 3: expected "
	    "'{' at the start of the document, found byte 0xef" },
	{ "two arrays", "{\"value\":[{}],\"value\":[]}",
	    "0@10 {}\nerror: byte 22: a second array \"value\"" },
	{ "value is null", "{\"value\":null}",
	    "error: byte 9: \"value\" is no array" },
	{ "value is an object", "{\"value\":{}}",
	    "error: byte 9: \"value\" is no array" },
	{ "no comma between records", "{\"value\":[{} {}]}",
	    "0@10 {}\nerror: byte 13: expected ',' or ']' after a record, "
	    "found '{'" },
	{ "two commas", "{\"value\":[{},,{}]}",
	    "0@10 {}\nerror: byte 13: expected a record, found ','" },
	{ "a comma too many", "{\"value\":[{},]}",
	    "0@10 {}\nerror: byte 13: expected a record, found ']'" },
	{ "a comma too early", "{\"value\":[,{}]}",
	    "error: byte 10: expected a record, found ','" },
	{ "no comma between members", "{\"a\":1 \"value\":[]}",
	    "a=1\nerror: byte 7: expected ',' or '}' after a member, found "
	    "'\"'" },
	{ "a comma after the last member", "{\"value\":[],}",
	    "error: byte 12: expected a name in quotes, found '}'" },
	{ "no colon", "{\"value\" []}",
	    "error: byte 9: expected ':' after a name, found '['" },
	{ "no value", "{\"a\":}", "error: byte 5: expected a value, found '}'"
	},
	{ "a bare name", "{value:[]}",
	    "error: byte 1: expected a name in quotes, found 'v'" },
	{ "trailing garbage", "{\"value\":[]} {",
	    "error: byte 13: expected nothing after the document, found '{'" },
	{ "a control byte after it", "{\"value\":[]}\x01",
	    "error: byte 12: expected nothing after the document, found byte "
	    "0x01" },
	{ "wrong bracket", "{\"value\":[{\"a\":[1}]}",
	    "error: byte 17: expected ']', found '}'" },
	{ "wrong brace", "{\"value\":[{\"a\":1]}",
	    "error: byte 16: expected '}', found ']'" },
	{ "wrong bracket around", "{\"value\":[{}}}",
	    "0@10 {}\nerror: byte 12: expected ',' or ']' after a record, "
	    "found '}'" },
	{ "a wrong word", "{\"a\":trve,\"value\":[]}",
	    "error: byte 5: expected a value" },
	{ "a wrong number", "{\"a\":1.e,\"value\":[]}",
	    "error: byte 7: a number without digits after its point" },
	{ "two words", "{\"value\":[nullnull]}",
	    "error: byte 14: not a JSON value" },
	{ "a wrong member", "{\"a\":{\"b\" 1},\"value\":[]}",
	    "error: byte 10: expected ':' after a name" },
	{ "a control character in a name", "{\"a\nb\":1}",
	    "error: byte 3: a control character in a string" },
	{ "a name that is not UTF-8", "{\"a\xff\":1}",
	    "error: byte 3: bytes that are not UTF-8" },
	{ "a member that is not UTF-8", "{\"a\":\"\xc3\"}",
	    "error: byte 6: bytes that are not UTF-8" },
};

static void
test_docs(void)
{
	for (size_t i = 0; i < sizeof(docs) / sizeof(docs[0]); i++) {
		const struct doc *d = &docs[i];
		size_t len = strlen(d->text), cut, piece;
		struct buf log = { 0 };

		scan(d->text, len, len, 1, true, &log);
		is_str(buf_str(&log), d->log, d->name);
		for (cut = 0; cut <= len; cut++) {
			buf_clear(&log);
			scan(d->text, len, cut, len, true, &log);
			if (strcmp(log.data, d->log) != 0)
				break;
		}
		ok(cut == len + 1, "in two, cut anywhere (%zu of %zu): %s",
		    cut, len, d->name);
		for (piece = 1; piece <= 9; piece++) {
			buf_clear(&log);
			scan(d->text, len, piece, piece, true, &log);
			if (strcmp(log.data, d->log) != 0)
				break;
		}
		ok(piece == 10, "pieces of 1 to 9 bytes (%zu): %s", piece,
		    d->name);
		buf_free(&log);
	}
}

/* A good document without its tail is cut off, wherever that is. */
static void
test_cut_off(void)
{
	const char *text = docs[1].text;
	size_t len = strlen(text), n;
	struct buf log = { 0 };

	for (n = 1; n < len; n++) {
		buf_clear(&log);
		scan(text, n, n, 1, true, &log);
		if (strstr(log.data, ": cut off after ") == NULL)
			break;
	}
	ok(n == len, "cut off at each of %zu bytes (%zu)", len, n);
	is_str(log.data, "odata.metadata=\"m\"\n0@31 {\"a\":1}\n"
	    "1@39 {\"b\":[2,{}]}\nodata.nextLink=\"n\"\nerror: byte 73: cut "
	    "off after 2 whole records: fetch it again", "says what there was");
	buf_free(&log);
}

/* {"value":[ + open * n + close * n + ]} */
static void
deep(size_t n, struct buf *text)
{
	buf_puts(text, "{\"value\":[");
	for (size_t i = 0; i < n; i++)
		buf_puts(text, i % 2 == 0 ? "[" : "{\"a\":");
	for (size_t i = n; i-- > 0;)
		buf_puts(text, i % 2 == 0 ? "]" : "}");
	buf_puts(text, "]}");
}

/* A document with a record (or another member) of exactly n bytes. */
static void
large(size_t n, bool member, struct buf *text)
{
	buf_puts(text, member ? "{\"m\":\"" : "{\"value\":[\"");
	for (size_t i = 2; i < n; i++)
		buf_putc(text, 'x');
	buf_puts(text, member ? "\",\"value\":[]}" : "\"]}");
}

static const char *
outcome(const struct buf *log)
{
	const char *nl = strrchr(log->data, '\n');

	return nl == NULL ? log->data : nl + 1;
}

static void
test_limits(void)
{
	static const struct {
		size_t n;
		bool member, members;
		const char *outcome;
	} cases[] = {
		{ JSCAN_RECORD, false, true, "ok 1" },
		{ JSCAN_RECORD + 1, false, true, "error: byte 10: a record of "
		    "more than 1048576 bytes" },
		{ JSCAN_MEMBER, true, true, "ok 0" },
		{ JSCAN_MEMBER + 1, true, true, "ok 0" },
		{ JSCAN_MEMBER * 3, true, true, "ok 0" },
		{ JSCAN_MEMBER + 1, true, false, "ok 0" },
	};
	struct buf text = { 0 }, log = { 0 };

	deep(JSCAN_DEPTH, &text);
	scan(text.data, text.len, text.len, 1, true, &log);
	is_str(outcome(&log), "ok 1", "as deep as is allowed");
	buf_clear(&text);
	buf_clear(&log);
	deep(JSCAN_DEPTH + 1, &text);
	scan(text.data, text.len, 3, 1, true, &log);
	is_str(outcome(&log), "error: byte 106: nested deeper than 32 levels",
	    "one deeper");
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_clear(&text);
		large(cases[i].n, cases[i].member, &text);
		for (size_t piece = 50000; piece < 2000000; piece *= 30) {
			buf_clear(&log);
			scan(text.data, text.len, piece, piece,
			    cases[i].members, &log);
			is_str(outcome(&log), cases[i].outcome, "size limit");
			ok(!cases[i].member || !cases[i].members ||
			    (strncmp(log.data, "m=(long)\n", 9) == 0) ==
			    (cases[i].n > JSCAN_MEMBER),
			    "a long member comes without its text");
		}
	}
	buf_free(&text);
	buf_free(&log);
}

/* A page of markup is named by its head, however much follows. */
static void
test_large_page(void)
{
	struct buf text = { 0 }, log = { 0 };

	buf_puts(&text, "<!-- x --><Html>");
	while (text.len < 5000)
		buf_puts(&text, "<p>Storing</p>");
	for (size_t piece = 1; piece < 10000; piece *= 10) {
		buf_clear(&log);
		scan(text.data, text.len, piece, piece, true, &log);
		is_str(buf_str(&log), "error: byte 0: an HTML page, not JSON: "
		    "the source may be down or may have moved", "a large page");
	}
	buf_free(&text);
	buf_free(&log);
}

static int
stop_at_two(void *arg, const char *text, size_t len, uint64_t at,
    uint64_t row, struct err *err)
{
	(void)arg;
	(void)text;
	(void)len;
	(void)at;
	return row == 1 ? err_set(err, ERR_BASE, "enough") : 0;
}

static void
test_sinks(void)
{
	static const char text[] = "{\"m\":\"]\",\"value\":[{},{},{}]}";
	struct jscan_sink sink = { .record = stop_at_two };
	struct jscan *s = jscan_new("value", &sink);
	struct err err = { 0 };

	ok(jscan_push(s, text, strlen(text), &err) == -1, "the sink stops it");
	ok(err.code == ERR_BASE, "with its own code");
	is_str(err.msg, "enough", "and its own words");
	ok(jscan_rows(s) == 1, "one record was taken");
	err_clear(&err);
	ok(jscan_push(s, "x", 1, &err) == -1 && jscan_end(s, &err) == -1,
	    "and it stays so");
	is_str(err.msg, "enough", "with the same words");
	jscan_free(s);
	sink.most = 2;
	s = jscan_new("value", &sink);
	err_clear(&err);
	ok(jscan_push(s, "{\"value\":[{},{ }]}", 18, &err) == -1,
	    "a smaller limit");
	is_str(err.msg, "byte 13: a record of more than 2 bytes", "is said");
	jscan_free(s);
	sink = (struct jscan_sink){ 0 };
	s = jscan_new("value", &sink);
	ok(jscan_push(s, text, strlen(text), &err) == 0 &&
	    jscan_end(s, &err) == 0 && jscan_rows(s) == 3, "only count");
	jscan_free(s);
	s = jscan_new("m", &sink);
	ok(jscan_push(s, text, strlen(text), &err) == -1, "another array");
	is_str(err.msg, "byte 5: \"m\" is no array", "another array, why");
	jscan_free(s);
	jscan_free(NULL);
}

static const struct path_doc {
	const char *name, *array;
	bool lax;
	const char *text, *log;
} paths[] = {
	{ "a path of two", "result.records", false,
	    "{\"success\":true,\"result\":{\"total\":2,\"records\":[{},1],"
	    "\"limit\":5},\"help\":\"x\"}",
	    "success=true\nresult.total=2\n0@47 {}\n1@50 1\n"
	    "result.limit=5\nhelp=\"x\"\nok 2" },
	{ "a path of three", "a.b.c", false,
	    "{\"a\":{\"x\":1,\"b\":{\"c\":[7],\"y\":2},\"z\":3},\"q\":4}",
	    "a.x=1\n0@22 7\na.b.y=2\na.z=3\nq=4\nok 1" },
	{ "a name with a point in it", "odata.value", false,
	    "{\"odata.value\":[1]}", "0@16 1\nok 1" },
	{ "the start of a name is no step", "res.a", false,
	    "{\"result\":{\"a\":[1]},\"res\":{\"a\":[2]}}",
	    "result={\"a\":[1]}\n0@32 2\nok 1" },
	{ "an object that is no object", "result.records", false,
	    "{\"result\":null}", "error: byte 10: \"result\" is no object" },
	{ "a path that ends too soon", "result.records", false,
	    "{\"result\":{}}", "error: byte 13: no array "
	    "\"result.records\" in the document" },
	{ "two of them", "result.records", false,
	    "{\"result\":{\"records\":[]},\"result\":{\"records\":[]}}",
	    "error: byte 34: a second array \"result.records\"" },
	{ "an error, where one may come", "result.records", true,
	    "{\"success\":false,\"error\":{\"message\":\"x\"}}",
	    "success=false\nerror={\"message\":\"x\"}\nok 0" },
	{ "something else in its place", "result.records", true,
	    "{\"result\":{\"records\":null}}", "result.records=null\nok 0" },
	{ "something else on the way", "result.records", true,
	    "{\"result\":[1]}", "result=[1]\nok 0" },
	{ "the document is the array", "", false, " [ {\"a\":1} , 2 ] ",
	    "0@3 {\"a\":1}\n1@13 2\nok 2" },
	{ "an empty one", "", false, "[]", "ok 0" },
	{ "an object instead", "", false, "{\"a\":1}", "error: byte 0: "
	    "expected '[' at the start of the document, found '{'" },
	{ "an object, where one may come", "", true, "{\"error_code\":\"x\"}",
	    "error_code=\"x\"\nok 0" },
	{ "an array that does not end", "", false, "[1,2", "0@1 1\nerror: byte 4: "
	    "cut off after 1 whole records: fetch it again" },
	{ "two documents", "", false, "[1][2]", "0@1 1\nerror: byte 3: "
	    "expected nothing after the document, found '['" },
	{ "only members", NULL, false, "{\"value\":[1],\"b\":{}}",
	    "value=[1]\nb={}\nok 0" },
	{ "an array where members were expected", NULL, false, "[]", "error: "
	    "byte 0: expected '{' at the start of the document, found '['" },
};

static void
test_paths(void)
{
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		const struct path_doc *d = &paths[i];
		size_t len = strlen(d->text), cut;
		struct buf log = { 0 };

		scan_path(d->array, d->lax, d->text, len, len, 1, true, &log);
		is_str(buf_str(&log), d->log, d->name);
		for (cut = 0; cut <= len; cut++) {
			buf_clear(&log);
			scan_path(d->array, d->lax, d->text, len, cut, 3, true,
			    &log);
			if (strcmp(log.data, d->log) != 0)
				break;
		}
		ok(cut == len + 1, "in pieces, cut anywhere: %s", d->name);
		buf_free(&log);
	}
}

static int
same_record(void *arg, const char *text, size_t len, uint64_t at, uint64_t row,
    struct err *err)
{
	const struct buf *want = arg;

	(void)at, (void)row;
	if (len == want->len && memcmp(text, want->data, len) == 0)
		return 0;
	return err_set(err, ERR_INPUT, "another record");
}

/* Brackets and quotes at every place in a block of 64 bytes. */
static void
test_blocks(void)
{
	static const char *const forms[] = {
		"{\"a\":\"%*s]}\",\"b\":[{\"c\":\"{[\"},[]]}",
		"{\"a\":\"%*s\\\"}]\\\\\",\"b\":[[\"\\\\\"]]}",
		"[%*s{\"[\":\"}\"}]",
	};
	static const size_t pieces[] = { 1, 5, 63, 64, 65, 100, 1u << 20 };
	size_t wrong = 0, n = 0;

	for (int pad = 0; pad < 3 * 140; pad++) {
		struct buf one = { 0 }, all = { 0 };
		struct jscan_sink sink = { .arg = &one, .record = same_record };

		buf_putf(&one, forms[pad % 3], pad / 3, "");
		buf_putf(&all, "[%s,%s ,%s]", one.data, one.data, one.data);
		for (size_t k = 0; k < sizeof(pieces) / sizeof(pieces[0]);
		     k++, n++) {
			struct jscan *s = jscan_new("", &sink);
			struct err err = { 0 };
			int rc = 0;

			for (size_t i = 0; rc == 0 && i < all.len;
			     i += pieces[k])
				rc = jscan_push(s, all.data + i,
				    all.len - i < pieces[k] ? all.len - i
							    : pieces[k],
				    &err);
			if (rc != 0 || jscan_end(s, &err) != 0 ||
			    jscan_rows(s) != 3)
				wrong++;
			jscan_free(s);
		}
		buf_free(&one);
		buf_free(&all);
	}
	ok(n > 0 && wrong == 0, "%zu of %zu wrong", wrong, n);
}

int
main(void)
{
	test_blocks();
	test_docs();
	test_paths();
	test_cut_off();
	test_limits();
	test_large_page();
	test_sinks();
	return done_testing();
}
