/* SPDX-License-Identifier: EUPL-1.2 */
/* Any bytes as gzip: at most so much comes out, in pieces of any size. */
#include <stdlib.h>

#include "codec/gzip.h"

#define MAX 100000u

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int
count(void *arg, const char *data, size_t len, struct err *err)
{
	(void)data;
	(void)err;
	*(uint64_t *)arg += len;
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t piece = size == 0 ? 1 : data[size - 1] + 1;
	struct err err = { 0 };
	uint64_t out = 0;
	struct gunzip *g = gunzip_new(MAX, count, &out);
	int rc = 0;

	for (size_t i = 0; i < size && rc == 0; i += piece)
		rc = gunzip_push(g, (const char *)data + i,
		    size - i < piece ? size - i : piece, &err);
	if (gunzip_end(g, &err) == 0 ? rc != 0 : err.msg[0] == '\0')
		abort();
	if (out > MAX)
		abort();
	gunzip_free(g);
	return 0;
}
