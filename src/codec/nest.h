/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * nest: where a JSON value ends, of which the bytes come in pieces. Only for
 * jscan.
 */
#ifndef SRC_CODEC_NEST_H
#define SRC_CODEC_NEST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

enum form { FORM_STRING, FORM_NEST, FORM_SCALAR };

struct nest {
	enum form form;
	int depth;
	uint32_t square; /* bit per open bracket: 1 for '[', innermost lowest */
	bool in_string, escaped;
};

/* A value that begins with c; nest_end gets that byte again. */
void nest_begin(struct nest *n, char c);
/* Look for its end from *pp on, which is byte `at` of the document. 1 when
 * found, with *pp after it; 0 when end came first; -1 on error. */
int nest_end(struct nest *n, const char **pp, const char *end, uint64_t at,
    struct err *err);
bool nest_is_space(char c);
/* "expected X, found Y" at byte `at` of the document. */
int nest_unexpected(
    uint64_t at, const char *expected, char found, struct err *err);

#endif
