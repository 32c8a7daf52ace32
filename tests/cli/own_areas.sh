#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Areas of one's own: story/areas.json, in every command; and what cannot be
# an area.
. "$(dirname "$0")/lib.sh"

all_sources
server_start
filled fb --area GM0603 --source cbs-kwb
mkdir -p "$base/story"
file=$base/story/areas.json
cp "$example/story/areas.json" "$file"
id=huis-van-de-stad

number() { # AREA INDICATOR PERIOD
	"$FEITEN" -C "$base" table --area "$1" --indicator "$2" \
	    --period "$3" --format csv | sed 1d | cut -d, -f5
}

ends 0 -C "$base" areas huis
out_has "$id" "areas lists it"
for p in BU06030642 BU06030643 BU06030771; do
	number $p inwoners 2024
done | awk '{ s += $1 } END { print s }' >"$tmp/sum"
is "$(number $id inwoners 2024)" "$(cat "$tmp/sum")" "a count is the sum"
for name in "Huis van de Stad en omgeving" "huis van de stad and surroundings"
do
	is "$(number "$name" inwoners 2024)" "$(cat "$tmp/sum")" "by name: $name"
done
for p in BU06030642 BU06030643 BU06030771; do
	echo "$(number $p dichtheid 2024) $(number $p oppervlakte_land 2024)"
done | awk '{ s += $1 * $2; n += $2 } END { printf "%.0f\n", s / n }' \
    >"$tmp/weighed"
is "$(number $id dichtheid 2024)" "$(cat "$tmp/weighed")" \
    "a rate by its denominator"
for p in BU06030642 BU06030643 BU06030771; do
	echo "$(number $p huishoudensgrootte 2020) $(number $p huishoudens 2020)"
done | awk '{ s += $1 * $2; n += $2 } END { printf "%.1f\n", s / n }' \
    >"$tmp/mean"
is "$(number $id huishoudensgrootte 2020)" "$(cat "$tmp/mean")" \
    "a mean by its weight"
ends 0 -C "$base" show $id afstand_huisarts --format json
is "$(jq -r '[.value, .absence, .reason, .between] | map(tostring) | join(" ")' \
    "$tmp/out")" "null no-rule distance of its parts" \
    "a distance is not combined, and why"
is "$(jq '.low < .high' "$tmp/out")" true "it is shown as it differs"

# What nobody accepted of a part, nobody accepted of the whole.
keys() {
	feiten -C "$base" profile $id --format json
	jq -r '.key[].indicator' "$base/out/profile/$id.json" |
	    grep -cx inwoners
}
is "$(keys)" 1 "inhabitants are a key figure"
sqlite3 "$base/facts.db" "INSERT INTO doubt SELECT '00aa11bb22', max(run.id),
    col.id, area.id, 'leap', 1, 2, 0, NULL, NULL, NULL
    FROM run, col, area WHERE col.indicator = 'inwoners'
	AND col.period = '2024' AND area.code = 'BU06030642'
	AND area.year = 2024"
is "$(keys)" 0 "not when those of a part are doubted"
sqlite3 "$base/facts.db" "DELETE FROM doubt"

# A buurt without a figure: an interval, from what is public.
jq '.areas += [{ id: "gat", name_nl: "Met een gat", name_en: "With a gap",
    year: 2020, parts: ["BU06030641", "BU06030771"] }]' \
    "$example/story/areas.json" >"$file"
is "$(number BU06030641 bijstand 2020)" "" "a buurt without a figure"
ends 0 -C "$base" show gat bijstand --period 2020 --format json
is "$(jq -r '[.value, .absence, .reason, .between] | map(tostring) | join(" ")' \
    "$tmp/out")" "null withheld missing follows from other figures" \
    "no guess, but an interval"
known=$(number BU06030771 bijstand 2020)
gemeente=$(number GM0603 bijstand 2020)
is "$(jq --argjson k "$known" --argjson g "$gemeente" \
    '.low <= $k and .low >= $k - 10 and .high >= $k and .high < $g / 2' \
    "$tmp/out")" true "from what is known to what is left of the wijk"
ends 0 -C "$base" table --area gat --indicator bijstand --period 2020 \
    --format csv
is "$(sed -n 2p "$tmp/out" | cut -d, -f5,10,11 | tr -d '0-9.\r')" ",," \
    "the table has both ends"
ends 0 -C "$base" table --area gat --indicator bijstand --period 2020 \
    --with peers --format json
