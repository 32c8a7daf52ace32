/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * restore: a backup, back into an empty folder. feiten.json is written when
 * all else is there and the tool found nothing wrong: until then the folder is
 * no fact base.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "backup/backup.h"
#include "backup/own.h"
#include "base/file.h"
#include "base/mem.h"
#include "codec/tar.h"

#define DEPTH 32		   /* of folders in each other */
#define NAME ((size_t)1000)	   /* bytes of a name with its folders */
#define ENTRIES ((size_t)1000000)  /* files in one backup */
#define FILE_MOST ((uint64_t)16 << 30) /* bytes of one */
#define ALL_MOST ((uint64_t)256 << 30) /* of all */
#define RATIO 1000 /* most bytes out per byte in, beyond the first MB */
#define CONFIG ((size_t)1 << 20) /* bytes of feiten.json */

struct restoring {
	const char *file, *dir;
	int in, out;
	struct buf plain; /* of the archive, not yet read */
	struct pipe_through *through; /* NULL: not encrypted */
	struct gunzip *gunzip;
	bool ended;
	uint64_t most, all;
	struct buf config;
	struct backup_told told;
};

static int
gather(void *arg, const char *data, size_t len, struct err *err)
{
	struct restoring *r = arg;

	(void)err;
	buf_put(&r->plain, data, len);
	return 0;
}

static int
unpack(void *arg, const char *data, size_t len, struct err *err)
{
	struct restoring *r = arg;

	return gunzip_push(r->gunzip, data, len, err);
}

/* One piece of the file goes on; at its end everybody is told. */
static int
push_on(struct restoring *r, struct err *err)
{
	char piece[65536];
	ssize_t n = read(r->in, piece, sizeof(piece));

	if (n == -1 && errno == EINTR)
		return 0;
	if (n == -1)
		return err_set(
		    err, ERR_WORK, "cannot read: %s", strerror(errno));
	if (n > 0)
		return r->through != NULL
		    ? through_put(r->through, piece, (size_t)n, err)
		    : unpack(r, piece, (size_t)n, err);
	r->ended = true;
	if (r->through != NULL && through_end(r->through, err) == -1)
		return -1;
	return gunzip_end(r->gunzip, err);
}

static int
next_bytes(void *arg, struct buf *out, struct err *err)
{
	struct restoring *r = arg;

	while (r->plain.len == 0 && !r->ended)
		if (push_on(r, err) == -1)
			return -1;
	buf_put(out, buf_str(&r->plain), r->plain.len);
	buf_clear(&r->plain);
	return 0;
}

/* Whether a name is a path below the folder that we would have made. */
static bool
name_ok(const char *name)
{
	size_t len = strlen(name), depth = 0;
	const char *at = name, *end;

	if (len == 0 || len > NAME || part_of(name) == NULL)
		return false;
	for (;; at = end + 1) {
		size_t n;

		end = at + strcspn(at, "/");
		n = (size_t)(end - at);
		if (n == 0 || n > 255 || ++depth > DEPTH ||
		    (n <= 2 && strncmp(at, "..", n) == 0))
			return false;
		if (*end == '\0')
			return true;
	}
}

static int
write_piece(void *arg, const char *data, size_t len, struct err *err)
{
	struct restoring *r = arg;

	while (len > 0) {
		ssize_t n = write(r->out, data, len);

		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return err_set(err, ERR_WORK, "cannot write: %s%s",
			    strerror(errno),
			    errno == ENOSPC || errno == EFBIG
				? "; make room on the disk, or give a folder "
				  "on another one"
				: "");
		data += n;
		len -= (size_t)n;
	}
	return 0;
}

static int
keep_piece(void *arg, const char *data, size_t len, struct err *err)
{
	struct restoring *r = arg;

	(void)err;
	buf_put(&r->config, data, len);
	return 0;
}

/* The folders above a file. */
static int
make_folders(const char *path, mode_t mode, struct err *err)
{
	char *folder = mem_str(path), *slash = strrchr(folder, '/');
	int rc;

	*slash = '\0';
	rc = file_mkdirs(folder, mode, err);
	free(folder);
	return rc;
}

