/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Definitions of reports: those that came with us, what stands where nothing
 * is said, texts in a language, and one mistake at a time.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "page/report.h"
#include "words/words.h"
#include "tap.h"

#define START "{\"schema\":\"" REPORT_SCHEMA "\","
#define TEXTS "\"title\":{\"nl\":\"{areas}: {n} {x}\",\"en\":\"E\"}," \
	      "\"what\":{\"de\":\"Was\"},"
#define AREAS "\"areas\":{\"min\":2,\"max\":6},"
#define TABLE "\"table\":{\"rows\":\"indicators\"}"

static int
parse(const char *text, struct report_def *def, struct err *err)
{
	err_clear(err);
	memset(def, 0, sizeof(*def));
	return report_def_parse("dir/some.report.json", text, strlen(text),
	    NULL, def, err);
}

static void
refused(const char *text, const char *why)
{
	struct report_def def;
	struct err err = { 0 };

	ok(parse(text, &def, &err) == -1 && def.name == NULL, "refused: %s",
	    why);
	ok(strstr(err.msg, why) != NULL && strstr(err.msg, "dir/some") != NULL,
	    "told: %s", err.msg);
	report_def_clear(&def);
}

static void
mistakes(void)
{
	refused("", "dir/some");
	refused("[]", "file: must hold one object");
	refused("{}", "schema: must be");
	refused(START AREAS TABLE "}", "title: is missing");
	refused(START TEXTS TABLE "}", "areas: must be an object");
	refused(START TEXTS AREAS "\"table\":1}", "table: must be an object");
	refused(START TEXTS AREAS TABLE ",\"blocks\":[\"sound\"]}",
	    "blocks: \"sound\" is not known");
	refused(START TEXTS AREAS TABLE ",\"colour\":1}",
	    "colour: unknown member");
	refused(START TEXTS AREAS TABLE ",\"pdf\":\"../x\"}",
	    "pdf: must be the name");
	refused(START TEXTS AREAS TABLE ",\"texts\":{\"nl\":{\"a\":1}}}",
	    "texts: each must be a text");
	refused(START TEXTS "\"areas\":{\"min\":3,\"max\":2}," TABLE "}",
	    "areas.max: must be a whole number of 3 to 50");
	refused(START TEXTS "\"areas\":{\"min\":1.5}," TABLE "}",
	    "areas.min: must be a whole number");
	refused(START TEXTS AREAS
	    "\"table\":{\"rows\":\"indicators\",\"within\":[\"buurt\"]}}",
	    "table.within: goes with rows that are areas");
	refused(START TEXTS AREAS
	    "\"table\":{\"rows\":\"areas\"},\"blocks\":[\"differences\"]}",
	    "blocks: differences goes with rows that are indicators");
}

static void
said(const struct report_def *def, const char *member, const char *lang,
    const char *want)
{
	static const char *const names[] = { "Noord", "Zuid" };
	struct words *words = NULL;
	struct err err = { 0 };
	struct buf text = { 0 };

	if (words_open("reports", lang, &words, &err) == -1)
		ok(0, "%s", err.msg);
	else
		report_text(def, member, words, names, 2, &text);
	is_str(buf_str(&text), want, lang);
	buf_free(&text);
	words_free(words);
}

static void
whole(void)
{
	struct report_def def;
	struct err err = { 0 };

	ok(parse(START TEXTS AREAS TABLE "}", &def, &err) == 0, "read %s",
	    err.msg);
	is_str(def.name, "some", "its name is that of the file");
	is_str(def.dir, "dir", "its folder");
	is_str(def.html, "report", "the common template");
	ok(def.across && !def.within && !def.csv && !def.landscape &&
		def.columns == 8 && def.choice == CHOICE_PAGES,
	    "what stands where nothing is said");
	ok(def.levels[LEVEL_BUURT] && def.levels[LEVEL_OWN] &&
		!def.levels[LEVEL_LAND],
	    "areas of all levels but the country");
	said(&def, "title", "nl", "Noord en Zuid: 2 {x}");
	said(&def, "title", "en", "E");
	said(&def, "what", "en", "Was");
	said(&def, "summary", "en", "");
	report_def_clear(&def);
}

static size_t told;

static void
tell(void *arg, const struct err *err)
{
	(void)arg;
	printf("# %s\n", err->msg);
	told++;
}

static void
ours(void)
{
	struct report_defs defs = { 0 };
	struct err err = { 0 };

	ok(report_defs_read("reports", false, NULL, &defs, tell, NULL, &err) ==
		    0 && told == 0,
	    "those that came with us are well");
	ok(report_defs_find(&defs, "compare") != NULL &&
		report_defs_find(&defs, "tables") != NULL &&
		report_defs_find(&defs, "table") == NULL,
	    "and are found by name");
	for (size_t i = 0; i < defs.n; i++) {
		struct words *words = NULL;
		struct buf text = { 0 };

		if (words_open("reports", i % 2 ? "nl" : "en", &words, &err) ==
		    0)
			report_text(&defs.items[i],
			    defs.items[i].of == REPORT_AREAS_OF ? "title"
								: "what",
			    words, NULL, 0, &text);
		ok(text.len > 0, "%s says what it is", defs.items[i].name);
		buf_free(&text);
		words_free(words);
	}
	report_defs_free(&defs);
	ok(report_defs_read("no-such-folder", true, NULL, &defs, tell, NULL,
	       &err) == 0 && defs.n == 0,
	    "no folder: none");
}

int
main(void)
{
	mistakes();
	whole();
	ours();
	return done_testing();
}
