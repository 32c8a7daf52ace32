#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Many pages at once: the same bytes with one worker and with more, only what
# changed, a site in one step, and what it does when gnuplot or Typst hangs or
# crashes, a worker dies, or a run was killed.
. "$(dirname "$0")/lib.sh"

server_start
filled fb --area=WK060307
server_stop
out=$base/out
cp "$example"/notes/*.md "$base/notes/"
buurt=$out/profile/BU06030771.html

ends 2 -C "$base" site --jobs 0
ends 2 -C "$base" site --jobs 1x
ends 2 -C "$base" profile --all --jobs 65

# One worker, or more than there are pages.
ends 0 -C "$base" site --format html,json --jobs 1
is "$(cat "$tmp/out")" "$out/index.html" "prints where the index is"
cp -a "$out" "$tmp/one"
rm -r "$out"
ends 0 -C "$base" site --format html,json --jobs 4
diff -r "$tmp/one" "$out" >"$tmp/diff"
ok $? "one worker and four: the same bytes"
[ ! -e "$out/.new" ]
ok $? "nothing is left lying about"
is "$(head -n 1 "$out/profile/.pages" | cut -f 1,2)" "feiten-pages	2" \
    "the journal says what it is"
is "$(sed 1d "$out/profile/.pages" | cut -f 1 | tr '\n' ' ')" \
    "BU06030771 BU06030772 WK060307 " "and has a line a page"

# Nothing changed: not a file, not a folder is touched. Nor on another day.
touched() {
	(cd "$out" && find . ! -path './assets/*' -printf '%p %T@ %i\n' | sort)
}
touched >"$tmp/before"
ends 0 -C "$base" site --format html,json --jobs 2
err_has "nothing changed: 3 profiles" "says so"
later 86400
ends 0 -C "$base" site --format html,json
touched >"$tmp/after"
same "$tmp/before" "$tmp/after" "nothing changed: nothing is touched"

# A page that is gone or cut short is made again; one too many goes.
pages() { # pages that are other files than before
	(cd "$out/profile" && find . -name '*.html' -printf '%p %T@ %i\n' |
	    sort) >"$tmp/pages.now"
	comm -13 "$tmp/pages" "$tmp/pages.now" | cut -d ' ' -f 1 | tr '\n' ' '
	mv "$tmp/pages.now" "$tmp/pages"
}
: >"$tmp/pages"
pages >"$tmp/all"
echo >"$out/profile/BU99999999.html"
ends 0 -C "$base" site --format html,json
[ ! -e "$out/profile/BU99999999.html" ]
ok $? "a page of an area that is not ours goes"
is "$(pages)" "" "the others stay"
: >"$buurt"
ends 0 -C "$base" site --format html,json
is "$(pages)" "./BU06030771.html " "a page cut short is made again"

# So is a file beside the profiles.
cp "$out/sources.html" "$tmp/sources.html"
: >"$out/sources.html"
rm "$out/compare/GM0603-wonen.html"
ends 0 -C "$base" site --format html,json
err_has "0 profiles made" "a page beside them that is gone: not nothing"
same "$out/sources.html" "$tmp/sources.html" "it is made again"
[ -s "$out/compare/GM0603-wonen.html" ]
ok $? "and one of a theme"
rm -r "$out/compare"
ends 0 -C "$base" site --format html,json
[ -s "$out/compare/GM0603-wonen.html" ]
ok $? "also when all of them are gone"
ends 0 -C "$base" site --format html,json
err_has "nothing changed" "and then nothing"

# The disk is full at the very last: the site stays as it was.
touched >"$tmp/before"
jq '.title = "x" * 60000' "$base/feiten.json" >"$tmp/config"
cp "$base/feiten.json" "$tmp/config.kept"
cp "$tmp/config" "$base/feiten.json"
(
	trap '' XFSZ
	ulimit -f 100
	"$FEITEN" -C "$base" site --format html,json
) >"$tmp/out" 2>"$tmp/err"
is $? 1 "no room for the index: status 1"
err_has "the site stays as it was" "and what is there"
touched | grep -v '^\./\.new\|^\. ' >"$tmp/after"
grep -v '^\. ' "$tmp/before" >"$tmp/kept"
same "$tmp/kept" "$tmp/after" "nothing is touched"
cp "$tmp/config.kept" "$base/feiten.json"
ends 0 -C "$base" site --format html,json

# A note of one buurt: its page, and those of what it lies in.
echo kept >"$out/profile/mine.txt"
mkdir -p "$out/sheet"
echo kept >"$out/sheet/x.txt"
has "$buurt" "Sinds de nieuwe lift" "a quote is on the page"
hit=$(grep -l "Sinds de nieuwe lift" "$base"/notes/*.md)
mv "$hit" "$tmp/note.md"
ends 0 -C "$base" site --format html,json --jobs 2
is "$(pages | grep -c BU06030772)" 0 "a note went: pages it is not on stay"
hasnt "$buurt" "Sinds de nieuwe lift" "and it is gone from its own"
is "$(grep -rl "Sinds de nieuwe lift" "$out")" "" "and from everywhere"
is "$(cat "$out/profile/mine.txt" "$out/sheet/x.txt")" "kept
kept" "files of others stay"

# profile --all puts pages into the folder one by one, by the same rule.
ends 0 -C "$base" profile --all --format html,json --jobs 2
is "$(pages)" "" "profile --all: nothing changed, nothing made"
mv "$tmp/note.md" "$hit"
ends 0 -C "$base" profile --all --format html,json --jobs 2
has "$buurt" "Sinds de nieuwe lift" "the quote is back"
is "$(pages | grep -c BU06030772)" 0 "and again only where it belongs"
ends 0 -C "$base" profile --all --format html,json --force
pages >"$tmp/all"
ends 0 -C "$base" profile --all --format html,json --force
is "$(pages)" "" "--force: made again, and the same bytes are the same file"

# A page by itself does not count as one of the run of before.
ends 0 -C "$base" site --format html,json
ends 0 -C "$base" profile BU06030771 --format html --lang en
ends 0 -C "$base" site --format html,json
has "$buurt" '<html lang="nl"' "a page made in English by itself is put right"

# What a run made that was killed is used by the next one.
rm -r "$out"
ends 0 -C "$base" site --format html
pages >"$tmp/all"
mkdir "$out/.new"
mkdir "$out/.new/compare"
touch "$out/.new/compare/GM9999-wonen.html"
mv "$out/profile" "$out/.new/profile"
sed -i '1s/[0-9a-f]*$/-/; /WK060307/d' "$out/.new/profile/.pages"
ends 0 -C "$base" site --format html
is "$(pages)" "./WK060307.html " "what a killed run made is used"
err_has "2 as before" "and only the rest is made"
[ ! -e "$out/.new" ]
ok $? "its folder is gone"
[ ! -e "$out/compare/GM9999-wonen.html" ]
ok $? "nor does a page by themes that nobody asked for come out"

# A folder of somebody else that was on its way when a run was killed.
mkdir -p "$out/.new/profile/mine"
echo kept >"$out/.new/profile/mine/x.txt"
for half in "$out/data/GM0603.csv" "$out/names/a.html" "$out/site.html" \
    "$out/profile/x.html" "$out/assets/profile.css" "$base/state/site.json"; do
	mkdir -p "${half%/*}"
	echo half >"$half.tmp-2147483646"
done
ends 0 -C "$base" site --format html
err_has "nothing changed" "a folder of somebody else in it"
is "$(cat "$out/profile/mine/x.txt")" kept "it is put back"
is "$(find "$base" -name '*.tmp-*')" "" "files that are half written go"
rm -r "$out/profile/mine"

# An opgave of the gemeente, which the fact base is not about.
mkdir -p "$base/story/opgaven"
cat >"$base/story/opgaven/huis.md" <<'END'
---
gebied: GM0603
domeinen: voorzieningen
eerste teken: er is licht aan
wanneer: 2027-09-01
---

# Het oude stadhuis wordt een huis van de stad.

## Voor wie

Voor wie er woont.
END
feiten -C "$base" site --format html
has "$out/sheet/huis.html" "stadhuis" "its sheet is made"
hasnt "$out/sheet/huis.html" "profile/GM0603" "and leads to no profile"
rm -r "$base/story/opgaven"

# Areas came and went, and it stops half-way: not a page that leads nowhere.
lost() { # links of pages to what is not there
	(cd "$out" && grep -roE --include='*.html' --exclude-dir=.new \
	    'href="[^":#]+["#]' . | sed 's,/[^/]*:href=",/,; s/["#]$//' | sort -u | while read -r file; do
		[ -e "$file" ] || echo "$file"
	done)
}
jq '.areas = ["BU06030771", "BU06030111"]' "$base/feiten.json" >"$tmp/config"
cp "$tmp/config" "$base/feiten.json"
rm "$out/method.html"
mkdir -p "$out/method.html/x"
ends 1 -C "$base" site --format html,csv
err_has "method.html: cannot write: " "a file cannot be put in its place"
has "$out/index.html" "profile/BU06030111.html" "the index is the new one"
is "$(lost)" "" "and nothing leads to what is not there"
rm -r "$out/method.html"
ends 0 -C "$base" site --format html,csv
is "$(lost):$(find "$out" -name 'WK060307*')" ":" \
    "the next run makes it whole, and what is no more goes"
cp "$tmp/config.kept" "$base/feiten.json"
ends 0 -C "$base" site --format html

# A journal that is none: all is made again.
printf 'feiten-pages\t1\t../x\nBU06030771\tzz\t-1\n\0' >"$out/profile/.pages"
ends 0 -C "$base" site --format html
err_has "3 profiles made" "a journal of another form counts as none"

# Another run is at it.
(
	flock -n 7 && "$FEITEN" -C "$base" site --format html \
	    >"$tmp/out" 2>"$tmp/err"
	echo $? >"$tmp/status"
) 7<"$out"
is "$(cat "$tmp/status")" 4 "another run makes pages here: status 4"
err_has "another run makes pages here" "and says so"

# gnuplot as it should not be.
mkdir "$tmp/bin"
real=$(command -v gnuplot)
bad_gnuplot() { # SHELL TEXT
	printf '#!/bin/sh\n%s\n' "$1" >"$tmp/bin/gnuplot"
	chmod +x "$tmp/bin/gnuplot"
	rm -rf "$out"
	PATH=$tmp/bin:$PATH "$FEITEN" -C "$base" site --format html --jobs 2 \
	    >"$tmp/out" 2>"$tmp/err"
	status=$?
}
bad_gnuplot 'exit 3'
is "$status" 1 "gnuplot crashes: status 1"
is "$(find "$out/profile" -name '*.html' | wc -l)" 3 "all pages are there"
has "$buurt" "BU06030771" "with what they say"
is "$(sort "$tmp/err" | uniq -d)" "" "what is wrong is said once"
bad_gnuplot "exec \"$real\" \"\$@\" | head -c 9000"
is "$status" 1 "gnuplot writes half: status 1"
is "$(find "$out/profile" -name '*.html' | wc -l)" 3 "all pages are there"
ends 0 -C "$base" site --format html
has "$buurt" "<svg" "the next run makes them whole"
err_has "3 profiles made" "all of them"

# A worker that is killed costs the page it was at.
bad_gnuplot '[ ! -e "$TMPDIR/once" ] && : >"$TMPDIR/once" && kill -9 $PPID
exec '"\"$real\" \"\$@\""
is "$status" 1 "a worker is killed: status 1"
err_has "not made: the worker ended with signal 9" "says which page, and why"
is "$(find "$out/profile" -name '*.html' | wc -l)" 2 "the others are there"
for link in $(grep -rhoE 'href="(\.\./)?profile/[^"#]+' "$out"/*.html "$out/compare" |
    sed 's,.*profile/,,' | sort -u); do
	[ -e "$out/profile/$link" ] || echo "$link"
done >"$tmp/lost"
is "$(cat "$tmp/lost")" "" "and nothing leads to the one that is not"

# Killed itself while gnuplot hangs: nothing is left running.
printf '#!/bin/sh\necho $$ >>"$TMPDIR/pids"\nexec sleep 60\n' >"$tmp/bin/gnuplot"
PATH=$tmp/bin:$PATH "$FEITEN" -C "$base" site --format html --jobs 2 --force \
    >"$tmp/out" 2>"$tmp/err" &
run=$!
n=0
until [ "$(wc -l <"$TMPDIR/pids")" = 2 ] || [ $n = 400 ]; do
	n=$((n + 1))
	sleep 0.05
done 2>"$tmp/wait"
kill -9 $run
wait $run 2>"$tmp/wait"
alive() {
	for pid in $(cat "$TMPDIR/pids"); do
		ps -o stat= -o args= -p "$pid" | grep '^[^Z].*sleep 60'
	done
}
n=0
while [ -n "$(alive)" ] && [ $n != 100 ]; do
	n=$((n + 1))
	sleep 0.05
done
is "$(wc -l <"$TMPDIR/pids"):$(alive)" "2:" \
    "a run that is killed leaves no gnuplot behind"
rm "$TMPDIR/pids"
ends 0 -C "$base" site --format html
err_has "1 profile made" "the next run makes the one that was not"
is "$(find "$TMPDIR" "$out" -name '.tmp*' -o -name '.charts*' -o \
    -name .new)" "" "nothing is left lying about"
done_testing
