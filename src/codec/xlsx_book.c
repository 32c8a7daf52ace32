/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * xlsx_book: which parts a workbook has. Parts name each other through
 * relations: the package names the workbook, that its sheets and its shared
 * strings. Names are looked up in the archive and never used as paths.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/text.h"
#include "codec/xlsx_own.h"
#include "codec/xml.h"

#define RELATIONS 4096

struct relation {
	char *id, *type, *target; /* target: full name of an entry */
};

struct relations {
	const char *base; /* part whose relations they are */
	struct relation *items;
	size_t n, cap;
};

struct book {
	struct xlsx *x;
	struct relations *relations;
};

/* The entry of that name; the names of parts do not heed case. */
static int
find_part(const struct xlsx *x, const char *name, size_t *i, struct err *err)
{
	struct zip_entry e;

	for (size_t k = 0; k < zip_file_count(x->zip); k++) {
		if (zip_file_entry(x->zip, k, &e, err) != 0)
			return -1;
		if (strcasecmp(e.name, name) == 0) {
			*i = k;
			return 0;
		}
	}
	return err_set(err, ERR_INPUT, "there is no %s in it: not a "
	    "spreadsheet of the kind .xlsx, or damaged", name);
}

/* Drop the last part of a path in out, and the slash before it. */
static void
up(struct buf *out)
{
	const char *slash;

	if (out->len == 0)
		return;
	slash = strrchr(out->data, '/');
	out->len = slash == NULL ? 0 : (size_t)(slash - out->data);
	out->data[out->len] = '\0';
}

/* A target is absolute from the top of the package, or relative to the folder
 * of the part that names it. */
static char *
resolve(const char *base, const char *target)
{
	struct buf out = { 0 };
	size_t len;

	buf_puts(&out, target[0] == '/' ? "" : base);
	up(&out);
	for (; *target != '\0'; target += len) {
		target += strspn(target, "/");
		len = strcspn(target, "/");
		if (len == 2 && memcmp(target, "..", 2) == 0) {
			up(&out);
		} else if (len > 0 && !(len == 1 && *target == '.')) {
			if (out.len > 0)
				buf_putc(&out, '/');
			buf_put(&out, target, len);
		}
	}
	buf_puts(&out, "");
	return buf_take(&out);
}

static int
on_relation(void *arg, const char *name, const char **attrs, struct err *err)
{
	struct relations *r = arg;
	const char *id = xml_attr(attrs, "Id");
	const char *type = xml_attr(attrs, "Type");
	const char *target = xml_attr(attrs, "Target");
	const char *mode = xml_attr(attrs, "TargetMode");
	const char *slash;

	if (strcmp(name, "Relationship") != 0 || id == NULL || type == NULL ||
	    target == NULL || (mode != NULL && strcmp(mode, "External") == 0))
		return 0;
	if (r->n == RELATIONS)
		return err_set(err, ERR_INPUT, "more than %d relations",
		    RELATIONS);
	MEM_PUSH(r->items, r->n, r->cap);
	slash = strrchr(type, '/');
	r->items[r->n].id = mem_str(id);
	r->items[r->n].type = mem_str(slash == NULL ? type : slash + 1);
	r->items[r->n++].target = resolve(r->base, target);
	return 0;
}

static void
relations_free(struct relations *r)
{
	for (size_t i = 0; i < r->n; i++) {
		free(r->items[i].id);
		free(r->items[i].type);
		free(r->items[i].target);
	}
	free(r->items);
}

/* part: whose relations; "" for those of the package. */
static int
read_relations(struct xlsx *x, const char *part, struct relations *out,
    struct err *err)
{
	const struct xml_sink sink = { .arg = out, .start = on_relation };
	const char *slash = strrchr(part, '/');
	size_t dir = slash == NULL ? 0 : (size_t)(slash + 1 - part), i;
	char *name = mem_fmt("%.*s_rels/%s.rels", (int)dir, part, part + dir);
	int rc = -1;

	out->base = part;
	if (find_part(x, name, &i, err) == 0)
		rc = xml_walk(x->zip, i, XLSX_PART, &sink, err);
	free(name);
	return rc;
}

static const struct relation *
relation_by_type(const struct relations *r, const char *type)
{
	for (size_t i = 0; i < r->n; i++)
		if (strcmp(r->items[i].type, type) == 0)
			return &r->items[i];
	return NULL;
}

static const struct relation *
relation_by_id(const struct relations *r, const char *id)
{
	for (size_t i = 0; i < r->n; i++)
		if (strcmp(r->items[i].id, id) == 0)
			return &r->items[i];
	return NULL;
}

static int
on_sheet(void *arg, const char *element, const char **attrs, struct err *err)
{
	struct book *b = arg;
	struct xlsx *x = b->x;
	const char *name = xml_attr(attrs, "name");
	const char *id = xml_attr(attrs, "id");
	const char *state = xml_attr(attrs, "state");
	const struct relation *r;
	size_t entry;

	if (strcmp(element, "sheet") != 0 || name == NULL || id == NULL)
		return 0;
	r = relation_by_id(b->relations, id);
	/* A sheet of a chart or a macro holds no cells. */
	if (r == NULL || strcmp(r->type, "worksheet") != 0)
		return 0;
	if (x->n == XLSX_SHEETS)
		return err_set(err, ERR_INPUT, "more than %d sheets",
		    XLSX_SHEETS);
	if (find_part(x, r->target, &entry, err) != 0)
		return err_ctx(err, "sheet \"%.80s\"", name);
	MEM_PUSH(x->sheets, x->n, x->cap);
	x->sheets[x->n].name = mem_str(name);
	x->sheets[x->n].entry = entry;
	x->sheets[x->n++].hidden = state != NULL &&
	    strcmp(state, "visible") != 0;
	return 0;
}

/* The workbook itself, once its name is known. */
static int
read_sheets(struct xlsx *x, const char *workbook, struct err *err)
{
	struct relations r = { 0 };
	struct book b = { x, &r };
	const struct xml_sink sink = { .arg = &b, .start = on_sheet };
	const struct relation *strings;
	size_t i;
	int rc = -1;

	if (find_part(x, workbook, &i, err) != 0 ||
	    read_relations(x, workbook, &r, err) != 0 ||
	    xml_walk(x->zip, i, XLSX_PART, &sink, err) != 0)
		goto done;
	strings = relation_by_type(&r, "sharedStrings");
	if (strings != NULL) {
		if (find_part(x, strings->target, &x->strings_entry, err) != 0)
			goto done;
		x->has_strings = true;
	}
	if (x->n == 0) {
		err_set(err, ERR_INPUT, "the workbook has no sheet with cells");
		goto done;
	}
	rc = 0;
done:
	relations_free(&r);
	return rc;
}

int
xlsx_read_book(struct xlsx *x, struct err *err)
{
	struct relations r = { 0 };
	const struct relation *book;
	size_t len;
	int rc = -1;

	if (read_relations(x, "", &r, err) != 0)
		goto done;
	book = relation_by_type(&r, "officeDocument");
	if (book == NULL) {
		err_set(err, ERR_INPUT, "no workbook in it: not a spreadsheet "
		    "of the kind .xlsx");
		goto done;
	}
	len = strlen(book->target);
	if (len > 4 && strcasecmp(book->target + len - 4, ".bin") == 0) {
		err_set(err, ERR_INPUT, "a binary workbook (.xlsb): save it as "
		    ".xlsx");
		goto done;
	}
	rc = read_sheets(x, book->target, err);
done:
	relations_free(&r);
	return rc;
}
