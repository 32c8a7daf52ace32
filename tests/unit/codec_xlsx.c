/* SPDX-License-Identifier: EUPL-1.2 */
/* codec/xlsx: rows of sheets of all kinds, and workbooks that attack. */
#include "tap.h"

#include <inttypes.h>
#include <unistd.h>

#include "codec/xlsx.h"
#include "workbook.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* A record as "line:field|field"; a text stands in quotes. */
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

/* The error, without the path before it. */
static const char *
why(const struct err *err)
{
	const char *s = strstr(err->msg, "a.xlsx: ");

	return s == NULL ? err->msg : s + 8;
}

/* The records of a sheet, and after them the error when there is one. */
static void
walk_bytes(const char *dir, const struct buf *file, const char *sheet,
    int heads, struct buf *out)
{
	char *path = file_join(dir, "a.xlsx");
	struct xlsx *x = NULL;
	struct err err = { 0 };

	buf_clear(out);
	if (file_write(path, file->data, file->len, 0600, &err) != 0 ||
	    xlsx_open(path, &x, &err) != 0 ||
	    xlsx_walk(x, sheet, heads, note, out, &err) != 0)
		buf_putf(out, "! %s", why(&err));
	xlsx_close(x);
	free(path);
}

static void
walk_sheet(const char *dir, const char *xml, const char *strings, int heads,
    struct buf *out)
{
	struct workbook_sheet sheet = { "Blad1", xml, NULL };
	struct buf file = { 0 };

	workbook_make(&sheet, 1, strings, true, &file);
	walk_bytes(dir, &file, NULL, heads, out);
	buf_free(&file);
}

#define STRINGS                                                             \
	"<si><t>Wijk</t></si><si><t xml:space=\"preserve\"> Caf\xc3\xa9 "   \
	"</t></si><si><r><rPr><b/></rPr><t>rijk</t></r><r><t>e tekst</t>"   \
	"</r><rPh sb=\"0\" eb=\"1\"><t>klank</t></rPh></si><si/>"           \
	"<si><t>a_x000D_\nb_x0041__x00e9__x20AC__x0001_c_xZZZZ_</t></si>"   \
	"<si><t>&lt;&amp;&#235;</t></si>"

#define ROW(n, cells) "<row r=\"" #n "\">" cells "</row>"
#define S(ref, i) "<c r=\"" #ref "\" t=\"s\"><v>" #i "</v></c>"
#define N(ref, v) "<c r=\"" #ref "\"><v>" #v "</v></c>"
#define T(ref, s) \
	"<c r=\"" #ref "\" t=\"inlineStr\"><is><t>" s "</t></is></c>"
#define DATA(rows) "<sheetData>" rows "</sheetData>"

