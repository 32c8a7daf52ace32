# SPDX-License-Identifier: EUPL-1.2
# sql.awk: SQL files into C. Statements are told apart by "-- name: area_put".
#   -v what=enum    the names, as enum stmt
#   -v what=text    the statements, in the same order
#   -v what=lines   a whole file, line by line (a schema)

function quoted(s)
{
	gsub(/\\/, "\\\\", s)
	gsub(/"/, "\\\"", s)
	return "\"" s "\\n\""
}

BEGIN {
	print "/* made by sql.awk: change the .sql files instead */"
	if (what == "enum")
		print "enum stmt {"
}

what == "lines" {
	if ($0 !~ /^[ \t]*--/ && $0 !~ /^[ \t]*$/)
		print "\t" quoted($0) ","
	next
}

/^-- name: [a-z_]+$/ {
	name = $3
	if (name in seen) {
		print FILENAME ":" FNR ": " name ": named twice" \
		    > "/dev/stderr"
		failed = 1
		exit 1
	}
	seen[name] = 1
	if (what == "enum")
		print "\tSTMT_" toupper(name) ","
	else
		print (count++ ? "\t},\n" : "") "\t{ \"" name "\","
	next
}

/^[ \t]*--/ || /^[ \t]*$/ {
	next
}

what == "text" {
	if (name == "") {
		print FILENAME ":" FNR ": a statement without a name" \
		    > "/dev/stderr"
		failed = 1
		exit 1
	}
	print "\t    " quoted($0)
}

END {
	if (failed)
		exit 1
	if (what == "enum")
		print "\tSTMT_COUNT\n};"
	else if (what == "text")
		print "\t},"
}
