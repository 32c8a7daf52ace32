#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Nothing of a note that was not released is in anything that is made: no value
# of a header, no canary, no four words in a row. The search itself is tested
# first: a leak is planted in a file of each format, and has to be found.
. "$(dirname "$0")/lib.sh"

server_start
filled fb
cp "$example"/notes/*.md "$base/notes/"
# What is said under opgaven for the makers alone is not printed either.
mkdir -p "$base/story/opgaven"
cat >"$base/story/opgaven/delen.md" <<END
gebied: GM0603
# Wij delen deze ene opgave.
Onder de kop zingt opgavekanarie zachtjes mee.
## Wie doet mee
- Kerk (partner): stoelen
## Notities
Hier zingt opgavekanarie alleen voor onszelf.
END
cat >"$base/story/purpose.md" <<END
# Dit is onze ene bedoeling.
Onder de kop zingt opgavekanarie zachtjes mee.
## Notities
Hier zingt opgavekanarie alleen voor onszelf.
END

# A note a rule, each with a canary that nobody else writes; and one that is
# released, with canaries in its header and between its quotes.
canary() { # NAME HEADER
	cat >"$base/notes/$1.md" <<END
---
datum: 2026-10-06
gebied: BU06030771
rol: bewoner
interviewer: Interviewer Vraagstra$1
id: notitie-kanarie-$1
$2
---

Tussen de citaten zong kanarie$1 een heel lang lied.

> Achter het gordijn zong vogeltje$1 zachtjes over vroeger tijden.
> #wonen
END
}
seen='nagekeken: Reviewer Nakijksma, 2026-10-20'
canary geen "toestemming: geen
$seen"
canary intern "toestemming: intern
$seen"
canary verlopen "toestemming: openbaar
bewaren-tot: 2026-11-21
$seen"
canary kind "toestemming: openbaar
onder-16: ja
$seen"
canary ongezien "toestemming: openbaar"
cat >"$base/notes/vrij.md" <<END
---
datum: 2026-10-06
gebied: BU06030771
rol: bewoner
interviewer: Interviewer Vraagstravrij
id: notitie-kanarie-vrij
toestemming: openbaar
grondslag: grondkanarie
onder-16: ja
toestemming-ouder: Ouder Ouderstra
bewaren-tot: 2030-02-17
$seen
---

Tussen de citaten zong kanarievrij een heel lang lied.

> Dit mag iedereen gerust van mij weten.
> #wonen
END

# Text of a file as a reader or a machine could take it out: letters and
# digits in lower case, one blank between.
plain() {
	tr 'A-Z\n\t\r' 'a-z   ' | tr -c 'a-z0-9' ' ' | tr -s ' '
}
content() { # FILE
	case $1 in
	*.pdf)
		pdftotext "$1" -
		pdfinfo "$1"
		pdfinfo -meta "$1"
		;;
	*.db | *.gpkg) sqlite3 "$1" .dump ;;
	*.zip) unzip -Z1 "$1" && unzip -p "$1" ;;
	*.html) sed -e 's/<[a-z/][^>]*>/ /g' "$1" && cat "$1" ;;
	*) cat "$1" ;;
	esac
}

# What may be nowhere: values of headers and canaries; and each four words in
# a row of what was not released.
printf '%s\n' vraagstra nakijksma ouderstra grondkanarie "2030 02 17" \
    voorbeeldmaker kanarie vogeltje >"$tmp/exact"
for note in "$base"/notes/*.md; do
	case $note in
	*vrij.md | *muziekbuurt.md | *wijk-07.md)
		sed -e '1,/^$/d' -e '/^>/d' "$note" ;;
	*) sed -e '1,/^$/d' -e 's/^> *//' "$note" ;;
	esac | plain | awk '{ for (i = 1; i + 3 <= NF; i++)
		print " " $i " " $(i + 1) " " $(i + 2) " " $(i + 3) " " }'
done | sort -u >"$tmp/four"
cat "$tmp/exact" "$tmp/four" >"$tmp/secret"

leaks() { # FILE
	content "$1" 2>"$tmp/content.err" | plain |
	    grep -oF -f "$tmp/secret" | sort -u
}

[ "$(wc -l <"$tmp/four")" -gt 60 ]
ok $? "$(wc -l <"$tmp/four") times four words that may be nowhere"

# Everything that is made.
ends 0 -C "$base" site
ends 0 -C "$base" profile --all --format json
ends 0 -C "$base" table --area GM0603 --area BU06030771 --indicator inwoners \
    --format csv
