/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * filter: $filter as a tree, and whether a row fits it.
 */
#include "filter.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"

#define DEPTH_MAX 64

enum kind { OR, AND, NOT, COMPARE, SUBSTRING_OF, STARTS_WITH, CONTAINS };

struct filter {
	enum kind kind;
	struct filter *left, *right;
	char op[3]; /* COMPARE */
	struct text member, literal;
	bool quoted; /* the literal was text */
};

struct parser {
	const char *p;
	int depth;
	bool v4; /* `in` and `contains`, no `substringof` */
	struct text *why;
};

static struct filter *parse_or(struct parser *in);

static struct filter *
filter_new(enum kind kind, struct filter *left, struct filter *right)
{
	struct filter *f = must_alloc(sizeof(*f));

	f->kind = kind;
	f->left = left;
	f->right = right;
	return f;
}

void
filter_free(struct filter *filter)
{
	if (filter == NULL)
		return;
	filter_free(filter->left);
	filter_free(filter->right);
	text_free(&filter->member);
	text_free(&filter->literal);
	free(filter);
}

static struct filter *
fail(struct parser *in, const char *what)
{
	if (in->why->n == 0)
		text_printf(in->why, "%s at '%.40s'", what, in->p);
	return NULL;
}

static bool
word_char(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '.' || c == '-';
}

static void
blanks(struct parser *in)
{
	while (*in->p == ' ')
		in->p++;
}

/* A word that must come next; it stays when it is another one. */
static bool
take_word(struct parser *in, const char *word)
{
	size_t n = strlen(word);

	blanks(in);
	if (strncmp(in->p, word, n) != 0 || word_char(in->p[n]))
		return false;
	in->p += n;
	return true;
}

static bool
take_char(struct parser *in, char c)
{
	blanks(in);
	if (*in->p != c)
		return false;
	in->p++;
	return true;
}

static bool
take_name(struct parser *in, struct text *out)
{
	size_t n = 0;

	blanks(in);
	while (word_char(in->p[n]))
		n++;
	text_add(out, in->p, n);
	in->p += n;
	return n > 0;
}

/* 'text', a quote in it doubled; or a bare number, null, true, false. */
static bool
take_literal(struct parser *in, struct filter *f)
{
	blanks(in);
	if (*in->p != '\'')
		return take_name(in, &f->literal);
	f->quoted = true;
	text_puts(&f->literal, "");
	for (in->p++; *in->p != '\0'; in->p++) {
		if (*in->p == '\'' && *++in->p != '\'')
			return true;
		text_add(&f->literal, in->p, 1);
	}
	return false;
}

static struct filter *
parse_function(struct parser *in, enum kind kind)
{
	struct filter *f = filter_new(kind, NULL, NULL);
	bool fine = take_char(in, '(');

	/* substringof(needle, member) but startswith(member, needle) */
	if (fine && kind == SUBSTRING_OF)
		fine = take_literal(in, f) && take_char(in, ',') &&
		    take_name(in, &f->member);
	else if (fine)
		fine = take_name(in, &f->member) && take_char(in, ',') &&
		    take_literal(in, f);
	if (fine && take_char(in, ')'))
		return f;
	filter_free(f);
	return fail(in, "wrong arguments of a function");
}

/* member in ('a','b'), as one comparison or the other. */
static struct filter *
parse_list(struct parser *in, const struct text *member)
{
	struct filter *all = NULL, *f;
	bool fine = take_char(in, '(');

	while (fine) {
		f = filter_new(COMPARE, NULL, NULL);
		text_add(&f->member, member->s, member->n);
		memcpy(f->op, "eq", 3);
		fine = take_literal(in, f);
		all = all == NULL ? f : filter_new(OR, f, all);
		if (!fine || !take_char(in, ','))
			break;
	}
	if (fine && take_char(in, ')'))
		return all;
	filter_free(all);
	return fail(in, "a list was expected");
}

static struct filter *
parse_compare(struct parser *in)
{
	static const char *const ops[] = { "eq", "ne", "gt", "ge", "lt", "le" };
	struct filter *f = filter_new(COMPARE, NULL, NULL);

	if (!take_name(in, &f->member)) {
		filter_free(f);
		return fail(in, "a name was expected");
	}
	if (in->v4 && take_word(in, "in")) {
		struct filter *list = parse_list(in, &f->member);

		filter_free(f);
		return list;
	}
	for (size_t i = 0; i < sizeof(ops) / sizeof(ops[0]); i++)
		if (f->op[0] == '\0' && take_word(in, ops[i]))
			memcpy(f->op, ops[i], 3);
	if (f->op[0] != '\0' && take_literal(in, f))
		return f;
	filter_free(f);
	return fail(in, "a comparison was expected");
}

