/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * names: the areas of a site by name: pages of those that begin with a letter,
 * and pieces of the same for the script that searches. No page, and no search,
 * takes more than a part of the country.
 */
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/text.h"
#include "page/own.h"

struct entry {
	const struct area *area;
	const char *name; /* an own area has its own in each language */
	const char *town; /* name of its gemeente; "" for one itself */
	char *folded;
	char letter;
};

struct page_names {
	struct entry *items; /* by name */
	size_t n;
	struct map towns; /* code to a place in town_names */
	struct strings town_names;
};

static bool
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* What a name is found under: its first letter, also behind an apostrophe;
 * the d of "'s-Gravenhage" is none. */
static char
letter_of(const char *folded)
{
	while (*folded != '\0' && !is_word(*folded))
		folded++;
	return *folded >= 'a' && *folded <= 'z' ? *folded : '0';
}

/* What it is put in order by: of "Wijk 01 Retranchement", as CBS numbers
 * wijken, what people call it. */
static char *
fold_name(const char *name, enum area_level level)
{
	char *folded = text_fold(name);
	size_t skip = 0;

	if (level == LEVEL_WIJK && text_starts(folded, "wijk ")) {
		skip = 5 + strspn(folded + 5, "0123456789");
		skip += strspn(folded + skip, " .:-");
	}
	if (skip > 5 && folded[skip] != '\0')
		memmove(folded, folded + skip, strlen(folded + skip) + 1);
	return folded;
}

static const char *
town_of(struct page_names *names, struct panel *panel, const char *code,
    struct err *err)
{
	struct area place = { 0 };
	int64_t at;

	if (map_gets(&names->towns, code, &at))
		return names->town_names.items[at];
	if (panel_area(panel, code, &place, err) != 1)
		return NULL;
	map_puts(&names->towns, code, (int64_t)names->town_names.n);
	strings_add(&names->town_names, place.name);
	area_clear(&place);
	return names->town_names.items[names->town_names.n - 1];
}

static int
by_name(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int order = strcmp(x->folded + strspn(x->folded, "' "),
	    y->folded + strspn(y->folded, "' "));

	if (order == 0)
		order = strcmp(x->town, y->town);
	return order != 0 ? order : strcmp(x->area->code, y->area->code);
}

int
page_names_new(const struct page_input *in, const struct areas *areas,
    struct page_names **out, struct err *err)
{
	struct page_names *names = mem_new(1, sizeof(*names));
	size_t i;

	names->items = mem_new(areas->n + 1, sizeof(*names->items));
	for (i = 0; i < areas->n; i++) {
		const struct area *a = &areas->items[i];
		struct entry *e = &names->items[i];

		e->area = a;
		e->name = a->level == LEVEL_OWN
		    ? panel_own_name(in->panel, a->code, words_lang(in->words))
		    : a->name;
		e->name = e->name == NULL ? a->name : e->name;
		e->town = "";
		if (a->level != LEVEL_GEMEENTE && a->municipality[0] != '\0') {
			e->town = town_of(
			    names, in->panel, a->municipality, err);
			if (e->town == NULL) {
				page_names_free(names);
				return -1;
			}
		}
		e->folded = fold_name(e->name, a->level);
		e->letter = letter_of(e->folded);
		names->n++;
	}
	if (names->n > 1)
		qsort(names->items, names->n, sizeof(*names->items), by_name);
	*out = names;
	return 0;
}

void
page_names_free(struct page_names *names)
{
	if (names == NULL)
		return;
	for (size_t i = 0; i < names->n; i++)
		free(names->items[i].folded);
	free(names->items);
	map_free(&names->towns);
	strings_free(&names->town_names);
	free(names);
}

size_t
page_names_letters(const struct page_names *names, char out[PAGE_LETTERS])
{
	static const char all[] = "0abcdefghijklmnopqrstuvwxyz";
	size_t n = 0;

	for (size_t k = 0; all[k] != '\0'; k++)
		for (size_t i = 0; i < names->n; i++)
			if (names->items[i].letter == all[k]) {
				out[n++] = all[k];
				break;
			}
	return n;
}

/* "A", or "0-9". */
static const char *
letter_text(struct page *p, char letter)
{
	return letter == '0' ? "0–9"
			     : page_keep_str(p, mem_fmt("%c",
				   letter - 'a' + 'A'));
}

void
page_letters(struct page *p, const struct page_names *names, char here,
    const char *folder, struct json *model)
{
	struct json *list = json_add_array(model, "letters"), *one;
	char letters[PAGE_LETTERS];
	size_t n = page_names_letters(names, letters);

	for (size_t i = 0; i < n; i++) {
		one = json_add_object(list, NULL);
		json_add_str(one, "name", letter_text(p, letters[i]));
		json_add_str(one, "address",
		    page_keep_str(p, mem_fmt("%s%c.html", folder, letters[i])));
		json_add_bool(one, "here", letters[i] == here);
	}
	json_add_bool(model, "has_letters", n > 0);
	json_add_str(model, "letters_text", words_get(p->w, "by_name.letters"));
}

