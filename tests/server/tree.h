/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * tree: the folder the server serves from. ROOT/<host>/Tables.json, and
 * ROOT/<host>/<table>/<set>.json, .ndjson or .ndjson.gz. A file of the
 * overlay folder, of the same shape, wins; both are looked at on each
 * request, so a test may change them while the server runs.
 */
#ifndef SERVER_TREE_H
#define SERVER_TREE_H

#include <stdbool.h>
#include <sys/types.h>
#include <time.h>

#include "text.h"

struct tree {
	const char *root, *overlay; /* overlay may be NULL */
};

struct tree_file { /* a file as it was when it was found */
	struct text path;
	struct timespec changed;
	off_t size;
	ino_t inode;
};

/* The file of an entity set; table NULL: of the host's catalogue. All names
 * must be safe ones. False when there is none. */
bool tree_find(const struct tree *tree, const char *host, const char *table,
    const char *set, struct tree_file *out);
bool tree_same(const struct tree_file *a, const struct tree_file *b);
void tree_file_clear(struct tree_file *file);
bool tree_has_table(
    const struct tree *tree, const char *host, const char *table);
/* Hand over each row (one JSON object) in order, until row() gives other
 * than 0, which is returned. 0 at the end, -1 when the file is not readable
 * or not what it should be. Memory does not grow with an .ndjson file. */
int tree_rows(const struct tree_file *file,
    int (*row)(void *arg, struct span row), void *arg);
/* The whole file as text, unpacked; nothing when it cannot be read. */
void tree_text(const struct tree_file *file, struct text *out);
/* Names of a host's tables, sorted, one a line. */
void tree_tables(
    const struct tree *tree, const char *host, struct text *out);
/* Names of a table's entity sets, sorted, one a line. */
void tree_sets(const struct tree *tree, const char *host, const char *table,
    struct text *out);

#endif
