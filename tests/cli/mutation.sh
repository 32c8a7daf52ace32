#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# One input is changed at a time, and pages are made again: what comes out is,
# byte for byte, what is made of the same inputs from nothing, and then there
# is nothing to do. So no page is kept that should not be.
#
#   MUTATIONS=all    also the many that are alike (make mutations)
. "$(dirname "$0")/lib.sh"

formats=html,json,csv

# A share of its own, whose templates may be changed.
rm -r "$FEITEN_SHARE"
mkdir -p "$FEITEN_SHARE/reports/typst"
cp -R "$repo/sources" "$FEITEN_SHARE/sources"
rm "$FEITEN_SHARE"/sources/*.json
for file in indicators privacy cbs-kwb; do
	cp "$repo/sources/$file.json" "$FEITEN_SHARE/sources/"
done
cp "$repo"/reports/*.* "$FEITEN_SHARE/reports/"
cp "$repo"/reports/typst/*.* "$FEITEN_SHARE/reports/typst/"
FEITEN_NODE_MODULES=${FEITEN_NODE_MODULES:-$repo/reports/typst/node_modules}
export FEITEN_NODE_MODULES
cp -a "$FEITEN_SHARE" "$tmp/share.kept"
words=$FEITEN_SHARE/reports/words.page.nl.json

# Where areas lie, for the maps: grenzen of the example.
cp -R "$example/wfs" "$tmp/wfs"
cp "$example"/sources/grenzen.json "$FEITEN_SHARE/sources/"
cp "$example"/sources/grenzen.json "$tmp/share.kept/sources/"
server_start --routes "$tmp/wfs/routes"
init fb --area=WK060307 \
    --mirror="https://service.pdok.nl=http://127.0.0.1:$port/service.pdok.nl"
cp "$example"/notes/*.md "$base/notes/"
mkdir -p "$base/story" "$base/reports"
cp -R "$example/story/." "$base/story/"
jq 'del(.font)' "$example/house/house.json" >"$base/reports/house.json"
cp "$example/house/logo.svg" "$base/reports/"
ends 0 -q -C "$base" refresh
kept=$tmp/kept
cp -a "$base" "$kept"

scratch=$tmp/scratch
site() { # BASE
	"$FEITEN" -C "$1" site --format "$formats" --jobs "$2" \
	    >"$tmp/out" 2>"$tmp/err"
	status=$?
	[ "$status" -lt 99 ] || {
		ok 1 "feiten site ends by itself ($status)"
		sed 's/^/#   /' "$tmp/err"
	}
	made=$(grep -oE '[0-9]+ profiles? made' "$tmp/err" | cut -d ' ' -f 1)
}

# What a day of making says, once pages may be of another one.
plain() { # OUT
	[ -z "$dated" ] && return
	find "$1" -name '*.json' -o -name '*.html' | while read -r file; do
		sed -E 's/2[0-9] november 2026/DAG/g; s/2026-11-2[0-9]/DAG/g' \
		    "$file" >"$tmp/plain"
		cp "$tmp/plain" "$file"
	done
	find "$1" -name .pages -exec rm {} +
}

dated=
same_pages() { # NAME PROFILES: a number, or -: whatever
	site "$base" 2
	first=$status
	[ "$2" = - ] || is "${made:-0}" "$2" "$1: profiles made"
	rm -rf "$scratch"
	cp -a "$base" "$scratch"
	rm -rf "$scratch/out" "$scratch/state/site.json"
	site "$scratch" 1
	is "$first" "$status" "$1: the same status"
	rm -rf "$tmp/mine"
	cp -a "$base/out" "$tmp/mine"
	plain "$tmp/mine"
	plain "$scratch/out"
	diff -r "$tmp/mine" "$scratch/out" >"$tmp/diff"
	ok $? "$1: what stays and what is made are as from nothing"
	head -n 6 "$tmp/diff" | cut -c 1-200 | sed 's/^/#   /'
	[ "$status" = 1 ] && return # it is tried again
	site "$base" 2
	grep -q "nothing changed" "$tmp/err"
	ok $? "$1: and then there is nothing to do"
}

undo() {
	for name in $(cd "$base" && ls -A); do
		[ "$name" = out ] || rm -rf "${base:?}/$name"
	done
	cp -a "$kept/." "$base/"
	rm -rf "$FEITEN_SHARE"
	cp -a "$tmp/share.kept" "$FEITEN_SHARE"
	site "$base" 2
}

edit() { # FILE JQ-PROGRAM
	jq "$2" "$1" >"$tmp/edit" && cp "$tmp/edit" "$1"
}

figures() { # SED-SCRIPT: of the newest figures, loaded
	to=$tmp/overlay/opendata.cbs.nl/85984NED
	mkdir -p "$to"
	sed "$1" "$example/v3/opendata.cbs.nl/85984NED/TypedDataSet.ndjson" \
	    >"$to/TypedDataSet.ndjson"
	touch_table 85984NED
	"$FEITEN" -q -C "$base" refresh || ok 1 "refresh"
}

same_pages "from nothing" 4

# Figures: of an area, of one that others are held against, of all a peer.
later 60
figures '/BU06030771/s/"AantalInwoners_5":[^,]*/"AantalInwoners_5":4480/'
same_pages "a figure" 4
later 60
figures '/BU06030111/s/"Koopwoningen_\([0-9]*\)":[^,]*/"Koopwoningen_\1":1/'
same_pages "a figure of a peer" 3
rm -r "$tmp/overlay"
undo

