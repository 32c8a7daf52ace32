#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# What httpd answers, and what goes wrong when it is told to. TAP; asks over
# loopback with curl. HTTPD and BIGTABLE name the programs; without them they
# are made in the test's own folder.
# shellcheck disable=SC2016 # names of options begin with a dollar sign
set -u
LC_ALL=C
export LC_ALL

here=$(cd "$(dirname "$0")" && pwd)
example=$here/../example/v3
tmp=$(mktemp -d) || exit 1
pid=
count=0
bad=0

stop() {
	[ -z "$pid" ] || { kill "$pid" && wait "$pid"; } 2>"$tmp/kill"
	pid=
}

trap 'stop; rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM

command -v curl >"$tmp/which" 2>&1 || { echo "1..0 # SKIP no curl"; exit 0; }

ok() { # STATUS NAME
	count=$((count + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $count - $2"
	else
		echo "not ok $count - $2"
		bad=$((bad + 1))
	fi
}

is() { # GOT WANT NAME
	[ "$1" = "$2" ]
	ok $? "$3"
	[ "$1" = "$2" ] || printf '# got:  %s\n# want: %s\n' "$1" "$2"
}

has() { # FILE TEXT NAME
	grep -qF -- "$2" "$1"
	ok $? "$3"
}

make_programs() {
	if [ -z "${HTTPD:-}" ]; then
		HTTPD=$tmp/httpd
		set --
		for f in httpd conn control odata odata4 zip answer query \
		    filter fault tree json text routes; do
			set -- "$@" "$here/$f.c"
		done
		${CC:-cc} -std=c11 -D_POSIX_C_SOURCE=200809L -O1 -o "$HTTPD" \
		    "$@" -lz -lpthread || exit 1
	fi
	if [ -z "${BIGTABLE:-}" ]; then
		BIGTABLE=$tmp/bigtable
		${CC:-cc} -std=c11 -D_POSIX_C_SOURCE=200809L -O1 \
		    -o "$BIGTABLE" "$here/bigtable.c" -lz || exit 1
	fi
}

start() { # ROOT OPTION...
	stop
	rm -f "$tmp/port"
	mkfifo "$tmp/port"
	"$HTTPD" --root "$@" >"$tmp/port" 2>>"$tmp/stderr" &
	pid=$!
	read -r port <"$tmp/port"
	base=http://127.0.0.1:$port
	feed=$base/opendata.cbs.nl/ODataFeed/odata
	api=$base/opendata.cbs.nl/ODataApi/odata
	catalog=$base/opendata.cbs.nl/ODataCatalog/Tables
}

# Body to $tmp/body, headers to $tmp/head, curl's message to $tmp/err; prints
# the status.
get() { # ADDRESS [CURL OPTION...]
	address=$1
	shift
	curl -sS -o "$tmp/body" -D "$tmp/head" -w '%{http_code}' "$@" \
	    "$address" 2>"$tmp/err"
}

# Prints curl's exit status: 18 cut short, 52 empty, 56 reset, 28 too slow.
fate() { # ADDRESS [CURL OPTION...]
	get "$@" >"$tmp/status"
	echo $?
}

post() { # WHAT [BODY]
	curl -sS --data-binary "${2:-}" "$base/_control/$1"
}

fault() { # SPEC
	post clear >"$tmp/ignored"
	post fault "$1" >"$tmp/ignored"
}

rows() {
	grep -c '"ID":' "$tmp/body"
}

json='$format=json'

test_feed() {
	start "$example" --page-size 20
	is "$(get "$feed/84799NED/TypedDataSet?$json")" 200 "a page"
	is "$(rows)" 20 "has as many rows as it may"
	has "$tmp/head" "Content-Type: application/json" "is JSON"
	next=$(sed -n 's/.*"odata.nextLink":"\(.*\)".*/\1/p' "$tmp/body")
	is "$next" "https://opendata.cbs.nl/ODataFeed/odata/84799NED/TypedDataSet?$json&\$skip=20" \
	    "the next link names the real host"
	get "$base/${next#https://}" >"$tmp/status"
	is "$(rows)" 20 "the second page"
	next=$(sed -n 's/.*"odata.nextLink":"\(.*\)".*/\1/p' "$tmp/body")
	get "$base/${next#https://}" >"$tmp/status"
	is "$(rows)" 5 "the last page holds the rest"
	grep -q nextLink "$tmp/body"
	is $? 1 "and no next link"
	has "$tmp/body" '"WijkenEnBuurten":"BU06031194"' "ends with the last"
	get "$feed/84799NED/TypedDataSet?$json&\$top=3&\$skip=1" \
	    >"$tmp/status"
	is "$(rows)" 3 "\$top and \$skip"
	has "$tmp/body" '"WijkenEnBuurten":"GM0603    "' \
	    "keys keep their blanks"
	grep -q nextLink "$tmp/body"
	is $? 1 "no link behind \$top"
	get "$feed/84799NED/TypedDataSet?$json&\$top=30" >"$tmp/status"
	has "$tmp/body" '&$top=10&$skip=20"' "a \$top over two pages"
	get "$feed/84799NED/WijkenEnBuurten?$json" >"$tmp/status"
	is "$(grep -c '"Key":' "$tmp/body")" 45 \
	    "a page size of the test is for data sets only"
	get "$feed/84799NED/TypedDataSet" >"$tmp/status"
	has "$tmp/body" "<feed" "without \$format=json the Feed is XML"
	get "$base/opendata.cbs.nl/ODataFeed/OData/84799NED/TypedDataSet/\$count" \
	    >"$tmp/status"
	is "$(cat "$tmp/body")" 45 "\$count, and OData as CBS also writes it"
	get "$api/84799NED?$json" >"$tmp/status"
	has "$tmp/body" '"name":"WijkenEnBuurten","url":"https://opendata' \
	    "the service document lists the dimension"
	has "$tmp/body" '"name":"TypedDataSet"' "and the data set"
	get "$feed/84799NED/TypedDataSet?$json&\$select=ID,Codering_3" \
	    >"$tmp/status"
	has "$tmp/body" '      "ID":0,"Codering_3":"NL00      "' "\$select"
	is "$(get "$feed/84799NED/TypedDataSet?$json&\$skip=x")" 500 \
	    "a \$skip that is no number"
}

# eq with a key of the right width finds it, without its blanks nothing
test_filter() {
	set_="$feed/84799NED/TypedDataSet?$json"
	get "$set_" -G --data-urlencode \
	    "\$filter=WijkenEnBuurten eq 'GM0603    '" >"$tmp/status"
	is "$(rows)" 1 "a padded key is found"
	is "$(get "$set_" -G --data-urlencode \
	    "\$filter=WijkenEnBuurten eq 'GM0603'")" 200 \
	    "a key without its blanks is no error"
	is "$(rows)" 0 "but finds nothing"
	get "$set_" -G --data-urlencode "\$filter=(WijkenEnBuurten eq \
'NL00      ') or (WijkenEnBuurten eq 'BU06030771')" >"$tmp/status"
	is "$(rows)" 2 "or"
	get "$set_" -G --data-urlencode \
	    "\$filter=substringof('WK0603',WijkenEnBuurten)" >"$tmp/status"
	is "$(rows)" 11 "substringof"
	get "$set_" -G --data-urlencode \
	    "\$filter=startswith(WijkenEnBuurten,'BU06030') and \
not (WijkenEnBuurten eq 'BU06030771')" >"$tmp/status"
	is "$(rows)" 20 "startswith, and, not"
	has "$tmp/body" 'nextLink' "a filter is paged too"
	get "$set_" -G --data-urlencode \
	    "\$filter=AantalInwoners_5 eq 54450" >"$tmp/status"
	is "$(rows)" 1 "a number"
	get "$set_" -G --data-urlencode \
	    "\$filter=WijkenEnBuurten ge 'BU06031194'" >"$tmp/status"
	is "$(rows)" 20 "a range on the areas is ignored"
	is "$(get "$set_" -G --data-urlencode \
	    "\$filter=WijkenEnBuurten in ('x')")" 500 "in is unknown"
	is "$(get "$set_" -G --data-urlencode "\$filter=Nee_1 eq 'x'")" 400 \
	    "a column that is not there"
	is "$(get "$set_" -G --data-urlencode \
	    "\$filter=$(printf '(%.0s' $(seq 500))")" 500 "deep brackets"
}

test_catalog() {
	is "$(get "$catalog?$json")" 200 "the catalogue"
	is "$(rows)" 5 "comes whole"
	get "$catalog?$json" -G --data-urlencode \
	    "\$filter=substringof('Kerncijfers wijken en buurten',Title) and OutputStatus eq 'Regulier' and Language eq 'nl'" \
	    --data-urlencode "\$select=Identifier,Period" \
	    --data-urlencode "\$orderby=Period desc" >"$tmp/status"
	is "$(grep Identifier "$tmp/body" | tr -d ' \r' | tr '\n' ' ')" \
	    '"Identifier":"85984NED","Period":"2024" "Identifier":"84799NED","Period":"2020" ' \
	    "filter, select and order of those who look for the tables"
	stamp=$(post 'touch?table=84799NED')
	get "$catalog?$json" >"$tmp/status"
	is "$(grep -c "\"Modified\":\"$stamp\"" "$tmp/body")" 1 \
	    "a touched table has a new date"
	get "$feed/84799NED/TableInfos?$json" >"$tmp/status"
	has "$tmp/body" "\"Modified\":\"$stamp\"" "in its TableInfos too"
	post 'touch?table=84799NED&modified=2022-02-02T02:00:00' \
	    >"$tmp/ignored"
	get "$feed/84799NED/TableInfos?$json" >"$tmp/status"
	has "$tmp/body" '"Modified":"2022-02-02T02:00:00"' \
	    "or the date one wants"
}

test_errors() {
	is "$(get "$feed/1NED/TypedDataSet?$json")" 404 "no such table"
	has "$tmp/body" "<html>" "says so in HTML"
	is "$(get "$feed/84799NED/Nee?$json")" 404 "no such set"
	has "$tmp/body" "<m:error" "says so in XML"
	is "$(get "$base/opendata.cbs.nl/README.md")" 404 "no files"
	secret=$tmp/root/opendata.cbs.nl/T/X.json
	mkdir -p "${secret%/*}" "$tmp/root/v3/opendata.cbs.nl/T"
	echo '{"value":[{"ID":"secret"}]}' >"$secret"
	cp "$secret" "$tmp/root/v3/opendata.cbs.nl/T/Y.json"
	start "$tmp/root/v3"
	is "$(get "$feed/T/Y?$json")" 200 "a file below the root is served"
	for way in '../../opendata.cbs.nl' '..%2f..%2fopendata.cbs.nl' \
	    '%2e%2e/%2e%2e/opendata.cbs.nl'; do
		get "$feed/$way/T/X?$json" --path-as-is >"$tmp/status"
		get "$base/$way/ODataFeed/odata/T/X?$json" --path-as-is \
		    >>"$tmp/status"
		is "$(cat "$tmp/status")" 404404 "no way out by $way"
	done
	is "$(get "$feed/T/Y?$json" -X DELETE)" 405 "only GET"
	is "$(printf 'nonsense\r\n\r\n' |
	    curl -s "telnet://127.0.0.1:$port" | wc -c | tr -d ' ')" 0 \
	    "what is no HTTP is cut off"
}

