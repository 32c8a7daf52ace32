/* SPDX-License-Identifier: EUPL-1.2 */
/* Bytes through two threads: all of them, in order, and errors too. */
#include <stdint.h>

#include "fetch/relay.h"
#include "tap.h"

struct seen {
	uint32_t next; /* number expected next */
	uint32_t stop; /* number that is refused */
	size_t calls;
	bool order;
};

static int
look(void *arg, const char *data, size_t len, struct err *err)
{
	struct seen *s = arg;
	uint32_t v;

	s->calls++;
	for (size_t i = 0; i + sizeof(v) <= len; i += sizeof(v)) {
		memcpy(&v, data + i, sizeof(v));
		if (v == s->stop)
			return err_set(err, ERR_INPUT, "number %u", v);
		s->order = s->order && v == s->next++;
	}
	return 0;
}

/* Push the numbers from 0 up to n in pieces of some size. */
static int
push_numbers(struct relay *r, uint32_t n, size_t piece, struct err *err)
{
	uint32_t *numbers = calloc(n, sizeof(*numbers));
	size_t size = n * sizeof(*numbers);
	int rc = 0;

	for (uint32_t i = 0; i < n; i++)
		numbers[i] = i;
	for (size_t at = 0; rc == 0 && at < size; at += piece)
		rc = relay_push(r, (const char *)numbers + at,
		    size - at < piece ? size - at : piece, err);
	free(numbers);
	return rc;
}

int
main(void)
{
	static const struct {
		uint32_t n;
		size_t piece;
	} cases[] = { { 0, 1 }, { 1, 4 }, { 10, 1000 }, { 65536, 262144 },
		{ 65537, 262144 }, { 1000000, 16384 }, { 1000000, 999999 } };
	struct err err = { 0 };
	struct seen s;
	struct relay *r;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		s = (struct seen){ .order = true, .stop = UINT32_MAX };
		r = relay_new(look, &s);
		ok(push_numbers(r, cases[i].n, cases[i].piece, &err) == 0 &&
			relay_end(r, &err) == 0,
		    "%u numbers in pieces of %zu", cases[i].n, cases[i].piece);
		ok(s.order && s.next == cases[i].n, "  all, in order");
		relay_free(r);
	}
	s = (struct seen){ .order = true, .stop = 70000 };
	r = relay_new(look, &s);
	ok(push_numbers(r, 1000000, 65536, &err) == -1 &&
		strcmp(err.msg, "number 70000") == 0 && s.calls <= 2,
	    "what the sink refuses stops the pushing: %s", err.msg);
	ok(relay_end(r, &err) == -1, "and the end");
	relay_free(r);
	s = (struct seen){ .order = true, .stop = UINT32_MAX };
	r = relay_new(look, &s);
	ok(push_numbers(r, 300000, 65536, &err) == 0, "half-way");
	relay_free(r);
	ok(s.order, "a relay may be left half-way");
	relay_free(NULL);
	return done_testing();
}
