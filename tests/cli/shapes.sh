#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# feiten refresh of features: boundaries in pages, things with a place, and
# what goes wrong with either.
. "$(dirname "$0")/lib.sh"

golden=$repo/tests/golden/ogcapi
number=0

portal() { # ROUTES DEFINITION...
	server_start --routes "$golden/$1"
	number=$((number + 1))
	init "fb$number" --area GM0603 \
	    --mirror "https://data.example=http://127.0.0.1:$port/data.example"
	mkdir -p "$base/sources"
	shift
	for definition; do
		cp "$golden/$definition" "$base/sources/"
	done
}

refresh() { # STATUS SOURCE
	later 60
	ends "$1" -C "$base" refresh --source "$2"
}

sql() { # QUERY
	sqlite3 "$base/facts.db" "$1"
}

refuses() { # ROUTES MESSAGE
	portal "$1" portal.json
	jq '.table_ids = ["buurten"]' "$golden/portal.json" \
	    >"$base/sources/portal.json"
	refresh 1 portal
	err_has "$2" "$1: says why"
	is "$(sql 'SELECT count(*) FROM boundary' 2>/dev/null || echo 0)" 0 \
	    "$1: no shapes"
}

# The same pages, served from a folder where they can be changed.
live() { # SCRIPT FILE...
	script=$1
	shift
	for file; do
		jq --indent 1 "$script" "$tmp/live/$file" >"$tmp/new" &&
		    mv "$tmp/new" "$tmp/live/$file"
	done
}

quiet() { # SOURCE NAME
	listing "$base" >"$tmp/before"
	refresh 0 "$1"
	listing "$base" >"$tmp/after"
	is "$(diff "$tmp/before" "$tmp/after" | sed -n 's/^> \([^ ]*\).*/\1/p')" \
	    ./state/last.json "$2: only state/last.json is touched"
}

# What differs each time it is asked for is no news; all else is.
test_unchanged() {
	cp -r "$golden" "$tmp/live"
	golden_was=$golden
	golden=$tmp/live
	sed -i 's/cursor=Dv4%7CNwyr1Q/cursor=*/' "$golden/routes"
	portal routes portal.json wfs.json
	refresh 0 portal
	refresh 0 wfs
	live '.timeStamp = "2026-11-23T04:05:06Z"' buurten-1.json \
	    buurten-2.json wijken.json gemeenten.json wfs-1.json wfs-2.json
	quiet portal "another timeStamp"
	quiet wfs "another timeStamp by WFS"
	sed -i 's/Dv4%7CNwyr1Q/Dv5%7CZzzz9A/' "$golden/buurten-1.json"
	quiet portal "another cursor"
	live '.features[].id |= "plekken.fid--\(.)_19a"' wfs-1.json wfs-2.json
	quiet wfs "ids of a server that numbers anew"
	live '.features[0].properties.buurtnaam = "Ouder"' buurten-1.json
	refresh 0 portal
	is "$(find "$base/raw/portal" -mindepth 2 -maxdepth 2 | wc -l)" 4 \
	    "an attribute that changed makes a run, of that collection"
	is "$(sql "SELECT name FROM areas WHERE code = 'BU06030101'")" Ouder \
	    "which is loaded"
	for change in 3 '"2"'; do
		live ".features[0].properties
		    .indelingswijziging_wijken_en_buurten = $change" \
		    buurten-1.json
		refresh 0 portal
		is "$(sql "SELECT change FROM area
		    WHERE code = 'BU06030101'")" "$(echo "$change" |
			tr -d '"')" "how it differs from the year before"
	done
	live '.features[0].geometry.coordinates[0] += 1' wfs-1.json
	refresh 0 wfs
	is "$(find "$base/raw/wfs" -mindepth 2 -maxdepth 2 | wc -l)" 2 \
	    "and so does a place that moved"
	golden=$golden_was
}