static const struct {
	const char *name, *xml, *want;
	int heads;
} cases[] = {
	{ "shared texts", DATA(ROW(1, S(A1, 0) S(B1, 1) S(C1, 2) S(D1, 5))),
	    "1:'Wijk'|'Caf\xc3\xa9'|'rijke tekst'|'<&\xc3\xab'\n", 0 },
	{ "characters that XML cannot hold", DATA(ROW(1, S(A1, 4))),
	    "1:'a\nbA\xc3\xa9\xe2\x82\xac c_xZZZZ_'\n", 0 },
	{ "inline texts", DATA(ROW(1, T(A1, "een") T(B1, " twee ")
	    "<c r=\"C1\" t=\"inlineStr\"><is><r><t>dr</t></r><r><t>ie</t></r>"
	    "<rPh><t>x</t></rPh></is></c>")),
	    "1:'een'|'twee'|'drie'\n", 0 },
	{ "numbers", DATA(ROW(1, N(A1, 12) N(B1, -0.5) N(C1, 12.300000000000001)
	    N(D1, 1E-3) N(E1, 1.2E+20) N(F1, 1234567890123456) N(G1, 2023))),
	    "1:12|-0.5|12.3|0.001|1.2e+20|1234567890123456|2023\n", 0 },
	{ "a date is its number", DATA(ROW(1, "<c r=\"A1\" s=\"1\"><v>45292</v>"
	    "</c><c r=\"B1\" t=\"d\"><v>2024-01-01</v></c>")),
	    "1:45292|2024-01-01\n", 0 },
	{ "booleans and errors", DATA(ROW(1, "<c r=\"A1\" t=\"b\"><v>1</v></c>"
	    "<c r=\"B1\" t=\"b\"><v>0</v></c><c r=\"C1\" t=\"e\"><v>#N/A</v>"
	    "</c>" N(D1, 4))), "1:1|0||4\n", 0 },
	{ "formulas by their value", DATA(ROW(1, "<c r=\"A1\"><f>1+1</f><v>2"
	    "</v></c><c r=\"B1\" t=\"str\"><f>A1&amp;\"x\"</f><v>2x</v></c>"
	    "<c r=\"C1\"><f>A1</f></c>")), "1:2|'2x'\n", 0 },
	{ "cells and rows that are not there", DATA(ROW(2, N(C2, 3) N(E2, 5))
	    ROW(3, "") ROW(4, "<c r=\"A4\" s=\"3\"/>") ROW(7, N(AB7, 1))),
	    "2:||3||5\n7:|||||||||||||||||||||||||||1\n", 0 },
	{ "no references", DATA("<row><c><v>1</v></c><c/><c><v>3</v></c></row>"
	    "<row/><row><c><v>4</v></c></row>"), "1:1||3\n3:4\n", 0 },
	{ "no rows", DATA(""), "", 0 },
	{ "prefixes", "<x:sheetData><x:row r=\"1\"><x:c r=\"A1\"><x:v>1</x:v>"
	    "</x:c></x:row></x:sheetData>", "1:1\n", 0 },
	{ "what stands beside the cells", "<cols><c><v>9</v></c></cols>"
	    DATA(ROW(1, N(A1, 1))) "<extLst><row><c><v>8</v></c></row>"
	    "</extLst>", "1:1\n", 0 },
	{ "the last cell and the last row", DATA("<row r=\"1048576\">"
	    N(A1048576, 1) "</row>"), "1048576:1\n", 0 },
	{ "headings over two layers", DATA(ROW(1, T(A1, "Wijk") T(B1, "2023")
	    "<c r=\"C1\"/>" N(D1, 2024)) ROW(2, T(B2, "man") T(C2, "vrouw")
	    T(D2, "man") T(E2, "vrouw")) ROW(3, T(A3, "Noord") N(B3, 1)))
	    "<mergeCells count=\"3\"><mergeCell ref=\"A1:A2\"/>"
	    "<mergeCell ref=\"B1:C1\"/><mergeCell ref=\"D1:E1\"/></mergeCells>",
	    "1:'Wijk'|'2023'|'2023'|2024|2024\n"
	    "2:'Wijk'|'man'|'vrouw'|'man'|'vrouw'\n3:'Noord'|1\n", 2 },
	{ "the same, when no heads are asked for", DATA(ROW(1, T(A1, "Wijk")
	    T(B1, "2023")) ROW(2, T(B2, "man"))) "<mergeCells>"
	    "<mergeCell ref=\"A1:A2\"/></mergeCells>",
	    "1:'Wijk'|'2023'\n2:|'man'\n", 0 },
	{ "merged down past the heads, and in the table", DATA(ROW(1,
	    T(A1, "a")) ROW(3, T(A3, "x")) ROW(4, T(B4, "y")))
	    "<mergeCells><mergeCell ref=\"A1:A4\"/><mergeCell ref=\"A3:B4\"/>"
	    "</mergeCells>", "1:'a'\n2:'a'\n3:'x'\n4:|'y'\n", 2 },
	{ "merged over nothing", DATA(ROW(2, N(A2, 1))) "<mergeCells>"
	    "<mergeCell ref=\"A1:C1\"/></mergeCells>", "2:1\n", 3 },
	{ "a row of heads that is not there", DATA(ROW(1, T(A1, "a"))
	    ROW(3, N(A3, 1))) "<mergeCells><mergeCell ref=\"A1:B2\"/>"
	    "</mergeCells>", "1:'a'|'a'\n2:'a'|'a'\n3:1\n", 2 },

	{ "a text that is not there", DATA(ROW(1, N(A1, 1)) ROW(2, S(B2, 99))),
	    "1:1\n! sheet \"Blad1\": row 2: column 2: text \"99\" of 6 is not "
	    "there: the workbook is damaged", 0 },
	{ "a text with a strange number", DATA(ROW(2, S(B2, -1))),
	    "! sheet \"Blad1\": row 2: column 2: text \"-1\" of 6 is not "
	    "there: the workbook is damaged", 0 },
	{ "rows in disorder", DATA(ROW(3, N(A3, 1)) ROW(2, N(A2, 1))),
	    "3:1\n! sheet \"Blad1\": row 3: row \"2\" comes after it: the sheet "
	    "is damaged", 0 },
	{ "a row beyond the last", DATA(ROW(1, N(A1, 1)) ROW(1048577, "")),
	    "1:1\n! sheet \"Blad1\": row 1: row \"1048577\" comes after it: the "
	    "sheet is damaged", 0 },
	{ "columns in disorder", DATA(ROW(1, N(B1, 1) N(A1, 1))),
	    "! sheet \"Blad1\": row 1: column 1 comes after column 2: the sheet "
	    "is damaged", 0 },
	{ "a column beyond the last", DATA(ROW(1, N(XFE1, 1))),
	    "! sheet \"Blad1\": row 1: cell \"XFE1\" stands in it: the sheet is "
	    "damaged", 0 },
	{ "a cell of another row", DATA(ROW(1, N(A2, 1))),
	    "! sheet \"Blad1\": row 1: cell \"A2\" stands in it: the sheet is "
	    "damaged", 0 },
	{ "a range that is none", DATA("") "<mergeCell ref=\"B2:A1\"/>",
	    "! sheet \"Blad1\": merged cells \"B2:A1\": no such range", 1 },
	{ "not well-formed", "<sheetData><row></sheetData>",
	    "! sheet \"Blad1\": row 1: xl/worksheets/sheet1.xml: line 1: "
	    "mismatched tag", 0 },
};

