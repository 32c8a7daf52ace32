#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# A fact base on a file system where nobody may write, a copy on a disc or a
# share: what only reads works, what writes says why not.
. "$(dirname "$0")/lib.sh"

small=$tmp/small
mounted=

leave_small() {
	[ -z "$mounted" ] || umount "$small"
	leave
}
trap leave_small EXIT

server_start
filled fb
mkdir "$small"
if [ "$(id -u)" -ne 0 ] ||
    ! mount -t tmpfs -o size=16m tmpfs "$small" 2>"$tmp/mount"; then
	skip "no right to mount a small disk"
	done_testing
fi
mounted=yes
odd="$small/50% #1?"
cp -a "$base" "$odd"
mkdir "$small/log"
cp -a "$base/." "$small/log"
sqlite3 "$small/log/facts.db" "UPDATE obs SET value = 1;" \
    ".shell cp $small/log/facts.db-wal $tmp/stale"
cp "$tmp/stale" "$small/log/facts.db-wal"
mount -o remount,ro "$small"

base=$odd
for command in status sources areas indicators "show GM0603 inwoners" \
    "table --indicator inwoners --area GM0603"; do
	# shellcheck disable=SC2086 # words
	ends 0 -C "$base" $command
done
out_has 59642 "the figures are there"
ends 3 -C "$base" refresh
err_has "Read-only" "refresh says why it cannot"
ends 3 -C "$base" rebuild
err_has "Read-only" "and rebuild"

# A log of a run that was killed: part of the figures are in it.
ends 3 -C "$small/log" show GM0603 inwoners
err_has "where it may be written" "a log that stayed behind: says what to do"
done_testing
