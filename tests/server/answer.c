/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * answer: the bytes of answers, and the pages a service gives on trouble.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "odata.h"

#define GZIP_WINDOW (15 + 16) /* zlib's way to ask for a gzip header */

struct blob *
blob_take(struct text *t)
{
	struct blob *blob = must_alloc(sizeof(*blob));

	blob->data = t->s;
	blob->n = t->n;
	blob->users = 1;
	*t = (struct text){ 0 };
	return blob;
}

void
blob_drop(struct blob *blob)
{
	if (blob == NULL || --blob->users > 0)
		return;
	free(blob->data);
	free(blob);
}

struct blob *
blob_gzip(const struct blob *plain)
{
	struct blob *out = must_alloc(sizeof(*out));
	z_stream z = { 0 };
	int rc;

	if (deflateInit2(&z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, GZIP_WINDOW, 8,
		Z_DEFAULT_STRATEGY) != Z_OK)
		abort();
	out->n = deflateBound(&z, (uLong)plain->n);
	out->data = must_alloc(out->n);
	out->users = 1;
	z.next_in = (Bytef *)plain->data;
	z.avail_in = (uInt)plain->n;
	z.next_out = (Bytef *)out->data;
	z.avail_out = (uInt)out->n;
	rc = deflate(&z, Z_FINISH);
	out->n = z.total_out;
	deflateEnd(&z);
	if (rc != Z_STREAM_END)
		abort();
	return out;
}

void
answer_clear(struct answer *a)
{
	blob_drop(a->body);
	*a = (struct answer){ 0 };
}

void
answer_html(struct answer *a, int status, const char *message)
{
	struct text t = { 0 };

	answer_clear(a);
	text_printf(&t,
	    "<!DOCTYPE html>\r\n<html><head><title>%d</title>"
	    "</head>\r\n<body><h1>%d</h1><p>%s</p></body></html>\r\n",
	    status, status, message);
	a->status = status;
	a->type = "text/html;charset=utf-8";
	a->body = blob_take(&t);
}

void
answer_error(struct answer *a, int status, const char *message)
{
	struct text t = { 0 };

	answer_clear(a);
	text_puts(&t,
	    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n"
	    "<m:error xmlns:m=\"http://schemas.microsoft.com/ado/2007/08/"
	    "dataservices/metadata\">\r\n  <m:code />\r\n"
	    "  <m:message xml:lang=\"en-US\">");
	for (const char *p = message; *p != '\0'; p++) {
		if (*p == '<')
			text_puts(&t, "&lt;");
		else if (*p == '&')
			text_puts(&t, "&amp;");
		else
			text_add(&t, p, 1);
	}
	text_puts(&t, "</m:message>\r\n</m:error>\r\n");
	a->status = status;
	a->type = "application/xml;charset=utf-8";
	a->body = blob_take(&t);
}
