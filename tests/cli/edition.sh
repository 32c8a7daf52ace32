#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# feiten edition: closing the pages as they are; and what the pages after it
# say has changed.
. "$(dirname "$0")/lib.sh"

table=85984NED
rows=$example/v3/opendata.cbs.nl/$table/TypedDataSet.ndjson
over=$tmp/overlay/opendata.cbs.nl/$table
mkdir -p "$over"
server_start
filled fb
cp "$example"/notes/*.md "$base/notes/"
mkdir -p "$base/story"
cp -r "$example"/story/claims "$base/story/"
out=$base/out
record=$base/editions/2026-najaar.json

revised() { # SED-SCRIPT
	sed "$1" "$rows" >"$over/TypedDataSet.ndjson"
	touch_table $table
	later 86400
	ends 0 -C "$base" refresh
}
block() { # AREA JQ
	jq -r ".changed | $2" "$out/profile/$1.json"
}

# What cannot be closed.
ends 0 -C "$base" edition list
err_has "no edition was closed yet" "none yet"
ends 1 -C "$base" edition close 2026-najaar
err_has "the pages were not made" "no pages"
ends 0 -C "$base" site --format html
for name in ../x .x 2026-11-22 $table.20261122T000000Z "a b" \
    "$(printf '%061d' 0)"; do
	ends 2 -C "$base" edition close "$name"
done
for args in "" close "close a b" "list a" "list --by Jan" open \
    "close a --so"; do
	# shellcheck disable=SC2086 # words
	ends 2 -C "$base" edition $args
done
[ ! -e "$base/editions/a.json" ] && [ -e "$base/state/edition.key" ]
ok $? "and nothing was closed"
sed -i 's/^## .*/& /' "$base"/story/claims/*.md
ends 1 -C "$base" edition close 2026-najaar
err_has "the pages are not those of now" "the story changed since"
cp -r "$example"/story/claims "$base/story/"
mv "$out/profile/GM0603.html" "$tmp/GM0603.html"
ends 1 -C "$base" edition close 2026-najaar
err_has "profile/GM0603.html: is not there" "a page was taken away"
mv "$tmp/GM0603.html" "$out/profile/GM0603.html"
chmod 750 "$base/notes"
ends 5 -C "$base" edition close 2026-najaar
err_has "not closed: mend what is named above" "what feiten check stops"
chmod 700 "$base/notes"
[ ! -e "$out/changes.html" ]
ok $? "no page of changes without an edition"
hasnt "$out/index.html" "changes.html" "and no link to it"

# Closed.
cp "$base/state/edition.key" "$tmp/key"
ends 0 -C "$base" edition close 2026-najaar --by "Anna de Wit"
err_has "2026-najaar.json: closed: " "closed"
ends 2 -C "$base" edition close 2026-najaar
err_has "there is an edition of that name" "once"
ends 0 -C "$base" edition list --format csv
is "$(tail -n 1 "$tmp/out" | tr -d '\r' | cut -d, -f1-4)" \
    "2026-najaar,2026-11-22T00:00:00Z,Anna de Wit,44" "it is in the list"
ends 0 -C "$base" edition list
out_has "Anna de Wit" "for people too"
ends 0 -C "$base" edition list --format json
is "$(jq -c '.[0].areas' "$tmp/out")" 44 "and for programs"
is "$(jq -r '.pages["profile/GM0603.html"]' "$record")" \
    "$(sha256sum <"$out/profile/GM0603.html" | cut -d' ' -f1)" "hashes"
is "$(jq -r '.runs[]' "$record" | grep -c "^$table")" 1 "runs"
is "$(jq '.heard.GM0603 | length' "$record")" 5 "ids of quotes, by area"
for word in nieuwe lift bewoner huurder; do
	hasnt "$record" "$word" "no text: $word"
done
[ ! -e "$base/state/edition.key" ]
ok $? "its key is no longer that of now"
id=$(jq -r .key "$record")
is "$(stat -c '%a' "$base/state/keys/$id.key")" 600 "but put away"
cmp -s "$tmp/key" "$base/state/keys/$id.key"
ok $? "as it was"
# A run that was cut off between the two: the next one has another key.
cp -p "$tmp/key" "$base/state/edition.key"
ends 0 -C "$base" profile GM0603 --format json
cmp -s "$tmp/key" "$base/state/edition.key"
is $? 1 "a key of a closed edition is not used again"
is "$(jq -r '[.. | objects | select(has("invented_text")).id] | unique[]' \
    "$out/profile/GM0603.json" | grep -c -F -f - "$record")" 0 \
    "ids of pages of two editions cannot be joined"
ends 1 -C "$base" edition close 2026-winter
err_has "run 'feiten site' first" "pages of one edition are of no other"

# Nothing changed yet.
# shellcheck disable=SC1111 # as they are printed
is "$(block GM0603 .intro)" "Sinds de vorige editie, “2026-najaar”, van 22 \
november 2026, is hier niets veranderd." "nothing changed"
is "$(block GM0603 '.has_rows, .has_counts')" "false
false" "and no more is said"

