/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * report_def: definitions of reports, checked member by member.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "page/report.h"

#define LIST_MAX 500
#define TEXT_MAX 2000 /* bytes of one text */

static const char ending[] = ".report.json";

struct reader {
	const char *path;
	const struct json *json;
	const struct indicators *indicators;
	struct report_def *def;
	struct err *err;
};

static int
wrong(const struct reader *r, const char *member, const char *why)
{
	return err_set(r->err, ERR_INPUT,
	    "%s: %s: %s; docs/reports.md shows what may stand there", r->path,
	    member, why);
}

static int
known(const struct reader *r, const char *where, const struct json *object,
    const char *const names[])
{
	const struct json *item;
	char *full;
	size_t i;
	int rc = 0;

	for (item = json_first(object); item != NULL && rc == 0;
	     item = json_next(item)) {
		for (i = 0; names[i] != NULL; i++)
			if (strcmp(names[i], json_name(item)) == 0)
				break;
		if (names[i] != NULL)
			continue;
		full = mem_fmt("%s%s%.60s", where, *where == '\0' ? "" : ".",
		    json_name(item));
		rc = wrong(r, full, "unknown member");
		free(full);
	}
	return rc;
}

/* A text by key, or one a language. */
static int
check_text(const struct reader *r, const char *member, bool needed)
{
	const struct json *v = json_get(r->json, member), *one;
	size_t n = 0;

	if (v == NULL)
		return needed ? wrong(r, member, "is missing") : 0;
	if (json_str(v) != NULL)
		return *json_str(v) != '\0' && strlen(json_str(v)) <= 80
		    ? 0
		    : wrong(r, member, "must be the key of a text");
	if (!json_is_object(v))
		return wrong(r, member,
		    "must be the key of a text, or an object with a text a "
		    "language");
	for (one = json_first(v); one != NULL; one = json_next(one), n++)
		if (json_str(one) == NULL || *json_str(one) == '\0' ||
		    strlen(json_str(one)) > TEXT_MAX)
			return wrong(r, member,
			    "each language must have a text of at most 2000 "
			    "bytes");
	return n > 0 ? 0 : wrong(r, member, "has no language");
}

/* texts: {"nl": {"name": "..."}, ...} */
static int
check_texts(const struct reader *r)
{
	const struct json *all = json_get(r->json, "texts"), *lang, *one;

	if (all == NULL)
		return 0;
	if (!json_is_object(all))
		return wrong(r, "texts", "must be an object");
	for (lang = json_first(all); lang != NULL; lang = json_next(lang)) {
		if (!json_is_object(lang))
			return wrong(r, "texts",
			    "each language must be an object of texts");
		for (one = json_first(lang); one != NULL; one = json_next(one))
			if (json_str(one) == NULL ||
			    strlen(json_str(one)) > TEXT_MAX)
				return wrong(r, "texts",
				    "each must be a text of at most 2000 "
				    "bytes");
	}
	return 0;
}

/* A whole number of low to high; absent: *out stays. */
static int
read_count(const struct reader *r, const struct json *object,
    const char *member, const char *key, size_t low, size_t high, size_t *out)
{
	const struct json *v = json_get(object, key);
	double d = json_num(v);
	char why[80];

	if (v == NULL)
		return 0;
	if (!(d >= (double)low && d <= (double)high) || d != floor(d)) {
		snprintf(why, sizeof(why),
		    "must be a whole number of %zu to %zu", low, high);
		return wrong(r, member, why);
	}
	*out = (size_t)d;
	return 0;
}

