/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * opgave: one file of story/opgaven/, part by part.
 */
#include "story/opgave.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "story/outline.h"

#define LIST_MAX 12  /* domains, tasks of Iv3 */
#define TASK_MAX 240 /* characters of the task: one sentence */

enum key {
	KEY_AREA,
	KEY_INDICATOR,
	KEY_DOMAINS,
	KEY_COSTS,
	KEY_SIGN,
	KEY_WHEN,
	KEY_EXAMPLE,
	KEYS
};
enum section {
	FOR_WHOM,
	WHY_SHARED,
	TO_SEE,
	PARTIES,
	DILEMMA,
	TO_ASK,
	WORKS,
	EXPECTED,
	OWN_NOTES,
	SECTIONS
};

/* clang-format off */
static const char *const key_names[] = {
	"gebied", "area", "indicator", "indicator", "domeinen", "domains",
	"kosten", "costs", "eerste teken", "first sign", "wanneer", "when",
	"voorbeeld", "example",
};
static const char *const section_names[] = {
	"voor wie", "for whom",
	"waarom gedeeld", "why shared",
	"wat we willen zien", "what we want to see",
	"wie doet mee", "who takes part",
	"dilemma", "dilemma",
	"vragen", "questions",
	"werkt", "what works",
	"verwachting", "expectation",
	"notities", "notes",
};
static const char *const direction_words[] = {
	"omhoog", "up", "omlaag", "down", "gelijk", "same",
};
static const char *const kind_words[] = {
	"partner", "partner",
	"bewonersinitiatief", "residents",
	"gemeente", "municipality",
};
/* clang-format on */
#define NAMES(list) (sizeof(list) / sizeof((list)[0]))
_Static_assert(NAMES(key_names) == 2 * KEYS, "two names a key");
_Static_assert(NAMES(section_names) == 2 * SECTIONS, "two names a section");

struct reader {
	const char *file;
	struct opgave *o;
	const struct note_words *words;
	const struct claims *claims;
	struct mistakes *m;
	int seen[KEYS], had[SECTIONS]; /* lines; 0: not there */
};

const char *
direction_name(enum direction direction)
{
	static const char *const names[] = { "", "up", "down", "same" };

	return names[direction];
}

const char *
party_kind_name(enum party_kind kind)
{
	static const char *const names[] = { "partner", "residents",
		"municipality" };

	return names[kind];
}

/* The word up to a comma or blank; *s goes behind it. NULL: none left. */
static char *
next_word(const char **s)
{
	size_t n;

	*s += strspn(*s, " ,;\t\n");
	n = strcspn(*s, " ,;\t\n");
	*s += n;
	return n == 0 ? NULL : mem_strn(*s - n, n);
}

static const char *
or_near(const char *near)
{
	return near == NULL ? "" : ", did you mean ";
}

static bool
is_known(const char *word, const char *const list[], size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i], word) == 0)
			return true;
	return false;
}

static char *
known_indicator(struct reader *r, int line, char *word)
{
	const struct note_words *w = r->words;
	const char *near;

	if (is_known(word, w->indicators, w->nindicators))
		return word;
	near = nearest(word, w->indicators, w->nindicators);
	mistake(r->m, r->file, line,
	    "%.40s: is not an indicator%s%s; 'feiten indicators' lists them",
	    word, or_near(near), near == NULL ? "" : near);
	free(word);
	return NULL;
}

static enum direction
direction_of(struct reader *r, int line, const char *word)
{
	char *folded = text_fold(word);
	size_t at = outline_word(folded, direction_words, 3);
	const char *near = nearest(folded, direction_words, 6);

	free(folded);
	if (at < 3)
		return (enum direction)(DIRECTION_UP + at);
	mistake(r->m, r->file, line,
	    "%.40s: is no direction%s%s: write omhoog, omlaag or gelijk (up, "
	    "down, same)",
	    word, or_near(near), near == NULL ? "" : near);
	return DIRECTION_NONE;
}

