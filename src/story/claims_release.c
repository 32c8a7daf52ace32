/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * claims_release: what the analyst writes, searched for what points at a
 * person before anything of it is printed.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "story/claim_own.h"

/* A sentence without its live numbers: codes and years are no traces. */
static char *
without_lives(const char *sentence)
{
	struct buf out = { 0 };
	const char *open, *close;

	while ((open = strstr(sentence, "{{")) != NULL &&
	    (close = strstr(open, "}}")) != NULL) {
		buf_put(&out, sentence, (size_t)(open - sentence));
		buf_puts(&out, "\xe2\x80\xa6");
		sentence = close + 2;
	}
	buf_puts(&out, sentence);
	return buf_take(&out);
}

static bool
is_clean(struct mistakes *m, const struct claim *c, int line, const char *what,
    const char *text, const struct traces *t)
{
	size_t at, len;
	enum trace trace =
	    text == NULL ? TRACE_NONE : privacy_find(text, t, &at, &len);

	if (trace == TRACE_NONE)
		return true;
	m->consent = true;
	mistake(m, c->file, line,
	    "%s: \"%.*s\" looks like %s; when it is not, or may be printed: "
	    "feiten check --print 'claim:%s' --by NAME --why TEXT",
	    what, (int)(len < 60 ? len : 60), text + at, trace_name(trace),
	    c->id);
	return false;
}

/* Whatever of a claim would stand on a page. A document may have an author
 * with the name of somebody who keeps notes: names are not looked for there. */
static bool
claim_clean(struct mistakes *m, const struct claim *c, const struct traces *t)
{
	const struct traces nameless = { .contact = t->contact,
		.year = t->year,
		.dates = true };
	char *plain = without_lives(c->sentence);
	bool clean = is_clean(m, c, c->line, "sentence", plain, t);

	clean &= is_clean(m, c, c->line, "vraag", c->question, t);
	for (size_t i = 0; i < c->nevidence; i++) {
		const struct evidence *e = &c->evidence[i];

		if (e->kind == EVIDENCE_DOCUMENT)
			clean &= is_clean(
			    m, c, e->line, "document", e->text, &nameless);
		clean &= is_clean(m, c, e->line, "gezien", e->seen, t);
	}
	free(plain);
	return clean;
}

int
claims_release(struct claims *list, const struct notes *notes,
    const struct release *r, struct err *err)
{
	struct mistakes mistakes = { 0 };
	struct traces traces = { .contact = r->contact,
		.year = r->today.year,
		.dates = true };
	const char **names = header_names(notes, &traces.nnames);
	bool *bad = mem_new(list->n + 1, sizeof(*bad));

	traces.names = names;
	for (size_t i = 0; i < list->n; i++) {
		char *ref = mem_fmt("claim:%s", list->items[i].id);

		bad[i] = decisions_find(r->decisions, "print", ref) == NULL &&
		    !claim_clean(&mistakes, &list->items[i], &traces);
		free(ref);
	}
	claims_drop(list, bad);
	while (claims_strangers(list, &mistakes))
		continue;
	free(bad);
	free(names);
	return mistakes_end(&mistakes, err);
}
