/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A folder of notes, and the gate between notes and pages: which voices come
 * out for an area. With a property test over random notes.
 */
#include "story/note.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "codec/json.h"
#include "tap.h"

static const char *const themes[] = { "bevolking", "wonen", "zorg" };
#define THEMES 3

static char dir[] = "/tmp/feiten-notes-XXXXXX";

static void
put(const char *name, const char *text)
{
	char *path = file_join(dir, name);
	struct err err = { 0 };

	if (file_write(path, text, strlen(text), 0600, &err) == -1)
		printf("Bail out! %s\n", err.msg);
	free(path);
}

static void
drop(const char *name)
{
	char *path = file_join(dir, name);

	unlink(path);
	free(path);
}

static void
put_note(const char *name, const char *date, const char *area,
    const char *consent, const char *text)
{
	char *note = mem_fmt("datum: %s\ngebied: %s\nrol: rol van %s\n"
			     "toestemming: %s\n\n%s\n",
	    date, area, name, consent, text);

	put(name, note);
	free(note);
}

static bool
has(const struct err *err, const char *text)
{
	if (strstr(err->msg, text) != NULL)
		return true;
	printf("# got: %s\n", err->msg);
	return false;
}

static void
folder(void)
{
	struct notes notes = { 0 };
	struct err err = { 0 };
	char *path;
	int fd;

	ok(notes_read("/nonexistent/notes", themes, THEMES, &notes, &err) ==
		    0 &&
		notes.n == 0,
	    "no folder: no notes");
	put_note("b.md", "2026-10-02", "BU06030771", "rapport", "> b1\n\n> b2");
	put_note("a.md", "2026-10-01", "GM0603", "rapport", "> a1");
	put("lees-mij.txt", "geen notitie");
	put(".#a.md", "van een editor");
	ok(notes_read(dir, themes, THEMES, &notes, &err) == 0 && notes.n == 2,
	    "two notes: %s", err.msg);
	is_str(notes.items[0].id, "a", "by file name");
	notes_free(&notes);

	put("c.md",
	    "id: a\ndatum: 2026-10-03\ngebied: GM0603\nrol: x\n"
	    "toestemming: rapport\n\n> c\n");
	put("d.md", "datum: 2026-10-03\ngebied: GM0603\nrol: x\n\n> d\n");
	put("e.md",
	    "datum: 2026-99-03\ngebied: GM0603\nrol: x\n"
	    "toestemming: rapport\n\n> e #won\n");
	path = file_join(dir, "f.md");
	fd = open(path, O_WRONLY | O_CREAT, 0600);
	ok(fd != -1 && ftruncate(fd, 50 << 20) == 0, "a file of 50 MB");
	close(fd);
	free(path);
	path = file_join(dir, "g.md");
	ok(mkfifo(path, 0600) == 0, "a pipe nobody writes to");
	free(path);
	ok(notes_read(dir, themes, THEMES, &notes, &err) == -1,
	    "mistakes in five files");
	ok(err.code == ERR_PUBLISH, "one is about consent");
	ok(notes.n == 2, "the good ones are there");
	ok(has(&err, "c.md:1: id: a is also the id of ") &&
		has(&err, "/a.md, give"),
	    "two notes with one id");
	ok(has(&err, "d.md:1: toestemming: is missing"), "no consent");
	ok(has(&err, "e.md:1: datum: 2026-99-03"), "date");
	ok(has(&err, "e.md:6: #won: is not a theme"), "tag");
	ok(has(&err, "f.md:1: note: larger than"), "size");
	ok(has(&err, "g.md:1: note: is not a file"), "pipe");
	notes_free(&notes);
	drop("a.md");
	drop("d.md");
	drop("f.md");
	drop("g.md");
	err_clear(&err);
	ok(notes_read(dir, themes, THEMES, &notes, &err) == -1 &&
		err.code == ERR_INPUT && notes.n == 2,
	    "without a.md its id is free");
	notes_free(&notes);
	drop("b.md");
	drop("c.md");
	drop("e.md");
	drop(".#a.md");
	drop("lees-mij.txt");
}

