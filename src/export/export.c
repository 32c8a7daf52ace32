/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * export: rows into CSV, alone or in a Data Package, or SQL for PostgreSQL.
 */
#include "export/export.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "codec/escape.h"
#include "codec/zip_write.h"
#include "export/package.h"

struct exporter {
	enum export_form form;
	char *path, *temp;
	FILE *file;
	struct buf line;
	struct package *package; /* what a Data Package says of the rows */
};

/* Columns in this order, in every form. */
static const struct {
	const char *name, *type;
} columns[] = {
	{ "area_code", "text NOT NULL" },
	{ "area_name", "text NOT NULL" },
	{ "area_level", "text NOT NULL" },
	{ "area_year", "integer NOT NULL" },
	{ "indicator", "text NOT NULL" },
	{ "label", "text NOT NULL" },
	{ "period", "text NOT NULL" },
	{ "value", "double precision NOT NULL" },
	{ "unit", "text" },
	{ "status", "text NOT NULL" },
	{ "source", "text NOT NULL" },
	{ "publisher", "text" },
	{ "licence", "text" },
	{ "licence_url", "text" },
	{ "table_id", "text NOT NULL" },
};
#define COLUMNS (sizeof(columns) / sizeof(columns[0]))

int
export_form_parse(const char *name, enum export_form *out)
{
	static const char *const names[] = { "csv", "postgres", "datapackage",
		"gpkg" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(names[i], name) == 0) {
			*out = (enum export_form)i;
			return 0;
		}
	return -1;
}

static int
write_line(struct exporter *e, struct err *err)
{
	bool well = e->line.len == 0 ||
	    fwrite(e->line.data, 1, e->line.len, e->file) == e->line.len;

	buf_clear(&e->line);
	return well ? 0
		    : err_set(err, ERR_WORK, "%s: cannot be written: %s",
			  e->path, strerror(errno));
}

static void
put_head(struct exporter *e)
{
	struct buf *b = &e->line;

	if (e->form != EXPORT_POSTGRES) {
		for (size_t i = 0; i < COLUMNS; i++)
			buf_putf(b, "%s%s", i == 0 ? "" : ",", columns[i].name);
		buf_puts(b, "\r\n");
		return;
	}
	buf_puts(b,
	    "-- Open data, with the source and licence of each row. For psql.\n"
	    "SET client_encoding = 'UTF8';\n"
	    "BEGIN;\n"
	    "CREATE TABLE IF NOT EXISTS feiten_facts (\n");
	for (size_t i = 0; i < COLUMNS; i++)
		buf_putf(b, "\t%s %s,\n", columns[i].name, columns[i].type);
	buf_puts(b,
	    "\tPRIMARY KEY (indicator, period, area_code, area_year)\n"
	    ");\n"
	    "TRUNCATE feiten_facts;\n"
	    "COPY feiten_facts (");
	for (size_t i = 0; i < COLUMNS; i++)
		buf_putf(b, "%s%s", i == 0 ? "" : ", ", columns[i].name);
	buf_puts(b, ") FROM stdin;\n");
}

int
export_open(enum export_form form, const char *path, struct exporter **out,
    struct err *err)
{
	struct exporter *e = mem_new(1, sizeof(*e));
	int fd;

