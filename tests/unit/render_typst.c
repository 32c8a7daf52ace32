/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Typst: finding it, a worker that dies or talks nonsense, a program that is
 * too old (both played by small scripts), and, where the real thing is
 * installed, the PDF itself.
 */
#include <stdlib.h>
#include <unistd.h>

#include "base/child.h"
#include "base/file.h"
#include "base/text.h"
#include "render/render.h"
#include "render_model.h"
#include "tap.h"

#define DATE 1795305600 /* 2026-11-22 */

static char dir[] = "/tmp/feiten-typst-test-XXXXXX";
static char bin[64], modules[64];

static void
script(const char *name, const char *text)
{
	char *path = file_join(bin, name);
	struct err err = { 0 };

	if (file_write(path, text, strlen(text), 0755, &err) == -1)
		ok(false, "%s", err.msg);
	free(path);
}

static void
scripts_gone(void)
{
	struct err err = { 0 };

	file_remove(bin, &err);
	file_mkdirs(bin, 0755, &err);
}

static void
nothing_there(void)
{
	struct typst *t = NULL;
	struct err err = { 0 };

	ok(typst_open(&t, NULL, &err) == -1 && err.code == ERR_TOOL &&
		strstr(err.msg, "npm ci") != NULL &&
		strstr(err.msg, "0.14") != NULL && t == NULL,
	    "nothing there: what to install (%s)", err.msg);
	script("typst", "#!/bin/sh\necho 'typst 0.13.1 (0123abcd)'\n");
	ok(typst_open(&t, NULL, &err) == -1, "typst 0.13 is too old");
	script("typst", "#!/bin/sh\necho 'something else'\n");
	ok(typst_open(&t, NULL, &err) == -1,
	    "a typst without a version is not it");
	scripts_gone();
}

static int
make(
    struct typst *t, const struct json *model, struct buf *pdf, struct err *err)
{
	buf_clear(pdf);
	return typst_pdf(t, NULL, "profile", model, DATE, pdf, err);
}

static void
program(const struct json *model)
{
	struct typst *t = NULL;
	struct buf pdf = { 0 };
	struct err err = { 0 };

	script("typst",
	    "#!/bin/sh\n"
	    "case $1 in\n"
	    "--version) echo 'typst 0.14.2 (0123abcd)'; exit;;\n"
	    "compile) ;;\n"
	    "*) exit 9;;\n"
	    "esac\n"
	    "case \" $* \" in *' --pdf-standard ua-1 '*) ;; *) exit 8;; esac\n"
	    "case \" $* \" in *' --creation-timestamp 1795305600 '*) ;;\n"
	    "*) exit 7;; esac\n"
	    "test -s main.typ && test -s model.json || exit 6\n"
	    "printf '%%PDF-1.7 made\\n%%%%EOF\\n' >out.pdf\n");
	if (!ok(typst_open(&t, NULL, &err) == 0, "typst 0.14.2 is used %s",
		err.msg))
		return;
	ok(make(t, model, &pdf, &err) == 0 &&
		text_starts(buf_str(&pdf), "%PDF-1.7 made"),
	    "and asked well %s", err.msg);
	script("typst", "#!/bin/sh\necho 'error: no such thing' >&2\nexit 1");
	ok(make(t, model, &pdf, &err) == -1 && err.code == ERR_TOOL &&
		strstr(err.msg, "profile.typ: typst: error: no such thing") !=
		    NULL,
	    "its complaint is passed on (%s)", err.msg);
	script("typst", "#!/bin/sh\necho text >out.pdf\n");
	ok(make(t, model, &pdf, &err) == -1 &&
		strstr(err.msg, "not a whole PDF") != NULL,
	    "not a PDF: %s", err.msg);
	typst_close(t);
	buf_free(&pdf);
	scripts_gone();
}

/* A worker that dies at its first question, talks nonsense at the second
 * start and works at the third, until it answers what was not asked. */
