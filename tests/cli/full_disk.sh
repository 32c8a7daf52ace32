#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# A disk that is full: a clear message, status 1, nothing of before is lost,
# and when there is room again all goes on. On a small tmpfs when we may mount
# one; and everywhere with a limit on the size of a file.
. "$(dirname "$0")/lib.sh"

small=$tmp/small
mounted=

leave_small() {
	[ -z "$mounted" ] || umount "$small"
	leave
}
trap leave_small EXIT

# Read without a word to the disk, which SQLite needs for a shared database.
figures() {
	sqlite3 "file:$base/facts.db?immutable=1" \
	    'SELECT * FROM facts ORDER BY 1, 6, 7, 12' |
	    sed 's/|[^|]*$//'
}

leftovers() {
	find "$base" -name '*.tmp*' -o -name '.tmp*' -o -name '*.new-*' \
	    -o -name '*-journal' -o -name '.charts*'
}

server_start
filled fb
cp -a "$base" "$tmp/kept"
figures >"$tmp/figures"
[ "$(wc -l <"$tmp/figures")" -gt 2000 ]
ok $? "there are figures to lose"

# A limit of 16 kB a file: facts.db cannot grow.
limited() { # ARGUMENT...
	(
		trap '' XFSZ
		ulimit -f 32
		"$FEITEN" "$@"
	) >"$tmp/out" 2>"$tmp/err"
	status=$?
}

later 60
touch_table 85984NED
limited -C "$base" refresh
is "$status" 1 "facts.db cannot grow: refresh ends with 1"
err_has "the disk is full" "and says why"
figures >"$tmp/now"
same "$tmp/figures" "$tmp/now" "the figures of before are there"
limited -C "$base" rebuild
is "$status" 1 "facts.db cannot be made again: rebuild ends with 1"
err_has "the disk is full" "and says why"
figures >"$tmp/now"
same "$tmp/figures" "$tmp/now" "the one of before is there"
is "$(leftovers)" "" "nothing is left lying about"
later 60
ends 0 -C "$base" refresh
figures >"$tmp/now"
same "$tmp/figures" "$tmp/now" "with room again: the same figures"

# Old answers are to go, and there is no room to write what they told: nothing
# goes. Each time another half of the figures, so that there is a lot to tell.
rows=$example/v3/opendata.cbs.nl/85984NED/TypedDataSet.ndjson
mkdir -p "$tmp/overlay/opendata.cbs.nl/85984NED"
for n in 1 2 3 4 5 6 7 8 9 12 34 56; do
	sed "s/\([1-9]\)\([,}]\)/\1$n\2/g" "$rows" \
	    >"$tmp/overlay/opendata.cbs.nl/85984NED/TypedDataSet.ndjson"
	later 86400
	touch_table 85984NED
	ends 0 -C "$base" refresh
done
rm -r "$tmp/overlay/opendata.cbs.nl"
answers() {
	find "$base/raw" -name '*.gz' | wc -l
}
figures >"$tmp/now"
before=$(answers)
jq '.keep_days = 1' "$base/feiten.json" >"$tmp/config"
cp "$tmp/config" "$base/feiten.json"
later $((30 * 86400))
(
	trap '' XFSZ
	ulimit -f 64
	"$FEITEN" -C "$base" refresh
) >"$tmp/out" 2>"$tmp/err"
is $? 1 "no room for the history: refresh ends with 1"
err_has "raw/history" "and says what could not be written"
is "$(answers)" "$before" "not one answer is gone"
is "$(leftovers)" "" "nothing is left lying about"
figures >"$tmp/after"
same "$tmp/now" "$tmp/after" "the figures are there"
ends 0 -C "$base" refresh
[ "$(answers)" -lt "$before" ]
ok $? "with room again: what may go goes"
ends 0 -C "$base" rebuild
figures >"$tmp/after"
same "$tmp/now" "$tmp/after" "and a rebuild has all figures"

mkdir "$small"
if [ "$(id -u)" -ne 0 ] ||
    ! mount -t tmpfs -o size=2m tmpfs "$small" 2>"$tmp/mount"; then
	skip "no right to mount a small disk"
	done_testing
fi
mounted=yes

# Fill what is left of the disk, but for so many kB.
fill() { # KB
	rm -f "$small/filler"
	free=$(df -k --output=avail "$small" | tail -n 1)
	dd if=/dev/zero of="$small/filler" bs=1k \
	    count=$((free - $1)) 2>"$tmp/dd"
}

for room in 0 16 64 96; do
	rm -rf "$small/fb"
	cp -a "$tmp/kept" "$small/fb"
	base=$small/fb
	fill "$room"
	later 60
	for table in 84799NED 85984NED; do
		touch_table "$table"
	done
	ends 1 -C "$base" refresh
	grep -qE "No space left on device; make room|the disk is full" \
	    "$tmp/err"
	ok $? "$room kB: says that there is no room"
	figures >"$tmp/now"
	same "$tmp/figures" "$tmp/now" "$room kB: the figures are there"
	rm "$small/filler"
	is "$(leftovers)" "" "$room kB: nothing is left lying about"
	later 60
	ends 0 -C "$base" refresh
	figures >"$tmp/now"
	same "$tmp/figures" "$tmp/now" "$room kB: with room again, well again"
done
done_testing
