/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * source_def: definitions and the catalogue of indicators: what is read, what
 * is said of every mistake, and what must hold of the files we ship.
 */
#include "tap.h"

#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "source/def.h"

#define GOLDEN "tests/golden/def/"
#define SHIPPED "sources/indicators.json"

/* What is said of a wrong file, against FILE.expected. */
static void
says(const char *name, const char *got)
{
	char *path = mem_fmt(GOLDEN "%s.expected", name);
	struct buf want = { 0 };
	struct err err = { 0 };

	ok(file_read(path, 1 << 20, &want, &err) == 0, "%s is there", path);
	while (want.len > 0 && want.data[want.len - 1] == '\n')
		want.data[--want.len] = '\0';
	is_str(got, buf_str(&want), name);
	buf_free(&want);
	free(path);
}

static void
mistakes(const struct indicators *known)
{
	static const char *const catalogues[] = { "indicators-bad",
		"indicators-derived", "indicators-sums" };
	static const char *const sources[] = { "source-bad", "source-rules",
		"source-select", "source-left-out", "layout-bad", "layout-none",
		"layout-halves", "layout-combine", "small-bad", "layout-no-map",
		"shapes-bad", "shapes-layout", "shapes-places", "syntax" };

	for (size_t i = 0; i < 3; i++) {
		char *path = mem_fmt(GOLDEN "%s.json", catalogues[i]);
		struct indicators out = { 0 };
		struct err err = { 0 };

		ok(indicators_read(path, &out, &err) == -1 &&
			err.code == ERR_INPUT && out.n == 0 &&
			out.items == NULL,
		    "%s is refused", catalogues[i]);
		says(catalogues[i], err.msg);
		free(path);
	}
	for (size_t i = 0; i < sizeof(sources) / sizeof(sources[0]); i++) {
		char *path = mem_fmt(GOLDEN "%s.json", sources[i]);
		struct source out = { 0 };
		struct err err = { 0 };

		ok(source_read(path, known, &out, &err) == -1 &&
			err.code == ERR_INPUT && out.id == NULL,
		    "%s is refused", sources[i]);
		says(sources[i], err.msg);
		free(path);
	}
}

/* Write text to a file, read it as a definition, and give the message. */
static char *
said_of(const char *text, size_t len, const struct indicators *known)
{
	char *path = mem_fmt("/tmp/feiten-def-%ld.json", (long)getpid());
	struct source out = { 0 };
	struct err err = { 0 };

	ok(file_write(path, text, len, 0600, &err) == 0, "written");
	if (source_read(path, known, &out, &err) == 0)
		err_set(&err, ERR_WORK, "nothing wrong");
	source_clear(&out);
	(void)unlink(path);
	free(path);
	return mem_str(err.msg);
}

static void
hostile(const struct indicators *known)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{ "", "1: not JSON" },
		{ "[1, 2]", "1: is a list, must be an object" },
		{ "\xef\xbb\xbf\n\n{\"adapter\": 1}",
		    ":3: adapter: is a number" },
		{ "{\n\"a\\n\\u0001b\": 1}", ":2: a??b: unknown key" },
		{ "{\"rules\": {}}", "rules: is an object, must be a list" },
		{ "{\"rules\": [[]]}",
		    "rules[0]: is a list, must be an object" },
		{ "{\"rules\":\n[{\"why\":\"[{,}]\\\"\"},\n\n 3]}",
		    ":4: rules[1]: is a number" },
		{ "{\"base\": \"https://a.nl/\"}", "base: must end in a host" },
		{ "{\"base\": \"https://\"}", "is no address" },
		{ "{\"base\": \"http://localhost.example.org\"}",
		    "is no address" },
		{ "{\"base\": \"http://127.0.0.1@example.org\"}",
		    "is no address" },
		{ "{\"link\": \"https://a.nl:port/\"}", "is no address" },
		{ "{\"link\": \"https://a.nl/\xc3\xa9\"}", "is no address" },
		{ "{\"first_year\": 1e300}", "1e+300 is not accepted" },
		{ "{\"table_ids\": []}", "table_ids: is empty" },
		{ "{\"adapter\": \"\xff\"}", "not JSON" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *said =
		    said_of(cases[i].text, strlen(cases[i].text), known);

		if (!ok(strstr(said, cases[i].want) != NULL, "case %zu: %s", i,
			cases[i].want))
			printf("# said: %s\n", said);
		free(said);
	}
}

