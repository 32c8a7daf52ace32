#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Run one test, for prove(1): a program of $BUILD/tests, a script in sh or a
# module for Node. With "asan:" before it, against the programs of $BUILD-asan.
set -eu

name=$1
cd "$(dirname "$0")/.."
build=${BUILD:-build}
case $name in
asan:*)
	name=${name#asan:}
	build=$build-asan
	FEITEN_ASAN=yes
	export FEITEN_ASAN
	# A status of its own, so that no test takes it for one of feiten's.
	ASAN_OPTIONS=exitcode=99
	UBSAN_OPTIONS=print_stacktrace=1:exitcode=99
	LSAN_OPTIONS=exitcode=99
	export ASAN_OPTIONS UBSAN_OPTIONS LSAN_OPTIONS
	;;
*)	name=${name#"$build"/} ;;
esac
case $build in
/*) ;;
*) build=$PWD/$build ;;
esac
FEITEN=$build/feiten
HTTPD=$build/tests/httpd
BIGTABLE=$build/tests/bigtable
COUNTRY=$build/tests/country
export FEITEN HTTPD BIGTABLE COUNTRY

case $name in
*.sh) exec sh "$name" ;;
*.mjs) exec node "$name" ;;
tests/fuzz_*)
	exec "$build/$name" tests/fuzz/corpus/"${name#tests/fuzz_}"/*
	;;
*) exec "$build/$name" ;;
esac
