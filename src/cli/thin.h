/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * thin: old answers go at the end of a refresh.
 */
#ifndef CLI_THIN_H
#define CLI_THIN_H

#include "cli/cli.h"
#include "cli/factbase.h"
#include "cli/state.h"

/* Once in so many days, and when something was loaded. What goes wrong with
 * one table is printed and counted in *failed, and leaves the others alone. */
void thin_raw(struct cli *cli, const struct factbase *fb, struct state *state,
    bool loaded, int64_t now, uint64_t *failed);

#endif
