/* SPDX-License-Identifier: EUPL-1.2 */
/* codec/json: strict reading, building, and printing that reads back. */
#include "tap.h"

#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "codec/json.h"

struct bad {
	const char *text;
	const char *msg; /* whole message */
};

static const struct bad bads[] = {
	{ "", "line 1, column 1: the text ends before a value" },
	{ " \n", "line 2, column 1: the text ends before a value" },
	{ "nul", "line 1, column 1: expected a value" },
	{ "True", "line 1, column 1: expected a value" },
	{ "{\"a\":1,}", "line 1, column 8: expected a string" },
	{ "{\"a\" 1}", "line 1, column 6: expected ':' after a name" },
	{ "{\"a\":1 \"b\":2}", "line 1, column 8: expected ',' or '}'" },
	{ "[1 2]", "line 1, column 4: expected ',' or ']'" },
	{ "[1,\r\n  2,\r\n ]", "line 3, column 2: expected a value" },
	{ "[1}", "line 1, column 3: expected ',' or ']'" },
	{ "[1", "line 1, column 3: expected ',' or ']'" },
	{ "{a:1}", "line 1, column 2: expected a string" },
	{ "{'a':1}", "line 1, column 2: expected a string" },
	{ "1 2", "line 1, column 3: something after the end of the value" },
	{ "{} x", "line 1, column 4: something after the end of the value" },
	{ "01", "line 1, column 1: a number with a leading zero" },
	{ "-", "line 1, column 1: expected a value" },
	{ "+1", "line 1, column 1: expected a value" },
	{ "1.", "line 1, column 3: a number without digits after its point" },
	{ ".5", "line 1, column 1: expected a value" },
	{ "1e", "line 1, column 3: a number without digits in its exponent" },
	{ "1e+", "line 1, column 4: a number without digits in its exponent" },
	{ "0x10", "line 1, column 2: something after the end of the value" },
	{ "NaN", "line 1, column 1: expected a value" },
	{ "\"a", "line 1, column 3: the text ends inside a string" },
	{ "\"a\\", "line 1, column 3: the text ends inside a string" },
	{ "\"a\nb\"", "line 1, column 3: a control character in a string" },
	{ "\"\\x\"", "line 1, column 2: an unknown escape in a string" },
	{ "\"\\u12g4\"", "line 1, column 2: \\u without four hex digits" },
	{ "\"\\u12", "line 1, column 2: \\u without four hex digits" },
	{ "\"\\u0000\"", "line 1, column 2: a NUL character in a string" },
	{ "\"\\ud800\"", "line 1, column 2: half of a surrogate pair" },
	{ "\"\\udc00\"", "line 1, column 2: half of a surrogate pair" },
	{ "\"\\ud800\\u0041\"", "line 1, column 2: half of a surrogate pair" },
	{ "\"\xff\"", "line 1, column 2: bytes that are not UTF-8" },
	{ "\"\xc0\xaf\"", "line 1, column 2: bytes that are not UTF-8" },
	{ "\"\xed\xa0\x80\"", "line 1, column 2: bytes that are not UTF-8" },
	{ "\"\xf4\x90\x80\x80\"",
	    "line 1, column 2: bytes that are not UTF-8" },
	{ "\"\xc3\"", "line 1, column 2: bytes that are not UTF-8" },
	{ "\"\xc3\xa9\xc3\xa9\", 1", "line 1, column 5: something after the "
	    "end of the value" },
	{ "// x\n1", "line 1, column 1: expected a value" },
	{ "\xef\xbb\xbf\xef\xbb\xbf{}", "line 1, column 1: expected a value" },
	{ "<!DOCTYPE html><html></html>",
	    "line 1, column 1: expected a value" },
};

static void
test_bad(void)
{
	for (size_t i = 0; i < sizeof(bads) / sizeof(bads[0]); i++) {
		size_t len = strlen(bads[i].text);
		/* In a block of its very size: a read beyond it is seen. */
		char *text = mem_new(len + 1, 1);
		struct err err = { 0 };
		struct json *j;

		text = mem_grow(text, len > 0 ? len : 1, 1);
		memcpy(text, bads[i].text, len);
		j = json_parse(text, len, &err);
		ok(j == NULL && err.code == ERR_INPUT, "refused: case %zu", i);
		is_str(err.msg, bads[i].msg, "says where and why");
		json_free(j);
		free(text);
	}
}

