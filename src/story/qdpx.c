/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * qdpx: coded interviews as notes: which texts there are, how their positions
 * are counted, and what of them is taken.
 */
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/text.h"
#include "story/coded.h"
#include "story/import_own.h"
#include "story/offsets.h"

#define TEXTS_MAX ((size_t)16 << 20) /* bytes of all interviews */
#define CODES_SHOWN 20 /* that have no theme */
#define INTERNAL "internal://"

struct project {
	const char *path;
	const struct import_rules *rules;
	struct zip_file *zip;
	struct coded coded;
	struct map guids; /* codes */
	struct map entries; /* of the archive, by folded name */
	struct counting how;
	bool sure; /* some other way of counting fits less well */
	size_t bytes; /* of all texts */
	size_t outside, missing, unread; /* texts that are not had */
	size_t astray, uncoded; /* selections */
	struct map seen; /* texts */
};

/* Whether a name of an entry could lead out of a folder, when somebody
 * unpacks it. */
static bool
is_wild(const char *name)
{
	const char *s = name;

	if (*name == '/' || strchr(name, '\\') != NULL ||
	    (name[0] != '\0' && name[1] == ':'))
		return true;
	for (; *s != '\0'; s++)
		if ((unsigned char)*s < ' ' || *s == 0x7f)
			return true;
	for (s = name; s != NULL; s = strchr(s, '/')) {
		s += *s == '/';
		if (strncmp(s, "..", 2) == 0 && (s[2] == '/' || s[2] == '\0'))
			return true;
	}
	return false;
}

/* An archive that is made to harm is not read at all. */
static int
check_entries(struct project *p, struct err *err)
{
	struct zip_entry e;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < zip_file_count(p->zip); i++) {
		char *folded;

		rc = zip_file_entry(p->zip, i, &e, err);
		if (rc == -1)
			break;
		folded = text_fold(e.name);
		if (is_wild(e.name))
			rc = err_set(err, ERR_INPUT,
			    "entry %zu has a name that leads out of the "
			    "archive: made by no such program, not read",
			    i + 1);
		else if (e.link)
			rc = err_set(err, ERR_INPUT,
			    "entry %zu is a link: made by no such program, "
			    "not read",
			    i + 1);
		else if (map_gets(&p->entries, folded, NULL))
			rc = err_set(err, ERR_INPUT,
			    "entry %zu has the name of another one: which "
			    "holds is not known, so nothing is read",
			    i + 1);
		map_puts(&p->entries, folded, (int64_t)i);
		free(folded);
	}
	return rc;
}

/* The entry that an address within the archive names, in whatever case:
 * programs write sources/ and Sources/. False when there is none. */
static bool
find_entry(const struct project *p, const char *name, size_t *at)
{
	char *folded, *whole;
	int64_t found = 0;
	bool there;

	name += strspn(name, "/");
	folded = text_fold(name);
	whole = text_starts(folded, "sources/") ? mem_str(folded)
						: mem_fmt("sources/%s", folded);
	there = map_gets(&p->entries, whole, &found);
	*at = (size_t)found;
	free(whole);
	free(folded);
	return there;
}

static int
keep(void *arg, const char *data, size_t len, struct err *err)
{
	struct buf *text = arg;

	(void)err;
	buf_put(text, data, len);
	return 0;
}

/* The words of one interview. What is not had is counted, not read. */
static int
read_text(struct project *p, struct coded_text *t, struct err *err)
{
	size_t at = 0;

	if (t->n == 0)
		return 0;
	if (t->text.len == 0 && t->path != NULL) {
		if (!text_starts(t->path, INTERNAL)) {
			p->outside++;
			return 0;
		}
		if (!find_entry(p, t->path + strlen(INTERNAL), &at)) {
			p->missing++;
			return 0;
		}
		if (zip_file_walk(p->zip, at, TEXT_MAX, keep, &t->text, err) ==
		    -1)
			return -1;
	}
	p->bytes += t->text.len;
	if (p->bytes > TEXTS_MAX)
		return err_set(err, ERR_INPUT,
		    "more than %zu MB of interviews: export them in parts",
		    TEXTS_MAX >> 20);
	t->there = t->text.len > 0 &&
	    memchr(t->text.data, '\0', t->text.len) == NULL &&
	    text_utf8_ok(t->text.data, t->text.len, NULL);
	p->unread += !t->there;
	return 0;
}

static long
score(const struct project *p, const struct counting *how)
{
	long sum = 0;

	for (size_t i = 0; i < p->coded.ntexts; i++) {
		const struct coded_text *t = &p->coded.texts[i];
		struct ruler ruler;

		if (!t->there)
			continue;
		ruler_make(t->text.data, t->text.len, how, &ruler);
		for (size_t k = t->first; k < t->first + t->n; k++) {
			const struct pick *pick = &p->coded.picks[k];

			sum += ruler_score(&ruler, t->text.data, t->text.len,
			    pick->start, pick->end, pick->name);
		}
		ruler_free(&ruler);
	}
	return sum;
}

