#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# A table that is not what it was, and values that are not to be believed
# unseen: told, held back, taken over when a person says so; and a rebuild
# finds the same.
. "$(dirname "$0")/lib.sh"

table=85984NED
from=$example/v3/opendata.cbs.nl/$table
over=$tmp/overlay/opendata.cbs.nl/$table
mkdir -p "$over"

sql() {
	sqlite3 "$base/facts.db" "$1"
}

# Another state of the table: rows by a sed script, columns by a jq filter.
again() { # STATUS SED JQ
	rm -f "$over"/*
	sed "$2" "$from/TypedDataSet.ndjson" >"$over/TypedDataSet.ndjson"
	jq -c "${3:-.}" "$from/DataProperties.json" >"$over/DataProperties.json"
	rows=$(wc -l <"$over/TypedDataSet.ndjson")
	jq -c "(.value[] | select(.Identifier == \"$table\")).RecordCount = $rows" \
	    "$example/v3/opendata.cbs.nl/Tables.json" >"${over%/*}/Tables.json"
	touch_table $table
	later 3600
	ends "$1" -C "$base" refresh
}

rebuilt() { # NAME
	dump "$base/facts.db" >"$tmp/before"
	ends 0 -C "$base" rebuild
	dump "$base/facts.db" >"$tmp/after"
	same "$tmp/before" "$tmp/after" "$1: rebuild finds the same"
}

drifts() { # of the newest run
	sql "SELECT kind, subject, was, became, held FROM drifts
	    WHERE run = (SELECT max(run) FROM drifts
	    WHERE table_id = '$table') ORDER BY 1, 2"
}

doubts() {
	sql "SELECT kind, topic_title, coalesce(area_code, '-'), was, value,
	    held, coalesce(accepted_by, '-')
	    FROM doubts WHERE table_id = '$table' ORDER BY 1, 2, 3"
}

inhabitants() { # AREA
	sql "SELECT value FROM facts WHERE area_code = '$1'
	    AND topic_title = 'Aantal inwoners' AND period = '2024'"
}

accept() { # ID
	mkdir -p "$base/decisions"
	cat >"$base/decisions/$NOW-$1.json" <<-EOF
	{"decision": "accept", "id": "$1", "by": "A. Person", "on": "$NOW",
	"why": "asked the source", "about": "a test"}
	EOF
}

topic() { # KEY JQ
	echo "(.value[] | select(.Key == \"$1\")) |= ($2)"
}

server_start
filled fb
is "$(doubts)" "" "the example has nothing to doubt"
sql "SELECT kind FROM drifts WHERE table_id = '$table'" >"$tmp/family"
has "$tmp/family" topic-new \
    "the first time, a table is held against that of the year before"
rebuilt "the example"

# The table itself.
again 0 '' "$(topic Mannen_6 '.Title = "Heren"')"
is "$(drifts)" "topic-renamed|Mannen|Mannen|Heren|1" \
    "a column by another name: told, and no indicator by guess"
err_has "1 column renamed; 'feiten changes' names them" "in words"
again 0 ''
is "$(drifts)" "topic-renamed|Heren|Heren|Mannen|0" "and back"
again 0 '' "$(topic AantalInwoners_5 '.Unit = "x 1 000"')"
is "$(drifts)" "unit-changed|Aantal inwoners|aantal|x 1 000|1" \
    "another unit: another column, of which no rule knows what it is"
is "$(sql "SELECT indicator IS NULL, count(*) > 0 FROM topics
    WHERE table_id = '$table' AND title = 'Aantal inwoners'
    AND unit = 'x 1 000'")" "1|1" "it is loaded as a topic"
again 0 ''
again 0 '' "$(topic Mannen_6 '.ParentID = null')"
is "$(drifts | cut -d '|' -f 1,2)" "topic-moved|Mannen" \
    "a column in another group"
again 0 ''
again 0 's/"Mannen_6":[^,]*,//' \
    "del(.value[] | select(.Key == \"Mannen_6\"))"
is "$(drifts | cut -d '|' -f 1,2)" "topic-ended|Mannen" "a column that ended"
again 0 ''
is "$(drifts | cut -d '|' -f 1,2)" "topic-new|Mannen" "and is there again"
again 0 '41,$d'
is "$(drifts)" "table-shrunk|areas|45|40|0
table-shrunk|rows|45|40|0" "fewer rows: told"
again 0 ''
again 1 '16,$d'
err_has "less than half is left" "hardly any rows: refused"
is "$(inhabitants GM0603)" 59642.0 "what was there stays"
is "$(sql "SELECT count(*) FROM tbl_area JOIN tbl ON tbl.id = tbl
    WHERE table_id = '$table'")" 45 "all of it"
ends 0 -C "$base" refresh
id=$(sql "SELECT message FROM runs WHERE result = 'failed'
    ORDER BY id DESC LIMIT 1" | sed -n 's/.*--accept \([0-9a-f]*\) .*/\1/p')
rebuilt "after a table that was refused"
ends 0 -C "$base" changes --accept "$id" --by "A. Person" --why "it is so"
is "$(sql "SELECT count(*) FROM tbl_area JOIN tbl ON tbl.id = tbl
    WHERE table_id = '$table'")" 15 "accepted: it is taken over"
rm -r "$base/decisions"
ends 0 -C "$base" rebuild
again 0 ''

# Its values.
again 0 's/"AantalInwoners_5":59642/"AantalInwoners_5":596420/'
is "$(doubts)" "leap|Aantal inwoners|GM0603|59642.0|596420.0|0|-" \
    "ten times as many inhabitants at once"
err_has "1 value to look at: 'feiten changes' shows it" "it is told"
rebuilt "with a leap"
ends 0 -C "$base" profile GM0603 --format json
has "$base/out/profile/GM0603.json" '596.420!' "it is on its page with a mark"
has "$base/out/profile/GM0603.json" "nog niet nagekeken" \
    "of which the page tells what it means"
is "$(jq -r '[.key[]? | tostring] | map(select(contains("596.420"))) |
    length' "$base/out/profile/GM0603.json")" 0 "and it is no key figure"
hasnt "$base/out/profile/GM0603.json" "596.420 inwoners" "nor in a sentence"
id=$(sql "SELECT id FROM doubts WHERE table_id = '$table'")
again 0 's/"AantalInwoners_5":59642/"AantalInwoners_5":596420/;
    s/"AantalInwoners_5":2315,/"AantalInwoners_5":99999,/'
is "$(doubts | cut -d '|' -f 1-3)" "leap|Aantal inwoners|BU06031084
leap|Aantal inwoners|GM0603" "one more, and the first stays"
accept "$id"
ends 0 -C "$base" rebuild
is "$(doubts | grep GM0603)" \
    "leap|Aantal inwoners|GM0603|59642.0|596420.0|0|A. Person" "accepted"
again 0 ''
is "$(doubts)" "leap|Aantal inwoners|BU06031084|99999.0|2315.0|0|-
leap|Aantal inwoners|GM0603|596420.0|59642.0|0|-" \
    "the values that were doubted are gone, and so are their doubts"
again 0 's/"AantalInwoners_5":59642/"AantalInwoners_5":59700/;
    s/"AantalInwoners_5":2315,/"AantalInwoners_5":2320,/'
is "$(doubts)" "" "nothing to doubt any more"

# Whole columns.
again 0 's/"AantalInwoners_5":[0-9]*/"AantalInwoners_5":0/'
is "$(doubts | cut -d '|' -f 1-3,5-)" "zero|Aantal inwoners|-|0.0|1|-" \
    "a column that is zero at once is held"
is "$(inhabitants GM0603)" 59700.0 "what was there stays"
err_has "1 column is empty or zero at once" "it is told"
again 0 's/"AantalInwoners_5":[0-9]*/"AantalInwoners_5":null/'
is "$(doubts | cut -d '|' -f 1-3,5-)" "missing|Aantal inwoners|-||1|-" \
    "and so is one that is empty"
is "$(inhabitants GM0603)" 59700.0 "what was there still stays"
rebuilt "with a column that is held"
accept "$(sql "SELECT id FROM doubts WHERE held")"
ends 0 -C "$base" rebuild
is "$(inhabitants GM0603)" "" "accepted: it is empty"
is "$(doubts | cut -d '|' -f 1,6,7)" "missing|0|A. Person" "by whom is kept"
rebuilt "when that was accepted"
again 0 ''
is "$(inhabitants GM0603)" 59642.0 "it has values again"
is "$(sql 'SELECT count(*) FROM doubts WHERE held')" 0 "nothing is held"
rebuilt "at the end"
done_testing
