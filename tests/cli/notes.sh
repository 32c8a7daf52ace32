#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# feiten notes and feiten check: who was heard, and what may not be published.
. "$(dirname "$0")/lib.sh"

server_start
filled fb
out=$base/out/profile
note=$base/notes/2026-10-06-muziekbuurt.md
back() {
	cp "$example"/notes/*.md "$base/notes/"
}

ends 0 -C "$base" notes
err_has "no note fits" "no notes yet"
[ ! -e "$base/state/edition.key" ]
ok $? "and no key, as none is needed"
back
ends 0 -C "$base" notes
out_has "2026-10-13-wijk-07" "a line a note"
out_has "no consent for it" "why one is not printed"
ends 0 -C "$base" notes bloem --format csv
is "$(wc -l <"$tmp/out")" 2 "search in quotes"
ends 1 -C "$base" notes fietsenrek
ends 0 -C "$base" notes --count role --format csv
out_has "huurder,1" "by role"
ends 0 -C "$base" notes --count theme --format csv
out_has "zorg,2" "by theme"
ends 0 -C "$base" notes --count area --format json
is "$(jq -r '.[] | select(.key == "GM0603").notes' "$tmp/out")" 1 "by area"
ends 0 -C "$base" notes --not-heard --format csv
out_has "theme,energie" "a theme nobody spoke about"
out_has "area,BU06030772" "an area without a conversation"
out_has "role,jongere" "a role that was not heard"
hasnt "$tmp/out" "area,BU06030771" "but not one that was"
hasnt "$tmp/out" "role,bewoner" "nor a role that was"
ends 2 -C "$base" notes --count shoe
ends 2 -C "$base" notes one two

# The key, and ids that differ per edition.
is "$(stat -c '%a %s' "$base/state/edition.key")" "600 32" "the key"
ids() {
	feiten -C "$base" profile GM0603 --format json
	jq -r '[.. | objects | select(has("invented_text")).id] | unique[]' \
	    "$out/GM0603.json"
}
ids >"$tmp/ids"
is "$(grep -cE '^[0-9a-f]{16}$' "$tmp/ids")" 5 "ids say nothing"
cp "$base/state/edition.key" "$tmp/key"
rm "$base/state/edition.key"
ids >"$tmp/ids2"
is "$(sort "$tmp/ids" "$tmp/ids2" | grep '^[0-9a-f]' | uniq -d | wc -l)" 0 \
    "another edition, other ids"
cp -p "$tmp/key" "$base/state/edition.key"
chmod 644 "$base/state/edition.key"
ends 3 -C "$base" profile GM0603 --format html
err_has "chmod 600" "a key that others can read"
hasnt "$out/GM0603.html" "nieuwe lift" "and then no quote is printed"
chmod 600 "$base/state/edition.key"

# What holds a quote.
ends 0 -C "$base" check
held() { # SED NAME
	back
	sed -i "$1" "$note"
	ends "${3:-0}" -C "$base" profile GM0603 --format html
	hasnt "$out/GM0603.html" "nieuwe lift" "$2: not printed"
}
held '/^nagekeken/d' "not reviewed"
ends 0 -C "$base" check
out_has "nobody reviewed it" "check says so"
held 's/^bewaren-tot.*/bewaren-tot: 2026-11-21/' "kept too long"
ends 0 -C "$base" check
out_has "throw the file" "check says so"
held 's/^onder-16.*/onder-16: ja/' "under 16"
held 's/kom ik weer/kom ik (06-12345678) weer/' "a phone number" 5
err_has "muziekbuurt.md:24: quote: \"06-12345678\" looks like a phone" \
    "with file and line"
has "$out/GM0603.html" "grotere boodschappen" "the other quotes are printed"
ends 5 -C "$base" check
ends 2 -C "$base" check --print 2026-10-06-muziekbuurt#1
ends 2 -C "$base" check --print nergens#1 --by M. --why w
ends 0 -C "$base" check --print 2026-10-06-muziekbuurt#1 --by "M. de Vries" \
    --why "het is een voorbeeld"
ends 0 -C "$base" profile GM0603 --format html
has "$out/GM0603.html" "06-12345678" "let through by name"
is "$(jq -r .by "$base"/decisions/*-print-*.json)" "M. de Vries" \
    "that is kept"
ends 0 -C "$base" check
out_has "put aside by a decision" "and told"
rm "$base"/decisions/*
jq '.contact = "Bel 06 1234 5678."' "$base/feiten.json" >"$tmp/j" &&
    cp "$tmp/j" "$base/feiten.json"
ends 0 -C "$base" profile GM0603 --format html
has "$out/GM0603.html" "(06-12345678)" "the number of the house is allowed"

# Roles that few have, and areas where few live.
back
sed -i 's/^rol:.*/rol: huisarts/' "$note"
ends 0 -C "$base" profile GM0603 BU06030771 --format json
has "$out/GM0603.json" '"huisarts"' "a rare role, on the page of the gemeente"
hasnt "$out/BU06030771.json" '"huisarts"' "but not below"
has "$out/BU06030771.json" '"zorgverlener"' "there it is what it is a kind of"
ends 0 -C "$base" check
out_has "a role that few people have" "check says so"
sed -i 's/^rol:.*/rol: pastoor/' "$note"
ends 0 -C "$base" profile BU06030771 --format json
hasnt "$out/BU06030771.json" "nieuwe lift" "one without a kind is left out"
sed -i -e 's/^rol:.*/rol: bewoner/' -e 's/^gebied.*/gebied: BU06030772/' "$note"
ends 0 -C "$base" profile BU06030772 GM0603 --format json
hasnt "$out/BU06030772.json" "nieuwe lift" "where hardly anybody lives"
has "$out/GM0603.json" "nieuwe lift" "it is on the page of the gemeente"

# A closed edition.
back
cp "$tmp/ids" "$tmp/list"
ids >"$tmp/ids"
sed -i '/^ok/d;/^not/d' "$tmp/ids"
key=$(printf 'feiten: id of a key' | openssl dgst -sha256 -mac HMAC -macopt \
    "hexkey:$(od -An -tx1 -v "$base/state/edition.key" | tr -d ' \n')" |
    sed 's/.*= //' | cut -c1-16)
jq -nR --arg key "$key" '{closed: "2026-11-20", key: $key, quotes: [inputs]}' \
    "$tmp/ids" >"$base/editions/najaar.json"
ends 0 -C "$base" check
held 's/^toestemming: .*/toestemming: geen/' "withdrawn"
ends 5 -C "$base" check
is "$(grep -c 'editions/najaar.json: quote' "$tmp/err")" 3 \
    "the edition that held it is named, for each quote"
err_has "muziekbuurt.md:24, which may no longer be printed" "and the quote"
rm "$note"
ends 5 -C "$base" check
err_has "no longer there" "a note that is gone"
mkdir -p "$base/state/keys"
mv "$base/state/edition.key" "$base/state/keys/$key.key"
ends 5 -C "$base" check
err_has "no longer there" "with a key that was put away"
rm "$base/state/keys/$key.key"
ends 1 -C "$base" check
err_has "najaar.json: its quotes cannot be looked at" "with a key that is lost"
rm "$base/editions/najaar.json"

# notes/ is nobody else's.
back
chmod 750 "$base/notes"
ends 5 -C "$base" check
err_has "chmod go-rwx $base/notes" "a laxer mode is told"
chmod 700 "$base/notes"
ends 0 -C "$base" check
is "$(find "$base/notes" -type f | wc -l)" 3 "nothing is written into notes/"
dump "$base/facts.db" >"$tmp/dump"
hasnt "$tmp/dump" "nieuwe lift" "nor into facts.db"
done_testing
