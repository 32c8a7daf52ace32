/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * adapter: how one protocol is spoken, as pure functions over bytes. No
 * network, no database, and of files only what lies beside a definition:
 * fetch and ingest bring the bytes.
 */
#ifndef SOURCE_ADAPTER_H
#define SOURCE_ADAPTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "codec/csv.h"
#include "geo/shape.h"
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
	bool selected; /* data: fewer rows than announced, by selection */
	bool data; /* rows of the table; else metadata */
	bool plain; /* keep the bytes as they are (zip, xlsx), not gzip */
	/* Name of the environment variable whose value goes along in the
	 * header apikey, or NULL. The value is never written anywhere. */
	const char *secret;
};

/* How a part falls apart into records. */
enum cut_kind { CUT_JSON, CUT_CSV, CUT_SHEET };
struct cut {
	enum cut_kind kind;
	/* CUT_JSON: path of the array of records: "value", "result.records";
	 * "" when the document is the array; NULL when there is none and only
	 * its members matter. */
	const char *array;
	size_t record; /* CUT_JSON: most bytes of one; 0: JSCAN_RECORD */
	/* CUT_JSON: an object without the array is no error yet: it has no
	 * rows, and road_got finds out from its members what it is ("error",
	 * "success"). */
	bool lax;
	/* CUT_JSON: names, NULL at the end, of members that differ each time
	 * the same is asked for and say nothing of the rows: beside the
	 * records ("timeStamp"), and within one. An answer that is the same
	 * without them is the same. passing NULL: every byte counts. */
	const char *const *passing, *const *passing_within;
	/* CUT_JSON: with these words the source breaks an answer off whose
	 * status 200 was sent already; then it is asked for again. NULL: it
	 * has none. */
	const char *breaks_off;
	struct csv_options csv; /* CUT_CSV */
	/* Pattern (* and ?) of the entry when the part is a zip, or NULL. */
	const char *inside;
	const char *sheet; /* CUT_SHEET: its name, or NULL for the first */
	int heads; /* CUT_SHEET: lines of the header, see codec/xlsx.h */
	/* CUT_CSV, CUT_SHEET: how many records describe may look at through
	 * its read (see adapter_read); 0: eight. */
	size_t peek;
};

struct record { /* one of them, as it is handed to row() */
	const char *text; /* CUT_JSON: raw JSON of the element */
	size_t len;
	const struct csv_field *fields; /* else: n of them */
	size_t n;
	bool sheet; /* of a sheet: empty cells at its end are not there */
	uint64_t line; /* of the part, 0 for JSON; 1 begins a new part */
	uint64_t at; /* CUT_JSON: byte of the decoded part it starts at */
	bool packed; /* in an archive: line and at count within its entry */
};

/* A member beside the array, raw JSON. Along the path its name is
 * "result.total". text NULL: it was longer than JSCAN_MEMBER. */
struct member {
	const char *name;
	const char *text;
	size_t len;
};

struct got { /* what came of it */
	const char *role;
	int page;
	const char *body; /* decoded, when small; else NULL */
	size_t len;
	uint64_t rows; /* records in it; 0 when not cut as JSON */
	/* SHA-256 of all that does not differ with every answer (cut.passing),
	 * or NULL. */
	const char *content;
	const struct member *members; /* in order; CUT_JSON only */
	size_t nmembers;
};
/* By name, or NULL. */
const struct member *got_member(const struct got *got, const char *name);
/* Its text, unescaped: 1 and *out, a new string; 0 with NULL when it is not
 * there or null; -1 when it is no text. */
int got_text(const struct got *got, const char *name, char **out,
    struct err *err);
/* Its number, or otherwise when there is none. */
double got_number(const struct got *got, const char *name, double otherwise);

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
	char dims[256]; /* "" or "Leeftijd=20300;Marges=MW00000": by name */
	/* Key of a period of a kind that is not kept (a week), else "". Such
	 * a row is left out, and who leaves it out says so. */
	char odd_period[9];
	struct cell *cells; /* topics of the table, each at most once */
	size_t n, cap;
	/* Nothing in it for us: a header, a total, another member, a footer.
	 * The other members then say nothing. */
	bool skip;
	/* It holds some of the topics only, others may come in a row of their
	 * own; else every topic is there. */
	bool partial;
	const char *name; /* of the area, when the record gives it */
	/* A feature: raw JSON in the record of its geometry (which may be
	 * null) and its attributes, and its id as text. shape NULL: none. */
	const char *shape, *attributes, *fid;
	size_t shape_len, attributes_len;
	bool water; /* the shape is that of the area's water */
	char change; /* of a boundary: how the area differs from the year
			before ('1', '2', '3'); '\0': it does not say */
};
struct row_reader;

