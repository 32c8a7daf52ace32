/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * jscan: find records in a JSON document that is too large to hold.
 *
 * A state machine over the objects on the path to the array, and the array
 * itself. Names, members and
 * elements are "takes": stretches of text whose end is looked for without
 * understanding what is inside, eight bytes at a time where that helps. A
 * take that lies whole within one pushed piece is handed out in place; one
 * that crosses a border is gathered in `held` first. Nothing may depend on
 * where the borders fall, messages included.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "codec/jlex.h"
#include "codec/jscan.h"
#include "codec/markup.h"
#include "codec/nest.h"

#define MARKUP 4096 /* bytes of a page looked at to say what it is */

enum state {
	ST_START, /* nothing but BOM and white space so far */
	ST_MARKUP, /* it began with '<' */
	ST_FIRST_NAME, /* after '{' */
	ST_NAME, /* after ',' in the outer object */
	ST_COLON,
	ST_VALUE,
	ST_NEXT_MEMBER, /* after a member */
	ST_FIRST_RECORD, /* after '[' */
	ST_RECORD, /* after ',' in the array */
	ST_NEXT_RECORD, /* after a record */
	ST_DONE
};

enum take { TAKE_NONE, TAKE_NAME, TAKE_MEMBER, TAKE_RECORD };

struct jscan {
	char *array; /* as given, or NULL */
	const char *step; /* rest of the path from the object we are in */
	size_t level; /* objects on the path that are open, the outer aside */
	struct jscan_sink sink;
	enum state state;
	uint64_t at; /* offset of the next byte in the document */
	uint64_t rows;
	bool array_seen;
	int bom; /* bytes of a BOM seen */
	char *name; /* path of the member that is being read */
	struct buf where; /* path of the object we are in, "" or "result." */

	enum take take;
	bool keep; /* someone wants the text of this take */
	uint64_t take_at; /* offset of its first byte */
	size_t taken; /* bytes of it seen */
	struct nest nest; /* where its end is */
	struct buf held;

	bool failed;
	struct err why; /* when failed */
};

struct jscan *
jscan_new(const char *array, const struct jscan_sink *sink)
{
	struct jscan *s = mem_new(1, sizeof(*s));

	s->array = mem_str(array);
	s->step = s->array;
	s->sink = *sink;
	return s;
}

void
jscan_free(struct jscan *s)
{
	if (s == NULL)
		return;
	free(s->array);
	free(s->name);
	buf_free(&s->where);
	buf_free(&s->held);
	free(s);
}

uint64_t
jscan_rows(const struct jscan *s)
{
	return s->rows;
}

/* Begin a take at the byte c, which is looked at again by nest_end. */
static void
begin(struct jscan *s, enum take take, char c, bool keep)
{
	s->take = take;
	nest_begin(&s->nest, c);
	s->keep = keep || s->nest.form == FORM_SCALAR;
	s->take_at = s->at;
	s->taken = 0;
	buf_clear(&s->held);
}

/* Check one value strictly, and when str is not NULL unescape it (a string)
 * into a new string. The offset in the message counts from the document. */
static int
check(const char *text, size_t len, uint64_t at, char **str, struct err *err)
{
	char *room = mem_new(JLEX_ROOM(len), 1);
	struct jlex l = { .p = text, .end = text + len, .out = room };

	if (jlex_value(&l, JSCAN_DEPTH) == 0 && l.p != l.end) {
		l.why = "not a JSON value";
	} else if (l.why == NULL) {
		if (str != NULL)
			*str = room;
		else
			free(room);
		return 0;
	}
	free(room);
	return err_set(err, ERR_INPUT, "byte %" PRIu64 ": %s",
	    at + (uint64_t)(l.p - text), l.why);
}

/* A name is complete: its path. */
static int
finish_name(struct jscan *s, const char *text, size_t len, struct err *err)
{
	char *name = NULL;

	if (check(text, len, s->take_at, &name, err) != 0)
		return -1;
	free(s->name);
	s->name = name;
	if (s->where.len > 0) {
		s->name = mem_fmt("%s%s", s->where.data, name);
		free(name);
	}
	s->state = ST_COLON;
	return 0;
}

