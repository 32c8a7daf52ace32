/* SPDX-License-Identifier: EUPL-1.2 */
/* Files, folders and child processes. */
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/child.h"
#include "base/file.h"
#include "base/mem.h"
#include "tap.h"

static void
test_names(void)
{
	static const char *const good[] = { "84799NED", "a.json", "A-b_c" };
	static const char *const bad[] = { "", ".", "..", ".hidden", "a/b",
		"a b", "a\nb", "\xc3\xab", "../x" };
	char longest[130];

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		ok(file_name_ok(good[i]), "good name %s", good[i]);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ok(!file_name_ok(bad[i]), "bad name %zu", i);
	memset(longest, 'a', 121);
	longest[121] = '\0';
	ok(!file_name_ok(longest), "a name that is too long");
}

static void
test_files(const char *dir)
{
	char *path = file_join(dir, "a/b/c.txt"), *sub = file_join(dir, "a/b");
	struct names names = { 0 };
	struct buf data = { 0 };
	struct err err = { 0 };
	struct stat st;
	bool changed = false;

	ok(file_mkdirs(sub, 0777, &err) == 0, "folders are made");
	ok(file_write(path, "hallo", 5, 0600, &err) == 0, "written");
	ok(stat(path, &st) == 0 && (st.st_mode & 0777) == 0600, "mode");
	ok(file_read(path, 5, &data, &err) == 0 && data.len == 5,
	    "read back at exactly the limit");
	ok(file_read(path, 4, &data, &err) == -1 && data.len == 5,
	    "over the limit is an error and adds nothing");
	ok(strstr(err.msg, "4 bytes") != NULL, "that names the limit");
	ok(file_update(path, "hallo", 5, 0600, &changed, &err) == 0 &&
		!changed, "an equal file is left alone");
	ok(file_update(path, "hallo!", 6, 0600, &changed, &err) == 0 &&
		changed, "another is written");
	ok(file_size(path) == 6, "size");
	file_write(path, "", 0, 0600, &err);
	ok(file_update(path, "", 0, 0600, &changed, &err) == 0 && !changed,
	    "an equal empty file too");
	ok(file_list(sub, ".txt", &names, &err) == 0 && names.n == 1,
	    "no temporary file is left");
	names_free(&names);
	ok(file_list("/nonexistent", NULL, &names, &err) == 0 && names.n == 0,
	    "a folder that is not there is empty");
	ok(file_read("/nonexistent", 9, &data, &err) == -1 &&
		strstr(err.msg, "/nonexistent") != NULL, "errors name the file");
	char *link = file_join(dir, "a/link");
	ok(symlink("/etc", link) == 0, "a link");
	free(link);
	char *fifo = file_join(dir, "a/fifo");
	ok(mkfifo(fifo, 0600) == 0, "a pipe that nobody writes to");
	alarm(20);
	buf_clear(&data);
	ok(file_read(fifo, 9, &data, &err) == 0 && data.len == 0,
	    "is empty: nothing waits for it");
	alarm(0);
	free(fifo);
	ok(file_remove(dir, &err) == 0 && !file_exists(dir) &&
		file_exists("/etc/passwd"), "removed, links not followed");
	ok(file_remove(dir, &err) == 0, "removing nothing is fine");
	ok(file_mkdirs("/proc/nope/x", 0777, &err) == -1, "cannot make");
	buf_free(&data);
	free(path);
	free(sub);
}

/* A process that starts a child that hangs, and ends. Returns whether the
 * child was killed then. */
static bool
goes_along(void)
{
	const char *const hang[] = { "sh", "-c", "echo $$; exec sleep 60",
		NULL };
	struct buf out = { 0 }, errs = { 0 };
	struct err err = { 0 };
	struct child *c;
	int ends[2], status = 0;
	pid_t middle, pid = 0;

	prctl(PR_SET_CHILD_SUBREAPER, 1); /* it comes to us */
	if (pipe(ends) == -1 || (middle = fork()) == -1)
		return false;
	if (middle == 0) {
		if (child_start(hang, NULL, NULL, &c, &err) == 0 &&
		    child_read_until(c, "\n", false, &out, &errs, 100, 20,
			&err) == 0)
			pid = (pid_t)atoi(buf_str(&out));
		_exit(write(ends[1], &pid, sizeof(pid)) == sizeof(pid) ? 0 : 1);
	}
	waitpid(middle, NULL, 0);
	if (read(ends[0], &pid, sizeof(pid)) != sizeof(pid) || pid <= 0)
		return false;
	close(ends[0]);
	close(ends[1]);
	alarm(20); /* else the test would wait for its end */
	status = waitpid(pid, &status, 0) == pid && WIFSIGNALED(status) &&
	    WTERMSIG(status) == SIGKILL;
	alarm(0);
	return status;
}

