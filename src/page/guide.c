/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * guide: the report models of the pages that explain a site: its sources, its
 * method, what each indicator is, and the files to take along.
 */
#include "page/guide.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

const char *const page_guide_names[GUIDES] = { "sources", "method", "glossary",
	"downloads" };

static const char *
word_of(struct page *p, const char *guide, const char *what)
{
	return words_get(p->w,
	    page_keep_str(p, mem_fmt("site.%s.%s", guide, what)));
}

void
page_guides(struct page *p, const struct page_links *links, const char *here,
    struct json *nav)
{
	struct json *list = json_add_array(nav, "guides"), *one;
	const char *folder = links->guides;

	json_add_str(nav, "glossary",
	    folder == NULL ? NULL
			   : page_keep_str(
				 p, mem_fmt("%sglossary.html", folder)));
	for (size_t i = 0; folder != NULL && i < GUIDES; i++) {
		one = json_add_object(list, NULL);
		json_add_str(one, "name",
		    word_of(p, page_guide_names[i], "name"));
		json_add_str(one, "address",
		    page_keep_str(p, mem_fmt("%s%s.html", folder,
			page_guide_names[i])));
		json_add_bool(one, "here",
		    here != NULL && strcmp(here, page_guide_names[i]) == 0);
	}
	json_add_bool(nav, "has_guides", json_len(list) > 0);
}

void
guide_row(struct page *p, struct json *rows, const char *field,
    const char *text, const char *link)
{
	struct json *one;

	if (text == NULL || *text == '\0')
		return;
	one = json_add_object(rows, NULL);
	json_add_str(one, "label",
	    words_get(p->w, page_keep_str(p, mem_fmt("site.field.%s", field))));
	json_add_str(one, "text", text);
	json_add_str(one, "link", link);
}

/* How figures are chosen, doubted and printed. */
static void
put_method(struct page *p, struct json *model)
{
	static const char *const names[] = { "choose", "distinct", "compare",
		"noise", "years", "missing", "marks", "privacy", "voices",
		"maps", "own", "mistakes" };
	struct json *list = json_add_array(model, "sections");

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct json *one = json_add_object(list, NULL);
		const char *key =
		    page_keep_str(p, mem_fmt("site.method.%s.text", names[i]));
		const char *head =
		    page_keep_str(p, mem_fmt("site.method.%s.head", names[i]));

		json_add_str(one, "id", names[i]);
		json_add_str(one, "name", words_get(p->w, head));
		json_add_str(one, "text",
		    page_say(p, key, "least", page_number(p, PEER_LEAST, 0),
			(char *)NULL));
		json_add_bool(
		    one, "of_marks", strcmp(names[i], "marks") == 0);
	}
	page_marks(p, model);
}

static void
put_file(struct page *p, const struct page_links *links, const struct area *a,
    struct json *rows)
{
	struct json *one = json_add_object(rows, NULL);
	const char *name = a->level == LEVEL_OWN
	    ? panel_own_name(p->panel, a->code, p->lang)
	    : a->name;

	json_add_str(one, "name", name != NULL ? name : a->name);
	json_add_str(one, "code", a->code);
	json_add_str(one, "html", page_address(p, links, a->code, "html"));
	json_add_str(one, "pdf",
	    links->pdf ? page_address(p, links, a->code, "pdf") : NULL);
	json_add_str(one, "csv",
	    links->csv ? page_address(p, links, a->code, "csv") : NULL);
}

/* Sources of which no figure stands in the files, or NULL. */
static const char *
left_out(struct page *p)
{
	const struct sources *all = p->in->sources;
	const char **items = mem_new(all->n + 1, sizeof(*items));
	const char *list = NULL;
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++)
		if (!all->items[i].export_allowed &&
		    guide_loaded(p, &all->items[i]) > 0)
			items[n++] = guide_source_title(p, &all->items[i]);
	if (n > 0)
		list = page_say(p, "site.downloads.left_out", "list",
		    page_list_apart(p, items, n), (char *)NULL);
	free(items);
	return list;
}

/* One file with all areas of a gemeente. */
static int
put_whole(struct page *p, const char *code, struct json *wholes,
    struct err *err)
{
	struct area place = { 0 };
	struct json *one;

