#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# feiten site: all pages, twice the same; and what it does without gnuplot or
# Typst.
. "$(dirname "$0")/lib.sh"

server_start
filled fb --area=WK060307
server_stop
out=$base/out
cp "$example"/notes/*.md "$base/notes/"
ends 2 -C "$base" site GM0603
ends 2 -C "$base" site --format pdf
ends 3 -C "$tmp" site

names() {
	(cd "$out" && find . -type f ! -path './assets/*' \
	    ! -path './compare/*' ! -name .pages | sort | tr '\n' ' ')
}
guides="./downloads.html ./glossary.html ./index.html ./method.html "
pages="./profile/BU06030771.html ./profile/BU06030772.html\
 ./profile/WK060307.html "

ends 0 -C "$base" site --format html
is "$(names)" "$guides$pages./sources.html " "an index, a page for each area, and four that explain"
is "$(cat "$tmp/out")" "$out/index.html" "prints where the index is"

# All wijken and buurten side by side, a page a theme.
ls "$out/compare" >"$tmp/sides"
has "$tmp/sides" "GM0603-wonen.html" "a page of a theme"
is "$(grep -cv '^GM0603-[a-z]*.html$' "$tmp/sides")" 0 "and no others than those"
side=$out/compare/GM0603-wonen.html
has "$side" '<tr id="BU06030771">' "a row for each area"
has "$side" 'href="../profile/BU06030771.html"' "that leads to its profile"
has "$side" 'GM0603-bevolking.html' "another theme"
hasnt "$side" 'GM0603-onderwijs.html' "but none without a figure"
has "$out/profile/BU06030771.html" \
    'href="../compare/GM0603-wonen.html#BU06030771"' "a theme leads to it"
is "$(sed -n 's/.*<tr id="\([A-Z0-9]*\)" class="total".*/\1/p' "$side" |
    paste -sd ' ')" "GM0603 NL00" "what to hold against stands on top"
for page in WK060307 BU06030771 BU06030772; do
	has "$out/index.html" "profile/$page.html" "the index leads to $page"
done
is "$(grep -lE '(src|href)="(https?:)?//[^"]*\.(css|js|svg|png|otf|woff2?)"' \
    "$out/index.html" "$out"/profile/*.html)" "" "pages load nothing from afar"
is "$(grep -hiE '<script|javascript:| on[a-z]+="| style="' \
    "$out"/*.html "$out"/profile/*.html | sort | uniq -c | sed 's/^ *//')" \
    '1 <script src="assets/site.js" defer></script>' \
    "no styles within, and one script, beside the index"
[ "$(wc -c <"$out/assets/site.js")" -lt 7000 ]
ok $? "a small one"

# Once more: not a file is written.
listing "$out" >"$tmp/before"
ends 0 -C "$base" site --format html
listing "$out" >"$tmp/after"
same "$tmp/before" "$tmp/after" "made again: the same bytes, no file touched"

# Areas side by side that feiten.json names.
cp "$base/feiten.json" "$tmp/feiten.json"
compare() { # LISTS
	jq --argjson lists "$1" '.compare = $lists' "$tmp/feiten.json" \
	    >"$base/feiten.json"
}
compare '[{"title": "Twee & twee", "areas": ["Muziekbuurt", "BU06030772"]}]'
ends 0 -C "$base" site --format html --jobs 2
two=$out/compare/compare-BU06030771-BU06030772.html
has "$two" "<h1>Twee &amp; twee</h1>" "a page with the title that was given"
has "$two" 'href="../profile/BU06030772.html"' "it leads to profiles"
has "$out/index.html" 'href="compare/compare-BU06030771-BU06030772.html"' \
    "the index leads to it"
has "$out/profile/BU06030771.html" \
    'href="../compare/compare-BU06030771-BU06030772.html"' \
    "and the profile of an area that is in it"
hasnt "$out/profile/WK060307.html" "compare-BU06030771" "not that of another"
touch -d @0 "$two"
later 86400
echo >"$out/profile/BU99999999.html"
ends 0 -C "$base" site --format html
is "$(stat -c %Y "$two")" 0 "nothing on it changed: it stays"
compare '[{"title": "Een", "areas": ["BU06030771", "BU06039999"]},
    {"title": "Twee", "areas": ["BU06030771", "BU06030771"]},
    {"title": "Drie", "areas": ["BU06030771", "WK060307"]},
    {"title": "Vier", "areas": ["Muziekbuurt", "WK060307"]}]'
