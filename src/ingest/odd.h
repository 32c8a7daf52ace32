/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * odd: values of one column that are not to be believed unseen. Pure
 * arithmetic; the rules in words: docs/running.md. For src/ingest only.
 */
#ifndef INGEST_ODD_H
#define INGEST_ODD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "model/area.h"
#include "model/indicator.h"
#include "model/notice.h"

#define ODD_ALL SIZE_MAX /* the column as a whole */
#define ODD_SOME 20	 /* values that make a column one that had values */

struct odd_series { /* n areas; NAN: no value. All borrowed. */
	size_t n;
	const struct area *areas; /* for their levels */
	const double *now;
	const bool *fresh; /* came just now; only these are looked at */
	const double *old; /* what a fresh one took the place of, or NAN */
	const double *ago; /* a period ago; NULL: not known */
	enum indicator_kind kind;
	bool amounts; /* of money: a correction may be below nought */
};
/* was: what it is held against, or NAN. Of ODD_ALL: medians. */
typedef int odd_sink(void *arg, size_t area, enum doubt_kind kind, double was,
    double value, struct err *err);

int odd_find(
    const struct odd_series *s, odd_sink *sink, void *arg, struct err *err);

#endif
