#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Topics that no rule knows: loaded, told at refresh and in 'feiten sources',
# until a rule or left_out says what they are.
. "$(dirname "$0")/lib.sh"

table=opendata.cbs.nl/85984NED
mkdir -p "$tmp/overlay/$table"

# One topic more per name, with a 5 for every area.
topics() { # TITLE...
	list='[]'
	cells=
	k=118
	for title; do
		k=$((k + 1))
		list=$(printf '%s' "$list" | jq --arg t "$title" --argjson k $k \
		    '. + [{title: $t, k: $k}]')
		cells="$cells,\"Nieuw_$k\":5"
	done
	jq --argjson new "$list" '
	    (.value[] | select(.Title == "Bevolking")).ID as $group
	    | .value[-1] as $last
	    | .value += [$new[] | . as $n | $last
		| .ID = $n.k + 50 | .Position = $n.k | .ParentID = $group
		| .Key = "Nieuw_\($n.k)" | .Title = $n.title
		| .Unit = "aantal"]' \
	    "$example/v3/$table/DataProperties.json" \
	    >"$tmp/overlay/$table/DataProperties.json"
	sed "s/}\$/$cells}/" "$example/v3/$table/TypedDataSet.ndjson" \
	    >"$tmp/overlay/$table/TypedDataSet.ndjson"
	touch_table 85984NED
	later 3600
}

server_start
init fb
ends 0 -C "$base" refresh
err_has "85984NED" "a table is loaded"
hasnt "$tmp/err" "no rule knows" "all topics of the example are known"
ends 0 -C "$base" sources
hasnt "$tmp/out" "no rule knows" "and 'feiten sources' is silent"

topics "Inwoners met een hobby"
ends 0 -C "$base" refresh
err_has 'cbs-kwb: 85984NED: 1 column that no rule knows: "Inwoners met een hobby" (Bevolking, aantal); it is loaded, but has no indicator: add a rule or a left_out entry to sources/cbs-kwb.json' \
    "a new topic is told"
is "$(grep -c 'no rule knows' "$tmp/err")" 1 "in one line"
is "$(sqlite3 "$base/facts.db" "SELECT count(*) > 0, min(value), max(value),
    count(indicator) FROM facts WHERE topic_key = 'Nieuw_119'")" \
    "1|5.0|5.0|0" "it is loaded, without an indicator"
ends 0 -C "$base" sources
out_has "with an indicator, 1 that no rule knows" "feiten sources counts it"
is "$(grep -c 'no rule knows' "$tmp/out")" 1 "for that table alone"

# Many, with names as long as they come.
long=$(printf '%0200d' 0 | tr 0 x)
topics Een Twee "$long" "$long é" Vijf
ends 0 -C "$base" refresh
err_has '5 columns that no rule knows: "Een" (Bevolking, aantal), "Twee" (Bevolking, aantal), "xxx' \
    "the first ones by name"
err_has ', and 2 more; they are loaded, but have no indicator' \
    "of the others how many"
later 60
ends 0 -C "$base" refresh
hasnt "$tmp/err" "no rule knows" "nothing new: not told again"
ends 0 -C "$base" sources
out_has "5 that no rule knows" "feiten sources keeps counting"
ends 0 -C "$base" rebuild
err_has "5 columns that no rule knows" "a rebuild tells it again"
ends 0 -C "$base" sources
out_has "5 that no rule knows" "and keeps the count"

# Said what they are, also in the run before: nothing to tell.
mkdir -p "$base/sources"
jq --arg long "$long" '.left_out += [{titles:
    ["Een", "twee", $long, "\($long) E", "Vijf", "Inwoners met een hobby"], groups: ["Bevolking"],
    why: "a test"}]' "$repo/sources/cbs-kwb.json" \
    >"$base/sources/cbs-kwb.json"
ends 0 -C "$base" rebuild
hasnt "$tmp/err" "no rule knows" "all are left out, and known"
ends 0 -C "$base" sources
hasnt "$tmp/out" "no rule knows" "nothing is counted any more"

# Without rules and without left_out there is nothing to know.
jq 'del(.left_out) | del(.rules)' "$repo/sources/cbs-kwb.json" \
    >"$base/sources/cbs-kwb.json"
ends 0 -C "$base" rebuild
err_has "0 of 123 columns have an indicator" "a source that maps nothing"
hasnt "$tmp/err" "no rule knows" "does not complain of it"

# Both at once is a mistake.
jq '.left_out += [{titles: ["Aantal inwoners"], why: "a test"}]' \
    "$repo/sources/cbs-kwb.json" >"$base/sources/cbs-kwb.json"
feiten -C "$base" rebuild
isnt "$status" 0 "an indicator that is left out"
err_has "is an indicator by rules[0] (inwoners), and left out by left_out[" \
    "names both"
done_testing
