/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * replay: a main for a fuzzer, for where there is no libFuzzer: runs it over
 * the files that are named, as TAP. A fuzzer that finds a fault aborts.
 */
#include <stdint.h>

#include "tap.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The whole file in a block of its own size, so that ASan sees its borders. */
static bool
run(const char *path)
{
	FILE *f = fopen(path, "rb");
	uint8_t *data = NULL;
	long size = -1;
	bool good = false;

	if (f == NULL)
		return false;
	if (fseek(f, 0, SEEK_END) == 0)
		size = ftell(f);
	rewind(f);
	if (size >= 0)
		data = malloc(size > 0 ? (size_t)size : 1);
	if (data != NULL && fread(data, 1, (size_t)size, f) == (size_t)size)
		good = LLVMFuzzerTestOneInput(data, (size_t)size) == 0;
	free(data);
	fclose(f);
	return good;
}

int
main(int argc, char **argv)
{
	ok(argc > 1, "%d files to run", argc - 1);
	for (int i = 1; i < argc; i++)
		ok(run(argv[i]), "%s", argv[i]);
	return done_testing();
}
