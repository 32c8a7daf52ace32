/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * make: files of a fact base -> tar -> gzip -> age or gpg -> a file.
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

#define DEPTH 32 /* of folders in each other */

/* In this order; feiten.json comes last, so that what is half restored is no
 * fact base. */
const struct part backup_parts[] = {
	{ "sources", true, false },
	{ "story", true, false },
	{ "reports", true, false },
	{ "decisions", true, false },
	{ "editions", true, false },
	{ "raw", true, false },
	{ "notes", true, true },
	{ "state/keys", true, true },
	{ "state/edition.key", false, true },
	/* Else the same file would be imported twice, under other ids. */
	{ "state/import.key", false, true },
	{ "state/imported", false, true },
	{ "feiten.json", false, false },
	{ NULL, false, false },
};

const struct part *
part_of(const char *path)
{
	const struct part *p;

	for (p = backup_parts; p->path != NULL; p++) {
		size_t len = strlen(p->path);

		if (strncmp(path, p->path, len) == 0 &&
		    path[len] == (p->folder ? '/' : '\0'))
			return p;
	}
	return NULL;
}

bool
backup_keys_none(const struct backup_keys *k)
{
	return k->age.n + k->age_files.n + k->gpg.n == 0;
}

struct making {
	const char *dir, *file;
	char *temp;
	int fd;
	struct pipe_through *through; /* NULL: plain */
	struct gzip *gzip;
	struct tar_writer *tar;
	bool plain;
	struct backup_told told;
};

static int
to_disk(void *arg, const char *data, size_t len, struct err *err)
{
	struct making *m = arg;

	while (len > 0) {
		ssize_t n = write(m->fd, data, len);

		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return err_set(err, ERR_WORK,
			    "%s: cannot write: %s%s", m->temp, strerror(errno),
			    errno == ENOSPC || errno == EFBIG
				? "; make room, or put the backup on another "
				  "disk"
				: "");
		data += n;
		len -= (size_t)n;
	}
	return 0;
}

static int
to_tool(void *arg, const char *data, size_t len, struct err *err)
{
	struct making *m = arg;

	return m->through != NULL ? through_put(m->through, data, len, err)
				  : to_disk(m, data, len, err);
}

static int
to_gzip(void *arg, const char *data, size_t len, struct err *err)
{
	struct making *m = arg;

	return gzip_push(m->gzip, data, len, err);
}

/* The bytes of an open file, as many as it was said to have. */
static int
copy(struct making *m, int fd, const char *path, uint64_t left, struct err *err)
{
	char piece[65536];

	while (left > 0) {
		ssize_t n = read(fd, piece,
		    left < sizeof(piece) ? (size_t)left : sizeof(piece));

		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return err_set(err, ERR_WORK, "%s: cannot read: %s",
			    path, strerror(errno));
		if (n == 0)
			return err_set(err, ERR_WORK,
			    "%s: became smaller while it was read: run the "
			    "command again",
			    path);
		if (tar_writer_put(m->tar, piece, (size_t)n, err) == -1)
			return -1;
		left -= (uint64_t)n;
	}
	return 0;
}

static int
add_file(struct making *m, const char *name, struct err *err)
{
	char *path = file_join(m->dir, name);
	struct stat st;
	int fd = -1, rc = -1;

	if (lstat(path, &st) == 0 && !S_ISREG(st.st_mode)) {
		err_set(err, ERR_INPUT,
		    "%s: is no plain file: put the file itself here, or take "
		    "it away",
		    path);
		goto done;
	}
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (fd == -1 || fstat(fd, &st) == -1 || !S_ISREG(st.st_mode)) {
		err_set(err, ERR_WORK, "%s: cannot open: %s", path,
		    strerror(errno));
		goto done;
	}
	if (tar_writer_file(m->tar, name, (uint64_t)st.st_size,
		(int64_t)st.st_mtime, err) == -1 ||
	    copy(m, fd, path, (uint64_t)st.st_size, err) == -1) {
		err_ctx(err, "%s", name);
		goto done;
	}
	m->told.files++;
	rc = 0;
done:
	if (fd != -1)
		close(fd);
	free(path);
	return rc;
}

