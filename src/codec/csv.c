/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * csv: records out of a stream of bytes. Bytes are decoded into one work
 * space; fields are cut there, in place, so that a record costs no
 * allocation. What comes out does not depend on how the bytes were cut: a
 * step is taken only on bytes whose meaning no later byte can change.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/text.h"
#include "codec/csv_own.h"
#include "codec/swar.h"

/* A record in progress, and what one piece decodes to. */
#define WORK (CSV_RECORD + 1 + CSV_GROWTH * CSV_HEAD)

enum phase {
	HEAD, /* waiting for the bytes that tell the encoding */
	SKIP, /* passing over lines */
	SNIFF, /* waiting for the bytes that tell the separator */
	ROWS
};

enum state {
	START, /* before a field: blanks, or a quote */
	PLAIN,
	QUOTED,
	CLOSED /* after the closing quote */
};

/* Kinds of bytes: what ends a plain field, what to look at in a quoted one. */
#define ENDS_PLAIN 1
#define ENDS_QUOTED 2
#define BLANK 4

struct csv {
	struct csv_options options;
	csv_sink *sink;
	void *arg;
	struct csv_decoder decoder;
	unsigned char kinds[256];
	char separator, quote;
	int skip; /* lines still to pass over */
	enum phase phase;
	enum state state;
	bool failed;
	struct err why; /* when failed */
	char *raw; /* CSV_HEAD bytes, as they came */
	size_t nraw;
	char *work; /* WORK bytes and a NUL, decoded */
	size_t len;
	size_t at; /* where the record starts; all before it is done */
	size_t scan; /* up to here it has been looked at */
	size_t start, end; /* of the field; end once it is known */
	bool doubled; /* the field has quotes in it */
	bool after_cr; /* a LF that comes now belongs to the line before */
	uint64_t line; /* at scan */
	uint64_t record_line;
	struct csv_field *fields;
	size_t n, cap;
};

struct csv *
csv_new(const struct csv_options *options, csv_sink *sink, void *arg)
{
	struct csv *c = mem_new(1, sizeof(*c));

	c->options = *options;
	c->separator = options->separator;
	c->quote = options->quote != 0 ? options->quote : '"';
	c->skip = options->skip;
	c->sink = sink;
	c->arg = arg;
	c->line = 1;
	c->raw = mem_new(CSV_HEAD, 1);
	c->work = mem_new(WORK + 1, 1);
	return c;
}

char
csv_separator(const struct csv *c)
{
	return c->separator;
}

void
csv_free(struct csv *c)
{
	if (c == NULL)
		return;
	free(c->fields);
	free(c->work);
	free(c->raw);
	free(c);
}

static void
set_kinds(struct csv *c)
{
	c->kinds['\n'] = c->kinds['\r'] = ENDS_PLAIN | ENDS_QUOTED;
	c->kinds[(unsigned char)c->quote] |= ENDS_QUOTED;
	c->kinds[' '] |= BLANK;
	c->kinds['\t'] |= BLANK;
	c->kinds[(unsigned char)c->separator] |= ENDS_PLAIN;
	c->kinds[(unsigned char)c->separator] &= (unsigned char)~BLANK;
}

static inline unsigned char
kind(const struct csv *c, size_t i)
{
	return c->kinds[(unsigned char)c->work[i]];
}

/* Doubled quotes in the field become one, in place. */
static void
undouble(struct csv *c)
{
	size_t out = c->start;

	for (size_t i = c->start; i < c->end; i++) {
		c->work[out++] = c->work[i];
		if (c->work[i] == c->quote)
			i++; /* the scan saw that there is another */
	}
	c->end = out;
	c->doubled = false;
}

/* The field from start to end is complete; the byte at end is not needed any
 * more. */
