#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# The page of a buurt that is set apart, of the country of tests/sim (three
# buurten of which are far out), and on which figures and conversations pull
# apart: the model and the HTML of both blocks, as in tests/golden/apart.
# REGEN=1 writes those anew (then read the git diff as a reader would).
. "$(dirname "$0")/lib.sh"

golden=$repo/tests/golden/apart
COUNTRY=${COUNTRY:-$repo/build/tests/country}
code=BU10000104
all_sources
example=$tmp/country
mkdir -p "$example/v3"
"$COUNTRY" "$example" 300 apart 1 || exit 1
mv "$example/"*.nl "$example/v3"
server_start
# shellcheck disable=SC2046 # a list of words
init fb --mirror \
    "https://dataderden.cbs.nl=http://127.0.0.1:$port/dataderden.cbs.nl" \
    $(awk -F, '$1 == 2020 && $3 == "G" && $4 == "inwoners" {
	print "--area", $2 }' "$example/truth/counts.csv")
ends 0 -q -C "$base" refresh
cat >"$base/notes/2026-10-06-straat.md" <<END
---
datum: 2026-10-06
gebied: $code
rol: bewoner
methode: interview
interviewer: voorbeeldmaker
toestemming: rapport
toestemming-hoe: formulier
grondslag: toestemming
onder-16: nee
bewaren-tot: 2030-12-31
nagekeken: tweede voorbeeldmaker, 2026-10-21
voorbeeld: ja
---

# Gesprek op straat

> In het park durf ik na tien uur niet meer te lopen.
> #veiligheid
END

like() { # NAME: $tmp/NAME is as the file of golden
	[ -z "${REGEN:-}" ] || cp "$tmp/$1" "$golden/$1"
	same "$tmp/$1" "$golden/$1" "$1: as in tests/golden/apart"
}

for lang in nl en; do
	ends 0 -q -C "$base" profile "$code" --lang "$lang" --format json,html
	page=$base/out/profile/$code
	# Drawings have tests of their own.
	jq '.distinct | del(.facts[].spark.chart)' "$page.json" \
	    >"$tmp/$lang.json"
	like "$lang.json"
	awk '/<section[^>]* distinct"/ { on = 1 }
	    on { print } /<\/section>/ { on = 0 }' "$page.html" |
	    sed 's/<svg.*<\/svg>//; /<svg/,/<\/svg>/d' >"$tmp/$lang.html"
	like "$lang.html"
done
is "$(jq -r '.facts[].indicator' "$tmp/nl.json" | sort | paste -sd' ')" \
    "$(jq -r '.facts[].indicator' "$tmp/en.json" | sort |
	paste -sd' ')" "the same facts in both languages"
is "$(jq -r '"\(.facts | length) \(.tensions | length)"' "$tmp/nl.json")" \
    "3 1" "three figures, of which WOZ and income were planted; one pair"

# A panel of three areas, which are all alike: no chart, no rank and nothing
# that sets one apart; each with its reason, and no figure that is none.
init three --area GM0603
jq '.sources = ["tel"]' "$base/feiten.json" >"$tmp/feiten.json"
cp "$tmp/feiten.json" "$base/feiten.json"
mkdir -p "$base/sources"
printf 'Code;Naam;Inwoners;Auto\n' >"$base/sources/tel.csv"
echo 'GM0603;Hoekstad;750;1,0' >>"$base/sources/tel.csv"
for n in 0 1 2; do echo "BU0603000$n;Hoek $n;250;1,0"; done \
    >>"$base/sources/tel.csv"
cat >"$base/sources/tel.json" <<'END'
{ "adapter": "file", "address": "file:tel.csv", "title_nl": "Telling",
  "title_en": "Count", "about_nl": "Wie er wonen.", "about_en": "Who lives there.",
  "publisher": "Gemeente", "licence": "CC0 1.0",
  "licence_url": "https://data.example/cc0", "link": "https://data.example/",
  "frequency_nl": "eens", "frequency_en": "once", "period": "2024",
  "layout": { "area": "Code", "area_name": "Naam", "decimal": "," ,
      "columns": [{ "column": "Inwoners", "unit": "aantal" },
	  { "column": "Auto", "unit": "per huishouden" }] },
  "rules": [
    { "indicator": "inwoners", "titles": ["Inwoners"], "units": ["aantal"] },
    { "indicator": "autos_huishouden", "titles": ["Auto"],
      "units": ["per huishouden"] }] }
END
ends 0 -q -C "$base" refresh
ends 0 -q -C "$base" profile BU06030000 BU06030001 BU06030002 \
    --format json,html
is "$(find "$base/out/profile" -name 'BU*.html' | wc -l)" 3 "three pages"
page=$base/out/profile/BU06030000.json
is "$(jq -c '.distinct | [.facts, (.left_out | map(.reason) | unique)]' \
    "$page")" '[[],["few-peers"]]' "nothing sets one of three apart, and why"
is "$(jq -r '[.themes[].range.rows[]?.rank | select(test("[0-9]"))] | length' \
    "$page")" 0 "none is first of three"
is "$(grep -ciE '(^|[^a-z])(-?nan|-?inf)([^a-z]|$)' "$page")" 0 \
    "and no figure that is none"
ends 0 -C "$base" show BU06030000 autos_huishouden
ends 0 -C "$base" table --area BU06030000 --indicator autos_huishouden \
    --format csv
done_testing
