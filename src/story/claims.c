/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * claims: the files of story/claims/, and how claims hang together.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/mem.h"
#include "story/claim_own.h"

static void
claim_clear(struct claim *c)
{
	for (size_t i = 0; i < c->nlives; i++) {
		free(c->lives[i].indicator);
		free(c->lives[i].area);
		free(c->lives[i].period);
	}
	for (size_t i = 0; i < c->nevidence; i++) {
		free(c->evidence[i].text);
		free(c->evidence[i].link);
		free(c->evidence[i].seen);
	}
	free(c->lives);
	free(c->evidence);
	free(c->file);
	free(c->id);
	free(c->sentence);
	free(c->area);
	free(c->theme);
	free(c->question);
	free(c->headline);
	*c = (struct claim){ 0 };
}

void
claims_free(struct claims *list)
{
	for (size_t i = 0; i < list->n; i++)
		claim_clear(&list->items[i]);
	free(list->items);
	*list = (struct claims){ 0 };
}

const struct claim *
claims_find(const struct claims *list, const char *id)
{
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->items[i].id, id) == 0)
			return &list->items[i];
	return NULL;
}

static size_t
index_of(const struct claims *list, const char *id)
{
	const struct claim *c = claims_find(list, id);

	return c == NULL ? list->n : (size_t)(c - list->items);
}

void
claims_drop(struct claims *list, const bool bad[])
{
	size_t to = 0;

	for (size_t i = 0; i < list->n; i++)
		if (bad[i])
			claim_clear(&list->items[i]);
		else
			list->items[to++] = list->items[i];
	list->n = to;
}

static void
no_doubles(struct claims *list, struct mistakes *m)
{
	bool *bad = mem_new(list->n + 1, sizeof(*bad));

	for (size_t i = 0; i < list->n; i++) {
		const struct claim *c = &list->items[i];
		const size_t first = index_of(list, c->id);

		bad[i] = first < i;
		if (bad[i])
			mistake(m, c->file, c->line,
			    "%.60s: is also the id of a claim in %s:%d, give "
			    "each its own",
			    c->id, list->items[first].file,
			    list->items[first].line);
	}
	claims_drop(list, bad);
	free(bad);
}

bool
claims_strangers(struct claims *list, struct mistakes *m)
{
	bool *bad = mem_new(list->n + 1, sizeof(*bad)), some = false;
	const char **ids = mem_new(list->n + 1, sizeof(*ids));

	for (size_t i = 0; i < list->n; i++)
		ids[i] = list->items[i].id;
	for (size_t i = 0; i < list->n; i++) {
		const struct claim *c = &list->items[i];

		for (size_t k = 0; k < c->nevidence; k++) {
			const struct evidence *e = &c->evidence[k];
			const char *near;

			if (e->kind != EVIDENCE_CLAIM ||
			    claims_find(list, e->text) != NULL)
				continue;
			near = nearest(e->text, ids, list->n);
			mistake(m, c->file, e->line,
			    "stelling: %.60s is not a claim that can be "
			    "used%s%s",
			    e->text, near == NULL ? "" : ", did you mean ",
			    near == NULL ? "" : near);
			some = bad[i] = true;
		}
	}
	claims_drop(list, bad);
	free(ids);
	free(bad);
	return some;
}

/* Which claims lead to themselves: those that stay when the ones that lean on
 * nothing that stays are taken away, over and over. */
static void
no_circles(struct claims *list, struct mistakes *m)
{
	bool *bad = mem_new(list->n + 1, sizeof(*bad)), moved = true;

	for (size_t i = 0; i < list->n; i++)
		bad[i] = true;
	while (moved) {
		moved = false;
		for (size_t i = 0; i < list->n; i++) {
			const struct claim *c = &list->items[i];
			bool leans = false;

			for (size_t k = 0; bad[i] && k < c->nevidence; k++)
				leans |=
				    c->evidence[k].kind == EVIDENCE_CLAIM &&
				    bad[index_of(list, c->evidence[k].text)];
			if (bad[i] && !leans) {
				bad[i] = false;
				moved = true;
			}
		}
	}
	for (size_t i = 0; i < list->n; i++)
		if (bad[i])
			mistake(m, list->items[i].file, list->items[i].line,
			    "%.60s: rests, through other claims, on itself: "
			    "take away one \"- stelling:\" of the circle",
			    list->items[i].id);
	claims_drop(list, bad);
	free(bad);
}

static void
hang_together(struct claims *list, struct mistakes *m)
{
	no_doubles(list, m);
	while (claims_strangers(list, m))
		continue;
	no_circles(list, m);
	while (claims_strangers(list, m))
		continue;
}

static void
append(struct claims *to, struct claims *from)
{
	for (size_t i = 0; i < from->n; i++) {
		MEM_PUSH(to->items, to->n, to->cap);
		to->items[to->n++] = from->items[i];
	}
	free(from->items);
	*from = (struct claims){ 0 };
}

int
claims_parse(const char *name, const char *text, size_t len,
    const char *const themes[], size_t nthemes, struct claims *out,
    struct err *err)
{
	struct mistakes mistakes = { 0 };
	struct claims list = { 0 };
	struct buf copy = { 0 };

	buf_put(&copy, text, len);
	claims_of_file(
	    name, buf_str(&copy), len, themes, nthemes, &list, &mistakes);
	buf_free(&copy);
	hang_together(&list, &mistakes);
	*out = list;
	return mistakes_end(&mistakes, err);
}

static void
read_one(const char *path, const char *const themes[], size_t nthemes,
    struct claims *list, struct mistakes *m)
{
	struct claims found = { 0 };
	struct buf text = { 0 };
	struct err err = { 0 };
	struct stat st;

	if (stat(path, &st) == -1 || !S_ISREG(st.st_mode))
		mistake(m, path, 1, "claims: is not a file that can be read");
	else if (st.st_size > (off_t)CLAIMS_FILE_MAX)
		mistake(m, path, 1,
		    "claims: larger than %zu bytes: spread them over files",
		    CLAIMS_FILE_MAX);
	else if (file_read(path, CLAIMS_FILE_MAX, &text, &err) == -1)
		mistake(m, path, 1, "%s", err.msg);
	else
		claims_of_file(
		    path, buf_str(&text), text.len, themes, nthemes, &found, m);
	append(list, &found);
	buf_free(&text);
}

int
claims_read(const char *dir, const char *const themes[], size_t nthemes,
    struct claims *out, struct err *err)
{
	struct mistakes mistakes = { 0 };
	struct claims list = { 0 };
	struct names names = { 0 };

	if (file_list(dir, ".md", &names, err) == -1)
		return -1;
	for (size_t i = 0; i < names.n; i++) {
		char *path = file_join(dir, names.items[i]);

		if (names.items[i][0] != '.') /* else an editor left it */
			read_one(path, themes, nthemes, &list, &mistakes);
		free(path);
	}
	names_free(&names);
	hang_together(&list, &mistakes);
	*out = list;
	return mistakes_end(&mistakes, err);
}
