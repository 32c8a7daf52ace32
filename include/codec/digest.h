/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * digest: SHA-256, alone and with a key, and random bytes (libcrypto behind
 * this face).
 */
#ifndef CODEC_DIGEST_H
#define CODEC_DIGEST_H

#include <stddef.h>

#include "base/err.h"

#define DIGEST_HEX 65 /* 64 hex digits and NUL */

struct digest;
struct digest *digest_new(void);
void digest_push(struct digest *d, const void *data, size_t len);
/* The hex digest of all that was pushed; d may not be pushed after. */
void digest_hex(struct digest *d, char out[DIGEST_HEX]);
void digest_free(struct digest *d);
/* In one go, for small data. */
void digest_of(const void *data, size_t len, char out[DIGEST_HEX]);
/* HMAC-SHA-256 (RFC 2104): who has no key cannot make it. */
void digest_keyed(const void *key, size_t keylen, const void *data, size_t len,
    char out[DIGEST_HEX]);
/* Bytes that nobody can guess. -1 when the system gives none. */
int digest_random(void *out, size_t len, struct err *err);

#endif
