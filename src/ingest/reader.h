/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * reader: from rows to cells, with everything that is counted on the way.
 * Runs on a thread of its own and knows no database. For src/ingest only.
 */
#ifndef INGEST_READER_H
#define INGEST_READER_H

#include "ingest/gather.h"
#include "ingest/queue.h"
#include "ingest/rows.h"

#define READER_COLUMNS (1u << 20) /* most columns of one table */
/* Most bytes to know which cells were met. */
#define READER_PARTS (512u << 20)
#define READER_ODD 5 /* unknown areas, and periods, that are named */

struct reader {
	struct walk walk;
	struct queue *queue; /* borrowed */
	struct map slots;    /* period and dims -> slot */
	/* Code -> index, and those that the table does not describe. */
	struct gather places;
	const struct areas *areas; /* of the table, or found in the rows */
	size_t room;		   /* areas for which there is room below */
	struct slot *fresh;	   /* slots not sent yet */
	size_t nfresh, capfresh;
	size_t nslots, capslots;
	struct load_tally *tallies; /* nslots * ntopics */
	unsigned char **met;	    /* per slot: a bit per area */
	/* Per slot: per topic a bit per area, for rows that hold some topics
	 * only; NULL where there are none. */
	unsigned char ***parts;
	size_t part_bytes;
	bool partial;			 /* there are such rows */
	uint64_t *texts;		 /* per topic */
	unsigned char *seen;		 /* per area: has a row */
	char *changes;			 /* per area: change code */
	size_t change_topic;		 /* its index, or ntopics */
	struct load_cell *values, *gaps; /* being filled */
	size_t nvalues, ngaps;
	uint64_t rows;	/* records that were read */
	uint64_t taken; /* rows among them that are of the table */
	uint64_t facts, unknown;
	uint64_t odd_rows;	    /* of periods that are not kept */
	struct strings odd;	    /* some of the areas that are unknown */
	struct strings odd_periods; /* some of those periods */
	struct err err;
	int rc; /* of reader_run */
};

void reader_init(struct reader *r, const struct walk *walk, struct queue *q);
/* Read all rows; closes the queue at the end. Sets r->rc and r->err. The
 * argument and the answer are those of pthread_create. */
void *reader_run(void *reader);
void reader_clear(struct reader *r);

#endif
