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
ends 0 -C "$base" table --indicator inwoners --within NL00 --level gemeente
is "$(sed 1d "$tmp/out" | grep -c '^GM')" "$(sqlite3 "$base/facts.db" \
    "SELECT count(*) FROM area WHERE level = 'gemeente' AND year = 2024")" \
    "all gemeenten of the country"

# How sure it is, and by what rule. Programs get that, and CSV when asked.
sqlite3 "$base/facts.db" "INSERT INTO doubt SELECT '00aa11bb22', max(run.id),
    col.id, area.id, 'leap', 1, 2, 0, NULL, NULL, NULL
    FROM run, col, area WHERE col.indicator = 'inwoners'
	AND col.period = '2024' AND area.code = 'BU06030771'
	AND area.year = 2024"
one() { # OPTION...
	ends 0 -C "$base" table --area BU06030771 "$@"
}
one --indicator inwoners --format json
is "$(jq -c '.[0] | [.noise, .low < .value, .value < .high, .rounded_to,
    .computed, .doubted, .rule, .between, .area_set, .same_place, .link]' \
    "$tmp/out")" \
    '["rounding",true,true,5,"no","yes",null,null,2024,"yes",null]' \
    "JSON: noise, rounding, a doubt, the vintage"
is "$(jq -c '.[0] | has("peers")' "$tmp/out")" false "peers when asked for"
ends 0 -C "$base" show BU06030771 inwoners --format json
cp "$tmp/out" "$tmp/shown"
one --indicator inwoners --format csv --with reasons
is "$(sed 1q "$tmp/out" | tr -d '\r')" "area_code,area_name,indicator,period,\
value,unit,status,absence,table_id,low,high,noise,rounded_to,computed,doubted,\
rule,between,area_set,same_place,link,link_of" "CSV: after what was there"
is "$(sed -n 2p "$tmp/out" | cut -d, -f10-12)" "$(jq -r '.noise |
    "\(.low * 100 | round / 100),\(.high * 100 | round / 100),\(.kind)"' \
    "$tmp/shown" | sed 's/,\([0-9]*\),/,\1.00,/; s/^\([0-9]*\),/\1.00,/')" \
    "the bounds that show has"
one --indicator inwoners --format csv
is "$(sed 1q "$tmp/out" | tr -d '\r' | tr , '\n' | wc -l)" 12 \
    "CSV: no more than before unless asked for"
one --indicator aandeel_65_plus --period 2020 --with noise,reasons
out_has "rounding" "text: when asked for"
out_has "likely" "another year: whether it is the same place"
out_has "unproven" "by which link"
ends 0 -C "$base" show BU06030771 aandeel_65_plus --period 2020 --format json
is "$(jq -c '.through_time | [.link, .link_of]' "$tmp/out")" \
    '["unproven",2024]' "as show has it"
one --indicator aandeel_65_plus --indicator inwoners --format json --with peers
is "$(jq -c '[.[] | [.peers, .peers_areas > 10, .peers_median,
    .peers_reason]]' "$tmp/out")" \
    '[["country",true,null,"few-peers"],["country",true,null,"not-compared"]]' \
    "its peers, too few; a count is not compared"
one --indicator aandeel_65_plus --period 2020 --format json --with=peers
is "$(jq -r '.[].peers_reason' "$tmp/out")" older "only the newest figure is"
ends 0 -C "$base" table --area NL00 --indicator inwoners --with peers \
    --format json
is "$(jq -c '.[0] | [.peers, .peers_reason]' "$tmp/out")" '[null,"no-peers"]' \
    "the country has none"
for with in ',' peer 'noise,' ',noise'; do
	ends 2 -C "$base" table --area NL00 --indicator inwoners --with "$with"
	err_has "takes noise, reasons and peers" "--with '$with'"
done
done_testing
