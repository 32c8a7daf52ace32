#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# The conversation sheet: one A4 of what we see, heard and do not know. What
# does not hold is marked, what is too long is told, a bare number about
# satisfaction is refused. And the choosing log.
. "$(dirname "$0")/lib.sh"

all_sources
server_start
filled fb --area GM0603 --source cbs-kwb
cp "$example"/notes/*.md "$base/notes/"
mkdir -p "$base/story"
cp -r "$example"/story/claims "$example"/story/opgaven "$base/story/"
cp "$example"/story/purpose.md "$example"/story/areas.json "$base/story/"
id=samen-om-de-hoek
file=$base/story/opgaven/$id.md
out=$base/out/sheet/$id

feiten -C "$base" sheet $id --format html,pdf,json
isnt "$status" 2 "a sheet"
pdfinfo "$out.pdf" >"$tmp/info" 2>"$tmp/pdferr"
is "$(sed -n 's/^Pages: *//p' "$tmp/info")" 1 "one page"
grep -q '^Page size: .*A4' "$tmp/info"
ok $? "A4"
grep -q '^Tagged: *yes' "$tmp/info"
ok $? "tagged"
has "$tmp/info" "Gespreksblad: Wie alleen woont in de Muziekbuurt" "its title"
pdfinfo -meta "$out.pdf" 2>"$tmp/pdferr" |
    grep -q '<pdfuaid:part>1</pdfuaid:part>'
ok $? "says that it is PDF/UA-1"
qpdf --json=2 "$out.pdf" >"$tmp/pdf.json"
is "$(jq -r '.qpdf[1][] | .value? |
    select(type == "object" and ."/Type"? == "/Catalog") | ."/Lang"' \
    "$tmp/pdf.json")" u:nl "its language"
is "$(pdffonts "$out.pdf" 2>"$tmp/pdferr" | sed 1,2d |
    awk '{ print $(NF - 4) }' | sort -u)" yes "every letter is in it"
is "$(jq -r .schema "$out.json")" feiten-sheet/1 "its model"

# What a person reads, word by word, on the web and on paper.
words() {
	tr '\302\240' ' ' | tr -cs "[:alnum:]%.-" "[\\n*]" | grep . | sort
}
pdftotext -raw "$out.pdf" - 2>"$tmp/pdferr" | sed -E 's/^[123] //' |
    words >"$tmp/paper"
sed -e '/<head>/,/<\/head>/d' -e '/class="bar"/,/<\/header>/d' \
    -e '/class="skip"/d' -e '/class="hidden"/d' -e '/href="#top"/d' \
    -e 's/<[^>]*>/ /g' -e 's/&[a-z0-9#]*;/ /g' "$out.html" | words |
    sort >"$tmp/web"
same "$tmp/web" "$tmp/paper" "web and paper have the same words"
jq -S 'del(.t) | walk(if type == "object" then del(.id) else . end)' \
    "$out.json" >"$tmp/model"
golden=$repo/tests/golden/page/sheet.json
[ -z "${REGEN:-}" ] || cp "$tmp/model" "$golden"
same "$golden" "$tmp/model" "the model is what it was"
ends "$status" -C "$base" sheet $id --lang en --format html
has "$out.html" "What we do not know" "in English"
[ ! -e "$out.pdf" ]
ok $? "a PDF of before that says something else is gone"

# It is a report like another: by a definition, which a fact base may replace,
# or stand another beside.
feiten -C "$base" sheet $id --format html,json
cp "$out.html" "$tmp/ours.html"
feiten -C "$base" report sheet $id --format html,json
same "$out.html" "$tmp/ours.html" "feiten report makes the same"
feiten -C "$base" report sheet --all --format html,json --jobs 2
is "$(cat "$tmp/out")" "$(printf '%s.html\n' "$base"/story/opgaven/*.md |
    sed "s|.*/\(.*\)\.md|$base/out/sheet/\1|")" "--all: of each opgave"
same "$out.html" "$tmp/ours.html" "by a worker as well"
mkdir -p "$base/reports"
cat >"$base/reports/kort.report.json" <<'EOF'
{ "schema": "feiten-report-definition/1", "of": "opgave",
 "what": { "nl": "Kort" }, "most": { "voices": 1, "unknown": 1 },
 "html": "kort", "texts": { "nl": { "hello": "Dag" } } }
EOF
echo '<p>{{own.hello}} {{opgave.task}}</p>' >"$base/reports/kort.mustache"
feiten -C "$base" report kort $id --format html,json
kort=$base/out/report/kort-$id
has "$kort.html" "<p>Dag Wie alleen woont" "one of its own, with its template"
is "$(jq -c '[(.heard, .unknown) | length]' "$kort.json")" "[1,1]" \
    "no more than it takes"
