/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * crew: many things made by a few workers.
 */
#include "cli/crew.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/when.h"
#include "cli/progress.h"
#include "model/source.h"

#define JOBS_MAX 64
#define START_SECONDS 120.0 /* to open the fact base, on a busy machine */
#define SAID_MAX (1u << 20) /* bytes a worker may say of one thing */
#define NOTHING SIZE_MAX

struct answer { /* from a worker, with len bytes of text behind it */
	uint64_t i;
	uint32_t len;
	int32_t status;
	uint8_t hello, made, failed, stop;
};

struct worker {
	pid_t pid;
	int to, from; /* our ends */
	struct buf in;
	size_t at; /* what it makes, or NOTHING */
	bool ready; /* it said hello */
	double since; /* by when_ticks */
};

struct run {
	struct crew *b;
	struct worker workers[JOBS_MAX];
	size_t nworkers;
	size_t next, done, told;
	char **said; /* of each, until it is told */
	bool *is_done;
	struct strings lines; /* told already */
	struct err refused; /* why a worker did not start */
	struct progress progress;
};

/* In the worker. */

static bool
write_all(int fd, const void *data, size_t len)
{
	const char *at = data;

	while (len > 0) {
		ssize_t n = write(fd, at, len);

		if (n == -1 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		at += n;
		len -= (size_t)n;
	}
	return true;
}

static bool
read_all(int fd, void *data, size_t len)
{
	char *at = data;

	while (len > 0) {
		ssize_t n = read(fd, at, len);

		if (n == -1 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		at += n;
		len -= (size_t)n;
	}
	return true;
}

static bool
say(int fd, struct answer *a, const char *text)
{
	size_t len = strlen(text);

	a->len = (uint32_t)(len > SAID_MAX ? SAID_MAX : len);
	return write_all(fd, a, sizeof(*a)) && write_all(fd, text, a->len);
}

static void
serve(struct crew *b, int in, int out)
{
	struct answer a = { .hello = 1 };
	char hello[128] = "", *said = NULL;
	size_t len;
	struct err err = { 0 };
	uint64_t i;
	bool well, ready;

	b->cli->errs = open_memstream(&said, &len);
	if (b->cli->errs == NULL)
		mem_out();
	ready = b->open(b->arg, hello, &err) == 0;
	a.failed = !ready;
	a.status = (int32_t)err.code;
	well = say(out, &a, ready ? hello : err.msg);
	while (well && ready && read_all(in, &i, sizeof(i))) {
		struct crew_result r = { 0 };

		rewind(b->cli->errs);
		b->work(b->arg, i, &r);
		fputc('\0', b->cli->errs);
		fflush(b->cli->errs);
		a = (struct answer){ .i = i, .status = r.status,
			.made = r.made, .failed = r.failed, .stop = r.stop };
		well = say(out, &a, said);
	}
	b->close(b->arg);
}

/* In the parent. */

static void
close_ends(const struct run *r)
{
	for (size_t w = 0; w < r->nworkers; w++)
		if (r->workers[w].pid != 0) {
			close(r->workers[w].to);
			close(r->workers[w].from);
		}
}

static int
start(struct run *r, struct worker *w, struct err *err)
{
	int to[2] = { -1, -1 }, from[2] = { -1, -1 };
	pid_t parent = getpid();

	if (pipe(to) == -1 || pipe(from) == -1)
		goto failed;
	fcntl(to[1], F_SETFD, FD_CLOEXEC);
	fcntl(to[0], F_SETFD, FD_CLOEXEC);
	fcntl(from[0], F_SETFD, FD_CLOEXEC);
	fcntl(from[1], F_SETFD, FD_CLOEXEC);
	fflush(r->b->cli->out);
	fflush(r->b->cli->errs);
	w->pid = fork();
	if (w->pid == 0) {
		/* Its programs are of its group, so that one that hangs goes
		 * with it; and it does not outlive us. */
		setpgid(0, 0);
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (getppid() != parent)
			_exit(EXIT_WORK);
		w->pid = 0;
		close_ends(r);
		close(to[1]);
		close(from[0]);
		serve(r->b, to[0], from[1]);
		_exit(EXIT_WELL);
	}
	if (w->pid == -1)
		goto failed;
	setpgid(w->pid, w->pid);
	close(to[0]);
	close(from[1]);
	w->to = to[1];
	w->from = from[0];
	w->at = NOTHING;
	w->ready = false;
	w->since = when_ticks();
	return 0;
failed:
	w->pid = 0;
	err_set(err, ERR_WORK, "cannot start a worker: %s", strerror(errno));
	for (int i = 0; i < 2; i++) {
		if (to[i] != -1)
			close(to[i]);
		if (from[i] != -1)
			close(from[i]);
	}
	return -1;
}

/* How it ended, in words. */
static char *
end_of(struct worker *w, bool kill_it)
{
	int status = 0;
	char *how;

	if (kill_it)
		kill(-w->pid, SIGKILL);
	if (w->to != -1)
		close(w->to);
	close(w->from);
	while (waitpid(w->pid, &status, 0) == -1 && errno == EINTR)
		continue;
	kill(-w->pid, SIGKILL); /* what it started and left */
	how = WIFSIGNALED(status)
	    ? mem_fmt("signal %d", WTERMSIG(status))
	    : mem_fmt("status %d", WEXITSTATUS(status));
	buf_free(&w->in);
	w->pid = 0;
	w->ready = false;
	return how;
}

/* Each line once: what holds for all of them every worker says. */
static void
tell(struct run *r, const char *text)
{
	const char *end;

	for (; *text != '\0'; text = *end == '\n' ? end + 1 : end) {
		char *line;

		end = text + strcspn(text, "\n");
		line = mem_strn(text, (size_t)(end - text));
		if (!strings_have(&r->lines, line)) {
			progress_end(&r->progress);
			fprintf(r->b->cli->errs, "%s\n", line);
			strings_add(&r->lines, line);
		}
		free(line);
	}
}

static void
finish(struct run *r, size_t i, const struct crew_result *result,
    char *said)
{
	struct crew *b = r->b;

	r->said[i] = said;
	r->is_done[i] = true;
	r->done++;
	b->status = cli_worst(b->status, result->status);
	b->failed += result->failed;
	b->count(b->arg, i, result);
	b->stopped |= result->stop;
	/* In their order, whoever was first. */
	for (; r->told < b->n && r->is_done[r->told]; r->told++) {
		if (r->said[r->told] != NULL)
			tell(r, r->said[r->told]);
		free(r->said[r->told]);
		r->said[r->told] = NULL;
	}
	progress_pages(&r->progress, r->done, b->n);
}

/* What a worker was at is lost. */
static void
lost(struct run *r, struct worker *w, const char *why)
{
	struct crew_result result = { .status = EXIT_WORK, .failed = true };
	size_t i = w->at;

	w->at = NOTHING;
	if (i != NOTHING)
		finish(r, i, &result,
		    mem_fmt("feiten: %s: not made: %s\n",
			r->b->name(r->b->arg, i), why));
	else if (r->refused.code == ERR_NONE)
		err_set(&r->refused, ERR_WORK, "a worker %s", why);
}

static void
give(struct run *r, struct worker *w)
{
	uint64_t i = r->next;

	if (r->next == r->b->n || r->b->stopped ||
	    (r->next >= r->b->after && r->done < r->b->after))
		return;
	w->at = r->next++;
	w->since = when_ticks();
	/* One that is gone shows so at the next reading. */
	write_all(w->to, &i, sizeof(i));
}

static void
hear(struct run *r, struct worker *w, const struct answer *a,
    const char *text)
{
	struct crew_result result = { .status = a->status,
		.made = a->made,
		.stop = a->stop,
		.failed = a->failed };

	if (!a->hello) {
		w->at = NOTHING;
		finish(r, (size_t)a->i, &result, mem_str(text));
		give(r, w);
	} else if (a->failed) {
		err_set(&r->refused, (enum err_code)a->status, "%s", text);
	} else if (strcmp(text, r->b->hello) != 0) {
		err_set(&r->refused, ERR_BASE,
		    "facts.db was written while pages were made: run the "
		    "command again");
	} else {
		w->ready = true;
		give(r, w);
	}
}

/* All whole answers that came; false when it makes no sense. */
static bool
hear_all(struct run *r, struct worker *w)
{
	struct answer a;
	size_t at = 0;
	bool well = true;

	while (w->in.len - at >= sizeof(a)) {
		char *text;

		memcpy(&a, w->in.data + at, sizeof(a));
		if (a.len > SAID_MAX || (!a.hello && a.i != w->at)) {
			well = false;
			break;
		}
		if (w->in.len - at < sizeof(a) + a.len)
			break;
		text = mem_strn(w->in.data + at + sizeof(a), a.len);
		hear(r, w, &a, text);
		free(text);
		at += sizeof(a) + a.len;
	}
	memmove(w->in.data, w->in.data + at, w->in.len - at);
	w->in.len -= at;
	return well;
}

/* After it ended or was killed: another one, when there is work. A worker that
 * did not even start is not tried again. */
static void
replace(struct run *r, struct worker *w, bool was_ready)
{
	if (was_ready && r->next < r->b->n && !r->b->stopped)
		start(r, w, &r->refused);
}

static void
look(struct run *r, struct worker *w, bool readable)
{
	bool over = when_ticks() - w->since >
	    (w->ready ? r->b->seconds : START_SECONDS),
	     was_ready = w->ready, gone = false;
	char piece[65536], *how;

	if (readable) {
		ssize_t n = read(w->from, piece, sizeof(piece));

		if (n > 0)
			buf_put(&w->in, piece, (size_t)n);
		gone = n == 0 || (n == -1 && errno != EINTR) ||
		    !hear_all(r, w);
		was_ready = w->ready;
	}
	if (gone) {
		char *why;

		how = end_of(w, true);
		why = mem_fmt("the worker ended with %s", how);
		lost(r, w, why);
		free(why);
		free(how);
		replace(r, w, was_ready);
	} else if (over && (w->at != NOTHING || !w->ready)) {
		how = end_of(w, true);
		lost(r, w, "it took too long");
		free(how);
		replace(r, w, was_ready);
	}
}

/* Wait until one of them has something to say. False when none is left, or
 * none has anything to do. */
static bool
turn(struct run *r)
{
	struct pollfd fds[JOBS_MAX];
	size_t of[JOBS_MAX], n = 0;

	/* Those that had to wait for others. */
	for (size_t w = 0; w < r->nworkers; w++)
		if (r->workers[w].pid != 0 && r->workers[w].ready &&
		    r->workers[w].at == NOTHING)
			give(r, &r->workers[w]);
	for (size_t w = 0; w < r->nworkers; w++)
		if (r->workers[w].pid != 0 &&
		    (r->workers[w].at != NOTHING || !r->workers[w].ready)) {
			of[n] = w;
			fds[n++] = (struct pollfd){ r->workers[w].from, POLLIN,
				0 };
		}
	if (n == 0)
		return false;
	if (poll(fds, n, 500) == -1 && errno != EINTR)
		return false;
	for (size_t i = 0; i < n; i++)
		look(r, &r->workers[of[i]], fds[i].revents != 0);
	return true;
}

static void
clear(struct run *r)
{
	for (size_t w = 0; w < r->nworkers; w++)
		if (r->workers[w].pid != 0) {
			/* It closes its programs and goes. */
			close(r->workers[w].to);
			r->workers[w].to = -1;
		}
	for (size_t w = 0; w < r->nworkers; w++)
		if (r->workers[w].pid != 0)
			free(end_of(&r->workers[w], !r->workers[w].ready));
	for (size_t i = r->told; i < r->b->n; i++) {
		if (r->said[i] != NULL)
			tell(r, r->said[i]);
		free(r->said[i]);
	}
	free(r->said);
	free(r->is_done);
	strings_free(&r->lines);
}

int
crew_run(struct crew *b, struct err *err)
{
	struct run r = { .b = b };
	void (*before)(int) = signal(SIGPIPE, SIG_IGN);
	int rc = 0;

	r.said = mem_new(b->n + 1, sizeof(*r.said));
	r.is_done = mem_new(b->n + 1, sizeof(*r.is_done));
	r.nworkers = (size_t)(b->jobs < JOBS_MAX ? b->jobs : JOBS_MAX);
	if (r.nworkers > b->n)
		r.nworkers = b->n;
	progress_start(&r.progress, b->cli->errs, b->cli->quiet);
	for (size_t w = 0; w < r.nworkers; w++)
		start(&r, &r.workers[w], &r.refused);
	while (turn(&r))
		continue;
	progress_end(&r.progress);
	if (r.done < b->n && !b->stopped) {
		*err = r.refused;
		if (err->code == ERR_NONE)
			err_set(err, ERR_WORK, "no worker is left");
		rc = -1;
	}
	clear(&r);
	signal(SIGPIPE, before);
	return rc;
}