/* A list of words, each given to take; *n is how many. */
static int
each(const struct reader *r, const struct json *list, const char *member,
    int (*take)(const struct reader *, const char *, const char *), size_t *n)
{
	const struct json *one;

	*n = 0;
	if (list == NULL)
		return 0;
	if (!json_is_array(list) || json_len(list) == 0 ||
	    json_len(list) > LIST_MAX)
		return wrong(r, member, "must be a list of 1 to 500 texts");
	for (one = json_first(list); one != NULL; one = json_next(one), ++*n) {
		if (json_str(one) == NULL)
			return wrong(r, member, "must be a list of texts");
		if (take(r, member, json_str(one)) == -1)
			return -1;
	}
	return 0;
}

static int
not_known(const struct reader *r, const char *member, const char *what)
{
	char why[140];

	snprintf(why, sizeof(why), "\"%.60s\" is not known", what);
	return wrong(r, member, why);
}

static int
take_level(const struct reader *r, const char *member, const char *text)
{
	for (int level = LEVEL_GEMEENTE; level <= LEVEL_OWN; level++)
		if (strcmp(
			text, area_level_name((enum area_level)level)) == 0) {
			r->def->levels[level] = true;
			return 0;
		}
	return not_known(r, member, text);
}

static int
take_inside(const struct reader *r, const char *member, const char *text)
{
	enum area_level level;

	if (area_level_parse(text, &level) == -1 ||
	    (level != LEVEL_WIJK && level != LEVEL_BUURT))
		return not_known(r, member, text);
	r->def->inside[level] = true;
	return 0;
}

static int
take_beside(const struct reader *r, const char *member, const char *text)
{
	if (strcmp(text, "municipality") == 0)
		r->def->beside_municipality = true;
	else if (strcmp(text, "country") == 0)
		r->def->beside_country = true;
	else
		return not_known(r, member, text);
	return 0;
}

static int
take_block(const struct reader *r, const char *member, const char *text)
{
	struct report_def *d = r->def;

	if (strcmp(text, "voices") == 0)
		d->voices = true;
	else if (strcmp(text, "claims") == 0)
		d->claims = true;
	else if (strcmp(text, "differences") == 0)
		d->differences = true;
	else if (strcmp(text, "dots") == 0)
		d->dots = true;
	else if (strcmp(text, "csv") == 0)
		d->csv = true;
	else
		return not_known(r, member, text);
	return 0;
}

static int
take_indicator(const struct reader *r, const char *member, const char *text)
{
	if (r->indicators != NULL &&
	    indicators_find(r->indicators, text) == NULL)
		return not_known(r, member, text);
	strings_add(&r->def->indicators, text);
	return 0;
}

static int
take_theme(const struct reader *r, const char *member, const char *text)
{
	size_t i = 0, n = r->indicators == NULL ? 0 : r->indicators->nthemes;

	while (i < n && strcmp(r->indicators->themes[i].id, text) != 0)
		i++;
	if (r->indicators != NULL && i == n)
		return not_known(r, member, text);
	strings_add(&r->def->themes, text);
	return 0;
}

static int
read_areas(const struct reader *r)
{
	static const char *const names[] = { "min", "max", "levels", NULL };
	const struct json *areas = json_get(r->json, "areas");
	struct report_def *d = r->def;
	size_t n;

	if (!json_is_object(areas))
		return wrong(r, "areas",
		    "must be an object with min, max and levels");
	d->min = d->max = 1;
	if (known(r, "areas", areas, names) == -1 ||
	    read_count(r, areas, "areas.min", "min", 1, REPORT_AREAS,
		&d->min) == -1)
		return -1;
	d->max = d->min;
	if (read_count(r, areas, "areas.max", "max", d->min, REPORT_AREAS,
		&d->max) == -1 ||
	    each(r, json_get(areas, "levels"), "areas.levels", take_level,
		&n) == -1)
		return -1;
	for (int level = LEVEL_GEMEENTE; n == 0 && level <= LEVEL_OWN; level++)
		d->levels[level] = true;
	return 0;
}

