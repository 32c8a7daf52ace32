#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# The purpose and the three opgaven of the example lack nothing; take one thing
# away and it is flagged, on the page and by check.
. "$(dirname "$0")/lib.sh"

all_sources
server_start
filled fb --area GM0603 \
    --mirror "https://dataderden.cbs.nl=http://127.0.0.1:$port/dataderden.cbs.nl"
cp "$example"/notes/*.md "$base/notes/"
rm -rf "$base/story"
cp -r "$example/story" "$base/"
rm "$base/story/areas.json"
cp -r "$base" "$tmp/kept"
again() {
	rm -rf "$base/story" "$base/decisions"
	cp -r "$tmp/kept/story" "$base/story"
}
opgave=$base/story/opgaven/groen-waar-je-blijft.md

feiten -C "$base" check
hasnt "$tmp/out" "opgave" "check flags nothing of the example"
hasnt "$tmp/out" "purpose" "nor of its purpose"

flag() { # SED FILE TEXT
	again
	cp "$base/story/$2" "$tmp/before"
	sed -i "$1" "$base/story/$2"
	! cmp -s "$tmp/before" "$base/story/$2"
	ok $? "changed: $2"
	feiten -C "$base" check
	out_has "$3" "flagged: $3"
}
flag '/^- dicht-bebouwd/d; /^- weinig-koop/d' opgaven/groen-waar-je-blijft.md \
    "groen-waar-je-blijft: rests on no claim"
out_has "groen-waar-je-blijft: no quote of a resident" "and nobody was heard"
flag 's/: onderhoud van de banken//' opgaven/groen-waar-je-blijft.md \
    "groen-waar-je-blijft: Woningcorporatie: takes part and brings nothing"
flag '/^- Gemeente/d; /^- Woning/d; /^- Bewonersg/d' \
    opgaven/groen-waar-je-blijft.md "groen-waar-je-blijft: nobody takes part"
flag '/^- Gemeente/d; /^- Bibl/d; /^- Bewonersg/d' purpose.md \
    "purpose: is recognised by nobody"
flag 's/> 40%/> 60%/' claims/muziekbuurt.md \
    "purpose: vaak-alleen: rests on a claim that does not hold"
is "$status" 5 "and a claim that fails is a 5"
out_has "samen-om-de-hoek: vaak-alleen: rests on a claim that does not" \
    "under the opgave too"

wrong() { # STATUS SED FILE TEXT
	again
	sed -i "$2" "$base/story/$3"
	ends "$1" -C "$base" check
	err_has "$4" "$4"
}
wrong 1 's/^- dicht-bebouwd/- dicht-bebowd/' opgaven/groen-waar-je-blijft.md \
    "md:18: dicht-bebowd: is not a claim of story/claims/ that can be used, did you mean dicht-bebouwd"
wrong 1 's/gebied: .*/gebied: BU06039999/' opgaven/groen-waar-je-blijft.md \
    "BU06039999 is no area that is known"
wrong 5 's/onderhoud van de banken/bel 06 12345678/' \
    opgaven/groen-waar-je-blijft.md 'looks like a phone number'
wrong 5 's/Bibliotheek/tweede voorbeeldmaker/' purpose.md "purpose.md:"
ends 0 -C "$base" check --print purpose --by "M. de Vries" \
    --why "the library is called so"
feiten -C "$base" check
hasnt "$tmp/err" "purpose.md" "a decision by name puts it aside"
ends 2 -C "$base" check --print opgave:../../x --by A --why B
again
done_testing
