#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Advice, not a test: layout, the sizes of functions and files, scripts.
set -u
cd "$(dirname "$0")/../.." || exit 1

code=$(find src include tests -name node_modules -prune -o -name '*.[ch]' \
    -print | sort)
if command -v clang-format >/dev/null 2>&1; then
	echo "Files that clang-format would lay out otherwise:"
	for f in $code; do
		clang-format "$f" | cmp -s - "$f" || echo "  $f"
	done
else
	echo "no clang-format: layout not looked at"
fi

echo
echo "Sizes (the house aims at functions of at most 45 lines for nine in ten,"
echo "80 for all; files of 60 to 500 lines):"
# shellcheck disable=SC2046,SC2086 # names of ours, without blanks
awk '
FNR == 1 { start = 0 }
/^{/ { start = FNR }
/^}/ {
	if (start)
		print FNR - start - 1, FILENAME ":" start
	start = 0
}' $(echo "$code" | grep '\.c$') | sort -n >"${TMPDIR:-/tmp}/lint.$$"
trap 'rm -f "${TMPDIR:-/tmp}/lint.$$"' EXIT
awk '
{ lines[NR] = $1 }
function at(share) { return lines[int((NR - 1) * share) + 1] }
END {
	printf "  %d functions: median %d, p75 %d, p90 %d, longest %d lines\n",
	    NR, at(0.5), at(0.75), at(0.9), at(1)
}' "${TMPDIR:-/tmp}/lint.$$"
tail -n 5 "${TMPDIR:-/tmp}/lint.$$" | sed 's/^/  /'
# shellcheck disable=SC2086
wc -l $code | grep -v total$ | sort -n | tail -n 5

echo
if command -v shellcheck >/dev/null 2>&1; then
	echo "shellcheck:"
	find . -name node_modules -prune -o -name 'build*' -prune -o \
	    -name '*.sh' -print | sort |
	    xargs shellcheck -x -P SCRIPTDIR -f gcc \
		-e SC2119,SC2120,SC2317,SC2030,SC2031 | sed 's/^/  /'
fi
exit 0
