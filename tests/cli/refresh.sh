#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# feiten refresh: what is fetched, what is not, and what stays as it was.
. "$(dirname "$0")/lib.sh"

server_start
init fb
ends 2 refresh --nonsense
err_has "usage: feiten refresh" "wrong use tells the right one"
ends 2 -C "$base" refresh cbs-kwb
ends 3 -C "$tmp" refresh
err_has "feiten init" "no fact base: says how to make one"
ends 2 -C "$base" refresh --source cbs-kbw
err_has "did you mean cbs-kwb" "a source by another name"

ends 0 -C "$base" refresh --dry-run
is "$(wc -l <"$tmp/out")" 2 "a dry run names the tables that are due"
is "$(find "$base/raw" -type f | wc -l)" 0 "a dry run fetches nothing"

ends 0 -C "$base" refresh
err_has "2 tables looked at, 2 due, 2 loaded" "one line at the end"
is "$(sqlite3 "$base/facts.db" 'SELECT count(*) FROM facts')" 2605 \
    "all figures are in the view"
is "$(sqlite3 "$base/facts.db" "SELECT value FROM facts
    WHERE area_code = 'GM0603' AND indicator = 'inwoners'
    AND period = '2024'")" 59642.0 "a figure is what CBS says"

# Nothing new: one request, one small file.
listing "$base" >"$tmp/before"
clear
later 3600
ends 0 -C "$base" refresh
is "$(cat "$tmp/err" "$tmp/out")" "" "a cron job has nothing to mail"
is "$(requests)" 1 "one request for the catalogue"
listing "$base" >"$tmp/after"
is "$(diff "$tmp/before" "$tmp/after" | grep '^[<>]' | cut -d' ' -f2 |
    sort -u)" ./state/last.json "no file is touched but state/last.json"
is "$(find "$base" -newer "$tmp/before" -type f | wc -l)" 1 \
    "nor written again with the same bytes"
ends 0 -v -C "$base" refresh
is "$(cat "$tmp/err")" "nothing new: 2 tables looked at, 1 request(s)" \
    "who wants to know is told in one line"

# A revised figure.
mkdir -p "$tmp/overlay/opendata.cbs.nl/85984NED"
sed 's/"AantalInwoners_5":59642/"AantalInwoners_5":60000/' \
    "$example/v3/opendata.cbs.nl/85984NED/TypedDataSet.ndjson" \
    >"$tmp/overlay/opendata.cbs.nl/85984NED/TypedDataSet.ndjson"
touch_table 85984NED
later 3600
ends 0 -C "$base" refresh
err_has "2 tables looked at, 1 due, 1 loaded" "only the table that changed"
is "$(sqlite3 "$base/facts.db" "SELECT value FROM facts
    WHERE area_code = 'GM0603' AND indicator = 'inwoners'
    AND period = '2024'")" 60000.0 "the new figure"
is "$(sqlite3 "$base/facts.db" "SELECT value FROM fact_history
    WHERE area_code = 'GM0603' AND topic_key = 'AantalInwoners_5'")" \
    59642.0 "the old one is kept"

# Asked for.
later 3600
clear
ends 0 -C "$base" refresh --force --format json
is "$(jq -r '"\(.tables) \(.due) \(.changed) \(.failed)"' "$tmp/out")" \
    "2 2 0 0" "--force fetches all, and finds no change"
is "$(jq -r '.sources[] | .source as $s | .failed as $f | .tables[] |
    "\($s) \(.table) \(.due) \(.why) \(.fetched) \(.loaded) \(.rows)" +
    " \(.values) \(.changed) \(.failed) \($f)"' "$tmp/out")" \
    "cbs-kwb 84799NED true asked for true true 45 1884 0 null null
cbs-kwb 85984NED true asked for true true 45 721 0 null null" \
    "the same for each table"
is "$(jq '[.sources[].requests] == [.requests] and
    (.requests > ([.sources[].tables[].requests] | add)) and
    .requests == '"$(requests)"' and (.seconds | type) == "number" and
    all(.sources[].tables[]; .seconds >= 0) and .unreached == [] and
    .status == 0 and .dry_run == false' "$tmp/out")" true \
    "with requests, of the catalogue too, and seconds"
