# SPDX-License-Identifier: EUPL-1.2
# Lay the folder of data out as the loopback server wants it, so that it answers
# as the real hosts would. What the answers of a portal need besides those that
# were recorded (how many there are, which layer it is) is made of these.
# shellcheck shell=sh disable=SC2154 # tmp and data are the caller's

root=$tmp/root
routes=$tmp/routes
mkdir -p "$root/datasets.cbs.nl/83841NED" "$routes"

route() { # TARGET FILE
	printf 'GET\t%s\t200\t%s\n' "$1" "$2" >>"$routes/routes"
}

# A file as it lies there.
put() { # TARGET FILE
	name=$(printf '%s' "$2" | tr / _)
	ln -s "$data/$2" "$routes/$name"
	route "$1" "$name"
}

serve_cbs() {
	for host in opendata.cbs.nl dataderden.cbs.nl; do
		ln -s "$data/v3/$host" "$root/$host"
	done
	mkdir "$root/datasets.cbs.nl/83765NED"
	ln -s "$data"/v4/datasets.cbs.nl/83765NED/* \
	    "$root/datasets.cbs.nl/83765NED/"
	# It says how many observations there are at CBS; some of them are here.
	rm "$root/datasets.cbs.nl/83765NED/Properties.json"
	jq ".ObservationCount = 4315" \
	    "$data/v4/datasets.cbs.nl/83765NED/Properties.json" \
	    >"$root/datasets.cbs.nl/83765NED/Properties.json"
	# The zip of 83841NED has no Properties.json: its few lines of use.
	ln -s "$data/v4-bulkcsv/83841NED" "$root/datasets.cbs.nl/83841NED/csv"
	jq '.Properties // . | {Identifier, Title, Modified, ObservationCount,
	    ObservationsModified, TemporalCoverage, Status, Language}' \
	    "$data/v4-bulkcsv/83841NED/D-83841NED.json" \
	    >"$root/datasets.cbs.nl/83841NED/Properties.json"
}

serve_files() {
	put /values.example/csv/ses-woa.csv \
	    csv/SES_WOA_scores_per_wijk_en_buurt_25042023_160857.csv
	put /values.example/csv/nabijheid-2023.csv \
	    csv/CBS-Utrecht_Nabijheid_voorzieningen__buurt_2023_14102024_164034.csv
	put /values.example/csv/nabijheid-2021.csv \
	    csv/Nabijheid_voorzieningen__afstand_locatie__wijk__en_buurtcijfers_2021_17012023_183355.csv
	for file in "$data"/geo/*.geojson; do
		file=$(basename "$file")
		put "/values.example/geo/$file" "geo/$file"
	done
	for file in garages parking; do
		put "/values.example/amsterdam/$file.json" \
		    "portals/geojson-amsterdam/$file.json"
	done
}

serve_portals() {
	# Explore v2.1 exports features; what was recorded is the older API.
	jq -s '{type: "FeatureCollection", features: [.[].records[] |
	    {type: "Feature", geometry, properties: .fields}]}' \
	    "$data"/portals/opendatasoft-eindhoven/[1-6]_*.json \
	    >"$routes/eindhoven.json"
	route '/data.eindhoven.nl/*/parkeerplaatsen/exports/geojson' \
	    eindhoven.json
	gokoala=portals/ogcapi-gokoala
	put '/localhost/collections/foo/items?f=json&limit=1000*' \
	    $gokoala/expected_foo_collection.json
	put '/localhost/collections/dutch-addresses/items?f=json&limit=1000*' \
	    $gokoala/expected_multiple_gpkgs_rd.json
	# Either has a next page, which was not recorded: an empty one.
	put '/localhost/collections/*cursor=*' \
	    $gokoala/expected_empty_feature_collection.json
	arnhem=$data/portals/arcgis-arnhem/e6a_parking.json
	layer='/geo.arnhem.nl/arcgis/rest/services/OpenData/Parkeervakken/MapServer/0'
	jq '{currentVersion: 10.91, id: 0, name: "Parkeervakken E6a",
	    type: "Feature Layer", geometryType, fields,
	    maxRecordCount: 10, supportsPagination: true,
	    objectIdField: "OBJECTID"}' "$arnhem" >"$routes/layer.json"
	jq '{count: (.features | length)}' "$arnhem" >"$routes/count.json"
	route "$layer?f=json" layer.json
	route "$layer/query?*returnCountOnly=true*" count.json
	jq '{type: "FeatureCollection", features: [.features[] |
	    {type: "Feature", properties: .attributes,
	    geometry: {type: "Polygon", coordinates: .geometry.rings}}]}' \
	    "$arnhem" >"$routes/arnhem.json"
	route "$layer/query?where=1%3D1&outFields=*&f=geojson" arnhem.json
	put "$layer/query?*resultOffset=0&*" \
	    portals/arcgis-arnhem/e6a_parking.json
	put "$layer/query?*resultOffset=10&*" \
	    portals/arcgis-arnhem/incorrect_filter.json
}

serve_cbs
serve_files
serve_portals
