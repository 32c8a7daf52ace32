/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * sheet: the report model of a conversation about one opgave: what we see, what
 * we heard, what we do not know, and what to talk about. One page.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "claims/shared.h"
#include "page/own.h"
#include "page/report.h"
#include "story/satisfied.h"

struct sheet {
	struct page *p;
	const struct shared *shared;
	const struct opgave *opgave;
	/* On one page; the sheet says how many quotes more there are. */
	size_t voices_most, unknown_most;
	struct ratings ratings; /* about it; n 0: none that may be told */
	struct voices about; /* of the page, and about the opgave */
	struct json *model;
};

/* The quotes of the opgave that this area may have. */
static void
hear(struct sheet *s)
{
	struct voices all = { 0 };
	struct page *p = s->p;

	opgave_voices(
	    s->opgave, s->shared->claims, p->in->notes, &all);
	for (size_t i = 0; i < all.n; i++)
		for (size_t k = 0; k < p->voices.n; k++) {
			if (p->voices.items[k].text != all.items[i].text)
				continue;
			MEM_PUSH(s->about.items, s->about.n, s->about.cap);
			s->about.items[s->about.n++] = p->voices.items[k];
		}
	voices_free(&all);
}

static const struct judged *
judged_of(const struct sheet *s, const char *claim)
{
	return judgement_find(s->shared->judgement, claim);
}

/* A number that people gave for how satisfied they are stands beside how many
 * they are, how far apart, and a story; else there is no sheet. */
static int
refuse_bare(const struct sheet *s, const char *file, int line,
    const char *text, struct err *err)
{
	const char *lacks = text == NULL
	    ? NULL
	    : satisfaction_lacks(text, s->about.n > 0);

	if (lacks == NULL)
		return 0;
	return err_set(err, ERR_PUBLISH,
	    "%s:%d: a number about how satisfied people are is not printed "
	    "bare: it lacks %s",
	    file, line, lacks);
}

static int
look_at_texts(const struct sheet *s, struct err *err)
{
	const struct opgave *o = s->opgave;
	const struct told_text *const texts[] = { &o->task, &o->for_whom,
		&o->see, &o->question, &o->dilemma, &o->first_sign };
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (refuse_bare(s, o->file, texts[i]->line, texts[i]->text,
			err) == -1)
			return -1;
	for (i = 0; i < o->nquestions; i++)
		if (refuse_bare(s, o->file, o->questions[i].line,
			o->questions[i].text, err) == -1)
			return -1;
	for (i = 0; i < o->nparties; i++)
		if (refuse_bare(s, o->file, o->parties[i].brings.line,
			o->parties[i].brings.text, err) == -1)
			return -1;
	for (i = 0; i < o->ngrounds; i++)
		if (o->grounds[i].claim == NULL &&
		    refuse_bare(s, o->file, o->grounds[i].text.line,
			o->grounds[i].text.text, err) == -1)
			return -1;
	return 0;
}

/* The sentence with its numbers, and what these are of: a live number of an
 * indicator about satisfaction needs no such word beside it. */
static int
look_at_claim(const struct sheet *s, const struct judged *j,
    const char *sentence, struct err *err)
{
	struct buf text = { 0 };
	int rc;

	buf_puts(&text, sentence);
	for (size_t i = 0; i < j->nlives; i++)
		buf_putf(&text, " (%s)",
		    words_label(s->p->w, j->lives[i].indicator));
	rc = refuse_bare(
	    s, j->claim->file, j->claim->line, buf_str(&text), err);
	buf_free(&text);
	return rc;
}

/* "CBS 2024; RIVM 2020": whose figures, and of when. */
static void
add_source(struct page *p, const struct claim_figure *f, struct buf *out)
{
	const struct loaded_table *t;
	const char *item;

	if (f->cell.col == NULL)
		return;
	page_use(p, f->cell.col);
	t = page_table(p->in, f->cell.col);
	if (t == NULL)
		return;
	item = page_say(p, "sheet.source", "publisher", t->publisher, "period",
	    page_period(p, f->period), (char *)NULL);
	if (strstr(buf_str(out), item) == NULL)
		buf_putf(out, "%s%s", out->len == 0 ? "" : "; ", item);
}