test_limits() {
	"$BIGTABLE" --out "$tmp/big" --areas 10050 --topics 8 || exit 1
	start "$tmp/big"
	set_="90020NED/TypedDataSet?$json"
	is "$(get "$api/$set_")" 500 "more than 10,000 rows at ODataApi"
	has "$tmp/body" "more than 10000 records" "says why"
	is "$(get "$api/$set_&\$top=5")" 200 "a few are fine"
	is "$(get "$api/$set_&\$skip=5")" 500 "no \$skip there"
	is "$(get "$api/$set_" -G --data-urlencode \
	    "\$filter=substringof('WK',WijkenEnBuurten)")" 200 \
	    "nor too many when a dimension chooses"
	is "$(get "$api/$set_" -G --data-urlencode \
	    "\$filter=SoortRegio_2 eq 'Wijk      '")" 500 \
	    "but too many looked at when a topic does"
	is "$(get "$api/90020NED/WijkenEnBuurten?$json")" 200 \
	    "a dimension has no limit"
	is "$(grep -c '"Key":' "$tmp/body")" 10050 "and comes whole"
	is "$(get "$feed/$set_")" 200 "the Feed has no limit"
	is "$(rows)" 10000 "and pages of 10,000"
	has "$tmp/body" '&$skip=10000"' "with a link to the next"
	is "$(grep -o '"WijkenEnBuurten":"[^"]*"' "$tmp/body" | sort |
	    uniq -d | wc -l | tr -d ' ')" 0 "every generated code is another"
}

