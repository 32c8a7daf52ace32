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
}

test_places() {
	portal routes portal.json plekken.json wfs.json
	refresh 0 plekken
	is "$(sql 'SELECT count(*) FROM feature')" 7 "a file of features"
	err_has "1 features left out without geometry (8)" "one is left out"
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
test_faults
done_testing
