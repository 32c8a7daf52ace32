#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# feiten refresh of municipal portals: their recorded answers over HTTP, what
# goes wrong on the way, and a key that goes to its own host only.
. "$(dirname "$0")/lib.sh"

golden=$repo/tests/golden
key=geheim-5f1c
unset FEITEN_TEST_KEY
number=0

# A server with the answers of a case, and a new fact base that has its portal.
portal() { # CASE ROUTES [FOLDER]
	case=$golden/$1
	server_start --routes "${3:-$case}/$2"
	number=$((number + 1))
	init "fb$number" --area GM0603 \
	    --mirror "https://data.example=http://127.0.0.1:$port/data.example"
	mkdir -p "$base/sources"
	cp "$case/portal.json" "$base/sources/portal.json"
}

refresh() { # STATUS
	later 60
	ends "$1" -C "$base" refresh --source portal
}

sql() { # QUERY
	sqlite3 "$base/facts.db" "$1"
}

value() { # AREA PERIOD TOPIC
	sql "SELECT value FROM facts WHERE area_code = '$1'
	    AND period = '$2' AND topic_key = '$3'"
}

loads() { # CASE FACTS AREA PERIOD TOPIC VALUE
	portal "$1" routes
	refresh 0
	is "$(sql 'SELECT count(*) FROM facts')" "$2" "$1: all figures"
	is "$(value "$3" "$4" "$5")" "$6" "$1: the figure of $3 in $4"
}

refuses() { # CASE ROUTES MESSAGE
	portal "$1" "$2"
	refresh 1
	err_has "$3" "$1, $2: says why"
	is "$(find "$base/raw" -name '*.gz' ! -path '*/.part/*' | wc -l)" 0 \
	    "and keeps nothing"
}

test_good() {
	loads opendatasoft/records 207 BU06030002 2023 aantal_inwoners 113.0
	is "$(sql "SELECT name FROM areas WHERE code = 'BU06030001'")" \
	    "Cité ’t Hof" "with the name of the area"
	clear
	refresh 0
	is "$(requests)" 1 "nothing new: one request"
	loads opendatasoft/export 990 BU06030000 2010 woz 150.0
	loads arcgis/features 8 BU02020104 2023 VERGUNNINGEN 3.25
	loads ckan/datastore 3 WK036300 2023 ww 215.0
	loads ckan/file 2 WK036300 2022 "Aantal uitkeringen" 1402.5
}

test_bad() {
	refuses opendatasoft/records routes.short "where 4 were due"
	refuses opendatasoft/records routes.html "an HTML page, not JSON"
	refuses opendatasoft/records routes.error "the portal says: Invalid"
	refuses opendatasoft/export routes.short "where the data set has 1002"
	refuses arcgis/features routes.silent "features are missing or twice"
	refuses arcgis/features routes.error "'BUURTKODE' is not a field"
	refuses ckan/datastore routes.twice "rows are missing or twice"
	refuses ckan/datastore routes.failed "success is false"
}

# A layer that does not say when it was edited.
test_undated() {
	mkdir "$tmp/undated"
	cp "$golden/arcgis/features"/*.json "$golden/arcgis/features/routes" \
	    "$tmp/undated"
	sed -i 's/"lastEditDate":[0-9]*//' "$tmp/undated/layer.json"
	portal arcgis/features routes "$tmp/undated"
	refresh 0
	is "$(value BU02020104 2023 PLAATSEN)" 77.0 "no date: fetched"
	refresh 0
	is "$(find "$base/raw" -name '*.gz' | wc -l)" 4 "the same: not kept"
	sed -i 's/"PLAATSEN":77/"PLAATSEN":78/' "$tmp/undated/page-2.json"
	refresh 0
	is "$(value BU02020104 2023 PLAATSEN)" 78.0 "another figure: kept"
}

# Once too busy, once cut off: asked again.
test_again() {
	mkdir "$tmp/again"
	cp "$golden/opendatasoft/export"/*.json "$tmp/again"
	{
		printf 'GET\t/data.example/*/exports/json*\t429\t-\t'
		printf 'Retry-After: 1\ttimes=1\n'
		cat "$golden/opendatasoft/export/routes"
	} >"$tmp/again/routes"
	portal opendatasoft/export routes "$tmp/again"
	fault 'match=/exports/,nth=2,kind=cut-json'
	refresh 0
	is "$(sql 'SELECT count(*) FROM facts')" 990 \
	    "429 and a body that was cut off: asked again"
	is "$(curl -sS "http://127.0.0.1:$port/_control/log" |
	    grep -c /exports/)" 3 "three times in all"
}