/* Texts of the voices for an area, joined with blanks. */
static const char *
said(const struct notes *notes, const char *area, const char *theme,
    struct buf *out)
{
	struct voices voices = { 0 };
	size_t i;

	buf_clear(out);
	notes_voices(notes, area, theme, &voices);
	for (i = 0; i < voices.n; i++)
		buf_putf(out, "%s%s", i > 0 ? " " : "", voices.items[i].text);
	voices_free(&voices);
	return buf_str(out);
}

static void
gate(void)
{
	struct notes notes = { 0 };
	struct voices voices = { 0 }, again = { 0 };
	struct err err = { 0 };
	struct buf out = { 0 };

	put_note("1.md", "2026-10-01", "BU06030771", "rapport",
	    "> oud1 #wonen\n\n> oud2 #zorg #wonen");
	put_note("2.md", "2026-10-09", "BU06030771", "openbaar", "> nieuw");
	put_note("3.md", "2026-10-09", "WK060307", "rapport", "> wijk #zorg");
	put_note("4.md", "2026-10-05", "GM0603", "rapport", "> stad");
	put_note("5.md", "2026-10-05", "BU06030111", "rapport", "> elders");
	put_note("6.md", "2026-10-05", "GM0518", "rapport", "> denhaag");
	put_note("7.md", "2026-10-05", "BU06030771", "intern", "> intern");
	put_note("8.md", "2026-10-05", "BU06030771", "geen", "> geweigerd");
	put("9.md", "datum: 2026-10-06\ngebied: BU06030771\nrol: x\n\n> los\n");
	ok(notes_read(dir, themes, THEMES, &notes, &err) == -1 && notes.n == 8,
	    "one without consent is left out");
	is_str(said(&notes, "BU06030771", NULL, &out), "nieuw oud1 oud2",
	    "a buurt: its own, newest first, in the order of the file");
	is_str(said(&notes, "WK060307", NULL, &out), "nieuw wijk oud1 oud2",
	    "a wijk: also of its buurten; same day: by file");
	is_str(said(&notes, "GM0603", NULL, &out),
	    "nieuw wijk stad elders oud1 oud2", "a gemeente: all in it");
	is_str(said(&notes, "GM0518", NULL, &out), "denhaag", "another one");
	is_str(said(&notes, "WK060301", NULL, &out), "elders", "another wijk");
	is_str(said(&notes, "BU06030772", NULL, &out), "", "nothing said");
	is_str(said(&notes, "BU06030771", "wonen", &out), "oud1 oud2",
	    "by theme: any of the tags");
	is_str(said(&notes, "GM0603", "zorg", &out), "wijk oud2", "by theme");
	notes_voices(&notes, "BU06030771", NULL, &voices);
	is_str(voices.items[2].theme, "zorg", "theme is the first tag");
	ok(voices.items[0].theme == NULL, "no tag, no theme");
	is_str(voices.items[0].role, "rol van 2.md", "role");
	is_str(voices.items[0].area, "BU06030771", "where");
	ok(strlen(voices.items[0].id) == 16 &&
		strspn(voices.items[0].id, "0123456789abcdef") == 16 &&
		strcmp(voices.items[1].id, voices.items[2].id) != 0,
	    "opaque ids");
	notes_voices(&notes, "GM0603", NULL, &again);
	is_str(again.items[0].id, voices.items[0].id, "one id on every page");
	voices_free(&again);
	voices_free(&voices);
	notes_free(&notes);
	buf_free(&out);
}

static unsigned int seed = 20261121;

static unsigned int
pick(unsigned int n)
{
	seed = seed * 1103515245u + 12345u;
	return (seed >> 16) % n;
}

/* Whatever is written in notes: what comes out was said in a note that agrees
 * to it, and is found under the area asked for. "JA" is written in quotes of
 * such notes and nowhere else. */
