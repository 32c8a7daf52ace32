/* SPDX-License-Identifier: EUPL-1.2 */
/* codec/jscan: jrecord_parse, one flat record into names and values. */
#include "tap.h"

#include <inttypes.h>

#include "base/buf.h"
#include "base/mem.h"
#include "codec/jscan.h"

/* Parse text out of a block of its very size. */
static int
parse(struct jrecord *r, const char *text, struct err *err)
{
	size_t len = strlen(text);
	char *copy = mem_new(len > 0 ? len : 1, 1);
	int rc;

	memcpy(copy, text, len);
	rc = jrecord_parse(r, copy, len, err);
	free(copy);
	return rc;
}

/* What was parsed as text: name=value, by type. */
static void
describe(const struct jrecord *r, struct buf *out)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct jv *v = &r->items[i];

		buf_putf(out, "%s%s=", i > 0 ? " " : "", v->name);
		if (strlen(v->name) != v->name_len)
			buf_puts(out, "(length!)");
		switch (v->type) {
		case JV_NULL:
			buf_puts(out, "null");
			break;
		case JV_BOOL:
			buf_puts(out, v->number == 1 ? "true" : "false");
			break;
		case JV_NUMBER:
			buf_putf(out, "%.17g", v->number);
			break;
		case JV_STRING:
			buf_putf(out, "'%s'%zu", v->str, v->len);
			break;
		case JV_NESTED:
			buf_puts(out, "nested");
			break;
		}
	}
}

static const char *const goods[][2] = {
	{ "{}", "" },
	{ " \r\n{ \t} ", "" },
	{ "{\"ID\":0,\"Wijk\":\"NL00      \",\"n\":null,\"t\":true,"
	    "\"f\":false,\"x\":2.5}", "ID=0 Wijk='NL00      '10 n=null t=true "
	    "f=false x=2.5" },
	{ " { \"a\" : 1 , \"b\" : \"\" }\n", "a=1 b=''0" },
	{ "{\"a\":[1,{\"b\":\"]}\"}],\"c\":{},\"d\":1}",
	    "a=nested c=nested d=1" },
	{ "{\"\":1,\"a\":2,\"a\":3}", "=1 a=2 a=3" },
	{ "{\"n\\u0061\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}",
	    "na='\"\\/\b\f\n\r\t'8" },
	{ "{\"e\":\"\\u00e9\\u20ac\\uD83D\\uDE00\"}",
	    "e='\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80'9" },
	{ "{\"s\":\"'s-Gravenhage, S\xc3\xba" "dwest-Frysl\xc3\xa2"
	    "n en nog veel meer\"}", "s=''s-Gravenhage, S\xc3\xba"
	    "dwest-Frysl\xc3\xa2" "n en nog veel meer'49" },
};

static const struct {
	const char *text, *msg; /* message after "byte N of the record: " */
	size_t at;
} bads[] = {
	{ "", "expected '{': a record is an object", 0 },
	{ "[]", "expected '{': a record is an object", 0 },
	{ "  null", "expected '{': a record is an object", 2 },
	{ "{", "expected a string", 1 },
	{ "{\"a", "the text ends inside a string", 3 },
	{ "{\"a\"", "expected ':' after a name", 4 },
	{ "{\"a\":", "the text ends before a value", 5 },
	{ "{\"a\":1", "expected ',' or '}'", 6 },
	{ "{\"a\":1,", "expected a string", 7 },
	{ "{\"a\":1,}", "expected a string", 7 },
	{ "{,\"a\":1}", "expected a string", 1 },
	{ "{\"a\":1 \"b\":2}", "expected ',' or '}'", 7 },
	{ "{\"a\" 1}", "expected ':' after a name", 5 },
	{ "{a:1}", "expected a string", 1 },
	{ "{\"a\":1}x", "something after the end of the record", 7 },
	{ "{\"a\":1}{}", "something after the end of the record", 7 },
	{ "{\"a\":1]", "expected ',' or '}'", 6 },
	{ "{\"a\":1e400}", "a number out of range", 10 },
	{ "{\"a\":-1e309}", "a number out of range", 11 },
	{ "{\"a\":01}", "a number with a leading zero", 5 },
	{ "{\"a\":-01}", "a number with a leading zero", 5 },
	{ "{\"a\":+1}", "expected a value", 5 },
	{ "{\"a\":-}", "expected a value", 5 },
	{ "{\"a\":.5}", "expected a value", 5 },
	{ "{\"a\":1.}", "a number without digits after its point", 7 },
	{ "{\"a\":1.e1}", "a number without digits after its point", 7 },
	{ "{\"a\":1e}", "a number without digits in its exponent", 7 },
	{ "{\"a\":1e-}", "a number without digits in its exponent", 8 },
	{ "{\"a\":NaN}", "expected a value", 5 },
	{ "{\"a\":-Infinity}", "expected a value", 5 },
	{ "{\"a\":0x1}", "expected ',' or '}'", 6 },
	{ "{\"a\":tru}", "expected a value", 5 },
	{ "{\"a\":nulll}", "expected ',' or '}'", 9 },
	{ "{\"a\":\"\n\"}", "a control character in a string", 6 },
	{ "{\"a\":\"12345678\t\"}", "a control character in a string", 14 },
	{ "{\"a\":\"\\a\"}", "an unknown escape in a string", 6 },
	{ "{\"a\":\"\\u00\"}", "\\u without four hex digits", 6 },
	{ "{\"a\":\"\\u0000\"}", "a NUL character in a string", 6 },
	{ "{\"a\":\"\\ud83d\"}", "half of a surrogate pair", 6 },
	{ "{\"a\":\"\\ude00\"}", "half of a surrogate pair", 6 },
	{ "{\"a\":\"\\ud83dx\\ude00\"}", "half of a surrogate pair", 6 },
	{ "{\"a\":\"\xff\"}", "bytes that are not UTF-8", 6 },
	{ "{\"a\":\"\xc3(\"}", "bytes that are not UTF-8", 6 },
	{ "{\"a\":\"\xe0\x80\xaf\"}", "bytes that are not UTF-8", 6 },
	{ "{\"a\":\"\xed\xa0\x80\"}", "bytes that are not UTF-8", 6 },
	{ "{\"a\":\"\xe2\x82", "bytes that are not UTF-8", 6 },
	{ "{\"\x80\":1}", "bytes that are not UTF-8", 2 },
	{ "{\"a\":[1 2]}", "expected ',' or ']'", 8 },
	{ "{\"a\":{\"b\":\"\x01\"}}", "a control character in a string", 11 },
};

