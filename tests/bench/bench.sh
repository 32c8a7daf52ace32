#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# make bench: the numbers of docs/bench.md, each beside its limit and, where
# there is one, the floor of the same run. Status 1 when one is over.
#
#   BENCH_DATA   a folder of real tables as httpd serves them, with 84799NED;
#                without it a table of that size is made up
#   BENCH_ROUNDS how often the load is measured (5)
#   BENCH_FACTS  millions of facts for the views (20)
#   BENCH_YEARS  how many national years are loaded by "years" (3; 13 are all)
#   BENCH_ONLY   some of: speed memory derive overlap load long views geo pages
#                among stats years nothing
set -eu

build=${BUILD:-build}
data=${BENCH_DATA:-../shared/data/v3}
rounds=${BENCH_ROUNDS:-5}
millions=${BENCH_FACTS:-20}
years=${BENCH_YEARS:-3}
host=opendata.cbs.nl
here=tests/bench
tmp=$(mktemp -d)
server=
over=0

stop_server() {
	[ -z "$server" ] || kill "$server" 2>/dev/null || :
	server=
}

# shellcheck disable=SC2317 # the trap calls it
clean() {
	stop_server
	rm -rf "$tmp"
}
trap clean EXIT
trap 'exit 1' HUP INT TERM

# serve ROOT: sets $port
serve() {
	stop_server
	rm -f "$tmp/port"
	mkfifo "$tmp/port"
	"$build/tests/httpd" --root "$1" >"$tmp/port" &
	server=$!
	read -r port <"$tmp/port"
	mirror=http://127.0.0.1:$port/$host
}

# value FILE NAME: the (last) number of that name
value() {
	awk -v name="$2" '$1 == name { v = $2 } END { print v }' "$1"
}

# median FILE NAME
median() {
	awk -v name="$2" '$1 == name { print $2 }' "$1" | sort -n |
	    awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

# judge WHAT VALUE LIMIT UNIT [MORE]
judge() {
	if awk -v v="$2" -v limit="$3" 'BEGIN { exit !(v <= limit) }'; then
		verdict=PASS
	else
		verdict=over
		over=1
	fi
	printf '%-5s %-44s %8.4g %s (at most %s)%s\n' "$verdict" "$1" "$2" \
	    "$4" "$3" "${5:+; $5}"
}

# judge_least WHAT VALUE LIMIT UNIT [MORE]; LIMIT -: none
judge_least() {
	at_least=" (at least $3)"
	if [ "$3" = - ]; then
		verdict='' at_least=''
	elif awk -v v="$2" -v limit="$3" 'BEGIN { exit !(v >= limit) }'; then
		verdict=PASS
	else
		verdict=under
		over=1
	fi
	printf '%-5s %-44s %8.4g %s%s%s\n' "$verdict" "$1" "$2" "$4" \
	    "$at_least" "${5:+; $5}"
}

# What there is of each adapter: ages of which one is picked, and how quick
# reading must be at least.
speeds() {
	cat <<-END
	v3-typed 40 80 cbs-odata-v3, numbers
	v3-untyped 40 80 cbs-odata-v3, numbers as text
	v4 40 80 cbs-odata-v4
	bulk 100 100 cbs-bulk-csv
	csv 100 100 file, CSV
	csv-zip 100 100 file, CSV in a zip
	xlsx 10 - file, XLSX
	opendatasoft 50 80 opendatasoft
	ckan 50 80 ckan
	arcgis 50 80 arcgis
	swing 40 80 swing
	geojson 10 - geojson (all is kept)
	ogc-features 10 - ogc-features (all is kept)
	END
}

# Bytes of a made-up table, of which few figures are kept, into facts.db; per
# second of processor time of the whole process.
measure_speed() {
	mkdir "$tmp/made-up"
	speeds | cut -d ' ' -f 1,2 | xargs -n 2 -P 2 sh "$here/make.sh" \
	    "$bench" "$tmp/made-up"
	speeds | while read -r kind _ limit name; do
		dir=$tmp/made-up/$kind
		for i in 1 2 3; do
			"$bench" ingest "$kind" "$dir"
			"$bench" read "$kind" "$dir"
		done >>"$dir/said"
		awk -v limit="$limit" -v name="$name" '
		function least(what) {
			if (!(what in v) || $2 < v[what])
				v[what] = $2
		}
		{ least($1) }
		END {
			printf "%s\t%s\t%s\t%d MB, %d facts, %.1f times ",
			    name, v["bytes"] / 1e6 / v["cpu"], limit,
			    v["bytes"] / 1e6, v["facts"], v["cpu"] / v["read"]
			print "unpacking and looking through them"
		}' "$dir/said"
		rm -rf "$dir"
	done >"$tmp/speeds"
	while IFS='	' read -r name speed limit more; do
		judge_least "read: $name" "$speed" "$limit" MB/s "$more"
	done <"$tmp/speeds"
}

# Peak memory of a table of which all is kept, and of one four times as long.
measure_memory() {
	speeds | cut -d ' ' -f 1 | xargs -n 1 -P 2 sh "$here/grow.sh" \
	    "$bench" "$tmp" >"$tmp/grow"
	speeds >"$tmp/kinds"
	while read -r kind _ _ name; do
		judge "4 times as long: ${name% (*}, memory" \
		    "$(awk -v k="$kind" '$1 == k { print $3 / $2 }' \
			"$tmp/grow")" 1.05 "x" \
		    "$(awk -v k="$kind" '$1 == k {
			printf "%.1f and %.1f MB", $2, $3 }' "$tmp/grow")"
	done <"$tmp/kinds"
}

