/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * routes: read once at the start; the files of bodies are read on each
 * request, so that a test can change them.
 */
#include "routes.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define EXTRAS 8

struct route {
	struct route *next;
	char *line; /* owns what follows */
	const char *method, *target, *file, *extras[EXTRAS];
	size_t nextras;
	int status;
	long times; /* answers left; -1: no end */
};

struct routes {
	char *dir; /* with its slash */
	struct route *first;
	pthread_mutex_t lock; /* of times */
};

static int
read_file(const char *path, struct text *out)
{
	FILE *f = fopen(path, "rb");
	char bytes[8192];
	size_t n;
	int rc;

	if (f == NULL)
		return -1;
	text_puts(out, "");
	while ((n = fread(bytes, 1, sizeof(bytes), f)) > 0)
		text_add(out, bytes, n);
	rc = ferror(f) ? -1 : 0;
	fclose(f);
	return rc;
}

/* The next part of a line, up to a tab; NULL at its end. */
static char *
next_part(char **at)
{
	char *part = *at, *tab;

	if (part == NULL)
		return NULL;
	tab = strchr(part, '\t');
	if (tab != NULL)
		*tab++ = '\0';
	*at = tab;
	return part;
}

/* Take r->line apart. */
static int
parse_route(struct route *r)
{
	char *at = r->line, *part, *end = NULL;

	r->times = -1;
	r->method = next_part(&at);
	r->target = next_part(&at);
	part = next_part(&at);
	r->status = part != NULL ? (int)strtol(part, &end, 10) : 0;
	r->file = next_part(&at);
	if (r->file == NULL || *end != '\0' || r->status < 100 ||
	    r->status > 599 || r->target[0] != '/')
		return -1;
	while ((part = next_part(&at)) != NULL) {
		if (strncmp(part, "times=", 6) == 0)
			r->times = strtol(part + 6, NULL, 10);
		else if (strchr(part, ':') == NULL || r->nextras == EXTRAS)
			return -1;
		else
			r->extras[r->nextras++] = part;
	}
	return 0;
}

static void
route_free(struct route *r)
{
	free(r->line);
	free(r);
}

struct routes *
routes_read(const char *path, struct text *why)
{
	struct routes *routes = must_alloc(sizeof(*routes));
	struct route **last = &routes->first;
	struct text all = { 0 };
	const char *slash = strrchr(path, '/');
	char *save = NULL;
	bool good = read_file(path, &all) == 0;

	pthread_mutex_init(&routes->lock, NULL);
	routes->dir = must_copy(slash != NULL ? path : "./");
	if (slash != NULL)
		routes->dir[slash - path + 1] = '\0';
	if (!good)
		text_printf(why, "%s: cannot be read", path);
	for (char *line = good ? strtok_r(all.s, "\r\n", &save) : NULL;
	     line != NULL && good; line = strtok_r(NULL, "\r\n", &save)) {
		struct route *r;

		if (line[0] == '#')
			continue;
		r = must_alloc(sizeof(*r));
		r->line = must_copy(line);
		*last = r;
		last = &r->next;
		good = parse_route(r) == 0;
		if (!good)
			text_printf(why, "%s: no route: %s", path, line);
	}
	text_free(&all);
	if (good)
		return routes;
	routes_free(routes);
	return NULL;
}

void
routes_free(struct routes *routes)
{
	if (routes == NULL)
		return;
	for (struct route *r = routes->first; r != NULL; r = routes->first) {
		routes->first = r->next;
		route_free(r);
	}
	pthread_mutex_destroy(&routes->lock);
	free(routes->dir);
	free(routes);
}

/* Whether s fits a pattern in which * stands for anything. */
static bool
fits(const char *pattern, const char *s)
{
	const char *star = NULL, *mark = s;

	while (*s != '\0')
		if (*pattern == '*') {
			star = pattern++;
			mark = s;
		} else if (*pattern == *s) {
			pattern++;
			s++;
		} else if (star != NULL) {
			pattern = star + 1;
			s = ++mark;
		} else
			return false;
	while (*pattern == '*')
		pattern++;
	return *pattern == '\0';
}

/* Whether the request has this header line, "Name: value". */
static bool
has_header(const char *head, const char *want)
{
	size_t name = strcspn(want, ":") + 1, len = strlen(want);

	for (const char *p = strchr(head, '\n'); p != NULL;
	     p = strchr(p + 1, '\n'))
		if (strncasecmp(p + 1, want, name) == 0 &&
		    strncmp(p + 1 + name, want + name, len - name) == 0 &&
		    strchr("\r\n", p[1 + len]) != NULL)
			return true;
	return false;
}

/* The route for a request; it counts as used. */
static const struct route *
pick(struct routes *routes, const char *method, const char *target,
    const char *head)
{
	struct route *r;

	pthread_mutex_lock(&routes->lock);
	for (r = routes->first; r != NULL; r = r->next) {
		bool fit = r->times != 0 && strcmp(r->method, method) == 0 &&
		    fits(r->target, target);

		for (size_t i = 0; i < r->nextras && fit; i++)
			if (r->extras[i][0] == '?')
				fit = has_header(head, r->extras[i] + 1);
		if (fit)
			break;
	}
	if (r != NULL && r->times > 0)
		r->times--;
	pthread_mutex_unlock(&routes->lock);
	return r;
}

static const char *
type_of(const char *file)
{
	static const struct {
		const char *end, *type;
	} known[] = {
		{ ".json", "application/json; charset=utf-8" },
		{ ".csv", "text/csv" },
		{ ".html", "text/html; charset=utf-8" },
		{ ".txt", "text/plain; charset=utf-8" },
	};
	const char *dot = strrchr(file, '.');

	for (size_t i = 0; dot != NULL && i < sizeof(known) / sizeof(known[0]);
	     i++)
		if (strcmp(dot, known[i].end) == 0)
			return known[i].type;
	return "application/octet-stream";
}

bool
routes_answer(struct routes *routes, const char *method, const char *target,
    const char *head, bool gzip, struct answer *out)
{
	const struct route *r;
	struct text path = { 0 }, body = { 0 };
	struct blob *plain;

	r = routes != NULL ? pick(routes, method, target, head) : NULL;
	if (r == NULL)
		return false;
	text_puts(&body, "");
	text_printf(&path, "%s%s", routes->dir, r->file);
	if (strcmp(r->file, "-") != 0 && read_file(path.s, &body) == -1) {
		answer_html(out, 500, "The file of this route is not there.");
		text_free(&path);
		text_free(&body);
		return true;
	}
	text_free(&path);
	out->status = r->status;
	out->type = type_of(r->file);
	out->body = plain = blob_take(&body);
	if (gzip && plain->n > 0 && strstr(out->type, "octet") == NULL) {
		out->body = blob_gzip(plain);
		out->gz = true;
		blob_drop(plain);
	}
	for (size_t i = 0; i < r->nextras; i++) {
		size_t used = strlen(out->header);

		if (r->extras[i][0] != '?')
			snprintf(out->header + used, sizeof(out->header) - used,
			    "%s\r\n", r->extras[i]);
	}
	return true;
}
