/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * def_source: the keys of sources/NAME.json and what must hold between them.
 * docs/sources.md is the same for people.
 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/period.h"
#include "source/adapter.h"
#include "source/def_keys.h"
#include "source/def_read.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))
#define SUFFIX ".json"
/* Which data sets of a table hold its rows. */
static const char *const datasets[] = { "TypedDataSet", "UntypedDataSet" };
/* In the order of enum take. */
static const char *const takes[] = { "years", "newest", "all" };
#define FACTS_MAX 1000000000 /* a year of one source */

static const struct field rule_fields[] = {
	{ "indicator", field_id, true, offsetof(struct topic_rule, indicator) },
	{ "titles", field_texts, true, offsetof(struct topic_rule, titles) },
	{ "groups", field_texts, false, offsetof(struct topic_rule, groups) },
	{ "units", field_texts, false, offsetof(struct topic_rule, units) },
	{ "from", field_year, false, offsetof(struct topic_rule, from) },
	{ "to", field_year, false, offsetof(struct topic_rule, to) },
	{ "members", field_members, false,
	    offsetof(struct topic_rule, members) },
	{ "why", field_ignored, false, 0 },
};

void
field_word(struct check *c, struct place at, char **to,
    const char *const words[], size_t n)
{
	struct buf hint = { 0 };
	char *text = NULL;
	size_t i;

	field_text(c, at, &text);
	if (text == NULL)
		return;
	for (i = 0; i < n; i++)
		if (strcmp(text, words[i]) == 0)
			break;
	if (i < n) {
		*to = text;
		return;
	}
	check_hint(&hint, text, "docs/sources.md", words, n);
	check_wrong(c, at, "\"%.*s\" is not known%s",
	    (int)text_prefix(text, 60), text, buf_str(&hint));
	buf_free(&hint);
	free(text);
}

static void
field_adapter(struct check *c, struct place at, void *to)
{
	const char *const *kinds = adapter_kinds();
	size_t n = 0;

	while (kinds[n] != NULL)
		n++;
	field_word(c, at, to, kinds, n);
}

static void
field_dataset(struct check *c, struct place at, void *to)
{
	field_word(c, at, to, datasets, COUNT(datasets));
}

static void
field_take(struct check *c, struct place at, void *to)
{
	char *word = NULL;

	field_word(c, at, &word, takes, COUNT(takes));
	for (size_t i = 0; word != NULL && i < COUNT(takes); i++)
		if (strcmp(word, takes[i]) == 0)
			*(enum take *)to = (enum take)i;
	free(word);
}

static void
field_facts(struct check *c, struct place at, void *to)
{
	double v = json_num(at.json);

	if (v >= 0 && v <= FACTS_MAX)
		*(long *)to = (long)v;
	else
		check_wrong(c, at, "must be a number from 0 to %d", FACTS_MAX);
}

static void
field_period(struct check *c, struct place at, void *to)
{
	char *text = NULL, period[PERIOD_LEN];

	field_text(c, at, &text);
	if (text == NULL)
		return;
	if (period_parse(text, strlen(text), period) == 0)
		*(char **)to = mem_str(period);
	else
		check_wrong(c, at, "\"%.*s\" is no period (2024, 2024Q3, "
		    "2024-06)", (int)text_prefix(text, 60), text);
	free(text);
}

/* Of a file or data set: an address as others, or file:NAME. */
void
field_place(struct check *c, struct place at, void *to)
{
	const char *s = json_str(at.json);
	char *text = NULL;

	if (s == NULL || !text_starts(s, "file:")) {
		field_address(c, at, to);
		return;
	}
	field_text(c, at, &text);
	if (text == NULL)
		return;
	if (file_name_ok(text + strlen("file:")))
		*(char **)to = mem_str(text);
	else
		check_wrong(c, at, "\"%.*s\" is no file beside the definition "
		    "(file:NAME, letters, digits, '-', '_' and '.', no folder)",
		    (int)text_prefix(text, 60), text);
	free(text);
}

/* The name of an environment variable, never a key itself. */
static void
field_secret(struct check *c, struct place at, void *to)
{
	char *text = NULL;

	field_text(c, at, &text);
	if (text == NULL)
		return;
	if (text[0] >= 'A' && text[0] <= 'Z' && strlen(text) <= 60 &&
	    strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") ==
		strlen(text)) {
		*(char **)to = text;
		return;
	}
	/* What was written may be the key: it is not repeated. */
	check_wrong(c, at, "must be the name of an environment variable that "
	    "holds the key (A to Z, 0 to 9 and _), not the key itself");
	free(text);
}

