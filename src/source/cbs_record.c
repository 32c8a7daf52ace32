/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cbs_record: the records of an answer of CBS, by OData v3 or v4, and what is
 * read out of one.
 */
#include "cbs_record.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"

struct each { /* a walk over the records of one answer */
	cbs_record *fn;
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
		e->next = cbs_text(&e->record, "next");
	}
	buf_free(&wrapped);
	return rc;
}

int
cbs_each(const char *body, size_t len, cbs_record *fn, void *arg, char **next,
    struct err *err)
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

bool
cbs_name_ok(const char *name)
{
	size_t len = strlen(name);

	return len > 0 && len <= CBS_NAME &&
	    strspn(name,
		"abcdefghijklmnopqrstuvwxyz"
		"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == len;
}

const struct jv *
cbs_member(const struct jrecord *record, const char *name)
{
	for (size_t i = 0; i < record->n; i++)
		if (strcmp(record->items[i].name, name) == 0)
			return &record->items[i];
	return NULL;
}

char *
cbs_text(const struct jrecord *record, const char *name)
{
	const struct jv *v = cbs_member(record, name);

	return v == NULL || v->type != JV_STRING ? NULL : text_trimmed(v->str);
}

double
cbs_number(const struct jrecord *record, const char *name, double otherwise)
{
	const struct jv *v = cbs_member(record, name);
	double number;
	size_t len;
	const char *s;

	if (v == NULL)
		return otherwise;
	if (v->type == JV_NUMBER)
		return v->number;
	if (v->type != JV_STRING)
		return otherwise;
	len = v->len;
	s = text_trim(v->str, &len);
	return cbs_plain(s, len, &number) ? number : otherwise;
}

bool
cbs_plain(const char *s, size_t len, double *out)
{
	static const double power[] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7,
		1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15 };
	bool minus = len > 0 && s[0] == '-';
	size_t i = minus, point = 0, first = i;
	double whole = 0;

	for (; i < len; i++) {
		if (s[i] == '.' && point == 0 && i > first)
			point = i;
		else if (s[i] >= '0' && s[i] <= '9')
			whole = whole * 10 + (s[i] - '0');
		else
			return false;
	}
	/* 15 digits are exact in a double, and so is the quotient rounded
	 * right; more are no statistic. */
	if (len == first || s[len - 1] == '.' || len - first > 16 ||
	    (point == 0 && len - first > 15))
		return false;
	/* A number with a leading zero is a code. */
	if (s[first] == '0' && len > first + 1 && s[first + 1] != '.')
		return false;
	whole /= power[point == 0 ? 0 : len - point - 1];
	*out = minus ? -whole : whole;
	return true;
}

int64_t
cbs_whole(const struct jrecord *record, const char *name, int64_t low,
    int64_t high, int64_t otherwise)
{
	double v = cbs_number(record, name, (double)otherwise);

	return v >= (double)low && v <= (double)high ? (int64_t)v : otherwise;
}

char *
cbs_text_or_empty(const struct jrecord *record, const char *name)
{
	char *s = cbs_text(record, name);

	return s == NULL ? mem_str("") : s;
}
