/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * import_write: notes that were made, into the folder: all of them or none.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/text.h"
#include "story/import_own.h"

#define LEDGER_MAX ((size_t)16 << 20)

static char *
note_path(const char *dir, const char *id)
{
	char *name = mem_fmt("import-%s.md", id);
	char *path = file_join(dir, name);

	free(name);
	return path;
}

/* Ids of a ledger, one a line. */
static int
read_ledger(const char *path, struct buf *out, struct err *err)
{
	if (!file_exists(path))
		return 0;
	return file_read(path, LEDGER_MAX, out, err);
}

/* Ids of notes, also of those that were given another file name. */
static int
notes_there(const char *dir, struct map *ids, struct err *err)
{
	static const char key[] = "id: import-";
	struct names names = { 0 };

	if (file_list(dir, ".md", &names, err) == -1)
		return -1;
	for (size_t i = 0; i < names.n; i++) {
		char *path = file_join(dir, names.items[i]);
		struct buf text = { 0 };
		struct err ignored = { 0 };
		const char *at;
		struct stat st;

		if (text_starts(names.items[i], "import-"))
			map_put(ids, names.items[i] + 7,
			    strlen(names.items[i]) - 10, 1);
		if (stat(path, &st) == 0 && S_ISREG(st.st_mode) &&
		    file_read(path, NOTE_MAX, &text, &ignored) == 0 &&
		    (at = strstr(buf_str(&text), key)) != NULL)
			map_put(ids, at + strlen(key),
			    strspn(at + strlen(key), "0123456789abcdef"), 1);
		buf_free(&text);
		free(path);
	}
	names_free(&names);
	return 0;
}

int
import_known(const char *dir, const char *ledger, bool again,
    struct imported *list, size_t *known, struct err *err)
{
	struct map ids = { 0 };
	struct buf text = { 0 };
	size_t to = 0, n;
	const char *s;
	int rc = -1;

	*known = 0;
	if (notes_there(dir, &ids, err) == -1 ||
	    read_ledger(ledger, &text, err) == -1)
		goto done;
	for (s = buf_str(&text); !again && *s != '\0'; s += n + (s[n] == '\n')) {
		n = strcspn(s, "\n");
		map_put(&ids, s, n, 1);
	}
	for (size_t i = 0; i < list->n; i++) {
		if (map_gets(&ids, list->items[i].id, NULL)) {
			free(list->items[i].id);
			free(list->items[i].text);
			++*known;
			continue;
		}
		map_puts(&ids, list->items[i].id, 1); /* once */
		list->items[to++] = list->items[i];
	}
	list->n = to;
	rc = 0;
done:
	buf_free(&text);
	map_free(&ids);
	return rc;
}

/* The folder, for its owner alone. */
static int
ready(const char *dir, struct err *err)
{
	struct stat st;

	if (file_mkdirs(dir, 0700, err) == -1)
		return -1;
	if (stat(dir, &st) == -1 || !S_ISDIR(st.st_mode))
		return err_set(err, ERR_BASE, "%s: is not a folder", dir);
	if ((st.st_mode & 077) != 0)
		return err_set(err, ERR_PUBLISH,
		    "%s: others on this machine may look into it (mode %03o): "
		    "chmod 700 %s; nothing was written",
		    dir, (unsigned)(st.st_mode & 0777), dir);
	return 0;
}

/* All into a folder of work that nobody reads, then each in its place. */
static int
place_all(const char *dir, const char *work, const struct imported *list,
    struct err *err)
{
	size_t i, placed = 0;
	int rc = 0;

	for (i = 0; rc == 0 && i < list->n; i++) {
		char *path = note_path(work, list->items[i].id);

		rc = file_write(path, list->items[i].text,
		    strlen(list->items[i].text), 0600, err);
		free(path);
	}
	for (i = 0; rc == 0 && i < list->n; i++) {
		char *from = note_path(work, list->items[i].id);
		char *to = note_path(dir, list->items[i].id);

		if (link(from, to) == -1)
			rc = err_set(err, ERR_WORK, "%s: cannot be made: %s",
			    to, strerror(errno));
		else
			placed++;
		free(to);
		free(from);
	}
	for (i = 0; rc == -1 && i < placed; i++) {
		char *path = note_path(dir, list->items[i].id);

		unlink(path);
		free(path);
	}
	return rc;
}

static int
write_ledger(
    const char *ledger, const struct imported *list, struct err *err)
{
	struct buf text = { 0 };
	int rc = read_ledger(ledger, &text, err);

	for (size_t i = 0; i < list->n; i++)
		buf_putf(&text, "%s\n", list->items[i].id);
	if (rc == 0)
		rc = file_write(ledger, buf_str(&text), text.len, 0600, err);
	buf_free(&text);
	return rc;
}

int
import_write(const char *dir, const char *ledger, const struct imported *list,
    struct err *err)
{
	struct err ignored = { 0 };
	char *name, *work;
	int rc;

	if (list->n == 0)
		return 0;
	if (ready(dir, err) == -1)
		return -1;
	file_sweep(dir); /* of a run that was killed */
	name = mem_fmt(".import-%ld-0", (long)getpid());
	work = file_join(dir, name);
	rc = file_mkdirs(work, 0700, err);
	if (rc == 0)
		rc = place_all(dir, work, list, err);
	file_remove(work, &ignored);
	if (rc == 0)
		rc = file_sync_dir(dir, err);
	if (rc == 0)
		rc = write_ledger(ledger, list, err);
	free(work);
	free(name);
	return rc;
}
