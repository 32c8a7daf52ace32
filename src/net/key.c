/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * key: what keeps a key secret. Messages name the variable it came from,
 * never the key.
 */
#include <string.h>

#include "net/net.h"

int
net_key_check(const struct http_key *key, const char *address, struct err *err)
{
	if (key->value[0] == '\0')
		return err_set(err, ERR_INPUT,
		    "the key %s is empty: set it to the one you were "
		    "given",
		    key->variable);
	for (const char *p = key->value; *p != '\0'; p++)
		if (*p <= ' ' || *p > '~')
			return err_set(err, ERR_INPUT,
			    "the key %s holds a blank or a character that no "
			    "key has: set it again",
			    key->variable);
	if (strstr(address, key->value) != NULL)
		return err_set(err, ERR_INPUT,
		    "an address that holds the key of %s itself is not asked "
		    "for",
		    key->variable);
	return 0;
}

void
net_key_blot(const struct http_key *key, char *page, size_t len)
{
	size_t n = strlen(key->value);

	/* A page may hold NUL bytes, and break off within the key. */
	for (size_t i = 0; n > 0 && i < len; i++) {
		size_t rest = len - i < n ? len - i : n;

		if (memcmp(page + i, key->value, rest) == 0)
			memset(page + i, '*', rest);
	}
}
