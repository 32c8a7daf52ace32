/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * writer: a run on its way to disk. Only for this room.
 */
#ifndef SRC_RAW_WRITER_H
#define SRC_RAW_WRITER_H

#include "raw/raw.h"

struct raw_writer {
	struct raw_run run;
	char *table_dir; /* raw/<source>/<table> */
	char *temp; /* the .tmp- folder in it */
	/* the open part; fd -1 when none */
	int fd;
	char *path, *file;
	struct gzip *gzip; /* when the body came plain */
	enum raw_form form;
	uint64_t stored;
};

#endif
