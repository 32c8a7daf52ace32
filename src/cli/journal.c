/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * journal: which pages lie in a folder, and out of what each was made.
 */
#include "cli/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/mem.h"
#include "base/text.h"

#define JOURNAL_MAX (64u << 20) /* bytes */

const char *const form_endings[FORMS] = { "html", "pdf", "json",
	"csv" };

/* The next field, up to a tab, into out; false when it does not fit. */
static bool
field(const char **at, const char *end, char *out, size_t size)
{
	const char *stop = memchr(*at, '\t', (size_t)(end - *at));
	size_t len = (size_t)((stop == NULL ? end : stop) - *at);

	if (len == 0 || len >= size)
		return false;
	memcpy(out, *at, len);
	out[len] = '\0';
	*at = stop == NULL ? end : stop + 1;
	return true;
}

static bool
is_key(const char *s)
{
	return strcmp(s, "-") == 0 ||
	    (strlen(s) == DIGEST_HEX - 1 &&
		strspn(s, "0123456789abcdef") == DIGEST_HEX - 1);
}

static bool
read_size(const char *s, int64_t *out)
{
	char *end;

	*out = -1;
	if (strcmp(s, "-") == 0)
		return true;
	if (*s < '0' || *s > '9' || strlen(s) > 12)
		return false;
	*out = strtoll(s, &end, 10);
	return *end == '\0';
}

static bool
read_line(const char *at, const char *end, struct journal *j)
{
	struct made_page page = { .sizes = { -1, -1, -1, -1 } };
	char size[16];

	if (!field(&at, end, page.code, sizeof(page.code)) ||
	    !field(&at, end, page.key, sizeof(page.key)) || !is_key(page.key))
		return false;
	for (size_t f = 0; f < FORMS; f++)
		if (!field(&at, end, size, sizeof(size)) ||
		    !read_size(size, &page.sizes[f]))
			return false;
	if (at != end)
		return false;
	MEM_PUSH(j->items, j->n, j->cap);
	j->items[j->n++] = page;
	return true;
}

/* The first line, with the key of all. */
static bool
read_head(const char *at, const char *end, struct journal *j)
{
	char name[16], version[4], key[DIGEST_HEX];

	if (!field(&at, end, name, sizeof(name)) ||
	    !field(&at, end, version, sizeof(version)) ||
	    !field(&at, end, key, sizeof(key)) || !is_key(key) ||
	    strcmp(name, "feiten-pages") != 0 || strcmp(version, "2") != 0)
		return false;
	if (strcmp(key, "-") != 0)
		memcpy(j->all, key, sizeof(j->all));
	return true;
}

static int
by_code(const void *a, const void *b)
{
	const struct made_page *x = a, *y = b;

	return strcmp(x->code, y->code);
}

/* By code, and of each code the last line. Kept in the order they came in by
 * a stable sort: n log n by halves. */
static void
sort_pages(struct made_page *items, struct made_page *room, size_t n)
{
	size_t half = n / 2, i = 0, k = half, out = 0;

	if (n < 2)
		return;
	sort_pages(items, room, half);
	sort_pages(items + half, room, n - half);
	while (i < half || k < n)
		room[out++] = k == n ||
			(i < half && by_code(&items[i], &items[k]) <= 0)
		    ? items[i++]
		    : items[k++];
	memcpy(items, room, n * sizeof(*items));
}

static void
settle(struct journal *j)
{
	struct made_page *room = mem_new(j->n + 1, sizeof(*room));
	size_t n = 0;

	sort_pages(j->items, room, j->n);
	for (size_t i = 0; i < j->n; i++)
		if (i + 1 == j->n || by_code(&j->items[i], &j->items[i + 1]))
			j->items[n++] = j->items[i];
	j->n = n;
	free(room);
}

