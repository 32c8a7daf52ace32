/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * child: another program as a child process. No shell; every wait has a
 * limit; what it prints is gathered while we write, so neither side can wait
 * for the other for ever.
 */
#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/when.h"

#define PLAIN_ENV 12

struct child {
	pid_t pid;
	int in, out, errs; /* our ends; -1 when closed */
	char *name;
};

char *
child_find(const char *program)
{
	const char *path = getenv("PATH"), *at, *end;
	char *full;

	if (strchr(program, '/') != NULL)
		return access(program, X_OK) == 0 ? mem_str(program) : NULL;
	if (path == NULL)
		path = "/usr/local/bin:/usr/bin:/bin";
	for (at = path; *at != '\0'; at = *end == ':' ? end + 1 : end) {
		end = strchr(at, ':');
		if (end == NULL)
			end = at + strlen(at);
		if (end == at)
			continue; /* the current folder: never */
		full = mem_fmt("%.*s/%s", (int)(end - at), at, program);
		if (access(full, X_OK) == 0)
			return full;
		free(full);
	}
	return NULL;
}

static void
close_fd(int *fd)
{
	if (*fd != -1)
		close(*fd);
	*fd = -1;
}

/* In the child: pipes in place, everything else closed, then exec. One that
 * hangs does not see that its stdin ended: it goes when its parent does. */
static void
become(const char *program, const char *const argv[], const char *const env[],
    const char *dir, const int fds[3], int report, pid_t parent)
{
	int code, fd;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(127);
	for (fd = 0; fd < 3; fd++)
		if (dup2(fds[fd], fd) == -1)
			goto failed;
	for (fd = 3; fd < 256; fd++)
		if (fd != report)
			close(fd);
	signal(SIGPIPE, SIG_DFL);
	if (dir != NULL && chdir(dir) == -1)
		goto failed;
	execve(program, (char *const *)argv, (char *const *)env);
failed:
	code = errno;
	while (write(report, &code, sizeof(code)) == -1 && errno == EINTR)
		continue;
	_exit(127);
}

/* A small environment: what a program needs to find its own parts, and no way
 * out: Typst would fetch a package that a template names, through a proxy when
 * it is told of one, and nothing listens at this. Kept strings go into hold. */
static void
plain_env(const char *env[PLAIN_ENV], char *hold[2])
{
	const char *path = getenv("PATH"), *tmp = getenv("TMPDIR");
	size_t n = 0;

	hold[0] = mem_fmt("PATH=%s",
	    path != NULL ? path : "/usr/local/bin:/usr/bin:/bin");
	hold[1] = mem_fmt("TMPDIR=%s", tmp != NULL ? tmp : "/tmp");
	env[n++] = hold[0];
	env[n++] = hold[1];
	env[n++] = "LANG=C.UTF-8";
	env[n++] = "LC_ALL=C.UTF-8";
	env[n++] = "HOME=/nonexistent";
	env[n++] = "ALL_PROXY=http://127.0.0.1:9";
	env[n++] = "HTTPS_PROXY=http://127.0.0.1:9";
	env[n++] = "https_proxy=http://127.0.0.1:9";
	env[n++] = "http_proxy=http://127.0.0.1:9";
	env[n] = NULL;
}

/* Pipes in close-on-exec mode, at numbers above 2 so that dup2 in the child
 * cannot overwrite one with another. */
static int
make_pipe(int fds[2])
{
	int i, raised;

	if (pipe(fds) == -1)
		return -1;
	for (i = 0; i < 2; i++) {
		if (fds[i] < 3) {
			raised = fcntl(fds[i], F_DUPFD_CLOEXEC, 3);
			close(fds[i]);
			fds[i] = raised;
		}
		if (fds[i] == -1 || fcntl(fds[i], F_SETFD, FD_CLOEXEC) == -1)
			return -1;
	}
	return 0;
}

