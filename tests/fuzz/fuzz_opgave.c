/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Any bytes as an opgave and as the purpose: no crash, a clear answer, and
 * nothing that may be printed before it was looked through.
 */
#include <stdint.h>
#include <stdlib.h>

#include "story/opgave.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const themes[] = { "wonen", "zorg" };
	static const char *const indicators[] = { "koopwoningen" };
	static const struct note_words words = { themes, 2, indicators, 1, NULL,
		0, NULL, 0 };
	const char *text = (const char *)data;
	struct claims claims = { 0 };
	struct opgave o;
	struct purpose p;
	struct err err = { 0 };

	if (opgave_parse("x/fuzz.md", text, size, &words, &claims, &o, &err) ==
	    -1) {
		if (err.msg[0] == '\0' || o.id != NULL)
			abort();
	} else if (o.shown || o.task.text == NULL || o.area[0] == '\0')
		abort();
	opgave_clear(&o);
	err_clear(&err);
	if (purpose_parse("p.md", text, size, &words, &claims, &p, &err) == -1) {
		if (err.msg[0] == '\0' || p.sentence.text != NULL)
			abort();
	} else if (p.shown || p.sentence.text == NULL)
		abort();
	purpose_clear(&p);
	return 0;
}