static void
test_tables(void)
{
	struct jrecord r = { 0 };
	struct err err = { 0 };

	for (size_t i = 0; i < sizeof(goods) / sizeof(goods[0]); i++) {
		struct buf out = { 0 };

		ok(parse(&r, goods[i][0], &err) == 0, "good %zu %s", i,
		    err.msg);
		describe(&r, &out);
		is_str(buf_str(&out), goods[i][1], goods[i][0]);
		buf_free(&out);
	}
	for (size_t i = 0; i < sizeof(bads) / sizeof(bads[0]); i++) {
		char *want = mem_fmt("byte %zu of the record: %s",
		    bads[i].at, bads[i].msg);

		ok(parse(&r, bads[i].text, &err) == -1 && r.n == 0 &&
		    err.code == ERR_INPUT, "bad %zu", i);
		is_str(err.msg, want, "says where and why");
		free(want);
	}
	ok(parse(&r, "{\"a\":1}", &err) == 0 && r.n == 1, "good after bad");
	jrecord_free(&r);
	ok(r.items == NULL && r.scratch == NULL && r.cap == 0, "left empty");
}

/* Every number gives the very double that strtod gives. */
static const char *const numbers[] = { "0", "-0", "0.0", "1", "-1", "10",
	"17407585", "2.1", "-2.10", "0.1", "0.3", "0.000123", "123456.789",
	"1e0", "1e22", "1e23", "1E-22", "1e-23", "9007199254740991",
	"9007199254740992", "9007199254740993", "9007199254740993e0",
	"123456789012345", "1234567890123456", "12345678901234567890",
	"999999999999999999", "9999999999999999999", "18446744073709551616",
	"0.1000000000000000055511151231257827",
	"0.30000000000000004", "1.7976931348623157e308", "5e-324", "1e-400",
	"2.2250738585072011e-308", "8.41e21", "9.5e-22",
	"7.2057594037927933e16",
	"0.00000000000000000000000000000000000000000000000000000000001",
	"100000000000000000000000000000000000000000000000000000000000",
	"1e0000000000000000000000000000000000000000000000000000000001",
	"0e999999999999999999", "1.5e-999999999999999999" };

static void
test_numbers(void)
{
	struct jrecord r = { 0 };
	struct err err = { 0 };
	uint64_t seed = 88172645463325252u;
	char text[96], number[64];
	int wrong = 0;

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		double want = strtod(numbers[i], NULL), got = NAN;

		snprintf(text, sizeof(text), "{\"a\":%s}", numbers[i]);
		if (parse(&r, text, &err) == 0)
			got = r.items[0].number;
		ok(memcmp(&got, &want, sizeof(got)) == 0, "%s (%.17g)",
		    numbers[i], got);
	}
	for (int i = 0; i < 100000; i++) {
		double want;

		seed ^= seed << 13;
		seed ^= seed >> 7;
		seed ^= seed << 17;
		snprintf(number, sizeof(number), "%" PRIu64 ".%03de%d",
		    seed >> (seed % 64), (int)(seed % 1000),
		    (int)(seed / 1000 % 60) - 30);
		want = strtod(number, NULL);
		snprintf(text, sizeof(text), "{\"a\":%s}", number);
		if (parse(&r, text, &err) != 0 || r.items[0].number != want)
			wrong++;
	}
	ok(wrong == 0, "100000 numbers as strtod reads them (%d not)", wrong);
	snprintf(text, sizeof(text), "{\"a\":1%063d}", 0);
	ok(parse(&r, text, &err) == -1, "a number of 64 characters");
	is_str(err.msg, "byte 5 of the record: a number of more than 63 "
	    "characters", "and why");
	jrecord_free(&r);
}

