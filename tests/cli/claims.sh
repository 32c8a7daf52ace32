#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# The ten claims of the example hold. One whose figure is revised does not: it
# is marked on the page, and the status is 5, until the sentence is mended.
. "$(dirname "$0")/lib.sh"

all_sources
server_start
filled fb --area GM0603 \
    --mirror "https://dataderden.cbs.nl=http://127.0.0.1:$port/dataderden.cbs.nl"
cp "$example"/notes/*.md "$base/notes/"
mkdir -p "$base/story"
cp -r "$example"/story/claims "$example"/story/opgaven \
    "$example"/story/purpose.md "$base/story/"
page=$base/out/profile/BU06030771
file=$base/story/claims/een.md

ends 0 -C "$base" profile BU06030771 GM0603 WK060307 --format json,html
is "$(jq -s '[.[].claims.rows[] | select(.holds)] | length' \
    "$base"/out/profile/*.json)" 10 "ten claims hold"
is "$(jq -r '.claims.rows[0].sentence' "$page.json")" \
    "In de Muziekbuurt wonen 8.608 mensen op een vierkante kilometer, in heel Rijswijk 4.267." \
    "live numbers"
is "$(jq -r '[.claims.rows[].verdict.kind] | unique | join(" ")' "$page.json")" \
    "agree complement neither numbers stories" "numbers and stories"
is "$(jq -r '.claims.rows[0].verdict.kind' "$base/out/profile/WK060307.json")" \
    disagree "they may disagree"
hasnt "$page.html" '<s>' "nothing is struck out"
headline() { # THEME CHART
	jq -r ".themes[] | select(.id == \"$1\") | .$2.title" "$page.json"
}
is "$(headline wonen range)" \
    "Van de woningen in de Muziekbuurt is 25% een koopwoning, in Rijswijk 49%" \
    "a claim is the headline of its chart"
is "$(headline bevolking range)" \
    "Een groter deel eenpersoonshuishoudens dan in Rijswijk" \
    "the others have that of the rule"
feiten -C "$base" check
isnt "$status" 5 "check has nothing against them"
hasnt "$tmp/out" "does not hold" "and names none"
out_has "compares years of BU06030771" "it says which place is only likely"
has "$page.html" "Of het gebied toen hetzelfde was, is niet zeker." \
    "as the page does"

# A figure that was doubted holds, but whoever reads it is told.
is "$(jq '[.claims.rows[] | select(.doubt)] | length' "$page.json")" 0 \
    "nothing is doubted"
hasnt "$page.html" "nog niemand heeft nagekeken" "and nothing is said of it"
sqlite3 "$base/facts.db" "INSERT INTO doubt SELECT '00aa11bb22', max(run.id),
    col.id, area.id, 'leap', 1, 8608, 0, NULL, NULL, NULL
    FROM run, col, area WHERE col.indicator = 'dichtheid'
	AND col.period = '2024' AND area.code = 'BU06030771'
	AND area.year = 2024"
ends 0 -C "$base" profile BU06030771 --format json,html
err_has "dicht-bebouwd: rests on a figure that nobody looked at yet" \
    "a doubted figure is told of"
is "$(jq -r '.claims.rows[] | select(.doubt) | .holds' "$page.json" |
    sort -u)" true "what rests on it holds, and is marked"
err_has "een-plek-voor-ontmoeting: rests on a figure" \
    "and so is what rests on that"
has "$page.html" "nog niemand heeft nagekeken" "on the page"
feiten -C "$base" check
out_has "dicht-bebouwd: rests on a figure that nobody looked at yet" \
    "check names it"
sqlite3 "$base/facts.db" "DELETE FROM doubt"

# CBS revises a figure that claims rest on.
row=$tmp/overlay/opendata.cbs.nl/85984NED
mkdir -p "$row"
sed '/BU06030771/s/"Bevolkingsdichtheid_34":8608/"Bevolkingsdichtheid_34":5000/' \
    "$example/v3/opendata.cbs.nl/85984NED/TypedDataSet.ndjson" \
    >"$row/TypedDataSet.ndjson"
isnt "$(cksum <"$row/TypedDataSet.ndjson")" \
    "$(cksum <"$example/v3/opendata.cbs.nl/85984NED/TypedDataSet.ndjson")" \
    "the figure is revised"
touch_table 85984NED
later 864000
feiten -C "$base" refresh
ends 5 -C "$base" profile BU06030771 --format json,html
err_has "dicht-bebouwd: does not hold" "the claim is named"
err_has "now 5000 and 6400, was 8.608 en 6.401" "with old and new value"
err_has "een-plek-voor-ontmoeting" "and what rests on it"
has "$page.html" "Deze zin klopt niet meer:" "the page marks it"
has "$page.html" "Eerst was het 8.608 en 6.401. Nu is het 5.000 tegenover" \
    "with what it was, and is"
has "$page.html" "<s>In de Muziekbuurt wonen" "and does not print it as true"
ends 5 -C "$base" check
out_has "dicht-bebouwd: does not hold" "check names it"
out_has "was 8.608 en 6.401" "with what it was"
ends 5 -C "$base" site --format html
has "$base/out/profile/GM0603.html" \
    "Een zin waar deze opgave op rust, klopt niet meer of is niet zeker." "nor what leans on it"
rm "$row/TypedDataSet.ndjson"
rm -r "$base/story/claims" "$base/story/opgaven" "$base/story/purpose.md"
mkdir "$base/story/claims"

one() { # STATUS TEXT NAME: a claim, and what is said of it
	printf '%s\n' "$2" >"$file"
	ends "$1" -C "$base" profile BU06030771 --format json,html
	err_has "$3" "$3"
}
# A claim above a chart says no more than the chart.
title() { # TEXT WHY: as it is no headline, the rule's stands
	printf '%s\n' "$1" >"$file"
	ends "${3:-0}" -C "$base" profile BU06030771 --format json
	is "$(headline wonen range)" "$rule" "the rule's headline: $2"
	feiten -C "$base" check
	out_has "is no headline: $2" "check says why"
}
: >"$file"
ends 0 -C "$base" profile BU06030771 --format json
rule=$(headline wonen range)
years=$(headline bevolking trend)
fact='- feit: koopwoningen(BU06030771, 2024) < 30%'
printf '%s\n' '## a' 'Weinig koop & meer <b>.' 'kop: koopwoningen' \
    "$fact" >"$file"
ends 0 -C "$base" profile BU06030771 --format json,html
is "$(headline wonen range)" "Weinig koop & meer <b>" "the analyst's headline"
has "$page.html" "Weinig koop &amp; meer &lt;b&gt;</h3>" "as text"
title "## a
Weinig koop: 25%.
kop: koopwoningen
$fact" "a number in it is not a live one"
title "## a
Weinig koop, veel waard.
kop: koopwoningen
$fact
- feit: woz(BU06030771, 2024) > 0" "a fact under it is of another indicator"
title "## a
Weinig koop, {{woz BU06030771 2024}}.
kop: koopwoningen
$fact" "a number in it is of another indicator"
title '## a
Weinig koop.
kop: koopwoningen
gebied: BU06030771
- feit: koopwoningen(GM0603, 2024) < 90%' "no fact under it is of the area itself"
title '## a
Weinig koop.
kop: koopwoningen
gebied: BU06030771
- document: Boek' "there is no fact under it"
title '## a
Veel koop.
kop: koopwoningen
- feit: koopwoningen(BU06030771, 2024) > 90%' "it does not hold" 5
title "## a
$(printf '%0121d' 0 | tr 0 a)
kop: koopwoningen
$fact" "it is too long"
printf '%s\n' '## a' 'In 2020 waren wij met minder.' 'kop: inwoners' \
    '- feit: verandering(inwoners, BU06030771, 2020, 2024) > 0' '## b' \
    'Dat is zo.' 'kop: inwoners' \
    '- feit: verandering(inwoners, BU06030771, 2020, 2024) > 1' >"$file"
ends 0 -C "$base" profile BU06030771 --format json
is "$(headline bevolking trend)" "In 2020 waren wij met minder" \
    "one that compares years stands above the trend"
isnt "$years" "In 2020 waren wij met minder" "the rule says it otherwise"
feiten -C "$base" check
out_has "b: is no headline: the chart has a headline already" "the first counts"

one 1 '## a
Zin.
kop: koopwonigen
- document: Boek' 'een.md:3: kop: "koopwonigen" is not an indicator, did you mean koopwoningen'
one 5 '## a
Zin.
gebied: BU06030771' "een.md:1: a: has no evidence"
has "$page.html" "Voor deze zin is geen bewijs:" "the page says so"
one 5 '## a
Zin.
gebied: BU06030771
- citaat: 2026-10-20-rijswijk#1 steunt' "is not counted"
one 5 '## a
Zin {{woningen BU06030771 2024}}.
- document: Boek' "a number in the sentence has no value"
has "$page.html" "is nu niet te zeggen:" "the page says that too"
one 1 '## a
Zin.
- feit: inwonners(BU06030771, 2024) > 1' \
    'een.md:3:9: "inwonners" is not an indicator, did you mean inwoners'
err_has "feiten:   ^" "with a caret"
one 1 '## a
Zin.
- feit: inwoners(BU06030799, 2024) > 1' "een.md:3:18: BU06030799 is no area"
one 1 '## a
Zin {{inwoners XX 2024}}.
- document: Boek' "een.md:2:5: XX is no area"
one 1 '## a
Zin.
- stelling: a' "rests, through other claims, on itself"
one 5 '## a
Bel Ria, 06-12345678.
gebied: BU06030771
- document: Boek' 'een.md:1: sentence: "06-12345678" looks like a phone number'
hasnt "$page.html" "Bel Ria" "no word of it is printed"
ends 2 -C "$base" check --print claim:b --by M. --why w
ends 0 -C "$base" check --print claim:a --by M. --why "haar eigen winkel"
ends 0 -C "$base" profile BU06030771 --format html
has "$page.html" "Bel Ria" "let through by name"
rm "$base"/decisions/*
printf '%s\n' '## a' '<b>{{#t}}</b> &amp;' 'gebied: BU06030771' >"$file"
feiten -C "$base" profile BU06030771 --format html
hasnt "$page.html" '<b>{{' "markup in a sentence is text"
ends 0 -C "$base" profile BU06030771 --as-of 2026-12-01 --format json
is "$(jq "[.claims, .opgaven, .purpose] | unique[]" \
    "$base"/out/as-of/*/profile/BU06030771.json)" null \
    "a page of the past has none, nor opgaven"
