/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * lex: from characters to words and signs, and how a place is shown.
 */
#include "claims/lex.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

/* Bytes before the line that at is in. */
static size_t
line_start(const char *text, size_t at)
{
	while (at > 0 && text[at - 1] != '\n')
		at--;
	return at;
}

int
expr_error(
    const struct expr *e, size_t at, struct err *err, const char *fmt, ...)
{
	const size_t start = line_start(e->text, at);
	char what[512], shown[256];
	int line = e->line, column;
	size_t n = strcspn(e->text + start, "\r\n");
	char *before = mem_strn(e->text + start, at - start);
	va_list ap;

	for (size_t i = 0; i < start; i++)
		line += e->text[i] == '\n';
	column = (int)text_chars(before) + (start == 0 ? e->column : 1);
	va_start(ap, fmt);
	vsnprintf(what, sizeof(what), fmt, ap);
	va_end(ap);
	n = n < 200 ? n : text_prefix(e->text + start, 150);
	snprintf(shown, sizeof(shown), "%.*s", (int)(n < 255 ? n : 255),
	    e->text + start);
	for (char *s = shown; *s != '\0'; s++)
		if ((unsigned char)*s < 0x20 || *s == 0x7f)
			*s = ' ';
	err_set(err, ERR_INPUT, "%s:%d:%d: %s\n  %s\n  %*s", e->file, line,
	    column, what, shown,
	    at - start <= 200 ? (int)text_chars(before) + 1 : 1, "^");
	free(before);
	return -1;
}

char *
near_indicator(const struct indicators *all, const char *typed, char out[80])
{
	size_t least = strlen(typed) / 3 + 1;
	char *folded = text_fold(typed);

	out[0] = '\0';
	for (size_t i = 0; i < all->n; i++) {
		const size_t d = text_distance(folded, all->items[i].id, least);

		if (d > least || (d == least && out[0] != '\0'))
			continue;
		least = d;
		snprintf(out, 80, ", did you mean %.60s", all->items[i].id);
	}
	free(folded);
	return out;
}

bool
is_newest(const char *period)
{
	return strcmp(period, "nieuwste") == 0 || strcmp(period, "newest") == 0;
}

static bool
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || c == '_';
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static int
lex_number(struct parser *p)
{
	const char *s = p->e->text + p->at;
	size_t n = strspn(s, "0123456789");

	if (s[n] == '.' && is_digit(s[n + 1]))
		n += 1 + strspn(s + n + 1, "0123456789");
	else if (s[n] == ',' && is_digit(s[n + 1]))
		return expr_error(p->e, p->at + n, p->err,
		    "a number with a comma: write a point, as in 1.5");
	if (n > 15 || is_word(s[n]))
		return expr_error(p->e, p->at, p->err,
		    n > 15 ? "a number of more than 15 digits"
			   : "a number with letters behind it");
	p->number = strtod(s, NULL);
	p->percent = s[n] == '%';
	p->token = T_NUMBER;
	p->end = p->at + n + p->percent;
	return 0;
}

static int
lex_sign(struct parser *p)
{
	static const struct {
		const char *sign;
		enum op op;
	} signs[] = { { "<=", OP_LESS_EQUAL }, { ">=", OP_GREATER_EQUAL },
		{ "!=", OP_UNEQUAL }, { "==", OP_EQUAL }, { "<", OP_LESS },
		{ ">", OP_GREATER }, { "=", OP_EQUAL }, { "~", OP_ALIKE },
		{ "+", OP_ADD }, { "-", OP_SUBTRACT }, { "*", OP_MULTIPLY },
		{ "/", OP_DIVIDE } };
	const char *s = p->e->text + p->at;

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		const size_t n = strlen(signs[i].sign);

		if (strncmp(s, signs[i].sign, n) != 0)
			continue;
		p->token = T_SIGN;
		p->op = signs[i].op;
		p->end = p->at + n;
		return 0;
	}
	return expr_error(p->e, p->at, p->err,
	    "\"%.*s\" means nothing here: use names, numbers, ( ) and "
	    "< <= = != >= > ~ + - * /",
	    (int)text_prefix(s, 1), s);
}

void
lex_skip_blanks(struct parser *p)
{
	p->at = p->end;
	p->at += strspn(p->e->text + p->at, " \t\r\n");
	p->end = p->at;
}

int
lex_next(struct parser *p)
{
	const char *s;
	size_t n = 0;

	lex_skip_blanks(p);
	s = p->e->text + p->at;
	if (*s == '\0') {
		p->token = T_END;
		return 0;
	}
	if (is_digit(*s))
		return lex_number(p);
	if (!is_word(*s)) {
		p->end = p->at + 1;
		p->token = *s == '(' ? T_OPEN
		    : *s == ')'	     ? T_CLOSE
		    : *s == ','	     ? T_COMMA
				     : T_SIGN;
		return p->token == T_SIGN ? lex_sign(p) : 0;
	}
	while (is_word(s[n]))
		n++;
	if (n >= WORD)
		return expr_error(p->e, p->at, p->err,
		    "a name of more than %d letters", WORD - 1);
	snprintf(p->word, sizeof(p->word), "%.*s", (int)n, s);
	p->token = T_WORD;
	p->end = p->at + n;
	return 0;
}

/* A code, id or period between commas: may hold '-'. */
int
lex_raw_word(
    struct parser *p, const char *what, size_t most, char *out, size_t *at)
{
	const char *s;
	size_t n = 0;

	lex_skip_blanks(p);
	s = p->e->text + p->at;
	while (is_word(s[n]) || (n > 0 && s[n] == '-'))
		n++;
	if (n == 0 || n >= most)
		return expr_error(p->e, p->at, p->err,
		    n == 0 ? "%s is missing here" : "%s is too long", what);
	snprintf(out, most, "%.*s", (int)n, s);
	*at = p->at;
	p->end = p->at + n;
	return 0;
}