int
child_start(const char *const argv[], const char *const env[],
    const char *dir, struct child **out, struct err *err)
{
	int pipes[4][2] = { { -1, -1 }, { -1, -1 }, { -1, -1 }, { -1, -1 } };
	const char *own_env[PLAIN_ENV];
	char *hold[2] = { NULL, NULL }, *program = child_find(argv[0]);
	int fds[3], i, code = 0, rc = -1;
	ssize_t n;
	pid_t pid, parent = getpid();

	if (program == NULL)
		return err_set(err, ERR_TOOL,
		    "%s: not found on PATH: 'feiten doctor' tells how to "
		    "install what is missing",
		    argv[0]);
	plain_env(own_env, hold);
	for (i = 0; i < 4; i++)
		if (make_pipe(pipes[i]) == -1) {
			err_set(err, ERR_TOOL, "%s: cannot start: %s", argv[0],
			    strerror(errno));
			goto done;
		}
	fds[0] = pipes[0][0];
	fds[1] = pipes[1][1];
	fds[2] = pipes[2][1];
	pid = fork();
	if (pid == 0)
		become(program, argv, env != NULL ? env : own_env, dir, fds,
		    pipes[3][1], parent);
	if (pid == -1) {
		err_set(err, ERR_TOOL, "%s: cannot start: %s", argv[0],
		    strerror(errno));
		goto done;
	}
	close_fd(&pipes[3][1]);
	do
		n = read(pipes[3][0], &code, sizeof(code));
	while (n == -1 && errno == EINTR);
	if (n > 0) { /* exec failed and told why */
		waitpid(pid, NULL, 0);
		err_set(err, ERR_TOOL, "%s: cannot start: %s", program,
		    strerror(code));
		goto done;
	}
	*out = mem_new(1, sizeof(**out));
	(*out)->pid = pid;
	(*out)->name = mem_str(argv[0]);
	(*out)->in = pipes[0][1];
	(*out)->out = pipes[1][0];
	(*out)->errs = pipes[2][0];
	pipes[0][1] = pipes[1][0] = pipes[2][0] = -1;
	fcntl((*out)->in, F_SETFL, O_NONBLOCK);
	rc = 0;
done:
	for (i = 0; i < 4; i++) {
		close_fd(&pipes[i][0]);
		close_fd(&pipes[i][1]);
	}
	free(hold[0]);
	free(hold[1]);
	free(program);
	return rc;
}

/* Take what is there from one of its outputs; closes it at the end. Returns
 * false when reading failed. */
static bool
take(int *fd, struct buf *into)
{
	char piece[65536];
	ssize_t n = read(*fd, piece, sizeof(piece));

	if (n == -1)
		return errno == EINTR || errno == EAGAIN;
	if (n == 0)
		close_fd(fd);
	else if (into != NULL)
		buf_put(into, piece, (size_t)n);
	return true;
}

/* Wait for input or output once. Returns 1 when something happened, 0 on
 * time-out, -1 on error. can_write is set when stdin takes bytes. */
static int
wait_once(struct child *c, bool write_too, double until, struct buf *out,
    struct buf *errs, bool *can_write)
{
	double left = until - when_ticks();
	struct pollfd p[3] = { { c->out, POLLIN, 0 }, { c->errs, POLLIN, 0 },
		{ write_too ? c->in : -1, POLLOUT, 0 } };
	int n;

	*can_write = false;
	if (left <= 0)
		return 0;
	n = poll(p, 3, left > 3600 ? 3600000 : (int)(left * 1000) + 1);
	if (n == -1)
		return errno == EINTR ? 1 : -1;
	if (n == 0)
		return 0;
	if (p[0].revents != 0 && !take(&c->out, out))
		return -1;
	if (p[1].revents != 0 && !take(&c->errs, errs))
		return -1;
	*can_write = p[2].revents != 0;
	return 1;
}

static int
timed_out(const struct child *c, double seconds, struct err *err)
{
	return err_set(err, ERR_TOOL,
	    "%s: no answer within %.0f seconds: stopped waiting", c->name,
	    seconds);
}

static bool
is_over(const struct buf *b, size_t max)
{
	return b != NULL && b->len > max;
}

static int
too_much(const struct child *c, size_t max, struct err *err)
{
	return err_set(err, ERR_TOOL, "%s: printed more than %zu bytes",
	    c->name, max);
}

/* Write with SIGPIPE held back, so that a dead child is an error and not our
 * end. */
static ssize_t
write_quietly(int fd, const char *data, size_t len)
{
	struct timespec none = { 0, 0 };
	sigset_t pipe_only, before, pending;
	bool was_pending;
	ssize_t n;
	int code;

	sigemptyset(&pipe_only);
	sigaddset(&pipe_only, SIGPIPE);
	sigpending(&pending);
	was_pending = sigismember(&pending, SIGPIPE) == 1;
	pthread_sigmask(SIG_BLOCK, &pipe_only, &before);
	n = write(fd, data, len);
	code = errno;
	if (n == -1 && code == EPIPE && !was_pending)
		while (sigtimedwait(&pipe_only, NULL, &none) == -1 &&
		    errno == EINTR)
			continue;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	errno = code;
	return n;
}

