#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Put the program and its own files below a folder: install.sh BUILD PREFIX
set -eu

build=$1
prefix=$2
share=$prefix/share/feiten
doc=$prefix/share/doc/feiten

put() { # FILE FOLDER
	mkdir -p "$2"
	install -m 644 "$1" "$2/"
}

mkdir -p "$prefix/bin"
install -m 755 "$build/feiten" "$prefix/bin/feiten"
for file in sources/* reports/*.* reports/*/*.*; do
	case $file in
	*/node_modules/*) ;;
	*) [ ! -f "$file" ] || put "$file" "$share/$(dirname "$file")" ;;
	esac
done
# The Typst compiler, where `make deps` brought it.
if [ -d reports/typst/node_modules ]; then
	rm -rf "$share/reports/typst/node_modules"
	cp -R reports/typst/node_modules "$share/reports/typst/"
fi
for file in README.md LICENSE docs/*.md; do
	put "$file" "$doc"
done
echo "installed: $prefix/bin/feiten"