/* Puts a metadata part (by role, page 1) into the empty buffer out: its
 * decoded body. "ROLE/PATTERN" is an entry of a part that is a zip. Of a part
 * that is cut as CSV or a sheet come the first records (cut.peek), as JSON:
 * [{"line":1,"sheet":true,"fields":["Wijk","12.5"],"numbers":[false,true]},
 * ...]; only a sheet tells what is stored as a number. */
typedef int adapter_read(void *arg, const char *role, struct buf *out,
    struct err *err);

struct adapter {
	const char *kind; /* as written in sources/NAME.json */
	/* One request tells of all tables of a definition whether they
	 * changed. Without a catalogue tables() is called with body NULL and
	 * gives what the definition names; whether it changed is then seen
	 * from what comes (ETag, Last-Modified, the bytes themselves). */
	bool has_catalogue;
	bool laid_out; /* the definition's layout tells how rows are read */
	bool shaped; /* records are features: the definition's key shapes */
	/* Address of that one request. NULL without a catalogue. */
	int (*catalogue)(const struct source *, struct buf *address,
	    struct err *);
	/* The same for several definitions with one base: the answer holds
	 * the tables of each. NULL: a request tells of one definition. */
	int (*catalogue_all)(const struct source *const srcs[], size_t n,
	    struct buf *address, struct err *);
	/* Tables of the definition out of the catalogue's answer. */
	int (*tables)(const struct source *, const char *body, size_t len,
	    struct table_refs *out, struct err *);
	/* The road through a table. next: 1 and *ask, 0 at the end, or -1.
	 * got: tell what came; checks what can be checked early, and names an
	 * error that came in an answer with status 200. */
	struct road *(*road_new)(const struct source *,
	    const struct table_ref *);
	int (*road_next)(struct road *, struct ask *, struct err *);
	int (*road_got)(struct road *, const struct got *, struct err *);
	void (*road_free)(struct road *);
	/* What the table says of itself, out of its small parts. */
	int (*describe)(const struct source *, adapter_read *read, void *arg,
	    struct table_meta *out, struct err *);
	/* How a part falls apart: fills *out, which is zeroed and points into
	 * the source or constants. NULL: all are JSON with the array "value".
	 * Asked for data parts and for metadata alike. */
	int (*cut)(const struct source *, const char *role, struct cut *out,
	    struct err *);
	/* Rows: one record in, one row out. 0; or 1 when the record holds a
	 * further row: call again with the same one; or -1. */
	struct row_reader *(*rows_new)(const struct source *,
	    const struct table_meta *);
	int (*row)(struct row_reader *, const struct record *,
	    struct row *out, struct err *);
	/* A row that is known only when all records were seen: 1 and *out, 0
	 * when there is none left, or -1. NULL: there are none. */
	int (*rows_end)(struct row_reader *, struct row *out, struct err *);
	/* After the last record: whether all came that should have; 0 or -1.
	 * NULL: it cannot tell. */
	int (*rows_whole)(struct row_reader *, struct err *);
	void (*rows_free)(struct row_reader *);
};

/* How a part of this source falls apart: the adapter's word, or JSON with the
 * array "value". */
int adapter_cut(const struct adapter *adapter, const struct source *src,
    const char *role, struct cut *out, struct err *err);
/* In which system the coordinates of a source of features are, unless the
 * definition says: the Dutch grid, which servers are asked for; in a file the
 * longitude comes first. */
enum shape_crs adapter_crs(const struct source *src);
/* By the definition's adapter name, or NULL. */
const struct adapter *adapter_find(const char *kind);
/* Names of all, NULL-terminated, for messages. */
const char *const *adapter_kinds(void);

/* The adapters. */
extern const struct adapter adapter_file;
extern const struct adapter adapter_cbs_v3;
extern const struct adapter adapter_cbs_v4;
extern const struct adapter adapter_cbs_bulk;
extern const struct adapter adapter_arcgis;
extern const struct adapter adapter_ckan;
extern const struct adapter adapter_opendatasoft;
extern const struct adapter adapter_swing;
extern const struct adapter adapter_ogc_features;
extern const struct adapter adapter_wfs;
extern const struct adapter adapter_geojson;

#endif