void
journal_parse(const char *text, size_t len, struct journal *out)
{
	const char *at = text, *end = text + len, *stop;
	bool good = memchr(text, '\0', len) == NULL;

	*out = (struct journal){ 0 };
	/* A line without an end is one that a kill cut off. */
	while (good &&
	    (stop = memchr(at, '\n', (size_t)(end - at))) != NULL) {
		good = at == text ? read_head(at, stop, out)
				  : read_line(at, stop, out);
		at = stop + 1;
	}
	if (!good)
		out->n = 0, out->all[0] = '\0';
	settle(out);
}

void
journal_read(const char *dir, struct journal *out)
{
	char *path = file_join(dir, ".pages");
	struct buf text = { 0 };
	struct err ignored = { 0 };

	if (!file_exists(path) ||
	    file_read(path, JOURNAL_MAX, &text, &ignored) == -1)
		buf_clear(&text);
	journal_parse(buf_str(&text), text.len, out);
	out->dir = mem_str(dir);
	buf_free(&text);
	free(path);
}

void
journal_free(struct journal *j)
{
	free(j->dir);
	free(j->items);
	*j = (struct journal){ 0 };
}

static const struct made_page *
find(const struct journal *j, const char *code)
{
	struct made_page key = { .code = "" };

	if (j->n == 0 || strlen(code) >= sizeof(key.code))
		return NULL;
	memcpy(key.code, code, strlen(code) + 1);
	return bsearch(&key, j->items, j->n, sizeof(key), by_code);
}

const struct made_page *
journal_find(const struct journal *j, const char *code, const char *key,
    const bool forms[FORMS])
{
	const struct made_page *page = find(j, code);

	if (page == NULL || strcmp(page->key, "-") == 0 ||
	    (key != NULL && strcmp(page->key, key) != 0))
		return NULL;
	for (size_t f = 0; f < FORMS; f++) {
		char *file = mem_fmt("%s/%s.%s", j->dir, code, form_endings[f]);
		bool well = !forms[f] ||
		    (page->sizes[f] >= 0 && file_size(file) == page->sizes[f]);

		free(file);
		if (!well)
			return NULL;
	}
	return page;
}

static void
print_page(const struct made_page *page, struct buf *out)
{
	buf_putf(out, "%s\t%s", page->code, page->key);
	for (size_t f = 0; f < FORMS; f++)
		if (page->sizes[f] < 0)
			buf_puts(out, "\t-");
		else
			buf_putf(out, "\t%" PRId64, page->sizes[f]);
	buf_putc(out, '\n');
}

int
journal_add(const char *dir, const struct made_page *page, struct err *err)
{
	char *path = file_join(dir, ".pages");
	int fd = open(path, O_WRONLY | O_APPEND | O_CLOEXEC);
	struct buf line = { 0 };
	int rc = 0;

	if (fd == -1 && errno == ENOENT)
		goto done; /* nobody keeps one of this folder */
	print_page(page, &line);
	/* In one write: lines of two workers do not mix. */
	if (fd == -1 ||
	    write(fd, line.data, line.len) != (ssize_t)line.len)
		rc = err_set(err, ERR_WORK, "%s: cannot write: %s", path,
		    strerror(errno));
	if (fd != -1)
		close(fd);
done:
	buf_free(&line);
	free(path);
	return rc;
}

int
journal_pack(const char *dir, const char *const *codes, size_t n,
    const char *all, struct err *err)
{
	char *path = file_join(dir, ".pages");
	struct journal j;
	struct buf text = { 0 };
	int rc;

	journal_read(dir, &j);
	buf_putf(&text, "feiten-pages\t2\t%s\n", all[0] == '\0' ? "-" : all);
	for (size_t i = 0; i < (codes == NULL ? j.n : n); i++) {
		const struct made_page *page =
		    codes == NULL ? &j.items[i] : find(&j, codes[i]);

		if (page != NULL && strcmp(page->key, "-") != 0)
			print_page(page, &text);
	}
	rc = file_update(path, buf_str(&text), text.len, 0666, NULL, err);
	buf_free(&text);
	journal_free(&j);
	free(path);
	return rc;
}
