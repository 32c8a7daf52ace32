/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * tree: find files and read their rows, an .ndjson file row by row.
 */
#include "tree.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <zlib.h>

#include "json.h"

#define CHUNK (256u * 1024)

static const char *const suffixes[] = { ".ndjson", ".ndjson.gz", ".json" };
#define SUFFIXES (sizeof(suffixes) / sizeof(suffixes[0]))

static void
set_path(
    struct text *path, const char *base, const char *host, const char *table)
{
	path->n = 0;
	text_printf(path, "%s/%s", base, host);
	if (table != NULL)
		text_printf(path, "/%s", table);
}

static bool
find_under(const char *base, const char *host, const char *table,
    const char *set, struct tree_file *out)
{
	struct stat st;

	for (size_t i = 0; base != NULL && i < SUFFIXES; i++) {
		set_path(&out->path, base, host, table);
		text_printf(&out->path, "/%s%s", set, suffixes[i]);
		if (stat(out->path.s, &st) == -1 || !S_ISREG(st.st_mode))
			continue;
		out->changed = st.st_mtim;
		out->size = st.st_size;
		out->inode = st.st_ino;
		return true;
	}
	return false;
}

bool
tree_find(const struct tree *tree, const char *host, const char *table,
    const char *set, struct tree_file *out)
{
	struct tree_file file = { 0 };

	if (!find_under(tree->overlay, host, table, set, &file) &&
	    !find_under(tree->root, host, table, set, &file)) {
		tree_file_clear(&file);
		return false;
	}
	*out = file;
	return true;
}

bool
tree_same(const struct tree_file *a, const struct tree_file *b)
{
	return strcmp(a->path.s, b->path.s) == 0 && a->size == b->size &&
	    a->inode == b->inode && a->changed.tv_sec == b->changed.tv_sec &&
	    a->changed.tv_nsec == b->changed.tv_nsec;
}

void
tree_file_clear(struct tree_file *file)
{
	text_free(&file->path);
	*file = (struct tree_file){ 0 };
}

bool
tree_has_table(const struct tree *tree, const char *host, const char *table)
{
	const char *const bases[] = { tree->overlay, tree->root };
	struct text path = { 0 };
	struct stat st;
	bool found = false;

	for (size_t i = 0; i < 2 && !found; i++) {
		if (bases[i] == NULL)
			continue;
		set_path(&path, bases[i], host, table);
		found = stat(path.s, &st) == 0 && S_ISDIR(st.st_mode);
	}
	text_free(&path);
	return found;
}

/* Whole lines out of t; what is left over moves to its front. */
static int
give_lines(struct text *t, bool last, int (*row)(void *arg, struct span row),
    void *arg)
{
	size_t from = 0;
	int rc = 0;

	while (rc == 0 && from < t->n) {
		char *nl = memchr(t->s + from, '\n', t->n - from);
		size_t end = nl != NULL ? (size_t)(nl - t->s) : t->n;

		if (nl == NULL && !last)
			break;
		if (end > from)
			rc = row(arg, (struct span){ t->s + from, end - from });
		from = nl != NULL ? end + 1 : end;
	}
	if (from > 0) {
		memmove(t->s, t->s + from, t->n - from);
		t->n -= from;
	}
	return rc;
}

static int
give_elements(
    struct span whole, int (*row)(void *arg, struct span row), void *arg)
{
	struct span array, element;
	const char *at = NULL;
	int rc;

	if (!json_get(whole, "value", &array))
		return -1;
	while ((rc = json_element(array, &at, &element)) == 1) {
		rc = row(arg, element);
		if (rc != 0)
			return rc;
	}
	return rc;
}

