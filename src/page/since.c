/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * since: "what has changed": the block of a profile.
 */
#include "page/since.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "codec/digest.h"

#define ROWS 10	  /* figures that are named; the others are counted */
#define THEMES 64 /* quotes under a theme, as page_themes prints them */
#define TOP 2	  /* quotes on page one */

const char *const moved_names[MOVED_KINDS] = { "place", "gone", "revised",
	"period", "new", "table" };

bool
since_shown(const struct indicator *ind)
{
	return ind->in_range || ind->key_rank > 0;
}

static const char *
newest(struct panel *panel, const struct indicator *ind, enum area_level level)
{
	const char *periods[PERIODS];
	size_t n = panel_periods(panel, ind, level, periods, PERIODS);

	return n == 0 ? NULL : periods[n - 1];
}

bool
since_periods(const struct page *p, const struct indicator *ind,
    enum area_level level, struct since_periods *out)
{
	const struct page_since *since = p->in->since;
	const struct column *was, *now;

	out->was = newest(since->then, ind, level);
	out->now = newest(p->panel, ind, level);
	if (out->was == NULL || out->now == NULL)
		return out->was != out->now;
	if (ind->nparts > 0 || strcmp(out->was, out->now) != 0)
		return true;
	was = panel_column(since->then, ind, out->was);
	now = panel_column(p->panel, ind, out->now);
	return was->id != now->id || now->loaded_at > since->closed;
}

static bool
other_table(const struct move *m)
{
	const struct column *a = m->was.col, *b = m->now.col;

	return a != NULL && b != NULL &&
	    (strcmp(a->table_id, b->table_id) != 0 ||
		strcmp(a->source, b->source) != 0);
}

static int
judge_both(struct page *p, const char *code, struct move *m, struct err *err)
{
	bool newer = strcmp(m->was_period, m->now_period) != 0;
	enum same_place place = PLACE_SAME;

	m->equal = strcmp(page_amount(p, m->ind, m->was.value),
		       page_amount(p, m->ind, m->now.value)) == 0;
	compare_noisy(m->now.value, &m->now.noise, m->was.value, &m->was.noise,
	    m->ind->kind, fmax(m->now.rounding, m->was.rounding),
	    &m->difference);
	if (newer && m->was.col != NULL && m->now.col != NULL &&
	    m->was.col->area_year != m->now.col->area_year &&
	    panel_same_place(p->panel, code, m->was.col->area_year,
		m->now.col->area_year, &place, err) == -1)
		return -1;
	m->kind = place == PLACE_CHANGED ? MOVED_PLACE
	    : newer			 ? MOVED_PERIOD
	    : !m->equal			 ? MOVED_REVISED
	    : other_table(m)		 ? MOVED_TABLE
					 : MOVED_NOT;
	return 0;
}

int
since_judge(struct page *p, const char *code, struct move *m, struct err *err)
{
	bool was, now;

	if (page_coarse(&m->was))
		m->was.value = NAN;
	if (page_coarse(&m->now))
		m->now.value = NAN;
	was = m->was_period != NULL && !isnan(m->was.value);
	now = m->now_period != NULL && !isnan(m->now.value);
	if (was && now)
		return judge_both(p, code, m, err);
	m->kind = was ? MOVED_GONE : now ? MOVED_NEW : MOVED_NOT;
	return 0;
}

/* "hoger", "verschil valt binnen de afronding", ...; or NULL. */
static const char *
since_note(struct page *p, const struct move *m)
{
	const char *within;

	if (m->kind != MOVED_PERIOD && m->kind != MOVED_REVISED)
		return NULL;
	if (m->equal)
		return words_get(p->w, "changed.note.equal");
	within = page_within(p, &m->difference);
	if (within != NULL)
		return within;
	return m->difference.difference == DIFF_SIMILAR
	    ? words_get(p->w, "changed.note.similar")
	    : words_get(p->w,
		  m->now.value > m->was.value ? "changed.note.higher"
					      : "changed.note.lower");
}

const char *
since_cell(struct page *p, const struct indicator *ind,
    const struct cell_value *cell, const char *period)
{
	if (period == NULL)
		return words_get(p->w, "changed.none");
	return page_say(p, "changed.cell", "value", page_value(p, ind, cell),
	    "period", page_period(p, period), (char *)NULL);
}

/* Voices. */

static bool
known_theme(const struct page *p, const char *theme)
{
	const struct indicators *all = panel_indicators(p->panel);

	for (size_t i = 0; theme != NULL && i < all->nthemes; i++)
		if (strcmp(all->themes[i].id, theme) == 0)
			return true;
	return false;
}

/* Whether a voice is printed: on page one, under its theme, or under what the
 * analyst says. */
