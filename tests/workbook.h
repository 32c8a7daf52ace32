/* SPDX-License-Identifier: EUPL-1.2 */
/* workbook: spreadsheets for tests, out of the XML of their parts. */
#ifndef TESTS_WORKBOOK_H
#define TESTS_WORKBOOK_H

#include <stdio.h>

#include "archive.h"

#define WORKBOOK_TYPES                                            \
	"http://schemas.openxmlformats.org/officeDocument/2006/" \
	"relationships/"

struct workbook_sheet {
	const char *name, *xml; /* xml: inside <worksheet> */
	const char *state; /* NULL: visible */
};

/* The whole file, in out. strings: inside <sst>, or NULL for none. */
__attribute__((unused)) static void
workbook_make(const struct workbook_sheet *sheets, size_t n,
    const char *strings, bool pack, struct buf *out)
{
	struct buf book = { 0 }, relations = { 0 }, text = { 0 };
	struct archive a = { 0 };

	buf_puts(&book, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<workbook xmlns:r=\"urn:r\"><sheets>");
	buf_puts(&relations, "<Relationships>");
	for (size_t i = 0; i < n; i++) {
		char name[64];

		snprintf(name, sizeof(name), "xl/worksheets/sheet%zu.xml",
		    i + 1);
		buf_putf(&book, "<sheet name=\"%s\" sheetId=\"%zu\" "
		    "state=\"%s\" r:id=\"rId%zu\"/>", sheets[i].name, i + 1,
		    sheets[i].state != NULL ? sheets[i].state : "visible",
		    i + 1);
		buf_putf(&relations, "<Relationship Id=\"rId%zu\" Type=\""
		    WORKBOOK_TYPES "worksheet\" Target=\"%s\"/>", i + 1,
		    name + 3);
		buf_clear(&text);
		buf_putf(&text, "<worksheet>%s</worksheet>", sheets[i].xml);
		archive_add(&a, name, text.data, pack);
	}
	buf_puts(&book, "</sheets></workbook>");
	if (strings != NULL) {
		buf_clear(&text);
		buf_putf(&text, "<sst>%s</sst>", strings);
		archive_add(&a, "xl/sharedStrings.xml", text.data, pack);
		buf_puts(&relations, "<Relationship Id=\"rS\" Type=\""
		    WORKBOOK_TYPES "sharedStrings\" "
		    "Target=\"/xl/sharedStrings.xml\"/>");
	}
	buf_puts(&relations, "</Relationships>");
	archive_add(&a, "xl/workbook.xml", book.data, pack);
	archive_add(&a, "xl/_rels/workbook.xml.rels", relations.data, pack);
	archive_add(&a, "_rels/.rels", "<Relationships><Relationship Id=\"1\" "
	    "Type=\"" WORKBOOK_TYPES "officeDocument\" "
	    "Target=\"xl/workbook.xml\"/></Relationships>", pack);
	archive_end(&a);
	buf_put(out, a.file.data, a.file.len);
	archive_free(&a);
	buf_free(&text);
	buf_free(&relations);
	buf_free(&book);
}

#endif
