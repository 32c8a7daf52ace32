#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Figures that may be out of date are printed as such: on the profile, on the
# index, and in the PDF.
. "$(dirname "$0")/lib.sh"

server_start
filled fb
pdf=
[ ! -d "$repo/reports/typst/node_modules" ] ||
    ! command -v pdftotext >"$tmp/which" || pdf=,pdf

# What the banner of each page says: the sentence, or null.
pages() { # SENTENCE NAME
	# The site first: it leaves no page of before.
	ends 0 -C "$base" site --format html
	ends 0 -C "$base" profile Muziekbuurt --format "html,json$pdf"
	out=$base/out/profile/BU06030771
	is "$(jq -r .stale "$out.json")" "$1" "$2: in the model"
	if [ "$1" = null ]; then
		hasnt "$out.html" 'class="banner"' "$2: no banner"
		hasnt "$base/out/index.html" 'class="banner"' \
		    "$2: nor on the index"
		return
	fi
	has "$out.html" "$1" "$2: on the page"
	has "$base/out/index.html" "$1" "$2: on the index"
	[ -n "$pdf" ] || { skip "no Typst or no pdftotext"; return; }
	pdftotext "$out.pdf" - | tr -s '\n ' '  ' >"$tmp/text"
	has "$tmp/text" "$1" "$2: in the PDF"
}

pages null "fresh"
later 691200
pages "Er is al 8 dagen niet gekeken of er nieuwe cijfers zijn. Misschien is \
er intussen iets veranderd." "nobody looked"
fault "match=ODataCatalog,times=99,kind=status:404"
ends 1 -C "$base" refresh
pages "Het ophalen van Kerncijfers wijken en buurten is de laatste keer niet \
gelukt. U ziet de cijfers van 22 november 2026." "failed"
clear
ends 0 -C "$base" refresh
pages null "fresh again"

# Old: of the source that is old, however new another one is.
later 43200000
cat >"$base/sources/peiling.csv" <<'END'
code;cijfer
BU06030771;7
END
cat >"$base/sources/peiling.json" <<'END'
{ "adapter": "file", "address": "file:peiling.csv",
  "title_nl": "Peiling", "title_en": "Survey",
  "about_nl": "Wat bewoners vinden.", "about_en": "What people think.",
  "publisher": "Gemeente", "licence": "CC0 1.0",
  "licence_url": "https://creativecommons.org/publicdomain/zero/1.0/deed.nl",
  "link": "https://data.example/peiling",
  "frequency_nl": "elk jaar", "frequency_en": "every year",
  "area_year": 2024, "period": "2027",
  "layout": { "separator": ";", "area": "code",
              "columns": [{ "column": "cijfer", "unit": "aantal" }] } }
END
ends 0 -C "$base" refresh
pages "De cijfers van Kerncijfers wijken en buurten zijn al ruim 16 maanden niet \
vernieuwd. Misschien is er intussen iets veranderd." "old"
done_testing
