#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# feiten notes import: answers and coded interviews of other programs as notes.
. "$(dirname "$0")/lib.sh"

server_start
filled fb
notes=$base/notes
how="--area GM0603 --date 2026-10-06 --role bewoner"
count() {
	find "$notes" -name '*.md' | wc -l
}
fresh() {
	rm -rf "$notes" "$base/state/imported"
	mkdir -m 700 "$notes"
}
import() { # STATUS ARGUMENT...
	want=$1
	shift
	ends "$want" -C "$base" notes import "$@"
}

# Answers: ratings and stories.
cat >"$tmp/a.csv" <<'END'
Buurt;Datum;Waardering;Toelichting;Thema;Naam;E-mail;Postcode;Huisnummer;Geboortedatum;Toestemming;Browser
Muziekbuurt;6-10-2026;4;Fijne buurt.;wonen;Pieter de Groot;p@x.nl;2282 AB;12;1-2-1950;rapport;Firefox
BU06030771;2026-10-07 12:30;2;Bel me op 06-12345678 of kom langs.;zorg;;;;;;openbaar;
WK060307;8-10-2026;5;Dat zei Annelies ook.;;Annelies de Boer;;;;;ja;
Muziekbuurt;8-10-2026;3;;;;;;;;;
Muziekbuurt;9-10-2026;1;"*Nooit* <b>meer</b> {{inwoners}} & [link](http://x.nl)
# kop > pijl 3 \ ~~weg~~ @jan #wonen";wonen;;;;;;;
;;;;;;;;;;;
END
turn=$(printf '\342\200\256') # U+202E
sed -i "s/Fijne buurt/Fijne$turn buurt/" "$tmp/a.csv"
import 0 "$tmp/a.csv" --role bewoner --scale 1-5 --dry-run
err_has "would write 5 notes with 4 quotes" "a dry run counts"
is "$(count)" 0 "and writes nothing"
[ ! -e "$base/state/import.key" ]
ok $? "no key either"
import 0 "$tmp/a.csv" --role bewoner --scale 1-5 --keep-until 2030-01-01
err_has "columns of persons, not taken: Naam, E-mail, Postcode, Huisnummer, Geboortedatum" \
    "what is of a person is named"
err_has "other columns, not taken: Browser" "and what is not known"
err_has "consent does not say for what, set to none: 1" "ja: to what"
err_has "5 notes with 4 quotes in notes/" "five rows, five notes"
is "$(count)" 5 "five files"
is "$(stat -c %a "$notes" "$notes"/*.md | sort | uniq -c | tr -s ' \n' ' ')" \
    " 5 600 1 700 " "for their owner only"
cat "$notes"/*.md >"$tmp/all"
has "$tmp/all" "> Fijne buurt." "what turns the reading direction is taken out"
for word in Pieter Annelies p@x.nl 2282 1950 06-12345678 @jan Firefox; do
	hasnt "$tmp/all" "$word" "not taken: $word"
done
has "$tmp/all" "Bel me op … of kom langs." "what points at a person is left out"
has "$tmp/all" "lijkt op een telefoonnummer" "with a line for who reviews"
has "$tmp/all" "waardering: 4 (1-5)" "a rating with its scale"
has "$tmp/all" "bewaren-tot: 2030-01-01" "how long it is kept"
is "$(grep -c '^toestemming: rapport' "$tmp/all") $(grep -c \
    '^toestemming: geen' "$tmp/all")" "1 4" \
    "consent: what the file says, none for what was marked"
grep -qE '^(voor|steunt|@)' "$tmp/all"
isnt $? 0 "no stance is guessed"
ends 0 -C "$base" notes --format json
is "$(jq 'length' "$tmp/out")" 5 "they are notes"
is "$(jq 'map(.printed) | add' "$tmp/out")" 0 "of which nothing is printed"
# Signs of other languages stay as they were typed.
ends 0 -C "$base" notes '*Nooit* <b>meer</b> {{inwoners}} & [link](http://x.nl)'
ends 0 -C "$base" check
out_has "not reviewed" "check asks for a review"
ends 0 -C "$base" profile GM0603 BU06030771 --format json
cat "$base"/out/profile/*.json >"$tmp/made"
hasnt "$tmp/made" "Fijne buurt" "nothing reaches a page"

# Ratings: together, and only out of notes that may be printed.
ends 0 -C "$base" notes --count rating --format csv
out_has "no answer that may be printed" "nothing is told before the review"
mkdir "$tmp/kept"
cp -p "$notes"/*.md "$tmp/kept"
sed -i -e 's/^nagekeken:.*/nagekeken: M. de Vries, 2026-11-01/' \
    -e 's/^toestemming:.*/toestemming: rapport/' "$notes"/*.md
