/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * typst: a model to a PDF. Typst runs as a child process: the Node package
 * in one long-lived worker (reports/typst/worker.mjs), or else the typst
 * program once per document. It sees one private folder: the template and
 * model.json, with the drawings inside that file. Text of the model is data
 * to the template, never markup.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/child.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/when.h"
#include "chart/chart.h"
#include "codec/pdf.h"
#include "render/measure.h"
#include "render/render.h"

#define START_SECONDS 30.0
#define PDF_SECONDS 60.0 /* for one document; FEITEN_TYPST_SECONDS */
#define SILENT_MAX 3	 /* documents without an answer, then no more */
#define PDF_MAX (64u << 20) /* bytes */
#define TEMPLATE_MAX (4u << 20)
#define WORK_PREFIX "feiten-typst-"
#define TALK_MAX (1u << 20) /* bytes of answers and complaints */
#define TYPST_MAJOR 0	    /* the oldest version that makes PDF/UA-1 */
#define TYPST_MINOR 14

static const char package[] = "@myriaddreamin/typst-ts-node-compiler";
static const char *const font_dirs[] = {
	"/usr/share/fonts/opentype/inter",
	"/usr/share/fonts/truetype/dejavu",
};
#define FONT_DIRS (sizeof(font_dirs) / sizeof(font_dirs[0]))

struct typst {
	char *dir;	      /* private work folder */
	char *node, *modules; /* the worker, when both are set */
	char *program;	      /* else the typst program */
	char *letters; /* folder of those of the house style, or NULL */
	struct child *worker; /* NULL: start it at the next call */
	uint64_t calls;
	unsigned silent; /* how many calls before this one had no answer */
};

/* How long a document may take. */
static double
patience(void)
{
	const char *set = getenv("FEITEN_TYPST_SECONDS");
	double seconds = set != NULL ? strtod(set, NULL) : 0;

	return seconds > 0 && seconds <= 3600 ? seconds : PDF_SECONDS;
}

/* Something it printed, cut to fit a message. */
static int
fail_with(struct err *err, const char *who, const struct buf *said)
{
	size_t len = said->len, at = 0;

	while (len > 0 && said->data[len - 1] == '\n')
		len--;
	/* Node begins its last words with a frame. */
	while (at < len && strchr("\n# ", said->data[at]) != NULL)
		at++;
	len -= at;
	if (len == 0)
		return err_ctx(err, "%s", who);
	return err_set(err, ERR_TOOL, "%s: %.*s", who,
	    (int)(len > 1200 ? 1200 : len), said->data + at);
}

/* One line to the worker, one line back. After a failure the worker is gone,
 * and the next call starts another. */
static int
worker_ask(struct typst *t, const struct buf *line, double seconds,
    struct json **answer, struct err *err)
{
	struct buf out = { 0 }, errs = { 0 };
	int rc = -1;

	if (line->len > 0 &&
	    child_write(t->worker, line->data, line->len, &out, &errs,
		TALK_MAX, seconds, err) == -1)
		goto done;
	if (child_read_until(t->worker, "\n", false, &out, &errs, TALK_MAX,
		seconds, err) == -1)
		goto done;
	*answer = json_parse(buf_str(&out), out.len, err);
	if (*answer == NULL) {
		err_ctx(err, "an answer that is not JSON");
		goto done;
	}
	rc = 0;
done:
	if (rc == -1) {
		fail_with(err, "typst worker", &errs);
		child_kill(t->worker);
		t->worker = NULL;
	}
	buf_free(&out);
	buf_free(&errs);
	return rc;
}

static int
worker_start(struct typst *t, struct err *err)
{
	const char *argv[6 + FONT_DIRS];
	char *script = file_join(file_share(), "reports/typst/worker.mjs");
	struct buf none = { 0 };
	struct json *hello = NULL;
	size_t n = 0, i;
	int rc = -1;

	argv[n++] = t->node;
	argv[n++] = script;
	argv[n++] = t->modules;
	argv[n++] = t->dir;
	if (t->letters != NULL)
		argv[n++] = t->letters;
	for (i = 0; i < FONT_DIRS; i++)
		if (file_is_dir(font_dirs[i]))
			argv[n++] = font_dirs[i];
	argv[n] = NULL;
	if (child_start(argv, NULL, NULL, &t->worker, err) == -1)
		goto done;
	rc = worker_ask(t, &none, START_SECONDS, &hello, err);
done:
	json_free(hello);
	free(script);
	return rc;
}

