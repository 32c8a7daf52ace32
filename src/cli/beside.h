/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * beside: an area beside its peers, for feiten show --peers.
 */
#ifndef CLI_BESIDE_H
#define CLI_BESIDE_H

#include "cli/session.h"
#include "codec/json.h"

/* Add "peers" (what the area is held against, how the figure lies there and
 * the reason code), "region" (the figure of that period of the gemeenten
 * around) and "similar" (five areas like it) to j. An area of one's own has
 * none. */
int beside_add(struct session *s, const struct area *area,
    const struct indicator *ind, const char *period, struct json *j,
    struct err *err);

#endif
