/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * answers: a CSV file of ratings and stories as notes. Only columns that are
 * known or named are read; all others stay behind.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/text.h"
#include "story/import_own.h"

#define ANSWERS_MAX ((size_t)16 << 20) /* bytes of a file */
#define SHOWN 12		       /* headers named in a message */

enum field {
	FIELD_AREA,
	FIELD_DATE,
	FIELD_RATING,
	FIELD_SCALE,
	FIELD_STORY,
	FIELD_THEME,
	FIELD_ROLE,
	FIELD_CONSENT,
	FIELD_ABOUT,
	FIELDS
};

/* clang-format off */
/* What --column calls them, and headers that are taken for them, folded. */
static const struct {
	const char *name, *headers;
} fields[FIELDS] = {
	[FIELD_AREA] = { "area", "|gebied|area|gebiedscode|buurtcode|wijkcode|"
	    "gemeentecode|buurt|wijk|gemeente|buurtnaam|wijknaam|gebiedsnaam|"
	    "neighbourhood|" },
	[FIELD_DATE] = { "date", "|datum|date|invuldatum|ingevuld op|"
	    "tijdstempel|timestamp|" },
	[FIELD_RATING] = { "rating", "|waardering|rating|cijfer|rapportcijfer|"
	    "score|steun|support|" },
	[FIELD_SCALE] = { "scale", "|schaal|scale|" },
	[FIELD_STORY] = { "story", "|verhaal|story|toelichting|waarom|why|"
	    "reden|reason|uitleg|" },
	[FIELD_THEME] = { "theme", "|thema|theme|onderwerp|" },
	[FIELD_ROLE] = { "role", "|rol|role|" },
	[FIELD_CONSENT] = { "consent", "|toestemming|consent|" },
	[FIELD_ABOUT] = { "about", "|over|about|waardering-over|rating-about|" },
};

/* Words in the header of a column that names or finds a person. */
static const char *const personal[] = { "naam", "name", "mail", "telefoon",
	"phone", "mobiel", "mobile", "adres", "address", "straat", "street",
	"huisnummer", "huisnr", "postcode", "postal", "zip", "geboorte",
	"geboren", "birth", "bsn", "burgerservice", "kenteken", "respondent",
	"handtekening", "signature", NULL };
/* clang-format on */

struct answers {
	const char *file;
	const struct import_rules *rules;
	struct imported *out;
	struct mistakes m;
	size_t ncolumns; /* 0: the header was not seen */
	size_t at[FIELDS]; /* column of each field, ncolumns when none */
	bool *names; /* of each column: its values are names of people */
	struct strings left, others; /* headers left behind */
	struct map seen; /* rows, to tell equal ones apart */
	size_t empty, unclear;
	bool headless; /* its header cannot be used */
	const struct csv_field *row;
	size_t n;
	int line;
};

static bool
is_personal(const char *header)
{
	char *folded = text_fold(header);
	bool found = strcmp(folded, "ip") == 0 || strcmp(folded, "tel") == 0 ||
	    strcmp(folded, "email") == 0;

	for (size_t i = 0; personal[i] != NULL; i++)
		found |= strstr(folded, personal[i]) != NULL;
	free(folded);
	return found;
}

/* The field that a column is; FIELDS when it is none. */
static size_t
field_of(const struct answers *a, const char *header)
{
	char *folded = text_fold(header), *fenced = mem_fmt("|%s|", folded);
	size_t field = FIELDS;

	for (size_t i = 0; i < FIELDS; i++) {
		const char *told =
		    import_option(&a->rules->columns, fields[i].name);
		char *own = told == NULL ? NULL : text_fold(told);

		if (own != NULL ? strcmp(own, folded) == 0
				: *folded != '\0' &&
			    strstr(fields[i].headers, fenced) != NULL)
			field = i;
		free(own);
	}
	free(fenced);
	free(folded);
	return field;
}