/* An address that others are glued to: host and path, nothing after. */
static void
field_base(struct check *c, struct place at, void *to)
{
	char *text = NULL;
	size_t len;

	field_address(c, at, &text);
	if (text == NULL)
		return;
	len = strlen(text);
	if (strpbrk(text, "?#") != NULL || text[len - 1] == '/') {
		check_wrong(c, at,
		    "must end in a host or a folder (nothing "
		    "after it: no /, ? or #)");
		free(text);
		return;
	}
	*(char **)to = text;
}

static void
field_table_ids(struct check *c, struct place at, void *to)
{
	struct strings *ids = to;
	struct place item;
	size_t i = 0, mark;
	bool more;

	field_texts(c, at, to);
	if (!json_is_array(at.json))
		return;
	for (more = check_first(c, at, &item); more && i < ids->n;
	     more = check_next(c, &item), i++) {
		if (!json_is_string(item.json) || file_name_ok(ids->items[i]))
			continue;
		mark = check_into(c, NULL, i);
		check_wrong(c, item,
		    "is no id of a table (letters, digits, "
		    "'-', '_' and '.')");
		check_out(c, mark);
	}
}

static void
field_rules(struct check *c, struct place at, void *to)
{
	struct source *src = to;
	struct topic_rule *rule;
	struct place item;
	size_t mark;
	bool more;

	if (!json_is_array(at.json)) {
		check_wrong(c, at, "is %s, must be a list of rules",
		    check_type(at.json));
		return;
	}
	for (more = check_first(c, at, &item); more;
	     more = check_next(c, &item)) {
		MEM_PUSH(src->rules, src->nrules, src->caprules);
		rule = &src->rules[src->nrules];
		*rule = (struct topic_rule){ 0 };
		mark = check_into(c, NULL, src->nrules++);
		check_object(c, item, rule_fields, COUNT(rule_fields), rule);
		check_out(c, mark);
	}
}

static const struct field fallback_fields[] = {
	{ "adapter", field_adapter, true, offsetof(struct fallback, adapter) },
	{ "base", field_base, true, offsetof(struct fallback, base) },
};

static void
field_fallback(struct check *c, struct place at, void *to)
{
	check_object(c, at, fallback_fields, COUNT(fallback_fields), to);
}

#define AT(name) offsetof(struct source, name)

static const struct field source_fields[] = {
	{ "adapter", field_adapter, true, AT(adapter) },
	{ "base", field_base, false, AT(base) },
	{ "address", field_place, false, AT(address) },
	{ "secret", field_secret, false, AT(secret) },
	{ "title_nl", field_text, true, AT(title_nl) },
	{ "title_en", field_text, true, AT(title_en) },
	{ "about_nl", field_text, true, AT(about_nl) },
	{ "about_en", field_text, true, AT(about_en) },
	{ "publisher", field_text, true, AT(publisher) },
	{ "licence", field_text, true, AT(licence) },
	{ "licence_url", field_address, true, AT(licence_url) },
	{ "link", field_address, true, AT(link) },
	{ "frequency_nl", field_text, true, AT(frequency_nl) },
	{ "frequency_en", field_text, true, AT(frequency_en) },
	{ "stale_days", field_number, false, AT(stale_days) },
	{ "export_allowed", field_flag, false, AT(export_allowed) },
	{ "on_request", field_flag, false, AT(on_request) },
	{ "find_title", field_text, false, AT(find_title) },
	{ "first_year", field_year, false, AT(first_year) },
	{ "table_ids", field_table_ids, false, AT(table_ids) },
	{ "take", field_take, false, AT(take) },
	{ "dataset", field_dataset, false, AT(dataset) },
	{ "resource", field_text, false, AT(resource) },
	{ "area_year", field_year, false, AT(area_year) },
	{ "period", field_period, false, AT(period) },
	{ "facts_per_year", field_facts, false, AT(facts_per_year) },
	{ "fallback", field_fallback, false, AT(fallback) },
	{ "select", field_select, false, AT(select) },
	{ "main", field_members, false, AT(main) },
	{ "bounds", field_bounds, false, AT(bounds) },
	{ "add_up", field_add_up, false, AT(add_up) },
	{ "years", field_years, false, AT(years) },
	{ "area_dimension", field_text, false, AT(area_dimension) },
	{ "withheld_codes", field_withheld, false, 0 },
	{ "layout", field_layout, false, AT(layout) },
	{ "shapes", field_shapes, false, AT(shapes) },
	{ "crosswalk", field_crosswalk, false, AT(crossing) },
	{ "addresses", field_addresses, false, AT(crossing) },
	{ "threshold", field_threshold, false, AT(threshold) },
	{ "sums", field_sums, false, 0 },
	{ "rules", field_rules, false, 0 },
	{ "left_out", field_left_out, false, 0 },
};

