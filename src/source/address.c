/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * address: see address.h.
 */
#include "address.h"

#include <string.h>
#include <strings.h>

void
address_base(const struct source *src, struct buf *out)
{
	size_t len = strlen(src->base);

	while (len > 0 && src->base[len - 1] == '/')
		len--;
	buf_put(out, src->base, len);
}

void
address_literal(struct buf *out, const char *s)
{
	buf_putc(out, '\'');
	for (; *s != '\0'; s++) {
		if (*s == '\'')
			buf_putc(out, '\'');
		buf_putc(out, *s);
	}
	buf_putc(out, '\'');
}

int
address_plain(
    const char *address, size_t max, const char *what, struct err *err)
{
	size_t len = strlen(address);

	if (len > max)
		return err_set(err, ERR_INPUT, "%s of %zu bytes", what, len);
	for (size_t i = 0; i < len; i++)
		if (address[i] <= ' ' || address[i] > '~')
			return err_set(err, ERR_INPUT,
			    "%s: a blank or a character that no address "
			    "has, after %.*s",
			    what, i < 300 ? (int)i : 300, address);
	return 0;
}

int
address_next(const char *link, size_t max, const char *here, struct map *seen,
    struct err *err)
{
	size_t path = strcspn(here, "?");

	if (address_plain(link, max, "a next link", err) == -1)
		return -1;
	if (strncasecmp(link, here, path) != 0 || link[path] != '?')
		return err_set(err, ERR_INPUT,
		    "the next page is said to be at %.300s, outside %.*s: not "
		    "followed",
		    link, (int)path, here);
	if (map_gets(seen, link, NULL))
		return err_set(err, ERR_INPUT,
		    "the next page is one that was fetched before (%.300s): "
		    "the pages go round in a circle, try again "
		    "later",
		    link);
	map_puts(seen, link, 1);
	return 0;
}