# A rank among the areas of today by the figures of then, and a trend of which
# the newest figure is of then: that the place is only likely is said of both.
cat >"$file" <<'END'
# De Muziekbuurt

## rang-toen
De Muziekbuurt hoorde in 2020 bij de 32 buurten.
thema: bevolking
- feit: rang(inwoners, BU06030771, 2020, buurt in GM0603) <= 32

## rang-nu
De Muziekbuurt hoort bij de 32 buurten.
thema: bevolking
- feit: rang(inwoners, BU06030771, 2024, buurt in GM0603) <= 32

## koers
De bijstand blijft gelijk.
thema: inkomen
- feit: trend(bijstand, BU06030771) = gelijk
END
feiten -C "$base" profile BU06030771 --format json
is "$(jq -r '.claims.rows | map([.holds, .likely != null] | map(tostring) |
    join(" ")) | join(", ")' "$page.json")" \
    "true true, true false, false true" \
    "ranks and trends over years say that the place is only likely"
feiten -C "$base" check
out_has "rang-toen: compares years of BU06030771" "so does check"
hasnt "$tmp/out" "rang-nu" "not of one year"

printf '%s\n' '## a' 'De Muziekbuurt is dicht bebouwd.' \
    '- feit: dichtheid(BU06030771, 2024) > 0' \
    '- citaat: 2026-10-20-nergens#1 steunt' >"$file"
ends 0 -C "$base" check
out_has "a: quote 2026-10-20-nergens#1 is not there" \
    "check names a quote that is nowhere, when something else supports it"
out_has "een.md:4" "with its line"
done_testing
