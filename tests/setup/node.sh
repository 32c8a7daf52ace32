#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Bring in what a folder's package-lock.json names, when it is not there yet.
#
#   node.sh                 the Typst compiler, for PDF: without it, make goes
#                           on and says what is lacking
#   node.sh tests/browser   what the browser tests take: needed
set -eu

here=$(cd "$(dirname "$0")" && pwd)
folder=${1:-reports/typst}
cd "$here/../.."

for node in node nodejs; do
	command -v "$node" >/dev/null 2>&1 || continue
	"$node" "$here/node-present.mjs" "$folder" && exit 0
done

log=$(mktemp)
trap 'rm -f "$log"' EXIT
bring() {
	sh "$here/deps.sh" node || return 1
	echo "$folder: npm ci"
	# No scripts of packages: nothing here needs one.
	npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund \
	    --loglevel=error >"$log" 2>&1 && return 0
	head -n 8 "$log" >&2
	return 1
}

bring && exit 0
if [ $# -eq 0 ]; then
	if command -v typst >/dev/null 2>&1; then
		echo "No Node for the PDF files: the typst program is used."
	else
		echo "No Typst, so no PDF; all else works. To get it:" \
		    "'make deps' once there is a network."
	fi
	exit 0
fi
echo "$folder: what package-lock.json names could not be had: is there a" \
    "network?" >&2
exit 1
