/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * budget: what a refresh did not come to in its time goes first in the next.
 */
#include "cli/budget.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "codec/json.h"

#define MEMBER "unreached"
#define MOST 1e6 /* minutes */

int
budget_parse(const char *text, double *minutes)
{
	char *end;
	double v;

	if (text[0] < '0' || text[0] > '9')
		return -1;
	v = strtod(text, &end);
	if (*end != '\0' || !(v > 0 && v <= MOST))
		return -1;
	*minutes = v;
	return 0;
}

/* Whether the list has a source (table NULL: or one of its tables), or this
 * table of it. The file may be damaged: what is no text is passed over. */
static bool
unreached(const struct state *state, const char *source, const char *table)
{
	const struct json *list = json_get(state->root, MEMBER);
	size_t len = strlen(source);

	if (!json_is_array(list))
		return false;
	for (const struct json *o = json_first(list); o != NULL;
	     o = json_next(o)) {
		const char *s = json_str(o);

		if (s == NULL || strncmp(s, source, len) != 0)
			continue;
		if (table == NULL && (s[len] == '\0' || s[len] == '/'))
			return true;
		if (table != NULL && s[len] == '/' &&
		    strcmp(s + len + 1, table) == 0)
			return true;
	}
	return false;
}

void
budget_sources(
    const struct state *state, const struct sources *sources, size_t *order)
{
	size_t n = 0;

	for (int turn = 0; turn < 3; turn++)
		for (size_t i = 0; i < sources->n; i++) {
			const struct source *src = &sources->items[i];
			const int its = src->crossing.there   ? 2
			    : unreached(state, src->id, NULL) ? 0
							      : 1;

			if (its == turn)
				order[n++] = i;
		}
}

void
budget_tables(
    const struct state *state, const char *source, struct table_refs *refs)
{
	struct table_ref *sorted = mem_new(refs->n, sizeof(*sorted));
	size_t n = 0;

	for (int first = 1; first >= 0; first--)
		for (size_t i = 0; i < refs->n; i++)
			if (unreached(state, source, refs->items[i].id) ==
			    (first == 1))
				sorted[n++] = refs->items[i];
	if (n > 0)
		memcpy(refs->items, sorted, n * sizeof(*sorted));
	free(sorted);
}

void
budget_put(struct state *state, const struct strings *list)
{
	struct json *to;

	json_drop(state->root, MEMBER);
	if (list->n == 0)
		return;
	to = json_add_array(state->root, MEMBER);
	for (size_t i = 0; i < list->n; i++)
		json_add_str(to, NULL, list->items[i]);
}