typedef int visit(struct making *m, const char *name, struct err *err);

static int
count(struct making *m, const char *name, struct err *err)
{
	(void)name;
	(void)err;
	m->told.left_out++;
	return 0;
}

/* Every file below a folder, by name. What a run of refresh left half in raw/
 * begins with a dot. */
static int
walk(struct making *m, const char *name, int depth, visit *each,
    struct err *err)
{
	bool raw = strncmp(name, "raw", 3) == 0;
	char *path = file_join(m->dir, name);
	struct names names = { 0 };
	struct stat st;
	int rc = -1;

	if (lstat(path, &st) == -1) {
		rc = errno == ENOENT ? 0
				     : err_set(err, ERR_WORK,
					   "%s: cannot look: %s", path,
					   strerror(errno));
		goto done;
	}
	if (!S_ISDIR(st.st_mode)) {
		rc = each(m, name, err);
		goto done;
	}
	if (depth > DEPTH) {
		err_set(err, ERR_INPUT, "%s: folders lie too deep", path);
		goto done;
	}
	if (file_list(path, NULL, &names, err) == -1)
		goto done;
	for (size_t i = 0; i < names.n; i++) {
		char *below = file_join(name, names.items[i]);
		int got = raw && names.items[i][0] == '.'
		    ? 0
		    : walk(m, below, depth + 1, each, err);

		free(below);
		if (got == -1)
			goto done;
	}
	rc = 0;
done:
	names_free(&names);
	free(path);
	return rc;
}

static int
add_parts(struct making *m, bool raw, struct err *err)
{
	const struct part *p;

	for (p = backup_parts; p->path != NULL; p++) {
		const char *path = strcmp(p->path, "raw") == 0 && !raw
		    ? "raw/history"
		    : p->path;

		if (walk(m, path, 0, p->secret && m->plain ? count : add_file,
			err) == -1)
			return -1;
	}
	return 0;
}

static int
start_tool(struct making *m, const struct backup_keys *k, struct err *err)
{
	size_t most = 2 * (k->age.n + k->age_files.n + k->gpg.n) + 8, n = 0;
	const char **argv = mem_new(most, sizeof(*argv));
	bool gpg = k->gpg.n > 0;
	size_t i;
	int rc;

	argv[n++] = gpg ? "gpg" : "age";
	for (i = 0; i < k->age.n; i++) {
		argv[n++] = "-r";
		argv[n++] = k->age.items[i];
	}
	for (i = 0; i < k->age_files.n; i++) {
		argv[n++] = "-R";
		argv[n++] = k->age_files.items[i];
	}
	if (gpg) {
		argv[n++] = "--batch";
		argv[n++] = "--compress-algo";
		argv[n++] = "none";
	}
	for (i = 0; i < k->gpg.n; i++) {
		argv[n++] = "--recipient";
		argv[n++] = k->gpg.items[i];
	}
	if (gpg)
		argv[n++] = "--encrypt";
	rc = through_start(argv, to_disk, m, &m->through, err);
	free(argv);
	return rc;
}

/* Whether a folder lies in another, or is it: up to the root, by what the file
 * system says, so that links and ".." do not matter. 1, 0, or -1: not there. */
static int
lies_in(const char *folder, const char *base)
{
	char *at = mem_str(folder), *up;
	struct stat in, here, before = { 0 };
	int rc = stat(base, &in) == -1 || stat(at, &here) == -1 ? -1 : 0;

	while (rc == 0 &&
	    (here.st_ino != before.st_ino || here.st_dev != before.st_dev)) {
		if (here.st_ino == in.st_ino && here.st_dev == in.st_dev)
			rc = 1;
		before = here;
		up = file_join(at, "..");
		free(at);
		at = up;
		if (stat(at, &here) == -1)
			break;
	}
	free(at);
	return rc;
}

