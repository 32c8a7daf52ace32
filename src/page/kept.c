/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * kept: texts of a page, kept until the page is made, so that the code that
 * puts them together does not have to free each one.
 */
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "page/own.h"

#define ARGS 20

const char *
page_keep_str(struct page *p, char *text)
{
	MEM_PUSH(p->kept, p->nkept, p->capkept);
	p->kept[p->nkept++] = text;
	return text;
}

const char *
page_address(struct page *p, const struct page_links *links, const char *code,
    const char *ending)
{
	return links->is_there != NULL &&
		!links->is_there(links->arg, code, ending)
	    ? NULL
	    : page_keep_str(
		  p, mem_fmt("%s%s.%s", links->profiles, code, ending));
}

const char *
page_keep(struct page *p, struct buf *text)
{
	return page_keep_str(p, buf_take(text));
}

static void
gather(const char *args[ARGS + 1], va_list ap)
{
	size_t n = 0;

	while (n < ARGS && (args[n] = va_arg(ap, const char *)) != NULL)
		n++;
	args[n] = NULL;
}

const char *
page_say(struct page *p, const char *key, ...)
{
	const char *args[ARGS + 1];
	struct buf text = { 0 };
	va_list ap;

	va_start(ap, key);
	gather(args, ap);
	va_end(ap);
	words_fill(p->w, key, args, &text);
	return page_keep(p, &text);
}

const char *
page_count(struct page *p, const char *key, int64_t n, ...)
{
	const char *args[ARGS + 1];
	struct buf text = { 0 };
	va_list ap;

	va_start(ap, n);
	gather(args, ap);
	va_end(ap);
	words_count(p->w, key, n, args, &text);
	return page_keep(p, &text);
}

const char *
page_level_key(struct page *p, const char *key, enum area_level level)
{
	return page_keep_str(p, mem_fmt("%s.%s", key, area_level_name(level)));
}

/* A longer name is not one that stands at the end of a line. */
#define NAME_MOST 14

const char *
page_here(struct page *p)
{
	return text_chars(p->area.name) <= NAME_MOST
	    ? p->area.name
	    : words_get(p->w, page_level_key(p, "here", p->area.level));
}

const char *
page_number(struct page *p, double v, int decimals)
{
	struct buf text = { 0 };

	words_number(p->w, v, decimals, &text);
	return page_keep(p, &text);
}

const char *
page_amount(struct page *p, const struct indicator *ind, double v)
{
	struct buf text = { 0 };

	words_value(p->w, v, ind, false, &text);
	return page_keep(p, &text);
}

const char *
page_note(const struct page *p, const struct indicator *ind)
{
	return words_named(p->w, "note", ind->id, ind->note_nl, ind->note_en);
}

const char *
page_sign(struct page *p, enum absence reason)
{
	switch (reason) {
	case ABSENCE_BY_US:
		return words_get(p->w, "mark.by_us.sign");
	case ABSENCE_NONE:
	case ABSENCE_WITHHELD:
		return words_get(p->w, "mark.withheld.sign");
	case ABSENCE_CANNOT_OCCUR:
		return words_get(p->w, "mark.cannot_occur.sign");
	case ABSENCE_NOT_DELIVERED:
	case ABSENCE_NO_RULE:
	case ABSENCE_UNKNOWN:
		return words_get(p->w, "mark.not_delivered.sign");
	}
	return "";
}

/* "24%" becomes "24% (20-29)". */
static void
put_bounds(struct page *p, const struct indicator *ind,
    const struct noise *noise, struct buf *text)
{
	const char *value = page_keep(p, text);

	buf_puts(text,
	    page_say(p, "noise.bounds", "value", value, "low",
		page_number(p, noise->low, ind->decimals), "high",
		page_number(p, noise->high, ind->decimals), (char *)NULL));
}

/* "24%" becomes "≈ 24%". */
static void
put_estimate(struct page *p, struct buf *text)
{
	const char *value = page_keep(p, text);

	buf_puts(
	    text, page_say(p, "trend.estimate", "value", value, (char *)NULL));
}

/* It is printed with the value itself. */
static bool
has_margin(const struct cell_value *cell)
{
	return cell->noise.kind == NOISE_MODEL ||
	    cell->noise.kind == NOISE_SURVEY;
}

const char *
page_value(
    struct page *p, const struct indicator *ind, const struct cell_value *cell)
{
	struct buf text = { 0 };