static void
take_column(struct answers *a, size_t i, const char *header)
{
	size_t field = field_of(a, header);

	if (field < FIELDS && a->at[field] < a->ncolumns)
		mistake(&a->m, a->file, a->line,
		    "%s: two columns could be it: %.60s and %.60s: say which, "
		    "with --column %s=HEADER",
		    fields[field].name, a->row[a->at[field]].text, header,
		    fields[field].name);
	else if (field < FIELDS && field != FIELD_AREA && is_personal(header))
		mistake(&a->m, a->file, a->line,
		    "--column %s=%.60s: its header says that it is of one "
		    "person: it is not taken",
		    fields[field].name, header);
	else if (field < FIELDS)
		a->at[field] = i;
	else if (is_personal(header)) {
		char *folded = text_fold(header);

		a->names[i] = strstr(folded, "naam") != NULL ||
		    strstr(folded, "name") != NULL;
		free(folded);
		strings_add(&a->left, header);
	} else if (header[0] != '\0')
		strings_add(&a->others, header);
}

/* What the columns lack, named with the headers that there are. */
static void
check_columns(struct answers *a)
{
	struct buf all = { 0 };

	for (size_t i = 0; i < a->ncolumns && i < SHOWN; i++)
		buf_putf(&all, "%s%.40s", i == 0 ? "" : ", ", a->row[i].text);
	for (size_t f = 0; f < FIELDS; f++) {
		const char *told =
		    import_option(&a->rules->columns, fields[f].name);

		if (told != NULL && a->at[f] == a->ncolumns)
			mistake(&a->m, a->file, a->line,
			    "--column %s=%.60s: there is no such header; there "
			    "are: %s",
			    fields[f].name, told, buf_str(&all));
	}
	if (a->at[FIELD_STORY] == a->ncolumns &&
	    a->at[FIELD_RATING] == a->ncolumns)
		mistake(&a->m, a->file, a->line,
		    "no column of stories or ratings; there are: %s: say "
		    "which, with --column story=HEADER",
		    buf_str(&all));
	if (a->at[FIELD_AREA] == a->ncolumns && a->rules->area == NULL)
		mistake(&a->m, a->file, a->line,
		    "no column of areas: say --column area=HEADER, or --area "
		    "CODE for all");
	if (a->at[FIELD_DATE] == a->ncolumns && a->rules->date.year == 0)
		mistake(&a->m, a->file, a->line,
		    "no column of days: say --column date=HEADER, or --date "
		    "DAY for all");
	if (a->at[FIELD_ROLE] == a->ncolumns && a->rules->role == NULL)
		mistake(&a->m, a->file, a->line,
		    "no column of roles: say --role bewoner (what everybody "
		    "is), or --column role=HEADER");
	if (a->at[FIELD_RATING] < a->ncolumns && !a->rules->scaled &&
	    a->at[FIELD_SCALE] == a->ncolumns)
		mistake(&a->m, a->file, a->line,
		    "ratings without a scale: say between which numbers they "
		    "lie, as in --scale 1-5");
	buf_free(&all);
}

static void
read_columns(struct answers *a)
{
	a->ncolumns = a->n;
	a->names = mem_new(a->n + 1, sizeof(*a->names));
	for (size_t f = 0; f < FIELDS; f++)
		a->at[f] = a->n;
	for (size_t i = 0; i < a->n; i++)
		take_column(a, i, a->row[i].text);
	check_columns(a);
}

/* What a row has for a field; "" when there is none. */
static const char *
cell(const struct answers *a, enum field field)
{
	size_t at = a->at[field];

	return at < a->ncolumns && at < a->n ? a->row[at].text : "";
}

static void
take_area_of(struct answers *a, struct draft *d)
{
	const char *text = cell(a, FIELD_AREA), *near = NULL;

	if (*text == '\0')
		text = a->rules->area == NULL ? "" : a->rules->area;
	d->area = import_area(a->rules, text, &near);
	if (d->area == NULL)
		mistake(&a->m, a->file, a->line,
		    "area: \"%.40s\" is not one area of this fact base%s%s: "
		    "write its code; 'feiten areas' lists them",
		    text, near == NULL ? "" : ", did you mean ",
		    near == NULL ? "" : near);
}

/* A day, perhaps with an hour behind it. */
static void
take_day(struct answers *a, struct draft *d)
{
	const char *text = cell(a, FIELD_DATE);
	char *day = mem_strn(text, strcspn(text, " T"));

	d->date = a->rules->date;
	if (*text != '\0' && parse_day(day, &d->date) == -1)
		mistake(&a->m, a->file, a->line,
		    "date: \"%.40s\" is not a day: write 2026-10-14 or "
		    "14-10-2026",
		    text);
	else if (d->date.year == 0)
		mistake(&a->m, a->file, a->line,
		    "date: is empty: fill it in, or give --date DAY");
	free(day);
}

