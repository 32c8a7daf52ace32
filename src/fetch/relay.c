/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * relay: two buffers and a thread. One is being filled while the other is
 * being looked at; each side waits only for the other's whole buffer.
 */
#include "relay.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define PIECE (256u << 10) /* bytes of a buffer: fits a core's cache twice */

struct relay {
	gzip_sink *sink;
	void *arg;
	char *fill; /* being filled, by the pushing side alone */
	size_t filled;
	bool started; /* there is a thread */
	pthread_t thread;
	/* shared, under the lock */
	pthread_mutex_t lock;
	pthread_cond_t turn;
	char *work;   /* the other buffer */
	size_t to_do; /* bytes in it; 0: the thread is idle */
	bool stop, failed;
	struct err err; /* of the sink, when failed */
};

struct relay *
relay_new(gzip_sink *sink, void *arg)
{
	struct relay *r = mem_new(1, sizeof(*r));

	r->sink = sink;
	r->arg = arg;
	r->fill = mem_new(PIECE, 1);
	r->work = mem_new(PIECE, 1);
	pthread_mutex_init(&r->lock, NULL);
	pthread_cond_init(&r->turn, NULL);
	return r;
}

static void *
work(void *arg)
{
	struct relay *r = arg;
	struct err err = { 0 };
	int rc;

	pthread_mutex_lock(&r->lock);
	for (;;) {
		while (r->to_do == 0 && !r->stop)
			pthread_cond_wait(&r->turn, &r->lock);
		if (r->stop)
			break;
		pthread_mutex_unlock(&r->lock);
		/* The other side leaves work and to_do alone until to_do is
		 * 0 again. */
		rc = r->failed ? 0 : r->sink(r->arg, r->work, r->to_do, &err);
		pthread_mutex_lock(&r->lock);
		if (rc == -1) {
			r->failed = true;
			r->err = err;
		}
		r->to_do = 0;
		pthread_cond_signal(&r->turn);
	}
	pthread_mutex_unlock(&r->lock);
	return NULL;
}

/* Wait until the thread is idle; -1 when its sink has failed. Leaves the lock
 * held. */
static int
wait_idle(struct relay *r, struct err *err)
{
	pthread_mutex_lock(&r->lock);
	while (r->to_do > 0)
		pthread_cond_wait(&r->turn, &r->lock);
	if (!r->failed)
		return 0;
	*err = r->err;
	return -1;
}

/* Hand the full buffer over and take the other. */
static int
hand_over(struct relay *r, struct err *err)
{
	char *other;
	int rc = wait_idle(r, err);

	if (rc == 0) {
		other = r->work;
		r->work = r->fill;
		r->to_do = r->filled;
		r->fill = other;
		r->filled = 0;
		pthread_cond_signal(&r->turn);
	}
	pthread_mutex_unlock(&r->lock);
	return rc;
}

int
relay_push(struct relay *r, const char *data, size_t len, struct err *err)
{
	while (len > 0) {
		size_t n = PIECE - r->filled;

		if (n == 0) {
			if (!r->started &&
			    pthread_create(&r->thread, NULL, work, r) != 0)
				return err_set(err, ERR_WORK,
				    "no thread could be started: too many "
				    "processes on this machine");
			r->started = true;
			if (hand_over(r, err) == -1)
				return -1;
			continue;
		}
		if (n > len)
			n = len;
		memcpy(r->fill + r->filled, data, n);
		r->filled += n;
		data += n;
		len -= n;
	}
	return 0;
}

int
relay_end(struct relay *r, struct err *err)
{
	size_t rest = r->filled;
	int rc = wait_idle(r, err);

	pthread_mutex_unlock(&r->lock);
	r->filled = 0;
	if (rc == 0 && rest > 0)
		rc = r->sink(r->arg, r->fill, rest, err);
	return rc;
}

void
relay_free(struct relay *r)
{
	if (r == NULL)
		return;
	if (r->started) {
		pthread_mutex_lock(&r->lock);
		r->stop = true;
		pthread_cond_signal(&r->turn);
		pthread_mutex_unlock(&r->lock);
		pthread_join(r->thread, NULL);
	}
	pthread_cond_destroy(&r->turn);
	pthread_mutex_destroy(&r->lock);
	free(r->fill);
	free(r->work);
	free(r);
}
