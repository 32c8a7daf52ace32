#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Install the Debian packages of some groups of packages.txt, those that are
# not there yet. With nothing missing it asks nobody anything.
#
#   deps.sh GROUP...        (build, run, node, test, more)
set -eu

here=$(cd "$(dirname "$0")" && pwd)

# Whether a package is installed, or what it is for is here some other way.
present() {
	dpkg-query -W -f '${db:Status-Status}\n' "$1" 2>/dev/null |
	    grep -qx installed && return 0
	case $1 in
	nodejs) sh "$here/node-version.sh" ;;
	npm) command -v npm >/dev/null 2>&1 ;;
	pkg-config) command -v pkg-config >/dev/null 2>&1 ;;
	*) return 1 ;;
	esac
}

as_root() {
	if [ "$(id -u)" -eq 0 ]; then
		"$@"
	else
		sudo "$@"
	fi
}

missing=
for group; do
	# shellcheck disable=SC2013 # words, not lines
	for package in $(awk -v g="$group" '$1 == g { print $2 }' \
	    "$here/packages.txt"); do
		present "$package" || missing="$missing $package"
	done
done
[ -n "$missing" ] || exit 0

echo "installing from Debian:$missing"
if ! command -v apt-get >/dev/null 2>&1; then
	echo "There is no apt-get here: install what these Debian packages" \
	    "hold by the means of your system." >&2
	exit 1
fi
if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null 2>&1; then
	echo "This takes root, and there is no sudo. As root, run:" >&2
	echo "  apt-get update && apt-get install" \
	    "--no-install-recommends$missing" >&2
	exit 1
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
quietly() {
	as_root env DEBIAN_FRONTEND=noninteractive "$@" >"$log" 2>&1 || {
		tail -n 20 "$log" >&2
		echo "That went wrong: $*" >&2
		echo "Is there a network, and a mirror in" \
		    "/etc/apt/sources.list? Then run it again." >&2
		exit 1
	}
}
quietly apt-get -qq update
# shellcheck disable=SC2086 # a list of words
quietly apt-get -qq install --yes --no-install-recommends $missing