static void
test_cases(const char *dir)
{
	struct buf out = { 0 };

	for (size_t i = 0; i < COUNT(cases); i++) {
		walk_sheet(dir, cases[i].xml, STRINGS, cases[i].heads, &out);
		is_str(buf_str(&out), cases[i].want, cases[i].name);
	}
	buf_free(&out);
}

static void
test_sheets(const char *dir)
{
	static const struct workbook_sheet sheets[] = {
		{ "Verborgen", DATA(ROW(1, N(A1, 0))), "hidden" },
		{ "Gemeenten &amp; wijken", DATA(ROW(1, N(A1, 1))), NULL },
		{ "Caf\xc3\xa9s", DATA(ROW(1, N(A1, 2))), NULL },
		{ "Cafes", DATA(ROW(1, N(A1, 3))), NULL },
	};
	static const struct {
		const char *name, *want;
	} asked[] = {
		{ NULL, "1:1\n" }, { "Verborgen", "1:0\n" },
		{ "Gemeenten & wijken", "1:1\n" }, { "Caf\xc3\xa9s", "1:2\n" },
		{ "Cafes", "1:3\n" }, { "gemeenten  & Wijken ", "1:1\n" },
		{ "Blad1", "! no sheet \"Blad1\": there are: \"Verborgen\", "
		    "\"Gemeenten & wijken\", \"Caf\xc3\xa9s\", \"Cafes\"" },
	};
	struct buf file = { 0 }, out = { 0 };
	char *path = file_join(dir, "a.xlsx");
	struct names names = { 0 };
	struct xlsx *x = NULL;
	struct err err = { 0 };

	workbook_make(sheets, COUNT(sheets), NULL, true, &file);
	for (size_t i = 0; i < COUNT(asked); i++) {
		walk_bytes(dir, &file, asked[i].name, 0, &out);
		is_str(buf_str(&out), asked[i].want, asked[i].name != NULL
		    ? asked[i].name : "the first that is seen");
	}
	ok(xlsx_open(path, &x, &err) == 0 && xlsx_sheets(x, &names, &err) == 0,
	    "opened");
	ok(names.n == 4, "four sheets");
	is_str(names.items[2], "Caf\xc3\xa9s", "in order");
	buf_clear(&out);
	ok(xlsx_walk(x, "Cafes", 0, note, &out, &err) == 0 &&
	    xlsx_walk(x, NULL, 0, note, &out, &err) == 0, "one after another");
	is_str(buf_str(&out), "1:3\n1:1\n", "both are read");
	names_free(&names);
	xlsx_close(x);
	free(path);
	buf_free(&file);
	buf_free(&out);
}

