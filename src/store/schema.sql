-- SPDX-License-Identifier: EUPL-1.2
-- facts.db, version 1; schema_2.sql and so on bring it further. The tables are
-- our own business; the views at the end are what other programs read, and do
-- not change without a migration.
-- docs/store.md says the same in words.

-- One row. revision goes up with every load that changed facts, areas or
-- topics; two equal revisions of one file mean equal content.
CREATE TABLE state (
	id INTEGER PRIMARY KEY CHECK (id = 1),
	revision INTEGER NOT NULL
) STRICT;
INSERT INTO state VALUES (1, 0);

-- A source definition, as it was at the newest load.
CREATE TABLE src (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL UNIQUE,
	title_nl TEXT,
	title_en TEXT,
	publisher TEXT,
	licence TEXT,
	licence_url TEXT,
	link TEXT
) STRICT;

-- One run of one table: a folder in raw/. name is "<table>.<stamp>". The
-- times are those of the fetching, so that a rebuild gives the same rows.
CREATE TABLE run (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL UNIQUE,
	src INTEGER NOT NULL REFERENCES src (id),
	table_id TEXT NOT NULL,
	started INTEGER NOT NULL, -- seconds since 1970, UTC
	ended INTEGER NOT NULL,
	result TEXT NOT NULL CHECK (result IN ('ok', 'failed')),
	requests INTEGER NOT NULL,
	bytes INTEGER NOT NULL,
	rows INTEGER NOT NULL,
	message TEXT
) STRICT;

-- A table of a source, as its newest good run has it.
CREATE TABLE tbl (
	id INTEGER PRIMARY KEY,
	src INTEGER NOT NULL REFERENCES src (id),
	table_id TEXT NOT NULL,
	title TEXT NOT NULL,
	period TEXT NOT NULL, -- of the whole table, or ''
	area_year INTEGER NOT NULL,
	modified TEXT, -- as the source writes it
	rows INTEGER NOT NULL,
	run INTEGER NOT NULL REFERENCES run (id),
	UNIQUE (src, table_id)
) STRICT;

-- A column a table offers. What it is, over all runs: title, group and unit
-- (and, should those be equal, the how manieth it is). The key changes when
-- the source inserts a topic before it, so it is no part of that.
CREATE TABLE topic (
	id INTEGER PRIMARY KEY,
	tbl INTEGER NOT NULL REFERENCES tbl (id),
	title TEXT NOT NULL,
	group_title TEXT NOT NULL,
	unit TEXT NOT NULL,
	twin INTEGER NOT NULL, -- 0, or 1, 2, ... for equals of an earlier one
	key TEXT NOT NULL,
	decimals INTEGER NOT NULL,
	type TEXT NOT NULL CHECK (type IN ('number', 'text')),
	position INTEGER NOT NULL,
	description TEXT,
	provisional INTEGER NOT NULL,
	indicator TEXT, -- id of the one that all its columns are, or NULL
	n INTEGER NOT NULL, -- cells that hold something, in the newest run
	active INTEGER NOT NULL, -- 0: no longer in the table
	UNIQUE (tbl, title, group_title, unit, twin)
) STRICT;

-- The harmonised indicators, from sources/indicators.json.
CREATE TABLE indicator (
	ord INTEGER PRIMARY KEY,
	id TEXT NOT NULL UNIQUE,
	label_nl TEXT NOT NULL,
	label_en TEXT NOT NULL,
	unit TEXT NOT NULL,
	decimals INTEGER NOT NULL,
	theme TEXT NOT NULL,
	kind TEXT NOT NULL,
	polarity TEXT NOT NULL, -- '', 'high' or 'low'
	denominator TEXT,
	formula TEXT, -- derived indicators only, else NULL
	parts TEXT
) STRICT;

-- Why there is no value. Numbers as in enum absence of model/table.h.
CREATE TABLE reason (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL
) STRICT;
INSERT INTO reason VALUES
	(1, 'not-delivered'), (2, 'withheld'), (3, 'cannot-occur'),
	(4, 'unknown');