static int
put_file(struct restoring *r, struct tar_reader *tar,
    const struct tar_entry *e, struct err *err)
{
	const struct part *part = part_of(e->name);
	char *path = file_join(r->dir, e->name);
	int rc = -1;

	if (make_folders(path, part->secret && part->folder ? 0700 : 0777,
		err) == -1)
		goto done;
	r->out = open(path,
	    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
	    part->secret ? 0600 : 0666);
	if (r->out == -1) {
		err_set(err, ERR_INPUT, "cannot make: %s%s", strerror(errno),
		    errno == EEXIST ? ": it is in the backup twice" : "");
		goto done;
	}
	rc = tar_reader_walk(tar, write_piece, r, err);
	if (rc == 0 && fsync(r->out) == -1)
		rc = err_set(
		    err, ERR_WORK, "cannot write: %s", strerror(errno));
	close(r->out);
done:
	free(path);
	return rc;
}

static int
put_entry(struct restoring *r, struct tar_reader *tar,
    const struct tar_entry *e, struct err *err)
{
	if (!e->plain)
		return err_set(err, ERR_INPUT,
		    "is a link, folder or device: a backup of feiten has none");
	if (!name_ok(e->name))
		return err_set(err, ERR_INPUT,
		    "is no place in a fact base: nothing was restored");
	r->all += e->size;
	if (e->size > FILE_MOST || r->all > r->most ||
	    ++r->told.files > ENTRIES)
		return err_set(err, ERR_INPUT,
		    "larger, or more files, than is accepted");
	if (strcmp(e->name, "feiten.json") != 0)
		return put_file(r, tar, e, err);
	if (e->size > CONFIG || r->config.data != NULL)
		return err_set(err, ERR_INPUT, "too large, or there twice");
	buf_puts(&r->config, "");
	return tar_reader_walk(tar, keep_piece, r, err);
}

static int
read_entries(struct restoring *r, struct err *err)
{
	struct tar_reader *tar = NULL;
	struct tar_entry e;
	struct buf rest = { 0 };
	int got, rc = -1;

	if (tar_reader_new(next_bytes, r, &tar, err) == -1)
		goto done;
	while ((got = tar_reader_next(tar, &e, err)) == 1) {
		char *name = mem_str(e.name);

		got = put_entry(r, tar, &e, err);
		if (got == -1)
			err_ctx(err, "%.300s", name);
		free(name);
		if (got == -1)
			goto done;
	}
	if (got == -1)
		goto done;
	/* Up to the last byte: checksums and seals stand at the end. */
	while (!r->ended)
		if (buf_clear(&rest), next_bytes(r, &rest, err) == -1)
			goto done;
	if (r->config.data == NULL) {
		err_set(err, ERR_INPUT,
		    "holds no feiten.json: is it a backup of feiten?");
		goto done;
	}
	rc = 0;
done:
	tar_reader_free(tar);
	buf_free(&rest);
	return rc;
}

/* What the file is, by its first bytes, and the tool for it. */
static int
start_tool(struct restoring *r, const char *key, struct err *err)
{
	const char *age[] = { "age", "-d", "-i", key, NULL };
	char most[24];
	const char *gpg[] = { "gpg", "--batch", "--max-output", most,
		"--decrypt", NULL };
	char head[64] = "";
	ssize_t n = pread(r->in, head, sizeof(head) - 1, 0);
	bool is_age;

	if (n < 2)
		return err_set(err, ERR_INPUT, "is no backup of feiten: it is "
					       "empty, or cannot be read");
	if ((unsigned char)head[0] == 0x1f && (unsigned char)head[1] == 0x8b)
		return key == NULL ? 0
				   : err_set(err, ERR_USAGE,
					 "is not encrypted: leave --key out");
	is_age = strncmp(head, "age-encryption.org/", 19) == 0 ||
	    strncmp(head, "-----BEGIN AGE ", 15) == 0;
	if (!is_age && !((unsigned char)head[0] & 0x80) &&
	    strncmp(head, "-----BEGIN PGP ", 15) != 0)
		return err_set(err, ERR_INPUT,
		    "is no backup of feiten: neither age nor gpg made it, and "
		    "it is not packed");
	if (is_age && key == NULL)
		return err_set(err, ERR_USAGE,
		    "is encrypted with age: give the file that age-keygen "
		    "made with --key FILE");
	if (!is_age && key != NULL)
		return err_set(err, ERR_USAGE,
		    "is encrypted with gpg, which finds its keys itself: "
		    "leave --key out");
	snprintf(most, sizeof(most), "%llu", (unsigned long long)r->most);
	return through_start(is_age ? age : gpg, unpack, r, &r->through, err);
}