ends 0 -C "$base" notes --count rating --format json
is "$(jq -r '.[] | "\(.answers) \(.stories) \(.spread)"' "$tmp/out")" \
    "5 4 1: 1, 2: 1, 3: 1, 4: 1, 5: 1" "how many, how spread, how many say why"
cp -p "$tmp/kept"/*.md "$notes"

# Where few people live neither a quote nor a rating is told: they roll up to
# the larger areas.
is "$(sqlite3 "$base/facts.db" "SELECT count(*) FROM facts WHERE value < 250 AND
    indicator='inwoners' AND area_code='BU06030772' AND period='2024'")" 1 \
    "in BU06030772 live few"
cp -rp "$base/state" "$tmp/state"
fresh
cat >"$tmp/few.csv" <<'END'
Buurt;Datum;Waardering;Toelichting;Over
BU06030772;6-10-2026;4;Hier mist een bankje.;opgave:bankje
BU06030772;6-10-2026;4;Er is geen bank.;opgave:bankje
BU06030772;6-10-2026;5;;opgave:bankje
BU06030772;6-10-2026;5;;opgave:bankje
END
mkdir -p "$base/story/opgaven"
for at in GM0603 BU06030772; do
	printf 'gebied: %s\n# Een bankje\n' "$at" \
	    >"$base/story/opgaven/bankje.md"
	[ "$at" = GM0603 ] && import 0 "$tmp/few.csv" --role bewoner --scale 1-5
	sed -i -e 's/^nagekeken:.*/nagekeken: M. de Vries, 2026-11-01/' \
	    -e 's/^toestemming:.*/toestemming: rapport/' "$notes"/*.md
	feiten -C "$base" sheet bankje --format json,html
	mv "$base/out/sheet/bankje.json" "$tmp/$at.json"
	mv "$base/out/sheet/bankje.html" "$tmp/$at.html"
done
is "$(count)" 4 "four of them"
is "$(jq -r .ratings "$tmp/GM0603.json" | cut -c1-27)" \
    "4 mensen gaven een cijfer v" "ratings of it are told for the gemeente"
is "$(jq -r '.ratings' "$tmp/BU06030772.json")" null "and not for the buurt"
has "$tmp/GM0603.html" "Hier mist een bankje" "so are the quotes"
hasnt "$tmp/BU06030772.html" "Hier mist een bankje" "and not in the buurt"
ends 0 -C "$base" profile BU06030772 WK060307 GM0603 --format json
hasnt "$base/out/profile/BU06030772.json" "Hier mist een bankje" \
    "nor on its page"
has "$base/out/profile/WK060307.json" "Hier mist een bankje" \
    "they are on that of the wijk"
