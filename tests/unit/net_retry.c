/* SPDX-License-Identifier: EUPL-1.2 */
/* Whether and when a request is repeated. */
#include "net/limits.h"
#include "net/retry.h"
#include "tap.h"

static const struct retry_row {
	const char *name;
	struct retry_case c;
	double want;
} rows[] = {
	{ "first 503 waits about a second", { 1, 5, 503, false, -1, 1 }, 1 },
	{ "the dice halves it at most", { 1, 5, 503, false, -1, 0 }, 0.5 },
	{ "the second wait is twice as long", { 2, 5, 503, false, -1, 1 }, 2 },
	{ "the fourth eight times", { 4, 5, 500, false, -1, 1 }, 8 },
	{ "it stops growing", { 40, 99, 502, false, -1, 1 }, NET_WAIT_MOST },
	{ "the last try is the last", { 5, 5, 503, false, -1, 1 }, -1 },
	{ "a reset is tried again", { 1, 5, 0, true, -1, 1 }, 1 },
	{ "no answer without a fault of the line", { 1, 5, 0, false, -1, 1 },
	    -1 },
	{ "a body cut off is tried again", { 1, 5, 200, true, -1, 1 }, 1 },
	{ "404 is not", { 1, 5, 404, false, -1, 1 }, -1 },
	{ "403 is not", { 1, 5, 403, false, -1, 1 }, -1 },
	{ "429 is", { 1, 5, 429, false, -1, 1 }, 1 },
	{ "501 is not", { 1, 5, 501, false, -1, 1 }, -1 },
	{ "Retry-After is obeyed", { 1, 5, 503, false, 17, 1 }, 17 },
	{ "a shorter Retry-After does not hurry", { 4, 5, 503, false, 2, 1 },
	    8 },
	{ "too long a Retry-After gives up",
	    { 1, 5, 503, false, NET_RETRY_AFTER_MOST + 1, 1 }, -1 },
};

int
main(void)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		is_near(
		    retry_wait(&rows[i].c), rows[i].want, 1e-9, rows[i].name);
	return done_testing();
}
