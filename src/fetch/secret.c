/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * secret: keys of sources. What is read is wiped before it is given back.
 */
#include "fetch/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

#define SECRETS_BYTES 65536 /* most of the file */

/* The file, as a new string, or NULL when there is no place for one. *named:
 * somebody asked for this one. */
static char *
secrets_path(bool *named)
{
	const char *path = getenv("FEITEN_SECRETS");
	const char *config = getenv("XDG_CONFIG_HOME");
	const char *home = getenv("HOME");

	*named = path != NULL && path[0] != '\0';
	if (*named)
		return mem_str(path);
	if (config != NULL && config[0] == '/')
		return mem_fmt("%s/feiten/secrets", config);
	if (home != NULL && home[0] == '/')
		return mem_fmt("%s/.config/feiten/secrets", home);
	return NULL;
}

/* Through volatile, so that no compiler takes it for a store that nobody
 * reads. */
static void
wipe(char *text, size_t len)
{
	volatile char *p = text;

	while (len-- > 0)
		*p++ = '\0';
}

void
secret_free(char *value)
{
	if (value != NULL)
		wipe(value, strlen(value));
	free(value);
}

/* Open the file: its descriptor, -2 when there is none and nobody asked for
 * one, or -1. */
static int
secrets_open(const char *path, bool named, struct err *err)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

	if (fd == -1 && errno == ENOENT && !named)
		return -2;
	if (fd == -1 || fstat(fd, &st) == -1)
		err_set(err, ERR_INPUT, "%s: %s: the file of keys", path,
		    strerror(errno));
	else if (!S_ISREG(st.st_mode))
		err_set(err, ERR_INPUT,
		    "%s: the file of keys should be a plain file", path);
	else if (st.st_uid != geteuid())
		err_set(err, ERR_INPUT,
		    "%s: the file of keys belongs to another user: make one of "
		    "your own",
		    path);
	else if ((st.st_mode & 0177) != 0)
		err_set(err, ERR_INPUT,
		    "%s: the file of keys can be used by others (mode %04o): "
		    "run 'chmod 600 %s'",
		    path, (unsigned)(st.st_mode & 07777), path);
	else if (st.st_size >= SECRETS_BYTES)
		err_set(err, ERR_INPUT,
		    "%s: the file of keys has more than %d bytes: refused",
		    path, SECRETS_BYTES);
	else
		return fd;
	if (fd != -1)
		close(fd);
	return -1;
}

/* The value of a line NAME=VALUE, as a new string, or NULL. *bad is the
 * number of the first line that is something else. */
static char *
secrets_look(char *text, const char *name, size_t *bad)
{
	size_t len = strlen(name), line = 0;
	char *out = NULL, *next;

	*bad = 0;
	for (char *p = text; p != NULL && out == NULL; p = next) {
		size_t n = strcspn(p, "\r\n");

		next = strchr(p, '\n');
		next = next == NULL ? NULL : next + 1;
		line++;
		while (n > 0 && (*p == ' ' || *p == '\t'))
			p++, n--;
		while (n > 0 && (p[n - 1] == ' ' || p[n - 1] == '\t'))
			n--;
		if (n == 0 || *p == '#')
			continue;
		if (memchr(p, '=', n) == NULL && *bad == 0)
			*bad = line;
		if (n > len && memcmp(p, name, len) == 0 && p[len] == '=')
			out = mem_strn(p + len + 1, n - len - 1);
	}
	return out;
}

/* Look the name up in the file: 0 with *out, which stays NULL when it is not
 * there, or -1. */
static int
from_file(const char *name, char **out, struct err *err)
{
	char *text = mem_new(SECRETS_BYTES, 1);
	bool named;
	char *path = secrets_path(&named);
	size_t len = 0, bad = 0;
	ssize_t n = 0;
	int fd = -2, rc = 0;

	if (path != NULL)
		fd = secrets_open(path, named, err);
	if (fd < 0) {
		rc = fd == -1 ? -1 : 0;
		goto done;
	}
	while (len < SECRETS_BYTES - 1 &&
	    (n = read(fd, text + len, SECRETS_BYTES - 1 - len)) > 0)
		len += (size_t)n;
	if (n == -1)
		rc = err_set(err, ERR_INPUT, "%s: %s", path, strerror(errno));
	else
		*out = secrets_look(text, name, &bad);
	if (rc == 0 && *out == NULL && bad > 0)
		rc = err_set(err, ERR_INPUT,
		    "%s: line %zu: should be NAME=VALUE", path, bad);
done:
	if (fd >= 0)
		close(fd);
	wipe(text, SECRETS_BYTES);
	free(text);
	free(path);
	return rc;
}

int
secret_find(const char *name, char **out, struct err *err)
{
	const char *value = getenv(name);
	char *found = NULL;

	if (value != NULL)
		found = mem_str(value);
	else if (from_file(name, &found, err) == -1)
		return -1;
	if (found == NULL)
		return err_set(err, ERR_INPUT,
		    "the key %s is not set: set the environment variable %s to "
		    "the key that the source gave you, or add %s=KEY to the "
		    "file of keys (feiten/secrets in ~/.config, mode 0600)",
		    name, name, name);
	*out = found;
	return 0;
}

/* Whether a file lies in a folder, or in one in it; by what they are, not by
 * how they are called. */
static bool
lies_in(const char *path, const char *folder)
{
	const char *slash = strrchr(path, '/');
	char *dir = slash == NULL
	    ? mem_str(".")
	    : mem_fmt("%.*s", (int)(slash + 1 - path), path);
	int at = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC), up;
	struct stat base, here, before = { 0 };
	bool in = false;

	if (stat(folder, &base) == -1)
		goto done;
	while (at != -1 && fstat(at, &here) == 0 && !in &&
	    (here.st_ino != before.st_ino || here.st_dev != before.st_dev)) {
		in = here.st_ino == base.st_ino && here.st_dev == base.st_dev;
		before = here;
		up = openat(at, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		close(at);
		at = up;
	}
done:
	if (at != -1)
		close(at);
	free(dir);
	return in;
}

int
secret_check(const char *folder, struct err *err)
{
	bool named;
	char *path = secrets_path(&named);
	int fd = -2, rc = 0;

	if (path != NULL)
		fd = secrets_open(path, named, err);
	if (fd == -1)
		rc = -1;
	else if (fd >= 0) {
		close(fd);
		if (lies_in(path, folder))
			rc = err_set(err, ERR_INPUT,
			    "%s: the file of keys lies in the fact base, which "
			    "is copied and published: move it away",
			    path);
	}
	free(path);
	return rc;
}
