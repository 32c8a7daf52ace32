/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * fault: which request is spoiled, and how a body is.
 */
#include "fault.h"

#include <stdlib.h>
#include <string.h>

#include "json.h"

#define MATCH_MAX 256
#define FOREVER 0x7fffffffL

struct planned {
	struct planned *next;
	char match[MATCH_MAX];
	long nth, times, seen;
	struct fault fault;
};

/* number: taken when the argument is left out; -1: it may not be. */
static const struct {
	const char *name;
	enum fault_kind kind;
	double number;
} kinds[] = {
	{ "status", FAULT_STATUS, -1 },		  /* CODE */
	{ "retry-after", FAULT_RETRY_AFTER, -1 }, /* SECONDS or a date */
	{ "too-many", FAULT_TOO_MANY, -1 },	  /* SECONDS or a date */
	{ "change", FAULT_CHANGE, -1 },		  /* TABLE */
	{ "html", FAULT_HTML, 0 },
	{ "redirect", FAULT_REDIRECT, -1 }, /* ADDRESS */
	{ "empty", FAULT_EMPTY, 0 },
	{ "bomb", FAULT_BOMB, 64 },	    /* MIB when unpacked */
	{ "zip-bomb", FAULT_ZIP_BOMB, 64 }, /* MIB when unpacked */
	{ "endless", FAULT_ENDLESS, 0 },
	{ "drop-row", FAULT_DROP_ROW, 0 },
	{ "dup-row", FAULT_DUP_ROW, 0 },
	{ "swap-row", FAULT_SWAP_ROW, 0 },
	{ "garbage", FAULT_GARBAGE, 0 },
	{ "deep", FAULT_DEEP, 100000 }, /* LEVELS */
	{ "bad-utf8", FAULT_BAD_UTF8, 0 },
	{ "big-number", FAULT_BIG_NUMBER, 0 },
	{ "cut-json", FAULT_CUT_JSON, 0 },
	{ "drop-next", FAULT_DROP_NEXT, 0 },
	{ "next", FAULT_NEXT, -1 },	    /* ADDRESS */
	{ "reset", FAULT_RESET, -2 },	    /* BYTES; half of the body */
	{ "truncate", FAULT_TRUNCATE, -2 }, /* BYTES; half of the body */
	{ "cut-chunked", FAULT_CUT_CHUNKED, 0 },
	{ "delay", FAULT_DELAY, -1 }, /* SECONDS */
	{ "drip", FAULT_DRIP, -1 },   /* BYTES a second */
	{ "stall", FAULT_STALL, -1 }, /* SECONDS */
	{ "wrong-gzip", FAULT_WRONG_GZIP, 0 },
	{ "cut-gzip", FAULT_CUT_GZIP, 0 },
};
#define KINDS (sizeof(kinds) / sizeof(kinds[0]))

void
faults_init(struct faults *faults)
{
	faults->planned = NULL;
	pthread_mutex_init(&faults->lock, NULL);
}

static int
parse_kind(const char *s, struct fault *out, struct text *why)
{
	size_t len = strcspn(s, ":");
	const char *argument = s[len] == ':' ? s + len + 1 : "";

	for (size_t i = 0; i < KINDS; i++) {
		if (!span_is((struct span){ s, len }, kinds[i].name))
			continue;
		if (*argument == '\0' && kinds[i].number == -1) {
			text_printf(why, "%s needs an argument", s);
			return -1;
		}
		if (strlen(argument) >= sizeof(out->argument)) {
			text_printf(
			    why, "argument of %s too long", kinds[i].name);
			return -1;
		}
		out->kind = kinds[i].kind;
		strcpy(out->argument, argument);
		out->number = *argument != '\0' ? strtod(argument, NULL)
						: kinds[i].number;
		return 0;
	}
	text_printf(why, "unknown kind '%s'; there are", s);
	for (size_t i = 0; i < KINDS; i++)
		text_printf(why, " %s", kinds[i].name);
	return -1;
}

