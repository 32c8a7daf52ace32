/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Any bytes as a spreadsheet. As the file itself they hardly ever get past the
 * checksums of the archive; so when they do not start as one, they are put
 * into a sound archive: a sheet up to a "~", and then the shared texts.
 */
#include <unistd.h>

#include "base/text.h"
#include "codec/xlsx.h"
#include "workbook.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct seen {
	uint64_t line;
};

static int
record(void *arg, const struct csv_field *fields, size_t n, uint64_t line,
    struct err *err)
{
	struct seen *s = arg;

	(void)err;
	if (n == 0 || n > XLSX_COLUMNS || line <= s->line || line > XLSX_ROWS)
		abort();
	s->line = line;
	for (size_t i = 0; i < n; i++)
		if (strlen(fields[i].text) != fields[i].len ||
		    !text_utf8_ok(fields[i].text, fields[i].len, NULL))
			abort();
	if (fields[n - 1].len == 0)
		abort();
	return 0;
}

static void
walk(const char *path)
{
	struct xlsx *x = NULL;
	struct err err = { 0 };
	struct names names = { 0 };

	if (xlsx_open(path, &x, &err) != 0) {
		if (err.msg[0] == '\0')
			abort();
		return;
	}
	if (xlsx_sheets(x, &names, &err) != 0 || names.n == 0)
		abort();
	for (int heads = 0; heads < 4; heads += 3) {
		struct seen s = { 0 };

		err_clear(&err);
		if (xlsx_walk(x, names.items[names.n - 1], heads, record, &s,
		    &err) != 0 && err.msg[0] == '\0')
			abort();
	}
	names_free(&names);
	xlsx_close(x);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[] = "/tmp/feiten-fuzz-XXXXXX";
	struct buf file = { 0 };
	int fd = mkstemp(path);

	if (fd == -1)
		abort();
	if (size > 1 && data[0] == 'P' && data[1] == 'K') {
		buf_put(&file, data, size);
	} else {
		char *xml = mem_strn((const char *)data, size);
		char *strings = strchr(xml, '~');
		struct workbook_sheet sheet = { "Blad1", xml, NULL };

		if (strings != NULL)
			*strings++ = '\0';
		workbook_make(&sheet, 1, strings, false, &file);
		free(xml);
	}
	if (write(fd, file.data, file.len) != (ssize_t)file.len)
		abort();
	close(fd);
	walk(path);
	unlink(path);
	buf_free(&file);
	return 0;
}
