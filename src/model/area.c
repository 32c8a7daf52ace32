/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * area: codes, levels and names of places.
 */
#include "model/area.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

#define TITLE_CUT 40 /* characters at which CBS cuts a title */

static const char *const level_names[LEVELS + 1] = {
	[LEVEL_LAND] = "land",
	[LEVEL_GEMEENTE] = "gemeente",
	[LEVEL_WIJK] = "wijk",
	[LEVEL_BUURT] = "buurt",
	[LEVEL_OWN] = "own",
};

const char *
area_level_name(enum area_level level)
{
	return level_names[level];
}

int
area_level_parse(const char *name, enum area_level *level)
{
	int i;

	for (i = 0; i < LEVELS; i++)
		if (strcmp(name, level_names[i]) == 0) {
			*level = (enum area_level)i;
			return 0;
		}
	return -1;
}

/* n characters that may stand in a code after its prefix; the first four (the
 * gemeente) are digits. */
static bool
code_tail(const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (s[i] >= '0' && s[i] <= '9')
			continue;
		if (i >= 4 && s[i] >= 'A' && s[i] <= 'Z')
			continue;
		return false;
	}
	return true;
}

int
area_code(const char *s, size_t len, char out[12], enum area_level *level)
{
	static const struct {
		const char *prefix;
		size_t len;
		enum area_level level;
	} forms[] = {
		{ "GM", 6, LEVEL_GEMEENTE },
		{ "WK", 8, LEVEL_WIJK },
		{ "BU", 10, LEVEL_BUURT },
	};
	size_t i;

	s = text_trim(s, &len);
	if (len == 4 &&
	    (memcmp(s, "NL00", 4) == 0 || memcmp(s, "NL01", 4) == 0)) {
		memcpy(out, "NL00", 5);
		*level = LEVEL_LAND;
		return 0;
	}
	for (i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		if (len != forms[i].len || memcmp(s, forms[i].prefix, 2) != 0 ||
		    !code_tail(s + 2, len - 2))
			continue;
		memcpy(out, s, len);
		out[len] = '\0';
		*level = forms[i].level;
		return 0;
	}
	return -1;
}

void
area_parent(const char *code, char out[12])
{
	out[0] = '\0';
	if (text_starts(code, "BU")) {
		memcpy(out, "WK", 2);
		memcpy(out + 2, code + 2, 6);
		out[8] = '\0';
	} else if (text_starts(code, "WK")) {
		area_municipality(code, out);
	} else if (text_starts(code, "GM")) {
		memcpy(out, "NL00", 5);
	}
}

void
area_municipality(const char *code, char out[12])
{
	out[0] = '\0';
	if (text_starts(code, "NL") || strlen(code) < 6)
		return;
	memcpy(out, "GM", 2);
	memcpy(out + 2, code + 2, 4);
	out[6] = '\0';
}

char *
area_full_name(const char *title, const char *description, const char *code)
{
	char *name = text_trimmed(title), *mark;
	const char *from, *to;

	/* Counted before trimming: the cut may fall behind a blank. */
	if (description == NULL || text_chars(title) < TITLE_CUT)
		return name;
	/* "Buurt 'X' (BU00000000) is ...": the code tells where X ends, as X
	 * may hold quotes itself. */
	mark = mem_fmt("' (%s)", code);
	from = strchr(description, '\'');
	to = from == NULL ? NULL : strstr(from + 1, mark);
	if (to != NULL && to > from + 1) {
		free(name);
		name = mem_strn(from + 1, (size_t)(to - from - 1));
	}
	free(mark);
	return name;
}

bool
area_renamed(const char *known, const char *name, bool described)
{
	size_t len = strlen(name);

	if (len == 0 || strcmp(known, name) == 0)
		return false;
	if (known[0] == '\0' || text_starts(name, known))
		return true;
	/* The blank at which it was cut, if any, was trimmed. */
	if (text_starts(known, name) &&
	    (text_chars(name) >= TITLE_CUT - 1 ||
		strncmp(known + len, " (", 2) == 0))
		return false;
	return described || text_chars(name) > text_chars(known);
}

size_t
area_short_name(const char *name, enum area_level level)
{
	size_t len = strlen(name), n;

	if (level != LEVEL_GEMEENTE)
		return len;
	for (n = 1; n <= 2; n++) { /* " (L.)", " (ZH.)" */
		const char *tail = len > n + 4 ? name + len - n - 4 : "";
		size_t i, capitals = 0;

		if (strncmp(tail, " (", 2) != 0)
			continue;
		for (i = 0; i < n; i++)
			capitals += tail[2 + i] >= 'A' && tail[2 + i] <= 'Z';
		if (capitals == n && strcmp(tail + 2 + n, ".)") == 0)
			return len - n - 4;
	}
	return len;
}

void
area_clear(struct area *a)
{
	free(a->name);
	memset(a, 0, sizeof(*a));
}

void
areas_free(struct areas *list)
{
	size_t i;

	for (i = 0; i < list->n; i++)
		area_clear(&list->items[i]);
	free(list->items);
	memset(list, 0, sizeof(*list));
}
