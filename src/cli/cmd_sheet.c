/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * feiten sheet: the conversation sheet of an opgave, on one page.
 */
#include <string.h>

#include "base/file.h"
#include "cli/asked.h"
#include "cli/cli.h"
#include "cli/pages.h"

static const struct option_spec specs[] = { ASKED_FORMAT, ASKED_LANG,
	ASKED_END };

int
cmd_sheet(struct cli *cli, int argc, char **argv)
{
	struct pages p = { .html = true, .pdf = true, .session.fb.lock = -1 };
	const struct opgaven *all = &p.opgaven.opgaven;
	struct asked ask;
	struct err err = { 0 };
	int status = asked_read(cli, "sheet", specs, "html, pdf, json", argc,
	    argv, &ask, &p), rc = 0;
	size_t i;

	if (status == EXIT_WELL && ask.names.n == 0)
		status = cli_usage(cli, "sheet",
		    "name an opgave: the file in story/opgaven/ without .md");
	if (status != EXIT_WELL)
		goto done;
	rc = pages_open(cli, ask.lang, &p, &err);
	/* All names first: nothing is made when one of them is wrong. */
	for (i = 0; i < ask.names.n && rc == 0; i++)
		if (opgaven_find(all, ask.names.items[i]) == NULL)
			rc = sheets_unknown(all, ask.names.items[i], &err);
	if (rc == -1)
		p.status = cli_worst(p.status, cli_fail(cli, &err));
	if (rc == 0)
		file_sweep(p.sheets.dir); /* not there yet: nothing */
	for (i = 0; i < ask.names.n && rc == 0; i++)
		sheets_make(&p, opgaven_find(all, ask.names.items[i]));
	if (rc == 0)
		cli_note(cli, "%zu sheet%s made in %s%s", p.sheets.made,
		    p.sheets.made == 1 ? "" : "s", p.sheets.dir,
		    p.sheets.failures > 0 ? "; some are not, see above" : "");
	status = p.status;
	pages_close(&p);
done:
	asked_free(&ask);
	return status;
}
