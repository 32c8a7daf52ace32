/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * retry: whether and when to ask again. A pure function.
 */
#ifndef NET_RETRY_H
#define NET_RETRY_H

#include <stdbool.h>

struct retry_case {
	int tried; /* how often it was tried, from 1 */
	int tries; /* how often it may be */
	int status; /* of HTTP; 0: no answer */
	bool transport; /* reset, time-out, cut off, DNS */
	double retry_after; /* seconds the server asked for; < 0: none */
	double dice; /* 0..1, for jitter */
};
/* Seconds to wait before the next try, or -1: give up. 429, 502, 503, 504,
 * 500 and transport faults are worth another try; other 4xx are not. The wait
 * doubles with every try, half of it by lot; it is never shorter than the
 * server asked for, and a server that asks for more than NET_RETRY_AFTER_MOST
 * is left alone (-1). */
double retry_wait(const struct retry_case *c);

#endif
