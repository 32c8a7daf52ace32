/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * plotter: one long-lived gnuplot, fed by a pipe. A start costs ten charts.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/child.h"
#include "base/mem.h"
#include "base/when.h"
#include "chart/chart.h"

#define SECONDS 20.0	     /* for one chart; it takes milliseconds */
#define HUNG_MAX 2	     /* then it is not asked again */
#define LAST_WORDS 0.2	     /* seconds to wait for the reason of an error */
#define MAX_BYTES (8U << 20) /* that gnuplot may print for one chart */

struct plotter {
	struct child *child; /* NULL: to be started at the next call */
	unsigned long drawn; /* charts asked for, to tell the marks apart */
	struct chart_look look; /* NULL: ours */
	int hung; /* how often in a row it did not answer in time */
};

/* Have gnuplot print mark behind the picture on stdout and on stderr, and read
 * up to both. Printing to "-" also makes gnuplot let go of what it holds of the
 * picture. */
static int
wait_marks(struct plotter *p, const char *mark, struct buf *svg,
    struct buf *errs, struct err *err)
{
	char *order = mem_fmt("\nset print '-'\nprint 'READY %lu'\n"
			      "set print\nprint 'READY %lu'\n",
	    p->drawn, p->drawn);
	int rc = -1;

	if (child_write(p->child, order, strlen(order), svg, errs, MAX_BYTES,
		SECONDS, err) == -1 ||
	    child_read_until(p->child, mark, false, svg, errs, MAX_BYTES,
		SECONDS, err) == -1 ||
	    child_read_until(p->child, mark, true, svg, errs, MAX_BYTES,
		SECONDS, err) == -1)
		goto done;
	rc = 0;
done:
	free(order);
	return rc;
}

/* gnuplot's own complaint as the error, on one line, without the echo of the
 * script and the pointer under it. */
static void
complain(const struct buf *errs, struct err *err)
{
	struct buf text = { 0 };
	const char *s = buf_str(errs), *line = strstr(s, "line ");
	size_t i;

	s = line != NULL ? line : s;
	for (i = 0; s[i] != '\0' && text.len < 400; i++)
		if (!isspace((unsigned char)s[i]))
			buf_putc(&text, s[i]);
		else if (text.len > 0 && text.data[text.len - 1] != ' ')
			buf_putc(&text, ' ');
	while (text.len > 0 && text.data[text.len - 1] == ' ')
		text.data[--text.len] = '\0';
	err_set(err, ERR_TOOL, "gnuplot: chart not drawn: %s",
	    text.len > 0 ? buf_str(&text) : "it does not say why");
	buf_free(&text);
}

/* Take the mark off; what is left must be a whole svg. */
static int
check_svg(struct buf *svg, const char *mark, struct err *err)
{
	size_t tail = strlen(mark);

	if (svg->len >= tail) /* the mark is the last that was printed */
		svg->len -= tail;
	while (svg->len > 0 && isspace((unsigned char)svg->data[svg->len - 1]))
		svg->len--;
	if (svg->len < 6 || memcmp(svg->data + svg->len - 6, "</svg>", 6) != 0)
		return err_set(err, ERR_TOOL,
		    "gnuplot: chart not drawn: no whole svg came out");
	svg->data[svg->len] = '\0';
	buf_putc(svg, '\n');
	return 0;
}

/* After an error: what gnuplot still has to say of it is better than that it
 * stopped. */
static int
failed(struct plotter *p, struct buf *svg, struct buf *errs, struct err *err)
{
	struct err ignored = { 0 };

	child_read_until(p->child, "\n\n\n\n", true, svg, errs, MAX_BYTES,
	    LAST_WORDS, &ignored);
	if (errs->len > 0)
		complain(errs, err);
	return -1;
}

static int
draw(struct plotter *p, const char *script, struct buf *svg, struct buf *errs,
    struct err *err)
{
	char *mark = mem_fmt("READY %lu\n", ++p->drawn);
	int rc = -1;

	if (child_write(p->child, script, strlen(script), svg, errs, MAX_BYTES,
		SECONDS, err) == -1 ||
	    wait_marks(p, mark, svg, errs, err) == -1) {
		free(mark);
		return failed(p, svg, errs, err);
	}
	if (errs->len > strlen(mark)) {
		errs->data[errs->len - strlen(mark)] = '\0';
		complain(errs, err);
	} else {
		rc = check_svg(svg, mark, err);
	}
	free(mark);
	return rc;
}

/* The first picture of a gnuplot differs a little from the same one drawn
 * later (in a colour that nothing is drawn in); so it is not one of ours. */
static const char first_picture[] =
    "set term svg size 400,99 dynamic enhanced font 'Inter,14'\n"
    "set output '/dev/stdout'\n"
    "set yrange [9:0]\n"
    "plot -9\n"
    "unset output\n";

static void
stop(struct plotter *p)
{
	child_kill(p->child);
	p->child = NULL;
}

static int
start(struct plotter *p, struct err *err)
{
	/* No ~/.gnuplot, no site file. Named as a file, because gnuplot reads
	 * its plain stdin a byte at a time, which takes eight times as long;
	 * and then it ends at the first error. */
	static const char *const argv[] = { "gnuplot", "--default-settings",
		"/dev/stdin", NULL };
	char *program = child_find("gnuplot");
	struct buf svg = { 0 }, errs = { 0 };
	int rc = -1;

	if (program == NULL)
		return err_set(err, ERR_TOOL,
		    "gnuplot is missing: sudo apt-get install gnuplot-nox");
	free(program);
	if (child_start(argv, NULL, NULL, &p->child, err) == -1)
		return -1;
	rc = draw(p, first_picture, &svg, &errs, err);
	if (rc == -1)
		stop(p);
	buf_free(&errs);
	buf_free(&svg);
	return rc;
}

int
plotter_open(struct plotter **out, struct err *err)
{
	struct plotter *p = mem_new(1, sizeof(*p));

	if (start(p, err) == -1) {
		free(p);
		return -1;
	}
	*out = p;
	return 0;
}

void
plotter_close(struct plotter *p)
{
	if (p == NULL)
		return;
	child_kill(p->child);
	free(p);
}

int
plotter_draw(
    struct plotter *p, const char *script, struct buf *svg, struct err *err)
{
	struct buf got = { 0 }, errs = { 0 };
	double began = when_ticks();
	int rc = -1;

	/* A page has a dozen charts: waiting for each would take minutes. */
	if (p->hung == HUNG_MAX)
		return err_set(err, ERR_TOOL,
		    "gnuplot: chart not drawn: it did not answer %d times",
		    HUNG_MAX);
	if (p->child == NULL && start(p, err) == -1)
		goto done;
	if (draw(p, script, &got, &errs, err) == -1) {
		stop(p); /* what state it is in nobody knows */
		goto done;
	}
	buf_put(svg, got.data, got.len);
	rc = 0;
done:
	p->hung = rc == -1 && when_ticks() - began > SECONDS ? p->hung + 1 : 0;
	buf_free(&errs);
	buf_free(&got);
	return rc;
}

void
plotter_paint(struct plotter *p, const struct chart_look *look)
{
	p->look = *look;
}

const struct chart_look *
plotter_look(const struct plotter *p)
{
	return &p->look;
}
