#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# A country that does not exist (tests/sim), of which everything is known:
# what feiten says of it is held against the truth. SIM=N takes N buurten
# (300), SEED another country. Numbers that were seen are told behind a #.
. "$(dirname "$0")/lib.sh"
COUNTRY=${COUNTRY:-$repo/build/tests/country}
size=${SIM:-300}
seed=${SEED:-1}
counts="inwoners vrouwen inwoners_65_plus woningen huishoudens bijstand"
years="2015 2016 2017 2018 2019 2020"
all_sources
unset SIM SEED

sql() {
	sqlite3 "$tmp/sim.db"
}

# A number of cases that has to be zero, and what they are.
none() { # NAME QUERY
	echo "$2" | sql >"$tmp/cases"
	[ ! -s "$tmp/cases" ]
	ok $? "$1"
	head -n 5 "$tmp/cases" | sed 's/^/#   /'
}

# A query that gives n, the part of it within bounds, and the worst part of
# some: within a point of 95%, and what chance makes of n (3 deviations).
covers() { # NAME QUERY [WIDER]
	echo ".separator ' '
$2" | sql >"$tmp/cover"
	awk -v wider="${3:-}" '{
		off = 0.01 + 3 * sqrt(0.05 * 0.95 / $1)
		exit !($1 > 50 && $2 >= 0.95 - off &&
		    (wider || $2 <= 0.95 + off))
	}' "$tmp/cover"
	ok $? "$1"
	awk '{ printf "#   of %d: %.2f%%; worst %.2f%%\n", $1, 100 * $2,
	    100 * $3 }' "$tmp/cover"
}

# "--area CODE" for all areas of some levels (N, G, W, B) of a year.
areas_of() { # YEAR LEVELS
	awk -F, -v year="$1" -v levels="$2" '$1 == year &&
	    $4 == "inwoners" && index(levels, $3) { print "--area", $2 }' \
	    "$truth/counts.csv"
}

# Values of some areas in a year, as rows of a table of sim.db.
take() { # TABLE YEAR AREAS OPTION...
	table=$1
	year=$2
	list=$3
	shift 3
	# shellcheck disable=SC2086 # lists of words
	"$FEITEN" -C "$base" table --period "$year" --format csv $list "$@" \
	    >"$tmp/taken.csv" || ok 1 "feiten table $year $*"
	printf 'CREATE TABLE IF NOT EXISTS %s (code, name, indicator, year,
	    value, unit, status, absence, tbl, low, high, noise);
.import --csv --skip 1 %s %s\n' "$table" "$tmp/taken.csv" "$table" | sql
}

# A country, and a server that has its tables.
country() { # BUURTEN SPREAD
	truth=$tmp/$2/truth
	example=$tmp/$2
	mkdir "$example"
	"$COUNTRY" "$example" "$1" "$2" "$seed" || exit 1
	mkdir "$example/v3"
	mv "$example/"*.nl "$example/v3"
	server_start
}

country "$size" real
init fb --area GM1000 --mirror \
    "https://dataderden.cbs.nl=http://127.0.0.1:$port/dataderden.cbs.nl"
ends 0 -C "$base" refresh
for name in counts chain rates; do
	printf '.import --csv %s %s\n' "$truth/$name.csv" "$name" | sql
done
echo 'CREATE INDEX by_code ON counts (code, year, indicator);
CREATE INDEX chain_code ON chain (code, year);
CREATE VIEW wrong AS SELECT g.*, c.truth, c.published, c.level
    FROM got AS g JOIN counts AS c USING (code, year, indicator);' |
    sql 2>"$tmp/err"

# ---- (a) how counts are rounded
named=
for one in $counts; do
	named="$named --indicator $one"
done
for year in $years; do
	# shellcheck disable=SC2086
	take got "$year" "$(areas_of "$year" GWB)" $named
done
none "what is published is what is told" \
    "SELECT * FROM wrong WHERE value IS NOT published"
none "the bounds of a count hold what is true" \
    "SELECT * FROM wrong WHERE value <> '' AND NOT CAST(truth AS REAL)
	BETWEEN CAST(low AS REAL) AND CAST(high AS REAL)"
cat >"$tmp/ways.sql" <<'END'
CREATE TEMP TABLE planted (period, way, base, dependent);
INSERT INTO planted VALUES
    ('2015', 'random', 5, 0), ('2016', 'nearest', 5, 0),
    ('2017', 'random', 5, 1), ('2018', 'down', 5, 0),
    ('2019', 'random', 5, 0), ('2020', 'random', 5, 0);
