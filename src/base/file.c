/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * file: whole small files, atomic replacement, folders.
 */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"

/* What a person can do about an errno. */
static const char *
advice(int code)
{
	switch (code) {
	case ENOSPC:
		return "; make room on the disk and run the command again";
	case EACCES:
	case EPERM:
		return "; run as the owner of this folder, or change its mode";
	case EROFS:
		return "; this file system is read-only";
	default:
		return "";
	}
}

static int
io_error(struct err *err, const char *path, const char *what)
{
	int code = errno;

	return err_set(err, ERR_WORK, "%s: %s: %s%s", path, what,
	    strerror(code), advice(code));
}

bool
file_name_ok(const char *name)
{
	size_t len = strlen(name);

	return len >= 1 && len <= 120 && name[0] != '.' &&
	    strspn(name, "abcdefghijklmnopqrstuvwxyz"
			 "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") == len;
}

char *
file_join(const char *dir, const char *name)
{
	size_t len = strlen(dir);
	const char *slash = len > 0 && dir[len - 1] == '/' ? "" : "/";

	return mem_fmt("%s%s%s", dir, slash, name);
}

int
file_read(const char *path, size_t max, struct buf *out, struct err *err)
{
	size_t start = out->len;
	int fd = -1, rc = -1;
	ssize_t n;

	/* A pipe that nobody writes to is empty: nothing waits for it. */
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd == -1)
		return io_error(err, path, "cannot open");
	fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) & ~O_NONBLOCK);
	for (;;) {
		buf_reserve(out, 65536);
		n = read(fd, out->data + out->len, 65536);
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1) {
			io_error(err, path, "cannot read");
			goto done;
		}
		if (n == 0)
			break;
		out->len += (size_t)n;
		out->data[out->len] = '\0';
		if (out->len - start > max) {
			err_set(err, ERR_INPUT,
			    "%s: larger than the %zu bytes that are accepted",
			    path, max);
			goto done;
		}
	}
	rc = 0;
done:
	close(fd);
	if (rc == -1 && out->data != NULL) {
		out->len = start;
		out->data[start] = '\0';
	}
	return rc;
}

static int
write_all(int fd, const char *data, size_t len)
{
	ssize_t n;

	while (len > 0) {
		n = write(fd, data, len);
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return -1;
		data += n;
		len -= (size_t)n;
	}
	return 0;
}

int
file_write(const char *path, const void *data, size_t len, int mode,
    struct err *err)
{
	char *temp = mem_fmt("%s.tmp-%ld", path, (long)getpid());
	int fd, rc = -1;

	fd = open(temp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
	    (mode_t)mode);
	if (fd == -1) {
		io_error(err, path, "cannot write");
		goto done;
	}
	if (write_all(fd, data, len) == -1 || fsync(fd) == -1) {
		io_error(err, path, "cannot write");
		close(fd);
		unlink(temp);
		goto done;
	}
	if (close(fd) == -1 || rename(temp, path) == -1) {
		io_error(err, path, "cannot write");
		unlink(temp);
		goto done;
	}
	rc = 0;
done:
	free(temp);
	return rc;
}

int
file_update(const char *path, const void *data, size_t len, int mode,
    bool *changed, struct err *err)
{
	struct buf old = { 0 };
	struct err ignored = { 0 };
	bool same;

	same = file_size(path) == (int64_t)len &&
	    file_read(path, len, &old, &ignored) == 0 && old.len == len &&
	    (len == 0 || memcmp(old.data, data, len) == 0);
	buf_free(&old);
	if (changed != NULL)
		*changed = !same;
	return same ? 0 : file_write(path, data, len, mode, err);
}

bool
file_exists(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0;
}

