/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * compare_list: "compare" of feiten.json: which areas to lay side by side.
 */
#ifndef CLI_COMPARE_LIST_H
#define CLI_COMPARE_LIST_H

#include "base/err.h"
#include "codec/json.h"
#include "model/source.h"

#define COMPARING_MOST 100 /* lists */

struct comparing_asked { /* as it stands in feiten.json */
	char *title;
	struct strings areas; /* codes or names */
};

struct comparing_list {
	struct comparing_asked *items;
	size_t n, cap;
};

/* "compare" of feiten.json; NULL: none. ERR_BASE, which names the list by its
 * number, when it is of another form. Areas are not looked up. */
int comparing_parse(const struct json *compare, struct comparing_list *out,
    struct err *err);
void comparing_list_free(struct comparing_list *list);

#endif
