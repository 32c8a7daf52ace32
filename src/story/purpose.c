/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * purpose: story/purpose.md, what connects the opgaven. Never written here.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "base/text.h"
#include "story/outline.h"
#include "story/own.h"

#define PURPOSE_MAX 240 /* characters: one sentence */
#define AREAS_MOST 50

enum section { RESTS_ON, RECOGNISED, OWN_NOTES, SECTIONS };
static const char *const section_names[] = { "rust op", "rests on",
	"herkend door", "recognised by", "notities", "notes" };

struct reader {
	const char *file;
	struct purpose *p;
	const struct note_words *words;
	const struct claims *claims;
	struct mistakes *m;
};

void
purpose_clear(struct purpose *p)
{
	free(p->file);
	free(p->sentence.text);
	for (size_t i = 0; i < p->ngrounds; i++) {
		free(p->grounds[i].claim);
		free(p->grounds[i].text.text);
	}
	for (size_t i = 0; i < p->nrecognised; i++) {
		free(p->recognised[i].who.text);
		free(p->recognised[i].changed.text);
	}
	free(p->grounds);
	free(p->recognised);
	strings_free(&p->areas);
	*p = (struct purpose){ 0 };
}

static void
take_ground(struct reader *r, const struct outline_item *it)
{
	struct footing g = { .text = outline_text(
				it->text, strlen(it->text), it->line) };

	if (outline_claim(r->claims, r->file, it->line, g.text.text, r->m))
		g.claim = mem_str(g.text.text);
	MEM_PUSH(r->p->grounds, r->p->ngrounds, r->p->capgrounds);
	r->p->grounds[r->p->ngrounds++] = g;
}

/* "Who, DATE: words that they changed" */
static void
take_recognition(struct reader *r, const struct outline_item *it)
{
	struct told_text all =
	    outline_text(it->text, strlen(it->text), it->line);
	char *colon = strchr(all.text, ':'), *comma, *day = NULL;
	struct recognition rec = { .who = { NULL, it->line } };

	if (colon != NULL)
		*colon = '\0';
	comma = strrchr(all.text, ',');
	if (comma != NULL)
		day = outline_text(comma + 1, strlen(comma + 1), 0).text;
	if (comma == NULL || comma == all.text ||
	    parse_day(day, &rec.date) == -1) {
		mistake(r->m, r->file, it->line,
		    "herkend door: write who, when, and the words that they "
		    "changed, as in: - Bibliotheek, 2026-10-30: \"samen\" werd "
		    "\"naast elkaar\"");
		free(day);
		free(all.text);
		return;
	}
	rec.who = outline_text(all.text, (size_t)(comma - all.text), it->line);
	if (colon != NULL && colon[1 + strspn(colon + 1, " ")] != '\0')
		rec.changed =
		    outline_text(colon + 1, strlen(colon + 1), it->line);
	free(day);
	free(all.text);
	MEM_PUSH(r->p->recognised, r->p->nrecognised, r->p->caprecognised);
	r->p->recognised[r->p->nrecognised++] = rec;
}

static void
take_section(struct reader *r, const struct outline_section *s)
{
	size_t at = outline_word(s->title, section_names, SECTIONS);
	const char *near;

	if (at == SECTIONS) {
		near = nearest(s->title, section_names, 2 * SECTIONS);
		mistake(r->m, r->file, s->line,
		    "## %.60s: is no section of the purpose%s%s: they are Rust "
		    "op, Herkend door and, for yourselves, Notities",
		    s->typed, near == NULL ? "" : ", did you mean ",
		    near == NULL ? "" : near);
		return;
	}
	for (size_t i = 0; at != OWN_NOTES && i < s->n; i++)
		if (!s->items[i].listed)
			mistake(r->m, r->file, s->items[i].line,
			    "## %.60s: is a list: begin each line with \"- \"",
			    s->typed);
		else if (at == RESTS_ON)
			take_ground(r, &s->items[i]);
		else
			take_recognition(r, &s->items[i]);
}

