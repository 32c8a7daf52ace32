/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * colours: those of a house style, each held against what it stands on (WCAG
 * 2.2: 1.4.3 for text, 1.4.11 for marks). One that is too pale gives way to
 * ours, so that a page can be read whatever the file says.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "house/own.h"

/* What stands on what. */
static const struct on_ground {
	enum paint what, ground;
} pairs[] = {
	{ PAINT_ACCENT, PAINT_PAPER },
	{ PAINT_ACCENT, PAINT_PANEL },
	{ PAINT_AREA, PAINT_PAPER },
	{ PAINT_AREA, PAINT_PANEL },
	{ PAINT_COMPARISON, PAINT_PAPER },
	{ PAINT_COMPARISON, PAINT_PANEL },
	{ PAINT_STORY, PAINT_PAPER },
	{ PAINT_STORY, PAINT_STORY_PALE },
	{ PAINT_CARE, PAINT_PAPER },
	{ PAINT_CARE, PAINT_CARE_PALE },
	{ PAINT_INK, PAINT_PAPER },
	{ PAINT_INK, PAINT_PANEL },
	{ PAINT_INK, PAINT_STORY_PALE },
	{ PAINT_INK, PAINT_CARE_PALE },
	{ PAINT_SOFT, PAINT_PAPER },
	{ PAINT_SOFT, PAINT_PANEL },
	{ PAINT_SOFT, PAINT_STORY_PALE },
	{ PAINT_SOFT, PAINT_CARE_PALE },
	{ PAINT_PEERS, PAINT_PAPER },
};
#define PAIRS (sizeof(pairs) / sizeof(pairs[0]))

/* The pair that is seen worst beside what it must be; of one role, or of all
 * (PAINT_ROLES). *contrast is what it has; NULL: all are well. */
static const struct on_ground *
weakest(const struct palette *p, enum paint role, double *contrast)
{
	const struct on_ground *found = NULL;
	double worst = 1.0;

	for (size_t i = 0; i < PAIRS; i++) {
		const struct on_ground *q = &pairs[i];
		double has =
		    palette_contrast(p->hex[q->what], p->hex[q->ground]);
		double part = has / palette_least(q->what);

		if ((role != PAINT_ROLES && q->what != role) || part >= worst)
			continue;
		worst = part;
		*contrast = has;
		found = q;
	}
	return found;
}

/* "area" of a tint of it too. */
static const char *
name_of(enum paint paint)
{
	return paint == PAINT_STORY_PALE ? "the tint of story"
	    : paint == PAINT_CARE_PALE	 ? "the tint of care"
					 : palette_role(paint);
}

static void
tell_ground(const struct house_reader *r, const char *key, const char *hex,
    const struct on_ground *q, double contrast)
{
	char *why = mem_fmt("%s is too dark to be read on: %s (%s) has a "
			    "contrast of %.1f:1 on it and needs %.1f:1: write "
			    "a lighter one; %s is used",
	    hex, palette_role(q->what), palette_ours.hex[q->what], contrast,
	    palette_least(q->what), palette_ours.hex[q->ground < PAINT_ROLES
		    ? q->ground
		    : PAINT_PAPER]);

	house_wrong(r, key, why);
	free(why);
}

static void
tell_role(const struct house_reader *r, const char *key,
    const struct palette *p, const struct on_ground *q, double contrast)
{
	char better[PAINT_LEN], *why;

	palette_darker(p->hex[q->what], p->hex[q->ground],
	    palette_least(q->what), better);
	why = mem_fmt("%s is too pale: it has a contrast of %.1f:1 with %s "
		      "(%s), and %s needs %.1f:1: write a darker one, as %s; "
		      "%s is used",
	    p->hex[q->what], contrast, name_of(q->ground), p->hex[q->ground],
	    palette_least(q->what) > 4.0 ? "text" : "a mark",
	    palette_least(q->what), better, palette_ours.hex[q->what]);
	house_wrong(r, key, why);
	free(why);
}

/* The colour of one key, as it is written: false where there is none that can
 * be used, which is told. */
static bool
read_one(const struct house_reader *r, const struct json *v, enum paint role,
    const char *key, char out[PAINT_LEN])
{
	const struct json *one = json_get(v, palette_role(role));
	const char *text = json_str(one);
	char *why;

	if (one == NULL)
		return false;
	if (text != NULL && palette_parse(text, out))
		return true;
	why = mem_fmt("\"%.20s\" is no colour: write six hexadecimal digits, "
		      "as in \"%s\"; %s is used",
	    text == NULL ? "?" : text, palette_ours.hex[role],
	    palette_ours.hex[role]);
	house_wrong(r, key, why);
	free(why);
	return false;
}

/* Grounds first: all of ours must be seen on them, so that ours can take the
 * place of any colour. */
static void
read_role(const struct house_reader *r, const struct json *v, enum paint role)
{
	bool ground = role == PAINT_PAPER || role == PAINT_PANEL;
	char *key = mem_fmt("colours.%s", palette_role(role));
	struct palette *p = &r->house->palette, tried = *p;
	const struct on_ground *q;
	double contrast = 0.0;

	if (!read_one(r, v, role, key, tried.hex[role]))
		goto done;
	palette_derive(&tried);
	q = weakest(&tried, ground ? PAINT_ROLES : role, &contrast);
	if (q == NULL)
		*p = tried;
	else if (ground)
		tell_ground(r, key, tried.hex[role], q, contrast);
	else
		tell_role(r, key, &tried, q, contrast);
done:
	free(key);
}

void
house_colours(const struct house_reader *r, const struct json *v)
{
	static const enum paint order[] = { PAINT_PAPER, PAINT_PANEL,
		PAINT_INK, PAINT_SOFT, PAINT_AREA, PAINT_ACCENT,
		PAINT_COMPARISON, PAINT_STORY, PAINT_CARE, PAINT_PEERS };
	struct palette *p = &r->house->palette;
	const struct json *one;

	if (v == NULL)
		return;
	if (!json_is_object(v)) {
		house_wrong(r, "colours",
		    "must be an object, as in {\"area\": \"#0A5C6B\"}");
		return;
	}
	for (one = json_first(v); one != NULL; one = json_next(one)) {
		char *key = mem_fmt("colours.%.40s", json_name(one));
		int role = 0;

		while (role < PAINT_ROLES &&
		    strcmp(palette_role((enum paint)role), json_name(one)) != 0)
			role++;
		if (role == PAINT_ROLES)
			house_wrong(r, key,
			    "no such role: there are accent, area, comparison, "
			    "story, care, ink, soft, peers, paper and panel");
		free(key);
	}
	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		/* Links are of the colour of the area, if nothing else is
		 * said. */
		if (order[i] == PAINT_ACCENT)
			memcpy(p->hex[PAINT_ACCENT], p->hex[PAINT_AREA],
			    PAINT_LEN);
		read_role(r, v, order[i]);
	}
}
