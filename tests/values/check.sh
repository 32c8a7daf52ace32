# SPDX-License-Identifier: EUPL-1.2
# Hold a list of values against the files they were read from and against the
# views of a fact base. README.md tells what the lists look like. Prints TAP
# through ok() of tests/cli/lib.sh.
# shellcheck shell=sh disable=SC2154 # tmp is the caller's

# The lines of a list that are values.
rows_of() { # LIST
	grep -v -e '^#' -e '^$' "$1"
}

text_of() { # FILE
	case $1 in
	*.gz) gzip -dc "$1" ;;
	*) cat "$1" ;;
	esac
}

# "ok NAME" or "not NAME" of each row: the lines it names hold what it says.
hold() { # LIST FOLDER
	rows_of "$1" | cut -f1 | sort -u | while read -r file; do
		if [ -r "$2/$file" ]; then
			text_of "$2/$file"
		fi | awk -F'\t' -v file="$file" '
		# Field N of a line of a CSV file, without its quotes.
		function field(line, n,    part) {
			sub(/\r$/, "", line)
			sub(/^\357\273\277/, "", line)
			split(line, part, ";")
			gsub(/^"|"$/, "", part[n])
			return part[n]
		}
		function holds(line, text,    n) {
			if (match(text, /^\[[0-9]+\]/) == 0)
				return index(line, text) > 0
			n = substr(text, 2, RLENGTH - 2) + 0
			return field(line, n) == substr(text, RLENGTH + 1)
		}
		FILENAME != "-" {
			if ($1 == file) {
				where[++rows] = $2
				texts[rows] = $3
				gsub(/,/, ", ", $2)
				name[rows] = file ":" $2
			}
			next
		}
		{
			for (r = 1; r <= rows; r++) {
				if (where[r] ~ /^#/) {
					found[r] += holds($0, texts[r])
					continue
				}
				lines = split(where[r], at, ",")
				n = split(texts[r], text, / \+ /)
				for (i = 1; i <= n; i++)
					if (at[lines == 1 ? 1 : i] == FNR)
						found[r] += holds($0, text[i])
			}
		}
		END {
			for (r = 1; r <= rows; r++) {
				n = split(texts[r], text, / \+ /)
				if (where[r] ~ /^#/)
					n = substr(where[r], 2) + 0
				print (found[r] == n ? "ok" : "not") " " \
				    name[r] " holds " texts[r]
			}
		}' "$tmp/list" -
	done
}

# The same for what the views say. Columns of the lists are those of "want".
believe() { # FACTS.DB
	sqlite3 -batch :memory: <<-SQL
	ATTACH 'file:$1?mode=ro' AS base;
	CREATE TABLE want (file, line, text, source, tbl, area, year, topic,
	    indicator, period, dims, unit, value);
	.mode ascii
	.separator "\t" "\n"
	.import '$tmp/list' want
	CREATE TABLE got AS
	SELECT want.rowid AS n, CASE
	    WHEN want.value LIKE 'name:%' THEN
		(SELECT 'name:' || group_concat(name) FROM base.areas
		WHERE code = area AND areas.year = CAST(want.year AS INTEGER))
	    WHEN want.value LIKE 'says:%' THEN
		(SELECT 'says:' || message FROM base.runs
		WHERE runs.source = want.source
		    AND instr(message, substr(want.value, 6)) > 0)
	    ELSE (SELECT group_concat(rtrim(rtrim(
			printf('%.9f', f.value), '0'), '.')
			|| '|' || ifnull(f.unit, '')
			|| '|' || ifnull(f.indicator, ''))
		FROM base.facts AS f
		WHERE f.area_code = want.area AND f.table_id = want.tbl
		    AND f.source = want.source
		    AND f.area_year = CAST(want.year AS INTEGER)
		    AND want.topic IN (f.topic_key, f.topic_title)
		    AND f.period = want.period AND f.dims = want.dims)
	    END AS said, (SELECT group_concat(DISTINCT a.reason)
		FROM base.absences AS a
		    JOIN base.topics AS t ON t.table_id = a.table_id
			AND t.topic_key = a.topic_key
		WHERE a.area_code = want.area AND a.table_id = want.tbl
		    AND t.source = want.source
		    AND a.area_year = CAST(want.year AS INTEGER)
		    AND want.topic IN (t.topic_key, t.title)
		    AND a.period = want.period AND a.dims = want.dims) AS why
	FROM want;
	.mode list
	SELECT CASE WHEN said IS NOT NULL AND why IS NULL AND said = CASE
		    WHEN value LIKE 'name:%' THEN value
		    ELSE value || '|' || unit || '|' || indicator END
		OR value LIKE '~%' AND abs(said - substr(value, 2)) < 0.01
		    AND said LIKE '%|' || unit || '|' || indicator
		OR value LIKE 'says:%' AND said IS NOT NULL
		OR said IS NULL AND (why = value OR why IS NULL AND value = '-')
	    THEN 'ok ' ELSE 'not ' END || tbl || ' ' || area || ' ' || period
	    || ' ' || topic || CASE dims WHEN '' THEN '' ELSE ' ' END || dims
	    || ' is ' || value || ' ' || unit
	    || ' (it is ' || coalesce(said, why, 'not there') || ')'
	FROM want JOIN got ON got.n = want.rowid ORDER BY want.rowid;
	SQL
}

# A test for each row of what the above print; without rows nothing was said.
tell() { # FILE
	[ -s "$1" ]
	ok $? "there is something to check"
	while read -r verdict name; do
		[ "$verdict" = ok ]
		ok $? "$name"
	done <"$1"
}

# Every value of a list, in the files of a folder and in the views.
check_values() { # LIST FOLDER FACTS.DB
	rows_of "$1" >"$tmp/list"
	is "$(awk -F'\t' 'NF != 13 { print NR }' "$tmp/list")" "" \
	    "every row has its 13 fields"
	hold "$1" "$2" >"$tmp/held"
	tell "$tmp/held"
	believe "$3" >"$tmp/believed"
	tell "$tmp/believed"
	is "$(grep -c . "$tmp/held") $(grep -c . "$tmp/believed")" \
	    "$(grep -c . "$tmp/list") $(grep -c . "$tmp/list")" \
	    "each value was looked for in its file and in the views"
}
