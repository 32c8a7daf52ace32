#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# grow.sh BENCH TMP KIND: the kind, and the peak memory (MB) of loading a table
# of which all is kept, and of one four times as long. Even the short one has
# figures for more than a batch, and fills the cache of pages.
set -eu
bench=$1
kind=$3
dir=$2/grow.$kind

memory() { # PERIODS
	rm -rf "$dir"
	mkdir "$dir"
	"$bench" make "$kind" "$dir" "$1" 1 >"$dir/said"
	"$bench" ingest "$kind" "$dir" | awk '$1 == "memory" { print $2 }'
	rm -rf "$dir"
}

case $kind in
v4 | bulk | swing) periods=24 ;; # one figure a record
*) periods=6 ;;
esac
short=$(memory "$periods")
echo "$kind $short $(memory $((periods * 4)))"
