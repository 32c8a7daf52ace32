#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# kill -9 at any moment of refresh, rebuild, thinning and site: each table is
# wholly as before or wholly new, facts.db is sound, and the next run repairs
# by itself and leaves nothing lying about.
#
#   KILLS   how many (20); KILL_SEED: another row of moments (1)
. "$(dirname "$0")/lib.sh"

kills=${KILLS:-20}
seed=${KILL_SEED:-1}
host=opendata.cbs.nl
bigtable=${BIGTABLE:-$(dirname "$HTTPD")/bigtable}
day=86400

# Figures before (1) and after (2) a revision of every one of them.
for n in 1 2; do
	"$bigtable" --out "$tmp/tree$n" --areas 700 --topics 24 --years 2 \
	    --seed $n >"$tmp/out" || exit 1
done
tables=$(cd "$tmp/tree1/$host" && ls -d ./*NED | cut -c3-)

figures() { # 1|2
	rm -rf "$tmp/overlay/$host"
	mkdir -p "$tmp/overlay/$host"
	for table in $tables; do
		mkdir "$tmp/overlay/$host/$table"
		cp "$tmp/tree$1/$host/$table"/TypedDataSet.* \
		    "$tmp/overlay/$host/$table/"
		touch_table "$table"
	done
}

sums() { # FACTS.DB: one line a table
	for table in $tables; do
		sqlite3 "$1" "SELECT area_code, topic_key, value FROM facts
		    WHERE table_id = '$table' ORDER BY 1, 2" | cksum
	done
}

past() { # FACTS.DB
	sqlite3 "$1" "SELECT area_code, topic_key, value, run FROM facts
	    ORDER BY 1, 2, 3, 4;
	    SELECT area_code, topic_key, value, run, replaced_by_run
	    FROM fact_history ORDER BY 1, 2, 3, 4, 5" | cksum
}

leftovers() {
	find "$base/raw" "$base/state" "$base"/facts.db* "$base/out" \
	    \( -name '*.tmp*' -o -name '.tmp*' -o -name '*.new-*' \
	    -o -name '*-journal' -o -name '.part' -o -name thinning \
	    -o -name '.charts*' -o -name 'etilqs_*' \) 2>"$tmp/find"
	find "$TMPDIR" -mindepth 1
}

now() { # milliseconds
	date +%s%3N
}

# The moments: parts of 1000, the same ones for a seed.
awk -v n="$kills" -v seed="$seed" 'BEGIN {
	srand(seed)
	for (i = 0; i < n; i++)
		print int(1000 * rand())
}' >"$tmp/moments"
exec 8<"$tmp/moments"

# How long a run takes that nobody kills, in milliseconds: $length, the
# quicker one of two. Status $want.
measure() { # KEPT ARGUMENT...
	kept=$1
	shift
	length=999999
	for _ in 1 2; do
		fresh "$kept"
		before=$(now)
		feiten "$@"
		before=$(($(now) - before))
		[ $before -gt $length ] || length=$before
	done
	want=$status
}

# Kill it at the next moment; what it left is in $base. The length is that of
# a run in peace: a late moment may come after its end.
killed() { # ARGUMENT...
	read -r part <&8 || part=500
	wait=$(awk -v l="$length" -v p="$part" \
	    'BEGIN { printf "%.3f", l * p / 1e6 }')
	"$FEITEN" "$@" >"$tmp/out" 2>"$tmp/err" &
	victim=$!
	sleep "$wait"
	kill -9 "$victim" 2>"$tmp/kill" || late=$((late + 1))
	wait "$victim" 2>"$tmp/kill"
}

fresh() { # KEPT
	rm -rf "$base" "${TMPDIR:?}"/*
	cp -a "$1" "$base"
}

# Each table old or new, on a copy that SQLite may repair. wrong: says what.
look() {
	rm -rf "$tmp/look"
	mkdir "$tmp/look"
	cp "$base"/facts.db* "$tmp/look/"
	rm -f "$tmp"/look/*.new-* "$tmp/look/facts.db-shm"
	[ "$(sqlite3 "$tmp/look/facts.db" 'PRAGMA integrity_check')" = ok ] ||
	    wrong "facts.db is damaged"
	sums "$tmp/look/facts.db" | paste "$tmp/old" "$tmp/new" - |
	    awk -F '\t' '$3 != $1 && $3 != $2 { bad = 1 } END { exit bad }' ||
	    wrong "facts.db has a table that is neither old nor new"
}

wrong() { # WHAT
	faults=$((faults + 1))
	echo "# kill $done_ ($part of 1000, $wait s): $1"
}

# The next run repairs: it ends well, all is new, nothing lies about.
repaired() { # ARGUMENT...
	feiten "$@"
	[ "$status" -eq 0 ] ||
	    wrong "the next run ends with $status: $(cat "$tmp/err")"
	[ "$(past "$base/facts.db")" = "$(cat "$tmp/past")" ] ||
	    wrong "after the next run figures or their history differ"
	[ -z "$(leftovers)" ] || wrong "left lying about: $(leftovers)"
}

# So many kills of one kind, in parts of all.
series() { # NAME PERCENT FUNCTION
	n=$((kills * $2 / 100))
	[ $n -gt 0 ] || n=1
	faults=0
	late=0
	done_=0
	while [ $done_ -lt $n ]; do
		done_=$((done_ + 1))
		"$3"
	done
	is $faults 0 "$1: $n kills, $late of them after its end"
}

server_start --root "$tmp/tree1"
init fb
figures 1
ends 0 -C "$base" refresh
sums "$base/facts.db" >"$tmp/old"
cp -a "$base" "$tmp/kept1"

# What a run in peace makes of it.
figures 2
later $day
measure "$tmp/kept1" -C "$base" refresh
is "$want" 0 "a refresh that nobody kills ends with 0"
sums "$base/facts.db" >"$tmp/new"
past "$base/facts.db" >"$tmp/past"
isnt "$(cat "$tmp/old")" "$(cat "$tmp/new")" "there is a difference to see"
cp -a "$base" "$tmp/kept2"

load_once() {
	fresh "$tmp/kept1"
	killed -C "$base" refresh
	look
	repaired -C "$base" refresh
}
series "refresh" 30 load_once

drip_once() {
	fresh "$tmp/kept1"
	fault 'match=NED,times=1000,kind=drip:150000'
	killed -C "$base" refresh
	clear
	look
	repaired -C "$base" refresh
}
fault 'match=NED,times=1000,kind=drip:150000'
measure "$tmp/kept1" -C "$base" refresh
clear
series "refresh, while it fetches" 20 drip_once

rebuild_once() {
	fresh "$tmp/kept2"
	[ $((done_ % 2)) -eq 0 ] || rm "$base/state/last.json"
	killed -C "$base" rebuild
	look
	repaired -C "$base" rebuild
}
cp "$tmp/new" "$tmp/old"
measure "$tmp/kept2" -C "$base" rebuild
series "rebuild" 20 rebuild_once

# Six runs of every table, of which three go.
fresh "$tmp/kept2"
for n in 1 2 1 2; do
	figures $n
	later $day
	ends 0 -C "$base" refresh
done
past "$base/facts.db" >"$tmp/past"
jq '.keep_days = 1' "$base/feiten.json" >"$tmp/config"
cp "$tmp/config" "$base/feiten.json"
later $((8 * day))
rm -rf "$tmp/kept6"
cp -a "$base" "$tmp/kept6"
thin_once() {
	fresh "$tmp/kept6"
	killed -C "$base" refresh
	look
	repaired -C "$base" refresh
	is_thin
}
is_thin() {
	[ "$(grep -l '"thinned": true' "$base"/raw/cbs-kwb/*/*/manifest.json |
	    wc -l)" = 6 ] || wrong "not all that should go went"
	[ "$(find "$base/raw" -name 'TypedDataSet-1.json*' | wc -l)" = 6 ] ||
	    wrong "answers went that should stay, or stayed"
	feiten -C "$base" rebuild
	[ "$status" -eq 0 ] ||
	    wrong "rebuild ends with $status: $(cat "$tmp/err")"
	[ "$(past "$base/facts.db")" = "$(cat "$tmp/past")" ] ||
	    wrong "after a rebuild figures or their history differ"
}
measure "$tmp/kept6" -C "$base" refresh
part=0 wait=0 done_=0 faults=0
is_thin
is $faults 0 "six runs are thinned"
series "thinning" 20 thin_once

# Pages, of the small example.
rm -rf "$tmp/overlay"
server_start
filled site --area=WK060307
cp -a "$base" "$tmp/kept0"
measure "$tmp/kept0" -C "$base" site --format html
pages() {
	(cd "$base/out" && find . -type f -exec cksum {} + | sort -k3)
}
pages >"$tmp/pages"
[ "$(wc -l <"$tmp/pages")" -gt 5 ]
ok $? "there are pages"
site_once() {
	fresh "$tmp/kept0"
	killed -C "$base" site --format html
	feiten -C "$base" site --format html
	[ "$status" = "$want" ] || wrong "the next site ends with $status"
	pages >"$tmp/now"
	cmp -s "$tmp/pages" "$tmp/now" || wrong "the pages differ"
	[ -z "$(leftovers)" ] || wrong "left lying about: $(leftovers)"
}
series "site" 10 site_once
done_testing
