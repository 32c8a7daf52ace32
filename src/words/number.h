/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * number: decimal text of a double, in any language's signs.
 */
#ifndef WORDS_NUMBER_H
#define WORDS_NUMBER_H

#include "base/buf.h"

/* v rounded to decimals (half away from zero), then times 10^shift, with
 * thousands and decimal signs; minus is U+2212. Nothing for NAN and infinity.
 * So (27.7, 3, 1) is 27.700: the source's rounding stays what it was. */
void number_put(double v, int shift, int decimals, const char *thousands,
    const char *decimal, struct buf *out);

#endif
