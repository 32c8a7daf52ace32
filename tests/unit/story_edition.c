/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * story/edition: keys that are put away, and records of closed editions.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "story/edition.h"
#include "tap.h"

static char dir[] = "/tmp/feiten-edition-XXXXXX";

static bool
has(const struct err *err, const char *text)
{
	return strstr(err->msg, text) != NULL;
}

static void
keys(void)
{
	char *path = file_join(dir, "edition.key");
	char *folder = file_join(dir, "keys"), *name, *kept;
	struct edition_key one, two, found;
	struct err err = { 0 };
	struct stat st;

	ok(edition_key(path, &one, &err) == 0, "a key %s", err.msg);
	ok(edition_key_find(path, one.id, &found, &err) == 0 &&
		memcmp(&one, &found, sizeof(one)) == 0,
	    "found while it is that of now");
	name = mem_fmt("%s.key", one.id);
	kept = file_join(folder, name);
	ok(edition_key_keep(path, &one, &err) == 0 && stat(kept, &st) == 0 &&
		(st.st_mode & 0777) == 0600 && stat(folder, &st) == 0 &&
		(st.st_mode & 0777) == 0700,
	    "put away, for its owner alone");
	ok(edition_key(path, &two, &err) == 0 && strcmp(one.id, two.id) != 0,
	    "cut off before the end: the next pages have another one");
	ok(edition_key_find(path, one.id, &found, &err) == 0 &&
		memcmp(&one, &found, sizeof(one)) == 0 &&
		edition_key_find(path, two.id, &found, &err) == 0 &&
		memcmp(&two, &found, sizeof(two)) == 0,
	    "both are found");
	ok(edition_key_end(path, &err) == 0 &&
		edition_key_end(path, &err) == 0 && !file_exists(path),
	    "taken away, also twice");
	ok(edition_key_find(path, two.id, &found, &err) == -1,
	    "one that was not put away is gone: %s", err.msg);
	ok(edition_key_find(path, "../../etc/passwd", &found, &err) == -1 &&
		has(&err, "is no id of a key") &&
		edition_key_find(path, NULL, &found, &err) == -1 &&
		edition_key_find(path, "0123456789ABCDEF", &found, &err) == -1,
	    "ids that are none");
	ok(file_write(kept, two.bytes, EDITION_KEY, 0600, &err) == 0 &&
		edition_key_find(path, one.id, &found, &err) == -1 &&
		has(&err, "another key than its name says"),
	    "a key under the name of another");
	free(kept);
	free(name);
	free(folder);
	free(path);
}

static void
put(const char *folder, const char *name, const char *text)
{
	char *path = file_join(folder, name);
	struct err err = { 0 };

	if (file_mkdirs(folder, 0777, &err) == -1 ||
	    file_write(path, text, strlen(text), 0666, &err) == -1)
		ok(false, "%s", err.msg);
	free(path);
}

static void
records(void)
{
	char *folder = file_join(dir, "editions");
	struct editions list = { 0 };
	struct err err = { 0 };

	ok(editions_read(folder, &list, &err) == 0 && list.n == 0,
	    "no folder: none");
	put(folder, "a.json", "{\"closed\": \"2026-11-22\"}");
	put(folder, "b.json", "{\"closed\": \"2026-11-22T10:00:00Z\"}");
	put(folder, "c.json", "{\"closed\": \"2025-01-01\", \"by\": \"x\"}");
	put(folder, "note.txt", "nothing of ours");
	ok(editions_read(folder, &list, &err) == 0 && list.n == 3 &&
		strcmp(list.items[0].name, "c") == 0 &&
		strcmp(list.items[1].name, "b") == 0 &&
		strcmp(list.items[2].name, "a") == 0,
	    "oldest first; a bare day counts to its end");
	ok(list.n == 3 &&
		list.items[2].closed - list.items[1].closed == 13 * 3600 + 3599,
	    "the last second of it");
	editions_free(&list);
	put(folder, "b.json", "{\"closed\": 3}");
	put(folder, "d.json", "{\"closed\": ");
	ok(editions_read(folder, &list, &err) == -1 && list.n == 2 &&
		has(&err, "b.json: closed: is no day or time"),
	    "what cannot be read is named, the others are there: %s", err.msg);
	editions_free(&list);
	free(folder);
}

int
main(void)
{
	struct err err = { 0 };

	if (mkdtemp(dir) == NULL)
		return 1;
	keys();
	records();
	file_remove(dir, &err);
	return done_testing();
}
