/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * source_map: topics of five years to indicators by the shipped definition,
 * those that it leaves out or does not know, and what happens when that is not
 * clear.
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

/* What the definition says of a topic, as in the file of topics. */
static const char *
said_of(const struct topic *t, const struct strings *unknown, size_t *k)
{
	char *name;
	bool is;

	if (t->indicator != NULL)
		return t->indicator;
	name = mem_fmt("\"%s\" (%s, %s)", t->title, t->group, t->unit);
	is = *k < unknown->n && strcmp(name, unknown->items[*k]) == 0;
	*k += is;
	free(name);
	return is ? "-" : "left out";
}

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
		size_t mapped, unknown;
	} years[] = { { "2013", 7, 1 }, { "2017", 56, 0 }, { "2020", 64, 0 },
		{ "2024", 68, 0 }, { "2025", 12, 2 } };
	struct buf text = { 0 };
	struct err err = { 0 };

	ok(file_read(TOPICS, 1 << 20, &text, &err) == 0, "topics are there");
	for (size_t y = 0; y < sizeof(years) / sizeof(years[0]); y++) {
		struct table_meta m = { .id = mem_str(years[y].year) };
		struct wanted want = { 0 };
		struct strings unknown = { 0 };
		size_t mapped = 0, k = 0;
		char name[200];

		load(buf_str(&text), years[y].year, &m, &want);
		ok(source_map(src, atoi(years[y].year), &m, &err) == 0,
		    "%s maps: %s", years[y].year, err.msg);
		source_unknown(src, atoi(years[y].year), &m, &unknown);
		for (size_t i = 0; i < m.ntopics; i++) {
			const struct topic *t = &m.topics[i];

			snprintf(name, sizeof(name), "%s: %s (%s)",
			    years[y].year, t->title, t->group);
			is_str(said_of(t, &unknown, &k), want.items[i], name);
			mapped += t->indicator != NULL;
			free(want.items[i]);
		}
		ok(mapped == years[y].mapped, "%s: %zu topics are indicators",
		    years[y].year, mapped);
		ok(k == unknown.n && k == years[y].unknown,
		    "%s: %zu topics are unknown", years[y].year, unknown.n);
		strings_free(&unknown);
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

static void
add_left_out(struct source *src, const char *title, const char *group)
{
	struct left_out *l;

	MEM_PUSH(src->left_out, src->nleft_out, src->capleft_out);
	l = &src->left_out[src->nleft_out++];
	*l = (struct left_out){ .why = mem_str("a test") };
	strings_add(&l->titles, title);
	if (group != NULL)
		strings_add(&l->groups, group);
}

/* Both an indicator and left out; which years count. */
static void
both(void)
{
	struct source src = { .file = mem_str("own.json") };
	struct table_meta m = { .id = mem_str("90003NED") };
	struct strings unknown = { 0 };
	struct err err = { 0 };

	add_topic(&m, "W_1", "Woningen", "Wonen > Alle", "aantal",
	    TOPIC_NUMBER);
	source_unknown(&src, 2024, &m, &unknown);
	ok(unknown.n == 0, "without rules there is nothing to know");
	add_left_out(&src, "Iets anders", NULL);
	source_unknown(&src, 2024, &m, &unknown);
	ok(unknown.n == 1, "left_out alone is enough to know by");
	strings_free(&unknown);
	src.rules = mem_new(1, sizeof(*src.rules));
	src.nrules = 1;
	src.rules[0].indicator = mem_str("woningen");
	src.rules[0].from = 2020;
	strings_add(&src.rules[0].titles, "woningen");
	add_left_out(&src, "WONINGEN", "alle");
	ok(source_map(&src, 2024, &m, &err) == -1, "an indicator, left out");
	ok(err.code == ERR_WORK, "the definition is at fault, not the bytes");
	is_str(err.msg,
	    "own.json: table 90003NED: topic W_1 (title \"Woningen\", group "
	    "\"Wonen > Alle\", unit \"aantal\") is an indicator by rules[0] "
	    "(woningen), and left out by left_out[1]: narrow one of them by "
	    "group or unit",
	    "both are named");
	ok(source_map(&src, 2019, &m, &err) == 0, "not before the rule holds");
	source_unknown(&src, 2019, &m, &unknown);
	ok(unknown.n == 0, "then it is left out");
	src.nleft_out--; /* the last one: put back below */
	free(m.topics[0].unit);
	m.topics[0].unit = mem_str("\033[1m\naantal");
	source_unknown(&src, 2019, &m, &unknown);
	ok(unknown.n == 1, "and unknown without that");
	is_str(unknown.items[0], "\"Woningen\" (Wonen > Alle,  [1m aantal)",
	    "by its names, on one line");
	strings_free(&unknown);
	/* Of several years, each period has a rule of its own. */
	MEM_PUSH(m.dims, m.ndims, m.capdims);
	m.dims[m.ndims++] = (struct dimension){
		.name = mem_str("Perioden"), .kind = DIMENSION_TIME };
	source_unknown(&src, 2019, &m, &unknown);
	ok(unknown.n == 0, "a rule of any year knows a topic of all years");
	src.nleft_out++;
	ok(source_map(&src, 2019, &m, &err) == -1, "and is at odds with it");
	source_clear(&src);
	table_meta_clear(&m);
}

static void
add_dimension(struct table_meta *m, const char *name, int kind)
{
	MEM_PUSH(m->dims, m->ndims, m->capdims);
	m->dims[m->ndims] = (struct dimension){ .name = mem_str(name) };
	m->dims[m->ndims++].kind = kind;
}

/* What main and bounds name is there, though no rule meets it. */
static void
dimensions(void)
{
	struct source src = { .file = mem_str("own.json") };
	struct table_meta m = { .id = mem_str("90004NED") };
	struct mapping *mapping;
	struct err err = { 0 };

	add_dimension(&m, "Buurten", DIMENSION_AREA);
	add_dimension(&m, "Perioden", DIMENSION_TIME);
	pairs_add(&src.main, "Leeftyd", "20300");
	ok(source_map(&src, 2024, &m, &err) == -1, "no further dimension");
	is_str(err.msg,
	    "own.json: table 90004NED: \"main\" names dimension \"Leeftyd\", "
	    "which the table does not have (besides area and time it has: "
	    "none): correct \"main\"",
	    "is said");
	add_dimension(&m, "Leeftijd", DIMENSION_OTHER);
	add_dimension(&m, "Marges", DIMENSION_OTHER);
	ok(source_map(&src, 2024, &m, &err) == -1 &&
		strstr(err.msg, "it has: Leeftijd, Marges)") != NULL,
	    "another name: %s", err.msg);
	free(src.main.items[0].name);
	src.main.items[0].name = mem_str("Leeftijd");
	src.bounds = (struct bounds){ mem_str("Perioden"), mem_str("L"),
		mem_str("H") };
	ok(source_map(&src, 2024, &m, &err) == -1 &&
		strstr(err.msg, "\"bounds\" names dimension \"Perioden\"") !=
		    NULL,
	    "bounds of time: %s", err.msg);
	free(src.bounds.dimension);
	src.bounds.dimension = mem_str("Marges");
	ok(source_map(&src, 2024, &m, &err) == 0, "all are there");
	mapping = mapping_new(&src, &m);
	ok(mapping_slot(mapping, "2024", "Leeftijd=20300;Marges=L", NULL,
	       &err) == 0 &&
		mapping_end(mapping, &err) == -1,
	    "a bound that never comes");
	is_str(err.msg,
	    "own.json: table 90004NED: \"bounds\" names member \"H\" of "
	    "dimension \"Marges\", of which the table has no row: correct "
	    "\"bounds\"",
	    "is said too");
	ok(mapping_slot(mapping, "2024", "Leeftijd=2030;Marges=H", NULL,
	       &err) == 0 &&
		mapping_end(mapping, &err) == 0,
	    "it came");
	mapping_free(mapping);
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
	both();
	dimensions();
	source_clear(&src);
	indicators_free(&known);
	return done_testing();
}
