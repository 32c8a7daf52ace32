/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * expr: from text to a tree, with the exact place of what is wrong.
 */
#include "claims/expr.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "claims/lex.h"

static struct node *parse_or(struct parser *p);

static void
node_free(struct node *n)
{
	if (n == NULL)
		return;
	node_free(n->a);
	node_free(n->b);
	free(n);
}

void
expr_free(struct expr *e)
{
	if (e == NULL)
		return;
	node_free(e->root);
	free(e->text);
	free(e->file);
	free(e);
}

static bool
is_one(const char *word, const char *a, const char *b)
{
	return strcmp(word, a) == 0 || strcmp(word, b) == 0;
}

static struct node *
node_new(enum op op, enum type type, size_t at, struct node *a, struct node *b)
{
	struct node *n = mem_new(1, sizeof(*n));

	n->op = op;
	n->type = type;
	n->at = at;
	n->a = a;
	n->b = b;
	return n;
}

static int
want(struct parser *p, enum token token, const char *what)
{
	if (lex_next(p) == -1)
		return -1;
	return p->token == token
	    ? 0
	    : expr_error(p->e, p->at, p->err, "%s is missing here", what);
}

static int
find_indicator(struct parser *p, const char *name, size_t at, struct node *n)
{
	char near[80];

	n->indicator = indicators_find(p->e->indicators, name);
	if (n->indicator == NULL)
		return expr_error(p->e, at, p->err,
		    "\"%.60s\" is not an indicator%s ('feiten indicators' "
		    "lists them)",
		    name, near_indicator(p->e->indicators, name, near));
	if (n->indicator->kind == KIND_CODE)
		return expr_error(p->e, at, p->err,
		    "%s is a class, not an amount: it cannot be counted with",
		    name);
	n->unit = n->indicator->unit;
	return 0;
}

static int
take_area(struct parser *p, char out[AREA_CODE], size_t *at)
{
	char code[12];
	enum area_level level;

	if (lex_raw_word(p, "an area (BU06030771)", AREA_CODE, out, at) == -1)
		return -1;
	if (area_code(out, strlen(out), code, &level) == 0)
		memcpy(out, code, sizeof(code));
	return 0;
}

static int
take_period(struct parser *p, const char *what, char out[PERIOD_LEN])
{
	char word[PERIOD_LEN], period[PERIOD_LEN];
	size_t at;

	if (lex_raw_word(p, what, sizeof(word), word, &at) == -1)
		return -1;
	if (is_newest(word))
		memcpy(out, word, PERIOD_LEN);
	else if (period_parse(word, strlen(word), period) == 0)
		memcpy(out, period, PERIOD_LEN);
	else
		return expr_error(p->e, at, p->err,
		    "%s is no period: write 2024, 2024Q2, 2024-06 or nieuwste "
		    "(newest)",
		    word);
	return 0;
}

/* "buurt in GM0603" */
static int
take_peers(struct parser *p, struct node *n)
{
	char word[WORD];
	size_t at;

	if (lex_raw_word(p, "a level (buurt, wijk)", sizeof(word), word, &at) ==
	    -1)
		return -1;
	if (area_level_parse(word, &n->level) == -1 || n->level == LEVEL_LAND ||
	    n->level == LEVEL_GEMEENTE)
		return expr_error(p->e, at, p->err,
		    "%.40s is no level of which areas are put in order: write "
		    "buurt or wijk",
		    word);
	if (lex_raw_word(p, "\"in\" and an area", sizeof(word), word, &at) ==
	    -1)
		return -1;
	if (!is_one(word, "in", "within") && strcmp(word, "binnen") != 0)
		return expr_error(p->e, at, p->err,
		    "here stands: in, and the gemeente or wijk");
	return take_area(p, n->within, &n->within_at);
}

/* What stands between the parentheses of a function, less the first name. */
static int
take_arguments(struct parser *p, struct node *n)
{
	if (take_area(p, n->area, &n->area_at) == -1)
		return -1;
	if (n->op == OP_TREND)
		return want(p, T_CLOSE, "a )");
	if (want(p, T_COMMA, "a comma and a period") == -1)
		return -1;
	lex_skip_blanks(p);
	n->period_at = p->at;
	if (n->op == OP_CHANGE &&
	    (take_period(p, "a period (from)", n->from) == -1 ||
		want(p, T_COMMA, "a comma and a second period") == -1))
		return -1;
	if (take_period(p, "a period (2024)", n->period) == -1)
		return -1;
	if (n->op == OP_RANK &&
	    (want(p, T_COMMA, "a comma and a level") == -1 ||
		take_peers(p, n) == -1))
		return -1;
	return want(p, T_CLOSE, "a )");
}