/* "INDICATOR DIRECTION" */
static void
set_indicator(struct reader *r, int line, const char *value)
{
	struct opgave *o = r->o;
	char *id, *way, *rest;

	if (o->indicator_line != 0) {
		mistake(r->m, r->file, line,
		    "indicator: is there twice, also on line %d",
		    o->indicator_line);
		return;
	}
	id = next_word(&value);
	way = next_word(&value);
	rest = next_word(&value);
	o->indicator_line = line;
	if (id == NULL || way == NULL || rest != NULL)
		mistake(r->m, r->file, line,
		    "indicator: write one indicator and the direction that we "
		    "would like to see, and no score or target, as in: "
		    "indicator: koopwoningen omhoog");
	else {
		o->indicator = known_indicator(r, line, id);
		id = NULL;
		o->direction = direction_of(r, line, way);
	}
	free(id);
	free(way);
	free(rest);
}

static void
set_list(struct reader *r, int line, enum key key, const char *value,
    struct strings *out)
{
	const struct note_words *w = r->words;
	const char *near;
	char *word;

	for (; (word = next_word(&value)) != NULL; free(word)) {
		char *folded = text_fold(word);

		if (out->n == LIST_MAX)
			mistake(r->m, r->file, line, "%s: more than %d",
			    key_names[2 * key], LIST_MAX);
		else if (key == KEY_DOMAINS &&
		    !is_known(folded, w->themes, w->nthemes)) {
			near = nearest(folded, w->themes, w->nthemes);
			mistake(r->m, r->file, line,
			    "domeinen: %.40s is not a theme%s%s", word,
			    or_near(near), near == NULL ? "" : near);
		} else if (key == KEY_COSTS &&
		    (!isdigit((unsigned char)*word) || strlen(word) > 6 ||
			strspn(word, "0123456789.abc") != strlen(word)))
			mistake(r->m, r->file, line,
			    "kosten: %.40s is no task of Iv3: write its number "
			    "as in 6.1 or 5.7",
			    word);
		else if (!strings_have(out, folded))
			strings_add(out, folded);
		if (out->n == LIST_MAX) {
			free(folded);
			free(word);
			return;
		}
		free(folded);
	}
}

static void
take_key(struct reader *r, const struct outline_key *k)
{
	size_t key = outline_word(k->name, key_names, KEYS);
	struct opgave *o = r->o;
	const char *near;

	if (key == KEYS) {
		near = nearest(k->name, key_names, 2 * KEYS);
		mistake(r->m, r->file, k->line,
		    "%.40s: is no key of an opgave%s%s: they are gebied, "
		    "indicator, domeinen, kosten, eerste teken, wanneer and "
		    "voorbeeld",
		    k->name, or_near(near), near == NULL ? "" : near);
	} else if (r->seen[key] != 0)
		mistake(r->m, r->file, k->line,
		    "%s: is there twice, also on line %d", k->name,
		    r->seen[key]);
	else if (*k->value != '\0') {
		r->seen[key] = k->line;
		if (key == KEY_AREA)
			take_area(r->words, r->file, k->line, k->name, k->value,
			    o->area, r->m);
		else if (key == KEY_INDICATOR)
			set_indicator(r, k->line, k->value);
		else if (key == KEY_DOMAINS)
			set_list(
			    r, k->line, KEY_DOMAINS, k->value, &o->domains);
		else if (key == KEY_COSTS)
			set_list(r, k->line, KEY_COSTS, k->value, &o->costs);
		else if (key == KEY_SIGN)
			o->first_sign =
			    outline_text(k->value, strlen(k->value), k->line);
		else if (key == KEY_EXAMPLE)
			o->invented =
			    outline_yes(r->file, k->line, k->value, r->m);
		else if (parse_day(k->value, &o->when) == -1)
			mistake(r->m, r->file, k->line,
			    "wanneer: %.40s is not a day that exists, write it "
			    "as 2027-10-01",
			    k->value);
	}
}

static void
take_grounds(struct reader *r, const struct outline_section *s)
{
	struct opgave *o = r->o;

	for (size_t i = 0; i < s->n; i++) {
		const struct outline_item *it = &s->items[i];
		struct footing g = { .text = outline_text(
					it->text, strlen(it->text), it->line) };

		if (it->listed && outline_is_id(g.text.text) &&
		    outline_claim(
			r->claims, r->file, it->line, g.text.text, r->m))
			g.claim = mem_str(g.text.text);
		MEM_PUSH(o->grounds, o->ngrounds, o->capgrounds);
		o->grounds[o->ngrounds++] = g;
	}
}