/* The way of counting by which the selections fit best. A project comes out
 * of one program, so it is one for all; equally good: the standard's own. */
static void
choose(struct project *p)
{
	long best = 0;

	for (size_t i = 0; i < COUNTINGS; i++) {
		struct counting how = counting_at(i);
		long own = score(p, &how);

		if (i == 0 || own > best) {
			p->sure = i > 0;
			best = own;
			p->how = how;
		} else if (own < best)
			p->sure = true;
	}
}

/* The theme of a code: its own, or that of a code it stands under. */
static const char *
theme_of(struct project *p, const char *guid)
{
	int64_t at;
	size_t code;
	bool known = false;
	const char *theme;

	if (!map_gets(&p->guids, guid, &at))
		return NULL;
	for (code = (size_t)at; code != CODE_NONE;
	     code = p->coded.codes[code].parent) {
		theme =
		    import_theme(p->rules, p->coded.codes[code].name, &known);
		if (known)
			return theme;
	}
	p->coded.codes[at].told = true;
	return NULL;
}

/* Whether an earlier selection has the same place. */
static size_t
twin(const struct project *p, const struct coded_text *t, size_t k)
{
	for (size_t i = t->first; i < k; i++)
		if (p->coded.picks[i].start == p->coded.picks[k].start &&
		    p->coded.picks[i].end == p->coded.picks[k].end &&
		    p->coded.picks[i].nrefs > 0)
			return i;
	return k;
}

static void
take_pick(struct project *p, const struct coded_text *t, size_t k,
    const struct ruler *ruler, struct draft *d)
{
	const struct pick *pick = &p->coded.picks[k];
	struct draft_quote *q;
	const char *theme;
	size_t from, to;
	char *said;

	if (!ruler_find(ruler, t->text.data, t->text.len, pick->start,
		pick->end, &from, &to)) {
		p->astray++;
		return;
	}
	said = mem_strn(t->text.data + from, to - from);
	q = draft_say(d, said, NULL, 0, p->rules);
	free(said);
	for (size_t i = k; q != NULL && i < t->first + t->n; i++) {
		const struct pick *same = &p->coded.picks[i];

		if (same->start != pick->start || same->end != pick->end)
			continue;
		for (size_t r = 0; r < same->nrefs; r++) {
			theme = theme_of(p, same->refs[r]);
			if (theme != NULL)
				draft_theme(q, theme);
		}
	}
	if (q != NULL && q->nthemes == 0 && p->rules->theme != NULL)
		draft_theme(q, p->rules->theme);
}

static int
make_note(struct project *p, const struct coded_text *t, struct imported *out,
    struct err *err)
{
	struct draft d = { .date = p->rules->date,
		.area = p->rules->area,
		.role = p->rules->role,
		.about = p->rules->about,
		.method = "interview",
		.consent = CONSENT_NONE };
	struct ruler ruler;
	int64_t before = 0;
	int rc = 0;

	ruler_make(t->text.data, t->text.len, &p->how, &ruler);
	for (size_t k = t->first; k < t->first + t->n; k++) {
		if (p->coded.picks[k].nrefs == 0)
			p->uncoded++;
		else if (twin(p, t, k) == k)
			take_pick(p, t, k, &ruler, &d);
	}
	ruler_free(&ruler);
	if (map_gets(&p->seen, t->text.data, &before))
		before++;
	map_puts(&p->seen, t->text.data, before);
	if (d.nquotes > 0)
		rc = draft_end(&d, p->rules, t->text.data, (size_t)before, out,
		    err);
	draft_clear(&d);
	return rc;
}

static void
say(struct imported *out, bool lacks, size_t n, const char *what)
{
	char *line = mem_fmt("%s: %zu", what, n);

	if (n > 0) {
		strings_add(&out->said, line);
		out->lacks |= lacks;
	}
	free(line);
}

static void
say_counting(const struct project *p, struct imported *out)
{
	char *line = mem_fmt("positions counted in %s%s%s%s",
	    p->how.utf16 ? "UTF-16 units" : "code points",
	    p->how.line_end == 0       ? ""
		: p->how.line_end == 1 ? ", a line end as one"
				       : ", a line end as two",
	    p->how.bom ? ", with the byte order mark" : "",
	    p->sure ? ", which fits best"
		    : ", as the standard says: every way fits alike");

	strings_add(&out->said, line);
	free(line);
}