test_transport() {
	start "$example" --page-size 20 --etag
	set_="$feed/84799NED/TypedDataSet?$json"
	get "$set_" >"$tmp/status"
	mv "$tmp/body" "$tmp/plain"
	get "$set_" -H 'Accept-Encoding: gzip' >"$tmp/status"
	has "$tmp/head" "Content-Encoding: gzip" "gzip for who takes it"
	gzip -dc <"$tmp/body" >"$tmp/unpacked"
	cmp -s "$tmp/unpacked" "$tmp/plain"
	ok $? "holds the same bytes"
	is "$(curl -s -o "$tmp/1" -o "$tmp/2" -w '%{num_connects} ' "$set_" \
	    "$catalog?$json")" "1 0 " "two requests over one connection"
	tag=$(sed -n 's/^ETag: \(.*\)\r$/\1/p' "$tmp/head")
	is "$(get "$set_" -H 'Accept-Encoding: gzip' \
	    -H "If-None-Match: $tag")" 304 "--etag: not modified"
	post clear-log >"$tmp/ignored"
	get "$catalog?$json" >"$tmp/status"
	is "$(curl -s "$base/_control/log")" \
	    "GET /opendata.cbs.nl/ODataCatalog/Tables?$json 200 $(
	    wc -c <"$tmp/body" | tr -d ' ')" "the log"
	start "$example" --no-gzip --log "$tmp/log"
	get "$feed/84799NED/TableInfos?$json" -H 'Accept-Encoding: gzip' \
	    >"$tmp/status"
	grep -q 'Content-Encoding' "$tmp/head"
	is $? 1 "--no-gzip"
	has "$tmp/log" "/84799NED/TableInfos?$json 200" "--log"
}

