/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * judge: claims against the figures of today.
 */
#include "claims/judge.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "claims/own.h"

struct judging {
	const struct claims *claims;
	struct panel *panel;
	const struct notes *notes;
	struct judgement *out;
	bool *done;
	struct buf mistakes;
	enum err_code code; /* of the first mistake */
};

const char *
claim_result_name(enum claim_result result)
{
	static const char *const names[] = { "holds", "fails", "unknown",
		"no_evidence", "mistake" };

	return names[result];
}

const char *
agreement_name(enum agreement agreement)
{
	static const char *const names[] = { "neither", "numbers", "stories",
		"agree", "disagree", "complement" };

	return names[agreement];
}

static void
mistaken(struct judging *g, struct judged *j, const struct err *err)
{
	if (g->mistakes.len > 0)
		buf_putc(&g->mistakes, '\n');
	else
		g->code = err->code;
	buf_puts(&g->mistakes, err->msg);
	j->result = CLAIM_MISTAKEN;
	snprintf(j->why, sizeof(j->why), "%.*s", (int)strcspn(err->msg, "\n"),
	    err->msg);
}

static void
worse(struct judged *j, enum claim_result result)
{
	/* A mistake is told first, then what fails, then what is not known. */
	static const int weight[] = { 0, 3, 1, 2, 4 };

	if (weight[result] > weight[j->result])
		j->result = result;
}

static void
say(struct judged *j, const char *text)
{
	const size_t n = strlen(j->why);

	snprintf(
	    j->why + n, sizeof(j->why) - n, "%s%s", n > 0 ? "; " : "", text);
}

static void
print_side(const struct side *s, char out[48])
{
	snprintf(out, 48, "%.*f%s",
	    s->indicator != NULL ? s->indicator->decimals : 2, s->value,
	    s->indicator != NULL && strcmp(s->indicator->unit, "%") == 0 ? "%"
									 : "");
}

/* "X > Y: now 4 and 5, was 6" */
static void
tell_fact(struct judged *j, const struct judged_fact *f)
{
	const struct verdict *v = &f->verdict;
	char left[48], right[48], *text, *one = mem_str(f->evidence->text);

	for (char *s = one; *s != '\0'; s++)
		if (*s == '\n' || *s == '\r' || *s == '\t')
			*s = ' ';
	if (v->truth == TRUTH_UNKNOWN)
		text = mem_fmt("line %d: %.120s: not known: %s",
		    f->evidence->line, one, v->why);
	else if (v->compared) {
		print_side(&v->left, left);
		print_side(&v->right, right);
		text = mem_fmt("line %d: %.120s: does not hold: now %s and %s"
			       "%s%.60s",
		    f->evidence->line, one, left, right,
		    f->evidence->seen == NULL ? "" : ", was ",
		    f->evidence->seen == NULL ? "" : f->evidence->seen);
	} else
		text = mem_fmt("line %d: %.120s: does not hold%s%.60s",
		    f->evidence->line, one,
		    f->evidence->seen == NULL ? "" : ", was ",
		    f->evidence->seen == NULL ? "" : f->evidence->seen);
	say(j, text);
	free(text);
	free(one);
}

/* What stands under it may not be quite sure. */
static void
lean(struct judged *j, bool doubted, const char *likely)
{
	j->doubted |= doubted;
	if (j->likely[0] == '\0')
		snprintf(j->likely, sizeof(j->likely), "%s", likely);
}

