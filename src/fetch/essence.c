/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * essence: see essence.h. Every piece goes in with its kind and its length,
 * so that no two answers that differ can look the same.
 */
#include "essence.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "codec/jscan.h"

struct essence {
	const struct cut *cut;
	struct digest *digest;
	struct jrecord record;
	bool blind; /* something could not be looked at */
};

struct essence *
essence_new(const struct cut *cut)
{
	struct essence *e = mem_new(1, sizeof(*e));

	e->cut = cut;
	e->digest = digest_new();
	return e;
}

void
essence_free(struct essence *e)
{
	if (e == NULL)
		return;
	digest_free(e->digest);
	jrecord_free(&e->record);
	free(e);
}

static bool
passes(const char *const *names, const char *name)
{
	for (; names != NULL && *names != NULL; names++)
		if (strcmp(*names, name) == 0)
			return true;
	return false;
}

static void
push(struct essence *e, char kind, const void *data, size_t len)
{
	uint64_t n = len;

	digest_push(e->digest, &kind, 1);
	digest_push(e->digest, &n, sizeof(n));
	digest_push(e->digest, data, len);
}

void
essence_member(
    struct essence *e, const char *name, const char *text, size_t len)
{
	if (passes(e->cut->passing, name))
		return;
	if (text == NULL) {
		e->blind = true;
		return;
	}
	push(e, 'n', name, strlen(name));
	push(e, 't', text, len);
}

static void
push_value(struct essence *e, const struct jv *v)
{
	push(e, 'n', v->name, v->name_len);
	if (v->type == JV_STRING || v->type == JV_NESTED)
		push(e, (char)('0' + v->type), v->str, v->len);
	else if (v->type == JV_NULL)
		push(e, '0' + JV_NULL, "", 0);
	else
		push(e, (char)('0' + v->type), &v->number, sizeof(v->number));
}

void
essence_record(struct essence *e, const char *text, size_t len)
{
	struct err ignored = { 0 };

	push(e, 'r', "", 0);
	if (e->cut->passing_within == NULL) {
		push(e, 't', text, len);
		return;
	}
	/* What is no record is found out, and told, by who reads it. */
	if (jrecord_parse(&e->record, text, len, &ignored) == -1) {
		e->blind = true;
		return;
	}
	for (size_t i = 0; i < e->record.n; i++)
		if (!passes(e->cut->passing_within, e->record.items[i].name))
			push_value(e, &e->record.items[i]);
}

void
essence_hex(struct essence *e, char out[DIGEST_HEX])
{
	digest_hex(e->digest, out);
	if (e->blind)
		out[0] = '\0';
}
