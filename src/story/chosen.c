/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * chosen: the choosing log.
 */
#include "story/chosen.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "codec/json.h"
#include "story/own.h"

#define LOG_MAX ((size_t)256 << 10) /* bytes of the file */
#define CHOICES_MAX 400		    /* entries in it */
#define WHY_MAX 400		    /* characters: a sentence or two */

static const char *const names[CHOOSERS] = { "residents", "professionals",
	"council", "municipality" };
static const char *const dutch[CHOOSERS] = { "bewoners", "professionals",
	"raad", "gemeente" };
static const char *const keys[] = { "indicator", "by", "on", "why" };
#define KEYS (sizeof(keys) / sizeof(keys[0]))

const char *
chooser_name(enum chooser by)
{
	return names[by];
}

struct taking {
	struct choices *list;
	struct mistakes m;
	const struct note_words *words;
	struct traces traces;
	const char *kind; /* "chosen", "left_out" */
	size_t place;	  /* from 1 */
};

/* The row is what a person counts; JSON has no lines worth naming. */
static void
wrong(struct taking *t, const char *what)
{
	mistake(&t->m, t->list->file, 1, "%s, entry %zu: %s", t->kind, t->place,
	    what);
}

static void
wrong_free(struct taking *t, char *what)
{
	wrong(t, what);
	free(what);
}

/* An object with these keys, once each. */
static bool
check_keys(struct taking *t, const struct json *one)
{
	bool seen[KEYS] = { false };
	size_t before = t->m.n, i;
	const struct json *item;

	if (!json_is_object(one)) {
		wrong(t, "must be an object: {\"indicator\":...,\"by\":...,"
			 "\"on\":...,\"why\":...}");
		return false;
	}
	for (item = json_first(one); item != NULL; item = json_next(item)) {
		for (i = 0; i < KEYS; i++)
			if (strcmp(keys[i], json_name(item)) == 0)
				break;
		if (i == KEYS || seen[i])
			wrong_free(t,
			    mem_fmt("%.40s: %s", json_name(item),
				i == KEYS ? "is not a key here; they are "
					    "indicator, by, on and why"
					  : "is there twice"));
		else if (json_str(item) == NULL)
			wrong_free(t, mem_fmt("%s: must be text", keys[i]));
		else
			seen[i] = true;
	}
	for (i = 0; i < KEYS && t->m.n == before; i++)
		if (!seen[i])
			wrong_free(t, mem_fmt("%s: is missing", keys[i]));
	return t->m.n == before;
}

static void
check_indicator(struct taking *t, const char *id)
{
	const char *near;
	size_t i;

	for (i = 0; i < t->words->nindicators; i++)
		if (strcmp(t->words->indicators[i], id) == 0)
			return;
	near = nearest(id, t->words->indicators, t->words->nindicators);
	wrong_free(t,
	    mem_fmt("indicator: \"%.40s\" is not one%s%s ('feiten indicators' "
		    "lists them)",
		id, near == NULL ? "" : ", did you mean ",
		near == NULL ? "" : near));
}

static void
take_chooser(struct taking *t, const char *text, enum chooser *by)
{
	size_t i;

	for (i = 0; i < CHOOSERS; i++)
		if (strcmp(text, names[i]) == 0 || strcmp(text, dutch[i]) == 0) {
			*by = (enum chooser)i;
			return;
		}
	wrong_free(t,
	    mem_fmt("by: \"%.40s\" is none of residents, professionals, "
		    "council, municipality (bewoners, professionals, raad, "
		    "gemeente)",
		text));
}

static void
check_why(struct taking *t, char *why)
{
	enum trace trace;
	size_t at, len;

	squeeze(why);
	if (strspn(why, " ") == strlen(why))
		wrong(t, "why: is empty: say in a sentence why");
	else if (text_chars(why) > WHY_MAX)
		wrong_free(t,
		    mem_fmt("why: has %zu characters, %d are accepted",
			text_chars(why), WHY_MAX));
	if (text_turns(why, strlen(why), &at))
		wrong(t, "why: has " MISTAKE_TURN);
	trace = privacy_find(why, &t->traces, &at, &len);
	if (trace == TRACE_NONE)
		return;
	t->m.consent = true;
	wrong_free(t,
	    mem_fmt("why: \"%.*s\" looks like %s",
		(int)(len < 60 ? len : 60), why + at, trace_name(trace)));
}

