#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# A third language needs no C: one that is made up here, out of the English
# files with every word turned round, gives pages without a fixed text in Dutch
# or English.
. "$(dirname "$0")/lib.sh"

server_start
filled fb --area=WK060307
server_stop
out=$base/out
mkdir "$base/reports"

# Each word turned round with a q behind it; {fields} stay. The names of
# definitions: labels of indicators and themes likewise.
turn='def turn: if type == "object" then with_entries(.value |= turn)
    elif type == "string" then gsub("(?<f>\\{[^}]*\\})|(?<w>[A-Za-z]+)";
	.f // ((.w | explode | reverse | implode) + "q"))
    else . end;'
ends 2 -C "$base" profile BU06030771 --lang qq
err_has "words files" "a language without its files"
jq "$turn turn" "$repo/reports/words.page.en.json" \
    >"$base/reports/words.page.qq.json"
ends 2 -C "$base" profile BU06030771 --lang qq
jq --slurpfile i "$repo/sources/indicators.json" "$turn"' turn +
    { plural: { one: "0 1" }, names: {
	theme: ([$i[0].themes[] | { (.id): "EMEHT \(.id)" }] | add),
	indicator: { inwoners: "ELPOEP" } } }' \
    "$repo/reports/words.en.json" >"$base/reports/words.qq.json"

# The text of a page, a line a piece.
plain() {
	tr '\n' ' ' <"$1" | sed 's/<[^>]*>/\n/g' | sed 's/&#39;/'"'"'/g
	    s/&amp;/\&/g; s/^ *//; s/ *$//' | grep . | sort -u
}
jq -r '.. | strings | select(test("[a-z]{3}"))' \
    "$repo"/reports/words.page.en.json "$repo"/reports/words.page.nl.json |
    sort -u >"$tmp/fixed"
jq -r '(.month, .level, .method, .mark, .country, .fact, .index, .report)
    | .. | strings | select(test("[a-z]{3}"))' \
    "$repo"/reports/words.en.json "$repo"/reports/words.nl.json |
    grep -v '{' | sort -u >>"$tmp/fixed"

sed -i 's/"lang": *"nl"/"lang": "qq"/' "$base/feiten.json"
has "$base/feiten.json" '"qq"' "the language of the fact base"
ends 0 -C "$base" site --format html
ends 0 -C "$base" report compare BU06030771 WK060307 --format html
for page in index profile/BU06030771 profile/WK060307 \
    report/compare-BU06030771-WK060307; do
	has "$out/$page.html" '<html lang="qq">' "$page: says its language"
	plain "$out/$page.html" >"$tmp/plain"
	[ "$(wc -l <"$tmp/plain")" -gt 40 ]
	ok $? "$page: has its texts"
	is "$(grep -xFf "$tmp/fixed" "$tmp/plain")" "" \
	    "$page: no fixed text in Dutch or English"
	hasnt "$tmp/plain" "November" "$page: its days too"
done
has "$out/profile/BU06030771.html" "EMEHT wonen" "themes by its names"
has "$out/profile/BU06030771.html" "ELPOEP" "an indicator likewise"
has "$out/profile/BU06030771.html" "Owner-occupied homes" \
    "one without a name of its own is in English"

# Files that do not fit.
jq 'del(.report.same)' "$base/reports/words.qq.json" >"$tmp/less" &&
    cp "$tmp/less" "$base/reports/words.qq.json"
ends 1 -C "$base" profile BU06030771 --format json
err_has "missing: report.same" "a text that is missing, by its key"
jq '.report.same = "{x}"' "$tmp/less" >"$base/reports/words.qq.json"
ends 1 -C "$base" profile BU06030771 --format json
err_has "a {field} that is not filled: report.same" "a field that is none"
rm "$base/reports/words.qq.json"
ends 3 -C "$base" profile BU06030771 --format json
err_has "feiten.json: lang must be" "no files any more"
ends 2 init "$tmp/other" --area GM0603 --lang ../../x
[ ! -e "$tmp/other" ]
ok $? "a language that is a path: nothing is made"

done_testing
