/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * coded: what project.qde of a REFI-QDA exchange file says: codes, and which
 * pieces of which text they were given to. Names of coders and files,
 * variables, cases, memos and descriptions are not even looked at.
 */
#include "story/coded.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "codec/xml.h"

#define QDE_MAX ((uint64_t)64 << 20)   /* bytes of project.qde */
#define PICKS_MAX 20000		       /* coded selections */
#define CODES_MAX 5000
#define NAME_MAX_BYTES 200
#define SPACE "urn:QDA-XML:project:1.0"

/* Where the reader is: the element it stands in, by what it means here. */
enum place {
	PLACE_OUTSIDE,
	PLACE_PROJECT,
	PLACE_BOOK, /* CodeBook, and Codes in it */
	PLACE_CODE,
	PLACE_SOURCES,
	PLACE_TEXT,
	PLACE_CONTENT,
	PLACE_PICK,
	PLACE_CODING,
	PLACE_OTHER, /* a source that is no text */
	PLACE_OTHER_PICK,
	PLACE_SKIPPED
};

struct reader {
	struct coded *out;
	enum place stack[XML_NESTING + 2];
	size_t depth;
	size_t code; /* being read; codes.n when none */
	bool project;
};

static char *
short_copy(const char *s)
{
	return s == NULL ? mem_str("")
			 : mem_strn(s, text_prefix(s, NAME_MAX_BYTES));
}

/* A GUID as programs write it: in either case, in braces or not. */
static char *
guid_copy(const char *s)
{
	char *folded, *part;
	size_t n;

	s = s == NULL ? "" : s;
	s += *s == '{';
	n = strcspn(s, "}");
	part = mem_strn(s, n < NAME_MAX_BYTES ? n : 0);
	folded = text_fold(part);
	free(part);
	return folded;
}

static bool
is_project(const char **attrs)
{
	for (; attrs[0] != NULL; attrs += 2)
		if (text_starts(attrs[0], "xmlns") &&
		    strcmp(attrs[1], SPACE) == 0)
			return true;
	return false;
}

static int
add_code(struct reader *r, const char **attrs, struct err *err)
{
	struct coded *out = r->out;
	struct code *code;
	bool inside = r->stack[r->depth] == PLACE_CODE;

	if (out->ncodes == CODES_MAX)
		return err_set(
		    err, ERR_INPUT, "more than %d codes", CODES_MAX);
	MEM_PUSH(out->codes, out->ncodes, out->capcodes);
	code = &out->codes[out->ncodes];
	*code = (struct code){ .guid = guid_copy(xml_attr(attrs, "guid")),
		.name = short_copy(xml_attr(attrs, "name")),
		.parent = inside ? r->code : CODE_NONE };
	r->code = out->ncodes++;
	return 0;
}

static void
add_text(struct reader *r, const char **attrs)
{
	struct coded *out = r->out;
	const char *path = xml_attr(attrs, "plainTextPath");

	MEM_PUSH(out->texts, out->ntexts, out->captexts);
	out->texts[out->ntexts++] =
	    (struct coded_text){ .path = mem_str(path), .first = out->npicks };
}

/* A position, or -1 when it is no number. */
static int64_t
position(const char *s)
{
	size_t n = s == NULL ? 0 : strspn(s, "0123456789");

	return n == 0 || n > 10 || s[n] != '\0' ? -1 : strtoll(s, NULL, 10);
}

static int
add_pick(struct reader *r, const char **attrs, struct err *err)
{
	struct coded *out = r->out;

	if (out->npicks == PICKS_MAX)
		return err_set(
		    err, ERR_INPUT, "more than %d selections", PICKS_MAX);
	MEM_PUSH(out->picks, out->npicks, out->cappicks);
	out->picks[out->npicks++] = (struct pick){
		.start = position(xml_attr(attrs, "startPosition")),
		.end = position(xml_attr(attrs, "endPosition")),
		.name = short_copy(xml_attr(attrs, "name")),
	};
	out->texts[out->ntexts - 1].n++;
	return 0;
}

static void
add_ref(struct reader *r, const char **attrs)
{
	struct pick *pick = &r->out->picks[r->out->npicks - 1];

	if (pick->nrefs == REFS_MAX)
		return;
	pick->refs = mem_grow(pick->refs, pick->nrefs + 1, sizeof(*pick->refs));
	pick->refs[pick->nrefs++] = guid_copy(xml_attr(attrs, "targetGUID"));
}

static bool
ends_in(const char *s, const char *end)
{
	size_t n = strlen(s), m = strlen(end);

	return n >= m && strcmp(s + n - m, end) == 0;
}