ends 0 -C "$base" refresh --dry-run --format json
is "$(jq -r '.dry_run, .due, (.sources[].tables[] | .why)' "$tmp/out")" \
    "true
0
unchanged
unchanged" "a dry run too has a summary"
touch_table 85984NED
fault "match=85984NED/TypedDataSet,times=9,kind=status:404"
later 3600
ends 1 -C "$base" refresh --format csv
is "$(sed 's/\r$//' "$tmp/out" | cut -d, -f1-10 | head -n 3)" \
    "source,table,due,why,fetched,loaded,rows,values,changed,shapes
cbs-kwb,84799NED,no,unchanged,no,no,0,0,0,0
cbs-kwb,85984NED,yes,modified,no,no,0,0,0,0" "a line a table"
has "$tmp/out" "status 404" "with the message of what failed"
clear
fault "match=ODataCatalog,times=99,kind=status:404"
ends 1 -C "$base" refresh --format json
is "$(jq -r '.status, .failed, .sources[0].tables, (.sources[0].failed |
    contains("status 404"))' "$tmp/out")" "1
1
[]
true" "a catalogue that fails"
ends 1 -C "$base" refresh --format csv
has "$tmp/out" "cbs-kwb,,no,," "has a line of its own"
clear
ends 0 -C "$base" refresh

# The lock: a run that waits for the server holds it.
clear
fault "match=ODataCatalog,times=9,kind=delay:20"
"$FEITEN" -q -C "$base" refresh >"$tmp/slow" 2>&1 &
holder=$!
until [ "$(requests)" -gt 0 ]; do sleep 0.05; done
ends 4 -C "$base" refresh
err_has "process $holder, since $(date -u -d "@$SOURCE_DATE_EPOCH" \
    +%Y-%m-%dT%H:%M:%SZ), just now" "the run that holds the lock is named"
later 7200
ends 4 -C "$base" refresh --format json
err_has ", 2 hours ago): wait until it is done" "and since when"
is "$(cat "$tmp/out")" "" "no summary of what was not begun"
ends 4 -C "$base" rebuild
ends 0 -C "$base" status
# The lock of a dead process is none.
kill -9 "$holder"
wait "$holder" 2>/dev/null
[ -e "$base/state/lock" ]
ok $? "killed, it leaves the file of the lock"
clear
ends 0 -C "$base" refresh

# A run that may take only so long: what it does not come to is named, and goes
# first in the next; pages that are whole are kept.
server_start --page-size 20
init short
ends 2 -C "$base" refresh --at-most soon
err_has "should be a number of minutes" "a limit that is none"
fault "match=84799NED/TypedDataSet,nth=2,times=9,kind=delay:20"
FEITEN_PATIENCE=1
ends 1 -C "$base" refresh --at-most 0.03
FEITEN_PATIENCE=0.05
err_has "TypedDataSet: page 2: " "the page under way is broken off"
err_has "the time for this run is over" "and says why"
err_has "not reached: cbs-kwb/84799NED, cbs-kwb/85984NED" "what is not reached"
is "$(find "$base" -path '*/84799NED/.part/TypedDataSet-1.*' | wc -l)" 1 \
    "what is whole is kept"
clear
later 60
jq '.unreached = ["x", 3, "cbs-kwb/85984NED"]' "$base/state/last.json" \
    >"$tmp/last" && mv "$tmp/last" "$base/state/last.json"
ends 0 -C "$base" refresh
is "$(grep -o '[0-9]*NED: Kern' "$tmp/err" | tr -d '\n')" \
    "85984NED: Kern84799NED: Kern" "it goes first in the next run"
is "$(curl -sS "http://127.0.0.1:$port/_control/log" |
    grep 84799NED | cut -d' ' -f2 | grep -c 'TypedDataSet.*format=json$')" 0 \
    "and what was kept is not asked for again"
is "$(jq -r .unreached "$base/state/last.json")" null "then all is reached"
hasnt "$tmp/err" "$(printf '\033')" "no control sequence in a log"
is "$(wc -l <"$tmp/err")" 5 "and no line of the bar"
done_testing