# With more people it is told there too.
sed -i 's/^gebied: BU06030772/gebied: BU06030771/' "$notes"/*.md \
    "$base/story/opgaven/bankje.md"
feiten -C "$base" sheet bankje --format json
is "$(jq -r .ratings "$base/out/sheet/bankje.json" | cut -c1-8)" "4 mensen" \
    "where many live it is"
fresh
rm -r "$base/story" "$base/state"
cp -rp "$tmp/state" "$base/state"
cp -p "$tmp/kept"/*.md "$notes"

# The same file again; one that was thrown away does not come back by itself.
import 0 "$tmp/a.csv" --role bewoner --scale 1-5
err_has "5 written before: passed over" "twice the same file"
is "$(count)" 5 "makes no second note"
rm "$(grep -l Fijne "$notes"/*.md)"
import 0 "$tmp/a.csv" --role bewoner --scale 1-5
is "$(count)" 4 "what was thrown away stays away"
import 0 "$tmp/a.csv" --role bewoner --scale 1-5 --again
is "$(count)" 5 "unless --again"
ls "$notes" | sed 's/import-//;s/\.md//' >"$tmp/ids"
grep -qvE '^[0-9a-f]{16}$' "$tmp/ids"
isnt $? 0 "ids say nothing"

# What is wrong is named, all of it, and nothing is written.
fresh
bad() { # TEXT-IN-MESSAGE OPTION... (the file is b.csv)
	said=$1
	shift
	import 1 "$tmp/b.csv" "$@"
	err_has "$said" "told: $said"
	is "$(find "$notes" -mindepth 1 | wc -l)" 0 "nothing is written"
}
printf 'gebied,datum,verhaal,rol\nGM0603,2026-10-06,goed,x\nMuziekbuurd,2026-10-06,x,x\nGM0603,31-2-2026,x,x\n' >"$tmp/b.csv"
bad 'b.csv:3: area: "Muziekbuurd" is not one area of this fact base, did you mean Muziekbuurt'
err_has 'b.csv:4: date: "31-2-2026" is not a day' "all mistakes at once"
printf 'een,twee\n1,2\n' >"$tmp/b.csv"
bad "there are: een, twee: say which" --role x
printf 'gebied,datum,verhaal,thema\nGM0603,2026-10-06,x,wonnen\n' >"$tmp/b.csv"
bad '"wonnen" is not a theme, did you mean wonen' --role x
printf 'gebied,datum,cijfer\nGM0603,2026-10-06,4\n' >"$tmp/b.csv"
bad "--scale 1-5" --role x
printf 'gebied,datum,cijfer\nGM0603,2026-10-06,7\n' >"$tmp/b.csv"
bad '"7" is no whole number on the scale of 1-5' --role x --scale 1-5
printf 'gebied,datum,cijfer\nGM0603,2026-10-06,7.5\n' >"$tmp/b.csv"
bad '"7.5" is no whole number' --role x --scale 1-10
printf 'gebied,datum,verhaal\nGM0603,2026-10-06,caf\303(\n' >"$tmp/b.csv"
bad "say which encoding" --role x --encoding utf-8
printf 'gebied,datum,reden,waarom\nGM0603,2026-10-06,a,b\n' >"$tmp/b.csv"
bad "two columns could be it" --role x
printf 'gebied,datum,naam\nGM0603,2026-10-06,a\n' >"$tmp/b.csv"
bad "of one person" --role x --column story=naam
printf 'gebied,datum,verhaal,rol\nGM0603,2026-10-06,a,Kerkstraat 12\n' >"$tmp/b.csv"
bad "points at a person"
printf 'gebied,datum,verhaal\nGM0603,2026-10-06,a\n' >"$tmp/b.csv"
bad "did you mean @koopwoningen" --role x --about koopwonigen
: >"$tmp/b.csv"
bad "is empty"
truncate -s 50M "$tmp/b.csv"
import 1 "$tmp/b.csv"
err_has "larger than 16 MB" "50 MB"
import 2 "$tmp/a.doc"
import 2
import 2 "$tmp/a.csv" --column shoe=x
import 2 "$tmp/a.csv" --tag Woningen=wonnen
import 1 "$tmp/none.csv"
printf 'GEBIED;DAG;TEKST\nGM0603;2026-10-06;caf\351\n' >"$tmp/b.csv"
import 0 "$tmp/b.csv" --role x --column date=dag --column story=Tekst \
    --tag Huis=wonen --theme zorg
cat "$notes"/*.md >"$tmp/all"
has "$tmp/all" "café" "CP1252, and headers that are told"
has "$tmp/all" "#zorg" "a theme for all"
fresh
chmod 750 "$notes"
import 5 "$tmp/b.csv" --role x --column date=dag --column story=Tekst
err_has "chmod 700" "not where others may look"
is "$(count)" 0 "nothing is written there"
chmod 700 "$notes"

# Coded interviews.
qdpx=$repo/tests/fuzz/corpus/qdpx
pack() { # QDE TEXT
	rm -rf "$tmp/q" "$tmp/p.qdpx"
	mkdir -p "$tmp/q/sources"
	cp "$1" "$tmp/q/project.qde"
	printf '%s' "$2" >"$tmp/q/sources/t.txt"
	(cd "$tmp/q" && zip -q -r ../p.qdpx .)
}
text='Coder Karel vroeg: hoe gaat het? Sinds de 🚲 er is kom ik buiten. Bel 06-12345678 niet.'
sed 's/~.*//' "$qdpx/plain" | tr -d '\n' >"$tmp/plain.qde"
pack "$tmp/plain.qde" "$text"
import 2 "$tmp/p.qdpx"
err_has "give --area CODE, --date DAY and --role TEXT" "what the file cannot say"
# shellcheck disable=SC2086 # words
{
	import 0 "$tmp/p.qdpx" $how
	err_has 'code "Wonnen": is not a theme, did you mean wonen' "a code that is no theme"
	err_has "its name looks like it points at a person" "a code that names one"
	hasnt "$tmp/err" "Karel" "is not repeated"
	err_has "coded pieces of PDF, pictures, sound or film, not taken: 1" "what is not taken"
	err_has "selections without a code, not taken: 1" "nor this"
	is "$(count)" 1 "an interview, a note"
	cat "$notes"/*.md >"$tmp/all"
	has "$tmp/all" "> Sinds de 🚲 er is kom ik buiten." "the words that were selected"
	has "$tmp/all" "> #zorg" "a code under a theme has it"
	has "$tmp/all" "toestemming: geen" "no consent"
	for word in Karel Coder vroeg Memo guid Jansen 06-12345678 .txt; do
		hasnt "$tmp/all" "$word" "stays behind: $word"
	done
	import 0 "$tmp/p.qdpx" $how --tag Wonnen=wonen
	err_has "1 written before" "twice the same file"
	fresh
	import 0 "$tmp/p.qdpx" $how --tag Wonnen=wonen
	grep -q '#wonen' "$notes"/*.md
	ok $? "a theme by --tag"
	# In the shape of what several programs write, and as they may count.
	shape() { # PROGRAM COUNTING
		fresh
		sed 's/^~.*//;/^$/,$d' "$qdpx/$1" >"$tmp/shape.qde"
		pack "$tmp/shape.qde" "$(sed '1,/^~/{/^~/!d;s/^~//}' "$qdpx/$1")"
		import 0 "$tmp/p.qdpx" $how
		err_has "positions counted in $2" "$1"
		sed -n '/^>/p' "$notes"/*.md >"$tmp/all"
		is "$(cat "$tmp/all")" "> Sinds de lift er is kom ik buiten.
> #zorg" "$1: the words, and the theme"
	}
	shape nvivo "code points, which fits best"
	shape maxqda "UTF-16 units, which fits best"
	err_has "sound or film, not taken: 1" "a coded recording"
	shape atlasti "code points, a line end as two, which fits best"
	err_has "sound or film, not taken: 2" "a coded PDF"
	shape qualcoder "code points, which fits best"
	fresh
	sed 's|internal://|relative:///|' "$tmp/plain.qde" >"$tmp/far.qde"
	pack "$tmp/far.qde" "$text"
	import 1 "$tmp/p.qdpx" $how
	err_has "lie outside of the archive, not read" "a path outside"
	sed 's|internal://t.txt|internal://../../t.txt|' "$tmp/plain.qde" >"$tmp/far.qde"
	pack "$tmp/far.qde" "$text"
	import 1 "$tmp/p.qdpx" $how
	err_has "named and not in the archive: 1" "internal, and yet outside"
	pack "$tmp/plain.qde" "$text"
	ln -s /etc/passwd "$tmp/q/sources/l.txt"
	(cd "$tmp/q" && zip -q -y ../p.qdpx sources/l.txt)
	import 1 "$tmp/p.qdpx" $how
	err_has "is a link" "a link"
	pack "$tmp/plain.qde" "$text"
	sed -i 's|sources/t\.txt|../../../x.tx|g' "$tmp/p.qdpx"
	import 1 "$tmp/p.qdpx" $how
	err_has "leads out of the archive" "../../../x.txt"
	sed 's|<Project|<!DOCTYPE x [<!ENTITY a SYSTEM "/etc/passwd">]><Project|' \
	    "$tmp/plain.qde" >"$tmp/dtd.qde"
	pack "$tmp/dtd.qde" "$text"
	import 1 "$tmp/p.qdpx" $how
	err_has "a document type is declared" "a document type"
	sed 's/urn:QDA-XML:project:1.0/urn:QDA-XML:codebook:1.0/' "$tmp/plain.qde" >"$tmp/book.qde"
	pack "$tmp/book.qde" "$text"
	import 1 "$tmp/p.qdpx" $how
	err_has "is no project of REFI-QDA" "a codebook"
	head -c 40000000 /dev/zero >"$tmp/zero"
	pack "$tmp/plain.qde" "$text"
	cp "$tmp/zero" "$tmp/q/sources/t.txt"
	(cd "$tmp/q" && zip -q ../p.qdpx sources/t.txt)
	import 1 "$tmp/p.qdpx" $how
	err_has "more than" "a bomb"
	pack "$tmp/plain.qde" "$text"
	(cd "$tmp/q" && zip -q -P geheim ../p.qdpx sources/t.txt)
	import 1 "$tmp/p.qdpx" $how
	err_has "has a password" "a password"
	cp "$tmp/b.csv" "$tmp/p.qdpx"
	import 1 "$tmp/p.qdpx" $how
	err_has "not a zip archive" "no archive at all"
	import 2 "$tmp/p.qdpx" --area GM0604 --date 2026-10-06 --role x
}
is "$(find "$notes" -mindepth 1 | wc -l)" 0 "of all that nothing is written"
done_testing
