#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# feiten show: a value, how it came about, or why there is none.
. "$(dirname "$0")/lib.sh"

server_start
init empty
ends 3 -C "$base" show GM0603 inwoners
err_has "there are no facts yet: run 'feiten refresh' first" "no facts yet"
filled fb
ends 2 -C "$base" show
err_has "usage: feiten show AREA INDICATOR" "wrong use"
ends 2 -C "$base" show GM0603 inwoners mannen
ends 2 -C "$base" show GM0603 inwoners --format csv

ends 2 -C "$base" show Muziekbuurt inwonrs
err_has "did you mean inwoners?" "an indicator by nearly its name"
ends 2 -C "$base" show Muzikbuurt inwoners
err_has "did you mean BU06030771 (Muziekbuurt)" "an area by nearly its name"
ends 2 -C "$base" show Rijswik inwoners
err_has "did you mean GM0603 (Rijswijk (ZH.))" "a municipality too"
ends 2 -C "$base" show BU06030779 inwoners
err_has "BU06030771 (Muziekbuurt)" "an area by nearly its code"

ends 0 -C "$base" show Muziekbuurt inwoners
out_has "value        4475" "a value"
out_has "licence      CC BY 4.0" "and its licence"
ends 0 -C "$base" show "rijswijk" inwoners --period 2020
out_has "value        54450" "of an earlier year, by name"

ends 0 -C "$base" show Muziekbuurt inwoners --format json
is "$(jq -c '[.area, .value, .period, .status, .table, .column, .topic]' \
    "$tmp/out")" '["BU06030771",4475,"2024","final","85984NED",'\
'"AantalInwoners_5","Aantal inwoners"]' "where it is from"
file=$(jq -r '"\(.raw)/\(.answers[0].file)"' "$tmp/out")
is "$(gzip -dc "$file" | sha256sum | cut -d' ' -f1)" \
    "$(jq -r '.answers[0].sha256' "$tmp/out")" \
    "down to the bytes that came"

ends 0 -C "$base" show GM0603 aandeel_65_plus --format json
is "$(jq -c '[(.value * 1000 | floor), (.parts[] | .indicator, .value)]' "$tmp/out")" \
    '[20680,"inwoners_65_plus",12334,"inwoners",59642]' \
    "a share, and what it is made of"
is "$(jq '.parts[0].value / .parts[1].value * 100 - .value | fabs < 1e-6' \
    "$tmp/out")" true "which is what it says"

ends 0 -C "$base" show BU06030772 woz
out_has "value        none" "no value"
out_has "absence      withheld" "and why not"
ends 0 -C "$base" show GM0603 inwoners --period 2013
out_has "absence      unknown" "a year that is not there"
done_testing