test_boundaries() {
	portal routes portal.json
	refresh 0 portal
	is "$(sql "SELECT level, count(*), sum(water) FROM boundary
	    JOIN area ON area.id = boundary.area GROUP BY 1")" \
	    "buurt|5|1
gemeente|1|0
wijk|2|0" "shapes of each level, and of water"
	is "$(sql "SELECT name FROM areas WHERE code = 'BU06030202'")" Plas \
	    "with names"
	err_has "1 features left out without geometry (BU06030203)" \
	    "what has no geometry is named"
	is "$(grep -c "portal: portal.*: [0-9]* boundar.* loaded" \
	    "$tmp/err")" 3 "how many boundaries there are"
	err_has "portal.gemeenten: 1 boundary loaded" "or one"
}

test_places() {
	portal routes portal.json plekken.json wfs.json
	refresh 0 plekken
	is "$(sql 'SELECT count(*) FROM feature')" 7 "a file of features"
	err_has "1 features left out without geometry (8)" "one is left out"
	err_has "plekken: plekken: 7 features loaded" "how many there are"
	refresh 0 wfs
	is "$(sql 'SELECT count(*) FROM feature')" 14 "and the same by WFS"
	is "$(sql "SELECT count(DISTINCT wkb) FROM feature")" 7 \
	    "feature by feature"
}

figures() { # TABLE
	sql "SELECT area_code, topic_title, value, area_year FROM facts
	    WHERE table_id = '$1' ORDER BY 1, topic_key"
}

test_figures() {
	portal routes portal.json plekken.json wfs.json
	refresh 0 plekken
	is "$(figures plekken.figures)" "" "no figures without boundaries"
	refresh 0 portal
	err_has "plekken: 33 figures of 7 features, by the boundaries of 2024; \
1 lie in no area that is meant" "boundaries make figures of what is there"
	is "$(sql "SELECT area_code, value FROM facts
	    WHERE topic_title = 'Speelplekken' ORDER BY 1")" \
	    "BU06030101|2.0
BU06030102|0.0
BU06030201|0.0
BU06030202|1.0
GM0603|3.0
WK060301|2.0
WK060302|1.0" "how many there are, on a border once"
	is "$(sql "SELECT value FROM facts WHERE area_code = 'WK060302'
	    AND topic_title = 'Aandeel groen'")" 5.0 "share of the land"
	refresh 0 wfs
	figures plekken.figures >"$tmp/file"
	figures wfs.plekken.figures >"$tmp/wfs"
	same "$tmp/file" "$tmp/wfs" "the same by WFS"
	ends 0 -C "$base" rebuild
	figures plekken.figures >"$tmp/again"
	same "$tmp/file" "$tmp/again" "the same after a rebuild"
	later 60
	ends 0 -C "$base" refresh --source wfs
	is "$(sql "SELECT count(*) FROM runs WHERE id LIKE '%.figures.%'")" 2 \
	    "nothing new: no figures made again"
}

# A file of features beside its definition.
file_of() { # JQ-SCRIPT-FOR-DEFINITION JQ-SCRIPT-FOR-FEATURES
	portal routes
	put_file "$1" "$2"
}

put_file() { # JQ-SCRIPT-FOR-DEFINITION JQ-SCRIPT-FOR-FEATURES
	jq "$1" "$golden/portal.json" >"$tmp/definition"
	jq 'del(.base, .table_ids) | .adapter = "geojson" |
	    .address = "file:grenzen.geojson"' "$tmp/definition" \
	    >"$base/sources/grenzen.json"
	jq -s ".[0].features += .[1].features | .[0] |
	    del(.links, .numberReturned) | $2" "$golden/buurten-1.json" \
	    "$golden/buurten-2.json" >"$base/sources/grenzen.geojson"
}

areas() { # WHAT
	sql "SELECT area.code, boundary.water FROM boundary
	    JOIN area ON area.id = boundary.area ORDER BY 1, 2" | tr '\n' ' '
}

FIGURES='.layout.columns = [
    { column: "aantal_inwoners", title: "Inwoners", unit: "aantal" },
    { column: "dichtheid", title: "Dichtheid", unit: "aantal per km2" }]'
NUMBERS='.features |= (to_entries | map(.value.properties.aantal_inwoners =
    ([1200, -99997, -99995, 0, 77, 30, -99999999][.key]) | .value))'

