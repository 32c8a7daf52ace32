/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * satisfied: a number about how satisfied people are says nothing without how
 * many answered, how far their answers lie apart, and a story. docs/story.md.
 */
#ifndef STORY_SATISFIED_H
#define STORY_SATISFIED_H

#include <stdbool.h>

/* What a text lacks, in words ("how many people answered"), when it has a share
 * or mark about satisfaction; NULL: nothing, or it is about something else.
 * story: whether a quote that may be printed stands beside it. */
const char *satisfaction_lacks(const char *text, bool story);

#endif