/* Strings of every length, with a letter of two bytes at every place. */
static void
test_strings(void)
{
	struct jrecord r = { 0 };
	struct err err = { 0 };
	int wrong = 0;

	for (size_t len = 0; len < 40; len++) {
		for (size_t odd = 0; odd <= len; odd++) {
			struct buf text = { 0 }, want = { 0 };

			for (size_t i = 0; i < len; i++)
				buf_puts(&want, i == odd ? "\xc3\xab" :
				    (const char *[]){ "a", " ", "}" }[i % 3]);
			buf_putf(&text, "{\"%s\":\"%s\",\"z\":\"%s\"}",
			    buf_str(&want), buf_str(&want), buf_str(&want));
			if (parse(&r, text.data, &err) != 0 || r.n != 2 ||
			    strcmp(r.items[0].name, buf_str(&want)) != 0 ||
			    strcmp(r.items[0].str, buf_str(&want)) != 0 ||
			    strcmp(r.items[1].str, buf_str(&want)) != 0 ||
			    r.items[1].len != want.len)
				wrong++;
			buf_free(&text);
			buf_free(&want);
		}
	}
	ok(wrong == 0, "strings of 0 to 39 characters (%d wrong)", wrong);
	jrecord_free(&r);
}

static void
test_many_and_deep(void)
{
	struct jrecord r = { 0 };
	struct err err = { 0 };
	struct buf text = { 0 };

	for (int i = 0; i < 1000; i++)
		buf_putf(&text, "%s\"Column_%d\":%d", i == 0 ? "{" : ",", i, i);
	buf_putc(&text, '}');
	ok(parse(&r, text.data, &err) == 0 && r.n == 1000, "1000 members");
	is_str(r.items[999].name, "Column_999", "the last name");
	is_near(r.items[999].number, 999.0, 0, "the last number");
	is_str(r.items[0].name, "Column_0", "the first is still right");
	for (int depth = JSCAN_DEPTH - 1; depth <= JSCAN_DEPTH; depth++) {
		buf_clear(&text);
		buf_puts(&text, "{\"a\":");
		for (int i = 0; i < depth; i++)
			buf_putc(&text, '[');
		for (int i = 0; i < depth; i++)
			buf_putc(&text, ']');
		buf_putc(&text, '}');
		ok((parse(&r, text.data, &err) == 0) == (depth < JSCAN_DEPTH),
		    "nested %d deep", depth + 1);
	}
	is_str(err.msg, "byte 36 of the record: nested too deep", "why");
	buf_free(&text);
	jrecord_free(&r);
}

/* One record after another: names are held against those before. */
static void
test_names_again(void)
{
	static const char *const texts[][2] = {
		{ "{\"a\":1,\"bc\":2}", "a=1 bc=2" },
		{ "{\"a\":3,\"bc\":4}", "a=3 bc=4" },
		{ "{\"ab\":1,\"b\":2,\"c\":3}", "ab=1 b=2 c=3" },
		{ "{\"\":1,\"b\":2}", "=1 b=2" },
		{ "{\"\":1,\"\\u0062\":2}", "=1 b=2" },
		{ "{\"a\":1,\"b\":2,\"c\":3}", "a=1 b=2 c=3" },
		{ "{}", "" },
		{ "{\"\\\"\":1,\"b\\u00e9\":2}", "\"=1 b\xc3\xa9=2" },
		{ "{\"c\":1}", "c=1" },
	};
	struct jrecord r = { 0 };
	struct buf said = { 0 };
	struct err err = { 0 };

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		buf_clear(&said);
		ok(parse(&r, texts[i][0], &err) == 0, "%s", texts[i][0]);
		describe(&r, &said);
		is_str(buf_str(&said), texts[i][1], "names anew");
	}
	ok(parse(&r, "{\"c", &err) == -1, "cut off in a name known before");
	ok(parse(&r, "{\"c\"", &err) == -1, "and behind it");
	jrecord_free(&r);
	buf_free(&said);
}

int
main(void)
{
	test_names_again();
	test_tables();
	test_numbers();
	test_strings();
	test_many_and_deep();
	return done_testing();
}
