/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * palette: colours by what they mean.
 */
#include "model/palette.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define STEPS 40 /* of halving: more than 8 bits need */

const struct palette palette_ours = { {
	[PAINT_ACCENT] = "#0A5C6B",
	[PAINT_AREA] = "#0A5C6B",
	[PAINT_COMPARISON] = "#A34A00",
	[PAINT_STORY] = "#7A2A63",
	[PAINT_CARE] = "#8A6400",
	[PAINT_INK] = "#17212B",
	[PAINT_SOFT] = "#4B5763",
	[PAINT_PEERS] = "#5E6B77",
	[PAINT_PAPER] = "#FFFFFF",
	[PAINT_PANEL] = "#F3F5F2",
	[PAINT_AREA_PALE] = "#E6F1F2",
	[PAINT_STORY_PALE] = "#F8EFF5",
	[PAINT_CARE_PALE] = "#FFF6DC",
	[PAINT_MAP_1] = "#E3F0F0",
	[PAINT_MAP_2] = "#B5D8DA",
	[PAINT_MAP_3] = "#78B5BA",
	[PAINT_MAP_4] = "#2F7F89",
	[PAINT_MAP_5] = "#06424D",
	[PAINT_MAP_TEXT] = "#17212B",
	[PAINT_LINE] = "#C9D1D8",
	[PAINT_TRACK] = "#E6EBEE",
	[PAINT_HALF] = "#C3CDD4",
	[PAINT_OTHER] = "#DCE3E2",
} };

static const char *const roles[PAINT_ROLES] = {
	[PAINT_ACCENT] = "accent",
	[PAINT_AREA] = "area",
	[PAINT_COMPARISON] = "comparison",
	[PAINT_STORY] = "story",
	[PAINT_CARE] = "care",
	[PAINT_INK] = "ink",
	[PAINT_SOFT] = "soft",
	[PAINT_PEERS] = "peers",
	[PAINT_PAPER] = "paper",
	[PAINT_PANEL] = "panel",
};

const char *
palette_role(enum paint role)
{
	return role < PAINT_ROLES ? roles[role] : NULL;
}

static int
digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool
palette_parse(const char *text, char out[PAINT_LEN])
{
	if (text[0] != '#' || strlen(text) != PAINT_LEN - 1)
		return false;
	for (int i = 1; i < PAINT_LEN - 1; i++)
		if (digit(text[i]) == -1)
			return false;
	for (int i = 0; i < PAINT_LEN; i++)
		out[i] = text[i] >= 'a' && text[i] <= 'f'
		    ? (char)(text[i] - 'a' + 'A')
		    : text[i];
	return true;
}

static void
parts_of(const char *hex, double out[3])
{
	for (int i = 0; i < 3; i++)
		out[i] =
		    (16 * digit(hex[1 + 2 * i]) + digit(hex[2 + 2 * i])) / 255.0;
}

/* WCAG 2.2, "relative luminance". */
static double
luminance_of(const double part[3])
{
	static const double weight[3] = { 0.2126, 0.7152, 0.0722 };
	double sum = 0.0;

	for (int i = 0; i < 3; i++)
		sum += weight[i] *
		    (part[i] <= 0.04045 ? part[i] / 12.92
					: pow((part[i] + 0.055) / 1.055, 2.4));
	return sum;
}

static double
luminance(const char *hex)
{
	double part[3];

	parts_of(hex, part);
	return luminance_of(part);
}

double
palette_contrast(const char *a, const char *b)
{
	double x = luminance(a) + 0.05, y = luminance(b) + 0.05;

	return x > y ? x / y : y / x;
}

double
palette_least(enum paint role)
{
	return role == PAINT_PEERS ? 3.0 : 4.5;
}

/* On the way from paper to a colour (at 1) and on to black (at 2). */
static void
mix(const double paper[3], const double colour[3], double at, double out[3])
{
	for (int i = 0; i < 3; i++)
		out[i] = at <= 1.0
		    ? paper[i] + (colour[i] - paper[i]) * at
		    : colour[i] * (2.0 - at);
}

/* Where on the way from paper to a colour and to black, from `low`, the
 * contrast with the paper is reached. The way only gets darker, as the colour
 * is darker than the paper. */
static void
tint(const char *paper, const char *colour, double low, double contrast,
    char out[PAINT_LEN])
{
	double from[3], to[3], part[3], high = 2.0;
	double ground = luminance(paper) + 0.05;

	parts_of(paper, from);
	parts_of(colour, to);
	for (int i = 0; i < STEPS; i++) {
		double at = (low + high) / 2.0;

		mix(from, to, at, part);
		if (ground / (luminance_of(part) + 0.05) < contrast)
			low = at;
		else
			high = at;
	}
	mix(from, to, high, part);
	snprintf(out, PAINT_LEN, "#%02X%02X%02X",
	    (unsigned)lround(255.0 * part[0]) & 0xffu,
	    (unsigned)lround(255.0 * part[1]) & 0xffu,
	    (unsigned)lround(255.0 * part[2]) & 0xffu);
}

/* A little more than asked, as a colour is of whole steps. */
void
palette_darker(const char *colour, const char *ground, double contrast,
    char out[PAINT_LEN])
{
	tint(ground, colour, 1.0, 1.03 * contrast, out);
}

void
palette_derive(struct palette *p)
{
	static const enum paint of[PAINTS] = {
		[PAINT_AREA_PALE] = PAINT_AREA,
		[PAINT_STORY_PALE] = PAINT_STORY,
		[PAINT_CARE_PALE] = PAINT_CARE,
		[PAINT_MAP_1] = PAINT_AREA,
		[PAINT_MAP_2] = PAINT_AREA,
		[PAINT_MAP_3] = PAINT_AREA,
		[PAINT_MAP_4] = PAINT_AREA,
		[PAINT_MAP_5] = PAINT_AREA,
	};
	const struct palette *ours = &palette_ours;
	bool paper = strcmp(p->hex[PAINT_PAPER], ours->hex[PAINT_PAPER]) != 0;

	for (int i = PAINT_ROLES; i <= PAINT_MAP_5; i++) {
		const char *role = p->hex[of[i]];

		if (!paper && strcmp(role, ours->hex[of[i]]) == 0)
			memcpy(p->hex[i], ours->hex[i], PAINT_LEN);
		else
			tint(p->hex[PAINT_PAPER], role, 0.0,
			    palette_contrast(
				ours->hex[PAINT_PAPER], ours->hex[i]),
			    p->hex[i]);
	}
	memcpy(p->hex[PAINT_MAP_TEXT],
	    palette_contrast(p->hex[PAINT_INK], p->hex[PAINT_MAP_3]) >=
		    palette_least(PAINT_INK)
		? p->hex[PAINT_INK]
		: ours->hex[PAINT_MAP_TEXT],
	    PAINT_LEN);
}