static bool
is_there(const struct choices *list, const struct choice *c)
{
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->items[i].indicator, c->indicator) == 0 &&
		    list->items[i].by == c->by)
			return true;
	return false;
}

static void
take_one(struct taking *t, const struct json *one, bool left_out)
{
	struct choices *list = t->list;
	struct choice c = { .left_out = left_out, .place = t->place };
	size_t before = t->m.n;

	if (!check_keys(t, one))
		return;
	c.indicator = mem_str(json_get_str(one, "indicator"));
	c.why = mem_str(json_get_str(one, "why"));
	check_indicator(t, c.indicator);
	take_chooser(t, json_get_str(one, "by"), &c.by);
	if (when_parse_day(json_get_str(one, "on"), &c.on) == -1)
		wrong(t, "on: is no day: write it as 2026-11-22");
	check_why(t, c.why);
	if (t->m.n == before && is_there(list, &c))
		wrong(t, "the same people decided on this indicator in "
			 "another entry too: keep one");
	if (t->m.n > before) {
		free(c.indicator);
		free(c.why);
		return;
	}
	MEM_PUSH(list->items, list->n, list->cap);
	list->items[list->n++] = c;
}

static void
take_list(struct taking *t, const struct json *log, const char *kind)
{
	const struct json *list = json_get(log, kind), *one;

	t->kind = kind;
	t->place = 0;
	if (list == NULL)
		return;
	if (!json_is_array(list) || json_len(list) > CHOICES_MAX) {
		mistake(&t->m, t->list->file, 1,
		    "%s: must be a list of at most %d entries", kind,
		    CHOICES_MAX);
		return;
	}
	for (one = json_first(list); one != NULL; one = json_next(one)) {
		t->place++;
		take_one(t, one, strcmp(kind, "left_out") == 0);
	}
}

static void
take_log(struct taking *t, const struct json *log)
{
	const struct json *item;

	if (!json_is_object(log)) {
		mistake(&t->m, t->list->file, 1,
		    "must be an object: {\"chosen\":[...],\"left_out\":[...]}");
		return;
	}
	for (item = json_first(log); item != NULL; item = json_next(item))
		if (strcmp(json_name(item), "chosen") != 0 &&
		    strcmp(json_name(item), "left_out") != 0)
			mistake(&t->m, t->list->file, 1,
			    "%.40s: is not a key here; they are chosen and "
			    "left_out",
			    json_name(item));
	take_list(t, log, "chosen");
	take_list(t, log, "left_out");
}

int
choices_read(const char *path, const struct note_words *words,
    const struct notes *notes, const struct release *r, struct choices *out,
    struct err *err)
{
	struct choices list = { .file = mem_str(path) };
	struct taking t = { .list = &list, .words = words };
	const char **people = header_names(notes, &t.traces.nnames);
	struct json *log;
	struct stat st;
	int rc = -1;

	*out = (struct choices){ 0 };
	t.traces.names = people;
	t.traces.contact = r->contact;
	t.traces.year = r->today.year;
	if (lstat(path, &st) == -1) {
		rc = 0;
		goto done;
	}
	if (!S_ISREG(st.st_mode)) {
		err_set(err, ERR_INPUT, "%s: is no plain file", path);
		goto done;
	}
	log = json_read(path, LOG_MAX, err);
	if (log == NULL)
		goto done;
	take_log(&t, log);
	json_free(log);
	rc = mistakes_end(&t.m, err);
	if (rc == 0) {
		*out = list;
		list = (struct choices){ 0 };
	}
done:
	free(people);
	choices_free(&list);
	return rc;
}

void
choices_free(struct choices *list)
{
	for (size_t i = 0; i < list->n; i++) {
		free(list->items[i].indicator);
		free(list->items[i].why);
	}
	free(list->items);
	free(list->file);
	*list = (struct choices){ 0 };
}

unsigned
choices_by(const struct choices *list, const char *indicator)
{
	unsigned by = 0;

	for (size_t i = 0; list != NULL && i < list->n; i++)
		if (!list->items[i].left_out &&
		    strcmp(list->items[i].indicator, indicator) == 0)
			by |= 1u << list->items[i].by;
	return by;
}

bool
choices_left_out(const struct choices *list, const char *indicator)
{
	for (size_t i = 0; list != NULL && i < list->n; i++)
		if (list->items[i].left_out &&
		    strcmp(list->items[i].indicator, indicator) == 0)
			return choices_by(list, indicator) == 0;
	return false;
}
