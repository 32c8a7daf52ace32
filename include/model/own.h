/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * own: areas of one's own: a service area, a square and what lies around it.
 * Read from story/areas.json; never in facts.db. docs/areas.md.
 */
#ifndef MODEL_OWN_H
#define MODEL_OWN_H

#include <stddef.h>

#include "model/source.h"

struct own_area {
	char *id; /* a-z, 0-9 and '-'; shorter than AREA_CODE */
	char *name_nl, *name_en;
	int year;	      /* vintage of the parts; 0: the newest there is */
	struct strings parts; /* codes of buurten, wijken, gemeenten */
	struct strings postcodes; /* 2282 or 2282AB */
	char *polygon;		  /* GeoJSON geometry as text, or NULL */
	size_t line;		  /* in the file, for messages */
};
struct own_areas {
	char *file;		/* path, for messages */
	struct own_area *items; /* in order of the file */
	size_t n, cap;
};
void own_areas_free(struct own_areas *list);

#endif
