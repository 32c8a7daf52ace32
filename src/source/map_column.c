/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * map_column: which column of a table is which indicator. A topic like
 * "registered crimes" is a number of things, by the members of its table's
 * further dimensions; a column is one.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "map_own.h"
#include "model/period.h"
#include "source/def.h"

struct fitting { /* rules that fit a topic by its names */
	size_t *rules;
	size_t n, cap;
};

struct member {		 /* "Leeftijd=20300" */
	const char *key; /* of the definition: "main", "bounds" */
	const char *dimension;
	char *text;
	bool met;
};

struct mapping {
	const struct source *src;
	const struct table_meta *meta;
	struct rule *rules;
	size_t nrules;
	struct fitting *topics;
	bool *mapped;		/* per topic */
	struct map taken;	/* period and indicator, to an index in names */
	struct strings names;	/* of the columns that are indicators */
	struct member *members; /* that main and bounds name */
	size_t nmembers, capmembers;
};

/* What is selected was held against the members of the dimension before. */
static void
add_member(struct mapping *m, const char *key, const char *dimension,
    const char *member)
{
	if (selection_of(&m->src->select, dimension) != NULL)
		return;
	MEM_PUSH(m->members, m->nmembers, m->capmembers);
	m->members[m->nmembers++] = (struct member){ .key = key,
		.dimension = dimension,
		.text = mem_fmt("%s=%s", dimension, member) };
}

static void
add_members(struct mapping *m, const struct source *src)
{
	for (size_t i = 0; i < src->main.n; i++)
		add_member(m, "main", src->main.items[i].name,
		    src->main.items[i].value);
	if (src->bounds.dimension == NULL)
		return;
	add_member(m, "bounds", src->bounds.dimension, src->bounds.low);
	add_member(m, "bounds", src->bounds.dimension, src->bounds.high);
}

/* Whether text is one of those that ';' joins. */
static bool
one_of(const char *dims, const char *text)
{
	size_t len = strlen(text);

	for (const char *p = dims; *p != '\0';) {
		size_t n = strcspn(p, ";");

		if (n == len && memcmp(p, text, n) == 0)
			return true;
		p += n + (p[n] == ';');
	}
	return false;
}

struct mapping *
mapping_new(const struct source *src, const struct table_meta *meta)
{
	struct mapping *m = mem_new(1, sizeof(*m));

	m->src = src;
	m->meta = meta;
	add_members(m, src);
	m->rules = rules_new(src, &m->nrules);
	m->topics = mem_new(meta->ntopics + 1, sizeof(*m->topics));
	m->mapped = mem_new(meta->ntopics + 1, sizeof(*m->mapped));
	for (size_t i = 0; i < meta->ntopics; i++) {
		struct fitting *f = &m->topics[i];
		struct names names;

		if (meta->topics[i].type != TOPIC_NUMBER)
			continue;
		names = names_of(&meta->topics[i]);
		for (size_t k = 0; k < m->nrules; k++) {
			if (!rule_fits(&m->rules[k], &names))
				continue;
			MEM_PUSH(f->rules, f->n, f->cap);
			f->rules[f->n++] = k;
		}
		names_clear(&names);
	}
	return m;
}

void
mapping_free(struct mapping *m)
{
	if (m == NULL)
		return;
	for (size_t i = 0; i < m->meta->ntopics; i++)
		free(m->topics[i].rules);
	free(m->topics);
	free(m->mapped);
	rules_free(m->rules, m->nrules);
	map_free(&m->taken);
	strings_free(&m->names);
	for (size_t i = 0; i < m->nmembers; i++)
		free(m->members[i].text);
	free(m->members);
	free(m);
}

/* The member of a dimension that a rule is about; NULL when nothing says. */
static const char *
member_meant(const struct mapping *m, const struct topic_rule *rule,
    const char *dimension)
{
	const char *key = pairs_find(&rule->members, dimension);
	const struct strings *keys;
	const struct add_up *up;

	if (key == NULL)
		key = pairs_find(&m->src->main, dimension);
	if (key != NULL)
		return key;
	/* Of a dimension with one member, it is that one. */
	keys = selection_of(&m->src->select, dimension);
	if (keys != NULL && keys->n == 1 && !key_is_start(keys->items[0]))
		return keys->items[0];
	up = &m->src->add_up;
	return up->n == 1 && strcmp(up->dimension, dimension) == 0
	    ? up->groups[0].name
	    : NULL;
}

/* Whether a rule is about these members: 1 or 0, or -1. What it says of
 * dimensions that the table does not have, is about another table. */
