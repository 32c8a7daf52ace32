#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# The report models of whole pages, from the example's tables and notes through
# refresh: a buurt, a wijk, the gemeente, a buurt where nobody lives, and a
# page in English. Every word and figure of them is in tests/golden/page;
# REGEN=1 writes those anew (then read the git diff as a reader would).
. "$(dirname "$0")/lib.sh"

golden=$repo/tests/golden/page
out=$tmp/fb/out/profile

page() { # AREA LANG NAME
	ends 0 -C "$base" profile "$1" --lang "$2" --format json
	# Ids of quotes are made with a key that is random.
	jq 'del(.figures) | (.. | objects | select(has("invented_text")).id) = "opaque"' \
	    "$out/$1.json" >"$tmp/$3.json" || {
		ok 1 "$3: a report model"
		return
	}
	[ -z "${REGEN:-}" ] || cp "$tmp/$3.json" "$golden/$3.json"
	same "$tmp/$3.json" "$golden/$3.json" "$3: as in tests/golden/page"
}

all_sources
server_start --routes "$example/wfs/routes"
init fb --area GM0603 \
    --mirror "https://dataderden.cbs.nl=http://127.0.0.1:$port/dataderden.cbs.nl" \
    --mirror "https://service.pdok.nl=http://127.0.0.1:$port/service.pdok.nl"
