/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * queue: batches of cells from the thread that reads to the one that writes.
 * A fixed number of batches goes round, so memory is bounded and neither side
 * runs far ahead. For src/ingest only.
 */
#ifndef INGEST_QUEUE_H
#define INGEST_QUEUE_H

#include <stdbool.h>
#include <stddef.h>

#include "source/adapter.h"
#include "store/load.h"

#define QUEUE_CELLS 262144u /* of one batch: 4 MB */

struct slot { /* a period with dimension members */
	char period[sizeof(((struct row *)0)->period)];
	char dims[sizeof(((struct row *)0)->dims)];
};

struct place { /* an area, and its index */
	size_t at;
	struct area area;
};

struct batch {
	bool gaps; /* cells that cannot have a value, instead of values */
	struct load_cell *cells; /* QUEUE_CELLS of them */
	size_t n;
	struct slot *slots; /* that occur first in this batch, in order */
	size_t nslots, capslots;
	struct place *places; /* met first in this batch, or named anew */
	size_t nplaces, capplaces;
	struct batch *next;
};

struct queue;
struct queue *queue_new(void);
/* The reading side: an empty batch (waits for one), or NULL when the writer
 * gave up. Then fill it and push it; close when there is no more. */
struct batch *queue_empty(struct queue *q);
void queue_push(struct queue *q, struct batch *b);
void queue_close(struct queue *q);
/* The writing side: the next batch (waits for one), or NULL at the end; it is
 * handed back when done with. stop: no more is wanted. */
struct batch *queue_pop(struct queue *q);
void queue_back(struct queue *q, struct batch *b);
void queue_stop(struct queue *q);
void queue_free(struct queue *q);

#endif
