#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# refresh.sh WHAT FEITEN DIR MIRROR: the program at work in a new fact base.
#   years    load all that the server has, and rebuild it
#   nothing  34 tables of 21 definitions, when nothing is new
set -eu
what=$1
feiten=$2
dir=$3
mirror=$4
here=$(dirname "$0")/../..
FEITEN_PATIENCE=0.05
export FEITEN_PATIENCE
# Another clock than that of a test would make two runs one.
unset SOURCE_DATE_EPOCH

# measured NAME COMMAND...: NAME.cpu (s), NAME.memory (MB), NAME.wall (s)
measured() {
	name=$dir.$1
	shift
	began=$(date +%s.%N)
	"$@" >"$name.out" 2>"$name.err" &
	pid=$!
	peak=0 ticks=0
	while kill -0 "$pid" 2>/dev/null; do
		seen=$(awk '/^VmHWM/ { print $2 }' "/proc/$pid/status" \
		    2>/dev/null) || seen=
		spent=$(awk '{ print $14 + $15 }' "/proc/$pid/stat" \
		    2>/dev/null) || spent=
		[ -z "$seen" ] || peak=$seen
		[ -z "$spent" ] || ticks=$spent
		sleep 0.1
	done
	wait "$pid"
	awk -v began="$began" -v ended="$(date +%s.%N)" -v peak="$peak" \
	    -v ticks="$ticks" -v hertz="$(getconf CLK_TCK)" 'BEGIN {
		print ended - began, ticks / hertz, peak / 1024 }' \
	    >"$name.took"
}

"$feiten" -q init "$dir" --area GM0001 --source cbs-kwb \
    --mirror "https://opendata.cbs.nl=$mirror" \
    --mirror "https://dataderden.cbs.nl=$mirror"

case $what in
years)
	measured load "$feiten" -C "$dir" --format json refresh
	measured rebuild "$feiten" -q -C "$dir" rebuild
	jq -r '"values \(.values)"' "$dir.load.out"
	awk '{ print "load", $1; print "cpu", $2; print "memory", $3 }' \
	    "$dir.load.took"
	awk '{ print "rebuild", $1; print "recpu", $2 }' "$dir.rebuild.took"
	;;
nothing)
	jq '.first_year = 2033' "$here/sources/cbs-kwb.json" \
	    >"$dir/sources/cbs-kwb.json"
	for i in $(seq 13 32); do
		[ "$i" -lt 23 ] && host=opendata || host=dataderden
		jq --arg id "900${i}NED" --arg host "https://$host.cbs.nl" '
		    del(.find_title, .first_year, .on_request, .take) |
		    .base = $host | .table_ids = [$id]' \
		    "$here/sources/cbs-kwb.json" >"$dir/sources/kwb-$i.json"
	done
	jq '.sources = ["cbs-kwb"] +
	    [range(13; 33) | "kwb-\(.)"]' "$dir/feiten.json" >"$dir.json"
	cp "$dir.json" "$dir/feiten.json"
	"$feiten" -q -C "$dir" refresh >"$dir.out" 2>&1
	touch "$dir.before"
	sleep 1
	"$feiten" -C "$dir" --format json refresh >"$dir.out"
	jq -r '"requests \(.requests)\ntables \(.tables)\nseconds \(.seconds)",
	    "sources \(.sources | length)"' "$dir.out"
	echo "files $(find "$dir" -type f -newer "$dir.before" | wc -l)"
	;;
esac
rm -rf "$dir" "$dir".*