bool
file_is_dir(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

int64_t
file_size(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 ? (int64_t)st.st_size : -1;
}

int
file_mkdirs(const char *path, int mode, struct err *err)
{
	char *copy = mem_str(path);
	char *at;
	int rc = -1;

	for (at = copy + 1; *copy != '\0'; at++) {
		if (*at != '/' && *at != '\0')
			continue;
		char was = *at;
		*at = '\0';
		if (mkdir(copy, (mode_t)mode) == -1 && errno != EEXIST) {
			int why = errno;

			if (!file_is_dir(copy)) {
				errno = why;
				io_error(err, copy, "cannot make this folder");
				goto done;
			}
		}
		*at = was;
		if (was == '\0')
			break;
	}
	if (!file_is_dir(path)) {
		err_set(err, ERR_WORK, "%s: is there but is no folder", path);
		goto done;
	}
	rc = 0;
done:
	free(copy);
	return rc;
}

void
names_add(struct names *names, const char *name)
{
	MEM_PUSH(names->items, names->n, names->cap);
	names->items[names->n++] = mem_str(name);
}

void
names_free(struct names *names)
{
	size_t i;

	for (i = 0; i < names->n; i++)
		free(names->items[i]);
	free(names->items);
	memset(names, 0, sizeof(*names));
}

static bool
ends_with(const char *s, const char *suffix)
{
	size_t a = strlen(s), b = strlen(suffix);

	return a >= b && strcmp(s + a - b, suffix) == 0;
}

int
file_list(const char *dir, const char *suffix, struct names *out,
    struct err *err)
{
	const struct dirent *entry;
	DIR *d = opendir(dir);

	if (d == NULL && (errno == ENOENT || errno == ENOTDIR))
		return 0;
	if (d == NULL)
		return io_error(err, dir, "cannot read this folder");
	while ((entry = readdir(d)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 ||
		    strcmp(entry->d_name, "..") == 0)
			continue;
		if (suffix == NULL || ends_with(entry->d_name, suffix))
			names_add(out, entry->d_name);
	}
	closedir(d);
	if (out->n > 1)
		qsort(out->items, out->n, sizeof(*out->items), text_cmp);
	return 0;
}

static int
remove_children(const char *path, struct err *err)
{
	struct names names = { 0 };
	int rc = -1;
	size_t i;

	if (file_list(path, NULL, &names, err) == -1)
		goto done;
	for (i = 0; i < names.n; i++) {
		char *child = file_join(path, names.items[i]);
		int one = file_remove(child, err);

		free(child);
		if (one == -1)
			goto done;
	}
	rc = 0;
done:
	names_free(&names);
	return rc;
}

int
file_remove(const char *path, struct err *err)
{
	struct stat st;

	if (lstat(path, &st) == -1)
		return errno == ENOENT ? 0 : io_error(err, path, "cannot look at");
	if (S_ISDIR(st.st_mode)) {
		if (remove_children(path, err) == -1)
			return -1;
		if (rmdir(path) == -1)
			return io_error(err, path, "cannot remove");
		return 0;
	}
	return unlink(path) == -1 ? io_error(err, path, "cannot remove") : 0;
}

int
file_remove_in(const char *dir, const char *name, struct err *err)
{
	char *path = file_join(dir, name);
	int rc = file_remove(path, err);

	free(path);
	return rc;
}

/* The process that a name was made for is no more: by "-PID" at from. */
static bool
is_orphan(const char *from, char after)
{
	char *end;
	long pid = strtol(from, &end, 10);

	return end > from && *end == after && pid > 0 && pid <= INT_MAX &&
	    kill((pid_t)pid, 0) == -1 && errno == ESRCH;
}

void
file_sweep(const char *dir)
{
	struct names names = { 0 };
	struct err ignored = { 0 };

	file_list(dir, NULL, &names, &ignored);
	for (size_t i = 0; i < names.n; i++) {
		const char *name = names.items[i], *half = strstr(name, ".tmp-"),
			   *work = name[0] == '.' ? strchr(name, '-') : NULL;
		char *path = file_join(dir, name);

		if ((half != NULL && is_orphan(half + 5, '\0')) ||
		    (work != NULL && is_orphan(work + 1, '-')))
			file_remove(path, &ignored);
		free(path);
	}
	names_free(&names);
	err_clear(&ignored);
}

void
file_sweep_temp(const char *dir, const char *prefix)
{
	struct names names = { 0 };
	struct err ignored = { 0 };
	struct stat st;
	size_t len = strlen(prefix);

	file_list(dir, NULL, &names, &ignored);
	for (size_t i = 0; i < names.n; i++) {
		const char *name = names.items[i];
		char *path;

		if (strncmp(name, prefix, len) != 0 ||
		    !is_orphan(name + len, '-'))
			continue;
		path = file_join(dir, name);
		if (lstat(path, &st) == 0 && S_ISDIR(st.st_mode) &&
		    st.st_uid == geteuid())
			file_remove(path, &ignored);
		free(path);
	}
	names_free(&names);
	err_clear(&ignored);
}

int
file_rename(const char *from, const char *to, struct err *err)
{
	return rename(from, to) == -1 ? io_error(err, to, "cannot put in place")
				      : 0;
}

int
file_copy(const char *from, const char *to, int mode, struct err *err)
{
	struct buf data = { 0 };
	int rc;

	rc = file_read(from, SIZE_MAX / 4, &data, err);
	if (rc == 0)
		rc = file_write(to, buf_str(&data), data.len, mode, err);
	buf_free(&data);
	return rc;
}

int
file_sync_dir(const char *dir, struct err *err)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int rc = 0;

	if (fd == -1 || (fsync(fd) == -1 && errno != EINVAL))
		rc = io_error(err, dir, "cannot flush this folder to disk");
	if (fd != -1)
		close(fd);
	return rc;
}

/* Where the program was built, <tree>/build/feiten, or wherever it was put,
 * <prefix>/bin/feiten. */
static bool
share_beside(char *out, size_t cap)
{
	static const char *const places[] = { "", "/share/feiten" };
	char exe[PATH_MAX], file[PATH_MAX + 64], *slash;
	ssize_t n = readlink("/proc/self/exe", exe, sizeof(exe) - 1);
	size_t up, i;

	if (n <= 0)
		return false;
	exe[n] = '\0';
	for (up = 0; up < 3; up++) {
		slash = strrchr(exe, '/');
		if (slash == NULL)
			return false;
		*slash = '\0';
		for (i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
			snprintf(file, sizeof(file),
			    "%s%s/sources/indicators.json", exe, places[i]);
			if (file_exists(file) &&
			    snprintf(out, cap, "%s%s", exe, places[i]) <
				(int)cap)
				return true;
		}
	}
	return false;
}

const char *
file_share(void)
{
	/* Filled once; the answer cannot change while the program runs. */
	static char found[PATH_MAX];
	const char *set = getenv("FEITEN_SHARE");

	if (set != NULL && *set != '\0')
		return set;
	if (found[0] == '\0' && !share_beside(found, sizeof(found)))
		snprintf(found, sizeof(found), "%s",
		    FEITEN_PREFIX "/share/feiten");
	return found;
}
