/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * progress: how far a refresh is.
 */
#include "cli/progress.h"

#include <inttypes.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include "base/when.h"

#define WIDTH 79    /* of the line on a terminal */
#define BAR 20	    /* cells of the bar */
#define OFTEN 0.2   /* seconds between two lines on a terminal */
#define SELDOM 60.0 /* and in a log */
#define SURE 2.0    /* seconds before a rate means something */

struct line {
	char *out;
	size_t size, len;
};

__attribute__((format(printf, 2, 3))) static void
add(struct line *l, const char *fmt, ...)
{
	size_t room = l->size - l->len;
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(l->out + l->len, room, fmt, ap);
	va_end(ap);
	if (n > 0)
		l->len += (size_t)n < room ? (size_t)n : room - 1;
}

static void
add_bar(struct line *l, const struct progress_now *now)
{
	double part = (double)now->rows / (double)now->announced;
	int full;

	part = part > 1 ? 1 : part;
	full = (int)(part * BAR);
	add(l, "[");
	for (int i = 0; i < BAR; i++)
		add(l, i < full ? "#" : "-");
	add(l, "] %3d%% ", (int)(part * 100));
}

static void
add_rate(struct line *l, const struct progress_now *now)
{
	double rate = (double)now->bytes / now->seconds;

	if (rate >= 1e6)
		add(l, ", %.1f MB/s", rate / 1e6);
	else
		add(l, ", %.0f kB/s", rate / 1e3);
}

/* By the rows that came: the answer at hand is not counted yet. */
static void
add_left(struct line *l, const struct progress_now *now)
{
	double rest = (double)now->announced - (double)now->rows;
	double left = now->seconds * rest / (double)now->rows;

	if (left >= 5400)
		add(l, ", %.0f hours left", left / 3600);
	else if (left >= 90)
		add(l, ", %.0f min left", left / 60);
	else
		add(l, ", %.0f s left", left);
}

char *
progress_line(const struct progress_now *now, int width, char *out, size_t size)
{
	struct line l = { out, size, 0 };
	bool counted = now->announced > 0 && now->rows > 0;

	out[0] = '\0';
	if (width > 0 && counted)
		add_bar(&l, now);
	add(&l, "%s", now->table);
	if (now->of > 1)
		add(&l, " (%zu of %zu)", now->nth, now->of);
	if (now->role != NULL && now->role[0] != '\0')
		add(&l, ": %s, page %d", now->role, now->page);
	if (counted)
		add(&l, "%s%" PRIu64 " of %" PRId64 "%s",
		    now->table[0] == '\0' ? "" : ", ", now->rows,
		    now->announced, now->pages ? " pages" : " rows");
	if (now->bytes > 0 && now->seconds >= SURE)
		add_rate(&l, now);
	if (counted && now->seconds >= SURE &&
	    (uint64_t)now->announced > now->rows)
		add_left(&l, now);
	if (width > 0 && l.len > (size_t)width)
		out[width] = '\0';
	for (char *p = out; *p != '\0'; p++)
		if (*p < ' ' || *p > '~')
			*p = '?';
	return out;
}

void
progress_start(struct progress *p, FILE *errs, bool quiet)
{
	*p = (struct progress){
		.errs = errs, .quiet = quiet, .terminal = isatty(fileno(errs))
	};
}

void
progress_table(struct progress *p, const char *table, size_t nth, size_t of)
{
	p->now = (struct progress_now){
		.table = table, .nth = nth, .of = of, .announced = -1
	};
	p->began = p->shown = when_ticks();
	p->before = p->last = 0;
}

static void
show(struct progress *p)
{
	double ticks = when_ticks();
	char line[256];

	if (p->quiet || p->now.table == NULL ||
	    ticks - p->shown < (p->terminal ? OFTEN : SELDOM))
		return;
	p->shown = ticks;
	p->now.seconds = ticks - p->began;
	p->now.bytes = p->before + p->last;
	progress_line(&p->now, p->terminal ? WIDTH : 0, line, sizeof(line));
	fprintf(p->errs, p->terminal ? "\r\033[K%s" : "%s\n", line);
	fflush(p->errs);
	p->open = p->terminal;
}

void
progress_tick(void *arg, const char *table, const char *role, int page,
    uint64_t rows, int64_t announced)
{
	struct progress *p = arg;

	(void)table; /* it was told of */
	snprintf(p->role, sizeof(p->role), "%s", role);
	p->now.role = p->role;
	p->now.page = page;
	p->now.rows = rows;
	p->now.announced = announced;
	show(p);
}

void
progress_pages(struct progress *p, size_t done, size_t of)
{
	if (p->now.table == NULL) {
		progress_table(p, "", 1, 1);
		p->now.pages = true;
	}
	p->now.rows = done;
	p->now.announced = (int64_t)of;
	show(p);
}

void
progress_moved(void *arg, uint64_t bytes)
{
	struct progress *p = arg;

	if (bytes < p->last)
		p->before += p->last;
	p->last = bytes;
	show(p);
}

void
progress_end(struct progress *p)
{
	if (p->open)
		fputs("\r\033[K", p->errs);
	p->open = false;
}
