/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * told: what people told: the notes of a fact base, and the decision on each
 * quote. For pages, notes and check.
 */
#ifndef CLI_TOLD_H
#define CLI_TOLD_H

#include "base/file.h"
#include "cli/cli.h"
#include "cli/session.h"
#include "story/note.h"

struct told {
	struct notes notes;
	struct privacy privacy;
	struct decisions decisions;
	struct edition_key key; /* there when there are notes */
};

/* The words that notes may use, of this fact base; it lives longer. */
struct told_words {
	const char **themes, **ids, **areas;
	struct names opgaven;
	struct note_words words;
};
void told_words(struct cli *cli, const struct session *s,
    struct told_words *out, int *status);
void told_words_free(struct told_words *w);

/* Read and decide. Mistakes are printed, each message once, and make *status
 * worse; what has none is there. Session with a panel: it knows the areas of
 * one's own. */
void told_read(
    struct cli *cli, struct session *s, struct told *out, int *status);
void told_free(struct told *told);
/* "chmod go-rwx DIR" as what to do, when others may look into notes/: a new
 * string; NULL when all is well, or there is no such folder. */
char *told_open_to(const char *dir);

#endif
