/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * own: areas of one's own.
 */
#include "model/own.h"

#include <stdlib.h>
#include <string.h>

void
own_areas_free(struct own_areas *list)
{
	for (size_t i = 0; i < list->n; i++) {
		struct own_area *a = &list->items[i];

		free(a->id);
		free(a->name_nl);
		free(a->name_en);
		strings_free(&a->parts);
		strings_free(&a->postcodes);
		free(a->polygon);
	}
	free(list->items);
	free(list->file);
	memset(list, 0, sizeof(*list));
}