# Areas with attributes: figures and boundaries in one go.
test_attributes() {
	file_of "$FIGURES" "$NUMBERS | .features[0].properties.dichtheid = 800.5"
	refresh 0 grenzen
	is "$(sql "SELECT area_code, topic_title, value, area_year FROM facts
	    ORDER BY 1, 2")" "BU06030101|Dichtheid|800.5|2024
BU06030101|Inwoners|1200.0|2024
BU06030202|Inwoners|0.0|2024
BU06030203|Inwoners|30.0|2024" "figures; sentinels are none, nor is water"
	is "$(areas)" "BU06030101|0 BU06030102|0 BU06030201|0 BU06030202|0 \
BU06030202|1 " "boundaries in the same run"
	is "$(sql "SELECT count(*) FROM runs")" 1 "one run"
	err_has "1 features left out without geometry (BU06030203)" \
	    "what has no geometry is told"
	is "$(sql "SELECT name FROM areas WHERE code = 'BU06030202'")" Plas \
	    "with names"
	ends 0 -C "$base" rebuild
	is "$(sql "SELECT count(*) FROM facts"), $(areas)" "4, BU06030101|0 \
BU06030102|0 BU06030201|0 BU06030202|0 BU06030202|1 " "the same after a rebuild"

	file_of "$FIGURES" "$NUMBERS | .features[5] = .features[0]"
	refresh 1 grenzen
	err_has "BU06030101: is in row 1 already" "figures of one area twice"
	file_of "$FIGURES" 'del(.features[].properties.aantal_inwoners)'
	refresh 1 grenzen
	err_has "not one value in" "attributes that are not there"
	file_of "$FIGURES | del(.layout.columns) | .layout.area = \"buurtcode\"" .
	refresh 3 grenzen
	err_has "columns is missing" "attributes have to be named"
}

# Ids of GeoServer are long, and differ in their last letters only.
test_long_ids() {
	cp "$golden"/wfs* "$golden/routes-wfs-unknown" "$tmp/"
	for file in wfs-unknown-1.json wfs-unknown-2.json; do
		jq '.features[].id |= "cbs_gemeente_2017_gegeneraliseerd." +
		    "fid--461de22c_16b6aa79027_7e1\(.)"' "$golden/$file" >"$tmp/$file"
	done
	golden_was=$golden
	golden=$tmp
	portal routes-wfs-unknown wfs.json
	golden=$golden_was
	refresh 0 wfs
	is "$(sql 'SELECT count(DISTINCT fid), max(length(fid)) FROM feature')" \
	    "7|64" "features with long ids are told apart"
}

test_wfs() {
	portal routes-wfs-unknown wfs.json
	refresh 0 wfs
	is "$(sql 'SELECT count(*) FROM feature')" 7 \
	    "no count, and fewer than asked for: on until a page is empty"
	for routes in routes-wfs-exception routes-wfs-exception-400; do
		portal "$routes" wfs.json
		refresh 1 wfs
		err_has "Feature type :plekken unknown" "$routes: its words"
	done
	portal routes-wfs-stuck wfs.json
	refresh 1 wfs
	err_has "the server does not go by startIndex" "the same page again"
	portal routes-wfs-less wfs.json
	refresh 1 wfs
	err_has "no features from number 6 on, where 8 are said to be there" \
	    "fewer than it says"
}

arcgis() { # CASE ROUTES
	golden_was=$golden
	golden=$repo/tests/golden/arcgis/$1
	portal "$2" portal.json
	golden=$golden_was
}

