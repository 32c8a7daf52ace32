/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * privacy: the lists of roles that few people have.
 */
#include "story/privacy.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "codec/json.h"

#define LIST_MAX ((size_t)1 << 20) /* bytes of a file */

static int
add_role(const char *path, const struct json *j, struct privacy *out,
    struct err *err)
{
	static const char *const keys[] = { "role", "general_nl", "general_en",
		"once" };
	const char *role = json_get_str(j, "role");
	const char *once = json_get_str(j, "once");
	const char *nl = json_get_str(j, "general_nl");
	const char *en = json_get_str(j, "general_en");
	const struct json *item;
	size_t i;

	for (item = json_first(j); item != NULL; item = json_next(item)) {
		for (i = 0; i < 4 && strcmp(keys[i], json_name(item)) != 0; i++)
			continue;
		if (i == 4)
			return err_set(err, ERR_INPUT,
			    "%s: roles: %.40s: is not a key; they are role, "
			    "once, general_nl and general_en",
			    path, json_name(item));
	}
	if (role == NULL || role[strspn(role, " ")] == '\0' || once == NULL ||
	    (strcmp(once, "wijk") != 0 && strcmp(once, "gemeente") != 0) ||
	    (nl == NULL) != (en == NULL))
		return err_set(err, ERR_INPUT,
		    "%s: roles: %.40s: write role, once (wijk or gemeente), "
		    "and what is printed instead in both languages "
		    "(general_nl, general_en) or in neither",
		    path, role == NULL ? "a role without a name" : role);
	MEM_PUSH(out->roles, out->n, out->cap);
	out->roles[out->n++] = (struct rare_role){ text_fold(role), mem_str(nl),
		mem_str(en), strcmp(once, "gemeente") == 0 };
	return 0;
}

static int
read_list(const char *path, struct privacy *out, struct err *err)
{
	struct json *file = json_read(path, LIST_MAX, err);
	const struct json *list = json_get(file, "roles"), *one;
	const struct json *hear = json_get(file, "hear");
	int rc = -1;

	if (file == NULL)
		return -1;
	if (!json_is_object(file) || !json_is_array(list) ||
	    (hear != NULL && !json_is_array(hear)) ||
	    json_len(file) != 1 + (hear != NULL)) {
		err_set(err, ERR_INPUT,
		    "%s: must be one object with a list: {\"roles\": [...]}, "
		    "and perhaps a list \"hear\" of words",
		    path);
		goto done;
	}
	for (one = json_first(list); one != NULL; one = json_next(one))
		if (add_role(path, one, out, err) == -1)
			goto done;
	for (one = json_first(hear); one != NULL; one = json_next(one)) {
		char *folded =
		    text_fold(json_is_string(one) ? json_str(one) : "");

		if (*folded != '\0')
			strings_add(&out->hear, folded);
		free(folded);
	}
	rc = 0;
done:
	json_free(file);
	return rc;
}

int
privacy_read(
    const char *builtin, const char *own, struct privacy *out, struct err *err)
{
	struct privacy p = { 0 };

	/* The fact base's own come first: they say more. */
	if ((own != NULL && file_exists(own) &&
		read_list(own, &p, err) == -1) ||
	    read_list(builtin, &p, err) == -1) {
		privacy_free(&p);
		return -1;
	}
	*out = p;
	return 0;
}

void
privacy_free(struct privacy *p)
{
	size_t i;

	for (i = 0; i < p->n; i++) {
		free(p->roles[i].role);
		free(p->roles[i].general_nl);
		free(p->roles[i].general_en);
	}
	free(p->roles);
	strings_free(&p->hear);
	*p = (struct privacy){ 0 };
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* Whether a word stands in a text, alone or with the ending of a plural. */
static bool
names_word(const char *text, const char *word)
{
	static const char *const endings[] = { "", "s", "en", "es", "'s" };
	size_t len = strlen(word), i;
	const char *at = text;

	for (; (at = strstr(at, word)) != NULL; at++) {
		if (at > text && is_letter(at[-1]))
			continue;
		for (i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
			size_t n = strlen(endings[i]);

			if (strncmp(at + len, endings[i], n) == 0 &&
			    !is_letter(at[len + n]))
				return true;
		}
	}
	return false;
}

const struct rare_role *
privacy_role(const struct privacy *p, const char *role)
{
	char *folded = text_fold(role);
	const struct rare_role *found = NULL;
	size_t i;

	for (i = 0; p != NULL && i < p->n && found == NULL; i++)
		if (names_word(folded, p->roles[i].role))
			found = &p->roles[i];
	free(folded);
	return found;
}