ends 1 -C "$base" site --format html
err_has 'feiten.json: compare: "Een": ' "an area that is not there is told"
err_has 'feiten.json: compare: "Twee": compare: BU06030771 is named twice' \
    "and one that is named twice"
err_has 'feiten.json: compare: "Vier": the same areas as "Drie"' \
    "and the same list twice"
is "$(cd "$out/compare" && echo compare-*)" \
    "compare-BU06030771-WK060307.html" "the others are made, old ones go"
for lists in '{}' '[1]' '[{"areas": ["a", "b"]}]' \
    '[{"title": "x", "areas": ["a"]}]' '[{"title": "x", "areas": "ab"}]' \
    '[{"title": "x", "areas": [1, 2]}]' \
    '[{"title": "a\u202eb", "areas": ["a", "b"]}]' \
    '[{"title": "x", "areas": ["a", "b"], "more": 1}]'; do
	compare "$lists"
	ends 3 -C "$base" site --format html
	err_has "feiten.json: compare: " "names what is wrong: $lists"
done
cp "$tmp/feiten.json" "$base/feiten.json"

# The figures of each area, and of all of them, in files.
ends 0 -C "$base" site --format html,csv
csv=$out/profile/BU06030771.csv
is "$(head -n 1 "$csv" | tr -d '\r')" "area_code,area_name,area_level,area_year,indicator,label,period,value,printed,mark,unit,status,source,publisher,licence,licence_url,table" \
    "a line that names the columns"
is "$(grep -c '^BU06030771,Muziekbuurt,buurt,2024,inwoners,Inwoners,2024,4475,4.475,,aantal,final,cbs-kwb,CBS,CC BY 4.0,https://creativecommons.org/' \
    "$csv")" 1 "a line a figure, with its source and licence"
is "$(sed 1d "$csv" | cut -d , -f 5,7 | sort | uniq -d)" "" "each once"
is "$(sed 1d "$csv" | cut -d , -f 1 | sort -u)" BU06030771 "of this area"
[ "$(wc -l <"$out/data/GM0603.csv")" -gt 60 ] &&
    [ "$(grep -c ^area_code "$out/data/GM0603.csv")" = 1 ]
ok $? "all areas of the gemeente in one file"
is "$(cut -d , -f 1 "$out/data/GM0603.csv" | sed 1d | sort -u | tr '\n' ' ')" \
    "BU06030771 BU06030772 WK060307 " "of these"
has "$out/downloads.html" 'href="data/GM0603.csv"' "which downloads leads to"
has "$out/downloads.html" 'href="profile/BU06030772.csv"' "and to each"
has "$out/profile/BU06030771.html" 'href="BU06030771.csv"' \
    "as does the profile"
listing "$out" >"$tmp/before"
ends 0 -C "$base" site --format html,csv
listing "$out" >"$tmp/after"
same "$tmp/before" "$tmp/after" "made again: no file touched"

# A source that says nothing of passing on: not in the files.
mkdir -p "$base/sources"
jq '.export_allowed = false' "$repo/sources/cbs-kwb.json" \
    >"$base/sources/cbs-kwb.json"
ends 0 -C "$base" site --format html,csv
is "$(grep -c cbs-kwb "$csv" "$out/data/GM0603.csv" | cut -d : -f 2 |
    sort -u)" 0 "what may not be passed on is in no file"
has "$out/downloads.html" "Kerncijfers wijken en buurten" "which is said"
has "$out/profile/BU06030771.html" "4.475" "and on the page it is"
rm "$base/sources/cbs-kwb.json"
ends 0 -C "$base" site --format html
is "$(find "$out" -name '*.csv')" "" "HTML alone leaves no file of before"