/* Codes without a theme, with one like it. A name that points at a person is
 * not repeated. */
static void
say_codes(const struct project *p, struct imported *out)
{
	const struct note_words *words = p->rules->words;
	struct traces t = { .contact = p->rules->contact,
		.year = p->rules->today.year };
	size_t at, len, shown = 0;

	for (size_t i = 0; i < p->coded.ncodes; i++) {
		const struct code *code = &p->coded.codes[i];
		const char *near;
		char *line;

		if (!code->told || ++shown > CODES_SHOWN)
			continue;
		if (privacy_find(code->name, &t, &at, &len) != TRACE_NONE) {
			line = mem_fmt("code %zu: its name looks like it "
				       "points at a person: not shown, no theme",
			    i + 1);
		} else {
			near = nearest(
			    code->name, words->themes, words->nthemes);
			line = mem_fmt("code \"%s\": is not a theme%s%s: its "
				       "quotes get none; say one with --tag "
				       "'%s=THEME'",
			    code->name, near == NULL ? "" : ", did you mean ",
			    near == NULL ? "" : near, code->name);
		}
		squeeze(line);
		strings_add(&out->said, line);
		free(line);
	}
	if (shown > CODES_SHOWN)
		say(out, false, shown - CODES_SHOWN,
		    "more codes that are not a theme");
}

static int
read_project(struct project *p, struct err *err)
{
	size_t at = 0;

	if (zip_file_open(p->path, &p->zip, err) == -1)
		return -1;
	if (check_entries(p, err) == -1 ||
	    zip_file_find(p->zip, "project.qde", &at, err) == -1 ||
	    coded_read(p->zip, at, &p->coded, err) == -1)
		return err_ctx(err, "%s", p->path);
	for (size_t i = 0; i < p->coded.ncodes; i++)
		map_puts(&p->guids, p->coded.codes[i].guid, (int64_t)i);
	for (size_t i = 0; i < p->coded.ntexts; i++)
		if (read_text(p, &p->coded.texts[i], err) == -1)
			return err_ctx(err, "%s", p->path);
	return 0;
}

static int
take_all(struct project *p, struct imported *made, struct err *err)
{
	choose(p);
	for (size_t i = 0; i < p->coded.ntexts; i++)
		if (p->coded.texts[i].there &&
		    make_note(p, &p->coded.texts[i], made, err) == -1)
			return err_ctx(
			    err, "%s: interview %zu", p->path, i + 1);
	say_counting(p, made);
	say_codes(p, made);
	say(made, true, p->outside,
	    "interviews that lie outside of the archive, not read (export "
	    "the project with its sources)");
	say(made, true, p->missing,
	    "interviews that are named and not in the archive");
	say(made, true, p->unread,
	    "interviews that are no text in UTF-8 (export them as plain text)");
	say(made, true, p->astray,
	    "selections that do not fit their text, not taken");
	say(made, false, p->uncoded, "selections without a code, not taken");
	say(made, false, p->coded.foreign,
	    "coded pieces of PDF, pictures, sound or film, not taken");
	say(made, false, p->coded.whole,
	    "codes on a whole source, not taken");
	return 0;
}

/* What the file does not say of an interview, and a note has to. */
static int
check_rules(const struct project *p, struct err *err)
{
	const char *near;

	if (p->rules->area == NULL || p->rules->date.year == 0 ||
	    p->rules->role == NULL)
		return err_set(err, ERR_USAGE,
		    "%s: does not say where, when and with whom: give --area "
		    "CODE, --date DAY and --role TEXT (change them in the "
		    "notes afterwards where they differ)",
		    p->path);
	if (import_area(p->rules, p->rules->area, &near) == NULL)
		return err_set(err, ERR_USAGE,
		    "--area %.40s: is not one area of this fact base%s%s: "
		    "'feiten areas' lists them",
		    p->rules->area, near == NULL ? "" : ", did you mean ",
		    near == NULL ? "" : near);
	return 0;
}

int
import_coded(const char *path, const struct import_rules *rules,
    struct imported *out, struct err *err)
{
	struct imported made = { 0 };
	struct import_rules own = *rules;
	struct project p = { .path = path, .rules = &own };
	const char *near;
	int rc = check_rules(&p, err);

	if (rc == 0) {
		own.area = import_area(rules, rules->area, &near);
		rc = read_project(&p, err);
	}
	if (rc == 0)
		rc = take_all(&p, &made, err);
	if (rc == 0) {
		*out = made;
		made = (struct imported){ 0 };
	}
	imported_free(&made);
	coded_free(&p.coded);
	map_free(&p.guids);
	map_free(&p.entries);
	map_free(&p.seen);
	zip_file_close(p.zip);
	return rc;
}