static void
unknown_indicator(struct check *c, struct place at, const char *id,
    const struct indicators *known)
{
	const char **ids = mem_new(known->n + 1, sizeof(*ids));
	struct buf hint = { 0 };

	for (size_t i = 0; i < known->n; i++)
		ids[i] = known->items[i].id;
	check_hint(&hint, id, "sources/indicators.json", ids, known->n);
	check_wrong(c, at, "no indicator \"%s\"%s", id, buf_str(&hint));
	buf_free(&hint);
	free(ids);
}

static void
check_rule(struct check *c, struct place at, const struct source *src,
    const struct topic_rule *rule, const struct indicators *known)
{
	const struct indicator *ind = indicators_find(known, rule->indicator);
	size_t mark;

	mark = check_into(c, "indicator", 0);
	if (rule->indicator != NULL && ind == NULL)
		unknown_indicator(c, check_member(c, at, "indicator"),
		    rule->indicator, known);
	if (ind != NULL && ind->nparts > 0)
		check_wrong(c, check_member(c, at, "indicator"),
		    "\"%s\" is derived from other indicators, no topic can "
		    "be it (map its parts)",
		    ind->id);
	check_out(c, mark);
	mark = check_into(c, "to", 0);
	if (rule->from != 0 && rule->to != 0 && rule->from > rule->to)
		check_wrong(c, check_member(c, at, "to"),
		    "%d is before from, %d: the rule never holds", rule->to,
		    rule->from);
	check_out(c, mark);
	mark = check_into(c, "members", 0);
	if (json_get(at.json, "members") != NULL)
		check_members(c, check_member(c, at, "members"), src,
		    &rule->members);
	check_out(c, mark);
}

static void
check_rules(
    struct check *c, const struct source *src, const struct indicators *known)
{
	struct place rules = check_member(c, check_root(c), "rules"), item;
	size_t i = 0, into, mark;
	bool more;

	if (src->nrules == 0)
		return;
	into = check_into(c, "rules", 0);
	for (more = check_first(c, rules, &item); more && i < src->nrules;
	     more = check_next(c, &item), i++) {
		mark = check_into(c, NULL, i);
		check_rule(c, item, src, &src->rules[i], known);
		check_out(c, mark);
	}
	check_out(c, into);
}

/* What a figure says it is must be there, and in the same unit. */
static void
check_figures(
    struct check *c, const struct source *src, const struct indicators *known)
{
	struct place shapes = check_member(c, check_root(c), "shapes");
	struct place figures = check_member(c, shapes, "figures"), item;
	const struct shapes *s = &src->shapes;
	size_t i = 0, into, mark;
	bool more;

	if (s->nfigures == 0)
		return;
	into = check_into(c, "shapes", 0);
	check_into(c, "figures", 0);
	for (more = check_first(c, figures, &item); more && i < s->nfigures;
	     more = check_next(c, &item), i++) {
		const struct figure *f = &s->figures[i];
		const struct indicator *ind = f->indicator == NULL
		    ? NULL
		    : indicators_find(known, f->indicator);
		struct place at = check_member(c, item, "indicator");

		mark = check_into(c, NULL, i);
		if (f->indicator != NULL && ind == NULL)
			unknown_indicator(c, at, f->indicator, known);
		else if (ind != NULL && ind->nparts > 0)
			check_wrong(c, at,
			    "\"%s\" is derived from other indicators", ind->id);
		else if (ind != NULL && f->unit != NULL &&
		    strcmp(ind->unit, f->unit) != 0)
			check_wrong(c, at, "\"%s\" is in \"%s\", not \"%s\"",
			    ind->id, ind->unit, f->unit);
		check_out(c, mark);
	}
	check_out(c, into);
}

