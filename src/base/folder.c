/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * folder: whole folders: one put in the place of another, links, locks.
 */
#define _GNU_SOURCE /* renameat2, syncfs, flock: of this system alone */
#include "base/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"

static int
trouble(struct err *err, const char *path, const char *what)
{
	return err_set(err, ERR_WORK, "%s: %s: %s", path, what, strerror(errno));
}

/* Where the old one waits while the new one is put in its place, on file
 * systems that cannot exchange two names. */
static char *
aside(const char *dir)
{
	return mem_fmt("%s.aside", dir);
}

int
folder_mend(const char *dir, struct err *err)
{
	char *old = aside(dir);
	int rc = 0;

	/* A new one that is empty is none: who begins a run makes it. */
	if (file_exists(old) && rename(old, dir) == -1)
		rc = errno == ENOTEMPTY || errno == EEXIST
		    ? file_remove(old, err)
		    : trouble(err, old, "cannot be put back");
	free(old);
	return rc;
}

int
folder_replace(const char *from, const char *to, struct err *err)
{
	char *old = NULL;
	int rc = -1;

	if (!file_exists(to))
		return file_rename(from, to, err);
	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_EXCHANGE) == 0)
		return file_remove(from, err);
	if (errno != EINVAL && errno != ENOSYS)
		return trouble(err, to, "cannot put the new one in its place");
	old = aside(to);
	if (file_rename(to, old, err) == 0 && file_rename(from, to, err) == 0)
		rc = file_remove(old, err);
	free(old);
	return rc;
}

int
folder_link(const char *from, const char *to, struct err *err)
{
	if (link(from, to) == 0)
		return 0;
	if (errno == EEXIST && unlink(to) == 0 && link(from, to) == 0)
		return 0;
	/* Not every file system has links, and one file may have too many. */
	return file_copy(from, to, 0666, err);
}

int
folder_join(const char *from, const char *to, bool (*wanted)(const char *),
    struct err *err)
{
	struct names names = { 0 };
	int rc = file_list(from, NULL, &names, err);

	for (size_t i = 0; rc == 0 && i < names.n; i++) {
		char *one = file_join(from, names.items[i]);
		char *other = file_join(to, names.items[i]);

		if (wanted(names.items[i]) && link(one, other) == -1 &&
		    errno == ENOSPC)
			rc = trouble(err, other, "cannot write");
		free(other);
		free(one);
	}
	names_free(&names);
	return rc;
}

int
folder_sync(const char *dir, struct err *err)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC), rc = 0;

	if (fd == -1 || syncfs(fd) == -1)
		rc = trouble(err, dir, "cannot flush to disk");
	if (fd != -1)
		close(fd);
	return rc;
}

int
folder_lock(const char *dir, int *out, struct err *err)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd == -1)
		return trouble(err, dir, "cannot open");
	/* Where folders cannot be locked (some network disks), they are not. */
	if (flock(fd, LOCK_EX | LOCK_NB) == -1 && errno == EWOULDBLOCK) {
		close(fd);
		return err_set(err, ERR_LOCK,
		    "%s: another run makes pages here: wait until it is done",
		    dir);
	}
	*out = fd;
	return 0;
}

int
folder_put(const char *path, const void *data, size_t len, struct err *err)
{
	char *half = mem_fmt("%s.tmp-%ld", path, (long)getpid());
	const char *at = data;
	int fd = open(half, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	int rc = -1;

	while (fd != -1 && len > 0) {
		ssize_t n = write(fd, at, len);

		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			break;
		at += n;
		len -= (size_t)n;
	}
	if (fd == -1 || len > 0)
		trouble(err, path, "cannot write");
	if (fd != -1 && close(fd) == -1 && len == 0)
		trouble(err, path, "cannot write");
	else if (fd != -1 && len == 0)
		rc = file_rename(half, path, err);
	if (rc == -1)
		unlink(half);
	free(half);
	return rc;
}
