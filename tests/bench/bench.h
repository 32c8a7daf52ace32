/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * bench: what the measuring programs share. Each measure runs in a process
 * of its own, so that its memory is its own too, and prints "name value"
 * lines; bench.sh repeats, compares and judges.
 */
#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

#include "base/buf.h"
#include "model/indicator.h"
#include "model/source.h"
#include "raw/raw.h"

struct bench {
	struct indicators indicators;
	struct source source;
};

/* End with the message. */
void bench_die(const struct err *err) __attribute__((noreturn));
/* sources/cbs-kwb.json and sources/indicators.json. */
void bench_open(struct bench *b);
void bench_close(struct bench *b);
void bench_print(const char *name, double value);
/* The newest run of the table in DIR/raw. */
void bench_run(const char *dir, const char *table, struct raw_run *run);
/* Most memory this process ever had in use, MB (VmHWM). */
double bench_memory(void);

/* bench_load.c */
int bench_total(char **argv);
int bench_null(char **argv);
int bench_bare(char **argv);
/* Of the areas that are made up: as many as there are buurten. The i-th as
 * GeoJSON: they lie side by side, of 128 corners each. */
#define BENCH_AREAS 14574
void bench_area(struct buf *json, int i);
/* The same a year later: one crossing of borders in fifty moved, one border in
 * ten drawn anew, and of two areas in a hundred the ground divided otherwise
 * (each of two is made of a part of both). */
void bench_area_next(struct buf *json, int i);

/* bench_make.c */
int bench_make(char **argv);
/* bench_speed.c */
int bench_ingest(char **argv);
int bench_read(char **argv);
int bench_derive(char **argv);
int bench_overlap(char **argv);
/* bench_view.c */
int bench_fill(char **argv);
int bench_view(char **argv);
/* bench_geo.c */
int bench_geo(char **argv);
/* bench_stats.c */
int bench_stats(char **argv);

#endif
