#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Everything that can go wrong at the other side, one by one and at random:
# the status, the message, the figures of before or the new ones and nothing
# in between, nothing left lying about, and the next run repairs by itself.
# SOAK=N takes N random runs; SEED another row of them. In make check the ASan
# form tries them one by one, and the other form takes the most of the random.
. "$(dirname "$0")/lib.sh"

runs=${SOAK:-${FEITEN_ASAN:+30}}
runs=${runs:-120}
by_one=yes
[ -z "${FEITEN_TWICE:-}" ] || [ -n "${FEITEN_ASAN:-}" ] || by_one=
seed=${SEED:-4711}
quick=0.01
FEITEN_PATIENCE=$quick

# What facts.db says of each table, without who brought it: files NAME.1, .2.
digest() { # FACTS.DB NAME
	{
		n=0
		for table in 84799NED 85984NED; do
			n=$((n + 1))
			echo ".output $tmp/$2.$n"
			echo "SELECT area_code, period, value, status, unit, dims,
			    topic_key, topic_title, topic_group FROM facts
			    WHERE table_id = '$table';
			    SELECT * FROM topics WHERE table_id = '$table';"
		done
	} | sqlite3 "$1"
}

leftovers() {
	find "$base" -name '*tmp*' -o -name '*-wal' -o -name '*-journal' \
	    -o -name '*.new-*'
}

# Every figure of a table another one.
revise() { # FOLDER FACTOR
	for table in 84799NED 85984NED; do
		mkdir -p "$1/opendata.cbs.nl/$table"
		sed "s/\"AantalInwoners_5\":\([0-9]*\)/\"AantalInwoners_5\":${2}\1/" \
		    "$example/v3/opendata.cbs.nl/$table/TypedDataSet.ndjson" \
		    >"$1/opendata.cbs.nl/$table/TypedDataSet.ndjson"
	done
}

# The fact base of before: both tables, and both are due.
again() {
	rm -rf "$base"
	cp -a "$tmp/kept" "$base"
}

server_start --page-size 20
filled fb
digest "$base/facts.db" old
cp -a "$base" "$tmp/kept"
later 60
revise "$tmp/overlay" 1
touch_table 84799NED
touch_table 85984NED
ends 0 -C "$base" refresh
digest "$base/facts.db" new
for n in 1 2; do
	[ "$(wc -l <"$tmp/old.$n")" -gt 800 ] &&
	    ! cmp -s "$tmp/old.$n" "$tmp/new.$n"
	ok $? "table $n: figures to lose, and other ones to come"
done

# Of each table the figures of before or the new ones; what, in $which.
state_of() { # FACTS.DB
	digest "$1" now
	which=
	for n in 1 2; do
		if cmp -s "$tmp/now.$n" "$tmp/old.$n"; then
			which="$which old"
		elif cmp -s "$tmp/now.$n" "$tmp/new.$n"; then
			which="$which new"
		else
			which="$which neither"
		fi
	done
}

# One fault in the rows of 85984NED, whatever else is well.
one_by_one() { # NAME FAULT STATUS PLACE TEXT NEXT-STEP
	again
	clear
	fault "$2"
	feiten -C "$base" refresh </dev/null
	is "$status" "$3" "$1: status $3"
	if [ "$3" = 1 ]; then
		err_has "feiten: cbs-kwb: $4: " "$1: source, table and page"
		err_has "$5" "$1: $5"
		err_has "$6" "$1: next step"
		want=" new old"
		[ "$4" != catalogue ] || want=" old old"
	else
		want=" new new"
	fi
	state_of "$base/facts.db"
	is "$which" "$want" "$1: the figures"
	is "$(leftovers)" "" "$1: nothing is left lying about"
	clear
	later 60
	feiten -C "$base" refresh
	state_of "$base/facts.db"
	is "$status$which" "0 new new" "$1: the next run repairs it"
	is "$(find "$base" -name .part)" "" "$1: and keeps no pages"
}

rows=match=85984NED/TypedDataSet,times=9,kind
second="match=85984NED/TypedDataSet?\$format=json&\$skip=20"
at="85984NED: TypedDataSet: page"
# name; fault; status; source, table and page; what; next step
while [ "$by_one" ] && IFS=';' read -r name spec want place text step; do
	one_by_one "$name" "$spec" "$want" "$place" "$text" "$step"