static struct node *
parse_function(struct parser *p)
{
	static const struct {
		const char *nl, *en;
		enum op op;
	} functions[] = { { "verandering", "change", OP_CHANGE },
		{ "rang", "rank", OP_RANK }, { "trend", "trend", OP_TREND } };
	struct node *n = node_new(OP_INDICATOR, TYPE_NUMBER, p->at, NULL, NULL);
	char name[WORD];
	size_t at = p->at;

	if (++p->leaves > EXPR_LEAVES) {
		expr_error(p->e, at, p->err, "more than %d figures in one fact",
		    EXPR_LEAVES);
		goto fail;
	}
	memcpy(name, p->word, sizeof(name));
	for (size_t i = 0; i < 3; i++)
		if (is_one(name, functions[i].nl, functions[i].en))
			n->op = functions[i].op;
	if (n->op == OP_TREND)
		n->type = TYPE_DIRECTION;
	if (n->op == OP_INDICATOR && find_indicator(p, name, at, n) == -1)
		goto fail;
	if (want(p, T_OPEN, "a ( with area and period") == -1)
		goto fail;
	if (n->op != OP_INDICATOR) {
		if (want(p, T_WORD, "an indicator") == -1)
			goto fail;
		memcpy(name, p->word, sizeof(name));
		if (find_indicator(p, name, p->at, n) == -1 ||
		    want(p, T_COMMA, "a comma and an area") == -1)
			goto fail;
	}
	if (take_arguments(p, n) == -1 || lex_next(p) == -1)
		goto fail;
	if (n->op == OP_RANK)
		n->unit = "place";
	return n;
fail:
	node_free(n);
	return NULL;
}

static struct node *
parse_word(struct parser *p)
{
	static const struct {
		const char *word;
		enum trend_why is;
	} directions[] = { { "up", TREND_UP }, { "stijgt", TREND_UP },
		{ "down", TREND_DOWN }, { "daalt", TREND_DOWN },
		{ "flat", TREND_FLAT }, { "gelijk", TREND_FLAT } };
	struct node *n;

	for (size_t i = 0; i < 6; i++) {
		if (strcmp(p->word, directions[i].word) != 0)
			continue;
		n = node_new(OP_DIRECTION, TYPE_DIRECTION, p->at, NULL, NULL);
		n->number = directions[i].is;
		if (lex_next(p) == 0)
			return n;
		node_free(n);
		return NULL;
	}
	return parse_function(p);
}

static struct node *
parse_primary(struct parser *p)
{
	struct node *n = NULL;
	size_t open = p->at;

	if (p->token == T_WORD)
		return parse_word(p);
	if (p->token == T_NUMBER) {
		n = node_new(OP_NUMBER, TYPE_NUMBER, p->at, NULL, NULL);
		n->number = p->number;
		n->unit = p->percent ? "%" : NULL;
		if (lex_next(p) == 0)
			return n;
	} else if (p->token == T_OPEN) {
		if (lex_next(p) == -1 || (n = parse_or(p)) == NULL)
			return NULL;
		if (p->token != T_CLOSE)
			expr_error(p->e, open, p->err,
			    "this ( has no ) that belongs to it");
		else if (lex_next(p) == 0)
			return n;
	} else
		expr_error(p->e, p->at, p->err,
		    p->token == T_END ? "the fact ends too early: an "
					"indicator or a number is missing"
				      : "an indicator or a number is missing "
					"here");
	node_free(n);
	return NULL;
}

static struct node *
parse_unary(struct parser *p)
{
	size_t at = p->at;
	struct node *n = NULL, *a;

	if (++p->depth > EXPR_DEPTH) {
		expr_error(p->e, at, p->err,
		    "more than %d levels of parentheses and signs", EXPR_DEPTH);
		return NULL;
	}
	if (p->token == T_SIGN && p->op == OP_SUBTRACT) {
		if (lex_next(p) == -1 || (a = parse_unary(p)) == NULL)
			return NULL;
		n = node_new(OP_NEGATE, TYPE_NUMBER, at, a, NULL);
		n->unit = a->unit;
		n->indicator = a->indicator;
		if (a->type != TYPE_NUMBER) {
			expr_error(
			    p->e, at, p->err, "- stands before a number");
			node_free(n);
			return NULL;
		}
	} else
		n = parse_primary(p);
	p->depth--;
	return n;
}

