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
render_html(const char *dir, const char *name, const struct json *model,
    struct buf *out, struct err *err)
{
	char *ours = file_join(file_share(), "reports");
	char *file = mem_fmt("%s.mustache", name);
	char *path = dir == NULL ? NULL : file_join(dir, file);
	struct buf text = { 0 };
	int rc = -1;

	if (path == NULL || !file_exists(path)) {
		free(path);
		path = file_join(ours, file);
	}
	if (dir != NULL && !file_exists(path)) {
		free(path);
		path = file_join(dir, file);
		err_set(err, ERR_INPUT,
		    "%s: there is no such template: copy one of %s under that "
		    "name and change it; docs/reports.md",
		    path, ours);
		goto done;
	}
	if (file_read(path, TEMPLATE_MAX, &text, err) == -1)
		goto done;
	rc = mustache_fill_beside(file, buf_str(&text), text.len, model,
	    dir == NULL ? ours : dir, ours, out, err);
done:
	buf_free(&text);
	free(path);
	free(file);
	free(ours);
	return rc;
}
