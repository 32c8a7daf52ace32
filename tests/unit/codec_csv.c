/* SPDX-License-Identifier: EUPL-1.2 */
/* codec/csv: cases of tables, whole files, every split, what is refused. */
#include "tap.h"

#include <inttypes.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "codec/csv.h"

#define GOLDEN "tests/golden/csv"
#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* A record as "line:field|field"; a quoted field stands in quotes. */
static int
note(void *arg, const struct csv_field *fields, size_t n, uint64_t line,
    struct err *err)
{
	struct buf *out = arg;

	(void)err;
	buf_putf(out, "%" PRIu64 ":", line);
	for (size_t i = 0; i < n; i++) {
		if (strlen(fields[i].text) != fields[i].len)
			buf_puts(out, "(length is wrong)");
		buf_putf(out, fields[i].quoted ? "%s'%s'" : "%s%s",
		    i > 0 ? "|" : "", fields[i].text);
	}
	buf_putc(out, '\n');
	return 0;
}

/* The records, and after them the error when there is one. */
static void
read_all(const struct csv_options *o, const char *data, size_t len,
    size_t piece, struct buf *out, char *separator)
{
	struct csv *c = csv_new(o, note, out);
	struct err err = { 0 };
	int rc = 0;

	buf_clear(out);
	for (size_t i = 0; i < len && rc == 0; i += piece)
		rc = csv_push(c, data + i, len - i < piece ? len - i : piece,
		    &err);
	if (rc == 0)
		rc = csv_end(c, &err);
	if (separator != NULL)
		*separator = csv_separator(c);
	if (rc != 0) {
		struct err again = { 0 };

		buf_putf(out, "! %s", err.msg);
		if (csv_push(c, "x", 1, &again) == 0 ||
		    csv_end(c, &again) == 0 ||
		    strcmp(again.msg, err.msg) != 0)
			buf_puts(out, "(and then went on)");
	}
	csv_free(c);
}

/* The same from every split, and from pieces of one size. */
static void
test_splits(const struct csv_options *o, const char *data, size_t len,
    const char *want, const char *name)
{
	static const size_t sizes[] = { 1, 2, 3, 5, 7, 64, 4096, 65535, 65536,
		65537, 1u << 30 };
	struct buf out = { 0 };
	size_t bad = 0;

	for (size_t i = 0; i < COUNT(sizes); i++) {
		read_all(o, data, len, sizes[i], &out, NULL);
		if (strcmp(buf_str(&out), want) == 0)
			continue;
		bad = sizes[i];
		printf("# in pieces of %zu: %.300s\n", bad, buf_str(&out));
	}
	ok(bad == 0, "%s: the same in all pieces", name);
	buf_free(&out);
}