# An export that breaks off in words, its status 200 sent: asked again, until
# it has been asked five times.
test_broken_off() {
	cp "$golden/opendatasoft/export"/export-broken.json "$tmp/again"
	{
		printf 'GET\t/data.example/*/exports/json*\t200\t'
		printf 'export-broken.json\ttimes=1\n'
		cat "$golden/opendatasoft/export/routes"
	} >"$tmp/again/routes"
	portal opendatasoft/export routes "$tmp/again"
	refresh 0
	is "$(sql 'SELECT count(*) FROM facts')" 990 \
	    "an export that broke off once: asked again"
	refuses opendatasoft/export routes.broken \
	    'broke off in the middle of its answer: "Streaming interrupted'
	is "$(curl -sS "http://127.0.0.1:$port/_control/log" |
	    grep -c /exports/)" 5 "five times in all"
}

# The same answers, at an address of this machine, and only with the key.
swing() {
	case=$golden/swing/values
	mkdir -p "$tmp/swing"
	cp "$case"/*.json "$tmp/swing"
	sed "s/\$/\t?apikey: $key/" "$case/routes" >"$tmp/swing/routes"
	printf 'GET\t/data.example/*\t401\trefused.json\n' \
	    >>"$tmp/swing/routes"
	printf '{"statusCode":401,"message":"no such key: %s"}\n' "$key" \
	    >"$tmp/swing/refused.json"
	portal swing/values routes "$tmp/swing"
	here=http://127.0.0.1:$port/data.example
	sed -i "s|https://data.example|$here|" "$tmp/swing"/buurt-*.json
	sed "s|https://data.example|$here|
	    s|^ \"adapter\"| \"secret\": \"FEITEN_TEST_KEY\",\n&|" \
	    "$case/portal.json" >"$base/sources/portal.json"
}

test_key() {
	swing
	refresh 1
	err_has "FEITEN_TEST_KEY" "no key: the variable is named"
	FEITEN_TEST_KEY=wrong-$key
	export FEITEN_TEST_KEY
	refresh 1
	err_has "status 401" "a wrong key"
	err_has "FEITEN_TEST_KEY" "names the variable"
	hasnt "$tmp/err" "wrong-$key" "and not the key"
	FEITEN_TEST_KEY=$key
	refresh 0
	is "$(value BU03440112 2022 ValueString)" 1204.0 "the key lets us in"
	is "$(sql 'SELECT count(*) FROM facts')" 5 "and gives what there is"
	is "$(sql 'SELECT DISTINCT topic_title FROM facts')" \
	    "Totale bevolking" "under the name of the variable"
	is "$(find "$base" -type f ! -name '*.gz' -exec grep -l "$key" {} +)" \
	    "" "the key is in no manifest, message or database"
	is "$(find "$base/raw" -name '*.gz' -exec zcat {} + |
	    grep -c "$key")" 0 "nor in what was fetched"
	# Out of a file, and nowhere else than at its own host.
	unset FEITEN_TEST_KEY
	FEITEN_SECRETS=$tmp/secrets
	export FEITEN_SECRETS
	echo "FEITEN_TEST_KEY=$key" >"$FEITEN_SECRETS"
	chmod 644 "$FEITEN_SECRETS"
	rm -rf "$base/raw" "$base/facts.db" "$base/state"
	refresh 1
	err_has "chmod 600 $FEITEN_SECRETS" "a file that others can read"
	chmod 600 "$FEITEN_SECRETS"
	refresh 0
	is "$(sql 'SELECT count(*) FROM facts')" 5 "a key out of a file"
	cp "$FEITEN_SECRETS" "$base/secrets"
	FEITEN_SECRETS=$base/secrets
	refresh 1
	err_has "lies in the fact base" "a file in the fact base"
	rm "$base/secrets"
	FEITEN_SECRETS=$tmp/secrets
	fault "match=/data.example/,kind=redirect:http://localhost:$port/other"
	later 60
	ends 1 -C "$base" refresh --source portal --force
	err_has "another host is not followed" "a redirect to another host"
	is "$(curl -sS "http://127.0.0.1:$port/_control/log" |
	    grep -c /other)" 0 "is not asked, with or without the key"
	is "$(find "$base" -type f ! -name '*.gz' -exec grep -l "$key" {} +)" \
	    "" "the key is in no file of the fact base"
	hasnt "$tmp/err" "$key" "nor in a message"
	unset FEITEN_SECRETS
	FEITEN_TEST_KEY=$key
	export FEITEN_TEST_KEY
	# A mirror is another host.
	portal swing/values routes "$tmp/swing"
	sed 's|^ "adapter"| "secret": "FEITEN_TEST_KEY",\n&|' \
	    "$golden/swing/values/portal.json" >"$base/sources/portal.json"
	refresh 1
	err_has "its mirror, which gets no key" "a mirror gets no key"
	hasnt "$tmp/err" "wrong-$key" "and no message has it"
	unset FEITEN_TEST_KEY
}

test_examples() {
	init examples --area GM0603
	mkdir -p "$base/sources"
	cp "$repo"/docs/examples/sources/*.json "$base/sources/"
	ends 0 -C "$base" sources
	for f in "$repo"/docs/examples/sources/*.json; do
		out_has "$(basename "$f" .json)" "example $(basename "$f")"
	done
}

test_good
test_bad
test_undated
test_again
test_broken_off
test_key
server_start
test_examples
done_testing
