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

# On the page: nothing flagged in the example, and all of it in HTML and PDF.
page=$base/out/profile/GM0603
ends 0 -C "$base" profile GM0603 BU06030771 BU06030111 WK060307 \
    --format json,html,pdf
is "$(jq -s '[.[] | .purpose.flags[], .opgaven.rows[].flags[]] | length' \
    "$base"/out/profile/*.json)" 0 "no flag on the pages of the example"
is "$(jq '.opgaven.rows | length' "$page.json")" 3 "three on the gemeente"
is "$(jq -r '.opgaven.rows[].id' "$base/out/profile/BU06030111.json")" \
    huis-van-de-stad "a buurt has that of its gemeente"
is "$(jq '.opgaven.rows | length' "$base/out/profile/WK060307.json")" 3 \
    "a wijk those of its buurten too"
is "$(jq -r '.coalition.rows | map(.cells | length) | unique[]' "$page.json")" \
    3 "a matrix"
is "$(jq '.coalition' "$base/out/profile/WK060307.json")" null \
    "only there"
pdftotext "$page.pdf" - | tr -s '\n ' '  ' >"$tmp/pdf"
tr -s '\n ' '  ' <"$page.html" >"$tmp/html"
for text in "kent iedereen iemand om de hoek" "Bibliotheek, 30 oktober 2026" \
    "huis van de stad, waar je zonder reden" "Toen: 54.450 (2020). Nu: 59.642 (2024)." \
    "Taakveld 6.1 van Iv3: dat bedrag staat niet in de feitenbank." \
    "Een open eettafel trekt" "Wie heeft de sleutel?" \
    "Groen en ruimte: opgave 1" "gastvrouwen en gastheren"; do
	has "$tmp/html" "$text" "HTML: $text"
	has "$tmp/pdf" "$text" "PDF: $text"
done

# What is flagged, struck out and escaped on it.
cat >"$opgave" <<'END'
gebied: BU06030771
domeinen: ruimte
# Een <b>taak</b> {{t.skip}} & meer
## Wie doet mee
- Kerk (partner)
## Verwachting
- 2026-10-01, wij: inwoners BU06030771 2020 omhoog
  horen: Het is hier <i>rustig</i>.
END
sed -i 's/> 40%/> 60%/' "$base/story/claims/muziekbuurt.md"
ends 5 -C "$base" profile GM0603 --lang en --format json,html
is "$(jq -r '.opgaven.rows[0].flags | length' "$page.json")" 3 "three flags"
has "$page.html" "This does not rest on any claim yet." "no claims"
has "$page.html" "No resident has been heard on this whom we may quote." \
    "no residents"
has "$page.html" "Kerk takes part. What they bring is not known yet." "silent"
has "$page.html" '<s lang="nl">Bijna de helft van de huishoudens' \
    "a claim that does not hold is struck out under the purpose"
has "$page.html" "A sentence that this task rests on no longer holds, or is not sure." "told"
has "$page.html" "Een &lt;b&gt;taak&lt;/b&gt; {{t.skip}} &amp; meer" "escaped"
sed -i 's/- Kerk (partner)/- Bel 06 12345678 (partner)/' "$opgave"
ends 5 -C "$base" profile GM0603 --format json
is "$(jq '.opgaven.rows | length' "$page.json")" 2 \
    "one that points at a person is not printed"

# A quote of after the day of an expectation, under it; and consent counts.
again
cat >>"$base/notes/2026-10-13-wijk-07.md" <<'END'

> Wij planten zelf wel wat.
> #wonen @opgave:groen-waar-je-blijft steunt
END
cat >>"$opgave" <<'END'

## Verwachting

- 2026-10-01, kerngroep: inwoners BU06030771 2020 omhoog
END
ends 0 -C "$base" profile GM0603 --format json
is "$(jq -r '.opgaven.rows[0].expectations[0].voices[].text' "$page.json" |
    grep -c 'Wij planten zelf')" 1 "heard since"
sed -i 's/^Consent: .*/Consent: internal/' "$base/notes/2026-10-13-wijk-07.md"
feiten -C "$base" profile GM0603 --format json
is "$(grep -c 'Wij planten zelf' "$page.json")" 0 "not without consent"
feiten -C "$base" check
hasnt "$tmp/out" "expectation" "an expectation with a figure of then is well"
sed -i 's/inwoners BU06030771 2020/inwoners BU06030771 2019/' "$opgave"
feiten -C "$base" check
out_has "expectation: there is no figure of inwoners of BU06030771 in 2019" \
    "one without is told"
sed -i 's/inwoners BU06030771 2019/inwoners BU06039999 2020/' "$opgave"
feiten -C "$base" check
out_has "expectation: " "and one about an area that is not there"
done_testing