/* Which tables: found by title, or named one by one. */
static void
check_tables(struct check *c, bool catalogue)
{
	struct place root = check_root(c);
	bool title = json_get(root.json, "find_title") != NULL;
	bool ids = json_get(root.json, "table_ids") != NULL;

	if (title && ids)
		check_wrong(c, check_member(c, root, "table_ids"),
		    "find_title and table_ids are both there (keep one)");
	if (!title && !ids && catalogue)
		check_wrong(c, root,
		    "find_title and table_ids are both missing (say which "
		    "tables: by the start of their title, or a list of ids)");
	if (title && !catalogue)
		check_wrong(c, check_member(c, root, "find_title"),
		    "find_title goes with a source that has a catalogue");
	for (size_t i = 0; i < 2 && !title; i++) {
		const char *key = i == 0 ? "first_year" : "take";

		if (json_get(root.json, key) != NULL)
			check_wrong(c, check_member(c, root, key),
			    "%s goes with find_title only", key);
	}
}

/* The other place must have the same tables, told by their ids. */
static void
check_fallback(
    struct check *c, const struct source *src, const struct adapter *adapter)
{
	const struct adapter *other = src->fallback.adapter == NULL
	    ? NULL
	    : adapter_find(src->fallback.adapter);

	if (other == NULL)
		return;
	if (!adapter->has_catalogue || !other->has_catalogue ||
	    adapter == other)
		check_wrong(c, check_member(c, check_root(c), "fallback"),
		    "fallback goes with two adapters that have a catalogue, "
		    "and not twice the same");
}

/* Where it is, and what the adapter wants to know besides. */
static void
check_adapter(struct check *c, const struct source *src)
{
	const struct adapter *adapter =
	    src->adapter == NULL ? NULL : adapter_find(src->adapter);
	struct place root = check_root(c);
	bool base = json_get(root.json, "base") != NULL;
	bool address = json_get(root.json, "address") != NULL;
	bool layout = json_get(root.json, "layout") != NULL;

	check_tables(c, adapter == NULL || adapter->has_catalogue);
	if (adapter == NULL)
		return;
	check_fallback(c, src, adapter);
	if (adapter->has_catalogue && !base)
		check_wrong(c, root, "base is missing (where the tables are: "
		    "https://...)");
	if (!adapter->has_catalogue && !base && !address)
		check_wrong(c, root, "address is missing (where the data is: "
		    "https://..., or file:NAME beside the definition)");
	if (adapter->laid_out && !layout && !src->crossing.there &&
	    !(adapter->shaped && src->shapes.there))
		check_wrong(c, root, "layout is missing (which column is what; "
		    "docs/sources.md)");
	if (!adapter->laid_out && !adapter->shaped && layout)
		check_wrong(c, check_member(c, root, "layout"),
		    "layout does not go with adapter %s: its tables describe "
		    "themselves", adapter->kind);
	if (src->resource != NULL && strcmp(adapter->kind, "ckan") != 0 &&
	    strcmp(adapter->kind, "wfs") != 0)
		check_wrong(c, check_member(c, root, "resource"),
		    "resource goes with adapter \"ckan\" or \"wfs\" only");
	if (src->address != NULL && text_starts(src->address, "file:") &&
	    strcmp(adapter->kind, "file") != 0 &&
	    strcmp(adapter->kind, "geojson") != 0)
		check_wrong(c, check_member(c, root, "address"),
		    "file: goes with adapter \"file\" or \"geojson\" only");
}

/* The id is the name of the file. */
static void
take_id(struct check *c, const char *path, char **id)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash != NULL ? slash + 1 : path;
	size_t len = strlen(name), cut = strlen(SUFFIX);

	if (len > cut && strcmp(name + len - cut, SUFFIX) == 0)
		len -= cut;
	*id = mem_strn(name, len);
	if (!file_name_ok(*id))
		check_wrong(c, check_root(c),
		    "the file's name is the id of the source: letters, "
		    "digits, '-', '_' and '.', at most 120");
	if (strcmp(*id, "history") == 0)
		check_wrong(c, check_root(c),
		    "\"history\" is the name of a folder in raw/: give the "
		    "file another name");
}

void
def_source(const char *path, const struct indicators *known, struct source *out,
    struct mistakes *found)
{
	struct check c;

	if (check_open(&c, path, found) == 0) {
		out->file = mem_str(path);
		take_id(&c, path, &out->id);
		check_object(&c, check_root(&c), source_fields,
		    COUNT(source_fields), out);
		if (json_is_object(c.json)) {
			check_adapter(&c, out);
			check_selection(&c, out);
			check_add_up(&c, out);
			check_layout(&c, out);
			check_shapes(&c, out);
			check_crossing(&c, out);
			check_small(&c, out);
			check_figures(&c, out, known);
			check_rules(&c, out, known);
		}
		if (out->dataset == NULL)
			out->dataset = mem_str(datasets[0]);
	}
	check_close(&c);
}
