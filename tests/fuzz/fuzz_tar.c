/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Any bytes as an archive of a backup. "t", and a byte that says how large the
 * pieces are: the archive is read. Else the bytes are packed as a backup is
 * and restored: all of it is there, or the folder is not, and nothing was
 * written beside it.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "backup/backup.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/mem.h"
#include "codec/gzip.h"
#include "codec/tar.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char top[] = "/tmp/feiten-fuzz-XXXXXX";
static char *file, *dir;

static void
clean_up(void)
{
	struct err ignored = { 0 };

	file_remove(top, &ignored);
	free(file);
	free(dir);
}

static void
prepare(void)
{
	if (file != NULL)
		return;
	if (mkdtemp(top) == NULL)
		abort();
	file = file_join(top, "backup");
	dir = file_join(top, "base");
	atexit(clean_up);
}

struct pieces {
	const char *data;
	size_t left, each;
};

static int
next_piece(void *arg, struct buf *out, struct err *err)
{
	struct pieces *p = arg;
	size_t n = p->left < p->each ? p->left : p->each;

	(void)err;
	buf_put(out, p->data, n);
	p->data += n;
	p->left -= n;
	return 0;
}

static int
count(void *arg, const char *data, size_t len, struct err *err)
{
	(void)data;
	(void)err;
	*(uint64_t *)arg += len;
	return 0;
}

static void
only_read(const char *data, size_t size, size_t each)
{
	struct pieces p = { data, size, each };
	struct tar_reader *t = NULL;
	struct tar_entry e;
	struct err err = { 0 };
	int rc = tar_reader_new(next_piece, &p, &t, &err), n = 0;

	if (rc == -1 && err.msg[0] == '\0')
		abort();
	while (rc == 0 && n++ < 1000 && tar_reader_next(t, &e, &err) == 1) {
		uint64_t came = 0;
		const uint64_t said = e.size;

		/* What is said to be huge is not read by who restores. */
		if (said > 1u << 20)
			break;
		rc = tar_reader_walk(t, count, &came, &err);
		if (rc == 0 ? came != said : err.msg[0] == '\0')
			abort();
	}
	tar_reader_free(t);
}

static int
put(void *arg, const char *data, size_t len, struct err *err)
{
	(void)err;
	buf_put(arg, data, len);
	return 0;
}

static void
check_beside(bool restored)
{
	struct names names = { 0 };
	struct err err = { 0 };

	if (file_list(top, NULL, &names, &err) == -1 ||
	    names.n != (restored ? 2 : 1))
		abort();
	names_free(&names);
}

static void
restore(const char *data, size_t size)
{
	struct backup_told told = { 0 };
	struct buf packed = { 0 };
	struct err err = { 0 };
	struct gzip *gz = gzip_new(1, put, &packed);
	int rc;

	if (gzip_push(gz, data, size, &err) == -1 || gzip_end(gz, &err) == -1 ||
	    folder_put(file, buf_str(&packed), packed.len, &err) == -1)
		abort();
	gzip_free(gz);
	buf_free(&packed);
	rc = backup_restore(file, dir, NULL, &told, &err);
	if (rc == -1 && err.msg[0] == '\0')
		abort();
	check_beside(rc == 0);
	if (rc == 0) {
		char *config = file_join(dir, "feiten.json");

		if (told.files == 0 || !file_exists(config) ||
		    file_remove(dir, &err) == -1)
			abort();
		free(config);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *bytes = (const char *)data;

	prepare();
	if (size > 1 && data[0] == 't')
		only_read(bytes + 2, size - 2, 1 + (size_t)data[1] * 16);
	else if (size > 0)
		restore(bytes + 1, size - 1);
	return 0;
}