static const char *
short_source(struct page *p, const struct judged *j)
{
	struct buf out = { 0 };

	for (size_t i = 0; i < j->nlives; i++)
		add_source(p, &j->lives[i], &out);
	for (size_t i = 0; i < j->nfacts; i++)
		for (size_t k = 0; k < j->facts[i].verdict.n; k++)
			add_source(p, &j->facts[i].verdict.figures[k], &out);
	if (out.len > 0)
		return page_keep(p, &out);
	buf_free(&out);
	return NULL;
}

static int
put_seen(struct sheet *s, struct err *err)
{
	const struct opgave *o = s->opgave;
	struct json *list = json_add_array(s->model, "seen"), *row;
	struct page *p = s->p;

	for (size_t i = 0; i < o->ngrounds; i++) {
		const struct footing *g = &o->grounds[i];
		const struct judged *j =
		    g->claim == NULL ? NULL : judged_of(s, g->claim);
		const char *number = NULL;

		if (g->claim != NULL &&
		    (j == NULL || j->result == CLAIM_MISTAKEN))
			continue; /* told as a mistake when it was read */
		if (j == NULL) {
			row = json_add_object(list, NULL);
			json_add_null(row, "number");
			json_add_str(row, "sentence", g->text.text);
			json_add_bool(row, "holds", true);
			json_add_null(row, "warning");
			json_add_null(row, "was_now");
			json_add_null(row, "doubt");
			json_add_null(row, "likely");
			json_add_null(row, "source");
			continue;
		}
		page_claim(p, j, list);
		row = json_at(list, json_len(list) - 1);
		if (look_at_claim(
			s, j, json_get_str(row, "sentence"), err) == -1)
			return -1;
		if (j->nlives > 0 && j->result == CLAIM_HOLDS)
			number = page_value(
			    p, j->lives[0].indicator, &j->lives[0].cell);
		json_add_str(row, "number", number);
		json_add_str(row, "source", short_source(p, j));
	}
	json_add_bool(s->model, "has_seen", json_len(list) > 0);
	return 0;
}

/* How often each number was given: never one number for all. */
static const char *
ratings_text(struct sheet *s)
{
	const struct ratings *r = &s->ratings;
	struct rating_cell cells[RATING_MAX + 1];
	const char *items[RATING_MAX + 1];
	struct page *p = s->p;
	size_t n = ratings_cells(r, cells), i;
	bool few = r->stories < RATINGS_LEAST;

	if (n == 0)
		return NULL;
	for (i = 0; i < n; i++)
		items[i] = page_say(p,
		    cells[i].low == cells[i].high ? "sheet.rating.one"
						  : "sheet.rating.more",
		    "n", page_number(p, (double)cells[i].n, 0), "mark",
		    page_number(p, cells[i].low, 0), "high",
		    page_number(p, cells[i].high, 0), (char *)NULL);
	return page_say(p, few ? "sheet.ratings.few" : "sheet.ratings.told",
	    "n", page_number(p, (double)r->n, 0), "low",
	    page_number(p, r->low, 0), "high", page_number(p, r->high, 0),
	    "spread", page_list(p, items, n), "stories",
	    page_number(p, (double)r->stories, 0), (char *)NULL);
}

static void
put_heard(struct sheet *s)
{
	struct json *list = json_add_array(s->model, "heard");
	size_t n = s->about.n, i;

	for (i = 0; i < n && i < s->voices_most; i++)
		page_voice(s->p, &s->about.items[i],
		    json_add_object(list, NULL));
	json_add_bool(s->model, "has_heard", n > 0);
	json_add_str(s->model, "ratings", ratings_text(s));
	json_add_str(s->model, "heard_more",
	    n <= s->voices_most ? NULL
			     : page_count(s->p, "sheet.more",
				   (int64_t)(n - s->voices_most), (char *)NULL));
}

static void
add_unknown(const struct sheet *s, struct json *list, const char *text)
{
	if (text != NULL && json_len(list) < s->unknown_most)
		json_add_str(list, NULL, text);
}

