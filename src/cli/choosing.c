/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * choosing: reading the choosing log.
 */
#include "cli/choosing.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/when.h"

void
choosing_read(struct cli *cli, struct session *s, const struct told *told,
    struct choices *out, int *status)
{
	const struct indicators *ind = &s->fb.indicators;
	const char **ids = mem_new(ind->n + 1, sizeof(*ids));
	struct note_words words = { .indicators = ids, .nindicators = ind->n };
	struct release release = { FOR_REPORT, when_dutch_day(when_now()),
		&told->key, s->fb.own_contact, &told->decisions };
	char *file = file_join(s->fb.dir, "story/chosen.json");
	struct err err = { 0 };

	for (size_t i = 0; i < ind->n; i++)
		ids[i] = ind->items[i].id;
	if (choices_read(file, &words, &told->notes, &release, out, &err) ==
	    -1)
		*status = cli_worst(*status, cli_fail(cli, &err));
	free(file);
	free(ids);
}
