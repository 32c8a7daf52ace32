/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * json: just enough JSON to take the server's own files apart: where a value
 * ends, members of an object, elements of an array. It trusts its input to
 * be JSON and never reads past its end.
 */
#ifndef SERVER_JSON_H
#define SERVER_JSON_H

#include <stdbool.h>

#include "text.h"

/* Step through an object: *at is NULL to begin. 1 and a member (name without
 * its quotes, value as written), 0 at the end, -1 not an object. */
int json_member(
    struct span object, const char **at, struct span *name, struct span *value);
/* The same through an array. */
int json_element(struct span array, const char **at, struct span *value);
/* The value of one member, as written. */
bool json_get(struct span object, const char *name, struct span *value);
bool json_is_string(struct span value);
/* Append a value as text: a string unescaped, anything else as written. */
void json_text(struct span value, struct text *out);
/* Append as a JSON string, with its quotes. */
void json_quote(struct span s, struct text *out);

#endif