int
tree_rows(const struct tree_file *file, int (*row)(void *arg, struct span row),
    void *arg)
{
	/* gzread passes a file that is no gzip through as it is. */
	gzFile in = gzopen(file->path.s, "rb");
	bool lines = strstr(file->path.s, ".ndjson") != NULL;
	char *chunk = must_alloc(CHUNK);
	struct text t = { 0 };
	int n, rc = 0;

	if (in == NULL) {
		free(chunk);
		return -1;
	}
	do {
		n = gzread(in, chunk, CHUNK);
		if (n > 0)
			text_add(&t, chunk, (size_t)n);
		if (n < 0)
			rc = -1;
		else if (lines)
			rc = give_lines(&t, n == 0, row, arg);
	} while (rc == 0 && n > 0);
	if (rc == 0 && !lines)
		rc = give_elements((struct span){ t.s, t.n }, row, arg);
	text_free(&t);
	free(chunk);
	gzclose(in);
	return rc;
}

void
tree_text(const struct tree_file *file, struct text *out)
{
	gzFile in = gzopen(file->path.s, "rb");
	char *chunk = must_alloc(CHUNK);
	int n;

	text_puts(out, "");
	while (in != NULL && (n = gzread(in, chunk, CHUNK)) > 0)
		text_add(out, chunk, (size_t)n);
	if (in != NULL)
		gzclose(in);
	free(chunk);
}

struct names {
	char **items;
	size_t n;
};

static void
add_name(struct names *names, struct span name)
{
	for (size_t i = 0; i < names->n; i++)
		if (span_is(name, names->items[i]))
			return;
	names->items =
	    realloc(names->items, (names->n + 1) * sizeof(*names->items));
	if (names->items == NULL)
		abort();
	names->items[names->n] = must_alloc(name.n + 1);
	memcpy(names->items[names->n++], name.p, name.n);
}

static void
add_folder(struct names *names, const char *path)
{
	DIR *dir = opendir(path);
	struct dirent *entry;

	while (dir != NULL && (entry = readdir(dir)) != NULL) {
		size_t len = strlen(entry->d_name);

		for (size_t i = 0; i < SUFFIXES; i++) {
			size_t tail = strlen(suffixes[i]);

			if (len > tail &&
			    strcmp(entry->d_name + len - tail, suffixes[i]) ==
				0)
				add_name(names,
				    (struct span){ entry->d_name, len - tail });
		}
	}
	if (dir != NULL)
		closedir(dir);
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Sorted, one a line; the names are given up. */
static void
put_names(struct names *names, struct text *out)
{
	if (names->n > 0)
		qsort(names->items, names->n, sizeof(*names->items), by_name);
	for (size_t i = 0; i < names->n; i++) {
		text_printf(out, "%s\n", names->items[i]);
		free(names->items[i]);
	}
	free(names->items);
}

void
tree_tables(const struct tree *tree, const char *host, struct text *out)
{
	const char *const bases[] = { tree->overlay, tree->root };
	struct names names = { 0 };
	struct text path = { 0 };

	for (size_t i = 0; i < 2; i++) {
		struct dirent *entry;
		DIR *dir;

		if (bases[i] == NULL)
			continue;
		set_path(&path, bases[i], host, NULL);
		dir = opendir(path.s);
		while (dir != NULL && (entry = readdir(dir)) != NULL) {
			struct span name = { entry->d_name,
				strlen(entry->d_name) };

			if (name_is_safe(name) &&
			    tree_has_table(tree, host, entry->d_name))
				add_name(&names, name);
		}
		if (dir != NULL)
			closedir(dir);
	}
	put_names(&names, out);
	text_free(&path);
}

void
tree_sets(const struct tree *tree, const char *host, const char *table,
    struct text *out)
{
	const char *const bases[] = { tree->overlay, tree->root };
	struct names names = { 0 };
	struct text path = { 0 };

	for (size_t i = 0; i < 2; i++) {
		if (bases[i] == NULL)
			continue;
		set_path(&path, bases[i], host, table);
		add_folder(&names, path.s);
	}
	put_names(&names, out);
	text_free(&path);
}
