/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The tokens of a mustache template: the face between its parser
 * (tokens.c) and its walk (mustache.c). Not for other rooms.
 */
#ifndef RENDER_MUSTACHE_H
#define RENDER_MUSTACHE_H

#include <stddef.h>

#include "base/err.h"

enum token_kind {
	TOKEN_TEXT,
	TOKEN_VALUE,	/* {{x}} */
	TOKEN_RAW,	/* {{{x}}} or {{&x}} */
	TOKEN_SECTION,	/* {{#x}} */
	TOKEN_INVERTED, /* {{^x}} */
	TOKEN_CLOSE,	/* {{/x}} */
	TOKEN_PARTIAL	/* {{>x}} */
};

/* Texts lie in the template, not NUL-terminated. */
struct token {
	enum token_kind kind;
	const char *text; /* literal text, or the name in the tag */
	size_t len;
	const char *indent; /* blanks before a partial alone on its line */
	size_t indent_len;
	size_t end;    /* of a section: index of its closing tag */
	unsigned line; /* 1-based */
};

/* Parse len bytes. *out is an array of *n tokens that points into text and
 * that the caller frees. Every section is closed in it. */
int mustache_tokens(const char *name, const char *text, size_t len,
    struct token **out, size_t *n, struct err *err);

#endif
