/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * server: what the parts of httpd share: the site, planned faults, the log
 * of requests, and who is connected.
 */
#ifndef SERVER_SERVER_H
#define SERVER_SERVER_H

#include <stdio.h>

#include "fault.h"
#include "odata.h"
#include "routes.h"

#define CONNECTIONS 64

struct server {
	struct site site;
	struct routes *routes; /* looked at before the site; NULL: none */
	struct faults faults;
	bool etag; /* send ETag, honour If-None-Match; CBS does neither */
	pthread_mutex_t lock; /* of what follows */
	pthread_cond_t wake;  /* stopping, or a connection ended */
	bool stopping;
	int fds[CONNECTIONS]; /* -1: free */
	struct text log;      /* METHOD target status bytes, one a line */
	FILE *log_file;	      /* the same lines, or NULL */
};

/* Wait, unless the server stops. */
void server_pause(struct server *server, double seconds);
bool server_stopping(struct server *server);
void server_log(struct server *server, const char *method, const char *target,
    int status, size_t bytes);

/* Serve one connection until it ends; fd stays open. */
void conn_serve(struct server *server, int fd);

/* Requests below /_control/. */
void control_answer(struct server *server, const char *method,
    const char *target, const char *body, struct answer *out);

#endif