mkdir -p "$base/sources"
cp "$example"/sources/*.json "$base/sources/"
ends 0 -C "$base" refresh
cp "$example"/notes/*.md "$base/notes/"
mkdir -p "$base/story"
cp -r "$example"/story/claims "$example"/story/opgaven \
    "$example"/story/purpose.md "$base/story/"
[ -z "${REGEN:-}" ] || mkdir -p "$golden"

page BU06030771 nl BU06030771
page WK060307 nl WK060307
page GM0603 nl GM0603
page BU06030772 nl BU06030772
page BU06030771 en BU06030771.en

# What holds for every page, whatever its figures.
ends 0 -C "$base" profile --all --format json
cat "$out"/*.json >"$tmp/all"
is "$(jq -s length "$tmp/all")" 44 "44 pages"
is "$(jq -r '.key[], .themes[].range.rows[]? | select(.source == null)
    | .label' "$tmp/all")" "" "every figure has its table"
is "$(jq -r '[.sources[].id] as $ids | .key[], .themes[].range.rows[]?
    | select(.source as $s | $ids | index($s) | not) | .label' \
    "$tmp/all")" "" "and every table is among the sources of the page"
is "$(jq -r '.sources[] | select(.licence == null or .licence_url == null or
    .fetched == null or .publisher == null) | .id' "$tmp/all")" "" \
    "with publisher, licence and day"
is "$(jq -r '.area.code as $a | [.about.marks[].mark] as $known
    | [.key[], .themes[].range.rows[]? | .value, .municipality, .country
    | select(. != null) | select(test("^[^0-9€−]"))]
    | unique - $known | .[] | "\($a) \(.)"' "$tmp/all")" "" \
    "every sign is explained"
is "$(jq -r '.key as $key | .area.code as $a | .themes[].range.rows[]?
    | . as $row | $key[] | select(.indicator == $row.indicator and
    .period == $row.period) | select(.value != $row.value or
    .municipality != $row.municipality or .country != $row.country)
    | "\($a) \(.label)"' "$tmp/all")" "" "key figures are those of the tables"
is "$(jq -r '.area.code as $a | .themes[].range
    | select(. != null) | .alt as $alt | .rows[]
    | select(.value as $v | $alt | contains($v) | not)
    | "\($a) \(.label)"' "$tmp/all")" "" "and of the texts for screen readers"
is "$(jq -r '.area.code as $a | .themes[] | select(.range == null and
    .no_range == null or .trend == null and .no_trend == null)
    | "\($a) \(.id)"' "$tmp/all")" "" "an absent figure has its reason"

# A quote stands on a page in full once, and elsewhere by its first words.
is "$(jq -r '.area.code as $a | [.. | objects | select(has("again"))]
    | (map(select(.again == null) | .quote) | group_by(.)[]
	| select(length > 1) | "\($a) \(.[0]) twice"),
    ((map(select(.again != null)) | map(.quote))
	- map(select(.again == null) | .quote) | .[] | "\($a) \(.) nowhere"),
    (group_by(.quote)[] | select(map(.text) | unique | length > 1)
	| "\($a) is not one")' "$tmp/all")" "" "a quote is there in full once"
is "$(jq -r 'select(.area.code == "WK060307") | .voices[].role' "$tmp/all" |
    paste -sd ,)" "ondernemer,bewoner, huurder, 65+" \
    "page one has two people rather than one twice"

# In what an area differs most from its gemeente, held against the figures of
# all other pages.
is "$(jq -rs '[.[] | select(.differs != null)] | length > 20' "$tmp/all")" \
    true "most pages say in what the area differs"
is "$(jq -r 'select(.differs != null) | .area.name as $a | .differs.title
    | select(contains($a) | not)' "$tmp/all")" "" "by its full name"
is "$(jq -r 'select(.differs != null) | .area.code as $a | .differs.facts
    | (length > 3), (map(.indicator) | unique | length) < length
    | select(.) | $a' "$tmp/all")" "" "in three figures at most"
is "$(jq -r 'select(.distinct.has_facts and .differs != null)
    | .area.code' "$tmp/all")" "" "and not where something sets it apart"
is "$(jq -rs '
    ([.[] | {key: .area.code, value: ([.figures[]
	| select(.indicator == "inwoners") | .value][0] // 0)}]
	| from_entries) as $people
    | [.[] | .area.code as $c | .area.level as $l | .themes[].range
	| select(. != null) | .rows[] | select(.raw.value != null)
	| {code: $c, level: $l, indicator, period, v: .raw.value}] as $all
    | .[] | select(.differs != null and .area.level != "own")
    | .area as $a | .differs.facts[] | . as $f
    | [$all[] | select(.level == $a.level and .code != $a.code and
	.indicator == $f.indicator and .period == $f.period and
	$people[.code] >= 200) | .v] as $v
    | ($f.raw.value > $f.raw.municipality) as $up
    | [$v[] | select(if $up then . < $f.raw.value else . > $f.raw.value
	end)] as $other
    | select(($v | length) != $f.raw.others or
	$f.raw.beyond > ($other | length) or
	$f.raw.beyond * 4 < $f.raw.others * 3 or $people[$a.code] < 200)
    | "\($a.code) \($f.indicator) \($v | length) \($other | length)"' \
    "$tmp/all")" "" "lies beyond as many others as it says"

# Three points of a share are worth a word: one of less may not fill a drawing.
is "$(jq -r '.area.code as $a | .key[], (.differs.facts // [])[]
    | select(.spark != null and (.value | endswith("%")))
    | .indicator as $i | .spark.chart
    | ([.points[] | .y, .municipality | select(. != null)] | max - min) as $d
    | select($d < 3 and (.y_max == null or .y_max - .y_min < 3 * $d))
    | "\($a) \($i)"' "$tmp/all")" "" "a small change looks small"

# Where each area lies: on the map, outlined, and in words.
is "$(jq -r '.area.code as $a | .location.chart.areas as $m
    | select(($m | length) != 32 or ([$m[] | select(.here)] | length) == 0)
    | $a' "$tmp/all")" "" "every page has its map"
is "$(jq -r 'select(.area.level == "wijk") | .area.code[2:] as $w
    | ([.location.chart.areas[] | select(.here)] | length) as $n
    | "\(.area.code) \($n)"' "$tmp/all" | sort | head -n 3 | paste -sd ,)" \
    "WK060301 2,WK060302 5,WK060303 2" "a wijk is its buurten"
is "$(jq -r 'select(.area.code == "BU06030111") | .location.alt' \
    "$tmp/all")" "Kaart van Rijswijk. Cromvliet ligt in het noordoosten." \
    "in which direction it lies"
is "$(jq -r '[.location.chart.areas[].rings[]] | join(" ") | length
    | select(. > 20000)' "$tmp/all")" "" "and its shapes are small"

# More buurten than a map can show are drawn as wijken, unless only the shapes of
# buurten are known.
cp "$base/facts.db" "$tmp/facts.db"
sqlite3 "$base/facts.db" "WITH RECURSIVE nr(value) AS
    (SELECT 1 UNION ALL SELECT value + 1 FROM nr WHERE value < 130)
    INSERT INTO area SELECT 16000000 + value, printf('BU0603%04d', 2000 + value), year, level,
	'Nieuw', parent, municipality, NULL, 'nieuw'
    FROM area, nr WHERE code = 'BU06030111' AND
    year = (SELECT max(year) FROM area)"
many() { # the level, how many areas are drawn and outlined
	ends 0 -q -C "$base" profile BU06030111 --format json
	jq -r '.location | "\(.chart.legend[1].text), \(.chart.areas | length),"
	    + " \([.chart.areas[] | select(.here)] | length)"' \
	    "$base/out/profile/BU06030111.json" >"$tmp/many"
}
many
is "$(cat "$tmp/many")" "wijken van Rijswijk, 12, 1" "very many are drawn as wijken"
sqlite3 "$base/facts.db" "DELETE FROM boundary WHERE area IN
    (SELECT id FROM area WHERE level = 'wijk')"
many
is "$(cat "$tmp/many")" "andere buurten van Rijswijk, 32, 1" \
    "and as buurten where only those have a shape"
cp "$tmp/facts.db" "$base/facts.db"

# A map that has a part of an area alone does not pass for the whole.
sqlite3 "$base/facts.db" "DELETE FROM boundary WHERE area IN
    (SELECT id FROM area WHERE code = 'BU06030111')"
ends 0 -q -C "$base" profile WK060301 --format json
has "$base/out/profile/WK060301.json" \
    "op deze kaart staat 1 van de 2 delen van Wijk 01" "a map of a part says so"

# What a source has for no wijk is not said to be secret, nor called alike.
is "$(jq '[.unknown[] | select(test("geheim cijfer"))] | length' \
    "$base/out/profile/WK060301.json")" 0 "no row for a wijk is no secret"
is "$(jq -r '.sources[] | select(.id == "47018NED" or .id == "50090NED")
    | .period' "$base/out/profile/WK060301.json" | sort | paste -sd ' ')" \
    "2012–2020 2021–2025" "a table of more years says which"

# Where only the boundaries of wijken are known: those, on the page of a buurt
# as well, which says that its own is not there.
sqlite3 "$base/facts.db" "DELETE FROM boundary WHERE area IN
    (SELECT id FROM area WHERE level = 'buurt')"
ends 0 -q -C "$base" profile BU06030111 WK060301 --format json
is "$(jq -c '.location | [(.chart.areas | length),
    ([.chart.areas[] | select(.here)] | length), .note != null]' \
    "$base/out/profile/WK060301.json" "$base/out/profile/BU06030111.json" |
    paste -sd ' ')" '[11,1,false] [11,0,true]' "a map of wijken alone"
done_testing