/* A member is complete, or too long to be handed out. */
static int
finish_member(struct jscan *s, const char *text, size_t len, struct err *err)
{
	s->state = ST_NEXT_MEMBER;
	if (s->keep && check(text, len, s->take_at, NULL, err) != 0)
		return -1;
	if (s->sink.member == NULL)
		return 0;
	return s->sink.member(
	    s->sink.arg, s->name, s->keep ? text : NULL, len, err);
}

/* A take is complete: len bytes at text (when kept). */
static int
finish(struct jscan *s, const char *text, size_t len, struct err *err)
{
	enum take take = s->take;

	s->take = TAKE_NONE;
	switch (take) {
	case TAKE_NAME:
		return finish_name(s, text, len, err);
	case TAKE_MEMBER:
		return finish_member(s, text, len, err);
	default:
		s->state = ST_NEXT_RECORD;
		if (s->nest.form == FORM_SCALAR &&
		    check(text, len, s->take_at, NULL, err) != 0)
			return -1;
		if (s->sink.record != NULL &&
		    s->sink.record(s->sink.arg, text, len, s->take_at,
		    s->rows, err) != 0)
			return -1;
		s->rows++;
		return 0;
	}
}

static int
too_large(const struct jscan *s, size_t limit, struct err *err)
{
	return err_set(err, ERR_INPUT, "byte %" PRIu64 ": %s of more than %zu "
	    "bytes", s->take_at, s->take == TAKE_RECORD ? "a record" :
	    s->take == TAKE_NAME ? "a name" : "a member", limit);
}

/* A long member is walked through, but no longer kept. */
static bool
let_go(struct jscan *s)
{
	if (s->take != TAKE_MEMBER || s->nest.form == FORM_SCALAR)
		return false;
	s->keep = false;
	s->taken = 0;
	buf_clear(&s->held);
	return true;
}

/* Go on with the current take. */
static int
take_more(struct jscan *s, const char **pp, const char *end, struct err *err)
{
	size_t most = s->sink.most != 0 ? s->sink.most : JSCAN_RECORD;
	size_t limit = s->take == TAKE_RECORD ? most : JSCAN_MEMBER;
	const char *start = *pp, *p = start, *stop = end, *text;
	size_t n;
	int rc;

	/* Look no further than the limit, so that what is found first does
	 * not hang on the size of the piece. */
	if (s->keep && (size_t)(end - p) > limit + 1 - s->taken)
		stop = p + (limit + 1 - s->taken);
	rc = nest_end(&s->nest, &p, stop, s->at, err);
	if (rc < 0)
		return -1;
	n = (size_t)(p - start);
	s->taken += s->keep ? n : 0;
	s->at += n;
	*pp = p;
	if (s->taken > limit && !let_go(s))
		return too_large(s, limit, err);
	text = start;
	if (s->keep && (rc == 0 || s->held.len > 0)) {
		buf_put(&s->held, start, n);
		text = s->held.data;
	}
	return rc == 0 ? 0 : finish(s, text, s->keep ? s->taken : 0, err);
}

/* Whether text holds word (lower case) in any case. */
static bool
holds(const struct buf *text, const char *word)
{
	size_t n = strlen(word), k;

	for (size_t i = 0; i + n <= text->len; i++) {
		for (k = 0; k < n; k++) {
			char c = text->data[i + k];

			if (c >= 'A' && c <= 'Z')
				c = (char)(c - 'A' + 'a');
			if (c != word[k])
				break;
		}
		if (k == n)
			return true;
	}
	return false;
}

/* Something with '<' in front came instead of JSON: say what it is. */
static int
name_markup(const struct jscan *s, struct err *err)
{
	const char *what = holds(&s->held, "<html") ||
	    holds(&s->held, "<!doctype html") ? "an HTML page" :
	    "an XML document";
	struct buf words = { 0 };

	markup_said(s->held.data, s->held.len, &words);
	if (words.len > 0) {
		err_set(err, ERR_INPUT, "byte %" PRIu64 ": an error report in "
		    "XML, not JSON: the server says: %s", s->take_at,
		    words.data);
		buf_free(&words);
		return -1;
	}
	return err_set(err, ERR_INPUT, "byte %" PRIu64 ": %s, not JSON: the "
	    "source may be down or may have moved", s->take_at, what);
}