# A small PATH: with what a test says, and nothing else.
mkdir "$tmp/bin"
whole=$PATH
within() { # PROGRAM... -- ARGUMENT...
	rm -f "$tmp"/bin/*
	while [ "$1" != -- ]; do
		ln -s "$(PATH=$whole command -v "$1")" "$tmp/bin/$1"
		shift
	done
	shift
	env PATH="$tmp/bin" "$FEITEN" "$@" >"$tmp/out" 2>"$tmp/err"
	status=$?
}

rm -r "$out"
compare '[{"title": "Twee", "areas": ["BU06030771", "BU06030772"]}]'
within -- -C "$base" site --format html,pdf
is "$status" 1 "without gnuplot and Typst: status 1"
err_has "sudo apt-get install gnuplot-nox" "names gnuplot and what to do"
is "$(grep -c gnuplot "$tmp/err")" 1 "once"
has "$two" "<h1>Twee</h1>" "a page of two areas is there too"
hasnt "$two" "<svg" "as far as it can be made"
hasnt "$two" ".pdf" "and leads to no PDF"
cp "$tmp/feiten.json" "$base/feiten.json"
err_has "npm ci" "names Typst and what to do"
is "$(grep -c Typst "$tmp/err")" 1 "once"
is "$(names)" "$guides$pages./sources.html " "all HTML is there"
hasnt "$out/index.html" ".pdf" "and no link to a PDF that is not"
hasnt "$out/profile/WK060307.html" "WK060307.pdf" "not on a profile either"

# Without Typst alone every page is made and counted; it is told once, and the
# set is not whole: no edition of it.
rm -r "$out"
within gnuplot -- -C "$base" site --format html,pdf --jobs 2
is "$status" 1 "without Typst: status 1"
err_has "3 profiles made in $out/profile, 0 as before; some are not whole" \
    "all of them are counted"
is "$(grep -c "npm ci" "$tmp/err")" 1 "what is missing is said once"
hasnt "$base/state/site.json" '"whole": true' "the set is not whole"
within gnuplot -- -C "$base" site --format html,pdf --jobs 2
is "$status" 1 "and again"
err_has "0 profiles made in $out/profile, 3 as before; some are not whole" \
    "of what changed nothing"

if ! "$FEITEN" doctor --format json |
    jq -e '.[] | select(.what == "Typst") | .state == "well"' \
	>"$tmp/typst"; then
	skip "no Typst on this machine"
	done_testing
fi
rm -r "$out"
compare '[{"title": "Buurt en wijk", "areas": ["BU06030771", "WK060307"]}]'
ends 0 -C "$base" site
listing "$out" | sed 's/ [0-9.]* / /' >"$tmp/before"
is "$(grep -c '\.pdf ' "$tmp/before")" 4 "four PDF files"
has "$out/index.html" 'href="compare/compare-BU06030771-WK060307.pdf"' \
    "one of areas side by side"
rm -r "$out"
ends 0 -C "$base" site
listing "$out" | sed 's/ [0-9.]* / /' >"$tmp/after"
same "$tmp/before" "$tmp/after" "made from nothing twice: byte for byte alike"

# What was there before and is no longer made: gone.
echo old >"$out/profile/BU99999999.html"
echo old >"$out/profile/WK060301.pdf"
ends 0 -C "$base" site --format html
is "$(find "$out" -name '*.pdf')" "" "HTML alone leaves no PDF of before"
[ ! -e "$out/profile/BU99999999.html" ]
ok $? "nor a page of an area that is not ours"

rm -r "$out"
within gnuplot -- -C "$base" site --format html,pdf
is "$status" 1 "without Node: status 1"
is "$(names)" "$guides$pages./sources.html " "all HTML is there"
has "$out/profile/WK060307.html" "<svg" "with its charts"
# Stopped between the sheets and the profiles: pages of two runs are told.
ends 0 -C "$base" site --format html
feiten -C "$base" status
hasnt "$tmp/err" "of two runs" "a whole site is of one run"
mkdir -p "$base/out/.new/profile" "$base/out/.new/sheet"
feiten -C "$base" status
hasnt "$tmp/err" "of two runs" "nor does one matter that was only begun"
rmdir "$base/out/.new/sheet"
ends 1 -C "$base" status
err_has "out: of two runs: 'feiten site' was stopped" "half put in its place"
ends 0 -C "$base" site --format html
feiten -C "$base" status
hasnt "$tmp/err" "of two runs" "the next site mends it"
done_testing