static bool
is_printed(const struct page *p, size_t at)
{
	const struct judgement *claims = p->in->claims;
	const struct voice *v = &p->voices.items[at];
	size_t before = 0;

	for (size_t i = 0; i < at && v->theme != NULL; i++)
		before += p->voices.items[i].theme != NULL &&
		    strcmp(p->voices.items[i].theme, v->theme) == 0;
	if (at < TOP || (before < THEMES && known_theme(p, v->theme)))
		return true;
	for (size_t i = 0; claims != NULL && i < claims->n; i++) {
		const struct judged *j = &claims->items[i];

		for (size_t k = 0; k < j->nquotes &&
		     strcmp(j->area, p->area.code) == 0 &&
		     j->result != CLAIM_MISTAKEN;
		     k++)
			if (j->quotes[k].quote != NULL &&
			    j->quotes[k].quote->text == v->text)
				return true;
	}
	return false;
}

int
page_quotes(const struct page_input *in, const char *code, struct json *ids,
    struct err *err)
{
	struct page page;
	int rc = page_open(in, code, &page, err);

	for (size_t i = 0; rc == 0 && i < page.voices.n; i++)
		if (is_printed(&page, i))
			json_add_str(ids, NULL, page.voices.items[i].id);
	page_done(&page);
	return rc;
}

/* Quotes of a page that are not of the edition, and the other way round. */
struct since_quotes {
	size_t came, gone;
};

static void
since_quotes(struct page *p, struct since_quotes *out)
{
	const struct page_since *since = p->in->since;
	const struct json *held =
	    json_get(json_get(since->record, "heard"), p->area.code);
	size_t still = 0;

	*out = (struct since_quotes){ 0 };
	if (since->ids == NULL)
		return;
	for (size_t i = 0; i < p->voices.n; i++) {
		const struct json *one = json_first(held);
		int64_t at;

		if (!is_printed(p, i))
			continue;
		if (!map_gets(since->ids, p->voices.items[i].id, &at))
			at = -1;
		while (one != NULL && at != -1 &&
		    strcmp(json_str(one) != NULL ? json_str(one) : "",
			since->ids_then[at]) != 0)
			one = json_next(one);
		if (one != NULL && at != -1)
			still++;
		else
			out->came++;
	}
	out->gone = json_len(held) > still ? json_len(held) - still : 0;
}

bool
since_lost(const struct page *p, const struct judged *j)
{
	const struct json *one =
	    json_first(json_get(p->in->since->record, "claims"));
	char hex[DIGEST_HEX];

	digest_of(j->claim->id, strlen(j->claim->id), hex);
	if (j->result == CLAIM_HOLDS || j->result == CLAIM_MISTAKEN)
		return false;
	for (; one != NULL; one = json_next(one))
		if (json_str(one) != NULL &&
		    strcmp(json_str(one), hex) == 0)
			return true;
	return false;
}

/* The block of a profile. */

struct block {
	struct move *moves;
	size_t n, cap;
	size_t counts[MOVED_KINDS], alike;
};

static int
look(struct page *p, const struct indicator *ind, struct block *b,
    struct err *err)
{
	struct panel *then = p->in->since->then;
	const char *code = p->area.code;
	struct move m = { .ind = ind };
	struct since_periods periods;

	if (!since_periods(p, ind, p->area.level, &periods))
		return 0;
	m.was_period = periods.was;
	m.now_period = periods.now;
	if ((periods.was != NULL &&
		panel_values(then, ind, periods.was, &code, 1, &m.was, err) ==
		    -1) ||
	    (periods.now != NULL &&
		panel_values(
		    p->panel, ind, periods.now, &code, 1, &m.now, err) == -1) ||
	    since_judge(p, code, &m, err) == -1)
		return -1;
	if (m.kind == MOVED_NOT)
		return 0;
	b->counts[m.kind]++;
	b->alike += m.kind == MOVED_PERIOD &&
	    m.difference.difference == DIFF_SIMILAR;
	MEM_PUSH(b->moves, b->n, b->cap);
	b->moves[b->n++] = m;
	return 0;
}

/* By kind; among those of a newer period the ones that differ first; else in
 * the order of the themes. */
static int
by_kind(const void *a, const void *b)
{
	const struct move *x = a, *y = b;
	bool alike[] = { x->difference.difference == DIFF_SIMILAR,
		y->difference.difference == DIFF_SIMILAR };

	if (x->kind != y->kind)
		return (int)x->kind - (int)y->kind;
	if (alike[0] != alike[1])
		return (int)alike[0] - (int)alike[1];
	return x->ind < y->ind ? -1 : 1;
}

static void
put_count(struct page *p, const char *key, size_t n, struct json *list)
{
	json_add_str(
	    list, NULL, page_count(p, key, (int64_t)n, (char *)NULL));
}

