/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * blocks: how high the themes of a profile are on paper, so that the template
 * can choose which stand beside each other, and where a page ends, without
 * setting them twice.
 */
#ifndef RENDER_BLOCKS_H
#define RENDER_BLOCKS_H

#include "codec/json.h"

/* Add to a profile "themes_print", and "print" to each of its themes, see
 * docs/report-model.md. words: the fixed texts of the model. */
void blocks_measure(struct json *model, const struct json *words);

#endif