/* More mistakes than fit: the last line tells how many more. */
static void
too_many(const struct indicators *known)
{
	struct buf text = { 0 };
	struct err err = { 0 };
	char *said, *last;
	size_t lines = 1, more = 0;

	buf_puts(&text, "{\n");
	for (size_t i = 0; i < 500; i++)
		buf_putf(&text, "\"unheard_of_%zu\": 1,\n", i);
	/* One key alone is longer than a message may be. */
	buf_putc(&text, '"');
	for (size_t i = 0; i < 5000; i++)
		buf_puts(&text, "é");
	buf_puts(&text, "\": 1 }");
	said = said_of(buf_str(&text), text.len, known);
	for (char *p = said; (p = strchr(p, '\n')) != NULL; p++)
		lines++;
	last = strrchr(said, '\n');
	ok(last != NULL && sscanf(last, "\nand %zu more", &more) == 1,
	    "the end tells that there is more");
	/* 501 unknown keys, 11 required ones and no tables. */
	ok(lines - 1 + more == 501 + 11 + 1, "%zu + %zu mistakes", lines - 1,
	    more);
	ok(strlen(said) < sizeof(err.msg) - 64, "room is left for context");
	ok(text_utf8_ok(said, strlen(said), NULL), "still UTF-8");
	free(said);
	buf_free(&text);
}

static void
folders(const struct indicators *known)
{
	struct sources all = { 0 };
	struct strings ids = { 0 };
	struct err err = { 0 };
	const struct source *s;

	ok(sources_read(
	       GOLDEN "builtin", GOLDEN "own", NULL, known, &all, &err) == 0,
	    "two folders: %s", err.msg);
	ok(all.n == 2, "one definition is replaced, the catalogue passed over");
	is_str(all.items[0].id, "alfa", "sorted by id");
	is_str(all.items[1].id, "alfa-2", "and not by file name");
	s = &all.items[0];
	is_str(s->file, GOLDEN "own/alfa.json", "one's own is taken");
	is_str(s->base, "http://127.0.0.1:8080/opendata", "loopback is fine");
	is_str(s->dataset, "TypedDataSet", "the default");
	is_str(s->find_title, "Alfa", "title");
	ok(s->nrules == 1 && s->rules[0].from == 2014 && s->rules[0].to == 2020,
	    "a rule and its years");
	is_str(s->rules[0].titles.items[0], "Inwoners", "trimmed");
	is_str(s->rules[0].groups.items[0], "Mensen", "group");
	is_str(s->rules[0].units.items[0], "aantal", "unit");
	s = &all.items[1];
	is_str(s->dataset, "UntypedDataSet", "data set");
	ok(s->table_ids.n == 2 && s->find_title == NULL && s->export_allowed &&
		s->stale_days == 0 && s->first_year == 0,
	    "the rest");
	sources_free(&all);

	strings_add(&ids, "alfa-2");
	ok(sources_read(GOLDEN "builtin", GOLDEN "nowhere", &ids, known, &all,
	       &err) == 0 &&
		all.n == 1,
	    "only what is asked; no own folder");
	sources_free(&all);
	strings_add(&ids, "alpha");
	strings_add(&ids, "zzzzzzzz");
	ok(sources_read(GOLDEN "builtin", NULL, &ids, known, &all, &err) ==
		    -1 &&
		err.code == ERR_USAGE && all.n == 0,
	    "an unknown id");
	is_str(err.msg,
	    "no source \"alpha\" (did you mean \"alfa\"?)\n"
	    "no source \"zzzzzzzz\" (alfa, alfa-2)",
	    "with the near one, or all");
	strings_free(&ids);
	err_clear(&err);
	ok(sources_read(GOLDEN, NULL, NULL, known, &all, &err) == -1 &&
		strstr(err.msg, "indicators-bad.json:1: ") != NULL &&
		strstr(err.msg, "indicators-derived.json:1: ") != NULL,
	    "mistakes of several files together");
}

/* Rules of all shipped definitions. */
static size_t
rules_for(const struct sources *all, const char *id)
{
	size_t n = 0;

	for (size_t k = 0; k < all->n; k++)
		for (size_t i = 0; i < all->items[k].nrules; i++)
			n += strcmp(all->items[k].rules[i].indicator, id) == 0;
	return n;
}

