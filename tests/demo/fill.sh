#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Make a fact base of the bundled example and its site, all on this machine:
# the loopback server plays opendata.cbs.nl, dataderden.cbs.nl and PDOK.
#
#   fill.sh BUILD DIR       status 1: the site is there, but not all of it
set -eu

build=$1
dir=$2
here=$(cd "$(dirname "$0")" && pwd)
example=$here/../example
feiten=$build/feiten
tmp=$(mktemp -d)
server=

# shellcheck disable=SC2317 # the trap calls it
stop() {
	[ -z "$server" ] || kill "$server" 2>/dev/null || :
	rm -rf "$tmp"
}
trap stop EXIT
trap 'exit 1' HUP INT TERM

# The server ends when this script does, by whatever cause: with its stdin.
mkfifo "$tmp/port" "$tmp/life"
"$build/tests/httpd" --root "$example/v3" --routes "$example/wfs/routes" \
    --until-eof <"$tmp/life" >"$tmp/port" &
server=$!
exec 9>"$tmp/life"
read -r port <"$tmp/port"

"$feiten" -q init "$dir" --area GM0603 --title "Rijswijk in cijfers" \
    --mirror "https://opendata.cbs.nl=http://127.0.0.1:$port/opendata.cbs.nl" \
    --mirror "https://dataderden.cbs.nl=http://127.0.0.1:$port/dataderden.cbs.nl" \
    --mirror "https://service.pdok.nl=http://127.0.0.1:$port/service.pdok.nl"
# A comparison that the site holds.
sed -i 's/^ *"areas"/ "compare": [{ "title": "Drie buurten, drie tijden", "areas": ["BU06030771", "BU06030111", "BU06030221"] }],\n&/' \
    "$dir/feiten.json"
mkdir -p "$dir/sources"
cp "$example"/sources/*.json "$dir/sources/"
cp "$example"/notes/*.md "$dir/notes/"
mkdir -p "$dir/story"
cp "$example"/story/areas.json "$dir/story/"
cp -r "$example"/story/claims "$example"/story/opgaven \
    "$example"/story/purpose.md "$dir/story/"
"$feiten" -C "$dir" refresh
status=0
"$feiten" -C "$dir" site >"$tmp/site" || status=$?
[ -s "$dir/out/index.html" ] || exit "$status"
"$feiten" -C "$dir" report compare BU06030771 BU06030111 BU06030221 \
    >>"$tmp/site" || status=$?
"$feiten" -C "$dir" report tables WK060302 >>"$tmp/site" || status=$?
"$feiten" -v -C "$dir" refresh
exit "$status"
