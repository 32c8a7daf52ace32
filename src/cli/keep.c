/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * keep: which pages of before may stay.
 */
#include "cli/keep.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/mem.h"
#include "base/when.h"

#define PROGRAM_MAX (256u << 20) /* bytes */
#define INPUT_MAX (64u << 20)
#define DEPTH 6 /* of folders */

static void
push(struct digest *d, const char *text)
{
	digest_push(d, text == NULL ? "" : text,
	    (text == NULL ? 0 : strlen(text)) + 1);
}

static void
push_number(struct digest *d, int64_t n)
{
	char text[32];

	snprintf(text, sizeof(text), "%" PRId64, n);
	push(d, text);
}

static int
push_file(struct digest *d, const char *path, size_t max, struct err *err)
{
	struct buf data = { 0 };
	int rc = file_read(path, max, &data, err);

	push_number(d, (int64_t)data.len);
	digest_push(d, buf_str(&data), data.len);
	buf_free(&data);
	return rc;
}

/* Names and contents of all below it; what is not there is empty. Not the
 * compiler of Typst: its version is in package-lock.json. */
static int
push_tree(struct digest *d, const char *path, int depth, struct err *err)
{
	struct names names = { 0 };
	int rc = -1;

	if (!file_is_dir(path)) {
		rc = file_exists(path) ? push_file(d, path, INPUT_MAX, err) : 0;
		goto done;
	}
	if (depth == DEPTH) {
		err_set(err, ERR_INPUT, "%s: folders in folders, too deep",
		    path);
		goto done;
	}
	if (file_list(path, NULL, &names, err) == -1)
		goto done;
	for (size_t i = 0; i < names.n; i++) {
		char *one = file_join(path, names.items[i]);

		push(d, names.items[i]);
		rc = names.items[i][0] == '.' ||
			strcmp(names.items[i], "node_modules") == 0
		    ? 0
		    : push_tree(d, one, depth + 1, err);
		free(one);
		if (rc == -1)
			goto done;
	}
	rc = 0;
done:
	push(d, "/");
	names_free(&names);
	return rc;
}

int
keep_tools(const char *dir, char out[DIGEST_HEX], struct err *err)
{
	char *reports = file_join(file_share(), "reports");
	char *own = file_join(dir, "reports");
	struct digest *d = digest_new();
	int rc = -1;

	if (push_file(d, "/proc/self/exe", PROGRAM_MAX, err) == -1 ||
	    push_tree(d, reports, 0, err) == -1 ||
	    push_tree(d, own, 0, err) == -1)
		goto done;
	digest_hex(d, out);
	rc = 0;
done:
	digest_free(d);
	free(own);
	free(reports);
	return rc;
}

/* What pages say of the age of figures: only when it is long ago. */
static void
push_ages(struct digest *d, const struct pages *p)
{
	const struct sources *all = &p->session.fb.sources;
	struct buf age = { 0 };

	for (size_t i = 0; i < p->tables.n; i++) {
		const struct loaded_table *t = &p->tables.items[i];
		int64_t since = p->input.now - t->fetched_at;

		for (size_t s = 0; s < all->n; s++)
			if (strcmp(all->items[s].id, t->source) == 0 &&
			    all->items[s].stale_days > 0 &&
			    since >= (int64_t)all->items[s].stale_days * 86400)
				words_age(p->words, since, &age);
		buf_putc(&age, ';');
	}
	if (p->input.unchecked != 0)
		words_age(p->words, p->input.now - p->input.unchecked, &age);
	push(d, buf_str(&age));
	buf_free(&age);
	for (size_t i = 0; p->failed != NULL && p->failed[i] != NULL; i++) {
		char iso[21];

		push(d, p->failed[i]);
		when_iso(p->input.now, iso); /* pages name the day */
		iso[10] = '\0';
		push(d, iso);
	}
}

static void
push_notes(struct digest *d, const struct notes *notes)
{
	for (size_t i = 0; i < notes->n; i++) {
		const struct note *note = &notes->items[i];

		push(d, note->id);
		push(d, note->area);
		push(d, note->role);
		for (size_t q = 0; q < note->nquotes; q++) {
			push_number(d, note->quotes[q].held);
			push(d, note->quotes[q].opaque);
			push(d, note->quotes[q].text);
		}
	}
}

