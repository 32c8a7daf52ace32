/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * adapter: how one protocol is spoken, as pure functions over bytes. No
 * network, no files, no database: fetch and ingest bring the bytes.
 */
#ifndef SOURCE_ADAPTER_H
#define SOURCE_ADAPTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "model/source.h"
#include "model/table.h"

#define ROLE_LEN 64

struct ask { /* the next request of a table */
	struct buf address; /* canonical, complete */
	/* Entity set: "TableInfos", "TypedDataSet"; also the name of its file,
	 * so it passes file_name_ok. A metadata set that comes in pages has a
	 * role for each ("WijkenEnBuurten", "WijkenEnBuurten.2", page 1), so
	 * that every piece of metadata can be read back by its role. */
	char role[ROLE_LEN];
	int page; /* 1, 2, ... within the role */
	bool small; /* the road needs its body, whole, in road_got */
	bool data; /* rows of the table; else metadata */
};

struct got { /* what came of it */
	const char *role;
	int page;
	const char *body; /* decoded, when small; else NULL */
	size_t len;
	const char *next; /* value of odata.nextLink, unescaped, or NULL */
	uint64_t rows; /* records in it */
};

struct road; /* the way through one table, one request at a time */

/* One row of a data set, after trimming of keys. Lives until the next row. */
enum cell_kind {
	CELL_VALUE,
	CELL_EMPTY, /* null: the reason is the column's */
	CELL_WITHHELD, /* "." of an Untyped table */
	CELL_CANNOT, /* blank of an Untyped table: cannot logically occur */
	CELL_TEXT /* a text topic */
};
struct cell {
	uint32_t topic; /* index in table_meta.topics */
	enum cell_kind kind;
	double value; /* CELL_VALUE */
	const char *text; /* CELL_TEXT, trimmed */
	size_t len;
};
struct row {
	char area[12]; /* canonical code */
	char period[16]; /* "" : the table's own */
	char dims[256]; /* "" or "Leeftijd=20300;Marges=MW00000" */
	struct cell *cells; /* every topic of the table once, any order */
	size_t n, cap;
};
struct row_reader;

/* Puts the decoded body of a metadata part (by role, page 1) into the empty
 * buffer out. */
typedef int adapter_read(void *arg, const char *role, struct buf *out,
    struct err *err);

struct adapter {
	const char *kind; /* as written in sources/NAME.json */
	/* Address of the one catalogue request that tells freshness of all
	 * tables of this definition. */
	int (*catalogue)(const struct source *, struct buf *address,
	    struct err *);
	/* Tables of the definition out of the catalogue's answer. */
	int (*tables)(const struct source *, const char *body, size_t len,
	    struct table_refs *out, struct err *);
	/* The road through a table. next: 1 and *ask, 0 at the end, or -1.
	 * got: tell what came; checks what can be checked early. */
	struct road *(*road_new)(const struct source *,
	    const struct table_ref *);
	int (*road_next)(struct road *, struct ask *, struct err *);
	int (*road_got)(struct road *, const struct got *, struct err *);
	void (*road_free)(struct road *);
	/* What the table says of itself, out of its small parts. */
	int (*describe)(const struct source *, adapter_read *read, void *arg,
	    struct table_meta *out, struct err *);
	/* Rows: one record's JSON text in, one row out. */
	struct row_reader *(*rows_new)(const struct source *,
	    const struct table_meta *);
	int (*row)(struct row_reader *, const char *text, size_t len,
	    struct row *out, struct err *);
	void (*rows_free)(struct row_reader *);
};

/* By the definition's adapter name, or NULL. */
const struct adapter *adapter_find(const char *kind);
/* Names of all, NULL-terminated, for messages. */
const char *const *adapter_kinds(void);

/* The adapters. */
extern const struct adapter adapter_cbs_v3;

#endif
