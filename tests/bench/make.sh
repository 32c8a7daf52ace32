#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# make.sh BENCH DIR KIND AGES: a made-up table in DIR/KIND, of one period.
set -eu
mkdir "$2/$3"
"$1" make "$3" "$2/$3" 1 "$4" >"$2/$3/said"
