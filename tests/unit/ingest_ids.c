/* SPDX-License-Identifier: EUPL-1.2 */
/* ingest/ids: a text that came twice, among few and among many. */
#include "tap.h"

#include "ingest/ids.h"

/* n texts; the one of number again (or none: -1) comes once more at the end.
 * What ids_twice says. */
static int
twice(int n, int again, uint64_t *number)
{
	struct ids *ids = ids_new();
	struct err err = { 0 };
	char text[32];
	int rc = 0;

	for (int i = 0; i < n && rc == 0; i++) {
		snprintf(text, sizeof(text), "feature.%d", i);
		rc = ids_add(ids, text, &err);
	}
	if (again >= 0) {
		snprintf(text, sizeof(text), "feature.%d", again);
		rc = ids_add(ids, text, &err);
	}
	if (rc == 0)
		rc = ids_twice(ids, number, &err);
	ids_free(ids);
	return rc;
}

int
main(void)
{
	static const int sizes[] = { 1, 2, 511, 512, 513, 40000, 200000 };
	uint64_t number = 0;

	ok(twice(0, -1, &number) == 0, "nothing");
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		char text[32];
		int n = sizes[i];

		ok(twice(n, -1, &number) == 0, "%d, each once", n);
		for (int k = 0; k < 3; k++) {
			int again = k == 0 ? 0 : k == 1 ? n / 2 : n - 1;

			snprintf(text, sizeof(text), "feature.%d", again);
			ok(twice(n, again, &number) == 1 &&
				number == ids_number(text),
			    "%d, %s twice", n, text);
		}
	}
	ids_free(NULL);
	return done_testing();
}
