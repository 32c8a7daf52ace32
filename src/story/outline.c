/* SPDX-License-Identifier: EUPL-1.2 */
#include "story/outline.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"

#define KEYS_MAX 40
#define SECTIONS_MAX 40

struct lines {
	const char *file;
	struct outline *out;
	struct mistakes *m;
	int line;
	bool open; /* the next indented line goes on with the last item */
};

struct told_text
outline_text(const char *s, size_t len, int line)
{
	struct told_text t = { NULL, line };

	s = text_trim(s, &len);
	t.text = mem_strn(s, len);
	squeeze(t.text);
	return t;
}

static char *
folded(const char *s, size_t len)
{
	char *word = mem_strn(s, len), *out = text_fold(word);

	free(word);
	return out;
}

/* A line above the first heading. */
static void
take_key(struct lines *l, const char *s, size_t len)
{
	const char *colon = memchr(s, ':', len);
	struct outline_key key = { .line = l->line };
	size_t n = colon == NULL ? 0 : (size_t)(colon - s);

	if (strspn(s, "-") >= len) /* the dashes around it */
		return;
	if (colon == NULL || l->out->nkeys == KEYS_MAX) {
		mistake(l->m, l->file, l->line,
		    colon == NULL
			? "header: this line is no \"key: value\": only those "
			  "stand above the first heading (# ...)"
			: "header: more than 40 lines");
		return;
	}
	key.name = folded(s, n);
	key.value = outline_text(colon + 1, len - n - 1, 0).text;
	MEM_PUSH(l->out->keys, l->out->nkeys, l->out->capkeys);
	l->out->keys[l->out->nkeys++] = key;
}

static void
take_heading(struct lines *l, const char *s, size_t len)
{
	struct outline_section section = { .line = l->line };
	size_t depth = strspn(s, "#");

	depth = depth < len ? depth : len;
	l->open = false;
	if (l->out->title.text == NULL) {
		if (depth != 1)
			mistake(l->m, l->file, l->line,
			    "heading: the first one is one sentence behind one "
			    "#: put it above the sections (##)");
		l->out->title = outline_text(s + depth, len - depth, l->line);
		return;
	}
	if (l->out->n == SECTIONS_MAX || depth != 2) {
		mistake(l->m, l->file, l->line,
		    depth != 2 ? "heading: write ## for a section: there is "
				 "one #, and no ###"
			       : "heading: more than 40 sections");
		return;
	}
	section.typed = outline_text(s + depth, len - depth, 0).text;
	section.title = text_fold(section.typed);
	MEM_PUSH(l->out->sections, l->out->n, l->out->cap);
	l->out->sections[l->out->n++] = section;
}

static void
add_to(struct lines *l, struct outline_item *item, const char *s, size_t len)
{
	char *more = mem_strn(s, len);
	char *whole = mem_fmt("%s\n%s", item->text, more);

	if (text_chars(whole) > OUTLINE_TEXT) {
		if (text_chars(item->text) <= OUTLINE_TEXT)
			mistake(l->m, l->file, item->line,
			    "text: longer than %d characters: make it shorter",
			    OUTLINE_TEXT);
		free(whole);
	} else {
		free(item->text);
		item->text = whole;
	}
	free(more);
}

/* A line of text in a section: an item, more of one, or a paragraph. */
static void
take_text(struct lines *l, const char *line, const char *s, size_t len)
{
	struct outline_section *to;
	struct outline_item item = { .line = l->line };

	if (l->out->n == 0)
		return; /* below the task: for yourselves */
	to = &l->out->sections[l->out->n - 1];
	item.listed = len > 1 && (*s == '-' || *s == '*') &&
	    (s[1] == ' ' || s[1] == '\t');
	if (!item.listed && l->open &&
	    (!to->items[to->n - 1].listed || *line == ' ' || *line == '\t')) {
		add_to(l, &to->items[to->n - 1], s, len);
		return;
	}
	if (to->n == OUTLINE_ITEMS) {
		mistake(l->m, l->file, l->line,
		    "section: more than %d items or paragraphs", OUTLINE_ITEMS);
		return;
	}
	if (item.listed) {
		s++;
		len--;
		s = text_trim(s, &len);
	}
	item.text = mem_strn(s, len);
	if (text_chars(item.text) > OUTLINE_TEXT)
		mistake(l->m, l->file, l->line,
		    "text: longer than %d characters: make it shorter",
		    OUTLINE_TEXT);
	MEM_PUSH(to->items, to->n, to->cap);
	to->items[to->n++] = item;
	l->open = true;
}

