/* SPDX-License-Identifier: EUPL-1.2 */
/* codec/digest: the examples of FIPS 180-2, in one go and in pieces. */
#include "tap.h"

#include "codec/digest.h"

static const char *const known[][2] = {
	{ "",
	    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85"
	    "5" },
	{ "abc",
	    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a"
	    "d" },
	{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
	    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c"
	    "1" },
};

int
main(void)
{
	char hex[DIGEST_HEX];
	unsigned char one[32], two[32];
	struct err err;

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		const char *text = known[i][0];
		size_t len = strlen(text);

		digest_of(text, len, hex);
		is_str(hex, known[i][1], "in one go");
		for (size_t cut = 0; cut <= len; cut++) {
			struct digest *d = digest_new();

			digest_push(d, text, cut);
			digest_push(d, text + cut, len - cut);
			digest_hex(d, hex);
			digest_free(d);
			if (strcmp(hex, known[i][1]) != 0)
				break;
		}
		is_str(hex, known[i][1], "in two pieces, cut anywhere");
	}
	digest_free(NULL);
	/* RFC 4231, test case 2. */
	digest_keyed("Jefe", 4, "what do ya want for nothing?", 28, hex);
	is_str(hex,
	    "5bdcc146bf60754e6a042426089575c7"
	    "5a003f089d2739839dec58b964ec3843",
	    "with a key");
	ok(digest_random(one, sizeof(one), &err) == 0 &&
		digest_random(two, sizeof(two), &err) == 0 &&
		memcmp(one, two, sizeof(one)) != 0,
	    "random bytes");
	return done_testing();
}
