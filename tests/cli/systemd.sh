#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# The example units: systemd understands each line, the commands in them are
# ones, and how exposed the service is.
. "$(dirname "$0")/lib.sh"

units=$repo/docs/examples/systemd
service=feiten-refresh.service

# What the unit runs, run by hand on a fact base of the test.
server_start
init fb
run() { # KEY
	sed -n "s|^$1=/usr/local/bin/feiten ||p" "$units/$service" |
	    sed "s|/var/lib/feiten|$base|"
}
isnt "$(run ExecStart)" "" "the unit refreshes"
# shellcheck disable=SC2046 # words of a command line
ends 0 $(run ExecStart)
# shellcheck disable=SC2046
ends 0 $(run ExecStartPost)
isnt "$(grep -c '^Persistent=yes' "$units/feiten-refresh.timer")" 0 \
    "a night that was missed is made up for"

if ! command -v systemd-analyze >/dev/null; then
	skip "no systemd-analyze"
	done_testing
fi
mkdir "$tmp/units"
# The program and the user of the example need not be here.
sed "s|/usr/local/bin/feiten|$FEITEN|; /^User=/d" "$units/$service" \
    >"$tmp/units/$service"
cp "$units/feiten-refresh.timer" "$tmp/units/"
# A systemd that cannot do this at all (in a container) says so of any unit.
printf '[Service]\nExecStart=/bin/true\n' >"$tmp/units/plain.service"
if ! systemd-analyze verify --man=no "$tmp/units/plain.service" \
    >"$tmp/plain" 2>&1; then
	skip "systemd-analyze does not work here"
	done_testing
fi
systemd-analyze verify --man=no "$tmp/units/$service" \
    "$tmp/units/feiten-refresh.timer" >"$tmp/said" 2>&1
is "$?" 0 "systemd takes both"
is "$(grep -F feiten-refresh "$tmp/said")" "" "without a word"
if systemd-analyze security --offline=yes "$tmp/units/$service" \
    >"$tmp/said" 2>&1; then
	is "$(sed -n 's/.*exposure level.*: \([0-9]*\)\.[0-9] .*/\1/p' \
	    "$tmp/said" | awk '{ print ($1 <= 3) }')" 1 \
	    "it may do little: $(tail -n 1 "$tmp/said" | tr -d '\n')"
else
	skip "systemd-analyze cannot judge a file here"
fi
done_testing
