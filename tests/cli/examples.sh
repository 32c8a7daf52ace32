#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# The worked examples of docs/examples/sources, one for each kind of portal:
# as they stand there, against made answers of their hosts.
. "$(dirname "$0")/lib.sh"

golden=$repo/tests/golden/examples
key=voorbeeldsleutel

sql() { # QUERY
	sqlite3 "$base/facts.db" "$1"
}

# The figures of a source by area, period and title.
figures() { # SOURCE
	sql "SELECT area_code, period, topic_title, value FROM facts
	    WHERE source = '$1' ORDER BY 1, 2, 3"
}

refresh() { # SOURCE
	later 60
	ends 0 -C "$base" refresh --source "$1"
}

start() {
	cp -r "$golden" "$tmp/web"
	ogc=$repo/tests/golden/ogcapi
	cp "$ogc"/buurten-*.json "$ogc"/wijken.json "$ogc"/gemeenten.json \
	    "$tmp/web"
	cat "$ogc/routes" >>"$tmp/web/routes"
	printf 'GET\t/kaarten.example/wijkpeiling.xlsx\t200\tpeiling.xlsx\n' \
	    >>"$tmp/web/routes"
	server_start --routes "$tmp/web/routes"
	set --
	for host in geo.arnhem.nl data.eindhoven.nl ckan.dataplatform.nl \
	    kaarten.example data.example; do
		set -- "$@" --mirror "https://$host=http://127.0.0.1:$port/$host"
	done
	init fb --area GM0603 "$@"
	mkdir -p "$base/sources"
	cp "$repo"/docs/examples/sources/* "$base/sources/"
	cp "$ogc/portal.json" "$base/sources/grenzen.json"
	printf 'eigen code;CBS-code\n111;BU07721110\n112;BU07721120\n' \
	    >"$base/sources/eindhoven-buurten.csv"
}

test_tables() {
	refresh arnhem-buurten
	is "$(figures arnhem-buurten)" \
	    "BU02020110|2024|Aantal inwoners volgens de gemeente|1210.0
BU02020111|2024|Aantal inwoners volgens de gemeente|340.0" "ArcGIS"
	refresh eindhoven-inwoners
	is "$(figures eindhoven-inwoners)" \
	    "BU07721110|2024|Aantal inwoners volgens de gemeente|4120.0
BU07721120|2024|Aantal inwoners volgens de gemeente|980.0" \
	    "Opendatasoft, with codes of its own"
	refresh utrecht-uitkeringen
	is "$(figures utrecht-uitkeringen)" \
	    "WK034401|2022|Bijstandsuitkeringen|1204.0
WK034401|2023|Bijstandsuitkeringen|1187.0" "CKAN"
	refresh rijswijk-winkels
	is "$(figures rijswijk-winkels)" "BU06030111|2024|Tevreden|55.0
BU06030111|2024|Winkels|16.0
BU06030112|2024|Tevreden|80.0
BU06030112|2024|Winkels|7.0" "a CSV file, by postcode"
}

# A key goes to no mirror, so this one asks this machine itself.
test_swing() {
	sed -i "s|https://klimaatmonitor.databank.nl/jive|http://127.0.0.1:$port/swing/jive|" \
	    "$base/sources/klimaatmonitor-bevolking.json"
	KLIMAATMONITOR_KEY=$key
	export KLIMAATMONITOR_KEY
	refresh klimaatmonitor-bevolking
	is "$(figures klimaatmonitor-bevolking)" \
	    "GM0603|2023|Totale bevolking|57000.0" "Swing"
	unset KLIMAATMONITOR_KEY
}

test_sheet() {
	if ! command -v python3 >/dev/null; then
		skip "python3 makes the workbook"
		return
	fi
	(cd "$tmp/web" && python3 - <<-'END'
	import zipfile
	main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	pack = "http://schemas.openxmlformats.org/package/2006/"
	rows = [["Wijkpeiling 2024"], ["Wijkcode", "Wijk", "Rapportcijfer"],
	    ["WK060301", "Oud", 7.4], ["WK060302", "Nieuw", 6.9]]
	cells = "".join("<row>" + "".join("<c><v>%s</v></c>" % v
	    if isinstance(v, float) else
	    '<c t="inlineStr"><is><t>%s</t></is></c>' % v for v in row) +
	    "</row>" for row in rows)
	z = zipfile.ZipFile("peiling.xlsx", "w", zipfile.ZIP_DEFLATED)
	z.writestr("[Content_Types].xml",
	    '<Types xmlns="%scontent-types"/>' % pack)
	z.writestr("_rels/.rels", '<Relationships xmlns="%srelationships">'
	    '<Relationship Id="r1" Type="%s/officeDocument" '
	    'Target="xl/workbook.xml"/></Relationships>' % (pack, rel))
	z.writestr("xl/workbook.xml", '<workbook xmlns="%s" xmlns:r="%s">'
	    '<sheets><sheet name="Cijfers" sheetId="1" r:id="s1"/></sheets>'
	    '</workbook>' % (main, rel))
	z.writestr("xl/_rels/workbook.xml.rels", '<Relationships '
	    'xmlns="%srelationships"><Relationship Id="s1" '
	    'Type="%s/worksheet" Target="worksheets/sheet1.xml"/>'
	    '</Relationships>' % (pack, rel))
	z.writestr("xl/worksheets/sheet1.xml", '<worksheet xmlns="%s">'
	    '<sheetData>%s</sheetData></worksheet>' % (main, cells))
	z.close()
	END
	)
	refresh rijswijk-wijkpeiling
	is "$(figures rijswijk-wijkpeiling)" "WK060301|2024|Rapportcijfer|7.4
WK060302|2024|Rapportcijfer|6.9" "a sheet of a workbook"
}

test_places() {
	refresh eindhoven-speelplekken
	is "$(sql "SELECT count(*) FROM feature")" 2 "GeoJSON with places"
	refresh bomen-wfs
	refresh laadpalen-ogc
	refresh grenzen
	is "$(figures bomen-wfs | grep GM0603)" \
	    "GM0603|2024|Aantal bomen|3.0
GM0603|2024|Hoogte van bomen|10.0" "WFS, with boundaries"
	is "$(figures laadpalen-ogc | grep GM0603)" \
	    "GM0603|2024|Aantal laadpalen|1.0" "OGC API Features"
}

start
ends 0 -C "$base" sources
for f in "$repo"/docs/examples/sources/*.json; do
	out_has "$(basename "$f" .json): " "example $(basename "$f")"
done
test_tables
test_swing
test_sheet
test_places
done_testing
