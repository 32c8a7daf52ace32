/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A folder of notes, and the gate between notes and pages: which voices come
 * out for an area. With a property test over random notes.
 */
#include "story/note.h"

#include <fcntl.h>
#include <stdint.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "codec/json.h"
#include "story/edition.h"
#include "tap.h"

static const char *const themes[] = { "bevolking", "wonen", "zorg" };
#define THEMES 3

static const struct note_words words = { .themes = themes, .nthemes = THEMES };

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
	char *note =
	    mem_fmt("datum: %s\ngebied: %s\nrol: rol van %s\n"
		    "toestemming: %s\nnagekeken: N. Kijker, 2026-11-01\n"
		    "\n%s\n",
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

	ok(notes_read("/nonexistent/notes", &words, &notes, &err) == 0 &&
		notes.n == 0,
	    "no folder: no notes");
	put_note("b.md", "2026-10-02", "BU06030771", "rapport", "> b1\n\n> b2");
	put_note("a.md", "2026-10-01", "GM0603", "rapport", "> a1");
	put("lees-mij.txt", "geen notitie");
	put(".#a.md", "van een editor");
	ok(notes_read(dir, &words, &notes, &err) == 0 && notes.n == 2,
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
	ok(notes_read(dir, &words, &notes, &err) == -1,
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
	ok(notes_read(dir, &words, &notes, &err) == -1 &&
		err.code == ERR_INPUT && notes.n == 2,
	    "without a.md its id is free");
	notes_free(&notes);
	drop("b.md");
	drop("c.md");
	drop("e.md");
	drop(".#a.md");
	drop("lees-mij.txt");
}

static struct edition_key key;
static struct release release = { FOR_REPORT, { 2026, 11, 22 }, &key, NULL,
	NULL };

/* Texts of the voices for an area, joined with blanks. */
static const char *
said(const struct notes *notes, const char *area, const char *theme,
    struct buf *out)
{
	struct voices voices = { 0 };
	size_t i;

	buf_clear(out);
	notes_voices(notes, &area, 1, theme, &voices);
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
	static const char *const buurt[] = { "BU06030771" };
	static const char *const stad[] = { "GM0603" };

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
	ok(notes_read(dir, &words, &notes, &err) == -1 && notes.n == 8,
	    "one without consent is left out");
	is_str(said(&notes, "GM0603", NULL, &out), "",
	    "as long as nobody decided, nothing comes out");
	ok(notes_release(&notes, &release, &err) == 0, "decided");
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
	notes_voices(&notes, buurt, 1, NULL, &voices);
	is_str(voices.items[2].theme, "zorg", "theme is the first tag");
	ok(voices.items[0].theme == NULL, "no tag, no theme");
	is_str(voices.items[0].role, "rol van 2.md", "role");
	is_str(voices.items[0].area, "BU06030771", "where");
	ok(strlen(voices.items[0].id) == 16 &&
		strspn(voices.items[0].id, "0123456789abcdef") == 16 &&
		strcmp(voices.items[1].id, voices.items[2].id) != 0,
	    "opaque ids");
	notes_voices(&notes, stad, 1, NULL, &again);
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

/* What one random note may be: the rule, worked out from how it is written and
 * not by the code that is tested. */
struct made {
	bool report, public; /* may be printed there */
	const char *area;
};

/* One random note, as text. */
static struct made
write_note(struct buf *in)
{
	static const char *const consents[] = { "rapport", "report", "openbaar",
		"public", "geen", "intern", "none", "internal" };
	static const char *const areas[] = { "GM0603", "WK060307", "BU06030771",
		"BU06030772", "GM0518", "WK051801" };
	struct made made = { false, false, areas[pick(6)] };
	unsigned int consent = pick(8), until = pick(5), child = pick(4);
	unsigned int review = pick(5);
	static const char *const untils[] = { "", "bewaren-tot: 2026-11-21\n",
		"bewaren-tot: 2026-11-22\n", "bewaren-tot: 2027-01-01\n",
		"keep-until: 01-11-2026\n" };
	static const char *const children[] = { "", "onder-16: nee\n",
		"under-16: yes\n", "onder-16: ja\ntoestemming-ouder: Ouder\n" };
	static const char *const reviews[] = { "nagekeken: K., 2026-11-02\n",
		"reviewed: K., 2026-11-22\n", "nagekeken: K., 2026-11-23\n", "",
		"nagekeken:\n" };
	bool open = until != 1 && until != 4 && child != 2 && review < 2;

	made.public = open && (consent == 2 || consent == 3);
	made.report = open && consent < 4;
	buf_putf(in,
	    "datum: 2026-10-%02u\ngebied: %s\nrol: r\ntoestemming: %s\n"
	    "%s%s%s\n",
	    1 + pick(28), made.area, consents[consent], untils[until],
	    children[child], reviews[review]);
	return made;
}

/* What comes out is what the rule lets through, no more and no less. */
static void
property(enum audience audience)
{
	struct made made[1500];
	struct notes notes = { 0 };
	struct voices voices;
	struct err err;
	size_t want = 0, got, i, shut = 0;
	bool *seen = mem_new(1500, sizeof(*seen));
	static const char *const land[] = { "NL00" };

	for (i = 0; i < 1500; i++) {
		struct buf in = { 0 };
		struct note note = { 0 };
		char name[32];

		made[i] = write_note(&in);
		want +=
		    audience == FOR_REPORT ? made[i].report : made[i].public;
		buf_putf(&in, "> Woord nummer%zu.\n\nopmerking\n", i);
		snprintf(name, sizeof(name), "n%zu.md", i);
		if (note_parse(name, in.data, in.len, &words, &note, &err) ==
		    -1)
			printf("Bail out! %s\n%s\n", err.msg, in.data);
		MEM_PUSH(notes.items, notes.n, notes.cap);
		notes.items[notes.n++] = note;
		buf_free(&in);
	}
	release.audience = audience;
	ok(notes_release(&notes, &release, &err) == 0, "decided");
	notes_voices(&notes, land, 1, NULL, &voices);
	got = voices.n;
	for (i = 0; i < voices.n; i++) {
		size_t at = strtoul(
		    voices.items[i].text + strlen("Woord nummer"), NULL, 10);

		seen[at] = true;
		shut += strcmp(voices.items[i].area, made[at].area) != 0;
	}
	for (i = 0; i < 1500; i++)
		shut += seen[i] !=
		    (audience == FOR_REPORT ? made[i].report : made[i].public);
	ok(want > 50 && got == want,
	    "%zu of 1500 random notes come out, %zu "
	    "by the rule",
	    got, want);
	ok(shut == 0, "and they are the same ones");
	release.audience = FOR_REPORT;
	voices_free(&voices);
	notes_free(&notes);
	free(seen);
}

/* One note with this line in its header and this quote: how it is held. */
static enum held
held_of(const char *header, const char *text, struct err *err)
{
	struct buf in = { 0 };
	struct notes notes = { 0 };
	struct note note = { 0 };
	enum held held = HELD_UNDECIDED;

	buf_putf(&in,
	    "datum: 2026-10-06\ngebied: GM0603\ntoestemming: rapport\n"
	    "interviewer: Jan Jansen\nid: n\n%s%s\n\n> %s\n",
	    strstr(header, "rol:") ? "" : "rol: bewoner\n", header, text);
	err_clear(err);
	if (note_parse("n.md", in.data, in.len, &words, &note, err) == -1) {
		printf("# %s\n", err->msg);
	} else {
		notes.items = &note;
		notes.n = 1;
		notes_release(&notes, &release, err);
		held = note.quotes[0].held;
		note_clear(&note);
	}
	buf_free(&in);
	return held;
}

#define SEEN "nagekeken: K. Kijker, 2026-10-20"

static void
reasons(void)
{
	struct decision d = { (char *)(uintptr_t) "print",
		(char *)(uintptr_t) "n#1", NULL, NULL, NULL, NULL };
	struct decisions decisions = { &d, 1, 1 };
	struct err err;

	ok(held_of(SEEN, "Fijn.", &err) == HELD_NOT, "all in order");
	ok(held_of("", "Fijn.", &err) == HELD_REVIEW, "not reviewed");
	ok(held_of(SEEN "\nbewaren-tot: 2026-11-21", "Fijn.", &err) ==
		HELD_EXPIRED,
	    "until yesterday");
	ok(held_of(SEEN "\nbewaren-tot: 2026-11-22", "Fijn.", &err) == HELD_NOT,
	    "until today");
	ok(held_of(SEEN "\nonder-16: ja", "Fijn.", &err) == HELD_CHILD,
	    "under 16");
	ok(held_of(SEEN, "Bel 06-12345678.", &err) == HELD_PRIVACY &&
		err.code == ERR_PUBLISH && has(&err, "n.md:9: quote: "),
	    "a phone number, with its line");
	ok(held_of(SEEN, "Dat zei Jansen ook.", &err) == HELD_PRIVACY,
	    "the name of the interviewer");
	ok(held_of("rol: buur van K. Kijker\n" SEEN, "Fijn.", &err) ==
		    HELD_PRIVACY &&
		has(&err, "n.md:6: rol: "),
	    "the name of who reviewed, in the role");
	release.decisions = &decisions;
	ok(held_of(SEEN, "Bel 06-12345678.", &err) == HELD_NOT,
	    "a person let it through");
	ok(held_of("", "Bel 06-12345678.", &err) == HELD_REVIEW,
	    "but not past the review");
	release.decisions = NULL;
	release.contact = "Bel (06) 1234 5678 of mail naar wijk@gemeente.nl";
	ok(held_of(SEEN, "Bel 06-12345678.", &err) == HELD_NOT,
	    "the number of the house");
	release.contact = NULL;
}

static void
drop_gate(void)
{
	char name[] = "1.md";

	for (; name[0] <= '9'; name[0]++)
		drop(name);
}

static void
follows(void)
{
	struct notes notes = { 0 };
	struct err err = { 0 };
	const struct note *note = NULL;

	put_note(
	    "a.md", "2026-10-01", "GM0603", "rapport\nvervolg-op: b", "> a");
	put_note(
	    "b.md", "2026-10-01", "GM0603", "rapport\nvervolg-op: a", "> b");
	put_note(
	    "c.md", "2026-10-01", "GM0603", "rapport\nvervolg-op: dd", "> c");
	put_note("d.md", "2026-10-01", "GM0603", "rapport", "> d1\n\n> d2");
	put_note(
	    "e.md", "2026-10-01", "GM0603", "rapport\nvervolg-op: d", "> e");
	ok(notes_read(dir, &words, &notes, &err) == -1 && notes.n == 2,
	    "a circle and one that follows nothing are left out");
	ok(has(&err, "/a.md:5: vervolg-op: b: goes round") &&
		has(&err, "/b.md:5: vervolg-op: a: goes round"),
	    "the circle is named");
	ok(has(&err,
	       "/c.md:5: vervolg-op: dd: is not the id of a note, did "
	       "you mean d;"),
	    "near matches");
	ok(notes_quote(&notes, "d#2", &note) == &notes.items[0].quotes[1] &&
		note == &notes.items[0],
	    "a quote by its reference");
	ok(notes_quote(&notes, "d#3", NULL) == NULL &&
		notes_quote(&notes, "d#0", NULL) == NULL &&
		notes_quote(&notes, "d", NULL) == NULL &&
		notes_quote(&notes, "d#1x", NULL) == NULL &&
		notes_quote(&notes, "x#1", NULL) == NULL,
	    "references to nothing");
	notes_free(&notes);
	drop("a.md");
	drop("b.md");
	drop("c.md");
	drop("d.md");
	drop("e.md");
}

static void
keys(void)
{
	char *path = file_join(dir, "edition.key"), ids[4][OPAQUE_ID];
	struct edition_key one, two;
	struct err err = { 0 };
	struct stat st;

	ok(edition_key_read(path, &one, &err) == -1 && err.code == ERR_INPUT,
	    "no key yet");
	ok(edition_key(path, &one, &err) == 0 && stat(path, &st) == 0 &&
		(st.st_mode & 0777) == 0600 && st.st_size == EDITION_KEY,
	    "a key is made, for its owner alone: %s", err.msg);
	ok(edition_key(path, &two, &err) == 0 &&
		memcmp(&one, &two, sizeof(one)) == 0,
	    "and stays");
	edition_opaque(&one, "n", "text", 0, ids[0]);
	edition_opaque(&one, "n", "text", 1, ids[1]);
	edition_opaque(&one, "m", "text", 0, ids[2]);
	unlink(path);
	ok(edition_key(path, &two, &err) == 0 && strcmp(one.id, two.id) != 0,
	    "another edition, another key");
	edition_opaque(&two, "n", "text", 0, ids[3]);
	ok(strcmp(ids[0], ids[1]) != 0 && strcmp(ids[0], ids[2]) != 0 &&
		strcmp(ids[0], ids[3]) != 0,
	    "other words, note or edition: another id");
	chmod(path, 0644);
	ok(edition_key(path, &two, &err) == -1 && has(&err, "chmod 600"),
	    "a key that others can read");
	chmod(path, 0600);
	ok(truncate(path, 7) == 0 && edition_key(path, &two, &err) == -1 &&
		has(&err, "is no key of 32 bytes"),
	    "half a key");
	unlink(path);
	free(path);
}

static void
examples(void)
{
	struct json *file, *list;
	const struct json *item;
	const char *ids[64];
	struct note_words shipped = { .themes = ids };
	size_t n = 0, i;
	struct notes notes = { 0 };
	struct err err = { 0 };
	struct buf out = { 0 };

	file = json_read("sources/indicators.json", 1 << 20, &err);
	list = json_get(file, "themes");
	for (item = json_first(list); item != NULL && n < 64;
	     item = json_next(item))
		ids[n++] = json_get_str(item, "id");
	shipped.nthemes = n;
	ok(notes_read("tests/example/notes", &shipped, &notes, &err) == 0 &&
		notes.n == 3,
	    "the example notes: %s", err.msg);
	for (i = 0; i < notes.n; i++)
		ok(notes.items[i].invented, "%s is marked as invented",
		    notes.items[i].file);
	ok(notes_release(&notes, &release, &err) == 0, "decided: %s", err.msg);
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
	property(FOR_REPORT);
	property(FOR_PUBLIC);
	drop_gate();
	reasons();
	follows();
	keys();
	examples();
	file_remove(dir, &err);
	return done_testing();
}
