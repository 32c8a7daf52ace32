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
	FIELD_EXAMPLE,
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
	[2 * FIELD_EXAMPLE] = "voorbeeld", "example",
};
#define NAMES (sizeof(field_names) / sizeof(field_names[0]))
_Static_assert(NAMES == 2 * FIELDS, "two names a field");

/* In the order of enum consent, from CONSENT_NONE on. */
static const char *const consent_words[] = {
	"geen", "intern", "rapport", "openbaar",
	"none", "internal", "report", "public",
};
#define CONSENTS (sizeof(consent_words) / sizeof(consent_words[0]))
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

/* 2026-10-14, or the day first: 14-10-2026, 14/10/2026, 1-2-2026. */
static int
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
set_date(struct header *h, int line, const char *name, const char *value)
{
	if (parse_day(value, &h->r->note->date) == -1)
		mistake(h->r->mistakes, h->r->file, line,
		    "%s: %.40s is not a day that exists, write it as "
		    "2026-10-14 or 14-10-2026",
		    name, value);
}

static void
set_area(struct header *h, int line, const char *name, const char *value)
{
	enum area_level level;
	char code[12], *upper = mem_str(value), *s;

	for (s = upper; *s != '\0'; s++) {
		if (*s >= 'a' && *s <= 'z')
			*s = (char)(*s - 'a' + 'A');
	}
	if (area_code(upper, strlen(upper), code, &level) == -1 ||
	    level == LEVEL_LAND)
		mistake(h->r->mistakes, h->r->file, line,
		    "%s: %.40s is not the code of a gemeente (GM0603), wijk "
		    "(WK060301) or buurt (BU06030101); feiten areas lists "
		    "them",
		    name, value);
	else
		memcpy(h->r->note->area, code, sizeof(code));
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
	set_text(h, line, name, value, ROLE_MAX, &h->r->note->role);
}

static void
set_consent(struct header *h, int line, const char *name, const char *value)
{
	char *folded = text_fold(value);
	const char *near;
	size_t i;

	for (i = 0; i < CONSENTS; i++) {
		if (strcmp(folded, consent_words[i]) == 0)
			break;
	}
	if (i < CONSENTS)
		h->r->note->consent =
		    (enum consent)(CONSENT_NONE + (int)(i % 4));
	else {
		h->r->mistakes->consent = true;
		near = nearest(folded, consent_words, CONSENTS);
		mistake(h->r->mistakes, h->r->file, line,
		    "%s: %.40s is not known%s%s, " CONSENT_HINT, name, value,
		    near == NULL ? "" : ", did you mean ",
		    near == NULL ? "" : near);
	}
	free(folded);
}

static void
set_example(struct header *h, int line, const char *name, const char *value)
{
	char *folded = text_fold(value);

	if (strcmp(folded, "ja") == 0 || strcmp(folded, "yes") == 0)
		h->r->note->invented = true;
	else if (strcmp(folded, "nee") != 0 && strcmp(folded, "no") != 0)
		mistake(h->r->mistakes, h->r->file, line,
		    "%s: %.40s is not known, write ja or nee (yes or no)", name,
		    value);
	free(folded);
}

static void
set_field(struct header *h, enum field field, int line, const char *name,
    const char *value)
{
	switch (field) {
	case FIELD_ID:
		set_text(h, line, name, value, FIELD_MAX, &h->r->note->id);
		h->r->id_line = line;
		return;
	case FIELD_DATE:
		set_date(h, line, name, value);
		return;
	case FIELD_AREA:
		set_area(h, line, name, value);
		return;
	case FIELD_ROLE:
		set_role(h, line, name, value);
		return;
	case FIELD_METHOD:
		set_text(h, line, name, value, FIELD_MAX, &h->r->note->method);
		return;
	case FIELD_INTERVIEWER:
		set_text(
		    h, line, name, value, FIELD_MAX, &h->r->note->interviewer);
		return;
	case FIELD_CONSENT:
		set_consent(h, line, name, value);
		return;
	case FIELD_EXAMPLE:
		set_example(h, line, name, value);
		return;
	case FIELDS:
		return;
	}
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
		    "toestemming, methode, interviewer, voorbeeld or id (or "
		    "leave an empty line between the header and the text)",
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
	*body = at;
	*line = number;
}
