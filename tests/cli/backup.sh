#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# What cannot be fetched again goes into one file, encrypted by age or gpg, and
# comes out of it as it was. Notes go nowhere unencrypted; a damaged file, a
# wrong key or a full disk leaves nothing half.
. "$(dirname "$0")/lib.sh"

HOME=$tmp/home
GNUPGHOME=$tmp/gnupg
export HOME GNUPGHOME
mkdir -m 700 "$HOME" "$GNUPGHOME"
leave_gpg() {
	gpgconf --kill all 2>"$tmp/gpgconf"
	leave
}
trap leave_gpg EXIT

base=$tmp/fb
mkdir -p "$base/sources" "$base/notes/old" "$base/story/opgaven" \
    "$base/decisions" "$base/editions" "$base/raw/history/cbs" \
    "$base/raw/cbs/1" "$base/state/keys" "$base/out"
chmod 700 "$base/notes"
echo '{"areas":["GM0603"]}' >"$base/feiten.json"
odd=$(printf 'na\303\257ef\377 "$(x)"\nb')
echo "secretcanary" >"$base/notes/$odd.md"
echo "secretcanary" >"$base/notes/old/-rf.md"
long=$(printf '%0120d' 0)
echo "a" >"$base/story/$long.md"
mkdir -p "$base/story/$long/$long"
echo "b" >"$base/story/$long/$long/x"
: >"$base/decisions/2026-11-22-print-1.json"
echo "{}" >"$base/editions/a.json"
head -c 300000 /dev/urandom >"$base/raw/history/cbs/t.csv.gz"
echo "answer" >"$base/raw/cbs/1/a.gz"
head -c 32 /dev/urandom >"$base/state/edition.key"
echo key >"$base/state/keys/0123456789abcdef.key"
head -c 32 /dev/urandom >"$base/state/import.key"
echo 0123456789abcdef >"$base/state/imported"
echo "{}" >"$base/state/last.json"
echo "{}" >"$base/sources/privacy.json"
echo page >"$base/out/index.html"
echo db >"$base/facts.db"

sums() { # FOLDER: what there is of what cannot be fetched again
	(cd "$1" && find feiten.json sources notes story decisions editions \
	    raw/history state/edition.key state/keys state/import.key \
	    state/imported -type f -print0 |
	    sort -z | xargs -0 sha256sum)
}
left() {
	find "$tmp" -name '*.tmp-*'
}

file=$tmp/b
feiten -C "$base" backup "$file"
is "$status" 2 "notes are not put in a file that anybody reads"
err_has "notes/ has 2 files" "which is said"
err_has "age-keygen" "with how to make a key"
is "$(find "$tmp" -name b)" "" "and no file is made"

