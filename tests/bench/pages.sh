#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# pages.sh FEITEN DIR TMP: how long profiles take. Prints "one", CPU seconds
# of one HTML profile without those of gnuplot; "all", seconds for all of
# them; "profiles", how many that were; and what a batch of two workers does.
set -eu
feiten=$1
dir=$2
tmp=$3

# gnuplot is run through a script that notes what it took.
gnuplot=$(command -v gnuplot) || {
	echo "gnuplot: not there: run 'make deps'" >&2
	exit 1
}
mkdir -p "$tmp/bin"
cat >"$tmp/bin/gnuplot" <<END
#!/bin/sh
"$gnuplot" "\$@"
status=\$?
times >>"$tmp/gnuplot.times"
exit \$status
END
chmod +x "$tmp/bin/gnuplot"

# The second line of times(1): user and system time of the children, m and s.
children() {
	awk 'function s(t) {
		sub(/s$/, "", t)
		split(t, part, "m")
		return part[1] * 60 + part[2]
	}
	NR % 2 == 0 { sum += s($1) + s($2) }
	END { printf "%.3f\n", sum }' "$1"
}

rm -f "$tmp/gnuplot.times"
(
	PATH=$tmp/bin:$PATH "$feiten" -q -C "$dir" profile GM0603 \
	    --format html >/dev/null
	times >"$tmp/feiten.times"
)
: >>"$tmp/gnuplot.times"
awk -v a="$(children "$tmp/feiten.times")" \
    -v b="$(children "$tmp/gnuplot.times")" 'BEGIN { print "one", a - b }'

start=$(date +%s.%N)
"$feiten" -q -C "$dir" profile --all --format html >/dev/null
awk -v a="$start" -v b="$(date +%s.%N)" 'BEGIN { print "all", b - a }'
printf 'profiles %d\n' "$(find "$dir/out" -name '*.html' |
    grep -c '[/.][A-Z][A-Z][0-9A-Z]*')"

# timed NAME ARGUMENT...: seconds, and CPU seconds of all that ran
timed() {
	name=$1
	shift
	start=$(date +%s.%N)
	(
		"$feiten" -q -C "$dir" "$@" >/dev/null
		times >"$tmp/batch.times"
	)
	awk -v a="$start" -v b="$(date +%s.%N)" -v name="$name" \
	    -v cpu="$(children "$tmp/batch.times")" \
	    'BEGIN { print name, b - a, cpu }'
}

# floor QUESTIONS: CPU seconds of Typst for so many documents of 400 tagged cells
# of a table and nothing else, PDF/UA-1.
floor() {
	i=0
	while [ $i -lt "$1" ]; do
		i=$((i + 1))
		echo "{\"id\": $i, \"date\": 1795305600}"
	done >"$tmp/questions"
	(
		node reports/typst/worker.mjs "$modules" "$tmp/floor" \
		    <"$tmp/questions" >/dev/null
		times >"$tmp/floor.times"
	)
	children "$tmp/floor.times"
}
modules=${FEITEN_NODE_MODULES:-reports/typst/node_modules}
mkdir -p "$tmp/floor"
cat >"$tmp/floor/main.typ" <<'END'
#set document(title: "Floor", date: auto)
#set text(font: "Inter", size: 7.5pt, lang: "en")
#table(
  columns: (20mm,) * 8,
  table.header(..range(8).map(i => "Head " + str(i))),
  ..range(8, 400).map(str),
)
END
if [ -d "$modules" ]; then
	awk -v one="$(floor 1)" -v more="$(floor 41)" \
	    'BEGIN { print "pdf_floor", (more - one) / 40 }'
fi

n=$(find "$dir/out/profile" -name '*.html' | wc -l)
timed first profile GM0603 --format html
rm -rf "$dir/out"
timed html site --format html --jobs 2 >"$tmp/batch"
rm -rf "$dir/out"
timed both site --jobs 2 >>"$tmp/batch"
timed nothing site --jobs 2 >>"$tmp/batch"
bytes=$(find "$dir/out/profile" -type f -printf '%s\n' |
    awk '{ sum += $1 } END { print sum }')
awk -v n="$n" -v bytes="$bytes" '{ wall[$1] = $2; cpu[$1] = $3 }
END {
	print "html_rate", n / wall["html"]
	print "html_cpu", cpu["html"] / n
	# Without the time its HTML takes.
	print "pdf_rate", n / (wall["both"] - wall["html"])
	print "pdf_cpu", (cpu["both"] - cpu["html"]) / n
	print "nothing", wall["nothing"]
	print "disk", 2 * bytes / n * 14574 / 1e9
}' "$tmp/batch"
find "$dir/out/profile" -name '*.html' -printf '%s\n' | sort -n |
    awk 'END { print "largest", $1 / 1000 }'
