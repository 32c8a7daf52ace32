#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Weights between areas of two years: a file of them, or the addresses of both
# years; and files that are no good.
. "$(dirname "$0")/lib.sh"

server_start
filled fb --area GM0603
cp -r "$base" "$tmp/clean"
mkdir -p "$base/sources"

# A definition: all of it that does not matter here, and the key that does.
definition() { # NAME KEY ADDRESS
	jq -n --argjson key "$2" --arg address "${3:-file:$1.csv}" '{
	    adapter: "file", address: $address,
	    title_nl: "Overgang", title_en: "Crosswalk",
	    about_nl: "Wat waar bleef.", about_en: "What went where.",
	    publisher: "Gemeente", licence: "CC0",
	    licence_url: "https://data.example/cc0",
	    link: "https://data.example/", frequency_nl: "eens",
	    frequency_en: "once"} + $key' >"$base/sources/$1.json"
}

KEY='{"crosswalk": {"from_year": 2020, "to_year": 2024, "from": "Oud",
    "to": "Nieuw", "weight": "Deel"}}'

weights() { # LINE...
	printf 'Titel van het bestand\n\nOud;Nieuw;Deel\n' \
	    >"$base/sources/deel.csv"
	printf '%b' "$*" >>"$base/sources/deel.csv"
}

sql() { # QUERY
	sqlite3 "$base/facts.db" "$1"
}

refresh() { # STATUS SOURCE
	later 60
	ends "$1" -v -C "$base" refresh --source "$2"
}

stored() {
	sql "SELECT code, year, other, other_year, round(weight, 4), basis
	    FROM crosswalks ORDER BY 1, 3"
}

definition deel "$KEY"
weights 'BU06030771;BU06030771;0,25\nBU06030771;BU06030772;0,75\n' \
    'BU06030772;BU06030772;1\n'
refresh 0 deel
err_has "3 weights from 2020 to 2024" "says how many"
is "$(stored)" "BU06030771|2020|BU06030771|2024|0.25|table
BU06030771|2020|BU06030772|2024|0.75|table
BU06030772|2020|BU06030772|2024|1.0|table" "as they are in the file"

# What is made of it: today's areas in 2020.
ends 0 -C "$base" show Muziekbuurt inwoners --period 2020 --format json
is "$(jq -c '.through_time.carried | [.value, .estimate, .basis, .at_least,
    .at_most, .made_of[0].part]' "$tmp/out")" \
    '[1063.75,true,"table",0,4259,0.25]' "show: a quarter of 4255, and bounds"
ends 0 -C "$base" show Muziekbuurt afstand_huisarts --period 2020 --format json
is "$(jq -r .through_time.not_carried "$tmp/out")" distance \
    "show: no distance"
ends 0 -C "$base" table --area BU06030771 --area BU06030772 --area GM0603 \
    --indicator inwoners --period 2020 --today --format csv
is "$(cut -d, -f1,5,7,8 "$tmp/out" | tail -n 3)" 'BU06030771,1064,estimate,
BU06030772,3191,estimate,
GM0603,,,no-link' "table: estimates, and no link without a proof"
ends 0 -C "$base" profile BU06030771 --format json
jq -r '.. | objects | select(has("subtitle")) | .title, .subtitle,
    (.rows[0].value | strings)' "$base"/out/profile/BU06030771*.json \
    >"$tmp/page"
has "$tmp/page" "Van 1.064 inwoners in 2020 naar 4.475 in 2024 (schatting)" \
    "page: the title says so"
has "$tmp/page" "2020 omgerekend naar het gebied van nu" "page: the year"
has "$tmp/page" "≈ 1.064" "page: the figure"
is "$(jq -c '[.. | objects | select(.estimate == true) | .x] | unique' \
    "$base"/out/profile/BU06030771*.json)" "[2020]" "page: the point"

weights 'BU06030771;BU06030771;1\n'
refresh 0 deel
is "$(stored)" "BU06030771|2020|BU06030771|2024|1.0|table" \
    "a newer file takes the place of the older one"

refuses() { # MESSAGE LINES
	weights "$2"
	refresh 1 deel
	err_has "$1" "$1"
	is "$(stored | wc -l)" 1 "what was there stays"
}
refuses 'BU06030771: its weights are 0.9 together' \
    'BU06030771;BU06030771;0.9\n'
refuses 'BU06030771: its weights are 1.5 together' \
    'BU06030771;BU06030771;0.5\nBU06030771;BU06030772;1\n'
refuses 'BU06030771: a weight of -1' 'BU06030771;BU06030771;-1\n'
refuses 'BU06030771: goes twice to the same area' \
    'BU06030771;BU06030771;0.5\nBU06030771;BU06030771;0.5\n'
refuses 'line 4: BU06039999: there is no such area in 2020' \
    'BU06039999;BU06030771;1\n'
refuses 'line 4: BU06039998: there is no such area in 2024' \
    'BU06030771;BU06039998;1\n'