/* A percentage or a mark that is to be reached: there is no score. */
static bool
is_target(const char *s)
{
	char *folded = text_fold(s);
	bool found = strstr(folded, "rapportcijfer") != NULL ||
	    strstr(folded, "score") != NULL;

	for (const char *at = folded; !found && *at != '\0'; at++) {
		const char *end = at + strspn(at, "0123456789.,");

		if (end == at)
			continue;
		end += *end == ' ';
		found = *end == '%' || text_starts(end, "procent") ||
		    text_starts(end, "percent");
		at = end - 1 < at ? at : end - 1;
	}
	free(folded);
	return found;
}

/* "key: value" of one of two names: where the value begins, or NULL. */
static const char *
behind(const char *s, const char *nl, const char *en)
{
	const char *colon = strchr(s, ':');
	char *word, *folded;
	bool is;

	if (colon == NULL || colon - s > 20)
		return NULL;
	word = mem_strn(s, (size_t)(colon - s));
	folded = text_fold(word);
	is = strcmp(folded, nl) == 0 || strcmp(folded, en) == 0;
	free(folded);
	free(word);
	return is ? colon + 1 : NULL;
}

static void
take_to_see(struct reader *r, const struct outline_section *s)
{
	struct opgave *o = r->o;

	for (size_t i = 0; i < s->n; i++) {
		const struct outline_item *it = &s->items[i];
		const char *value;

		if (is_target(it->text))
			mistake(r->m, r->file, it->line,
			    "wat we willen zien: a percentage or score to "
			    "reach says nothing without the story: write the "
			    "direction, an indicator and a question");
		else if ((value = behind(it->text, "indicator", "cijfer")) !=
		    NULL)
			set_indicator(r, it->line, value);
		else if ((value = behind(it->text, "vraag", "question")) !=
		    NULL) {
			free(o->question.text);
			o->question =
			    outline_text(value, strlen(value), it->line);
		} else if (o->see.text == NULL)
			o->see =
			    outline_text(it->text, strlen(it->text), it->line);
		else
			mistake(r->m, r->file, it->line,
			    "wat we willen zien: one paragraph, then "
			    "\"- indicator:\" and \"- vraag:\"");
	}
	if (o->question.text == NULL)
		mistake(r->m, r->file, s->line,
		    "wat we willen zien: has no question: a number does not "
		    "tell it all: write \"- vraag: ...\"");
}

/* "Name (kind): what it brings" */
static void
take_party(struct reader *r, const struct outline_item *it)
{
	struct told_text all =
	    outline_text(it->text, strlen(it->text), it->line);
	const char *colon = strchr(all.text, ':'), *near;
	size_t n =
	    colon == NULL ? strlen(all.text) : (size_t)(colon - all.text);
	const char *open = memchr(all.text, '(', n);
	struct party p = { .name = { NULL, it->line } };

	if (open != NULL) {
		size_t len = strcspn(open + 1, ")");
		char *word = mem_strn(open + 1, len), *folded = text_fold(word);
		size_t kind = outline_word(folded, kind_words, 3);

		if (kind < 3)
			p.kind = (enum party_kind)kind;
		else {
			near = nearest(folded, kind_words, 6);
			mistake(r->m, r->file, it->line,
			    "(%.40s): is no kind of party%s%s: write "
			    "(partner), "
			    "(bewonersinitiatief) or (gemeente)",
			    word, or_near(near), near == NULL ? "" : near);
		}
		free(folded);
		free(word);
		n = (size_t)(open - all.text);
	}
	p.name = outline_text(all.text, n, it->line);
	if (colon != NULL && colon[1 + strspn(colon + 1, " ")] != '\0')
		p.brings = outline_text(colon + 1, strlen(colon + 1), it->line);
	if (p.name.text[0] == '\0')
		mistake(r->m, r->file, it->line,
		    "wie doet mee: write who, what kind and what they bring, "
		    "as in: - Bibliotheek (partner): de zaal op dinsdag");
	for (size_t i = 0; i < r->o->nparties; i++)
		if (strcmp(r->o->parties[i].name.text, p.name.text) == 0)
			mistake(r->m, r->file, it->line,
			    "%.60s: is there twice, also on line %d",
			    p.name.text, r->o->parties[i].name.line);
	free(all.text);
	MEM_PUSH(r->o->parties, r->o->nparties, r->o->capparties);
	r->o->parties[r->o->nparties++] = p;
}

