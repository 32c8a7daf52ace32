/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * options: what a request may cost when nobody says so, and how patient we
 * are with this machine.
 */
#include <curl/curl.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "net/limits.h"
#include "net/net.h"
#include "net/wire.h"

static void
sleep_for(double seconds)
{
	struct timespec rest = { .tv_sec = (time_t)seconds,
		.tv_nsec = (long)((seconds - floor(seconds)) * 1e9) };

	while (nanosleep(&rest, &rest) == -1)
		continue;
}

static void
set_defaults(struct http_options *o)
{
	if (o->connect_seconds <= 0)
		o->connect_seconds = NET_CONNECT_SECONDS;
	if (o->first_byte_seconds <= 0)
		o->first_byte_seconds = NET_FIRST_BYTE_SECONDS;
	if (o->stall_seconds <= 0)
		o->stall_seconds = NET_STALL_SECONDS;
	if (o->total_seconds <= 0)
		o->total_seconds = NET_TOTAL_SECONDS;
	if (o->max_bytes == 0)
		o->max_bytes = NET_MAX_BYTES;
	if (o->tries <= 0)
		o->tries = NET_TRIES;
	if (o->wait == NULL)
		o->wait = sleep_for;
}

static void
copy_mirrors(struct http_options *o)
{
	struct mirror *own = mem_new(o->nmirrors, sizeof(*own));

	for (size_t i = 0; i < o->nmirrors; i++) {
		own[i].from = mem_str(o->mirrors[i].from);
		own[i].to = mem_str(o->mirrors[i].to);
	}
	o->mirrors = own;
}

void
net_options_fill(struct http_options *o)
{
	set_defaults(o);
	copy_mirrors(o);
}

void
net_options_clear(struct http_options *o)
{
	for (size_t i = 0; i < o->nmirrors; i++) {
		free((char *)o->mirrors[i].from);
		free((char *)o->mirrors[i].to);
	}
	free((struct mirror *)o->mirrors);
	o->mirrors = NULL;
	o->nmirrors = 0;
}

int
net_patience(double *out, struct err *err)
{
	const char *text = getenv("FEITEN_PATIENCE");
	char *end;
	double v;

	*out = 1;
	if (text == NULL || text[0] == '\0')
		return 0;
	v = strtod(text, &end);
	if (*end != '\0' || !(v >= NET_PATIENCE_LEAST && v <= 100))
		return err_set(err, ERR_NET,
		    "FEITEN_PATIENCE: %s: should be a number from %g to 100, "
		    "or leave it out",
		    text, NET_PATIENCE_LEAST);
	*out = v;
	return 0;
}

void
net_header_add(struct net_headers *own, const char *name, const char *value)
{
	if (value == NULL)
		return;
	/* It may come from a manifest: nothing that ends a line. */
	for (const char *p = value; *p != '\0'; p++)
		if (*p < ' ' || *p > '~')
			return;
	own->items[own->n++].data = mem_fmt("%s: %s", name, value);
}

struct curl_slist *
net_headers_chain(struct net_headers *own, struct curl_slist *others)
{
	for (size_t i = 0; i < own->n; i++)
		own->items[i].next =
		    i + 1 < own->n ? &own->items[i + 1] : others;
	return own->n > 0 ? own->items : others;
}

void
net_headers_clear(struct net_headers *own)
{
	for (size_t i = 0; i < own->n; i++)
		free(own->items[i].data);
	own->n = 0;
}
