/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * html: a named template out of reports/, filled with a model.
 */
#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "render/render.h"

#define TEMPLATE_MAX (1u << 20) /* bytes */

int
render_html(const char *name, const struct json *model, struct buf *out,
    struct err *err)
{
	char *dir = file_join(file_share(), "reports");
	char *file = mem_fmt("%s.mustache", name);
	char *path = file_join(dir, file);
	struct buf text = { 0 };
	int rc = -1;

	if (file_read(path, TEMPLATE_MAX, &text, err) == -1)
		goto done;
	rc =
	    mustache_fill(file, buf_str(&text), text.len, model, dir, out, err);
done:
	buf_free(&text);
	free(path);
	free(file);
	free(dir);
	return rc;
}
