#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Small counts of ours: what is left out of all that is printed cannot be
# worked out of the rest. The attacker reads what the program prints, and
# solves with another program (clp).
. "$(dirname "$0")/lib.sh"

command -v clp >/dev/null 2>&1 || {
	skip "no clp (coinor-clp)"
	done_testing
}
all_sources
year=2024
whole=bedrijven
one=bedrijven_nijverheid
two=bedrijven_handel_horeca

# A municipal table of all levels: counts by lot, the same each time; parts
# add up to wholes, buurten to wijken and those to the gemeente.
server_start
filled fb --area GM0603 --source cbs-kwb
"$FEITEN" -C "$base" areas --within GM0603 --year $year --format csv |
    sed 1d | cut -d, -f1,3,5 >"$tmp/areas"
is "$(grep -c ,buurt, "$tmp/areas")" 32 "Rijswijk has 32 buurten"
awk -F, -v OFS=';' '
	function lot(most) { seed = (seed * 1103515245 + 12345) % 2147483648
		return int(seed / 65536) % (most + 1) }
	BEGIN { seed = 20261122; print "gebied", "a", "b", "totaal" }
	{ level[$1] = $2; up[$1] = $3; order[++n] = $1 }
	$2 == "buurt" {
		most = lot(2) == 0 ? 8 : 60
		a[$1] = lot(most); b[$1] = lot(most)
		gm = "GM0603"
		a[$3] += a[$1]; b[$3] += b[$1]
		a[gm] += a[$1]; b[gm] += b[$1]
	}
	END { for (i = 1; i <= n; i++)
		print order[i], a[order[i]] + 0, b[order[i]] + 0,
		    a[order[i]] + b[order[i]] }' "$tmp/areas" >"$tmp/own.csv"

mkdir -p "$base/sources" "$base/story"
cp "$tmp/own.csv" "$base/sources/eigen.csv"
cat >"$base/sources/aa-eigen.json" <<END
{ "adapter": "file", "address": "file:eigen.csv",
  "title_nl": "Eigen telling", "title_en": "Own count",
  "about_nl": "Een verzonnen telling.", "about_en": "An invented count.",
  "publisher": "Gemeente Voorbeeld", "licence": "CC BY 4.0",
  "licence_url": "https://creativecommons.org/licenses/by/4.0/",
  "link": "https://voorbeeld.example/telling",
  "frequency_nl": "elk jaar", "frequency_en": "every year",
  "export_allowed": true, "area_year": $year, "period": "$year",
  "layout": { "area": "gebied", "columns": [
    { "column": "a", "title": "a", "unit": "aantal" },
    { "column": "b", "title": "b", "unit": "aantal" },
    { "column": "totaal", "title": "totaal", "unit": "aantal" } ] },
  "threshold": 5, "sums": { "$whole": ["$one", "$two"] },
  "rules": [
    { "indicator": "$one", "titles": ["a"] },
    { "indicator": "$two", "titles": ["b"] },
    { "indicator": "$whole", "titles": ["totaal"] } ] }
END
small=$(awk -F';' '$2 > 0 && $2 < 5 || $3 > 0 && $3 < 5 { print $1 }' \
    "$tmp/own.csv" | head -n 1)
