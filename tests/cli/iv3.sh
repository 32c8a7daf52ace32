#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Iv3: what a task costs, by the accounts of the gemeente, as a sum over
# categories of a table without totals. All amounts are made up
# (tests/example/iv3).
. "$(dirname "$0")/lib.sh"

all_sources
mkdir -p "$tmp/overlay"
cp -r "$example/iv3/." "$tmp/overlay/"
server_start --page-size 20 --log "$tmp/log"
init fb --area GM0603 \
    --mirror "https://dataderden.cbs.nl=http://127.0.0.1:$port/dataderden.cbs.nl"
jq '.sources = ["cbs-kwb", "iv3"]' "$base/feiten.json" >"$tmp/json"
cp "$tmp/json" "$base/feiten.json"
ends 0 -C "$base" sources iv3
out_has "adds up:  Categorie: Lasten L*; Baten B*; an empty cell is nothing" \
    "what is added up is told"
out_has "years:    Verslagsoort, of which those with X005" "and which years"
mkdir -p "$base/sources"
jq '.table_ids = ["45067NED"]' "$repo/sources/iv3.json" \
    >"$base/sources/iv3.json"
ends 0 -C "$base" refresh
hasnt "$tmp/err" "no rule knows" "both placings are known"
has "$tmp/log" "startswith%28Categorie%2C%27L%27%29%20or%20startswith" \
    "the server is asked for lasten and baten"
hasnt "$tmp/log" "A1111" "not for the balance"

# On the page of an opgave, first by the accounts of a year of which inhabitants
# are there.
mkdir -p "$base/story/opgaven"
cat >"$base/story/opgaven/ontmoeten.md" <<'END'
gebied: GM0603
kosten: 6.1, 5.7, 6.2
# Iedereen kent iemand om de hoek
## Wie doet mee
- Bibliotheek (partner): de zaal
END
page=$base/out/profile/GM0603
plain() { # blanks that do not break as others
	sed "s/$(printf '\302\240')/ /g" | tr -s '\n ' '\n '
}
costs() { # LANGUAGE FORMATS
	feiten -C "$base" profile GM0603 --lang "$1" --format "$2"
	jq -r '.opgaven.rows[].costs[]' "$page.json" | plain >"$tmp/costs"
}
costs nl json,html,pdf
has "$tmp/costs" "Samenkracht (lasten), taakveld 6.1: € 8.947.000 (2024), € 150 per inwoner. Er kwam € 300.000 voor binnen." \
    "costs, for each inhabitant, with what came in"
is "$(jq -r '.opgaven.rows[].costs_from[]' "$page.json")" "Voor heel Rijswijk. Bron: Iv3: lasten en baten per taakveld (jaarrekening), CBS, CC BY 4.0." \
    "with the source, once"
has "$tmp/costs" "Taakveld 6.2 van Iv3: dat bedrag staat niet in de feitenbank." \
    "a task of another year's list"
plain <"$page.html" | tr '\n' ' ' >"$tmp/html"
pdftotext "$page.pdf" - | plain | tr '\n' ' ' >"$tmp/pdf"
for text in "€ 150 per inwoner." "€ 3.250.000 (2024)" \
    "Iv3: lasten en baten per taakveld"; do
	has "$tmp/html" "$text" "HTML: $text"
	has "$tmp/pdf" "$text" "PDF: $text"
done
costs en json
has "$tmp/costs" "€150 per inhabitant. €300,000 came in for it" \
    "in English"