# Things with a place into figures of as many areas as there are buurten.
measure_derive() {
	mkdir "$tmp/derive"
	"$bench" make boundaries "$tmp/derive" 1 1 >"$tmp/places"
	"$bench" make geojson "$tmp/derive" 1 7 >>"$tmp/places"
	"$bench" derive "$tmp/derive" >>"$tmp/places"
	rm -rf "$tmp/derive"
	judge "figures of $(value "$tmp/places" features) places, 14,574 areas" \
	    "$(value "$tmp/places" cpu)" 4 "s of CPU" \
	    "$(value "$tmp/places" facts) facts,\
 $(value "$tmp/places" memory) MB; loading the boundaries\
 $(value "$tmp/places" boundaries) s, the places\
 $(value "$tmp/places" places) s"
}

# What part of the areas of one year lies in which of the next.
measure_overlap() {
	mkdir "$tmp/overlap"
	"$bench" make boundaries "$tmp/overlap" 1 1 >"$tmp/weights"
	"$bench" make boundaries-next "$tmp/overlap" 1 1 >>"$tmp/weights"
	"$bench" overlap "$tmp/overlap" >>"$tmp/weights"
	rm -rf "$tmp/overlap"
	judge "overlap of 14,574 areas in two years" \
	    "$(value "$tmp/weights" cpu)" 10 "s of CPU" \
	    "$(value "$tmp/weights" weights) weights,\
 $(value "$tmp/weights" memory) MB"
}

# One table from the server into facts.db, and the floor.
measure_load() {
	if [ -e "$data/$host/84799NED" ]; then
		root=$data table=84799NED
		echo "Table 84799NED, real figures"
	else
		root=$tmp/made table=90020NED
		"$build/tests/bigtable" --out "$root" --areas 17341 \
		    --filled 42 >/dev/null
		echo "A made-up table of the size of 84799NED"
	fi
	serve "$root"
	i=0
	while [ "$i" -le "$rounds" ]; do
		rm -rf "$tmp/base"
		mkdir "$tmp/base"
		{
			"$bench" total "$mirror" "$table" "$tmp/base"
			"$bench" null "$mirror" "$table" "$tmp/base"
			"$bench" bare "$table" "$tmp/base"
		} >"$tmp/round"
		# The first time the server packs its answers: not counted.
		[ "$i" -eq 0 ] || awk '{ print; v[$1] = $2 }
		    END { print "ratio", v["total"] / (v["null"] + v["bare"]) }
		    ' "$tmp/round" >>"$tmp/load"
		i=$((i + 1))
	done
	judge "download and load, times the floor" \
	    "$(median "$tmp/load" ratio)" 1.5 "x" \
	    "aim 1.2; median of $rounds"
	printf '      %s\n' \
	    "$(value "$tmp/load" rows) rows, $(value "$tmp/load" facts) facts;\
 total $(median "$tmp/load" total) s (fetch $(median "$tmp/load" fetch),\
 load $(median "$tmp/load" ingest)); floor: download\
 $(median "$tmp/load" null), bare insert $(median "$tmp/load" bare) s"
	judge "database" "$(value "$tmp/load" bytes_per_fact)" 20 \
	    "bytes a fact"
	judge "peak memory" "$(median "$tmp/load" memory)" 48 MB
}

# The same with four times the rows.
measure_long() {
	rm -rf "$tmp/long" "$tmp/base4"
	sh "$here/long.sh" "$root" "$host" "$table" "$tmp/long" 4
	serve "$tmp/long"
	mkdir "$tmp/base4"
	"$bench" total "$mirror" "$table" "$tmp/base4" >"$tmp/load4"
	# Memory is counted in pages and differs a little from run to run.
	judge "peak memory, four times the rows" \
	    "$(value "$tmp/load4" memory)" \
	    "$(median "$tmp/load" memory | awk '{ printf "%.1f", $1 * 1.05 }')" \
	    MB "$(value "$tmp/load4" rows) rows"
	rm -rf "$tmp/long" "$tmp/base4"
}

