#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Every test that docs/traps.md names is there, and every trap names one.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/house/lib.sh

page=docs/traps.md
grep '^| ' $page | grep -v '^| trap ' >"$tmp/traps"
empty "$(grep -v '`\(unit\|cli\|golden\)/[^`]*` |$' "$tmp/traps")" \
    "every trap names a test"
empty "$(grep -o '`\(unit\|cli\|golden\)/[^`]*`' "$tmp/traps" | tr -d '`' |
    sort -u | while read -r name; do
	[ -e "tests/$name" ] || echo "$name"
done)" "every test that a trap names is there"
ok "$([ "$(wc -l <"$tmp/traps")" -gt 60 ]; echo $?)" "there are many"
done_testing
