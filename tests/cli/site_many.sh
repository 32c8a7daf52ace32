#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# A site of more than one gemeente, of the country of tests/sim: an index of
# each gemeente, one that leads to them, areas by name; what becomes of it when
# it is made again, and when one gemeente is left. And NL for all areas.
. "$(dirname "$0")/lib.sh"

COUNTRY=${COUNTRY:-$repo/build/tests/country}
example=$tmp/country
mkdir -p "$example/v3"
"$COUNTRY" "$example" 12 apart 1 || exit 1
mv "$example/"*.nl "$example/v3"
server_start
init fb --area NL
ends 0 -q -C "$base" refresh
server_stop
out=$base/out
is "$(jq -r '.areas[]' "$base/feiten.json")" NL "init takes NL"

# All areas of the country, of which some are made.
ends 0 -q -C "$base" profile --all --within WK100000 --format html
is "$(find "$out/profile" -name '*.html' | wc -l)" 6 \
    "NL is all areas: a wijk and its buurten"

# The purpose stands on the pages of whom it is about.
mkdir -p "$base/story/claims"
cat >"$base/story/claims/een.md" <<'END'
## een
Hier wonen mensen.
gebied: BU19710000
- document: Gemeente, Verslag, 2024
END
purpose() { # TOP BOTTOM PAGES TEXT
	printf "%b# Elkaar kennen\n%b" "$1" "$2" >"$base/story/purpose.md"
	ends 0 -q -C "$base" profile GM1000 WK100000 BU10000000 WK197100 \
	    --format json
	is "$(jq -r 'select(.purpose != null)
	    | "\(.area.code) \(.purpose.area)"' "$out"/profile/*.json |
	    paste -sd ,)" "$3" "$4"
}
purpose "" "" "BU10000000 null,GM1000 null,WK100000 null,WK197100 null" \
    "a purpose that names no area is of all"
purpose "" "## Rust op\n- een\n" "WK197100 null" \
    "of the gemeenten of its claims, when it rests on some"
purpose "gebied: nl\n" "## Rust op\n- een\n" \
    "BU10000000 null,GM1000 null,WK100000 null,WK197100 null" \
    "of all, when it says so"
purpose "area: GM1000\n" "## Rust op\n- een\n" \
    "BU10000000 null,GM1000 null,WK100000 null" "or of those that it names"
name=$(jq -r .area.name "$out/profile/BU10000000.json")
purpose "gebied: BU10000000, WK197100\n" "" "BU10000000 null,GM1000 Gaat over $name.,WK100000 Gaat over $name.,WK197100 null" \
    "and what they lie in says which"
printf 'gebied: GM9998\n# Elkaar kennen\n' >"$base/story/purpose.md"
ends 1 -q -C "$base" profile GM1000 --format json
err_has "purpose.md: gebied: GM9998 is no area that is known" \
    "an area that is not there is told"
rm -r "$base/story"
rm "$out"/profile/*.json

edit() { # AREAS
	jq ".areas = $1" "$base/feiten.json" >"$tmp/feiten.json"
	cp "$tmp/feiten.json" "$base/feiten.json"
}
edit '["BU10000000", "BU10000001", "WK197100"]'

ends 0 -C "$base" site --format html --jobs 2
err_has "2 gemeente pages made in $out/gemeente" "says what it made"
is "$(cd "$out" && find gemeente -name '*.html' | sort | tr '\n' ' ')" \
    "gemeente/GM1000.html gemeente/GM1971.html " "an index of each gemeente"
for code in GM1000 GM1971; do
	has "$out/index.html" "href=\"gemeente/$code.html\"" "index: $code"
	has "$out/index.html" "id=\"area-$code\"" "and its old address"
done
hasnt "$out/index.html" "BU10000000" "no buurt on the index"
has "$out/gemeente/GM1000.html" 'href="../profile/BU10000000.html"' \
    "the index of a gemeente leads to a profile"
has "$out/gemeente/GM1000.html" 'href="../index.html"' "and back"
hasnt "$out/gemeente/GM1000.html" "WK197100" "it has no area of another"
has "$out/profile/BU10000000.html" 'href="../gemeente/GM1000.html"' \
    "the profile leads to the index of its gemeente"

# By name: pages, and pieces for the script.
has "$out/index.html" 'href="names/h.html"' "the index leads to names"
has "$out/names/h.html" 'href="../profile/BU10000001.html"' \
    "a page of names leads to a profile"
is "$(sed 's/^feiten("ho",//; s/);$//' "$out/names/ho.js" |
    jq -c '[.[][0]] | sort')" '["BU10000000","BU10000001","BU19710000","BU19710001","BU19710002","BU19710003","BU19710004"]' \
    "a piece for the script has all with such a word"
is "$(cat "$out"/*.html "$out"/*/*.html | grep -c ' style="')" 0 \
    "no style within"
