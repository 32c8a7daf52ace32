/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * keys: every text the program asks for by name, and the {fields} each may
 * hold. reports/words.<lang>.json must have exactly these, beside its open
 * groups ("unit" and "of"), which are data.
 */
#ifndef WORDS_KEYS_H
#define WORDS_KEYS_H

#include <stddef.h>

struct word_key {
	const char *key;
	const char *fields; /* names with a blank between; "" for none */
};

extern const struct word_key word_keys[];
extern const size_t word_nkeys;

#endif