/* What a source that is no text holds, and a text beside its own selections. */
static enum place
enter_other(struct reader *r, enum place in, const char *name)
{
	if (strcmp(name, "Coding") == 0) {
		if (in == PLACE_TEXT)
			r->out->whole++;
		else if (in == PLACE_OTHER_PICK)
			r->out->foreign++;
		else
			r->out->whole++;
		return PLACE_SKIPPED;
	}
	if (in == PLACE_TEXT)
		return PLACE_SKIPPED;
	return ends_in(name, "Selection") ? PLACE_OTHER_PICK : PLACE_OTHER;
}

/* The place that an element is, in the place that it stands in. */
static enum place
enter(struct reader *r, enum place in, const char *name)
{
	switch (in) {
	case PLACE_PROJECT:
		if (strcmp(name, "CodeBook") == 0)
			return PLACE_BOOK;
		return strcmp(name, "Sources") == 0 ? PLACE_SOURCES
						    : PLACE_SKIPPED;
	case PLACE_BOOK:
		if (strcmp(name, "Codes") == 0)
			return PLACE_BOOK;
		return strcmp(name, "Code") == 0 ? PLACE_CODE : PLACE_SKIPPED;
	case PLACE_CODE:
		return strcmp(name, "Code") == 0 ? PLACE_CODE : PLACE_SKIPPED;
	case PLACE_SOURCES:
		return strcmp(name, "TextSource") == 0 ? PLACE_TEXT
						       : PLACE_OTHER;
	case PLACE_TEXT:
		if (strcmp(name, "PlainTextContent") == 0)
			return PLACE_CONTENT;
		if (strcmp(name, "PlainTextSelection") == 0)
			return PLACE_PICK;
		return enter_other(r, in, name);
	case PLACE_PICK:
		return strcmp(name, "Coding") == 0 ? PLACE_CODING
						   : PLACE_SKIPPED;
	case PLACE_OTHER:
	case PLACE_OTHER_PICK:
		return enter_other(r, in, name);
	default:
		return PLACE_SKIPPED;
	}
}

static int
on_start(void *arg, const char *name, const char **attrs, struct err *err)
{
	struct reader *r = arg;
	enum place in = r->stack[r->depth], now;
	int rc = 0;

	if (in == PLACE_OUTSIDE) {
		if (strcmp(name, "Project") != 0 || !is_project(attrs))
			return err_set(err, ERR_INPUT,
			    "is no project of REFI-QDA (" SPACE
			    "): export a project, not a codebook, as .qdpx");
		r->project = true;
		now = PLACE_PROJECT;
	} else
		now = enter(r, in, name);
	if (now == PLACE_CODE)
		rc = add_code(r, attrs, err);
	else if (now == PLACE_TEXT)
		add_text(r, attrs);
	else if (now == PLACE_PICK)
		rc = add_pick(r, attrs, err);
	else if (in == PLACE_CODING && strcmp(name, "CodeRef") == 0)
		add_ref(r, attrs);
	r->stack[++r->depth] = now;
	return rc;
}

static int
on_end(void *arg, const char *name, struct err *err)
{
	struct reader *r = arg;

	(void)name;
	(void)err;
	if (r->stack[r->depth] == PLACE_CODE)
		r->code = r->out->codes[r->code].parent;
	r->depth--;
	return 0;
}

static int
on_text(void *arg, const char *s, size_t len, struct err *err)
{
	struct reader *r = arg;
	struct buf *text;

	if (r->stack[r->depth] != PLACE_CONTENT)
		return 0;
	text = &r->out->texts[r->out->ntexts - 1].text;
	if (text->len + len > TEXT_MAX)
		return err_set(err, ERR_INPUT,
		    "an interview of more than %zu MB", TEXT_MAX >> 20);
	buf_put(text, s, len);
	return 0;
}

int
coded_read(struct zip_file *z, size_t entry, struct coded *out, struct err *err)
{
	struct coded made = { 0 };
	struct reader r = { .out = &made, .code = CODE_NONE };
	const struct xml_sink sink = { &r, on_start, on_end, on_text };

	if (xml_walk(z, entry, QDE_MAX, &sink, err) == -1) {
		coded_free(&made);
		return -1;
	}
	*out = made;
	return 0;
}

void
coded_free(struct coded *c)
{
	for (size_t i = 0; i < c->ncodes; i++) {
		free(c->codes[i].guid);
		free(c->codes[i].name);
	}
	for (size_t i = 0; i < c->ntexts; i++) {
		free(c->texts[i].path);
		buf_free(&c->texts[i].text);
	}
	for (size_t i = 0; i < c->npicks; i++) {
		for (size_t k = 0; k < c->picks[i].nrefs; k++)
			free(c->picks[i].refs[k]);
		free(c->picks[i].refs);
		free(c->picks[i].name);
	}
	free(c->codes);
	free(c->texts);
	free(c->picks);
	*c = (struct coded){ 0 };
}