static void
worker(const struct json *model)
{
	struct typst *t = NULL;
	struct buf pdf = { 0 };
	struct err err = { 0 };
	char *package =
	    mem_fmt("%s/@myriaddreamin/typst-ts-node-compiler", modules);

	file_mkdirs(package, 0755, &err);
	script("node",
	    "#!/bin/sh\n"
	    "echo x >>\"$2/starts\"\n"
	    "n=$(wc -l <\"$2/starts\")\n"
	    "echo '{\"ready\":true}'\n"
	    "read -r line\n"
	    "case $n in\n"
	    "1) echo 'out of memory' >&2; exit 134;;\n"
	    "2) echo 'hello {'; read -r line;;\n"
	    "3) printf '%%PDF-ok\\n%%%%EOF' >\"$3/out.pdf\"\n"
	    "   echo '{\"id\":3,\"ok\":true,\"bytes\":13}'\n"
	    "   read -r line\n"
	    "   echo '{\"id\":4,\"ok\":false,\"error\":\"line 3: bad\"}'\n"
	    "   read -r line\n"
	    "   echo '{\"id\":9,\"ok\":true,\"bytes\":7}'\n"
	    "   read -r line;;\n"
	    "*) printf '%%PDF' >\"$3/out.pdf\"\n"
	    "   echo '{\"id\":6,\"ok\":true,\"bytes\":7}'\n"
	    "   read -r line;;\n"
	    "esac\n");
	/* Of the script: $1 is worker.mjs, $2 the modules, $3 the folder. */
	if (!ok(typst_open(&t, NULL, &err) == 0, "a worker starts %s", err.msg))
		goto done;
	ok(make(t, model, &pdf, &err) == -1 && err.code == ERR_TOOL &&
		strstr(err.msg, "out of memory") != NULL,
	    "it dies: its last words (%s)", err.msg);
	ok(make(t, model, &pdf, &err) == -1 &&
		strstr(err.msg, "not JSON") != NULL,
	    "started again, it talks nonsense (%s)", err.msg);
	ok(make(t, model, &pdf, &err) == 0 && pdf.len == 13,
	    "started again, it works %s", err.msg);
	ok(make(t, model, &pdf, &err) == -1 &&
		strstr(err.msg, "profile.typ: typst: line 3: bad") != NULL,
	    "an error of Typst is passed on (%s)", err.msg);
	ok(make(t, model, &pdf, &err) == -1 &&
		strstr(err.msg, "another question") != NULL,
	    "an answer to another question (%s)", err.msg);
	ok(make(t, model, &pdf, &err) == -1 &&
		strstr(err.msg, "not a whole PDF") != NULL,
	    "fewer bytes than told (%s)", err.msg);
	typst_close(t);
done:
	free(package);
	buf_free(&pdf);
	scripts_gone();
}

/* One that never answers is asked three times. */
static void
silent(const struct json *model)
{
	struct typst *t = NULL;
	struct buf pdf = { 0 };
	struct err err = { 0 };
	char *package =
	    mem_fmt("%s/@myriaddreamin/typst-ts-node-compiler", modules);

	file_mkdirs(package, 0755, &err);
	setenv("FEITEN_TYPST_SECONDS", "0.2", 1);
	script("node",
	    "#!/bin/sh\n"
	    "echo x >>\"$2/asked\"\n"
	    "echo '{\"ready\":true}'\n"
	    "exec sleep 60\n");
	ok(typst_open(&t, NULL, &err) == 0, "a worker that will be silent %s",
	    err.msg);
	for (int i = 0; t != NULL && i < 3; i++)
		ok(make(t, model, &pdf, &err) == -1 && err.code == ERR_TOOL &&
			strstr(err.msg, "no answer within") != NULL,
		    "no answer (%s)", err.msg);
	ok(t != NULL && make(t, model, &pdf, &err) == -1 &&
		strstr(err.msg, "not asked again") != NULL,
	    "then it is asked no more (%s)", err.msg);
	typst_close(t);
	unsetenv("FEITEN_TYPST_SECONDS");
	free(package);
	buf_free(&pdf);
	scripts_gone();
}

/* A drawing for every chart in the model. */
static void
draw_all(struct json *at)
{
	static const char svg[] =
	    "<svg viewBox=\"0 0 40 20\"><rect width=\"40\" height=\"9\"/>"
	    "<text fill=\"#17212b\" font-size=\"9\" x=\"1\" y=\"18\">"
	    "Eén &amp; twee</text></svg>";
	struct json *item;

	for (item = json_first(at); item != NULL; item = json_next(item)) {
		if (json_name(item) != NULL &&
		    strcmp(json_name(item), "chart") == 0)
			json_add_str(item, "svg_inline", svg);
		draw_all(item);
	}
}

static bool
is_in(const struct buf *b, const char *what)
{
	size_t n = strlen(what), i;

	for (i = 0; i + n <= b->len; i++)
		if (memcmp(b->data + i, what, n) == 0)
			return true;
	return false;
}

/* The text of a PDF, or false when pdftotext is not there. */
static bool
text_of(const struct buf *pdf, struct buf *text)
{
	const char *argv[] = { "pdftotext", "-raw", "-", "-", NULL };
	struct buf errs = { 0 };
	struct err err = { 0 };
	int status = -1;
	bool good;

	buf_clear(text);
	good = child_run(argv, NULL, NULL, pdf->data, pdf->len, text, &errs,
		   1 << 22, 30, &status, &err) == 0 &&
	    status == 0;
	buf_free(&errs);
	return good;
}

static void
figures(
    const struct buf *text, const struct json *at, size_t *seen, size_t *gone)
{
	static const char *const fields[] = { "value", "municipality",
		"country", "low", "high" };
	const struct json *item;
	const char *value;
	size_t i;

	for (item = json_first(at); item != NULL; item = json_next(item)) {
		if (json_name(item) != NULL &&
		    strcmp(json_name(item), "chart") == 0)
			continue;
		for (i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
			value = json_get_str(item, fields[i]);
			if (value == NULL)
				continue;
			++*seen;
			if (!is_in(text, value)) {
				++*gone;
				printf("# gone: %s\n", value);
			}
		}
		figures(text, item, seen, gone);
	}
}

