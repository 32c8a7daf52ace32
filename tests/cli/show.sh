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
out_has "  kind         rounding" "how sure it is"
out_has "  low          4471" "and between what it lies"
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

# Down to the byte: the command that is printed cuts the figure out.
cut_out() { # NAME: of the range
	sh -c "$(jq -r ".place.$1.command" "$tmp/out")"
}
for period in 2024 2020; do
	ends 0 -C "$base" show GM0603 inwoners --period $period --format json
	value=$(jq -r .value "$tmp/out")
	is "$(cut_out figure)" "$value" "$period: the bytes of the figure"
	is "$(cut_out record | jq -c "[.WijkenEnBuurten,
	    .$(jq -r .column "$tmp/out")]")" "[\"GM0603    \",$value]" \
	    "$period: and of the record around it"
	is "$(jq -r '.place.sha256' "$tmp/out")" "$(gzip -dc \
	    "$(jq -r .place.file "$tmp/out")" | sha256sum | cut -d' ' -f1)" \
	    "$period: and the checksum of the answer"
done
ends 0 -C "$base" show GM0603 inwoners
out_has "tail -c +" "people are told how to look"
ends 0 -C "$base" show BU06030772 woz --format json
is "$(jq -c .place "$tmp/out")" null "no value, no bytes"

# What was, and what is said about it.
# In the gemeente and in no buurt: only what rounding cannot make.
nowhere="staan 376 inwoners in geen buurt (2024)"
ends 0 -C "$base" show GM0603 inwoners --format json
is "$(jq -c .in_no_buurt "$tmp/out")" null "17 of 32 buurten: rounding"
ends 0 -C "$base" show GM0603 inwoners --period 2020 --format json
is "$(jq -c .in_no_buurt "$tmp/out")" null "55 that do not cancel: too"
ends 0 -C "$base" profile GM0603 --format json
has "$base/out/profile/GM0603.json" '"unknown"' "the page has what is not known"
hasnt "$base/out/profile/GM0603.json" "in geen buurt" \
    "and says nothing of that"

mkdir -p "$tmp/overlay/opendata.cbs.nl/85984NED"
sed 's/"AantalInwoners_5":59642/"AantalInwoners_5":60001/' \
    "$example/v3/opendata.cbs.nl/85984NED/TypedDataSet.ndjson" \
    >"$tmp/overlay/opendata.cbs.nl/85984NED/TypedDataSet.ndjson"
touch_table 85984NED
later 86400
ends 0 -C "$base" refresh
sqlite3 "$base/facts.db" "DELETE FROM doubt; INSERT INTO doubt
    SELECT '00aa11bb22', max(run.id), col.id, area.id, 'leap', 59642, 60001,
	0, 'M. de Vries', '2026-11-23', 'so' FROM run, col, area
    WHERE col.indicator = 'inwoners' AND col.period = '2024'
	AND area.code = 'GM0603' AND area.year = 2024"
ends 0 -C "$base" show GM0603 inwoners --format json
is "$(jq -c '[.history[] | .value, .run, .replaced_by]' "$tmp/out")" \
    '[59642,"85984NED.20261122T000000Z","85984NED.20261123T000000Z"]' \
    "what it was before"
is "$(jq -c '[.doubts[] | .id, .kind, .by, .why]' "$tmp/out")" \
    '["00aa11bb22","leap","M. de Vries","so"]' "and the decision on it"
is "$(cut_out figure)" 60001 "the figure of now, out of the newest answer"
is "$(jq -c '.in_no_buurt | [.value, .buurten, .sum]' "$tmp/out")" \
    '[376,32,59625]' "and what it has more than its buurten"
is "$(jq -c '.in_no_buurt | .low > 200 and .high < 550' "$tmp/out")" true \
    "with the rounding of both"
ends 0 -C "$base" profile GM0603 --format json
has "$base/out/profile/GM0603.json" "$nowhere" "which the page says"
ends 0 -C "$base" profile GM0603 --format json --lang en
has "$base/out/profile/GM0603.json" \
    "376 inhabitants are counted in no neighbourhood (2024)" "in English too"
ends 0 -C "$base" show BU06030771 inwoners --format json
is "$(jq -c .in_no_buurt "$tmp/out")" null "a buurt has no buurten"
ends 0 -C "$base" show GM0603 inwoners --as-of 2026-11-22 --format json
is "$(cut_out figure)" 59642 "and that of then out of the older one"

# Answers that were changed since, cut off, or removed.
file=$(jq -r .place.file "$tmp/out")
gzip -dc "$file" | sed 's/59642/59999/' | gzip >"$tmp/changed"
cp "$file" "$tmp/good"
cp "$tmp/changed" "$file"
ends 0 -C "$base" show GM0603 inwoners --as-of 2026-11-22
out_has "sha256" "bytes that are not those that came: said"
hasnt "$tmp/out" "tail -c" "and none are shown"
head -c 500 "$tmp/good" >"$file"
ends 0 -C "$base" show GM0603 inwoners --as-of 2026-11-22
hasnt "$tmp/out" "tail -c" "an answer that was cut off"
rm "$file"
ends 0 -C "$base" show GM0603 inwoners --as-of 2026-11-22
out_has "gone: answers of this run are no longer in raw/" "one that is gone"
rm -r "$(dirname "$file")"
ends 0 -C "$base" show GM0603 inwoners --as-of 2026-11-22
out_has "gone: that run is no longer in raw/" "and its manifest"
# Among comparable areas: here too few.
ends 0 -C "$base" show BU06030771 aandeel_65_plus --peers --format json
is "$(jq -r '[.peers.kind, .peers.areas > 10, .peers.reason,
    (.similar | length)] | join(" ")' "$tmp/out")" \
    "country true few-peers 5" "its peers, and why it is not named"
is "$(jq -r .region.why "$tmp/out" | cut -d: -f1)" \
    "no gemeenten around it are known in 2024" "no region without boundaries"
is "$(jq -r '[.similar[].distance] | . == sort' "$tmp/out")" true \
    "the most similar first"

done_testing