int
child_write(struct child *c, const void *data, size_t len, struct buf *out,
    struct buf *errs, size_t max, double seconds, struct err *err)
{
	double until = when_ticks() + seconds;
	const char *at = data;
	bool can_write;
	ssize_t n;
	int got;

	while (len > 0) {
		got = wait_once(c, true, until, out, errs, &can_write);
		if (got == 0)
			return timed_out(c, seconds, err);
		if (got == -1)
			return err_set(err, ERR_TOOL, "%s: lost: %s", c->name,
			    strerror(errno));
		if (is_over(out, max) || is_over(errs, max))
			return too_much(c, max, err);
		if (!can_write)
			continue;
		n = write_quietly(c->in, at, len);
		if (n == -1 && (errno == EAGAIN || errno == EINTR))
			continue;
		if (n == -1)
			return err_set(err, ERR_TOOL,
			    "%s: stopped before it had read its input",
			    c->name);
		at += n;
		len -= (size_t)n;
	}
	return 0;
}

int
child_read_until(struct child *c, const char *mark, bool mark_err,
    struct buf *out, struct buf *errs, size_t max, double seconds,
    struct err *err)
{
	double until = when_ticks() + seconds;
	const struct buf *where = mark_err ? errs : out;
	size_t tail = strlen(mark), seen = 0;
	bool ignored;
	int got;

	for (;;) {
		if (strstr(buf_str(where) + seen, mark) != NULL)
			return 0;
		/* The next piece may complete what it begins now. */
		seen = where->len < tail ? 0 : where->len - tail + 1;
		if (is_over(out, max) || is_over(errs, max))
			return too_much(c, max, err);
		if (c->out == -1 && c->errs == -1)
			return err_set(err, ERR_TOOL, "%s: ended unexpectedly",
			    c->name);
		got = wait_once(c, false, until, out, errs, &ignored);
		if (got == 0)
			return timed_out(c, seconds, err);
		if (got == -1)
			return err_set(err, ERR_TOOL, "%s: lost: %s", c->name,
			    strerror(errno));
	}
}

static void
child_free(struct child *c)
{
	close_fd(&c->in);
	close_fd(&c->out);
	close_fd(&c->errs);
	free(c->name);
	free(c);
}

void
child_kill(struct child *c)
{
	if (c == NULL)
		return;
	kill(c->pid, SIGKILL);
	while (waitpid(c->pid, NULL, 0) == -1 && errno == EINTR)
		continue;
	child_free(c);
}

/* Wait for its end, at most until then. */
static int
reap(struct child *c, double until, int *status)
{
	struct timespec pause = { 0, 2000000 };
	int raw;
	pid_t got;

	for (;;) {
		got = waitpid(c->pid, &raw, WNOHANG);
		if (got == c->pid) {
			*status = WIFEXITED(raw) ? WEXITSTATUS(raw)
						 : 128 + WTERMSIG(raw);
			return 0;
		}
		if ((got == -1 && errno != EINTR) || when_ticks() > until)
			return -1;
		nanosleep(&pause, NULL);
	}
}

int
child_finish(struct child *c, struct buf *out, struct buf *errs, size_t max,
    double seconds, int *status, struct err *err)
{
	double until = when_ticks() + seconds;
	bool ignored;
	int got;

	close_fd(&c->in);
	while (c->out != -1 || c->errs != -1) {
		got = wait_once(c, false, until, out, errs, &ignored);
		if (got <= 0) {
			timed_out(c, seconds, err);
			goto failed;
		}
		if (is_over(out, max) || is_over(errs, max)) {
			too_much(c, max, err);
			goto failed;
		}
	}
	if (reap(c, until, status) == -1) {
		timed_out(c, seconds, err);
		goto failed;
	}
	child_free(c);
	return 0;
failed:
	child_kill(c);
	return -1;
}

int
child_run(const char *const argv[], const char *const env[], const char *dir,
    const void *input, size_t len, struct buf *out, struct buf *errs,
    size_t max, double seconds, int *status, struct err *err)
{
	struct child *c = NULL;

	if (child_start(argv, env, dir, &c, err) == -1)
		return -1;
	if (child_write(c, input, len, out, errs, max, seconds, err) == -1) {
		child_kill(c);
		return -1;
	}
	return child_finish(c, out, errs, max, seconds, status, err);
}