static void
real_hostile(struct typst *t, const struct json *model)
{
	static const char bad[] =
	    " #panic(\"x\") $x$ *b* _i_ `c` @ref <l> "
	    "\\ // no /* no */ = h #include \"/etc/passwd\" [ ] { } \" '";
	struct json *m = model_hostile(model, bad);
	struct buf pdf = { 0 }, text = { 0 };
	struct err err = { 0 };

	ok(make(t, m, &pdf, &err) == 0, "hostile text is text %s", err.msg);
	if (text_of(&pdf, &text))
		ok(is_in(&text, "#panic") && is_in(&text, "*b*") &&
			is_in(&text, "@ref") && !is_in(&text, "root:x:"),
		    "and stands there as it is");
	json_free(m);
	buf_free(&pdf);
	buf_free(&text);
}

static void
real(const struct json *model)
{
	struct typst *t = NULL;
	struct buf pdf = { 0 }, again = { 0 }, text = { 0 };
	struct json *bare = model_bare(), *outside = json_copy(model);
	struct err err = { 0 };
	size_t seen = 0, gone = 0;

	if (typst_open(&t, NULL, &err) == -1) {
		printf("# no real Typst here: %s\n", err.msg);
		ok(strstr(err.msg, "npm ci") != NULL,
		    "no real Typst here, and it says what to install");
		goto done;
	}
	/* Its tags are packed; tests/pdf reads them. */
	ok(make(t, model, &pdf, &err) == 0 && is_in(&pdf, "pdfuaid") &&
		is_in(&pdf, "/ObjStm"),
	    "a packed PDF/UA %s", err.msg);
	ok(make(t, model, &again, &err) == 0 && again.len == pdf.len &&
		pdf.len > 0 && memcmp(again.data, pdf.data, pdf.len) == 0,
	    "made again: the same bytes");
	if (text_of(&pdf, &text)) {
		figures(&text, model, &seen, &gone);
		ok(seen > 150 && gone == 0, "all of %zu figures are in it",
		    seen);
	}
	ok(make(t, bare, &pdf, &err) == 0, "almost nothing in the model %s",
	    err.msg);
	real_hostile(t, model);
	model_null(outside, "t");
	ok(make(t, outside, &pdf, &err) == -1 &&
		strstr(err.msg, "profile.typ: typst: ") == err.msg &&
		strstr(err.msg, "line ") != NULL,
	    "a model that is wrong: where (%s)", err.msg);
	ok(make(t, model, &pdf, &err) == 0, "and the next one is made");
	typst_close(t);
done:
	json_free(bare);
	json_free(outside);
	buf_free(&pdf);
	buf_free(&again);
	buf_free(&text);
}

/* A drawing that is none is told of before Typst is asked. */
static void
drawing_broken(const struct json *model)
{
	struct json *m = json_copy(model), *chart;
	struct typst *t = NULL;
	struct buf pdf = { 0 };
	struct err err = { 0 };

	chart = json_get(
	    json_get(json_first(json_get(m, "themes")), "range"), "chart");
	json_drop(chart, "svg_inline");
	json_add_str(chart, "svg_inline", "<svg><path></svg>");
	script("typst", "#!/bin/sh\necho 'typst 0.15.0'\n");
	ok(typst_open(&t, NULL, &err) == 0 && make(t, m, &pdf, &err) == -1 &&
		err.code == ERR_INPUT && strstr(err.msg, "svg: ") != NULL,
	    "a drawing that is not whole is refused (%s)", err.msg);
	typst_close(t);
	json_free(m);
	buf_free(&pdf);
	scripts_gone();
}

int
main(void)
{
	char *path = mem_str(getenv("PATH")), *fake;
	char *set = mem_str(getenv("FEITEN_NODE_MODULES"));
	struct json *model = model_read("profile");
	struct err err = { 0 };

	if (mkdtemp(dir) == NULL)
		return 1;
	snprintf(bin, sizeof(bin), "%s/bin", dir);
	snprintf(modules, sizeof(modules), "%s/node_modules", dir);
	file_mkdirs(bin, 0755, &err);
	draw_all(model);
	setenv("FEITEN_SHARE", ".", 1);
	setenv("FEITEN_NODE_MODULES", modules, 1);
	/* First only the scripts, so that nothing installed is found; then
	 * the scripts before it, for the programs that they call. */
	fake = mem_fmt("%s:/nonexistent", bin);
	setenv("PATH", fake, 1);
	nothing_there();
	free(fake);
	fake = mem_fmt("%s:%s", bin, path);
	setenv("PATH", fake, 1);
	program(model);
	drawing_broken(model);
	worker(model);
	silent(model);
	setenv("PATH", path, 1);
	if (set != NULL)
		setenv("FEITEN_NODE_MODULES", set, 1);
	else
		unsetenv("FEITEN_NODE_MODULES");
	real(model);
	file_remove(dir, &err);
	json_free(model);
	free(fake);
	free(path);
	free(set);
	return done_testing();
}
