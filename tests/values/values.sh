#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# One refresh of all that lies in a folder of real data ($DATA), served as the
# real hosts would, and then the values of shared.tsv: in the files they were
# read from, and in the views. Not part of make check, which has no such data.
. "$(dirname "$0")/../cli/lib.sh"
here=$repo/tests/values
data=${DATA:-$repo/../shared/data}
if [ ! -d "$data/v3" ]; then
	echo "1..0 # SKIP no folder of data at DATA=$data (README.md there)"
	exit 0
fi
data=$(cd "$data" && pwd)
. "$here/serve.sh"
. "$here/check.sh"

# What comes with the program, and the definitions for what it does not know.
sources() {
	mkdir -p "$base/sources"
	cp "$here"/sources/* "$base/sources/"
	# The rules of the program hold for 2017 too, which came by OData v4.
	jq --slurpfile kwb "$repo/sources/cbs-kwb.json" \
	    '. + ($kwb[0] | {rules, left_out})' "$here/sources/kwb-2017.json" \
	    >"$base/sources/kwb-2017.json"
	jq --arg own "$(cd "$here/sources" && ls ./*.json)" '.sources =
	    ["cbs-kwb", "rivm-gezondheid", "politie-misdrijven"] +
	    ($own | gsub("(^|\n)[.]/"; "\n") | gsub("[.]json"; "") |
	    split("\n") | map(select(. != "" and . != "laag-inkomen")))' \
	    "$base/feiten.json" >"$tmp/feiten.json"
	cp "$tmp/feiten.json" "$base/feiten.json"
}

# Mirrors of all hosts, as options.
mirrors() {
	for host in https://opendata.cbs.nl https://dataderden.cbs.nl \
	    https://datasets.cbs.nl https://values.example \
	    https://data.eindhoven.nl https://geo.arnhem.nl \
	    http://localhost:8080; do
		folder=${host#*://}
		echo "--mirror $host=http://127.0.0.1:$port/${folder%:*}"
	done
}

all_sources
server_start --root "$root" --routes "$routes/routes"
# shellcheck disable=SC2046 # options, without blanks
init fb --area GM0603 $(mirrors)
sources
ends 0 -C "$base" refresh
sed 's/^/# /' "$tmp/err"

# Nothing that lies there was passed over.
is "$(sqlite3 "$base/facts.db" "SELECT result, count(*) FROM runs
    WHERE id NOT LIKE '%.figures.%' GROUP BY 1")" \
    "ok|$(jq '.sources | length + 1' "$base/feiten.json")" \
    "every table was loaded (KWB has two)"
check_values "$here/shared.tsv" "$data" "$base/facts.db"

# A table of the country as a whole has no region: it is refused, in words.
jq '.sources += ["laag-inkomen"]' "$base/feiten.json" >"$tmp/feiten.json"
cp "$tmp/feiten.json" "$base/feiten.json"
ends 1 -C "$base" refresh --source laag-inkomen
err_has "no region among its dimensions" "a table without areas is refused"
done_testing
