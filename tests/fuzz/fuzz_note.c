/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Any bytes as a note: no crash, a clear answer, and never a voice from a
 * note whose consent does not cover it.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/text.h"
#include "story/note.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const themes[] = { "bevolking", "wonen", "zorg" };
	struct note note = { 0 };
	struct notes notes = { .items = &note, .n = 1, .cap = 1 };
	struct voices voices = { 0 };
	struct err err = { 0 };
	static const char *const indicators[] = { "koopwoningen" };
	static const char *const own[] = { "huis-van-de-stad" };
	static const struct note_words words = { themes, 3, indicators, 1, own,
		1, NULL, 0 };
	static const struct edition_key key = { { 0 }, "" };
	const struct release release = { FOR_REPORT, { 2026, 11, 22 }, &key,
		"Bel 070 1234567", NULL };
	static const char *const areas[] = { "NL00" };
	size_t i;

	if (note_parse("fuzz.md", (const char *)data, size, &words, &note,
		&err) == -1) {
		if (err.code == ERR_NONE || err.msg[0] == '\0')
			abort();
		return 0;
	}
	notes_voices(&notes, areas, 1, NULL, &voices);
	if (voices.n > 0) /* nobody decided yet */
		abort();
	notes_release(&notes, &release, &err);
	notes_voices(&notes, areas, 1, NULL, &voices);
	if (voices.n > 0 &&
	    ((note.consent != CONSENT_REPORT &&
		 note.consent != CONSENT_PUBLIC) ||
		note.reviewer == NULL || (note.child && note.parent == NULL)))
		abort();
	for (i = 0; i < voices.n; i++) {
		if (voices.items[i].text[0] == '\0' ||
		    text_chars(voices.items[i].text) > 600)
			abort();
	}
	voices_free(&voices);
	note_clear(&note);
	return 0;
}
