/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * err: what went wrong, in words a person can act on.
 */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Do not leave half a character at the end of a cut message. */
static void
cut_clean(char *msg, size_t cap)
{
	size_t len = strlen(msg), at = len;

	if (len + 1 < cap)
		return;
	while (at > 0 && ((unsigned char)msg[at - 1] & 0xc0) == 0x80)
		at--;
	if (at > 0 && ((unsigned char)msg[at - 1] & 0xc0) == 0xc0)
		at--;
	msg[at] = '\0';
}

int
err_set(struct err *err, enum err_code code, const char *fmt, ...)
{
	/* Through a copy: the arguments may lie in the old message. */
	char text[sizeof(err->msg)];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	cut_clean(text, sizeof(text));
	memcpy(err->msg, text, sizeof(text));
	err->code = code;
	return -1;
}

int
err_ctx(struct err *err, const char *fmt, ...)
{
	char head[sizeof(err->msg)];
	size_t len, tail;
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(head, sizeof(head), fmt, ap);
	va_end(ap);
	len = strlen(head);
	if (len + 3 > sizeof(head))
		len = sizeof(head) - 3;
	memcpy(head + len, ": ", 3);
	len += 2;
	tail = strlen(err->msg);
	if (tail > sizeof(head) - len - 1)
		tail = sizeof(head) - len - 1;
	memcpy(head + len, err->msg, tail);
	head[len + tail] = '\0';
	cut_clean(head, sizeof(head));
	memcpy(err->msg, head, len + tail + 1);
	return -1;
}

void
err_clear(struct err *err)
{
	err->code = ERR_NONE;
	err->msg[0] = '\0';
}
