/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * notes_import: feiten notes import FILE...
 */
#ifndef CLI_NOTES_IMPORT_H
#define CLI_NOTES_IMPORT_H

#include "cli/cli.h"

/* argv: what stands behind "import". Returns the exit status. */
int notes_import(struct cli *cli, int argc, char **argv);

#endif