for page in "$out"/*.html "$out"/*/*.html; do
	dir=$(dirname "$page")
	grep -oE '(href|src)="[^"#]+' "$page" | cut -d '"' -f 2 | sort -u |
	    while read -r to; do
		case $to in https:* | http:*) continue ;; esac
		[ -e "$dir/$to" ] || echo "${page#"$out"/}: $to"
	    done
done >"$tmp/lost"
is "$(cat "$tmp/lost")" "" "no link leads nowhere"

# Made again.
touched() {
	(cd "$out" && find . -type f ! -path './assets/*' -printf '%p %T@ %i\n' |
	    sort)
}
touched >"$tmp/before"
ends 0 -C "$base" site --format html
err_has "nothing changed" "nothing changed"
touched >"$tmp/after"
same "$tmp/before" "$tmp/after" "and nothing is touched"
cp -a "$out" "$tmp/one"
rm "$out/gemeente/GM1971.html"
echo old >"$out/gemeente/GM9999.html"
echo mine >"$out/gemeente/readme.txt"
echo old >"$out/names/q.html"
echo old >"$out/names/zz.js"
echo mine >"$out/names/readme.txt"
ends 0 -C "$base" site --format html
err_has "1 gemeente page made in $out/gemeente, 1 as before" "one is made"
is "$(find "$out/gemeente" "$out/names" -name 'GM9999*' -o -name 'q.html' -o \
    -name 'zz.js')" "" "what is no page of ours goes"
is "$(cat "$out/gemeente/readme.txt" "$out/names/readme.txt")" "mine
mine" "what is no page stays"
rm "$out/gemeente/readme.txt" "$out/names/readme.txt"
rm -r "$out"
ends 0 -C "$base" site --format html --jobs 4
diff -r "$tmp/one" "$out" >"$tmp/diff"
ok $? "made by one worker and by four: the same bytes"

# A worker that is killed costs the page it was at: a search does not find it.
mkdir "$tmp/bin"
printf '#!/bin/sh\n[ ! -e "$TMPDIR/once" ] && : >"$TMPDIR/once" && kill -9 $PPID\nexec "%s" "$@"\n' \
    "$(command -v gnuplot)" >"$tmp/bin/gnuplot"
chmod +x "$tmp/bin/gnuplot"
rm -r "$out"
PATH=$tmp/bin:$PATH "$FEITEN" -C "$base" site --format html --jobs 2 \
    >"$tmp/out" 2>"$tmp/err"
