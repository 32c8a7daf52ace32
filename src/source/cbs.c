/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cbs: what CBS means by its words and figures, whichever protocol they came
 * by.
 */
#include "cbs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "model/period.h"

#define KEY_MAX 120	 /* bytes of a topic's key */
#define SENTENCE_MAX 200 /* characters of a sentence that is told on */

/* Whether one sentence says that figures are provisional. One that speaks of
 * final ones as well tells a history, as a rule: "the provisional figures
 * were replaced by final ones". */
static bool
sentence_provisional(const char *s, size_t len)
{
	char *one = mem_strn(s, len), *folded = text_fold(one);
	bool yes = strstr(folded, "voorlopig") != NULL &&
	    strstr(folded, "cijfer") != NULL &&
	    strstr(folded, "definitie") == NULL;

	free(folded);
	free(one);
	return yes;
}

bool
cbs_says_provisional(const char *description)
{
	const char *p = description;

	while (p != NULL && *p != '\0') {
		size_t len = strcspn(p, ".\r\n");

		if (len > 0 && sentence_provisional(p, len))
			return true;
		p += len + (p[len] != '\0');
	}
	return false;
}

/* Length of the sentence at the start of s: as far as a full stop that ends
 * one (not that of an address or a number), or the end of the line. */
static size_t
sentence_len(const char *s)
{
	size_t len = 0;

	while (s[len] != '\0' && s[len] != '\r' && s[len] != '\n' &&
	    !(s[len] == '.' && (s[len + 1] == ' ' || s[len + 1] == '\0')))
		len++;
	return len;
}

char *
cbs_says_ended(const char *text)
{
	static const char *const words[] = { "stopgezet", "vervangen door",
		"opgevolgd door", "voortgezet in", "opvolger van deze tabel",
		"niet meer geactualiseerd" };

	for (const char *p = text; p != NULL && *p != '\0';) {
		size_t len = sentence_len(p);
		char *one = mem_strn(p, len), *folded = text_fold(one);
		bool told = false;

		for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
			told = told || strstr(folded, words[i]) != NULL;
		free(folded);
		if (told) {
			folded = text_trimmed(one);
			folded[text_prefix(folded, SENTENCE_MAX)] = '\0';
			free(one);
			return folded;
		}
		free(one);
		p += len + (p[len] != '\0');
	}
	return NULL;
}

int
cbs_map_year(const char *text)
{
	char *folded = text == NULL ? NULL : text_fold(text);
	const char *p = folded == NULL ? NULL : strstr(folded, "indeling ");
	char digits[5] = "";
	int year = 0;

	if (p != NULL) {
		snprintf(digits, sizeof(digits), "%s", p + 9);
		if (strspn(digits, "0123456789") == 4)
			year = atoi(digits);
	}
	free(folded);
	return year >= 1900 && year < 2200 ? year : 0;
}

bool
cbs_key_ok(const char *key)
{
	size_t len = strlen(key);

	for (size_t i = 0; i < len; i++)
		if ((unsigned char)key[i] <= ' ' || key[i] == 0x7f)
			return false;
	return len > 0 && len <= KEY_MAX;
}

bool
cbs_never_negative(const struct topic *topic)
{
	static const char *const signed_words[] = { "saldo", "groei", "toename",
		"afname", "verandering", "verschil", "ontwikkeling",
		"mutatie" };
	char *unit = text_fold(topic->unit), *title = text_fold(topic->title);
	bool never = strcmp(unit, "km") == 0 || text_starts(unit, "aantal");

	for (size_t i = 0; i < sizeof(signed_words) / sizeof(signed_words[0]);
	     i++)
		if (strstr(title, signed_words[i]) != NULL)
			never = false;
	free(unit);
	free(title);
	return never;
}

void
cbs_dims_order(const struct table_meta *meta, size_t order[])
{
	for (size_t i = 0; i < meta->ndims; i++) {
		size_t k = i;

		for (; k > 0 &&
		     strcmp(meta->dims[order[k - 1]].name, meta->dims[i].name) >
			 0;
		     k--)
			order[k] = order[k - 1];
		order[k] = i;
	}
}

bool
cbs_period_key(const char *s, size_t len)
{
	static const char digits[] = "0123456789";

	return len == 8 && s[4] >= 'A' && s[4] <= 'Z' &&
	    ((s[5] >= 'A' && s[5] <= 'Z') || (s[5] >= '0' && s[5] <= '9')) &&
	    strspn(s, digits) == 4 && strspn(s + 6, digits) >= 2;
}

void
cbs_note_period(struct table_meta *meta, const char *key, const char *status)
{
	struct period_state state = { 0 };
	char *folded;

	if (key == NULL || status == NULL ||
	    period_parse(key, strlen(key), state.period) == -1)
		return;
	/* "Voorlopig" and "NaderVoorlopig" against "Definitief". */
	folded = text_fold(status);
	if (folded[0] != '\0') {
		state.provisional = strstr(folded, "voorlopig") != NULL;
		MEM_PUSH(meta->states, meta->nstates, meta->capstates);
		meta->states[meta->nstates++] = state;
	}
	free(folded);
}
