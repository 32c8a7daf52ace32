/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * through: a program that encrypts or decrypts, as a child with pipes.
 */
#include <stdlib.h>
#include <string.h>

#include "backup/own.h"
#include "base/child.h"
#include "base/mem.h"

#define SECONDS 600.0 /* for one piece: somebody may be asked for a word */
#define AT_ONCE ((size_t)256 << 20) /* most that one piece may swell to */
#define LAST ((size_t)64 << 20) /* most that comes after the last piece */

struct pipe_through {
	struct child *child;
	char *name;
	struct buf out, errs;
	gzip_sink *sink;
	void *arg;
};

/* Where its keys are, and how it asks for a passphrase. */
static const char *const passed[] = { "PATH", "HOME", "TMPDIR", "GNUPGHOME",
	"GPG_TTY", "TERM", "XDG_RUNTIME_DIR", "DISPLAY", "WAYLAND_DISPLAY",
	"DBUS_SESSION_BUS_ADDRESS" };
#define PASSED (sizeof(passed) / sizeof(passed[0]))

int
through_start(const char *const argv[], gzip_sink *sink, void *arg,
    struct pipe_through **out, struct err *err)
{
	struct pipe_through *t = mem_new(1, sizeof(*t));
	char *hold[PASSED];
	const char *env[PASSED + 3];
	size_t n = 0, i;
	int rc;

	for (i = 0; i < PASSED; i++)
		if (getenv(passed[i]) != NULL) {
			hold[n] = mem_fmt("%s=%s", passed[i], getenv(passed[i]));
			env[n] = hold[n];
			n++;
		}
	env[n] = "LANG=C.UTF-8";
	env[n + 1] = "LC_ALL=C.UTF-8";
	env[n + 2] = NULL;
	rc = child_start(argv, env, NULL, &t->child, err);
	for (i = 0; i < n; i++)
		free(hold[i]);
	if (rc == -1) {
		free(t);
		return -1;
	}
	t->name = mem_str(argv[0]);
	t->sink = sink;
	t->arg = arg;
	*out = t;
	return 0;
}

/* What came out so far goes on. */
static int
hand_on(struct pipe_through *t, struct err *err)
{
	int rc = 0;

	if (t->out.len > 0)
		rc = t->sink(t->arg, t->out.data, t->out.len, err);
	buf_clear(&t->out);
	return rc;
}

/* The first line that it said, when it ended. */
static int
ended(struct pipe_through *t, int status, struct err *err)
{
	char *said = buf_take(&t->errs), *at = said;
	size_t name = strlen(t->name);

	if (at != NULL)
		at[strcspn(at, "\n")] = '\0';
	while (at != NULL && strncmp(at, t->name, name) == 0 &&
	    strncmp(at + name, ": ", 2) == 0)
		at += name + 2;
	err_set(err, ERR_INPUT, "%s: %s (status %d)", t->name,
	    at == NULL || *at == '\0' ? "did not end well" : at, status);
	free(said);
	return -1;
}

int
through_put(
    struct pipe_through *t, const char *data, size_t len, struct err *err)
{
	struct err gone = { 0 };
	int status = 0;

	if (child_write(t->child, data, len, &t->out, &t->errs, AT_ONCE, SECONDS,
		err) == -1) {
		struct child *c = t->child;

		t->child = NULL;
		if (child_finish(c, &t->out, &t->errs, LAST, SECONDS, &status,
			&gone) == 0)
			return ended(t, status, err);
		return -1;
	}
	return hand_on(t, err);
}

int
through_end(struct pipe_through *t, struct err *err)
{
	struct child *c = t->child;
	int status;

	t->child = NULL;
	if (child_finish(c, &t->out, &t->errs, LAST, SECONDS, &status, err) ==
	    -1)
		return -1;
	if (status != 0)
		return ended(t, status, err);
	return hand_on(t, err);
}

void
through_free(struct pipe_through *t)
{
	if (t == NULL)
		return;
	child_kill(t->child);
	buf_free(&t->out);
	buf_free(&t->errs);
	free(t->name);
	free(t);
}
