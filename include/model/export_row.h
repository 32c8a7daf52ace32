/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * export_row: a figure as it goes out, with where it came from: a row in every
 * form of export.
 */
#ifndef MODEL_EXPORT_ROW_H
#define MODEL_EXPORT_ROW_H

struct export_row { /* texts may be NULL */
	const char *area_code, *area_name, *area_level;
	int area_year;
	const char *indicator, *label, *period;
	double value; /* finite */
	const char *unit, *status, *source, *publisher, *licence, *licence_url,
	    *table_id;
};

#endif