static int
end_field(struct csv *c, bool quoted, struct err *err)
{
	struct csv_field *f;
	const char *text;
	size_t len;

	if (c->n == CSV_FIELDS)
		return err_set(err, ERR_INPUT, "more than %d fields: is the "
		    "separator right", CSV_FIELDS);
	if (c->doubled)
		undouble(c);
	text = c->work + c->start;
	len = c->end - c->start;
	/* Bytes above a blank need no trimming, but for U+00A0. */
	if (len > 0 && ((unsigned char)(text[0] - '!') > '~' - '!' ||
	    (unsigned char)(text[len - 1] - '!') > '~' - '!'))
		text = text_trim(text, &len);
	c->work[(size_t)(text - c->work) + len] = '\0';
	MEM_PUSH(c->fields, c->n, c->cap);
	f = &c->fields[c->n++];
	f->text = text;
	f->len = len;
	f->quoted = quoted;
	c->state = START;
	return 0;
}

/* Hand the record over. */
static int
end_record(struct csv *c, struct err *err)
{
	size_t n = c->n;

	c->n = 0;
	if (n == 1 && !c->fields[0].quoted && c->fields[0].len == 0)
		return 0; /* a blank line */
	return c->sink(c->arg, c->fields, n, c->record_line, err);
}

/* The byte at scan ends the field: a separator, or a line end, which ends
 * the record too. */
static int
end_at(struct csv *c, bool quoted, struct err *err)
{
	char byte = c->work[c->scan++];

	if (end_field(c, quoted, err) != 0)
		return -1;
	if (byte == c->separator) {
		c->start = c->scan;
		return 0;
	}
	if (end_record(c, err) != 0)
		return -1;
	c->after_cr = byte == '\r';
	c->line++;
	c->at = c->start = c->scan;
	return 0;
}

/* Before a field. False: nothing more to see before limit. */
static bool
scan_start(struct csv *c, size_t limit)
{
	if (c->after_cr && c->scan < limit) {
		c->after_cr = false;
		if (c->work[c->scan] == '\n')
			c->at = c->start = ++c->scan;
	}
	if (c->n == 0)
		c->record_line = c->line;
	while (c->scan < limit && kind(c, c->scan) & BLANK)
		c->scan++;
	if (c->scan == limit)
		return false;
	if (c->work[c->scan] == c->quote) {
		c->start = ++c->scan;
		c->state = QUOTED;
	} else
		c->state = PLAIN;
	return true;
}

/* Inside quotes. False as above. */
static bool
scan_quoted(struct csv *c, size_t limit)
{
	size_t i = c->scan;

	for (;; i++) {
		while (i < limit && !(kind(c, i) & ENDS_QUOTED))
			i++;
		c->scan = i;
		if (i == limit)
			return false;
		if (c->work[i] == c->quote) {
			if (i + 1 == limit)
				return false; /* doubled or not: not yet known */
			if (c->work[i + 1] != c->quote)
				break;
			c->doubled = true;
			i++;
		} else if (c->work[i] == '\r' || i == c->start ||
		    c->work[i - 1] != '\r')
			c->line++;
	}
	c->end = i;
	c->scan = i + 1;
	c->state = CLOSED;
	return true;
}

/* After the closing quote: padding, and what ends the field. */
static int
scan_closed(struct csv *c, size_t limit, bool *more, struct err *err)
{
	while (c->scan < limit && kind(c, c->scan) & BLANK)
		c->scan++;
	*more = c->scan < limit;
	if (!*more)
		return 0;
	if (!(kind(c, c->scan) & ENDS_PLAIN))
		return err_set(err, ERR_INPUT, "field %zu goes on after its "
		    "closing quote: a quote within a text is written twice; a "
		    "title above the table is to be skipped", c->n + 1);
	return end_at(c, true, err);
}

/* Where the plain field that i is in ends, or limit. Fields are short: mostly
 * their end lies in the first eight bytes, and no byte is asked for itself. */
static size_t
plain_end(const struct csv *c, size_t i, size_t limit)
{
	for (; limit - i >= 8; i += 8) {
		uint64_t w = swar_load(c->work + i);
		uint64_t found = swar_equal(w, c->separator) |
		    swar_equal(w, '\n') | swar_equal(w, '\r');

		if (found != 0)
			return i + swar_first(found);
	}
	while (i < limit && !(kind(c, i) & ENDS_PLAIN))
		i++;
	return i;
}

