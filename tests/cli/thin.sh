#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Three years of refreshes: old answers go by the rule of docs/running.md, and
# what they told does not: facts, their history, runs, drifts and doubts are
# the same after a rebuild out of what is left.
. "$(dirname "$0")/lib.sh"

table=85984NED
from=$example/v3/opendata.cbs.nl/$table
over=$tmp/overlay/opendata.cbs.nl/$table
step=3944700 # seconds: eight in a year
mkdir -p "$over"

# What programs read, without the order of rows.
views() { # FILE
	for view in areas topics facts absences fact_history runs drifts \
	    doubts; do
		echo "-- $view"
		sqlite3 "$base/facts.db" "SELECT * FROM $view" | sort
	done >"$1"
}

rebuilt() { # NAME
	views "$tmp/before"
	ends 0 -C "$base" rebuild
	views "$tmp/after"
	same "$tmp/before" "$tmp/after" "$1: rebuild gives the same"
}

revise() { # SED-SCRIPT
	sed "$1" "$from/TypedDataSet.ndjson" >"$over/TypedDataSet.ndjson"
	touch_table $table
	later $step
	feiten -C "$base" refresh
	[ "$status" -eq 0 ] || ok 1 "refresh ends with 0: $(cat "$tmp/err")"
}

# Runs with answers, and runs that were thinned: their stamps.
whole() {
	(cd "$base/raw/cbs-kwb/$table" && ls -d ./*/TableInfos-1.json.gz |
	    cut -c3-10)
}
gone() {
	(cd "$base/raw/cbs-kwb/$table" &&
	    grep -l '"thinned": true' ./*/manifest.json | cut -c3-10)
}

server_start
filled fb

# Year by year: another figure each time; one taken back; one of another area. In the
# middle a column and a name that no other run has.
# What was strange about a run that will go, and somebody's word on it.
strange() {
	sqlite3 "$base/facts.db" "INSERT INTO drift SELECT max(id), 99, 'unit',
	    'Inwoners', NULL, '', 0 FROM run WHERE table_id = '$table';
	INSERT INTO doubt SELECT '0123456789', run.id, col.id,
	    (SELECT id FROM area WHERE code = 'WK060302' AND year = 2024),
	    'leap', 1.1, 60003, 0, 'A. Person', '2027-01-01', 'seen: \"ok\"'
	FROM run, col WHERE run.table_id = '$table'
	    AND col.indicator = 'inwoners' AND col.period = '2024'
	ORDER BY run.id DESC LIMIT 1"
}

n=1
while [ $n -le 24 ]; do
	script="s/\"AantalInwoners_5\":59642/\"AantalInwoners_5\":$((60000 + n))/"
	case $n in
	7) script="$script; s/\"AantalInwoners_5\":2315,/\"AantalInwoners_5\":null,/" ;;
	14) script="$script; s/\"AantalInwoners_5\":2315,/\"AantalInwoners_5\":2400.125,/" ;;
	9)
		sed 's/"Title":"Mannen"/"Title":"\\u00c9\\"n, en  "/' \
		    "$from/DataProperties.json" >"$over/DataProperties.json"
		sed 's/"Title":"Rijswijk (ZH.)"/"Title":"Rijswijk (ZH.), lang"/' \
		    "$from/WijkenEnBuurten.json" >"$over/WijkenEnBuurten.json"
		script="$script; s/\"Mannen_6\":null/\"Mannen_6\":7/"
		;;
	10) rm "$over/DataProperties.json" "$over/WijkenEnBuurten.json" ;;
	18) # a failure has its line in runs, and stays
		fault 'match=TypedDataSet,times=100,kind=status:404'
		touch_table $table
		feiten -C "$base" refresh
		clear
		;;
	esac
	revise "$script"
	[ $n -ne 3 ] || strange
	n=$((n + 1))
done
whole >"$tmp/whole"
gone >"$tmp/gone"
is "$(sed -n 1p "$tmp/whole")" 20261122 "the first run stays"
is "$(cut -c1-4 "$tmp/whole" | sort | uniq -c | tr -s ' \n' ' ')" \
    " 1 2026 1 2027 1 2028 2 2029 " "and the newest of each year"
is "$(cat "$tmp/whole" "$tmp/gone" | sort -u | wc -l)" 25 \
    "every run has its manifest"
is "$(sqlite3 "$base/facts.db" "SELECT count(*) FROM runs
    WHERE id LIKE '$table%'")" 26 "and its row"
is "$(find "$base/raw/cbs-kwb/$table" -name '*.gz' | wc -l)" \
    "$(($(wc -l <"$tmp/whole") * 5))" "thinned ones have nothing besides"