refuses 'line 4: "Rijswijk" is no code' 'Rijswijk;BU06030771;1\n'
refuses 'line 4: "veel" is no weight' 'BU06030771;BU06030771;veel\n'
refuses 'are not of one level' 'BU06030771;GM0603;1\n'
refuses 'not one weight in it' ''
printf 'van;naar\nBU06030771;BU06030771\n' >"$base/sources/deel.csv"
refresh 1 deel
err_has 'no header with the columns "Oud" and "Nieuw"' "other columns"

# A year that is not there (yet): what came is kept.
definition deel "$(echo "$KEY" | jq '.crosswalk.from_year = 2019')"
weights 'BU06030771;BU06030771;1\n'
refresh 1 deel
err_has "facts.db has no areas of 2019: load a table of that year" \
    "a year that nobody has"

wrong() { # MESSAGE KEY
	definition deel "$2"
	ends 3 -C "$base" sources deel
	err_has "$1" "$1"
}
wrong "must be before to_year" \
    "$(echo "$KEY" | jq '.crosswalk.from_year = 2025')"
wrong "rules does not go with crosswalk" "$(echo "$KEY" | jq '.rules = []')"
wrong "crosswalk.from_year: missing" "$(echo "$KEY" | jq 'del(.crosswalk.from_year)')"

# Addresses: 2020 out of order and twice, 2024 with buurten as CBS writes them.
rm -rf "$base"
cp -r "$tmp/clean" "$base"
mkdir -p "$base/sources"
definition adres '{"addresses": {"from_year": 2020, "to_year": 2024,
    "to_address": "file:adres24.csv", "postcode": "PC6",
    "number": "Huisnummer", "from": "Buurt2020", "to": "Buurt2024"}}' \
    file:adres20.csv
{
	echo 'PC6,Huisnummer,Buurt2020'
	echo '2283AB,10,6030771'
	echo '2283AB,9,6030771'
	echo '2283AB,9,6030771'
	echo '2281 ax,1,BU06030771'
	echo '2282XX,5,06030772'
	echo '2283AB,11,6030771'
	echo 'geen,1,6030771'
	echo '2283AB,12,9999999'
	echo '2299ZZ,99999,6030772'
} >"$base/sources/adres20.csv"
{
	echo 'PC6,Huisnummer,Buurt2024'
	echo '2281AX,1,6030771'
	echo '2282XX,5,6030772'
	echo '2283AB,9,6030772'
	echo '2283AB,10,6030772'
	echo '2283AB,10,6030771'
	echo '2283AB,11,6030772'
	echo '2283AB,77,6030772'
} >"$base/sources/adres24.csv"
refresh 0 adres
err_has "5 addresses are in both years, 1 only in the older and 1 only in the \
newer one; 1 lines left out: no postcode and number, 1: no buurt of the year" \
    "tells what was matched"
is "$(stored | grep ^BU)" \
    "BU06030771|2020|BU06030771|2024|0.25|addresses
BU06030771|2020|BU06030772|2024|0.75|addresses
BU06030772|2020|BU06030772|2024|1.0|addresses" "parts of the old buurt"
is "$(stored | grep ^GM)" "GM0603|2020|GM0603|2024|1.0|addresses" \
    "and of the gemeente"
postcodes() {
	sql "SELECT year, code, area, round(share, 4) FROM postcodes
	    ORDER BY 1, 2, 3"
}
is "$(postcodes)" "2020|2281AX|BU06030771|0.25
2020|2282XX|BU06030772|0.5
2020|2283AB|BU06030771|0.75
2020|2299ZZ|BU06030772|0.5
2024|2281AX|BU06030771|1.0
2024|2282XX|BU06030772|0.2
2024|2283AB|BU06030772|0.8" "which postcode lies where, in both years"
later 60
ends 0 -C "$base" rebuild
is "$(stored | grep -c ^BU)" 3 "a rebuild has them too"
is "$(postcodes | wc -l)" 7 "and the postcodes"

echo 'PC6,Huisnummer,Buurt2024' >"$base/sources/adres24.csv"
refresh 1 adres
err_has "addresses of 2024: not one of 0 lines is an address" "an empty file"

# A first refresh comes to weights after the areas that they are about, also
# when their name comes first in the alphabet.
init first --area GM0603
mkdir -p "$base/sources"
definition a-deel "$KEY"
weights 'BU06030771;BU06030771;1\n'
mv "$base/sources/deel.csv" "$base/sources/a-deel.csv"
later 60
ends 0 -C "$base" refresh
is "$(stored | wc -l)" 1 "a first refresh has them"

# Weights that came before the tables they are about: kept, and loaded when
# those are there, also by a rebuild.
init early --area GM0603
mkdir -p "$base/sources"
definition deel "$KEY"
weights 'BU06030771;BU06030771;1\n'
refresh 1 deel
err_has "facts.db has no areas of 2020: load a table of that year" "too early"
later 60
ends 0 -C "$base" refresh --source cbs-kwb
refresh 0 deel
is "$(stored | wc -l)" 1 "loaded when its areas are there"
later 60
ends 0 -C "$base" rebuild
is "$(stored | wc -l)" 1 "and by a rebuild, though it is the oldest"

done_testing