static void
take_question(struct reader *r, const struct outline_item *it)
{
	struct opgave *o = r->o;

	if (o->nquestions == QUESTIONS) {
		mistake(r->m, r->file, it->line,
		    "vragen: more than three: choose those that matter");
		return;
	}
	o->questions[o->nquestions++] =
	    outline_text(it->text, strlen(it->text), it->line);
}

/* "what; level of evidence; link" */
static void
take_works(struct reader *r, const struct outline_item *it)
{
	struct told_text all =
	    outline_text(it->text, strlen(it->text), it->line);
	const char *a = strchr(all.text, ';'),
		   *b = a == NULL ? NULL : strchr(a + 1, ';');
	struct what_works w = { { NULL, it->line }, NULL, NULL };

	if (a == NULL || a == all.text || a[1 + strspn(a + 1, " ")] == '\0' ||
	    (b != NULL && b == a + 1 + strspn(a + 1, " "))) {
		mistake(r->m, r->file, it->line,
		    "werkt: write what was done; how well that is known to "
		    "work; and where it says so, as in: - Samen eten; goede "
		    "aanwijzingen; https://example.org/samen-eten");
		free(all.text);
		return;
	}
	w.what = outline_text(all.text, (size_t)(a - all.text), it->line);
	w.evidence = outline_text(
	    a + 1, b == NULL ? strlen(a + 1) : (size_t)(b - a - 1), 0)
			 .text;
	if (b != NULL) {
		w.link = outline_text(b + 1, strlen(b + 1), 0).text;
		if ((!text_starts(w.link, "https://") &&
			!text_starts(w.link, "http://")) ||
		    strpbrk(w.link, " \"<>") != NULL)
			mistake(r->m, r->file, it->line,
			    "werkt: %.60s is no address: write https://...",
			    w.link);
	}
	free(all.text);
	MEM_PUSH(r->o->works, r->o->nworks, r->o->capworks);
	r->o->works[r->o->nworks++] = w;
}

/* "INDICATOR AREA PERIOD DIRECTION" */
static void
take_number(
    struct reader *r, struct expectation *e, int line, const char *value)
{
	char *word[5] = { 0 };
	size_t n = 0;

	while (n < 5 && (word[n] = next_word(&value)) != NULL)
		n++;
	if (n != 4)
		mistake(r->m, r->file, line,
		    "verwachting: write indicator, area, period and direction, "
		    "as in: koopwoningen GM0603 2024 omhoog");
	else {
		e->indicator = known_indicator(r, line, word[0]);
		word[0] = NULL;
		take_area(r->words, r->file, line, "verwachting", word[1],
		    e->area, r->m);
		if (period_parse(word[2], strlen(word[2]), e->period) == -1)
			mistake(r->m, r->file, line,
			    "%.20s: is no period: write 2024, 2024Q2 or "
			    "2024-06: the number of then",
			    word[2]);
		e->direction = direction_of(r, line, word[3]);
	}
	while (n-- > 0)
		free(word[n]);
}

/* "DATE, WHO: number", and under it "horen: ..." */
static void
take_expected(struct reader *r, const struct outline_item *it)
{
	struct expectation e = { .by = { NULL, it->line } };
	const char *lf = strchr(it->text, '\n'), *value;
	char *head = mem_strn(
	    it->text, lf == NULL ? strlen(it->text) : (size_t)(lf - it->text));
	char *comma = strchr(head, ','), *colon = strchr(head, ':'), *day;

	if (comma == NULL || colon == NULL || colon < comma) {
		mistake(r->m, r->file, it->line,
		    "verwachting: write when, who, and the number, as in: "
		    "- 2026-11-21, kerngroep: koopwoningen GM0603 2024 omhoog");
		free(head);
		return;
	}
	day = outline_text(head, (size_t)(comma - head), 0).text;
	if (parse_day(day, &e.date) == -1)
		mistake(r->m, r->file, it->line,
		    "verwachting: %.40s is not a day that exists, write it as "
		    "2026-11-21",
		    day);
	e.by = outline_text(comma + 1, (size_t)(colon - comma - 1), it->line);
	if (colon[1 + strspn(colon + 1, " \t\r")] != '\0')
		take_number(r, &e, it->line, colon + 1);
	if (lf != NULL && (value = behind(lf + 1, "horen", "hear")) != NULL)
		e.hear = outline_text(value, strlen(value), it->line + 1);
	else if (lf != NULL)
		mistake(r->m, r->file, it->line + 1,
		    "verwachting: below it stands only \"horen: ...\"");
	if (e.by.text[0] == '\0' || (e.hear.text == NULL && colon[1] == '\0'))
		mistake(r->m, r->file, it->line,
		    "verwachting: says not who expects it, or not what");
	free(day);
	free(head);
	MEM_PUSH(
	    r->o->expectations, r->o->nexpectations, r->o->capexpectations);
	r->o->expectations[r->o->nexpectations++] = e;
}

