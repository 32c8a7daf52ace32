/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * feiten rebuild: load facts.db again from raw/, without network.
 */
#include <inttypes.h>

#include "base/when.h"
#include "cli/cli.h"
#include "cli/load.h"

int
cmd_rebuild(struct cli *cli, int argc, char **argv)
{
	struct factbase fb = { .lock = -1 };
	struct load_totals totals = { 0 };
	struct state state = { 0 };
	struct err err = { 0 };
	int status = EXIT_WELL;

	if (argc > 0)
		return cli_usage(cli, "rebuild", "%s: takes no arguments",
		    argv[0]);
	if (factbase_open(cli->dir, &fb, &err) == -1 ||
	    factbase_lock(&fb, &err) == -1 ||
	    state_read(&fb, &state, &err) == -1 ||
	    load_all(cli, &fb, &state, &totals, &err) == -1 ||
	    state_write(&state, when_now(), &err) == -1)
		status = cli_fail(cli, &err);
	else {
		cli_note(cli, "rebuilt: %" PRIu64 " loads, %" PRIu64 " values",
		    totals.tables, totals.facts);
		if (totals.failed > 0)
			status = EXIT_WORK;
	}
	state_clear(&state);
	factbase_close(&fb);
	return status;
}
