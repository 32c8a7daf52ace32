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
#include "codec/digest.h"

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

int
edition_key(const char *path, struct edition_key *out, struct err *err)
{
	struct edition_key key;
	struct stat st;

	if (lstat(path, &st) == 0)
		return edition_key_read(path, out, err);
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
