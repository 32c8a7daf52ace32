/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * def_field: readers of single values for the tables of def_check.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "model/source.h"
#include "source/def_check.h"

/* A trimmed copy, or NULL after saying what is wrong. */
static char *
take_text(struct check *c, struct place at)
{
	const char *s = json_str(at.json);
	char *text;

	if (s == NULL) {
		check_wrong(
		    c, at, "is %s, must be a text", check_type(at.json));
		return NULL;
	}
	text = text_trimmed(s);
	for (const char *p = text; *p != '\0'; p++) {
		if ((unsigned char)*p >= ' ' && *p != 0x7f)
			continue;
		check_wrong(c, at,
		    "holds a line end or another control "
		    "character (write it on one line)");
		free(text);
		return NULL;
	}
	if (text[0] == '\0') {
		check_wrong(c, at, "is empty (write a text)");
		free(text);
		return NULL;
	}
	return text;
}

void
field_text(struct check *c, struct place at, void *to)
{
	char *text = take_text(c, at);

	if (text != NULL)
		*(char **)to = text;
}

void
field_ignored(struct check *c, struct place at, void *to)
{
	(void)to;
	free(take_text(c, at));
}

void
field_id(struct check *c, struct place at, void *to)
{
	static const char ok[] = "abcdefghijklmnopqrstuvwxyz0123456789_";
	char *id = take_text(c, at);

	if (id == NULL)
		return;
	if (strspn(id, ok) != strlen(id) || id[0] < 'a' || id[0] > 'z' ||
	    strlen(id) > 60) {
		check_wrong(c, at,
		    "\"%.*s\" is no id (a to z, 0 to 9 and _, "
		    "a letter first, at most 60)",
		    (int)text_prefix(id, 60), id);
		free(id);
		return;
	}
	*(char **)to = id;
}

void
field_flag(struct check *c, struct place at, void *to)
{
	if (json_is_bool(at.json))
		*(bool *)to = json_true(at.json);
	else
		check_wrong(
		    c, at, "is %s, must be true or false", check_type(at.json));
}

static void
take_int(struct check *c, struct place at, int min, int max, int *to)
{
	double v = json_num(at.json);

	if (!json_is_number(at.json))
		check_wrong(
		    c, at, "is %s, must be a number", check_type(at.json));
	else if (!(v >= min && v <= max) || v != floor(v))
		check_wrong(c, at,
		    "%g is not accepted (a whole number from "
		    "%d to %d)",
		    v, min, max);
	else
		*to = (int)v;
}

void
field_number(struct check *c, struct place at, void *to)
{
	take_int(c, at, 0, 100000, to);
}

void
field_year(struct check *c, struct place at, void *to)
{
	take_int(c, at, 1900, 2199, to);
}

void
field_texts(struct check *c, struct place at, void *to)
{
	struct place item;
	size_t i = 0, mark;
	bool more;
	char *text;

	if (!json_is_array(at.json)) {
		check_wrong(c, at, "is %s, must be a list of texts",
		    check_type(at.json));
		return;
	}
	if (json_first(at.json) == NULL)
		check_wrong(c, at, "is empty (name one text or more)");
	for (more = check_first(c, at, &item); more;
	     more = check_next(c, &item), i++) {
		mark = check_into(c, NULL, i);
		text = take_text(c, item);
		if (text != NULL)
			strings_add(to, text);
		free(text);
		check_out(c, mark);
	}
}

/* Whether what follows the scheme is this machine and nothing but it: a name
 * that only starts with one is somebody else's. */
static bool
is_loopback(const char *host)
{
	static const char *const names[] = { "localhost", "127.0.0.1",
		"[::1]" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		size_t n = strlen(names[i]);

		if (strncmp(host, names[i], n) == 0 &&
		    (host[n] == '\0' || host[n] == ':' || host[n] == '/'))
			return true;
	}
	return false;
}

/* A host of letters, digits, dots and hyphens (or [::1]), perhaps a port.
 * No user name: it would hide which host is asked. */
static bool
host_ok(const char *s)
{
	static const char ok[] = "abcdefghijklmnopqrstuvwxyz"
				 "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";
	size_t n, port;

	n = strncmp(s, "[::1]", 5) == 0 ? 5 : strspn(s, ok);
	if (n == 0 || s[0] == '.' || s[0] == '-')
		return false;
	s += n;
	if (*s == ':') {
		port = strspn(++s, "0123456789");
		if (port == 0 || port > 5)
			return false;
		s += port;
	}
	return *s == '\0' || *s == '/' || *s == '?';
}

static bool
address_ok(const char *s)
{
	if (strpbrk(s, " \"'<>\\^`{|}") != NULL)
		return false;
	for (const char *p = s; *p != '\0'; p++)
		if ((unsigned char)*p >= 0x80)
			return false;
	if (text_starts(s, "https://"))
		return host_ok(s + 8);
	return text_starts(s, "http://") && host_ok(s + 7) &&
	    is_loopback(s + 7);
}

void
field_address(struct check *c, struct place at, void *to)
{
	char *text = take_text(c, at);

	if (text == NULL)
		return;
	if (!address_ok(text)) {
		check_wrong(c, at,
		    "\"%.*s\" is no address that is accepted "
		    "(https://..., or http:// to localhost, "
		    "127.0.0.1 or [::1])",
		    (int)text_prefix(text, 120), text);
		free(text);
		return;
	}
	*(char **)to = text;
}

void
field_pairs(struct check *c, struct place at, struct pairs *list,
    bool (*ok)(struct check *c, struct place at, const char *s))
{
	struct place m;
	size_t mark;
	bool more;

	if (!json_is_object(at.json)) {
		check_wrong(
		    c, at, "is %s, must be an object", check_type(at.json));
		return;
	}
	for (more = check_first(c, at, &m); more; more = check_next(c, &m)) {
		const char *name = json_name(m.json);
		char *text = NULL;

		mark = check_into(c, name, 0);
		field_text(c, m, &text);
		if (pairs_find(list, name) != NULL)
			check_wrong(c, m, "written twice");
		else if (text != NULL && ok(c, m, name) && ok(c, m, text))
			pairs_add(list, name, text);
		free(text);
		check_out(c, mark);
	}
}