CREATE TEMP VIEW model AS SELECT r.period, r.topic_title, r.level, r.way,
    r.base, r.dependent, r.sums, r.way IS p.way AND r.base = p.base
	AND r.dependent = p.dependent AS found,
    r.base = p.base AND (r.way = 'random' OR r.way = p.way)
	AND r.dependent >= p.dependent AS safe
FROM roundings AS r JOIN planted AS p USING (period)
WHERE r.source = 'cbs-kwb' AND r.topic_title <> 'Woningvoorraad'
    AND r.level IN ('buurt', 'wijk');
END
{ cat "$tmp/ways.sql" && echo "SELECT * FROM model WHERE NOT safe;"; } |
    sqlite3 "$base/facts.db" >"$tmp/cases"
is "$(cat "$tmp/cases")" "" "no year is taken to be surer than it was planted"
# Of few sums nearest is not told from by lot.
{
	cat "$tmp/ways.sql"
	echo "SELECT count(*), sum(found) FROM model WHERE sums > 100 OR
	    level = 'buurt' AND period <> '2016';"
} | sqlite3 "$base/facts.db" | tr '|' ' ' >"$tmp/found"
awk '{ exit !($1 >= 20 && $2 >= 0.95 * $1) }' "$tmp/found"
ok $? "each year is rounded as it was planted"
sed 's/^\([0-9]*\) \(.*\)/#   \2 of \1/' "$tmp/found"
is "$(sqlite3 "$base/facts.db" "SELECT DISTINCT way || base || dependent
    FROM roundings WHERE source = 'cbs-kwb' AND level = 'gemeente'")" \
    exact1.00 "counts of gemeenten are exact"
is "$(sqlite3 "$base/facts.db" "SELECT DISTINCT base FROM roundings
    WHERE topic_title = 'Woningvoorraad' AND level = 'buurt'")" 10.0 \
    "homes are in tens"

# ---- (b) areas through time: without weights, then with addresses
for year in 2015 2016 2017 2018 2019; do
	take today "$year" "$(areas_of 2020 B)" --today --indicator inwoners
done
# shellcheck disable=SC2046 # a list of words
"$FEITEN" -C "$base" table --period 2019 --format json --indicator inwoners \
    $(areas_of 2020 B) | jq -r '.[] | "\(.area_code),\(.link)"' \
    >"$tmp/links.csv"
printf 'CREATE TABLE linked (code, link);\n.import --csv %s linked\n' \
    "$tmp/links.csv" | sql
none "a link has a name, and is one or not" "SELECT * FROM linked
    JOIN today AS t USING (code) WHERE t.year = '2019' AND
	link IN ('same', 'recoded') = (t.absence = 'no-link')"
none "what is proven is linked, under whatever code, and nothing else" \
    "SELECT t.code, t.year, t.value, t.status, t.absence, c.proven, c.was,
	p.published FROM today AS t JOIN chain AS c USING (code, year)
	LEFT JOIN counts AS p ON p.code = c.was AND p.year = c.year
	    AND p.indicator = 'inwoners'
    WHERE CASE c.proven WHEN '1' THEN t.value IS NOT p.published
	ELSE t.absence <> 'no-link' END"
echo "SELECT count(*), sum(proven), sum(proven AND was <> code) FROM chain
    WHERE proven <> ''" | sql |
    awk -F'|' '{ print "#   of " $1 " links over one to five years " $2 \
	" proven, " $3 " of them under another code" }'

mkdir -p "$base/sources"
for year in 2015 2016 2017 2018 2019; do
	next=$((year + 1))
	cp "$example/addresses/$year.csv" "$base/sources/"
	cat >"$base/sources/adres-$year.json" <<END
{ "adapter": "file", "address": "file:$year.csv", "title_nl": "Adressen",
  "title_en": "Addresses", "about_nl": "Waar ze liggen.",
  "about_en": "Where they lie.", "publisher": "Verzonnen", "licence": "CC0",
  "licence_url": "https://data.example/cc0", "link": "https://data.example/",
  "frequency_nl": "eens", "frequency_en": "once",
  "addresses": { "from_year": $year, "to_year": $next,
      "to_address": "file:to-$next.csv", "postcode": "PC6",
      "number": "Huisnummer", "from": "Buurt", "to": "Buurt" } }
