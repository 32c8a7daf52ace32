/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * said: what a failed answer says, made fit for a message. The page may be
 * anything: HTML, XML, plain text, or noise.
 */
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "net/limits.h"
#include "net/net.h"

/* What stands between <title> and </title>, or NULL. */
static const char *
title_of(const char *page, size_t len, size_t *title_len)
{
	const char *end = page + len, *from = NULL;

	for (const char *p = page; p + 8 <= end; p++) {
		if (from == NULL && strncasecmp(p, "<title>", 7) == 0)
			from = p + 7;
		else if (from != NULL && strncasecmp(p, "</title>", 8) == 0) {
			*title_len = (size_t)(p - from);
			return from;
		}
	}
	return NULL;
}

void
net_said(const char *page, size_t len, struct buf *out)
{
	struct buf line = { 0 };
	const char *title = title_of(page, len, &len);
	bool tag = false, gap = false;

	if (title != NULL)
		page = title;
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)page[i];

		if (c == '<')
			tag = true;
		if (tag || c <= ' ' || c == 0x7f)
			gap = true;
		else {
			if (gap && line.len > 0)
				buf_putc(&line, ' ');
			gap = false;
			buf_putc(&line, (char)c);
		}
		if (c == '>')
			tag = false;
	}
	/* The page was cut somewhere; half a character at the end is no
	 * reason to throw the words away, bytes that are no text are. */
	for (int i = 0; i < 3 && !text_utf8_ok(buf_str(&line), line.len, NULL);
	     i++)
		line.data[--line.len] = '\0';
	if (text_utf8_ok(buf_str(&line), line.len, NULL))
		buf_put(out, buf_str(&line),
		    text_prefix(buf_str(&line), NET_ERROR_WORDS));
	buf_free(&line);
}

const char *
net_advice(int status)
{
	switch (status) {
	case 401:
	case 403:
		return "the server does not let us in: open the address in a "
		       "browser to see whether it is meant to be open; one "
		       "that wants a key needs \"secret\" in the source "
		       "definition, the name of the environment variable that "
		       "holds it";
	case 404:
	case 410:
		return "nothing is at this address: check the table id and "
		       "the host in the source definition";
	case 407:
		return "the proxy wants a name and password: check "
		       "HTTPS_PROXY";
	case 429:
		return "too many requests: wait a while before the next "
		       "refresh";
	}
	if (status >= 500)
		return "a fault at the server: try again later";
	return "the server did not understand the request: check the source "
	       "definition";
}
