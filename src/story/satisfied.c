/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * satisfied: a number about how satisfied people are says nothing by itself.
 * The rule is in docs/story.md; it looks at words, so it errs on the side of
 * asking.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "story/satisfied.h"

/* Beginnings of words, folded. */
static const char *const about[] = { "tevreden", "ontevreden", "satisf",
	"dissatisf", "rapportcijfer", "waardering", "gewaardeerd", "waardeer" };
static const char *const answers[] = { "antwoord", "bewoner", "mensen",
	"respondent", "reactie", "deelnemer", "invuller", "people", "resident",
	"response", "answer", "participant", "van de" };
static const char *const spread[] = { "spreiding", "uiteen", "tussen ",
	"marge", "middelste helft", "laagste", "kwartiel", "spread", "between ",
	"range", "margin", "lowest", "quartile", " tot ", " to " };

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static const char *
find_word(const char *text, const char *word)
{
	const char *at = text;

	for (; (at = strstr(at, word)) != NULL; at++)
		if (at == text || !isalpha((unsigned char)at[-1]))
			return at;
	return NULL;
}

static bool
has_any(const char *text, const char *const words[], size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (find_word(text, words[i]) != NULL)
			return true;
	return false;
}

/* A share ("57%", "57 procent") or a mark ("7,1"): a number that is no year. */
static bool
has_number(const char *text)
{
	for (const char *at = text; *at != '\0'; at++) {
		char *end;
		const char *rest;
		long n;

		if (!isdigit((unsigned char)*at) ||
		    (at > text && (isalnum((unsigned char)at[-1]) ||
				      at[-1] == '.' || at[-1] == ',')))
			continue;
		n = strtol(at, &end, 10);
		if ((*end == ',' || *end == '.') &&
		    isdigit((unsigned char)end[1]) && n < 100)
			return true;
		rest = end + strspn(end, " ");
		if (*rest == '%' || strncmp(rest, "procent", 7) == 0 ||
		    strncmp(rest, "percent", 7) == 0 || n <= 10)
			return true;
	}
	return false;
}

/* How many answered: "214 bewoners", "n = 214". */
static bool
has_answers(const char *text)
{
	const char *n = find_word(text, "n =");

	n = n == NULL ? find_word(text, "n=") : n;
	if (n != NULL && n[strcspn(n, "0123456789")] != '\0')
		return true;
	for (const char *at = text; *at != '\0'; at++) {
		const char *rest = at;

		if (!isdigit((unsigned char)*at) ||
		    (at > text && isdigit((unsigned char)at[-1])))
			continue;
		rest += strspn(rest, "0123456789.");
		rest += strspn(rest, " ");
		for (size_t i = 0; i < COUNT(answers); i++)
			if (strncmp(rest, answers[i], strlen(answers[i])) == 0)
				return true;
	}
	return false;
}

const char *
satisfaction_lacks(const char *text, bool story)
{
	char *folded = text_fold(text);
	const char *lacks = NULL;

	if (!has_any(folded, about, COUNT(about)) || !has_number(folded))
		lacks = NULL;
	else if (!has_answers(folded))
		lacks = "how many people answered";
	else if (!has_any(folded, spread, COUNT(spread)))
		lacks = "how far their answers lie apart (from ... to ...)";
	else if (!story)
		lacks = "a story beside it: a quote that may be printed";
	free(folded);
	return lacks;
}
