#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# A fact base over time: tables revised and redesigned in place, runs that
# fail, a clock that was set back, a run that was killed. Each time facts.db
# is what the newest answers say, and rebuild makes the same out of raw/.
. "$(dirname "$0")/lib.sh"

table=85984NED
rows=$example/v3/opendata.cbs.nl/$table/TypedDataSet.ndjson
over=$tmp/overlay/opendata.cbs.nl/$table
mkdir -p "$over"

sql() {
	sqlite3 "$base/facts.db" "$1"
}

revised() { # SED-SCRIPT
	sed "$1" "$rows" >"$over/TypedDataSet.ndjson"
	touch_table $table
	later 3600
	ends 0 -C "$base" refresh
}

rebuilt() { # NAME
	dump "$base/facts.db" >"$tmp/before"
	ends 0 -C "$base" rebuild
	dump "$base/facts.db" >"$tmp/after"
	same "$tmp/before" "$tmp/after" "$1: rebuild makes the same database"
}

people="SELECT value, run FROM facts WHERE area_code = 'GM0603'
    AND indicator = 'inwoners' AND period = '2024'"
past="SELECT value, run, replaced_by_run FROM fact_history
    WHERE area_code = 'GM0603' AND indicator = 'inwoners' ORDER BY run"

server_start
filled fb

# Revised, withdrawn, back again.
first=$table.20261122T000000Z
revised 's/"AantalInwoners_5":59642/"AantalInwoners_5":60001/'
is "$(sql "$people")" "60001.0|$table.20261122T010000Z" "revised"
revised 's/"AantalInwoners_5":59642/"AantalInwoners_5":null/'
is "$(sql "$people")" "" "withdrawn"
is "$(sql "SELECT reason FROM absences WHERE area_code = 'GM0603'
    AND table_id = '$table' AND topic_key = 'AantalInwoners_5'")" \
    not-delivered "and said to be gone"
revised ''
is "$(sql "$people")" "59642.0|$table.20261122T030000Z" "back again"
is "$(sql "$past")" "59642.0|$first|$table.20261122T010000Z
60001.0|$table.20261122T010000Z|$table.20261122T020000Z" \
    "the history tells it all"
rebuilt "after three revisions"

# The same failure three times, then others of the same table and another.
fault 'match=TypedDataSet,times=100,kind=status:404'
for _ in 1 2 3; do
	touch_table $table
	later 3600
	ends 1 -C "$base" refresh
done
is "$(sql "SELECT count(*) FROM runs WHERE result = 'failed'")" 1 \
    "three times the same failure is listed once"
clear
fault 'match=DataProperties,times=100,kind=status:403'
later 3600
touch_table 84799NED
ends 1 -C "$base" refresh
clear
later 3600
ends 0 -C "$base" refresh
is "$(sql "SELECT count(*) FROM runs WHERE result = 'failed'")" 3 \
    "other failures are listed too"
rebuilt "after failures"

# The clock was set back by a day, and the table changes.
later -86400
revised 's/"AantalInwoners_5":59642/"AantalInwoners_5":60002/'
is "$(sql "$people" | cut -d '|' -f 1)" 60002.0 \
    "the clock was set back: the newest figure is there"
later 172800
ends 0 -v -C "$base" refresh
err_has "nothing new" "and the table is not asked for again"
rebuilt "after the clock was set back"

# What a rebuild that was killed leaves: half a database beside facts.db.
echo half >"$base/facts.db.new-1"
echo half >"$base/facts.db.new-1-wal"
echo half >"$base/state/last.json.tmp-1"
ends 0 -C "$base" refresh
is "$(find "$base" -name '*.new-*' -o -name '*.tmp-*')" "" \
    "leftovers of a run that was killed are removed"

# A log of SQLite that stayed behind belongs to the file that is gone.
mkdir "$tmp/live"
cp "$base/facts.db" "$tmp/live/"
sqlite3 "$tmp/live/facts.db" "UPDATE obs SET value = 1;" \
    ".shell cp $tmp/live/facts.db-wal $tmp/stale"
[ -s "$tmp/stale" ]
ok $? "there is a log to leave behind"
dump "$base/facts.db" >"$tmp/before"
rm -f "$base"/facts.db*
cp "$tmp/stale" "$base/facts.db-wal"
ends 0 -C "$base" rebuild
dump "$base/facts.db" >"$tmp/after"
same "$tmp/before" "$tmp/after" \
    "facts.db gone, its log not: that log is not taken for the new one's"
yes garbage | head -c 9000 >"$base/facts.db"
cp "$tmp/stale" "$base/facts.db-wal"
later 60
ends 0 -C "$base" rebuild
dump "$base/facts.db" >"$tmp/after"
same "$tmp/before" "$tmp/after" "nor when facts.db was damaged"
rm "$base"/facts.db.old-*

# Two sources may take the same table, and within one second.
fb=$base
rm "$over/TypedDataSet.ndjson"
init two
cp "$repo/sources/cbs-kwb.json" "$base/sources/mine.json"
ends 0 -C "$base" refresh
is "$(sql 'SELECT source, count(*) FROM facts GROUP BY source')" \
    "cbs-kwb|2605
mine|2605" "a table that two sources take is there for both"
rebuilt "with two sources"
base=$fb

# A facts.db that is not ours: said before anything is fetched.
mv "$base/facts.db" "$tmp/ours.db"
sqlite3 "$base/facts.db" 'CREATE TABLE holiday (day TEXT)'
before=$(requests)
ends 3 -C "$base" refresh
err_has "another program" "not ours, and nothing due: refresh says so"
is "$(requests)" "$before" "without one request"
done_testing
