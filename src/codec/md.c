/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * md: md4c's callbacks gathered into blocks of plain lines. md4c tells no line
 * numbers; they are found from where in the source a piece of text lies.
 */
#include "codec/md.h"

#include <md4c.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

struct reader {
	const char *source;
	size_t len;
	size_t at; /* the place whose line is known */
	int line;
	bool used; /* something on that line has been handed out */
	struct md_blocks *out;
	unsigned int depth; /* of block quotes */
	bool open;	    /* the last block of out may still get lines */
	bool in_line;
	struct buf text; /* of the line */
	int text_line;	 /* 0: nothing of the source seen on it yet */
	bool lazy;
};

/* Move the known place forward to offset. */
static void
go_to(struct reader *r, size_t offset)
{
	for (; r->at < offset; r->at++) {
		if (r->source[r->at] == '\n' ||
		    (r->source[r->at] == '\r' &&
			(r->at + 1 >= r->len || r->source[r->at + 1] != '\n')))
			r->line++;
	}
}

/* Whether the line that holds offset has no '>' among the marks before it. */
static bool
is_lazy(const struct reader *r, size_t offset)
{
	size_t start = offset;

	while (start > 0 && r->source[start - 1] != '\n' &&
	    r->source[start - 1] != '\r')
		start--;
	for (; start < offset; start++) {
		if (r->source[start] == '>')
			return false;
		if (strchr(" \t0123456789.)+*-", r->source[start]) == NULL)
			return true;
	}
	return true;
}

/* The line of the quote that starts now, which may have no text of its own:
 * the next one after the known place whose first sign is '>', if need be in a
 * list. The known place moves there. */
static int
quote_line(struct reader *r)
{
	size_t at = r->at, i;
	bool used = r->used; /* the line of the known place is taken */

	while (at < r->len) {
		if (used) {
			at += strcspn(r->source + at, "\r\n");
			at += strspn(r->source + at, "\r\n");
		}
		used = true;
		i = at + strspn(r->source + at, " \t0123456789.)+*-");
		if (i < r->len && r->source[i] == '>') {
			go_to(r, i);
			r->used = true;
			break;
		}
	}
	return r->line;
}

static struct md_block *
new_block(struct reader *r, bool quote, int line)
{
	struct md_block *block;

	MEM_PUSH(r->out->items, r->out->n, r->out->cap);
	block = &r->out->items[r->out->n++];
	*block = (struct md_block){ .quote = quote, .line = line };
	r->open = true;
	return block;
}

static void
end_line(struct reader *r)
{
	struct md_block *block;

	if (!r->in_line)
		return;
	r->in_line = false;
	block = &r->out->items[r->out->n - 1];
	MEM_PUSH(block->lines, block->n, block->cap);
	block->lines[block->n++] = (struct md_line){ .text = buf_take(&r->text),
		.line = r->text_line == 0 ? r->line : r->text_line,
		.lazy = block->quote && r->lazy };
}

static int
enter_block(MD_BLOCKTYPE type, void *detail, void *arg)
{
	struct reader *r = arg;

	(void)detail;
	end_line(r);
	if (r->depth == 0)
		r->open = false;
	if (type == MD_BLOCK_QUOTE && r->depth++ == 0)
		new_block(r, true, quote_line(r));
	return 0;
}

static int
leave_block(MD_BLOCKTYPE type, void *detail, void *arg)
{
	struct reader *r = arg;

	(void)detail;
	end_line(r);
	if (type == MD_BLOCK_QUOTE)
		r->depth--;
	if (r->depth == 0)
		r->open = false;
	return 0;
}

static int
span(MD_SPANTYPE type, void *detail, void *arg)
{
	(void)type;
	(void)detail;
	(void)arg;
	return 0;
}

/* The few entities that people type; others stay as they are. */
static void
put_entity(struct buf *out, const char *text, size_t len)
{
	static const struct {
		const char *name, *text;
	} known[] = {
		{ "&amp;", "&" },
		{ "&lt;", "<" },
		{ "&gt;", ">" },
		{ "&quot;", "\"" },
		{ "&apos;", "'" },
		{ "&nbsp;", " " },
		{ "&euro;", "\xe2\x82\xac" },
		{ "&hellip;", "\xe2\x80\xa6" },
	};
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (strlen(known[i].name) == len &&
		    memcmp(known[i].name, text, len) == 0) {
			buf_puts(out, known[i].text);
			return;
		}
	}
	buf_put(out, text, len);
}

static void
start_line(struct reader *r)
{
	if (r->in_line)
		return;
	if (!r->open)
		new_block(r, false, 0);
	r->in_line = true;
	r->text_line = 0;
	r->lazy = false;
	buf_clear(&r->text);
}

/* Remember where the line stands, if this piece is from the source. */
static void
place_line(struct reader *r, const char *text)
{
	uintptr_t p = (uintptr_t)text, start = (uintptr_t)r->source;
	struct md_block *block = &r->out->items[r->out->n - 1];

	if (r->text_line != 0 || p < start || p >= start + r->len)
		return;
	go_to(r, (size_t)(p - start));
	r->used = true;
	r->text_line = r->line;
	r->lazy = is_lazy(r, (size_t)(p - start));
	if (block->n == 0)
		block->line = r->line;
}

static int
put_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *arg)
{
	struct reader *r = arg;

	if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR ||
	    (type == MD_TEXT_CODE && size == 1 && *text == '\n')) {
		end_line(r);
		return 0;
	}
	start_line(r);
	place_line(r, text);
	if (type == MD_TEXT_ENTITY)
		put_entity(&r->text, text, size);
	else
		buf_put(&r->text, text, size);
	return 0;
}

int
md_read(const char *text, size_t len, int first_line, struct md_blocks *out,
    struct err *err)
{
	static const MD_PARSER parser = {
		.flags = MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS,
		.enter_block = enter_block,
		.leave_block = leave_block,
		.enter_span = span,
		.leave_span = span,
		.text = put_text,
	};
	struct reader r = { .source = text, .len = len, .line = first_line };
	struct md_blocks blocks = { 0 };
	int rc;

	r.out = &blocks;
	if (len > UINT32_MAX / 2)
		return err_set(err, ERR_INPUT, "Markdown text too large");
	rc = md_parse(text, (MD_SIZE)len, &parser, &r);
	buf_free(&r.text);
	if (rc != 0) {
		md_free(&blocks);
		return err_set(err, ERR_WORK, "Markdown cannot be read");
	}
	*out = blocks;
	return 0;
}

void
md_free(struct md_blocks *blocks)
{
	size_t i, j;

	for (i = 0; i < blocks->n; i++) {
		for (j = 0; j < blocks->items[i].n; j++)
			free(blocks->items[i].lines[j].text);
		free(blocks->items[i].lines);
	}
	free(blocks->items);
	*blocks = (struct md_blocks){ 0 };
}
