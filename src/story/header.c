/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * header: "key: value" lines at the top of a note, in Dutch or English, with
 * or without a line of dashes around them. See docs/notes.md.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "model/area.h"
#include "story/own.h"

enum field {
	FIELD_ID,
	FIELD_DATE,
	FIELD_AREA,
	FIELD_ROLE,
	FIELD_METHOD,
	FIELD_INTERVIEWER,
	FIELD_CONSENT,
	FIELD_HOW,
	FIELD_BASIS,
	FIELD_CHILD,
	FIELD_PARENT,
	FIELD_UNTIL,
	FIELD_REVIEWED,
	FIELD_FOLLOWS,
	FIELD_EXAMPLE,
	FIELD_RATING,
	FIELD_RATED,
	FIELDS
};

/* clang-format off */
/* Each field by its Dutch and its English name. */
static const char *const field_names[] = {
	[2 * FIELD_ID] = "id", "id",
	[2 * FIELD_DATE] = "datum", "date",
	[2 * FIELD_AREA] = "gebied", "area",
	[2 * FIELD_ROLE] = "rol", "role",
	[2 * FIELD_METHOD] = "methode", "method",
	[2 * FIELD_INTERVIEWER] = "interviewer", "interviewer",
	[2 * FIELD_CONSENT] = "toestemming", "consent",
	[2 * FIELD_HOW] = "toestemming-hoe", "consent-how",
	[2 * FIELD_BASIS] = "grondslag", "legal-basis",
	[2 * FIELD_CHILD] = "onder-16", "under-16",
	[2 * FIELD_PARENT] = "toestemming-ouder", "parental-consent",
	[2 * FIELD_UNTIL] = "bewaren-tot", "keep-until",
	[2 * FIELD_REVIEWED] = "nagekeken", "reviewed",
	[2 * FIELD_FOLLOWS] = "vervolg-op", "follows",
	[2 * FIELD_EXAMPLE] = "voorbeeld", "example",
	[2 * FIELD_RATING] = "waardering", "rating",
	[2 * FIELD_RATED] = "waardering-over", "rating-about",
};
#define NAMES (sizeof(field_names) / sizeof(field_names[0]))
_Static_assert(NAMES == 2 * FIELDS, "two names a field");

/* In the order of enum consent, from CONSENT_NONE on: Dutch, then English. */
static const char *const consent_words[] = {
	"geen", "intern", "rapport", "openbaar",
	"none", "internal", "report", "public",
};
static const char *const method_words[] = {
	"interview", "straatgesprek", "dialoogtafel", "groepsgesprek",
	"werkbezoek", "observatie", "vragenlijst",
	"interview", "street-talk", "dialogue-table", "group-talk",
	"working-visit", "observation", "questionnaire",
};
static const char *const how_words[] = {
	"mondeling", "schriftelijk", "formulier",
	"spoken", "written", "form",
};
#define COUNT(list) (sizeof(list) / sizeof((list)[0]))
/* clang-format on */

#define CONSENT_HINT                                                           \
	"write toestemming: geen, intern, rapport or openbaar "                \
	"(consent: none, internal, report or public)"

struct header {
	struct reading *r;
	int seen[FIELDS]; /* line of each field, 0 when it is not there */
};

static void
set_text(struct header *h, int line, const char *name, const char *value,
    size_t max, char **out)
{
	if (text_chars(value) > max) {
		mistake(h->r->mistakes, h->r->file, line,
		    "%s: longer than %zu characters, make it shorter", name,
		    max);
		return;
	}
	free(*out);
	*out = mem_str(value);
}

int
parse_day(const char *value, struct day *out)
{
	char iso[48], sign[2];
	int n[3], used = 0;

	if (when_parse_day(value, out) == 0)
		return 0;
	if (strspn(value, "0123456789-/") != strlen(value) ||
	    sscanf(value, "%2d%1[-/]%2d%*1[-/]%4d%n", &n[0], sign, &n[1], &n[2],
		&used) != 4 ||
	    value[used] != '\0' || n[2] < 1000)
		return -1;
	snprintf(iso, sizeof(iso), "%04d-%02d-%02d", n[2], n[1], n[0]);
	return when_parse_day(iso, out);
}

static void
set_date(struct header *h, int line, const char *name, const char *value,
    struct day *out)
{
	if (parse_day(value, out) == -1)
		mistake(h->r->mistakes, h->r->file, line,
		    "%s: %.40s is not a day that exists, write it as "
		    "2026-10-14 or 14-10-2026",
		    name, value);
}

