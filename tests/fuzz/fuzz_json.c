/* SPDX-License-Identifier: EUPL-1.2 */
/* Any bytes as JSON: what is accepted prints, and that reads back the same. */
#include <stdlib.h>
#include <string.h>

#include "codec/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct err err = { 0 };
	struct buf once = { 0 }, twice = { 0 };
	struct json *j = json_parse((const char *)data, size, &err), *back;

	if (j == NULL) {
		if (err.msg[0] == '\0')
			abort();
		return 0;
	}
	json_print(j, size % 2 == 0, &once);
	back = json_parse(once.data, once.len, &err);
	if (back == NULL)
		abort();
	json_print(back, size % 2 == 0, &twice);
	if (strcmp(once.data, twice.data) != 0)
		abort();
	json_free(back);
	json_free(j);
	buf_free(&once);
	buf_free(&twice);
	return 0;
}
