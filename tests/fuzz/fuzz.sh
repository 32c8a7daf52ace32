#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Run every libFuzzer program of a build for so many seconds, from the files
# of tests/fuzz/corpus: fuzz.sh BUILD SECONDS. What it finds new stays in
# BUILD/corpus; what breaks a parser is in BUILD/found.
set -eu

build=$1
seconds=$2
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$build/found"
failed=0
passed=0
for program in "$build"/libfuzzer/fuzz_*; do
	name=${program##*/fuzz_}
	mkdir -p "$build/corpus/$name"
	if "$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 \
	    -artifact_prefix="$build/found/$name-" -print_final_stats=1 \
	    "$build/corpus/$name" "$here/corpus/$name" \
	    >"$build/found/$name.log" 2>&1; then
		passed=$((passed + 1))
		runs=$(sed -n 's/^stat::number_of_executed_units: *//p' \
		    "$build/found/$name.log")
		echo "$name: $runs runs, nothing found"
	else
		failed=$((failed + 1))
		echo "$name: broken, see $build/found/$name.log"
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