static const struct {
	const char *name, *in, *want;
	struct csv_options o;
} cases[] = {
	{ "plain", "a;b\n1;2\n", "1:a|b\n2:1|2\n", { 0 } },
	{ "no line end at the end", "a;b\n1;2", "1:a|b\n2:1|2\n", { 0 } },
	{ "CR LF", "a;b\r\n1;2\r\n", "1:a|b\n2:1|2\n", { 0 } },
	{ "CR alone", "a;b\r1;2\r", "1:a|b\n2:1|2\n", { 0 } },
	{ "line ends mixed", "a;b\r1;2\n3;4\r\n5;6\n\r7;8",
	    "1:a|b\n2:1|2\n3:3|4\n4:5|6\n6:7|8\n", { 0 } },
	{ "blank lines", "\n\na;b\n  \n\r\n1;2\n\n", "3:a|b\n6:1|2\n", { 0 } },
	{ "nothing", "", "", { 0 } },
	{ "only a mark", "\xef\xbb\xbf", "", { 0 } },
	{ "only line ends", "\r\n\r\n", "", { 0 } },
	{ "quoted", "\"a;1\";\"b\"\n\"\";\"x\"", "1:'a;1'|'b'\n2:''|'x'\n",
	    { 0 } },
	{ "one empty quoted field is a record", "\"Titel\"\n\"\"\n\"a\";\"b\"\n",
	    "1:'Titel'\n2:''\n3:'a'|'b'\n", { 0 } },
	{ "quotes doubled", "\"a \"\"b\"\" c\";\"\"\"\"\n",
	    "1:'a \"b\" c'|'\"'\n", { 0 } },
	{ "doubled quote at the end of all", "a;\"b\"\"\"",
	    "1:a|'b\"'\n", { 0 } },
	{ "line ends in quotes count", "\"a\nb\r\nc\rd\";1\nx;2\n",
	    "1:'a\nb\r\nc\rd'|1\n5:x|2\n", { 0 } },
	{ "CR and then LF in quotes", "\"\r\n\n\r\"\nx;2\n", "1:''\n5:x|2\n",
	    { 0 } },
	{ "a quote in the middle is itself", "5\" pijp;2\n", "1:5\" pijp|2\n",
	    { 0 } },
	{ "padding", "\"GM0363    \";\"   20.8\"; 3 ;\t4\t\n",
	    "1:'GM0363'|'20.8'|3|4\n", { 0 } },
	{ "hard blanks", "a;\xc2\xa0 1 \xc2\xa0\n", "1:a|1\n", { 0 } },
	{ "padding outside quotes", "  \"a\"  ; \"b\" \n", "1:'a'|'b'\n",
	    { 0 } },
	{ "empty fields", ";;\n;a;\n", "1:||\n2:|a|\n", { 0 } },
	{ "separator at the very end", "a;b\n1;", "1:a|b\n2:1|\n", { 0 } },
	{ "rows that differ in length", "a;b;c\n1\n1;2;3;4\n1;2;3\n",
	    "1:a|b|c\n2:1\n3:1|2|3|4\n4:1|2|3\n", { 0 } },
	{ "comma", "a,b\n1,2\n", "1:a|b\n2:1|2\n", { 0 } },
	{ "tab", "a\tb\n1\t\n\t\n", "1:a|b\n2:1|\n3:|\n", { 0 } },
	{ "bar", "a|b\n1|2\n", "1:a|b\n2:1|2\n", { 0 } },
	{ "decimal commas do not separate", "naam;x;y\nA;1,5;2,5\nB;0,5;1,0\n",
	    "1:naam|x|y\n2:A|1,5|2,5\n3:B|0,5|1,0\n", { 0 } },
	{ "decimal commas without heads", "1,5;2,5;3,5\n0,1;0,2;0,3\n",
	    "1:1,5|2,5|3,5\n2:0,1|0,2|0,3\n", { 0 } },
	{ "titles above", "Wijken, buurten en meer\nVan: CBS, Den Haag\n\n"
	    "a;b;c\n1;2;3\n4;5;6\n7;8;9\n",
	    "1:Wijken, buurten en meer\n2:Van: CBS, Den Haag\n4:a|b|c\n"
	    "5:1|2|3\n6:4|5|6\n7:7|8|9\n", { 0 } },
	{ "one column", "naam\nWijk 1, Noord\nWijk 2\nWijk 3\nWijk 4\n"
	    "Wijk 5\n",
	    "1:naam\n2:Wijk 1, Noord\n3:Wijk 2\n4:Wijk 3\n5:Wijk 4\n"
	    "6:Wijk 5\n", { 0 } },
	{ "separators in quotes do not tell", "\"a;b;c\",\"d\"\n\"e;f;g\",1\n",
	    "1:'a;b;c'|'d'\n2:'e;f;g'|1\n", { 0 } },
	{ "nor do texts of many lines and commas", "Id;Text\n1;\"Een, en\ntwee, "
	    "drie\nvier, vijf\"\n2;\"Zes, en\nzeven\"\n",
	    "1:Id|Text\n2:1|'Een, en\ntwee, drie\nvier, vijf'\n"
	    "5:2|'Zes, en\nzeven'\n", { 0 } },
	{ "separator told", "a,b;c\n1,2;3\n", "1:a|b;c\n2:1|2;3\n",
	    { .separator = ',' } },
	{ "Excel's hint", "sep=|\r\na;b|c\r\n", "2:a;b|c\n", { 0 } },
	{ "another quote", "'a;b';\"c\"\n", "1:'a;b'|\"c\"\n",
	    { .quote = '\'' } },
	{ "skip", "Titel \"x\" y\nnog; een\na;b\n1;2\n", "3:a|b\n4:1|2\n",
	    { .skip = 2 } },
	{ "skip over all kinds of line ends", "1\r\n2\r3\n\r\na;b\n",
	    "5:a|b\n", { .skip = 4 } },
	{ "skip more than there is", "a;b\n1;2\n", "", { .skip = 9 } },
	{ "skip a line that is not ended", "a;b", "", { .skip = 1 } },
	{ "UTF-8", "gemeente;n\nS\xc3\xba" "dwest-Frysl\xc3\xa2n;1\n",
	    "1:gemeente|n\n2:S\xc3\xba" "dwest-Frysl\xc3\xa2n|1\n", { 0 } },
	{ "UTF-8 with a mark", "\xef\xbb\xbf\"a\";b\n", "1:'a'|b\n", { 0 } },
	{ "the mark beats the definition", "\xef\xbb\xbf\xe2\x82\xac;b\n",
	    "1:\xe2\x82\xac|b\n", { .encoding = CSV_CP1252 } },
	{ "CP1252 seen", "S\xfa" "dwest;\x80\nFrysl\xe2n;\x96\n",
	    "1:S\xc3\xba" "dwest|\xe2\x82\xac\n"
	    "2:Frysl\xc3\xa2n|\xe2\x80\x93\n", { 0 } },
	{ "CP1252 told", "\xc3\xa9;x\n", "1:\xc3\x83\xc2\xa9|x\n",
	    { .encoding = CSV_CP1252 } },
	{ "CP1252 at the very end", "a;caf\xe9", "1:a|caf\xc3\xa9\n", { 0 } },
	{ "UTF-8 told, and it is not", "a;b\n\"x\";S\xfa" "dwest\n",
	    "1:a|b\n! line 2: byte 0xfa is no UTF-8: say which encoding the "
	    "file has, or repair it", { .encoding = CSV_UTF8 } },
	{ "UTF-8 with one broken byte",
	    "\xc3\xa9\xc3\xab;x\n\xc3\xa9;y\n\xe9;z\n",
	    "1:\xc3\xa9\xc3\xab|x\n2:\xc3\xa9|y\n! line 3: byte 0xe9 is no "
	    "UTF-8, as the text before it is: say which encoding the file has, "
	    "or repair it", { 0 } },
	{ "a byte that CP1252 does not have", "\xe9;\xe8;\xeb\n1;\x81\n",
	    "1:\xc3\xa9|\xc3\xa8|\xc3\xab\n! line 2: byte 0x81 is no CP1252, "
	    "which the text before it seemed to be: say which encoding the file "
	    "has, or repair it", { 0 } },
	{ "cut off inside a character", "\xc3\xa9;1\n\xe2\x82",
	    "1:\xc3\xa9|1\n! line 2: byte 0xe2 is no UTF-8, as the text before "
	    "it is: say which encoding the file has, or repair it", { 0 } },
	{ "a quote that never ends", "a;b\n1;\"2\n3;4\n",
	    "1:a|b\n! line 2: a quote that never ends: is the file cut off",
	    { 0 } },
	{ "a quote at the very end", "a;b\n1;\"", "1:a|b\n! line 2: a quote "
	    "that never ends: is the file cut off", { 0 } },
	{ "text after a quote", "a;b\n\"x\" y;2\n", "1:a|b\n! line 2: field 1 "
	    "goes on after its closing quote: a quote within a text is written "
	    "twice; a title above the table is to be skipped", { 0 } },
	{ "a web page", "\n <!DOCTYPE html><p>502", "! line 1: a web page or "
	    "XML, not a table: is the address right", { 0 } },
	{ "an archive", "PK\003\004rest", "! line 1: a zip archive or a "
	    "spreadsheet, not a text", { 0 } },
	{ "UTF-16", "\xff\xfe" "ab", "! line 1: UTF-16: save it as UTF-8",
	    { 0 } },
};

