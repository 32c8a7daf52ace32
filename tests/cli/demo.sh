#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# make demo: twice in a row, and where there is no Node.
. "$(dirname "$0")/lib.sh"
unset SOURCE_DATE_EPOCH
all_sources

BUILD=$(dirname "$FEITEN")
DEMO=$tmp/demo
export BUILD DEMO
FEITEN_NODE_MODULES=$tmp/none
export FEITEN_NODE_MODULES

run() {
	sh "$repo/tests/demo/demo.sh" >"$tmp/out" 2>"$tmp/err"
	status=$?
}

for time in first second; do
	run
	is "$status" 0 "$time time: well"
	is "$(tail -n 1 "$tmp/out")" "file://$DEMO/out/index.html" \
	    "ends with the address of the index"
	[ -s "$DEMO/out/index.html" ]
	ok $? "which is there"
	is "$(grep -c "^nothing new: " "$tmp/err")" 1 \
	    "a second refresh found nothing new, in one line"
	is "$(find "$DEMO/out/profile" -name '*.html' | wc -l)" 45 \
	    "45 profiles"
	is "$(stat -c %a "$DEMO/notes")" 700 "notes/ is for its owner alone"
done
err_has "no Typst" "without Node: says what is missing"
out_has "doctor" "and who knows more"

rm -r "$DEMO"
mkdir "$DEMO"
echo mine >"$DEMO/diary"
run
isnt "$status" 0 "a folder of something else is left alone"
is "$(cat "$DEMO/diary")" mine "with what is in it"
done_testing