cat >"$base/story/areas.json" <<END
{ "areas": [
  { "id": "klein", "name_nl": "Klein", "name_en": "Small",
    "parts": ["$small", "$(grep ,buurt, "$tmp/areas" | grep -v "$small" |
	head -n 1 | cut -d, -f1)"] },
  { "id": "rest", "name_nl": "De rest", "name_en": "The rest",
    "parts": [$(grep ,buurt, "$tmp/areas" | grep -v "$small" |
	cut -d, -f1 | sed 's/.*/"&"/' | paste -sd,)] } ] }
END
jq '.sources = ["cbs-kwb", "aa-eigen"]' "$base/feiten.json" >"$tmp/config"
cp "$tmp/config" "$base/feiten.json"
ends 0 -q -C "$base" refresh --source aa-eigen

# All that is printed of it: tables of each level, areas of one's own.
table() { # OPTION...
	"$FEITEN" -C "$base" table --indicator $whole --indicator $one \
	    --indicator $two --indicator aandeel_nijverheid \
	    --period $year --format csv "$@" | sed 1d
}
printed() {
	table --within GM0603 --level buurt
	table --within GM0603 --level wijk
	table --area GM0603
}
printed >"$tmp/printed"
table --area klein --area rest >"$tmp/ours"

# What is printed of each cell, as the attacker reads it; every sum that is
# known to hold.
facts() { # PRINTED
	awk -F, -v w=$whole -v a=$one -v b=$two '
	    FNR == NR { up[$1] = $3; level[$1] = $2; next }
	    $3 == w || $3 == a || $3 == b {
		printf "cell %s/%s %s\n", $1, $3, $5
		there[$1] = 1
	    }
	    END {
		split(w " " a " " b, k, " ")
		for (i = 1; i <= 3; i++) {
			for (x in there) if (level[x] != "gemeente")
				in_it[up[x]] = in_it[up[x]] " " x "/" k[i]
			for (x in in_it) if (x in there)
				print "sum " x "/" k[i] in_it[x]
			split("", in_it)
		}
		for (x in there)
			print "sum " x "/" w " " x "/" a " " x "/" b
	    }' "$tmp/areas" "$1"
	# A sum or an interval of an area of our own.
	for id in klein rest; do
		parts=$(jq -r --arg id $id '.areas[] | select(.id == $id)
		    | .parts | join(" ")' "$base/story/areas.json")
		awk -F, -v id=$id -v parts="$parts" -v w=$whole -v a=$one \
		    -v b=$two '
		    $1 == id && ($3 == w || $3 == a || $3 == b) {
			low = $5 != "" ? $5 : $10 != "" ? $10 : "-"
			high = $5 != "" ? $5 : $11 != "" ? $11 : "-"
			n = split(parts, p, " ")
			text = "range " low " " high
			for (i = 1; i <= n; i++)
				text = text " " p[i] "/" $3
			print text
		    }' "$tmp/ours"
	done
}

solve() { # FILE SIDE
	clp "$1" "-$2" -solve 2>&1 | awk '
	    /^Optimal objective/ { v = $3 }
	    /[Uu]nbounded|dual infeasible/ { v = 1e9 }
	    /[Pp]rimal infeasible/ { v = "none" }
	    END { print v }'
}

# Cells that are known to less than 5, one a line with what is known.
attack() { # PRINTED
	rm -rf "$tmp/lp"
	mkdir "$tmp/lp"
	facts "$1" | awk -v dir="$tmp/lp" -f "$repo/tests/cli/attack.awk" \
	    >"$tmp/cells"
	while read -r n name; do
		low=$(solve "$tmp/lp/$n.lp" minimize)
		high=$(solve "$tmp/lp/$n.lp" maximize)
		awk -v l="$low" -v h="$high" -v n="$name" 'BEGIN {
		    if (l == "none" || h == "none" || l == "" || h == "" ||
			h - l < 4.999) print n, l, h }'
	done <"$tmp/cells"
}

attack "$tmp/printed" >"$tmp/found"
left=$(wc -l <"$tmp/cells")
[ "$left" -gt 10 ]
ok $? "$left counts are left out"
is "$(cat "$tmp/found")" "" "none of them is known to less than 5"

# The attacker is worth something: with only the small ones left out it finds
# nearly all.
awk -F';' -v w=$whole -v a=$one -v b=$two '
    function line(x, k, v) { printf("%s,,%s,2024,%s,,,,\n", x, k,
	(v > 0 && v < 5) ? "" : v) }
    FNR > 1 { line($1, a, $2); line($1, b, $3); line($1, w, $4) }' \
    "$tmp/own.csv" >"$tmp/primary"
mv "$tmp/ours" "$tmp/ours.kept"
: >"$tmp/ours"
attack "$tmp/primary" >"$tmp/found"
primary=$(wc -l <"$tmp/cells")
[ "$(wc -l <"$tmp/found")" -gt $((primary / 2)) ]
ok $? "without the others $(wc -l <"$tmp/found") of $primary would be found"
mv "$tmp/ours.kept" "$tmp/ours"

# Every small one is among them, and zero is printed.
awk -F, -v a=$one -v b=$two '
    FNR == NR { split($0, f, ";"); v[f[1], a] = f[2]; v[f[1], b] = f[3]; next }
    ($3 == a || $3 == b) && v[$1, $3] > 0 && v[$1, $3] < 5 && $5 != "" ||
    ($3 == a || $3 == b) && $5 != "" && $5 != v[$1, $3]' \
    "$tmp/own.csv" "$tmp/printed" >"$tmp/shown"
is "$(cat "$tmp/shown")" "" "no small one is printed, and what is is right"
is "$(awk -F, '$5 == "" && $6 == "aantal"' "$tmp/printed" |
    grep -vc withheld-by-us)" 0 "each says that it is withheld by us"
awk -F, '$5 == "" && ($10 != "" || $11 != "")' "$tmp/printed" >"$tmp/bounds"
is "$(cat "$tmp/bounds")" "" "and no bounds of it are printed"

# A share is printed only when both its counts are.
awk -F, -v w=$whole -v a=$one '
    $3 == w || $3 == a { n[$1] += $5 != "" }
    $3 == "aandeel_nijverheid" { s[$1] = $5 }
    END { for (x in s) if (s[x] != "" && n[x] < 2) print x }' \
    "$tmp/printed" "$tmp/ours" >"$tmp/shares"
is "$(cat "$tmp/shares")" "" "no share tells a count that is left out"

# Whatever is asked for, the same is left out.
cut -d, -f1 "$tmp/areas" | while read -r code; do
	table --area "$code"
done | sort >"$tmp/single"
sort "$tmp/printed" >"$tmp/together"
same "$tmp/single" "$tmp/together" "one by one as all together"
ends 0 -C "$base" show "$small" $one --period $year
out_has "left out by us" "show says why"
value=$(grep "^$small;" "$tmp/own.csv" | cut -d';' -f2)
is "$(grep -cE "^ *(value|low|high) +$value\$" "$tmp/out")" 0 \
    "and nothing of what it is"
ends 0 -q -C "$base" profile --all --format json,html
for page in "$base"/out/profile/*.json; do
	jq -r --arg c "$(basename "$page" .json)" '[.themes[].range.rows[]?
	    | select(.raw.indicator // .indicator == "aandeel_nijverheid")
	    | .raw.value] | map(select(. != null)) | "\($c),\(length)"' "$page"
done >"$tmp/pages"
awk -F, 'FNR == NR { if ($3 == "aandeel_nijverheid" && $5 == "") out[$1] = 1
	next }
    $2 > 0 && $1 in out' "$tmp/printed" "$tmp/pages" >"$tmp/told"
is "$(cat "$tmp/told")" "" "no page tells a share that the table does not"
has "$base/out/profile/$small.html" "weggelaten door ons" \
    "the page explains the sign"
done_testing
