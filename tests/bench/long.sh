#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# long.sh ROOT HOST TABLE OUT YEARS: the same table, but with a dimension of
# so many years and that many times the rows, as a folder to serve.
set -eu
from=$1/$2/$3
out=$4/$2/$3
years=$5
first=$((2020 - years + 1))
mkdir -p "$out"

cp "$from/CategoryGroups.json" "$from/WijkenEnBuurten.json" "$out"
jq --argjson n "$years" '.value[].RecordCount *= $n' \
    "$from/TableInfos.json" >"$out/TableInfos.json"
jq --argjson n "$years" --arg id "$3" '.value |= (map(
    select(.Identifier == $id)) | map(.RecordCount *= $n))' \
    "$1/$2/Tables.json" >"$4/$2/Tables.json"
jq '.value += [{"odata.type": "Cbs.OData.TimeDimension", "ID": 9999,
    "Position": 9999, "ParentID": null, "Type": "TimeDimension",
    "Key": "Perioden", "Title": "Perioden", "Description": ""}]' \
    "$from/DataProperties.json" >"$out/DataProperties.json"
jq -n --argjson first "$first" --argjson n "$years" '{"odata.metadata": "x",
    "value": [range($first; $first + $n) | {"Key": "\(.)JJ00",
	"Title": "\(.)", "Description": "", "Status": "Definitief"}]}' \
    >"$out/Perioden.json"

rows=$from/TypedDataSet.ndjson
[ -e "$rows.gz" ] && rows=$rows.gz
year=$first
while [ "$year" -le 2020 ]; do
	case $rows in
	*.gz) gzip -dc "$rows" ;;
	*) cat "$rows" ;;
	esac | sed 's/"WijkenEnBuurten"/"Perioden":"'"$year"'JJ00",&/'
	year=$((year + 1))
done | gzip -1 >"$out/TypedDataSet.ndjson.gz"
