/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * lex: the words and signs of an expression.
 */
#ifndef CLAIMS_LEX_H
#define CLAIMS_LEX_H

#include "claims/own.h"

#define WORD 64 /* bytes of a name, a code, a period */

enum token {
	T_END,
	T_NUMBER,
	T_WORD,
	T_OPEN,
	T_CLOSE,
	T_COMMA,
	T_SIGN /* op: one of enum op */
};

struct parser {
	struct expr *e;
	struct err *err;
	size_t at; /* of the next token */
	enum token token;
	size_t end; /* of it */
	enum op op;
	double number;
	bool percent;
	char word[WORD];
	int depth;
	size_t leaves;
};

/* The next token; -1 with err set when there is none that means something. */
int lex_next(struct parser *p);
/* A code, id or period between commas, which may hold '-'; of fewer than most
 * bytes. *at is where it begins. */
int lex_raw_word(
    struct parser *p, const char *what, size_t most, char *out, size_t *at);
void lex_skip_blanks(struct parser *p);

#endif
