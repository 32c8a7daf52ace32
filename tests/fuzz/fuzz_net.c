/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Any bytes as what a server says beside its answers: addresses of redirects,
 * words of error pages, pages that repeat our key.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "net/limits.h"
#include "net/net.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Where it leads is https, or this machine. */
static void
address(const char *text)
{
	const struct mirror mirror = { "https://data.example",
		"http://127.0.0.1:1/data.example" };
	const struct http_options options = { .mirrors = &mirror,
		.nmirrors = 1 };
	struct err err = { 0 };
	char *to = NULL;

	if (http_resolve(&options, text, &to, &err) == -1) {
		if (err.code == ERR_NONE || err.msg[0] == '\0')
			abort();
		return;
	}
	if (!http_same_origin(to, to))
		abort();
	if (http_same_origin(to, "http://data.example"))
		abort();
	free(to);
}

static void
words(const char *data, size_t size)
{
	static const struct http_key key = { "apikey", "geheim", "A_KEY" };
	char *page = mem_strn(data, size);
	struct buf out = { 0 };

	memcpy(page, data, size);
	net_key_blot(&key, page, size);
	net_said(page, size, &out);
	if (strstr(buf_str(&out), key.value) != NULL)
		abort();
	for (size_t i = 0; i < out.len; i++)
		if ((unsigned char)out.data[i] < ' ')
			abort();
	buf_free(&out);
	free(page);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = mem_strn((const char *)data, size);

	address(text);
	words((const char *)data, size);
	free(text);
	return 0;
}