/* Both sides must be numbers. */
static int
check_numbers(struct parser *p, const struct node *n)
{
	if (n->a->type == TYPE_NUMBER && n->b->type == TYPE_NUMBER)
		return 0;
	return expr_error(
	    p->e, n->at, p->err, "on one side of this stands no number");
}

static const char *
unit_name(const char *unit)
{
	return unit[0] == '\0' ? "a ratio" : unit;
}

/* + and - and comparisons: one unit, or a plain number. */
static int
check_units(struct parser *p, struct node *n)
{
	const char *a = n->a->unit, *b = n->b->unit;

	if (check_numbers(p, n) == -1)
		return -1;
	if (a != NULL && b != NULL && strcmp(a, b) != 0)
		return expr_error(p->e, n->at, p->err,
		    "different units: left is %s, right is %s; only what has "
		    "one unit can be compared",
		    unit_name(a), unit_name(b));
	n->unit = a != NULL ? a : b;
	n->indicator =
	    n->a->indicator != NULL ? n->a->indicator : n->b->indicator;
	return 0;
}

/* A number keeps the unit; of two of one unit a ratio is left. */
static int
check_product(struct parser *p, struct node *n)
{
	const char *a = n->a->unit, *b = n->b->unit;
	const bool plain_a = a == NULL || *a == '\0';
	const bool plain_b = b == NULL || *b == '\0';

	if (check_numbers(p, n) == -1)
		return -1;
	if (plain_b) {
		n->unit = a != NULL ? a : b;
		n->indicator = n->a->indicator;
	} else if (n->op == OP_MULTIPLY && plain_a) {
		n->unit = b;
		n->indicator = n->b->indicator;
	} else if (n->op == OP_DIVIDE && !plain_a && strcmp(a, b) == 0)
		n->unit = "";
	else
		return expr_error(p->e, n->at, p->err,
		    "different units: left is %s, right is %s; multiply by a "
		    "number, or divide what has one unit",
		    a == NULL ? "a number" : unit_name(a), unit_name(b));
	if (n->unit != NULL && n->unit[0] == '\0')
		n->indicator = NULL;
	return 0;
}

/* What two signs of one rank join, from the left: a * b / c, a + b - c. */
struct rank {
	enum op one, other;
	struct node *(*operand)(struct parser *p);
	int (*check)(struct parser *p, struct node *n);
};

static struct node *
parse_rank(struct parser *p, const struct rank *r)
{
	struct node *n = r->operand(p), *b;

	while (n != NULL && p->token == T_SIGN &&
	    (p->op == r->one || p->op == r->other)) {
		const enum op op = p->op;
		const size_t at = p->at;

		if (lex_next(p) == -1 || (b = r->operand(p)) == NULL)
			goto fail;
		n = node_new(op, TYPE_NUMBER, at, n, b);
		if (r->check(p, n) == -1)
			goto fail;
	}
	return n;
fail:
	node_free(n);
	return NULL;
}

static struct node *
parse_term(struct parser *p)
{
	static const struct rank products = { OP_MULTIPLY, OP_DIVIDE,
		parse_unary, check_product };

	return parse_rank(p, &products);
}

static struct node *
parse_sum(struct parser *p)
{
	static const struct rank sums = { OP_ADD, OP_SUBTRACT, parse_term,
		check_units };

	return parse_rank(p, &sums);
}

static int
check_comparison(struct parser *p, struct node *n)
{
	if (n->a->type == TYPE_DIRECTION && n->b->type == TYPE_DIRECTION) {
		if (n->op == OP_EQUAL || n->op == OP_UNEQUAL)
			return 0;
		return expr_error(p->e, n->at, p->err,
		    "a direction is compared with = or !=");
	}
	if (n->a->type == TYPE_DIRECTION || n->b->type == TYPE_DIRECTION)
		return expr_error(p->e, n->at, p->err,
		    "a trend is compared with up, down or flat (stijgt, daalt, "
		    "gelijk)");
	return check_units(p, n);
}