done <<END
reset once;match=85984NED/TypedDataSet,times=1,kind=reset;0
reset mid-body;$rows=reset;1;$at 1;the line broke on the way;try again later
cut off;$second,times=9,kind=truncate;1;$at 2;the line broke on the way;try again later
within a chunk;$rows=cut-chunked;1;$at 1;asked 5 times;try again later
no answer;$rows=empty;1;$at 1;asked 5 times;try again later
truncated JSON;$second,times=9,kind=cut-json;1;$at 2;cut off after;fetch it again
truncated JSON once;$second,times=1,kind=cut-json;0
503 four times;match=85984NED/TypedDataSet,times=4,kind=status:503;0
503;$rows=status:503;1;$at 1;status 503;try again later
503, later;match=85984NED/TypedDataSet,times=2,kind=retry-after:2;0
503, much later;$rows=retry-after:7200;1;$at 1;status 503;try again later
429;$rows=status:429;1;$at 1;status 429;wait a while before the next refresh
429, later;match=85984NED/TypedDataSet,times=2,kind=too-many:1;0
500;$second,times=9,kind=status:500;1;$at 2;a fault at the server;try again later
404;$second,times=9,kind=status:404;1;$at 2;status 404;check the table id
HTML with 200;$rows=html;1;$at 1;an HTML page, not JSON;the source may be down or may have moved
a circle;$second,times=9,kind=next:https://opendata.cbs.nl/ODataFeed/odata/85984NED/TypedDataSet?\$format=json&\$skip=20;1;$at 2;round in a circle;later
a page twice;$second,times=9,kind=next:https://opendata.cbs.nl/ODataFeed/odata/85984NED/TypedDataSet?\$format=json&\$skip=0;1;$at 3;the catalogue announced 45;try again later
a page missing;$second,times=9,kind=drop-next;1;85984NED;40 rows came, where the catalogue announced 45;try again later
a page elsewhere;$rows=next:https://example.org/y;1;$at 1;outside https://opendata.cbs.nl;not followed
rows fewer than announced;$rows=drop-row;1;85984NED;the catalogue announced 45;try again later
a row twice;$second,times=9,kind=swap-row;1;85984NED;is in row 21 already;the next refresh fetches it again
wrong gzip;$rows=wrong-gzip;1;$at 1;gzip: broken;fetch it again
half a gzip;$rows=cut-gzip;1;$at 1;gzip: cut off;fetch it again
a bomb;$rows=bomb:4;1;$at 1;expected '{';later
not JSON;$rows=garbage;1;$at 1;expected '{' at the start;later
nested deep;$rows=deep;1;$at 1;nested deeper than;later
no UTF-8;$rows=bad-utf8;1;85984NED;bytes that are not UTF-8;the next refresh fetches it again
out of range;$rows=big-number;1;85984NED;a number out of range;the next refresh fetches it again
another host;$rows=redirect:https://example.org/x;1;$at 1;another host is not followed;change its definition
plain http;$rows=redirect:http://opendata.cbs.nl/x;1;$at 1;plain http is refused;use https
the catalogue;match=ODataCatalog,times=9,kind=status:500;1;catalogue;status 500;try again later
END

# A page that came broken and was kept, as the next one did not come: the next
# run notices, and fetches all of it.
kept_broken() { # NAME KIND
	again
	clear
	fault "match=85984NED/TypedDataSet,times=1,kind=$2"
	fault "$second,times=9,kind=reset"
	ends 1 -C "$base" refresh
	is "$(find "$base" -path '*/.part/TypedDataSet-1.*' | wc -l)" 1 \
	    "$1: a page is kept"
	clear
	later 60
	ends 0 -C "$base" refresh
	state_of "$base/facts.db"
	is "$which" " new new" "$1: the next run brings the figures"
	is "$(find "$base" -name .part)" "" "$1: and keeps no pages"
}
kept_broken "no UTF-8, kept" bad-utf8
err_has "refused with pages that an earlier refresh had kept" "and says so"
kept_broken "a row short, kept" drop-row

# Text of a source that would steer a terminal.
again
clear
sed 's/buurten 2020"/buurten 2020\\u001b[2J\\u009b"/' \
    "$example/v3/opendata.cbs.nl/Tables.json" \
    >"$tmp/overlay/opendata.cbs.nl/Tables.json"
ends 0 -C "$base" refresh --force
err_has "buurten 2020?[2J" "control characters of a title are not printed"
is "$(LC_ALL=C tr -d '\n -~' <"$tmp/err" | wc -c)" 0 "none of them"
rm "$tmp/overlay/opendata.cbs.nl/Tables.json"

# What takes its time, a second or more for each try: all at once, each with a
# server and a folder of its own. FEITEN_PATIENCE makes the limits short.
slow() ( # NAME PATIENCE FAULT
	tmp=$tmp/slow-$1
	base=$tmp/fb
	server=
	trap server_stop EXIT
	mkdir "$tmp"
	cp -a "${tmp%/*}/overlay" "$tmp/overlay"
	[ "$1" != change ] || revise "$tmp/overlay.next" 2
	plain=
	[ "$1" != endless ] || plain=--no-gzip
	server_start --page-size 20 ${plain:+"$plain"}
	cp -a "${tmp%/*}/kept" "$base"
	sed -i "s|127.0.0.1:[0-9]*|127.0.0.1:$port|" "$base/feiten.json"
	touch_table 85984NED
	fault "$3"
	FEITEN_PATIENCE=$2
	feiten -C "$base" refresh
	echo "$status" >"$tmp/status"
)

while read -r name patience spec; do
	slow "$name" "$patience" "$spec" &
