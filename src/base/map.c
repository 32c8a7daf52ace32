/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * map: from a string to a number.
 */
#include "base/map.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct map_slot {
	char *key; /* NULL: free */
	size_t len;
	uint64_t hash;
	int64_t value;
};

/* FNV-1a with a final mix; keys come from files we check, so flooding is no
 * concern beyond slowness. */
static uint64_t
hash_of(const char *key, size_t len)
{
	uint64_t h = 1469598103934665603u;
	size_t i;

	for (i = 0; i < len; i++)
		h = (h ^ (unsigned char)key[i]) * 1099511628211u;
	return h ^ h >> 29;
}

static struct map_slot *
slot_of(const struct map *m, const char *key, size_t len, uint64_t hash)
{
	size_t i = hash & (m->cap - 1);

	for (;; i = (i + 1) & (m->cap - 1)) {
		struct map_slot *s = &m->slots[i];

		if (s->key == NULL ||
		    (s->hash == hash && s->len == len &&
			memcmp(s->key, key, len) == 0))
			return s;
	}
}

static void
rehash(struct map *m)
{
	struct map_slot *old = m->slots;
	size_t cap = m->cap, i;

	m->cap = cap == 0 ? 64 : cap * 2;
	m->slots = mem_new(m->cap, sizeof(*m->slots));
	for (i = 0; i < cap; i++)
		if (old[i].key != NULL)
			*slot_of(m, old[i].key, old[i].len, old[i].hash) =
			    old[i];
	free(old);
}

void
map_put(struct map *m, const char *key, size_t len, int64_t value)
{
	uint64_t hash = hash_of(key, len);
	struct map_slot *s;

	if (m->n * 4 >= m->cap * 3)
		rehash(m);
	s = slot_of(m, key, len, hash);
	if (s->key == NULL) {
		s->key = mem_strn(key, len);
		s->len = len;
		s->hash = hash;
		m->n++;
	}
	s->value = value;
}

bool
map_get(const struct map *m, const char *key, size_t len, int64_t *value)
{
	const struct map_slot *s;

	if (m->n == 0)
		return false;
	s = slot_of(m, key, len, hash_of(key, len));
	if (s->key == NULL)
		return false;
	if (value != NULL)
		*value = s->value;
	return true;
}

void
map_puts(struct map *m, const char *key, int64_t value)
{
	map_put(m, key, strlen(key), value);
}

bool
map_gets(const struct map *m, const char *key, int64_t *value)
{
	return map_get(m, key, strlen(key), value);
}

void
map_free(struct map *m)
{
	size_t i;

	for (i = 0; i < m->cap; i++)
		free(m->slots[i].key);
	free(m->slots);
	memset(m, 0, sizeof(*m));
}