int
keep_snapshot(struct pages *p, char out[DIGEST_HEX], struct err *err)
{
	struct digest *d = digest_new();
	int64_t revision;
	int rc = -1;

	if (store_revision(p->session.store, &revision, err) == -1)
		goto done;
	push_number(d, revision);
	push_number(d, p->until);
	for (size_t i = 0; i < p->tables.n; i++) {
		push(d, p->tables.items[i].source);
		push(d, p->tables.items[i].table_id);
		push(d, p->tables.items[i].run);
		push_number(d, p->tables.items[i].facts);
	}
	push_notes(d, &p->told.notes);
	push_ages(d, p);
	digest_hex(d, out);
	rc = 0;
done:
	digest_free(d);
	return rc;
}

int
keep_all(struct pages *p, const struct areas *areas, const char *kind,
    const char *tools, const char *snapshot, char out[DIGEST_HEX],
    struct err *err)
{
	static const char *const inputs[] = { "feiten.json", "sources",
		"story", "notes", "decisions", "editions", "reports" };
	char *builtin = file_join(file_share(), "sources");
	struct digest *d = digest_new();
	int rc = push_tree(d, builtin, 0, err);

	push(d, kind);
	push(d, tools);
	push(d, snapshot);
	push(d, words_lang(p->words));
	push_number(d, p->html | p->pdf << 1 | p->json << 2 | p->site << 3 |
		p->csv << 4 | p->towns << 5);
	for (size_t i = 0; i < areas->n; i++)
		push(d, areas->items[i].code);
	for (size_t i = 0; i < p->sheets.n; i++) /* pages lead to them */
		push(d, p->sheets.links[i].id);
	for (size_t i = 0; i < p->comparing.n; i++)
		push(d, p->comparing.items[i].file);
	for (size_t i = 0; rc == 0 && i < sizeof(inputs) / sizeof(inputs[0]);
	     i++) {
		char *path = file_join(p->session.fb.dir, inputs[i]);

		rc = push_tree(d, path, 0, err);
		free(path);
	}
	if (rc == 0)
		digest_hex(d, out);
	digest_free(d);
	free(builtin);
	return rc;
}

/* The day a page is made stands on it, but is no reason to make it. Three
 * members of the edition, and the value of the fact with this label, say it. */
struct dated {
	const struct json *edition, *facts; /* a list */
	const char *label;
};

/* Whether a member of an object that stands in `in` says it. */
static bool
is_dated(const struct dated *t, const struct json *in,
    const struct json *object, const char *name)
{
	const char *says;

	if (object == t->edition)
		return strcmp(name, "date") == 0 || strcmp(name, "iso") == 0 ||
		    strcmp(name, "footer") == 0;
	if (in == NULL || in != t->facts || strcmp(name, "value") != 0)
		return false;
	says = json_get_str(object, "label");
	return says != NULL && strcmp(says, t->label) == 0;
}

/* All of a value, without printing it: each part with its kind before it and
 * its end behind it. Depth is that of models, which we made. */
static void
push_value(struct digest *d, const struct json *j, const struct json *in,
    const struct dated *t)
{
	const struct json *item;
	double number;

	if (json_is_object(j) || json_is_array(j)) {
		bool object = json_is_object(j);

		digest_push(d, object ? "{" : "[", 1);
		for (item = json_first(j); item != NULL;
		     item = json_next(item)) {
			if (object && is_dated(t, in, j, json_name(item)))
				continue;
			if (object)
				push(d, json_name(item));
			push_value(d, item, j, t);
		}
		digest_push(d, "}", 1);
	} else if (json_is_string(j)) {
		digest_push(d, "s", 1);
		push(d, json_str(j));
	} else if (json_is_number(j)) {
		number = json_num(j);
		number = number == 0 ? 0 : number; /* -0 is printed as 0 */
		digest_push(d, "n", 1);
		digest_push(d, &number, sizeof(number));
	} else {
		digest_push(d, json_is_null(j) ? "-" : json_true(j) ? "t" : "f",
		    1);
	}
}

