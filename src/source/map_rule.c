/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * map_rule: rules of a definition, and whether one fits a topic.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "map_own.h"

#define STEP " > " /* between the parts of a group path */

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

struct rule *
rules_new(const struct source *src, size_t *n)
{
	struct rule *rules = mem_new(src->nrules + 1, sizeof(*rules));

	*n = 0;
	for (size_t i = 0; i < src->nrules; i++) {
		const struct topic_rule *r = &src->rules[i];

		rules[(*n)++] = (struct rule){
			.rule = r,
			.titles = fold(&r->titles),
			.groups = fold(&r->groups),
			.units = fold(&r->units),
		};
	}
	return rules;
}

struct rule *
left_out_new(const struct source *src, size_t *n)
{
	struct rule *list = mem_new(src->nleft_out + 1, sizeof(*list));

	for (*n = 0; *n < src->nleft_out; (*n)++) {
		const struct left_out *l = &src->left_out[*n];

		list[*n] = (struct rule){
			.titles = fold(&l->titles),
			.groups = fold(&l->groups),
			.units = fold(&l->units),
		};
	}
	return list;
}

bool
rule_holds(const struct rule *r, int year)
{
	return (r->rule->from == 0 || year >= r->rule->from) &&
	    (r->rule->to == 0 || year <= r->rule->to);
}

void
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

bool
rule_fits(const struct rule *r, const struct names *t)
{
	return one_of(&r->titles, t->title) && one_of(&r->units, t->unit) &&
	    ends_path(&r->groups, t->group);
}

struct names
names_of(const struct topic *t)
{
	return (struct names){
		.title = text_fold(t->title != NULL ? t->title : ""),
		.group = text_fold(t->group != NULL ? t->group : ""),
		.unit = text_fold(t->unit != NULL ? t->unit : ""),
	};
}

void
names_clear(struct names *t)
{
	free(t->title);
	free(t->group);
	free(t->unit);
}
