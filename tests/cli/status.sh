#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# feiten status: how fresh each source is, and what went wrong.
. "$(dirname "$0")/lib.sh"

server_start
init fb
ends 3 -C "$tmp" status
ends 2 -C "$base" status now
ends 1 -C "$base" status
err_has "never looked at: run 'feiten refresh'" "before the first refresh"

"$FEITEN" -q -C "$base" refresh
later 259200
ends 0 -C "$base" status
out_has "cbs-kwb  84799NED  2020    2026-11-22T00:00:00Z  3 days" \
    "each table, with its age"
ends 0 -C "$base" status --format json
is "$(jq -r '.[] | "\(.table) \(.period) \(.rows) \(.facts)
\(.fetched_age)"' "$tmp/out")" "84799NED 2020 45 1884
3 days
85984NED 2024 45 721
3 days" "the same as JSON"
ends 0 -C "$base" status --format csv
is "$(sed -n 's/\r$//; 2p' "$tmp/out")" "cbs-kwb,84799NED,2020,2026-11-22T0\
0:00:00Z,3 days,2026-11-22T00:00:00Z,3 days,45,1884" "the same as CSV"

fault "match=ODataCatalog,times=9,kind=status:404"
ends 1 -C "$base" refresh
ends 1 -C "$base" status
err_has "status 404" "what went wrong at the last look"
out_has "84799NED" "and what is there all the same"
clear
ends 0 -C "$base" refresh
ends 0 -C "$base" status
is "$(cat "$tmp/err")" "" "well again: no word of it"
done_testing