/* Text in, one-line text out. */
static const char *const goods[][2] = {
	{ "null", "null" },
	{ " true ", "true" },
	{ "\xef\xbb\xbf{}", "{}" },
	{ "\r\n\t[ ]\r\n", "[]" },
	{ "{ \"a\" : [ 1 , 2 , { } ] }", "{\"a\":[1,2,{}]}" },
	{ "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\\"\\\\/\\b\\f\\n\\r\\t\"" },
	{ "\"\\u0001\\u001f\"", "\"\\u0001\\u001f\"" },
	{ "\"\\u00e9\\u20AC\\ud83d\\ude00\"",
	    "\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\"" },
	{ "{\"\\u0041\":1,\"A\":2}", "{\"A\":1,\"A\":2}" },
	{ "0", "0" }, { "-0", "0" }, { "-0.0", "0" },
	{ "17407585", "17407585" }, { "-1", "-1" }, { "2.10", "2.1" },
	{ "0.1", "0.1" }, { "1e3", "1000" }, { "1E+2", "100" },
	{ "123456789012345678", "1.2345678901234568e17" },
	{ "9007199254740991", "9007199254740991" },
	{ "1e20", "1e20" }, { "1e-7", "1e-7" }, { "1.5e300", "1.5e300" },
	{ "0.30000000000000004", "0.30000000000000004" },
	{ "0.1000000000000000055511151231257827", "0.1" },
	{ "5e-324", "5e-324" }, { "2.2250738585072014e-308",
	    "2.2250738585072014e-308" },
	{ "1.7976931348623157e308", "1.7976931348623157e308" },
	{ "1e400", "null" }, { "0.000001", "1e-6" },
	{ "12.5e0", "12.5" },
};

static void
test_good(void)
{
	for (size_t i = 0; i < sizeof(goods) / sizeof(goods[0]); i++) {
		struct err err = { 0 };
		struct buf out = { 0 };
		struct json *j = json_parse(goods[i][0], strlen(goods[i][0]),
		    &err);

		if (j == NULL) {
			ok(false, "%s: %s", goods[i][0], err.msg);
			continue;
		}
		json_print(j, false, &out);
		is_str(buf_str(&out), goods[i][1], goods[i][0]);
		buf_free(&out);
		json_free(j);
	}
}

/* n times open, a middle, n times close. */
static struct json *
nested(size_t n, const char *open, const char *middle, char close,
    struct err *err)
{
	struct buf text = { 0 };
	struct json *j;

	for (size_t i = 0; i < n; i++)
		buf_puts(&text, open);
	buf_puts(&text, middle);
	for (size_t i = 0; i < n; i++)
		buf_putc(&text, close);
	j = json_parse(buf_str(&text), text.len, err);
	buf_free(&text);
	return j;
}

static void
test_depth(void)
{
	struct err err = { 0 };
	struct json *j;

	j = nested(JSON_DEPTH, "[", "1", ']', &err);
	ok(j != NULL, "as deep as is allowed");
	json_free(j);
	j = nested(JSON_DEPTH, "{\"a\":", "1", '}', &err);
	ok(j != NULL, "as deep as is allowed, objects");
	json_free(j);
	ok(nested(JSON_DEPTH + 1, "[", "", ']', &err) == NULL, "deeper");
	is_str(err.msg, "line 1, column 65: nested too deep", "deeper, why");
	ok(nested(JSON_DEPTH + 1, "{\"a\":", "1", '}', &err) == NULL,
	    "deeper, objects");
	ok(nested(1000000, "[", "", ']', &err) == NULL, "a million deep");
}

