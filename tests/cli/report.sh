#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# feiten report: which reports there are; areas side by side and the table
# book, word for word as in tests/golden/report (REGEN=1 writes those anew);
# one's own; and definitions that are wrong.
. "$(dirname "$0")/lib.sh"

golden=$repo/tests/golden/report
all_sources
server_start --routes "$example/wfs/routes"
filled fb --area=GM0603 \
    --mirror="https://dataderden.cbs.nl=http://127.0.0.1:$port/dataderden.cbs.nl" \
    --mirror="https://service.pdok.nl=http://127.0.0.1:$port/service.pdok.nl"
server_stop
cp "$example"/notes/*.md "$base/notes/"
out=$base/out/report
three="BU06030771 BU06030111 BU06030221"
file=compare-BU06030771-BU06030111-BU06030221

# Which there are.
ends 0 -C "$base" report
out_has "compare" "areas side by side"
out_has "tables" "the table book"
for form in "--format json" --format=json; do
	# shellcheck disable=SC2086 # one word or two
	ends 0 -C "$base" report $form
	[ "$(jq -r '.[0].name' "$tmp/out")" = changes ]
	ok $? "a listing like any other: $form"
done
ends 0 -C "$base" report --lang en --format csv
is "$(head -n 1 "$tmp/out" | tr -d '\r')" name,areas,levels,what,file "as CSV"
ends 2 -C "$base" report tables WK060307 --format csv
ends 2 -C "$base" report --format pdf
ends 0 -C "$base" --format json report
is "$(jq -r '.[] | "\(.name) \(.areas)"' "$tmp/out" | paste -sd ,)" \
    "changes null,compare 2-6,sheet null,tables 1,theme 1" "as JSON"
ends 0 -C "$base" report --lang en
out_has "side by side" "in English"

# Wrong use.
ends 2 -C "$base" report compera $three
err_has "did you mean compare" "the name nearest"
ends 2 -C "$base" report compare BU06030771
err_has "takes 2 to 6 areas, not 1" "too few"
ends 2 -C "$base" report compare BU06030771 BU06030771
err_has "is named twice" "twice the same"
ends 2 -C "$base" report tables BU06030771
err_has "is a buurt, and it takes none" "of a level it does not take"
ends 2 -C "$base" report tables NL00
ends 2 -C "$base" report compare $three --format csv
ends 2 -C "$base" report compare $three --lang xx
err_has "takes nl, en, or a language that has its words files" "no such words"
ends 2 -C "$base" report compare $three --sort
ends 2 -C "$base" report compare BU06030771 BU06039999
ends 2 -C "$base" report tables
err_has "report tables: name areas, or --all" "no area"
ends 2 -C "$base" report tables WK060302 WK060302
err_has "WK060302 is named twice" "twice the same, of a report each"
ends 2 -C "$base" report tables WK060302 WK060307 BU06030771
err_has "BU06030771 is a buurt, and it takes none" "one of three is wrong"
ends 2 -C "$base" report compare --all
err_has "is made of 2 to 6 areas together: name them" "all areas in one"
ends 2 -C "$base" report tables --level buurt
err_has "--level buurt: it takes none" "a level it does not take"
ends 2 -C "$base" report tables --level land
ends 2 -C "$base" report tables --all --within WK069999
ends 2 -C "$base" report tables --all --within BU06030771
err_has "none of the areas that the fact base is about is one it takes" \
    "none in there"
ends 2 -C "$base" report tables WK060302 --all
err_has "name what it is of, or --all" "both"
ends 2 -C "$base" report tables WK060302 WK060307 --jobs 0
err_has "--jobs takes a whole number of 1 to 64" "no workers"
ends 2 -C "$base" report --all
err_has "name a report" "--all of nothing"
ends 2 -C "$base" report sheet --as-of "$NOW" x
err_has "--as-of: it is of what is known now: what the analyst says" \
    "a sheet is of now"
ends 2 -C "$base" report changes --as-of "$NOW"
err_has "--as-of: it is of what is known now: what has changed since" \
    "what has changed is of now"
ends 2 -C "$base" report sheet --level wijk
err_has "--level and --within choose areas, and it is of none" \
    "no areas to choose"
ends 2 -C "$base" report sheet --all
err_has "there are no opgaven" "no opgave to make one of"
[ ! -e "$out" ]
ok $? "nothing was made"

# Word for word; ids of quotes are made with a key that is random.
page() { # NAME FILE
	jq 'del(.t) | (.. | objects | select(has("invented_text")).id) =
	    "opaque"' \
	    "$out/$2.json" >"$tmp/$1.json" || ok 1 "$1: a model"
	[ -z "${REGEN:-}" ] || cp "$tmp/$1.json" "$golden/$1.json"
	same "$tmp/$1.json" "$golden/$1.json" "$1: as in tests/golden/report"
}
[ -z "${REGEN:-}" ] || mkdir -p "$golden"
ends 0 -C "$base" report compare $three --format json
is "$(cat "$tmp/out")" "$out/$file.json" "prints where it is"
page compare "$file"
ends 0 -C "$base" report tables WK060302 --format json
page tables tables-WK060302
ends 0 -C "$base" report compare $three --format json --lang en
page compare.en "$file"

# HTML: of the same model; the page and its CSV hold the same figures.
ends 0 -C "$base" report compare $three --format html,json
jq -r '.tables[].rows[] | .cells[].text, .difference' "$out/$file.json" |
    sort -u >"$tmp/texts"
sed 's/&amp;/\&/g; s/&#39;/'"'"'/g; s/<[^>]*>/\n/g' "$out/$file.html" >"$tmp/plain"
is "$(grep -vxFf "$tmp/plain" "$tmp/texts")" "" \
    "every figure and difference is on the page"
is "$(grep -ciE '<script|javascript:| on[a-z]+="| style="' "$out/$file.html")" \
    0 "no scripts, no styles within"
hasnt "$out/$file.html" "profile/" "no link to a profile that is not there"
ends 0 -C "$base" profile BU06030111 --format html
ends 0 -C "$base" report compare $three --format html
has "$out/$file.html" 'href="../profile/BU06030111.html"' \
    "and one to the profile that is"
hasnt "$out/$file.html" 'BU06030771.html"' "and no other"

# A picture a theme; no scale of shares is shorter than ten points.
is "$(jq '[.tables[] | select(.picture != null)] | length > 4' "$tmp/compare.json")" \
    true "themes have a picture"
is "$(grep -o 'role="img"' "$out/$file.html" | wc -l)" \
    "$(jq '[.tables[].picture | select(. != null) | .parts[]] | length' \
	"$tmp/compare.json")" "which is on the page"
is "$(jq -c '[.tables[].picture | select(. != null) |
    (.parts | map(.chart.rows | length)) |
    length == (if add > 2 then 2 else 1 end) and .[0] - (.[1] // .[0]) < 2] |
    unique' "$tmp/compare.json")" "[true]" \
    "more than two rows are two drawings of like size"
is "$(jq -c '[.tables[].picture.parts[]?.chart.rows[] | select(.low_text | test("%$"))
    | .axis_max - .axis_min | . >= 9.999] | unique' "$tmp/compare.json")" \
    "[true]" "a small difference looks small"
is "$(jq -c '[.tables[].picture.parts[]?.chart.rows[] |
    . as $r | (.values + [.municipality, .country])[] | values |
    . >= $r.axis_min and . <= $r.axis_max] | unique' "$tmp/compare.json")" \
    "[true]" "and every value lies on its scale"

# What is said of a difference follows from the figures.
is "$(jq -r '.tables[].rows[] | select(.pairs == .pairs_same and .pairs > 0)
    | select(.difference | test("^Van ")) | .label' "$tmp/compare.json")" "" \
    "no difference is said where no pair differs"
is "$(jq -r '.tables[].rows[] | select(.pairs > .pairs_same)
    | select(.difference | test("^Van ") | not) | .label' \
    "$tmp/compare.json")" "" "and one where some pair does"
is "$(jq -r '.. | strings' "$tmp/compare.json" |
    grep -iE '\b(beste?|slechtst|winnaar|koploper|top ?[0-9]|scoort)\b')" "" \
    "no words of a league table"

# The CSV of a table.
csv=$out/tables-WK060302-bevolking-1.csv
ends 0 -C "$base" report tables WK060302 --format html,json
is "$(head -n 1 "$csv" | tr -d '\r')" \
    "area,name,level,indicator,label,unit,period,value,mark,table" \
    "what its columns are"
jq -r '.tables[] | select(.id == "bevolking-1") | .columns as $c | .rows[]
    | . as $r | range($c | length) | "\($r.id) \($c[.].id)"' \
    "$out/tables-WK060302.json" | sort >"$tmp/cells"
sed 1d "$csv" | cut -d , -f 1,4 | tr , ' ' | sort >"$tmp/lines"
same "$tmp/lines" "$tmp/cells" "a line for each figure of the table"
for one in "$out"/tables-WK060302-*.csv; do
	has "$out/tables-WK060302.html" "href=\"$(basename "$one")\"" \
	    "linked: $(basename "$one" .csv)"
done
hasnt "$out/tables-WK060302.json" csv_text "the model does not hold it twice"
is "$(jq -r '[.tables[] | .columns | length] | max <= 8' \
    "$out/tables-WK060302.json")" true "no table wider than it may be"

# Of each area that it takes: those named, of a level, all. By one worker or
# by three: the same bytes.
feiten -C "$base" areas --level wijk --format json
jq -r --arg out "$out" '.[] | "\($out)/tables-\(.code).html"' "$tmp/out" \
    >"$tmp/wijken"
[ "$(wc -l <"$tmp/wijken")" -gt 4 ]
ok $? "some wijken"
cp -a "$out" "$tmp/kept"
ends 0 -C "$base" report tables --level wijk --format html,json --jobs 3
same "$tmp/out" "$tmp/wijken" "--level: one of each, in their order"
err_has "$(wc -l <"$tmp/wijken") reports made in $out" "says how many"
diff -r "$tmp/kept" "$out" | grep -v "^Only in $out" >"$tmp/diff"
is "$(cat "$tmp/diff")" "" "what was there is what it was"
mv "$out" "$tmp/three"
ends 0 -C "$base" report tables --all --format html,json
is "$(cat "$tmp/out")" "$out/tables-GM0603.html
$(cat "$tmp/wijken")" "--all: of the gemeente too"
for one in "$tmp/three"/tables-*; do
	cmp -s "$one" "$out/$(basename "$one")" || echo "$one"
done >"$tmp/diff"
is "$(cat "$tmp/diff")" "" "one worker and three: the same bytes"
ends 0 -C "$base" report tables WK060307 WK060302 --format html --jobs 2
is "$(cat "$tmp/out")" "$out/tables-WK060307.html
$out/tables-WK060302.html" "those named, in that order"
ends 0 -C "$base" report tables --all --within WK060302 --format json
is "$(cat "$tmp/out")" "$out/tables-WK060302.json" "only in one"
ends 0 -C "$base" report tables WK060302 --format html,json

# Made again: the same bytes. As of a day before there was anything.
listing "$out" >"$tmp/before"
ends 0 -C "$base" report tables WK060302 --format html,json
listing "$out" >"$tmp/after"
same "$tmp/before" "$tmp/after" "made again: the same bytes, no file touched"
ends 0 -C "$base" report compare $three --format json --as-of "$NOW"
[ -s "$base/out/as-of/$NOW/report/$file.json" ]
ok $? "as of a day: in the folder of that day"

# One's own, with a template and texts of its own.
mkdir -p "$base/reports"
cat >"$base/reports/kort.report.json" <<'EOF'
{ "schema": "feiten-report-definition/1",
 "title": { "nl": "Kort over {areas}", "en": "{areas} in brief" },
 "what": { "nl": "Drie cijfers." },
 "areas": { "min": 1, "max": 3 },
 "table": { "rows": "areas", "indicators": ["koopwoningen", "inwoners"] },
 "html": "kort",
 "texts": { "nl": { "hello": "Goedendag <b>" }, "en": { "hello": "Hello" } }
}
EOF
cat >"$base/reports/kort.mustache" <<'EOF'
{{>head}}
<main id="main"><h1>{{title}}</h1><p>{{own.hello}}</p>
{{#tables}}{{#rows}}<p>{{label}}{{#cells}} {{text}}{{/cells}}</p>{{/rows}}{{/tables}}
{{>own_part}}</main></body></html>
EOF
echo '<p>part</p>' >"$base/reports/own_part.mustache"
ends 0 -C "$base" report kort BU06030771 --format html
has "$out/kort-BU06030771.html" "<h1>Kort over Muziekbuurt</h1>" "its title"
has "$out/kort-BU06030771.html" "<p>Goedendag &lt;b&gt;</p>" \
    "its text, escaped"
has "$out/kort-BU06030771.html" "<p>part</p>" "its own partial"
has "$out/kort-BU06030771.html" '<html lang="nl">' "and one of ours"
# A partial that calls itself, and thirty that call the next one twice.
cp "$base/reports/kort.mustache" "$tmp/good.mustache"
echo '{{>kort}}' >>"$base/reports/kort.mustache"
ends 1 -C "$base" report kort BU06030771 --format html
err_has "partials inside each other: does a partial call itself?" "it is told"
[ "$(wc -c <"$tmp/err")" -lt 300 ]
ok $? "in one line"
n=0
while [ $n -lt 30 ]; do
	echo "{{>p$((n + 1))}}{{>p$((n + 1))}}" >"$base/reports/p$n.mustache"
	n=$((n + 1))
done
echo x >"$base/reports/p30.mustache"
echo '{{>p0}}' >"$base/reports/kort.mustache"
ends 1 -C "$base" report kort BU06030771 --format html
err_has "the page does not come to an end" "nor does it go on for ever"
rm "$base"/reports/p?.mustache "$base"/reports/p??.mustache
cp "$tmp/good.mustache" "$base/reports/kort.mustache"
ends 0 -C "$base" report kort BU06030771 --format html --lang en
has "$out/kort-BU06030771.html" "<h1>Muziekbuurt in brief</h1>" "in English"
mv "$base/reports/kort.mustache" "$tmp/kort.mustache"
ends 1 -C "$base" report kort BU06030771 --format html
err_has "$base/reports/kort.mustache: there is no such template: copy one" \
    "a template that is not there, and what to do"
mv "$tmp/kort.mustache" "$base/reports/kort.mustache"
ends 2 -C "$base" report qqqqqqqq BU06030771
err_has "\"qqqqqqqq\": unknown ('feiten report' lists them)" "nothing comes near"
ends 0 -C "$base" report
out_has "$base/reports/kort.report.json" "the list says whose it is"

# Wrong: told with file and member; the other reports are there.
wrong() { # SED-SCRIPT TEXT
	sed "$1" "$base/reports/kort.report.json" \
	    >"$base/reports/fout.report.json"
	ends 1 -C "$base" report
	err_has "fout.report.json: $2" "$1"
	out_has "compare" "the others are listed"
}
wrong 's/definition.1/definition\/9/' "schema: must be"
wrong 's/"koopwoningen"/"koopwonen"/' \
    'table.indicators: "koopwonen" is not known'
wrong 's/"areas", "ind/"rijen", "ind/' 'table.rows: must be'
wrong 's/"max": 3/"max": 0/' "areas.max: must be a whole number of 1 to 50"
wrong 's/"html": "kort"/"html": "..\/..\/feiten"/' "html: must be the name"
wrong 's/"html"/"hmtl"/' "hmtl: unknown member"
wrong 's/"title": {.*}/"title": 7/' "title: must be the key"
wrong '$d' "line"
: >"$base/reports/fout.report.json"
ends 1 -C "$base" report
rm "$base/reports/fout.report.json"
echo '{{#tables}}' >"$base/reports/kort.mustache"
ends 1 -C "$base" report kort BU06030771 --format html,json
err_has "kort.mustache: line 1" "a template that is wrong: file and line"
[ -s "$out/kort-BU06030771.json" ]
ok $? "the other form is made"
echo '{{>../../notes/x}}' >"$base/reports/kort.mustache"
ends 1 -C "$base" report kort BU06030771 --format html
err_has "no partial of the name" "a template cannot leave its folder"

done_testing
