#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# feiten table: values of some indicators for some areas.
. "$(dirname "$0")/lib.sh"

server_start
init empty
ends 3 -C "$base" table --indicator inwoners --area GM0603
filled fb
ends 2 -C "$base" table
err_has "name an --indicator" "no indicator"
ends 2 -C "$base" table --indicator inwoners
err_has "name an --area" "no area"
ends 2 -C "$base" table --indicator inwoners --within GM0603
err_has "go together" "--within without --level"
ends 2 -C "$base" table inwoners GM0603
ends 2 -C "$base" table --indicator inwonrs --area GM0603
err_has "did you mean inwoners?" "an indicator by nearly its name"
ends 2 -C "$base" table --indicator inwoners --area Muzikbuurt
err_has "did you mean BU06030771" "an area by nearly its name"

ends 0 -C "$base" table --indicator inwoners --area GM0603 --area NL00
cat >"$tmp/want" <<'END'
code    name            indicator  period     value  unit    status  absence  table
GM0603  Rijswijk (ZH.)  inwoners   2024       59642  aantal  final            85984NED
NL00    Nederland       inwoners   2024    17942942  aantal  final            85984NED
END
same "$tmp/want" "$tmp/out" "two areas, for people"

# All values of a level are those of the source.
ends 0 -C "$base" table --indicator inwoners --within GM0603 --level buurt \
    --format csv
sed 1d "$tmp/out" | cut -d, -f1,5 | sort >"$tmp/got"
jq -r 'select(.WijkenEnBuurten | startswith("BU"))
    | "\(.WijkenEnBuurten),\(.AantalInwoners_5)"' \
    "$example/v3/opendata.cbs.nl/85984NED/TypedDataSet.ndjson" |
    sort >"$tmp/want"
is "$(wc -l <"$tmp/want")" 32 "Rijswijk has 32 buurten"
same "$tmp/want" "$tmp/got" "their inhabitants, as CSV"

ends 0 -C "$base" table --indicator inwoners --indicator mannen \
    --within Rijswijk --level wijk --period 2020 --format json
is "$(jq -c '[length, (map(.indicator) | unique), .[0].period]' \
    "$tmp/out")" '[22,["inwoners","mannen"],"2020"]' \
    "two indicators of an earlier year, as JSON"
ends 0 -C "$base" table --indicator inwoners --area GM0603 --period 1999 \
    --format json
is "$(jq -c '.[0] | [.value, .absence]' "$tmp/out")" '[null,"unknown"]' \
    "a year that is not there"
done_testing
