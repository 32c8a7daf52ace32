#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Source definitions of one's own: all mistakes at once, with file and line.
. "$(dirname "$0")/lib.sh"

server_start
filled fb
jq '.title_nl = "Eigen bron" | .table_ids = ["84799NED"] | del(.find_title)
    | del(.first_year)' "$repo/sources/cbs-kwb.json" \
    >"$base/sources/eigen.json"
ends 0 -C "$base" sources
out_has "eigen: Eigen bron" "a source of one's own"
ends 1 -C "$base" status
err_has "eigen: never looked at" "it has not been fetched yet"
later 60
ends 0 -C "$base" refresh --source eigen
err_has "1 tables looked at" "it alone is fetched"
is "$(sqlite3 "$base/facts.db" "SELECT count(*) FROM facts
    WHERE source = 'eigen'")" 1884 "its figures are there"
is "$(sqlite3 "$base/facts.db" "SELECT count(*) FROM facts
    WHERE source = 'cbs-kwb'")" 2605 "beside the others"

listing "$base/raw" >"$tmp/before"
cp "$base/facts.db" "$tmp/facts.db"
cat >"$base/sources/eigen.json" <<'END'
{
	"adapter": "ftp",
	"titel_nl": "Eigen bron",
	"base": "http://example.org/data",
	"first_year": "soon"
}
END
file=$base/sources/eigen.json
for command in status refresh rebuild "show GM0603 inwoners" site; do
	# shellcheck disable=SC2086 # words
	ends 3 -C "$base" $command
	err_has "$file:3: titel_nl: unknown key" "$command: names the wrong key"
done
err_has "$file:2: adapter" "and the wrong value"
err_has "$file:5: first_year" "and the wrong kind of value"
err_has "title_nl: missing" "and what is missing, all at once"
listing "$base/raw" >"$tmp/after"
same "$tmp/before" "$tmp/after" "nothing was done in raw/"
same "$tmp/facts.db" "$base/facts.db" "nor in facts.db"

printf '{\n\t"adapter": "cbs-v3",\n\t"base": \n' >"$file"
ends 3 -C "$base" status
err_has "$file" "half a file is named"
head -c 200 /dev/zero >"$file"
ends 3 -C "$base" status
rm "$file"
ends 0 -C "$base" refresh
err_has "the definitions changed" "without it: loaded again"
err_has "eigen: left out" "and what is in raw/ of it is left out"

# Wrong share, right message.
FEITEN_SHARE=$tmp/nowhere
export FEITEN_SHARE
ends 3 -C "$base" status
err_has "$tmp/nowhere/sources/indicators.json" "own files that are not there"
done_testing