static struct filter *
parse_one(struct parser *in)
{
	struct filter *f;

	if (in->depth > DEPTH_MAX)
		return fail(in, "nested too deeply");
	if (take_word(in, "not")) {
		in->depth++;
		f = parse_one(in);
		in->depth--;
		return f != NULL ? filter_new(NOT, f, NULL) : NULL;
	}
	if (take_char(in, '(')) {
		in->depth++;
		f = parse_or(in);
		in->depth--;
		if (f != NULL && !take_char(in, ')')) {
			filter_free(f);
			return fail(in, "a ) was expected");
		}
		return f;
	}
	if (in->v4 && take_word(in, "contains"))
		return parse_function(in, CONTAINS);
	if (!in->v4 && take_word(in, "substringof"))
		return parse_function(in, SUBSTRING_OF);
	if (take_word(in, "startswith"))
		return parse_function(in, STARTS_WITH);
	return parse_compare(in);
}

static struct filter *
parse_and(struct parser *in)
{
	struct filter *right, *left = parse_one(in);

	while (left != NULL && take_word(in, "and")) {
		right = parse_one(in);
		if (right == NULL) {
			filter_free(left);
			return NULL;
		}
		left = filter_new(AND, left, right);
	}
	return left;
}

/* A list of hundreds of "or" leans to the right, so that matching it need
 * not go deep for the first ones. */
static struct filter *
parse_or(struct parser *in)
{
	struct filter *first = parse_and(in), **tail = &first;

	while (first != NULL && take_word(in, "or")) {
		struct filter *next = parse_and(in);

		if (next == NULL) {
			filter_free(first);
			return NULL;
		}
		*tail = filter_new(OR, *tail, next);
		tail = &(*tail)->right;
	}
	return first;
}

struct filter *
filter_parse(const char *text, bool v4, struct text *why)
{
	struct parser in = { .p = text, .v4 = v4, .why = why };
	struct filter *f = parse_or(&in);

	blanks(&in);
	if (f != NULL && *in.p != '\0') {
		filter_free(f);
		return fail(&in, "not understood");
	}
	return f;
}

static bool
compare(const struct filter *f, struct span value, const struct text *text)
{
	bool same;
	int order;

	if (!f->quoted && json_is_string(value))
		same = false;
	else if (!f->quoted && strcmp(f->literal.s, "null") != 0 &&
	    !span_is(value, "null"))
		same = strtod(f->literal.s, NULL) == strtod(text->s, NULL);
	else
		same = json_is_string(value) == f->quoted &&
		    text->n == f->literal.n &&
		    memcmp(text->s, f->literal.s, text->n) == 0;
	if (strcmp(f->op, "eq") == 0)
		return same;
	if (strcmp(f->op, "ne") == 0)
		return !same;
	if (strcmp(f->member.s, "Perioden") != 0)
		return true; /* the service ignores a range elsewhere */
	order = strcmp(text->s, f->literal.s);
	if (order == 0)
		return f->op[1] == 'e';
	return (order > 0) == (f->op[0] == 'g');
}

static int
match_member(const struct filter *f, struct span row)
{
	struct text text = { 0 };
	struct span value;
	int rc;

	if (!json_get(row, f->member.s, &value))
		return -1;
	text_puts(&text, "");
	json_text(value, &text);
	if (f->kind == COMPARE)
		rc = compare(f, value, &text);
	else if (f->kind == SUBSTRING_OF || f->kind == CONTAINS)
		rc = strstr(text.s, f->literal.s) != NULL;
	else
		rc = strncmp(text.s, f->literal.s, f->literal.n) == 0;
	text_free(&text);
	return rc;
}

int
filter_match(const struct filter *filter, struct span row)
{
	int left;

	switch (filter->kind) {
	case NOT:
		left = filter_match(filter->left, row);
		return left == -1 ? -1 : !left;
	case OR:
	case AND:
		left = filter_match(filter->left, row);
		if (left == -1 || left == (filter->kind == OR))
			return left;
		return filter_match(filter->right, row);
	case COMPARE:
	case SUBSTRING_OF:
	case STARTS_WITH:
	case CONTAINS:
		break;
	}
	return match_member(filter, row);
}

bool
filter_only_keys(const struct filter *filter)
{
	const char *tail;

	if (filter == NULL)
		return true;
	if (filter->member.n == 0)
		return filter_only_keys(filter->left) &&
		    filter_only_keys(filter->right);
	tail = strrchr(filter->member.s, '_');
	return tail == NULL || tail[1 + strspn(tail + 1, "0123456789")] != 0;
}
