/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * catalogue: which tables a definition has now. Of several definitions with
 * one catalogue it is asked once in a run: for all of them together where the
 * protocol can, and else the answer to one address serves whoever asks it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "fetch/fetch.h"
#include "fetch/secret.h"
#include "page.h"
#include "request.h"

/* Longest address that asks for several definitions. A server refuses what is
 * longer than it likes, and how long that is none of them says. */
#define ADDRESS_TOGETHER 2000

struct answer { /* of a catalogue, in this run */
	char *address;
	struct buf body;
	struct err away; /* there was none, and why */
};

struct catalogues {
	const struct source **sources;
	size_t n;
	struct answer *answers;
	size_t nanswers, cap;
	struct strings refused; /* addresses for several that went wrong */
};

struct catalogues *
catalogues_new(const struct source *const sources[], size_t n)
{
	struct catalogues *c = mem_new(1, sizeof(*c));

	c->sources = mem_new(n + 1, sizeof(*c->sources));
	for (size_t i = 0; i < n; i++)
		c->sources[i] = sources[i];
	c->n = n;
	return c;
}

void
catalogues_free(struct catalogues *c)
{
	if (c == NULL)
		return;
	for (size_t i = 0; i < c->nanswers; i++) {
		free(c->answers[i].address);
		buf_free(&c->answers[i].body);
	}
	free(c->answers);
	free(c->sources);
	strings_free(&c->refused);
	free(c);
}

bool
fetch_has_catalogue(const struct source *src)
{
	const struct adapter *adapter = adapter_find(src->adapter);

	return adapter == NULL || adapter->has_catalogue;
}

/* The body of a catalogue, into the empty buffer. */
static int
ask(struct http *http, const struct adapter *adapter, const struct source *src,
    const char *address, struct buf *body, struct err *err)
{
	struct page page = { .role = "catalogue", .number = 1, .keep = true };
	struct http_request request = { 0 };
	struct http_key key;
	char *secret = NULL;
	int rc = -1;

	if (adapter_cut(adapter, src, page.role, &page.cut, err) == -1)
		goto done;
	if (src->secret != NULL) {
		if (request_key(
			src, src->secret, address, &key, &secret, err) == -1)
			goto done;
		request.key = &key;
	}
	if (page_get(&page, http, address, &request, err) == -1) {
		err_ctx(err, "catalogue");
		goto done;
	}
	*body = page.body;
	page.body = (struct buf){ 0 };
	rc = 0;
done:
	secret_free(secret);
	page_clear(&page);
	return rc;
}

int
fetch_tables(struct http *http, const struct source *src,
    struct table_refs *out, struct err *err)
{
	return catalogues_tables(NULL, http, src, out, err);
}

/* What was answered to this address before in this run; or NULL. */
static const struct answer *
answered(const struct catalogues *c, const char *address)
{
	for (size_t i = 0; i < c->nanswers; i++)
		if (strcmp(c->answers[i].address, address) == 0)
			return &c->answers[i];
	return NULL;
}

static struct answer *
remember(struct catalogues *c, const char *address)
{
	MEM_PUSH(c->answers, c->nanswers, c->cap);
	c->answers[c->nanswers] =
	    (struct answer){ .address = mem_str(address) };
	return &c->answers[c->nanswers++];
}

/* A server that does not answer, or says that it is too busy, has been asked
 * often enough by then: it is left alone for this run. */
static bool
is_away(struct http *http, const struct err *err)
{
	int status = http_status(http);

	return err->code == ERR_NET &&
	    (status == 0 || status == 429 || status == 503);
}

/* Ask, unless it was asked before. A key opens what it opens: such an answer
 * serves nobody else. */
static int
ask_once(struct catalogues *c, struct http *http, const struct adapter *adapter,
    const struct source *src, const char *address, struct table_refs *out,
    struct err *err)
{
	bool keep = c != NULL && src->secret == NULL;
	const struct answer *known = keep ? answered(c, address) : NULL;
	const struct buf *body;
	struct answer fresh = { 0 };
	int rc = -1;

