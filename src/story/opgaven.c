/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * opgaven: the files of story/opgaven/, and who was heard about them.
 */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "story/outline.h"

#define OPGAVEN_MAX 200

static void
grounds_free(struct footing *grounds, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		free(grounds[i].claim);
		free(grounds[i].text.text);
	}
	free(grounds);
}

void
opgave_clear(struct opgave *o)
{
	struct told_text *const texts[] = { &o->task, &o->for_whom, &o->see,
		&o->question, &o->dilemma, &o->first_sign, &o->questions[0],
		&o->questions[1], &o->questions[2] };

	_Static_assert(QUESTIONS == 3, "all are freed");
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		free(texts[i]->text);
	grounds_free(o->grounds, o->ngrounds);
	for (size_t i = 0; i < o->nparties; i++) {
		free(o->parties[i].name.text);
		free(o->parties[i].brings.text);
	}
	for (size_t i = 0; i < o->nworks; i++) {
		free(o->works[i].what.text);
		free(o->works[i].evidence);
		free(o->works[i].link);
	}
	for (size_t i = 0; i < o->nexpectations; i++) {
		free(o->expectations[i].by.text);
		free(o->expectations[i].indicator);
		free(o->expectations[i].hear.text);
	}
	free(o->parties);
	free(o->works);
	free(o->expectations);
	strings_free(&o->domains);
	strings_free(&o->costs);
	free(o->indicator);
	free(o->file);
	free(o->id);
	*o = (struct opgave){ 0 };
}

void
opgaven_free(struct opgaven *list)
{
	for (size_t i = 0; i < list->n; i++)
		opgave_clear(&list->items[i]);
	free(list->items);
	*list = (struct opgaven){ 0 };
}

const struct opgave *
opgaven_find(const struct opgaven *list, const char *id)
{
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->items[i].id, id) == 0)
			return &list->items[i];
	return NULL;
}

int
opgave_parse(const char *name, const char *text, size_t len,
    const struct note_words *words, const struct claims *claims,
    struct opgave *out, struct err *err)
{
	struct mistakes mistakes = { 0 };
	struct buf copy = { 0 };

	buf_put(&copy, text, len);
	opgave_of_file(
	    name, buf_str(&copy), len, words, claims, out, &mistakes);
	buf_free(&copy);
	return mistakes_end(&mistakes, err);
}

int
opgaven_read(const char *dir, const struct note_words *words,
    const struct claims *claims, struct opgaven *out, struct err *err)
{
	struct mistakes mistakes = { 0 };
	struct opgaven list = { 0 };
	struct names names = { 0 };

	if (file_list(dir, ".md", &names, err) == -1)
		return -1;
	for (size_t i = 0; i < names.n; i++) {
		char *path = file_join(dir, names.items[i]);
		struct opgave one = { 0 };
		struct buf text = { 0 };

		if (i == OPGAVEN_MAX)
			mistake(&mistakes, path, 1,
			    "opgave: more than %d files: who does it all?",
			    OPGAVEN_MAX);
		if (names.items[i][0] != '.' && i < OPGAVEN_MAX &&
		    outline_file(path, &text, &mistakes))
			opgave_of_file(path, buf_str(&text), text.len, words,
			    claims, &one, &mistakes);
		if (one.id != NULL) {
			MEM_PUSH(list.items, list.n, list.cap);
			list.items[list.n++] = one;
		}
		buf_free(&text);
		free(path);
	}
	names_free(&names);
	*out = list;
	return mistakes_end(&mistakes, err);
}

/* Whether a quote is evidence under one of the grounds, or under a claim that
 * these rest on. depth: claims do not run in a circle, they were refused. */
static bool
claim_quotes(const struct claims *claims, const char *id, const char *note,
    size_t place, int depth)
{
	const struct claim *c = claims_find(claims, id);

	for (size_t i = 0; c != NULL && depth < 40 && i < c->nevidence; i++) {
		const struct evidence *e = &c->evidence[i];

		if (e->kind == EVIDENCE_QUOTE && e->place == place &&
		    strcmp(e->text, note) == 0)
			return true;
		if (e->kind == EVIDENCE_CLAIM &&
		    claim_quotes(claims, e->text, note, place, depth + 1))
			return true;
	}
	return false;
}

static bool
is_about(
    const struct opgave *o, const struct claims *claims, const struct voice *v)
{
	const struct note *note = v->note;
	size_t at = 0;

	while (at < note->nquotes && note->quotes[at].text != v->text)
		at++;
	if (at == note->nquotes)
		return false;
	for (size_t i = 0; i < note->quotes[at].nabout; i++) {
		const struct quote_about *a = &note->quotes[at].about[i];

		if (a->opgave && strcmp(a->id, o->id) == 0)
			return true;
	}
	for (size_t i = 0; i < o->ngrounds; i++)
		if (o->grounds[i].claim != NULL &&
		    claim_quotes(
			claims, o->grounds[i].claim, note->id, at + 1, 0))
			return true;
	return false;
}

void
opgave_voices(const struct opgave *o, const struct claims *claims,
    const struct notes *notes, struct voices *out)
{
	static const char *const everywhere[] = { "NL00" };
	struct voices all;
	size_t n = 0;

	notes_voices(notes, everywhere, 1, NULL, &all);
	for (size_t i = 0; i < all.n; i++)
		if (is_about(o, claims, &all.items[i]))
			all.items[n++] = all.items[i];
	all.n = n;
	*out = all;
}

bool
role_is_resident(const char *role)
{
	static const char *const words[] = { "bewoner", "bewoonster", "huurder",
		"inwoner", "buurtbewoner", "wijkbewoner", "jongere", "buurman",
		"buurvrouw", "nieuwkomer", "scholier", "ouder", "mantelzorger",
		"resident", "tenant", "neighbour", "newcomer", "parent",
		"youngster", "pupil" };
	char *folded = text_fold(role);
	size_t n = strcspn(folded, " ,;(");
	bool is = false;

	for (size_t i = 0; !is && i < sizeof(words) / sizeof(words[0]); i++) {
		const size_t len = strlen(words[i]);

		is = text_starts(folded, words[i]) &&
		    (n == len || (n == len + 1 && folded[len] == 's') ||
			(n == len + 2 && text_starts(folded + len, "en")));
	}
	free(folded);
	return is;
}
