/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * source: a source definition as read from sources/NAME.json.
 */
#ifndef MODEL_SOURCE_H
#define MODEL_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

struct strings {
	char **items;
	size_t n, cap;
};

/* A topic fits when its title, group path and unit each equal one of the
 * listed texts (folded by text_fold; an empty list accepts all; a group text
 * fits the whole path or its last parts). Then the topic is the indicator, in
 * the indicator's unit: list only units that are the same quantity. */
struct topic_rule {
	char *indicator;
	struct strings titles, groups, units;
	int from, to; /* years of the table it holds for; 0: open */
};

struct source {
	char *id; /* file name without .json */
	char *file; /* path, for messages */
	char *adapter; /* "cbs-odata-v3" */
	char *base; /* "https://opendata.cbs.nl" */
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
	/* Which tables: title starts with this, language nl, periods of one
	 * year from first_year on (0: all). Or a fixed list of ids. */
	char *find_title;
	int first_year;
	struct strings table_ids;
	char *dataset; /* "TypedDataSet" or "UntypedDataSet" */
	struct topic_rule *rules;
	size_t nrules, caprules;
};

struct sources {
	struct source *items; /* sorted by id */
	size_t n, cap;
};

void strings_add(struct strings *list, const char *s);
void strings_free(struct strings *list);
void source_clear(struct source *src);
void sources_free(struct sources *list);

#endif
