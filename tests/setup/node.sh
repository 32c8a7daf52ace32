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

# The lock file that node_modules was made from stands beside it.
stamp=$folder/node_modules/.from-lock
[ -f "$stamp" ] && cmp -s "$stamp" "$folder/package-lock.json" && exit 0

bring() {
	sh "$here/deps.sh" node || return 1
	echo "$folder: npm ci"
	# No scripts of packages: nothing here needs one.
	npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund \
	    --loglevel=error || return 1
	cp "$folder/package-lock.json" "$stamp"
}

bring && exit 0
if [ $# -eq 0 ]; then
	if command -v typst >/dev/null 2>&1; then
		echo "No Node for the PDF files: the typst program is used."
	else
		echo "No Typst, so no PDF for now; all else works. Later:" \
		    "'make deps' once there is a network."
	fi
	exit 0
fi
echo "$folder: what package-lock.json names could not be had: is there a" \
    "network?" >&2
exit 1