if command -v age-keygen >"$tmp/which"; then
	age-keygen -o "$tmp/key" 2>"$tmp/keygen"
	age-keygen -o "$tmp/other" 2>"$tmp/keygen"
	to=$(age-keygen -y "$tmp/key")
	ends 0 -C "$base" backup "$file" --age "$to"
	err_has "13 files in" "says how many"
	is "$(stat -c %a "$file")" 600 "for its owner alone"
	hasnt "$file" secretcanary "it is not plain"
	ends 0 restore "$file" "$tmp/back" --key "$tmp/key"
	err_has "refresh" "says how to get the figures"
	sums "$base" >"$tmp/was"
	sums "$tmp/back" >"$tmp/is"
	same "$tmp/was" "$tmp/is" "all is as it was"
	is "$(wc -l <"$tmp/is")" 13 "thirteen files"
	is "$(find "$tmp/back" -name index.html -o -name facts.db \
	    -o -name last.json -o -name a.gz)" "" "and no others"
	is "$(find "$tmp/back/notes" "$tmp/back/state/keys" \
	    "$tmp/back/state/edition.key" "$tmp/back/state/import.key" \
	    "$tmp/back/state/imported" -printf '%m\n' | sort -u |
	    tr '\n' ' ')" "600 700 " "notes and keys for their owner alone"
	feiten restore "$file" "$tmp/back" --key "$tmp/key"
	is "$status" 2 "never over what is there"
	err_has "is not empty" "which is said"
	mkdir "$tmp/empty"
	ends 0 restore "$file" "$tmp/empty" --key "$tmp/key"
	ends 2 -C "$base" backup "$file" --age "$to"
	err_has "is there already" "nor over a backup"

	ends 1 restore "$file" "$tmp/none" --key "$tmp/other"
	err_has "no identity matched" "another key: says what age says"
	is "$(ls -d "$tmp/none" 2>"$tmp/ls")" "" "and leaves nothing"
	ends 2 restore "$file" "$tmp/none"
	err_has "give the file that age-keygen" "no key: asks for it"
	ends 1 restore "$file" "$tmp/none" --key "$tmp/nokey"
	for at in 150 5000 200000; do
		cp "$file" "$tmp/bad"
		printf 'XYZXYZXYZXYZ' | dd of="$tmp/bad" bs=1 seek="$at" \
		    conv=notrunc 2>"$tmp/dd"
		ends 1 restore "$tmp/bad" "$tmp/none" --key "$tmp/key"
		is "$(ls -d "$tmp/none" 2>"$tmp/ls")" "" "damaged at $at"
	done
	head -c 100000 "$file" >"$tmp/bad"
	rm -r "$tmp/empty"
	mkdir "$tmp/empty"
	ends 1 restore "$tmp/bad" "$tmp/empty" --key "$tmp/key"
	is "$(ls -A "$tmp/empty")" "" "cut off: the folder is empty again"

	echo "$to" >"$tmp/recipients"
	ends 0 -C "$base" backup "$tmp/raw" --age-file "$tmp/recipients" --raw
	ends 0 restore "$tmp/raw" "$tmp/withraw" --key "$tmp/key"
	is "$(cat "$tmp/withraw/raw/cbs/1/a.gz")" answer "--raw: answers too"
	ends 1 -C "$base" backup "$tmp/c" --age nokey
	err_has "age: " "what age says of a wrong recipient"

	# A limit on the size of a file stands for a full disk.
	(
		trap '' XFSZ
		ulimit -f 64
		"$FEITEN" -C "$base" backup "$tmp/c" --age "$to"
	) 2>"$tmp/err"
	is $? 1 "no room: backup ends with 1"
	err_has "make room" "and says so"
	is "$(ls "$tmp/c" 2>"$tmp/ls")" "" "no half backup"
	(
		trap '' XFSZ
		ulimit -f 64
		"$FEITEN" restore "$file" "$tmp/none" --key "$tmp/key"
	) 2>"$tmp/err"
	is $? 1 "no room: restore ends with 1"
	err_has "make room" "and says so"
	is "$(ls -d "$tmp/none" 2>"$tmp/ls")" "" "nothing half restored"
else
	skip "no age here"
fi

if command -v gpg >"$tmp/which" &&
    gpg --batch --quiet --pinentry-mode loopback --passphrase '' \
	--quick-generate-key test@example.org ed25519 cert never \
	2>"$tmp/gpg" &&
    print=$(gpg --batch --list-keys --with-colons 2>"$tmp/gpg" | awk -F: \
	'/^fpr/ { print $10; exit }') &&
    gpg --batch --quiet --pinentry-mode loopback --passphrase '' \
	--quick-add-key "$print" cv25519 encr never 2>"$tmp/gpg"; then
	ends 0 -C "$base" backup "$tmp/g" --gpg test@example.org
	hasnt "$tmp/g" secretcanary "it is not plain"
	ends 0 restore "$tmp/g" "$tmp/gback"
	sums "$base" >"$tmp/was"
	sums "$tmp/gback" >"$tmp/is"
	same "$tmp/was" "$tmp/is" "gpg: all is as it was"
	cp "$tmp/g" "$tmp/bad"
	printf XYZXYZ | dd of="$tmp/bad" bs=1 seek=9000 conv=notrunc \
	    2>"$tmp/dd"
	ends 1 restore "$tmp/bad" "$tmp/none"
	is "$(ls -d "$tmp/none" 2>"$tmp/ls")" "" "damaged: nothing is left"
	ends 1 -C "$base" backup "$tmp/c" --gpg nobody@example.org
	err_has "gpg: " "what gpg says of a key that it does not know"
	GNUPGHOME=$HOME
	feiten restore "$tmp/g" "$tmp/none"
	is "$status" 1 "without the secret key: no"
	gpgconf --kill all 2>"$tmp/gpgconf"
	GNUPGHOME=$tmp/gnupg
