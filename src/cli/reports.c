/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * reports: from a definition and areas to files below out/report/.
 */
#include "cli/reports.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "cli/forms.h"
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

/* CSV files of the tables: out of the model, and beside the page, which leads
 * to those that are there. */
static void
put_csv(struct pages *p, const char *file, struct json *model, const char *dir)
{
	struct json *table = json_first(json_get(model, "tables"));

	for (; table != NULL; table = json_next(table)) {
		const char *name = json_get_str(table, "csv");
		const char *text = json_get_str(table, "csv_text");
		struct err err = { 0 };

		if (name != NULL && text != NULL) {
			char *path = file_join(dir, name);
			int rc = file_update(
			    path, text, strlen(text), 0666, NULL, &err);

			if (!pages_step(p, file, rc, &err)) {
				p->failures++;
				json_drop(table, "csv");
			}
			free(path);
		}
		json_drop(table, "csv_text");
	}
}

int
reports_make(struct pages *p, const struct report_def *def,
    const struct area areas[], size_t n, const struct report_place *place)
{
	char *file = reports_file(def, areas, n);
	struct report_links links = { .pages = { .assets = place->assets,
					  .profiles = place->profiles,
					  .index = place->index },
		.there = place->there,
		.arg = place->arg,
		.file = file };
	struct form_page page = { .name = file, .dir = place->dir,
		.charts = def->dots };
	struct json *model = NULL;
	struct err err = { 0 };
	enum forms_made made;
	int rc = -1;

	pages_start_typst(p);
	links.pages.pdf = p->pdf;
	if (!pages_step(p, "report",
		page_report(&p->input, def, areas, n, &links, &model, &err) ==
			-1
		    ? -1
		    : file_mkdirs(place->dir, 0777, &err),
		&err))
		goto done;
	put_csv(p, file, model, place->dir);
	forms_templates(&page, def, def->name);
	forms_asked(p, false, page.forms);
	made = forms_make(p, &page, model);
	p->made += made == FORMS_WHOLE;
	p->failures += made != FORMS_WHOLE;
	rc = 0;
done:
	json_free(model);
	free(file);
	return rc;
}