static bool
is_text(const char *file, const char *text, size_t len, struct mistakes *m)
{
	const char *what = NULL;
	size_t at = 0;
	int line = 1;

	if (len > OUTLINE_MAX)
		what =
		    "larger than 131072 bytes: nobody reads that: shorten it";
	else if (memchr(text, '\0', len) != NULL)
		what = "a NUL byte: this is no text file";
	else if (!text_utf8_ok(text, len, &at))
		what = "invalid UTF-8, save the file as UTF-8";
	else if (text_turns(text, len, &at))
		what = MISTAKE_TURN;
	if (what == NULL)
		return true;
	for (; at > 0; at--)
		line += text[at - 1] == '\n';
	mistake(m, file, line, "file: %s", what);
	return false;
}

void
outline_read(const char *file, const char *text, size_t len,
    struct outline *out, struct mistakes *m)
{
	struct lines l = { .file = file, .out = out, .m = m };
	const char *s, *end = text + len;
	size_t n;

	*out = (struct outline){ 0 };
	if (!is_text(file, text, len, m))
		return;
	if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		text += 3;
	for (s = text, l.line = 1; s < end; l.line++, s += n + (s + n < end)) {
		const char *lf = memchr(s, '\n', (size_t)(end - s)), *trimmed;
		size_t whole;

		whole = n = lf == NULL ? (size_t)(end - s) : (size_t)(lf - s);
		trimmed = text_trim(s, &whole);
		if (whole == 0)
			l.open = false;
		else if (*s == '#')
			take_heading(&l, s, n);
		else if (out->title.text == NULL)
			take_key(&l, trimmed, whole);
		else
			take_text(&l, s, trimmed, whole);
	}
}

void
outline_free(struct outline *o)
{
	for (size_t i = 0; i < o->nkeys; i++) {
		free(o->keys[i].name);
		free(o->keys[i].value);
	}
	for (size_t i = 0; i < o->n; i++) {
		for (size_t k = 0; k < o->sections[i].n; k++)
			free(o->sections[i].items[k].text);
		free(o->sections[i].items);
		free(o->sections[i].title);
		free(o->sections[i].typed);
	}
	free(o->keys);
	free(o->sections);
	free(o->title.text);
	*o = (struct outline){ 0 };
}

size_t
outline_word(const char *word, const char *const names[], size_t n)
{
	for (size_t i = 0; i < 2 * n; i++)
		if (strcmp(word, names[i]) == 0)
			return i / 2;
	return n;
}

struct told_text
outline_whole(const struct outline_section *s)
{
	struct told_text out = { NULL, s->line };
	struct buf all = { 0 };

	for (size_t i = 0; i < s->n; i++) {
		if (i > 0)
			buf_putc(&all, ' ');
		else
			out.line = s->items[i].line;
		buf_puts(&all, s->items[i].text);
	}
	if (all.len > 0)
		out.text = outline_text(buf_str(&all), all.len, 0).text;
	buf_free(&all);
	return out;
}

bool
outline_yes(const char *file, int line, const char *value, struct mistakes *m)
{
	static const char *const words[] = { "ja", "yes", "nee", "no" };
	char *folded = text_fold(value);
	size_t at = outline_word(folded, words, 2);

	free(folded);
	if (at == 2)
		mistake(m, file, line,
		    "voorbeeld: %.40s: write ja or nee (yes or no)", value);
	return at == 0;
}

bool
outline_is_id(const char *s)
{
	const size_t len = strlen(s);

	return len > 0 && len <= OPGAVE_ID_MAX && s[0] != '-' &&
	    strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == len;
}

bool
outline_claim(const struct claims *claims, const char *file, int line,
    const char *id, struct mistakes *m)
{
	const char **ids, *near;

	if (claims_find(claims, id) != NULL)
		return true;
	ids = mem_new(claims->n + 1, sizeof(*ids));
	for (size_t i = 0; i < claims->n; i++)
		ids[i] = claims->items[i].id;
	near = nearest(id, ids, claims->n);
	mistake(m, file, line,
	    "%.60s: is not a claim of story/claims/ that can be used%s%s", id,
	    near == NULL ? "" : ", did you mean ", near == NULL ? "" : near);
	free(ids);
	return false;
}

bool
outline_file(const char *path, struct buf *out, struct mistakes *m)
{
	struct err err = { 0 };
	struct stat st;

	if (stat(path, &st) == -1 || !S_ISREG(st.st_mode))
		mistake(m, path, 1, "file: is not one that can be read");
	else if (st.st_size > (off_t)OUTLINE_MAX)
		mistake(m, path, 1,
		    "file: larger than %zu bytes: nobody reads that: shorten "
		    "it",
		    OUTLINE_MAX);
	else if (file_read(path, OUTLINE_MAX, out, &err) == -1)
		mistake(m, path, 1, "%s", err.msg);
	else
		return true;
	return false;
}
