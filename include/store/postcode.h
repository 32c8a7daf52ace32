/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * postcode: which postcode lies in which buurt, with what share of the buurt's
 * addresses. For ingest, which counts them, and panel, which makes areas of
 * them.
 */
#ifndef STORE_POSTCODE_H
#define STORE_POSTCODE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "store/load.h"
#include "store/store.h"

#define POSTCODE_LEN 7

struct postcode_part {
	char code[POSTCODE_LEN]; /* 2282AB */
	int64_t area;		 /* id of a buurt */
	double share; /* of the buurt's addresses, above 0, at most 1 */
};

/* All postcodes of a vintage, in place of those that were there, whatever
 * table they came with. No pair of postcode and buurt twice. */
int store_load_postcodes(struct load *l, int year,
    const struct postcode_part parts[], size_t n, struct err *err);

/* The newest vintage with postcodes; 0: there is none. */
int store_postcode_year(struct store *s, int *out, struct err *err);

/* Buurten of a vintage in which a postcode lies (2282AB, or 2282: all that
 * begin so), by code. */
typedef int postcode_sink(
    void *arg, const char *buurt, double share, struct err *err);
int store_postcode(struct store *s, int year, const char *postcode,
    postcode_sink *sink, void *arg, struct err *err);

#endif
