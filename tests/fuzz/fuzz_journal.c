/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Any bytes as the journal of a folder of pages: no crash; what is taken is in
 * order, each code once, with a key that is one; and a damaged one has none.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/journal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int
is_key(const char *key)
{
	return strcmp(key, "-") == 0 ||
	    (strlen(key) == DIGEST_HEX - 1 &&
		strspn(key, "0123456789abcdef") == DIGEST_HEX - 1);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const bool none[FORMS] = { false };
	struct journal j;

	journal_parse((const char *)data, size, &j);
	j.dir = mem_str("."); /* no file of it is asked for */
	if (j.n > 0 && (size < 13 || memcmp(data, "feiten-pages\t", 13) != 0))
		abort();
	if (j.all[0] != '\0' && !is_key(j.all))
		abort();
	for (size_t i = 0; i < j.n; i++) {
		const struct made_page *page = &j.items[i];

		if (!is_key(page->key) || page->code[0] == '\0' ||
		    (i > 0 && strcmp(j.items[i - 1].code, page->code) >= 0))
			abort();
		for (size_t f = 0; f < FORMS; f++)
			if (page->sizes[f] < -1)
				abort();
		if ((journal_find(&j, page->code, page->key, none) == page) !=
		    (strcmp(page->key, "-") != 0))
			abort();
	}
	journal_free(&j);
	return 0;
}
