/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * query: the part of an address behind the question mark.
 */
#ifndef SERVER_QUERY_H
#define SERVER_QUERY_H

#include <stdbool.h>

#include "filter.h"
#include "text.h"

struct query {
	struct filter *filter; /* NULL: none */
	char *select;	       /* names, comma between; NULL: all */
	char *orderby;	       /* NULL: none */
	long skip, top;	       /* -1: not given */
	bool json;	       /* $format=json */
	bool v4;	       /* the filter is one of OData v4 */
	bool count;	       /* $count=true */
	struct text rest;      /* all but $skip and $top, as it was sent */
};

/* 0, or -1 when an option cannot be read; why then says so. */
int query_parse(
    const char *raw, bool v4, struct query *out, struct text *why);
/* Whether a member is wanted by $select. */
bool query_selects(const struct query *q, struct span name);
void query_clear(struct query *q);

/* One option of a raw query as plain text, new; NULL: not there. */
char *query_option(const char *raw, const char *name);

#endif
