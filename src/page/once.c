/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * once: a quote stands on a page in full once, where a reader meets it first.
 * Where it stands again (under a theme, beside a claim, under an opgave) are
 * its first words, that lead to it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/text.h"
#include "page/own.h"

/* Characters of a quote by which one knows it again: sentences up to SHORT, when
 * they are no less than LEAST, else words up to BEGIN. Up to SHORT it is whole. */
#define BEGIN 40
#define SHORT 60
#define LEAST 15

struct once {
	struct page *p;
	struct map seen; /* id of a quote: its number on this page */
};

/* Bytes of the sentences that end within so many: 0 when none does. */
static size_t
sentences(const char *text, size_t most)
{
	size_t end = 0;

	for (size_t i = 1; i < most; i++)
		if (text[i] == ' ' && strchr(".!?", text[i - 1]) != NULL)
			end = i;
	return end;
}

/* Bytes of the first words, whole ones, without a comma behind them. */
static size_t
words(const char *text, size_t most)
{
	size_t end = most;

	while (end > 0 && text[end] != ' ')
		end--;
	while (end > 0 && strchr(" ,;:", text[end - 1]) != NULL)
		end--;
	return end > 0 ? end : most; /* one long word */
}

static const char *
begin_of(struct page *p, const char *text)
{
	size_t end = sentences(text, text_prefix(text, SHORT));
	char *begin;
	const char *said;

	if (text_chars(text) <= SHORT)
		return text;
	if (end < LEAST)
		end = words(text, text_prefix(text, BEGIN));
	begin = mem_strn(text, end);
	said = page_say(p, "voice.begin", "begin", begin, (char *)NULL);
	free(begin);
	return said;
}

static void
look(struct once *o, struct json *holder)
{
	struct json *one = json_first(json_get(holder, "voices"));

	for (; one != NULL; one = json_next(one)) {
		const char *id = json_get_str(one, "id");
		const char *text = json_get_str(one, "text");
		const char *key = id == NULL || *id == '\0' ? text : id;
		int64_t nr = (int64_t)o->seen.n + 1;
		bool again = map_gets(&o->seen, key, &nr);

		if (!again)
			map_puts(&o->seen, key, nr);
		json_add_int(one, "quote", nr);
		json_add_str(one, "again",
		    again ? begin_of(o->p, text) : NULL);
	}
}

static void
look_at_all(struct once *o, const struct json *list)
{
	struct json *row = json_first(list), *expected;

	for (; row != NULL; row = json_next(row)) {
		look(o, row);
		expected = json_first(json_get(row, "expectations"));
		for (; expected != NULL; expected = json_next(expected))
			look(o, expected);
	}
}

void
page_once(struct page *p, struct json *model)
{
	struct once o = { .p = p };

	/* In the order of the page. */
	look(&o, model);
	look_at_all(&o, json_get(model, "themes"));
	look_at_all(&o, json_get(json_get(model, "claims"), "rows"));
	look_at_all(&o, json_get(json_get(model, "opgaven"), "rows"));
	map_free(&o.seen);
}
