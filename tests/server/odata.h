/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * odata: what a CBS OData v3 host answers to an address. No sockets and no
 * faults here.
 */
#ifndef SERVER_ODATA_H
#define SERVER_ODATA_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

#include "text.h"
#include "tree.h"

struct blob { /* finished bytes, shared between threads */
	char *data;
	size_t n;
	atomic_int users;
};
struct blob *blob_take(struct text *t); /* t is empty afterwards */
void blob_drop(struct blob *blob);
/* A gzip of it, new. */
struct blob *blob_gzip(const struct blob *plain);

struct answer {
	int status;
	const char *type;
	struct blob *body;
	bool gz;	  /* the body is gzip */
	char header[600]; /* further header lines, each with CR LF, or "" */
};
void answer_clear(struct answer *a);
/* A page as the service gives on trouble: an HTML one for 404 of a host or
 * table, XML for the rest. */
void answer_html(struct answer *a, int status, const char *message);
void answer_error(struct answer *a, int status, const char *message);

struct site {
	struct tree tree;
	long page_size;	      /* rows of a page of a data set; 0: as CBS */
	bool gzip;	      /* when the client takes it */
	pthread_mutex_t lock; /* of what follows */
	struct cached *cache;
	struct touched *touched;
};
void site_init(struct site *site);
void site_clear(struct site *site);
/* Answer a GET of "/host/service/...?query". plain: neither compress nor
 * keep it (a fault will change the body). */
void site_answer(struct site *site, const char *target, bool takes_gzip,
    bool plain, struct answer *out);
/* Give a table a new Modified (and Updated), in the catalogue and in its
 * TableInfos. modified NULL: a later one each time. Returns it, new. */
char *site_touch(struct site *site, const char *table, const char *modified);

#endif