	if (panel_area(p->panel, code, &place, err) != 1)
		return -1;
	place.name[area_short_name(place.name, place.level)] = '\0';
	one = json_add_object(wholes, NULL);
	json_add_str(one, "address",
	    page_keep_str(p, mem_fmt("data/%s.csv", code)));
	json_add_str(one, "name",
	    page_say(p, "site.downloads.whole", "municipality", place.name,
		(char *)NULL));
	area_clear(&place);
	return 0;
}

/* Of more than one gemeente, those alone: a table of all areas of the country
 * would be no page. */
static int
put_downloads(struct page *p, const struct areas *areas,
    const struct page_links *links, struct json *model, struct err *err)
{
	struct json *wholes = json_add_array(model, "wholes");
	struct json *rows = json_add_array(model, "rows");
	const char **codes;
	size_t n = page_gemeenten(areas, &codes);
	int rc = 0;

	if (links->changes != NULL) {
		struct json *one = json_add_object(rows, NULL);

		json_add_str(one, "name", words_get(p->w, "nav.changes"));
		json_add_str(one, "code", NULL);
		json_add_str(one, "html", links->changes);
		json_add_str(one, "pdf", links->changes_pdf);
		json_add_str(one, "csv", NULL);
	}
	for (size_t i = 0; i < areas->n; i++) {
		const struct area *a = &areas->items[i];

		if (n < 2 || a->level == LEVEL_GEMEENTE ||
		    a->level == LEVEL_OWN)
			put_file(p, links, a, rows);
	}
	for (size_t i = 0; rc == 0 && links->csv && i < n; i++)
		rc = put_whole(p, codes[i], wholes, err);
	free(codes);
	json_add_bool(model, "has_wholes", json_len(wholes) > 0);
	json_add_str(model, "csv_about",
	    links->csv ? words_get(p->w, "site.downloads.csv") : NULL);
	json_add_str(model, "left_out", links->csv ? left_out(p) : NULL);
	json_add_str(model, "many",
	    n > 1 ? words_get(p->w, "site.downloads.many") : NULL);
	json_add_str(
	    model, "about", words_get(p->w, "site.downloads.addresses"));
	return rc;
}

static void
put_head(struct page *p, enum page_guide which, const struct page_links *links,
    struct json *model)
{
	const char *name = page_guide_names[which];
	struct json *nav = json_add_object(model, "nav");

	json_add_str(model, "schema",
	    page_keep_str(p, mem_fmt("feiten-%s/1", name)));
	json_add_str(model, "lang", p->lang);
	page_texts(p, model);
	json_add_str(model, "head", word_of(p, name, "head"));
	json_add_str(model, "summary", word_of(p, name, "summary"));
	json_add_str(model, "title",
	    page_say(p, "site.title", "head", word_of(p, name, "head"), "site",
		p->in->title != NULL ? p->in->title
				     : words_get(p->w, "index.title_many"),
		(char *)NULL));
	page_edition(p, model, "index.footer");
	json_add_null(model, "example");
	json_add_str(nav, "assets", links->assets);
	json_add_str(nav, "index", links->index);
	json_add_str(nav, "index_text", words_get(p->w, "nav.index"));
	page_guides(p, links, name, nav);
}

int
page_guide(const struct page_input *in, enum page_guide which,
    const struct areas *areas, const struct page_links *links,
    struct json **out, struct err *err)
{
	struct json *model = json_object();
	struct page page = { .in = in,
		.w = in->words,
		.panel = in->panel,
		.lang = words_lang(in->words) };
	int rc = 0;

	put_head(&page, which, links, model);
	switch (which) {
	case GUIDE_SOURCES:
		guide_sources(&page, model);
		break;
	case GUIDE_METHOD:
		put_method(&page, model);
		break;
	case GUIDE_GLOSSARY:
		guide_glossary(&page, model);
		break;
	default:
		rc = put_downloads(&page, areas, links, model, err);
	}
	if (rc == 0)
		*out = model;
	else
		json_free(model);
	page_done(&page);
	return rc;
}
