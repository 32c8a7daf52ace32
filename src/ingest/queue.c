/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * queue: a pool of batches, a list of full ones, one lock.
 */
#include "ingest/queue.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/mem.h"

/* While this one is written, the reader gathers the next in a place of its
 * own. A second one was measured: no quicker, and 4 MB more. */
#define BATCHES 1

struct queue {
	pthread_mutex_t lock;
	pthread_cond_t moved; /* a batch changed hands, or closed or stopped */
	struct batch all[BATCHES];
	struct batch *empty;
	struct batch *first, *last; /* full ones, oldest first */
	bool closed, stopped;
};

struct queue *
queue_new(void)
{
	struct queue *q = mem_new(1, sizeof(*q));

	pthread_mutex_init(&q->lock, NULL);
	pthread_cond_init(&q->moved, NULL);
	for (size_t i = 0; i < BATCHES; i++) {
		q->all[i].cells =
		    mem_new(QUEUE_CELLS, sizeof(*q->all[i].cells));
		q->all[i].next = q->empty;
		q->empty = &q->all[i];
	}
	return q;
}

static void
clear_places(struct batch *b)
{
	for (size_t i = 0; i < b->nplaces; i++)
		area_clear(&b->places[i].area);
	b->nplaces = 0;
}

struct batch *
queue_empty(struct queue *q)
{
	struct batch *b = NULL;

	pthread_mutex_lock(&q->lock);
	while (q->empty == NULL && !q->stopped)
		pthread_cond_wait(&q->moved, &q->lock);
	if (!q->stopped) {
		b = q->empty;
		q->empty = b->next;
		b->n = b->nslots = 0;
		b->next = NULL;
		clear_places(b);
	}
	pthread_mutex_unlock(&q->lock);
	return b;
}

void
queue_push(struct queue *q, struct batch *b)
{
	pthread_mutex_lock(&q->lock);
	if (q->last == NULL)
		q->first = b;
	else
		q->last->next = b;
	q->last = b;
	pthread_cond_broadcast(&q->moved);
	pthread_mutex_unlock(&q->lock);
}

void
queue_close(struct queue *q)
{
	pthread_mutex_lock(&q->lock);
	q->closed = true;
	pthread_cond_broadcast(&q->moved);
	pthread_mutex_unlock(&q->lock);
}

struct batch *
queue_pop(struct queue *q)
{
	struct batch *b;

	pthread_mutex_lock(&q->lock);
	while (q->first == NULL && !q->closed)
		pthread_cond_wait(&q->moved, &q->lock);
	b = q->first;
	if (b != NULL) {
		q->first = b->next;
		if (q->first == NULL)
			q->last = NULL;
	}
	pthread_mutex_unlock(&q->lock);
	return b;
}

void
queue_back(struct queue *q, struct batch *b)
{
	pthread_mutex_lock(&q->lock);
	b->next = q->empty;
	q->empty = b;
	pthread_cond_broadcast(&q->moved);
	pthread_mutex_unlock(&q->lock);
}

void
queue_stop(struct queue *q)
{
	pthread_mutex_lock(&q->lock);
	q->stopped = true;
	pthread_cond_broadcast(&q->moved);
	pthread_mutex_unlock(&q->lock);
}

void
queue_free(struct queue *q)
{
	if (q == NULL)
		return;
	for (size_t i = 0; i < BATCHES; i++) {
		free(q->all[i].cells);
		free(q->all[i].slots);
		clear_places(&q->all[i]);
		free(q->all[i].places);
	}
	pthread_cond_destroy(&q->moved);
	pthread_mutex_destroy(&q->lock);
	free(q);
}
