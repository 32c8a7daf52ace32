#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# stats.sh BIGTABLE DIR: the tree of a server in DIR/tree, with
# ten years of a national table, and DIR/cbs-kwb.json, by which each stored
# indicator of sources/indicators.json is one of its topics.
set -eu
bigtable=$1
dir=$2
here=$(dirname "$0")/../..

"$bigtable" --out "$dir/tree" --areas 17341 --topics 240 --filled 100 \
    --years 10 --last 2024
# Topics without a meaning go round: to counts those that count, to shares
# those in percent, to all else what is left; bigtable.c numbers them so that
# every third, from the first after the known ones on, is in percent.
jq --slurpfile all "$here/sources/indicators.json" '
    ($all[0].indicators | map(select(has("parts") | not))) as $stored |
    ["Aantal inwoners", "Mannen", "Vrouwen", "0 tot 15 jaar",
	"65 jaar of ouder", "Huishoudens totaal",
	"Gemiddelde huishoudensgrootte", "Bevolkingsdichtheid",
	"Koopwoningen", "Gemiddeld inkomen per inwoner",
	"Afstand tot grote supermarkt", "Oppervlakte land",
	"Mate van stedelijkheid", "Omgevingsadressendichtheid"] as $known |
    (.rules | map(select(.titles[0] as $t | $known | index($t)))) as $kept |
    ($kept | map(.indicator)) as $done |
    ($stored | map(select(.id as $i | $done | index($i) | not))) as $rest |
    ($rest | map(select(.unit == "%"))) as $shares |
    ($rest | map(select(.unit != "%"))) as $others |
    .first_year = 2015 |
    .rules = $kept +
	[range($shares | length) | {indicator: $shares[.].id,
	    titles: ["Onderwerp \(. * 3 + 16)"], units: ["%"]}] +
	[range($others | length) | {indicator: $others[.].id,
	    titles: ["Onderwerp \((. / 2 | floor) * 3 + 17 + . % 2)"],
	    units: ["aantal"]}] |
    del(.left_out, .on_request, .take)' "$here/sources/cbs-kwb.json" \
    >"$dir/cbs-kwb.json"