	e->form = form;
	e->path = mem_str(path);
	e->temp = mem_fmt("%s.tmp-%ld", path, (long)getpid());
	fd = open(e->temp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (fd != -1)
		e->file = fdopen(fd, "wb");
	if (e->file == NULL) {
		err_set(err, ERR_WORK, "%s: cannot be written: %s", path,
		    strerror(errno));
		if (fd != -1)
			close(fd);
		goto fail;
	}
	if (form == EXPORT_PACKAGE)
		e->package = package_new();
	put_head(e);
	if (write_line(e, err) == -1)
		goto fail;
	*out = e;
	return 0;
fail:
	export_drop(e);
	return -1;
}

/* The text format of COPY: what ends a field or line, and the backslash, with
 * a backslash before it; no value is \N. */
static void
escape_copy(struct buf *b, const char *s)
{
	if (s == NULL) {
		buf_puts(b, "\\N");
		return;
	}
	for (; *s != '\0'; s++)
		switch (*s) {
		case '\\':
			buf_puts(b, "\\\\");
			break;
		case '\t':
			buf_puts(b, "\\t");
			break;
		case '\n':
			buf_puts(b, "\\n");
			break;
		case '\r':
			buf_puts(b, "\\r");
			break;
		default:
			buf_putc(b, *s);
		}
}

static void
put_text(struct exporter *e, const char *s)
{
	if (e->line.len > 0)
		buf_putc(&e->line, e->form == EXPORT_POSTGRES ? '\t' : ',');
	if (e->form == EXPORT_POSTGRES)
		escape_copy(&e->line, s);
	else if (s != NULL)
		escape_csv(&e->line, s);
}

/* The shortest form that reads back equal. */
static void
put_number(struct exporter *e, double v)
{
	char text[40];

	snprintf(text, sizeof(text), "%.15g", v);
	if (strtod(text, NULL) != v)
		snprintf(text, sizeof(text), "%.17g", v);
	buf_putf(&e->line, "%c%s", e->form == EXPORT_POSTGRES ? '\t' : ',', text);
}

int
export_put(struct exporter *e, const struct export_row *row, struct err *err)
{
	const char *const before[] = { row->area_code, row->area_name,
		row->area_level };
	const char *const middle[] = { row->indicator, row->label,
		row->period };
	const char *const after[] = { row->unit, row->status, row->source,
		row->publisher, row->licence, row->licence_url, row->table_id };

	if (e->package != NULL)
		package_row(e->package, row);
	for (size_t i = 0; i < 3; i++)
		put_text(e, before[i]);
	put_number(e, row->area_year);
	for (size_t i = 0; i < 3; i++)
		put_text(e, middle[i]);
	put_number(e, row->value);
	for (size_t i = 0; i < 7; i++)
		put_text(e, after[i]);
	buf_puts(&e->line, e->form == EXPORT_POSTGRES ? "\n" : "\r\n");
	return write_line(e, err);
}

/* The rows that were written into an archive with what is said of them. */
static int
pack(struct exporter *e, struct err *err)
{
	struct buf said = { 0 };
	char *rows = mem_fmt("%s.csv", e->temp);
	struct zip_part parts[2] = { { .name = "datapackage.json" },
		{ .name = "figures.csv", .file = rows } };
	int rc = -1;

	package_print(e->package, &said);
	parts[0].data = said.data;
	parts[0].len = said.len;
	if (rename(e->temp, rows) == -1)
		err_set(err, ERR_WORK, "%s: cannot be written: %s", e->path,
		    strerror(errno));
	else
		rc = zip_write(e->temp, parts, 2, err);
	unlink(rows);
	free(rows);
	buf_free(&said);
	return rc;
}

int
export_end(struct exporter *e, struct err *err)
{
	int rc = -1;

	if (e->form == EXPORT_POSTGRES)
		buf_puts(&e->line, "\\.\nCOMMIT;\n");
	if (write_line(e, err) == -1)
		goto done;
	if (fflush(e->file) != 0 || fsync(fileno(e->file)) == -1)
		goto failed;
	if (e->package != NULL && pack(e, err) == -1)
		goto done;
	if (rename(e->temp, e->path) == -1)
		goto failed;
	rc = 0;
	goto done;
failed:
	err_set(err, ERR_WORK, "%s: cannot be written: %s", e->path,
	    strerror(errno));
done:
	export_drop(e);
	return rc;
}

void
export_drop(struct exporter *e)
{
	if (e == NULL)
		return;
	if (e->file != NULL) {
		fclose(e->file);
		unlink(e->temp); /* it is not there after export_end */
	}
	package_free(e->package);
	buf_free(&e->line);
	free(e->temp);
	free(e->path);
	free(e);
}