/* Where Node and the package are; false when one of them is not there. */
static bool
worker_find(struct typst *t)
{
	const char *set = getenv("FEITEN_NODE_MODULES");
	char *place;
	bool there;

	t->node = child_find("node");
	if (t->node == NULL)
		t->node = child_find("nodejs");
	t->modules = set != NULL && *set != '\0'
	    ? mem_str(set)
	    : file_join(file_share(), "reports/typst/node_modules");
	place = file_join(t->modules, package);
	there = file_is_dir(place);
	free(place);
	return t->node != NULL && there;
}

/* Whether the typst program is there and young enough. */
static bool
program_find(struct typst *t)
{
	struct buf out = { 0 }, errs = { 0 };
	struct err err = { 0 };
	const char *argv[] = { NULL, "--version", NULL };
	int status = -1, major, minor;
	bool good = false;

	t->program = child_find("typst");
	if (t->program == NULL)
		return false;
	argv[0] = t->program;
	if (child_run(argv, NULL, NULL, NULL, 0, &out, &errs, TALK_MAX,
		START_SECONDS, &status, &err) == 0 &&
	    status == 0 &&
	    sscanf(buf_str(&out), "typst %d.%d", &major, &minor) == 2)
		good = major > TYPST_MAJOR ||
		    (major == TYPST_MAJOR && minor >= TYPST_MINOR);
	buf_free(&out);
	buf_free(&errs);
	return good;
}

static char *
work_dir(struct err *err)
{
	const char *set = getenv("TMPDIR");
	const char *tmp = set != NULL && *set != '\0' ? set : "/tmp";
	char *dir = mem_fmt(
	    "%s/" WORK_PREFIX "%ld-XXXXXX", tmp, (long)getpid());

	file_sweep_temp(tmp, WORK_PREFIX);
	if (mkdtemp(dir) != NULL)
		return dir;
	err_set(err, ERR_TOOL,
	    "%s: cannot make a folder to work in: check "
	    "TMPDIR",
	    dir);
	free(dir);
	return NULL;
}

/* Logo and letters into the work folder: Typst sees no other. */
static int
put_house(struct typst *t, const struct house *h, struct err *err)
{
	char *to = NULL;
	int rc = 0;

	if (h == NULL)
		return 0;
	if (h->logo != NULL) {
		to = file_join(t->dir, h->logo_name);
		rc = file_copy(h->logo, to, 0600, err);
		free(to);
	}
	if (h->nfonts == 0 || rc == -1)
		return rc;
	t->letters = file_join(t->dir, "fonts");
	rc = file_mkdirs(t->letters, 0700, err);
	for (size_t i = 0; i < h->nfonts && rc == 0; i++) {
		to = file_join(t->letters, h->fonts[i].name);
		rc = file_copy(h->fonts[i].path, to, 0600, err);
		free(to);
	}
	return rc;
}

int
typst_open(struct typst **out, const struct house *house, struct err *err)
{
	struct typst *t = mem_new(1, sizeof(*t));
	struct err why = { 0 };

	t->dir = work_dir(err);
	if (t->dir == NULL || put_house(t, house, err) == -1)
		goto fail;
	if (worker_find(t) && worker_start(t, &why) == 0) {
		*out = t;
		return 0;
	}
	free(t->node);
	t->node = NULL;
	if (program_find(t)) {
		*out = t;
		return 0;
	}
	err_set(err, ERR_TOOL,
	    "no Typst here that works%s%s: run "
	    "'npm ci --prefix %s/reports/typst' (it takes Node 18 or newer: "
	    "apt install nodejs npm), or put typst %d.%d or newer on PATH",
	    why.code != ERR_NONE ? ": " : "", why.msg, file_share(),
	    TYPST_MAJOR, TYPST_MINOR);
fail:
	typst_close(t);
	return -1;
}

