/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * chance: draws for simulations, the same on every machine. Shares nothing
 * with the program. Include once a test.
 */
#ifndef TESTS_CHANCE_H
#define TESTS_CHANCE_H

#include <math.h>
#include <stdint.h>

static uint64_t chance_seed = 20261122;

/* Between 0 and 1, neither included (splitmix64). */
__attribute__((unused)) static double
lot(void)
{
	uint64_t z = (chance_seed += 0x9e3779b97f4a7c15u);

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return ((double)((z ^ (z >> 31)) >> 11) + 0.5) / 9007199254740992.0;
}

/* Normal, mean 0 and deviation 1 (Box and Muller). */
__attribute__((unused)) static double
bell(void)
{
	return sqrt(-2.0 * log(lot())) * cos(6.283185307179586 * lot());
}

/* How many of something that comes by chance: waits are counted; of many, the
 * normal distribution is as good. */
__attribute__((unused)) static double
draw_events(double mean)
{
	double sum = 0.0, k = -1.0;

	if (mean > 500.0)
		return fmax(0.0, floor(mean + sqrt(mean) * bell() + 0.5));
	while (sum <= mean) {
		sum -= log(lot());
		k += 1.0;
	}
	return k;
}

#endif