test_overlay() {
	at=opendata.cbs.nl/84799NED
	mkdir -p "$tmp/over/$at"
	start "$example" --overlay "$tmp/over"
	set_="$feed/84799NED/TypedDataSet?$json"
	get "$set_" >"$tmp/status"
	has "$tmp/body" '"AantalInwoners_5":54450' "before the revision"
	sed 's/"AantalInwoners_5":54450/"AantalInwoners_5":54451/' \
	    "$example/$at/TypedDataSet.ndjson" \
	    >"$tmp/over/$at/TypedDataSet.ndjson"
	get "$set_" >"$tmp/status"
	has "$tmp/body" '"AantalInwoners_5":54451' "a revised value"
	is "$(rows)" 45 "among all the others"
	rm "$tmp/over/$at/TypedDataSet.ndjson"
	get "$set_" >"$tmp/status"
	has "$tmp/body" '"AantalInwoners_5":54450' "and back"
	gzip -c "$example/$at/TypedDataSet.ndjson" \
	    >"$tmp/over/$at/TypedDataSet.ndjson.gz"
	get "$set_" >"$tmp/status"
	is "$(rows)" 45 "a compressed file is served as well"
}

test_faults_instead() {
	start "$example" --fault 'match=TypedDataSet,nth=2,times=2,kind=status:503'
	set_="$feed/84799NED/TypedDataSet?$json"
	codes=
	for i in 1 2 3 4; do
		codes="$codes$i:$(get "$set_") "
		get "$feed/84799NED/TableInfos?$json" >"$tmp/status"
	done
	is "$codes" "1:200 2:503 3:503 4:200 " "match, nth and times"
	is "$(cat "$tmp/status")" 200 "others are left alone"
	fault 'kind=retry-after:7'
	is "$(get "$set_")" 503 "retry-after"
	has "$tmp/head" "Retry-After: 7" "says when"
	fault 'kind=too-many:7'
	is "$(get "$set_")" 429 "too-many"
	has "$tmp/head" "Retry-After: 7" "says when too"
	fault 'kind=zip-bomb:8'
	get "$set_" >"$tmp/status"
	is "$(unzip -p "$tmp/body" | wc -c | tr -d ' ')" 8388608 \
	    "a zip bomb unpacks to 8 MiB"
	fault 'match=84799NED,kind=change:84799NED'
	get "$set_" >"$tmp/status"
	get "$catalog?$json" >"$tmp/status"
	has "$tmp/body" '"Modified":"2039' "change touches the table"
	fault 'kind=html'
	is "$(get "$set_")" 200 "html with 200"
	has "$tmp/body" "<html>" "is a web page"
	fault 'kind=redirect:http://example.test/x,y'
	is "$(get "$set_")" 302 "redirect"
	has "$tmp/head" "Location: http://example.test/x,y" "to there"
	fault 'kind=empty'
	is "$(fate "$set_")" 52 "empty reply"
	fault 'kind=bomb:64'
	get "$set_" >"$tmp/status"
	is "$(gzip -dc <"$tmp/body" | wc -c | tr -d ' ')" 67108864 \
	    "bomb unpacks to 64 MiB"
	[ "$(wc -c <"$tmp/body")" -lt 1000000 ]
	ok $? "and is small"
	fault 'kind=endless'
	is "$(curl -s "$set_" | head -c 3000000 | wc -c | tr -d ' ')" \
	    3000000 "endless goes on until the client stops"
}

