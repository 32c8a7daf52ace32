/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Any bytes as the definition of a report: no crash, a clear answer, and
 * nothing in it that leads out of its folder or beyond its limits.
 */
#include <stdint.h>
#include <stdlib.h>

#include "page/report.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct report_def def = { 0 };
	struct err err = { 0 };

	if (report_def_parse("x/fuzz.report.json", (const char *)data, size,
		NULL, &def, &err) == -1) {
		if (err.msg[0] == '\0' || def.name != NULL)
			abort();
	} else if (def.min < 1 || def.min > def.max ||
	    def.max > REPORT_AREAS || def.columns < 2 || def.columns > 20 ||
	    !file_name_ok(def.html) || !file_name_ok(def.pdf) ||
	    (def.across && def.within))
		abort();
	report_def_clear(&def);
	return 0;
}
