/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * compare_list: "compare" of feiten.json: which areas to lay side by side.
 */
#include "cli/compare_list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

#define TITLE_MOST 100 /* signs */
#define AREAS_LEAST 2
#define AREAS_MOST 6
#define NAME_MOST 120 /* bytes */

/* nr: of the list, from 1; 0: all of it. */
static int
wrong(struct err *err, size_t nr, const char *what)
{
	char list[32] = "";

	if (nr > 0)
		snprintf(list, sizeof(list), "list %zu: ", nr);
	return err_set(err, ERR_BASE,
	    "feiten.json: compare: %s%s (docs/site.md)", list, what);
}

/* One line that can stand on a page. */
static bool
is_line(const char *text, size_t most)
{
	char *bare = text == NULL ? NULL : text_trimmed(text);
	size_t at;
	bool well = bare != NULL && *bare != '\0' && text_chars(bare) <= most &&
	    !text_turns(bare, strlen(bare), &at);

	for (const char *s = bare; well && *s != '\0'; s++)
		well = (unsigned char)*s >= ' ' && *s != 0x7f;
	free(bare);
	return well;
}

static int
parse_areas(const struct json *list, size_t nr, struct strings *out,
    struct err *err)
{
	const struct json *one;

	if (!json_is_array(list) || json_len(list) < AREAS_LEAST ||
	    json_len(list) > AREAS_MOST)
		return wrong(err, nr,
		    "areas must be a list of two to six areas, by code or name");
	for (one = json_first(list); one != NULL; one = json_next(one)) {
		if (!is_line(json_str(one), NAME_MOST))
			return wrong(err, nr,
			    "areas: each must be a text: a code or a name");
		strings_add(out, json_str(one));
	}
	return 0;
}

static int
parse_one(const struct json *one, size_t nr, struct comparing_asked *out,
    struct err *err)
{
	const struct json *member;

	if (!json_is_object(one))
		return wrong(err, nr, "must be an object: title, areas");
	for (member = json_first(one); member != NULL;
	     member = json_next(member))
		if (strcmp(json_name(member), "title") != 0 &&
		    strcmp(json_name(member), "areas") != 0)
			return wrong(
			    err, nr, "has an unknown key: takes title, areas");
	if (!is_line(json_get_str(one, "title"), TITLE_MOST))
		return wrong(err, nr,
		    "title must be one line of at most 100 signs, without "
		    "invisible ones that turn the reading direction");
	out->title = text_trimmed(json_get_str(one, "title"));
	return parse_areas(json_get(one, "areas"), nr, &out->areas, err);
}

int
comparing_parse(const struct json *compare, struct comparing_list *out,
    struct err *err)
{
	const struct json *one;

	if (compare == NULL)
		return 0;
	if (!json_is_array(compare) || json_len(compare) > COMPARING_MOST)
		return wrong(err, 0, "must be a list of at most 100 lists");
	for (one = json_first(compare); one != NULL; one = json_next(one)) {
		MEM_PUSH(out->items, out->n, out->cap);
		out->items[out->n] = (struct comparing_asked){ 0 };
		out->n++; /* freed also when it is wrong */
		if (parse_one(one, out->n, &out->items[out->n - 1], err) == -1)
			return -1;
	}
	return 0;
}

void
comparing_list_free(struct comparing_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		free(list->items[i].title);
		strings_free(&list->items[i].areas);
	}
	free(list->items);
	*list = (struct comparing_list){ 0 };
}
