/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * near: "did you mean", for a word that names nothing.
 */
#include "cli/near.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"

void
near_start(struct near *near, const char *word)
{
	memset(near, 0, sizeof(*near));
	near->word = mem_strn(word, text_prefix(word, 60));
	near->folded = text_fold(near->word);
}

/* How far a name is: 0 equal, then part of it, then edits. */
static size_t
distance(const struct near *near, const char *folded)
{
	size_t limit = strlen(near->folded) / 3 + 1;

	if (strlen(near->folded) >= 3 && strstr(folded, near->folded) != NULL)
		return 1;
	return 1 + text_distance(near->folded, folded, limit);
}

void
near_try(struct near *near, const char *name, const char *text)
{
	char *folded = text_fold(name), *addition = strstr(folded, " (");
	size_t d = distance(near, folded), i, j;

	/* "Rijswijk (ZH.)" is "Rijswijk" to who types it. */
	if (addition != NULL) {
		*addition = '\0';
		j = distance(near, folded);
		d = j < d ? j : d;
	}
	free(folded);
	if (d > strlen(near->folded) / 3 + 2)
		return;
	for (i = 0; i < near->n; i++)
		if (strcmp(near->best[i].text, text) == 0)
			return;
	for (i = 0; i < near->n && near->best[i].distance <= d; i++)
		continue;
	if (i == NEAR_MAX)
		return;
	if (near->n == NEAR_MAX)
		free(near->best[--near->n].text);
	for (j = near->n++; j > i; j--)
		near->best[j] = near->best[j - 1];
	near->best[i].text = mem_str(text);
	near->best[i].distance = d;
}

int
near_error(struct near *near, struct err *err, const char *kind,
    const char *hint)
{
	struct buf list = { 0 };
	size_t i;

	if (near->n > 0)
		buf_putc(&list, ':');
	for (i = 0; i < near->n; i++) {
		buf_putf(&list, "%s%s", i == 0 ? " did you mean " : ", ",
		    near->best[i].text);
		free(near->best[i].text);
	}
	if (near->n > 0)
		buf_putc(&list, '?');
	err_set(err, ERR_USAGE, "%s \"%s\": unknown%s (%s)", kind, near->word,
	    buf_str(&list), hint);
	buf_free(&list);
	free(near->word);
	free(near->folded);
	memset(near, 0, sizeof(*near));
	return -1;
}
