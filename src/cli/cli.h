/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cli: what the commands share. Only this room prints and decides the exit
 * status; it has no logic of its own.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <stdbool.h>
#include <stdio.h>

#include "base/err.h"
#include "codec/json.h"

#define FEITEN_VERSION "0.1.0"

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_CSV };

struct cli { /* the global options */
	const char *dir; /* -C */
	bool quiet, verbose;
	enum format format;
	FILE *out, *errs;
};

/* Exit statuses of docs/commands.md. */
enum {
	EXIT_WELL = 0,
	EXIT_WORK = 1,
	EXIT_USAGE = 2,
	EXIT_BASE = 3,
	EXIT_LOCK = 4,
	EXIT_PUBLISH = 5
};

struct command {
	const char *name;
	const char *args; /* as in the usage line */
	const char *what; /* one line */
	const char *more; /* the rest of --help, or NULL */
	int (*run)(struct cli *, int argc, char **argv);
};

/* All commands, ended by a NULL name. */
extern const struct command commands[];

int cmd_backup(struct cli *, int argc, char **argv);
int cmd_areas(struct cli *, int argc, char **argv);
int cmd_check(struct cli *, int argc, char **argv);
int cmd_changes(struct cli *, int argc, char **argv);
int cmd_doctor(struct cli *, int argc, char **argv);
int cmd_edition(struct cli *, int argc, char **argv);
int cmd_export(struct cli *, int argc, char **argv);
int cmd_indicators(struct cli *, int argc, char **argv);
int cmd_init(struct cli *, int argc, char **argv);
int cmd_notes(struct cli *, int argc, char **argv);
int cmd_profile(struct cli *, int argc, char **argv);
int cmd_rebuild(struct cli *, int argc, char **argv);
int cmd_report(struct cli *, int argc, char **argv);
int cmd_restore(struct cli *, int argc, char **argv);
int cmd_refresh(struct cli *, int argc, char **argv);
int cmd_sheet(struct cli *, int argc, char **argv);
int cmd_show(struct cli *, int argc, char **argv);
int cmd_site(struct cli *, int argc, char **argv);
int cmd_sources(struct cli *, int argc, char **argv);
int cmd_status(struct cli *, int argc, char **argv);
int cmd_table(struct cli *, int argc, char **argv);

/* Print "feiten: message" on stderr and return the exit status of its kind.
 * When several errors happen in one command: cli_worst of their statuses. */
int cli_fail(struct cli *, const struct err *err);
/* 2, 3, 4, 5, 1, 0 in that order. */
int cli_worst(int a, int b);
/* Wrong use: prints the message and the usage line; returns EXIT_USAGE. */
int cli_usage(struct cli *, const char *command, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* A line on stderr unless quiet. */
void cli_note(struct cli *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* Text of a source may hold what steers a terminal: control characters, and
 * those that turn the reading direction, become
 * '?', in place. Returns text. */
char *cli_clean(char *text);
/* Write out buf and flush; -1 when stdout cannot take it. */
int cli_flush(struct cli *, struct err *err);

/* Options of a command: long only, in any place between the arguments. A
 * value may follow as "--opt value" or "--opt=value". */
struct option_spec {
	const char *name; /* "source", without dashes; NULL ends the list */
	bool takes; /* a value */
	int letter; /* what options_next returns; > 0 */
};
struct options {
	int argc, at;
	char **argv;
	const struct option_spec *specs;
	const char *value; /* of the option just returned */
	bool only_args; /* after "--" */
};
/* The next option's letter; 0 for a plain argument (in value); -1 at the end;
 * -2 for an unknown option or a missing value, with *message to print. */
int options_next(struct options *o, char message[256]);

/* A table for people (aligned), CSV or JSON (an array of objects). */
struct grid;
struct grid_column {
	const char *name; /* of the CSV column and JSON member */
	const char *head; /* for people */
	bool number; /* right-aligned; a JSON number when it reads as one */
};
struct grid *grid_new(const struct grid_column *columns, size_t n);
/* Fill the next cell (row by row); NULL is empty (JSON null). */
void grid_put(struct grid *g, const char *text);
void grid_num(struct grid *g, double v, int decimals); /* NAN: empty */
void grid_int(struct grid *g, long long v);
size_t grid_rows(const struct grid *g);
void grid_print(struct cli *cli, const struct grid *g);
void grid_free(struct grid *g);

#endif