# What people said.
file=$(grep -l "Sinds de nieuwe lift" "$base"/notes/*.md)
sed -i 's/nieuwe lift/trap/' "$file"
same_pages "a word of a quote" 3
rm "$file"
same_pages "consent withdrawn" 4
undo

# Consent that ends: on that day, not by a file.
sed -i 's/^bewaren-tot:.*/bewaren-tot: 2026-11-22/' "$file"
same_pages "the last day of consent" 0
has "$base/out/profile/BU06030771.html" "Sinds de nieuwe lift" "the last day it is told"
dated=yes
later 86400
same_pages "the day after" 4
is "$(grep -rl "Sinds de nieuwe lift" "$base/out")" "" "from that day on it is not"
SOURCE_DATE_EPOCH=1795305600
dated=
undo

# What the analyst wrote, how it looks, and in which words.
rm "$base/story/opgaven/groen-waar-je-blijft.md"
same_pages "an opgave that went" 3
edit "$base/reports/house.json" '.colours.area = "#112255"'
same_pages "another colour" 4
edit "$base/feiten.json" '.title = "Anders"'
same_pages "another title" 0
sed -i '0,/"nav": "/s//"nav": "x /' "$words"
same_pages "another word" 4
edit "$base/feiten.json" '.areas = ["WK060307", "BU06030111"]'
same_pages "one area more" 1
undo

if [ "${MUTATIONS:-few}" = few ]; then
	done_testing
fi

# The rest: each by itself, then back.
# shellcheck disable=SC2034 # for what each is given
share=$FEITEN_SHARE lang=$FEITEN_SHARE/reports
each() { # NAME SHELL TEXT
	eval "$2" || ok 1 "$1: can be done"
	same_pages "$1" -
	undo
	SOURCE_DATE_EPOCH=1795305600
	dated=
	formats=html,json,csv
}
# shellcheck disable=SC2016 # expanded by each
while IFS='|' read -r name what; do
	[ -z "$name" ] || each "$name" "$what"
done <<'END'
the purpose|rm "$base/story/purpose.md"
a claim|rm "$base/story/claims/rijswijk.md"
a claim that does not hold|sed -i 's/> 10/> 10000000/; s/< /> /' "$base"/story/claims/*.md
areas of one's own|rm "$base/story/areas.json"
the name of an own area|edit "$base/story/areas.json" '.areas[0].name_nl = "Anders"'
its parts|edit "$base/story/areas.json" '.areas[0].parts |= .[1:]'
which indicators|echo '{"indicators": {"inwoners": {"by": "A", "why": "B"}}}' >"$base/story/chosen.json"
a role|sed -i 's/^rol:.*/rol: ondernemer/' "$base"/notes/*.md
a theme of a note|sed -i 's/^thema:.*/thema: wonen/' "$base"/notes/*.md
the language|edit "$base/feiten.json" '.lang = "en"'
a sentence for readers|edit "$base/feiten.json" '.contact = "Bel ons."'
one area less|edit "$base/feiten.json" '.areas = ["BU06030771"]'
areas side by side|edit "$base/feiten.json" '.compare = [{title: "Twee", areas: ["BU06030771", "BU06030772"]}]'
the logo|sed -i 's/fill="#[0-9A-Fa-f]*"/fill="#112233"/' "$base/reports/logo.svg"
the maps|edit "$base/reports/house.json" '.maps = ["woz"]'
its owner|edit "$base/reports/house.json" '.contact.phone = "14 9999"'
a house style that is broken|echo '{' >"$base/reports/house.json"
no house style|rm -r "$base/reports"
another house style|mv "$base/reports/house.json" "$base/reports/ons.json"; edit "$base/feiten.json" '.house = "ons.json"'
letters|mkdir "$base/reports/fonts"; cp /usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf "$base/reports/fonts/"; edit "$base/reports/house.json" '.font = {family: "DejaVu Serif", files: ["DejaVuSerif.ttf"]}'
the template of a profile|sed -i 's,</main>,<p>x</p></main>,' "$lang/profile.mustache"
a partial|echo '<!-- x -->' >>"$lang/foot.mustache"
the template of the index|sed -i 's,</main>,<p>x</p></main>,' "$lang/index.mustache"
the template on paper|formats=html,pdf; site "$base" 2; echo '#v(1pt)' >>"$lang/profile.typ"
the template of sheets|echo '<!-- x -->' >>"$lang/sheet.mustache"
the style sheet|echo '/* x */' >>"$lang/profile.css"
the script|echo '/* x */' >>"$lang/site.js"
words of findings|sed -i '0,/wijkt/s//wykt/' "$lang/words.nl.json"
a definition of a report|jq '.most = {voices: 1}' "$lang/sheet.report.json" >"$base/reports/sheet.report.json"
one that is broken|echo '{' >"$base/reports/sheet.report.json"
pages of a theme|jq '.table.indicators = ["koopwoningen"]' "$lang/theme.report.json" >"$base/reports/theme.report.json"
the name of an indicator|sed -i '0,/"Inwoners"/s//"Bewoners"/' "$share/sources/indicators.json"
the title of a source|edit "$share/sources/cbs-kwb.json" '.title_nl = "Anders"'
a licence|edit "$share/sources/cbs-kwb.json" '.export_allowed = false'
a source of one's own|mkdir -p "$base/sources"; jq '.title_nl = "Anders"' "$share/sources/cbs-kwb.json" >"$base/sources/cbs-kwb.json"
rules of privacy|edit "$share/sources/privacy.json" '.roles |= .[1:]'
an edition|"$FEITEN" -q -C "$base" edition close een
an edition, then a figure|"$FEITEN" -q -C "$base" edition close een; later 60; figures '/BU06030771/s/"AantalInwoners_5":[^,]*/"AantalInwoners_5":4480/'
a name of an area|later 60; figures 's/Muziekbuurt/Danswijk/'
boundaries|later 700000; dated=; sed -i '/BU06030772/s/\([0-9]\)\(\.[0-9]*\)\{0,1\}\],\[/\11],[/' "$tmp/wfs/buurten.json"; "$FEITEN" -q -C "$base" refresh
the next day|dated=yes; later 86400
forty days on|later 3456000
two years on|later 63072000
a source that fails|server_stop; "$FEITEN" -q -C "$base" refresh 2>"$tmp/wait"; :
facts.db made again|"$FEITEN" -q -C "$base" rebuild
END
done_testing