void
take_area(const struct note_words *words, const char *file, int line,
    const char *name, const char *value, char out[AREA_CODE],
    struct mistakes *m)
{
	enum area_level level;
	char code[12], *upper = mem_str(value), *s;
	const char *near;
	size_t i;

	for (i = 0; i < words->nareas; i++)
		if (strcmp(words->areas[i], value) == 0) {
			snprintf(out, AREA_CODE, "%s", value);
			goto done;
		}
	for (s = upper; *s != '\0'; s++) {
		if (*s >= 'a' && *s <= 'z')
			*s = (char)(*s - 'a' + 'A');
	}
	if (area_code(upper, strlen(upper), code, &level) == 0 &&
	    level != LEVEL_LAND) {
		memcpy(out, code, sizeof(code));
		goto done;
	}
	near = nearest(value, words->areas, words->nareas);
	mistake(m, file, line,
	    "%s: %.40s is not the code of a gemeente (GM0603), wijk "
	    "(WK060301) or buurt (BU06030101), nor an area of "
	    "story/areas.json%s%s; feiten areas lists them",
	    name, value, near == NULL ? "" : ", did you mean ",
	    near == NULL ? "" : near);
done:
	free(upper);
}

/* A role is printed: it says what somebody is, not who. */
static void
set_role(struct header *h, int line, const char *name, const char *value)
{
	size_t digits = 0;
	const char *s;

	for (s = value; *s != '\0'; s++)
		digits += *s >= '0' && *s <= '9';
	if (strchr(value, '@') != NULL || digits > 5) {
		mistake(h->r->mistakes, h->r->file, line,
		    "%s: holds an address or a number, but it is printed: "
		    "write only what somebody is, as in: bewoner, huurder, "
		    "60+",
		    name);
		return;
	}
	h->r->note->role_line = line;
	set_text(h, line, name, value, ROLE_MAX, &h->r->note->role);
}

/* Place of a word in a list of twice n, Dutch then English; -1 and a mistake
 * when it is none of them. Words of more than one part may be written with a
 * blank for the dash. */
static int
choose(struct header *h, int line, const char *name, const char *value,
    const char *const words[], size_t n, const char *hint)
{
	char *folded = text_fold(value), *s;
	const char *near;
	size_t i;

	for (s = folded; *s != '\0'; s++)
		*s = *s == ' ' ? '-' : *s;
	for (i = 0; i < 2 * n && strcmp(folded, words[i]) != 0; i++)
		continue;
	near = i < 2 * n ? NULL : nearest(folded, words, 2 * n);
	if (i == 2 * n)
		mistake(h->r->mistakes, h->r->file, line,
		    "%s: %.40s is not known%s%s, %s", name, value,
		    near == NULL ? "" : ", did you mean ",
		    near == NULL ? "" : near, hint);
	free(folded);
	return i < 2 * n ? (int)(i % n) : -1;
}

static void
set_consent(struct header *h, int line, const char *name, const char *value)
{
	int at = choose(h, line, name, value, consent_words, 4, CONSENT_HINT);

	if (at == -1)
		h->r->mistakes->consent = true;
	else
		h->r->note->consent = (enum consent)(CONSENT_NONE + at);
}

static void
set_method(struct header *h, int line, const char *name, const char *value)
{
	int at =
	    choose(h, line, name, value, method_words, COUNT(method_words) / 2,
		"write methode: interview, straatgesprek, dialoogtafel, "
		"groepsgesprek, werkbezoek, observatie or vragenlijst");

	if (at != -1)
		h->r->note->method = method_words[at];
}

static void
set_how(struct header *h, int line, const char *name, const char *value)
{
	int at = choose(h, line, name, value, how_words, COUNT(how_words) / 2,
	    "write toestemming-hoe: mondeling, schriftelijk or formulier");

	if (at != -1)
		h->r->note->how = how_words[at];
}

static void
set_yes(
    struct header *h, int line, const char *name, const char *value, bool *out)
{
	static const char *const words[] = { "ja", "nee", "yes", "no" };
	int at = choose(
	    h, line, name, value, words, 2, "write ja or nee (yes or no)");

	if (at != -1)
		*out = at == 0;
}

/* "NAME, DATE": who looked for third parties, health and the like. */
static void
set_reviewed(struct header *h, int line, const char *name, const char *value)
{
	const char *comma = strrchr(value, ',');
	struct note *note = h->r->note;
	struct day day = { 0 };
	char *who, *on;

	if (comma == NULL) {
		mistake(h->r->mistakes, h->r->file, line,
		    "%s: has no comma: write who and when, as in: %s: "
		    "M. de Vries, 2026-10-20",
		    name, name);
		return;
	}
	who = mem_strn(value, (size_t)(comma - value));
	on = text_trimmed(comma + 1);
	if (who[strspn(who, " ")] == '\0')
		mistake(h->r->mistakes, h->r->file, line,
		    "%s: has no name before the comma: a person reviews, and "
		    "says so by name",
		    name);
	else if (parse_day(on, &day) == -1)
		set_date(h, line, name, on, &day);
	else {
		char *trimmed = text_trimmed(who);

		set_text(h, line, name, trimmed, FIELD_MAX, &note->reviewer);
		note->reviewed = day;
		free(trimmed);
	}
	free(who);
	free(on);
}

