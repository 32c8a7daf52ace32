#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# make install: the program finds its own files wherever it was put, and make
# uninstall leaves nothing.
. "$(dirname "$0")/lib.sh"

to=$tmp/opt
(cd "$repo" && sh tests/setup/install.sh "$(dirname "$FEITEN")" "$to") \
    >"$tmp/out" 2>"$tmp/err"
is $? 0 "it installs"
is "$(cd "$to" && find . -maxdepth 3 -type d ! -path '*/node_modules*' |
    sort | tr '\n' ' ')" ". ./bin ./share ./share/doc ./share/doc/feiten\
 ./share/feiten ./share/feiten/reports ./share/feiten/sources " \
    "into bin and share"

server_start
(cd "$tmp" && "$to/bin/feiten" doctor --format json) >"$tmp/out"
is "$(jq -r '.[0].state' "$tmp/out")" well "its own files are found"
FEITEN=$to/bin/feiten
filled fb --area=WK060307
ends 0 -C "$base" profile WK060307 --format html
has "$base/out/profile/WK060307.html" "Wijk 07" "and it makes a profile"

(cd "$repo" && make -s uninstall PREFIX="$to") >"$tmp/out" 2>"$tmp/err"
is "$(find "$to" -type f)" "" "uninstall leaves nothing"
done_testing
