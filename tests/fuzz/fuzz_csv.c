/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Any bytes as a table: whole and in pieces must come to the same, and fields
 * are valid UTF-8 without padding. The first byte chooses the options.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "codec/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int
record(void *arg, const struct csv_field *fields, size_t n, uint64_t line,
    struct err *err)
{
	double v = 0;

	(void)err;
	if (n == 0 || n > CSV_FIELDS || line == 0)
		abort();
	buf_putf(arg, "%u:", (unsigned)line);
	for (size_t i = 0; i < n; i++) {
		size_t len = fields[i].len;

		if (strlen(fields[i].text) != len ||
		    !text_utf8_ok(fields[i].text, len, NULL) ||
		    text_trim(fields[i].text, &len) != fields[i].text ||
		    len != fields[i].len)
			abort();
		if (csv_number(fields[i].text, len, len % 2, &v) == 0 &&
		    !(v - v == 0))
			abort();
		buf_putf(arg, "%s%d|", fields[i].text, fields[i].quoted);
	}
	return 0;
}

static void
scan(const struct csv_options *o, const char *data, size_t size, size_t piece,
    struct buf *log)
{
	struct csv *c = csv_new(o, record, log);
	struct err err = { 0 };
	int rc = 0;

	for (size_t i = 0; i < size && rc == 0; i += piece)
		rc = csv_push(c, data + i,
		    size - i < piece ? size - i : piece, &err);
	if (csv_end(c, &err) == 0 ? rc != 0 : err.msg[0] == '\0')
		abort();
	buf_puts(log, err.msg);
	csv_free(c);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf whole = { 0 }, parts = { 0 };
	struct csv_options o = { 0 };

	if (size < 1)
		return 0;
	o.encoding = (enum csv_encoding)(data[0] % 3);
	o.skip = data[0] / 3 % 3;
	o.separator = ";,\t|"[data[0] / 9 % 4];
	if (data[0] < 128)
		o.separator = 0;
	scan(&o, (const char *)data + 1, size - 1, size, &whole);
	scan(&o, (const char *)data + 1, size - 1, data[0] % 16 + 1, &parts);
	if (strcmp(buf_str(&whole), buf_str(&parts)) != 0)
		abort();
	buf_free(&whole);
	buf_free(&parts);
	return 0;
}