/* One shipped indicator: drawn ones have short labels and phrases, notes are
 * in both languages, and every number comes from somewhere. */
static void
shipped_one(const struct indicator *ind, const struct sources *all)
{
	bool drawn = ind->in_range || ind->key_rank > 0 || ind->in_trend ||
	    ind->age_rank > 0;

	ok(text_chars(ind->label_nl) <= 34 && text_chars(ind->label_en) <= 34,
	    "%s: labels fit a chart", ind->id);
	ok(!drawn ||
		(ind->phrase_nl.higher != NULL &&
		    ind->phrase_en.higher != NULL),
	    "%s: what is compared has phrases", ind->id);
	ok((ind->note_nl == NULL) == (ind->note_en == NULL) &&
		(ind->phrase_nl.higher == NULL) ==
		    (ind->phrase_en.higher == NULL),
	    "%s: both languages or none", ind->id);
	ok((ind->nparts > 0) == (rules_for(all, ind->id) == 0),
	    "%s: derived, or mapped by a rule", ind->id);
	ok(strcmp(ind->unit, "%") != 0 || ind->kind == KIND_SHARE,
	    "%s: a percentage is a share", ind->id);
}

static void
shipped(const struct indicators *known)
{
	struct source kwb = { 0 };
	struct sources all = { 0 };
	struct buf doc = { 0 };
	struct err err = { 0 };
	size_t keys = 0, ages = 0, themes = 0;

	ok(source_read("sources/cbs-kwb.json", known, &kwb, &err) == 0,
	    "sources/cbs-kwb.json: %s", err.msg);
	ok(sources_read("sources", NULL, NULL, known, &all, &err) == 0,
	    "all of sources/: %s", err.msg);
	for (size_t i = 0; i < all.n; i++)
		ok(all.items[i].facts_per_year > 0 ||
			all.items[i].shapes.boundaries,
		    "%s: says what it costs", all.items[i].id);
	is_str(kwb.id, "cbs-kwb", "id is the name of the file");
	ok(kwb.first_year == 2013 && kwb.export_allowed && kwb.stale_days > 365,
	    "first year, export, age");
	ok(file_read("docs/indicators.md", 1 << 20, &doc, &err) == 0,
	    "docs/indicators.md is there");
	for (size_t i = 0; i < kwb.nrules; i++)
		ok(kwb.rules[i].units.n > 0, "rules[%zu] names its unit", i);
	for (size_t i = 0; i < known->n; i++) {
		char *row =
		    mem_fmt("| `%s` | %s | %s | %s |", known->items[i].id,
			known->items[i].label_en, known->items[i].unit,
			indicator_kind_name(known->items[i].kind));

		shipped_one(&known->items[i], &all);
		ok(strstr(buf_str(&doc), row) != NULL, "documented: %s", row);
		free(row);
		keys += known->items[i].key_rank > 0;
		ages += known->items[i].age_rank > 0;
	}
	for (size_t t = 0; t < known->nthemes; t++) {
		size_t range = 0, trend = 0;

		for (size_t i = 0; i < known->n; i++) {
			if (strcmp(known->items[i].theme,
				known->themes[t].id) != 0)
				continue;
			range += known->items[i].in_range;
			trend += known->items[i].in_trend;
		}
		/* Modelled figures on health have no trend. */
		ok(range >= 2 && range <= 8 &&
			(trend > 0 ||
			    strcmp(known->themes[t].id, "gezondheid") == 0),
		    "%s: %zu rows in the range chart, %zu trends",
		    known->themes[t].id, range, trend);
		themes++;
	}
	ok(keys == 10 && ages == 5 && themes == 12,
	    "ten key figures, five ages, twelve themes");
	buf_free(&doc);
	source_clear(&kwb);
	sources_free(&all);
}

int
main(void)
{
	struct indicators known = { 0 };
	struct err err = { 0 };

	ok(indicators_read(SHIPPED, &known, &err) == 0, "%s: %s", SHIPPED,
	    err.msg);
	mistakes(&known);
	hostile(&known);
	too_many(&known);
	folders(&known);
	shipped(&known);
	ok(indicators_read(GOLDEN "not-there.json", &known, &err) == -1 &&
		strstr(err.msg, GOLDEN "not-there.json") != NULL,
	    "a file that is not there: %s", err.msg);
	indicators_free(&known);
	return done_testing();
}