static void
take_section(struct reader *r, const struct outline_section *s)
{
	static void (*const each[SECTIONS])(
	    struct reader *, const struct outline_item *) = {
		[PARTIES] = take_party,
		[TO_ASK] = take_question,
		[WORKS] = take_works,
		[EXPECTED] = take_expected,
	};
	size_t at = outline_word(s->title, section_names, SECTIONS);
	const char *near;

	if (at == SECTIONS) {
		near = nearest(s->title, section_names, 2 * SECTIONS);
		mistake(r->m, r->file, s->line,
		    "## %.60s: is no section of an opgave%s%s; what is for "
		    "yourselves stands under ## Notities",
		    s->typed, or_near(near), near == NULL ? "" : near);
		return;
	}
	if (r->had[at] != 0 && at != OWN_NOTES) {
		mistake(r->m, r->file, s->line,
		    "## %.60s: is there twice, also on line %d", s->typed,
		    r->had[at]);
		return;
	}
	r->had[at] = s->line;
	if (at == FOR_WHOM)
		r->o->for_whom = outline_whole(s);
	else if (at == WHY_SHARED)
		take_grounds(r, s);
	else if (at == TO_SEE)
		take_to_see(r, s);
	else if (at == DILEMMA)
		r->o->dilemma = outline_whole(s);
	for (size_t i = 0; each[at] != NULL && i < s->n; i++)
		if (s->items[i].listed)
			each[at](r, &s->items[i]);
		else
			mistake(r->m, r->file, s->items[i].line,
			    "## %.60s: is a list: begin each line with \"- \"",
			    s->typed);
}

static void
check_whole(struct reader *r, const struct outline *all)
{
	if (all->title.text == NULL || all->title.text[0] == '\0')
		mistake(r->m, r->file, 1,
		    "opgave: has no heading: write the task in one sentence "
		    "behind a #");
	else if (text_chars(all->title.text) > TASK_MAX)
		mistake(r->m, r->file, all->title.line,
		    "opgave: longer than %d characters: say the task in one "
		    "sentence",
		    TASK_MAX);
	if (r->seen[KEY_AREA] == 0)
		mistake(r->m, r->file, 1,
		    "gebied: is missing, write the CBS code of the area, as "
		    "in: gebied: GM0603");
	if (r->o->when.year != 0 && r->o->first_sign.text == NULL)
		mistake(r->m, r->file, r->seen[KEY_WHEN],
		    "wanneer: of what? Write \"eerste teken: ...\" too");
	if (!outline_is_id(r->o->id))
		mistake(r->m, r->file, 1,
		    "%.80s: is no id of an opgave: name the file with 1 to %d "
		    "of a to z, 0 to 9 and -, not - first, and .md behind it",
		    r->o->id, OPGAVE_ID_MAX);
}

void
opgave_of_file(const char *name, const char *text, size_t len,
    const struct note_words *words, const struct claims *claims,
    struct opgave *out, struct mistakes *m)
{
	const char *base = strrchr(name, '/');
	struct reader r = {
		.file = name, .o = out, .words = words, .claims = claims, .m = m
	};
	struct outline all;
	const size_t before = m->n;
	size_t n;

	base = base == NULL ? name : base + 1;
	n = strlen(base);
	n -= n > 3 && strcmp(base + n - 3, ".md") == 0 ? 3 : 0;
	*out =
	    (struct opgave){ .file = mem_str(name), .id = mem_strn(base, n) };
	outline_read(name, text, len, &all, m);
	for (size_t i = 0; i < all.nkeys; i++)
		take_key(&r, &all.keys[i]);
	for (size_t i = 0; i < all.n; i++)
		take_section(&r, &all.sections[i]);
	if (all.title.text != NULL)
		out->task = outline_text(
		    all.title.text, strlen(all.title.text), all.title.line);
	if (m->n == before || len < OUTLINE_MAX)
		check_whole(&r, &all);
	outline_free(&all);
	if (m->n > before)
		opgave_clear(out);
}