static void
test_cases(void)
{
	struct buf out = { 0 };

	for (size_t i = 0; i < COUNT(cases); i++) {
		size_t len = strlen(cases[i].in);
		/* A block of its own size, so that ASan sees its borders. */
		char *in = mem_new(len + 1, 1);

		memcpy(in, cases[i].in, len);
		read_all(&cases[i].o, in, len, len + 1, &out, NULL);
		is_str(buf_str(&out), cases[i].want, cases[i].name);
		test_splits(&cases[i].o, in, len, cases[i].want, cases[i].name);
		free(in);
	}
	buf_free(&out);
}

static void
test_nul(void)
{
	static const char in[] = "a;b\n1;2\n\"x\ny\0z\";3\n";
	struct csv_options o = { 0 };

	test_splits(&o, in, sizeof(in) - 1, "1:a|b\n2:1|2\n! line 4: a NUL "
	    "byte: this is no text, or it is UTF-16: save it as UTF-8",
	    "a NUL byte");
}

static void
test_files(void)
{
	struct names names = { 0 };
	struct err err = { 0 };

	ok(file_list(GOLDEN, ".csv", &names, &err) == 0 && names.n >= 5,
	    "there are files: %s", err.msg);
	for (size_t i = 0; i < names.n; i++) {
		struct buf in = { 0 }, want = { 0 }, out = { 0 };
		char *path = file_join(GOLDEN, names.items[i]);
		char *expected = mem_fmt("%.*sexpected",
		    (int)(strlen(path) - 3), path);
		struct csv_options o = { 0 };
		char separator = 0;

		ok(file_read(path, 1u << 20, &in, &err) == 0 &&
		    file_read(expected, 1u << 20, &want, &err) == 0,
		    "%s is read: %s", names.items[i], err.msg);
		read_all(&o, buf_str(&in), in.len, in.len + 1, &out,
		    &separator);
		buf_putf(&out, "= %c\n", separator);
		is_str(buf_str(&out), buf_str(&want), names.items[i]);
		free(expected);
		free(path);
		buf_free(&in);
		buf_free(&want);
		buf_free(&out);
	}
	names_free(&names);
}

