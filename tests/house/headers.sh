#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Every header compiles alone, and guards itself against a second reading.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/house/lib.sh

gen=${BUILD:-build}/gen
for h in $(find include src -name '*.h' | sort); do
	name=${h#include/}
	name=${name#src/}
	printf '#include "%s"\n#include "%s"\n' "$name" "$name" >"$tmp/one.c"
	said=$(${CC:-cc} -std=c11 -D_POSIX_C_SOURCE=200809L -Wall -Wextra \
	    -Werror -Wno-unused-function -fsyntax-only \
	    -Iinclude -Isrc -I"$gen" "$tmp/one.c" 2>&1)
	empty "$said" "$name"
done
done_testing