static int
parse_part(const char *s, struct planned *p, struct text *why)
{
	if (strncmp(s, "match=", 6) == 0 && strlen(s + 6) < MATCH_MAX)
		strcpy(p->match, s + 6);
	else if (strncmp(s, "nth=", 4) == 0)
		p->nth = atol(s + 4);
	else if (strncmp(s, "times=", 6) == 0)
		p->times = atol(s + 6);
	else
		text_printf(
		    why, "'%s' is not match=, nth=, times= or kind=", s);
	if (why->n == 0 && p->nth >= 0 && p->times >= 0)
		return 0;
	if (why->n == 0)
		text_printf(why, "'%s' is out of range", s);
	return -1;
}

int
faults_add(struct faults *faults, const char *spec, struct text *why)
{
	struct planned *p = must_alloc(sizeof(*p)), **tail;
	char *copy = must_copy(spec), *at = copy;
	int rc = 0;

	while (rc == 0 && p->fault.kind == FAULT_NONE) {
		char *comma = strchr(at, ',');

		if (strncmp(at, "kind=", 5) == 0) {
			rc = parse_kind(at + 5, &p->fault, why);
			break;
		}
		if (comma != NULL)
			*comma = '\0';
		rc = parse_part(at, p, why);
		if (rc == 0 && comma == NULL) {
			text_printf(why, "'%s' has no kind=", spec);
			rc = -1;
		}
		at = comma != NULL ? comma + 1 : at;
	}
	free(copy);
	if (rc == -1) {
		free(p);
		return -1;
	}
	if (p->times == 0)
		p->times = p->nth > 0 ? 1 : FOREVER;
	if (p->nth == 0)
		p->nth = 1;
	pthread_mutex_lock(&faults->lock);
	for (tail = &faults->planned; *tail != NULL; tail = &(*tail)->next)
		;
	*tail = p;
	pthread_mutex_unlock(&faults->lock);
	return 0;
}

void
faults_pick(struct faults *faults, const char *target, struct fault *out)
{
	*out = (struct fault){ .kind = FAULT_NONE };
	pthread_mutex_lock(&faults->lock);
	for (struct planned *p = faults->planned; p != NULL; p = p->next) {
		if (strstr(target, p->match) == NULL)
			continue;
		p->seen++;
		if (out->kind == FAULT_NONE && p->seen >= p->nth &&
		    p->seen - p->nth < p->times)
			*out = p->fault;
	}
	pthread_mutex_unlock(&faults->lock);
}

void
faults_clear(struct faults *faults)
{
	struct planned *p;

	pthread_mutex_lock(&faults->lock);
	while ((p = faults->planned) != NULL) {
		faults->planned = p->next;
		free(p);
	}
	pthread_mutex_unlock(&faults->lock);
}

bool
fault_in_body(enum fault_kind kind)
{
	return kind >= FAULT_DROP_ROW && kind <= FAULT_NEXT;
}

/* Put other bytes in the place of the span [from, from + n). */
static void
splice(struct text *t, size_t from, size_t n, const char *s, size_t len)
{
	struct text out = { 0 };

	text_add(&out, t->s, from);
	text_add(&out, s, len);
	text_add(&out, t->s + from + n, t->n - from - n);
	text_free(t);
	*t = out;
}

/* Where things are in the body: the first row, the last one and what stands
 * before it (its comma too). False when there are no rows. */
struct rows {
	struct span first, last;
	size_t before_last; /* offset where the row before it ends */
};

static bool
find_rows(const struct text *body, struct rows *out)
{
	struct span whole = { body->s, body->n }, array, row;
	const char *at = NULL;
	size_t n = 0;

	if (!json_get(whole, "value", &array))
		return false;
	out->before_last = (size_t)(array.p - body->s) + 1;
	while (json_element(array, &at, &row) == 1) {
		if (n++ == 0)
			out->first = row;
		else
			out->before_last =
			    (size_t)(out->last.p + out->last.n - body->s);
		out->last = row;
	}
	return n > 0;
}

/* The first member of the row whose value is a number (its ID aside); or the
 * second one that is a string, for the first is often the key. */
