/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * map: from a string to a number (an index or an id). Open addressing; keys
 * are copied. { 0 } is an empty map.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct map_slot;
struct map {
	struct map_slot *slots;
	size_t n, cap;
};

/* Set key (len bytes) to value; an existing key gets the new value. */
void map_put(struct map *m, const char *key, size_t len, int64_t value);
/* Find: true and *value (when not NULL), or false. */
bool map_get(const struct map *m, const char *key, size_t len, int64_t *value);
/* The same for a NUL-terminated key. */
void map_puts(struct map *m, const char *key, int64_t value);
bool map_gets(const struct map *m, const char *key, int64_t *value);
void map_free(struct map *m);

#endif
