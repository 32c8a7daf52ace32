/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * near: "did you mean", for a word that names nothing.
 */
#ifndef CLI_NEAR_H
#define CLI_NEAR_H

#include <stddef.h>

#include "base/err.h"

#define NEAR_MAX 4

struct near {
	char *word, *folded;
	struct {
		char *text;
		size_t distance;
	} best[NEAR_MAX];
	size_t n;
};

void near_start(struct near *near, const char *word);
/* A candidate: compared by name, offered as text. */
void near_try(struct near *near, const char *name, const char *text);
/* "kind "word": unknown: did you mean A, B (hint)". Returns -1 with
 * ERR_USAGE; frees what near holds. */
int near_error(struct near *near, struct err *err, const char *kind,
    const char *hint);

#endif
