/* SPDX-License-Identifier: EUPL-1.2 */
#include "claims/shared.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

const char *
flag_name(enum flag flag)
{
	static const char *const names[FLAGS] = { "no_claims", "claim",
		"no_residents", "no_parties", "silent", "not_recognised" };

	return names[flag];
}

const struct judged *
judgement_find(const struct judgement *j, const char *id)
{
	for (size_t i = 0; i < j->n; i++)
		if (strcmp(j->items[i].claim->id, id) == 0)
			return &j->items[i];
	return NULL;
}

static void
add(struct flags *out, enum flag flag, const char *what, int line)
{
	MEM_PUSH(out->items, out->n, out->cap);
	out->items[out->n++] = (struct flagged){ flag, what, line };
}

static void
look_at_grounds(const struct shared *s, const struct footing *grounds, size_t n,
    int line, struct flags *out)
{
	size_t claims = 0;

	for (size_t i = 0; i < n; i++)
		claims += grounds[i].claim != NULL;
	if (claims == 0)
		add(out, FLAG_NO_CLAIMS, NULL, line);
	for (size_t i = 0; i < n; i++) {
		const struct judged *j = grounds[i].claim == NULL
		    ? NULL
		    : judgement_find(s->judgement, grounds[i].claim);

		if (j != NULL && j->result != CLAIM_HOLDS)
			add(out, FLAG_CLAIM, grounds[i].claim,
			    grounds[i].text.line);
	}
}

static bool
residents_heard(const struct shared *s, const struct opgave *o)
{
	struct voices v;
	bool heard = false;

	opgave_voices(o, s->claims, s->notes, &v);
	for (size_t i = 0; !heard && i < v.n; i++)
		heard = role_is_resident(v.items[i].role);
	voices_free(&v);
	return heard;
}

void
opgave_flags(const struct shared *s, const struct opgave *o, struct flags *out)
{
	*out = (struct flags){ 0 };
	look_at_grounds(s, o->grounds, o->ngrounds, o->task.line, out);
	if (!residents_heard(s, o))
		add(out, FLAG_NO_RESIDENTS, NULL, o->task.line);
	if (o->nparties == 0)
		add(out, FLAG_NO_PARTIES, NULL, o->task.line);
	for (size_t i = 0; i < o->nparties; i++)
		if (o->parties[i].brings.text == NULL)
			add(out, FLAG_SILENT, o->parties[i].name.text,
			    o->parties[i].name.line);
}

void
purpose_flags(const struct shared *s, struct flags *out)
{
	const struct purpose *p = s->purpose;

	*out = (struct flags){ 0 };
	if (p->sentence.text == NULL)
		return;
	look_at_grounds(s, p->grounds, p->ngrounds, p->sentence.line, out);
	if (p->nrecognised == 0)
		add(out, FLAG_NOT_RECOGNISED, NULL, p->sentence.line);
}

void
flags_free(struct flags *f)
{
	free(f->items);
	*f = (struct flags){ 0 };
}
