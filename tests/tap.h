/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * tap: the smallest test harness that prove(1) understands. One file, one
 * program: include once, call ok() and friends, end main with done_testing().
 */
#ifndef TESTS_TAP_H
#define TESTS_TAP_H

#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int tap_count, tap_failed;

__attribute__((format(printf, 4, 5), unused)) static bool
tap_ok(bool pass, const char *file, int line, const char *fmt, ...)
{
	va_list ap;

	printf("%sok %d - ", pass ? "" : "not ", ++tap_count);
	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	putchar('\n');
	if (!pass) {
		tap_failed++;
		printf("# failed at %s:%d\n", file, line);
	}
	fflush(stdout);
	return pass;
}

/* ok(condition, "name %s", ...) */
#define ok(pass, ...) tap_ok((pass), __FILE__, __LINE__, __VA_ARGS__)

__attribute__((unused)) static bool
tap_is(const char *got, const char *want, const char *file, int line,
    const char *name)
{
	bool same = (got == NULL && want == NULL) ||
	    (got != NULL && want != NULL && strcmp(got, want) == 0);

	tap_ok(same, file, line, "%s", name);
	if (!same)
		printf("# got:  %s\n# want: %s\n", got ? got : "(null)",
		    want ? want : "(null)");
	return same;
}

/* Strings are equal (both NULL counts). */
#define is_str(got, want, name) \
	tap_is((got), (want), __FILE__, __LINE__, (name))

/* Numbers are within tol of each other, or both NAN. */
#define is_near(got, want, tol, name)                                   \
	ok((isnan((double)(got)) && isnan((double)(want))) ||      \
		fabs((double)(got) - (double)(want)) <= (tol),       \
	    "%s (got %.17g, want %.17g)", (name), (double)(got),        \
	    (double)(want))

__attribute__((unused)) static int
done_testing(void)
{
	printf("1..%d\n", tap_count);
	return tap_failed != 0;
}

#endif
