/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * jrecord: a flat record as name and value pairs, without a tree. Declared in
 * codec/jscan.h, beside the scanner that finds the records.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "codec/jlex.h"
#include "codec/jscan.h"

/* One value, p at its first byte. */
static int
read_value(struct jlex *l, struct jv *v)
{
	char which;

	v->number = 0;
	v->str = NULL;
	v->len = 0;
	switch (*l->p) {
	case '"':
		v->type = JV_STRING;
		return jlex_string(l, &v->str, &v->len);
	case '{':
	case '[':
		v->type = JV_NESTED;
		v->str = l->p;
		if (jlex_value(l, JSCAN_DEPTH - 1) != 0)
			return -1;
		v->len = (size_t)(l->p - v->str);
		return 0;
	case 't':
	case 'f':
	case 'n':
		if (jlex_word(l, &which) != 0)
			return -1;
		v->type = which == 'n' ? JV_NULL : JV_BOOL;
		v->number = which == 't';
		return 0;
	default:
		v->type = JV_NUMBER;
		if (jlex_number(l, &v->number) != 0)
			return -1;
		if (isinf(v->number)) {
			l->why = "a number out of range";
			return -1;
		}
		return 0;
	}
}

/* Expect the byte c after white space. */
static int
expect(struct jlex *l, char c, const char *why)
{
	jlex_space(l);
	if (l->p == l->end || *l->p != c) {
		l->why = why;
		return -1;
	}
	l->p++;
	return 0;
}

/*
 * The name of member number i. The records of a table have the same names in
 * the same order, so it is held against that of the record before first: that
 * one is plain text, without an escape, so equal bytes are an equal name.
 */
static int
read_name(struct jrecord *r, struct jlex *l, size_t i, struct jv *v)
{
	size_t left = (size_t)(l->end - l->p);
	struct jname *before;
	const char *start = l->p;

	if (i == r->nnames) {
		MEM_PUSH(r->names, r->nnames, r->capnames);
		r->names[r->nnames++] = (struct jname){ 0 };
	}
	before = &r->names[i];
	if (before->text != NULL && left > before->len + 1 && start[0] == '"' &&
	    start[before->len + 1] == '"' &&
	    memcmp(start + 1, before->text, before->len) == 0) {
		v->name = before->text;
		v->name_len = before->len;
		l->p += before->len + 2;
		return 0;
	}
	if (jlex_string(l, &v->name, &v->name_len) != 0)
		return -1;
	if ((size_t)(l->p - start) == v->name_len + 2) {
		free(before->text);
		before->text = mem_strn(v->name, v->name_len);
		before->len = v->name_len;
		v->name = before->text;
	}
	return 0;
}

/* The members, p after the opening brace. */
static int
read_members(struct jrecord *r, struct jlex *l)
{
	struct jv *v;

	jlex_space(l);
	if (l->p < l->end && *l->p == '}') {
		l->p++;
		return 0;
	}
	for (;;) {
		MEM_PUSH(r->items, r->n, r->cap);
		v = &r->items[r->n];
		jlex_space(l);
		if (read_name(r, l, r->n, v) != 0 ||
		    expect(l, ':', "expected ':' after a name") != 0)
			return -1;
		jlex_space(l);
		if (l->p == l->end) {
			l->why = "the text ends before a value";
			return -1;
		}
		if (read_value(l, v) != 0)
			return -1;
		r->n++;
		jlex_space(l);
		if (l->p < l->end && *l->p == '}') {
			l->p++;
			return 0;
		}
		if (expect(l, ',', "expected ',' or '}'") != 0)
			return -1;
	}
}

int
jrecord_parse(struct jrecord *r, const char *text, size_t len,
    struct err *err)
{
	struct jlex l = { .p = text, .end = text + len };
	int rc;

	if (r->scratch_cap < JLEX_ROOM(len)) {
		r->scratch_cap = JLEX_ROOM(len) * 2;
		r->scratch = mem_grow(r->scratch, r->scratch_cap, 1);
	}
	r->n = 0;
	l.out = r->scratch;
	rc = expect(&l, '{', "expected '{': a record is an object");
	if (rc == 0)
		rc = read_members(r, &l);
	if (rc == 0) {
		jlex_space(&l);
		if (l.p != l.end) {
			l.why = "something after the end of the record";
			rc = -1;
		}
	}
	if (rc != 0) {
		r->n = 0;
		return err_set(err, ERR_INPUT, "byte %zu of the record: %s",
		    (size_t)(l.p - text), l.why);
	}
	return 0;
}

void
jrecord_free(struct jrecord *r)
{
	for (size_t i = 0; i < r->nnames; i++)
		free(r->names[i].text);
	free(r->names);
	free(r->items);
	free(r->scratch);
	*r = (struct jrecord){ 0 };
}
