/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * palette: the colours of pages and charts, by what they mean, and whether two
 * of them can be told apart. Ours are those of the look; a house style sets
 * the roles, and the tints follow from these.
 */
#ifndef MODEL_PALETTE_H
#define MODEL_PALETTE_H

#include <stdbool.h>

enum paint {
	/* Roles, which a house style may set. */
	PAINT_ACCENT,	  /* links, buttons, the bar on top */
	PAINT_AREA,	  /* this area: its figures and marks */
	PAINT_COMPARISON, /* the municipality */
	PAINT_STORY,	  /* what people said */
	PAINT_CARE,	  /* what to look out for */
	PAINT_INK,	  /* text, and the country */
	PAINT_SOFT,	  /* smaller text */
	PAINT_PEERS,	  /* marks of other areas */
	PAINT_PAPER,	  /* what all of it stands on */
	PAINT_PANEL,	  /* a part of the page that lies on the paper */
	PAINT_ROLES,
	/* Tints that follow from the roles. */
	PAINT_AREA_PALE = PAINT_ROLES,
	PAINT_STORY_PALE,
	PAINT_CARE_PALE,
	PAINT_MAP_1, /* classes of a map, low to high */
	PAINT_MAP_2,
	PAINT_MAP_3,
	PAINT_MAP_4,
	PAINT_MAP_5,
	PAINT_MAP_TEXT, /* on the three palest */
	/* Lines and bands that carry no meaning of their own. */
	PAINT_LINE,
	PAINT_TRACK,
	PAINT_HALF,
	PAINT_OTHER,
	PAINTS
};

#define PAINT_LEN 8 /* "#17212B" and NUL */
struct palette {
	char hex[PAINTS][PAINT_LEN];
};
extern const struct palette palette_ours;

/* "accent", "area", ...; NULL past the last role. */
const char *palette_role(enum paint role);
/* "#17212b" or "#17212B": in capitals; false: no such thing. */
bool palette_parse(const char *text, char out[PAINT_LEN]);
/* How well one is seen on the other, 1 to 21: (L1 + 0.05) / (L2 + 0.05) of
 * their relative luminances (WCAG 2.2, "contrast ratio"). */
double palette_contrast(const char *a, const char *b);
/* What text (4.5) or a mark (3) must at least have. */
double palette_least(enum paint role);
/* The colour, as much darker as it takes to have this contrast with a lighter
 * ground: what to write instead of one that is too pale. */
void palette_darker(const char *colour, const char *ground, double contrast,
    char out[PAINT_LEN]);
/* The tints anew, after roles were set: each has the same contrast with the
 * paper as ours have. Those of roles that were not set stay ours. */
void palette_derive(struct palette *p);

#endif
