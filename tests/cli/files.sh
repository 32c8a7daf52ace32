#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Files as a source: the walk-through of docs/adding-a-source.md as it stands,
# and files by address: fetched again only when they changed, and refused with
# a reason when they are no good.
. "$(dirname "$0")/lib.sh"

web=$tmp/web
mkdir "$web"
number=0

# The code block of this name out of the walk-through.
block() { # NAME
	awk -v name="$1" '
	    /^```/ { if (on) exit; on = $2 == name; next }
	    on { print }' "$repo/docs/adding-a-source.md"
}

refresh() { # STATUS
	later 60
	ends "$1" -v -C "$base" refresh --source "$source"
}

sql() { # QUERY
	sqlite3 "$base/facts.db" "$1"
}

figures() {
	sql "SELECT area_code, topic_title, value FROM facts
	    ORDER BY 1, topic_key"
}

# Raw and facts.db are as they were.
untouched() { # NAME
	listing "$base/raw" >"$tmp/now"
	same "$tmp/raw" "$tmp/now" "$1: nothing in raw/"
	same "$tmp/facts.db" "$base/facts.db" "$1: facts.db is as it was"
}

remember() {
	listing "$base/raw" >"$tmp/raw"
	cp "$base/facts.db" "$tmp/facts.db"
}

# A fact base whose source is a file at an address, and a server that has it:
# one line of the routes.
remote() { # ROUTE [ADDRESS LAYOUT]
	printf '%b\n' "$1" >"$web/routes"
	server_start --routes "$web/routes"
	number=$((number + 1))
	init "fb$number" --area GM0603 \
	    --mirror "https://data.example=http://127.0.0.1:$port/data.example"
	mkdir -p "$base/sources"
	source=bomen
	block bomen.json | jq --arg a "https://data.example/${2:-bomen.csv}" \
	    --argjson l "${3:-{\}}" '.address = $a | .layout += $l' \
	    >"$base/sources/bomen.json"
}

# The same fact base, another server.
serve() { # ROUTES
	printf '%b\n' "$1" >"$web/routes"
	server_stop
	server_start --routes "$web/routes" --port "$port"
}

refuses() { # ROUTE MESSAGE NAME [ADDRESS LAYOUT]
	remote "$1" "${4:-bomen.csv}" "${5:-{\}}"
	refresh 1
	err_has "$2" "$3"
	is "$(sql 'SELECT count(*) FROM facts' 2>/dev/null || echo 0)" 0 \
	    "$3: no figures"
}

# The bytes that a figure came in: a line of the file.
test_show() {
	server_start
	init shown --area GM0603
	mkdir -p "$base/sources"
	source=bomen
	block bomen.csv | sed 's/$/\r/' >"$base/sources/bomen.csv"
	block bomen.json | jq '.layout.columns = [{ "column": "Bomen",
	    "unit": "aantal" }] | .rules = [{ "indicator": "inwoners",
	    "titles": ["Bomen"], "units": ["aantal"] }]' \
	    >"$base/sources/bomen.json"
	refresh 0
	for area in $(sql "SELECT area_code FROM facts
	    WHERE indicator = 'inwoners'"); do
		ends 0 -C "$base" show "$area" inwoners --format json
		sh -c "$(jq -r .place.record.command "$tmp/out")" >"$tmp/line"
		is "$(cat "$tmp/line")" \
		    "$(grep "$area" "$base/sources/bomen.csv" | tr -d '\r')" \
		    "show cuts out the line of $area"
	done
}

test_walk_through() {
	server_start
	init walk --area GM0603
	mkdir -p "$base/sources"
	source=bomen
	ends 2 -C "$base" refresh --source indicators
	err_has 'source "indicators": unknown' "a file that is no source"
	block bomen.csv >"$base/sources/bomen.csv"
	block bomen.json >"$base/sources/bomen.json"
	cp "$base/feiten.json" "$tmp/all.json"
	jq '.sources = ["cbs-kwb"]' "$tmp/all.json" >"$base/feiten.json"
	ends 2 -C "$base" refresh --source bomen
	err_has '"bomen": is not used here: name it under "sources"' \
	    "a source that feiten.json leaves out"
	cp "$tmp/all.json" "$base/feiten.json"
	refresh 0
	err_has "1 row left out: not a gemeente, wijk or buurt (Totaal)" \
	    "what is left out is counted and named"
	is "$(figures)" "BU06030111|Bomen|1204.0
BU06030111|Kroonbedekking|18.5
BU06030111|Speelplekken|6.0
BU06030112|Bomen|861.0
BU06030112|Kroonbedekking|14.2
BU06030112|Speelplekken|4.0
BU06030221|Bomen|1530.0
BU06030221|Kroonbedekking|22.0" "the figures of the walk-through"
	is "$(sql "SELECT DISTINCT period, area_year, unit FROM facts
	    WHERE topic_title = 'Kroonbedekking'")" "2024|2024|%" \
	    "with their period and unit"
	is "$(sql "SELECT reason FROM absences WHERE area_code = 'BU06030221'")" \
	    withheld "and the reason for what is not there"
	ends 0 -C "$base" sources
	out_has "bomen: Bomen en speelplekken" "the source is listed"
	out_has "about 8 values a year" "with what it costs"
	out_has "CC0 1.0" "and its licence"
	remember
	refresh 0
	err_has "nothing new" "again: nothing new"
	untouched "again"
	is "$(requests)" 0 "and no request at all"
	touch -d '2026-11-20' "$base/sources/bomen.csv"
	refresh 0
	err_has "nothing new" "another time on the same file: nothing new"
	untouched "another time"
	sed -i 's/;1.204;/;1.205;/' "$base/sources/bomen.csv"
	refresh 0
	is "$(sql "SELECT value FROM facts WHERE topic_title = 'Bomen'
	    AND area_code = 'BU06030111'")" 1205.0 "a changed file is loaded"
	is "$(sql 'SELECT value FROM fact_history')" 1204.0 \
	    "and the old figure is history"
	ends 0 -C "$base" rebuild
	is "$(sql 'SELECT count(*) FROM facts')" 8 "and so after a rebuild"
	block indicators.json >"$base/sources/indicators.json"
	block rules.json >"$tmp/rules.json"
	jq -s '.[0] + .[1]' "$base/sources/bomen.json" "$tmp/rules.json" \
	    >"$tmp/bomen.json"
	cp "$tmp/bomen.json" "$base/sources/bomen.json"
	refresh 0
	ends 0 -C "$base" table --indicator bomen --indicator kroonbedekking \
	    --area BU06030111 --area BU06030112 --area BU06030221 --format csv
	is "$(cut -d, -f1,3,5 "$tmp/out" | sed 1d | tr '\n' ' ')" \
	    "BU06030111,bomen,1205 BU06030112,bomen,861 BU06030221,bomen,1530\
 BU06030111,kroonbedekking,19 BU06030112,kroonbedekking,14\
 BU06030221,kroonbedekking,22 " "and as indicators of one's own"
	rm "$base/sources/bomen.csv"
	refresh 1
	err_has "sources/bomen.csv: No such file" "a file that is gone"
}

test_etag() {
	block bomen.csv >"$web/bomen.csv"
	remote 'GET\t/data.example/bomen.csv\t304\t-\t?If-None-Match: "v1"
GET\t/data.example/bomen.csv\t200\tbomen.csv\tETag: "v1"'
	refresh 0
	is "$(sql 'SELECT count(*) FROM facts')" 8 "a file by address"
	remember
	clear
	refresh 0
	err_has "nothing new" "again: nothing new"
	is "$(requests)" 1 "with one request"
	untouched "not modified"
	sed -i 's/;861;/;862;/' "$web/bomen.csv"
	serve 'GET\t/data.example/bomen.csv\t200\tbomen.csv\tETag: "v2"'
	refresh 0
	is "$(sql "SELECT value FROM facts WHERE topic_title = 'Bomen'
	    AND area_code = 'BU06030112'")" 862.0 "a changed file is loaded"
	serve 'GET\t/data.example/bomen.csv\t404\t-'
	cp "$base/facts.db" "$tmp/facts.db"
	refresh 1
	err_has "status 404" "gone: the status is named"
	is "$(sql 'SELECT count(*) FROM facts')" 8 "and the figures stay"
}

# A server that tells nothing: the bytes do.
test_bytes() {
	block bomen.csv >"$web/bomen.csv"
	remote 'GET\t/data.example/bomen.csv\t200\tbomen.csv'
	refresh 0
	remember
	refresh 0
	err_has "nothing new" "the same bytes: nothing new"
	untouched "same bytes"
	sed -i 's/;861;/;863;/' "$web/bomen.csv"
	refresh 0
	is "$(sql "SELECT value FROM facts WHERE topic_title = 'Bomen'
	    AND area_code = 'BU06030112'")" 863.0 "other bytes: loaded"
}

# Zip and spreadsheet, by their bytes.
test_packed() {
	if ! command -v python3 >/dev/null; then
		skip "python3 makes the archives"
		return
	fi
	block bomen.csv >"$web/bomen.csv"
	(cd "$web" && python3 - <<-'END'
	import zipfile
	z = zipfile.ZipFile("bomen.zip", "w", zipfile.ZIP_DEFLATED)
	z.write("bomen.csv", "map/bomen 2024.csv")
	z.writestr("leesmij.txt", "toelichting")
	z.close()
	def sheet(rows):
	    cells = "".join("<row>" + "".join(
	        "<c><v>%s</v></c>" % v if isinstance(v, (int, float)) else
	        '<c t="inlineStr"><is><t>%s</t></is></c>' % v for v in row) +
	        "</row>" for row in rows)
	    return ('<worksheet xmlns="http://schemas.openxmlformats.org/'
	        'spreadsheetml/2006/main"><sheetData>' + cells +
	        "</sheetData></worksheet>")
	main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	z = zipfile.ZipFile("bomen.xlsx", "w", zipfile.ZIP_DEFLATED)
	z.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.'
	    'openxmlformats.org/package/2006/content-types"/>')
	z.writestr("_rels/.rels", '<Relationships xmlns="http://schemas.'
	    'openxmlformats.org/package/2006/relationships"><Relationship '
	    'Id="r1" Type="%s/officeDocument" Target="xl/workbook.xml"/>'
	    '</Relationships>' % rel)
	z.writestr("xl/workbook.xml", '<workbook xmlns="%s" xmlns:r="%s"><sheets>'
	    '<sheet name="Uitleg" sheetId="1" r:id="s1"/>'
	    '<sheet name="Cijfers" sheetId="2" r:id="s2"/></sheets></workbook>'
	    % (main, rel))
	z.writestr("xl/_rels/workbook.xml.rels", '<Relationships xmlns="http://'
	    'schemas.openxmlformats.org/package/2006/relationships">' +
	    "".join('<Relationship Id="s%d" Type="%s/worksheet" '
	    'Target="worksheets/sheet%d.xml"/>' % (i, rel, i) for i in (1, 2)) +
	    '</Relationships>')
	z.writestr("xl/worksheets/sheet1.xml", sheet([["Uitleg"]]))
	z.writestr("xl/worksheets/sheet2.xml", sheet([
	    ["Bomen in Rijswijk"], ["Buurtcode", "Buurt", "Bomen"],
	    ["BU06030111", "Cromvliet", 1204],
	    ["BU06030112", "Leeuwendaal", 861.5], ["Bron: gemeente"]]))
	z.close()
	z = zipfile.ZipFile("boek.zip", "w", zipfile.ZIP_DEFLATED)
	z.write("bomen.xlsx")
	z.close()
	z = zipfile.ZipFile("bom.zip", "w", zipfile.ZIP_DEFLATED)
	z.writestr("bomen.csv", b"x;y\n" * 100000000)
	z.close()
	END
	)
	remote 'GET\t/data.example/*\t200\tbomen.zip' bomen.zip \
	    '{"inside": "*.csv"}'
	refresh 0
	is "$(sql 'SELECT count(*) FROM facts')" 8 "a file in a zip"
	is "$(find "$base/raw" -name 'data-1.bin' -exec cmp {} "$web/bomen.zip" \;
	    )" "" "kept as it came"
	ends 0 -C "$base" rebuild
	is "$(sql 'SELECT count(*) FROM facts')" 8 "and read again"
	remote 'GET\t/data.example/*\t200\tbomen.zip' 'download?id=7' \
	    '{"inside": "*.csv"}'
	refresh 0
	is "$(sql 'SELECT count(*) FROM facts')" 8 "whatever it is called"
	remote 'GET\t/data.example/*\t200\tbomen.xlsx' bomen.xlsx \
	    '{"sheet": "Cijfers"}'
	refresh 0
	is "$(figures)" "BU06030111|Bomen|1204.0
BU06030112|Bomen|861.5" "a spreadsheet"
	remote 'GET\t/data.example/*\t200\tboek.zip' boek.zip \
	    '{"sheet": "Cijfers"}'
	refresh 0
	is "$(sql 'SELECT count(*) FROM facts')" 2 "a spreadsheet in a zip"
	refuses 'GET\t/data.example/*\t200\tbomen.xlsx' "Cijfer" \
	    "a sheet there is not" bomen.xlsx '{"sheet": "Cijfer"}'
	refuses 'GET\t/data.example/*\t200\tbomen.zip' \
	    'no entry fits "*.ods"' "not in the zip" bomen.zip \
	    '{"inside": "*.ods"}'
	refuses 'GET\t/data.example/*\t200\tbom.zip' "a zip bomb" \
	    "a zip bomb" bom.zip
}

# Rows of one figure each; own codes, by a file beside the definition.
test_long() {
	cat >"$web/long.csv" <<-'END'
	wijk;onderwerp;waarde
	1;Bomen;12
	1;Banken;3
	2;Bomen;14
	9;Bomen;1
	END
	long='{"area": "wijk", "map": "wijken.csv", "topic": "onderwerp",
	    "value": "waarde", "skip": 0, "area_name": null,
	    "columns": [{"column": "Bomen"}, {"column": "Banken"}]}'
	remote 'GET\t/data.example/*\t200\tlong.csv' long.csv "$long"
	jq 'del(.layout.area_name)' "$base/sources/bomen.json" >"$tmp/j" &&
	    mv "$tmp/j" "$base/sources/bomen.json"
	printf 'wijk;cbs\n1;WK060301\n2;WK060302\n' >"$base/sources/wijken.csv"
	refresh 0
	is "$(figures)" "WK060301|Banken|3.0
WK060301|Bomen|12.0
WK060302|Bomen|14.0" "a row for each figure, own codes"
	err_has "1 row left out: not a gemeente, wijk or buurt (9)" \
	    "a code that the file does not have"
	is "$(sql 'SELECT area_code, reason FROM absences')" \
	    "WK060302|withheld" "what has no row is absent"
	printf '9;WK060303\n' >>"$base/sources/wijken.csv"
	refresh 0
	err_has "the definitions changed" "another file of codes: loaded again"
	is "$(sql 'SELECT count(*) FROM facts')" 4 "with the new one"
	printf '2;Bomen;15\n' >>"$web/long.csv"
	refresh 1
	err_has "WK060302: is in row" "a figure twice"
	is "$(sql 'SELECT count(*) FROM facts')" 4 "the figures stay"
}

# Postcodes that make up a neighbourhood: counts are added up, and a share is
# weighed or refused.
test_combined() {
	printf '%s\n' 'postcode;winkels;tevreden;mensen' '2281;3;50;100' \
	    '2282;4;70;300' '2283;5;60;10' '2284;.;60;10' '2299;1;1;1' \
	    >"$web/pc4.csv"
	combined='{"area": "postcode", "map": "pc4.csv", "combine": "sum",
	    "skip": 0, "area_name": null, "columns": [
	    {"column": "winkels", "unit": "aantal"},
	    {"column": "tevreden", "unit": "%"}]}'
	remote 'GET\t/data.example/*\t200\tpc4.csv' pc4.csv "$combined"
	jq 'del(.layout.area_name)' "$base/sources/bomen.json" >"$tmp/j" &&
	    mv "$tmp/j" "$base/sources/bomen.json"
	printf '%s\n' 'pc4;cbs' '2281;BU06030111' '2282;BU06030111' \
	    '2283;BU06030112' '2284;BU06030112' >"$base/sources/pc4.csv"
	jq 'del(.layout.combine)' "$base/sources/bomen.json" >"$tmp/j"
	cp "$base/sources/bomen.json" "$tmp/combined.json"
	mv "$tmp/j" "$base/sources/bomen.json"
	refresh 1
	err_has 'say "combine": "sum" in the layout' \
	    "two codes for one area, and no word on adding up"
	cp "$tmp/combined.json" "$base/sources/bomen.json"
	refresh 1
	err_has 'column "tevreden" (unit "%") cannot be added up' \
	    "a share is not added up"
	jq '.layout.columns[1].weight = "mensen"' "$base/sources/bomen.json" \
	    >"$tmp/j" && mv "$tmp/j" "$base/sources/bomen.json"
	refresh 0
	is "$(figures)" "BU06030111|tevreden|65.0
BU06030111|winkels|7.0
BU06030112|tevreden|60.0" "postcodes make up a neighbourhood"
	err_has "1 row left out: not a gemeente, wijk or buurt (2299)" \
	    "a postcode of nowhere is named"
	is "$(sql 'SELECT area_code, reason FROM absences')" \
	    "BU06030112|withheld" "a part without a value: none for the whole"
	printf '2282;BU06030112\n' >>"$base/sources/pc4.csv"
	refresh 1
	err_has '"2282" is BU06030112, on line 3 it is BU06030111' \
	    "a postcode over two neighbourhoods is refused"
	err_has "nothing says how its figures would be divided" "with the reason"
	is "$(sql 'SELECT count(*) FROM facts')" 3 "the figures stay"
}

# A code of change is that of the area, whatever it is called and written as.
test_change() {
	printf '%s\n' 'buurt;indelingswijziging_wijken_en_buurten' \
	    'BU06030111;3' 'BU06030112;1' >"$web/change.csv"
	remote 'GET\t/data.example/*\t200\tchange.csv' change.csv \
	    '{"area": "buurt", "skip": 0, "area_name": null, "columns": [
	    {"column": "indelingswijziging_wijken_en_buurten",
	    "unit": "code"}]}'
	jq 'del(.layout.area_name)' "$base/sources/bomen.json" >"$tmp/j" &&
	    mv "$tmp/j" "$base/sources/bomen.json"
	refresh 0
	is "$(sql "SELECT code, change FROM area WHERE level = 'buurt'
	    AND change IS NOT NULL ORDER BY 1")" "BU06030111|3
BU06030112|1" "a number that says how an area changed"
}

# Areas are found in the rows: more of them than there is room for at first,
# whose full names come later than their figures.
test_many() {
	remote 'GET\t/data.example/bomen.csv\t200\tmany.csv' bomen.csv \
	    '{"area": "code", "area_name": "naam", "period": "jaar",
	      "columns": [{"column": "Bomen"}]}'
	jq 'del(.period) | .area_year = 2024 |
	    .layout |= del(.map, .skip, .heads)' "$base/sources/bomen.json" \
	    >"$tmp/definition"
	cp "$tmp/definition" "$base/sources/bomen.json"
	awk 'BEGIN {
		print "code;naam;jaar;Bomen"
		for (year = 2001; year <= 2100; year++)
			for (i = 0; i < 3000; i++) {
				name = "Bos " i
				if (i == 7 && year == 2099)
					name = "Het lange bos"
				printf "BU%04d%04d;%s;%d;%d\n", 1 + i % 50,
				    i, name, year, i
			}
		print "PV20;Groningen;2001;5"
	}' >"$web/many.csv"
	refresh 0
	err_has "1 row left out: not a gemeente, wijk or buurt (PV20)" \
	    "codes of no neighbourhood are told"
	is "$(sql 'SELECT count(*), count(DISTINCT area_code), sum(value)
	    FROM facts')" "300000|3000|449850000.0" "the figures of 3,000 areas"
	is "$(sql "SELECT count(*) FROM facts
	    WHERE value <> CAST(substr(area_code, 7) AS INTEGER)")" 0 \
	    "each of its own area"
	is "$(sql "SELECT name FROM areas WHERE code = 'BU00080007'")" \
	    "Het lange bos" "the longest name stays"
	is "$(sql 'SELECT rows FROM tbl')|$(sql 'SELECT rows FROM run')" \
	    "300001|300001" "the rows are counted"
}

test_bad() {
	printf '<!DOCTYPE html>\n<title>Onderhoud</title>\n' >"$web/page.html"
	refuses 'GET\t/data.example/*\t200\tpage.html' "a web page" \
	    "a page with status 200"
	: >"$web/empty"
	refuses 'GET\t/data.example/*\t200\tempty' "an empty answer" "no bytes"
	block bomen.csv | sed '4s/;861//' >"$web/short.csv"
	refuses 'GET\t/data.example/*\t200\tshort.csv' \
	    "line 4: 4 fields, where the header has 5" "a row that is short"
	block bomen.csv | sed '4s/BU06030112/BU06030111/' >"$web/twice.csv"
	refuses 'GET\t/data.example/*\t200\ttwice.csv' \
	    "BU06030111: is in row" "an area twice"
	block bomen.csv | sed '4s/BU06030112/6030112/' >"$web/bare.csv"
	refuses 'GET\t/data.example/*\t200\tbare.csv' \
	    '"6030112" is a bare number' "a code that lost its letters"
	block bomen.csv | sed '4s/861/ongeveer 900/' >"$web/words.csv"
	refuses 'GET\t/data.example/*\t200\twords.csv' \
	    'column "Bomen"' "words where numbers belong" bomen.csv \
	    '{"columns": [{"column": "Bomen"}]}'
	block bomen.csv | sed 's/BU0603/PV0603/' >"$web/none.csv"
	refuses 'GET\t/data.example/*\t200\tnone.csv' \
	    "not one row is about a gemeente, wijk or buurt" "no area at all"
}

# The definitions of the Leefbaarometer, over made figures in the form that is
# described of its zip: a file for each level, all years below each other.
test_leefbaarometer() {
	if ! command -v python3 >/dev/null; then
		skip "python3 makes the archive"
		return
	fi
	(cd "$web" && python3 - <<-'END'
	import zipfile
	z = zipfile.ZipFile("lbm.zip", "w", zipfile.ZIP_DEFLATED)
	for level, key, code in (("buurten", "bu", "BU06030771"),
	    ("wijken", "wk", "WK060307"), ("gemeenten", "gm", "GM0603")):
	    z.writestr("Leefbaarometer 3.0 - Meting 2024 - open data/"
	        "Leefbaarometer-scores %s 2002-2024.csv" % level,
	        "%s_code,%s_naam,jaar,versie,lbm,afw,fys,onv,soc,vrz,won\n"
	        "%s,Proef,2022,3.0,4.125,0.02,-0.011,0.03,0.001,-0.2,0.1\n"
	        "%s,Proef,2024,3.0,4.151,0.03,-0.012,0.04,NA,-0.1,0.2\n"
	        % (key, key, code, code))
	z.writestr("Leefbaarometer 3.0 - Meting 2024 - open data/"
	    "Leefbaarometer-scores PC4 2002-2024.csv", "PC4,jaar\n")
	z.close()
	END
	)
	printf 'GET\t/lbm/*\t200\tlbm.zip\n' >"$web/routes"
	server_start --routes "$web/routes"
	all_sources
	init lbm --area GM0603 --source leefbaarometer \
	    --source leefbaarometer-wijk --source leefbaarometer-gemeente \
	    --mirror "https://www.leefbaarometer.nl=http://127.0.0.1:$port/lbm"
	ends 0 -C "$base" refresh
	is "$(sql "SELECT area_code, value FROM facts WHERE period = '2024'
	    AND indicator = 'leefbaarheid' ORDER BY 1")" "BU06030771|4.151
GM0603|4.151
WK060307|4.151" "scores of each level"
	is "$(sql "SELECT indicator, value FROM facts WHERE period = '2022'
	    AND area_level = 'wijk' ORDER BY 1")" "leefbaarheid|4.125
leefbaarheid_fysiek|-0.011
leefbaarheid_sociaal|0.001
leefbaarheid_veiligheid|0.03
leefbaarheid_voorzieningen|-0.2
leefbaarheid_woningen|0.1" "years as periods, every score an indicator"
	is "$(sql "SELECT DISTINCT reason FROM absences")" not-delivered \
	    "a score that no district has"
	ends 0 -C "$base" table --indicator leefbaarheid --area GM0603 \
	    --area WK060307 --area BU06030771 --format csv
	is "$(cut -d, -f1,3,5 "$tmp/out" | sed 1d | tr '\n' ' ')" \
	    "GM0603,leefbaarheid,4.15 WK060307,leefbaarheid,4.15\
 BU06030771,leefbaarheid,4.15 " "a source for each level: of each its own"
	ends 0 -C "$base" sources leefbaarometer
	out_has "also by:   leefbaarometer-wijk; where both have an area, leefbaarometer goes first" \
	    "whose figure goes first"
	out_has "figures may not be exported" "not until somebody looked"
}

test_walk_through
test_show
test_etag
test_bytes
test_packed
test_long
test_combined
test_change
test_many
test_bad
test_leefbaarometer
done_testing
