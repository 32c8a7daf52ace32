/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * export: texts that would mean something to who reads the file.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "export/export.h"
#include "tap.h"

static char dir[] = "/tmp/feiten-export-XXXXXX";

static const struct export_row rows[] = {
	{ "BU1", "=HYPERLINK(\"x\")", "buurt", 2024, "i", "A, \"B\"\r\nC",
	    "2024", 0.1, "", "final", "s", NULL, NULL, NULL, "t" },
	{ "BU2", "a\tb\\.\nc'; DROP TABLE x;--", "buurt", 2024, "i", "\\.",
	    "2024", -1e21, "%", "final", "s", "@p", "l", "u", "t" },
};

static void
made(enum export_form form, const char *name, struct buf *out)
{
	char *path = file_join(dir, name);
	struct exporter *e = NULL;
	struct err err = { 0 };

	ok(export_open(form, path, &e, &err) == 0 &&
		export_put(e, &rows[0], &err) == 0 &&
		export_put(e, &rows[1], &err) == 0 && !file_exists(path) &&
		export_end(e, &err) == 0 &&
		file_read(path, 1u << 20, out, &err) == 0,
	    "%s: there when it is whole %s", name, err.msg);
	free(path);
}

static bool
has(const struct buf *b, const char *text)
{
	return strstr(buf_str(b), text) != NULL;
}

int
main(void)
{
	struct buf csv = { 0 }, sql = { 0 };
	struct exporter *e = NULL;
	struct err err = { 0 };
	enum export_form form;
	struct names names = { 0 };
	char *path;

	if (mkdtemp(dir) == NULL)
		return 1;
	ok(export_form_parse("csv", &form) == 0 && form == EXPORT_CSV &&
		export_form_parse("postgres", &form) == 0 &&
		form == EXPORT_POSTGRES &&
		export_form_parse("gpkg", &form) == 0 && form == EXPORT_GPKG &&
		export_form_parse("", &form) == -1,
	    "names of forms");
	made(EXPORT_CSV, "x.csv", &csv);
	ok(has(&csv, "\r\nBU1,\"'=HYPERLINK(\"\"x\"\")\",buurt,2024,i,"),
	    "a formula is none");
	ok(has(&csv, ",\"A, \"\"B\"\"\r\nC\",2024,0.1,,final,s,,,,t\r\n"),
	    "quotes, commas, lines, and what is not there");
	ok(has(&csv, ",-1e+21,%,final,s,'@p,l,u,t\r\n"),
	    "a number is left as it is");
	made(EXPORT_POSTGRES, "x.sql", &sql);
	ok(has(&sql,
	       "\nBU2\ta\\tb\\\\.\\nc'; DROP TABLE x;--\tbuurt\t2024\ti\t"
	       "\\\\.\t2024\t-1e+21\t"),
	    "SQL: nothing ends the data");
	ok(has(&sql, "\t0.1\t\tfinal\ts\t\\N\t\\N\t\\N\tt\n"),
	    "no text, and none known");
	path = file_join(dir, "x.csv");
	ok(export_open(EXPORT_CSV, path, &e, &err) == 0, "begun");
	export_drop(e);
	buf_clear(&csv);
	ok(file_read(path, 1u << 20, &csv, &err) == 0 && has(&csv, "BU2") &&
		file_list(dir, NULL, &names, &err) == 0 && names.n == 2,
	    "dropped: what was there is there, and no more");
	names_free(&names);
	free(path);
	path = file_join(dir, "no/x.csv");
	ok(export_open(EXPORT_CSV, path, &e, &err) == -1 &&
		strstr(err.msg, "cannot be written") != NULL,
	    "a folder that is not there");
	free(path);
	buf_free(&csv);
	buf_free(&sql);
	file_remove(dir, &err);
	return done_testing();
}
