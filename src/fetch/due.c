/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * due: whether a table has changed since it was fetched. CBS tells it per
 * table only, through dates that are compared as text.
 */
#include <string.h>

#include "fetch/fetch.h"

/* Both absent is no change; one absent is. */
static bool
differs(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a != b : strcmp(a, b) != 0;
}

bool
fetch_due(
    const struct table_ref *ref, const struct raw_run *last, const char **why)
{
	const char *reason = NULL;

	if (last == NULL || strcmp(last->result, "ok") != 0)
		reason = "new";
	else if (differs(ref->modified, last->modified))
		reason = "modified";
	else if (differs(ref->meta_modified, last->meta_modified))
		reason = "metadata modified";
	else if (ref->rows != last->announced)
		reason = "number of rows changed";
	if (why != NULL)
		*why = reason == NULL ? "unchanged" : reason;
	return reason != NULL;
}
