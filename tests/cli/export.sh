#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# feiten export: figures out, only of sources that let them be passed on.
. "$(dirname "$0")/lib.sh"

server_start
filled fb
cp "$example"/notes/*.md "$base/notes/"
for args in "" csv gpkg "shapefile $tmp/x.shp" "csv a b"; do
	# shellcheck disable=SC2086 # words
	ends 2 -C "$base" export $args
done
ends 2 -C "$base" export csv "$tmp/x.csv" --indicator nonsense
ends 2 -C "$base" export csv "$tmp/x.csv" --within Nergenshuizen
for form in csv datapackage gpkg postgres; do
	ends 1 -C "$base" export $form "$tmp/nowhere/x.csv"
done
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

# A Data Package: that very CSV, and what is in it.
ends 0 -C "$base" export datapackage "$tmp/all.zip"
ends 0 -C "$base" export datapackage "$tmp/again.zip"
same "$tmp/all.zip" "$tmp/again.zip" "a package: twice the same"
is "$(unzip -Z1 "$tmp/all.zip" | tr '\n' ' ')" "datapackage.json figures.csv " \
    "two files"
unzip -p "$tmp/all.zip" figures.csv >"$tmp/figures.csv"
same "$tmp/figures.csv" "$tmp/all.csv" "the same rows"
unzip -p "$tmp/all.zip" datapackage.json >"$tmp/package.json"
is "$(jq -r '.resources[0].schema.fields | map(.name) | join(",")' \
    "$tmp/package.json")" "$(head -n 1 "$tmp/all.csv" | tr -d '\r')" \
    "its columns, in order"
is "$(jq -r '.profile, .resources[0].profile, .resources[0].path,
    (.resources[0].schema.primaryKey | join(" ")), .sources[].title,
    (.licenses[] | .title + " " + .path)' "$tmp/package.json")" \
    "tabular-data-package
tabular-data-resource
figures.csv
indicator period area_code area_year
CBS
CC BY 4.0 https://creativecommons.org/licenses/by/4.0/deed.nl" \
    "profiles, key, source and licence"
is "$(tr -d '\r' <"$tmp/all.csv" | awk -F, 'NR > 1 {
    print $5, $7, $1, $4 }' | sort | uniq -d | wc -l)" 0 "the key is one"

# A GeoPackage: the same rows, and shapes with their newest figures.
gpkg() { # FILE SQL
	sqlite3 "$1" "$2"
}
pdok=https://service.pdok.nl=http://127.0.0.1:$port/service.pdok.nl
plain=$base
server_start --routes "$example/wfs/routes"
ln -s "$example"/sources/*.json "$FEITEN_SHARE/sources/" 2>"$tmp/ln"
ln -sf "$repo"/sources/*.json "$FEITEN_SHARE/sources/"
pdok=https://service.pdok.nl=http://127.0.0.1:$port/service.pdok.nl
filled shapes --area GM0603 --mirror "$pdok" --mirror \
    "https://dataderden.cbs.nl=http://127.0.0.1:$port/dataderden.cbs.nl" 
ends 0 -C "$base" export csv "$tmp/shapes.csv"
ends 0 -C "$base" export gpkg "$tmp/all.gpkg"
ends 0 -C "$base" export gpkg "$tmp/again.gpkg"
same "$tmp/all.gpkg" "$tmp/again.gpkg" "a GeoPackage: twice the same"
is "$(gpkg "$tmp/all.gpkg" "PRAGMA application_id; PRAGMA user_version;
    PRAGMA integrity_check; PRAGMA foreign_key_check")" "1196444487
10300
ok" "it is one, and sound"
is "$(gpkg "$tmp/all.gpkg" 'SELECT count(*) FROM observations')" \
    "$(($(wc -l <"$tmp/shapes.csv") - 1))" "as many rows"
is "$(gpkg "$tmp/all.gpkg" "SELECT table_name, data_type, srs_id
    FROM gpkg_contents ORDER BY 1")" "areas_buurt|features|28992
areas_gemeente|features|28992
areas_wijk|features|28992
columns|attributes|
observations|attributes|" "layers and tables"
is "$(gpkg "$tmp/all.gpkg" "SELECT srs_id FROM gpkg_spatial_ref_sys
    ORDER BY 1" | tr '\n' ' ')" "-1 0 4326 28992 " "systems of coordinates"
is "$(gpkg "$tmp/all.gpkg" "SELECT DISTINCT hex(substr(geom, 1, 8)),
    hex(substr(geom, 41, 5)) FROM areas_buurt")" \
    "4750000340710000|0106000000" "header of a shape: RD, an envelope, WKB"
is "$(gpkg "$tmp/all.gpkg" "SELECT count(*) FROM areas_buurt
    WHERE area_code NOT LIKE 'BU%' OR shape_source = ''")" 0 "of buurten"
is "$(gpkg "$tmp/all.gpkg" "SELECT min_x > 70000 AND max_x < 95000 AND
    min_y > 440000 AND max_y < 460000 FROM gpkg_contents
    WHERE table_name = 'areas_buurt'")" 1 "where Rijswijk is"
is "$(gpkg "$tmp/all.gpkg" "SELECT a.inwoners, o.value
    FROM areas_wijk AS a JOIN columns AS c ON c.layer = 'areas_wijk'
	AND c.indicator = 'inwoners'
    JOIN observations AS o ON o.indicator = 'inwoners'
	AND o.period = c.period AND o.area_year = a.area_year
	AND o.area_code = a.area_code
    WHERE a.inwoners IS NOT o.value" | wc -l)" 0 "figures are those of the rows"
[ "$(gpkg "$tmp/all.gpkg" "SELECT count(inwoners) FROM areas_buurt")" -gt 20 ]
ok $? "and they are there"
ends 0 -C "$base" export gpkg "$tmp/some.gpkg" --indicator inwoners \
    --within WK060307
is "$(gpkg "$tmp/some.gpkg" "SELECT DISTINCT substr(area_code, 3, 6)
    FROM areas_buurt; SELECT DISTINCT indicator FROM columns;
    SELECT count(*) FROM areas_gemeente")" "060307
inwoners
0" "one wijk, one indicator"
(ulimit -f 100; trap '' XFSZ
    "$FEITEN" -C "$base" export gpkg "$tmp/all.gpkg" 2>"$tmp/err")
is $? 1 "no room"
same "$tmp/all.gpkg" "$tmp/again.gpkg" "what was there is there"
base=$plain

# A source that does not say so.
mkdir -p "$base/sources"
jq '.export_allowed = false' "$repo/sources/cbs-kwb.json" \
    >"$base/sources/cbs-kwb.json"
ends 0 -C "$base" export csv "$tmp/none.csv"
err_has "cbs-kwb: left out" "a source that is left out is named"
is "$(wc -l <"$tmp/none.csv")" 1 "and nothing of it is there"
ends 0 -C "$base" export gpkg "$tmp/none.gpkg"
is "$(gpkg "$tmp/none.gpkg" 'SELECT count(*) FROM observations')" 0 \
    "nor in a GeoPackage"
is "$(gpkg "$tmp/none.gpkg" 'SELECT DISTINCT last_change FROM gpkg_contents')" \
    "1970-01-01T00:00:00.000Z" "nor the moment it was fetched"
ends 0 -C "$base" export datapackage "$tmp/none.zip"
is "$(unzip -p "$tmp/none.zip" figures.csv | wc -l)" 1 "nor in a package"
rm "$base/sources/cbs-kwb.json"

# A full disk: what was there stays.
(ulimit -f 1; trap '' XFSZ
    "$FEITEN" -C "$base" export csv "$tmp/all.csv" 2>"$tmp/err")
is $? 1 "no room"
same "$tmp/all.csv" "$tmp/again.csv" "what was there is there"
is "$(find "$tmp" -name "*.tmp-*")" "" "and half a file is not"
done_testing