/* What the claims leave open, whom we did not hear, what is not counted. */
static int
put_unknown(struct sheet *s, struct err *err)
{
	const struct opgave *o = s->opgave;
	struct json *list = json_add_array(s->model, "unknown");
	struct page *p = s->p;
	bool resident = false;
	struct seats seats;
	size_t i;

	if (o->indicator != NULL) {
		const struct indicator *ind =
		    indicators_find(panel_indicators(p->panel), o->indicator);
		int got = ind == NULL ? 1 : page_seats(p, ind, &seats, err);

		if (got == -1)
			return -1;
		if (ind != NULL && (got == 0 || isnan(seats.cells[SELF].value)))
			add_unknown(s, list,
			    page_say(p, "sheet.no_number", "label",
				page_inline_label(p, ind), "area",
				p->area.name, (char *)NULL));
	}
	for (i = 0; i < s->about.n; i++)
		resident |= role_is_resident(s->about.items[i].role);
	if (!resident)
		add_unknown(s, list, words_get(p->w, "sheet.no_residents"));
	for (i = 0; i < o->ngrounds; i++) {
		const struct judged *j = o->grounds[i].claim == NULL
		    ? NULL
		    : judged_of(s, o->grounds[i].claim);

		if (j != NULL)
			add_unknown(s, list, j->claim->question);
	}
	add_unknown(s, list, words_get(p->w, "sheet.not_heard"));
	return 0;
}

static void
put_talk(struct sheet *s)
{
	const struct opgave *o = s->opgave;
	struct json *questions = json_add_array(s->model, "questions"),
		    *parties, *row;
	size_t i;

	json_add_str(s->model, "dilemma", o->dilemma.text);
	for (i = 0; i < o->nquestions; i++)
		json_add_str(questions, NULL, o->questions[i].text);
	json_add_bool(s->model, "has_questions", o->nquestions > 0);
	json_add_bool(s->model, "has_talk",
	    o->nquestions > 0 || o->dilemma.text != NULL);
	parties = json_add_array(s->model, "parties");
	for (i = 0; i < o->nparties; i++) {
		row = json_add_object(parties, NULL);
		json_add_str(row, "who", o->parties[i].name.text);
		json_add_str(row, "brings",
		    o->parties[i].brings.text != NULL
			? o->parties[i].brings.text
			: words_get(s->p->w, "sheet.brings_nothing"));
		json_add_bool(
		    row, "said", o->parties[i].brings.text != NULL);
	}
	json_add_bool(s->model, "has_parties", o->nparties > 0);
}

/* What we would like to see: in words, by a figure, by a question; and the
 * first sign of it. */
static void
put_want(struct sheet *s)
{
	const struct opgave *o = s->opgave;
	struct json *list = json_add_array(s->model, "want");
	struct page *p = s->p;
	const struct indicator *ind = o->indicator == NULL
	    ? NULL
	    : indicators_find(panel_indicators(p->panel), o->indicator);

	if (o->see.text != NULL)
		json_add_str(list, NULL, o->see.text);
	if (ind != NULL && o->direction != DIRECTION_NONE)
		json_add_str(list, NULL,
		    page_say(p,
			page_keep_str(p,
			    mem_fmt("sheet.want.%s",
				direction_name(o->direction))),
			"label", words_label(p->w, ind), (char *)NULL));
	if (o->question.text != NULL)
		json_add_str(list, NULL, o->question.text);
	json_add_bool(s->model, "has_want", json_len(list) > 0);
	json_add_str(s->model, "sign",
	    o->first_sign.text == NULL ? NULL
		: o->when.year == 0
		? o->first_sign.text
		: page_say(p, "sheet.sign", "sign", o->first_sign.text, "when",
		      page_day(p, &o->when, false), (char *)NULL));
}

static void
put_purpose(struct sheet *s)
{
	const struct purpose *from = s->shared->purpose;
	const char **names;
	struct json *block;

	if (!page_purpose_stands(s->p)) {
		json_add_null(s->model, "purpose");
		return;
	}
	names = mem_new(from->nrecognised + 1, sizeof(*names));
	for (size_t i = 0; i < from->nrecognised; i++)
		names[i] = from->recognised[i].who.text;
	block = json_add_object(s->model, "purpose");
	json_add_str(block, "sentence", from->sentence.text);
	json_add_str(block, "recognised",
	    from->nrecognised == 0
		? NULL
		: page_say(s->p, "sheet.recognised", "list",
		      page_list(s->p, names, from->nrecognised),
		      (char *)NULL));
	free(names);
}

