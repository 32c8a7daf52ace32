#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# The PDF of a gemeente, a wijk, a buurt and a buurt where nobody lives: what
# PDF/UA asks for and a reader notices.
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/house/lib.sh

FEITEN=${FEITEN:-$PWD/build/feiten}
folder=$(dirname "$FEITEN")/site/out/profile

# One line a structure element that has the tag: its object as JSON.
elements() { # TAG
	jq -c --arg tag "/$1" '.qpdf[1][] | .value? |
	    if type == "object" then . else empty end |
	    select(."/S"? == $tag and has("/P"))' "$tmp/pdf.json"
}

check() { # CODE NAME
	pdf=$folder/$1.pdf
	name=$2
	[ -s "$pdf" ]
	ok $? "$name: there is a PDF"
	pdfinfo "$pdf" >"$tmp/info" 2>"$tmp/err"
	pdfinfo -meta "$pdf" >"$tmp/meta" 2>"$tmp/err"
	pdfinfo -struct "$pdf" >"$tmp/struct" 2>"$tmp/err"
	# The lowest word of each page is of its foot: nothing runs off it.
	is "$(pdftotext -bbox "$pdf" - 2>"$tmp/err" | awk -F\" '/<page/ { low = 0 }
	    /<word/ && $4 > low { low = $4 } /<\/page/ { print int(low) }' |
	    sort -u | wc -l)" 1 "$name: nothing runs off a page"
	pdftotext -layout "$pdf" "$tmp/text" 2>"$tmp/err"
	qpdf --check "$pdf" >"$tmp/qpdf" 2>&1
	ok $? "$name: qpdf finds it sound"
	qpdf --json=2 "$pdf" >"$tmp/pdf.json"
	grep -aq '/Type/ObjStm' "$pdf"
	ok $? "$name: its small objects are packed"
	[ "$(wc -c <"$pdf")" -lt 250000 ]
	ok $? "$name: less than 250 kB"

	grep -q '^Tagged: *yes' "$tmp/info"
	ok $? "$name: tagged"
	grep -q "^Title: .*($1): " "$tmp/info"
	ok $? "$name: its title names the area"
	grep -q '<pdfuaid:part>1</pdfuaid:part>' "$tmp/meta"
	ok $? "$name: says that it is PDF/UA-1"
	is "$(jq -r '.qpdf[1][] | .value? |
	    select(type == "object" and ."/Type"? == "/Catalog") |
	    "\(."/Lang") \(."/ViewerPreferences"."/DisplayDocTitle")"' \
	    "$tmp/pdf.json")" "u:nl true" "$name: its language and title show"
	pages=$(sed -n 's/^Pages: *//p' "$tmp/info")
	[ "$pages" -ge 1 ] && [ "$pages" -le 13 ]
	ok $? "$name: at most 13 pages ($pages)"
	grep -q '^Page size: .*A4' "$tmp/info"
	ok $? "$name: A4"
	is "$(pdffonts "$pdf" 2>"$tmp/err" | sed 1,2d |
	    awk '{ print $(NF - 4) }' | sort -u)" yes \
	    "$name: every letter is in it"

	elements Figure >"$tmp/figures"
	is "$(jq -r 'select((."/Alt" // "u:") | length < 20)' \
	    "$tmp/figures")" "" "$name: every figure says what it shows"
	tables=$(elements Table | wc -l)
	heads=$(elements THead | wc -l)
	is "$heads" "$tables" "$name: every table has a head ($tables)"
	is "$(elements TH | jq -r '(."/A" | if type == "array" then .[] else .
	    end | ."/Scope"? // empty)' | sort -u | grep -v '^/Column$' |
	    grep -v '^/Row$')" "" "$name: which says what it heads"

	# Bookmarks and headings: the same, in order, no level left out.
	grep -oE '^ *H[1-6] ".*"' "$tmp/struct" | sed 's/^ *//' >"$tmp/heads"
	is "$(awk '{ level = substr($1, 2); if (level > last + 1) print
	    last = level }' "$tmp/heads")" "" "$name: no heading skips a level"
	is "$(grep -c '^H1' "$tmp/heads")" 1 "$name: one title"
	jq -r '.outlines[] | recurse(.kids[]) | .title' "$tmp/pdf.json" \
	    >"$tmp/marks"
	is "$(sed -n 's/^H[12] "\(.*\)"$/\1/p' "$tmp/heads" |
	    grep -vxFf "$tmp/marks")" "" "$name: every chapter has a bookmark"
	is "$(sed -n 's/^H2 "\(.*\)"$/\1/p' "$tmp/heads" |
	    grep -vx 'Waar we samen voor gaan' | sed -n '1p;$p')" \
	    "$(printf 'Wat hier anders is\nTabellen bij de grafieken')" \
	    "$name: from the purpose and what is different to the tables"
	is "$(grep -cE "\($1\) · .* [0-9]+ van [0-9]+\$" "$tmp/text")" "$pages" \
	    "$name: every page has its number"
}

check GM0603 gemeente
figures=$(wc -l <"$tmp/figures")
[ "$figures" -ge 5 ]
ok $? "the gemeente has charts ($figures)"
check WK060307 wijk
check BU06030771 buurt
grep -q "Sinds de nieuwe lift" "$tmp/text"
ok $? "the buurt has its quotes"
check BU06030772 "empty buurt"
done_testing