static void
test_children(void)
{
	const char *const yes[] = { "yes", NULL };
	const char *const cat[] = { "cat", NULL };
	const char *const fail[] = { "sh", "-c", "echo no >&2; exit 3", NULL };
	const char *const none[] = { "no-such-program-here", NULL };
	const char *const hang[] = { "sleep", "60", NULL };
	const char *const quick[] = { "true", NULL };
	const char *const env[] = { "env", NULL };
	struct buf out = { 0 }, errs = { 0 }, in = { 0 };
	struct err err = { 0 };
	struct child *c = NULL;
	int status = -1;

	for (int i = 0; i < 300000; i++)
		buf_puts(&in, "regel\n");
	ok(child_run(cat, NULL, NULL, in.data, in.len, &out, &errs, 10u << 20,
	       20, &status, &err) == 0 && status == 0 && out.len == in.len,
	    "1.8 MB in and out without waiting for each other for ever");
	ok(child_run(fail, NULL, NULL, "", 0, &out, &errs, 10u << 20, 20,
	       &status, &err) == 0 && status == 3,
	    "an exit status is told");
	is_str(buf_str(&errs), "no\n", "and what it said");
	ok(child_run(none, NULL, NULL, "", 0, &out, &errs, 1000, 20, &status,
	       &err) == -1 && err.code == ERR_TOOL,
	    "a program that is not there");
	ok(child_run(hang, NULL, NULL, "", 0, &out, &errs, 10u << 20, 0.2,
	       &status, &err) == -1 && strstr(err.msg, "no answer") != NULL,
	    "one that hangs is stopped");
	buf_clear(&out);
	ok(child_run(cat, NULL, NULL, in.data, in.len, &out, &errs, 1000, 20,
	       &status, &err) == -1, "one that prints too much is stopped");
	ok(child_run(quick, NULL, NULL, in.data, in.len, &out, &errs,
	       10u << 20, 20, &status, &err) == -1,
	    "one that does not read its input is an error, not SIGPIPE");
	setenv("SECRET", "x", 1);
	buf_clear(&out);
	ok(child_run(env, NULL, NULL, "", 0, &out, &errs, 10u << 20, 20,
	       &status, &err) == 0 && strstr(out.data, "SECRET") == NULL &&
		strstr(out.data, "LC_ALL=C.UTF-8") != NULL,
	    "a child gets an environment of our own");
	buf_clear(&out);
	buf_clear(&errs);
	ok(child_start(cat, NULL, NULL, &c, &err) == 0 &&
		child_write(c, "READY\n", 6, &out, &errs, 99, 5, &err) == 0 &&
		child_read_until(c, "READY\n", false, &out, &errs, 100, 5,
		    &err) == 0, "a long-lived child answers");
	buf_clear(&out);
	buf_puts(&out, "REA");
	ok(child_write(c, "DY\n", 3, &out, &errs, 99, 5, &err) == 0 &&
		child_read_until(c, "READY\n", false, &out, &errs, 100, 5,
		    &err) == 0 &&
		child_read_until(c, "READY\n", false, &out, &errs, 100, 0,
		    &err) == 0,
	    "also in two pieces, and at once when it was read before");
	child_kill(c);
	/* One that prints without end and does not read: no more is held of it
	 * than max and what comes at once. */
	buf_clear(&out);
	ok(child_start(yes, NULL, NULL, &c, &err) == 0 &&
		child_write(c, in.data, in.len, &out, &errs, 1u << 20, 20,
		    &err) == -1 && strstr(err.msg, "printed more") != NULL &&
		out.len < 2u << 20, "one that prints while we write is stopped");
	child_kill(c);
	ok(goes_along(), "a child that hangs goes with its parent");
	buf_free(&in);
	buf_free(&out);
	buf_free(&errs);
}

/* In a folder that others use too. */
static void
test_sweep_temp(const char *dir, pid_t gone)
{
	const pid_t pids[] = { gone, getpid(), gone };
	const char *const prefix[] = { "work-", "work-", "other-" };
	struct err err = { 0 };
	char *paths[3];
	size_t i;

	for (i = 0; i < 3; i++) {
		paths[i] = mem_fmt(
		    "%s/%s%ld-abc", dir, prefix[i], (long)pids[i]);
		file_mkdirs(paths[i], 0777, &err);
	}
	file_sweep_temp(dir, "work-");
	for (i = 0; i < 3; i++) {
		ok(file_is_dir(paths[i]) == (i > 0),
		    "work folder of a dead process goes, of others stays");
		file_remove(paths[i], &err);
		free(paths[i]);
	}
}

/* Of a process that is no more: a child that was waited for. */
static void
test_sweep(const char *dir)
{
	static const char *const left[] = { "a.html", "b.html.tmp-1",
		"c.tmp-x", "d.tmp-" };
	struct names names = { 0 };
	struct err err = { 0 };
	pid_t gone = fork();
	char *own = mem_fmt("%s/swept", dir), *path;
	size_t i;

	if (gone == 0)
		_exit(0);
	waitpid(gone, NULL, 0);
	file_mkdirs(own, 0777, &err);
	for (i = 0; i < 4; i++) {
		path = file_join(own, left[i]);
		file_write(path, "x", 1, 0666, &err);
		free(path);
	}
	path = mem_fmt("%s/e.html.tmp-%ld", own, (long)gone);
	file_write(path, "x", 1, 0666, &err);
	free(path);
	path = mem_fmt("%s/.charts-%ld-BU1/in", own, (long)gone);
	file_mkdirs(path, 0777, &err);
	free(path);
	path = mem_fmt("%s/.charts-%ld-BU2", own, (long)getpid());
	file_mkdirs(path, 0777, &err);
	file_sweep(own);
	test_sweep_temp(own, gone);
	file_list(own, NULL, &names, &err);
	ok(names.n == 5 && strcmp(names.items[0], strrchr(path, '/') + 1) == 0,
	    "what a dead writer left goes, of living ones and others stays");
	for (i = 0; i < 4 && names.n == 5; i++)
		is_str(names.items[i + 1], left[i], left[i]);
	names_free(&names);
	free(path);
	free(own);
}

int
main(void)
{
	char dir[] = "/tmp/feiten-test-XXXXXX";

	test_names();
	if (mkdtemp(dir) != NULL)
		test_sweep(dir), test_files(dir);
	else
		ok(false, "a folder to work in");
	test_children();
	return done_testing();
}