/* As many steps as the bytes before limit allow. */
static int
scan(struct csv *c, size_t limit, struct err *err)
{
	bool more = true;
	size_t i;

	switch (c->state) {
	case START:
		if (!scan_start(c, limit))
			return 1;
		return 0;
	case PLAIN:
		i = plain_end(c, c->scan, limit);
		c->scan = c->end = i;
		if (i == limit)
			return 1;
		return end_at(c, false, err);
	case QUOTED:
		return scan_quoted(c, limit) ? 0 : 1;
	case CLOSED:
		if (scan_closed(c, limit, &more, err) != 0)
			return -1;
		return more ? 0 : 1;
	}
	return -1;
}

static int
rows(struct csv *c, struct err *err)
{
	int rc = 0;

	while (rc == 0) {
		size_t most = c->at + CSV_RECORD + 1;
		size_t limit = c->len < most ? c->len : most;

		rc = scan(c, limit, err);
		if (rc != 1 || limit < most)
			continue;
		if (c->at + CSV_RECORD + 1 != most)
			rc = 0; /* a LF was passed over: there is more to see */
		else
			rc = err_set(err, ERR_INPUT, c->state == QUOTED
			    ? "a quote that does not end within %u bytes: is "
			      "the closing one missing"
			    : "longer than %u bytes: is this a table",
			    CSV_RECORD);
	}
	if (rc == -1)
		return err_ctx(err, "line %" PRIu64, c->record_line);
	return 0;
}

/* Pass over lines before the table. False: they go on. */
static bool
skip_lines(struct csv *c)
{
	for (; c->skip > 0 && c->scan < c->len; c->scan++) {
		char byte = c->work[c->scan];
		bool half = c->after_cr && byte == '\n';

		c->after_cr = byte == '\r';
		if (half || (byte != '\n' && byte != '\r'))
			continue;
		c->line++;
		c->skip--;
	}
	c->at = c->start = c->scan;
	return c->skip == 0;
}

/* "sep=;" on the first line is a word to Excel, not a part of the table. */
static void
take_hint(struct csv *c)
{
	const char *s = c->work + c->at;

	if (c->len - c->at < 6 || strncasecmp(s, "sep=", 4) != 0 ||
	    strchr(";,\t|", s[4]) == NULL || (s[5] != '\n' && s[5] != '\r'))
		return;
	c->separator = s[4];
	c->at = c->start = c->scan = c->at + 6;
	c->after_cr = s[5] == '\r';
	c->line++;
}

/* final: no more bytes will come. */
static bool
sniff(struct csv *c, bool final)
{
	size_t len;

	/* The same bytes are looked at however they come; some may go first: a
	 * LF, and a hint. */
	if (c->len - c->at < CSV_SNIFF + 8 && !final)
		return false;
	if (c->after_cr && c->at < c->len && c->work[c->at] == '\n')
		c->at = c->start = ++c->scan;
	c->after_cr = false;
	take_hint(c);
	len = c->len - c->at < CSV_SNIFF ? c->len - c->at : CSV_SNIFF;
	if (c->separator == 0)
		c->separator = csv_sniff(c->work + c->at, len, c->quote,
		    len < CSV_SNIFF);
	if (c->separator == 0)
		c->separator = ';';
	set_kinds(c);
	return true;
}

/* As far as the decoded bytes allow. */
static int
advance(struct csv *c, bool final, struct err *err)
{
	if (c->phase == SKIP) {
		if (!skip_lines(c) && !final)
			return 0;
		c->phase = SNIFF;
	}
	if (c->phase == SNIFF) {
		if (!sniff(c, final))
			return 0;
		c->phase = ROWS;
	}
	return rows(c, err);
}

/* Move the record in progress to the front of the work space. */
static void
make_room(struct csv *c)
{
	if (WORK - c->len >= CSV_GROWTH * CSV_HEAD || c->at == 0)
		return;
	memmove(c->work, c->work + c->at, c->len - c->at);
	for (size_t i = 0; i < c->n; i++)
		c->fields[i].text -= c->at;
	c->len -= c->at;
	c->scan -= c->at;
	c->start -= c->at;
	if (c->state == CLOSED)
		c->end -= c->at;
	c->at = 0;
}

