/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * adapter: the table of protocols. A new one is a file and a line here.
 */
#include "source/adapter.h"

#include <string.h>

static const struct adapter *const adapters[] = { &adapter_cbs_v3 };

const struct adapter *
adapter_find(const char *kind)
{
	for (size_t i = 0; i < sizeof(adapters) / sizeof(adapters[0]); i++)
		if (strcmp(adapters[i]->kind, kind) == 0)
			return adapters[i];
	return NULL;
}

const char *const *
adapter_kinds(void)
{
	/* Kept beside the table: a constant cannot be taken from another
	 * constant's member in C11. A test compares the two. */
	static const char *const kinds[] = { "cbs-odata-v3", NULL };

	_Static_assert(sizeof(kinds) / sizeof(kinds[0]) ==
		sizeof(adapters) / sizeof(adapters[0]) + 1,
	    "a name for every adapter");
	return kinds;
}