# Years of such a table, and questions to the views.
measure_views() {
	"$bench" fill "$table" "$tmp/base" "$millions" >"$tmp/views"
	"$bench" view "$tmp/base" >>"$tmp/views"
	filled=$(value "$tmp/views" filled | awk '{ printf "%.1f", $1 / 1e6 }')
	for what in area indicator absent history; do
		judge "view over $filled million facts: $what" \
		    "$(value "$tmp/views" "view_$what")" 50 ms \
		    "$(awk -v n="view_$what" '$1 == n { print $3 }' \
			"$tmp/views") rows"
	done
	rm -rf "$tmp/base"
}

# Points into as many areas as there are buurten, made up.
measure_geo() {
	"$bench" geo >"$tmp/geo"
	judge "100,000 points into 14,574 areas" \
	    "$(awk '$1 == "geo_cover" || $1 == "geo_points" { v += $2 }
		END { print v }' "$tmp/geo")" 2 s \
	    "floor $(awk '/^geo_floor/ { v += $2 } END { print v }' "$tmp/geo")\
 s, the boxes alone; read at $(value "$tmp/geo" geo_parse_mb) MB/s"
	judge "neighbours of 14,574 areas" "$(value "$tmp/geo" geo_borders)" \
	    15 s "$(value "$tmp/geo" geo_pairs) pairs"
}