is "$(jq -c '.[0] | [.absence, .rule, .between, .peers_reason]' "$tmp/out")" \
    '["withheld","missing","derived","no-peers"]' "and of what they are"
ends 0 -C "$base" table --area $id --indicator afstand_huisarts --format json
is "$(jq -c '.[0] | [.absence, .rule, .between]' "$tmp/out")" \
    '["no-rule","distance","parts"]' \
    "and by what rule there is none"
ends 0 -q -C "$base" profile gat --format json
has "$base/out/profile/gat.json" "berekend: tussen" "the page says tussen ... en"

ends 0 -q -C "$base" profile $id --format json,html
page=$base/out/profile/$id
is "$(jq -r .area.above "$page.json")" "Eigen gebied: 3 buurten" "above"
is "$(jq -r .area.level "$page.json")" own "its level"
is "$(jq '[.themes[].range.rows[]?.raw.rank] | map(select(. != null))
    | length' "$page.json")" 0 "no rank among the buurten"
has "$page.html" "Muziekbuurt (BU06030771)" "the page names its parts"
ends 0 -q -C "$base" profile $id --lang en --format json
is "$(jq -r .area.name "$page.json")" "Huis van de Stad and surroundings" \
    "its name in English"
ends 0 -q -C "$base" site --format html,json
has "$base/out/index.html" "profile/$id.html" "the index leads to it"

# What cannot be.
refuse() { # AREAS MESSAGE NAME
	printf '%s' "$1" >"$file"
	feiten -C "$base" areas huis
	isnt "$status" 0 "refused: $3"
	err_has "$2" "$3"
}
area() { # KEYS
	printf '{"areas": [\n{"id": "x", "name_nl": "X", "name_en": "X", %s}]}' \
	    "$1"
}
refuse "$(area '"parts": ["BU06030771", "WK060307"]')" \
    "areas.json:2: x: parts: BU06030771 (Muziekbuurt) and WK060307 (Wijk 07) overlap" \
    "a wijk and its own buurt"
refuse "$(area '"parts": ["BU06030771", "BU06030771"]')" "is there twice" \
    "a buurt twice"
refuse "$(area '"parts": ["BU06030770"]')" "did you mean BU06030771" \
    "an unknown code"
refuse "$(area '"parts": ["GM06"]')" "is no code of a buurt" "half a code"
refuse "$(area '"parts": ["NL00"]')" "is no code of a buurt" "the country"
refuse "$(area '"parts": []')" "parts" "no parts"
refuse "$(area '"postcodes": ["2282AB"]')" "name the buurten" "postcodes"
refuse "$(area '"postcodes": ["0282"]')" "is no postcode" "a wrong postcode"
refuse "$(area '"postcodes": ["2282AB", "2282"]')" "2282 and 2282AB overlap" \
    "a postcode in another"
refuse "$(area '"postcodes": ["2282AB", "2282AB"]')" "is there twice" \
    "a postcode twice"
refuse "$(area '"polygon": {"type": "Polygon", "coordinates":
    [[[4.3,52.0],[4.4,52.0],[4.4,52.1],[4.3,52.0]]]}')" \
    "there are no boundaries" "a polygon without boundaries"
refuse "$(area '"polygon": {"type": "Point", "coordinates": [4.3, 52]}')" \
    "is no Polygon" "a point"
refuse "$(area '"polygon": "../../etc/passwd"')" "no file beside" "a path"
refuse "$(area '"polygon": "none.json"')" "none.json" "a file that is not there"
refuse "$(area '"parts": ["BU06030771"], "year": 1999')" \
    "there are no areas of 1999" "a year that is not there"
refuse "$(area '"parts": ["BU06030771"], "postcodes": ["2282"]')" "by one of" \
    "two ways"
refuse "$(area '"part": ["BU06030771"]')" "did you mean" "a misspelt key"
refuse '{"areas": [{"id": "../x", "name_nl": "X", "name_en": "X",
    "parts": ["BU06030771"]}]}' "cannot be the id" "an id that is a path"
refuse '{"areas": [{"id": "index", "name_nl": "X", "name_en": "X",
    "parts": ["BU06030771"]}]}' "cannot be the id" "an id that is a page"
refuse '{"areas": [{"id": "x", "name_nl": "X\u202eY", "name_en": "X",
    "parts": ["BU06030771"]}]}' "turns the reading direction" \
    "a name that would turn the line around"