	if (known != NULL && known->away.code != ERR_NONE) {
		*err = known->away;
		return -1;
	}
	if (known == NULL &&
	    ask(http, adapter, src, address, &fresh.body, err) == -1) {
		if (keep && is_away(http, err))
			remember(c, address)->away = *err;
		return -1;
	}
	body = known != NULL ? &known->body : &fresh.body;
	rc = adapter->tables(src, buf_str(body), body->len, out, err);
	if (known == NULL && keep)
		remember(c, address)->body = fresh.body;
	else
		buf_free(&fresh.body);
	return rc;
}

/* Whether two definitions can be asked for in one request. */
static bool
together(const struct source *a, const struct source *b)
{
	const struct adapter *x = adapter_find(a->adapter),
			     *y = adapter_find(b->adapter);

	return x != NULL && y != NULL && x->catalogue_all != NULL &&
	    x->catalogue_all == y->catalogue_all && a->secret == NULL &&
	    b->secret == NULL && a->base != NULL && b->base != NULL &&
	    strcmp(a->base, b->base) == 0;
}

/* The address that asks for this definition and others. They are taken in
 * their order, as many as fit into an address. Returns how many those are; 0
 * when it is not one of the run's. */
static size_t
shared_address(const struct catalogues *c, const struct adapter *adapter,
    const struct source *src, struct buf *address)
{
	const struct source **group = mem_new(c->n + 1, sizeof(*group));
	struct buf longer = { 0 };
	struct err ignored = { 0 };
	size_t n = 0;
	bool in = false;

	for (size_t i = 0; i < c->n; i++) {
		const struct source *other = c->sources[i];

		buf_clear(&longer);
		if (!together(src, other) ||
		    adapter->catalogue(other, &longer, &ignored) == -1)
			continue;
		buf_clear(&longer);
		group[n] = other;
		if (adapter->catalogue_all(group, n + 1, &longer, &ignored) ==
			-1 ||
		    longer.len > ADDRESS_TOGETHER) {
			if (in)
				break;
			group[0] = other;
			n = 0;
			buf_clear(&longer);
			adapter->catalogue(other, &longer, &ignored);
		}
		n++;
		in |= other == src;
		buf_clear(address);
		buf_put(address, buf_str(&longer), longer.len);
	}
	buf_free(&longer);
	free(group);
	return in ? n : 0;
}

/* For the definition and others at once: 1, 0 when it has to be asked for by
 * itself, or -1. */
static int
ask_together(struct catalogues *c, struct http *http,
    const struct adapter *adapter, const struct source *src,
    struct table_refs *out, struct err *err)
{
	struct buf address = { 0 };
	const struct answer *known;
	int rc = 0;

	if (shared_address(c, adapter, src, &address) < 2 ||
	    strings_have(&c->refused, address.data))
		goto done;
	rc = 1;
	if (ask_once(c, http, adapter, src, address.data, out, err) == 0)
		goto done;
	known = answered(c, address.data);
	rc = known != NULL && known->away.code != ERR_NONE ? -1 : 0;
	/* Else it may be the fault of another definition, or of asking for
	 * many at once. */
	if (rc == 0)
		err_clear(err);
	if (known == NULL)
		strings_add(&c->refused, address.data);
done:
	buf_free(&address);
	return rc;
}

int
catalogues_tables(struct catalogues *c, struct http *http,
    const struct source *src, struct table_refs *out, struct err *err)
{
	const struct adapter *adapter = request_adapter(src, err);
	struct buf address = { 0 };
	int rc = 0;

	if (adapter == NULL)
		return -1;
	if (!adapter->has_catalogue)
		return adapter->tables(src, NULL, 0, out, err);
	if (c != NULL && adapter->catalogue_all != NULL)
		rc = ask_together(c, http, adapter, src, out, err);
	if (rc != 0)
		return rc == 1 ? 0 : -1;
	rc = -1;
	if (adapter->catalogue(src, &address, err) == 0)
		rc = ask_once(c, http, adapter, src, address.data, out, err);
	buf_free(&address);
	return rc;
}
