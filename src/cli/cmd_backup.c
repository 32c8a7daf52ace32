/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * feiten backup, feiten restore: what cannot be fetched again, in one file.
 */
#include <stdlib.h>
#include <string.h>

#include "backup/backup.h"
#include "base/file.h"
#include "base/mem.h"
#include "cli/cli.h"
#include "cli/factbase.h"

static const struct option_spec backup_specs[] = {
	{ "age", true, 'a' },
	{ "age-file", true, 'f' },
	{ "gpg", true, 'g' },
	{ "raw", false, 'r' },
	{ "without-notes", false, 'w' },
	{ NULL, false, 0 },
};

static const struct option_spec restore_specs[] = {
	{ "key", true, 'k' },
	{ NULL, false, 0 },
};

struct ask {
	const char *args[2]; /* FILE, and DIR for restore */
	size_t n;
	struct backup_keys keys;
	const char *key;
	bool raw, without_notes;
};

static int
parse(struct cli *cli, const char *command, const struct option_spec *specs,
    size_t most, int argc, char **argv, struct ask *ask)
{
	struct options o = { .argc = argc, .argv = argv, .specs = specs };
	char message[256];
	int got;

	while ((got = options_next(&o, message)) != -1) {
		switch (got) {
		case 'a':
			strings_add(&ask->keys.age, o.value);
			break;
		case 'f':
			strings_add(&ask->keys.age_files, o.value);
			break;
		case 'g':
			strings_add(&ask->keys.gpg, o.value);
			break;
		case 'k':
			ask->key = o.value;
			break;
		case 'r':
			ask->raw = true;
			break;
		case 'w':
			ask->without_notes = true;
			break;
		case 0:
			if (ask->n == most)
				return cli_usage(cli, command,
				    "%s: one too many", o.value);
			ask->args[ask->n++] = o.value;
			break;
		default:
			return cli_usage(cli, command, "%s", message);
		}
	}
	return ask->n == most
	    ? EXIT_WELL
	    : cli_usage(cli, command,
		  most == 1 ? "give the file to make"
			    : "give the backup, and the folder to make");
}

/* Only what it takes to lock: a backup is also for a fact base of which a
 * definition is not sound. */
static int
lock(struct cli *cli, struct factbase *fb, struct err *err)
{
	char *config = file_join(cli->dir, "feiten.json");
	bool there = file_exists(config);

	free(config);
	if (!there)
		return err_set(err, ERR_BASE,
		    "%s: is no fact base: there is no feiten.json; 'feiten "
		    "init' makes one",
		    cli->dir);
	fb->dir = mem_str(cli->dir);
	fb->state = file_join(cli->dir, "state");
	fb->raw = file_join(cli->dir, "raw");
	return factbase_lock(fb, err);
}

int
cmd_backup(struct cli *cli, int argc, char **argv)
{
	struct factbase fb = { .lock = -1 };
	struct backup_told told;
	struct ask ask = { 0 };
	struct err err = { 0 };
	int status =
	    parse(cli, "backup", backup_specs, 1, argc, argv, &ask);

	if (status != EXIT_WELL)
		goto done;
	if (lock(cli, &fb, &err) == -1 ||
	    backup_make(cli->dir, ask.args[0], &ask.keys, ask.raw,
		ask.without_notes, &told, &err) == -1) {
		status = cli_fail(cli, &err);
		goto done;
	}
	cli_note(cli, "%zu file%s in %s%s", told.files,
	    told.files == 1 ? "" : "s", ask.args[0],
	    backup_keys_none(&ask.keys) ? ", not encrypted" : ", encrypted");
	if (told.left_out > 0)
		cli_note(cli,
		    "%zu file%s of notes/ and of keys are not in it: "
		    "they go into an encrypted backup only",
		    told.left_out, told.left_out == 1 ? "" : "s");
done:
	factbase_close(&fb);
	strings_free(&ask.keys.age);
	strings_free(&ask.keys.age_files);
	strings_free(&ask.keys.gpg);
	return status;
}

int
cmd_restore(struct cli *cli, int argc, char **argv)
{
	struct backup_told told;
	struct ask ask = { 0 };
	struct err err = { 0 };
	int status =
	    parse(cli, "restore", restore_specs, 2, argc, argv, &ask);

	if (status != EXIT_WELL)
		return status;
	if (backup_restore(ask.args[0], ask.args[1], ask.key, &told, &err) ==
	    -1)
		return cli_fail(cli, &err);
	cli_note(cli,
	    "%zu file%s restored in %s: run 'feiten -C %s refresh' for the "
	    "figures",
	    told.files, told.files == 1 ? "" : "s", ask.args[1], ask.args[1]);
	return EXIT_WELL;
}
