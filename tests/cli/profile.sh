#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# feiten profile: pages of areas, in the formats asked for.
. "$(dirname "$0")/lib.sh"

server_start
init empty
ends 3 -C "$base" profile GM0603
filled fb
out=$base/out/profile
cp "$example"/notes/*.md "$base/notes/"

ends 2 -C "$base" profile
err_has "name areas, or --all" "wrong use"
ends 2 -C "$base" profile GM0603 --all
ends 2 -C "$base" profile GM0603 --within GM0603
ends 2 -C "$base" profile GM0603 --level gemeente
err_has "--level goes with --all" "a level is of all"
ends 2 -C "$base" profile --all --level land
ends 2 -C "$base" profile --all --level own
err_has "--level own: the areas of this fact base" "none of that level"
ends 2 -C "$base" profile GM0603 --format docx
ends 2 -C "$base" profile GM0603 --lang fr
ends 2 -C "$base" profile GM0603 Muzikbuurt --format html
err_has "did you mean BU06030771 (Muziekbuurt)" "an area by nearly its name"
[ ! -e "$out/GM0603.html" ]
ok $? "then nothing is made, also not for the right one"

ends 0 -C "$base" profile Muziekbuurt WK060307 --format html,json
is "$(cd "$out" && ls -A | tr '\n' ' ')" "BU06030771.html BU06030771.json\
 WK060307.html WK060307.json " "the formats asked for, nothing else"
has "$out/BU06030771.html" "Muziekbuurt" "the page is about the area"
is "$(jq -r .lang "$out/BU06030771.json")" nl "in Dutch"
grep -q "4.475" "$out/BU06030771.html"
ok $? "with its figures"

# Every address on a page is a file beside it, or a source.
refs() { # FILE
	grep -oE '(href|src)="[^"#]+' "$1" | sed 's/^[^"]*"//' |
	    grep -vE '^https?:' | sort -u
}
lost=
for ref in $(refs "$out/BU06030771.html"); do
	[ -e "$out/$ref" ] || lost="$lost $ref"
done
is "$lost" "" "no link on a page leads nowhere"
hasnt "$out/BU06030771.html" "127.0.0.1" "no word of the mirror on a page"
hasnt "$out/BU06030771.html" "$tmp" "no path of this machine on a page"

ends 0 -C "$base" profile GM0603 --format html --lang en
has "$out/GM0603.html" '<html lang="en"' "in English when asked"

ends 0 -C "$base" profile --all --within WK060307 --format json
is "$(find "$out" -name '*.json' | wc -l)" 3 "--all --within: what lies in it"
rm "$out"/*.json
ends 0 -C "$base" profile --all --level buurt --within WK060307 --format json
is "$(cd "$out" && ls ./*.json | paste -sd ' ')" \
    "./BU06030771.json ./BU06030772.json" "--level: of that level only"
ends 0 -C "$base" profile --all --level wijk --format json
is "$(cd "$out" && ls ./WK*.json | wc -l)" 11 "of all that the base is about"

# Notes. Only what stands in a quote, only with consent, by role.
has "$out/BU06030771.html" "Sinds de nieuwe lift" "a quote is on the page"
sed 's/^toestemming: .*/toestemming: intern/' \
    "$example/notes/2026-10-06-muziekbuurt.md" \
    >"$base/notes/2026-10-06-muziekbuurt.md"
ends 0 -C "$base" profile Muziekbuurt --format html
hasnt "$out/BU06030771.html" "Sinds de nieuwe lift" \
    "consent taken back: it is not"
sed '/^toestemming/d' "$example/notes/2026-10-06-muziekbuurt.md" \
    >"$base/notes/2026-10-06-muziekbuurt.md"
ends 5 -C "$base" profile Muziekbuurt --format html
err_has "2026-10-06-muziekbuurt.md:1: toestemming: is missing" \
    "a note without consent is named"
hasnt "$out/BU06030771.html" "Sinds de nieuwe lift" \
    "and nothing of it printed"
ends 0 -C "$base" refresh
dump "$base/facts.db" >"$tmp/dump"
for word in "nieuwe lift" voorbeeldmaker ondernemer Verzonnen; do
	hasnt "$tmp/dump" "$word" "no word of a note is in facts.db: $word"
done

# The same facts, the same bytes.
rm "$base"/notes/*.md
ends 0 -C "$base" profile GM0603 --format html,json
cp "$out/GM0603.html" "$out/GM0603.json" "$tmp/"
rm "$out"/*
ends 0 -C "$base" profile GM0603 --format html,json
same "$tmp/GM0603.html" "$out/GM0603.html" "twice: the same page"
same "$tmp/GM0603.json" "$out/GM0603.json" "twice: the same model"

# An area of which the tables say nearly nothing.
ends 0 -C "$base" profile BU06030772 --format html
has "$out/BU06030772.html" "Wilhelminapark" "an empty area has a page too"
done_testing