static void
put_entry(struct page *p, const struct entry *e, const struct page_links *links,
    struct json *list)
{
	struct json *one = json_add_object(list, NULL);
	const char *level = words_level(p->w, e->area->level, false, false);

	json_add_str(one, "name", e->name);
	json_add_str(one, "address",
	    page_address(p, links, e->area->code, "html"));
	json_add_str(one, "where",
	    e->town[0] == '\0' ? level
			       : page_say(p, "by_name.where", "level", level,
				     "municipality", e->town, (char *)NULL));
}

void
page_names_page(const struct page_input *in, const struct page_names *names,
    char letter, const struct page_links *links, struct json **out)
{
	struct json *model = json_object(), *list, *nav;
	struct page page = { .in = in,
		.w = in->words,
		.panel = in->panel,
		.lang = words_lang(in->words) };
	struct page *p = &page;
	const char *head;
	size_t n = 0;

	head = page_say(p, letter == '0' ? "by_name.head_other" : "by_name.head",
	    "letter", letter_text(p, letter), (char *)NULL);
	json_add_str(model, "schema", "feiten-names/1");
	json_add_str(model, "lang", p->lang);
	page_texts(p, model);
	json_add_str(model, "title",
	    page_say(p, "site.title", "head", head, "site",
		in->title != NULL ? in->title
				  : words_get(p->w, "index.title_many"),
		(char *)NULL));
	json_add_str(model, "head", head);
	list = json_add_array(model, "names");
	for (size_t i = 0; i < names->n; i++)
		if (names->items[i].letter == letter) {
			put_entry(p, &names->items[i], links, list);
			n++;
		}
	json_add_str(model, "summary",
	    page_count(p, "by_name.summary", (int64_t)n, (char *)NULL));
	page_letters(p, names, letter, "", model);
	page_edition(p, model, "index.footer");
	json_add_null(model, "example");
	nav = json_add_object(model, "nav");
	json_add_str(nav, "assets", links->assets);
	json_add_str(nav, "index", links->index);
	json_add_str(nav, "index_text", words_get(p->w, "nav.front"));
	page_guides(p, links, NULL, nav);
	page_done(p);
	*out = model;
}

struct found { /* an entry under a pair */
	char pair[3];
	size_t at;
};

static int
by_pair(const void *a, const void *b)
{
	const struct found *x = a, *y = b;
	int order = strcmp(x->pair, y->pair);

	return order != 0 ? order : (x->at > y->at) - (x->at < y->at);
}

/* The pairs that the words of a name begin with. */
static void
find_pairs(const struct entry *e, size_t at, struct found **list, size_t *n,
    size_t *cap)
{
	const char *s = e->folded;

	for (size_t i = 0; s[i] != '\0'; i++) {
		if (!is_word(s[i]) || !is_word(s[i + 1]) ||
		    (i > 0 && is_word(s[i - 1])))
			continue;
		MEM_PUSH(*list, *n, *cap);
		(*list)[(*n)++] =
		    (struct found){ { s[i], s[i + 1], '\0' }, at };
	}
}

static void
put_piece(const struct page_names *names, const struct found *list, size_t n,
    struct buf *out)
{
	struct json *all = json_array();
	struct buf text = { 0 };

	for (size_t i = 0; i < n; i++) {
		const struct entry *e = &names->items[list[i].at];
		struct json *one;

		if (i > 0 && list[i].at == list[i - 1].at)
			continue; /* two words with the same beginning */
		one = json_add_array(all, NULL);
		json_add_str(one, NULL, e->area->code);
		json_add_str(one, NULL, e->name);
		json_add_str(one, NULL, e->town);
	}
	json_print(all, false, &text);
	while (text.len > 0 && text.data[text.len - 1] == '\n')
		text.data[--text.len] = '\0';
	buf_putf(out, "feiten(\"%s\",%s);\n", list[0].pair, buf_str(&text));
	buf_free(&text);
	json_free(all);
}

int
page_names_pieces(const struct page_names *names,
    const struct page_links *links,
    int (*put)(void *arg, const char *pair, const struct buf *text,
	struct err *err),
    void *arg, struct err *err)
{
	struct found *list = NULL;
	size_t n = 0, cap = 0, from, to;
	int rc = 0;

	for (size_t i = 0; i < names->n; i++)
		if (links->is_there == NULL ||
		    links->is_there(
			links->arg, names->items[i].area->code, "html"))
			find_pairs(&names->items[i], i, &list, &n, &cap);
	if (n > 1)
		qsort(list, n, sizeof(*list), by_pair);
	for (from = 0; rc == 0 && from < n; from = to) {
		struct buf text = { 0 };

		for (to = from + 1;
		     to < n && strcmp(list[to].pair, list[from].pair) == 0;
		     to++)
			continue;
		put_piece(names, list + from, to - from, &text);
		rc = put(arg, list[from].pair, &text, err);
		buf_free(&text);
	}
	free(list);
	return rc;
}
