/* SPDX-License-Identifier: EUPL-1.2 */
/* Any JSON as a map or sparkline: a script with coordinates alone, or a
 * reason. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "chart/chart.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct err err = { 0 };
	struct buf script = { 0 };
	struct json *chart = json_parse((const char *)data, size, &err);

	if (chart == NULL)
		return 0;
	err_clear(&err);
	if (chart_script(chart, &script, &err) == -1) {
		if (err.msg[0] == '\0' || script.len != 0)
			abort();
	} else if (strstr(buf_str(&script), "nan") != NULL ||
	    strncmp(buf_str(&script), "reset\n", 6) != 0) {
		abort();
	}
	buf_free(&script);
	json_free(chart);
	return 0;
}