/* The folder as it was: not there, or empty. */
static void
take_back(const struct restoring *r, bool was_there)
{
	struct names names = { 0 };
	struct err err = { 0 };

	if (!was_there) {
		file_remove(r->dir, &err);
		return;
	}
	if (file_list(r->dir, NULL, &names, &err) == 0)
		for (size_t i = 0; i < names.n; i++) {
			char *path = file_join(r->dir, names.items[i]);

			file_remove(path, &err);
			free(path);
		}
	names_free(&names);
}

static int
open_folder(const char *dir, bool *was_there, struct err *err)
{
	struct names names = { 0 };
	struct stat st;
	size_t n;

	*was_there = stat(dir, &st) == 0;
	if (!*was_there)
		return file_mkdirs(dir, 0777, err);
	if (!S_ISDIR(st.st_mode))
		return err_set(err, ERR_USAGE, "%s: is no folder", dir);
	if (file_list(dir, NULL, &names, err) == -1)
		return -1;
	n = names.n;
	names_free(&names);
	if (n > 0)
		return err_set(err, ERR_USAGE,
		    "%s: is not empty: a backup is restored into a new folder",
		    dir);
	return 0;
}

static int
close_folder(struct restoring *r, struct err *err)
{
	char *notes = file_join(r->dir, "notes");
	char *config = file_join(r->dir, "feiten.json");
	int rc = -1;

	if (file_mkdirs(notes, 0700, err) == -1 ||
	    file_write(config, buf_str(&r->config), r->config.len, 0666, err) ==
		-1)
		goto done;
	rc = 0;
done:
	free(config);
	free(notes);
	return rc;
}

int
backup_restore(const char *file, const char *dir, const char *key,
    struct backup_told *out, struct err *err)
{
	struct restoring r = { .file = file, .dir = dir, .out = -1 };
	bool was_there = true, opened = false;
	struct stat st;
	int rc = -1;

	r.in = open(file, O_RDONLY | O_CLOEXEC);
	if (r.in == -1 || fstat(r.in, &st) == -1 || !S_ISREG(st.st_mode)) {
		err_set(err, ERR_USAGE, "%s: cannot be read: %s", file,
		    r.in == -1 ? strerror(errno) : "it is no plain file");
		goto done;
	}
	r.most = (uint64_t)st.st_size * RATIO + ((uint64_t)1 << 20);
	r.most = r.most > ALL_MOST ? ALL_MOST : r.most;
	if (open_folder(dir, &was_there, err) == -1)
		goto done;
	opened = true;
	r.gunzip = gunzip_new(r.most, gather, &r);
	if (start_tool(&r, key, err) == -1 || read_entries(&r, err) == -1) {
		err_ctx(err, "%s", file);
		goto done;
	}
	if (close_folder(&r, err) == -1)
		goto done;
	*out = r.told;
	rc = 0;
done:
	through_free(r.through);
	if (r.gunzip != NULL)
		gunzip_free(r.gunzip);
	if (rc == -1 && opened)
		take_back(&r, was_there);
	if (r.in != -1)
		close(r.in);
	buf_free(&r.plain);
	buf_free(&r.config);
	return rc;
}
