#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Make a fact base of some gemeenten of a small made-up country (tests/sim) and
# its site, of HTML alone, all on this machine. An edition was closed when of the
# last area, a wijk, there was only one buurt.
#
#   country.sh BUILD DIR AREA... WIJK
set -eu

build=$1
dir=$2
shift 2
feiten=${FEITEN:-$build/feiten}
tmp=$(mktemp -d)
server=

# shellcheck disable=SC2317 # the trap calls it
stop() {
	[ -z "$server" ] || kill "$server" 2>/dev/null || :
	rm -rf "$tmp"
}
trap stop EXIT
trap 'exit 1' HUP INT TERM

mkdir "$tmp/country"
"$build/tests/country" "$tmp/country" 12 apart 1
mkdir "$tmp/country/v3"
mv "$tmp/country"/*.nl "$tmp/country/v3"
mkfifo "$tmp/port" "$tmp/life"
"$build/tests/httpd" --root "$tmp/country/v3" --until-eof <"$tmp/life" \
    >"$tmp/port" &
server=$!
exec 9>"$tmp/life"
read -r port <"$tmp/port"

# shellcheck disable=SC2046 # codes are words
"$feiten" -q init "$dir" $(printf ' --area %s' "$@") --source cbs-kwb \
    --mirror "https://opendata.cbs.nl=http://127.0.0.1:$port/opendata.cbs.nl" \
    --mirror "https://dataderden.cbs.nl=http://127.0.0.1:$port/dataderden.cbs.nl"
"$feiten" -q -C "$dir" refresh
for wijk in "$@"; do :; done
cp "$dir/feiten.json" "$tmp/all.json"
sed "s/\"$wijk\"/\"BU${wijk#WK}00\"/" "$tmp/all.json" >"$dir/feiten.json"
"$feiten" -q -C "$dir" site --format html
"$feiten" -q -C "$dir" edition close een
cp "$tmp/all.json" "$dir/feiten.json"
"$feiten" -q -C "$dir" site --format html