static void
take_role(struct answers *a, struct draft *d)
{
	struct traces t = { .contact = NULL, .year = a->rules->today.year };
	const char *text = cell(a, FIELD_ROLE);
	size_t at, len;

	d->role = *text != '\0' || a->rules->role == NULL ? text
							  : a->rules->role;
	if (*d->role == '\0')
		mistake(&a->m, a->file, a->line,
		    "role: is empty: write what somebody is, or give --role");
	else if (privacy_find(d->role, &t, &at, &len) != TRACE_NONE)
		mistake(&a->m, a->file, a->line,
		    "role: looks like it points at a person: write what "
		    "somebody is and not who");
}

static void
take_rating(struct answers *a, struct draft *d)
{
	const char *text = cell(a, FIELD_RATING);
	const char *scale = cell(a, FIELD_SCALE);
	char *whole, own[24];

	if (*text == '\0')
		return;
	snprintf(own, sizeof(own), "%d-%d", a->rules->low, a->rules->high);
	whole = mem_fmt("%s (%s)", text, *scale != '\0' ? scale : own);
	if (!rating_parse(whole, &d->rating))
		mistake(&a->m, a->file, a->line,
		    "rating: \"%.40s\" is no whole number on the scale of "
		    "%.20s",
		    text, *scale != '\0' ? scale : own);
	free(whole);
}

static const char *
take_theme(struct answers *a)
{
	const char *text = cell(a, FIELD_THEME), *theme, *near;
	bool known;

	if (*text == '\0')
		text = a->rules->theme == NULL ? "" : a->rules->theme;
	if (*text == '\0')
		return NULL;
	theme = import_theme(a->rules, text, &known);
	if (known)
		return theme;
	near = nearest(text, a->rules->words->themes, a->rules->words->nthemes);
	mistake(&a->m, a->file, a->line,
	    "theme: \"%.40s\" is not a theme%s%s: say what it is, with --tag "
	    "'%.40s=THEME', or --tag '%.40s=' for none",
	    text, near == NULL ? "" : ", did you mean ",
	    near == NULL ? "" : near, text, text);
	return NULL;
}

/* Never more than the file says, and nothing out of "ja": to what? */
static void
take_consent(struct answers *a, struct draft *d)
{
	static const char *const words[] = { "geen", "intern", "rapport",
		"openbaar", "none", "internal", "report", "public" };
	char *folded = text_fold(cell(a, FIELD_CONSENT));
	size_t i;

	d->consent = CONSENT_NONE;
	for (i = 0; i < 8 && strcmp(words[i], folded) != 0; i++)
		continue;
	if (i < 8)
		d->consent = (enum consent)(CONSENT_NONE + i % 4);
	else if (*folded != '\0' && strcmp(folded, "nee") != 0 &&
	    strcmp(folded, "no") != 0)
		a->unclear++;
	free(folded);
}

/* Everything in a row, so that no other row gives the same id. */
static char *
seed_of(const struct answers *a)
{
	struct buf all = { 0 };

	for (size_t i = 0; i < a->n; i++) {
		buf_puts(&all, a->row[i].text);
		buf_putc(&all, '\x1f');
	}
	return buf_take(&all);
}

static void
make_note(struct answers *a, struct draft *d, const char *theme)
{
	const char **names = mem_new(a->ncolumns + 1, sizeof(*names));
	struct draft_quote *q;
	struct err err = { 0 };
	int64_t before = 0;
	char *seed = seed_of(a);
	size_t n = 0;

	for (size_t i = 0; i < a->n && i < a->ncolumns; i++)
		if (a->names[i] && a->row[i].text[0] != '\0')
			names[n++] = a->row[i].text;
	q = draft_say(d, cell(a, FIELD_STORY), names, n, a->rules);
	if (q != NULL && theme != NULL)
		draft_theme(q, theme);
	if (map_gets(&a->seen, seed, &before))
		before++;
	map_puts(&a->seen, seed, before);
	if (a->m.n == 0 &&
	    draft_end(d, a->rules, seed, (size_t)before, a->out, &err) == -1)
		mistake(&a->m, a->file, a->line, "%s", err.msg);
	free(seed);
	free(names);
}

