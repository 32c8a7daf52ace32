/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * mem: allocation that does not return NULL.
 */
#include "base/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void
mem_out(void)
{
	static const char text[] =
	    "feiten: out of memory: stop other programs and try again\n";

	fwrite(text, 1, sizeof(text) - 1, stderr);
	_exit(1); /* no handler: it may ask for memory */
}

void *
mem_new(size_t n, size_t size)
{
	void *p = calloc(n == 0 ? 1 : n, size == 0 ? 1 : size);

	if (p == NULL)
		mem_out();
	return p;
}

void *
mem_grow(void *p, size_t n, size_t size)
{
	if (size != 0 && n > SIZE_MAX / size)
		mem_out();
	p = realloc(p, n * size == 0 ? 1 : n * size);
	if (p == NULL)
		mem_out();
	return p;
}

char *
mem_strn(const char *s, size_t len)
{
	char *copy = mem_new(len + 1, 1);

	if (len > 0)
		memcpy(copy, s, len);
	return copy;
}

char *
mem_str(const char *s)
{
	return s == NULL ? NULL : mem_strn(s, strlen(s));
}

char *
mem_fmt(const char *fmt, ...)
{
	va_list ap, again;
	char *s;
	int len;

	va_start(ap, fmt);
	va_copy(again, ap);
	len = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	s = mem_new(len < 0 ? 1 : (size_t)len + 1, 1);
	if (len > 0)
		vsnprintf(s, (size_t)len + 1, fmt, again);
	va_end(again);
	return s;
}