# A refresh with nothing new, and the profiles of the example.
measure_pages() {
	serve tests/example/v3
	feiten=$build/feiten
	dir=$tmp/rijswijk
	"$feiten" -q init "$dir" --area GM0603 --mirror "https://$host=$mirror"
	cp tests/example/notes/*.md "$dir/notes/"
	"$feiten" -q -C "$dir" refresh --source cbs-kwb
	curl -sf -X POST "http://127.0.0.1:$port/_control/clear-log" >"$tmp/said"
	touch "$tmp/before"
	sleep 1
	"$feiten" -q -C "$dir" refresh --source cbs-kwb
	judge "a refresh with nothing new" \
	    "$(curl -sf "http://127.0.0.1:$port/_control/log" | wc -l)" 2 \
	    "requests" "two tables"
	judge "files it touches" \
	    "$(find "$dir" -type f -newer "$tmp/before" | wc -l)" 1 files
	sh "$here/pages.sh" "$feiten" "$dir" "$tmp" >"$tmp/pages"
	judge "one HTML profile, besides gnuplot" \
	    "$(value "$tmp/pages" one)" 0.15 "s of CPU"
	judge "the profiles of Rijswijk, HTML with charts" \
	    "$(value "$tmp/pages" all)" 6 s \
	    "$(value "$tmp/pages" profiles) profiles"
	judge "a first profile, HTML" "$(value "$tmp/pages" first)" 0.5 s
	judge "the largest page" "$(value "$tmp/pages" largest)" 250 kB
	judge_least "two workers, HTML with charts" \
	    "$(value "$tmp/pages" html_rate)" 40 "a second" \
	    "$(value "$tmp/pages" html_cpu) s of CPU a page"
	judge_least "two workers, PDF" "$(value "$tmp/pages" pdf_rate)" 18 \
	    "a second" "$(value "$tmp/pages" pdf_cpu) s of CPU a page;$(awk '
		{ v[$1] = $2 }
		END {
			if (v["pdf_floor"] > 0)
				printf " 400 cells alone %.3f: %.1f times",
				    v["pdf_floor"], v["pdf_cpu"] / v["pdf_floor"]
		}' "$tmp/pages")"
	judge "nothing changed, of these profiles" \
	    "$(value "$tmp/pages" nothing)" 5 s
	judge "HTML and PDF of 14,574 areas, on disk twice" \
	    "$(value "$tmp/pages" disk)" 6 GB
}

# The statistics of one buurt among those of the country: real tables only.
measure_among() {
	if [ ! -e "$data/$host/84799NED" ]; then
		echo "one buurt among those of the country: no real tables"
		return
	fi
	serve "$data"
	dir=$tmp/among
	"$build/feiten" -q init "$dir" --area GM0603 \
	    --mirror "https://$host=$mirror"
	"$build/feiten" -q -C "$dir" refresh --source cbs-kwb
	for i in 1 2 3 4 5; do
		("$build/feiten" -q -C "$dir" profile BU06030771 \
		    --format json >/dev/null && times >"$tmp/times.$i")
		awk 'NR == 2 { gsub(/s/, ""); split($1, u, "m"); split($2, k, "m")
			print u[1] * 60 + u[2] + k[1] * 60 + k[2] }' \
		    "$tmp/times.$i"
	done | sort -n >"$tmp/among.times"
	judge "one buurt among those of the country" \
	    "$(head -n 1 "$tmp/among.times")" 0.3 "s of CPU" "best of 5"
	rm -rf "$dir"
}

# All statistics of all buurten, ten years of a made-up national table.
measure_stats() {
	mkdir "$tmp/stats"
	sh "$here/stats.sh" "$build/tests/bigtable" "$tmp/stats" >"$tmp/said"
	serve "$tmp/stats/tree"
	dir=$tmp/stats/base
	"$build/feiten" -q init "$dir" --area GM0001 --source cbs-kwb \
	    --mirror "https://$host=$mirror" \
	    --mirror "https://dataderden.cbs.nl=$mirror"
	cp "$tmp/stats/cbs-kwb.json" "$dir/sources/"
	FEITEN_PATIENCE=0.05 "$build/feiten" -q -C "$dir" refresh \
	    >"$tmp/said" 2>&1
	"$bench" stats "$dir" 1 >"$tmp/stats.out" 2>"$tmp/said"
	judge "all statistics of all buurten, on two cores" \
	    "$(value "$tmp/stats.out" wall)" 10 s \
	    "$(value "$tmp/stats.out" cpu) s of CPU;\
 $(awk '$1 == "cpu" { c = $2 } $1 == "floor" { f = $2 }
	    END { printf "%.2g times the floor of %.3g", c / f, f }' \
		"$tmp/stats.out")"
	judge "the same, peak memory" \
	    "$(awk '$1 == "memory" { v += $2 } END { print v }' \
		"$tmp/stats.out")" 500 MB "two processes together"
	rm -rf "$tmp/stats"
}

# All there is: years of a national table, by the program as it is.
measure_years() {
	"$build/tests/bigtable" --out "$tmp/years" --areas 17341 --filled 42 \
	    --years "$years" --last 2025 >"$tmp/said"
	serve "$tmp/years"
	sh "$here/refresh.sh" years "$build/feiten" "$tmp/fb" "$mirror" \
	    >"$tmp/load13"
	judge "$years national years, download and load" \
	    "$(value "$tmp/load13" load)" \
	    "$(awk -v n="$years" 'BEGIN { print 30 / 13 * n }')" s \
	    "$(value "$tmp/load13" values) facts, $(value "$tmp/load13" cpu)\
 s of CPU"
	judge "the same, peak memory" "$(value "$tmp/load13" memory)" 48 MB
	# As quick as the load but for chance.
	judge "the same again by rebuild, times the load, CPU" \
	    "$(awk '$1 == "cpu" { l = $2 } $1 == "recpu" { r = $2 }
		END { print r / l }' "$tmp/load13")" 1.1 x \
	    "$(value "$tmp/load13" rebuild) s"
	rm -rf "$tmp/years" "$tmp/fb"
}

# 14 tables of one definition and 20 definitions of one table, on two hosts.
measure_nothing() {
	"$build/tests/bigtable" --out "$tmp/small" --areas 400 --years 34 \
	    --last 2046 >"$tmp/said"
	serve "$tmp/small"
	sh "$here/refresh.sh" nothing "$build/feiten" "$tmp/fb" "$mirror" \
	    >"$tmp/quiet"
	judge "a refresh of 34 tables with nothing new" \
	    "$(value "$tmp/quiet" requests)" 40 requests \
	    "$(value "$tmp/quiet" tables) tables of\
 $(value "$tmp/quiet" sources) sources"
	judge "the same, waiting not taken off" \
	    "$(value "$tmp/quiet" seconds)" 1 s
	judge "files it touches" "$(value "$tmp/quiet" files)" 1 files
	rm -rf "$tmp/small" "$tmp/fb"
}

sh "$here/build.sh" "$build"
bench=$build/tests/bench
for what in ${BENCH_ONLY:-speed memory derive overlap load long views geo \
    pages among stats years nothing}; do
	case $what in
	speed) measure_speed ;;
	memory) measure_memory ;;
	derive) measure_derive ;;
	overlap) measure_overlap ;;
	load) measure_load ;;
	long) measure_long ;;   # after load
	views) measure_views ;; # after load
	geo) measure_geo ;;
	pages) measure_pages ;;
	among) measure_among ;;
	stats) measure_stats ;;
	years) measure_years ;;
	nothing) measure_nothing ;;
	*)
		echo "bench: nothing is called '$what'" >&2
		exit 2
		;;
	esac
done
exit "$over"