test_faults_body() {
	set_="$feed/85984NED/TypedDataSet?$json"
	fault 'kind=drop-row'
	get "$set_" >"$tmp/status"
	is "$(rows)" 44 "drop-row: one fewer"
	fault 'kind=dup-row'
	get "$set_" >"$tmp/status"
	is "$(rows)" 46 "dup-row: one more"
	fault 'kind=swap-row'
	get "$set_" >"$tmp/status"
	is "$(rows) $(grep -c 'NL00      ' "$tmp/body")" "45 2" \
	    "swap-row: as many, one of them twice"
	fault 'kind=garbage'
	is "$(get "$set_")" 200 "garbage"
	grep -q '"value"' "$tmp/body"
	is $? 1 "is nothing known"
	fault 'kind=deep:5000'
	get "$set_" >"$tmp/status"
	is "$(tr -dc '[' <"$tmp/body" | wc -c | tr -d ' ')" 5001 "deep"
	fault 'kind=bad-utf8'
	get "$set_" >"$tmp/status"
	grep -q "\"Gemeentenaam_1\":\"$(printf '\377\300')" "$tmp/body"
	ok $? "bad-utf8"
	fault 'kind=big-number'
	get "$set_" >"$tmp/status"
	has "$tmp/body" '"AantalInwoners_5":1e999' "big-number"
	fault 'kind=cut-json'
	is "$(fate "$set_")" 0 "cut-json: a whole answer"
	[ "$(tail -c 1 "$tmp/body")" != "}" ]
	ok $? "of half the text"
	fault 'kind=next:https://example.test/'
	get "$set_" >"$tmp/status"
	has "$tmp/body" ',"odata.nextLink":"https://example.test/"}' "next"
	fault 'kind=drop-row'
	get "$set_" -H 'Accept-Encoding: gzip' >"$tmp/status"
	gzip -dc <"$tmp/body" >"$tmp/unpacked"
	is "$(grep -c '"ID":' "$tmp/unpacked")" 44 "in gzip just as well"
	post clear >"$tmp/ignored"
	get "$set_" -H 'Accept-Encoding: gzip' >"$tmp/status"
	gzip -dc <"$tmp/body" >"$tmp/unpacked"
	is "$(grep -c '"ID":' "$tmp/unpacked")" 45 "and it does not stick"
}

test_faults_wire() {
	set_="$feed/85984NED/TypedDataSet?$json"
	whole=$(curl -s "$set_" | wc -c | tr -d ' ')
	fault 'kind=reset'
	is "$(fate "$set_")" 56 "reset in the middle of the body"
	fault 'kind=truncate:1000'
	is "$(fate "$set_")" 18 "truncate"
	is "$(wc -c <"$tmp/body" | tr -d ' ')" 1000 "after so many bytes"
	has "$tmp/head" "Content-Length: $whole" "of all that was promised"
	fault 'kind=cut-chunked'
	is "$(fate "$set_")" 18 "cut-chunked"
	fault 'kind=delay:30'
	is "$(fate "$set_" -m 1)" 28 "delay: no byte in time"
	fault 'kind=delay:0.1'
	is "$(get "$set_")" 200 "a short delay passes"
	fault 'kind=drip:2000'
	is "$(fate "$set_" -m 1)" 28 "drip: too slow"
	[ "$(wc -c <"$tmp/body")" -lt 20000 ]
	ok $? "but something came"
	fault 'kind=stall:30'
	is "$(fate "$set_" -m 1)" 28 "stall: half of it, then silence"
	[ "$(wc -c <"$tmp/body")" -ge $((whole / 2 - 1)) ]
	ok $? "half came"
	fault 'kind=wrong-gzip'
	is "$(fate "$set_" --compressed)" 61 "wrong-gzip is no gzip"
	fault 'kind=cut-gzip'
	is "$(fate "$set_")" 0 "cut-gzip: a whole answer"
	gzip -t <"$tmp/body" 2>"$tmp/err"
	is $? 1 "of half a gzip"
}