void
typst_close(struct typst *t)
{
	struct err ignored = { 0 };
	int status;

	if (t == NULL)
		return;
	if (t->worker != NULL)
		child_finish(
		    t->worker, NULL, NULL, TALK_MAX, 5.0, &status, &ignored);
	if (t->dir != NULL)
		file_remove(t->dir, &ignored);
	free(t->dir);
	free(t->node);
	free(t->modules);
	free(t->program);
	free(t->letters);
	free(t);
}

/* Of every chart in the model only its drawing, made fit for paper; what it
 * was made of is long and stands in the tables. */
static int
drawings(struct json *at, struct err *err)
{
	struct json *item, *drawing;
	const char *svg;

	for (item = json_first(at); item != NULL; item = json_next(item)) {
		if (!json_is_object(at) || !json_is_object(item) ||
		    strcmp(json_name(item), "chart") != 0) {
			if (drawings(item, err) == -1)
				return -1;
			continue;
		}
		json_drop(item, "rows");
		json_drop(item, "series");
		json_drop(item, "apart");
		svg = json_get_str(item, "svg_inline");
		if (svg == NULL)
			continue;
		drawing = chart_print(svg, strlen(svg), err);
		if (drawing == NULL)
			return -1;
		json_drop(item, "svg_inline");
		json_add(item, "drawing", drawing);
	}
	return 0;
}

/* The template in a folder, else the one of that name that came with us. */
static char *
template_path(const char *dir, const char *name)
{
	char *file = mem_fmt("%s.typ", name);
	char *path = dir == NULL ? NULL : file_join(dir, file);

	if (path == NULL || !file_exists(path)) {
		free(path);
		path = mem_fmt("%s/reports/%s", file_share(), file);
	}
	free(file);
	return path;
}

/* Template and model into the work folder. */
static int
lay_out(const struct typst *t, const char *dir, const char *name,
    const struct json *model, struct err *err)
{
	char *from = template_path(dir, name);
	char *to = file_join(t->dir, "main.typ");
	char *data = file_join(t->dir, "model.json");
	struct json *copy = json_copy(model);
	struct buf text = { 0 };
	int rc = -1;

	if (dir != NULL && !file_exists(from)) {
		err_set(err, ERR_INPUT,
		    "%s/%s.typ: there is no such template: copy one of "
		    "%s/reports under that name and change it; docs/reports.md",
		    dir, name, file_share());
		goto done;
	}
	if (file_read(from, TEMPLATE_MAX, &text, err) == -1 ||
	    file_update(to, text.data, text.len, 0600, NULL, err) == -1)
		goto done;
	if (drawings(copy, err) == -1)
		goto done;
	measure_profile(copy);
	buf_clear(&text);
	json_print(copy, false, &text);
	rc = file_write(data, text.data, text.len, 0600, err);
done:
	buf_free(&text);
	json_free(copy);
	free(data);
	free(to);
	free(from);
	return rc;
}

static int
worker_pdf(struct typst *t, int64_t date, int64_t *bytes, struct err *err)
{
	struct json *ask = json_object(), *answer = NULL;
	struct buf line = { 0 };
	const char *why;
	double size;
	int rc = -1;

	if (t->worker == NULL && worker_start(t, err) == -1)
		goto done;
	json_add_int(ask, "id", (int64_t)++t->calls);
	json_add_int(ask, "date", date);
	json_print(ask, false, &line);
	buf_putc(&line, '\n');
	if (worker_ask(t, &line, patience(), &answer, err) == -1)
		goto done;
	why = json_get_str(answer, "error");
	size = json_get_num(answer, "bytes");
	if (json_get_num(answer, "id") != (double)t->calls) {
		/* Nor would the next one be to its own. */
		child_kill(t->worker);
		t->worker = NULL;
		err_set(err, ERR_TOOL,
		    "typst worker: an answer to another "
		    "question");
	} else if (!json_get_true(answer, "ok"))
		err_set(err, ERR_TOOL, "typst: %.1500s",
		    why != NULL ? why : "failed without a reason");
	else {
		*bytes = size >= 0 && size <= PDF_MAX ? (int64_t)size : 0;
		rc = 0;
	}
done:
	buf_free(&line);
	json_free(answer);
	json_free(ask);
	return rc;
}

