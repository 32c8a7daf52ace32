/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * map: which topic of a table is which indicator, by title, group and unit.
 * Never by key or position: those change between years and within one.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "source/def.h"

#define NONE ((size_t)-1)
#define STEP " > " /* between the parts of a group path */

struct folded { /* texts as compared */
	char **items;
	size_t n;
};
struct rule {	      /* a rule that holds for this year */
	size_t index; /* in the definition */
	struct folded titles, groups, units;
};
struct names { /* of a topic, folded */
	char *title, *group, *unit;
};

static struct folded
fold(const struct strings *list)
{
	struct folded f = { 0 };

	f.items = mem_new(list->n + 1, sizeof(*f.items));
	for (; f.n < list->n; f.n++)
		f.items[f.n] = text_fold(list->items[f.n]);
	return f;
}

static void
folded_free(struct folded *f)
{
	for (size_t i = 0; i < f->n; i++)
		free(f->items[i]);
	free(f->items);
}

static struct rule *
rules_new(const struct source *src, int year, size_t *n)
{
	struct rule *rules = mem_new(src->nrules + 1, sizeof(*rules));

	*n = 0;
	for (size_t i = 0; i < src->nrules; i++) {
		const struct topic_rule *r = &src->rules[i];

		if ((r->from != 0 && year < r->from) ||
		    (r->to != 0 && year > r->to))
			continue;
		rules[(*n)++] = (struct rule){
			.index = i,
			.titles = fold(&r->titles),
			.groups = fold(&r->groups),
			.units = fold(&r->units),
		};
	}
	return rules;
}

static void
rules_free(struct rule *rules, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		folded_free(&rules[i].titles);
		folded_free(&rules[i].groups);
		folded_free(&rules[i].units);
	}
	free(rules);
}

static bool
one_of(const struct folded *list, const char *s)
{
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->items[i], s) == 0)
			return true;
	return list->n == 0;
}

/* Whether one of the groups is the path, or its last parts. */
static bool
ends_path(const struct folded *groups, const char *path)
{
	size_t len = strlen(path), step = strlen(STEP), n;

	for (size_t i = 0; i < groups->n; i++) {
		n = strlen(groups->items[i]);
		if (n > len || strcmp(path + len - n, groups->items[i]) != 0)
			continue;
		if (n == len ||
		    (len - n >= step &&
			strncmp(path + len - n - step, STEP, step) == 0))
			return true;
	}
	return groups->n == 0;
}

static bool
rule_fits(const struct rule *r, const struct names *t)
{
	return one_of(&r->titles, t->title) && one_of(&r->units, t->unit) &&
	    ends_path(&r->groups, t->group);
}

static struct names
names_of(const struct topic *t)
{
	return (struct names){
		.title = text_fold(t->title != NULL ? t->title : ""),
		.group = text_fold(t->group != NULL ? t->group : ""),
		.unit = text_fold(t->unit != NULL ? t->unit : ""),
	};
}

static void
names_clear(struct names *t)
{
	free(t->title);
	free(t->group);
	free(t->unit);
}

static const char *
or_none(const char *s)
{
	return s != NULL && s[0] != '\0' ? s : "-";
}

/* chosen[i]: index of the rule that topic i fits, or NONE. */
static int
choose(const struct source *src, const struct table_meta *meta,
    const struct rule *rules, size_t nrules, size_t *chosen, struct err *err)
{
	for (size_t i = 0; i < meta->ntopics; i++) {
		const struct topic *t = &meta->topics[i];
		struct names names = names_of(t);
		size_t other = NONE;

		chosen[i] = NONE;
		for (size_t k = 0; k < nrules && t->type == TOPIC_NUMBER; k++) {
			if (!rule_fits(&rules[k], &names))
				continue;
			if (chosen[i] == NONE)
				chosen[i] = rules[k].index;
			else if (strcmp(src->rules[chosen[i]].indicator,
				     src->rules[rules[k].index].indicator) != 0)
				other = rules[k].index;
		}
		names_clear(&names);
		if (other == NONE)
			continue;
		return err_set(err, ERR_WORK,
		    "%s: table %s: topic %s (title \"%s\", group \"%s\", unit "
		    "\"%s\"): two rules fit it: rules[%zu] (%s) and rules[%zu] "
		    "(%s): narrow one of them by group, unit or years",
		    src->file, meta->id, t->key, or_none(t->title),
		    or_none(t->group), or_none(t->unit), chosen[i],
		    src->rules[chosen[i]].indicator, other,
		    src->rules[other].indicator);
	}
	return 0;
}

/* One topic for one indicator: a value has one origin. */
static int
only_one(const struct source *src, const struct table_meta *meta,
    const size_t *chosen, struct err *err)
{
	for (size_t i = 0; i < meta->ntopics; i++) {
		for (size_t k = i + 1; k < meta->ntopics; k++) {
			const struct topic *a = &meta->topics[i];
			const struct topic *b = &meta->topics[k];

			if (chosen[i] == NONE || chosen[k] == NONE ||
			    strcmp(src->rules[chosen[i]].indicator,
				src->rules[chosen[k]].indicator) != 0)
				continue;
			return err_set(err, ERR_WORK,
			    "%s: table %s: two topics fit indicator \"%s\": %s "
			    "(title \"%s\", group \"%s\", unit \"%s\") by "
			    "rules[%zu] and %s (title \"%s\", group \"%s\", "
			    "unit \"%s\") by rules[%zu]: name the group or "
			    "the unit that tells them apart",
			    src->file, meta->id,
			    src->rules[chosen[i]].indicator, a->key,
			    or_none(a->title), or_none(a->group),
			    or_none(a->unit), chosen[i], b->key,
			    or_none(b->title), or_none(b->group),
			    or_none(b->unit), chosen[k]);
		}
	}
	return 0;
}

int
source_map(const struct source *src, int year, struct table_meta *meta,
    struct err *err)
{
	size_t *chosen = mem_new(meta->ntopics + 1, sizeof(*chosen));
	size_t nrules;
	struct rule *rules = rules_new(src, year, &nrules);
	int rc = -1;

	if (choose(src, meta, rules, nrules, chosen, err) != 0 ||
	    only_one(src, meta, chosen, err) != 0)
		goto done;
	for (size_t i = 0; i < meta->ntopics; i++) {
		free(meta->topics[i].indicator);
		meta->topics[i].indicator = chosen[i] == NONE
		    ? NULL
		    : mem_str(src->rules[chosen[i]].indicator);
	}
	rc = 0;
done:
	rules_free(rules, nrules);
	free(chosen);
	return rc;
}