cp "$tmp/out" "$tmp/table.csv"
ends 0 -C "$base" export csv "$tmp/export.csv"
ends 0 -C "$base" export postgres "$tmp/export.sql"
ends 0 -C "$base" export datapackage "$tmp/export.zip"
ends 0 -C "$base" export gpkg "$tmp/export.gpkg"
ends 0 -C "$base" edition close leak
ends 0 -C "$base" table --area GM0603 --indicator inwoners --format json
cp "$tmp/out" "$tmp/table.json"
out=$base/out
has "$out/profile/BU06030771.html" "Dit mag iedereen gerust" \
    "what was released is there"
has "$out/profile/GM0603.html" "Wij delen deze ene opgave." "and the opgave"
has "$out/profile/GM0603.html" "Dit is onze ene bedoeling." "and the purpose"
pdftotext "$out/profile/BU06030771.pdf" - | tr '\n' ' ' >"$tmp/pdf"
has "$tmp/pdf" "mag iedereen gerust" "in the PDF too"

# The search is red on purpose: the canary, four words, a header value.
sed 's|</body>|<p>kanarie<b>geen</b></p></body>|' "$out/index.html" \
    >"$tmp/leak.html"
sed 's|</body>|<p>zong vogel<b>tje</b> over</p><!-- Achter het gordijn zong --></body>|' \
    "$out/index.html" >"$tmp/leak2.html"
echo '<svg><text>Achter het gordijn zong</text></svg>' >"$tmp/leak.svg"
jq '.x = "Interviewer Vraagstravrij"' "$out/profile/GM0603.json" \
    >"$tmp/leak.json"
sed '1s/$/,Tussen de citaten zong/' "$tmp/table.csv" >"$tmp/leak.csv"
sed '$s/^/kanariegeen/' "$tmp/export.csv" >"$tmp/leak2.csv"
sed 's/^COMMIT/-- Achter het gordijn zong/' "$tmp/export.sql" >"$tmp/leak.sql"
cp "$base/facts.db" "$tmp/leak.db"
sqlite3 "$tmp/leak.db" "create table leak (x); insert into leak values
    ('ACHTER het  gordijn, zong')"
cp "$tmp/export.gpkg" "$tmp/leak.gpkg"
sqlite3 "$tmp/leak.gpkg" "UPDATE columns SET label = 'Tussen de citaten zong'
    WHERE fid = 1; UPDATE observations SET area_name = 'Tussen de citaten zong'
    WHERE fid = 1"
cp "$tmp/leak2.csv" "$tmp/figures.csv"
cp "$tmp/export.zip" "$tmp/leak.zip"
(cd "$tmp" && zip -q leak.zip figures.csv)
# Into a PDF: on its pages, by way of what the house says of itself; and in its
# properties, where the name of the area gives way to as many letters.
cp "$base/feiten.json" "$tmp/feiten.json"
mv "$out" "$tmp/made"
jq '.contact = "Het gordijn zong vogeltjegeen zachtjes."' \
    "$tmp/feiten.json" >"$base/feiten.json"
ends 0 -C "$base" profile BU06030772 --format pdf
mv "$out/profile/BU06030772.pdf" "$tmp/leak.pdf"
cp "$tmp/feiten.json" "$base/feiten.json"
rm -r "$out"
mv "$tmp/made" "$out"
sed '/<dc:title>/s/Wilhelminapark/vogeltjegeengr/' \
    "$out/profile/BU06030772.pdf" >"$tmp/leak2.pdf"
planted="leak.html leak2.html leak.svg leak.json leak.csv leak2.csv leak.sql leak.db
    leak.gpkg leak.zip leak.pdf leak2.pdf"
for file in $planted; do
	isnt "$(leaks "$tmp/$file")" "" "a leak that was planted: $file"
done

# And over what was made it is not.
find "$out" -type f -not -name '*.woff2' -not -name '*.css' >"$tmp/files"
echo "$base/facts.db" >>"$tmp/files"
printf '%s\n' "$tmp/table.csv" "$tmp/table.json" "$tmp/export.csv" \
    "$tmp/export.sql" "$tmp/export.zip" "$tmp/export.gpkg" \
    "$base/editions/leak.json" >>"$tmp/files"
while read -r file; do
	leaks "$file" | sed "s|^|${file##*/}: |"
done <"$tmp/files" >"$tmp/found"
is "$(sort "$tmp/found" | head -n 20)" "" \
    "nothing leaked into $(wc -l <"$tmp/files") files"
for kind in html json pdf; do
	isnt "$(grep -c "\.$kind\$" "$tmp/files")" 0 "among them $kind"
done
done_testing
