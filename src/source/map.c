/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * map: which topic of a table is which indicator, by title, group and unit.
 * Never by key or position: those change between years and within one.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "map_own.h"
#include "source/def.h"

#define NONE ((size_t)-1)

static const char *
or_none(const char *s)
{
	return s != NULL && s[0] != '\0' ? s : "-";
}

/* Whether a topic alone does not say what a column is about. */
static bool
further_dimensions(const struct table_meta *meta)
{
	for (size_t i = 0; i < meta->ndims; i++)
		if (meta->dims[i].kind == DIMENSION_OTHER)
			return true;
	return false;
}

/* chosen[i]: index of the rule that topic i fits, or NONE. */
static int
choose(const struct source *src, const struct table_meta *meta,
    const struct rule *rules, size_t nrules, int year, size_t *chosen,
    struct err *err)
{
	const bool further = further_dimensions(meta);

	for (size_t i = 0; i < meta->ntopics; i++) {
		const struct topic *t = &meta->topics[i];
		struct names names = names_of(t);
		size_t other = NONE;

		chosen[i] = NONE;
		for (size_t k = 0; k < nrules && t->type == TOPIC_NUMBER; k++) {
			/* With members: about a table that has them. */
			if ((rules[k].rule->members.n > 0 && !further) ||
			    !rule_holds(&rules[k], year) ||
			    !rule_fits(&rules[k], &names))
				continue;
			if (chosen[i] == NONE)
				chosen[i] = k;
			else if (strcmp(src->rules[chosen[i]].indicator,
				     src->rules[k].indicator) != 0)
				other = k;
		}
		names_clear(&names);
		if (other == NONE)
			continue;
		if (further) {
			chosen[i] = NONE;
			continue;
		}
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
	if (further_dimensions(meta))
		return 0; /* its columns are looked at one by one */
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

static bool
further(const struct table_meta *meta, const char *name)
{
	for (size_t i = 0; i < meta->ndims; i++)
		if (meta->dims[i].kind == DIMENSION_OTHER &&
		    strcmp(meta->dims[i].name, name) == 0)
			return true;
	return false;
}

static int
no_dimension(const struct source *src, const struct table_meta *meta,
    const char *key, const char *name, struct err *err)
{
	struct buf list = { 0 };

	for (size_t i = 0; i < meta->ndims; i++)
		if (meta->dims[i].kind == DIMENSION_OTHER)
			buf_putf(&list, "%s%.60s", list.len > 0 ? ", " : "",
			    meta->dims[i].name);
	err_set(err, ERR_WORK,
	    "%s: table %s: \"%s\" names dimension \"%s\", which the table "
	    "does not have (besides area and time it has: %s): correct "
	    "\"%s\"",
	    src->file, meta->id, key, name,
	    list.len > 0 ? buf_str(&list) : "none", key);
	buf_free(&list);
	return -1;
}

/* What main and bounds speak of is there, whether a rule meets it or not. */
static int
check_dimensions(
    const struct source *src, const struct table_meta *meta, struct err *err)
{
	for (size_t i = 0; i < src->main.n; i++)
		if (!further(meta, src->main.items[i].name))
			return no_dimension(
			    src, meta, "main", src->main.items[i].name, err);
	if (src->bounds.dimension != NULL &&
	    !further(meta, src->bounds.dimension))
		return no_dimension(
		    src, meta, "bounds", src->bounds.dimension, err);
	return 0;
}

int
source_map(const struct source *src, int year, struct table_meta *meta,
    struct err *err)
{
	size_t *chosen = mem_new(meta->ntopics + 1, sizeof(*chosen));
	size_t nrules;
	struct rule *rules = rules_new(src, &nrules);
	int rc = -1;

	if (check_dimensions(src, meta, err) != 0 ||
	    left_out_check(src, year, meta, err) != 0 ||
	    choose(src, meta, rules, nrules, year, chosen, err) != 0 ||
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
