-- SPDX-License-Identifier: EUPL-1.2
-- facts.db as it was known on a day, for one connection. Tables and views of
-- one name in temp go before those of the file, so every question of read.sql
-- is answered as it would have been then. as_of.sql fills them.

-- Good runs that had ended by then.
CREATE TEMP TABLE known (run INTEGER PRIMARY KEY) STRICT;

CREATE TEMP TABLE tbl (
	id INTEGER PRIMARY KEY,
	src INTEGER NOT NULL,
	table_id TEXT NOT NULL,
	title TEXT NOT NULL,
	period TEXT NOT NULL,
	area_year INTEGER NOT NULL,
	modified TEXT,
	rows INTEGER NOT NULL,
	run INTEGER NOT NULL,
	later INTEGER NOT NULL -- 1: there are runs since
) STRICT;

-- By column and level: whether values of now came later, and whether values of
-- then were replaced since.
CREATE TEMP TABLE late (
	col INTEGER NOT NULL,
	level INTEGER NOT NULL,
	PRIMARY KEY (col, level)
) STRICT, WITHOUT ROWID;
CREATE TEMP TABLE past (
	col INTEGER NOT NULL,
	level INTEGER NOT NULL,
	provisional INTEGER NOT NULL,
	run INTEGER NOT NULL,
	PRIMARY KEY (col, level)
) STRICT, WITHOUT ROWID;

CREATE TEMP TABLE col (
	id INTEGER PRIMARY KEY,
	topic INTEGER NOT NULL,
	period TEXT NOT NULL,
	dims TEXT NOT NULL,
	area_year INTEGER NOT NULL,
	provisional INTEGER NOT NULL,
	run INTEGER NOT NULL,
	indicator TEXT,
	n INTEGER NOT NULL,
	empty_land INTEGER NOT NULL,
	empty_gemeente INTEGER NOT NULL,
	empty_wijk INTEGER NOT NULL,
	empty_buurt INTEGER NOT NULL,
	active INTEGER NOT NULL
) STRICT;
CREATE INDEX temp.col_of_topic ON col (topic);

-- What of a table was there in one period, for one set of members.
CREATE TEMP TABLE slot (
	tbl INTEGER NOT NULL,
	period TEXT NOT NULL,
	dims TEXT NOT NULL,
	area_year INTEGER NOT NULL,
	PRIMARY KEY (tbl, period, dims, area_year)
) STRICT, WITHOUT ROWID;

CREATE TEMP TABLE topic_then (
	id INTEGER PRIMARY KEY,
	n INTEGER NOT NULL,
	active INTEGER NOT NULL
) STRICT;

CREATE TEMP VIEW topic AS
SELECT id, tbl, title, group_title, unit, twin, key, decimals, type,
    position, description, provisional, indicator,
    coalesce((SELECT n FROM temp.topic_then AS x WHERE x.id = t.id), n) AS n,
    coalesce((SELECT active FROM temp.topic_then AS x WHERE x.id = t.id),
	active) AS active
FROM main.topic AS t;

CREATE TEMP TABLE vintage (year INTEGER PRIMARY KEY) STRICT;

CREATE TEMP VIEW area AS
SELECT * FROM main.area WHERE year IN (SELECT year FROM temp.vintage);

CREATE TEMP VIEW obs AS
SELECT o.k AS k, o.value AS value
FROM main.obs AS o
WHERE coalesce((SELECT run FROM main.obs_run AS r WHERE r.k = o.k),
    (SELECT run FROM main.col AS c WHERE c.id = o.k >> 24))
    IN (SELECT run FROM temp.known)
UNION ALL
SELECT w.k, w.value
FROM main.obs_was AS w
WHERE w.run IN (SELECT run FROM temp.known)
    AND w.replaced_by NOT IN (SELECT run FROM temp.known);

CREATE TEMP VIEW obs_run AS
SELECT r.k AS k, r.run AS run
FROM main.obs_run AS r
WHERE r.run IN (SELECT run FROM temp.known)
UNION ALL
SELECT w.k, w.run
FROM main.obs_was AS w
WHERE w.run IN (SELECT run FROM temp.known)
    AND w.replaced_by NOT IN (SELECT run FROM temp.known);