/* The encoding shows only after the bytes that are looked at. */
static void
test_late(void)
{
	static const struct {
		const char *tail, *want;
	} late[] = {
		{ "caf\xe9;1\n", "caf\xc3\xa9|1\n" },
		{ "caf\xc3\xa9;1\n", "caf\xc3\xa9|1\n" },
		{ "caf\xc3\xa9;1\ncaf\xe9;2\n", "caf\xc3\xa9|1\n! line 10002: "
		    "byte 0xe9 is no UTF-8, as the text before it is: say "
		    "which encoding the file has, or repair it" },
	};
	struct csv_options o = { 0 };

	for (size_t i = 0; i < COUNT(late); i++) {
		struct buf in = { 0 }, want = { 0 };

		for (int line = 1; line <= 10000; line++) {
			buf_putf(&in, "naam %d;2\n", line);
			buf_putf(&want, "%d:naam %d|2\n", line, line);
		}
		buf_puts(&in, late[i].tail);
		buf_putf(&want, "10001:%s", late[i].want);
		test_splits(&o, buf_str(&in), in.len, buf_str(&want),
		    "an accent after 64 kB of none");
		buf_free(&in);
		buf_free(&want);
	}
}

/* Records around the limits, and around the work space. */
static void
test_large(void)
{
	static const struct {
		size_t len;
		bool quoted;
		const char *want; /* of the start; the record when NULL */
	} sizes[] = {
		{ CSV_RECORD - 4, false, NULL },
		{ CSV_RECORD - 6, true, NULL },
		{ CSV_RECORD, false, "1:a|b\n! line 2: longer than 1048576 "
		    "bytes: is this a table" },
		{ CSV_RECORD, true, "1:a|b\n! line 2: a quote that does not end "
		    "within 1048576 bytes: is the closing one missing" },
	};
	struct csv_options o = { 0 };

	for (size_t i = 0; i < COUNT(sizes); i++) {
		struct buf in = { 0 }, want = { 0 };
		const char *quote = sizes[i].quoted ? "\"" : "";
		const char *mark = sizes[i].quoted ? "'" : "";

		buf_putf(&in, "a;b\n1;2%s", quote);
		in.len -= sizes[i].quoted ? 2 : 1;
		buf_puts(&in, quote);
		buf_reserve(&in, sizes[i].len);
		memset(in.data + in.len, 'x', sizes[i].len);
		in.len += sizes[i].len;
		buf_putf(&want, "1:a|b\n2:1|%s", mark);
		buf_put(&want, in.data + in.len - sizes[i].len, sizes[i].len);
		buf_putf(&in, "%s\n3;4\n", quote);
		buf_putf(&want, "%s\n3:3|4\n", mark);
		test_splits(&o, in.data, in.len, sizes[i].want != NULL
		    ? sizes[i].want : buf_str(&want), "a large record");
		buf_free(&in);
		buf_free(&want);
	}
}

