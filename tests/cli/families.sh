#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# What becomes of the tables of a source: renamed, ended, replaced, gone. A
# refresh says it once, 'feiten sources' keeps saying it.
. "$(dirname "$0")/lib.sh"

catalogue=$tmp/overlay/opendata.cbs.nl/Tables.json
mkdir -p "$(dirname "$catalogue")"

# The catalogue, changed.
change() { # JQ-PROGRAM
	jq "$1" "$example/v3/opendata.cbs.nl/Tables.json" >"$catalogue"
	later 86400
	ends 0 -C "$base" refresh
}

server_start
init fb
mkdir -p "$base/sources"
# One table a year, and one table by its id.
jq '.table_ids = ["84799NED"] | del(.find_title) | del(.first_year)
    | del(.take)' "$repo/sources/cbs-kwb.json" >"$base/sources/een.json"
ends 0 -C "$base" refresh --source een
hasnt "$tmp/err" "has ended" "at first there is nothing to say"

change '(.value[] | select(.Identifier == "84799NED"))
    |= (.OutputStatus = "Gediscontinueerd")'
err_has "een: table 84799NED" "a table that has ended"
err_has "has ended (Gediscontinueerd): it gets no new figures" "is named"
later 60
ends 0 -C "$base" refresh
hasnt "$tmp/err" "has ended" "once"
ends 0 -C "$base" sources
out_has "has ended (Gediscontinueerd)" "feiten sources keeps saying it"

change '(.value[] | select(.Identifier == "84799NED"))
    |= (.OutputStatus = "Gediscontinueerd" | .Title += " (oud)")'
err_has 'een: table 84799NED' "a new title"
err_has 'is now called "' "is told"
ends 0 -C "$base" rebuild
ends 0 -C "$base" sources
out_has 'is now called "' "also after a rebuild"

# The newest of a title: another table, by another name.
ends 0 -C "$base" refresh
jq '.take = "newest" | .first_year = 2020' "$repo/sources/cbs-kwb.json" \
    >"$base/sources/nieuwste.json"
rm "$base/sources/een.json"
later 60
ends 0 -C "$base" refresh --source nieuwste
newest=$(jq -r '.families.nieuwste.tables[0].id' "$base"/state/*.json | grep NED)
jq --arg id "$newest" '.value |= map(if .Identifier == $id
    then .Identifier = "99999NED" | .Title += " en later" | .Period = "2099"
    else . end)' "$example/v3/opendata.cbs.nl/Tables.json" >"$catalogue"
later 60
feiten -C "$base" refresh --source nieuwste
err_has "nieuwste: table $newest" "the newest of a title"
err_has "was replaced by 99999NED" "is followed to the next"

# By v4, in the catalogue's own words.
server_start --root "$repo/tests/golden/v3v4"
init fb4 --area GM0603 \
    --mirror "https://datasets.cbs.nl=http://127.0.0.1:$port/datasets.cbs.nl"
mkdir -p "$base/sources" "$tmp/overlay/datasets.cbs.nl"
jq '.adapter = "cbs-odata-v4" | .table_ids = ["90001NED"]
    | .base = "https://datasets.cbs.nl/odata/v1/CBS" | .rules = []
    | .main = {"Leeftijd": "10000"} | .left_out = []
    | del(.find_title, .first_year, .take, .dataset)' \
    "$repo/sources/cbs-kwb.json" >"$base/sources/vier.json"
later 60
ends 0 -C "$base" refresh --source vier
jq '.value[0] |= (.Status = "Gediscontinueerd" | .VersionNotes = "Nieuw in deze "
    + "versie. Deze tabel is stopgezet en wordt voortgezet in 90002NED. Dank.")' \
    "$repo/tests/golden/v3v4/datasets.cbs.nl/Datasets.json" \
    >"$tmp/overlay/datasets.cbs.nl/Datasets.json"
later 60
ends 0 -C "$base" refresh --source vier
err_has 'has ended (Gediscontinueerd): it gets no new figures; the catalogue says: "Deze tabel is stopgezet en wordt voortgezet in 90002NED"' \
    "v4: a table that has ended, and where it goes on"
done_testing
