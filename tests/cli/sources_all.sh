#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# The sources that a new fact base has without asking: figures of each, with
# their members, in one store and on one page.
. "$(dirname "$0")/lib.sh"

all_sources
server_start
init fb --area GM0603 \
    --mirror "https://dataderden.cbs.nl=http://127.0.0.1:$port/dataderden.cbs.nl"

ends 0 -C "$base" sources
out_has "Leeftijd 20300; Marges MW00000 MOG0095 MBG0095" "what is selected"
out_has "values a year" "what it costs"
out_has "cbs-ses-woa" "what could be named besides"
ends 0 -C "$base" --format csv sources
tr -d '\r' <"$tmp/out" | cut -d, -f1 >"$tmp/ids"
has "$tmp/ids" "cbs-wmo" "all of them in CSV"
ends 0 -C "$base" --format json sources
is "$(jq '[.[] | select(.used == "yes")] | length' "$tmp/out")" 3 \
    "three are used"
ends 0 -C "$base" sources politie-misdrijven-maand
out_has "not used here; name it under" "one that is not used, explained"
out_has "47022NED" "with its table"

ends 0 -C "$base" refresh
err_has "4 tables looked at, 4 due, 4 loaded" "all of them are loaded"
hasnt "$tmp/err" "no rule knows" "each topic has a rule or is left out"
facts() { # WHERE
	sqlite3 "$base/facts.db" "SELECT value FROM facts WHERE $1"
}
# Values as they stand in the files of tests/example/v3/dataderden.cbs.nl.
is "$(facts "area_code='BU06030771' AND indicator='eenzaam' AND period='2020'")" \
    57.4 "lonely in Muziekbuurt, 2020"
is "$(facts "area_code='BU06030771' AND indicator='gezondheid_goed'
    AND period='2012'")" 67.6 "in good health there, 2012"
is "$(facts "area_code='NL00' AND indicator='moeite_rondkomen'
    AND period='2020'")" 13.9 "hard to make ends meet, the country (NL01)"
is "$(facts "area_code='BU06030771' AND indicator='misdrijven'
    AND period='2021'")" 316.0 "crimes there, 2021"
is "$(sqlite3 "$base/facts.db" "SELECT DISTINCT dims FROM facts
    WHERE source='politie-misdrijven'")" "SoortMisdrijf=0.0.0" \
    "kinds of crime stay apart by their member"
is "$(sqlite3 "$base/facts.db" "SELECT count(*) FROM facts
    WHERE indicator='misdrijven' GROUP BY area_code, period
    HAVING count(*) > 1")" "" "an indicator is there once an area and year"

ends 0 -C "$base" show Muziekbuurt misdrijven_1000 --period 2024
out_has "value        64.804" "290 crimes over 4475 people, per thousand"

later 60
clear
ends 0 -v -C "$base" refresh
err_has "nothing new: 4 tables looked at" "nothing new"
is "$(requests)" 2 "one request a host, however many definitions"
sqlite3 "$base/facts.db" .dump >"$tmp/before"
ends 0 -C "$base" rebuild
sqlite3 "$base/facts.db" .dump >"$tmp/after"
same "$tmp/before" "$tmp/after" "rebuilt it is the same"

ends 0 -C "$base" profile Muziekbuurt --format html,json
model=$base/out/profile/BU06030771.json
is "$(jq -r '.themes[] | select(.id == "gezondheid") | .range.rows[]
    | select(.indicator == "eenzaam") | .value' "$model")" "57%" \
    "on the page as a whole number"
is "$(jq -r '.themes[] | select(.id == "gezondheid") | .trend' "$model")" \
    null "estimates of a model have no trend"
is "$(jq -r '.themes[] | select(.id == "veiligheid") | .trend.rows | length' \
    "$model")" 5 "five years of crime"
has "$base/out/profile/BU06030771.html" "Politie" "with its source"

# Another selection asks for other rows: the table is fetched, though the
# source did not change.
mkdir -p "$base/sources"
jq '.select.SoortMisdrijf = ["0.0.0"]
    | .rules |= map(select(has("members") | not))' \
    "$repo/sources/politie-misdrijven.json" \
    >"$base/sources/politie-misdrijven.json"
later 60
clear
ends 0 -v -C "$base" refresh
err_has "the definition asks for other rows" "says why"
is "$(sqlite3 "$base/facts.db" "SELECT count(*) FROM runs
    WHERE source = 'politie-misdrijven'")" 2 "and fetches that table"
later 60
ends 0 -v -C "$base" refresh
err_has "nothing new" "and then no more"

done_testing
