/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * source: a source definition as read from sources/NAME.json. docs/sources.md
 * says what each key means to people.
 */
#ifndef MODEL_SOURCE_H
#define MODEL_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

struct strings {
	char **items;
	size_t n, cap;
};

struct pair { /* "Leeftijd": "20300" */
	char *name, *value;
};
struct pairs {
	struct pair *items; /* in order of the file */
	size_t n, cap;
};

/* A topic fits when its title, group path and unit each equal one of the
 * listed texts (folded by text_fold; an empty list accepts all; a group text
 * fits the whole path or its last parts). Then the topic is the indicator, in
 * the indicator's unit: list only units that are the same quantity. */
struct topic_rule {
	char *indicator;
	struct strings titles, groups, units;
	int from, to; /* years of the column it holds for; 0: open */
	/* Members of further dimensions; what is not named here is that of
	 * source.main. */
	struct pairs members;
};

/* A topic that is no indicator on purpose: told from others as in a rule. */
struct left_out {
	struct strings titles, groups, units;
	char *why;
};

/* Which tables of those whose title fits are loaded. */
enum take {
	TAKE_YEARS, /* one a year */
	TAKE_NEWEST, /* the newest: it replaces the older ones */
	TAKE_ALL
};

struct selected { /* "SoortMisdrijf": ["0.0.0", "1.1.1"] */
	char *dimension;
	/* Trimmed; of the time dimension: JJ KW MM HJ. One with * at its end
	 * is all that start so, see keys_fit. */
	struct strings keys;
};
struct selection {
	struct selected *items; /* dimensions not named: all members */
	size_t n, cap;
	int from; /* first year of the time dimension; 0: all */
};

/* Members of one dimension that are added up to a member of our own:
 * "Lasten": ["L*"]. */
struct added {
	char *name;
	struct strings keys; /* as those of a selection */
};
struct add_up {
	char *dimension; /* NULL: nothing is added up */
	struct added *groups;
	size_t n, cap;
	/* An empty cell is a part of which nothing was entered; else a sum
	 * that has one is no sum. */
	bool empty_is_nothing;
};

/* A dimension whose keys are a year and an ending: "2024X005". It tells the
 * period; its other keys are passed over. */
struct years {
	char *dimension, *ending; /* both NULL: there is none */
};

struct fallback { /* where a table is whose figures are gone from base */
	char *adapter, *base; /* both NULL: nowhere */
};

struct bounds { /* an interval around a value, as members of a dimension */
	char *dimension, *low, *high; /* all NULL: none */
};

struct layout_column { /* a topic of a table that describes nothing */
	char *column; /* heading, or in the long form the topic's text */
	char *title, *unit; /* NULL: taken from the heading */
	char *weight; /* column a mean is weighed with; see combine */
	int decimals; /* -1: not said */
};

enum text_encoding { ENCODING_GUESS, ENCODING_UTF8, ENCODING_CP1252 };

/* Where the parts of a row stand in records with named fields. */
struct layout {
	bool there; /* the definition has one */
	char *area; /* column of the area's code; NULL: see transposed */
	char *area_name;
	char *map; /* file beside the definition: own code;CBS code */
	bool combine; /* own codes of one area are added up */
	char *period; /* column, or NULL: the definition's period */
	char *topic, *value; /* columns of the long form, or NULL */
	struct layout_column *columns; /* none: all that hold numbers */
	size_t ncolumns, capcolumns;
	struct pairs where; /* only rows with these texts */
	bool transposed; /* areas are columns, topics are rows */
	char *sheet, *inside; /* of a spreadsheet; of a zip (pattern) */
	char separator; /* 0: told from the file */
	char decimal; /* '.' or ','; 0: told from each number, and one that
			 could be either ("1.234") is an error */
	enum text_encoding encoding;
	int skip, heads; /* lines before the header; of the header (1, 2) */
	struct strings missing; /* further signs for "no value" */
};

/* How things with a place become a figure of an area. */
enum measure {
	MEASURE_COUNT, /* how many lie in it */
	MEASURE_LENGTH, /* of lines, m */
	MEASURE_AREA, /* of polygons, m2 */
	MEASURE_SHARE, /* of polygons, % of the area's land */
	MEASURE_SUM, /* of a column, over what lies in it */
	MEASURE_MEAN
};
struct figure {
	char *title, *unit;
	char *indicator; /* that it is, or NULL */
	enum measure measure;
	char *column; /* MEASURE_SUM, MEASURE_MEAN */
	struct pairs where; /* only features with these attributes */
};

