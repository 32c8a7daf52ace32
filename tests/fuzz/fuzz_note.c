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
	size_t i;

	if (note_parse("fuzz.md", (const char *)data, size, themes, 3, &note,
		&err) == -1) {
		if (err.code == ERR_NONE || err.msg[0] == '\0')
			abort();
		return 0;
	}
	notes_voices(&notes, "NL00", NULL, &voices);
	if (voices.n > 0 && note.consent != CONSENT_REPORT &&
	    note.consent != CONSENT_PUBLIC)
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
