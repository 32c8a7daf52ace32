#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# The house style: logo, colours, letter, contact and maps out of one file, on
# HTML, PDF and in charts; what is wrong in it is told and left out, and the
# page is made.
. "$(dirname "$0")/lib.sh"

server_start
filled fb --area=GM0603 --source=cbs-kwb
server_stop
house=$base/reports/house.json
page=$base/out/profile/BU06030771
css=$base/out/assets/profile.css
dejavu=/usr/share/fonts/truetype/dejavu

ends 0 -C "$base" profile BU06030771 --format html,json
hasnt "$css" "The house style" "without one: nothing of it"
[ "$(jq 'has("house")' "$page.json")" = false ]
ok $? "nor in the model"
mkdir -p "$base/reports/fonts"
cp "$example/house/"* "$base/reports/"
cp $dejavu/DejaVuSerif.ttf $dejavu/DejaVuSerif-Bold.ttf "$base/reports/fonts/"
cp "$house" "$tmp/good.json"
cp "$base/reports/logo.svg" "$tmp/good.svg"

# On the page, in its charts, on paper.
feiten -C "$base" profile BU06030771 --format html,pdf,json
hasnt "$tmp/err" "house.json" "no complaint"
has "$css" "--own: #8A1538" "its colours"
has "$css" "--accent: #5B2A86" "and that of links"
has "$css" '--letter: "DejaVu Serif", "Georgia", "Inter"' "its letter"
is "$(grep -c 'family: "DejaVu Serif"' "$css")" 2 "in two weights"
is "$(grep -A1 '^\.chart {' "$css" | grep -c family)" 0 "in charts as well"
is "$(jq .house.measured "$page.json")" true "as it says how wide it is"
cmp -s "$base/out/assets/logo.svg" "$tmp/good.svg"
ok $? "its logo beside the pages"
has "$page.html" 'src="../assets/logo.svg" alt="Gemeente Voorbeeld" width="147" height="44"' \
    "and on them"
has "$page.html" "feiten@voorbeeld.example, 14 0123" "how to reach its owner"
is "$(grep -io '#0A5C6B\|#A34A00' "$page.html" | sort -u)" "" \
    "no colour of ours in any chart"
has "$page.html" 'fill="#8a1538"' "but its own"
is "$(grep -ciE '<script|javascript:| on[a-z]+="| style="' "$page.html")" 0 \
    "a strict policy fits"
if [ -s "$page.pdf" ]; then
	pdffonts "$page.pdf" 2>"$tmp/pdferr" >"$tmp/fonts"
	has "$tmp/fonts" "DejaVuSerif-Bold" "its letter in the PDF"
	hasnt "$tmp/fonts" "Inter" "and no other, in charts neither"
	pdftotext -raw "$page.pdf" - 2>"$tmp/pdferr" | tr '\n' ' ' >"$tmp/paper"
	has "$tmp/paper" "Gemeente Voorbeeld, team Onderzoek" "its owner too"
	# The bar of a key figure: seen as a picture.
	pdftoppm -r 40 -f 1 -l 1 "$page.pdf" >"$tmp/one.ppm" 2>"$tmp/pdferr"
	tail -c +16 "$tmp/one.ppm" | od -An -v -tx1 -w3 | tr -d ' ' |
	    grep -c '^8a1538' >"$tmp/many"
	[ "$(cat "$tmp/many")" -gt 50 ]
	ok $? "its colour is seen on paper ($(cat "$tmp/many") dots)"
else
	skip "no Typst here"
fi
feiten -C "$base" site --format html
# Another colour: all pages anew; the same again: none.
sed -i 's/#8A1538/#7A1030/' "$house"
feiten -C "$base" site --format html
err_has "44 profiles made" "another colour: all pages anew"
feiten -C "$base" site --format html
err_has "nothing changed" "and then none"

# Its own contact may stand in what people told; that of others may not.
mkdir -p "$base/story/claims"
claim() {
	cat >"$base/story/claims/een.md" <<-END
	---
	area: BU06030771
	---
	## vraag
	Wie iets wil weten mailt $1.
	- feit: inwoners(BU06030771) > 10
	END
}
claim feiten@voorbeeld.example
feiten -C "$base" check
cp "$tmp/err" "$tmp/own.err"
cat "$tmp/out" >>"$tmp/own.err"
claim iemand@anders.example
feiten -C "$base" check
cat "$tmp/out" >>"$tmp/err"
err_has "an e-mail address" "an address of somebody is a stop"
hasnt "$tmp/own.err" "an e-mail address" "that of the house is none"
rm -r "$base/story"

sed 's/#8A1538/#F0B0C0/' "$tmp/good.json" >"$house"
ends 1 -C "$base" check
err_has "colours.area: #F0B0C0 is too pale" "check tells it too"

# Wrong: told with file, key, reason and what to write; the page is there.
wrong() { # SED-SCRIPT TEXT...
	sed "$1" "$tmp/good.json" >"$house"
	rm -f "$page.html"
	feiten -C "$base" profile BU06030771 --format html
	is "$status" 1 "$1: ends with 1"
	shift
	for text; do
		err_has "$text" "told: $text"
	done
	[ -s "$page.html" ]
	ok $? "the page is there"
}
wrong 's/#8A1538/#F0B0C0/' "house.json: colours.area: #F0B0C0 is too pale" \
    "needs 4.5:1" "write a darker one, as #" "#0A5C6B is used"
has "$css" "--own: #0A5C6B" "ours is used"
has "$css" "--town: #1F5A2E" "beside its other colours"
wrong 's/DejaVuSerif.ttf/niets.ttf/; s/logo.svg/weg.svg/' \
    "font.files: $base/reports/fonts/niets.ttf: there is no such file" \
    "logo: $base/reports/weg.svg: there is no such file" "without a logo"
hasnt "$page.html" "<img" "no logo then"
[ ! -e "$base/out/assets/logo.svg" ]
ok $? "nor its file"
cp "$base/feiten.json" "$base/reports/weg.svg"
wrong 's/logo.svg/weg.svg/' "no picture that is taken"
echo '<svg viewBox="0 0 9 9"><script/></svg>' >"$base/reports/weg.svg"
wrong 's/logo.svg/weg.svg/' '"script" is not taken'
head -c 300000 /dev/zero >"$base/reports/weg.svg"
wrong 's/logo.svg/weg.svg/' "larger than 200 kB"
wrong '$d' "file: " "own style"
cp "$tmp/good.json" "$house"

# Named in feiten.json: another file, or one that should be there.
mv "$house" "$base/reports/ons.json"
sed 's/"areas"/"house": "ons.json", "areas"/' "$base/feiten.json" \
    >"$tmp/config"
cp "$base/feiten.json" "$tmp/config.before"
cp "$tmp/config" "$base/feiten.json"
ends 0 -C "$base" profile BU06030771 --format html
has "$css" "--own: #8A1538" "another name"
rm "$base/reports/ons.json"
ends 1 -C "$base" profile BU06030771 --format html
err_has "ons.json: there is no such file" "named, and not there"
sed 's/ons.json/..\/x.json/' "$tmp/config" >"$base/feiten.json"
ends 3 -C "$base" profile BU06030771 --format html
err_has "house must be the name of a file in reports/" "not any file"
cp "$tmp/config.before" "$base/feiten.json"
ends 0 -C "$base" profile BU06030771 --format html
hasnt "$css" "The house style" "taken away: ours again"
is "$(find "$base/out/assets/fonts" -name 'house-*')" "" "and no letter of it"

done_testing