# The definition as it comes: a year more, without inhabitants here.
rm "$base/sources/iv3.json"
ends 0 -C "$base" refresh
fact() { # INDICATOR PERIOD [AREA]
	sqlite3 "$base/facts.db" "SELECT value FROM facts WHERE
	    indicator='$1' AND period='$2' AND area_code='${3:-GM0603}'"
}
is "$(fact iv3_6_1 2024)" 8947.0 "2947 + 5000 + 1000"
is "$(fact iv3_6_1_baten 2024)" 300.0 "an empty part is nothing"
is "$(fact iv3_5_3 2024)" 2300.5 "half a thousand too"
is "$(fact iv3_0_10 2025)" -446327.0 "far below nought is an amount"
is "$(fact iv3_6_711 2025)" 46.0 "a task with a number of three digits"
is "$(fact iv3_5_7 2025)" "" "a part that is -99998 is withheld: no sum"
is "$(fact iv3_5_7 2024)" 3250.0 "and -250 is an amount"
is "$(fact iv3_6_1 2024 GM0503)" "" "who delivered nothing has no sum of 0"
is "$(fact iv3_6_1_baten 2025)" "" "nothing but empty cells is no 0"
is "$(fact iv3_6_1 2025 GM0599)" 3010.0 "another gemeente"
is "$(sqlite3 "$base/facts.db" "SELECT count(*) FROM doubts
    WHERE indicator LIKE 'iv3%' AND kind = 'negative'")" 0 "an amount below nought is no doubt"
is "$(sqlite3 "$base/facts.db" "SELECT count(*) FROM facts WHERE source='iv3'
    AND (dims LIKE '%=A1%' OR dims LIKE '%=P1%' OR dims LIKE '%mo%')")" 0 \
    "nothing of the balance is loaded"
is "$(sqlite3 "$base/facts.db" "SELECT DISTINCT area_year FROM facts
    WHERE source='iv3' ORDER BY 1" | tr '\n' ' ')" "2024 2025 " \
    "areas are those of the year, not of a map that was left behind"

ends 0 -C "$base" show GM0603 iv3_6_1 --period 2024
out_has "8947" "show has the sum"
out_has "made of several records of the answer" "and says what it is made of"
costs nl json
has "$tmp/costs" "Samenkracht (lasten), taakveld 6.1: € 9.300.000 (2025)." \
    "no inhabitants of that year, so nothing for each"
has "$tmp/costs" "Groen en recreatie (lasten), taakveld 5.7: de bron geeft geen bedrag (2025)." \
    "where there is no amount, that is said"
sqlite3 "$base/facts.db" .dump >"$tmp/before"
ends 0 -C "$base" rebuild
sqlite3 "$base/facts.db" .dump >"$tmp/after"
same "$tmp/before" "$tmp/after" "rebuilt it is the same"

# What is wrong is said, with the key to mend.
wrong() { # JQ TEXT
	jq ".table_ids = [\"45067NED\"] | $1" "$repo/sources/iv3.json" \
	    >"$base/sources/iv3.json"
	feiten -C "$base" refresh --source iv3
	isnt "$status" 0 "stops: $1"
	err_has "$2" "$2"
}
wrong '.add_up.members.Lasten = ["L*", "Q*"]' \
    'Categorie has no member "Q*", which the definition selects: mend "add_up"'
wrong '.add_up.dimension = "Soort"' \
    'the table has no dimension "Soort", which the definition selects from: mend "add_up"'
wrong '.area_dimension = "Gemeente"' \
    'the table has no dimension "Gemeente": mend "area_dimension"'
wrong '.years.ending = "X009"' \
    'Verslagsoort has no member that is a year and "X009": it may not be published yet'
wrong '.add_up.members.Baten = ["B*", "L1.1"]' \
    '"L1.1" is in "Baten" and in "Lasten": it would count in two sums'
wrong '.rules[0].members.Categorie = "Lusten"' \
    '"Lusten" is not among the members of Categorie that are selected'
wrong '.adapter = "cbs-odata-v4"' 'add_up goes with adapter "cbs-odata-v3" only'
wrong '.select.Categorie = ["L*"]' '"Categorie" is in select too'
wrong '.withheld_codes = ["x"]' 'must be a list of one to 16 numbers'
wrong '.add_up.empty = "zero"' '"zero" is not known'

# Without "empty" a sum with an empty part is none.
jq '.table_ids = ["45067NED"] | del(.add_up.empty)' "$repo/sources/iv3.json" \
    >"$base/sources/iv3.json"
ends 0 -C "$base" refresh --source iv3
ends 0 -C "$base" rebuild
is "$(fact iv3_6_1 2024)" 8947.0 "whole: the same"
is "$(fact iv3_6_1_baten 2024)" "" "with an empty part: no sum"
done_testing
