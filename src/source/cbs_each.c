/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cbs_each: the records of an answer, by OData v3 or v4.
 */
#include <stdlib.h>
#include <string.h>

#include "cbs_v3.h"

struct each { /* a walk over the records of one answer */
	cbs_v3_record *fn;
	void *arg;
	struct jrecord record;
	char *next;
};

static int
each_record(void *arg, const char *text, size_t len, uint64_t at, uint64_t row,
    struct err *err)
{
	struct each *e = arg;

	(void)at;
	if (jrecord_parse(&e->record, text, len, err) == -1 ||
	    e->fn(e->arg, &e->record, err) == -1)
		return err_ctx(err, "record %llu", (unsigned long long)row + 1);
	return 0;
}

static int
each_member(
    void *arg, const char *name, const char *text, size_t len, struct err *err)
{
	struct each *e = arg;
	struct buf wrapped = { 0 };
	int rc = 0;

	/* v3 and v4 write it differently. */
	if (strcmp(name, "odata.nextLink") != 0 &&
	    strcmp(name, "@odata.nextLink") != 0)
		return 0;
	if (text == NULL)
		return err_set(err, ERR_INPUT, "%s: too long", name);
	/* Read by the parser of records, in a record of its own. */
	buf_puts(&wrapped, "{\"next\":");
	buf_put(&wrapped, text, len);
	buf_putc(&wrapped, '}');
	rc = jrecord_parse(&e->record, wrapped.data, wrapped.len, err);
	if (rc == 0) {
		free(e->next);
		e->next = cbs_v3_text(&e->record, "next");
	}
	buf_free(&wrapped);
	return rc;
}

int
cbs_each(const char *body, size_t len, cbs_v3_record *fn, void *arg,
    char **next, struct err *err)
{
	struct each e = { .fn = fn, .arg = arg };
	const struct jscan_sink sink = {
		.arg = &e, .record = each_record, .member = each_member
	};
	struct jscan *scan = jscan_new("value", &sink);
	int rc = -1;

	if (jscan_push(scan, body, len, err) == -1 ||
	    jscan_end(scan, err) == -1)
		goto done;
	if (next != NULL) {
		*next = e.next;
		e.next = NULL;
	}
	rc = 0;
done:
	jscan_free(scan);
	jrecord_free(&e.record);
	free(e.next);
	return rc;
}
