#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# --as-of: pages and tables of a day of the past are those made on that day,
# through revisions, a value that was withdrawn and came back, a column that
# ended and one that came, and a table that was fetched later.
. "$(dirname "$0")/lib.sh"

table=85984NED
rows=$example/v3/opendata.cbs.nl/$table/TypedDataSet.ndjson
over=$tmp/overlay/opendata.cbs.nl/$table
mkdir -p "$over"

revised() { # SED-SCRIPT
	sed "$1" "$rows" >"$over/TypedDataSet.ndjson"
	touch_table $table
	later 86400
	ends 0 -C "$base" refresh
}

values() { # TO OPTION...
	to=$1
	shift
	for i in inwoners mannen woz aandeel_65_plus; do
		"$FEITEN" -C "$base" --format csv table --indicator $i "$@" \
		    --within GM0603 --level buurt --area GM0603 || echo failed
	done >"$to" 2>&1
}

# The model, without the days it states itself.
model() { # FILE
	jq 'del(.edition, .facts[-2:])' "$1"
}

made() { # DAY: what is so today
	values "$tmp/table.$1"
	ends 0 -C "$base" profile GM0603 BU06030771 --format json
	for a in GM0603 BU06030771; do
		model "$base/out/profile/$a.json" >"$tmp/$a.$1"
	done
}

then_too() { # DAY
	values "$tmp/then" --as-of "$1"
	same "$tmp/then" "$tmp/table.$1" "$1: the table of then"
	ends 0 -C "$base" profile GM0603 BU06030771 --format json --as-of "$1"
	for a in GM0603 BU06030771; do
		model "$base/out/as-of/$1/profile/$a.json" >"$tmp/then"
		same "$tmp/then" "$tmp/$a.$1" "$1: the profile of then: $a"
	done
}

without() { # [KEY]: the table, without that column
	for f in DataProperties.json TypedDataSet.ndjson; do
		sed "/\"Key\":\"${1:-none}\"/d; s/\"${1:-none}\":[^,}]*,//" \
		    "$(dirname "$rows")/$f" >"$over/$f"
	done
	touch_table $table
	later 86400
	ends 0 -C "$base" refresh
}

# The table of 2020 comes a day later than that of 2024.
server_start
init fb
fault 'match=84799NED/TypedDataSet,times=100,kind=status:404'
ends 1 -C "$base" refresh
clear
made 2026-11-22
revised 's/"AantalInwoners_5":59642/"AantalInwoners_5":60001/
    s/"AantalInwoners_5":4475/"AantalInwoners_5":4480/'
made 2026-11-23
revised 's/"AantalInwoners_5":59642/"AantalInwoners_5":null/
    s/"AantalInwoners_5":4475/"AantalInwoners_5":null/'
made 2026-11-24
revised 's/"AantalInwoners_5":[0-9]*/"AantalInwoners_5":null/'
made 2026-11-25
revised ''
made 2026-11-26
without
made 2026-11-27
without GemiddeldeWOZWaardeVanWoningen_36
made 2026-11-28
isnt "$(sha256sum <"$tmp/table.2026-11-22")" \
    "$(sha256sum <"$tmp/table.2026-11-23")" "the days do differ"
for day in 2026-11-22 2026-11-23 2026-11-24 2026-11-25 \
    2026-11-26 2026-11-27 2026-11-28; do
	then_too $day
done
is "$(grep -c 84799NED "$tmp/table.2026-11-22")" 0 \
    "on the first day there was no table of 2020"
values "$tmp/then" --as-of 2026-11-22 --period 2020
hasnt "$tmp/then" ,final "nor is there when one looks back"
values "$tmp/then" --as-of 2026-11-28 --period 2020
has "$tmp/then" 84799NED "later there is"

has "$base/out/as-of/2026-11-23/profile/GM0603.json" \
    "zoals bekend op 23 november 2026" "a page says of which day it is"
is "$(jq -r .edition.date "$base/out/as-of/2026-11-23/profile/GM0603.json")" \
    "28 november 2026" "and when it was made"
dump "$base/facts.db" >"$tmp/before"
ends 0 -C "$base" profile GM0603 --format json --as-of 2026-11-24
dump "$base/facts.db" >"$tmp/after"
same "$tmp/before" "$tmp/after" "looking back changes nothing"

ends 0 -C "$base" show GM0603 inwoners --as-of 2026-11-23 --format json
is "$(jq -c '[.value, .run]' "$tmp/out")" \
    "[60001,\"$table.20261123T000000Z\"]" "show knows the value of then"

ends 2 -C "$base" table --indicator inwoners --area GM0603 --as-of 2026-11-21
err_has "the oldest figures here were fetched on 2026-11-22" "too early"
ends 2 -C "$base" table --indicator inwoners --area GM0603 --as-of yesterday
err_has "write it as 2026-11-22" "no day"
ends 2 -C "$base" profile GM0603 --as-of 2031-01-01
err_has "is still to come" "no day of the future"
done_testing
