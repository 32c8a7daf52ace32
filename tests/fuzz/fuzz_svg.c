/* SPDX-License-Identifier: EUPL-1.2 */
/* Any bytes as an SVG: what comes out is an SVG too, of drawing alone; and
 * that again without its letters. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "chart/chart.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const never[] = { "<script", "<style", "<!", "<?",
		"<foreignObject", "<a", "<image", "<title" };
	struct err err = { 0 };
	struct buf once = { 0 }, twice = { 0 };
	struct json *drawing;
	size_t i;

	if (chart_inline((const char *)data, size, "p", "alt", &once, &err) ==
	    -1) {
		if (err.msg[0] == '\0' || once.len != 0)
			abort();
		return 0;
	}
	for (i = 0; i < sizeof(never) / sizeof(never[0]); i++)
		if (strstr(once.data, never[i]) != NULL)
			abort();
	if (chart_inline(once.data, once.len, "p", "alt", &twice, &err) == -1)
		abort();
	drawing = chart_print(once.data, once.len, &err);
	if (drawing != NULL) {
		const char *svg = json_get_str(drawing, "svg");

		buf_clear(&twice);
		if (chart_inline(svg, strlen(svg), "p", "alt", &twice, &err) ==
		    -1)
			abort();
		json_free(drawing);
	} else if (err.msg[0] == '\0') {
		abort();
	}
	buf_free(&twice);
	buf_free(&once);
	return 0;
}
