/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * map_left_out: topics that are no indicator: those that a definition leaves
 * out on purpose, and those that it does not know.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "map_own.h"
#include "source/def.h"

struct known { /* all that a definition knows of the topics of a table */
	struct rule *rules, *left_out;
	size_t nrules, nleft_out;
	int year; /* 0: of several years, a rule of any may be about it */
};

static struct known
known_new(const struct source *src, int year, const struct table_meta *meta)
{
	struct known k = { .year = year };

	for (size_t i = 0; i < meta->ndims; i++)
		if (meta->dims[i].kind == DIMENSION_TIME)
			k.year = 0;
	k.rules = rules_new(src, &k.nrules);
	k.left_out = left_out_new(src, &k.nleft_out);
	return k;
}

static void
known_clear(struct known *k)
{
	rules_free(k->rules, k->nrules);
	rules_free(k->left_out, k->nleft_out);
}

/* The first of each kind that a topic fits, or NULL. Text is never an
 * indicator, but it can be left out. */
static void
look_up(const struct known *k, const struct topic *t,
    const struct rule **rule, const struct rule **left_out)
{
	struct names names = names_of(t);

	*rule = *left_out = NULL;
	for (size_t i = 0; i < k->nrules && t->type == TOPIC_NUMBER; i++) {
		if ((k->year == 0 || rule_holds(&k->rules[i], k->year)) &&
		    rule_fits(&k->rules[i], &names)) {
			*rule = &k->rules[i];
			break;
		}
	}
	for (size_t i = 0; i < k->nleft_out; i++) {
		if (rule_fits(&k->left_out[i], &names)) {
			*left_out = &k->left_out[i];
			break;
		}
	}
	names_clear(&names);
}

static const char *
or_none(const char *s)
{
	return s != NULL && s[0] != '\0' ? s : "-";
}

/* A topic by name, on one line whatever the source wrote. */
static char *
name_of(const struct topic *t)
{
	char *name = mem_fmt("\"%s\" (%s, %s)", or_none(t->title),
	    or_none(t->group), or_none(t->unit));

	for (char *p = name; *p != '\0'; p++)
		if ((unsigned char)*p < ' ' || *p == 0x7f)
			*p = ' ';
	return name;
}

int
left_out_check(const struct source *src, int year,
    const struct table_meta *meta, struct err *err)
{
	struct known k = known_new(src, year, meta);
	int rc = 0;

	for (size_t i = 0; i < meta->ntopics && rc == 0; i++) {
		const struct topic *t = &meta->topics[i];
		const struct rule *rule, *left_out;

		look_up(&k, t, &rule, &left_out);
		if (rule == NULL || left_out == NULL)
			continue;
		rc = err_set(err, ERR_WORK,
		    "%s: table %s: topic %s (title \"%s\", group \"%s\", unit "
		    "\"%s\") is an indicator by rules[%zu] (%s), and left out "
		    "by left_out[%zu]: narrow one of them by group or unit",
		    src->file, meta->id, t->key, or_none(t->title),
		    or_none(t->group), or_none(t->unit),
		    (size_t)(rule - k.rules), rule->rule->indicator,
		    (size_t)(left_out - k.left_out));
	}
	known_clear(&k);
	return rc;
}

void
source_unknown(const struct source *src, int year,
    const struct table_meta *meta, struct strings *out)
{
	struct known k;

	/* It wants figures of any kind, not indicators. */
	if (src->nrules == 0 && src->nleft_out == 0)
		return;
	k = known_new(src, year, meta);
	for (size_t i = 0; i < meta->ntopics; i++) {
		const struct topic *t = &meta->topics[i];
		const struct rule *rule, *left_out;
		char *name;

		look_up(&k, t, &rule, &left_out);
		if (rule != NULL || left_out != NULL)
			continue;
		name = name_of(t);
		strings_add(out, name);
		free(name);
	}
	known_clear(&k);
}
