/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Any bytes as a fact, and as a file of claims: no crash, and what is wrong is
 * named with a place.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "claims/expr.h"
#include "story/claim.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(const struct err *err, const char *begin)
{
	if (err->code == ERR_NONE || strncmp(err->msg, begin, 8) != 0)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char people[] = "inwoners", density[] = "dichtheid",
		    number[] = "aantal", per[] = "per km2";
	static struct indicator kinds[] = {
		{ .id = people, .kind = KIND_COUNT, .unit = number },
		{ .id = density, .kind = KIND_RATE, .unit = per },
	};
	static const struct indicators all = { .items = kinds, .n = 2 };
	static const char *const themes[] = { "wonen" };
	struct claims claims = { 0 };
	struct expr *e = NULL;
	struct err err = { 0 };
	char *text = mem_strn((const char *)data, size);

	if (text_utf8_ok(text, strlen(text), NULL)) {
		if (expr_parse(text, "fuzz.md", 1, 1, &all, &e, &err) == -1)
			check(&err, "fuzz.md:");
		expr_free(e);
	}
	err_clear(&err);
	if (claims_parse("fuzz.md", (const char *)data, size, themes, 1,
		&claims, &err) == -1)
		check(&err, "fuzz.md:");
	claims_free(&claims);
	free(text);
	return 0;
}