test_arcgis() {
	arcgis plekken routes
	put_file . .
	refresh 0 grenzen
	refresh 0 portal
	is "$(sql 'SELECT count(*) FROM feature')" 4 \
	    "points, paths and rings, in three pages"
	err_has "1 features left out without geometry" "what has none is told"
	is "$(sql "SELECT topic_title, value FROM facts
	    WHERE area_code = 'BU06030101' ORDER BY topic_key")" \
	    "Bomen|2.0
Paden|500.0
Groen|10000.0
Leeftijd|30.0" "several of one area: counted, added up, averaged"
	arcgis plekken routes.mercator
	refresh 1 portal
	err_has "the shapes came in system 3857, where 28992 was asked for" \
	    "another system than was asked for"
	arcgis vakken routes
	refresh 0 portal
	is "$(sql "SELECT area_code, period, value FROM facts ORDER BY 1")" \
	    "BU06030101|2024-01|10.0
BU06030201|2024-07|12.0" "areas with figures, by a date in Dutch time"
	is "$(areas)" "BU06030101|0 BU06030102|0 BU06030201|0 " \
	    "and their boundaries, out of web Mercator"
}

test_bad_files() {
	file_of 'del(.shapes.crs)' '.crs = { type: "name", properties: {
	    name: "urn:ogc:def:crs:EPSG::28992" } }'
	refresh 1 grenzen
	err_has 'in "urn:ogc:def:crs:EPSG::28992", where CRS84 is expected' \
	    "a file that says its system"
	file_of . '.crs = { type: "name", properties: {
	    name: "urn:ogc:def:crs:OGC:1.3:CRS84" } }'
	refresh 1 grenzen
	err_has "where EPSG:28992 is expected" "and the reverse"
	file_of . '.crs = { properties: { name: "EPSG:31370" } }'
	refresh 1 grenzen
	err_has '"EPSG:31370", which is not known' "or one that is not known"
	file_of 'del(.shapes.crs)' .
	refresh 1 grenzen
	err_has "it looks like RD (EPSG:28992)" "a file in RD that is silent"
	file_of '.shapes.crs = "EPSG:3857"' .
	refresh 1 grenzen
	err_has "no place in the Netherlands in web Mercator" "or in Mercator"
	file_of . '.features[0].geometry.coordinates[0] |= map([.[1], .[0]])'
	refresh 0 grenzen
	err_has "1 features left out whose geometry is no good (BU06030101)" \
	    "one that has x and y swapped"
	err_has "it looks like RD with x and y swapped" "what it looks like"
	file_of . '.features[0].geometry.coordinates[0] |= [.[0], .[2], .[1],
	    .[3], .[0]]'
	refresh 0 grenzen
	err_has "1 shapes mended that cross themselves" "an hourglass"
	file_of . '.features[1].properties.buurtcode = "BU06030101"'
	refresh 0 grenzen
	err_has "1 features left out of an area that has a shape already \
(BU06030101)" "a code that comes twice"
	file_of '.shapes.code = ["jrstatcode"]' \
	    '.features[].properties |= (.jrstatcode = "2024" + .buurtcode)'
	refresh 0 grenzen
	is "$(sql "SELECT count(*) FROM boundary")" 5 "codes with their year"
	file_of '.shapes.code = ["jrstatcode"]' \
	    '.features[].properties |= (.jrstatcode = "2020" + .buurtcode)'
	refresh 1 grenzen
	err_has "BU06030101 is an area of 2020, where the definition says \
area_year 2024" "codes of another year"
	file_of . '.exceededTransferLimit = true'
	refresh 1 grenzen
	err_has "use adapter arcgis" "a layer that gives its first features"
	file_of . '.properties.exceededTransferLimit = true'
	refresh 1 grenzen
	err_has "use adapter arcgis" "or says so elsewhere"
	file_of . '{ error: { code: 400, message: "Unable.",
	    details: ["no WERE"] } }'
	refresh 1 grenzen
	err_has "the portal says: Unable. no WERE" "an error of ArcGIS"
}

test_faults() {
	refuses routes-again "the server began anew"
	refuses routes-away "not followed"
	refuses routes-short "3 features, where it says there are 1000"
	refuses routes-overlap "feature 1 came before"
	refuses routes-latlon "not one feature can be used"
	refuses routes-problem "unknown query parameter(s) found: limiet"
}

test_boundaries
test_unchanged
test_places
test_figures
test_attributes
test_long_ids
test_wfs
test_arcgis
test_bad_files
test_faults
done_testing
