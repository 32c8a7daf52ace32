#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# What becomes of the tables of a source: renamed, ended, replaced, gone. A
# refresh says it once, 'feiten sources' keeps saying it.
. "$(dirname "$0")/lib.sh"

catalogue=$tmp/overlay/opendata.cbs.nl/Tables.json
mkdir -p "$(dirname "$catalogue")"

# The catalogue, changed.
change() { # JQ-PROGRAM
	jq "$1" "$example/v3/opendata.cbs.nl/Tables.json" >"$catalogue"
	later 86400
	ends 0 -C "$base" refresh
}

server_start
init fb
mkdir -p "$base/sources"
# One table a year, and one table by its id.
jq '.table_ids = ["84799NED"] | del(.find_title) | del(.first_year)
    | del(.take)' "$repo/sources/cbs-kwb.json" >"$base/sources/een.json"
ends 0 -C "$base" refresh --source een
hasnt "$tmp/err" "has ended" "at first there is nothing to say"

change '(.value[] | select(.Identifier == "84799NED"))
    |= (.OutputStatus = "Gediscontinueerd")'
err_has "een: table 84799NED" "a table that has ended"
err_has "has ended (Gediscontinueerd): it gets no new figures" "is named"
later 60
ends 0 -C "$base" refresh
hasnt "$tmp/err" "has ended" "once"
ends 0 -C "$base" sources
out_has "has ended (Gediscontinueerd)" "feiten sources keeps saying it"

change '(.value[] | select(.Identifier == "84799NED"))
    |= (.OutputStatus = "Gediscontinueerd" | .Title += " (oud)")'
err_has 'een: table 84799NED' "a new title"
err_has 'is now called "' "is told"
ends 0 -C "$base" rebuild
ends 0 -C "$base" sources
out_has 'is now called "' "also after a rebuild"
done_testing
