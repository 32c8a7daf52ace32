#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Indicators of a fact base's own, and a survey of its municipality: shares
# with the margin that goes with so many answers, on pages as in tables.
. "$(dirname "$0")/lib.sh"

server_start
init fb
cat >"$base/sources/indicators.json" <<'END'
{ "themes": [
  { "id": "buurtleven", "label_nl": "Buurtleven", "label_en": "Life in the neighbourhood" } ],
 "indicators": [
  { "id": "peiling_antwoorden", "label_nl": "Mensen die antwoordden", "label_en": "People who answered",
    "unit": "aantal", "decimals": 0, "theme": "buurtleven", "kind": "count" },
  { "id": "voelt_zich_thuis", "label_nl": "Voelt zich thuis in de wijk", "label_en": "Feels at home in the district",
    "unit": "%", "decimals": 0, "theme": "buurtleven", "kind": "share", "in_range": true,
    "denominator": "inwoners", "sample": "peiling_antwoorden",
    "phrase_nl": { "higher": "een groter deel voelt zich thuis", "lower": "een kleiner deel voelt zich thuis" },
    "phrase_en": { "higher": "more feel at home", "lower": "fewer feel at home" },
    "note_nl": "Een steekproef: niet iedereen is gevraagd.", "note_en": "A sample: not everybody was asked." } ] }
END
cat >"$base/sources/peiling.json" <<'END'
{ "adapter": "file", "address": "file:peiling.csv",
  "title_nl": "Wijkpeiling (verzonnen)", "title_en": "Survey (invented)",
  "about_nl": "Verzonnen cijfers.", "about_en": "Invented figures.",
  "publisher": "Gemeente Rijswijk", "licence": "CC0 1.0",
  "licence_url": "https://creativecommons.org/publicdomain/zero/1.0/deed.nl",
  "link": "https://www.rijswijk.nl/", "frequency_nl": "elk jaar",
  "frequency_en": "every year", "stale_days": 500, "export_allowed": true,
  "period": "2024", "facts_per_year": 100,
  "layout": { "area": "Wijk", "columns": [
    { "column": "Thuis", "unit": "%", "decimals": 1 },
    { "column": "Antwoorden", "unit": "aantal", "decimals": 0 } ] },
  "rules": [
    { "indicator": "voelt_zich_thuis", "titles": ["Thuis"] },
    { "indicator": "peiling_antwoorden", "titles": ["Antwoorden"] } ] }
END
# 81 of 263, 15 of 148 and 0 of 20: R. Newcombe, Statistics in Medicine 17
# (1998), works their intervals out. Of the last nobody knows how many.
cat >"$base/sources/peiling.csv" <<'END'
Wijk,Thuis,Antwoorden
GM0603,26.0,1500
WK060301,30.80,263
WK060307,10.14,148
WK060306,0,20
WK060305,55.0,
END
later 60
ends 0 -C "$base" refresh

ends 0 -C "$base" indicators thuis
out_has "voelt_zich_thuis" "an indicator of one's own"
margin() { # AREA: kind, bounds
	"$FEITEN" -C "$base" table --area "$1" --indicator voelt_zich_thuis \
	    --with noise --format json |
	    jq -r 'def one: . * 10 | round / 10;
		.[0] | "\(.noise) \(.low // 0 | one) \(.high // 0 | one)"'
}
is "$(margin WK060301)" "survey 25.5 36.6" "81 of 263"
is "$(margin WK060307)" "survey 6.2 16.1" "15 of 148"
is "$(margin WK060306)" "survey 0 16.1" "none of 20"
is "$(margin WK060305)" "unknown 0 0" "nobody knows how many"

mkdir -p "$base/story"
cat >"$base/story/areas.json" <<'END'
{ "areas": [
  { "id": "samen", "name_nl": "Samen", "name_en": "Together", "parts": ["WK060301", "WK060307"] },
  { "id": "half", "name_nl": "Half", "name_en": "Half", "parts": ["WK060301", "WK060305"] } ] }
END
# 2024: 5,600 and 2,315 inhabitants have a weight; the variances add up.
people() { # AREA
	"$FEITEN" -C "$base" table --area "$1" --indicator inwoners \
	    --period 2024 --format json | jq '.[0].value'
}
margin samen >"$tmp/samen"
awk -v a="$(people WK060301)" -v b="$(people WK060307)" '
function near(x, y) { return x - y < 0.1 && y - x < 0.1 }
{
	w = a / (a + b)
	share = w * 30.80 + (1 - w) * 10.14
	sd1 = (36.62 - 25.53) / 2 / 1.96
	sd2 = (16.05 - 6.24) / 2 / 1.96
	sd = sqrt(w * w * sd1 * sd1 + (1 - w) * (1 - w) * sd2 * sd2)
	exit !($1 == "survey" && near($2, share - 1.96 * sd) &&
	    near($3, share + 1.96 * sd))
}' "$tmp/samen"
ok $? "two districts together"
is "$(margin half)" "unknown 0 0" "of one of them nobody knows"

ends 0 -C "$base" show WK060301 voelt_zich_thuis
out_has "kind         survey" "says what makes it unsure"
ends 0 -C "$base" profile WK060301 --format html
page=$base/out/profile/WK060301.html
has "$page" "Buurtleven" "a theme of one's own"
has "$page" "31% (26–37)" "the value stands with its margin"
has "$page" "Een steekproef: niet iedereen is gevraagd." "and its note"

# A page may change when they do: facts.db is loaded again.
sed -i 's/"decimals": 0, "theme": "buurtleven", "kind": "share"/"decimals": 1, "theme": "buurtleven", "kind": "share"/' \
    "$base/sources/indicators.json"
later 60
ends 0 -C "$base" refresh
ends 0 -C "$base" profile WK060301 --format html
has "$page" "30,8% (25,5–36,6)" "with a decimal more"

# Mistakes are named, and nothing is lost.
cp "$base/sources/indicators.json" "$tmp/good"
wrong() { # JQ TEXT NAME
	jq "$1" "$tmp/good" >"$base/sources/indicators.json"
	ends 3 -C "$base" areas
	err_has "sources/indicators.json:" "$3: which file"
	err_has "$2" "$3: why"
}
wrong '.indicators[0].id = "inwoners"' "used twice" "an id of feiten's own"
wrong '.indicators[1].sample = "woz"' "is no count" "no count of answers"
wrong '.indicators[1].sample = "peiling_antworden"' "peiling_antwoorden" \
    "a slip of the pen"
wrong '.indicators[1].kind = "mean"' "only a share" "a mean of a sample"
wrong '.themes[0].id = "wonen"' "is there twice" "a theme that is there"
wrong '.indicators[0].key_rank = 1' "rank 1 is already" "a place that is taken"
wrong '.tensions = [{ "id": "x", "a": { "of": "area", "figure": "nergens", "is": "high" }, "b": { "of": "area", "figure": "woz", "is": "low" }, "text_nl": "x", "text_en": "x" }]' \
    "nergens" "a pair of which one is not there"
cp "$tmp/good" "$base/sources/indicators.json"
ends 0 -C "$base" areas
done_testing
