# SPDX-License-Identifier: EUPL-1.2
# attack: what somebody can work out of printed tables. Reads lines
#   cell NAME VALUE     printed
#   cell NAME           left out
#   sum WHOLE PART...   known to hold
#   range LOW HIGH PART...   a printed interval ("" for no end)
# of which the parts and wholes are names, and writes one linear programme per
# cell that is left out and side, DIR/N.lp, and a line "N NAME" for each.
$1 == "cell" {
	name[++n] = $2
	at[$2] = n
	value[n] = NF > 2 ? $3 : ""
	next
}
$1 == "sum" || $1 == "range" { rule[++rules] = $0 }
END {
	for (r = 1; r <= rules; r++) {
		m = split(rule[r], w, " ")
		known = 1
		text = ""
		from = w[1] == "sum" ? 2 : 4
		for (i = from; i <= m; i++) {
			if (!(w[i] in at)) {
				known = 0
				continue
			}
			c = at[w[i]]
			sign = w[1] == "sum" && i == 2 ? "-" : "+"
			text = text " " sign " x" c
		}
		if (!known)
			continue
		if (w[1] == "sum")
			rows = rows "r" r ":" text " = 0\n"
		else {
			if (w[2] != "-")
				rows = rows "l" r ":" text " >= " w[2] "\n"
			if (w[3] != "-")
				rows = rows "h" r ":" text " <= " w[3] "\n"
		}
	}
	for (c = 1; c <= n; c++)
		bounds = bounds (value[c] != "" ? " x" c " = " value[c] \
		    : " x" c " >= 0") "\n"
	for (c = 1; c <= n; c++) {
		if (value[c] != "")
			continue
		file = dir "/" c ".lp"
		printf "Minimize\nobj: x%d\nSubject To\n%sBounds\n%sEnd\n", \
		    c, rows, bounds >file
		close(file)
		print c, name[c]
	}
}