static void
test_attacks(const char *dir)
{
	static const char *const doctypes[] = {
		"<?xml version=\"1.0\"?><!DOCTYPE worksheet [<!ENTITY a "
		"\"ha\"><!ENTITY b \"&a;&a;&a;\">]><worksheet><sheetData><row>"
		"<c><v>&b;</v></c></row></sheetData></worksheet>",
		"<!DOCTYPE worksheet SYSTEM \"file:///etc/passwd\"><worksheet/>",
		"<!DOCTYPE worksheet [<!ENTITY e SYSTEM \"/etc/passwd\">]>"
		"<worksheet><sheetData><row><c t=\"str\"><v>&e;</v></c></row>"
		"</sheetData></worksheet>",
	};
	struct buf xml = { 0 }, out = { 0 };

	for (size_t i = 0; i < COUNT(doctypes); i++) {
		struct archive a = { 0 };

		archive_add(&a, "_rels/.rels", doctypes[i], true);
		archive_end(&a);
		walk_bytes(dir, &a.file, NULL, 0, &out);
		is_str(buf_str(&out), "! _rels/.rels: line 1: a document type "
		    "is declared, which such files have no need of: not read, "
		    "as it can be an attack", "a document type");
		archive_free(&a);
	}
	walk_sheet(dir, "<sheetData><row><c><v>&e;</v></c></row></sheetData>",
	    NULL, 0, &out);
	is_str(buf_str(&out), "! sheet \"Blad1\": row 1: "
	    "xl/worksheets/sheet1.xml: line 1: undefined entity", "an entity that nobody declared");

	for (int i = 0; i < 100000; i++)
		buf_puts(&xml, "<a>");
	walk_sheet(dir, xml.data, NULL, 0, &out);
	is_str(buf_str(&out), "! sheet \"Blad1\": xl/worksheets/sheet1.xml: "
	    "line 1: elements are nested too deep", "deep");

	buf_clear(&xml);
	buf_puts(&xml, "<a b=\"");
	for (unsigned i = 0; i < 400000; i++)
		buf_putf(&xml, "%06u", i * 7919 % 1000000);
	buf_puts(&xml, "\"/>");
	walk_sheet(dir, xml.data, NULL, 0, &out);
	is_str(buf_str(&out), "! sheet \"Blad1\": xl/worksheets/sheet1.xml: "
	    "line 1: a tag or comment is too long", "a huge attribute");

	buf_clear(&xml);
	buf_puts(&xml, "<sheetData><row><c t=\"str\"><v>");
	for (unsigned i = 0; i < 200000; i++)
		buf_putf(&xml, "%06u", i * 7919 % 1000000);
	buf_puts(&xml, "</v></c></row></sheetData>");
	walk_sheet(dir, xml.data, NULL, 0, &out);
	is_str(buf_str(&out), "! sheet \"Blad1\": row 1: column 1: longer than "
	    "1048576 bytes", "a huge cell");
	buf_free(&xml);
	buf_free(&out);
}

/* Sparse rows cost as many fields as they span: that has an end. */
static int
count_rows(void *arg, const struct csv_field *fields, size_t n, uint64_t line,
    struct err *err)
{
	(void)fields;
	(void)n;
	(void)err;
	*(uint64_t *)arg = line;
	return 0;
}

static void
test_sparse(const char *dir)
{
	struct buf xml = { 0 }, file = { 0 };
	struct workbook_sheet sheet = { "Blad1", NULL, NULL };
	char *path = file_join(dir, "a.xlsx");
	struct xlsx *x = NULL;
	struct err err = { 0 };
	uint64_t last = 0;

	buf_puts(&xml, "<sheetData>");
	for (int i = 1; i <= 40000; i++)
		buf_putf(&xml, "<row><c r=\"XFD%d\"><v>%d</v></c></row>", i,
		    i * 7919 % 100003);
	buf_puts(&xml, "</sheetData>");
	sheet.xml = xml.data;
	workbook_make(&sheet, 1, NULL, true, &file);
	ok(file_write(path, file.data, file.len, 0600, &err) == 0 &&
	    xlsx_open(path, &x, &err) == 0 &&
	    xlsx_walk(x, NULL, 0, count_rows, &last, &err) == -1 &&
	    last == 32768, "wide rows end at %" PRIu64 ": %s", last, why(&err));
	xlsx_close(x);
	free(path);
	buf_free(&file);
	buf_free(&xml);
}

