#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# A facts.db of every older version of the schema (tests/kept, made by the
# programs of then from the example, with one figure revised) is brought up to
# date by the next refresh, with everything in it.
. "$(dirname "$0")/lib.sh"

kept=$repo/tests/kept
past="SELECT area_code, value, replaced_by_run FROM fact_history"
sum="SELECT count(*), round(sum(value), 3), count(DISTINCT run) FROM facts"

server_start
filled fb
for file in "$kept"/facts-v*.db.gz; do
	name=$(basename "$file" .db.gz)
	rm -f "$base"/facts.db*
	gunzip -c "$file" >"$base/facts.db"
	before=$(sqlite3 "$base/facts.db" "$sum; $past")
	told=$(sqlite3 "$base/facts.db" "SELECT count(*) FROM drifts" \
	    2>"$tmp/none") || told=0
	ends 3 -C "$base" areas
	err_has "feiten refresh" "$name: a reader says what to do"
	fault 'match=Catalog,times=100,kind=status:503'
	ends 1 -C "$base" refresh
	clear
	is "$(sqlite3 "$base/facts.db" "PRAGMA user_version")" 4 \
	    "$name: brought to the newest version, though CBS was away"
	is "$(sqlite3 "$base/facts.db" "$sum; $past")" "$before" \
	    "$name: with all values and their history"
	is "$(sqlite3 "$base/facts.db" "SELECT count(*) FROM drifts;
	    SELECT count(*) FROM doubts; SELECT count(*) FROM postcodes;
	    PRAGMA integrity_check")" "$told
0
0
ok" "$name: and with the views of now"
	ends 0 -C "$base" areas Rijswijk
	ends 0 -C "$base" refresh
done
done_testing
