#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Many pages at once, of an area with a name that nobody should give, and with
# a Typst that is not as it should be.
# shellcheck disable=SC2016 # names and scripts as they are, not expanded
. "$(dirname "$0")/lib.sh"

server_start
filled fb --area=WK060307
server_stop
out=$base/out
mkdir -p "$base/story"

# Quotes, marks of HTML, of Typst, of gnuplot and of a shell, a mark that
# turns the direction of writing, 120 letters; and it has no geometry.
odd=$(printf '"x\134" \047q\047 <b>&amp; `id` $(id) #set @a *b* %s \342\200\217' \
    ']]}>')
odd=$odd$(head -c 200 /dev/zero | tr '\0' w)
odd=$(printf '%s' "$odd" | jq -Rrs '.[0:120]')
jq -n --arg name "$odd" '{ areas: [{ id: "odd", name_nl: $name,
    name_en: $name, parts: ["BU06030771", "BU06030772"], why: $name }] }' \
    >"$base/story/areas.json"
ends 0 -C "$base" site --format html,json --jobs 2
page=$out/profile/odd.html
json=$out/profile/odd.json
is "$(jq -r .area.name "$json")" "$odd" "the name stands in the model as given"
has "$page" '&lt;b&gt;&amp;amp; `id` $(id)' "and escaped on its page"
is "$(cat "$page" "$out/index.html" | grep -c '<b>&amp;')" 0 \
    "never as marks of the page"
has "$out/index.html" "profile/odd.html" "the index leads to it"
has "$page" "<svg" "it has its charts"

typst=no
"$FEITEN" doctor --format json |
    jq -e '.[] | select(.what == "Typst") | .state == "well"' \
	>"$tmp/typst" && typst=yes
if [ $typst = yes ] && command -v pdfinfo >"$tmp/which"; then
	ends 0 -C "$base" profile odd --format pdf
	pdfinfo "$out/profile/odd.pdf" >"$tmp/info"
	grep -qF '`id` $(id) #set @a *b*' "$tmp/info"
	ok $? "and on paper"
else
	skip "no Typst or no pdfinfo"
fi
rm "$base/story/areas.json"

# A source that names an area with a bell and a mark that turns the direction:
# these are on no page, no paper and no terminal.
to=$tmp/overlay/opendata.cbs.nl/85984NED
mkdir -p "$to"
sed 's/Wilhelminapark/Wil\\u0007helm\\u202einapark/g' \
    "$example/v3/opendata.cbs.nl/85984NED/WijkenEnBuurten.json" \
    >"$to/WijkenEnBuurten.json"
server_start
jq --arg to "http://127.0.0.1:$port/opendata.cbs.nl" \
    '.mirrors["https://opendata.cbs.nl"] = $to' "$base/feiten.json" \
    >"$tmp/feiten.json"
cp "$tmp/feiten.json" "$base/feiten.json"
later 60
touch_table 85984NED
ends 0 -q -C "$base" refresh
server_stop
signs=$(printf '\a\|\342\200\256')
[ $typst = no ] || {
	ends 0 -C "$base" profile BU06030772 WK060307
	is "$(grep -rc --include="*.html" "$signs" "$out" | grep -v ':0$')" "" \
	    "what steers a terminal is on no page"
	has "$out/profile/BU06030772.html" "Wilhelminapark" "the name is"
}
ends 0 -C "$base" areas Wil
is "$(grep -c "$signs" "$tmp/out")" 0 "nor on the terminal"

# A Typst that says it is there, and then does something else.
mkdir -p "$tmp/bin" "$tmp/modules/@myriaddreamin/typst-ts-node-compiler"
bad_typst() { # NAME SHELL TEXT
	printf '#!/bin/sh\nfolder=$3\necho "{\\"ready\\":true}"\n%s\n' "$2" \
	    >"$tmp/bin/node"
	chmod +x "$tmp/bin/node"
	rm -rf "$out"
	PATH=$tmp/bin:$PATH FEITEN_NODE_MODULES=$tmp/modules "$FEITEN" \
	    -C "$base" site --jobs 2 >"$tmp/out" 2>"$tmp/err"
	is $? 1 "Typst $1: status 1"
	is "$(find "$out/profile" -name '*.html' | wc -l)" 3 "all HTML is there"
	is "$(find "$out/profile" -name '*.pdf')" "" "and no PDF"
	is "$(grep -rl '\.pdf"' "$out")" "" "nor a link to one"
	err_has "BU06030771: no PDF is made: profile.typ: " "says of which page"
	is "$(find "$TMPDIR" -name 'feiten-typst-*')" "" "nothing is left of it"
}
bad_typst "ends at once" 'exit 3'
bad_typst "crashes" 'read -r ask; echo broken >&2; kill -9 $$'
err_has "broken" "and what it said"
FEITEN_TYPST_SECONDS=1
export FEITEN_TYPST_SECONDS
bad_typst "never answers" 'read -r ask; exec sleep 60'
err_has "no answer within 1 seconds" "and that it waited"
unset FEITEN_TYPST_SECONDS
bad_typst "writes nonsense" 'while read -r ask; do echo "[1"; done'
bad_typst "answers what was not asked" 'n=0
echo start >>"$TMPDIR/starts"
while read -r ask; do
	n=$((n + 1))
	printf "%%PDF-1.7 %%%%EOF" >"$folder/out.pdf"
	echo "{\"id\": $((n + 7)), \"ok\": true, \"bytes\": 14}"
