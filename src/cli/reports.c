/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * reports: from a definition and areas to files below out/report/.
 */
#include "cli/reports.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "codec/digest.h"

#define NAME_MOST 90 /* bytes, so that endings and parts fit behind it */

struct teller {
	struct cli *cli;
	int *status;
};

static void
tell(void *arg, const struct err *err)
{
	const struct teller *t = arg;

	*t->status = cli_worst(*t->status, cli_fail(t->cli, err));
}

int
reports_read(struct cli *cli, const struct factbase *fb,
    struct report_defs *out, int *status, struct err *err)
{
	char *builtin = file_join(file_share(), "reports");
	char *own = file_join(fb->dir, "reports");
	struct teller t = { cli, status };
	int rc = -1;

	if (report_defs_read(builtin, false, &fb->indicators, out, tell, &t,
		err) != -1 &&
	    report_defs_read(own, true, &fb->indicators, out, tell, &t, err) !=
		-1)
		rc = 0;
	free(own);
	free(builtin);
	return rc;
}

const struct report_def *
reports_find(struct pages *p, const char *name, enum report_of of)
{
	const struct report_def *def;
	struct err err = { 0 };

	if (!p->defs_read) {
		p->defs_read = true;
		if (reports_read(p->cli, &p->session.fb, &p->defs, &p->status,
			&err) == -1)
			pages_problem(p, &err);
	}
	def = report_defs_find(&p->defs, name);
	if (def != NULL && def->of == of)
		return def;
	if (def != NULL) {
		err_set(&err, ERR_INPUT,
		    "%s: of: this name belongs to a report of something else: "
		    "give it another name; the program's own is used",
		    def->path);
		pages_problem(p, &err);
	}
	return NULL;
}

static const char *
dir_of(const struct report_def *def)
{
	return def != NULL && def->own ? def->dir : NULL;
}

int
reports_html(const struct report_def *def, const char *name,
    const struct json *model, struct buf *out, struct err *err)
{
	return render_html_of(
	    dir_of(def), def == NULL ? name : def->html, model, out, err);
}

int
reports_pdf(struct pages *p, const struct report_def *def, const char *name,
    const struct json *model, struct buf *out, struct err *err)
{
	return typst_pdf_of(p->typst, dir_of(def),
	    def == NULL ? name : def->pdf, model, p->input.now, out,
	    err);
}

char *
reports_file(const struct report_def *def, const struct area areas[], size_t n)
{
	struct digest *d = digest_new();
	char hex[DIGEST_HEX];
	struct buf name = { 0 };

	buf_puts(&name, def->name);
	for (size_t i = 0; i < n; i++) {
		buf_putf(&name, "-%s", areas[i].code);
		digest_push(d, areas[i].code, strlen(areas[i].code) + 1);
	}
	digest_hex(d, hex);
	digest_free(d);
	if (name.len > NAME_MOST) {
		buf_clear(&name);
		buf_putf(&name, "%s-%zu-%.16s", def->name, n, hex);
	}
	return buf_take(&name);
}

static bool
step(struct pages *p, const char *what, int rc, struct err *err)
{
	if (rc == 0)
		return true;
	err_ctx(err, "%s", what);
	p->status = cli_worst(p->status, cli_fail(p->cli, err));
	err_clear(err);
	return false;
}

static int
put_file(const char *dir, const char *name, const char *ending, const char *data,
    size_t len, struct err *err)
{
	char *path = mem_fmt("%s/%s%s", dir, name, ending);
	int rc = file_update(path, data, len, 0666, NULL, err);

	free(path);
	return rc;
}

/* CSV files of the tables: out of the model, and beside the page. */
static int
put_csv(struct json *model, const char *dir, struct err *err)
{
	struct json *table = json_first(json_get(model, "tables"));
	int rc = 0;

	for (; table != NULL; table = json_next(table)) {
		const char *name = json_get_str(table, "csv");
		const char *text = json_get_str(table, "csv_text");

		if (name != NULL && text != NULL && rc == 0)
			rc = put_file(
			    dir, name, "", text, strlen(text), err);
		json_drop(table, "csv_text");
	}
	return rc;
}

static bool
start_typst(struct pages *p)
{
	struct err err = { 0 };

	if (p->pdf && p->typst == NULL &&
	    !step(p, "PDF", typst_open_in(&p->typst, &p->house, &err), &err))
		p->pdf = false;
	return p->pdf;
}

/* The formats asked for; each on its own. */
static bool
put_forms(struct pages *p, const struct report_def *def, const char *file,
    struct json *model, const struct report_place *place)
{
	const char *dir = def->own ? def->dir : NULL;
	struct err err = { 0 };
	struct buf out = { 0 };
	bool well = step(p, file, put_csv(model, place->dir, &err), &err);

	if (p->json) {
		json_print(model, true, &out);
		well &= step(p, file,
		    put_file(place->dir, file, ".json", buf_str(&out),
			out.len, &err),
		    &err);
		buf_clear(&out);
	}
	if (p->html) {
		well &= step(p, file,
		    render_html_of(dir, def->html, model, &out, &err) == -1
			? -1
			: put_file(place->dir, file, ".html", buf_str(&out),
			      out.len, &err),
		    &err);
		buf_clear(&out);
	}
	if (p->pdf)
		well &= step(p, file,
		    typst_pdf_of(p->typst, dir, def->pdf, model,
			p->input.now, &out, &err) == -1
			? -1
			: put_file(place->dir, file, ".pdf", buf_str(&out),
			      out.len, &err),
		    &err);
	buf_free(&out);
	return well;
}

int
reports_make(struct pages *p, const struct report_def *def,
    const struct area areas[], size_t n, const struct report_place *place)
{
	char *file = reports_file(def, areas, n);
	struct report_links links = { .pages = { .assets = place->assets,
					  .profiles = place->profiles,
					  .index = place->index,
					  .pdf = start_typst(p) },
		.there = place->there,
		.arg = place->arg,
		.file = file };
	struct json *model = NULL;
	struct err err = { 0 };
	bool whole;
	int rc = -1;

	if (!step(p, "report",
		page_report(&p->input, def, areas, n, &links, &model, &err) ==
			-1
		    ? -1
		    : file_mkdirs(place->dir, 0777, &err),
		&err))
		goto done;
	whole = (!def->dots || !(p->html || p->pdf)) ||
	    pages_draw(p, file, model);
	if (put_forms(p, def, file, model, place) && whole)
		p->made++;
	else
		p->failures++;
	rc = 0;
done:
	json_free(model);
	free(file);
	return rc;
}