static void
test_packages(const char *dir)
{
	static const char rels[] = "<Relationships><Relationship Id=\"1\" "
	    "Type=\"" WORKBOOK_TYPES "officeDocument\" Target=\"%s\"/>"
	    "</Relationships>";
	static const struct {
		const char *target, *part, *text, *want;
	} cases_of[] = {
		{ "/xl/workbook.bin", "xl/workbook.bin", "x", "! a binary "
		    "workbook (.xlsb): save it as .xlsx" },
		{ "xl/gone.xml", "x", "", "! there is no xl/gone.xml in it: not "
		    "a spreadsheet of the kind .xlsx, or damaged" },
		{ "../../etc/passwd", "x", "", "! there is no etc/passwd in it: "
		    "not a spreadsheet of the kind .xlsx, or damaged" },
		{ "./a/../b.xml", "b.xml", "<workbook/>", "! there is no "
		    "_rels/b.xml.rels in it: not a spreadsheet of the kind "
		    ".xlsx, or damaged" },
	};
	struct workbook_sheet none = { "", "", NULL };
	struct buf text = { 0 }, out = { 0 }, file = { 0 };
	struct archive a = { 0 };

	for (size_t i = 0; i < COUNT(cases_of); i++) {
		buf_clear(&text);
		buf_putf(&text, rels, cases_of[i].target);
		archive_add(&a, "_rels/.rels", text.data, true);
		archive_add(&a, cases_of[i].part, cases_of[i].text, false);
		archive_end(&a);
		walk_bytes(dir, &a.file, NULL, 0, &out);
		is_str(buf_str(&out), cases_of[i].want, cases_of[i].target);
		archive_free(&a);
	}
	archive_add(&a, "content.xml", "<x/>", true);
	archive_end(&a);
	walk_bytes(dir, &a.file, NULL, 0, &out);
	is_str(buf_str(&out), "! there is no _rels/.rels in it: not a "
	    "spreadsheet of the kind .xlsx, or damaged", "another kind of file");
	archive_free(&a);
	workbook_make(&none, 0, NULL, true, &file);
	walk_bytes(dir, &file, NULL, 0, &out);
	is_str(buf_str(&out), "! the workbook has no sheet with cells",
	    "no sheets");
	buf_clear(&file);
	buf_puts(&file, "a;b\n");
	walk_bytes(dir, &file, NULL, 0, &out);
	is_str(buf_str(&out), "! not a zip archive", "no archive");
	buf_free(&file);
	buf_free(&text);
	buf_free(&out);
}

static int
refuse(void *arg, const struct csv_field *fields, size_t n, uint64_t line,
    struct err *err)
{
	(void)arg;
	(void)fields;
	(void)n;
	(void)line;
	return err_set(err, ERR_WORK, "the sink is full");
}

static void
test_sink(const char *dir)
{
	struct workbook_sheet sheet = { "Blad1", DATA(ROW(4, N(A4, 1))
	    ROW(5, N(A5, 2))), NULL };
	struct buf file = { 0 };
	char *path = file_join(dir, "a.xlsx");
	struct xlsx *x = NULL;
	struct err err = { 0 };

	workbook_make(&sheet, 1, NULL, false, &file);
	ok(file_write(path, file.data, file.len, 0600, &err) == 0 &&
	    xlsx_open(path, &x, &err) == 0 &&
	    xlsx_walk(x, NULL, 0, refuse, NULL, &err) == -1 &&
	    err.code == ERR_WORK, "the sink stops");
	is_str(why(&err), "sheet \"Blad1\": row 4: the sink is full",
	    "and the row is named");
	xlsx_close(x);
	free(path);
	buf_free(&file);
}

int
main(void)
{
	char dir[] = "/tmp/feiten-xlsx-XXXXXX";
	struct err err = { 0 };

	if (!ok(mkdtemp(dir) != NULL, "a folder"))
		return 1;
	test_cases(dir);
	test_sheets(dir);
	test_attacks(dir);
	test_sparse(dir);
	test_packages(dir);
	test_sink(dir);
	file_remove(dir, &err);
	return done_testing();
}
