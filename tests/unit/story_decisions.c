/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * decisions/: read back what was written, and what people and others put
 * there besides.
 */
#include "story/decision.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "tap.h"

static char dir[] = "/tmp/feiten-decisions-XXXXXX";

static void
put_bytes(const char *name, const void *text, size_t len)
{
	char *path = file_join(dir, name);
	struct err err = { 0 };

	if (file_write(path, text, len, 0600, &err) == -1)
		printf("Bail out! %s\n", err.msg);
	free(path);
}

static void
put(const char *name, const char *text)
{
	put_bytes(name, text, strlen(text));
}

static void
empty(void)
{
	struct err err = { 0 };

	file_remove(dir, &err);
	mkdir(dir, 0700);
}

static bool
has(const struct err *err, const char *text)
{
	if (strstr(err->msg, text) != NULL)
		return true;
	printf("# got: %s\n", err->msg);
	return false;
}

static struct decision
made(const char *id)
{
	return (struct decision){ .kind = (char *)(uintptr_t) "accept",
		.id = (char *)(uintptr_t)id,
		.by = (char *)(uintptr_t) "M. de Vries",
		.on = (char *)(uintptr_t) "2026-11-22",
		.why = (char *)(uintptr_t) "asked the \"office\": it is so "
					   "\xe2\x9c\x93",
		.about = (char *)(uintptr_t) "GM0603 inwoners 2024" };
}

static void
written(void)
{
	struct decision d = made("0123456789"), e = made("00000000ff");
	struct decisions list = { 0 };
	struct err err = { 0 };
	const struct decision *got;

	ok(decisions_read("/nonexistent/decisions", &list, &err) == 0 &&
		list.n == 0,
	    "no folder: no decisions");
	ok(decision_write(dir, &d, &err) == 0 &&
		decision_write(dir, &e, &err) == 0 &&
		decisions_read(dir, &list, &err) == 0 && list.n == 2,
	    "two written are two read");
	got = decisions_find(&list, "accept", "0123456789");
	ok(got != NULL && strcmp(got->why, d.why) == 0 &&
		strcmp(got->by, d.by) == 0 && strcmp(got->on, d.on) == 0 &&
		strcmp(got->about, d.about) == 0,
	    "with all that was said");
	ok(decisions_find(&list, "refuse", "0123456789") == NULL &&
		decisions_find(&list, "accept", "0123456780") == NULL,
	    "others are not found");
	decisions_free(&list);
	ok(decision_write(dir, &d, &err) == -1 && err.code == ERR_USAGE &&
		has(&err, "is decided already"),
	    "not written over");
	empty();
}

static void
refused(void)
{
	static const struct {
		const char *id, *by, *on, *why, *said;
	} t[] = {
		{ "../../etc/x", "A", "2026-11-22", "so", "id: is no id" },
		{ "012345678", "A", "2026-11-22", "so", "id: is no id" },
		{ "012345678G", "A", "2026-11-22", "so", "id: is no id" },
		{ "0123456789", "", "2026-11-22", "so", "by: is empty" },
		{ "0123456789", "  ", "2026-11-22", "so", "by: is empty" },
		{ "0123456789", "A", "2026-11-22", "", "why: is empty" },
		{ "0123456789", "A", "2026-02-30", "so", "on: is no day" },
		{ "0123456789", "A", "../2026", "so", "on: is no day" },
		{ "0123456789", "A\x1b[31m", "2026-11-22", "so", "by: holds" },
		{ "0123456789", "A", "2026-11-22", "a\nb", "why: holds" },
		{ "0123456789", "A", "2026-11-22", "\xff", "not UTF-8" },
		{ "0123456789", "A\xe2\x80\xae" "B", "2026-11-22", "so",
		    "by: has an invisible sign that turns the reading" },
		{ "0123456789", "A", "2026-11-22", "so\xe2\x81\xa6",
		    "why: has an invisible sign that turns the reading" },
		{ "0123456789", NULL, "2026-11-22", "so", "by: is missing" },
	};
	struct names names = { 0 };
	struct err err = { 0 };

	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct decision d = made(t[i].id);

		d.by = (char *)(uintptr_t)t[i].by;
		d.on = (char *)(uintptr_t)t[i].on;
		d.why = (char *)(uintptr_t)t[i].why;
		ok(decision_write(dir, &d, &err) == -1 &&
			err.code == ERR_USAGE && has(&err, t[i].said),
		    "not written: %s", t[i].said);
	}
	file_list(dir, NULL, &names, &err);
	ok(names.n == 0, "and no file is there");
	names_free(&names);
}