/* Gather the head of a page of markup until it can be named. */
static int
markup_more(struct jscan *s, const char **pp, const char *end, struct err *err)
{
	size_t n = (size_t)(end - *pp);

	if (n > MARKUP - s->held.len)
		n = MARKUP - s->held.len;
	buf_put(&s->held, *pp, n);
	*pp += n;
	s->at += n;
	return s->held.len < MARKUP ? 0 : name_markup(s, err);
}

/* The first bytes: BOM, white space, then '{'. */
static int
start(struct jscan *s, char c, struct err *err)
{
	static const char bom[] = "\xef\xbb\xbf";

	if (s->at == (uint64_t)s->bom && s->bom < 3 && c == bom[s->bom]) {
		s->bom++;
		return 0;
	}
	if (s->bom == 1 || s->bom == 2)
		return nest_unexpected(s->at, "the rest of a byte order mark", c,
		    err);
	if (nest_is_space(c))
		return 0;
	if (c == '[' && s->array != NULL && s->array[0] == '\0') {
		s->array_seen = true;
		s->state = ST_FIRST_RECORD;
		return 0;
	}
	if (c != '{' || (s->array != NULL && s->array[0] == '\0' &&
	    !s->sink.lax))
		return nest_unexpected(s->at, s->array != NULL &&
		    s->array[0] == '\0' ? "'[' at the start of the document" :
		    "'{' at the start of the document", c, err);
	s->state = ST_FIRST_NAME;
	return 0;
}

/* Whether the member at hand is the next step on the path; *last: and the
 * step is the array itself. */
static bool
on_path(const struct jscan *s, bool *last)
{
	const char *name = s->name + s->where.len;
	size_t len = strlen(name);

	if (s->step == NULL || s->step[0] == '\0' ||
	    strncmp(s->step, name, len) != 0)
		return false;
	*last = s->step[len] == '\0';
	/* "odata.count" may be a member itself; then it has no object. */
	return *last || s->step[len] == '.';
}

/* Into an object on the path, and out of it. */
static void
enter(struct jscan *s)
{
	s->step += strlen(s->name + s->where.len) + 1;
	buf_clear(&s->where);
	buf_put(&s->where, s->array, (size_t)(s->step - s->array));
	s->level++;
	s->state = ST_FIRST_NAME;
}

static void
leave(struct jscan *s)
{
	const char *p;

	if (s->level == 0) {
		s->state = ST_DONE;
		return;
	}
	s->level--;
	for (p = s->step - 1; p > s->array && p[-1] != '.'; p--)
		continue;
	s->step = p;
	s->where.len = (size_t)(p - s->array);
	s->where.data[s->where.len] = '\0';
	s->state = ST_NEXT_MEMBER;
}

/* The value of a member begins with c: the array, an object on the path to
 * it, or a take. */
static int
member_value(struct jscan *s, char c, struct err *err)
{
	bool last;

	if (!on_path(s, &last) || (c != (last ? '[' : '{') && s->sink.lax)) {
		begin(s, TAKE_MEMBER, c, s->sink.member != NULL);
		return 0;
	}
	if (s->array_seen)
		return err_set(err, ERR_INPUT, "byte %" PRIu64 ": a second "
		    "array \"%s\"", s->at, s->array);
	if (!last && c == '{') {
		enter(s);
		return 0;
	}
	if (c != '[' || !last)
		return err_set(err, ERR_INPUT, "byte %" PRIu64 ": \"%s\" is "
		    "no %s", s->at, s->name, last ? "array" : "object");
	s->array_seen = true;
	s->state = ST_FIRST_RECORD;
	return 0;
}