static void
test_looking(void)
{
	static const char text[] = "{\"s\":\"x\",\"n\":2.5,\"t\":true,"
	    "\"f\":false,\"z\":null,\"a\":[1,2,3],\"o\":{\"k\":\"v\"},"
	    "\"big\":1e400,\"\":\"empty\"}";
	struct err err = { 0 };
	struct json *j = json_parse(text, strlen(text), &err), *a;

	ok(json_is_object(j) && !json_is_array(j), "an object");
	ok(json_len(j) == 9, "nine members");
	is_str(json_get_str(j, "s"), "x", "string");
	is_str(json_get_str(j, "n"), NULL, "a number is no string");
	is_str(json_get_str(j, ""), "empty", "the empty name");
	is_near(json_get_num(j, "n"), 2.5, 0, "number");
	is_near(json_get_num(j, "s"), NAN, 0, "a string is no number");
	is_near(json_get_num(j, "big"), NAN, 0, "too large is no number");
	is_near(json_get_num(j, "none"), NAN, 0, "absent is no number");
	ok(json_get_true(j, "t") && !json_get_true(j, "f") &&
	    !json_get_true(j, "n") && !json_get_true(j, "none"), "only true");
	ok(json_is_bool(json_get(j, "f")), "false is a bool");
	ok(json_is_null(json_get(j, "z")) && !json_is_null(NULL), "null");
	ok(json_get(j, "S") == NULL, "names are case sensitive");
	a = json_get(j, "a");
	ok(json_is_array(a) && json_len(a) == 3, "array of 3");
	is_near(json_num(json_at(a, 2)), 3.0, 0, "the last");
	ok(json_at(a, 3) == NULL, "beyond the last");
	ok(json_get(a, "s") == NULL, "an array has no members");
	is_str(json_name(json_first(j)), "s", "name of the first");
	is_str(json_name(json_next(json_first(j))), "n", "name of the next");
	is_str(json_name(json_first(a)), NULL, "no name in an array");
	ok(json_get(NULL, "a") == NULL && json_len(NULL) == 0 &&
	    json_at(NULL, 0) == NULL && json_first(NULL) == NULL &&
	    json_next(NULL) == NULL && json_name(NULL) == NULL &&
	    json_str(NULL) == NULL && isnan(json_num(NULL)) &&
	    !json_true(NULL) && json_copy(NULL) == NULL, "nothing in NULL");
	json_free(j);
	json_free(NULL);
}

static void
test_building(void)
{
	struct json *j = json_object(), *a, *copy;
	struct buf out = { 0 };

	json_add_str(j, "s", "a\"b\\c\n\x7f\xff\xc3\xa9");
	json_add_str(j, "no", NULL);
	json_add_num(j, "nan", NAN);
	json_add_num(j, "inf", -INFINITY);
	json_add_num(j, "third", 1.0 / 3);
	json_add_int(j, "int", -9007199254740993);
	json_add_bool(j, "b", true);
	json_add_null(j, "z");
	a = json_add_array(j, "a");
	json_add_int(a, NULL, 1);
	json_add_str(a, NULL, "x");
	json_add_str(json_add_object(a, NULL), "k", "v");
	json_add_array(a, NULL);
	json_add(a, NULL, json_copy(json_get(j, "third")));
	ok(json_name(json_at(a, 4)) == NULL, "no name in an array");
	json_print(j, false, &out);
	is_str(buf_str(&out), "{\"s\":\"a\\\"b\\\\c\\n\x7f\xef\xbf\xbd"
	    "\xc3\xa9\",\"no\":null,\"nan\":null,\"inf\":null,"
	    "\"third\":0.3333333333333333,\"int\":-9007199254740992,"
	    "\"b\":true,\"z\":null,\"a\":[1,\"x\",{\"k\":\"v\"},[],"
	    "0.3333333333333333]}", "on one line");
	json_drop(j, "s");
	json_drop(j, "not there");
	json_drop(j, "nan");
	json_drop(j, "inf");
	json_drop(j, "third");
	json_drop(j, "int");
	buf_clear(&out);
	copy = json_copy(j);
	json_free(j);
	json_print(copy, true, &out);
	is_str(buf_str(&out), "{\n \"no\": null,\n \"b\": true,\n"
	    " \"z\": null,\n \"a\": ["
	    "\n  1,\n  \"x\",\n  {\n   \"k\": \"v\"\n  },\n  [],\n"
	    "  0.3333333333333333\n ]\n}\n", "a copy, for people");
	json_free(copy);
	buf_free(&out);
}

