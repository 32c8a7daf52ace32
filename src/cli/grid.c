/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * grid: one printer for all listings: text, CSV or JSON.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"
#include "cli/cli.h"
#include "codec/escape.h"
#include "words/words.h"

struct grid {
	const struct grid_column *columns;
	size_t width; /* columns */
	char **cells; /* row by row; NULL is empty */
	size_t n, cap;
};

struct grid *
grid_new(const struct grid_column *columns, size_t n)
{
	struct grid *g = mem_new(1, sizeof(*g));

	g->columns = columns;
	g->width = n;
	return g;
}

void
grid_put(struct grid *g, const char *text)
{
	MEM_PUSH(g->cells, g->n, g->cap);
	g->cells[g->n++] = mem_str(text);
}

void
grid_num(struct grid *g, double v, int decimals)
{
	struct buf text = { 0 };

	words_plain(v, decimals, &text);
	grid_put(g, text.len > 0 ? buf_str(&text) : NULL);
	buf_free(&text);
}

void
grid_int(struct grid *g, long long v)
{
	char text[32];

	snprintf(text, sizeof(text), "%lld", v);
	grid_put(g, text);
}

size_t
grid_rows(const struct grid *g)
{
	return g->n / g->width;
}

void
grid_free(struct grid *g)
{
	size_t i;

	if (g == NULL)
		return;
	for (i = 0; i < g->n; i++)
		free(g->cells[i]);
	free(g->cells);
	free(g);
}

/* Text from outside on a terminal: nothing that steers it. */
static void
put_clean(struct buf *out, const char *s)
{
	char *text = mem_str(s);

	text_tidy(text);
	for (const char *c = text; *c != '\0'; c++)
		buf_putc(out, (unsigned char)*c < 0x20 ? ' ' : *c);
	free(text);
}

static void
pad(struct buf *out, size_t n)
{
	while (n-- > 0)
		buf_putc(out, ' ');
}

static void
text_row(struct buf *out, const struct grid *g, const size_t *widths,
    char *const *cells, bool head)
{
	size_t i, chars;

	for (i = 0; i < g->width; i++) {
		const char *s = head ? g->columns[i].head : cells[i];
		bool last = i + 1 == g->width;

		if (s == NULL)
			s = "";
		chars = text_chars(s);
		if (g->columns[i].number)
			pad(out, widths[i] - chars);
		put_clean(out, s);
		if (!g->columns[i].number && !last)
			pad(out, widths[i] - chars);
		if (!last)
			buf_puts(out, "  ");
	}
	while (out->len > 0 && out->data[out->len - 1] == ' ')
		out->data[--out->len] = '\0';
	buf_putc(out, '\n');
}

static void
print_text(struct buf *out, const struct grid *g)
{
	size_t *widths = mem_new(g->width, sizeof(*widths)), i, chars;

	for (i = 0; i < g->width; i++)
		widths[i] = text_chars(g->columns[i].head);
	for (i = 0; i < g->n; i++) {
		chars = g->cells[i] == NULL ? 0 : text_chars(g->cells[i]);
		if (chars > widths[i % g->width])
			widths[i % g->width] = chars;
	}
	text_row(out, g, widths, NULL, true);
	for (i = 0; i + g->width <= g->n; i += g->width)
		text_row(out, g, widths, g->cells + i, false);
	free(widths);
}

static void
print_csv(struct buf *out, const struct grid *g)
{
	size_t i;

	for (i = 0; i < g->width; i++) {
		escape_csv(out, g->columns[i].name);
		buf_puts(out, i + 1 < g->width ? "," : "\r\n");
	}
	for (i = 0; i < g->n; i++) {
		if (g->cells[i] != NULL)
			escape_csv(out, g->cells[i]);
		buf_puts(out, (i + 1) % g->width != 0 ? "," : "\r\n");
	}
}

static void
json_cell(struct json *row, const struct grid_column *column, const char *s)
{
	char *end;
	double v;

	if (s == NULL || !column->number) {
		json_add_str(row, column->name, s);
		return;
	}
	v = strtod(s, &end);
	if (*s != '\0' && *end == '\0')
		json_add_num(row, column->name, v);
	else
		json_add_str(row, column->name, s);
}

static void
print_json(struct buf *out, const struct grid *g)
{
	struct json *list = json_array(), *row = NULL;
	size_t i;

	for (i = 0; i < g->n; i++) {
		if (i % g->width == 0)
			row = json_add_object(list, NULL);
		json_cell(row, &g->columns[i % g->width], g->cells[i]);
	}
	json_print(list, true, out);
	json_free(list);
}

void
grid_print(struct cli *cli, const struct grid *g)
{
	struct buf out = { 0 };

	switch (cli->format) {
	case FORMAT_TEXT:
		print_text(&out, g);
		break;
	case FORMAT_CSV:
		print_csv(&out, g);
		break;
	case FORMAT_JSON:
		print_json(&out, g);
		break;
	}
	fwrite(buf_str(&out), 1, out.len, cli->out);
	buf_free(&out);
}