static struct node *
parse_comparison(struct parser *p)
{
	struct node *n = parse_sum(p), *b;
	enum op op = p->op;
	size_t at = p->at;

	if (n == NULL || p->token != T_SIGN || op < OP_LESS || op > OP_ALIKE)
		return n;
	if (lex_next(p) == -1 || (b = parse_sum(p)) == NULL)
		goto fail;
	n = node_new(op, TYPE_TRUTH, at, n, b);
	if (check_comparison(p, n) == -1)
		goto fail;
	if (p->token == T_SIGN && p->op >= OP_LESS && p->op <= OP_ALIKE) {
		expr_error(p->e, p->at, p->err,
		    "a second comparison: put \"en\" (and) between them");
		goto fail;
	}
	return n;
fail:
	node_free(n);
	return NULL;
}

static bool
at_word(const struct parser *p, const char *nl, const char *en)
{
	return p->token == T_WORD && is_one(p->word, nl, en);
}

static struct node *
parse_not(struct parser *p)
{
	size_t at = p->at;
	struct node *n, *a;

	if (!at_word(p, "niet", "not"))
		return parse_comparison(p);
	if (++p->depth > EXPR_DEPTH) {
		expr_error(p->e, at, p->err, "more than %d times niet (not)",
		    EXPR_DEPTH);
		return NULL;
	}
	if (lex_next(p) == -1 || (a = parse_not(p)) == NULL)
		return NULL;
	p->depth--;
	n = node_new(OP_NOT, TYPE_TRUTH, at, a, NULL);
	if (a->type == TYPE_TRUTH)
		return n;
	expr_error(p->e, at, p->err, "niet (not) stands before a comparison");
	node_free(n);
	return NULL;
}

/* A chain of "and"s or of "or"s. */
static struct node *
parse_chain(struct parser *p, enum op op, const char *nl, const char *en,
    struct node *(*part)(struct parser *))
{
	struct node *n = part(p), *b;

	while (n != NULL && at_word(p, nl, en)) {
		const size_t at = p->at;

		if (lex_next(p) == -1 || (b = part(p)) == NULL)
			goto fail;
		n = node_new(op, TYPE_TRUTH, at, n, b);
		if (n->a->type != TYPE_TRUTH || b->type != TYPE_TRUTH) {
			expr_error(p->e, at, p->err,
			    "%s (%s) stands between two comparisons", nl, en);
			goto fail;
		}
	}
	return n;
fail:
	node_free(n);
	return NULL;
}

static struct node *
parse_and(struct parser *p)
{
	return parse_chain(p, OP_AND, "en", "and", parse_not);
}

static struct node *
parse_or(struct parser *p)
{
	return parse_chain(p, OP_OR, "of", "or", parse_and);
}

int
expr_parse(const char *text, const char *file, int line, int column,
    const struct indicators *indicators, struct expr **out, struct err *err)
{
	struct expr *e = mem_new(1, sizeof(*e));
	struct parser p = { .e = e, .err = err };

	*e = (struct expr){ .text = mem_str(text),
		.file = mem_str(file),
		.line = line,
		.column = column,
		.indicators = indicators };
	if (strlen(text) > EXPR_BYTES) {
		expr_error(e, 0, err, "longer than %d characters: make it two",
		    EXPR_BYTES);
		goto fail;
	}
	if (lex_next(&p) == -1 || (e->root = parse_or(&p)) == NULL)
		goto fail;
	if (p.token != T_END) {
		expr_error(e, p.at, err,
		    "here the fact could end: what follows belongs to nothing");
		goto fail;
	}
	if (e->root->type != TYPE_TRUTH) {
		expr_error(e, e->root->at, err,
		    "this is a figure and no fact: compare it with something, "
		    "as in > 1.5 * dichtheid(GM0603, 2024)");
		goto fail;
	}
	*out = e;
	return 0;
fail:
	expr_free(e);
	return -1;
}

static const char *
area_of(const struct node *n)
{
	const char *found;

	if (n == NULL || n->area[0] != '\0')
		return n == NULL ? NULL : n->area;
	found = area_of(n->a);
	return found != NULL ? found : area_of(n->b);
}

const char *
expr_area(const struct expr *e)
{
	return area_of(e->root);
}
