#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# feiten rebuild: the same database out of raw/, without network. And what is
# done about a facts.db that is not ours, not sound, or not there.
. "$(dirname "$0")/lib.sh"

server_start
filled fb

# A second run of one table, with a revised figure and one that is gone.
mkdir -p "$tmp/overlay/opendata.cbs.nl/85984NED"
sed 's/"AantalInwoners_5":59642/"AantalInwoners_5":60000/
    s/"AantalInwoners_5":2315,/"AantalInwoners_5":null,/' \
    "$example/v3/opendata.cbs.nl/85984NED/TypedDataSet.ndjson" \
    >"$tmp/overlay/opendata.cbs.nl/85984NED/TypedDataSet.ndjson"
touch_table 85984NED
later 86400
"$FEITEN" -q -C "$base" refresh
server_stop

ends 2 -C "$base" rebuild everything
err_has "takes no arguments" "wrong use"
ends 3 -C "$tmp" rebuild

dump "$base/facts.db" >"$tmp/before"
later 86400
# What a run that was killed while it sorted may leave.
: >"$base/state/etilqs_0123456789abcdef"
ends 0 -C "$base" rebuild
is "$(find "$base/state" -name 'etilqs_*')" "" "what SQLite left is tidied up"
dump "$base/facts.db" >"$tmp/after"
[ "$(wc -l <"$tmp/before")" -gt 1000 ]
ok $? "there is something to compare"
same "$tmp/before" "$tmp/after" "rebuilt: the same database"

rm "$base/facts.db"
rm -r "$base/state"
ends 3 -C "$base" areas
err_has "feiten refresh" "no facts: says what to do"
ends 0 -C "$base" rebuild
dump "$base/facts.db" >"$tmp/after"
same "$tmp/before" "$tmp/after" "from raw/ alone: the same database"

# facts.db lost, and a table due: all comes back, not only what is new.
server_start
sed -i "s|127.0.0.1:[0-9]*|127.0.0.1:$port|" "$base/feiten.json"
rm "$base/facts.db"
touch_table 84799NED
later 86400
ends 0 -C "$base" refresh
is "$(sqlite3 "$base/facts.db" 'SELECT count(*) FROM facts')" 2604 \
    "facts.db lost: refresh brings back all figures"

# Files that are not ours. Reading, refresh and rebuild: what each does.
strange() { # NAME TEXT
	cp "$base/facts.db" "$tmp/strange.db"
	ends 3 -C "$base" show GM0603 inwoners
	err_has "$2" "$1: says what it is"
	err_has "feiten rebuild" "$1: says what to do"
	later 60
	touch_table 84799NED
	ends 3 -C "$base" refresh
	err_has "$2" "$1: refresh says so too"
	same "$tmp/strange.db" "$base/facts.db" "$1: it is left alone"
	later 60
	ends 0 -C "$base" rebuild
	err_has "kept as" "$1: rebuild keeps it under another name"
	kept=$(ls "$base"/facts.db.old-*)
	same "$tmp/strange.db" "$kept" "$1: as it was"
	rm "$kept"
	is "$(sqlite3 "$base/facts.db" 'SELECT count(*) FROM facts')" 2604 \
	    "$1: and all figures are there again"
}

yes garbage | head -c 9000 >"$base/facts.db"
strange "no database" "no sound database"
rm "$base/facts.db"
sqlite3 "$base/facts.db" 'CREATE TABLE holiday (day TEXT);
    INSERT INTO holiday VALUES (1);'
strange "of another program" "a database of another program"
sqlite3 "$base/facts.db" 'PRAGMA user_version = 999' >"$tmp/pragma"
strange "of a newer feiten" "made by a newer feiten (version 999"
head -c 30000 "$base/facts.db" >"$tmp/half"
cp "$tmp/half" "$base/facts.db"
strange "half a database" "no sound database"

# What cannot be loaded is said, and costs nothing that is there.
file=$(find "$base/raw" -path '*84799NED*' -name 'TypedDataSet-1.json*' |
    sort | tail -n 1)
whole=$(sqlite3 "$base/facts.db" 'SELECT count(*) FROM facts')
printf 'x' | dd of="$file" bs=1 seek=40 conv=notrunc 2>"$tmp/dd"
later 60
ends 1 -C "$base" rebuild
err_has "84799NED" "a damaged answer in raw/ is named"
err_has "left as it was" "and facts.db keeps what it had"
is "$(sqlite3 "$base/facts.db" 'SELECT count(*) FROM facts')" "$whole" \
    "every figure of it"
rm "$base/facts.db"
ends 1 -C "$base" rebuild
is "$(sqlite3 "$base/facts.db" "SELECT count(*) FROM facts
    WHERE table_id = '85984NED'")" 720 "without one: what can be loaded is"

# raw/ gone, or part of it: facts.db is all there is, and stays.
init lost
ends 0 -C "$base" refresh
dump "$base/facts.db" >"$tmp/before"
untouched() { # NAME
	dump "$base/facts.db" >"$tmp/after"
	same "$tmp/before" "$tmp/after" "$1: facts.db keeps what it has"
}
mv "$base/raw" "$tmp/raw"
ends 1 -C "$base" rebuild
err_has "it has 2 good runs that raw/ has not" "raw/ is gone: says so"
err_has "put raw/ back from a copy, or move" "and what to do"
untouched "raw/ gone"
mkdir "$base/raw"
ends 1 -C "$base" rebuild
untouched "raw/ empty"
cp -a "$tmp/raw/." "$base/raw"
rm -r "$base/raw/cbs-kwb/84799NED"
ends 1 -C "$base" rebuild
err_has "it has 1 good run that raw/ has not (cbs-kwb: 84799NED" \
    "a table of raw/ is gone: says which"
untouched "part of raw/ gone"

# The definitions changed, or nobody knows: refresh has no less in mind.
rm -r "$base/raw" "$base/state"
later 60
ends 1 -C "$base" refresh
err_has "left as it was" "raw/ and state/ gone: refresh says so"
err_has "2 loaded" "and goes on with the sources"
is "$(sqlite3 "$base/facts.db" 'SELECT count(*) FROM facts')
$(sqlite3 "$base/facts.db" "SELECT count(*) FROM runs")" "2604
4" "nothing is lost, and what was asked for is there"
rm "$base/facts.db"
ends 0 -C "$base" rebuild
is "$(sqlite3 "$base/facts.db" 'SELECT count(*) FROM facts')" 2604 \
    "moved away: rebuild makes what there is"

# A source that this fact base does not have any more is no loss.
jq '.sources = ["mine"]' "$base/feiten.json" >"$tmp/config"
cp "$repo/sources/cbs-kwb.json" "$base/sources/mine.json"
cp "$tmp/config" "$base/feiten.json"
ends 0 -C "$base" rebuild
done_testing
