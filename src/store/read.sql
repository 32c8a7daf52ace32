-- SPDX-License-Identifier: EUPL-1.2
-- Statements that only read.

-- name: revision
SELECT revision FROM state;

-- name: run_known
SELECT 1 FROM run WHERE name = ?1;

-- ?1 year (0: the newest each code occurs in), ?2 level, ?3 within, ?4 code,
-- ?5 part of a name or code, folded; NULL: any.
-- name: areas
SELECT id, code, year, level, name, parent, municipality, change
FROM area
WHERE (CASE ?1 WHEN 0
	THEN year = (SELECT max(year) FROM area AS o WHERE o.code = area.code)
	ELSE year = ?1 END)
    AND (?2 IS NULL OR level = ?2)
    AND (?3 IS NULL OR ?3 IN (code, parent, municipality))
    AND (?4 IS NULL OR code = ?4)
    AND (?5 IS NULL OR instr(search, ?5) > 0)
ORDER BY code, year;

-- Of one year: those of a table lie together, and to walk through them is
-- quicker than to look up each of the index; areas.c puts them in order.
-- name: areas_of_year
SELECT id, code, year, level, name, parent, municipality, change
FROM area NOT INDEXED
WHERE id >= (SELECT min(id) FROM area AS o WHERE o.year = ?1)
    AND id <= (SELECT max(id) FROM area AS o WHERE o.year = ?1)
    AND year = ?1 AND (?2 IS NULL OR level = ?2);

-- name: areas_by_code
SELECT id, code, year, level, name, parent, municipality, change
FROM area
WHERE code = ?4
    AND (CASE ?1 WHEN 0
	THEN year = (SELECT max(year) FROM area AS o WHERE o.code = area.code)
	ELSE year = ?1 END)
    AND (?2 IS NULL OR level = ?2)
    AND (?3 IS NULL OR ?3 IN (code, parent, municipality))
    AND (?5 IS NULL OR instr(search, ?5) > 0)
ORDER BY year;

-- Of ?2 alone, and codes from ?6 to ?7: what lies in ?3 (see areas.c).
-- name: areas_inside
SELECT id, code, year, level, name, parent, municipality, change
FROM area
WHERE code >= ?6 AND code < ?7
    AND (CASE ?1 WHEN 0
	THEN year = (SELECT max(year) FROM area AS o WHERE o.code = area.code)
	ELSE year = ?1 END)
    AND level = ?2
    AND ?3 IN (code, parent, municipality)
    AND (?4 IS NULL AND ?5 IS NULL)
ORDER BY code, year;

-- name: columns
SELECT col.id, col.period, col.dims, col.area_year, col.provisional,
    src.name, tbl.table_id, tbl.title, topic.key, topic.title,
    topic.group_title, topic.unit, col.indicator, topic.description,
    first.name, last.name, last.ended, col.n, col.empty_land,
    col.empty_gemeente, col.empty_wijk, col.empty_buurt
FROM col
    CROSS JOIN topic ON topic.id = col.topic
    CROSS JOIN tbl ON tbl.id = topic.tbl
    CROSS JOIN src ON src.id = tbl.src
    CROSS JOIN run AS last ON last.id = tbl.run
    CROSS JOIN run AS first ON first.id = col.run
WHERE col.active
    AND (?1 IS NULL OR col.indicator = ?1)
    AND (?2 IS NULL OR tbl.table_id = ?2)
ORDER BY col.indicator, col.period, tbl.table_id, col.id;

-- name: value
SELECT value FROM obs WHERE k = (?1 << 24) | ?2;

-- An empty cell: the reason noted for it (NULL: that of the column), and
-- whether the area has a row in the table at all.
-- name: value_gap
SELECT (SELECT reason FROM gap WHERE k = (?1 << 24) | ?2),
    EXISTS (SELECT 1
	FROM col
	    CROSS JOIN topic ON topic.id = col.topic
	    CROSS JOIN tbl_area ON tbl_area.tbl = topic.tbl
		AND tbl_area.area = ?2
	WHERE col.id = ?1);

-- A whole column at once: values, reasons noted, areas with a row. take hands
-- them on (take.c), so that no row of them has to be one of SQLite's.
-- name: values_all
SELECT take(k, value) FROM obs
WHERE k BETWEEN ?1 << 24 AND (?1 << 24) | 16777215;

-- name: gaps_all
SELECT take(k, reason) FROM gap
WHERE k BETWEEN ?1 << 24 AND (?1 << 24) | 16777215;

-- name: rows_all
SELECT take(area, 0) FROM tbl_area
WHERE tbl = (SELECT topic.tbl
    FROM col CROSS JOIN topic ON topic.id = col.topic
    WHERE col.id = ?1);

-- name: value_run
SELECT run.name
FROM obs
    CROSS JOIN col ON col.id = ?1
    LEFT JOIN obs_run ON obs_run.k = obs.k
    CROSS JOIN run ON run.id = coalesce(obs_run.run, col.run)
WHERE obs.k = (?1 << 24) | ?2;

-- name: tables
SELECT src.name, src.title_nl, src.publisher, src.licence, src.licence_url,
    src.link, tbl.table_id, tbl.title, tbl.period, tbl.area_year,
    tbl.modified, run.name, run.ended, tbl.rows,
    (SELECT coalesce(sum(col.n), 0)
	FROM topic CROSS JOIN col ON col.topic = topic.id
	WHERE topic.tbl = tbl.id),
    (SELECT count(*) FROM topic WHERE topic.tbl = tbl.id AND active),
    (SELECT count(*) FROM topic
	WHERE topic.tbl = tbl.id AND active AND n > 0),
    (SELECT count(*) FROM topic
	WHERE topic.tbl = tbl.id AND active AND EXISTS (
	    SELECT 1 FROM col
	    WHERE col.topic = topic.id AND col.active
		AND col.indicator IS NOT NULL)),
    (SELECT min(col.period)
	FROM topic CROSS JOIN col ON col.topic = topic.id
	WHERE topic.tbl = tbl.id AND col.active AND col.n > 0),
    (SELECT max(col.period)
	FROM topic CROSS JOIN col ON col.topic = topic.id
	WHERE topic.tbl = tbl.id AND col.active AND col.n > 0)
FROM tbl
    JOIN src ON src.id = tbl.src
    JOIN run ON run.id = tbl.run
ORDER BY src.name, tbl.period, tbl.table_id;
