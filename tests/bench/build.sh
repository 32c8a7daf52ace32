#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# build.sh BUILD: the measuring program, from the library that was built.
set -eu
build=$1
packages=$(sed -n "s/^PACKAGES = //p" Makefile)
# shellcheck disable=SC2046,SC2086 # lists of words
${CC:-cc} -std=c11 -D_POSIX_C_SOURCE=200809L -D_FILE_OFFSET_BITS=64 -O2 \
    -Wall -Wextra -Iinclude -Isrc -I"$build/gen" -Itests -Itests/bench \
    $(pkg-config --cflags $packages) -o "$build/tests/bench" \
    tests/bench/*.c "$build/libfeiten.a" $(pkg-config --libs $packages) \
    -lmd4c -lm -lpthread