static int
members_fit(const struct mapping *m, const struct topic_rule *rule,
    const char *dims, struct err *err)
{
	size_t known = 0;

	for (const char *p = dims; *p != '\0';) {
		size_t len = strcspn(p, ";"), name = strcspn(p, "=");
		char dimension[256];
		const char *key;

		snprintf(dimension, sizeof(dimension), "%.*s", (int)name, p);
		key = member_meant(m, rule, dimension);
		if (key == NULL)
			return err_set(err, ERR_WORK,
			    "%s: table %s: which member of %s is meant, "
			    "neither "
			    "the rule for \"%s\" nor \"main\" says: add it to "
			    "\"main\"",
			    m->src->file, m->meta->id, dimension,
			    rule->indicator);
		known += pairs_find(&rule->members, dimension) != NULL;
		if (name >= len || strlen(key) != len - name - 1 ||
		    strncmp(p + name + 1, key, len - name - 1) != 0)
			return 0;
		p += len + (p[len] == ';');
	}
	return known == rule->members.n;
}

/* A column, as it is named in a message. */
static char *
column_name(
    const struct mapping *m, size_t topic, const char *period, const char *dims)
{
	const struct topic *t = &m->meta->topics[topic];

	return mem_fmt("%s (title \"%s\", unit \"%s\"), %s%s%s", t->key,
	    t->title, t->unit != NULL ? t->unit : "", period,
	    dims[0] != '\0' ? ", " : "", dims);
}

/* The rule that a column fits: *chosen, or NULL. */
static int
choose(const struct mapping *m, size_t topic, const char *period,
    const char *dims, const struct topic_rule **chosen, struct err *err)
{
	const struct fitting *f = &m->topics[topic];
	const struct topic_rule *first = NULL;
	int year = period_year(period);
	char *name;

	for (size_t i = 0; i < f->n; i++) {
		const struct rule *r = &m->rules[f->rules[i]];
		int fits = rule_holds(r, year)
		    ? members_fit(m, r->rule, dims, err)
		    : 0;

		if (fits == -1)
			return -1;
		if (fits == 0)
			continue;
		if (first == NULL) {
			first = r->rule;
			continue;
		}
		if (strcmp(first->indicator, r->rule->indicator) == 0)
			continue;
		name = column_name(m, topic, period, dims);
		err_set(err, ERR_WORK,
		    "%s: table %s: column %s: two rules fit it: rules[%zu] "
		    "(%s) and rules[%zu] (%s): narrow one of them by group, "
		    "unit, years or members",
		    m->src->file, m->meta->id, name,
		    (size_t)(first - m->src->rules), first->indicator,
		    (size_t)(r->rule - m->src->rules), r->rule->indicator);
		free(name);
		return -1;
	}
	*chosen = first;
	return 0;
}

/* An indicator has one column in a period: a value has one origin. */
static int
take(struct mapping *m, size_t topic, const char *period, const char *dims,
    const struct topic_rule *rule, struct err *err)
{
	char *key = mem_fmt("%s\x1f%s", period, rule->indicator);
	char *name = column_name(m, topic, period, dims);
	int64_t before;
	int rc = 0;

	if (map_gets(&m->taken, key, &before))
		rc = err_set(err, ERR_WORK,
		    "%s: table %s: two columns fit indicator \"%s\": %s and "
		    "%s: name the group, the unit or the member that tells "
		    "them apart",
		    m->src->file, m->meta->id, rule->indicator,
		    m->names.items[before], name);
	else {
		map_puts(&m->taken, key, (int64_t)m->names.n);
		strings_add(&m->names, name);
		m->mapped[topic] = true;
	}
	free(key);
	free(name);
	return rc;
}

int
mapping_slot(struct mapping *m, const char *period, const char *dims,
    const char *indicators[], struct err *err)
{
	for (size_t i = 0; i < m->nmembers; i++)
		m->members[i].met |= one_of(dims, m->members[i].text);
	for (size_t i = 0; i < m->meta->ntopics; i++) {
		const struct topic_rule *rule = NULL;

		if (choose(m, i, period, dims, &rule, err) == -1 ||
		    (rule != NULL && take(m, i, period, dims, rule, err) == -1))
			return -1;
		indicators[i] = rule == NULL ? NULL : rule->indicator;
	}
	return 0;
}

int
mapping_end(const struct mapping *m, struct err *err)
{
	for (size_t i = 0; i < m->nmembers; i++) {
		const struct member *w = &m->members[i];

		if (!w->met)
			return err_set(err, ERR_WORK,
			    "%s: table %s: \"%s\" names member \"%s\" of "
			    "dimension \"%s\", of which the table has no "
			    "row: correct \"%s\"",
			    m->src->file, m->meta->id, w->key,
			    w->text + strlen(w->dimension) + 1, w->dimension,
			    w->key);
	}
	return 0;
}

size_t
mapping_topics(const struct mapping *m)
{
	size_t n = 0;

	for (size_t i = 0; i < m->meta->ntopics; i++)
		n += m->mapped[i];
	return n;
}