static void
read_row(struct answers *a)
{
	struct draft d = { .method = "vragenlijst" };
	const char *theme;

	if (a->n > a->ncolumns) {
		mistake(&a->m, a->file, a->line,
		    "%zu fields under a header of %zu: is a quotation mark or "
		    "separator missing?",
		    a->n, a->ncolumns);
		return;
	}
	if (*cell(a, FIELD_STORY) == '\0' && *cell(a, FIELD_RATING) == '\0') {
		a->empty++;
		return;
	}
	take_area_of(a, &d);
	take_day(a, &d);
	take_role(a, &d);
	take_rating(a, &d);
	take_consent(a, &d);
	theme = take_theme(a);
	d.about = cell(a, FIELD_ABOUT);
	if (*d.about == '\0')
		d.about = a->rules->about;
	make_note(a, &d, theme);
	draft_clear(&d);
}

static int
on_row(void *arg, const struct csv_field *row, size_t n, uint64_t line,
    struct err *err)
{
	struct answers *a = arg;

	a->row = row;
	a->n = n;
	a->line = line > INT32_MAX ? INT32_MAX : (int)line;
	if (a->ncolumns == 0) {
		read_columns(a);
		a->headless = a->m.n > 0;
	} else if (a->out->n == IMPORT_NOTES)
		return err_set(err, ERR_INPUT,
		    "line %d: more than %d answers in one file: split it",
		    a->line, IMPORT_NOTES);
	else if (!a->headless)
		read_row(a);
	return 0;
}

static void
say_list(struct imported *out, const char *head, const struct strings *list)
{
	struct buf all = { 0 };

	for (size_t i = 0; i < list->n && i < SHOWN; i++)
		buf_putf(&all, "%s%.40s", i == 0 ? "" : ", ", list->items[i]);
	if (list->n > SHOWN)
		buf_putf(&all, " and %zu more", list->n - SHOWN);
	if (list->n > 0) {
		char *line = mem_fmt("%s: %s", head, buf_str(&all));

		squeeze(line);
		strings_add(&out->said, line);
		free(line);
	}
	buf_free(&all);
}

static void
say_count(struct imported *out, size_t n, const char *what)
{
	char *line = mem_fmt("%s: %zu", what, n);

	if (n > 0)
		strings_add(&out->said, line);
	free(line);
}

static int
read_all(struct answers *a, struct err *err)
{
	struct csv_options options = { .separator = a->rules->separator,
		.encoding = a->rules->encoding };
	struct buf text = { 0 };
	struct csv *csv = csv_new(&options, on_row, a);
	struct stat st;
	int rc = -1;

	if (stat(a->file, &st) == -1 || !S_ISREG(st.st_mode))
		err_set(err, ERR_INPUT, "%s: is not a file that can be read",
		    a->file);
	else if (st.st_size > (off_t)ANSWERS_MAX)
		err_set(err, ERR_INPUT,
		    "%s: larger than %zu MB: split it, or is it not a list of "
		    "answers?",
		    a->file, ANSWERS_MAX >> 20);
	else if (file_read(a->file, ANSWERS_MAX, &text, err) == 0) {
		rc = csv_push(csv, buf_str(&text), text.len, err);
		if (rc == 0)
			rc = csv_end(csv, err);
		if (rc == -1)
			err_ctx(err, "%s", a->file);
	}
	csv_free(csv);
	buf_free(&text);
	return rc;
}

int
import_answers(const char *path, const struct import_rules *rules,
    struct imported *out, struct err *err)
{
	struct imported made = { 0 };
	struct answers a = { .file = path, .rules = rules, .out = &made };
	int rc = read_all(&a, err);

	if (rc == 0 && a.ncolumns == 0)
		rc = err_set(err, ERR_INPUT, "%s: is empty", path);
	if (rc == 0)
		rc = mistakes_end(&a.m, err);
	if (rc == 0) {
		say_list(&made, "columns of persons, not taken", &a.left);
		say_list(&made, "other columns, not taken", &a.others);
		say_count(&made, a.empty,
		    "rows without a story and a rating, passed over");
		say_count(&made, a.unclear,
		    "rows whose consent does not say for what, set to none");
		*out = made;
		made = (struct imported){ 0 };
	}
	buf_free(&a.m.list);
	imported_free(&made);
	strings_free(&a.left);
	strings_free(&a.others);
	map_free(&a.seen);
	free(a.names);
	return rc;
}
