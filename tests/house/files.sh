#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# What holds for every file of the house: licence line, size, no traces of a
# machine, scripts that shellcheck finds nothing in.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/house/lib.sh

# The folder may be a checkout or a bare copy.
files() { # FIND-ARGUMENTS
	find . \( -name .git -o -name node_modules -o -name 'build*' \) -prune \
	    -o -type f "$@" -print | sed 's|^\./||' | sort
}

code=$(files \( -name '*.[ch]' -o -name '*.sh' -o -name '*.mjs' \))
# shellcheck disable=SC2086 # names of ours, without blanks
empty "$(awk 'FNR == 1 { if (NR > 1 && !said) print last
		said = 0; last = FILENAME }
	FNR <= 3 && /SPDX-License-Identifier: EUPL-1.2/ { said = 1 }
	END { if (!said) print last }' $code)" "every source file names the licence on top"

# shellcheck disable=SC2086 # names of ours, without blanks
empty "$(wc -l $code | awk '$1 > 700 && $2 != "total"')" "no source file is longer than 700 lines"

# shellcheck disable=SC2046 # names of ours, without blanks
empty "$(awk 'FNR == 1 { start = 0 }
	/^{/ { start = FNR }
	/^}/ {
		if (start && FNR - start - 1 > 80)
			print FILENAME ":" start ": " FNR - start - 1 " lines"
		start = 0
	}' $(files -name '*.[ch]'))" "no function is longer than 80 lines"

# What people write from memory of their own machine, or to come back to.
machine='(^|[^A-Za-z0-9+/])/(work|home/[a-z]+|Users)/|registry\.npm|snapshot\.debian'
later='T[O]DO|F[I]XME|[^X]X[X]X[^X]'
empty "$(files ! -name '*.ndjson' ! -name '*.gz' ! -name '*.bin' |
    grep -vE '^tests/house/files.sh$|package-lock.json$' |
    xargs grep -nIE "$machine|$later" /dev/null)" \
    "nothing of one machine, nothing put off"
empty "$(grep -n '"resolved"' reports/typst/package-lock.json \
    tests/browser/package-lock.json)" "lock files name no addresses"

empty "$(for f in $(files -name '*.md' ! -path './tests/example/notes/*' \
    ! -path './tests/fuzz/*'); do
	grep -oE '\]\([^)# ]+' "$f" | sed 's/^..//' | grep -v '^https:' |
	    while read -r link; do
		[ -e "$(dirname "$f")/$link" ] || echo "$f: $link"
	done
done)" "no link in a document leads nowhere"

top=$(find . -maxdepth 1 -mindepth 1 ! -name '.*' ! -name 'build*' |
    sed 's|^\./||' | sort | tr '\n' ' ')
is "$top" "LICENSE Makefile README.md docs include publiccode.yml reports\
 sources src tests " "the top level is what it should be"

if command -v shellcheck >"$tmp/which" 2>&1; then
	# Each by itself: to read lib.sh again for each takes twice as long, so
	# what only that sets or uses (SC2154, SC2034) is not looked at here.
	# shellcheck disable=SC2046
	empty "$(shellcheck -e SC1091,SC2154,SC2034 -S warning -f gcc $(files -name '*.sh') .ci/run)" \
	    "shellcheck has nothing to say"
else
	echo "ok $((count += 1)) # SKIP no shellcheck"
fi
done_testing