static void
put_head(struct sheet *s, const struct page_links *links)
{
	const struct opgave *o = s->opgave;
	struct json *model = s->model, *block, *nav;
	struct page *p = s->p;
	bool in = p->municipality.code[0] != '\0';

	json_add_str(model, "title",
	    page_say(p, "sheet.title", "task", o->task.text, (char *)NULL));
	json_add_str(model, "summary", o->task.text);
	block = json_add_object(model, "opgave");
	json_add_str(block, "id", o->id);
	json_add_str(block, "task", o->task.text);
	json_add_str(block, "for_whom", o->for_whom.text);
	json_add_str(block, "above",
	    page_say(p, in ? "sheet.above.in" : "sheet.above.own", "name",
		p->area.name, "municipality", in ? p->municipality.name : "",
		"code", p->area.code, (char *)NULL));
	nav = json_add_object(model, "nav");
	json_add_str(nav, "index", links->index);
	json_add_str(nav, "index_text", words_get(p->w, "nav.index"));
	json_add_str(nav, "up",
	    links->profiles == NULL ||
		    (p->in->areas != NULL &&
			!map_gets(p->in->areas, p->area.code, NULL))
		? NULL /* the fact base is not about the area, only near it */
		: page_keep_str(p,
		      mem_fmt("%s%s.html", links->profiles, p->area.code)));
	json_add_str(nav, "up_text",
	    page_say(p, "nav.up", "name", p->area.name, (char *)NULL));
	json_add_str(nav, "pdf",
	    links->pdf ? page_keep_str(p, mem_fmt("%s.pdf", o->id)) : NULL);
	json_add_str(nav, "assets", links->assets);
}

static int
fill(struct sheet *s, const struct page_links *links, struct err *err)
{
	struct json *model = s->model;
	struct page *p = s->p;
	bool invented = s->opgave->invented;

	json_add_str(model, "schema", "feiten-sheet/1");
	json_add_str(model, "lang", p->lang);
	page_texts(p, model);
	page_edition(p, model, "footer");
	put_head(s, links);
	hear(s);
	if (look_at_texts(s, err) == -1 || put_seen(s, err) == -1)
		return -1;
	put_heard(s);
	if (put_unknown(s, err) == -1)
		return -1;
	put_talk(s);
	put_want(s);
	put_purpose(s);
	json_add_str(model, "source_line",
	    p->nused == 0 ? NULL : page_source_line(p, p->used, p->nused));
	for (size_t i = 0; i < s->about.n && i < s->voices_most; i++)
		invented |= s->about.items[i].invented;
	json_add_str(
	    model, "example", invented ? words_get(p->w, "sheet.example") : NULL);
	return 0;
}

int
page_sheet(const struct page_input *in, const struct report_def *def,
    const struct shared *shared, const struct opgave *opgave, const struct release *release,
    const struct page_links *links, enum ratings_state *rated,
    struct json **out, struct err *err)
{
	struct page page = { 0 };
	struct sheet s = { .p = &page, .shared = shared, .opgave = opgave,
		.voices_most = def == NULL ? REPORT_VOICES : def->voices_most,
		.unknown_most =
		    def == NULL ? REPORT_UNKNOWN : def->unknown_most };
	enum ratings_state state;
	char *about = NULL;
	int rc = -1;

	if (!opgave->shown)
		return err_set(err, ERR_PUBLISH,
		    "%s: points at a person, so it is not printed",
		    opgave->file);
	s.model = json_object();
	if (page_open(in, opgave->area, &page, err) == -1)
		goto done;
	page.work = "source.work.sheet";
	about = mem_fmt("opgave:%s", opgave->id);
	state = page_rated(&page, about, release, &s.ratings);
	if (rated != NULL)
		*rated = state;
	if (fill(&s, links, err) == -1)
		goto done;
	if (def != NULL && def->own)
		report_own_texts(def, page.lang, s.model);
	*out = s.model;
	s.model = NULL;
	rc = 0;
done:
	json_free(s.model);
	free(about);
	voices_free(&s.about);
	page_done(&page);
	return rc;
}

/* The sheets of an area, or of all. */
void
page_sheets(struct page *p, const char *area, const char *folder,
    struct json *model)
{
	struct json *list = json_add_array(model, "sheets"), *one;

	for (size_t i = 0; i < p->in->nsheets; i++) {
		const struct page_sheet_link *l = &p->in->sheets[i];

		if (area != NULL && strcmp(area, l->area) != 0)
			continue;
		one = json_add_object(list, NULL);
		json_add_str(one, "task", l->task);
		json_add_str(one, "address",
		    page_keep_str(p, mem_fmt("%s%s.html", folder, l->id)));
	}
	json_add_bool(model, "has_sheets", json_len(list) > 0);
}
