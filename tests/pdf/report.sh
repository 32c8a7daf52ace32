#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# The PDF of areas side by side and of a table book: what PDF/UA asks for, and
# every figure of the page.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/house/lib.sh

FEITEN=${FEITEN:-$PWD/build/feiten}
folder=$(dirname "$FEITEN")/site/out/report

elements() { # TAG
	jq -c --arg tag "/$1" '.qpdf[1][] | .value? |
	    if type == "object" then . else empty end |
	    select(."/S"? == $tag and has("/P"))' "$tmp/pdf.json"
}

# The words of a text, sorted, each once: of figures and names.
words() {
	tr -s ' \n\t\302\240' '\n' | grep '[0-9]' | sort -u
}

for name in compare-BU06030771-BU06030111-BU06030221 tables-WK060302; do
	pdf=$folder/$name.pdf
	pdfinfo "$pdf" >"$tmp/info" 2>"$tmp/err"
	pdfinfo -meta "$pdf" >"$tmp/meta" 2>"$tmp/err"
	qpdf --check "$pdf" >"$tmp/qpdf" 2>&1
	ok $? "$name: qpdf finds it sound"
	qpdf --json=2 "$pdf" >"$tmp/pdf.json"
	grep -q '^Tagged: *yes' "$tmp/info"
	ok $? "$name: tagged"
	grep -q '<pdfuaid:part>1</pdfuaid:part>' "$tmp/meta"
	ok $? "$name: says that it is PDF/UA-1"
	grep -q '^Page size: *841.89 x 595.276' "$tmp/info"
	ok $? "$name: A4, lying"
	is "$(jq -r '.qpdf[1][] | .value? |
	    select(type == "object" and ."/Type"? == "/Catalog") |
	    "\(."/Lang") \(."/ViewerPreferences"."/DisplayDocTitle")"' \
	    "$tmp/pdf.json")" "u:nl true" "$name: its language and title show"
	tables=$(elements Table | wc -l)
	is "$(elements THead | wc -l)" "$tables" \
	    "$name: every table has a head ($tables)"
	is "$(elements H1 | wc -l)" 1 "$name: one title"
	# The lowest word of each page is of its foot: nothing runs off it.
	is "$(pdftotext -bbox "$pdf" - 2>"$tmp/err" | awk -F\" '/<page/ { low = 0 }
	    /<word/ && $4 > low { low = $4 } /<\/page/ { print int(low) }' |
	    sort -u | wc -l)" 1 "$name: nothing runs off a page"
	pdftotext -layout "$pdf" "$tmp/text" 2>"$tmp/err"
	words <"$tmp/text" >"$tmp/paper"
	sed 's/<[^>]*>/ /g' "$folder/$name.html" | words >"$tmp/web"
	is "$(sed -n '/<tbody>/,/<\/tbody>/p' "$folder/$name.html" |
	    sed "s/<[^>]*>/ /g; s/&#39;/'/g" | words | grep -vxFf "$tmp/paper")" "" \
	    "$name: every figure of the page is on paper"
	is "$(sed 's/<[^>]*>/ /g' "$tmp/text" | words |
	    grep -vxFf "$tmp/web" | grep -E '%|,[0-9]|\.[0-9]{3}' |
	    grep -v ')')" "" "$name: and the other way round"
done

done_testing
