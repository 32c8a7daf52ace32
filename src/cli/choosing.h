/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * choosing: the choosing log of a fact base, for check and pages.
 */
#ifndef CLI_CHOOSING_H
#define CLI_CHOOSING_H

#include "cli/told.h"
#include "story/chosen.h"

/* Read story/chosen.json. Mistakes are printed and make *status worse; then
 * *out is empty. The caller frees it. */
void choosing_read(struct cli *cli, struct session *s, const struct told *told,
    struct choices *out, int *status);

#endif