same "$out.html" "$tmp/ours.html" "beside the sheet, which is as it was"
sed 's/"html": "kort", //' "$base/reports/kort.report.json" \
    >"$base/reports/sheet.report.json"
feiten -C "$base" sheet $id --format json
is "$(jq '.heard | length' "$out.json")" 1 "and one in the place of ours"
sed -i 's/opgave/edition/; s/"voices": 1, "unknown"/"rows"/' \
    "$base/reports/sheet.report.json"
feiten -C "$base" sheet $id --format html
err_has "sheet.report.json: of: this name belongs to" "not of another kind"
same "$out.html" "$tmp/ours.html" "ours then"
sed -i 's/"rows"/"rijen"/' "$base/reports/sheet.report.json"
feiten -C "$base" sheet $id --format html
err_has "sheet.report.json: most.rijen: unknown member" "one that is wrong"
ends 2 -C "$base" report kort
err_has "takes opgaven" "an opgave is named"
ends 2 -C "$base" report kort $id $id
ends 2 -C "$base" report kort niets
err_has 'opgave "niets": unknown' "one that is there"
err_has "(there are groen" "and those that are there are named"
ends 2 -C "$base" report changes
err_has "no edition was closed" "what has changed takes an edition"
rm -r "$base/reports" "$base/out/report"
feiten -C "$base" sheet $id --lang en --format html

ends 2 -C "$base" sheet samen-om-de-hok
err_has "samen-om-de-hoek" "an opgave that is not there: a near one"
ends 2 -C "$base" sheet
ends 2 -C "$base" sheet ../x
ends 2 -C "$base" sheet $id --format xml
ends 2 -C "$base" sheet $id --format csv

# Too long: no second page.
cp "$file" "$tmp/opgave"
long=$(printf 'een heel lang verhaal over alles wat er speelt %.0s' 1 2 3 4)
for n in 1 2 3 4 5 6 7 8 9 10 11 12; do
	sed -i "s/^- Gemeente (gemeente).*/&\n- Partij $n (partner): $long/" \
	    "$file"
done
feiten -C "$base" sheet $id
err_has "does not fit one page (A4): about" "too long: says so"
err_has "'Wie doet mee' (" "and which part"
[ ! -e "$out.pdf" ] && [ -e "$out.html" ]
ok $? "the page is there, the PDF is not"
cp "$tmp/opgave" "$file"

