/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * retry: whether and when to ask again. Knows nothing of curl or clocks.
 */
#include "net/limits.h"
#include "net/retry.h"

static bool
worth_it(const struct retry_case *c)
{
	switch (c->status) {
	case 0:
		return c->transport;
	case 429:
	case 500:
	case 502:
	case 503:
	case 504:
		return true;
	}
	/* A good answer that broke off on the way. */
	return c->status == 200 && c->transport;
}

double
retry_wait(const struct retry_case *c)
{
	double wait = NET_WAIT_FIRST;

	if (c->tried >= c->tries || !worth_it(c))
		return -1;
	/* Waiting less than was asked would only add to the load. */
	if (c->retry_after > NET_RETRY_AFTER_MOST)
		return -1;
	for (int i = 1; i < c->tried && wait < NET_WAIT_MOST; i++)
		wait *= 2;
	if (wait > NET_WAIT_MOST)
		wait = NET_WAIT_MOST;
	/* Half of it by lot, so that many clients do not come back at once. */
	wait *= 0.5 + 0.5 * c->dice;
	return wait > c->retry_after ? wait : c->retry_after;
}