struct shapes { /* features: boundaries of areas, or things with a place */
	bool there; /* the definition has it */
	bool boundaries;
	struct strings codes, names; /* attributes; the first there counts */
	char *water; /* attribute JA, NEE or B (Belgium) */
	char *crs; /* of the coordinates; NULL: that of the protocol */
	/* The gemeenten that the things with a place are complete for, or the
	 * country: where there is none, the figure is 0. */
	struct strings within;
	struct figure *figures; /* none when boundaries */
	size_t nfigures, capfigures;
};

/* Weights between areas of two years: a file of them, or addresses of both. */
struct crossing {
	bool there; /* the definition has crosswalk or addresses */
	bool addresses;
	int from_year, to_year;
	char *from, *to; /* columns of the area's code, of each year */
	char *weight;	 /* column; NULL: every line is 1 */
	/* Addresses: where those of to_year are, and the columns of both. */
	char *to_address, *postcode, *number;
	char *inside; /* of a zip (pattern), or NULL */
};

struct whole { /* an indicator that is the sum of others, in every area */
	char *id;
	struct strings parts;
};

struct source {
	char *id; /* file name without .json */
	char *file; /* path, for messages */
	char *adapter; /* "cbs-odata-v3" */
	char *base; /* "https://opendata.cbs.nl", or NULL */
	char *address; /* of one file or data set, or NULL */
	char *secret; /* environment variable that holds an API key */
	char *title_nl, *title_en;
	char *about_nl, *about_en; /* what it measures, a sentence or two */
	char *publisher;
	char *licence; /* "CC BY 4.0" */
	char *licence_url;
	char *link; /* a page people can open */
	char *frequency_nl, *frequency_en; /* how often it changes, in words */
	int stale_days; /* older than this since the last change is worth saying
			   so; 0: never */
	bool export_allowed;
	bool on_request; /* only for fact bases that name it */
	long facts_per_year; /* about, as the definition says; 0: not said */
	/* Which tables: title starts with this, language nl, periods of one
	 * year from first_year on (0: all). Or a fixed list of ids. */
	char *find_title;
	int first_year;
	enum take take;
	struct strings table_ids;
	char *dataset; /* "TypedDataSet" or "UntypedDataSet" */
	/* CKAN: id, name or file of one, or a pattern; WFS: the namespace of
	 * the layers. */
	char *resource;
	int area_year; /* vintage of the areas; 0: the table says */
	char *period; /* of the whole table, or NULL: the table says */
	struct fallback fallback;
	struct selection select;
	struct pairs main; /* members that a rule means when it says none */
	struct bounds bounds;
	struct add_up add_up;
	struct years years;
	char *area_dimension; /* NULL: the table says which it is */
	double *withheld; /* figures that mean "withheld", to the digit */
	size_t nwithheld, capwithheld;
	struct layout layout;
	struct shapes shapes;
	struct crossing crossing;
	/* Counts of ours: above 0 and below this they are not printed, nor
	 * what they could be worked out of; 0: all are. */
	int threshold;
	struct whole *wholes; /* that an attacker knows */
	size_t nwholes, capwholes;
	struct topic_rule *rules;
	size_t nrules, caprules;
	struct left_out *left_out;
	size_t nleft_out, capleft_out;
};

struct sources {
	struct source *items; /* sorted by id */
	size_t n, cap;
};

void strings_add(struct strings *list, const char *s);
bool strings_have(const struct strings *list, const char *s);
void strings_free(struct strings *list);
void pairs_add(struct pairs *list, const char *name, const char *value);
/* The value by name, or NULL. */
const char *pairs_find(const struct pairs *list, const char *name);
void pairs_free(struct pairs *list);
/* The keys selected of a dimension, or NULL when all are wanted. */
const struct strings *selection_of(const struct selection *select,
    const char *dimension);
/* Which of the keys (trimmed) a member's key fits, its index, or -1. One with
 * * at its end is fitted by all that start with what stands before it. */
int keys_fit(const struct strings *keys, const char *key, size_t len);
/* Whether a key means all that start so. */
bool key_is_start(const char *key);
/* To which group a member (its trimmed key) is added, its index, or -1. */
int added_to(const struct add_up *up, const char *key, size_t len);
void source_clear(struct source *src);
void sources_free(struct sources *list);

#endif