done <<END
hang 0.002 $rows=delay:600
stall 0.002 $rows=stall:600
drip 0.0005 $rows=drip:2000
endless 0.0003 $rows=endless
change 0.05 $second,times=1,kind=change:85984NED
END
server_stop
wait
finished() { # NAME PLACE TEXT NEXT-STEP
	base=$tmp/slow-$1/fb
	cp "$tmp/slow-$1/err" "$tmp/err"
	is "$(cat "$tmp/slow-$1/status")" 1 "$1: status 1"
	err_has "feiten: cbs-kwb: $2: " "$1: source, table and page"
	err_has "$3" "$1: $3"
	err_has "$4" "$1: next step"
	state_of "$base/facts.db"
	is "$which" " old old" "$1: the figures of before"
	is "$(leftovers)" "" "$1: nothing is left lying about"
}
finished hang "$at 1" "asked 5 times: no answer within" "try again later"
finished stall "$at 1" "asked 5 times: nothing more came" "try again later"
# Which of the limits comes first is not the point here.
finished drip "$at 1" "asked 5 times: " "try again later"
finished endless "$at 1" "asked 5 times: " "try again later"
finished change 85984NED "changed while it was being fetched" \
    "run the command again"
base=$tmp/fb
server_start --page-size 20
touch_table 84799NED
touch_table 85984NED
sed -i "s|127.0.0.1:[0-9]*|127.0.0.1:$port|" "$tmp/kept/feiten.json"

# At random, from a seed: one or two faults a run, anywhere. Rows go missing or
# come twice only where their number is told; and what the catalogue says
# wrongly of a table, nobody can know.
draw() { # RUNS SEED
	awk -v runs="$1" -v seed="$2" '
	function below(n) {
		seed = seed * 16807 % 2147483647
		return seed % n
	}
	function one(   where, what) {
		where = places[below(np) + 1]
		what = below(3) == 0 && where ~ /Typed|skip/ \
		    ? rows[below(nr) + 1] : kinds[below(nk) + 1]
		if (where ~ /Catalog/ && what ~ /utf8|big/)
			what = "reset"
		return "match=" where ",nth=" below(3) + 1 ",times=" \
		    below(7) + 1 ",kind=" what
	}
	BEGIN {
		np = split("TypedDataSet TypedDataSet $skip=20 $skip=40 " \
		    "DataProperties TableInfos CategoryGroups " \
		    "WijkenEnBuurten ODataCatalog 84799NED 85984NED", places)
		nk = split("reset reset:100 truncate truncate:0 cut-chunked " \
		    "empty cut-json status:500 status:503 status:429 " \
		    "status:404 retry-after:1 retry-after:9999 too-many:2 " \
		    "html wrong-gzip cut-gzip bomb:2 garbage deep:2000 " \
		    "bad-utf8 big-number redirect:https://example.org/x " \
		    "next:https://example.org/y", kinds)
		nr = split("drop-row dup-row swap-row drop-next " \
		    "next:https://opendata.cbs.nl/ODataFeed/odata/" \
		    "85984NED/TypedDataSet?$format=json&$skip=20", rows)
		for (i = 0; i < runs; i++)
			print one() (below(2) ? " " one() : "")
	}' </dev/null
}

# The figures are of before or new, the message names what stayed behind, and
# without a message all is new.
judge() { # FAULTS
	state_of "$base/facts.db"
	why=
	case $status$which in
	"0 new new") [ ! -s "$tmp/err" ] || why="words, but all is well" ;;
	"1 old new") grep -q '^feiten: cbs-kwb: 84799NED: ' "$tmp/err" ||
		why="84799NED is not named" ;;
	"1 new old") grep -q '^feiten: cbs-kwb: 85984NED: ' "$tmp/err" ||
		why="85984NED is not named" ;;
	"1 old old") grep -q '^feiten: cbs-kwb: catalogue: ' "$tmp/err" ||
		[ "$(grep -c '^feiten: cbs-kwb: 8[45].*NED: ' \
		    "$tmp/err")" = 2 ] || why="not named" ;;
	*) why="status and figures: $status$which" ;;
	esac
	[ -z "$(leftovers)" ] || why="$why; left: $(leftovers)"
}

random_run() { # FAULTS
	again
	clear
	fault "$(echo "$1" | tr ' ' '\n')"
	feiten -q -C "$base" refresh </dev/null
	judge
	first=$why
	# Every third is mended too, which takes as long again.
	[ "$status" != 0 ] && [ $((number % 3)) -eq 0 ] || return 0
	clear
	later 60
	feiten -q -C "$base" refresh </dev/null
	state_of "$base/facts.db"
	[ "$status$which" = "0 new new" ] ||
	    first="$first; the next run: $status$which"
	[ -z "$(find "$base" -name .part)" ] || first="$first; pages are kept"
}

number=0
draw "$runs" "$seed" >"$tmp/drawn"
while read -r faults; do
	number=$((number + 1))
	first=
	random_run "$faults"
	is "$first" "" "random $number: $faults"
	[ -z "$first" ] || sed 's/^/#   /' "$tmp/err"
done <"$tmp/drawn"
[ "$number" -ge "$runs" ]
ok $? "$runs random runs"
done_testing