static int
read_choice(const struct reader *r, const struct json *v)
{
	static const char *const names[] = { "pages", "key", "all" };
	size_t n;

	if (v == NULL || json_is_array(v))
		return each(
		    r, v, "table.indicators", take_indicator, &n);
	for (int i = 0; i < 3; i++)
		if (json_str(v) != NULL && strcmp(json_str(v), names[i]) == 0) {
			r->def->choice = (enum report_choice)i;
			return 0;
		}
	return wrong(r, "table.indicators",
	    "must be \"pages\", \"key\", \"all\" or a list of ids");
}

static int
read_table(const struct reader *r)
{
	static const char *const names[] = { "rows", "within", "beside",
		"indicators", "themes", "columns", NULL };
	const struct json *table = json_get(r->json, "table");
	const char *rows = json_get_str(table, "rows");
	struct report_def *d = r->def;
	size_t n;

	if (!json_is_object(table))
		return wrong(r, "table", "must be an object");
	if (known(r, "table", table, names) == -1)
		return -1;
	if (rows == NULL ||
	    (strcmp(rows, "indicators") != 0 && strcmp(rows, "areas") != 0))
		return wrong(
		    r, "table.rows", "must be \"indicators\" or \"areas\"");
	d->across = strcmp(rows, "indicators") == 0;
	if (each(r, json_get(table, "within"), "table.within", take_inside,
		&n) == -1)
		return -1;
	d->within = n > 0;
	if (each(r, json_get(table, "beside"), "table.beside", take_beside,
		&n) == -1 ||
	    read_choice(r, json_get(table, "indicators")) == -1 ||
	    each(r, json_get(table, "themes"), "table.themes", take_theme,
		&n) == -1)
		return -1;
	if (d->across && d->within)
		return wrong(r, "table.within",
		    "goes with rows that are areas: a column for each would "
		    "fit on no page");
	d->columns = 8;
	return read_count(
	    r, table, "table.columns", "columns", 2, 20, &d->columns);
}

static int
read_template(const struct reader *r, const char *member, char **out)
{
	const struct json *v = json_get(r->json, member);

	if (v != NULL && (json_str(v) == NULL || !file_name_ok(json_str(v))))
		return wrong(r, member,
		    "must be the name of a template in the same folder, "
		    "without its ending");
	*out = mem_str(v != NULL ? json_str(v)
		: r->def->of == REPORT_OPGAVE_OF  ? "sheet"
		: r->def->of == REPORT_EDITION_OF ? "changes"
						  : "report");
	return 0;
}

static int
read_paper(const struct reader *r)
{
	const struct json *v = json_get(r->json, "paper");
	const char *text = json_str(v);

	if (v == NULL)
		return 0;
	if (text == NULL ||
	    (strcmp(text, "portrait") != 0 && strcmp(text, "landscape") != 0))
		return wrong(
		    r, "paper", "must be \"portrait\" or \"landscape\"");
	r->def->landscape = strcmp(text, "landscape") == 0;
	return 0;
}

static int
read_of(const struct reader *r)
{
	static const char *const names[] = { "areas", "opgave", "edition" };
	const struct json *v = json_get(r->json, "of");
	const char *text = v == NULL ? names[0] : json_str(v);

	for (int i = 0; i < 3 && text != NULL; i++)
		if (strcmp(names[i], text) == 0) {
			r->def->of = (enum report_of)i;
			return 0;
		}
	return wrong(
	    r, "of", "must be \"areas\", \"opgave\" or \"edition\"");
}

/* A report of an opgave or an edition: its model is one that is made for it;
 * how much of it there is, and how it looks, is said here. */
