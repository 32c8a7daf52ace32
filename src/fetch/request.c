/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * request: see request.h.
 */
#include "request.h"

#include "fetch/secret.h"

#define KEY_HEADER "apikey"

int
request_key(const struct source *src, const char *name, const char *address,
    struct http_key *key, char **value, struct err *err)
{
	if ((src->base == NULL || !http_same_origin(address, src->base)) &&
	    (src->address == NULL || !http_same_origin(address, src->address)))
		return err_set(err, ERR_INPUT,
		    "%.300s is at another host than the definition names, "
		    "which gets no key: not asked for",
		    address);
	if (secret_find(name, value, err) == -1)
		return -1;
	*key = (struct http_key){
		.header = KEY_HEADER, .variable = name, .value = *value
	};
	return 0;
}

const struct adapter *
request_adapter(const struct source *src, struct err *err)
{
	const struct adapter *adapter = adapter_find(src->adapter);

	if (adapter == NULL)
		err_set(err, ERR_INPUT, "%s: no adapter is called \"%s\"",
		    src->file, src->adapter);
	return adapter;
}