static void
set_rating(struct header *h, int line, const char *name, const char *value)
{
	if (!rating_parse(value, &h->r->note->rating))
		mistake(h->r->mistakes, h->r->file, line,
		    "%s: %.40s is no rating: write the number and between "
		    "which two it lies, as in: %s: 4 (1-5)",
		    name, value, name);
}

/* What was rated: without it answers to different questions would be counted
 * together. */
static void
set_rated(struct header *h, int line, const char *name, const char *value)
{
	const struct note_words *words = h->r->words;
	const bool opgave = text_starts(value, "opgave:");
	const char *id = opgave ? value + strlen("opgave:") : value;
	const char *const *list = opgave ? words->opgaven : words->indicators;
	const size_t n = opgave ? words->nopgaven : words->nindicators;
	const char *near;
	size_t i;

	for (i = 0; i < n && strcmp(list[i], id) != 0; i++)
		continue;
	if (i < n) {
		set_text(h, line, name, value, FIELD_MAX,
		    &h->r->note->rating.about);
		return;
	}
	near = nearest(id, list, n);
	mistake(h->r->mistakes, h->r->file, line,
	    "%s: %.60s is not an indicator ('feiten indicators' lists them) "
	    "nor opgave:ID of a file in story/opgaven/%s%s%s",
	    name, value, near == NULL ? "" : ", did you mean ",
	    near != NULL && opgave ? "opgave:" : "", near == NULL ? "" : near);
}

static void
set_field(struct header *h, enum field field, int line, const char *name,
    const char *value)
{
	struct note *note = h->r->note;
	char **const texts[FIELDS] = {
		[FIELD_ID] = &note->id,
		[FIELD_INTERVIEWER] = &note->interviewer,
		[FIELD_BASIS] = &note->basis,
		[FIELD_PARENT] = &note->parent,
		[FIELD_FOLLOWS] = &note->follows,
	};

	if (texts[field] != NULL)
		set_text(h, line, name, value, FIELD_MAX, texts[field]);
	if (field == FIELD_ID)
		note->id_line = line;
	else if (field == FIELD_FOLLOWS)
		note->follows_line = line;
	else if (field == FIELD_DATE)
		set_date(h, line, name, value, &note->date);
	else if (field == FIELD_UNTIL)
		set_date(h, line, name, value, &note->until);
	else if (field == FIELD_AREA)
		take_area(h->r->words, h->r->file, line, name, value,
		    note->area, h->r->mistakes);
	else if (field == FIELD_ROLE)
		set_role(h, line, name, value);
	else if (field == FIELD_METHOD)
		set_method(h, line, name, value);
	else if (field == FIELD_CONSENT)
		set_consent(h, line, name, value);
	else if (field == FIELD_HOW)
		set_how(h, line, name, value);
	else if (field == FIELD_CHILD)
		set_yes(h, line, name, value, &note->child);
	else if (field == FIELD_EXAMPLE)
		set_yes(h, line, name, value, &note->invented);
	else if (field == FIELD_REVIEWED)
		set_reviewed(h, line, name, value);
	else if (field == FIELD_RATING)
		set_rating(h, line, name, value);
	else if (field == FIELD_RATED)
		set_rated(h, line, name, value);
}

static void
unknown_key(struct header *h, int line, const char *key)
{
	const char *near = nearest(key, field_names, NAMES);

	if (near != NULL)
		mistake(h->r->mistakes, h->r->file, line,
		    "%.40s: is not a key of a note, did you mean %s", key,
		    near);
	else
		mistake(h->r->mistakes, h->r->file, line,
		    "%.40s: is not a key of a note, use datum, gebied, rol, "
		    "toestemming, toestemming-hoe, grondslag, onder-16, "
		    "toestemming-ouder, bewaren-tot, nagekeken, vervolg-op, "
		    "methode, interviewer, voorbeeld, waardering, "
		    "waardering-over or id (or leave an empty line between "
		    "the header and the text)",
		    key);
}

