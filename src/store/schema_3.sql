-- SPDX-License-Identifier: EUPL-1.2
-- facts.db, from version 2 to 3: what is worked out once from what was loaded.
-- All of it can be made again; the views say what it means.

-- How the counts of a topic are rounded in one period, by level: worked out
-- from sums that should agree.
CREATE TABLE rounding (
	topic INTEGER NOT NULL REFERENCES topic (id),
	period TEXT NOT NULL,
	level TEXT NOT NULL,
	way TEXT NOT NULL, -- a word of analysis/noise.h: nearest, random ...
	base REAL NOT NULL,
	dependent INTEGER NOT NULL, -- 1: errors of parts do not cancel
	sums INTEGER NOT NULL, -- how many sums it rests on
	gap REAL, -- mean of (sum of the parts - whole) / number of parts
	spread REAL, -- its deviation, times the root of that number
	PRIMARY KEY (topic, period, level)
) STRICT, WITHOUT ROWID;

-- Areas of one vintage and level that share a border; both ways round.
CREATE TABLE neighbour (
	area INTEGER NOT NULL REFERENCES area (id),
	other INTEGER NOT NULL REFERENCES area (id),
	metres REAL NOT NULL, -- of border
	PRIMARY KEY (area, other)
) STRICT, WITHOUT ROWID;

-- What part of an area of one vintage lies in an area of another.
CREATE TABLE crosswalk (
	area INTEGER NOT NULL REFERENCES area (id),
	other INTEGER NOT NULL REFERENCES area (id),
	weight REAL NOT NULL, -- of all areas that one goes to: 1 together
	basis TEXT NOT NULL CHECK (basis IN ('table', 'addresses', 'overlap')),
	tbl INTEGER REFERENCES tbl (id), -- it came with; NULL: overlap
	PRIMARY KEY (area, other, basis)
) STRICT, WITHOUT ROWID;

CREATE VIEW roundings AS
SELECT src.name AS source, tbl.table_id, topic.key AS topic_key,
    topic.title AS topic_title, rounding.period, rounding.level,
    rounding.way, rounding.base, rounding.dependent, rounding.sums,
    rounding.gap, rounding.spread
FROM rounding
    JOIN topic ON topic.id = rounding.topic
    JOIN tbl ON tbl.id = topic.tbl
    JOIN src ON src.id = tbl.src;

CREATE VIEW neighbours AS
SELECT area.code, area.year, area.level, other.code AS other,
    neighbour.metres
FROM neighbour
    JOIN area ON area.id = neighbour.area
    JOIN area AS other ON other.id = neighbour.other;

CREATE VIEW crosswalks AS
SELECT area.code, area.year, other.code AS other, other.year AS other_year,
    crosswalk.weight, crosswalk.basis
FROM crosswalk
    JOIN area ON area.id = crosswalk.area
    JOIN area AS other ON other.id = crosswalk.other;
