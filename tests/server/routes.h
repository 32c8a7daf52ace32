/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * routes: answers by the letter, out of a file of one route a line, for
 * protocols that the server does not know. Parts are separated by a tab:
 *
 *     METHOD  TARGET  STATUS  FILE  [EXTRA]...
 *
 * TARGET is compared with the target as sent, host folder and query and all;
 * a * in it stands for anything. FILE is beside the routes, "-" is an empty
 * body. EXTRA is "times=N" (the route is gone after N answers), "?Name: value"
 * (only for requests with that header), or "Name: value" (sent along). The
 * first route that fits answers. A line that begins with # is passed over.
 */
#ifndef SERVER_ROUTES_H
#define SERVER_ROUTES_H

#include <stdbool.h>

#include "odata.h"
#include "text.h"

struct routes; /* NULL: none */

/* NULL with why when the file cannot be read or is wrong. */
struct routes *routes_read(const char *path, struct text *why);
/* Answer a request whose head is the text up to the blank line. False when no
 * route fits. */
bool routes_answer(struct routes *routes, const char *method,
    const char *target, const char *head, bool gzip, struct answer *out);
void routes_free(struct routes *routes);

#endif
