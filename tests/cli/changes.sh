#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# feiten changes: what is different since a run or day, in words and for
# programs; doubts, and taking one over.
. "$(dirname "$0")/lib.sh"

table=85984NED
rows=$example/v3/opendata.cbs.nl/$table/TypedDataSet.ndjson
over=$tmp/overlay/opendata.cbs.nl/$table
mkdir -p "$over"

revised() { # SED-SCRIPT
	sed "$1" "$rows" >"$over/TypedDataSet.ndjson"
	touch_table $table
	later 86400
	ends 0 -C "$base" refresh
}

sql() {
	sqlite3 "$base/facts.db" "$1"
}

server_start
init fb
ends 3 -C "$base" changes
err_has "run 'feiten refresh' first" "nothing there yet"
ends 0 -C "$base" refresh
ends 0 -C "$base" changes
out_has "Since 2026-11-22T00:00:00Z:" "the first day"
out_has "columns new or filled with" "all columns are new"

revised 's/"AantalInwoners_5":59642/"AantalInwoners_5":60001/
    s/"AantalInwoners_5":4475/"AantalInwoners_5":null/'
second=$table.20261123T000000Z
unit="aantal ($second)"
ends 0 -C "$base" changes
out_has "  cbs-kwb: 1 revised, 0 came, 1 withdrawn ($second)" "counts"
out_has "  GM0603 Rijswijk (ZH.), Aantal inwoners 2024: 59642 -> 60001 $unit" \
    "a value that was revised"
out_has "  BU06030771 Muziekbuurt, Aantal inwoners 2024: 4475 -> none $unit" \
    "a value that was withdrawn"
revised 's/"AantalInwoners_5":59642/"AantalInwoners_5":60001/'
ends 0 -C "$base" changes
out_has "Aantal inwoners 2024: none -> 4475 aantal" "one that came back"
hasnt "$tmp/out" "60001" "what the day before changed is no news"
ends 0 -C "$base" changes --since 2026-11-23
out_has "59642 -> 60001" "since a day: from its start"
out_has "4475 -> none" "with what was withdrawn"
out_has "none -> 4475" "and came back"
ends 0 -C "$base" changes --since "$second"
hasnt "$tmp/out" "60001" "since a run: what came after it"

ends 0 -C "$base" changes --since 2026-11-23 --format csv
is "$(head -n 1 "$tmp/out" | tr -d '\r')" "kind,id,source,table_id,run,\
area_code,area_name,indicator,topic,period,dims,was,became,unit,held,said" \
    "CSV has a header"
is "$(grep -c '^value,' "$tmp/out")" 3 "and a row each"
ends 0 -C "$base" changes --since 2026-11-23 --format json
is "$(jq -c '[.[] | select(.kind == "value") | [.area_code, .was, .became]]' \
    "$tmp/out")" '[["GM0603",59642,60001],["BU06030771",4475,null],'\
'["BU06030771",null,4475]]' "and JSON"

# Another fact base of one buurt: only its own, unless asked.
sed -i 's/"GM0603"/"BU06030771"/' "$base/feiten.json"
ends 0 -C "$base" changes --since 2026-11-23
hasnt "$tmp/out" "60001" "not the areas of others"
ends 0 -C "$base" changes --since 2026-11-23 --all
out_has "60001" "but with --all"
sed -i 's/"BU06030771"/"GM0603"/' "$base/feiten.json"

ends 2 -C "$base" changes --since najaar
err_has "there are no editions here" "no edition"
mkdir -p "$base/editions"
echo '{"closed": "2026-11-23"}' >"$base/editions/najaar.json"
ends 0 -C "$base" changes --since najaar
out_has "none -> 4475" "since an edition: after the day it was closed"
hasnt "$tmp/out" "60001" "and nothing before"
ends 2 -C "$base" changes --since ../editions/najaar
ends 2 -C "$base" changes --since voorjaar
err_has "has none of that name" "another edition"
echo '{}' >"$base/editions/leeg.json"
ends 1 -C "$base" changes --since leeg
err_has "closed: is no day or time" "an edition without a day"

# Drifts and doubts, as a refresh leaves them.
sql "INSERT INTO drift SELECT max(id), 1, 'topic-renamed', 'Mannen',
    'Mannen', 'Man' || char(27) || '[31m', 0 FROM run;
    INSERT INTO doubt SELECT '00aa11bb22', max(run.id), col.id, area.id,
	'leap', 59642, 60001, 0, NULL, NULL, NULL
    FROM run, col, area WHERE col.indicator = 'inwoners'
	AND col.period = '2024' AND area.code = 'GM0603' AND area.year = 2024;
    INSERT INTO doubt SELECT '00aa11bb33', max(run.id), col.id, 0,
	'zero', 45, 0, 1, NULL, NULL, NULL
    FROM run, col WHERE col.indicator = 'woz' AND col.period = '2024'"
ends 0 -C "$base" changes
out_has "cbs-kwb: column renamed: Mannen: Mannen -> Man[31m" "a drift"
out_has "00aa11bb22: GM0603 Rijswijk (ZH.), Aantal inwoners 2024" "a doubt"
out_has "59642 -> 60001 aantal: far beyond its own history" "and why"
out_has "held: the values of before stay" "one that is held"
out_has "2 to look at" "how many, and what to do"

ends 2 -C "$base" changes --accept 00aa11bb22
err_has "--by whom and --why" "an acceptance has a name and a reason"
ends 2 -C "$base" changes --by M --why so
ends 2 -C "$base" changes --accept ffffffffff --by M --why so
err_has "no doubt of that name" "a doubt that is not there"
ends 2 -C "$base" changes --accept ../../x --by M --why so
ends 2 -C "$base" changes --accept 00aa11bb22 --by ' ' --why so
err_has "by: is empty" "nobody"
is "$(find "$base/decisions" -type f)" "" "and nothing is decided"
ends 0 -C "$base" changes --accept 00aa11bb22 --by "M. de Vries" \
    --why "asked the gemeente"
is "$(jq -c . "$base/decisions/2026-11-24-00aa11bb22.json")" \
    '{"decision":"accept","id":"00aa11bb22","by":"M. de Vries",'\
'"on":"2026-11-24","why":"asked the gemeente","about":"GM0603 Rijswijk '\
'(ZH.), Aantal inwoners 2024: 59642 -> 60001 aantal"}' "the decision"
is "$(sql "SELECT accepted_by, accepted_on, accepted_why FROM doubts
    WHERE id = '00aa11bb22'")" "M. de Vries|2026-11-24|asked the gemeente" \
    "and facts.db knows"
ends 0 -C "$base" changes
out_has "accepted by M. de Vries on 2026-11-24: asked the gemeente" \
    "it is listed as such"
out_has "1 to look at" "and no longer to look at"
ends 2 -C "$base" changes --accept 00aa11bb22 --by X --why again
err_has "is accepted already, by M. de Vries on 2026-11-24" "once"

# One that was held: facts.db is loaded again.
ends 0 -C "$base" changes --accept 00aa11bb33 --by "M. de Vries" \
    --why "the office says so"
[ -f "$base/decisions/2026-11-24-00aa11bb33.json" ]
ok $? "a decision on what was held"
err_has "rows, " "all is loaded again"
is "$(sql "SELECT value FROM facts WHERE area_code = 'GM0603'
    AND indicator = 'inwoners' AND period = '2024'")" 60001.0 \
    "and the figures are there"
done_testing
