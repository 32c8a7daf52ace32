#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# make demo: the example as a site, made anew in $BUILD/demo (or $DEMO).
set -eu

here=$(cd "$(dirname "$0")" && pwd)
build=${BUILD:-build}
demo=${DEMO:-$build/demo}
status=0

# What an earlier demo made, and nothing else, makes way.
if [ -e "$demo" ]; then
	[ -f "$demo/feiten.json" ] || {
		echo "$demo: is no fact base: move it out of the way" >&2
		exit 1
	}
	rm -rf "$demo"
fi
sh "$here/fill.sh" "$build" "$demo" || status=$?

page=$(cd "$demo/out" && pwd)/index.html
[ -s "$page" ] || exit "$status"
# 1: charts or PDF files are lacking, and why is said above.
if [ "$status" -eq 1 ]; then
	echo "The pages are there, without what is named above;" \
	    "'$build/feiten doctor' tells what to install."
elif [ "$status" -ne 0 ]; then
	exit "$status"
fi
echo "The profiles of Rijswijk, with three example interviews, are in $demo."
echo "file://$page"