static int
count_fields(void *arg, const struct csv_field *fields, size_t n,
    uint64_t line, struct err *err)
{
	size_t *most = arg;

	(void)fields;
	if (n > *most)
		*most = n;
	return line == 3 ? err_set(err, ERR_WORK, "the sink is full") : 0;
}

static void
test_fields(void)
{
	struct csv_options o = { .separator = ',' };
	struct err err = { 0 };
	struct buf in = { 0 };
	size_t most = 0;
	struct csv *c = csv_new(&o, count_fields, &most);

	for (int i = 1; i < CSV_FIELDS; i++)
		buf_putc(&in, ',');
	ok(csv_push(c, in.data, in.len, &err) == 0 &&
	    csv_push(c, "\n", 1, &err) == 0 &&
	    csv_push(c, in.data, in.len, &err) == 0 &&
	    csv_push(c, ",\n", 2, &err) == 0 && csv_end(c, &err) == -1,
	    "as many fields as may be, and one more");
	ok(most == CSV_FIELDS, "the first of these records came: %zu", most);
	is_str(err.msg, "line 2: more than 4096 fields: is the separator right",
	    "and the other did not");
	csv_free(c);
	c = csv_new(&o, count_fields, &most);
	ok(csv_push(c, "a,b\n\nc,d\ne,f\n", 13, &err) == 0 &&
	    csv_end(c, &err) == -1 && err.code == ERR_WORK, "the sink stops");
	is_str(err.msg, "line 3: the sink is full", "and the line is named");
	csv_free(c);
	buf_free(&in);
}