# Revised, withdrawn, come; a quote that is withdrawn and a new one.
revised 's/"AantalInwoners_5":59642/"AantalInwoners_5":60001/
    s/"AantalInwoners_5":4475/"AantalInwoners_5":null/'
ends 0 -C "$base" changes --since 2026-najaar
out_has "59642 -> 60001" "changes since the edition"
sed -i 's/^toestemming: .*/toestemming: geen/' \
    "$base/notes/2026-10-06-muziekbuurt.md"
ends 5 -C "$base" check
err_has "2026-najaar.json: quote" "check names the edition that holds it"
echo "of a run before, with PDF" >"$out/changes.pdf"
feiten -C "$base" site --format html
feiten -C "$base" profile GM0603 BU06030771 --format json
is "$(block GM0603 '.rows[] | select(.indicator == "inwoners")
    | .was, .now, .what')" "59.642 (2024)
60.001 (2024)
veranderd door de bron: weinig verschil" "a figure that was revised"
is "$(block BU06030771 '.rows[] | select(.indicator == "inwoners")
    | .kind, .was')" "gone
4.475 (2024)" "one that was withdrawn"
[ "$(block BU06030771 '.claims[]' | grep -c 'Staat niet meer vast')" -ge 1 ]
ok $? "a claim that no longer holds"
is "$(block GM0603 '.counts[]' | grep citaten)" \
    "3 citaten van toen staan hier niet meer." "quotes are counted"
has "$out/changes.html" "60.001" "the page of changes"
has "$out/changes.html" 'href="profile/GM0603.html"' "with its areas"
has "$out/index.html" 'href="changes.html"' "the index leads to it"
has "$out/downloads.html" 'href="changes.html"' "and the downloads"
[ ! -e "$out/changes.pdf" ] && [ ! -e "$out/changes" ]
ok $? "of one gemeente it is one page; no PDF when none is asked for"
if "$FEITEN" doctor --format json |
    jq -e '.[] | select(.what == "Typst") | .state == "well"' >"$tmp/typst" &&
    command -v pdftotext >"$tmp/which"; then
	feiten -C "$base" report changes GM0603 --format html,pdf,json
	is "$(cat "$tmp/out")" "$out/report/changes.html" \
	    "its page is that of all"
	has "$out/report/changes.html" 'href="changes.pdf"' "it leads to its PDF"
	pdftotext -raw "$out/report/changes.pdf" - 2>"$tmp/pdferr" |
	    tr -cs '[:alnum:]%.,' '[\n*]' | sort -u >"$tmp/paper"
	jq -r '[.facts[].value, .groups[].rows[][]] | .[] | strings' \
	    "$out/report/changes.json" | grep -v '\.html$' |
	    tr -cs '[:alnum:]%.,' '[\n*]' | grep . | sort -u >"$tmp/model"
	is "$(comm -13 "$tmp/paper" "$tmp/model")" "" \
	    "all that the page says stands on paper"
	pdfinfo -meta "$out/report/changes.pdf" 2>"$tmp/pdferr" |
	    grep -q '<pdfuaid:part>1</pdfuaid:part>'
	ok $? "says that it is PDF/UA-1"
else
	skip "no Typst or no pdftotext"
fi
feiten -C "$base" report changes --format html
for page in "$out/changes.html" "$out/report/changes.html"; do
	sed -n '/<main/,/<\/main>/s/href="[^"]*"//gp; /<td>/p' "$page" \
	    >"$tmp/main.$(basename "$(dirname "$page")")"
done
same "$tmp/main.out" "$tmp/main.report" "as a report of its own: the same"
has "$out/profile/GM0603.html" 'href="#changed"' "and the profile to its own"
feiten -C "$base" profile GM0603 --format json --lang en
is "$(block GM0603 '.counts[]' | grep quotes)" \
    "3 quotes of then are no longer here." "in English"

# An edition from before there were any figures: nothing to compare with.
echo '{"closed": "2020-01-01", "areas": ["GM0603"]}' \
    >"$base/editions/early.json"
mv "$record" "$tmp/record"
feiten -C "$base" profile GM0603 --format json
is "$(jq -r .changed "$out/profile/GM0603.json")" null "an edition too early"
rm "$base/editions/early.json"
mv "$tmp/record" "$record"

# Without the key of then quotes are not counted; all else is.
mv "$base/state/keys" "$tmp/keys"
feiten -C "$base" profile GM0603 --format json
is "$(block GM0603 '.counts[]' | grep -c citaten)" 0 "a key that is lost"
isnt "$(block GM0603 '.rows | length')" 0 "the figures are there"
mv "$tmp/keys" "$base/state/keys"

# A record that cannot be read, and an area that it did not have.
jq '.areas -= ["GM0603"]' "$record" >"$tmp/less"
cp "$tmp/less" "$record"
feiten -C "$base" profile GM0603 --format json
is "$(block GM0603 .intro | cut -c1-34)" "Dit gebied had nog geen profiel in" \
    "an area that is new"
echo '{"closed": 3}' >"$record"
feiten -C "$base" profile GM0603 --format json
err_has "2026-najaar.json: closed: is no day or time" \
    "a record that says no day is named"
is "$(jq -r .changed "$out/profile/GM0603.json")" null "and the page is made"
done_testing