static void
judge_fact(struct judging *g, struct judged *j, const struct evidence *e)
{
	struct judged_fact *f = &j->facts[j->nfacts];
	struct expr *expr = NULL;
	struct err err = { 0 };

	f->evidence = e;
	if (expr_parse(e->text, j->claim->file, e->line, e->column,
		panel_indicators(g->panel), &expr, &err) == -1 ||
	    expr_eval(expr, g->panel, &f->verdict, &err) == -1) {
		mistaken(g, j, &err);
		goto done;
	}
	j->nfacts++;
	lean(j, f->verdict.doubted, f->verdict.likely);
	if (j->area[0] == '\0')
		snprintf(j->area, sizeof(j->area), "%s", expr_area(expr));
	if (f->verdict.truth == TRUTH_YES)
		goto done;
	worse(j, f->verdict.truth == TRUTH_NO ? CLAIM_FAILS : CLAIM_UNKNOWN);
	tell_fact(j, f);
done:
	expr_free(expr);
}

static void
judge_quote(struct judging *g, struct judged *j, const struct evidence *e)
{
	struct judged_quote *q = &j->quotes[j->nquotes++];
	char *ref = mem_fmt("%s#%zu", e->text, e->place), *text;
	const struct note *note;

	q->evidence = e;
	q->quote = notes_quote(g->notes, ref, &note);
	if (q->quote != NULL && q->quote->held == HELD_NOT) {
		free(ref);
		return;
	}
	text = mem_fmt("line %d: quote %.80s: %.200s: it is not counted",
	    e->line, ref,
	    q->quote == NULL ? "is in no note that can be used"
			     : held_name(q->quote->held));
	q->quote = NULL;
	say(j, text);
	free(text);
	free(ref);
}

static void judge_one(struct judging *g, size_t i);

static void
judge_claim(struct judging *g, struct judged *j, const struct evidence *e)
{
	const struct claim *other = claims_find(g->claims, e->text);
	const size_t i = (size_t)(other - g->claims->items);
	char *text;

	judge_one(g, i);
	lean(j, g->out->items[i].doubted, g->out->items[i].likely);
	if (g->out->items[i].result == CLAIM_HOLDS)
		return;
	worse(j,
	    g->out->items[i].result == CLAIM_UNKNOWN ? CLAIM_UNKNOWN
						     : CLAIM_FAILS);
	text = mem_fmt(
	    "line %d: rests on %.60s, which does not hold", e->line, e->text);
	say(j, text);
	free(text);
}

static void
judge_lives(struct judging *g, struct judged *j)
{
	const struct claim *c = j->claim;

	j->lives = mem_new(c->nlives + 1, sizeof(*j->lives));
	for (size_t i = 0; i < c->nlives; i++) {
		const struct live *l = &c->lives[i];
		struct claim_figure *f = &j->lives[i];
		struct err err = { 0 };

		if (claim_figure_look(g->panel, l->indicator, l->area,
			l->period, f, &err) == -1) {
			err_ctx(&err, "%s:%d:%d", c->file, l->line, l->column);
			mistaken(g, j, &err);
			return;
		}
		j->nlives++;
		lean(j, f->cell.doubted, "");
		if (j->area[0] == '\0')
			memcpy(j->area, f->area, sizeof(j->area));
		if (!isnan(f->value))
			continue;
		worse(j, CLAIM_UNKNOWN);
		say(j, "a number in the sentence has no value");
	}
}

static enum agreement
agree(const struct judged *j)
{
	size_t with = 0, against = 0, beside = 0, facts = 0;
	bool fails = false;

	for (size_t i = 0; i < j->nfacts; i++) {
		facts += j->facts[i].verdict.truth != TRUTH_UNKNOWN;
		fails |= j->facts[i].verdict.truth == TRUTH_NO;
	}
	for (size_t i = 0; i < j->nquotes; i++) {
		const struct judged_quote *q = &j->quotes[i];

		if (q->quote == NULL)
			continue;
		with += q->evidence->stance == CLAIM_SUPPORTS;
		against += q->evidence->stance == CLAIM_CONTRADICTS;
		beside += q->evidence->stance == CLAIM_NUANCES;
	}
	if (with + against + beside == 0)
		return facts > 0 ? AGREE_NUMBERS : AGREE_NEITHER;
	if (facts == 0)
		return AGREE_STORIES;
	if ((with > 0) == (against > 0))
		return AGREE_COMPLEMENT;
	return (with > 0) != fails ? AGREE_BOTH : AGREE_NOT;
}