/* Whether c can begin a value. */
static bool
begins_value(char c)
{
	return c == '{' || c == '[' || c == '"' || c == '-' || c == 't' ||
	    c == 'f' || c == 'n' || (c >= '0' && c <= '9');
}

/* After the last record: a document that is the array ends here. */
static void
end_array(struct jscan *s)
{
	s->state = s->array[0] == '\0' ? ST_DONE : ST_NEXT_MEMBER;
}

/*
 * One byte between takes, no white space (but in ST_START). It is used up,
 * unless a take begins: then nest_end sees it again.
 */
static int
between(struct jscan *s, char c, struct err *err)
{
	switch (s->state) {
	case ST_FIRST_NAME:
	case ST_NAME:
		if (c == '}' && s->state == ST_FIRST_NAME)
			leave(s);
		else if (c == '"')
			begin(s, TAKE_NAME, c, true);
		else
			return nest_unexpected(s->at, "a name in quotes", c, err);
		return 0;
	case ST_COLON:
		if (c != ':')
			return nest_unexpected(s->at, "':' after a name", c, err);
		s->state = ST_VALUE;
		return 0;
	case ST_VALUE:
		if (!begins_value(c))
			return nest_unexpected(s->at, "a value", c, err);
		return member_value(s, c, err);
	case ST_FIRST_RECORD:
	case ST_RECORD:
		if (c == ']' && s->state == ST_FIRST_RECORD)
			end_array(s);
		else if (begins_value(c))
			begin(s, TAKE_RECORD, c, s->sink.record != NULL);
		else
			return nest_unexpected(s->at, "a record", c, err);
		return 0;
	case ST_NEXT_RECORD:
		if (c != ',' && c != ']')
			return nest_unexpected(s->at, "',' or ']' after a record",
			    c, err);
		if (c == ',')
			s->state = ST_RECORD;
		else
			end_array(s);
		return 0;
	case ST_NEXT_MEMBER:
		if (c != ',' && c != '}')
			return nest_unexpected(s->at, "',' or '}' after a member",
			    c, err);
		if (c == ',')
			s->state = ST_NAME;
		else
			leave(s);
		return 0;
	default:
		return nest_unexpected(s->at, "nothing after the document", c, err);
	}
}

static int
push(struct jscan *s, const char *data, size_t len, struct err *err)
{
	const char *p = data, *end = data + len;
	int rc = 0;

	while (p < end && rc == 0) {
		if (s->take != TAKE_NONE) {
			rc = take_more(s, &p, end, err);
		} else if (s->state == ST_MARKUP) {
			rc = markup_more(s, &p, end, err);
		} else if (s->state == ST_START && *p == '<' &&
		    s->bom % 3 == 0) {
			s->state = ST_MARKUP;
			s->take_at = s->at;
		} else {
			if (s->state == ST_START)
				rc = start(s, *p, err);
			else if (!nest_is_space(*p))
				rc = between(s, *p, err);
			if (rc == 0 && s->take == TAKE_NONE) {
				p++;
				s->at++;
			}
		}
	}
	return rc;
}

int
jscan_push(struct jscan *s, const char *data, size_t len, struct err *err)
{
	if (s->failed) {
		*err = s->why;
		return -1;
	}
	if (push(s, data, len, err) == 0)
		return 0;
	s->failed = true;
	s->why = *err;
	return -1;
}

int
jscan_end(struct jscan *s, struct err *err)
{
	if (s->failed) {
		*err = s->why;
		return -1;
	}
	if (s->state == ST_MARKUP)
		return name_markup(s, err);
	if (s->state == ST_START)
		return err_set(err, ERR_INPUT, "byte %" PRIu64 ": the document "
		    "is empty", s->at);
	if (s->state != ST_DONE)
		return err_set(err, ERR_INPUT, "byte %" PRIu64 ": cut off "
		    "after %" PRIu64 " whole records: fetch it again", s->at,
		    s->rows);
	if (!s->array_seen && s->array != NULL && !s->sink.lax)
		return err_set(err, ERR_INPUT, "byte %" PRIu64 ": no array "
		    "\"%s\" in the document", s->at, s->array);
	return 0;
}