static int
read_made(const struct reader *r)
{
	static const char *const names[] = { "schema", "of", "what", "most",
		"html", "pdf", "texts", NULL };
	static const char *const sheet[] = { "voices", "unknown", NULL };
	static const char *const edition[] = { "rows", NULL };
	const struct json *most = json_get(r->json, "most");
	struct report_def *d = r->def;

	d->min = d->max = d->columns = 2; /* of no use here */
	if (most != NULL && !json_is_object(most))
		return wrong(r, "most", "must be an object");
	return known(r, "", r->json, names) == -1 ||
		check_text(r, "what", true) == -1 || check_texts(r) == -1 ||
		known(r, "most", most,
		    d->of == REPORT_OPGAVE_OF ? sheet : edition) == -1 ||
		read_count(r, most, "most.voices", "voices", 1, 20,
		    &d->voices_most) == -1 ||
		read_count(r, most, "most.unknown", "unknown", 1, 20,
		    &d->unknown_most) == -1 ||
		read_count(r, most, "most.rows", "rows", 1, 5000,
		    &d->rows_most) == -1 ||
		read_template(r, "html", &d->html) == -1 ||
		read_template(r, "pdf", &d->pdf) == -1
	    ? -1
	    : 0;
}

static int
read_all(const struct reader *r)
{
	static const char *const names[] = { "schema", "of", "title", "what",
		"summary", "areas", "table", "blocks", "paper", "html", "pdf",
		"texts", NULL };
	const char *schema = json_get_str(r->json, "schema");
	struct report_def *d = r->def;
	size_t n;

	if (!json_is_object(r->json))
		return wrong(r, "file", "must hold one object");
	if (schema == NULL || strcmp(schema, REPORT_SCHEMA) != 0)
		return wrong(r, "schema",
		    "must be \"" REPORT_SCHEMA "\", the version this program "
		    "reads");
	if (read_of(r) == -1)
		return -1;
	if (d->of != REPORT_AREAS_OF)
		return read_made(r);
	if (known(r, "", r->json, names) == -1 ||
	    check_text(r, "title", true) == -1 ||
	    check_text(r, "what", true) == -1 ||
	    check_text(r, "summary", false) == -1 || check_texts(r) == -1 ||
	    read_areas(r) == -1 || read_table(r) == -1 ||
	    each(r, json_get(r->json, "blocks"), "blocks", take_block, &n) ==
		-1 ||
	    read_paper(r) == -1 ||
	    read_template(r, "html", &d->html) == -1 ||
	    read_template(r, "pdf", &d->pdf) == -1)
		return -1;
	if (d->differences && !d->across)
		return wrong(r, "blocks",
		    "differences goes with rows that are indicators");
	if (d->dots && !d->across)
		return wrong(r, "blocks",
		    "dots goes with rows that are indicators");
	return 0;
}

/* "reports/compare.report.json" -> "compare"; NULL: no name of a report. */
static char *
name_of(const char *path)
{
	const char *slash = strrchr(path, '/'), *base;
	size_t len;
	char *name;

	base = slash == NULL ? path : slash + 1;
	len = strlen(base);
	if (len > strlen(ending) &&
	    strcmp(base + len - strlen(ending), ending) == 0)
		len -= strlen(ending);
	name = mem_strn(base, len);
	if (len > 0 && len <= 40 &&
	    strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == len)
		return name;
	free(name);
	return NULL;
}

int
report_def_parse(const char *path, const char *text, size_t len,
    const struct indicators *indicators, struct report_def *out,
    struct err *err)
{
	struct report_def def = { .voices_most = REPORT_VOICES,
		.unknown_most = REPORT_UNKNOWN,
		.rows_most = REPORT_ROWS };
	struct reader r = { path, NULL, indicators, &def, err };
	const char *slash = strrchr(path, '/');
	int rc = -1;

	def.name = name_of(path);
	def.path = mem_str(path);
	def.dir = slash == NULL ? mem_str(".")
				: mem_strn(path, (size_t)(slash - path));
	if (def.name == NULL) {
		err_set(err, ERR_INPUT,
		    "%s: name: a report has a name of at most 40 small "
		    "letters, digits and '-': rename the file",
		    path);
		goto done;
	}
	def.json = json_parse(text, len, err);
	if (def.json == NULL) {
		err_ctx(err, "%s", path);
		goto done;
	}
	r.json = def.json;
	if (read_all(&r) == -1)
		goto done;
	*out = def;
	return 0;
done:
	report_def_clear(&def);
	return rc;
}

