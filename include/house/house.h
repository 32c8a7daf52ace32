/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * house: the house style of a fact base, one file (docs/house-style.md): logo,
 * colours, letter, contact, and the figures of the map. Whatever is wrong in
 * it is told, and ours is used instead: there is always a page.
 */
#ifndef HOUSE_HOUSE_H
#define HOUSE_HOUSE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "codec/digest.h"
#include "codec/font.h"
#include "model/indicator.h"
#include "model/palette.h"
#include "model/source.h"

#define HOUSE_SCHEMA "feiten-house/1"
#define HOUSE_LOGO_BYTES ((size_t)200 << 10)
#define HOUSE_FONT_BYTES ((size_t)2 << 20)
#define HOUSE_FONTS 6
#define HOUSE_MAPS 6

struct house_font {
	char *path, *name; /* the file, and its name in the folder of fonts */
	int weight;
	bool italic, opentype;
};

struct house {
	bool there; /* the fact base has one */
	struct palette palette; /* ours where it sets none */
	char *logo; /* path of the file, or NULL */
	const char *logo_name; /* "logo.svg" or "logo.png", as it is put out */
	char *logo_alt;
	int logo_width, logo_height; /* as shown, in CSS pixels */
	char *family; /* of texts and heads, or NULL */
	struct strings fallback; /* families, before ours */
	struct house_font fonts[HOUSE_FONTS];
	size_t nfonts;
	/* Of the upright files nearest to regular and bold (the same when there
	 * is one); measured: they are known, so that charts are set in them.
	 * unmeasured: those of some file are not, so that they are not. */
	struct font_widths widths[2];
	bool measured, unmeasured;
	char *contact; /* as house_contact, or NULL */
	struct strings maps; /* ids of indicators; empty: by rank */
	char digest[DIGEST_HEX]; /* of the file and all that it names */
};

/* The file `path` and what it names, beside it and in fonts/ there. Each
 * mistake (file, key, reason, what to write, what is used instead) goes to
 * tell. A file that is not there is none, unless it must be (asked). */
void house_read(const char *path, bool asked,
    const struct indicators *indicators, struct house *out,
    void (*tell)(void *arg, const struct err *), void *arg);
/* Ours, with nothing set. */
void house_none(struct house *out);
void house_free(struct house *h);
/* How to reach its owner, as one line of text ("Gemeente Rijswijk, Plein 1,
 * feiten@rijswijk.nl, 14 070"), or NULL when the file has none that can be
 * used. The caller frees it. Nothing else of the file is looked at. */
char *house_contact(const char *path);

#endif
