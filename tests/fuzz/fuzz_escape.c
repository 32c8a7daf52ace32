/* SPDX-License-Identifier: EUPL-1.2 */
/* Any string, escaped: valid UTF-8 without the bytes that would break out. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "codec/escape.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* out is valid UTF-8 and holds none of the bytes in never. */
static void
check(struct buf *out, const char *never)
{
	if (!text_utf8_ok(buf_str(out), out->len, NULL) ||
	    strpbrk(buf_str(out), never) != NULL)
		abort();
	buf_clear(out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *s = mem_strn((const char *)data, size);
	struct buf out = { 0 };

	escape_html(&out, s);
	check(&out, "<>\"'\r\x7f");
	escape_gnuplot(&out, s, size % 2 == 0);
	check(&out, "\n\r\t\x7f");
	escape_csv(&out, s);
	check(&out, "\x01\x7f");
	escape_url(&out, s);
	check(&out, " &=?#/\"'<>\\\n");
	buf_free(&out);
	free(s);
	return 0;
}
