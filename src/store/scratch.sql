-- SPDX-License-Identifier: EUPL-1.2
-- Scratch tables of one connection; they never reach facts.db.
CREATE TEMP TABLE fresh (k INTEGER PRIMARY KEY, value REAL NOT NULL) STRICT;
CREATE TEMP TABLE diff (k INTEGER PRIMARY KEY, old REAL, new REAL) STRICT;
CREATE TEMP TABLE indicator_new (
	ord INTEGER PRIMARY KEY,
	id TEXT NOT NULL UNIQUE,
	label_nl TEXT NOT NULL,
	label_en TEXT NOT NULL,
	unit TEXT NOT NULL,
	decimals INTEGER NOT NULL,
	theme TEXT NOT NULL,
	kind TEXT NOT NULL,
	polarity TEXT NOT NULL,
	denominator TEXT,
	formula TEXT,
	parts TEXT
) STRICT;
CREATE TEMP TABLE past_topic (
	n INTEGER PRIMARY KEY, id INTEGER NOT NULL
) STRICT;
CREATE TEMP TABLE past_col (
	n INTEGER PRIMARY KEY, id INTEGER NOT NULL, area_year INTEGER NOT NULL
) STRICT;