done'
err_has "an answer to another question" "and why"
# One for each of the two workers that make pages would be two.
[ "$(wc -l <"$TMPDIR/starts")" -gt 2 ]
ok $? "another one is started for the next page"
rm "$TMPDIR/starts"
bad_typst "dies in a frame" 'read -r ask
printf "\n#\n# Fatal error\n#\n" >&2; exit 134'
err_has "typst worker: Fatal error" "what it said stands behind its name"
bad_typst "tells no size" 'n=0
while read -r ask; do
	n=$((n + 1))
	printf "%%PDF-1.7 half" >"$folder/out.pdf"
	echo "{\"id\": $n, \"ok\": true, \"bytes\": 1e300}"
done'
err_has "not a whole PDF" "and why"
bad_typst "writes half a file" 'n=0
while read -r ask; do
	n=$((n + 1))
	printf "%%PDF-1.7 half" >"$folder/out.pdf"
	echo "{\"id\": $n, \"ok\": true, \"bytes\": 90000}"
done'
err_has "not a whole PDF" "and why"
PATH=$tmp/bin:$PATH FEITEN_NODE_MODULES=$tmp/modules "$FEITEN" \
    -C "$base" profile BU06030771 --format pdf,json >"$tmp/sink" 2>&1
is "$(jq -c '.nav | [has("pdf"), .pdf]' "$out/profile/BU06030771.json")" \
    "[true,null]" "the model leads to no PDF that is not there"

# Nor does a report lead to a PDF that is not there, or to one of before.
report=$out/report/tables-WK060307
[ $typst = no ] || ends 0 -C "$base" report tables WK060307
[ $typst = no ] || has "$report.html" 'href="tables-WK060307.pdf"' "a link"
mkdir -p "$out/report"
echo old >"$report.pdf"
PATH=$tmp/bin:$PATH FEITEN_NODE_MODULES=$tmp/modules "$FEITEN" \
    -C "$base" report tables WK060307 >"$tmp/out" 2>"$tmp/err"
is $? 1 "a report whose PDF cannot be made: status 1"
err_has "tables-WK060307: no PDF is made: report.typ: " "and what it says"
has "$report.html" "<table" "the page is made"
hasnt "$report.html" "tables-WK060307.pdf" "and leads to no PDF"
[ ! -e "$report.pdf" ]
ok $? "one of before is gone"
is "$(cat "$tmp/out")" "$report.html" "it prints where the page is"

# The program typst, where there is no Node: the same.
htmls=3
bad_program() { # NAME SHELL TEXT
	printf '#!/bin/sh\n[ "$1" != --version ] || exec echo "typst 0.14.2"\n%s\n' \
	    "$2" >"$tmp/bin/typst"
	chmod +x "$tmp/bin/typst"
	rm -rf "$out"
	PATH=$tmp/bin:$PATH FEITEN_NODE_MODULES=$tmp/none "$FEITEN" \
	    -C "$base" site --format html,pdf --jobs 1 >"$tmp/out" 2>"$tmp/err"
	is $? 1 "typst $1: status 1"
	is "$(find "$out/profile" -name '*.html' | wc -l)" $htmls "all HTML is there"
	is "$(find "$out" -name '*.pdf')$(grep -rl '\.pdf"' "$out")" "" \
	    "and no PDF, nor a link to one"
}
bad_program "writes half" 'printf "%%PDF-1.7 half" >out.pdf'
err_has "not a whole PDF" "and why"
FEITEN_TYPST_SECONDS=0.2
export FEITEN_TYPST_SECONDS
jq '.areas += ["BU06030111"]' "$base/feiten.json" >"$tmp/feiten.json"
cp "$tmp/feiten.json" "$base/feiten.json"
htmls=4
bad_program "never answers" 'exec sleep 60'
err_has "gave no answer 3 times in a row: not asked again" \
    "it is not waited for at every page"
unset FEITEN_TYPST_SECONDS
done_testing