refuse '{"areas": 3}' "must be a list" "a number"
refuse '[' "areas.json" "no JSON"
one='{"id": "x", "name_nl": "X", "name_en": "X", "parts": ["BU06030771"]}'
refuse "{\"areas\": [$one, $one]}" "is used twice" "an id twice"
long=$(printf '%0500d' 0)
refuse "{\"areas\": [{\"id\": \"a$long\", \"name_nl\": \"X\",
    \"name_en\": \"X\", \"parts\": [\"BU06030771\"]}]}" "cannot be the id" \
    "a long id"

# Postcodes, by the addresses of two years: three quarters of BU06030771, all
# of BU06030642 and a fifth of BU06030643.
mkdir -p "$base/sources"
jq '.sources += ["adres"]' "$base/feiten.json" >"$tmp/feiten.json"
cp "$tmp/feiten.json" "$base/feiten.json"
jq -n '{ adapter: "file", address: "file:adres20.csv",
    title_nl: "Adressen", title_en: "Addresses", about_nl: "Waar.",
    about_en: "Where.", publisher: "Gemeente", licence: "CC0",
    licence_url: "https://data.example/cc0", link: "https://data.example/",
    frequency_nl: "eens", frequency_en: "once",
    addresses: { from_year: 2020, to_year: 2024,
	to_address: "file:adres24.csv", postcode: "PC6", number: "Nummer",
	from: "Buurt", to: "Buurt" } }' >"$base/sources/adres.json"
{
	echo 'PC6,Nummer,Buurt'
	for n in 1 2 3; do echo "2282AB,$n,06030771"; done
	echo '2283XX,1,06030771'
	echo '2282AC,1,06030642'
	echo '2282AC,2,06030643'
	for n in 1 2 3 4; do echo "2289ZZ,$n,06030643"; done
} >"$base/sources/adres20.csv"
cp "$base/sources/adres20.csv" "$base/sources/adres24.csv"
rm -f "$file"
later 60
ends 0 -q -C "$base" refresh --source adres
area '"postcodes": ["2282"]' >"$file"
for p in "1 BU06030642" "0.2 BU06030643" "0.75 BU06030771"; do
	echo "${p% *} $(number "${p#* }" inwoners 2024)" \
	    "$(number "${p#* }" dichtheid 2024)" \
	    "$(number "${p#* }" oppervlakte_land 2024)"
done >"$tmp/parts"
is "$(number x inwoners 2024)" \
    "$(awk '{ s += $1 * $2 } END { printf "%.0f\n", s }' "$tmp/parts")" \
    "a count by the share of the addresses"
is "$(number x dichtheid 2024)" "$(awk '{ s += $1 * $3 * $4; n += $1 * $4 }
    END { printf "%.0f\n", s / n }' "$tmp/parts")" \
    "a rate by that part of its denominator"
ends 0 -C "$base" show x inwoners --period 2024 --format json
is "$(jq -r .areas "$tmp/out")" \
    "BU06030642 BU06030643 (20.0%) BU06030771 (75.0%)" "show: what it is made of"
is "$(jq -r '[.estimate, .basis, .noise.kind] | map(tostring) | join(" ")' \
    "$tmp/out")" "true addresses unknown" "show: an estimate"
is "$(jq '.at_least, .at_most' "$tmp/out" | paste -sd' ')" "$(awk '
    { high += $2 + 5 } $1 == 1 { low += $2 - 5 }
    END { printf "%d %d\n", low, high }' "$tmp/parts")" \
    "show: between the whole buurten and all"
ends 0 -C "$base" table --area x --indicator inwoners --period 2024 --format csv
is "$(sed -n 2p "$tmp/out" | cut -d, -f7)" estimate "table: an estimate"
ends 0 -C "$base" show x afstand_huisarts --format json
is "$(jq -r .reason "$tmp/out")" distance "no distance"
ends 0 -q -C "$base" profile x --format json
has "$base/out/profile/x.json" "(BU06030771, 75%)" "the page: its parts"
has "$base/out/profile/x.json" "≈ " "the page: estimates"
area '"postcodes": ["2282AB", "2282AC"]' >"$file"
ends 0 -C "$base" show x inwoners --period 2024 --format json
is "$(jq -r .areas "$tmp/out")" \
    "BU06030642 BU06030643 (20.0%) BU06030771 (75.0%)" "whole postcodes"
area '"postcodes": ["2282AC", "2289"]' >"$file"
ends 0 -C "$base" show x inwoners --period 2024 --format json
is "$(jq -r '.areas, .estimate' "$tmp/out")" "BU06030642 BU06030643
null" "postcodes that fill their buurten are no estimate"
refuse "$(area '"postcodes": ["2282", "9999ZZ"]')" \
    "no address of 2024 is known in 9999ZZ" "a postcode that is not there"
refuse "$(area '"postcodes": ["2282"], "year": 2017')" \
    "there are no areas of 2017" "a year without areas"

# A file of the municipality is of a year that CBS has no areas of yet, and
# names two buurten: the newest year with all parts is taken, and said.
jq '.sources += ["tel"]' "$base/feiten.json" >"$tmp/feiten.json"
cp "$tmp/feiten.json" "$base/feiten.json"
printf '%s\n' 'Buurtcode,Bankjes' BU06030642,4 BU06030643,9 \
    >"$base/sources/tel.csv"
jq '.address = "file:tel.csv" | .period = "2025" | del(.addresses) |
    .layout = { area: "Buurtcode" }' "$base/sources/adres.json" \
    >"$base/sources/tel.json"
rm "$file"
later 120
ends 0 -q -C "$base" refresh --source tel
is "$(sqlite3 "$base/facts.db" "SELECT count(*) FROM area WHERE year = 2025")" \
    2 "a vintage of two buurten"
year_of() {
	feiten -C "$base" areas "$1" --format json
	jq -r '.[0].year // .areas[0].year' "$tmp/out"
}
cp "$example/story/areas.json" "$file"
is "$(year_of huis)" 2024 "the newest year that has all parts"
err_has "$id: taken as areas of 2024, the newest year that has all of its \
parts: those of 2025 lack BU06030771" "and why"
is "$(number $id inwoners 2024)" "$(cat "$tmp/sum")" "with their figures"
jq '.areas[0].year = 2024' "$example/story/areas.json" >"$file"
is "$(year_of huis)" 2024 "the year that it names"
hasnt "$tmp/err" "taken as" "without a word"
area '"parts": ["BU06030642", "BU06030643"]' >"$file"
is "$(year_of x)" 2025 "the newest, where all are there"
hasnt "$tmp/err" "taken as" "which is as it should be"
refuse "$(area '"parts": ["BU06030642", "BU06039999"]')" \
    "there is no BU06039999 in the areas of 2025" "a code of no year"

# Parts of two gemeenten are one area, of no gemeente.
sqlite3 "$base/facts.db" "INSERT INTO area (code, year, level, name, parent,
    municipality, search) SELECT 'BU05180001', 2024, level, 'Overkant', '',
    'GM0518', 'overkant' FROM area WHERE code = 'BU06030771' AND year = 2024"
area '"parts": ["BU06030771", "BU05180001"]' >"$file"
is "$(year_of x)" 2024 "parts on both sides of a border"
ends 0 -C "$base" show x inwoners --period 2024 --format json
is "$(jq -c .value "$tmp/out")" null \
    "a part that no table has leaves no figure"
ends 0 -q -C "$base" profile x --format json
is "$(jq -c '.compare.municipality' "$base/out/profile/x.json")" null \
    "it is held against no gemeente"

# A polygon, laid on the boundaries of buurten.
golden=$repo/tests/golden/ogcapi
server_start --routes "$golden/routes"
init drawn --area GM0603 \
    --mirror "https://data.example=http://127.0.0.1:$port/data.example"
mkdir -p "$base/sources" "$base/story"
cp "$golden/portal.json" "$base/sources/"
later 60
ends 0 -q -C "$base" refresh --source portal
file=$base/story/areas.json
polygon() { # WEST SOUTH EAST NORTH
	printf '"polygon": {"type": "Polygon", "coordinates": [[[%s,%s],' \
	    "$1" "$2"
	printf '[%s,%s],[%s,%s],[%s,%s],[%s,%s]]]}' "$3" "$2" "$3" "$4" \
	    "$1" "$4" "$1" "$2"
}
area "$(polygon 4.2945 52.0335 4.3086 52.0421)" >"$file"
ends 0 -C "$base" show x inwoners --period 2024
out_has "areas        BU06030101" "a polygon nearly as a buurt is that buurt"
hasnt "$tmp/err" "in common" "without a warning"
area "$(polygon 4.0 51.8 4.6 52.3)" >"$file"
ends 0 -C "$base" areas x
err_has "of their ground in common" "a warning when it is much larger"
refuse "$(area "$(polygon 2.30 48.80 2.40 48.90)")" "areas.json:2: x: polygon" \
    "a polygon in Paris"
refuse "$(area "$(polygon 6.50 53.10 6.51 53.11)")" \
    "no buurt of 2024 lies in it" "a polygon where no buurt is"
done_testing