is $? 1 "a worker is killed: status 1"
for code in $(cat "$out"/names/*.js | grep -oE '"(BU|WK|GM)[0-9]+"' |
    tr -d '"' | sort -u); do
	[ -e "$out/profile/$code.html" ] || echo "$code"
done >"$tmp/lost"
is "$(cat "$tmp/lost")" "" "a search finds no page that could not be made"
is "$(cat "$out"/names/*.js | grep -oE '"(BU|WK|GM)[0-9]+"' | sort -u |
    wc -l)" "$(find "$out/profile" -name '*.html' | wc -l)" "and all others"
ends 0 -C "$base" site --format html
diff -r "$tmp/one" "$out" >"$tmp/diff"
ok $? "the next run makes it whole"

# What a run left that was stopped where two folders cannot change places: the
# old one aside, and the new one not there yet.
touched >"$tmp/before"
for folder in profile sheet gemeente compare; do
	[ ! -d "$out/$folder" ] || mv "$out/$folder" "$out/$folder.aside"
done
ends 0 -C "$base" site --format html
err_has "nothing changed" "folders that were put aside are put back"
touched >"$tmp/after"
same "$tmp/before" "$tmp/after" "with the same files"
cp -a "$out/compare" "$out/compare.aside"
cp -a "$out/gemeente" "$out/gemeente.aside"
ends 0 -C "$base" site --format html
is "$(find "$out" -name '*.aside')" "" \
    "and those aside go when the new one is there"

# What has changed since an edition: a page of each gemeente, and one of what
# holds for all, which says how much has changed where.
ends 0 -C "$base" edition close een
cp -a "$out" "$tmp/closed"
ends 0 -C "$base" site --format html
has "$out/changes.html" 'Er is niets veranderd.' "nothing has changed as yet"
edit '["BU10000000", "BU10000001", "WK197100", "BU10000002", "BU10000003"]'
later 86400
sed 's/^gebied: .*/gebied: BU10000000/' \
    "$repo"/tests/example/notes/2026-10-06-muziekbuurt.md >"$tmp/een.md"
mkdir -p "$base/notes"
cp "$tmp/een.md" "$base/notes/een.md"
ends 0 -C "$base" site --format html --jobs 2
err_has "1 page made in $out/changes, 1 as before (what has changed)" \
    "says what it made: nothing changed in the other"
is "$(cd "$out/changes" && echo *)" "GM1000.html GM1971.html" \
    "a page of each gemeente"
counts() { # of the page of all
	sed -n 's/.*<tr id="area-\(GM[0-9]*\)">.*data-v="\([0-9]*\)".*/\1 \2/p' \
	    "$1" | paste -sd ,
}
is "$(counts "$out/changes.html")" "GM1000 5,GM1971 0" \
    "how much has changed in each: two areas and three quotes"
has "$out/changes.html" 'href="changes/GM1000.html"' "it leads to them"
has "$out/changes/GM1000.html" "Wat is er veranderd in Plaats 0" "by name"
has "$out/changes/GM1000.html" 'href="../profile/BU10000002.html"' \
    "an area that is new"
has "$out/changes/GM1000.html" "3 citaten zijn nieuw." "quotes of its areas"
has "$out/changes/GM1000.html" 'href="../changes.html"' "and back"
has "$out/changes/GM1971.html" "Er is niets veranderd." "nothing in the other"
has "$out/gemeente/GM1000.html" 'href="../changes/GM1000.html"' \
    "the index of a gemeente leads to its own"
has "$out/index.html" 'href="changes.html"' "the front to that of all"
has "$out/downloads.html" 'href="changes.html"' "and so do the downloads"
(cd "$out/changes" && find . -name '*.html' -printf '%p %T@ %i\n') >"$tmp/before"
later 86400
ends 0 -C "$base" site --format html
err_has "nothing changed" "on another day: nothing is made"
rm "$out/changes/GM1971.html"
ends 0 -C "$base" site --format html
(cd "$out/changes" && find . -name '*.html' -printf '%p %T@ %i\n') >"$tmp/after"
is "$(comm -13 "$tmp/before" "$tmp/after" | cut -d ' ' -f 1)" ./GM1971.html \
    "one that was gone is made again, and no other"

# As reports.
report=$out/report
feiten -C "$base" report changes --format html,json --jobs 2
is "$(cat "$tmp/out")" "$report/changes.html
$report/changes-GM1000.html
$report/changes-GM1971.html" "report changes: that of all, and of each"
is "$(counts "$report/changes.html")" "$(counts "$out/changes.html")" \
    "the same numbers"
has "$report/changes.html" 'href="changes-GM1000.html"' "it leads to them"
has "$report/changes-GM1000.html" 'href="changes.html"' "and back"
is "$(jq -r '.towns[] | "\(.code) \(.raw)"' "$report/changes.json" |
    paste -sd ,)" "$(counts "$out/changes.html")" "in the model too"