END
	cp "$example/addresses/$next.csv" "$base/sources/to-$next.csv"
done
later 60
ends 0 -C "$base" refresh
for year in 2015 2016 2017 2018 2019; do
	take carried "$year" "$(areas_of 2020 GB)" --today --indicator inwoners
done
none "with addresses each area has a past" \
    "SELECT * FROM carried WHERE value = ''"
none "a figure that is carried over is bounded by what is true" \
    "SELECT c.*, t.people FROM carried AS c JOIN chain AS t USING (code, year)
    WHERE NOT CAST(people AS REAL) BETWEEN CAST(low AS REAL)
	AND CAST(high AS REAL)"
none "a gemeente over its present ground is exact, whatever became of it" \
    "SELECT c.*, t.people FROM carried AS c JOIN chain AS t USING (code, year)
    WHERE c.code LIKE 'GM%' AND (value <> people OR status = 'estimate')"
echo "SELECT status, count(*), max(abs(value - people)),
    avg(abs(value - people) * 1.0 / people)
    FROM carried JOIN chain USING (code, year) GROUP BY 1" | sql |
    awk -F'|' '{ printf "#   %s: %d, at most %d off, %.2f%% on average\n",
	$1, $2, $3, 100 * $4 }'
# Of the gemeente in which a boundary moved, in full precision.
echo "SELECT code FROM counts WHERE year = '2020' AND code LIKE 'BU1000%'
    AND indicator = 'inwoners'" | sql >"$tmp/codes"
while read -r code; do
	"$FEITEN" -C "$base" show "$code" inwoners --period 2015 \
	    --format json | jq -r '.through_time.carried.value // .value'
done <"$tmp/codes" | awk '{ s += $1 } END { printf "%.9f\n", s }' >"$tmp/total"
is "$(cat "$tmp/total")" "$(echo "SELECT printf('%.9f', sum(published))
    FROM counts WHERE year = '2015' AND code LIKE 'BU1000%'
    AND indicator = 'inwoners'" | sql)" "nobody is lost or made on the way"

# ---- (c) intervals. Areas of one's own: of two to nine buurten each, none in
# two of them; at most 200 at a time.
mkdir -p "$base/story"
echo "SELECT code FROM counts WHERE year = '2020' AND level = 'B'
    AND indicator = 'inwoners'" | sql | awk '{
	if (left == 0) {
		area++
		left = 2 + area % 8
	}
	left--
	print "eigen-" area "," $1 "," int((area - 1) / 200)
}' >"$tmp/parts.csv"
printf 'CREATE TABLE part (id, code, round);\n.import --csv %s part\n' \
    "$tmp/parts.csv" | sql
for round in $(cut -d, -f3 "$tmp/parts.csv" | sort -un); do
	grep ",$round\$" "$tmp/parts.csv" | jq -Rcs '{areas: (split("\n") |
	    map(select(. != "") | split(",")) | group_by(.[0]) |
	    map({id: .[0][0], name_nl: .[0][0], name_en: .[0][0],
		parts: map(.[1])}))}' >"$base/story/areas.json"
	own=$(grep ",$round\$" "$tmp/parts.csv" | cut -d, -f1 | sort -u |
	    sed 's/^/--area /')
	for year in 2019 2020; do
		# shellcheck disable=SC2086
		take own "$year" "$own" $named
	done
done
echo "CREATE VIEW sums AS SELECT o.*, sum(c.truth) AS truth, count(*) AS k
    FROM own AS o JOIN part ON part.id = o.code
    JOIN counts AS c ON c.code = part.code AND c.year = o.year
	AND c.indicator = o.indicator
    GROUP BY o.code, o.year, o.indicator" | sql
none "a sum with withheld parts lies where it is said to" \
    "SELECT * FROM sums WHERE value = '' AND ((low <> '' AND
	truth < CAST(low AS REAL)) OR (high <> '' AND
	truth > CAST(high AS REAL)))"
echo "SELECT count(*), sum(low <> ''), sum(high <> ''),
    avg(high - low) FROM sums WHERE value = ''" | sql |
    awk -F'|' '{ printf "#   %d sums with withheld parts: %d have a least, \
%d a most, %.1f apart\n", $1, $2, $3, $4 }'
covers "sums of rounded counts" "SELECT sum(n), sum(hits) * 1.0 / sum(n),
    min(hits * 1.0 / n) FROM (SELECT k, count(*) AS n,
	sum(truth BETWEEN CAST(low AS REAL) AND CAST(high AS REAL)) AS hits
    FROM sums WHERE value <> '' AND noise = 'rounding'
	AND indicator <> 'woningen' GROUP BY k)"

