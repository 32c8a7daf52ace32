#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# feiten export: figures out, only of sources that let them be passed on.
. "$(dirname "$0")/lib.sh"

server_start
filled fb
cp "$example"/notes/*.md "$base/notes/"
for args in "" csv "gpkg $tmp/x.gpkg" "datapackage $tmp/x.zip" "csv a b"; do
	# shellcheck disable=SC2086 # words
	ends 2 -C "$base" export $args
done
ends 2 -C "$base" export csv "$tmp/x.csv" --indicator nonsense
ends 2 -C "$base" export csv "$tmp/x.csv" --within Nergenshuizen
ends 1 -C "$base" export csv "$tmp/nowhere/x.csv"
is "$(find "$tmp" -name 'x.*')" "" "and no file was begun"

ends 0 -C "$base" export csv "$tmp/all.csv"
err_has "all.csv: " "how many figures"
is "$(head -n 1 "$tmp/all.csv" | tr -d '\r')" "area_code,area_name,area_level,\
area_year,indicator,label,period,value,unit,status,source,publisher,licence,\
licence_url,table_id" "a header"
grep '^GM0603,' "$tmp/all.csv" | grep ',inwoners,Inwoners,2024,' >"$tmp/row"
is "$(tr -d '\r' <"$tmp/row")" "GM0603,Rijswijk (ZH.),gemeente,2024,inwoners,\
Inwoners,2024,59642,aantal,final,cbs-kwb,CBS,CC BY 4.0,\
https://creativecommons.org/licenses/by/4.0/deed.nl,85984NED" \
    "a figure with its source and licence"
ends 0 -C "$base" export csv "$tmp/again.csv"
same "$tmp/all.csv" "$tmp/again.csv" "twice the same"
ends 0 -C "$base" export csv "$tmp/some.csv" --indicator inwoners \
    --within WK060307
is "$(cut -d, -f5 "$tmp/some.csv" | sort -u | tr '\n' ' ')" \
    "indicator inwoners " "one indicator"
is "$(cut -c1-8 "$tmp/some.csv" | sort -u | tr '\n' ' ')" \
    "BU060307 WK060307 area_cod " "one wijk and what lies in it"

ends 0 -C "$base" export postgres "$tmp/all.sql"
is "$(tail -n 2 "$tmp/all.sql" | tr '\n' ' ')" '\. COMMIT; ' "one transaction"
is "$(sed '1,/^COPY/d; /^\\\.$/,$d' "$tmp/all.sql" | wc -l)" \
    "$(($(wc -l <"$tmp/all.csv") - 1))" "SQL: as many rows"
is "$(sed '1,/^COPY/d; /^\\\.$/,$d' "$tmp/all.sql" | awk -F'\t' '{ print NF }' |
    sort -u)" 15 "of as many fields"

# A source that does not say so.
mkdir -p "$base/sources"
jq '.export_allowed = false' "$repo/sources/cbs-kwb.json" \
    >"$base/sources/cbs-kwb.json"
ends 0 -C "$base" export csv "$tmp/none.csv"
err_has "cbs-kwb: left out" "a source that is left out is named"
is "$(wc -l <"$tmp/none.csv")" 1 "and nothing of it is there"
rm "$base/sources/cbs-kwb.json"

# A full disk: what was there stays.
(ulimit -f 1; trap '' XFSZ
    "$FEITEN" -C "$base" export csv "$tmp/all.csv" 2>"$tmp/err")
is $? 1 "no room"
same "$tmp/all.csv" "$tmp/again.csv" "what was there is there"
is "$(find "$tmp" -name "*.tmp-*")" "" "and half a file is not"
done_testing
