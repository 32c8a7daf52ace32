#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# feiten refresh of a table that CBS gives by OData v3, by v4 and as bulk CSV:
# the same facts, few requests, members that are selected, a table that ended.
# shellcheck disable=SC2016 # names of options begin with a dollar sign
. "$(dirname "$0")/lib.sh"

number=0
odata=https://datasets.cbs.nl/odata/v1/CBS

# definition FILE ADAPTER BASE MORE
definition() {
	cat >"$1" <<-END
	{ "adapter": "$2", "base": "$3",
	  "title_nl": "Proef", "title_en": "Proof",
	  "about_nl": "Een proef.", "about_en": "A proof.",
	  "publisher": "CBS", "licence": "CC BY 4.0",
	  "licence_url": "https://creativecommons.org/licenses/by/4.0/",
	  "link": "https://www.cbs.nl/", "frequency_nl": "jaarlijks",
	  "frequency_en": "yearly", "export_allowed": true,
	  "table_ids": ["90001NED"],
	  "main": { "Leeftijd": "10000" },
	  $4
	  "rules": [ { "indicator": "inwoners",
	    "titles": ["Aantal inwoners"], "units": ["aantal"] } ] }
	END
}

# The bytes that show says hold a figure: out of the record, in its own words.
bytes_of() { # RECORD|FIGURE
	sh -c "$(jq -r ".place.$1.command // \"echo none\"" "$tmp/out")"
}

# A fact base of its own for one way: adapter, base, more of the definition.
base_for() {
	number=$((number + 1))
	init "fb$number" --area GM0603 \
	    --mirror "https://datasets.cbs.nl=http://127.0.0.1:$port/datasets.cbs.nl"
	mkdir -p "$base/sources"
	definition "$base/sources/proef.json" "$1" "$2" "${3:-}"
	later 60
}

refresh() { # STATUS
	ends "$1" -v -C "$base" refresh --source proef
}

sql() { # QUERY
	sqlite3 "$base/facts.db" "$1"
}

facts() {
	sql "SELECT area_code, area_name, indicator, period, value, unit, dims,
	    status, topic_title, topic_group, table_id FROM facts
	    ORDER BY topic_title, dims, period, area_code"
}

server_start --root "$repo/tests/golden/v3v4" --page-size 40

base_for cbs-odata-v3 https://opendata.cbs.nl '"dataset": "UntypedDataSet",'
refresh 0
facts >"$tmp/v3"
is "$(wc -l <"$tmp/v3")" 361 "v3: all figures"
ends 0 -C "$base" show GM9001 inwoners --format json
value=$(jq .value "$tmp/out")
is "$(bytes_of figure | tr -d '" ')" "$value" \
    "v3: show finds the bytes of a figure"

base_for cbs-odata-v4 $odata
clear
refresh 0
facts >"$tmp/v4"
same "$tmp/v4" "$tmp/v3" "v4: the same facts"
shown=$(requests)
ends 0 -C "$base" show GM9001 inwoners --format json
is "$(jq .value "$tmp/out")" "$value" "v4: the same figure"
is "$(bytes_of figure | jq ". == $value")" true "v4: show finds its bytes"
is "$(bytes_of record | jq -c '[.RegioS // .WijkenEnBuurten, .Value]')" \
    "[\"GM9001\",$value]" "v4: in an observation"
is "$(requests)" "$shown" "v4: without asking anybody"
is "$(requests)" 22 "v4: a catalogue, ten sets, ten pages, the catalogue again"
clear
later 60
refresh 0
err_has "nothing new" "v4: nothing new"
is "$(requests)" 1 "v4: one request says so"

base_for cbs-bulk-csv $odata
clear
refresh 0
facts >"$tmp/bulk"
same "$tmp/bulk" "$tmp/v3" "bulk: the same facts"
ends 0 -C "$base" show GM9001 inwoners
out_has "look at this line of the file in it" \
    "bulk: show names the line in the archive"
is "$(requests)" 3 "bulk: the catalogue, where it is, the zip"
is "$(find "$base/raw" -name 'Table-1.*' ! -name '*.gz' | wc -l)" 1 \
    "bulk: the zip is kept as it came"
rm "$base/facts.db"
ends 0 -C "$base" rebuild
facts >"$tmp/again"
same "$tmp/again" "$tmp/v3" "bulk: and loaded from there again"

# Members that are selected; the same by each way.
select='"select": { "Perioden": ["JJ"], "from": 2023, "Leeftijd": ["10000"] },'
grep '|2023|' "$tmp/v3" | grep 'Leeftijd=10000' >"$tmp/chosen"
base_for cbs-odata-v3 https://opendata.cbs.nl \
    "\"dataset\": \"UntypedDataSet\", $select"
refresh 0
facts >"$tmp/selected"
same "$tmp/selected" "$tmp/chosen" "v3: what is selected"
base_for cbs-odata-v4 $odata "$select"
clear
refresh 0
facts >"$tmp/selected"
same "$tmp/selected" "$tmp/chosen" "v4: what is selected"
curl -sS "http://127.0.0.1:$port/_control/log" >"$tmp/log"
is "$(grep -c "/Observations?" "$tmp/log")" 3 "v4: and no more is asked for"
base_for cbs-bulk-csv $odata "$select"
refresh 0
facts >"$tmp/selected"
same "$tmp/selected" "$tmp/chosen" "bulk: what is selected"

# A page less, a page elsewhere, pages in a circle.
base_for cbs-odata-v4 $odata
fault 'match=Observations,nth=2,kind=drop-row'
refresh 1
err_has "365 were announced" "v4: a row too few is noticed"
clear
fault 'match=Observations,nth=3,kind=next:https://elsewhere.example/x'
refresh 1
err_has "not followed" "v4: a next page at another host is not fetched"
clear
fault "match=skip=80,kind=next:$odata/90001NED/Observations?\$count=true&\$skip=40"
refresh 1
err_has "in a circle" "v4: pages in a circle end"
clear
is "$(find "$base/raw" -name '*.gz' | wc -l)" 0 "v4: nothing is kept of these"
fault 'match=Observations,nth=2,kind=cut-json'
later 60
refresh 0
is "$(sql 'SELECT count(*) FROM facts')" 361 "v4: what is cut off, once more"

# A table that ended: its figures are gone, and may be elsewhere.
mkdir -p "$tmp/ended/datasets.cbs.nl"
cp -R "$repo/tests/golden/v3v4/opendata.cbs.nl" "$tmp/ended/"
cp -R "$repo/tests/golden/v3v4/datasets.cbs.nl/90001NED" \
    "$tmp/ended/datasets.cbs.nl/"
rm "$tmp/ended/datasets.cbs.nl/90001NED/Observations.json"
server_start --root "$tmp/ended"
base_for cbs-odata-v4 $odata
refresh 1
err_has '"fallback"' "an ended table: how to get it all the same"
base_for cbs-odata-v4 $odata '"dataset": "UntypedDataSet",
    "fallback": { "adapter": "cbs-odata-v3", "base": "https://opendata.cbs.nl" },'
refresh 0
facts >"$tmp/fallback"
same "$tmp/fallback" "$tmp/v3" "from v3, as the definition says"
rm "$base/facts.db"
ends 0 -C "$base" rebuild
facts >"$tmp/again"
same "$tmp/again" "$tmp/v3" "and loaded from there again"
later 60
clear
refresh 0
is "$(requests)" 1 "which is not done each time"

done_testing