static void
put_def(struct report_defs *list, struct report_def *def)
{
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->items[i].name, def->name) == 0) {
			report_def_clear(&list->items[i]);
			list->items[i] = *def;
			return;
		}
	MEM_PUSH(list->items, list->n, list->cap);
	list->items[list->n++] = *def;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct report_def *)a)->name,
	    ((const struct report_def *)b)->name);
}

int
report_defs_read(const char *dir, bool own, const struct indicators *indicators,
    struct report_defs *list, void (*tell)(void *arg, const struct err *),
    void *arg, struct err *err)
{
	struct names names = { 0 };
	int bad = 0;

	if (file_list(dir, ending, &names, err) == -1)
		return -1;
	for (size_t i = 0; i < names.n; i++) {
		char *path = file_join(dir, names.items[i]);
		struct report_def def;
		struct buf text = { 0 };
		struct err one = { 0 };

		if (file_read(path, REPORT_BYTES, &text, &one) == -1 ||
		    report_def_parse(path, buf_str(&text), text.len,
			indicators, &def, &one) == -1) {
			tell(arg, &one);
			bad++;
		} else {
			def.own = own;
			put_def(list, &def);
		}
		buf_free(&text);
		free(path);
	}
	if (list->n > 1)
		qsort(list->items, list->n, sizeof(*list->items), by_name);
	names_free(&names);
	return bad;
}

const struct report_def *
report_defs_find(const struct report_defs *list, const char *name)
{
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->items[i].name, name) == 0)
			return &list->items[i];
	return NULL;
}

void
report_def_clear(struct report_def *def)
{
	free(def->name);
	free(def->path);
	free(def->dir);
	json_free(def->json);
	strings_free(&def->indicators);
	strings_free(&def->themes);
	free(def->html);
	free(def->pdf);
	memset(def, 0, sizeof(*def));
}

void
report_defs_free(struct report_defs *list)
{
	for (size_t i = 0; i < list->n; i++)
		report_def_clear(&list->items[i]);
	free(list->items);
	memset(list, 0, sizeof(*list));
}

/* The text itself, before its fields are filled. */
static const char *
raw_text(const struct report_def *def, const char *member,
    const struct words *words)
{
	const struct json *v = json_get(def->json, member);
	const char *text;

	if (json_str(v) != NULL)
		text = json_get_str(words_page(words), json_str(v));
	else if ((text = json_get_str(v, words_lang(words))) == NULL &&
	    (text = json_get_str(v, "en")) == NULL)
		text = json_str(json_first(v));
	return text == NULL ? "" : text;
}

void
report_text(const struct report_def *def, const char *member,
    const struct words *words, const char *const names[], size_t n,
    struct buf *out)
{
	const char *at = raw_text(def, member, words), *open;

	for (; (open = strchr(at, '{')) != NULL; at = open + 1) {
		buf_put(out, at, (size_t)(open - at));
		if (text_starts(open, "{areas}")) {
			words_list(words, names, n, out);
			open += strlen("{areas}") - 1;
		} else if (text_starts(open, "{n}")) {
			words_number(words, (double)n, 0, out);
			open += strlen("{n}") - 1;
		} else
			buf_putc(out, '{');
	}
	buf_puts(out, at);
}

void
report_own_texts(
    const struct report_def *def, const char *lang, struct json *model)
{
	const struct json *all = json_get(def->json, "texts"), *texts;

	texts = json_get(all, lang);
	if (texts == NULL)
		texts = json_get(all, "en");
	if (texts == NULL)
		texts = json_first(all);
	if (texts == NULL)
		json_add_object(model, "own");
	else
		json_add(model, "own", json_copy(texts));
}
