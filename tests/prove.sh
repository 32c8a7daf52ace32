#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Run prove(1), and say at the end of its output what failed and why: who
# reads only the end of a long run has to find it there.
set -u

log=$(mktemp) || exit 1
trap 'rm -f "$log" "$log.status"' EXIT
{
	prove --failures --comments "$@" 2>&1
	echo $? >"$log.status"
} | tee "$log"
status=$(cat "$log.status")
if [ "$status" -ne 0 ]; then
	echo
	echo 'What failed, and the remarks with it:'
	awk '/^not ok/ { print; told = 12; next }
	    /^#/ && told-- > 0 { print; next }
	    /^#   / || /^# kill/ || /^# run/ { print; next }
	    { told = 0 }' "$log" | head -n 60
	grep '^Files=' "$log"
	echo 'Result: FAIL'
fi
exit "$status"
