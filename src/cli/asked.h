/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * asked: the options and arguments of the commands that make pages: profile,
 * site, sheet, report.
 */
#ifndef CLI_ASKED_H
#define CLI_ASKED_H

#include <stdbool.h>

#include "cli/cli.h"
#include "cli/pages.h"
#include "model/source.h"

struct asked { /* texts are borrowed from argv */
	struct strings names; /* arguments: areas, opgaven */
	const char *lang; /* NULL: of the fact base */
	const char *within; /* only in this area, or NULL */
	int level; /* only of this one, an enum area_level; -1: any */
	int jobs; /* workers */
	bool all, force, as_of;
};

/* What each option is called and which letter asked_read knows it by; a command
 * lists those that it takes. */
#define ASKED_ALL    { "all", false, 'a' }
#define ASKED_AS_OF  { "as-of", true, 'd' }
#define ASKED_FORCE  { "force", false, 'r' }
#define ASKED_FORMAT { "format", true, 'f' }
#define ASKED_JOBS   { "jobs", true, 'j' }
#define ASKED_LANG   { "lang", true, 'l' }
#define ASKED_LEVEL  { "level", true, 'e' }
#define ASKED_WITHIN { "within", true, 'w' }
#define ASKED_END    { NULL, false, 0 }

/* EXIT_WELL, or what is wrong is printed and its exit status returned. forms: as
 * the message on --format names them; without csv there it is refused. p gets
 * the forms and until; what the command makes without --format is there. */
int asked_read(struct cli *cli, const char *command,
    const struct option_spec *specs, const char *forms, int argc, char **argv,
    struct asked *out, struct pages *p);
void asked_free(struct asked *asked);

#endif
