/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * kept: whole answers of a fetch that failed further on, in the folder .part
 * of their table, for the next run to go on from. It never is a run: its name
 * is no stamp.
 */
#include <string.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/when.h"
#include "manifest.h"
#include "raw/raw.h"
#include "writer.h"

/* Where whole answers of a failed fetch are kept: a new string. */
static char *
raw_kept_dir(const char *table_dir)
{
	return file_join(table_dir, ".part");
}

/* The folder of the run becomes the folder of what is kept; the run gets a
 * new one. What was kept before goes first: a crash in between costs what was
 * kept, nothing else. */
static int
set_aside(struct raw_writer *w, const char *message, struct err *err)
{
	char *dir = raw_kept_dir(w->table_dir);
	char *path = file_join(w->temp, RAW_MANIFEST);
	struct raw_run said = w->run;
	struct buf text = { 0 };
	int rc = -1;

	said.result = (char *)"failed";
	said.message = (char *)message;
	said.ended = when_now();
	manifest_print(&said, &text);
	if (file_write(path, buf_str(&text), text.len, 0666, err) == -1 ||
	    file_remove(dir, err) == -1 || file_rename(w->temp, dir, err) == -1)
		goto done;
	rc = file_mkdirs(w->temp, 0777, err);
done:
	buf_free(&text);
	free(path);
	free(dir);
	return rc;
}

int
raw_fail_keep(struct raw_writer *w, const char *message, struct err *err)
{
	struct err ignored = { 0 };

	raw_part_drop(w);
	/* Where nothing can be written, nothing is kept. */
	if (w->run.nparts > 0)
		set_aside(w, message, &ignored);
	return raw_fail(w, message, err);
}

int
raw_kept(const char *dir, const char *source, const char *table,
    struct raw_run *out, struct err *err)
{
	char *table_dir = mem_fmt("%s/%s/%s", dir, source, table);
	char *kept = raw_kept_dir(table_dir);
	int found = 0;

	if (!file_name_ok(source) || !file_name_ok(table))
		err_set(err, ERR_INPUT,
		    "%s: %s: not a name that can be a folder", source, table);
	else if (file_is_dir(kept))
		found = manifest_read(kept, out, err) == 0;
	free(kept);
	free(table_dir);
	return found;
}

int
raw_kept_take(struct raw_writer *w, const struct raw_run *kept,
    const struct raw_part *part, struct err *err)
{
	struct raw_run *run = &w->run;
	char *from = file_join(kept->dir, part->file);
	char *to = file_join(w->temp, part->file);
	struct raw_part *own;
	int rc = 0;

	/* It stays where it is too, in case this run fails as well. */
	if (link(from, to) == -1)
		rc = file_copy(from, to, 0666, err);
	if (rc == 0) {
		MEM_PUSH(run->parts, run->nparts, run->capparts);
		own = &run->parts[run->nparts++];
		*own = *part;
		own->role = mem_str(part->role);
		own->file = mem_str(part->file);
		own->address = mem_str(part->address);
		own->content_type = mem_str(part->content_type);
		own->etag = mem_str(part->etag);
		own->last_modified = mem_str(part->last_modified);
		own->content = mem_str(part->content);
		run->taken++;
	}
	free(from);
	free(to);
	return rc;
}

void
raw_kept_drop(struct raw_writer *w)
{
	char *dir = raw_kept_dir(w->table_dir);
	struct err ignored = { 0 };

	file_remove(dir, &ignored);
	free(dir);
}