/* What was gathered in raw: decode it and take the steps it allows. */
static int
turn(struct csv *c, bool last, struct err *err)
{
	size_t used, out;
	bool bad;
	char byte;

	make_room(c);
	used = csv_decode(&c->decoder, c->raw, c->nraw, last, c->work + c->len,
	    &out, &bad);
	c->len += out;
	byte = bad ? c->raw[used] : '\0';
	c->nraw -= used;
	memmove(c->raw, c->raw + used, c->nraw);
	if (advance(c, bad || last, err) != 0)
		return -1;
	if (!bad)
		return 0;
	csv_decode_why(&c->decoder, byte, err);
	return err_ctx(err, "line %" PRIu64, c->line);
}

/* What is plainly no table, by its first bytes. */
static int
check_head(const struct csv *c, struct err *err)
{
	static const char *const pages[] = { "<!doctype", "<html", "<?xml" };
	size_t len = c->nraw;
	const char *s;

	if (len >= 4 && memcmp(c->raw, "PK\003\004", 4) == 0)
		return err_set(err, ERR_INPUT, "line 1: a zip archive or a "
		    "spreadsheet, not a text");
	if (len >= 2 && (memcmp(c->raw, "\xff\xfe", 2) == 0 ||
	    memcmp(c->raw, "\xfe\xff", 2) == 0))
		return err_set(err, ERR_INPUT, "line 1: UTF-16: save it as "
		    "UTF-8");
	s = text_trim(c->raw, &len);
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++)
		if (len > strlen(pages[i]) &&
		    strncasecmp(s, pages[i], strlen(pages[i])) == 0)
			return err_set(err, ERR_INPUT, "line 1: a web page or "
			    "XML, not a table: is the address right");
	return 0;
}

/* The first bytes are there: all of them, or as many as are looked at. */
static int
begin(struct csv *c, struct err *err)
{
	size_t bom;

	c->phase = SKIP;
	if (check_head(c, err) != 0)
		return -1;
	bom = csv_decoder_begin(&c->decoder, c->options.encoding, c->raw,
	    c->nraw);
	c->nraw -= bom;
	memmove(c->raw, c->raw + bom, c->nraw);
	return 0;
}

/* A failure lasts. */
static int
fail(struct csv *c, const struct err *err)
{
	c->failed = true;
	c->why = *err;
	return -1;
}

int
csv_push(struct csv *c, const char *data, size_t len, struct err *err)
{
	if (c->failed) {
		*err = c->why;
		return -1;
	}
	while (len > 0) {
		size_t n = CSV_HEAD - c->nraw;

		if (n > len)
			n = len;
		memcpy(c->raw + c->nraw, data, n);
		c->nraw += n;
		data += n;
		len -= n;
		if (c->phase == HEAD) {
			if (c->nraw < CSV_HEAD)
				break;
			if (begin(c, err) != 0)
				return fail(c, err);
		}
		if (turn(c, false, err) != 0)
			return fail(c, err);
	}
	return 0;
}

/* The last record has no line end. */
static int
finish(struct csv *c, struct err *err)
{
	bool quoted = c->state == QUOTED || c->state == CLOSED;
	int rc;

	if (c->at == c->len)
		return 0;
	if (c->state == QUOTED) {
		if (c->scan == c->len) {
			err_set(err, ERR_INPUT, "a quote that never ends: is "
			    "the file cut off");
			return err_ctx(err, "line %" PRIu64, c->record_line);
		}
		c->end = c->scan; /* at the closing quote */
	} else if (c->state != CLOSED)
		c->end = c->len;
	rc = end_field(c, quoted, err);
	if (rc == 0)
		rc = end_record(c, err);
	if (rc != 0)
		err_ctx(err, "line %" PRIu64, c->record_line);
	c->at = c->len;
	return rc;
}

int
csv_end(struct csv *c, struct err *err)
{
	if (c->failed) {
		*err = c->why;
		return -1;
	}
	if ((c->phase == HEAD && begin(c, err) != 0) ||
	    turn(c, true, err) != 0 || finish(c, err) != 0)
		return fail(c, err);
	return 0;
}