# A bare number about satisfaction.
bare() { # STATUS TEXT NAME
	sed "s/^- Wie niemand kent.*/- $2/" "$tmp/opgave" >"$file"
	feiten -C "$base" sheet $id --format html
	if [ "$1" = refused ]; then
		is "$status" 5 "$3: refused"
		err_has "$id.md:22: a number about how satisfied" "where"
		[ ! -e "$out.html" ]
		ok $? "no sheet"
	else
		has "$out.html" "$2" "$3: printed"
	fi
}
bare refused "Van de bewoners is 78% tevreden." "bare"
bare refused "Van 214 bewoners is 78% tevreden." "without spread"
bare refused "De wijk krijgt een rapportcijfer 7,1." "a mark"
bare printed "Van 214 bewoners is 78% tevreden, van 40% tot 91%." "whole"
bare printed "Tevredenheid is niet gemeten." "without a number"
rm "$base"/notes/*.md
feiten -C "$base" sheet $id --format html
bare refused "Van 214 bewoners is 78% tevreden, van 40% tot 91%." "no story"
cp "$example"/notes/*.md "$base/notes/"
cp "$tmp/opgave" "$file"

# A claim under it that fails is marked, with status 5.
sed -i 's/aandeel_1p(BU06030771, 2020) > 40%/aandeel_1p(BU06030771, 2020) > 90%/' \
    "$base"/story/claims/*.md
ends 5 -C "$base" sheet $id --format html
has "$out.html" "<s>Bijna de helft" "struck out"
has "$out.html" "Deze zin klopt niet meer" "with a word"
cp "$example"/story/claims/*.md "$base/story/claims/"

# What was not released, and markup, do not come on it.
sed "s|^Een open eettafel.*|<b>{{task}}</b> #panic[x] \\\\\\& 06-12345678|" \
    "$tmp/opgave" >"$file"
ends 5 -C "$base" sheet $id --format html
[ ! -e "$out.html" ]
ok $? "a telephone number: no sheet"
mv "$base/notes" "$tmp/notes"
ends 0 -C "$base" check --print opgave:$id --by "M. de Vries" --why "ours"
feiten -C "$base" sheet $id --format html
has "$out.html" "06-12345678" "put aside by name, also where nobody was heard"
rm "$base"/decisions/*print* "$out.html"
mv "$tmp/notes" "$base/notes"
sed "s|^Een open eettafel.*|<b>{{task}}</b> #panic[x] \$x\$|" \
    "$tmp/opgave" >"$file"
feiten -C "$base" sheet $id --format html,pdf
has "$out.html" "&lt;b&gt;{{task}}&lt;/b&gt; #panic[x]" "markup is text"
pdftotext "$out.pdf" - 2>"$tmp/pdferr" | grep -qF '#panic[x] $x$'
ok $? "in the PDF too"
cp "$tmp/opgave" "$file"

# A quote about it only when it was released; a remark of its makers never.
note() { # CONSENT
	cat >"$base/notes/vogel.md" <<END
datum: 2026-10-06
gebied: BU06030771
rol: bewoner
interviewer: Vraagstra
toestemming: $1
nagekeken: Nakijksma, 2026-10-20

Tussen de citaten zong kanarie een lied.

> Het vogeltje zong zachtjes over vroeger.
> #wonen @opgave:$id steunt
END
}
made() {
	pdftotext "$out.pdf" - 2>"$tmp/pdferr" | cat - "$out.html" "$out.json"
	pdfinfo -meta "$out.pdf" 2>"$tmp/pdferr"
}
note intern
feiten -C "$base" sheet $id --format html,pdf,json
is "$(made | grep -ciE 'vogeltje|kanarie|vraagstra|nakijksma')" 0 \
    "what is internal is nowhere"
is "$(made | grep -c "rusten op echte cijfers")" 0 "nor a remark of makers"
note openbaar
feiten -C "$base" sheet $id --format html,pdf,json
is "$(made | grep -ciE 'vogeltje')" 3 "what was released is there, thrice"
is "$(made | grep -ciE 'kanarie|vraagstra|nakijksma')" 0 "and no more of it"
rm "$base/notes/vogel.md"

# Numbers that people gave: how many, how they are spread, and a story; never
# one of one or two people, and none where fewer than 250 people live.
rated() { # NUMBER MARK AREA [QUOTE]
	cat >"$base/notes/cijfer-$1.md" <<END
datum: 2026-10-06
gebied: $3
rol: huisarts
interviewer: Vraagstra
toestemming: rapport
nagekeken: Nakijksma, 2026-10-20
waardering: $2 (1-5)
waardering-over: opgave:$id

${4:-}
END
}
ratings() {
	feiten -C "$base" sheet $id --format json
	jq -r .ratings "$out.json"
}
rated 1 1 BU06030771 '> Het helpt mij.
> #wonen @opgave:samen-om-de-hoek steunt'
rated 2 4 BU06030771
is "$(ratings)" null "two ratings are too few"
rated 3 4 BU06030771
rated 4 4 BU06030771
rated 5 5 BU06030642
is "$(ratings)" "4 mensen gaven een cijfer van 1 tot 5: 4 keer een 1 tot en\
 met 4. Met een verhaal erbij: minder dan 3." "four of its own area"
sed -i 's/^gebied: BU06030771/gebied: huis-van-de-stad/' "$file"
rated 6 5 huis-van-de-stad
rated 7 5 BU06030643
is "$(ratings)" "7 mensen gaven een cijfer van 1 tot 5: 4 keer een 1 tot en\
 met 4 en 3 keer een 5. Met een verhaal erbij: minder dan 3." \
    "an area of one's own counts those of its parts"
cp "$tmp/opgave" "$file"
rated 1 1 BU06030771
ends 5 -C "$base" sheet $id --format json
err_has "nobody said why" "numbers without a story are refused"
is "$(jq -r .ratings "$out.json")" null "and not printed"
rm "$base"/notes/cijfer-*.md

# Profiles and the index lead to them; one that is gone goes.
rm -r "$base/story/opgaven/groen-waar-je-blijft.md"
: >"$base/out/sheet/weg.html"
feiten -C "$base" site --format html
has "$base/out/index.html" "sheet/$id.html" "the index leads to it"
has "$base/out/profile/BU06030771.html" "../sheet/$id.html" "a profile too"
hasnt "$base/out/profile/BU06030772.html" "../sheet/" "of its area only"
is "$(ls "$base/out/sheet")" "huis-van-de-stad.html
$id.html" "those that there are"

# In a site they stay, file and all, while nothing of them changes.
inode() {
	stat -c %i "$out.html"
}
before=$(inode)
echo mine >"$base/out/sheet/mine.txt"
note openbaar
feiten -C "$base" site --format html
has "$out.html" "vogeltje" "a new quote: the sheet is made again"
isnt "$(inode)" "$before" "anew"
err_has "1 sheet made in $base/out/sheet, 1 as before" "the other one stays"
before=$(inode)
rm "$base/out/profile/BU06030772.html"
feiten -C "$base" site --format html
is "$(inode)" "$before" "nothing of it changed: the same file"
err_has "0 sheets made" "said so"
note intern
feiten -C "$base" site --format html
is "$(grep -rl vogeltje "$base/out")" "" "withdrawn: it is nowhere"
rm "$base/notes/vogel.md" "$out.html"
feiten -C "$base" site --format html
[ -s "$out.html" ] && [ ! -e "$base/out/.new" ]
ok $? "a sheet that was removed is made again"
is "$(cat "$base/out/sheet/mine.txt")" mine "files of others stay"
long=$(printf '%060d' 0)
cp "$base/story/opgaven/huis-van-de-stad.md" "$base/story/opgaven/$long.md"
feiten -C "$base" site --format html
err_has "1 sheet made in $base/out/sheet, 2 as before" "the longest id there is"
rm "$base/out/profile/BU06030772.html"
feiten -C "$base" site --format html
err_has "0 sheets made in $base/out/sheet, 3 as before" "stays as well"
tab=$base/story/opgaven/$(printf 'a\tb').md
mv "$base/story/opgaven/$long.md" "$tab"
feiten -C "$base" site --format html
isnt "$status" 0 "an id with a tab"
err_has "b.md:1: " "is refused: which file"
err_has "name the file with 1 to 60 of a to z, 0 to 9 and -" "and what may be"
is "$(cd "$base/out/sheet" && echo *.html)" "huis-van-de-stad.html $id.html" \
    "no sheet of it"
rm "$tab"

# The choosing log.
log=$base/story/chosen.json
page=$base/out/profile/BU06030771
cat >"$log" <<'END'
{"chosen": [
 {"indicator": "woz", "by": "bewoners", "on": "2026-10-01", "why": "Wij <b>willen</b> weten wat een huis kost."},
 {"indicator": "woz", "by": "council", "on": "2026-10-02", "why": "Voor het debat."}],
 "left_out": [
 {"indicator": "dichtheid", "by": "professionals", "on": "2026-10-08", "why": "Zegt hier weinig."}]}
END
feiten -C "$base" profile BU06030771 --format html,pdf,json
is "$(jq -r '.key[0] | "\(.indicator) \(.chosen)"' "$page.json")" \
    "woz Gekozen door bewoners en de raad" "what was chosen comes first"
is "$(jq -r '[.key[].indicator] | index("dichtheid")' "$page.json")" null \
    "what was left out is no key figure"
is "$(jq '[.chosen.rows, .chosen.left | length] | tostring' "$page.json")" \
    '"[2,1]"' "the log is in the model"
has "$page.html" "Wij &lt;b&gt;willen&lt;/b&gt; weten" "and on the page"
pdftotext -layout "$page.pdf" - 2>"$tmp/pdferr" | tr -s ' \n' ' ' |
    grep -qF "Zegt hier weinig"
ok $? "and in the PDF"
wrong() { # STATUS JSON NAME
	printf '%s\n' "$2" >"$log"
	feiten -C "$base" check
	err_has "$3" "$3"
	[ "$1" != 5 ] || is "$status" 5 "status 5"
	isnt "$status" 0 "not well"
}
one() { # INDICATOR BY ON WHY
	printf '{"chosen":[{"indicator":"%s","by":"%s","on":"%s","why":"%s"}]}' \
	    "$@"
}
wrong 1 "$(one koopwonigen raad 2026-10-01 x)" "did you mean koopwoningen"
wrong 1 "$(one woz burgers 2026-10-01 x)" 'by: "burgers" is none of'
wrong 1 "$(one woz raad 2026-02-30 x)" "on: is no day"
wrong 1 "$(one woz raad 2026-10-01 '')" "why: is empty"
wrong 5 "$(one woz raad 2026-10-01 'Bel 06-12345678')" "looks like a phone"
wrong 1 '{"chosen":{}}' "chosen: must be a list"
wrong 1 '[]' "must be an object"
wrong 1 '{"gekozen":[]}' "gekozen: is not a key here"
wrong 1 '{"chosen":[{"indicator":"woz"}]}' "by: is missing"
wrong 1 "$(printf '[%.0s' $(seq 100))" "chosen.json"
wrong 1 "$(head -c 300000 /dev/zero | tr '\0' ' ')" "larger than"
feiten -C "$base" profile BU06030771 --format json
is "$(jq .chosen "$page.json")" null "a log with a mistake counts for nothing"
rm "$log"
done_testing