static void
put_counts(struct page *p, const struct block *b, struct json *block)
{
	struct json *list = json_add_array(block, "counts");
	struct since_quotes quotes;

	for (size_t i = 0; i < MOVED_KINDS; i++) {
		if (b->counts[i] > 0)
			put_count(p,
			    page_keep_str(p,
				mem_fmt("changed.count.%s", moved_names[i])),
			    b->counts[i], list);
		if (i == MOVED_PERIOD && b->alike > 0)
			put_count(p, "changed.alike", b->alike, list);
	}
	since_quotes(p, &quotes);
	if (quotes.came > 0)
		put_count(p, "changed.quotes_new", quotes.came, list);
	if (quotes.gone > 0)
		put_count(p, "changed.quotes_gone", quotes.gone, list);
}

static void
put_rows(struct page *p, const struct block *b, struct json *block)
{
	struct json *list = json_add_array(block, "rows"), *one;
	size_t n = b->n < ROWS ? b->n : ROWS;

	for (size_t i = 0; i < n; i++) {
		const struct move *m = &b->moves[i];
		const char *kind = words_get(p->w,
		    page_keep_str(p,
			mem_fmt("changed.kind.%s", moved_names[m->kind])));
		const char *note = since_note(p, m);

		one = json_add_object(list, NULL);
		json_add_str(one, "indicator", m->ind->id);
		json_add_str(one, "label", words_label(p->w, m->ind));
		json_add_str(one, "kind", moved_names[m->kind]);
		json_add_str(one, "was",
		    since_cell(p, m->ind, &m->was, m->was_period));
		json_add_str(one, "now",
		    since_cell(p, m->ind, &m->now, m->now_period));
		json_add_str(one, "what",
		    note == NULL ? kind
				 : page_say(p, "changed.what", "kind", kind,
				       "note", note, (char *)NULL));
		page_use(p, m->now.col);
	}
	json_add_bool(block, "has_rows", n > 0);
	json_add_str(block, "more",
	    b->n > n ? page_count(
			   p, "changed.more", (int64_t)(b->n - n), (char *)NULL)
		     : NULL);
}

static void
put_claims(struct page *p, struct json *block)
{
	const struct judgement *all = p->in->claims;
	struct json *list = json_add_array(block, "claims");

	for (size_t i = 0; all != NULL && i < all->n; i++)
		if (strcmp(all->items[i].area, p->area.code) == 0 &&
		    since_lost(p, &all->items[i]))
			json_add_str(list, NULL,
			    page_say(p, "changed.claim", "sentence",
				page_sentence(p, &all->items[i]),
				(char *)NULL));
}

/* Whether the area itself has other boundaries than it had. */
static int
put_place(struct page *p, struct json *block, struct err *err)
{
	struct area then = { 0 };
	enum same_place place = PLACE_SAME;
	int got = panel_area(p->in->since->then, p->area.code, &then, err);

	if (got == 1 && then.year != p->area.year)
		got = panel_same_place(p->panel, p->area.code, then.year,
		    p->area.year, &place, err);
	area_clear(&then);
	json_add_str(block, "boundary",
	    place == PLACE_CHANGED ? words_get(p->w, "changed.boundary")
				   : NULL);
	return got == -1 ? -1 : 0;
}

static const char *
intro(struct page *p, const char *key)
{
	struct day day = when_dutch_day(p->in->since->closed);

	return page_say(p, key, "name", p->in->since->name, "date",
	    page_day(p, &day, false), (char *)NULL);
}

static bool
anything(const struct json *block)
{
	return json_len(json_get(block, "counts")) > 0 ||
	    json_len(json_get(block, "claims")) > 0 ||
	    json_get_str(block, "boundary") != NULL;
}

int
page_changed(struct page *p, struct json *model, struct err *err)
{
	const struct indicators *all = panel_indicators(p->panel);
	const struct page_since *since = p->in->since;
	struct block b = { 0 };
	struct json *block;
	bool known;
	int rc = -1;

	if (since == NULL) {
		json_add_null(model, "changed");
		return 0;
	}
	block = json_add_object(model, "changed");
	known = map_gets(since->areas, p->area.code, NULL);
	for (size_t i = 0; known && i < all->n; i++)
		if (since_shown(&all->items[i]) &&
		    look(p, &all->items[i], &b, err) == -1)
			goto done;
	if (b.n > 1)
		qsort(b.moves, b.n, sizeof(*b.moves), by_kind);
	if (known && put_place(p, block, err) == -1)
		goto done;
	if (known) {
		put_counts(p, &b, block);
		put_claims(p, block);
	} else {
		json_add_null(block, "boundary");
		json_add_array(block, "counts");
		json_add_array(block, "claims");
	}
	put_rows(p, &b, block);
	json_add_str(block, "intro",
	    intro(p,
		!known		  ? "changed.new_area"
		    : anything(block) ? "changed.intro"
				      : "changed.nothing"));
	json_add_bool(block, "has_counts",
	    json_len(json_get(block, "counts")) > 0);
	json_add_bool(block, "has_claims",
	    json_len(json_get(block, "claims")) > 0);
	rc = 0;
done:
	free(b.moves);
	return rc;
}
