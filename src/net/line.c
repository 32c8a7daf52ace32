/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * line: what libcurl says of the line, for http.
 */
#include <curl/curl.h>

#include "net/net.h"

bool
net_line_passing(int code)
{
	switch (code) {
	case CURLE_COULDNT_RESOLVE_HOST:
	case CURLE_COULDNT_RESOLVE_PROXY:
	case CURLE_COULDNT_CONNECT:
	case CURLE_WEIRD_SERVER_REPLY:
	case CURLE_PARTIAL_FILE:
	case CURLE_OPERATION_TIMEDOUT:
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_GOT_NOTHING:
	case CURLE_SEND_ERROR:
	case CURLE_RECV_ERROR:
	case CURLE_HTTP2:
	case CURLE_HTTP2_STREAM:
		return true;
	default:
		return false;
	}
}

const char *
net_line_advice(int code)
{
	switch (code) {
	case CURLE_COULDNT_RESOLVE_HOST:
	case CURLE_COULDNT_RESOLVE_PROXY:
		return "is there a network connection, and is the host's "
		       "name right?";
	case CURLE_COULDNT_CONNECT:
		return "is the server up, and does a firewall or proxy "
		       "(HTTPS_PROXY) stand between?";
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_ISSUER_ERROR:
		return "check this machine's clock and certificates, or set "
		       "FEITEN_CA_FILE to the file of your own CA";
	case CURLE_PARTIAL_FILE:
	case CURLE_RECV_ERROR:
	case CURLE_GOT_NOTHING:
		return "the line broke on the way: try again later";
	default:
		return "try again later";
	}
}