/* Whether something can be shown that supports it, or shades it. */
static bool
has_evidence(const struct judged *j)
{
	for (size_t i = 0; i < j->claim->nevidence; i++)
		if (j->claim->evidence[i].kind == EVIDENCE_DOCUMENT ||
		    j->claim->evidence[i].kind == EVIDENCE_CLAIM)
			return true;
	for (size_t i = 0; i < j->nquotes; i++)
		if (j->quotes[i].quote != NULL &&
		    j->quotes[i].evidence->stance != CLAIM_CONTRADICTS)
			return true;
	return j->nfacts > 0;
}

static void
judge_one(struct judging *g, size_t i)
{
	struct judged *j = &g->out->items[i];
	const struct claim *c = &g->claims->items[i];
	struct area area = { 0 };
	struct err err = { 0 };

	if (g->done[i])
		return;
	g->done[i] = true; /* there are no circles: story/claim.h */
	j->claim = c;
	j->facts = mem_new(c->nevidence + 1, sizeof(*j->facts));
	j->quotes = mem_new(c->nevidence + 1, sizeof(*j->quotes));
	if (c->area != NULL) {
		snprintf(j->area, sizeof(j->area), "%s", c->area);
		if (panel_area(g->panel, c->area, &area, &err) != 1) {
			err_set(&err, ERR_INPUT,
			    "%s:%d: gebied: %.40s is no area that is known: "
			    "'feiten areas TEXT' searches them",
			    c->file, c->line, c->area);
			mistaken(g, j, &err);
		}
		area_clear(&area);
	}
	for (size_t k = 0; k < c->nevidence; k++) {
		const struct evidence *e = &c->evidence[k];

		if (e->kind == EVIDENCE_FACT)
			judge_fact(g, j, e);
		else if (e->kind == EVIDENCE_QUOTE)
			judge_quote(g, j, e);
		else if (e->kind == EVIDENCE_CLAIM)
			judge_claim(g, j, e);
	}
	judge_lives(g, j);
	if (!has_evidence(j)) {
		worse(j, CLAIM_NO_EVIDENCE);
		if (j->why[0] == '\0')
			say(j,
			    "nothing stands under it: add a fact, a quote "
			    "or a document");
	}
	j->agreement = agree(j);
	if (c->headline != NULL && j->result != CLAIM_MISTAKEN &&
	    headline_judge(g->panel, g->out, i, &err) == -1)
		mistaken(g, j, &err);
	g->out->held += j->result == CLAIM_HOLDS;
}

int
claims_judge(const struct claims *claims, struct panel *p,
    const struct notes *notes, struct judgement *out, struct err *err)
{
	struct judging g = {
		.claims = claims, .panel = p, .notes = notes, .out = out
	};
	int rc = 0;

	*out = (struct judgement){ .n = claims->n };
	out->items = mem_new(claims->n + 1, sizeof(*out->items));
	g.done = mem_new(claims->n + 1, sizeof(*g.done));
	for (size_t i = 0; i < claims->n; i++)
		judge_one(&g, i);
	if (g.mistakes.len > 0)
		rc = err_set(err, g.code, "%s", buf_str(&g.mistakes));
	buf_free(&g.mistakes);
	free(g.done);
	return rc;
}

void
judgement_free(struct judgement *j)
{
	for (size_t i = 0; i < j->n; i++) {
		struct judged *one = &j->items[i];

		for (size_t k = 0; k < one->nfacts; k++)
			verdict_clear(&one->facts[k].verdict);
		for (size_t k = 0; k < one->nlives; k++)
			claim_figure_clear(&one->lives[k]);
		free(one->facts);
		free(one->quotes);
		free(one->lives);
	}
	free(j->items);
	*j = (struct judgement){ 0 };
}
