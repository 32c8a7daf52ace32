/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * shared: what may be printed of opgaven and the purpose.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "story/opgave.h"
#include "story/own.h"

struct look {
	const char *file, *ref; /* "opgave:ID", "purpose" */
	const struct traces *traces;
	struct mistakes *m;
	bool clean;
};

static void
look_at(struct look *l, const char *text, int line)
{
	size_t at, len;
	enum trace trace;

	if (text == NULL)
		return;
	trace = privacy_find(text, l->traces, &at, &len);
	if (trace == TRACE_NONE)
		return;
	l->clean = false;
	l->m->consent = true;
	mistake(l->m, l->file, line,
	    "\"%.*s\" looks like %s; when it is not, or may be printed: feiten "
	    "check --print '%s' --by NAME --why TEXT",
	    (int)(len < 60 ? len : 60), text + at, trace_name(trace), l->ref);
}

static void
look_at_told(struct look *l, const struct told_text *t)
{
	look_at(l, t->text, t->line);
}

static void
look_at_opgave(struct look *l, const struct opgave *o)
{
	const struct told_text *const texts[] = { &o->task, &o->for_whom,
		&o->see, &o->question, &o->dilemma, &o->first_sign };

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		look_at_told(l, texts[i]);
	for (size_t i = 0; i < o->nquestions; i++)
		look_at_told(l, &o->questions[i]);
	for (size_t i = 0; i < o->ngrounds; i++)
		if (o->grounds[i].claim == NULL)
			look_at_told(l, &o->grounds[i].text);
	for (size_t i = 0; i < o->nparties; i++) {
		look_at_told(l, &o->parties[i].name);
		look_at_told(l, &o->parties[i].brings);
	}
	for (size_t i = 0; i < o->nworks; i++) {
		look_at_told(l, &o->works[i].what);
		look_at(l, o->works[i].evidence, o->works[i].what.line);
	}
	for (size_t i = 0; i < o->nexpectations; i++) {
		look_at_told(l, &o->expectations[i].by);
		look_at_told(l, &o->expectations[i].hear);
	}
}

static void
look_at_purpose(struct look *l, const struct purpose *p)
{
	look_at_told(l, &p->sentence);
	for (size_t i = 0; i < p->nrecognised; i++) {
		look_at_told(l, &p->recognised[i].who);
		look_at_told(l, &p->recognised[i].changed);
	}
}

int
opgaven_release(struct opgaven *list, struct purpose *purpose,
    const struct notes *notes, const struct release *r, struct err *err)
{
	struct mistakes mistakes = { 0 };
	struct traces traces = { .contact = r->contact, .year = r->today.year };
	const char **names = header_names(notes, &traces.nnames);
	struct look look = { .traces = &traces, .m = &mistakes };

	traces.names = names;
	for (size_t i = 0; i < list->n; i++) {
		struct opgave *o = &list->items[i];
		char *ref = mem_fmt("opgave:%s", o->id);

		look.file = o->file;
		look.ref = ref;
		look.clean = true;
		if (decisions_find(r->decisions, "print", ref) == NULL)
			look_at_opgave(&look, o);
		o->shown = look.clean;
		free(ref);
	}
	look.file = purpose->file;
	look.ref = "purpose";
	look.clean = true;
	if (decisions_find(r->decisions, "print", look.ref) == NULL)
		look_at_purpose(&look, purpose);
	purpose->shown = purpose->sentence.text != NULL && look.clean;
	free(names);
	return mistakes_end(&mistakes, err);
}
