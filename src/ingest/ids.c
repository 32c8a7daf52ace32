/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * ids: numbers are parted by their first bits, so that each part can be
 * sorted by itself at the end.
 */
#include "ingest/ids.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define PARTS 64
#define BLOCK 512 /* numbers of one part that are laid down together */

struct part {
	uint64_t numbers[BLOCK];
	size_t n;
};

struct ids {
	FILE *file;	       /* blocks; NULL: none yet */
	unsigned char *owners; /* of each block: its part */
	size_t nblocks, capblocks;
	struct part parts[PARTS];
};

struct ids *
ids_new(void)
{
	return mem_new(1, sizeof(struct ids));
}

/* FNV-1a, and the finish of MurmurHash3, which spreads it over all bits. */
uint64_t
ids_number(const char *text)
{
	uint64_t h = 14695981039346656037u;

	for (; *text != '\0'; text++)
		h = (h ^ (unsigned char)*text) * 1099511628211u;
	h = (h ^ h >> 33) * 0xff51afd7ed558ccdu;
	h = (h ^ h >> 33) * 0xc4ceb9fe1a85ec53u;
	return h ^ h >> 33;
}

static int
failed(struct err *err)
{
	return err_set(err, ERR_WORK,
	    "cannot keep the ids of features in a file for now: %s",
	    strerror(errno));
}

static int
lay_down(struct ids *ids, size_t at, struct err *err)
{
	struct part *part = &ids->parts[at];

	if (ids->file == NULL && (ids->file = tmpfile()) == NULL)
		return failed(err);
	if (fwrite(part->numbers, sizeof(part->numbers), 1, ids->file) != 1)
		return failed(err);
	MEM_PUSH(ids->owners, ids->nblocks, ids->capblocks);
	ids->owners[ids->nblocks++] = (unsigned char)at;
	part->n = 0;
	return 0;
}

int
ids_add(struct ids *ids, const char *text, struct err *err)
{
	uint64_t number = ids_number(text);
	size_t at = number >> 58;
	struct part *part = &ids->parts[at];

	part->numbers[part->n++] = number;
	return part->n == BLOCK ? lay_down(ids, at, err) : 0;
}

/* All numbers of a part, into all; how many, or -1. */
static int
gather(struct ids *ids, size_t at, uint64_t *all, size_t *n, struct err *err)
{
	const struct part *part = &ids->parts[at];

	*n = part->n;
	memcpy(all, part->numbers, part->n * sizeof(*all));
	for (size_t i = 0; i < ids->nblocks; i++) {
		if (ids->owners[i] != at)
			continue;
		if (fseeko(ids->file, (off_t)(i * sizeof(part->numbers)),
			SEEK_SET) == -1 ||
		    fread(all + *n, sizeof(part->numbers), 1, ids->file) != 1)
			return failed(err);
		*n += BLOCK;
	}
	return 0;
}

static int
by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

int
ids_twice(struct ids *ids, uint64_t *number, struct err *err)
{
	size_t counts[PARTS] = { 0 }, most = 0, n;
	uint64_t *all;
	int rc = 0;

	for (size_t i = 0; i < ids->nblocks; i++)
		if (++counts[ids->owners[i]] > most)
			most = counts[ids->owners[i]];
	all = mem_new((most + 1) * BLOCK, sizeof(*all));
	for (size_t at = 0; at < PARTS && rc == 0; at++) {
		rc = gather(ids, at, all, &n, err);
		if (rc == -1)
			break;
		qsort(all, n, sizeof(*all), by_number);
		for (size_t i = 1; i < n && rc == 0; i++)
			if (all[i] == all[i - 1]) {
				*number = all[i];
				rc = 1;
			}
	}
	free(all);
	return rc;
}

void
ids_free(struct ids *ids)
{
	if (ids == NULL)
		return;
	if (ids->file != NULL)
		fclose(ids->file);
	free(ids->owners);
	free(ids);
}
