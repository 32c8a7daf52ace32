/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/check_opgaven.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/when.h"

static void
problem(struct cli *cli, const struct err *err, int *status)
{
	*status = cli_worst(*status, cli_fail(cli, err));
}

static void
read_all(struct cli *cli, struct session *s,
    const struct checked_claims *claims, struct checked_opgaven *out,
    int *status)
{
	const struct indicators *ind = &s->fb.indicators;
	const char **themes = mem_new(ind->nthemes + 1, sizeof(*themes));
	const char **ids = mem_new(ind->n + 1, sizeof(*ids));
	const char **areas = mem_new(s->own.n + 1, sizeof(*areas));
	struct note_words words = { themes, ind->nthemes, ids, ind->n, areas,
		s->own.n, NULL, 0 };
	char *dir = file_join(s->fb.dir, "story/opgaven");
	char *file = file_join(s->fb.dir, "story/purpose.md");
	struct err err = { 0 };

	for (size_t i = 0; i < ind->nthemes; i++)
		themes[i] = ind->themes[i].id;
	for (size_t i = 0; i < ind->n; i++)
		ids[i] = ind->items[i].id;
	for (size_t i = 0; i < s->own.n; i++)
		areas[i] = s->own.items[i].id;
	if (opgaven_read(dir, &words, &claims->claims, &out->opgaven, &err) ==
	    -1)
		problem(cli, &err, status);
	err_clear(&err);
	if (purpose_read(file, &words, &claims->claims, &out->purpose, &err) ==
	    -1)
		problem(cli, &err, status);
	free(file);
	free(dir);
	free(areas);
	free(ids);
	free(themes);
}

/* A code may have the form of one and be no area. */
static void
know_area(struct cli *cli, struct session *s, const char *file,
    const char *code, int *status)
{
	struct area area = { 0 };
	struct err err = { 0 };
	int got = panel_area(s->panel, code, &area, &err);

	if (got == 0)
		err_set(&err, ERR_INPUT,
		    "%s: gebied: %s is no area that is known: 'feiten areas "
		    "TEXT' searches them",
		    file, code);
	if (got != 1)
		problem(cli, &err, status);
	area_clear(&area);
}

void
opgaven_check(struct cli *cli, struct session *s, const struct told *told,
    const struct checked_claims *claims, struct checked_opgaven *out,
    int *status)
{
	struct release release = { FOR_REPORT, when_dutch_day(when_now()),
		&told->key, s->fb.own_contact, &told->decisions };
	struct err err = { 0 };

	*out = (struct checked_opgaven){ 0 };
	read_all(cli, s, claims, out, status);
	for (size_t i = 0; i < out->opgaven.n; i++)
		know_area(cli, s, out->opgaven.items[i].file,
		    out->opgaven.items[i].area, status);
	for (size_t i = 0; i < out->purpose.areas.n; i++)
		know_area(cli, s, out->purpose.file,
		    out->purpose.areas.items[i], status);
	if (opgaven_release(&out->opgaven, &out->purpose, &told->notes,
		&release, &err) == -1)
		problem(cli, &err, status);
	out->shared = (struct shared){ &out->opgaven, &out->purpose,
		&claims->claims, &claims->judgement, &told->notes };
}

const char *
flag_says(enum flag flag)
{
	static const char *const says[FLAGS] = {
		"rests on no claim",
		"rests on a claim that does not hold, so it is marked",
		"no quote of a resident about it that may be printed",
		"nobody takes part",
		"takes part and brings nothing",
		"is recognised by nobody",
	};

	return says[flag];
}

const char *
flag_next(enum flag flag)
{
	static const char *const next[FLAGS] = {
		"name the claims under it, or write them in story/claims/",
		"mend the claim, or take it out and see whether the rest "
		"carries it",
		"talk with people whom it is about, and tag what they say "
		"with @opgave:ID",
		"write who takes part and what they bring",
		"ask what they bring and write it behind their name",
		"lay it before those who take part, and write who recognised "
		"it, when, and the words that they changed",
	};

	return next[flag];
}

void
opgaven_check_free(struct checked_opgaven *c)
{
	opgaven_free(&c->opgaven);
	purpose_clear(&c->purpose);
}
