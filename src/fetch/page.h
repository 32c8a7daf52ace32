/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * page: one answer on its way: as received to disk, decoded to a digest and a
 * scanner, all at the same time. Only for this room.
 */
#ifndef SRC_FETCH_PAGE_H
#define SRC_FETCH_PAGE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/err.h"
#include "codec/digest.h"
#include "codec/gzip.h"
#include "codec/jscan.h"
#include "essence.h"
#include "net/http.h"
#include "raw/raw.h"
#include "relay.h"
#include "source/adapter.h"

#define PAGE_DECODED (4ull << 30) /* most bytes one answer may decode to */
#define PAGE_KEPT (64u << 20)	  /* most bytes of one that is kept whole */
#define PAGE_MEMBERS 64		  /* most members that are remembered */
#define PAGE_TAIL 512		  /* bytes of the last words of an answer */
#define PAGE_AFTER (64u << 10)	  /* most bytes of those words */

struct page {
	struct raw_writer *writer; /* NULL: nothing goes to disk */
	const char *role;
	int number;
	bool keep; /* the decoded body is wanted whole */
	bool plain; /* it goes to disk as it is, not as gzip */
	struct cut cut; /* what it should be */
	/* what came */
	struct http_answer answer;
	struct buf body; /* decoded, when kept */
	struct member *members; /* beside the array */
	size_t nmembers, capmembers;
	uint64_t decoded, rows;
	char sha256[DIGEST_HEX];
	char content[DIGEST_HEX]; /* its essence, or "" */
	/* at work; not there before and after */
	struct digest *digest;
	struct essence *essence; /* when the cut has members that pass */
	struct gunzip *gunzip;
	struct jscan *scan;
	struct relay *relay;
	struct buf tail; /* the last of the body, where it may break off */
	bool faulty; /* the scanner found this */
	struct err fault;
	size_t after; /* bytes after the fault */
	size_t head; /* bytes of the body seen that tell what it is */
};

/* GET an address into the page (role, number, keep, cut and writer are set). The
 * part is left open in the writer: the caller ends it. Every try begins anew;
 * a body that turns out to be cut off is a reason for another. */
int page_get(struct page *p, struct http *http, const char *address,
    const struct http_request *request, struct err *err);
/* The same for a file on this machine. */
int page_file(struct page *p, const char *path, struct err *err);
/* The same for a part that was kept (see raw_kept), with the writer NULL. */
int page_again(struct page *p, const struct raw_run *kept,
    const struct raw_part *part, struct err *err);
/* When a file changed, to the nanosecond: a new string. */
char *page_stamp(const struct stat *st);
void page_clear(struct page *p);

#endif
