/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * query: the options of an address.
 */
#include "query.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* The next name=value of a raw query; false at its end. */
static bool
next_option(const char **at, struct span *whole)
{
	size_t n;

	while (**at == '&')
		(*at)++;
	n = strcspn(*at, "&");
	*whole = (struct span){ *at, n };
	*at += n;
	return n > 0;
}

/* Split and decode one option; *name and *value are one new string. */
static void
split_option(struct span whole, char **name, char **value)
{
	char *equals, *s = must_alloc(whole.n + 1);

	memcpy(s, whole.p, whole.n);
	equals = memchr(s, '=', whole.n);
	if (equals == NULL) {
		*value = s + url_decode(s, whole.n, true);
	} else {
		*value = equals + 1;
		url_decode(*value, whole.n - (size_t)(*value - s), true);
		url_decode(s, (size_t)(equals - s), true);
	}
	*name = s;
}

char *
query_option(const char *raw, const char *name)
{
	struct span whole;
	char *found = NULL;

	while (found == NULL && next_option(&raw, &whole)) {
		char *key, *value;

		split_option(whole, &key, &value);
		if (strcmp(key, name) == 0)
			found = must_copy(value);
		free(key);
	}
	return found;
}

static int
parse_count(const char *name, const char *s, long *out, struct text *why)
{
	char *end;

	errno = 0;
	*out = strtol(s, &end, 10);
	if (errno == 0 && end != s && *end == '\0' && *out >= 0)
		return 0;
	text_printf(why, "Incorrect format for %s argument '%s'.", name, s);
	return -1;
}

static int
set_option(
    struct query *q, const char *name, const char *value, struct text *why)
{
	if (strcmp(name, "$skip") == 0)
		return parse_count(name, value, &q->skip, why);
	if (strcmp(name, "$top") == 0)
		return parse_count(name, value, &q->top, why);
	if (strcmp(name, "$count") == 0)
		q->count = strcmp(value, "true") == 0;
	if (strcmp(name, "$format") == 0)
		q->json = strcmp(value, "json") == 0;
	if (strcmp(name, "$select") == 0 && q->select == NULL)
		q->select = must_copy(value);
	if (strcmp(name, "$orderby") == 0 && q->orderby == NULL)
		q->orderby = must_copy(value);
	if (strcmp(name, "$filter") == 0 && q->filter == NULL) {
		q->filter = filter_parse(value, q->v4, why);
		return q->filter != NULL ? 0 : -1;
	}
	return 0;
}

int
query_parse(const char *raw, bool v4, struct query *out, struct text *why)
{
	struct query q = { .v4 = v4, .skip = -1, .top = -1 };
	struct span whole;
	int rc = 0;

	text_puts(&q.rest, "");
	while (rc == 0 && next_option(&raw, &whole)) {
		char *name, *value;

		split_option(whole, &name, &value);
		rc = set_option(&q, name, value, why);
		if (strcmp(name, "$skip") != 0 && strcmp(name, "$top") != 0) {
			if (q.rest.n > 0)
				text_puts(&q.rest, "&");
			text_add(&q.rest, whole.p, whole.n);
		}
		free(name);
	}
	if (rc == -1)
		query_clear(&q);
	else
		*out = q;
	return rc;
}

bool
query_selects(const struct query *q, struct span name)
{
	const char *p = q->select;

	while (p != NULL && *p != '\0') {
		size_t n;

		p += strspn(p, ", ");
		n = strcspn(p, ", ");
		if (n == name.n && memcmp(p, name.p, n) == 0)
			return true;
		p += n;
	}
	return q->select == NULL;
}

void
query_clear(struct query *q)
{
	filter_free(q->filter);
	free(q->select);
	free(q->orderby);
	text_free(&q->rest);
	*q = (struct query){ .skip = -1, .top = -1 };
}