is "$(jq '[.groups[].rows[]] | length' "$report/changes-GM1000.json")" 2 \
    "as many rows as were counted"
rm -r "$report"
feiten -C "$base" report changes "Plaats 0" --format html
is "$(cat "$tmp/out")" "$report/changes-GM1000.html" "of one, by name"
hasnt "$report/changes-GM1000.html" 'href="changes.html"' \
    "no link to a page that is not there"
ends 2 -C "$base" report changes BU10000000
err_has "takes gemeenten that the fact base is about" "of no buurt"
ends 2 -C "$base" report changes GM1000 GM1000
rm -r "$report"

# Quotes that are withdrawn are counted where they were.
chmod 700 "$base/notes"
ends 0 -C "$base" site --format html
ends 0 -C "$base" edition close twee
rm "$base/notes/een.md"
ends 0 -C "$base" site --format html
is "$(counts "$out/changes.html")" "GM1000 3,GM1971 0" "three quotes went"
has "$out/changes/GM1000.html" "3 citaten van toen staan er niet meer." \
    "its page says so"
hasnt "$out/changes/GM1971.html" citaten "the other does not"
rm -r "$base/editions"
edit '["BU10000000", "BU10000001", "WK197100"]'
ends 0 -C "$base" site --format html
is "$(find "$out" -path '*changes*' -name '*.html')" "" \
    "no edition, no page of what has changed"

# Wijken and buurten side by side: made again only when what is on it changed.
sides() { # those that are other files than before
	(cd "$out/compare" && find . -name '*.html' -printf '%p %T@ %i\n' |
	    sort) >"$tmp/sides.now"
	comm -13 "$tmp/sides" "$tmp/sides.now" | cut -d ' ' -f 1 | tr '\n' ' '
	mv "$tmp/sides.now" "$tmp/sides"
}
: >"$tmp/sides"
sides >"$tmp/all"
has "$tmp/all" "GM1000-" "a page a theme of one gemeente"
has "$tmp/all" "GM1971-" "and of the other"
later 172800
mkdir -p "$base/notes"
sed 's/^gebied: .*/gebied: BU10000000/' \
    "$repo"/tests/example/notes/2026-10-06-muziekbuurt.md >"$base/notes/een.md"
ends 0 -C "$base" site --format html --jobs 2
err_has "0 pages made in $out/compare, " "a note is none of theirs"
is "$(sides)" "" "nor is another day"
rm "$out/compare/GM1000-bevolking.html"
touch "$out/compare/GM1000-verdwenen.html"
ends 0 -C "$base" site --format html
is "$(sides)" "./GM1000-bevolking.html " "one that was gone is made again"
[ ! -e "$out/compare/GM1000-verdwenen.html" ]
ok $? "one that nobody asked for goes"
mkdir "$base/reports"
jq '.table.themes = ["bevolking"]' "$repo/reports/theme.report.json" \
    >"$base/reports/theme.report.json"
ends 0 -C "$base" site --format html
is "$(cd "$out/compare" && echo *)" "GM1000-bevolking.html GM1971-bevolking.html" \
    "themes that are no more have no page"
is "$(cat "$out"/profile/*.html | grep -o 'compare/[^"#]*' | sort -u |
    tr '\n' ' ')" \
    "compare/GM1000-bevolking.html compare/GM1971-bevolking.html " \
    "nor does a profile lead to one"
rm -r "$base/reports"

# One gemeente is left: its areas stand on the index.
edit '["WK197100"]'
ends 0 -C "$base" site --format html
is "$(find "$out/gemeente" "$out/names" -type f ! -name .pages)" "" \
    "no index of a gemeente, no names"
has "$out/index.html" 'href="profile/BU19710000.html"' "all is on the index"
has "$out/profile/BU19710000.html" 'href="../index.html"' \
    "to which profiles lead"
done_testing
