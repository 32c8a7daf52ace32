/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * own: what the parts of the panel share. For src/panel only.
 */
#ifndef PANEL_OWN_H
#define PANEL_OWN_H

#include "analysis/chain.h"
#include "base/map.h"
#include "panel/panel.h"
#include "keep.h"
#include "store/check.h"
#include "unsure.h"

/* All areas of one vintage. */
struct vintage {
	int year;
	struct areas areas; /* by code */
	struct area_slot *slots; /* the areas in the order of their ids */
	struct chain_link *links; /* to the year before, as areas; or NULL */
};

/* Weights into one area lie together, from the older vintages to the newer
 * ones, the best basis first. */
struct crossings {
	struct crossing_row *items;
	size_t n, cap;
	bool read;
};
void crossings_free(struct crossings *c);

/* Areas that are asked for again and again, looked up once: codes is the list
 * that panel_values is called with. */
struct asked {
	const char *const *codes;
	const struct vintage *v;
	const struct area *const *areas;
	size_t n;
};

struct panel {
	struct store *store;
	const struct indicators *indicators;
	struct columns columns; /* only those with an indicator */
	struct map known; /* indicators by id */
	struct map first; /* of each indicator, in columns */
	size_t *next;	  /* of the same indicator; 0: none (the first of all
			     is never a next one) */
	struct keep keep;
	const struct asked *asked; /* while it is, else NULL */
	size_t near; /* in a vintage: who was looked for last */
	struct doubt_places doubts;
	struct vintage **vintages;
	size_t nvintages, capvintages;
	struct crossings crossings;
	struct were *were; /* place.c: what was found of pairs of years */
	size_t nwere, capwere;
	const struct sources *sources; /* whose counts have a threshold */
	struct guarded *guarded;       /* by column, as they are needed */
	size_t nguarded, capguarded;
	struct own *own;
	size_t nown, capown;
	int own_year; /* newest with buurten; 0: not looked up */
	struct strings warnings;
	struct unsure unsure;
	struct kept_outlines *outlines; /* NULL: not asked for yet */
};

/* outline.c */
struct kept_outlines;
void outlines_free(struct kept_outlines *kept);

/* NULL: no such indicator, or no id. */
const struct indicator *indicator_of(const struct panel *p, const char *id);
/* Read a vintage once; one that is not there has no areas. */
int vintage_of(
    struct panel *p, int year, const struct vintage **out, struct err *err);
/* NULL: it has no such code. */
const struct area *area_in(const struct vintage *v, const char *code);
const struct area *area_with_id(const struct vintage *v, int64_t id);
/* The same, for who asks for one area by code in many vintages, or for many by code:
 * near is where the last one was found, and is set. */
const struct area *area_near(
    const struct vintage *v, const char *code, size_t *near);
/* Links of a vintage to the year before, worked out once. */
int vintage_links(
    struct panel *p, int year, const struct vintage **out, struct err *err);
/* Weights out of the areas of a vintage into an area of a newer one, by the
 * best basis that there is: how many, from *first on. */
int crossings_into(struct panel *p, int from, int to, const char *code,
    const struct crossing_row **first, size_t *n, struct err *err);

/* panel.c: values of one stored column. Of areas that it has no row for the
 * reason is ABSENCE_UNKNOWN; reasons are not told when p->unsure.quick, but
 * where there is another column. */
int panel_one_stored(struct panel *p, const struct indicator *indicator,
    const struct column *col, const char *const codes[], size_t n,
    struct cell_value out[], struct err *err);
/* Another column of the same indicator and period, over areas of the same
 * year, in the same unit, that has values: the first, or the one behind after.
 * NULL: no more. */
const struct column *panel_sibling(const struct panel *p,
    const struct column *col, const struct column *after);
/* sibling.c: the same; what it has no row for is taken out of the others. */
int panel_stored(struct panel *p, const struct indicator *indicator,
    const struct column *col, const char *const codes[], size_t n,
    struct cell_value out[], struct err *err);

/* place.c */
void were_free(struct panel *p);

/* withhold.c: take out of the values of a column (areas of its vintage) those
 * that we do not print. reasons may be NULL. */
int withhold(struct panel *p, const struct indicator *indicator,
    const struct column *col, const struct vintage *v,
    const struct area *const areas[], size_t n, double values[],
    enum absence reasons[], struct err *err);
void guarded_free(struct panel *p);

/* own.c: an area of one's own, with the codes of its parts. */
struct own {
	const struct own_area *def;
	struct area area;
	const char **codes; /* as def->parts, or found by its polygon */
	double *shares; /* of each part that lies in it; NULL: all of all */
	size_t n;
	struct strings found;
	struct areas buurten; /* in it, by code */
};
/* own_post.c: the buurten in which its postcodes lie, with what share of their
 * addresses, into found and shares. */
int own_by_postcodes(struct panel *p, const struct own_areas *list, int year,
    struct own *own, struct err *err);
/* Say what is wrong with a key of its definition: -1. */
int own_wrong(const struct own_areas *list, const struct own_area *def,
    const char *key, struct err *err, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));
/* own_find.c: the parts: by code, by polygon or by postcodes. */
int own_resolve(struct panel *p, const struct own_areas *list, struct own *own,
    struct err *err);
/* Its buurten, when these are asked for; appended. 0. */
int own_within(const struct own *own, enum area_level level,
    struct areas *out);
/* The least sure of its parts. */
int own_same_place(struct panel *p, const struct own *own, int from, int to,
    enum same_place *out, struct err *err);
const struct own *own_by_id(const struct panel *p, const char *code);
/* As panel_stored, where some codes may be ids of own areas. */
int own_values(struct panel *p, const struct indicator *indicator,
    const struct column *col, const char *const codes[], size_t n,
    struct cell_value out[], struct err *err);
/* What is known of a sum of counts, or a share of them, of which one is known
 * to lie between two: before value itself is combined. */
void own_combine(struct cell_value *sum, const struct cell_value *part,
    bool divide, double factor, bool share);
void own_free(struct panel *p);

#endif