else
	skip "no gpg here that makes a key"
fi

ends 0 -C "$base" backup "$tmp/plain" --without-notes
err_has "6 files of notes/ and of keys are not in it" "says so"
is "$(gunzip -c "$tmp/plain" | grep -c secretcanary)" 0 "no word of a note"
is "$(tar -tzf "$tmp/plain" | tail -n 1)" feiten.json "a plain tar.gz"
ends 0 restore "$tmp/plain" "$tmp/pback"
is "$(find "$tmp/pback" -type f | wc -l)" 7 "the others are there"
is "$(stat -c %a "$tmp/pback/notes")" 700 "notes/ is made, empty"
ends 2 -C "$base" backup "$tmp/c" --without-notes --gpg x
ends 2 -C "$base" backup "$base/out/c" --without-notes
err_has "lies in the fact base" "not where it could be published"
ends 2 -C "$base" backup "$tmp/nowhere/c" --without-notes
ends 2 backup
ends 2 restore "$tmp/plain"
ends 3 -C "$tmp" backup "$tmp/c"
ends 2 restore "$tmp/missing" "$tmp/none"
ends 2 restore "$tmp/plain" "$tmp/none" --key "$tmp/key"
ln -s /etc/passwd "$base/story/link"
ends 1 -C "$base" backup "$tmp/c" --without-notes
err_has "story/link: is no plain file" "a link is named"
rm "$base/story/link"

# Archives that nobody of us made.
evil() { # WHAT TAR-ARGUMENT...
	what=$1
	shift
	(cd "$tmp/evil" && tar -czf "$tmp/e" "$@" 2>"$tmp/tar")
	ends 1 restore "$tmp/e" "$tmp/none"
	is "$(ls -d "$tmp/none" 2>"$tmp/ls")" "" "$what: nothing is made"
}
mkdir -p "$tmp/evil/story/d" "$tmp/evil/facts"
echo x >"$tmp/evil/story/a"
echo x >"$tmp/evil/facts/a"
echo '{}' >"$tmp/evil/feiten.json"
ln -s /etc "$tmp/evil/story/link"
ln "$tmp/evil/story/a" "$tmp/evil/story/hard"
mkfifo "$tmp/evil/story/pipe"
evil "a name with .." --transform 's|story/a|story/../../x|' -P story/a
evil "an absolute name" --transform "s|story/a|$tmp/x|" -P story/a
evil "another folder" facts/a feiten.json
evil "a link" story/link feiten.json
evil "a hard link" story/a story/hard feiten.json
evil "a pipe" story/pipe feiten.json
evil "a folder" story/d feiten.json
evil "a file twice" story/a story/a feiten.json --hard-dereference
evil "no feiten.json" story/a
truncate -s 3G "$tmp/evil/story/big"
evil "a bomb" --sparse story/big feiten.json
rm "$tmp/evil/story/big"
is "$(ls "$tmp/x" 2>"$tmp/ls")" "" "nothing outside the folder"
for bytes in '' 'x' 'no backup at all'; do
	printf '%s' "$bytes" >"$tmp/e"
	ends 1 restore "$tmp/e" "$tmp/none"
done
printf 'no tar' | gzip >"$tmp/e"
ends 1 restore "$tmp/e" "$tmp/none"
ends 0 -C "$base" backup "$tmp/plain2" --without-notes
head -c 20000 "$tmp/plain2" >"$tmp/e"
ends 1 restore "$tmp/e" "$tmp/none"
cp "$tmp/plain2" "$tmp/e"
printf XY | dd of="$tmp/e" bs=1 seek=150000 conv=notrunc 2>"$tmp/dd"
ends 1 restore "$tmp/e" "$tmp/none"
is "$(ls -d "$tmp/none" 2>"$tmp/ls")" "" "damaged: nothing is left"
is "$(left)" "" "nothing is left lying about"
done_testing
