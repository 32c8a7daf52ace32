/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * area: a place that statistics are about, in one vintage (year of the CBS
 * area set). Codes are reused by CBS: code and year together say which place.
 */
#ifndef MODEL_AREA_H
#define MODEL_AREA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum area_level {
	LEVEL_LAND, /* NL00 */
	LEVEL_GEMEENTE, /* GM0603 */
	LEVEL_WIJK, /* WK060301 */
	LEVEL_BUURT, /* BU06030101 */
	LEVEL_OWN /* of story/areas.json; never in facts.db */
};
#define LEVELS 4 /* that are stored */
#define AREA_CODE 40 /* bytes of a code, or of the id of an own area */

struct area {
	int64_t id; /* in facts.db; 0 when not stored */
	/* Trimmed; the country is always NL00. At most 11 characters, but for
	 * the id of an own area. */
	char code[AREA_CODE];
	int year; /* vintage */
	enum area_level level;
	char *name; /* in full, also where the API cuts it at 40 characters */
	char parent[12]; /* "" for the country */
	char municipality[12]; /* GM code; "" for the country and for an own
				  area that lies in several */
	char change; /* CBS change code '1', '2', '3'; '.' or 0 not given */
};

struct areas {
	struct area *items;
	size_t n, cap;
};

/* "land", "gemeente", "wijk", "buurt", "own". */
const char *area_level_name(enum area_level level);
/* From such a name, of a stored level: 0 or -1. */
int area_level_parse(const char *name, enum area_level *level);
/* Trim a code as an API pads it and make it canonical: NL01 becomes NL00.
 * 0, or -1 when it is no country, gemeente, wijk or buurt code (letters may
 * occur in the wijk and buurt pairs). */
int area_code(const char *s, size_t len, char out[12],
    enum area_level *level);
/* Code of the parent by prefix: BU -> WK, WK -> GM, GM -> NL00, NL00 -> "". */
void area_parent(const char *code, char out[12]);
/* Code of the gemeente by prefix; "" for the country. */
void area_municipality(const char *code, char out[12]);
/* The name in full: the dimension's Title, or, when the Title was cut at 40
 * characters, the name between quotes in its Description ("Buurt 'X' (CODE)
 * is ..."). New string, caller frees. Source of the rule: apis.md 1.2. */
char *area_full_name(const char *title, const char *description,
    const char *code);
/* Whether a name takes the place of the one that is known ("": none) of the
 * same place in the same vintage. A fuller one does; one that was cut at 40
 * characters, or is without what is added in brackets ("Utrecht" for "Utrecht
 * (gemeente)"), does not. Quite another one does when the table describes its
 * areas (the place was renamed, or a mistake mended); where it stands beside the
 * figures of a file, only when it is longer. */
bool area_renamed(const char *known, const char *name, bool described);
/* Length of a gemeente's name without the province that CBS adds to tell two
 * of one name apart: "Rijswijk (ZH.)" -> 8. Other names: their whole length. */
size_t area_short_name(const char *name, enum area_level level);
void area_clear(struct area *a);
void areas_free(struct areas *list);

#endif