/* One "key: value" line. False when it has no such form. */
static bool
take_line(struct header *h, int line, const char *text, size_t len)
{
	const char *colon = memchr(text, ':', len), *s;
	char *key, *folded, *value;
	size_t n, i;

	if (colon == NULL)
		return false;
	n = (size_t)(colon - text);
	s = text_trim(text, &n);
	key = mem_strn(s, n);
	folded = text_fold(key);
	n = len - (size_t)(colon + 1 - text);
	s = text_trim(colon + 1, &n);
	value = mem_strn(s, n);
	squeeze(value);
	for (i = 0; i < NAMES && strcmp(folded, field_names[i]) != 0; i++)
		continue;
	if (i == NAMES)
		unknown_key(h, line, key);
	else if (h->seen[i / 2] != 0)
		mistake(h->r->mistakes, h->r->file, line,
		    "%s: is there twice, also on line %d", key, h->seen[i / 2]);
	else if (*value != '\0') {
		h->seen[i / 2] = line;
		set_field(h, (enum field)(i / 2), line, key, value);
	}
	free(value);
	free(folded);
	free(key);
	return true;
}

/* What cannot be true together. */
static void
check_days(struct header *h)
{
	const struct note *note = h->r->note;

	if (note->date.year == 0)
		return;
	if (note->until.year != 0 &&
	    when_day_cmp(&note->until, &note->date) < 0)
		mistake(h->r->mistakes, h->r->file, h->seen[FIELD_UNTIL],
		    "bewaren-tot: is before the day of the conversation: "
		    "write the last day that the note is kept");
	if (note->reviewed.year != 0 &&
	    when_day_cmp(&note->reviewed, &note->date) < 0)
		mistake(h->r->mistakes, h->r->file, h->seen[FIELD_REVIEWED],
		    "nagekeken: is before the day of the conversation: what "
		    "was not said yet cannot be reviewed");
}

static void
check_missing(struct header *h)
{
	static const struct {
		enum field field;
		const char *what;
	} needed[] = {
		{ FIELD_DATE,
		    "datum: is missing, write the day of the "
		    "conversation, as in: datum: 2026-10-14" },
		{ FIELD_AREA,
		    "gebied: is missing, write the CBS code of the "
		    "area, as in: gebied: BU06030101" },
		{ FIELD_ROLE,
		    "rol: is missing, write what somebody is and not "
		    "who, as in: rol: bewoner, huurder, 60+" },
		{ FIELD_CONSENT,
		    "toestemming: is missing, so nothing of this "
		    "note is printed; " CONSENT_HINT },
	};
	size_t i;

	for (i = 0; i < sizeof(needed) / sizeof(needed[0]); i++) {
		if (h->seen[needed[i].field] != 0)
			continue;
		mistake(h->r->mistakes, h->r->file, 1, "%s", needed[i].what);
		if (needed[i].field == FIELD_CONSENT)
			h->r->mistakes->consent = true;
	}
}

/* Length of a line and, in *next, with its line end (LF, CRLF or CR). */
static size_t
line_length(const char *text, size_t len, size_t *next)
{
	size_t n = 0;

	while (n < len && text[n] != '\n' && text[n] != '\r')
		n++;
	*next = n;
	if (*next < len && text[*next] == '\r')
		++*next;
	if (*next < len && text[*next] == '\n')
		++*next;
	return n;
}

static bool
is_fence(const char *text, size_t len)
{
	text = text_trim(text, &len);
	return len >= 3 && strspn(text, "-") >= len;
}

void
read_header(
    struct reading *r, const char *text, size_t len, size_t *body, int *line)
{
	struct header h = { .r = r };
	size_t at = 0, n, next, blank;
	bool fenced = false, begun = false, ended = false;
	int number;

	for (number = 1; at < len && !ended; number++, at += next) {
		blank = n = line_length(text + at, len - at, &next);
		text_trim(text + at, &blank);
		if (is_fence(text + at, n)) {
			ended = begun;
			fenced = !begun;
			begun = true;
		} else if (blank == 0)
			ended = begun && !fenced;
		else if (take_line(&h, number, text + at, n))
			begun = true;
		else {
			mistake(r->mistakes, r->file, number,
			    "header: this line is no \"key: value\"; put an "
			    "empty line between the header and the text");
			fenced = false;
			break;
		}
	}
	if (fenced)
		mistake(r->mistakes, r->file, 1,
		    "header: the line of dashes that ends it is missing");
	check_missing(&h);
	check_days(&h);
	*body = at;
	*line = number;
}

const char *
consent_name(enum consent consent)
{
	return consent == CONSENT_MISSING
	    ? ""
	    : consent_words[4 + (int)consent - (int)CONSENT_NONE];
}

const char *
method_plain(void)
{
	return method_words[0];
}