test_routes() {
	mkdir -p "$tmp/routes"
	printf '{"rows":[1,2,3]}' >"$tmp/routes/a.json"
	{
		echo '# what is said'
		printf 'GET\t/h.nl/q?a=1&*\t200\ta.json\ttimes=1\n'
		printf 'GET\t/h.nl/q*\t429\t-\tRetry-After: 1\n'
		printf 'GET\t/h.nl/key\t200\ta.json\t?apikey: abc\n'
		printf 'GET\t/h.nl/key\t401\t-\n'
	} >"$tmp/routes/routes"
	start "$example" --routes "$tmp/routes/routes" --no-gzip
	is "$(get "$base/h.nl/q?a=1&b=2")" 200 "a route"
	is "$(cat "$tmp/body")" '{"rows":[1,2,3]}' "has its file"
	has "$tmp/head" "Content-Type: application/json" "and its type"
	is "$(get "$base/h.nl/q?a=1&b=2")" 429 "so often only, then another"
	has "$tmp/head" "Retry-After: 1" "with its header"
	is "$(get "$base/h.nl/key")" 401 "a header that is asked for"
	is "$(get "$base/h.nl/key" -H 'APIKEY: abc')" 200 "is there"
	is "$(get "$base/h.nl/key" -H 'apikey: abcd')" 401 "or is another"
	is "$(get "$feed/84799NED/TableInfos?$json")" 200 "others as before"
	stop
	echo 'GET /h.nl' >"$tmp/routes/wrong"
	"$HTTPD" --root "$example" --routes "$tmp/routes/wrong" 2>"$tmp/err"
	is $? 2 "a file of routes that is wrong"
	start "$example"
}

test_control() {
	is "$(post fault 'kind=nonsense' | cut -c1-30)" \
	    "unknown kind 'nonsense'; there" "a kind that is not there"
	is "$(post fault 'kind=status')" "status needs an argument" \
	    "an argument that is missing"
	is "$(post fault 'nth=2')" "'nth=2' has no kind=" "no kind"
	is "$(post fault 'foo=2,kind=html')" \
	    "'foo=2' is not match=, nth=, times= or kind=" "an unknown part"
	is "$(post touch)" "say which: ?table=ID" "touch what"
	is "$(get "$base/_control/nonsense" -d x)" 404 "an unknown wish"
	stop
	"$HTTPD" --root "$tmp/none" 2>"$tmp/err"
	is $? 2 "a root that is not there"
	"$HTTPD" --root "$example" --fault kind=x 2>"$tmp/err"
	is $? 2 "a wrong --fault"
	"$HTTPD" --root "$example" --page-size 0 2>"$tmp/err"
	is $? 2 "a page of nothing"
}