/* Every double that is printed reads back as itself, and no shorter. */
static void
test_round_trip(void)
{
	uint64_t seed = 88172645463325252u;
	int wrong = 0;

	for (int i = 0; i < 20000; i++) {
		struct buf out = { 0 };
		struct err err = { 0 };
		struct json *j = json_array(), *back;
		double v;

		seed ^= seed << 13;
		seed ^= seed >> 7;
		seed ^= seed << 17;
		memcpy(&v, &seed, sizeof(v));
		if (i % 2 == 0) /* the kind that is met in practice */
			v = (double)(seed % 100000000) / 1000;
		if (!isfinite(v))
			v = 0;
		json_add_num(j, NULL, v);
		json_print(j, false, &out);
		back = json_parse(buf_str(&out), out.len, &err);
		if (json_num(json_first(back)) != v)
			wrong++;
		json_free(back);
		json_free(j);
		buf_free(&out);
	}
	ok(wrong == 0, "20000 numbers read back equal (%d do not)", wrong);
}

static void
test_file(void)
{
	char *path = mem_fmt("/tmp/codec_json.%ld", (long)getpid());
	char *want = mem_fmt("%s: line 2, column 1: expected a value", path);
	struct err err = { 0 };
	struct json *j;

	ok(file_write(path, "{\"a\":1}", 7, 0600, &err) == 0, "a file");
	j = json_read(path, 100, &err);
	is_near(json_get_num(j, "a"), 1.0, 0, "read from a file");
	json_free(j);
	ok(json_read(path, 3, &err) == NULL, "larger than allowed");
	ok(strstr(err.msg, path) != NULL, "the file is named: %s", err.msg);
	file_write(path, "\nx", 2, 0600, &err);
	ok(json_read(path, 100, &err) == NULL, "a wrong file");
	is_str(err.msg, want, "the file, line and column are named");
	unlink(path);
	ok(json_read(path, 100, &err) == NULL, "no file");
	free(want);
	free(path);
}

/* Of a few decimals, as nearly all numbers are: the same digits as those found
 * by trying, from one digit up. */
static void
test_short(void)
{
	struct buf text = { 0 };
	uint64_t state = 7;
	int wrong = 0;

	for (int i = 0; i < 20000; i++) {
		static const double units[] = { 1, 10, 100, 1000, 1e4, 1e5,
			1e6, 1e7, 3, 7 };
		struct json *j = json_array();
		char want[40];
		double v;
		int digits = 1;

		state = state * 6364136223846793005u + 1442695040888963407u;
		v = (double)((int64_t)(state >> 36) - (1 << 27)) /
		    units[state % 10];
		do
			snprintf(want, sizeof(want), "%.*g", digits, v);
		while (strtod(want, NULL) != v && ++digits <= 17);
		if (strchr(want, 'e') != NULL) /* as a plain number */
			snprintf(want, sizeof(want), "%.0f", v);
		buf_clear(&text);
		json_add_num(j, NULL, v);
		json_print(j, false, &text);
		text.data[text.len - 1] = '\0';
		if (fabs(v) >= 1e-4 && strcmp(text.data + 1, want) != 0 &&
		    wrong++ < 5)
			printf("# %s, wanted %s\n", text.data + 1, want);
		json_free(j);
	}
	ok(wrong == 0, "20000 numbers are as short as can be");
	buf_free(&text);
}

static void
test_tidy(void)
{
	static const char text[] =
	    "{\"a\\u0007\":[\"b\\u0007c\",{\"d\":\"\\u202e\"},1,null]}";
	struct err err = { 0 };
	struct json *j = json_parse(text, sizeof(text) - 1, &err);
	struct buf out = { 0 };

	json_tidy(j);
	json_print(j, false, &out);
	is_str(buf_str(&out), "{\"a\\u0007\":[\"bc\",{\"d\":\"\"},1,null]}",
	    "texts are made fit to be shown, names stay");
	json_tidy(NULL);
	buf_free(&out);
	json_free(j);
}

int
main(void)
{
	test_tidy();
	test_bad();
	test_good();
	test_depth();
	test_looking();
	test_building();
	test_round_trip();
	test_short();
	test_file();
	return done_testing();
}
