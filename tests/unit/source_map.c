/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * source_map: topics of five years to indicators by the shipped definition,
 * and what happens when that is not clear.
 */
#include "tap.h"

#include "base/file.h"
#include "base/mem.h"
#include "source/def.h"

#define TOPICS "tests/golden/def/topics.tsv"

struct wanted { /* what each topic of a table should become */
	char **items;
	size_t n, cap;
};

/* Cut s at the next tab, or at its end. */
static char *
column(char **s)
{
	char *at = *s, *end = at + strcspn(at, "\t");

	if (*end == '\t')
		*end++ = '\0';
	*s = end;
	return at;
}

static void
add_topic(struct table_meta *m, const char *key, const char *title,
    const char *group, const char *unit, enum topic_type type)
{
	MEM_PUSH(m->topics, m->ntopics, m->captopics);
	m->topics[m->ntopics++] = (struct topic){
		.key = mem_str(key),
		.title = mem_str(title),
		.group = mem_str(group),
		.unit = mem_str(unit),
		.type = type,
	};
}

/* The topics of one year out of the file. */
static void
load(const char *text, const char *year, struct table_meta *m,
    struct wanted *want)
{
	char *copy = mem_str(text), *line, *next;

	for (line = copy; line != NULL && *line != '\0'; line = next) {
		char *years, *type, *title, *group, *unit, *indicator;

		next = strchr(line, '\n');
		if (next != NULL)
			*next++ = '\0';
		if (line[0] == '#' || line[0] == '\0')
			continue;
		years = column(&line);
		indicator = column(&line);
		type = column(&line);
		title = column(&line);
		group = column(&line);
		unit = column(&line);
		if (strstr(years, year) == NULL)
			continue;
		add_topic(m, title, title, group, unit,
		    strcmp(type, "text") == 0 ? TOPIC_TEXT : TOPIC_NUMBER);
		MEM_PUSH(want->items, want->n, want->cap);
		want->items[want->n++] = mem_str(indicator);
	}
	free(copy);
}

static void
whole_years(const struct source *src)
{
	static const struct {
		const char *year;
		size_t mapped;
	} years[] = { { "2013", 7 }, { "2017", 56 }, { "2020", 64 },
		{ "2024", 68 }, { "2025", 12 } };
	struct buf text = { 0 };
	struct err err = { 0 };

	ok(file_read(TOPICS, 1 << 20, &text, &err) == 0, "topics are there");
	for (size_t y = 0; y < sizeof(years) / sizeof(years[0]); y++) {
		struct table_meta m = { .id = mem_str(years[y].year) };
		struct wanted want = { 0 };
		size_t mapped = 0;
		char name[200];

		load(buf_str(&text), years[y].year, &m, &want);
		ok(source_map(src, atoi(years[y].year), &m, &err) == 0,
		    "%s maps: %s", years[y].year, err.msg);
		for (size_t i = 0; i < m.ntopics; i++) {
			const char *got = m.topics[i].indicator;

			snprintf(name, sizeof(name), "%s: %s (%s)",
			    years[y].year, m.topics[i].title,
			    m.topics[i].group);
			is_str(got == NULL ? "-" : got, want.items[i], name);
			mapped += got != NULL;
			free(want.items[i]);
		}
		ok(mapped == years[y].mapped, "%s: %zu topics are indicators",
		    years[y].year, mapped);
		free(want.items);
		table_meta_clear(&m);
	}
	buf_free(&text);
}

static void
two_topics(const struct source *src)
{
	struct table_meta m = { .id = mem_str("90001NED") };
	struct err err = { 0 };

	add_topic(&m, "Inwoners_1", "Aantal inwoners", "Bevolking", "aantal",
	    TOPIC_NUMBER);
	add_topic(&m, "Inwoners_7", "Aantal Inwoners", "Wijken", "aantal",
	    TOPIC_NUMBER);
	m.topics[0].indicator = mem_str("before");
	ok(source_map(src, 2024, &m, &err) == -1, "two topics, one indicator");
	ok(err.code == ERR_WORK, "the definition is at fault, not the bytes");
	is_str(err.msg,
	    "sources/cbs-kwb.json: table 90001NED: two topics fit indicator "
	    "\"inwoners\": Inwoners_1 (title \"Aantal inwoners\", group "
	    "\"Bevolking\", unit \"aantal\") by rules[0] and Inwoners_7 (title "
	    "\"Aantal Inwoners\", group \"Wijken\", unit \"aantal\") by "
	    "rules[0]: name the group or the unit that tells them apart",
	    "both are named, and the rule");
	is_str(m.topics[0].indicator, "before", "nothing changed");
	table_meta_clear(&m);
}

static void
two_rules(void)
{
	struct source src = { .file = mem_str("own.json") };
	struct table_meta m = { .id = mem_str("90002NED") };
	struct err err = { 0 };

	src.rules = mem_new(2, sizeof(*src.rules));
	src.nrules = 2;
	src.rules[0].indicator = mem_str("woningen");
	strings_add(&src.rules[0].titles, "Totaal");
	src.rules[1].indicator = mem_str("autos");
	src.rules[1].to = 2019;
	strings_add(&src.rules[1].titles, "totaal");
	strings_add(&src.rules[1].groups, "Auto's > Alle");
	add_topic(
	    &m, "T_1", "Totaal", "Verkeer > Auto’s > Alle", "", TOPIC_NUMBER);
	ok(source_map(&src, 2019, &m, &err) == -1, "two rules fit one topic");
	ok(strstr(err.msg, "rules[0] (woningen) and rules[1] (autos)") != NULL,
	    "both rules are named: %s", err.msg);
	ok(source_map(&src, 2020, &m, &err) == 0, "the year tells them apart");
	is_str(m.topics[0].indicator, "woningen", "the one that holds");
	/* Only whole parts of a path count. */
	src.rules[0].from = 2030;
	src.rules[1].to = 0;
	free(m.topics[0].group);
	m.topics[0].group = mem_str("Geen auto's > Alle");
	ok(source_map(&src, 2020, &m, &err) == 0 &&
		m.topics[0].indicator == NULL,
	    "a group must fit from the start of a part");
	ok(source_map(&src, 2020, &(struct table_meta){ 0 }, &err) == 0,
	    "a table without topics");
	source_clear(&src);
	table_meta_clear(&m);
}

int
main(void)
{
	struct indicators known = { 0 };
	struct source src = { 0 };
	struct err err = { 0 };

	ok(indicators_read("sources/indicators.json", &known, &err) == 0,
	    "the shipped indicators: %s", err.msg);
	ok(source_read("sources/cbs-kwb.json", &known, &src, &err) == 0,
	    "the shipped definition: %s", err.msg);
	whole_years(&src);
	two_topics(&src);
	two_rules();
	source_clear(&src);
	indicators_free(&known);
	return done_testing();
}