static const struct {
	const char *in;
	double comma, point; /* NAN: no number */
} numbers[] = {
	{ "12", 12, 12 },
	{ "0", 0, 0 },
	{ "007", 7, 7 },
	{ "-3", -3, -3 },
	{ "+3", 3, 3 },
	{ "\xe2\x88\x92" "3", -3, -3 },
	{ "  12  ", 12, 12 },
	{ "\xc2\xa0" "12", 12, 12 },
	{ "1234,5", 1234.5, NAN },
	{ "1.234,5", 1234.5, NAN },
	{ "1.234.567,25", 1234567.25, NAN },
	{ "1234.5", NAN, 1234.5 },
	{ "1,234.5", NAN, 1234.5 },
	{ "1.234", 1234, 1.234 },
	{ "1,234", 1.234, 1234 },
	{ "1.5", NAN, 1.5 },
	{ "0.123", NAN, 0.123 },
	{ "0,123", 0.123, NAN },
	{ "-0,3", -0.3, NAN },
	{ ",5", 0.5, NAN },
	{ ".5", NAN, 0.5 },
	{ "-.25", NAN, -0.25 },
	{ "1 234 567", 1234567, 1234567 },
	{ "1 234,5", 1234.5, NAN },
	{ "1\xc2\xa0" "234", 1234, 1234 },
	{ "1\xe2\x80\xaf" "234", 1234, 1234 },
	{ "12.34.567", NAN, NAN },
	{ "1.234 567", NAN, NAN },
	{ "12 34", NAN, NAN },
	{ "1234 567", NAN, NAN },
	{ "2019 2020", NAN, NAN },
	{ "5,", NAN, NAN },
	{ "5.", NAN, NAN },
	{ "1e3", 1000, 1000 },
	{ "1.5E-05", NAN, 1.5e-05 },
	{ "1,5E-05", 1.5e-05, NAN },
	{ "1e", NAN, NAN },
	{ "e5", NAN, NAN },
	{ "1e400", NAN, NAN },
	{ "1e-400", 0, 0 },
	{ "12%", NAN, NAN },
	{ "1-2", NAN, NAN },
	{ "--1", NAN, NAN },
	{ "- 1", NAN, NAN },
	{ "0x10", NAN, NAN },
	{ "nan", NAN, NAN },
	{ "inf", NAN, NAN },
	{ "", NAN, NAN },
	{ ".", NAN, NAN },
	{ "-", NAN, NAN },
	{ "x", NAN, NAN },
	{ "?", NAN, NAN },
	{ "\xe2\x88\x92", NAN, NAN },
	{ "GM0363", NAN, NAN },
	{ "0.1", NAN, 0.1 },
	{ "123456789012345678901234567890", 123456789012345678901234567890.0,
	    123456789012345678901234567890.0 },
	{ "0.30000000000000004", NAN, 0.30000000000000004 },
	{ "9007199254740993", 9007199254740992.0, 9007199254740992.0 },
	{ "0.0000000000000000001", NAN, 1e-19 },
};

static void
test_numbers(void)
{
	double v;
	char digits[500];

	for (size_t i = 0; i < COUNT(numbers); i++) {
		size_t len = strlen(numbers[i].in);
		char *in = mem_new(len + 1, 1); /* without a NUL at len - 1 */

		memcpy(in, numbers[i].in, len);
		v = NAN;
		ok((csv_number(in, len, true, &v) == 0) ==
		    !isnan(numbers[i].comma), "\"%s\", comma", in);
		is_near(v, numbers[i].comma, 0, in);
		v = NAN;
		ok((csv_number(in, len, false, &v) == 0) ==
		    !isnan(numbers[i].point), "\"%s\", point", in);
		is_near(v, numbers[i].point, 0, in);
		free(in);
	}
	ok(csv_number("123", 2, true, &v) == 0 && v == 12, "only len bytes");
	ok(csv_number("-0", 2, true, &v) == 0 && !signbit(v), "no minus zero");
	memset(digits, '9', sizeof(digits));
	ok(csv_number(digits, sizeof(digits), true, &v) == -1 &&
	    csv_number(digits, 300, true, &v) == 0, "a very long one");
}

int
main(void)
{
	test_cases();
	test_nul();
	test_files();
	test_late();
	test_large();
	test_fields();
	test_numbers();
	return done_testing();
}
