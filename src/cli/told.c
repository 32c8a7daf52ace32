/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * told: reading the notes of a fact base with all that they may name.
 */
#include "cli/told.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/when.h"
#include "story/decision.h"

static void
problem(struct cli *cli, const struct err *err, int *status)
{
	*status = cli_worst(*status, cli_fail(cli, err));
}

/* Ids of opgaven: the names of their files. */
static void
read_opgaven(
    struct cli *cli, const struct session *s, struct names *out, int *status)
{
	char *dir = file_join(s->fb.dir, "story/opgaven");
	struct err err = { 0 };
	size_t i;

	if (file_list(dir, ".md", out, &err) == -1)
		problem(cli, &err, status);
	for (i = 0; i < out->n; i++)
		out->items[i][strlen(out->items[i]) - 3] = '\0';
	free(dir);
}

static void
read_notes(
    struct cli *cli, const struct session *s, struct told *out, int *status)
{
	const struct indicators *ind = &s->fb.indicators;
	const char **themes = mem_new(ind->nthemes + 1, sizeof(*themes));
	const char **ids = mem_new(ind->n + 1, sizeof(*ids));
	const char **areas = mem_new(s->own.n + 1, sizeof(*areas));
	struct names opgaven = { 0 };
	struct note_words words = { themes, ind->nthemes, ids, ind->n, areas,
		s->own.n, NULL, 0 };
	struct err err = { 0 };
	size_t i;

	for (i = 0; i < ind->nthemes; i++)
		themes[i] = ind->themes[i].id;
	for (i = 0; i < ind->n; i++)
		ids[i] = ind->items[i].id;
	for (i = 0; i < s->own.n; i++)
		areas[i] = s->own.items[i].id;
	read_opgaven(cli, s, &opgaven, status);
	words.opgaven = (const char *const *)opgaven.items;
	words.nopgaven = opgaven.n;
	if (notes_read(s->fb.notes, &words, &out->notes, &err) == -1)
		problem(cli, &err, status);
	names_free(&opgaven);
	free(areas);
	free(ids);
	free(themes);
}

/* Without a key, or the lists, nothing is released: everything stays shut. */
static void
decide(struct cli *cli, const struct session *s, struct told *out, int *status)
{
	char *path = file_join(s->fb.state, "edition.key");
	char *dir = file_join(s->fb.dir, "decisions");
	struct release release = { FOR_REPORT, when_dutch_day(when_now()),
		&out->key, s->fb.contact, &out->decisions };
	struct err err = { 0 };

	if (decisions_read(dir, &out->decisions, &err) == -1)
		problem(cli, &err, status);
	err_clear(&err);
	if (edition_key(path, &out->key, &err) == -1 ||
	    notes_release(&out->notes, &release, &err) == -1)
		problem(cli, &err, status);
	free(dir);
	free(path);
}

void
told_read(struct cli *cli, struct session *s, struct told *out, int *status)
{
	char *builtin = file_join(file_share(), "sources/privacy.json");
	char *own = file_join(s->fb.dir, "sources/privacy.json");
	struct err err = { 0 };

	*out = (struct told){ 0 };
	read_notes(cli, s, out, status);
	if (privacy_read(builtin, own, &out->privacy, &err) == -1)
		problem(cli, &err, status);
	else if (out->notes.n > 0)
		decide(cli, s, out, status);
	free(own);
	free(builtin);
}

void
told_free(struct told *told)
{
	notes_free(&told->notes);
	privacy_free(&told->privacy);
	decisions_free(&told->decisions);
	*told = (struct told){ 0 };
}

char *
told_open_to(const char *dir)
{
	struct stat st;

	if (stat(dir, &st) == -1 || !S_ISDIR(st.st_mode) ||
	    (st.st_mode & 077) == 0)
		return NULL;
	return mem_fmt("%s: others on this machine may look into it (mode "
		       "%03o): chmod go-rwx %s",
	    dir, (unsigned)(st.st_mode & 0777), dir);
}
