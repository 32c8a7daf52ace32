#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# The site of fill.sh a month on, in English: an edition was closed, and then
# figures were revised, so that every page says what has changed.
#
#   next.sh BUILD SITE DIR
set -eu

build=$1
dir=$3
example=$(cd "$(dirname "$0")/../example" && pwd)
feiten=$build/feiten
tmp=$(mktemp -d)
server=
SOURCE_DATE_EPOCH=1797897600
export SOURCE_DATE_EPOCH

# shellcheck disable=SC2317 # the trap calls it
stop() {
	[ -z "$server" ] || kill "$server" 2>/dev/null || :
	rm -rf "$tmp"
}
trap stop EXIT
trap 'exit 1' HUP INT TERM

rm -rf "$dir"
cp -a "$2" "$dir"
rm -rf "$dir/out/report" # asked for one by one: no part of the site
# When the figures were those of fill.sh: what is fetched in the very second that
# an edition is closed is of that edition.
SOURCE_DATE_EPOCH=1795305600 "$feiten" -q -C "$dir" edition close 2026-najaar

table=opendata.cbs.nl/85984NED
mkdir -p "$tmp/new/$table"
sed 's/"AantalInwoners_5":\([0-9]*\)\([0-9]\)/"AantalInwoners_5":\19/' \
    "$example/v3/$table/TypedDataSet.ndjson" \
    >"$tmp/new/$table/TypedDataSet.ndjson"
mkfifo "$tmp/port" "$tmp/life"
"$build/tests/httpd" --root "$example/v3" --overlay "$tmp/new" \
    --routes "$example/wfs/routes" --until-eof <"$tmp/life" >"$tmp/port" &
server=$!
exec 9>"$tmp/life"
read -r port <"$tmp/port"
curl -sS -o "$tmp/control" -X POST \
    "http://127.0.0.1:$port/_control/touch?table=85984NED"
sed "s|127.0.0.1:[0-9]*|127.0.0.1:$port|" "$dir/feiten.json" >"$tmp/json"
cp "$tmp/json" "$dir/feiten.json"
"$feiten" -q -C "$dir" refresh
"$feiten" -q -C "$dir" site --lang en --format html >"$tmp/site" || {
	cat "$tmp/site"
	exit 1
}
grep -q '<table class="changed">' "$dir/out/changes.html"
