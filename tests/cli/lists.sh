#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# feiten sources, feiten areas, feiten indicators: what there is.
. "$(dirname "$0")/lib.sh"

server_start
filled fb

ends 2 -C "$base" sources cbs-kwp
err_has "did you mean cbs-kwb" "no such source"
ends 2 -C "$base" sources --years
ends 3 -C "$tmp" sources
ends 0 -C "$base" sources
out_has "cbs-kwb: Kerncijfers wijken en buurten" "a source"
out_has "CC BY 4.0" "its licence"
out_has "2024 85984NED" "its tables"
out_has "21 of 118 columns delivered" "how much of a table is there"
ends 0 -C "$base" --format json sources
is "$(jq -r '.[].id' "$tmp/out")" "cbs-kwb" "sources as JSON"
is "$(jq -c '.[0] | [.export_allowed, .area_year, .licence_url, .find_title,
    (.notices | length), (.about | length > 20)]' "$tmp/out")" \
    '[true,null,"https://creativecommons.org/licenses/by/4.0/deed.nl","Kerncijfers wijken en buurten",0,true]' \
    "with what may be done with it"
is "$(jq -c '.[0].tables[] | [.table_id, .area_year, .columns, .delivered]' \
    "$tmp/out" | tr '\n' ' ')" \
    '["84799NED",2020,116,48] ["85984NED",2024,118,21] ' "and its tables"
ends 0 -C "$base" sources cbs-kwb
out_has "figures may be exported" "whether figures may be passed on"
out_has "areas:     of the year that each table says" "the year of its areas"
out_has "about 1500000 values a year" "what it costs"
out_has 'starts with "Kerncijfers wijken en buurten", one a year, from 2013' \
    "which tables"
ends 0 -C "$base" sources --tables --format csv
is "$(tr -d '\r' <"$tmp/out" | cut -d, -f1,2,4,5,8,9)" \
    "source,table_id,period,area_year,columns,delivered
cbs-kwb,84799NED,2020,2020,116,48
cbs-kwb,85984NED,2024,2024,118,21" "tables as CSV"
ends 0 -C "$base" sources --format csv
is "$(head -n 1 "$tmp/out" | tr -d '\r' | cut -d, -f1,2)" "id,title" \
    "sources as CSV"
has "$tmp/out" "84799NED 85984NED" "with its tables"

ends 3 -C "$tmp" areas
ends 2 -C "$base" areas --level straat
err_has "land, gemeente, wijk or buurt" "a level there is not"
ends 2 -C "$base" areas --year soon
ends 2 -C "$base" areas one two
ends 2 -C "$base" areas --format xml
ends 0 -C "$base" areas
is "$(wc -l <"$tmp/out")" 46 "all areas, and a line on top"
ends 0 -C "$base" areas muziek
out_has "BU06030771  2024  buurt  Muziekbuurt  WK060307  GM0603" \
    "by part of a name, whatever its capitals"
ends 0 -C "$base" areas --within WK060307 --format csv
is "$(tr -d '\r' <"$tmp/out")" "code,year,level,name,parent,municipality
BU06030771,2024,buurt,Muziekbuurt,WK060307,GM0603
BU06030772,2024,buurt,Wilhelminapark,WK060307,GM0603
WK060307,2024,wijk,Wijk 07,GM0603,GM0603" "inside an area, as CSV"
cp "$tmp/out" "$tmp/by-code"
ends 0 -C "$base" areas --within "wijk 07" --format csv
cmp -s "$tmp/out" "$tmp/by-code"
ok $? "inside an area by its name"
ends 2 -C "$base" areas --within muziekbuurt
err_has "is no gemeente or wijk" "nothing lies inside a buurt"
ends 0 -C "$base" areas --year 2020 --level gemeente --format json
is "$(jq -c '[.[0].code, .[0].year, .[0].name]' "$tmp/out")" \
    '["GM0603",2020,"Rijswijk"]' "of an earlier year, as JSON"
ends 1 -C "$base" areas xyzzy
err_has "no area fits" "no such name"
ends 1 -C "$base" areas xyzzy --format json
is "$(jq -c . "$tmp/out")" "[]" "no such name: an empty list for programs"

ends 3 -C "$tmp" indicators
ends 2 -C "$base" indicators one two
ends 0 -C "$base" indicators
[ "$(wc -l <"$tmp/out")" -gt 60 ]
ok $? "all indicators"
ends 0 -C "$base" indicators huur
out_has "huur_corporatie" "by part of a label"
ends 0 -C "$base" indicators "rented homes" --format json
is "$(jq -r '.[].id' "$tmp/out")" huurwoningen "in English too, as JSON"
ends 0 -C "$base" indicators huurwoningen --format csv
is "$(tail -n 1 "$tmp/out" | tr -d '\r')" \
    "huurwoningen,wonen,Huurwoningen,Rented homes,%,share,woningen" "as CSV"
ends 1 -C "$base" indicators xyzzy
err_has "no indicator fits" "no such indicator"
ends 1 -C "$base" indicators xyzzy --format csv
is "$(wc -l <"$tmp/out")" 1 "no such indicator: no more than names of columns"

# A reader that has had enough is no mistake; a full one is.
"$FEITEN" -C "$base" indicators 2>"$tmp/err" | head -n 1 >"$tmp/out"
is "$(cat "$tmp/err")" "" "| head: no complaint"
"$FEITEN" -C "$base" indicators >/dev/full 2>"$tmp/err"
is $? 1 "a full output: status 1"
err_has "standard output" "and says so"
done_testing
