/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * trace: patterns in a text that point at a person. Better one too many, which
 * a person can let through by name, than one too few.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "story/privacy.h"

#define PART_LEAST 3  /* letters of a name that is looked for on its own */
#define BIRTH_NEAR 40 /* bytes between "geboren" and the day */
#define AGE_LEAST 10  /* years: an older date in a quote may be a birth date */

static bool
digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* Of a word: letters of any alphabet are bytes from 0x80 on. */
static bool
letter(char c)
{
	return upper(c) || (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

static bool
inside(const char *s, size_t at)
{
	return at > 0 && (letter(s[at - 1]) || digit(s[at - 1]));
}

/* Digits of a number as people write it, with single separators between:
 * how many went into out (most at most), and in *len the bytes. */
static size_t
digits(const char *s, const char *between, char *out, size_t most, size_t *len)
{
	size_t n = 0, at = 0, gap;

	*len = 0;
	while (n < most) {
		gap = strspn(s + at, between);
		if ((n == 0 && gap > 0) || gap > 3 || !digit(s[at + gap]))
			break;
		at += gap;
		out[n++] = s[at++];
		*len = at;
	}
	out[n] = '\0';
	return n;
}

static size_t
find_mail(const char *s, size_t at)
{
	static const char part[] = "abcdefghijklmnopqrstuvwxyz"
				   "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_+";
	size_t local = strspn(s + at, part), domain;
	const char *d = s + at + local + 1, *dot;

	if (local == 0 || s[at + local] != '@' ||
	    (at > 0 && strchr(part, s[at - 1]) != NULL))
		return 0;
	domain = strspn(d, part);
	while (domain > 0 && !letter(d[domain - 1]) && !digit(d[domain - 1]))
		domain--;
	dot = memchr(d, '.', domain);
	return dot == NULL || dot == d ? 0 : local + 1 + domain;
}

/* 06 12345678, 070-123 45 67, (070) 1234567, +31 6 12345678, 0031... */
static size_t
find_phone(const char *s, size_t at)
{
	char d[20];
	size_t len, n, start = at;

	if (inside(s, at))
		return 0;
	if (s[at] == '(')
		at++;
	if (s[at] == '+')
		at++;
	if (!digit(s[at]))
		return 0;
	n = digits(s + at, " -./()", d, 15, &len);
	if (s[start] == '(' && memchr(s + at, ')', len) == NULL)
		return 0; /* "(06-12345678)": found without its brackets */
	if (at > start && s[at - 1] == '+') {
		if (strncmp(d, "31", 2) != 0)
			return n >= 9 ? at - start + len : 0;
		return n == 11 || (n == 12 && d[2] == '0') ? at - start + len
							   : 0;
	}
	if (strncmp(d, "0031", 4) == 0 && (n == 13 || n == 14))
		return at - start + len;
	return n == 10 && d[0] == '0' && d[1] >= '1' ? at - start + len : 0;
}

/* The eleven-test of a burgerservicenummer: 9a + 8b + ... + 2h - i is a
 * multiple of eleven. Source: logisch ontwerp BSN, Rijksoverheid. */
static size_t
find_bsn(const char *s, size_t at)
{
	char d[20];
	size_t len, n, i;
	int sum = 0;

	if (inside(s, at) || !digit(s[at]))
		return 0;
	n = digits(s + at, " .-", d, 12, &len);
	if (n != 9)
		return 0;
	for (i = 0; i < 8; i++)
		sum += (int)(9 - i) * (d[i] - '0');
	sum -= d[8] - '0';
	return sum > 0 && sum % 11 == 0 ? len : 0;
}

/* 2282 AB 12, 2282AB-12, 2282 AB, nummer 12 */
static size_t
find_postcode(const char *s, size_t at)
{
	const char *p = s + at;
	size_t i;

	if (inside(s, at) || *p < '1' || *p > '9')
		return 0;
	for (i = 1; i < 4; i++)
		if (!digit(p[i]))
			return 0;
	p += 4;
	if (*p == ' ') {
		p++;
		if (!upper(p[0]) || !upper(p[1])) /* "1200 en 3" */
			return 0;
	}
	if (!letter(p[0]) || !letter(p[1]) || letter(p[2]) ||
	    (unsigned char)p[0] >= 0x80 || (unsigned char)p[1] >= 0x80)
		return 0;
	p += 2;
	p += strspn(p, " ,-");
	if (strncmp(p, "nummer ", 7) == 0 || strncmp(p, "huisnummer ", 11) == 0)
		p = strchr(p, ' ') + 1;
	else if (strncmp(p, "nr", 2) == 0)
		p += 2 + strspn(p + 2, ". ");
	if (!digit(*p))
		return 0;
	return (size_t)(p - s) + strspn(p, "0123456789") - at;
}

static const char *const streets[] = { "straat", "straatje", "laan", "laantje",
	"weg", "plein", "gracht", "kade", "singel", "dreef", "hof", "hofje",
	"pad", "steeg", "dijk", "plantsoen", "boulevard", "park", "markt",
	"ring", "erf", "oord", "hout", "veld", "burg", "zijde", "lei", "wal",
	"street", "lane", "road", NULL };

/* Whether a word of len bytes is the name of a street, or ("Laan") begins
 * one. Those that are also plain words have to be more than that word, and
 * begin with a capital. */
static bool
is_street(const char *s, size_t len)
{
	size_t i, n;

	if (!upper(*s))
		return false;
	for (i = 0; streets[i] != NULL; i++) {
		n = strlen(streets[i]);
		if (len > n && memcmp(s + len - n, streets[i], n) == 0)
			return true;
	}
	return (len == 4 && memcmp(s, "Laan", 4) == 0) ||
	    (len == 5 && memcmp(s, "Plein", 5) == 0) ||
	    (len == 4 && memcmp(s, "Kade", 4) == 0);
}

/* Kerkstraat 12, Laan van Overvoorde 3b, de Churchilllaan nr. 40 */
static size_t
find_address(const char *s, size_t at)
{
	size_t len = 0, words = 0, n;
	const char *p;

	if (inside(s, at))
		return 0;
	while (letter(s[at + len]))
		len++;
	if (len == 0 || !is_street(s + at, len))
		return 0;
	for (p = s + at + len; words < 5; words++) {
		if (*p == ',')
			p++;
		if (*p != ' ')
			return 0;
		p++;
		if (strncmp(p, "nr", 2) == 0)
			p += 2 + strspn(p + 2, ". ");
		n = strspn(p, "0123456789");
		if (n > 0)
			return n <= 4 && p[n] != '%' ? (size_t)(p - s) + n - at
						     : 0;
		/* More of the name: Laan van Nieuw Oosteinde. */
		for (n = 0; letter(p[n]); n++)
			continue;
		if (n == 0 ||
		    (!upper(*p) && strncmp(p, "van ", 4) != 0 &&
			strncmp(p, "de ", 3) != 0 &&
			strncmp(p, "den ", 4) != 0 &&
			strncmp(p, "der ", 4) != 0 &&
			strncmp(p, "het ", 4) != 0 &&
			strncmp(p, "nummer ", 7) != 0))
			return 0;
		p += n;
	}
	return 0;
}

/* The sidecodes of Dutch number plates: letters A, digits 9. Source: RDW,
 * "Overzicht van kentekenseries". */
static const char *const sidecodes[] = { "AA-99-99", "99-99-AA", "99-AA-99",
	"AA-99-AA", "AA-AA-99", "99-AA-AA", "99-AAA-9", "9-AAA-99", "AA-999-A",
	"A-999-AA", "AAA-99-A", "A-99-AAA", "9-AA-999", "999-AA-9", NULL };

static const char *const months[] = { "januari", "februari", "maart", "april",
	"mei", "juni", "juli", "augustus", "september", "oktober", "november",
	"december", "january", "february", "march", "may", "june", "july",
	"august", "october", "jan", "feb", "mrt", "apr", "jun", "jul", "aug",
	"sep", "sept", "okt", "oct", "nov", "dec", NULL };

/* Bytes of the name of a month at the start of s, or 0. */
static size_t
month(const char *s)
{
	char word[16];
	size_t n = 0, i;

	while (n < sizeof(word) - 1 && letter(s[n])) {
		word[n] = upper(s[n]) ? (char)(s[n] - 'A' + 'a') : s[n];
		n++;
	}
	word[n] = '\0';
	for (i = 0; months[i] != NULL; i++)
		if (strcmp(word, months[i]) == 0)
			return n;
	return 0;
}

/* With dashes in any case; with blanks or nothing between, in capitals. The
 * same between both: 2282 AB is a postcode. */
static size_t
fits_plate(const char *s, const char *code)
{
	const char *p = s, *whole = code;
	bool capitals = true;
	char between = 0;

	for (; *code != '\0'; code++) {
		if (*code == '-') {
			char here = *p == '-' || *p == ' ' ? *p : 'x';

			if (between != 0 && between != here)
				return 0;
			between = here;
			p += here != 'x';
			continue;
		}
		if (*code == '9' ? !digit(*p)
				 : !letter(*p) || (unsigned char)*p >= 0x80)
			return 0;
		capitals &= *code == '9' || upper(*p);
		p++;
	}
	if (letter(*p) || digit(*p) || (between != '-' && !capitals) ||
	    (between == 'x' && strcmp(whole, "99-99-AA") == 0))
		return 0;
	return (size_t)(p - s);
}

static size_t
find_plate(const char *s, size_t at)
{
	size_t i, n;
	const char *p;

	if (inside(s, at) || (!letter(s[at]) && !digit(s[at])))
		return 0;
	for (i = 0; sidecodes[i] != NULL; i++) {
		n = fits_plate(s + at, sidecodes[i]);
		if (n == 0)
			continue;
		for (p = s + at; p < s + at + n && !letter(*p); p++)
			continue;
		if (month(p) != 3) /* 12-okt-4 */
			return n;
	}
	return 0;
}

/* Year of a whole date at the start of s, and its bytes; 0 when there is
 * none. Two digits of a year are of the century that is not to come. */
static int
whole_date(const char *s, int today, size_t *len)
{
	size_t at = strspn(s, "0123456789"), n;
	int year;

	if (at < 1 || at > 2)
		return 0;
	n = strspn(s + at, " -/.");
	if (n == 0 || n > 2)
		return 0;
	at += n;
	n = month(s + at);
	if (n == 0)
		n = strspn(s + at, "0123456789");
	if (n == 0 || (digit(s[at]) && (n > 2 || atoi(s + at) > 12)))
		return 0;
	at += n;
	n = strspn(s + at, " -/.'");
	if (n == 0 || n > 2)
		return 0;
	at += n;
	n = strspn(s + at, "0123456789");
	if (n != 2 && n != 4)
		return 0;
	year = atoi(s + at);
	if (n == 2)
		year += year > today % 100 ? today / 100 * 100 - 100
					   : today / 100 * 100;
	*len = at + n;
	return year < 1880 || year > today ? 0 : year;
}

static bool
is_born(const char *s, size_t at)
{
	static const char *const words[] = { "geboren", "geb.", "geboorte",
		"verjaar", "jarig", "born", "birth", NULL };
	size_t start = at > BIRTH_NEAR ? at - BIRTH_NEAR : 0, i;
	char *before = mem_strn(s + start, at - start), *folded;
	bool found = false;

	folded = text_fold(before);
	for (i = 0; words[i] != NULL; i++)
		found |= strstr(folded, words[i]) != NULL;
	free(folded);
	free(before);
	return found;
}

static size_t
find_birth(const char *s, size_t at, const struct traces *t)
{
	size_t len;
	int year;

	if (inside(s, at) || !digit(s[at]))
		return 0;
	year = whole_date(s + at, t->year, &len);
	if (year == 0)
		return 0;
	return (!t->dates && year <= t->year - AGE_LEAST) || is_born(s, at)
	    ? len
	    : 0;
}

/* One word of a name, as a word with a capital. */
static size_t
find_part(const char *s, size_t at, const char *name)
{
	size_t n;

	for (; *name != '\0'; name += n) {
		name += strspn(name, " .,-/()");
		n = strcspn(name, " .,-/()");
		if (n >= PART_LEAST && upper(*name) &&
		    strncmp(s + at, name, n) == 0 && !letter(s[at + n]))
			return n;
	}
	return 0;
}

/* The name as it stands in the header, in any case, or one part of it. */
static size_t
find_name(const char *s, size_t at, const struct traces *t)
{
	size_t i, n, len;

	if (inside(s, at) || !letter(s[at]))
		return 0;
	for (i = 0; i < t->nnames; i++) {
		n = strlen(t->names[i]);
		if (n >= PART_LEAST && strlen(s + at) >= n) {
			char *part = mem_strn(s + at, n);
			char *a = text_fold(part), *b = text_fold(t->names[i]);
			bool same = strcmp(a, b) == 0 && !letter(s[at + n]);

			free(part);
			free(a);
			free(b);
			if (same)
				return n;
		}
		len = find_part(s, at, t->names[i]);
		if (len > 0)
			return len;
	}
	return 0;
}

/* Whether what was found is the house's own, as in "mail feiten@rijswijk.nl":
 * the same letters and digits in the same order. */
static bool
of_house(const char *found, size_t len, const char *contact)
{
	struct {
		char text[512];
		size_t n;
	} a = { .n = 0 }, b = { .n = 0 };
	size_t i;

	if (contact == NULL)
		return false;
	for (i = 0; i < len && a.n < sizeof(a.text) - 1; i++)
		if (letter(found[i]) || digit(found[i]) || found[i] == '@')
			a.text[a.n++] = found[i];
	for (i = 0; contact[i] != '\0' && b.n < sizeof(b.text) - 1; i++)
		if (letter(contact[i]) || digit(contact[i]) ||
		    contact[i] == '@')
			b.text[b.n++] = contact[i];
	a.text[a.n] = b.text[b.n] = '\0';
	return a.n > 0 && strstr(b.text, a.text) != NULL;
}

enum trace
privacy_find(const char *s, const struct traces *t, size_t *at, size_t *len)
{
	size_t i, n, j;

	for (i = 0; s[i] != '\0'; i++) {
		const struct {
			enum trace trace;
			size_t n;
		} found[] = {
			{ TRACE_MAIL, find_mail(s, i) },
			{ TRACE_BSN, find_bsn(s, i) },
			{ TRACE_PHONE, find_phone(s, i) },
			{ TRACE_POSTCODE, find_postcode(s, i) },
			{ TRACE_ADDRESS, find_address(s, i) },
			{ TRACE_BIRTH, find_birth(s, i, t) },
			{ TRACE_PLATE, find_plate(s, i) },
			{ TRACE_NAME, find_name(s, i, t) },
		};

		for (j = 0; j < sizeof(found) / sizeof(found[0]); j++) {
			n = found[j].n;
			if (n == 0)
				continue;
			if (of_house(s + i, n, t->contact)) {
				i += n - 1;
				break;
			}
			*at = i;
			*len = n;
			return found[j].trace;
		}
	}
	return TRACE_NONE;
}

const char *
trace_name(enum trace trace)
{
	static const char *const names[] = {
		[TRACE_NONE] = "nothing",
		[TRACE_NAME] = "a name out of the header of a note: write what "
			       "the person is instead",
		[TRACE_MAIL] = "an e-mail address: take it out",
		[TRACE_PHONE] = "a phone number: take it out",
		[TRACE_BSN] = "a burgerservicenummer (it passes the "
			      "eleven-test): take it out",
		[TRACE_POSTCODE] = "a postcode with a house number: name the "
				   "buurt instead",
		[TRACE_ADDRESS] = "an address: leave the number out",
		[TRACE_PLATE] = "a number plate: take it out",
		[TRACE_BIRTH] = "a birth date: write an age in tens of years "
				"instead",
	};

	return names[trace];
}

const char *
trace_kind(enum trace trace)
{
	static const char *const names[] = {
		[TRACE_NONE] = "niets",
		[TRACE_NAME] = "een naam",
		[TRACE_MAIL] = "een e-mailadres",
		[TRACE_PHONE] = "een telefoonnummer",
		[TRACE_BSN] = "een burgerservicenummer",
		[TRACE_POSTCODE] = "een postcode met huisnummer",
		[TRACE_ADDRESS] = "een adres",
		[TRACE_PLATE] = "een kenteken",
		[TRACE_BIRTH] = "een geboortedatum",
	};

	return names[trace];
}
