/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * report: a report of several areas, as a definition in reports/ describes it
 * (NAME.report.json, docs/reports.md), into a report model
 * (docs/report-model.md). A definition is data: which areas, which indicators,
 * which parts, which templates. It is read with all its mistakes told.
 */
#ifndef PAGE_REPORT_H
#define PAGE_REPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/file.h"
#include "codec/json.h"
#include "model/area.h"
#include "model/source.h"
#include "page/page.h"

#define REPORT_SCHEMA "feiten-report-definition/1"
/* Where a definition does not say: see report_def. */
#define REPORT_VOICES 3
#define REPORT_UNKNOWN 4
#define REPORT_ROWS 100
#define REPORT_AREAS 50	  /* most areas that a definition can ask for */
#define REPORT_BYTES (1u << 18) /* of a definition */

enum report_choice { /* which indicators, besides a list by id */
	CHOICE_PAGES, /* those of a profile: key figures and range charts */
	CHOICE_KEY,
	CHOICE_ALL
};

enum report_of { /* what it is made of */
	REPORT_AREAS_OF,  /* areas, in tables */
	REPORT_OPGAVE_OF, /* an opgave: the conversation sheet */
	REPORT_EDITION_OF /* the time since the newest closed edition */
};

struct report_def {
	enum report_of of; /* of areas only: what is below, but for templates */
	/* Most quotes and sentences of what is not known on a sheet; most rows
	 * of a table of changes: others are counted. */
	size_t voices_most, unknown_most, rows_most;
	char *name;	/* of the file, without .report.json */
	char *path;	/* of the file, for messages */
	char *dir;	/* its folder: its templates stand there too */
	struct json *json;
	bool own;	/* of the fact base, not one that came with us */
	size_t min, max; /* areas it is made of */
	bool levels[LEVELS + 1]; /* that these may have, by enum area_level */
	bool within;		 /* the table is of what lies in them: */
	bool inside[LEVELS];	 /* areas of these levels, and themselves */
	bool beside_municipality, beside_country;
	bool across;	/* indicators are the rows, areas the columns */
	size_t columns; /* most columns of one table */
	enum report_choice choice;
	struct strings indicators; /* ids; empty: by choice */
	struct strings themes;	   /* ids; empty: all */
	bool voices, claims, differences, dots, csv;
	bool landscape;
	char *html, *pdf; /* names of templates */
};
struct report_defs {
	struct report_def *items; /* by name */
	size_t n, cap;
};

/* One definition out of len bytes. path is for messages only: its last part
 * gives the name. indicators NULL: ids are not looked up. -1: ERR_INPUT with
 * file, member, reason and what to do, of the first mistake; out is then
 * untouched. */
int report_def_parse(const char *path, const char *text, size_t len,
    const struct indicators *indicators, struct report_def *out,
    struct err *err);
/* All *.report.json of a folder, added to list; one that is not there has
 * none. Those of a fact base (own) replace built-in ones of that name. A file
 * that is wrong is left out: its mistake goes to tell, and the number of those
 * is returned; -1 when the folder cannot be read. */
int report_defs_read(const char *dir, bool own,
    const struct indicators *indicators, struct report_defs *list,
    void (*tell)(void *arg, const struct err *), void *arg, struct err *err);
const struct report_def *report_defs_find(
    const struct report_defs *list, const char *name);
void report_def_clear(struct report_def *def);
void report_defs_free(struct report_defs *list);

/* "own": the texts of the definition itself, in a language. */
void report_own_texts(const struct report_def *def, const char *lang,
    struct json *model);
/* The text of a member (title, what, ...) in the language of words: a
 * text is a key of words.page.<lang>.json, an object one text a language (what
 * it lacks is taken in English, else its first). "" when it is not there.
 * {areas} and {n} are filled in: n areas, their names in a list. Appended. */
void report_text(const struct report_def *def, const char *member,
    const struct words *words, const char *const names[], size_t n,
    struct buf *out);

struct report_links {
	struct page_links pages; /* profiles: as seen from the report */
	/* Whether the profile of an area stands there; NULL: none does. */
	bool (*there)(void *arg, const char *code);
	void *arg;
	const char *file; /* name of the report's files, without ending */
	const char *title; /* in the place of that of the definition; or NULL */
	const char *theme; /* only this one, of a page a theme; NULL: all */
	/* Beside it: what comes before the id of a theme in the address of its
	 * page. */
	const char *themes;
	/* Which themes have such a page, in the order of the definitions: as
	 * page_report_themes says. */
	const bool *shown;
};

/* Whether a report takes these areas: 0; else ERR_USAGE. */
int page_report_takes(const struct report_def *def, const struct area areas[],
    size_t n, struct err *err);

/* The model of a report over these areas (in this order). Each table has,
 * when the definition asks for it, its CSV as text under "csv_text", and the
 * name of that file under "csv": who writes the model takes the text out.
 * ERR_USAGE: too few or too many areas, or of a level it does not take. */
int page_report(const struct page_input *in, const struct report_def *def,
    const struct area areas[], size_t n, const struct report_links *links,
    struct json **out, struct err *err);

/* Of which themes such a report has any figure: out[i] of theme i of the
 * panel's indicators. Cheaper than the reports themselves. */
int page_report_themes(const struct page_input *in,
    const struct report_def *def, const struct area areas[], size_t n,
    bool out[], struct err *err);

#endif