static void
property(void)
{
	static const char *const consents[] = { "rapport", "openbaar", "report",
		"public", "geen", "intern", "none", "internal", "", "misschien",
		"raport", "rapport intern", "openbaar?" };
	static const char *const areas[] = { "GM0603", "WK060307", "BU06030771",
		"BU06030772", "GM0518", "WK051801" };
	struct buf text = { 0 }, in = { 0 };
	struct notes notes = { 0 };
	struct note note;
	struct voices voices;
	struct err err;
	size_t i, printed = 0, bad = 0, shut = 0;
	unsigned int consent, area;
	int round, n;
	char name[32];

	for (round = 0; round < 2000; round++) {
		consent = pick(13);
		area = pick(6);
		buf_clear(&in);
		buf_clear(&text);
		for (n = (int)pick(4); n >= 0; n--)
			buf_putf(&text, "> %s %u%s\n%sopmerking\n\n",
			    consent < 4 ? "JA" : "NEE", pick(1000),
			    pick(3) == 0 ? " #zorg" : "",
			    pick(9) == 0 ? "" : "\n");
		buf_putf(&in, "%sdatum: 2026-10-%02u\ngebied: %s\nrol: r\n",
		    pick(2) == 0 ? "---\n" : "", 1 + pick(28), areas[area]);
		if (consent != 8 || pick(2) == 0)
			buf_putf(&in, "toestemming: %s\n", consents[consent]);
		buf_puts(&in, in.data[0] == '-' ? "---\n" : "\n");
		buf_puts(&in, text.data);
		snprintf(name, sizeof(name), "n%d.md", round);
		if (note_parse(name, in.data, in.len, themes, THEMES, &note,
			&err) == -1)
			continue;
		shut += consent >= 4;
		MEM_PUSH(notes.items, notes.n, notes.cap);
		notes.items[notes.n++] = note;
	}
	for (area = 0; area < 6; area++) {
		notes_voices(&notes, areas[area], NULL, &voices);
		for (i = 0; i < voices.n; i++) {
			printed++;
			bad += strncmp(voices.items[i].text, "JA ", 3) != 0 ||
			    strstr(voices.items[i].text, "opmerking") ||
			    strncmp(voices.items[i].area + 2, areas[area] + 2,
				strlen(areas[area]) - 2) != 0;
		}
		voices_free(&voices);
	}
	ok(notes.n > 500 && printed > 500 && shut > 100,
	    "%zu random notes, %zu of them shut, %zu voices", notes.n, shut,
	    printed);
	ok(bad == 0, "never a voice without consent, or from elsewhere");
	notes_free(&notes);
	buf_free(&in);
	buf_free(&text);
}

static void
examples(void)
{
	struct json *file, *list;
	const struct json *item;
	const char *ids[64];
	size_t n = 0, i;
	struct notes notes = { 0 };
	struct err err = { 0 };
	struct buf out = { 0 };

	file = json_read("sources/indicators.json", 1 << 20, &err);
	list = json_get(file, "themes");
	for (item = json_first(list); item != NULL && n < 64;
	     item = json_next(item))
		ids[n++] = json_get_str(item, "id");
	ok(notes_read("tests/example/notes", ids, n, &notes, &err) == 0 &&
		notes.n == 3,
	    "the example notes: %s", err.msg);
	for (i = 0; i < notes.n; i++)
		ok(notes.items[i].invented, "%s is marked as invented",
		    notes.items[i].file);
	said(&notes, "GM0603", NULL, &out);
	ok(strstr(out.data, "lift") && !strstr(out.data, "voordeur"),
	    "the internal one is not printed");
	said(&notes, "BU06030771", NULL, &out);
	ok(strstr(out.data, "lift") && !strstr(out.data, "koffie"),
	    "nor what stands outside the quotes");
	notes_free(&notes);
	json_free(file);
	buf_free(&out);
}

int
main(void)
{
	struct err err;

	if (mkdtemp(dir) == NULL)
		return 1;
	folder();
	gate();
	property();
	examples();
	file_remove(dir, &err);
	return done_testing();
}