/* A backup that lies in the fact base may be put on the web, or get lost with
 * it. */
static int
check_place(const char *dir, const char *file, struct err *err)
{
	const char *slash = strrchr(file, '/');
	char *folder = slash == NULL ? mem_str(".")
	    : slash == file	     ? mem_str("/")
				     : mem_strn(file, (size_t)(slash - file));
	int in = lies_in(folder, dir);

	free(folder);
	if (in == -1)
		return err_set(err, ERR_USAGE,
		    "%s: its folder is not there: make it first", file);
	if (in == 1)
		return err_set(err, ERR_USAGE,
		    "%s: lies in the fact base itself: give a place outside "
		    "it, on another disk if that can be",
		    file);
	if (access(file, F_OK) == 0)
		return err_set(err, ERR_USAGE,
		    "%s: is there already: give another name", file);
	return 0;
}

static int
check_notes(struct making *m, const struct backup_keys *k, bool without,
    struct err *err)
{
	m->plain = backup_keys_none(k);
	if (without && !m->plain)
		return err_set(err, ERR_USAGE,
		    "--without-notes: is for a backup that is not encrypted; "
		    "leave it out, or the key");
	if (k->gpg.n > 0 && k->age.n + k->age_files.n > 0)
		return err_set(err, ERR_USAGE, "--gpg: give keys of age or of "
					       "gpg, not of both");
	if (!m->plain || without)
		return 0;
	if (walk(m, "notes", 0, count, err) == -1)
		return -1;
	if (m->told.left_out > 0)
		return err_set(err, ERR_USAGE,
		    "notes/ has %zu file%s, which only go into a backup that "
		    "is encrypted: make a key with 'age-keygen -o KEY', keep "
		    "KEY somewhere safe, and give --age and the line it "
		    "prints (age1...), or --gpg WHO; or leave notes/ out with "
		    "--without-notes",
		    m->told.left_out, m->told.left_out == 1 ? "" : "s");
	return 0;
}

static int
finish(struct making *m, struct err *err)
{
	if (tar_writer_end(m->tar, err) == -1 || gzip_end(m->gzip, err) == -1 ||
	    (m->through != NULL && through_end(m->through, err) == -1))
		return -1;
	if (fsync(m->fd) == -1)
		return err_set(err, ERR_WORK, "%s: cannot write: %s", m->temp,
		    strerror(errno));
	/* link(2): never over a file that came there meanwhile. */
	if (link(m->temp, m->file) == -1 &&
	    (errno == EEXIST || rename(m->temp, m->file) == -1))
		return err_set(err, ERR_WORK, "%s: cannot be given its name: "
		    "%s", m->file, strerror(errno));
	return 0;
}

int
backup_make(const char *dir, const char *file, const struct backup_keys *k,
    bool raw, bool without_notes, struct backup_told *out, struct err *err)
{
	struct making m = { .dir = dir, .file = file, .fd = -1 };
	int rc = -1;

	if (check_place(dir, file, err) == -1 ||
	    check_notes(&m, k, without_notes, err) == -1)
		return -1;
	m.told = (struct backup_told){ 0 };
	m.temp = mem_fmt("%s.tmp-%ld", file, (long)getpid());
	m.fd = open(m.temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (m.fd == -1) {
		err_set(err, ERR_WORK, "%s: cannot make: %s", m.temp,
		    strerror(errno));
		goto done;
	}
	m.gzip = gzip_new(6, to_tool, &m);
	if ((!m.plain && start_tool(&m, k, err) == -1) ||
	    tar_writer_new(to_gzip, &m, &m.tar, err) == -1 ||
	    add_parts(&m, raw, err) == -1 || finish(&m, err) == -1)
		goto done;
	*out = m.told;
	rc = 0;
done:
	tar_writer_free(m.tar);
	gzip_free(m.gzip);
	through_free(m.through);
	if (m.fd != -1) {
		close(m.fd);
		unlink(m.temp);
	}
	free(m.temp);
	return rc;
}
