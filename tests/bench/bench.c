/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * bench: measure one thing; see bench.sh.
 */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "source/def.h"

static const struct {
	const char *name, *args;
	int argc;
	int (*run)(char **argv);
} measures[] = {
	{ "total", "MIRROR TABLE DIR", 3, bench_total },
	{ "null", "MIRROR TABLE DIR", 3, bench_null },
	{ "bare", "TABLE DIR", 2, bench_bare },
	{ "make", "KIND DIR PERIODS AGES", 4, bench_make },
	{ "ingest", "KIND DIR", 2, bench_ingest },
	{ "read", "KIND DIR", 2, bench_read },
	{ "derive", "DIR", 1, bench_derive },
	{ "overlap", "DIR", 1, bench_overlap },
	{ "fill", "TABLE DIR MILLIONS", 3, bench_fill },
	{ "view", "DIR", 1, bench_view },
	{ "geo", "", 0, bench_geo },
	{ "stats", "DIR EVERY", 2, bench_stats },
};
#define MEASURES (sizeof(measures) / sizeof(measures[0]))

void
bench_die(const struct err *err)
{
	fprintf(stderr, "bench: %s\n", err->msg);
	exit(1);
}

void
bench_open(struct bench *b)
{
	struct err err = { 0 };

	memset(b, 0, sizeof(*b));
	if (indicators_read("sources/indicators.json", &b->indicators, &err) ==
		-1 ||
	    source_read(
		"sources/cbs-kwb.json", &b->indicators, &b->source, &err) == -1)
		bench_die(&err);
}

void
bench_close(struct bench *b)
{
	source_clear(&b->source);
	indicators_free(&b->indicators);
}

void
bench_print(const char *name, double value)
{
	printf("%s %.6g\n", name, value);
}

void
bench_run(const char *dir, const char *table, struct raw_run *run)
{
	char *raw = file_join(dir, "raw");
	struct err err = { 0 };
	int rc = raw_newest(raw, "cbs-kwb", table, run, &err);

	if (rc == 0)
		err_set(&err, ERR_WORK, "%s: no run of %s", raw, table);
	if (rc != 1)
		bench_die(&err);
	free(raw);
}

double
bench_memory(void)
{
	FILE *in = fopen("/proc/self/status", "r");
	char line[256];
	double kb = 0;

	if (in == NULL)
		return 0;
	while (fgets(line, sizeof(line), in) != NULL)
		if (sscanf(line, "VmHWM: %lf", &kb) == 1)
			break;
	fclose(in);
	return kb / 1024;
}

int
main(int argc, char **argv)
{
	for (size_t i = 0; i < MEASURES; i++)
		if (argc == measures[i].argc + 2 &&
		    strcmp(argv[1], measures[i].name) == 0)
			return measures[i].run(argv + 2);
	for (size_t i = 0; i < MEASURES; i++)
		fprintf(stderr, "usage: bench %s %s\n", measures[i].name,
		    measures[i].args);
	return 2;
}
