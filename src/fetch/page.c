/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * page: one answer on its way. Whatever its size, only a few buffers of it
 * are in memory, unless it is metadata that the road has to look at.
 */
#include "page.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "base/when.h"
#include "net/limits.h"

#define PIECE (64u << 10) /* bytes of a file at a time */

/* Forget what came of an earlier try. */
static void
start_over(struct page *p)
{
	relay_free(p->relay); /* first: its thread uses the others */
	digest_free(p->digest);
	essence_free(p->essence);
	gunzip_free(p->gunzip);
	jscan_free(p->scan);
	for (size_t i = 0; i < p->nmembers; i++) {
		free((char *)(uintptr_t)p->members[i].name);
		free((char *)(uintptr_t)p->members[i].text);
	}
	free(p->members);
	p->relay = NULL;
	p->digest = NULL;
	p->essence = NULL;
	p->gunzip = NULL;
	p->scan = NULL;
	p->members = NULL;
	p->nmembers = p->capmembers = 0;
	p->decoded = 0;
	p->head = p->after = 0;
	p->faulty = false;
	buf_clear(&p->tail);
	buf_clear(&p->body);
}

void
page_clear(struct page *p)
{
	start_over(p);
	http_answer_clear(&p->answer);
	buf_free(&p->tail);
	buf_free(&p->body);
}

static int
take_member(
    void *arg, const char *name, const char *text, size_t len, struct err *err)
{
	struct page *p = arg;

	(void)err;
	if (p->essence != NULL)
		essence_member(p->essence, name, text, len);
	if (p->nmembers == PAGE_MEMBERS)
		return 0;
	MEM_PUSH(p->members, p->nmembers, p->capmembers);
	p->members[p->nmembers++] = (struct member){ .name = mem_str(name),
		.text = text == NULL ? NULL : mem_strn(text, len),
		.len = len };
	return 0;
}

static int
take_record(void *arg, const char *text, size_t len, uint64_t at, uint64_t row,
    struct err *err)
{
	struct page *p = arg;

	(void)at, (void)row, (void)err;
	essence_record(p->essence, text, len);
	return 0;
}

/* Of what is no JSON only its first byte is looked at here: a page that says
 * that something is wrong comes with status 200 too. */
static int
check_head(struct page *p, const char *data, size_t len, struct err *err)
{
	static const char bom[] = "\xef\xbb\xbf";

	for (size_t i = 0; i < len && p->head < sizeof(bom); i++) {
		if (data[i] == ' ' || data[i] == '\n' || data[i] == '\r')
			continue;
		if (data[i] == '<')
			return err_set(err, ERR_INPUT,
			    "a web page or an XML document, where a file was "
			    "expected: the source may be down or may have "
			    "moved");
		if (p->head < 3 && data[i] == bom[p->head])
			p->head++;
		else
			p->head = sizeof(bom);
	}
	return 0;
}

/* The last bytes of the body, fit for a message. */
static void
remember(struct page *p, const char *data, size_t len)
{
	size_t from = len > PAGE_TAIL ? len - PAGE_TAIL : 0;

	for (size_t i = from; i < len; i++)
		buf_putc(
		    &p->tail, data[i] > ' ' && data[i] <= '~' ? data[i] : ' ');
	if (p->tail.len > PAGE_TAIL) {
		size_t drop = p->tail.len - PAGE_TAIL;

		memmove(p->tail.data, p->tail.data + drop, PAGE_TAIL + 1);
		p->tail.len = PAGE_TAIL;
	}
}

/* Of a source that may break off with words of its own: what is wrong is only
 * known when they are there, so a fault waits for the end of the answer. */
static int
scan_with_words(struct page *p, const char *data, size_t len, struct err *err)
{
	remember(p, data, len);
	if (p->faulty)
		p->after += len;
	else
		p->faulty = jscan_push(p->scan, data, len, &p->fault) == -1;
	if (p->after <= PAGE_AFTER)
		return 0;
	*err = p->fault;
	return -1;
}

static int
scan_end(struct page *p, struct err *err)
{
	const char *words;

	if (!p->faulty && jscan_end(p->scan, err) == 0)
		return 0;
	if (p->faulty)
		*err = p->fault;
	else
		err->code = ERR_NET;
	words = p->cut.breaks_off == NULL
	    ? NULL
	    : strstr(buf_str(&p->tail), p->cut.breaks_off);
	if (words != NULL)
		err_set(err, ERR_NET,
		    "the source broke off in the middle of its answer: "
		    "\"%.200s\": try again later",
		    words);
	return -1;
}

/* What came is no good, and only the source can mend that. */
static int
not_kept(struct err *err)
{
	struct err why = *err;

	return err_set(err, why.code,
	    "%s: not kept, try again later; if it stays so, tell the source",
	    why.msg);
}

/* Look at what was unpacked; maybe in the relay's thread. */
static int
check(void *arg, const char *data, size_t len, struct err *err)
{
	struct page *p = arg;

	p->decoded += len;
	digest_push(p->digest, data, len);
	if (p->keep && p->decoded > PAGE_KEPT)
		return err_set(err, ERR_INPUT,
		    "more than %u bytes of metadata: refused", PAGE_KEPT);
	if (p->keep)
		buf_put(&p->body, data, len);
	if (p->scan == NULL)
		return check_head(p, data, len, err);
	if (p->cut.breaks_off != NULL
		? scan_with_words(p, data, len, err) == 0
		: jscan_push(p->scan, data, len, err) == 0)
		return 0;
	return err->code == ERR_INPUT ? not_kept(err) : -1;
}

