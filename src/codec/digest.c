/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * digest: SHA-256 through libcrypto. Nothing here can fail but for want of
 * memory (or of a libcrypto that has SHA-256), and then there is no going on.
 */
#include <limits.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <stdlib.h>

#include "base/mem.h"
#include "codec/digest.h"

struct digest {
	EVP_MD_CTX *ctx;
};

static void
must(int done)
{
	if (!done)
		mem_out();
}

struct digest *
digest_new(void)
{
	struct digest *d = mem_new(1, sizeof(*d));

	d->ctx = EVP_MD_CTX_new();
	must(d->ctx != NULL);
	must(EVP_DigestInit_ex(d->ctx, EVP_sha256(), NULL));
	return d;
}

void
digest_push(struct digest *d, const void *data, size_t len)
{
	must(EVP_DigestUpdate(d->ctx, data, len));
}

static void
print_hex(const unsigned char *raw, unsigned n, char out[DIGEST_HEX])
{
	static const char hex[] = "0123456789abcdef";

	must(n * 2 + 1 == DIGEST_HEX);
	for (unsigned i = 0; i < n; i++) {
		out[2 * i] = hex[raw[i] >> 4];
		out[2 * i + 1] = hex[raw[i] & 15];
	}
	out[2 * n] = '\0';
}

void
digest_hex(struct digest *d, char out[DIGEST_HEX])
{
	unsigned char raw[EVP_MAX_MD_SIZE];
	unsigned n;

	must(EVP_DigestFinal_ex(d->ctx, raw, &n));
	print_hex(raw, n, out);
}

void
digest_free(struct digest *d)
{
	if (d == NULL)
		return;
	EVP_MD_CTX_free(d->ctx);
	free(d);
}

void
digest_of(const void *data, size_t len, char out[DIGEST_HEX])
{
	struct digest *d = digest_new();

	digest_push(d, data, len);
	digest_hex(d, out);
	digest_free(d);
}

void
digest_keyed(const void *key, size_t keylen, const void *data, size_t len,
    char out[DIGEST_HEX])
{
	unsigned char raw[EVP_MAX_MD_SIZE];
	unsigned n;

	must(keylen <= INT_MAX &&
	    HMAC(EVP_sha256(), key, (int)keylen, data, len, raw, &n) != NULL);
	print_hex(raw, n, out);
}

int
digest_random(void *out, size_t len, struct err *err)
{
	if (len > INT_MAX || RAND_bytes(out, (int)len) != 1)
		return err_set(err, ERR_WORK,
		    "random bytes: the system gives none: try again later");
	return 0;
}
