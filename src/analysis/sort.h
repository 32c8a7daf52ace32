/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * sort: numbers from low to high. For src/analysis only.
 */
#ifndef ANALYSIS_SORT_H
#define ANALYSIS_SORT_H

#include <stddef.h>

/* None is NAN; zero and minus zero are one number. Some times as quick as
 * qsort, which asks a function of each two. */
void sort_numbers(double values[], size_t n);

#endif