/* Codes or ids, with commas between them; NL: everywhere. */
static void
take_areas(struct reader *r, const struct outline_key *k)
{
	const char *s = k->value;
	struct purpose *p = r->p;

	if (p->areas_line != 0) {
		mistake(r->m, r->file, k->line,
		    "%s: is there twice, also on line %d", k->name,
		    p->areas_line);
		return;
	}
	p->areas_line = k->line;
	while (*s != '\0') {
		size_t n = strcspn(s, ",");
		struct told_text one = outline_text(s, n, k->line);
		char code[AREA_CODE] = "";

		s += n + (s[n] == ',');
		if (strcasecmp(one.text, "nl") == 0 ||
		    strcasecmp(one.text, "nl00") == 0)
			strings_add(&p->areas, "NL00");
		else if (p->areas.n < AREAS_MOST)
			take_area(r->words, r->file, k->line, k->name,
			    one.text, code, r->m);
		else
			mistake(r->m, r->file, k->line,
			    "%s: more than %d: name what they lie in, or NL",
			    k->name, AREAS_MOST);
		free(one.text);
		if (*code != '\0' && !strings_have(&p->areas, code))
			strings_add(&p->areas, code);
		if (r->m->n > 0)
			return;
	}
}

static void
take_key(struct reader *r, const struct outline_key *k)
{
	if (strcmp(k->name, "voorbeeld") == 0 ||
	    strcmp(k->name, "example") == 0)
		r->p->invented =
		    outline_yes(r->file, k->line, k->value, r->m);
	else if (strcmp(k->name, "gebied") == 0 ||
	    strcmp(k->name, "area") == 0)
		take_areas(r, k);
	else
		mistake(r->m, r->file, k->line,
		    "%.40s: is no key of the purpose: above its heading stand "
		    "at most gebied: GM0603 and voorbeeld: ja",
		    k->name);
}

static void
read_purpose(struct reader *r, const char *text, size_t len)
{
	struct outline all;

	outline_read(r->file, text, len, &all, r->m);
	for (size_t i = 0; i < all.nkeys; i++)
		take_key(r, &all.keys[i]);
	for (size_t i = 0; i < all.n; i++)
		take_section(r, &all.sections[i]);
	if (all.title.text == NULL || all.title.text[0] == '\0')
		mistake(r->m, r->file, 1,
		    "purpose: has no heading: write it in one sentence behind "
		    "a #");
	else if (text_chars(all.title.text) > PURPOSE_MAX)
		mistake(r->m, r->file, all.title.line,
		    "purpose: longer than %d characters: say it in one "
		    "sentence",
		    PURPOSE_MAX);
	else
		r->p->sentence = outline_text(
		    all.title.text, strlen(all.title.text), all.title.line);
	outline_free(&all);
}

int
purpose_parse(const char *name, const char *text, size_t len,
    const struct note_words *words, const struct claims *claims,
    struct purpose *out, struct err *err)
{
	struct mistakes mistakes = { 0 };
	struct reader r = { name, out, words, claims, &mistakes };
	struct buf copy = { 0 };

	*out = (struct purpose){ .file = mem_str(name) };
	buf_put(&copy, text, len);
	read_purpose(&r, buf_str(&copy), len);
	buf_free(&copy);
	if (mistakes.n > 0)
		purpose_clear(out);
	return mistakes_end(&mistakes, err);
}

int
purpose_read(const char *path, const struct note_words *words,
    const struct claims *claims, struct purpose *out, struct err *err)
{
	struct mistakes mistakes = { 0 };
	struct reader r = { path, out, words, claims, &mistakes };
	struct buf text = { 0 };
	struct stat st;

	*out = (struct purpose){ 0 };
	if (stat(path, &st) == -1)
		return 0;
	out->file = mem_str(path);
	if (outline_file(path, &text, &mistakes))
		read_purpose(&r, buf_str(&text), text.len);
	buf_free(&text);
	if (mistakes.n > 0)
		purpose_clear(out);
	return mistakes_end(&mistakes, err);
}
