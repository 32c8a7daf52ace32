#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# The rooms: who includes whom, and who may see a library (docs/layers.txt).
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/house/lib.sh

broken() { # FILE...
	awk '
	FILENAME == "docs/layers.txt" {
		if ($0 !~ /^[a-z]+:/)
			next
		room = substr($1, 1, length($1) - 1)
		may[room, room] = 1
		for (i = 2; i <= NF; i++)
			may[room, $i] = 1
		next
	}
	/^[ \t]*#[ \t]*include[ \t]*"[a-z]+\// {
		match(FILENAME, /(src|include)\/[a-z]+\//)
		split(substr(FILENAME, RSTART), at, "/")
		split($0, quoted, "\"")
		split(quoted[2], to, "/")
		if (!((at[2], to[1]) in may))
			print FILENAME ":" FNR ": " at[2] \
			    " may not include " to[1]
	}' docs/layers.txt "$@"
}

# The header of a library, only in these rooms.
strays() { # PATTERN ROOM... : FILE...
	pattern=$1
	shift
	rooms=
	while [ "$1" != : ]; do
		rooms="$rooms|$1"
		shift
	done
	shift
	grep -nE "^[ 	]*#[ 	]*include[ 	]*<$pattern>" "$@" |
	    grep -vE "^[^:]*src/(${rooms#|})/"
}

files=$(find src include -name '*.[ch]' | sort)
# shellcheck disable=SC2046,SC2086 # names of ours, without blanks
{
	empty "$(broken $files)" "rooms include what they may"
	for f in $files; do
		room=$(echo "$f" | cut -d/ -f2)
		grep -q "^$room:" docs/layers.txt || echo "$f"
	done >"$tmp/roomless"
	empty "$(cat "$tmp/roomless")" "every room is in docs/layers.txt"
	empty "$(strays 'curl/.*' net : $files)" "curl only in net"
	empty "$(strays 'sqlite3\.h' store : $files)" "sqlite3 only in store"
	empty "$(strays 'cjson/.*' codec : $files)" "cJSON only in codec"
	empty "$(strays 'md4c.*' codec : $files)" "md4c only in codec"
	empty "$(strays 'zlib\.h' codec : $files)" "zlib only in codec"
	empty "$(strays 'isa-l/.*' codec : $files)" "ISA-L only in codec"
	empty "$(strays '(zip\.h|expat.*)' codec : $files)" \
	    "libzip and expat only in codec"
	empty "$(strays 'openssl/.*' codec : $files)" "openssl only in codec"
	empty "$(strays '(geos_c|proj)\.h' geo : $files)" \
	    "GEOS and PROJ only in geo"
	empty "$(strays 'Clp.*' analysis : $files)" "Clp only in analysis"
	empty "$(grep -nE '\b(printf|puts|putchar|perror|exit)\(' \
	    $(echo "$files" | grep -v src/cli/))" "only cli prints and exits"
	empty "$(grep -nE '\b(time|clock_gettime|gettimeofday|localtime|gmtime)\(' \
	    $(echo "$files" | grep -v src/base/when.c))" \
	    "only base/when reads the clock"
}

# The check itself: a tree that breaks each rule.
mkdir -p "$tmp/src/net"
printf '#include "store/store.h"\n#include <sqlite3.h>\n' \
    >"$tmp/src/net/bad.c"
is "$(broken "$tmp/src/net/bad.c" | wc -l)" 1 "a wrong include is seen"
is "$(strays 'sqlite3\.h' store : "$tmp/src/net/bad.c" /dev/null | wc -l)" \
    1 "a library in a wrong room is seen"
done_testing