#define GOOD(id)                                                               \
	"{\"decision\":\"accept\",\"id\":\"" id "\",\"by\":\"A\","             \
	"\"on\":\"2026-11-22\",\"why\":\"so\"}"

static void
mistaken(void)
{
	static const struct {
		const char *text, *said;
	} t[] = {
		{ "", "mend the file" },
		{ "{\"decision\":\"accept\"", "mend the file" },
		{ "[]", "must be one object" },
		{ "{}", "id: is missing" },
		{ GOOD("x"), "id: is no id" },
		{ "{\"decision\":\"burn\",\"id\":\"0123456789\",\"by\":\"A\","
		  "\"on\":\"2026-11-22\",\"why\":\"so\"}",
		    "decision: is no decision" },
		{ "{\"decision\":\"accept\",\"id\":7,\"by\":\"A\","
		  "\"on\":\"2026-11-22\",\"why\":\"so\"}",
		    "id: is missing, or is no text" },
		{ "{\"decision\":\"accept\",\"id\":\"0123456789\",\"by\":\"A\","
		  "\"on\":\"2026-11-22\",\"why\":\"so\",\"wy\":\"\"}",
		    "wy: is not a key" },
		{ "{\"decision\":\"accept\",\"id\":\"0123456789\",\"by\":\"A\","
		  "\"on\":\"2026-11-22\",\"why\":\"so\",\"why\":\"no\"}",
		    "why: is there twice" },
		{ "{\"decision\":\"accept\",\"id\":\"0123456789\",\"by\":\"A\","
		  "\"on\":\"2026-11-22\",\"why\":\"a\\u0007b\"}",
		    "why: holds a line break" },
		{ "{\"decision\":\"accept\",\"id\":\"0123456789\",\"by\":\"A\","
		  "\"on\":\"2026-11-22\",\"why\":\"a\\u202eb\"}",
		    "why: has an invisible sign that turns the reading" },
		{ "{\"decision\":\"print\",\"id\":\"een\\u2067#2\",\"by\":"
		  "\"A\",\"on\":\"2026-11-22\",\"why\":\"so\"}",
		    "id: is no id of a note" },
		{ "{\"decision\":\"accept\",\"id\":\"0123456789\",\"by\":\"A\","
		  "\"on\":\"2026-11-22\",\"why\":\"so\",\"about\":\"\\u202a\"}",
		    "about: has an invisible sign that turns the reading" },
	};

	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct decisions list = { 0 };
		struct err err = { 0 };

		put("a.json", t[i].text);
		put("b.json", GOOD("aaaaaaaaaa"));
		ok(decisions_read(dir, &list, &err) == -1 && list.n == 1 &&
			has(&err, t[i].said) && has(&err, "a.json:1: "),
		    "named, and the other one is used: %s", t[i].said);
		decisions_free(&list);
	}
	empty();
}

static void
hostile(void)
{
	struct decisions list = { 0 };
	struct err err = { 0 };
	char *path = file_join(dir, "pipe.json"), *large = mem_new(70000, 1);

	put("good.json", GOOD("aaaaaaaaaa"));
	put("twice.json", GOOD("aaaaaaaaaa"));
	put(".#good.json", "left by an editor");
	put("good.json.bak", "left too");
	put_bytes("zero.json", "{\0}", 3);
	put("\x1b[31m\n.json", "{}");
	memset(large, ' ', 70000);
	put_bytes("large.json", large, 70000);
	mkfifo(path, 0600);
	free(path);
	path = file_join(dir, "link.json");
	if (symlink("good.json", path) == -1)
		printf("Bail out! symlink\n");
	ok(decisions_read(dir, &list, &err) == -1 && list.n == 1,
	    "one of all these is used");
	ok(has(&err, "twice.json:1: id: aaaaaaaaaa is decided on in another") &&
		has(&err, "large.json:1: decision: larger than 65536") &&
		has(&err, "pipe.json:1: decision: is no plain file") &&
		has(&err, "link.json:1: decision: is no plain file") &&
		has(&err, "zero.json:1: decision: "),
	    "and every other one is named");
	ok(strchr(err.msg, '\x1b') == NULL && has(&err, "?[31m?.json:1: "),
	    "control characters of a file name do not reach a terminal");
	ok(strstr(err.msg, ".bak") == NULL && strstr(err.msg, ".#") == NULL,
	    "what is none is left be");
	decisions_free(&list);
	free(large);
	free(path);
	empty();
}

int
main(void)
{
	struct err err = { 0 };

	if (mkdtemp(dir) == NULL)
		return 1;
	written();
	refused();
	mistaken();
	hostile();
	file_remove(dir, &err);
	return done_testing();
}