-- A topic in one period, for one set of dimension members, in one vintage of
-- areas. Missing cells are not stored one by one: empty_* is the reason that
-- holds for an empty cell of that level unless gap says otherwise.
CREATE TABLE col (
	id INTEGER PRIMARY KEY,
	topic INTEGER NOT NULL REFERENCES topic (id),
	period TEXT NOT NULL,
	dims TEXT NOT NULL,
	area_year INTEGER NOT NULL,
	provisional INTEGER NOT NULL,
	run INTEGER NOT NULL REFERENCES run (id), -- its values came with
	indicator TEXT, -- id of the indicator that it is, or NULL
	n INTEGER NOT NULL, -- areas with a value
	empty_land INTEGER NOT NULL REFERENCES reason (id),
	empty_gemeente INTEGER NOT NULL REFERENCES reason (id),
	empty_wijk INTEGER NOT NULL REFERENCES reason (id),
	empty_buurt INTEGER NOT NULL REFERENCES reason (id),
	active INTEGER NOT NULL, -- 0: no longer in the table
	UNIQUE (topic, period, dims, area_year)
) STRICT;
CREATE INDEX col_by_indicator ON col (indicator, period);

-- A place in one vintage. Codes are used again by CBS: code and year together
-- say which place. search: code and name, folded, to look for.
CREATE TABLE area (
	id INTEGER PRIMARY KEY CHECK (id < 16777216),
	code TEXT NOT NULL,
	year INTEGER NOT NULL,
	level TEXT NOT NULL
	    CHECK (level IN ('land', 'gemeente', 'wijk', 'buurt')),
	name TEXT NOT NULL,
	parent TEXT NOT NULL,
	municipality TEXT NOT NULL,
	change TEXT, -- code of CBS for how it differs from the year before
	search TEXT NOT NULL,
	UNIQUE (code, year)
) STRICT;
CREATE INDEX area_by_year ON area (year);

-- Which areas have a row in a table.
CREATE TABLE tbl_area (
	tbl INTEGER NOT NULL REFERENCES tbl (id),
	area INTEGER NOT NULL REFERENCES area (id),
	PRIMARY KEY (tbl, area)
) STRICT, WITHOUT ROWID;

-- The values. k = col.id << 24 | area.id: one number as the key of a row is
-- what keeps a fact below 20 bytes.
CREATE TABLE obs (
	k INTEGER PRIMARY KEY,
	value REAL NOT NULL
) STRICT;

-- Empty cells whose reason is not that of the column.
CREATE TABLE gap (
	k INTEGER PRIMARY KEY,
	reason INTEGER NOT NULL
) STRICT;

-- Values that came with another run than col.run.
CREATE TABLE obs_run (
	k INTEGER PRIMARY KEY,
	run INTEGER NOT NULL
) STRICT;

-- Values that were replaced or taken away, with the run they came with and
-- the run that replaced them.
CREATE TABLE obs_was (
	k INTEGER NOT NULL,
	replaced_by INTEGER NOT NULL,
	value REAL NOT NULL,
	run INTEGER NOT NULL,
	provisional INTEGER NOT NULL,
	PRIMARY KEY (k, replaced_by)
) STRICT, WITHOUT ROWID;

-- The shape of an area, as WKB in metres of the Dutch grid (EPSG:28992). Where
-- a source tells land from water, an area has a shape of each.
CREATE TABLE boundary (
	area INTEGER NOT NULL REFERENCES area (id),
	water INTEGER NOT NULL, -- 1: the part of it that is water
	tbl INTEGER NOT NULL REFERENCES tbl (id), -- it came with
	wkb BLOB NOT NULL,
	PRIMARY KEY (area, water)
) STRICT, WITHOUT ROWID;
CREATE INDEX boundary_by_tbl ON boundary (tbl);

-- A thing with a place: a playground, a tree, a park. attributes is the JSON
-- object that the source gives of it.
CREATE TABLE feature (
	tbl INTEGER NOT NULL REFERENCES tbl (id),
	n INTEGER NOT NULL, -- its number in the table, from 1
	fid TEXT NOT NULL, -- as the source calls it, or ''
	wkb BLOB NOT NULL, -- in metres of the Dutch grid
	attributes TEXT NOT NULL,
	PRIMARY KEY (tbl, n)
) STRICT;

CREATE VIEW areas AS
SELECT code, year, level, name, parent, municipality
FROM area;

