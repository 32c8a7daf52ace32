#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# feiten doctor: what is lacking, and the command that installs it.
. "$(dirname "$0")/lib.sh"

ends 2 doctor now
feiten doctor --format json
jq -r '.[] | .what' "$tmp/out" >"$tmp/got"
printf 'own files\ngnuplot\nTypst\nInter\nage or gpg\n' >"$tmp/want"
same "$tmp/want" "$tmp/got" "looks at what the program takes"
is "$(jq -r '.[] | select(.what == "gnuplot") | .state' "$tmp/out")" well \
    "gnuplot is here"
is "$status" "$(jq 'if all(.[0:4][]; .state == "well") then 0 else 1 end' \
    "$tmp/out")" "status 0 when all is here, else 1"

mkdir "$tmp/bin"
env PATH="$tmp/bin" "$FEITEN" doctor >"$tmp/out" 2>"$tmp/err"
is $? 1 "nothing on PATH: status 1"
out_has "sudo apt-get install gnuplot-nox" "how to install gnuplot"
out_has "apt install nodejs npm" "how to install Node"
out_has "npm ci --prefix" "and Typst"
out_has "sudo apt-get install age" "and age"

# Notes that others could read, where there are notes.
mkdir -m 750 "$tmp/notes"
feiten -C "$tmp" doctor
is "$status" 1 "a folder of notes that others may look into"
out_has "chmod go-rwx $tmp/notes" "and what to do"
chmod 700 "$tmp/notes"
feiten -C "$tmp" doctor --format json
is "$(jq -r '.[] | select(.what == "notes/") | .state' "$tmp/out")" well \
    "one that they may not"

# What it tells to install is what `make deps` installs.
for package in gnuplot-nox nodejs npm fonts-inter age; do
	grep -qE "^[a-z]+ $package\$" "$repo/tests/setup/packages.txt"
	ok $? "$package is in packages.txt"
done

FEITEN_SHARE=$tmp/nowhere "$FEITEN" doctor >"$tmp/out" 2>"$tmp/err"
is $? 1 "own files are missing: status 1"
out_has "set FEITEN_SHARE" "and what to do"
done_testing