for year in $years; do
	take crimes "$year" "$(areas_of 2020 B)" --indicator misdrijven
done
take drawn 2020 "$(areas_of 2020 B)" --indicator geboorte \
    --indicator gezondheid_goed --indicator aandeel_65_plus
covers "crimes come by chance" "SELECT sum(n), sum(hits) * 1.0 / sum(n),
    min(hits * 1.0 / n) FROM (SELECT count(*) AS n,
	sum(CAST(crimes AS REAL) BETWEEN CAST(low AS REAL)
	    AND CAST(high AS REAL)) AS hits
    FROM crimes JOIN rates USING (code)
    GROUP BY CAST(3 * log(rates.crimes) AS INTEGER))"
covers "so do births; their rate is rounded besides" \
    "SELECT count(*), avg(hit), avg(hit) FROM (SELECT
	CAST(births AS REAL) BETWEEN CAST(low AS REAL) AND
	CAST(high AS REAL) AS hit FROM drawn JOIN rates USING (code)
    WHERE indicator = 'geboorte' AND value <> '')" wider
covers "estimates have the bounds of their source" \
    "SELECT count(*), avg(hit), avg(hit) FROM (SELECT
	CAST(health AS REAL) BETWEEN CAST(low AS REAL) AND
	CAST(high AS REAL) AS hit FROM drawn JOIN rates USING (code)
    WHERE indicator = 'gezondheid_goed' AND value <> '')"
none "a share of rounded counts lies within its bounds" \
    "SELECT d.*, 100.0 * a.truth / b.truth FROM drawn AS d
    JOIN counts AS a ON a.code = d.code AND a.year = d.year
	AND a.indicator = 'inwoners_65_plus'
    JOIN counts AS b ON b.code = d.code AND b.year = d.year
	AND b.indicator = 'inwoners'
    WHERE d.indicator = 'aandeel_65_plus' AND value <> ''
	AND NOT 100.0 * a.truth / b.truth BETWEEN CAST(low AS REAL) - 0.0051
	    AND CAST(high AS REAL) + 0.0051"

# ---- (d) what sets an area apart: codes of buurten and how many figures.
apart() { # BUURTEN SPREAD
	country "$1" "$2"
	# shellcheck disable=SC2046 # lists of words
	init "$2-fb" --source cbs-kwb $(areas_of 2020 G)
	ends 0 -q -C "$base" refresh
	ends 0 -q -C "$base" profile --all --format json
	find "$base/out/profile" -name 'BU*.json' -exec jq -r '[.area.code,
	    ([.distinct.facts[].indicator] | join(" "))] | @csv' {} + |
	    tr -d '"' >"$tmp/apart.csv"
}

# Of so many at least a part has nothing, and what chance makes of it.
silent() { # LEAST NAME
	awk -F, -v least="$1" '$2 == "" { n++ } END {
		printf "#   nothing in %.1f%% of %d\n", 100 * n / NR, NR
		exit !(NR > 50 &&
		    n / NR >= least - 3 * sqrt(least * (1 - least) / NR))
	}' "$tmp/apart.csv" >"$tmp/silent"
	ok $? "$2"
	cat "$tmp/silent"
}

[ "$size" -lt 3000 ] || size=3000
if [ "$size" -ge 3000 ]; then
	apart "$size" none
	silent 0.95 "where all differences are rounding nothing sets apart"
	rm -rf "$tmp/real"
	apart "$size" real
	silent 0.90 "nor in most areas where they differ, none more than others"
fi
apart "$size" apart
silent 0.90 "nothing sets areas apart that are like others"
awk -F, 'NR == FNR { if ($5 == 1) far[$1]; next }
    $1 in far && ($2 !~ /woz/ || $2 !~ /inkomen_inwoner/)' \
    "$truth/rates.csv" "$tmp/apart.csv" >"$tmp/cases"
is "$(cat "$tmp/cases")" "" "those that are far out are found"
awk -F, '$5 == 1 { n++ } END { print "#   " n " planted"; exit n < 4 }' \
    "$truth/rates.csv"
ok $? "there are some, three of them in one gemeente"
done_testing