CREATE VIEW indicators AS
SELECT id, label_nl, label_en, unit, decimals, theme, kind, polarity,
    denominator
FROM indicator
ORDER BY ord;

CREATE VIEW derived AS
SELECT id AS indicator, formula, parts
FROM indicator
WHERE formula IS NOT NULL
ORDER BY ord;

CREATE VIEW runs AS
SELECT run.name AS id, src.name AS source,
    strftime('%Y-%m-%dT%H:%M:%SZ', run.started, 'unixepoch') AS started,
    strftime('%Y-%m-%dT%H:%M:%SZ', run.ended, 'unixepoch') AS ended,
    run.result, run.requests, run.bytes, run.rows, run.message
FROM run JOIN src ON src.id = run.src
ORDER BY run.id;

CREATE VIEW topics AS
SELECT src.name AS source, tbl.table_id, topic.key AS topic_key, topic.title,
    topic.group_title, topic.unit, topic.indicator, topic.n > 0 AS delivered
FROM topic
    JOIN tbl ON tbl.id = topic.tbl
    JOIN src ON src.id = tbl.src
WHERE topic.active;

-- The order of this join is the whole point of it: from the few columns
-- outwards every value is one look-up by k. Left to itself SQLite may
-- start from obs, and then a question takes seconds.
CREATE VIEW facts AS
SELECT area.code AS area_code, area.name AS area_name,
    area.level AS area_level, area.year AS area_year,
    col.indicator, col.period, obs.value,
    CASE col.provisional WHEN 0 THEN 'final' ELSE 'provisional' END AS status,
    topic.unit, col.dims, src.name AS source, tbl.table_id,
    topic.key AS topic_key, topic.title AS topic_title,
    topic.group_title AS topic_group, run.name AS run
FROM col
    CROSS JOIN topic ON topic.id = col.topic
    CROSS JOIN tbl ON tbl.id = topic.tbl
    CROSS JOIN src ON src.id = tbl.src
    CROSS JOIN area ON area.year = col.area_year
    CROSS JOIN obs ON obs.k = (col.id << 24) | area.id
    LEFT JOIN obs_run ON obs_run.k = obs.k
    LEFT JOIN run ON run.id = coalesce(obs_run.run, col.run);

CREATE VIEW fact_history AS
SELECT area.code AS area_code, area.name AS area_name,
    area.level AS area_level, area.year AS area_year,
    col.indicator, col.period, was.value,
    CASE was.provisional WHEN 0 THEN 'final' ELSE 'provisional' END AS status,
    topic.unit, col.dims, src.name AS source, tbl.table_id,
    topic.key AS topic_key, topic.title AS topic_title,
    topic.group_title AS topic_group, run.name AS run,
    later.name AS replaced_by_run
FROM col
    CROSS JOIN topic ON topic.id = col.topic
    CROSS JOIN tbl ON tbl.id = topic.tbl
    CROSS JOIN src ON src.id = tbl.src
    CROSS JOIN area ON area.year = col.area_year
    CROSS JOIN obs_was AS was ON was.k = (col.id << 24) | area.id
    LEFT JOIN run ON run.id = was.run
    LEFT JOIN run AS later ON later.id = was.replaced_by;

-- Every cell that could be there (an area with a row in the table, a column
-- of the table) and has no value.
CREATE VIEW absences AS
SELECT area.code AS area_code, area.year AS area_year, tbl.table_id,
    topic.key AS topic_key, col.period, col.dims, reason.name AS reason
FROM topic
    CROSS JOIN tbl ON tbl.id = topic.tbl
    CROSS JOIN col ON col.topic = topic.id AND col.active
    CROSS JOIN area ON area.year = col.area_year
    CROSS JOIN tbl_area ON tbl_area.tbl = tbl.id AND tbl_area.area = area.id
    LEFT JOIN obs ON obs.k = (col.id << 24) | area.id
    LEFT JOIN gap ON gap.k = (col.id << 24) | area.id
    LEFT JOIN reason ON reason.id = coalesce(gap.reason, CASE area.level
	WHEN 'land' THEN col.empty_land
	WHEN 'gemeente' THEN col.empty_gemeente
	WHEN 'wijk' THEN col.empty_wijk
	ELSE col.empty_buurt END)
WHERE obs.k IS NULL;
