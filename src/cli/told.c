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

void
told_words(
    struct cli *cli, const struct session *s, struct told_words *out, int *status)
{
	const struct indicators *ind = &s->fb.indicators;
	size_t i;

	out->themes = mem_new(ind->nthemes + 1, sizeof(*out->themes));
	out->ids = mem_new(ind->n + 1, sizeof(*out->ids));
	out->areas = mem_new(s->own.n + 1, sizeof(*out->areas));
	out->opgaven = (struct names){ 0 };
	for (i = 0; i < ind->nthemes; i++)
		out->themes[i] = ind->themes[i].id;
	for (i = 0; i < ind->n; i++)
		out->ids[i] = ind->items[i].id;
	for (i = 0; i < s->own.n; i++)
		out->areas[i] = s->own.items[i].id;
	read_opgaven(cli, s, &out->opgaven, status);
	out->words = (struct note_words){ out->themes, ind->nthemes, out->ids,
		ind->n, out->areas, s->own.n,
		(const char *const *)out->opgaven.items, out->opgaven.n };
}

void
told_words_free(struct told_words *w)
{
	names_free(&w->opgaven);
	free(w->areas);
	free(w->ids);
	free(w->themes);
	*w = (struct told_words){ 0 };
}

static void
read_notes(
    struct cli *cli, const struct session *s, struct told *out, int *status)
{
	struct told_words words;
	struct err err = { 0 };

	told_words(cli, s, &words, status);
	if (notes_read(s->fb.notes, &words.words, &out->notes, &err) == -1)
		problem(cli, &err, status);
	told_words_free(&words);
}

/* Without a key, or the lists, nothing is released: everything stays shut. */
static void
decide(struct cli *cli, const struct session *s, struct told *out, int *status)
{
	char *path = file_join(s->fb.state, "edition.key");
	struct release release = { FOR_REPORT, when_dutch_day(when_now()),
		&out->key, s->fb.own_contact, &out->decisions };
	struct err err = { 0 };

	if (edition_key(path, &out->key, &err) == -1 ||
	    notes_release(&out->notes, &release, &err) == -1)
		problem(cli, &err, status);
	free(path);
}

/* Of notes, and of what an analyst writes: without notes too. */
static void
read_decisions(
    struct cli *cli, const struct session *s, struct told *out, int *status)
{
	char *dir = file_join(s->fb.dir, "decisions");
	struct err err = { 0 };

	if (decisions_read(dir, &out->decisions, &err) == -1)
		problem(cli, &err, status);
	free(dir);
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
	else
		read_decisions(cli, s, out, status);
	if (err.code == ERR_NONE && out->notes.n > 0)
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
