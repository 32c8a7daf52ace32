/* SPDX-License-Identifier: EUPL-1.2 */
/* Any bytes as a page of an API: whole and in pieces must come to the same. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "codec/jscan.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int
record(void *arg, const char *text, size_t len, uint64_t at, uint64_t row,
    struct err *err)
{
	struct jrecord r = { 0 };

	if (jrecord_parse(&r, text, len, err) != 0)
		buf_puts(arg, err->msg);
	for (size_t i = 0; i < r.n; i++)
		buf_putf(arg, "%s %a %s,", r.items[i].name, r.items[i].number,
		    r.items[i].type == JV_STRING ? r.items[i].str : "");
	buf_putf(arg, "%u %u %u\n", (unsigned)at, (unsigned)row, (unsigned)len);
	jrecord_free(&r);
	return 0;
}

static int
member(void *arg, const char *name, const char *text, size_t len,
    struct err *err)
{
	(void)err;
	buf_puts(arg, name);
	if (text != NULL)
		buf_put(arg, text, len);
	return 0;
}

static void
scan(const char *data, size_t size, size_t piece, struct buf *log)
{
	static const char *const paths[] = { "value", "a.b", "", NULL };
	struct jscan_sink sink = { log, record, member, size % 3 == 0, 0 };
	struct jscan *s = jscan_new(paths[size % 4], &sink);
	struct err err = { 0 };
	int rc = 0;

	for (size_t i = 0; i < size && rc == 0; i += piece)
		rc = jscan_push(s, data + i,
		    size - i < piece ? size - i : piece, &err);
	if (jscan_end(s, &err) != 0 && err.msg[0] == '\0')
		abort();
	buf_puts(log, err.msg);
	jscan_free(s);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf whole = { 0 }, parts = { 0 };

	if (size < 1)
		return 0;
	scan((const char *)data + 1, size - 1, size, &whole);
	scan((const char *)data + 1, size - 1, data[0] % 16 + 1, &parts);
	if (strcmp(buf_str(&whole), buf_str(&parts)) != 0)
		abort();
	buf_free(&whole);
	buf_free(&parts);
	return 0;
}