	if (page_coarse(cell))
		return words_get(p->w, "mark.coarse.sign");
	if (isnan(cell->value) && cell->between)
		return page_between(p, ind, cell);
	if (isnan(cell->value))
		return page_sign(p, cell->reason);
	words_value(p->w, cell->value, ind, false, &text);
	if (cell->estimate)
		put_estimate(p, &text);
	if (has_margin(cell))
		put_bounds(p, ind, &cell->noise, &text);
	if (cell->provisional)
		buf_puts(&text, words_get(p->w, "mark.provisional.sign"));
	if (cell->doubted) {
		p->doubted = true;
		buf_puts(&text, words_get(p->w, "mark.doubted.sign"));
	}
	return page_keep(p, &text);
}

const char *
page_within(struct page *p, const struct comparison *c)
{
	const char *key;

	if (c->within == NOISE_NONE || c->within == NOISE_UNKNOWN)
		return NULL;
	key =
	    page_keep_str(p, mem_fmt("noise.within.%s", noise_name(c->within)));
	return words_get(p->w, key);
}

void
page_noise(struct page *p, const struct indicator *ind,
    const struct cell_value *cell, struct json *object)
{
	const struct noise *n = &cell->noise;
	struct indicator fine = *ind; /* borrowed: a decimal more */
	struct json *one;

	if (isnan(cell->value)) {
		json_add_null(object, "noise");
		return;
	}
	fine.decimals += n->kind == NOISE_ROUNDING && ind->kind != KIND_COUNT;
	one = json_add_object(object, "noise");
	json_add_str(one, "kind", noise_name(n->kind));
	json_add_num(one, "low", n->low);
	json_add_num(one, "high", n->high);
	json_add_str(one, "text",
	    page_say(p,
		page_keep_str(p, mem_fmt("noise.text.%s", noise_name(n->kind))),
		"low", page_amount(p, &fine, n->low), "high",
		page_amount(p, &fine, n->high), (char *)NULL));
}

const char *
page_sure(
    struct page *p, const struct indicator *ind, const struct cell_value *cell)
{
	static const char *const keys[] = { [NOISE_ROUNDING] =
						"distinct.noise.rounding",
		[NOISE_EVENTS] = "distinct.noise.events",
		[NOISE_MODEL] = "distinct.noise.model",
		[NOISE_SURVEY] = "distinct.noise.survey" };
	const struct noise *n = &cell->noise;
	const char *low, *high;

	if (isnan(cell->value) || n->kind == NOISE_NONE ||
	    n->kind == NOISE_UNKNOWN ||
	    (n->kind == NOISE_ROUNDING && cell->rounding <= 0.0))
		return NULL;
	low = page_amount(p, ind, n->low);
	high = page_amount(p, ind, n->high);
	return strcmp(low, high) == 0 ? NULL
				      : page_say(p, keys[n->kind], "low", low,
					    "high", high, (char *)NULL);
}

const char *
page_sure_beside(
    struct page *p, const struct indicator *ind, const struct cell_value *cell)
{
	return has_margin(cell) ? NULL : page_sure(p, ind, cell);
}

const char *
page_period(struct page *p, const char *period)
{
	struct buf text = { 0 };

	words_period(p->w, period, &text);
	return page_keep(p, &text);
}

const char *
page_day(struct page *p, const struct day *day, bool table)
{
	struct buf text = { 0 };

	words_day(p->w, day, table, &text);
	return page_keep(p, &text);
}

const char *
page_unit(struct page *p, const struct indicator *ind)
{
	struct buf text = { 0 };

	words_unit(p->w, ind, &text);
	return page_keep(p, &text);
}

const char *
page_list(struct page *p, const char *const items[], size_t n)
{
	struct buf text = { 0 };

	words_list(p->w, items, n, &text);
	return page_keep(p, &text);
}

const char *
page_list_apart(struct page *p, const char *const items[], size_t n)
{
	struct buf text = { 0 };
	size_t i;

	for (i = 0; i < n; i++)
		buf_putf(&text, "%s%s",
		    i == 0 ? "" : words_get(p->w, "list.semicolon"), items[i]);
	return page_keep(p, &text);
}

const char *
page_inline_label(struct page *p, const struct indicator *ind)
{
	struct buf text = { 0 };

	words_label_inline(p->w, ind, &text);
	return page_keep(p, &text);
}

static void
peers_clear(struct peers *peers)
{
	areas_free(&peers->all);
	free(peers->items);
	free(peers->codes);
}

void
page_done(struct page *p)
{
	size_t i;

	for (i = 0; i < p->nkept; i++)
		free(p->kept[i]);
	free(p->kept);
	for (i = 0; i < p->npeers; i++)
		peers_clear(&p->peers[i]);
	free(p->peers);
	free(p->used);
	free(p->figures);
	voices_free(&p->voices);
	free(p->wijk);
	area_clear(&p->area);
	area_clear(&p->municipality);
	memset(p, 0, sizeof(*p));
}