# What datasets.cbs.nl does otherwise.
test_v4() {
	start "$here/../golden/v3v4" --page-size 150
	v4=$base/datasets.cbs.nl/odata/v1/CBS
	is "$(get "$v4/Datasets?\$select=Identifier,ObservationCount")" 200 \
	    "v4: the catalogue"
	has "$tmp/body" \
	    '"value":[{"Identifier":"90001NED","ObservationCount":365}]' \
	    "v4: \$select"
	get "$v4/Datasets" -G --data-urlencode \
	    "\$filter=contains(Title,'Kerncijfers') or Identifier in ('1','2')" \
	    >"$tmp/status"
	has "$tmp/body" '"value":[]' "v4: contains, in"
	get "$v4/90001NED" >"$tmp/status"
	has "$tmp/body" '{"name":"MeasureGroups","kind":"EntitySet"' \
	    "v4: the service document"
	get "$v4/90001NED/Properties" >"$tmp/status"
	is "$(head -c 18 "$tmp/body")" '{"@odata.context":' \
	    "v4: Properties is one object"
	get "$v4/90001NED/Observations?\$count=true" >"$tmp/status"
	is "$(grep -o '"Id": ' "$tmp/body" | wc -l | tr -d ' ')" 150 \
	    "v4: a page of observations"
	has "$tmp/body" '"@odata.count":365' "v4: \$count"
	next=$(sed -n 's/.*"@odata.nextLink":"\([^"]*\)".*/\1/p' "$tmp/body")
	is "$next" "https://datasets.cbs.nl/odata/v1/CBS/90001NED/Observations?\$count=true&\$skip=150" \
	    "v4: the next link names the real host"
	get "$base/${next#https://}&\$skip=300" >"$tmp/status"
	is "$(grep -o '"Id": ' "$tmp/body" | wc -l | tr -d ' ')" 65 \
	    "v4: the last page holds the rest"
	get "$v4/90001NED/WijkenEnBuurtenCodes" >"$tmp/status"
	is "$(grep -o '"Identifier": ' "$tmp/body" | wc -l | tr -d ' ')" 12 \
	    "v4: codes"
	get "$v4/90001NED/Observations" -G --data-urlencode \
	    "\$filter=startswith(WijkenEnBuurten,'GM') and Perioden in ('2022JJ00') and Measure eq '3000'" \
	    >"$tmp/status"
	is "$(grep -o '"Id": ' "$tmp/body" | wc -l | tr -d ' ')" 4 \
	    "v4: a filter with trimmed keys"
	is "$(get "$v4/90001NED/Observations" -G --data-urlencode \
	    "\$filter=substringof('x',Measure)")" 400 \
	    "v4: substringof is unknown"
	is "$(get "$v4/90001NED/Observations" -G --data-urlencode \
	    "\$filter=Nee eq 'x'")" 400 "v4: so is a column that is not there"
	is "$(get "$v4/90001NED/Nee")" 404 "v4: no such set"
	has "$tmp/body" '{"error":' "v4: said in JSON"
	is "$(get "$v4/1NED/Observations")" 404 "v4: no such table"
	fault 'match=Observations,kind=next:https://elsewhere.example/x'
	get "$v4/90001NED/Observations?\$filter=Measure%20eq%20'3000'" \
	    >"$tmp/status"
	has "$tmp/body" '"@odata.nextLink":"https://elsewhere.example/x"' \
	    "v4: another next link"
	post clear >"$tmp/ignored"
}

test_v4_more() {
	mkdir -p "$tmp/ended/datasets.cbs.nl"
	cp -R "$here/../golden/v3v4/datasets.cbs.nl/90001NED" \
	    "$tmp/ended/datasets.cbs.nl/1NED"
	rm "$tmp/ended/datasets.cbs.nl/1NED/Observations.json"
	start "$tmp/ended"
	v4=$base/datasets.cbs.nl/odata/v1/CBS
	get "$v4/Datasets" >"$tmp/status"
	has "$tmp/body" '"TemporalCoverage": "2022 - 2023"' \
	    "v4: a catalogue made of Properties"
	is "$(get "$v4/1NED/Observations")" 404 \
	    "v4: an ended table has no observations"
	is "$(get "$base/datasets.cbs.nl/CSV/CBS/nl/1NED")" 200 "the zip"
	has "$tmp/head" "Content-Type: application/zip" "is one"
	command -v unzip >"$tmp/which" 2>&1 || return 0
	(cd "$tmp" && unzip -p body Observations.csv | tr -d '\r' |
	    sed -n 2p >line)
	is "$(cat "$tmp/line")" \
	    "0;T001036;NL01      ;2022JJ00;10000  ;17000000;;None" \
	    "with what is in the folder"
	is "$(get "$base/datasets.cbs.nl/CSV/CBS/nl/2NED")" 404 "no such zip"
}

test_end() {
	start "$example" --fault 'kind=delay:60'
	curl -s -m 30 "$feed/84799NED/TableInfos?$json" &
	curl_pid=$!
	until curl -s "$base/_control/log" | grep -q TableInfos; do
		:
	done
	kill -TERM "$pid"
	wait "$pid"
	is $? 0 "SIGTERM ends it, a delayed answer too"
	pid=
	wait "$curl_pid"
	"$HTTPD" --root "$example" --until-eof </dev/null >"$tmp/out" 2>&1
	is $? 0 "--until-eof ends with stdin"
	grep -Eq '^[0-9]+$' "$tmp/out"
	ok $? "and its port was all it said"
}

make_programs
test_feed
test_filter
test_catalog
test_errors
test_limits
test_transport
test_overlay
test_faults_instead
test_faults_body
test_faults_wire
test_routes
test_control
test_v4
test_v4_more
test_end
stop
is "$(cat "$tmp/stderr")" "" "the server had nothing to complain about"
echo "1..$count"
exit $((bad > 0))