static int
program_pdf(const struct typst *t, int64_t date, struct err *err)
{
	const char *argv[14 + 2 * FONT_DIRS];
	char *stamp = mem_fmt("%lld", (long long)date);
	struct buf out = { 0 }, errs = { 0 };
	size_t n = 0, i;
	int status, rc = -1;

	argv[n++] = t->program;
	argv[n++] = "compile";
	argv[n++] = "--root";
	argv[n++] = ".";
	argv[n++] = "--pdf-standard";
	argv[n++] = "ua-1";
	argv[n++] = "--creation-timestamp";
	argv[n++] = stamp;
	if (t->letters != NULL) {
		argv[n++] = "--font-path";
		argv[n++] = t->letters;
	}
	for (i = 0; i < FONT_DIRS; i++) {
		if (!file_is_dir(font_dirs[i]))
			continue;
		argv[n++] = "--font-path";
		argv[n++] = font_dirs[i];
	}
	argv[n++] = "main.typ";
	argv[n++] = "out.pdf";
	argv[n] = NULL;
	if (child_run(argv, NULL, t->dir, NULL, 0, &out, &errs, TALK_MAX,
		patience(), &status, err) == -1)
		goto done;
	if (status != 0) {
		err_set(err, ERR_TOOL, "ended with status %d", status);
		fail_with(err, "typst", &errs);
		goto done;
	}
	rc = 0;
done:
	buf_free(&out);
	buf_free(&errs);
	free(stamp);
	return rc;
}

/* One document, by whichever of the two there is. */
static int
compile(struct typst *t, int64_t date, int64_t *bytes, struct err *err)
{
	double start = when_ticks();
	int rc;

	/* Else a batch would wait a minute for each of its pages. */
	if (t->silent >= SILENT_MAX)
		return err_set(err, ERR_TOOL,
		    "typst: gave no answer %u times in a row: not asked again",
		    t->silent);
	rc = t->node != NULL ? worker_pdf(t, date, bytes, err)
			     : program_pdf(t, date, err);
	t->silent = rc == -1 && when_ticks() - start >= patience()
	    ? t->silent + 1
	    : 0;
	return rc;
}

/* From the first mark to the last, and as long as was told (-1: it was not). */
static bool
is_whole(const struct buf *pdf, int64_t bytes)
{
	static const char head[] = "%PDF-", foot[] = "%%EOF";
	size_t end = pdf->len, tail = sizeof(foot) - 1;

	while (end > 0 && strchr("\r\n", pdf->data[end - 1]) != NULL)
		end--;
	return end >= sizeof(head) - 1 + tail &&
	    memcmp(pdf->data, head, sizeof(head) - 1) == 0 &&
	    memcmp(pdf->data + end - tail, foot, tail) == 0 &&
	    (bytes == -1 || bytes == (int64_t)pdf->len);
}

int
typst_pdf(struct typst *t, const char *dir, const char *name,
    const struct json *model, int64_t date, struct buf *out, struct err *err)
{
	char *made = file_join(t->dir, "out.pdf");
	struct err ignored = { 0 };
	struct buf pdf = { 0 };
	int64_t bytes = -1; /* as the worker told; the program does not */
	int rc = -1;

	if (lay_out(t, dir, name, model, err) == -1)
		goto done;
	if (compile(t, date, &bytes, err) == -1)
		goto done;
	if (file_read(made, PDF_MAX, &pdf, err) == -1)
		goto done;
	if (!is_whole(&pdf, bytes)) {
		err_set(err, ERR_TOOL,
		    "typst: what it made is not a whole "
		    "PDF: is the disk of TMPDIR full?");
		goto done;
	}
	if (!pdf_pack(pdf.data, pdf.len, out))
		buf_put(out, pdf.data, pdf.len);
	rc = 0;
done:
	if (rc == -1)
		err_ctx(err, "%s.typ", name);
	file_remove(made, &ignored);
	buf_free(&pdf);
	free(made);
	return rc;
}
