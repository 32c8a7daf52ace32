/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * page: one answer on its way. Whatever its size, only a few buffers of it
 * are in memory, unless it is metadata that the road has to look at.
 */
#include "page.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Forget what came of an earlier try. */
static void
start_over(struct page *p)
{
	relay_free(p->relay); /* first: its thread uses the others */
	digest_free(p->digest);
	gunzip_free(p->gunzip);
	jscan_free(p->scan);
	for (size_t i = 0; i < p->nmembers; i++) {
		free((char *)(uintptr_t)p->members[i].name);
		free((char *)(uintptr_t)p->members[i].text);
	}
	free(p->members);
	p->relay = NULL;
	p->digest = NULL;
	p->gunzip = NULL;
	p->scan = NULL;
	p->members = NULL;
	p->nmembers = p->capmembers = 0;
	p->decoded = 0;
	buf_clear(&p->body);
}

void
page_clear(struct page *p)
{
	start_over(p);
	http_answer_clear(&p->answer);
	buf_free(&p->body);
}

static int
take_member(
    void *arg, const char *name, const char *text, size_t len, struct err *err)
{
	struct page *p = arg;

	(void)err;
	if (p->nmembers == PAGE_MEMBERS)
		return 0;
	MEM_PUSH(p->members, p->nmembers, p->capmembers);
	p->members[p->nmembers++] = (struct member){ .name = mem_str(name),
		.text = text == NULL ? NULL : mem_strn(text, len),
		.len = len };
	return 0;
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
	return jscan_push(p->scan, data, len, err);
}

static int
take_decoded(void *arg, const char *data, size_t len, struct err *err)
{
	struct page *p = arg;

	return relay_push(p->relay, data, len, err);
}

static int
begin(void *arg, const struct http_answer *answer, struct err *err)
{
	struct page *p = arg;
	const struct jscan_sink sink = { .arg = p,
		.member = take_member,
		.lax = p->cut.lax };

	start_over(p);
	p->digest = digest_new();
	p->scan = jscan_new(p->cut.array, &sink);
	p->relay = relay_new(check, p);
	if (answer->gz)
		p->gunzip = gunzip_new(PAGE_DECODED, take_decoded, p);
	if (p->writer == NULL)
		return 0;
	raw_part_drop(p->writer);
	return raw_part_begin(p->writer, p->role, p->number, answer->gz, err);
}

static int
push(void *arg, const char *data, size_t len, struct err *err)
{
	struct page *p = arg;

	if (p->writer != NULL && raw_part_push(p->writer, data, len, err) == -1)
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
	if ((p->gunzip != NULL && gunzip_end(p->gunzip, err) == -1) ||
	    jscan_end(p->scan, err) == -1) {
		err->code = ERR_NET;
		return -1;
	}
	p->rows = jscan_rows(p->scan);
	digest_hex(p->digest, p->sha256);
	return 0;
}

int
page_get(
    struct page *p, struct http *http, const char *address, struct err *err)
{
	const struct http_sink sink = { p, begin, push, end };

	return http_get(http, address, &sink, &p->answer, err);
}
