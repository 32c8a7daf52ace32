/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * limits: every number that bounds a request, in one place. A server that is
 * slow, broken or hostile costs at most this much.
 */
#ifndef NET_LIMITS_H
#define NET_LIMITS_H

#define NET_CONNECT_SECONDS 15.0 /* DNS, TCP and TLS together */
#define NET_FIRST_BYTE_SECONDS 90.0 /* large CBS pages take long to begin */
#define NET_STALL_SECONDS 30.0 /* nothing came for this long */
#define NET_TOTAL_SECONDS 1800.0 /* one try, from start to end */
#define NET_MAX_BYTES (1ull << 30) /* one answer, on the wire */
#define NET_REDIRECTS 5 /* followed for one request */

#define NET_TRIES 5 /* for one request */
#define NET_WAIT_FIRST 1.0 /* seconds before the second try; then doubled */
#define NET_WAIT_MOST 60.0 /* longest wait of our own choice */
#define NET_RETRY_AFTER_MOST 300.0 /* a server that asks for more: give up */
#define NET_PAUSE_SECONDS 0.2 /* between two requests to a remote host */

#define NET_PATIENCE_LEAST 0.0001 /* of FEITEN_PATIENCE */

#define NET_BUFFER (512L << 10) /* receive buffer: the most libcurl takes */
#define NET_ERROR_PAGE 4096 /* bytes kept of the body of a failed answer */
#define NET_ERROR_WORDS 160 /* characters of it that go into a message */
#define NET_HEADER 200 /* longest value kept of a header */

/* Tells a server's keeper who is asking. Set FEITEN_LINK (-D) to a page that
 * says how to reach whoever runs this copy. */
#ifdef FEITEN_LINK
#define NET_USER_AGENT "feiten/0.1 (+" FEITEN_LINK ")"
#else
#define NET_USER_AGENT "feiten/0.1"
#endif

#endif
