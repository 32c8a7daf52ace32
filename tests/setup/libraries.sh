#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Is there what building takes? libraries.sh CC PACKAGE...
set -eu

fail() {
	echo "feiten cannot be built: $1." >&2
	echo "'make deps' installs what is missing on Debian; the list is" \
	    "tests/setup/packages.txt." >&2
	exit 1
}

# shellcheck disable=SC2086 # CC may hold options
set -- $1 -- "$@"
command -v "$1" >/dev/null 2>&1 || fail "no compiler ($1)"
while [ "$1" != -- ]; do shift; done
shift 2
command -v pkg-config >/dev/null 2>&1 || fail "no pkg-config"
for package; do
	pkg-config --exists "$package" || fail "no headers of $package"
done
