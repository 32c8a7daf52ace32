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
0:00:00Z,3 days,2026-11-22T00:00:00Z,3 days,45,1884,fresh,\"a new \
table every year, completed in parts over the years after\",500,\
2026-11-22T00:00:00Z,," "the same as CSV"

fault "match=ODataCatalog,times=9,kind=status:404"
ends 1 -C "$base" refresh
ends 1 -C "$base" status
err_has "status 404" "what went wrong at the last look"
out_has "84799NED" "and what is there all the same"
later 86400
ends 1 -C "$base" refresh
later 7200
ends 1 -q -C "$base" status
err_has "feiten: last refresh (2 hours, failing since 2026-11-25T00:00:00Z): \
cbs-kwb: catalogue:" "since when, and when last, also with -q"
ends 1 -C "$base" status --format json
is "$(jq -r '.[0] | .state, .good, .failing_since, (.message |
    contains("status 404"))' "$tmp/out")" "failing
2026-11-22T00:00:00Z
2026-11-25T00:00:00Z
true" "the same as JSON, and when it was well"
clear
ends 0 -C "$base" refresh
ends 0 -C "$base" status
is "$(cat "$tmp/err")" "" "well again: no word of it"

# Nobody looked.
later 691199
ends 0 -C "$base" status
later 1
ends 1 -C "$base" status
is "$(cat "$tmp/err")" "feiten: nothing was looked at for 8 days: 'feiten \
refresh' does so now; if a cron job or timer should have, see why it did not" \
    "a job that does not run is told"
out_has " unchecked " "in the table too"
jq '.check_days = 40' "$base/feiten.json" >"$tmp/config"
cp "$tmp/config" "$base/feiten.json"
ends 0 -C "$base" status
jq '.check_days = 0' "$base/feiten.json" >"$tmp/config"
cp "$tmp/config" "$base/feiten.json"
ends 3 -C "$base" status
err_has "check_days must be a whole number of 1 to 36500" "days that are none"
jq 'del(.check_days)' "$base/feiten.json" >"$tmp/config"
cp "$tmp/config" "$base/feiten.json"

# Looked at, and nothing came.
later 43200000
ends 0 -C "$base" refresh
ends 1 -C "$base" status
is "$(cut -d: -f1-2 "$tmp/err")" "feiten: cbs-kwb" "one line of it"
err_has "nothing new for 16 months, where 500 days are expected" \
    "a source that is older than it should be"
out_has " old " "in the table too"
done_testing
