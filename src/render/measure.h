/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * measure: how wide the columns and how high the rows of a profile's tables
 * are on paper, and how many lines its key figures take. Typst sets what is
 * in a cell two or three times to find that out, and only once when told.
 */
#ifndef RENDER_MEASURE_H
#define RENDER_MEASURE_H

#include "codec/json.h"

/* Add to every theme of a profile, to its tables (range, age, trend) and to
 * every key figure an object "print", see docs/report-model.md. It is left
 * out where a letter is not in the typeface, or a word is too long for its
 * column: then Typst has to find out. The model may be of any report. */
void measure_profile(struct json *model);

#endif