static bool
find_cell(struct span row, bool number, struct span *value)
{
	const char *at = NULL;
	struct span name, found;
	int strings = 0;

	while (strings < 2 && json_member(row, &at, &name, &found) == 1) {
		char c = found.p[0];

		if (number && c >= '0' && c <= '9' && !span_is(name, "ID")) {
			*value = found;
			return true;
		}
		if (!number && json_is_string(found)) {
			*value = found;
			strings++;
		}
	}
	return strings > 0;
}

static void
spoil_cell(struct text *body, struct span row, const struct fault *fault)
{
	bool number = fault->kind == FAULT_BIG_NUMBER;
	struct text deep = { 0 };
	struct span cell = { 0 };
	size_t at;

	if (!find_cell(row, number, &cell))
		return;
	at = (size_t)(cell.p - body->s);
	if (number) {
		splice(body, at, cell.n, "1e999", 5);
	} else if (fault->kind == FAULT_BAD_UTF8) {
		splice(body, at + 1, 0, "\xff\xc0", 2);
	} else {
		for (long i = 0; i < (long)fault->number; i++)
			text_puts(&deep, "[");
		for (long i = 0; i < (long)fault->number; i++)
			text_puts(&deep, "]");
		splice(body, at, cell.n, deep.s, deep.n);
		text_free(&deep);
	}
}

/* Drop the last row, add it once more, or put the first in its place. */
static void
spoil_rows(struct text *body, const struct rows *rows, enum fault_kind kind)
{
	size_t start = (size_t)(rows->last.p - body->s);
	size_t end = start + rows->last.n;
	struct span row = kind == FAULT_SWAP_ROW ? rows->first : rows->last;
	struct text copy = { 0 };

	text_puts(&copy, kind == FAULT_DUP_ROW ? "," : "");
	text_add(&copy, row.p, row.n);
	if (kind == FAULT_DROP_ROW)
		splice(body, rows->before_last, end - rows->before_last, "", 0);
	else if (kind == FAULT_DUP_ROW)
		splice(body, end, 0, copy.s, copy.n);
	else
		splice(body, start, rows->last.n, copy.s, copy.n);
	text_free(&copy);
}

static void
spoil_next(struct text *body, const char *address)
{
	struct span whole = { body->s, body->n }, old;
	const char *name = json_get(whole, "@odata.context", &old)
	    ? "@odata.nextLink"
	    : "odata.nextLink";
	struct text link = { 0 };

	json_quote((struct span){ address, strlen(address) }, &link);
	if (json_get(whole, name, &old)) {
		splice(body, (size_t)(old.p - body->s), old.n, link.s, link.n);
	} else if (body->n > 0) {
		size_t end = body->n;

		while (end > 0 && body->s[end - 1] != '}')
			end--;
		text_puts(&link, "}");
		splice(body, end - 1, body->n - end + 1, ",", 1);
		text_printf(body, "\"%s\":", name);
		text_add(body, link.s, link.n);
	}
	text_free(&link);
}

/* As if there were no further page: a member by another name. */
static void
spoil_last(struct text *body)
{
	struct span whole = { body->s, body->n }, old;
	const char *name = json_get(whole, "@odata.nextLink", &old)
	    ? "@odata.nextLink\""
	    : "odata.nextLink\"";
	const char *at = strstr(body->s, name);

	if (at != NULL)
		splice(body, (size_t)(at - body->s), 1, "X", 1);
}

void
fault_spoil(const struct fault *fault, struct text *body)
{
	struct rows rows = { 0 };

	if (fault->kind == FAULT_GARBAGE) {
		for (size_t i = 0; i < body->n; i++)
			body->s[i] = (char)(i * 197 + i / 251 * 31 + 7);
	} else if (fault->kind == FAULT_CUT_JSON) {
		body->n /= 2;
	} else if (fault->kind == FAULT_DROP_NEXT) {
		spoil_last(body);
	} else if (fault->kind == FAULT_NEXT) {
		spoil_next(body, fault->argument);
	} else if (find_rows(body, &rows)) {
		if (fault->kind == FAULT_DROP_ROW ||
		    fault->kind == FAULT_DUP_ROW ||
		    fault->kind == FAULT_SWAP_ROW)
			spoil_rows(body, &rows, fault->kind);
		else
			spoil_cell(body, rows.first, fault);
	}
}
