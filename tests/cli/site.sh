#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# feiten site: all pages, twice the same; and what it does without gnuplot or
# Typst.
. "$(dirname "$0")/lib.sh"

server_start
filled fb --area=WK060307
server_stop
out=$base/out
cp "$example"/notes/*.md "$base/notes/"
ends 2 -C "$base" site GM0603
ends 2 -C "$base" site --format pdf
ends 3 -C "$tmp" site

names() {
	(cd "$out" && find . -type f ! -path './assets/*' ! -name .pages | sort | tr '\n' ' ')
}
pages="./profile/BU06030771.html ./profile/BU06030772.html\
 ./profile/WK060307.html "

ends 0 -C "$base" site --format html
is "$(names)" "./index.html $pages" "an index and a page for each area"
is "$(cat "$tmp/out")" "$out/index.html" "prints where the index is"
for page in WK060307 BU06030771 BU06030772; do
	has "$out/index.html" "profile/$page.html" "the index leads to $page"
done
is "$(grep -lE '(src|href)="(https?:)?//[^"]*\.(css|js|svg|png|otf|woff2?)"' \
    "$out/index.html" "$out"/profile/*.html)" "" "pages load nothing from afar"
is "$(grep -liE '<script|javascript:| on[a-z]+="| style="' \
    "$out/index.html" "$out"/profile/*.html)" "" \
    "no scripts, no styles within"

# Once more: not a file is written.
listing "$out" >"$tmp/before"
ends 0 -C "$base" site --format html
listing "$out" >"$tmp/after"
same "$tmp/before" "$tmp/after" "made again: the same bytes, no file touched"

# A small PATH: with what a test says, and nothing else.
mkdir "$tmp/bin"
whole=$PATH
within() { # PROGRAM... -- ARGUMENT...
	rm -f "$tmp"/bin/*
	while [ "$1" != -- ]; do
		ln -s "$(PATH=$whole command -v "$1")" "$tmp/bin/$1"
		shift
	done
	shift
	env PATH="$tmp/bin" "$FEITEN" "$@" >"$tmp/out" 2>"$tmp/err"
	status=$?
}

rm -r "$out"
within -- -C "$base" site
is "$status" 1 "without gnuplot and Typst: status 1"
err_has "sudo apt-get install gnuplot-nox" "names gnuplot and what to do"
is "$(grep -c gnuplot "$tmp/err")" 1 "once"
err_has "npm ci" "names Typst and what to do"
is "$(grep -c Typst "$tmp/err")" 1 "once"
is "$(names)" "./index.html $pages" "all HTML is there"
hasnt "$out/index.html" ".pdf" "and no link to a PDF that is not"
hasnt "$out/profile/WK060307.html" "WK060307.pdf" "not on a profile either"

if ! "$FEITEN" doctor --format json |
    jq -e '.[] | select(.what == "Typst") | .state == "well"' \
	>"$tmp/typst"; then
	skip "no Typst on this machine"
	done_testing
fi
rm -r "$out"
ends 0 -C "$base" site
listing "$out" | sed 's/ [0-9.]* / /' >"$tmp/before"
is "$(grep -c '\.pdf ' "$tmp/before")" 3 "three PDF files"
rm -r "$out"
ends 0 -C "$base" site
listing "$out" | sed 's/ [0-9.]* / /' >"$tmp/after"
same "$tmp/before" "$tmp/after" "made from nothing twice: byte for byte alike"

# What was there before and is no longer made: gone.
echo old >"$out/profile/BU99999999.html"
echo old >"$out/profile/WK060301.pdf"
ends 0 -C "$base" site --format html
is "$(find "$out" -name '*.pdf')" "" "HTML alone leaves no PDF of before"
[ ! -e "$out/profile/BU99999999.html" ]
ok $? "nor a page of an area that is not ours"

rm -r "$out"
within gnuplot -- -C "$base" site
is "$status" 1 "without Node: status 1"
is "$(names)" "./index.html $pages" "all HTML is there"
has "$out/profile/WK060307.html" "<svg" "with its charts"
done_testing
