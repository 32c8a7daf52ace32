/* SPDX-License-Identifier: EUPL-1.2 */
/* codec/pdf: a document that Typst may have written wrong, or cut short. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "codec/pdf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf out = { 0 };

	buf_puts(&out, "before");
	if (pdf_pack((const char *)data, size, &out)
		? out.len >= size + 6
		: out.len != 6)
		abort();
	if (memcmp(out.data, "before", 6) != 0)
		abort();
	buf_free(&out);
	return 0;
}