static int
take_decoded(void *arg, const char *data, size_t len, struct err *err)
{
	struct page *p = arg;

	/* What lies as it is lies unpacked, whatever the line did. */
	if (p->plain && p->writer != NULL &&
	    raw_part_push(p->writer, data, len, err) == -1)
		return -1;
	return relay_push(p->relay, data, len, err);
}

static int
open_part(struct page *p, bool gz, struct err *err)
{
	bool json = p->cut.kind == CUT_JSON && p->cut.inside == NULL;

	if (p->writer == NULL)
		return 0;
	raw_part_drop(p->writer);
	return raw_part_begin_as(p->writer, p->role, p->number,
	    json	   ? "json"
		: p->plain ? "bin"
			   : "csv",
	    p->plain ? RAW_PLAIN
		: gz ? RAW_PACKED
		     : RAW_PACK,
	    err);
}

static int
begin(void *arg, const struct http_answer *answer, struct err *err)
{
	struct page *p = arg;
	const struct jscan_sink sink = { .arg = p,
		.record = p->cut.passing == NULL ? NULL : take_record,
		.member = take_member,
		.lax = p->cut.lax,
		.most = p->cut.record };

	start_over(p);
	p->digest = digest_new();
	if (p->cut.passing != NULL)
		p->essence = essence_new(&p->cut);
	if (p->cut.kind == CUT_JSON && p->cut.inside == NULL)
		p->scan = jscan_new(p->cut.array, &sink);
	p->relay = relay_new(check, p);
	if (answer->gz)
		p->gunzip = gunzip_new(PAGE_DECODED, take_decoded, p);
	return open_part(p, answer->gz, err);
}

static int
push(void *arg, const char *data, size_t len, struct err *err)
{
	struct page *p = arg;

	if (p->writer != NULL && !p->plain &&
	    raw_part_push(p->writer, data, len, err) == -1)
		return -1;
	return p->gunzip != NULL ? gunzip_push(p->gunzip, data, len, err)
				 : take_decoded(p, data, len, err);
}

/* The most common fault of CBS: the connection ends as it should, the JSON
 * does not. Only we can see it, so it is we who ask for another try. */
static int
end(void *arg, struct err *err)
{
	struct page *p = arg;

	if (relay_end(p->relay, err) == -1)
		return -1;
	if (p->gunzip != NULL && gunzip_end(p->gunzip, err) == -1) {
		err->code = ERR_NET;
		return -1;
	}
	if (p->scan != NULL && scan_end(p, err) == -1)
		return -1;
	if (p->scan == NULL && p->decoded == 0)
		return err_set(err, ERR_NET, "an empty answer");
	p->rows = p->scan != NULL ? jscan_rows(p->scan) : 0;
	digest_hex(p->digest, p->sha256);
	p->content[0] = '\0';
	if (p->essence != NULL)
		essence_hex(p->essence, p->content);
	return 0;
}

int
page_get(struct page *p, struct http *http, const char *address,
    const struct http_request *request, struct err *err)
{
	const struct http_sink sink = { p, begin, push, end };

	return http_ask(http, address, request, &sink, &p->answer, err);
}

char *
page_stamp(const struct stat *st)
{
	char iso[21];

	when_iso((int64_t)st->st_mtim.tv_sec, iso);
	return mem_fmt("%.19s.%09ldZ", iso, (long)st->st_mtim.tv_nsec);
}

int
page_file(struct page *p, const char *path, struct err *err)
{
	char *piece = mem_new(PIECE, 1);
	FILE *f = fopen(path, "rb");
	struct stat st;
	size_t n;
	int rc = -1;

	if (f == NULL || fstat(fileno(f), &st) == -1) {
		err_set(err, ERR_INPUT, "%s: %s", path, strerror(errno));
		goto done;
	}
	p->answer.status = 200;
	p->answer.tries = 1;
	p->answer.last_modified = page_stamp(&st);
	if (begin(p, &p->answer, err) == -1)
		goto done;
	while ((n = fread(piece, 1, PIECE, f)) > 0) {
		p->answer.bytes += n;
		if (p->answer.bytes > NET_MAX_BYTES) {
			err_set(err, ERR_INPUT,
			    "%s: more than %llu bytes: refused", path,
			    (unsigned long long)NET_MAX_BYTES);
			goto done;
		}
		if (push(p, piece, n, err) == -1)
			goto done;
	}
	if (ferror(f)) {
		err_set(err, ERR_INPUT, "%s: cannot be read", path);
		goto done;
	}
	rc = end(p, err);
done:
	if (rc == -1 && err->code == ERR_NET)
		err->code = ERR_INPUT; /* no line was involved */
	if (f != NULL)
		fclose(f);
	free(piece);
	return rc;
}

int
page_again(struct page *p, const struct raw_run *kept,
    const struct raw_part *part, struct err *err)
{
	p->answer.status = part->status;
	if (begin(p, &p->answer, err) == -1 ||
	    raw_walk(kept, part, push, p, err) == -1)
		return -1;
	return end(p, err);
}
