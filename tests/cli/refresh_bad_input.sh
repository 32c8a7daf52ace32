#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# feiten refresh when the other side is broken: a clear message, status 1, and
# the figures of before are all there. Then, when it is well again, so are we.
. "$(dirname "$0")/lib.sh"

data=match=TypedDataSet,times=9,kind

# What there is to know, without the list of runs.
figures() { # FACTS.DB
	for view in facts absences areas topics indicators fact_history; do
		echo "-- $view"
		sqlite3 "$1" "SELECT * FROM $view" | sed 's/|[^|]*$//' | sort
	done
}

# A base that has both tables and is due for one, and what the server does.
prepare() { # NAME FAULT
	rm -rf "$base"
	cp -a "$tmp/kept" "$base"
	clear
	fault "$2"
}

# After a refresh with this fault.
check() { # NAME TEXT
	is "$status" 1 "$1: status 1"
	err_has "$2" "$1: says what: $2"
	figures "$base/facts.db" >"$tmp/figures"
	same "$tmp/good" "$tmp/figures" "$1: the figures of before are there"
	is "$(find "$base" -name '.tmp*' -o -name '*.tmp*' -o -name '*-wal' \
	    -o -name '*-journal')" "" "$1: nothing is left lying about"
	is "$(find "$base/raw" -name '*.gz' ! -path '*/.part/*' | wc -l)" 10 \
	    "$1: no bad answer is kept"
}

server_start
filled fb
good=$base
touch_table 85984NED
later 60
cp -a "$good" "$tmp/kept"
figures "$base/facts.db" >"$tmp/good"
[ "$(wc -l <"$tmp/good")" -gt 5000 ]
ok $? "there are figures to lose"

# name; fault; what the message says
while IFS=';' read -r name fault text; do
	prepare "$name" "$fault"
	feiten -C "$base" refresh </dev/null
	check "$name" "$text"
done <<END
not JSON;$data=garbage;expected '{' at the start of the document
deeply nested;$data=deep;nested deeper than
invalid UTF-8;$data=bad-utf8;row 1: byte 65 of the record: bytes that are not UTF-8
a number out of range;$data=big-number;a number out of range
fewer rows than announced;$data=drop-row;44 rows came, where the catalogue announced 45
more rows than announced;$data=dup-row;the catalogue announced 45
a row twice;$data=swap-row;is in row 1 already
another host;$data=redirect:https://example.org/x;redirected to https://example.org/x: another host is not followed
plain http;$data=redirect:http://opendata.cbs.nl/x;plain http is refused
a next page elsewhere;$data=next:https://example.org/y;outside https://opendata.cbs.nl
not there;$data=status:404;status 404
no gzip;$data=wrong-gzip;gzip: broken
a bomb;$data=bomb:64;expected '{'
broken columns;match=DataProperties,times=9,kind=garbage;DataProperties: page 1
a broken catalogue;match=ODataCatalog,times=9,kind=deep;cbs-kwb: catalogue
END

# The next good answer repairs it, without another word.
prepare well "$data=bad-utf8"
feiten -C "$base" refresh
check "before it is well" "not UTF-8"
ends 1 -C "$base" status
err_has "not UTF-8" "status says what went wrong last time"
clear
later 60
ends 0 -C "$base" refresh
figures "$base/facts.db" >"$tmp/figures"
same "$tmp/good" "$tmp/figures" "well again: the same figures"
ends 0 -C "$base" status

# One that comes right when asked again.
prepare again "match=TypedDataSet,times=1,kind=status:503"
ends 0 -C "$base" refresh
err_has "1 loaded" "503 once: asked again, loaded"

# A table that fails does not stop the other.
server_start
init other
fault "match=84799NED/TypedDataSet,times=9,kind=garbage"
ends 1 -C "$base" refresh
err_has "1 loaded, 721 values, 1 failed" "the other table is loaded"

# What is asked for five times takes its time: all of these at once, each with
# a server and a folder of its own.
slow() ( # NAME FAULT
	kept=$tmp/kept
	tmp=$tmp/slow-$1
	base=$tmp/fb
	server=
	trap server_stop EXIT
	mkdir "$tmp"
	server_start
	cp -a "$kept" "$base"
	sed -i "s|127.0.0.1:[0-9]*|127.0.0.1:$port|" "$base/feiten.json"
	touch_table 85984NED
	fault "$2"
	feiten -C "$base" refresh
	echo "$status" >"$tmp/status"
)

while read -r name fault; do
	slow "$name" "$fault" &
done <<END
html $data=html
cut-json $data=cut-json
reset $data=reset
truncate $data=truncate
status-500 $data=status:500
cut-gzip $data=cut-gzip
empty $data=empty
END
server_stop
wait
finished() { # NAME TEXT
	base=$tmp/slow-$1/fb
	status=$(cat "$tmp/slow-$1/status")
	cp "$tmp/slow-$1/err" "$tmp/err"
	check "$1" "$2"
	err_has "asked 5 times" "$1: asked again"
}
finished html "an HTML page, not JSON"
finished cut-json "cut off after"
finished reset "the line broke on the way"
finished truncate "the line broke on the way"
finished status-500 "a fault at the server"
finished cut-gzip "gzip: cut off"
finished empty "the line broke on the way"
done_testing
