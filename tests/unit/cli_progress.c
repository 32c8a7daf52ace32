/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The line that tells how far a refresh is.
 */
#include "cli/progress.h"
#include "tap.h"

static void
line(const struct progress_now *now, int width, const char *want)
{
	char out[256];

	is_str(progress_line(now, width, out, sizeof(out)), want, "a line");
}

static void
lines(void)
{
	struct progress_now now = { .table = "85984NED", .announced = -1 };

	line(&now, 79, "85984NED");
	now.nth = 3;
	now.of = 14;
	now.role = "TypedDataSet";
	now.page = 2;
	line(&now, 79, "85984NED (3 of 14): TypedDataSet, page 2");
	now.announced = 20000;
	line(&now, 79, "85984NED (3 of 14): TypedDataSet, page 2");
	now.rows = 5000;
	now.seconds = 1;
	now.bytes = 3000000;
	line(&now, 79,
	    "[#####---------------]  25% 85984NED (3 of 14): TypedDataSet, "
	    "page 2, 5000 of 2");
	line(&now, 0,
	    "85984NED (3 of 14): TypedDataSet, page 2, 5000 of 20000 rows");
	now.of = 0;
	now.role = "Data";
	now.seconds = 10;
	line(&now, 0,
	    "85984NED: Data, page 2, 5000 of 20000 rows, 300 kB/s, 30 s "
	    "left");
	now.bytes = 30000000;
	now.seconds = 100;
	line(&now, 0,
	    "85984NED: Data, page 2, 5000 of 20000 rows, 300 kB/s, 5 min "
	    "left");
	now.bytes = 300000000;
	line(&now, 0,
	    "85984NED: Data, page 2, 5000 of 20000 rows, 3.0 MB/s, 5 min "
	    "left");
	now.seconds = 3600;
	line(&now, 0,
	    "85984NED: Data, page 2, 5000 of 20000 rows, 83 kB/s, 3 hours "
	    "left");
	now.rows = 20000;
	line(&now, 100,
	    "[####################] 100% 85984NED: Data, page 2, 20000 of "
	    "20000 rows, 83 kB/s");
	now.rows = 30000; /* more than announced: noticed elsewhere */
	line(&now, 30, "[####################] 100% 85");
	now.table = "a\033[2Jb";
	now.rows = 0;
	now.bytes = 0;
	line(&now, 0, "a?[2Jb: Data, page 2");
}

/* In a log: nothing but plain lines, and no more than one a minute. */
static void
in_a_log(void)
{
	struct progress p;
	FILE *f = tmpfile();

	if (!ok(f != NULL, "a file"))
		return;
	progress_start(&p, f, false);
	progress_table(&p, "1NED", 1, 1);
	progress_tick(&p, "1NED", "Data", 1, 5, 10);
	ok(ftell(f) == 0, "not at once");
	p.shown -= 61;
	progress_moved(&p, 100);
	ok(ftell(f) > 0, "after a minute");
	rewind(f);
	for (int c; (c = getc(f)) != EOF;)
		if (c != '\n' && (c < ' ' || c > '~'))
			ok(false, "byte %d", c);
	progress_end(&p);
	ok(ftell(f) > 20 && !p.open, "a line without any control sequence");
	progress_start(&p, f, true);
	progress_table(&p, "1NED", 1, 1);
	p.shown -= 61;
	progress_moved(&p, 100);
	ok(p.shown < p.began, "quiet: not a word");
	fclose(f);
}

int
main(void)
{
	lines();
	in_a_log();
	return done_testing();
}