history=$base/raw/history/cbs-kwb/$table.csv.gz
[ -s "$history" ]
ok $? "there is a history"
[ "$(sqlite3 "$base/facts.db" 'SELECT count(*) FROM fact_history')" -ge 26 ]
ok $? "there is a past to lose"
is "$(sqlite3 "$base/facts.db" 'SELECT count(*) FROM doubts')
$(sqlite3 "$base/facts.db" "SELECT count(*) FROM drifts WHERE subject =
    'Inwoners'")" "1
1" "there is a drift and a doubt to lose"
rebuilt "three years"
err_has "rebuilt: 2 loads" "runs that the history tells of are not read"
rebuilt "once more"

# Younger runs come on top, loaded as they are.
revise 's/"AantalInwoners_5":59642/"AantalInwoners_5":61000/'
rebuilt "one run later"

# Nothing new: not a file of raw/ is touched.
listing "$base/raw" >"$tmp/before"
later 691200
ends 0 -C "$base" refresh
listing "$base/raw" >"$tmp/after"
same "$tmp/before" "$tmp/after" "nothing new: raw/ is not touched"
views "$tmp/before"
rm "$base/facts.db"
rm -r "$base/state"
ends 0 -C "$base" rebuild
views "$tmp/now"
same "$tmp/before" "$tmp/now" "facts.db and state/ lost: the same again"

# A history that is damaged, cut off, of another table, or gone.
cp "$history" "$tmp/sound.gz"
views "$tmp/before"
cp "$base/facts.db" "$tmp/facts.db"
damaged() { # NAME TEXT
	ends 1 -C "$base" rebuild
	err_has "$2" "$1: says so"
	err_has "left as it was" "$1: and leaves facts.db"
	same "$tmp/facts.db" "$base/facts.db" "$1: byte for byte"
	cp "$tmp/sound.gz" "$history"
}
head -c 600 "$tmp/sound.gz" >"$history"
damaged "cut off" "put a sound copy of the file back"
gunzip -c "$tmp/sound.gz" | sed '$d' | gzip >"$history"
damaged "without its end" "cut off"
gunzip -c "$tmp/sound.gz" | sed '20d' | gzip >"$history"
damaged "a line missing" "put a sound copy of the file back"
gunzip -c "$tmp/sound.gz" | sed "1s/$table/84799NED/" | gzip >"$history"
damaged "of another table" "of cbs-kwb: 84799NED"
gunzip -c "$tmp/sound.gz" | sed '1s/,"1",/,"2",/; 1s/,1,/,2,/' |
    gzip >"$history"
damaged "of another version" "another version"
printf 'x' | dd of="$history" bs=1 seek=300 conv=notrunc 2>"$tmp/dd"
damaged "damaged" "$table"
rm "$history"
damaged "gone" "put that file back"
ends 0 -C "$base" rebuild
views "$tmp/after"
same "$tmp/before" "$tmp/after" "back again: all is well"

# A facts.db that knows less does not take the place of a history.
sqlite3 "$base/facts.db" 'DELETE FROM obs_was'
later $step
revise 's/"AantalInwoners_5":59642/"AantalInwoners_5":1/'
touch_table $table
later $((2 * step))
ends 1 -C "$base" refresh
err_has "feiten rebuild" "a facts.db that knows less: says so"
same "$tmp/sound.gz" "$history" "and the history stays"
ends 0 -C "$base" rebuild
later 60
ends 0 -C "$base" refresh
isnt "$(cksum <"$history")" "$(cksum <"$tmp/sound.gz")" \
    "after a rebuild it is written anew"
rebuilt "and tells all"

# What feiten.json says.
config() {
	jq "$1" "$base/feiten.json" >"$tmp/config" &&
	    cp "$tmp/config" "$base/feiten.json"
}
config '.keep_days = 0'
ends 3 -C "$base" refresh
err_has "keep_days must be a whole number of 1 to 36500" "keep_days is checked"
config '.keep_days = 36500'
before=$(gone | wc -l)
revise 's/"AantalInwoners_5":59642/"AantalInwoners_5":2/'
is "$(gone | wc -l)" "$before" "keep_days: everything stays"
config '.keep_days = 1'
revise 's/"AantalInwoners_5":59642/"AantalInwoners_5":3/'
[ "$(gone | wc -l)" -gt "$before" ]
ok $? "keep_days: less stays"
rebuilt "with keep_days"

# While a column is held, nothing goes: what it holds came with an older run.
before=$(gone | wc -l)
revise 's/"AantalInwoners_5":[0-9]*/"AantalInwoners_5":null/'
is "$(gone | wc -l)" "$before" "while a column is held, nothing goes"

# A source cannot be called as the folder.
cp "$repo/sources/cbs-kwb.json" "$base/sources/history.json"
ends 3 -C "$base" status
err_has '"history" is the name of a folder in raw/' \
    "no source is called history"
done_testing
