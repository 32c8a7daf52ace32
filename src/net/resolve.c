/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * resolve: where an address really goes, and whether it may. Pure: no name is
 * looked up here.
 */
#include <arpa/inet.h>
#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "net/http.h"
#include "net/net.h"

struct place { /* of an address; strings by curl_free */
	char *scheme, *host, *port;
};

static void
place_clear(struct place *p)
{
	curl_free(p->scheme);
	curl_free(p->host);
	curl_free(p->port);
	*p = (struct place){ 0 };
}

/* Take an address apart. -1 when it is none, or names a user. */
static int
place_parse(const char *url, struct place *out)
{
	struct place p = { 0 };
	CURLU *parts = curl_url();
	int rc = -1;

	if (parts == NULL ||
	    curl_url_set(parts, CURLUPART_URL, url, CURLU_DISALLOW_USER) ||
	    curl_url_get(parts, CURLUPART_SCHEME, &p.scheme, 0) ||
	    curl_url_get(parts, CURLUPART_HOST, &p.host, 0) ||
	    curl_url_get(parts, CURLUPART_PORT, &p.port, CURLU_DEFAULT_PORT))
		goto done;
	*out = p;
	p = (struct place){ 0 };
	rc = 0;
done:
	place_clear(&p);
	curl_url_cleanup(parts);
	return rc;
}

static bool
host_is_loopback(const char *host)
{
	struct in_addr four;
	struct in6_addr six;
	char bare[64];
	size_t len = strlen(host);

	if (strcasecmp(host, "localhost") == 0)
		return true;
	if (inet_pton(AF_INET, host, &four) == 1)
		return ntohl(four.s_addr) >> 24 == 127;
	if (len < 3 || len >= sizeof(bare) || host[0] != '[')
		return false;
	memcpy(bare, host + 1, len - 2);
	bare[len - 2] = '\0';
	return inet_pton(AF_INET6, bare, &six) == 1 &&
	    memcmp(&six, &in6addr_loopback, sizeof(six)) == 0;
}

bool
net_loopback(const char *url)
{
	struct place p = { 0 };
	bool yes;

	if (place_parse(url, &p) == -1)
		return false;
	yes = host_is_loopback(p.host);
	place_clear(&p);
	return yes;
}

bool
http_same_origin(const char *a, const char *b)
{
	struct place x = { 0 }, y = { 0 };
	bool same = false;

	if (place_parse(a, &x) == 0 && place_parse(b, &y) == 0)
		same = strcasecmp(x.scheme, y.scheme) == 0 &&
		    strcasecmp(x.host, y.host) == 0 &&
		    strcmp(x.port, y.port) == 0;
	place_clear(&x);
	place_clear(&y);
	return same;
}

/* Length of the prefix when address starts with it and the match ends where
 * a part of the address ends: https://a.nl is no prefix of https://a.nl.b. */
static size_t
prefix_len(const char *address, const char *prefix)
{
	size_t len = strlen(prefix);

	while (len > 0 && prefix[len - 1] == '/')
		len--;
	if (len == 0 || strncmp(address, prefix, len) != 0 ||
	    (address[len] != '\0' && strchr("/?#", address[len]) == NULL))
		return 0;
	return len;
}

static char *
through_mirror(const struct http_options *options, const char *address)
{
	const char *to = NULL;
	size_t len, best = 0;

	for (size_t i = 0; i < options->nmirrors; i++) {
		len = prefix_len(address, options->mirrors[i].from);
		if (len > best) {
			best = len;
			to = options->mirrors[i].to;
		}
	}
	if (to == NULL)
		return mem_str(address);
	len = strlen(to);
	while (len > 0 && to[len - 1] == '/')
		len--;
	return mem_fmt("%.*s%s", (int)len, to, address + best);
}

int
http_resolve(const struct http_options *options, const char *address,
    char **out, struct err *err)
{
	struct place p = { 0 };
	char *url = through_mirror(options, address);
	int rc = -1;

	if (place_parse(url, &p) == -1)
		err_set(err, ERR_NET,
		    "%s: not an address that can be asked (https://host/...)",
		    url);
	else if (strcasecmp(p.scheme, "https") != 0 &&
	    strcasecmp(p.scheme, "http") != 0)
		err_set(err, ERR_NET, "%s: only https is spoken, not %s", url,
		    p.scheme);
	else if (strcasecmp(p.scheme, "http") == 0 && !host_is_loopback(p.host))
		err_set(err, ERR_NET,
		    "%s: plain http is refused for any host but this machine: "
		    "use https",
		    url);
	else
		rc = 0;
	if (rc == 0) {
		*out = url;
		url = NULL;
	} else if (strcmp(url, address) != 0)
		err_ctx(err, "%s: through its mirror", address);
	place_clear(&p);
	free(url);
	return rc;
}
