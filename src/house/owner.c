/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * owner: how to reach who makes the pages.
 */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"
#include "house/own.h"

#define TEXT_BYTES 160

static const char *const parts[] = { "name", "address", "email", "phone" };
#define PARTS (sizeof(parts) / sizeof(parts[0]))

/* Of one line, with nothing in it that no address has. */
static bool
is_line(const char *text)
{
	size_t n = strlen(text), at;

	for (size_t i = 0; i < n; i++)
		if ((unsigned char)text[i] < ' ' || text[i] == 0x7f)
			return false;
	return n > 0 && n <= TEXT_BYTES && !text_turns(text, n, &at);
}

static bool
is_mail(const char *text)
{
	const char *at = strchr(text, '@');

	return at != NULL && at > text && strchr(at + 1, '@') == NULL &&
	    strchr(at, '.') != NULL && at[1] != '.' &&
	    strpbrk(text, " \t<>\"',;:()") == NULL;
}

static bool
is_phone(const char *text)
{
	size_t n = strlen(text), digits = 0;

	for (size_t i = 0; i < n; i++)
		digits += text[i] >= '0' && text[i] <= '9';
	return strspn(text, "0123456789 +-()") == n && digits >= 3;
}

/* What is wrong with a part, or NULL. */
static const char *
fault_of(const char *part, const struct json *v)
{
	const char *text = json_str(v);

	if (text == NULL || !is_line(text))
		return "must be one line of at most 160 bytes; it is left out";
	if (strcmp(part, "email") == 0 && !is_mail(text))
		return "is no e-mail address, as in \"feiten@example.nl\"; it "
		       "is left out";
	if (strcmp(part, "phone") == 0 && !is_phone(text))
		return "is no phone number, as in \"070 123 45 67\"; it is "
		       "left out";
	return NULL;
}

void
house_owner(const struct house_reader *r, const struct json *v)
{
	const struct json *one;

	if (v == NULL)
		return;
	if (!json_is_object(v)) {
		house_wrong(r, "contact",
		    "must be an object with name, address, email and phone");
		return;
	}
	for (one = json_first(v); one != NULL; one = json_next(one)) {
		char key[80];
		const char *why = "unknown key; it is left out";

		for (size_t i = 0; i < PARTS; i++)
			if (strcmp(parts[i], json_name(one)) == 0)
				why = fault_of(parts[i], one);
		snprintf(key, sizeof(key), "contact.%.60s", json_name(one));
		if (why != NULL)
			house_wrong(r, key, why);
	}
}

char *
house_line(const struct json *v)
{
	struct buf line = { 0 };

	for (size_t i = 0; i < PARTS; i++) {
		const struct json *one = json_get(v, parts[i]);

		if (one != NULL && fault_of(parts[i], one) == NULL)
			buf_putf(&line, "%s%s", line.len == 0 ? "" : ", ",
			    json_str(one));
	}
	return line.len == 0 ? NULL : buf_take(&line);
}