/* The key of a page, by its model before charts are drawn. */
static void
keep_key(const struct keep *k, const struct words *words,
    const struct json *model, char out[DIGEST_HEX])
{
	const struct dated t = { json_get(model, "edition"),
		json_get(model, "facts"), words_get(words, "fact.edition") };
	struct digest *d = digest_new();

	push(d, k->tools);
	push_value(d, model, NULL, &t);
	digest_hex(d, out);
	digest_free(d);
}

/* Have the page in dir, when it was made out of this key before: 1; 0 when it
 * must be made, and it is noted that it is being made; -1 with err set. */
static int
keep_page(const struct keep *k, const char *code, const char *key,
    const bool forms[FORMS], struct err *err)
{
	struct made_page page = { .key = "-", .sizes = { -1, -1, -1, -1 } };
	const struct made_page *there;

	if (!k->force && journal_find(&k->now, code, key, forms) != NULL)
		return 1;
	there = k->force || k->old == NULL
	    ? NULL
	    : journal_find(&k->before, code, key, forms);
	if (there == NULL) {
		snprintf(page.code, sizeof(page.code), "%s", code);
		return journal_add(k->dir, &page, err);
	}
	for (size_t f = 0; f < FORMS; f++) {
		char *from = mem_fmt("%s/%s.%s", k->old, code, form_endings[f]);
		char *to = mem_fmt("%s/%s.%s", k->dir, code, form_endings[f]);
		int rc = forms[f] ? folder_link(from, to, err) : 0;

		free(from);
		free(to);
		if (rc == -1)
			return -1;
	}
	page = *there;
	for (size_t f = 0; f < FORMS; f++)
		if (!forms[f])
			page.sizes[f] = -1;
	return journal_add(k->dir, &page, err) == -1 ? -1 : 1;
}

int
keep_or_note(const struct keep *k, const char *dir, const struct words *words,
    const struct json *model, const char *code, const bool forms[FORMS],
    char key[DIGEST_HEX], struct err *err)
{
	struct made_page page = { .key = "-", .sizes = { -1, -1, -1, -1 } };

	if (k == NULL) {
		snprintf(page.code, sizeof(page.code), "%s", code);
		return journal_add(dir, &page, err);
	}
	keep_key(k, words, model, key);
	return keep_page(k, code, key, forms, err);
}

int
keep_made(const struct keep *k, const char *code, const char *key,
    const bool forms[FORMS], struct err *err)
{
	struct made_page page = { .sizes = { -1, -1, -1, -1 } };

	snprintf(page.code, sizeof(page.code), "%s", code);
	snprintf(page.key, sizeof(page.key), "%s", key);
	for (size_t f = 0; f < FORMS; f++) {
		char *file = mem_fmt("%s/%s.%s", k->dir, code, form_endings[f]);

		if (forms[f])
			page.sizes[f] = file_size(file);
		free(file);
	}
	return journal_add(k->dir, &page, err);
}

/* Whether a file holds these bytes. */
static bool
holds(const char *path, const struct buf *data)
{
	struct buf there = { 0 };
	struct err ignored = { 0 };
	bool same = file_size(path) == (int64_t)data->len &&
	    file_read(path, data->len, &there, &ignored) == 0 &&
	    there.len == data->len &&
	    memcmp(there.data, buf_str(data), data->len) == 0;

	buf_free(&there);
	return same;
}

int
keep_write(const struct keep *k, const char *name, const struct buf *data,
    struct err *err)
{
	char *to = file_join(k->dir, name), *from = NULL;
	int rc;

	if (k->old == NULL) {
		rc = file_update(to, buf_str(data), data->len, 0666, NULL, err);
	} else {
		from = file_join(k->old, name);
		rc = holds(from, data)
		    ? folder_link(from, to, err)
		    : folder_put(to, buf_str(data), data->len, err);
	}
	free(from);
	free(to);
	return rc;
}
