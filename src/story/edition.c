/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * edition: keys of editions, and the ids of quotes made with them.
 */
#include "story/edition.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/when.h"
#include "codec/digest.h"

/* Bytes of a record: 14,574 buurten with two pages each are 4 MB. */
#define RECORD ((size_t)64 << 20)
#define DAY 86400

static void
name_key(struct edition_key *key)
{
	static const char label[] = "feiten: id of a key";
	char hex[DIGEST_HEX];

	digest_keyed(key->bytes, EDITION_KEY, label, sizeof(label) - 1, hex);
	memcpy(key->id, hex, OPAQUE_ID - 1);
	key->id[OPAQUE_ID - 1] = '\0';
}

int
edition_key_read(const char *path, struct edition_key *out, struct err *err)
{
	struct buf bytes = { 0 };
	struct stat st;
	int rc = -1;

	if (lstat(path, &st) == -1) {
		err_set(err, ERR_INPUT,
		    "%s: is not there: put it back from a backup", path);
		goto done;
	}
	if (!S_ISREG(st.st_mode) || st.st_size != EDITION_KEY) {
		err_set(err, ERR_BASE,
		    "%s: is no key of %d bytes: put it back from a backup, or "
		    "take it away; then ids of quotes on pages are new",
		    path, EDITION_KEY);
		goto done;
	}
	if ((st.st_mode & 077) != 0) {
		err_set(err, ERR_BASE,
		    "%s: can be read by others than its owner: chmod 600 %s",
		    path, path);
		goto done;
	}
	if (file_read(path, EDITION_KEY, &bytes, err) == -1)
		goto done;
	if (bytes.len != EDITION_KEY) {
		err_set(err, ERR_BASE, "%s: changed while it was read", path);
		goto done;
	}
	memcpy(out->bytes, bytes.data, EDITION_KEY);
	name_key(out);
	rc = 0;
done:
	buf_free(&bytes);
	return rc;
}

/* keys/ID.key beside path: a new string. */
static char *
kept_path(const char *path, const char *id)
{
	const char *slash = strrchr(path, '/');
	int len = slash == NULL ? 0 : (int)(slash + 1 - path);

	return mem_fmt("%.*skeys/%s.key", len, path, id);
}

static bool
is_kept(const char *path, const struct edition_key *key)
{
	char *kept = kept_path(path, key->id);
	bool there = file_exists(kept);

	free(kept);
	return there;
}

int
edition_key_keep(
    const char *path, const struct edition_key *key, struct err *err)
{
	char *kept = kept_path(path, key->id);
	char *dir = mem_strn(kept, (size_t)(strrchr(kept, '/') - kept));
	int rc = -1;

	if (file_mkdirs(dir, 0700, err) == -1 ||
	    file_write(kept, key->bytes, EDITION_KEY, 0600, err) == -1)
		goto done;
	rc = 0;
done:
	free(dir);
	free(kept);
	return rc;
}

int
edition_key_end(const char *path, struct err *err)
{
	return file_remove(path, err);
}

int
edition_key_find(const char *path, const char *id, struct edition_key *out,
    struct err *err)
{
	struct edition_key key;
	char *kept;
	int rc;

	if (id == NULL || strspn(id, "0123456789abcdef") != OPAQUE_ID - 1 ||
	    strlen(id) != OPAQUE_ID - 1)
		return err_set(err, ERR_INPUT,
		    "key: is no id of a key: sixteen digits and letters a "
		    "to f");
	if (edition_key_read(path, &key, err) == 0 &&
	    strcmp(key.id, id) == 0) {
		*out = key;
		return 0;
	}
	err_clear(err);
	kept = kept_path(path, id);
	rc = edition_key_read(kept, &key, err);
	if (rc == 0 && strcmp(key.id, id) != 0)
		rc = err_set(err, ERR_INPUT,
		    "%s: is another key than its name says: put it back from "
		    "a backup",
		    kept);
	if (rc == 0)
		*out = key;
	free(kept);
	return rc;
}

int
edition_key(const char *path, struct edition_key *out, struct err *err)
{
	struct edition_key key;
	struct stat st;

	if (lstat(path, &st) == 0) {
		if (edition_key_read(path, &key, err) == -1)
			return -1;
		if (!is_kept(path, &key)) {
			*out = key;
			return 0;
		}
		/* Its edition was being closed: the next pages may not have
		 * its ids. */
		if (edition_key_end(path, err) == -1)
			return err_ctx(err, "key of a closed edition");
	}
	if (digest_random(key.bytes, EDITION_KEY, err) == -1 ||
	    file_write(path, key.bytes, EDITION_KEY, 0600, err) == -1)
		return err_ctx(err, "key of this edition");
	return edition_key_read(path, out, err);
}

void
edition_opaque(const struct edition_key *key, const char *note,
    const char *text, size_t before, char out[OPAQUE_ID])
{
	char *whole = mem_fmt("%s\n%zu\n%s", note, before, text);
	char hex[DIGEST_HEX];

	digest_keyed(key->bytes, EDITION_KEY, whole, strlen(whole), hex);
	memcpy(out, hex, OPAQUE_ID - 1);
	out[OPAQUE_ID - 1] = '\0';
	free(whole);
}

/* A bare day counts to its end. */
static int
take_closed(const struct json *file, int64_t *out)
{
	const char *closed = json_get_str(file, "closed");

	if (closed == NULL || when_parse_iso(closed, out) == -1)
		return -1;
	if (strlen(closed) == 10)
		*out += DAY - 1;
	return 0;
}

static int
read_record(const char *dir, const char *file, struct editions *out,
    struct err *err)
{
	char *path = file_join(dir, file);
	struct edition e = { 0 };
	int rc = -1;

	e.file = json_read(path, RECORD, err);
	if (e.file == NULL)
		goto done;
	if (take_closed(e.file, &e.closed) == -1) {
		err_set(err, ERR_INPUT,
		    "%s: closed: is no day or time: put the file back from a "
		    "backup, or take it away",
		    path);
		goto done;
	}
	e.name = mem_strn(file, strlen(file) - strlen(".json"));
	MEM_PUSH(out->items, out->n, out->cap);
	out->items[out->n++] = e;
	e.file = NULL;
	rc = 0;
done:
	json_free(e.file);
	free(path);
	return rc;
}

static int
by_closed(const void *a, const void *b)
{
	const struct edition *x = a, *y = b;

	if (x->closed != y->closed)
		return x->closed < y->closed ? -1 : 1;
	return strcmp(x->name, y->name);
}

int
editions_read(const char *dir, struct editions *out, struct err *err)
{
	struct names names = { 0 };
	int rc = file_list(dir, ".json", &names, err);

	for (size_t i = 0; i < names.n; i++)
		if (read_record(dir, names.items[i], out,
			rc == 0 ? err : &(struct err){ 0 }) == -1)
			rc = -1;
	if (out->n > 1)
		qsort(out->items, out->n, sizeof(*out->items), by_closed);
	names_free(&names);
	return rc;
}

void
editions_free(struct editions *list)
{
	for (size_t i = 0; i < list->n; i++) {
		free(list->items[i].name);
		json_free(list->items[i].file);
	}
	free(list->items);
	*list = (struct editions){ 0 };
}
