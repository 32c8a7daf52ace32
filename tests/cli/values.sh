#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Values of the bundled example, read by eye, in its files and in the views;
# and that what checks them says so when one is wrong.
. "$(dirname "$0")/lib.sh"
. "$repo/tests/values/check.sh"

# What the checker says of one changed row: its verdicts.
verdicts() { # SED-SCRIPT
	grep 'AantalInwoners_5.*54450' "$repo/tests/values/example.tsv" |
	    sed "$1" >"$tmp/one.tsv"
	rows_of "$tmp/one.tsv" >"$tmp/list"
	{
		hold "$tmp/one.tsv" "$example/v3"
		believe "$base/facts.db"
	} | cut -d' ' -f1 | tr '\n' ' '
}

all_sources
server_start
init fb --area GM0603 --source cbs-kwb --source rivm-gezondheid \
    --source politie-misdrijven \
    --mirror "https://dataderden.cbs.nl=http://127.0.0.1:$port/dataderden.cbs.nl"
ends 0 -C "$base" refresh
check_values "$repo/tests/values/example.tsv" "$example/v3" "$base/facts.db"

is "$(verdicts '')" "ok ok " "a value that is right"
is "$(verdicts 's/54450$/54451/')" "ok not " "another value"
is "$(verdicts 's/54450,/54451,/')" "not ok " "another text in the file"
is "$(verdicts 's/2/3/')" "not ok " "another line"
is "$(verdicts 's/	aantal	/	%	/')" "ok not " "another unit"
is "$(verdicts 's/	inwoners	/	mannen	/')" "ok not " "another indicator"
is "$(verdicts 's/	2020		/	2024		/')" "ok not " "another period"
is "$(verdicts 's/		aantal/	Leeftijd=20300	aantal/')" "ok not " \
    "members that it does not have"
is "$(verdicts 's/54450$/withheld/')" "ok not " "a value that is there"
is "$(verdicts 's/^[^	]*/none.ndjson/')" "not ok " "a file that is not there"
done_testing
