-- SPDX-License-Identifier: EUPL-1.2
-- Fills the tables of scratch_as_of.sql, in this order. ?1: the last second
-- that counts.

-- name: as_of_known
INSERT INTO temp.known
SELECT id FROM main.run WHERE result = 'ok' AND ended <= ?1;

-- The oldest good run there is, when nothing was known yet.
-- name: as_of_first
SELECT min(ended) FROM main.run WHERE result = 'ok';

-- A table as its newest run of then had it. What it was called, and which
-- areas it was about, is told by the first run that found that changed.
-- name: as_of_tbl
INSERT INTO temp.tbl
SELECT tbl.id, tbl.src, tbl.table_id,
    coalesce((SELECT drift.was
	FROM main.drift JOIN main.run ON run.id = drift.run
	WHERE run.src = tbl.src AND run.table_id = tbl.table_id
	    AND run.ended > ?1 AND drift.kind = 'table-renamed'
	    AND drift.was IS NOT NULL
	ORDER BY run.ended LIMIT 1), tbl.title),
    tbl.period,
    coalesce((SELECT CAST(drift.was AS INTEGER)
	FROM main.drift JOIN main.run ON run.id = drift.run
	WHERE run.src = tbl.src AND run.table_id = tbl.table_id
	    AND run.ended > ?1 AND drift.kind = 'area-set-changed'
	    AND CAST(drift.was AS INTEGER) > 0
	ORDER BY run.ended LIMIT 1), tbl.area_year),
    CASE newest.id WHEN tbl.run THEN tbl.modified END,
    newest.rows, newest.id, newest.id <> tbl.run
FROM main.tbl
    JOIN main.run AS newest ON newest.id = (
	SELECT run.id FROM main.run
	WHERE run.src = tbl.src AND run.table_id = tbl.table_id
	    AND run.id IN (SELECT run FROM temp.known)
	ORDER BY run.ended DESC, run.id DESC LIMIT 1);

-- Whether there is one is enough, and found at once; counting them all takes
-- as long as the history is.
-- name: as_of_late
INSERT INTO temp.late
SELECT col.id, l.column1
FROM temp.tbl
    CROSS JOIN main.topic AS t ON t.tbl = tbl.id
    CROSS JOIN main.col AS col ON col.topic = t.id
    CROSS JOIN (VALUES (1), (2), (3), (4)) AS l
WHERE tbl.later
    AND EXISTS (SELECT 1
	FROM main.obs_run AS r
	    CROSS JOIN main.area ON area.id = r.k & 16777215
	WHERE r.k BETWEEN col.id << 24 AND (col.id << 24) | 16777215
	    AND r.run NOT IN (SELECT run FROM temp.known)
	    AND instr('lgwb', substr(area.level, 1, 1)) = l.column1);

-- name: as_of_past
INSERT INTO temp.past
SELECT col.id, l.column1, w.provisional, w.run
FROM temp.tbl
    CROSS JOIN main.topic AS t ON t.tbl = tbl.id
    CROSS JOIN main.col AS col ON col.topic = t.id
    CROSS JOIN (VALUES (1), (2), (3), (4)) AS l
    CROSS JOIN main.obs_was AS w ON (w.k, w.replaced_by) = (
	SELECT x.k, x.replaced_by
	FROM main.obs_was AS x
	    CROSS JOIN main.area ON area.id = x.k & 16777215
	WHERE x.k BETWEEN col.id << 24 AND (col.id << 24) | 16777215
	    AND x.replaced_by NOT IN (SELECT run FROM temp.known)
	    AND x.run IN (SELECT run FROM temp.known)
	    AND instr('lgwb', substr(area.level, 1, 1)) = l.column1
	LIMIT 1)
WHERE tbl.later;

-- Columns of tables that were not fetched since are as they are.
-- name: as_of_col_same
INSERT INTO temp.col
SELECT col.id, col.topic, col.period, col.dims, col.area_year,
    col.provisional, col.run, col.indicator, col.n, col.empty_land,
    col.empty_gemeente, col.empty_wijk, col.empty_buurt, 1
FROM temp.tbl
    CROSS JOIN main.topic ON topic.tbl = tbl.id
    CROSS JOIN main.col ON col.topic = topic.id
WHERE col.active AND NOT tbl.later;

-- The others. n tells only whether there was a value at all.
-- name: as_of_col_later
INSERT INTO temp.col
SELECT col.id, col.topic, col.period, col.dims, col.area_year,
    coalesce((SELECT max(provisional) FROM temp.past WHERE col = col.id),
	col.provisional),
    CASE WHEN col.run IN (SELECT run FROM temp.known) THEN col.run
	ELSE coalesce((SELECT min(run) FROM temp.past WHERE col = col.id),
	    tbl.run) END,
    col.indicator,
    CASE WHEN EXISTS (SELECT 1 FROM temp.past WHERE past.col = col.id)
	THEN max(col.n, 1)
	WHEN col.run NOT IN (SELECT run FROM temp.known) THEN 0
	WHEN EXISTS (SELECT 1 FROM temp.late WHERE late.col = col.id)
	    AND NOT EXISTS (SELECT 1
		FROM main.obs AS o
		WHERE o.k BETWEEN col.id << 24 AND (col.id << 24) | 16777215
		    AND NOT EXISTS (SELECT 1 FROM main.obs_run AS r
			WHERE r.k = o.k
			    AND r.run NOT IN (SELECT run FROM temp.known)))
	THEN 0
	ELSE col.n END,
    col.empty_land, col.empty_gemeente, col.empty_wijk, col.empty_buurt,
    col.active
FROM temp.tbl
    CROSS JOIN main.topic ON topic.tbl = tbl.id
    CROSS JOIN main.col AS col ON col.topic = topic.id
WHERE tbl.later;

-- A level of which nothing came or went is as it is. ?1: land 1, gemeente 2,
-- wijk 3, buurt 4. One statement a level, as SQL cannot name a column by
-- number.
-- name: as_of_level
SELECT col.id,
    EXISTS (SELECT 1 FROM temp.past
	WHERE past.col = col.id AND past.level = ?1)
    OR (was.run IN (SELECT run FROM temp.known)
	AND EXISTS (SELECT 1
	    FROM main.obs AS o
		CROSS JOIN main.area ON area.id = o.k & 16777215
	    WHERE o.k BETWEEN col.id << 24 AND (col.id << 24) | 16777215
		AND instr('lgwb', substr(area.level, 1, 1)) = ?1
		AND NOT EXISTS (SELECT 1 FROM main.obs_run AS r
		    WHERE r.k = o.k
			AND r.run NOT IN (SELECT run FROM temp.known)))),
    CASE ?1 WHEN 1 THEN was.empty_land WHEN 2 THEN was.empty_gemeente
	WHEN 3 THEN was.empty_wijk ELSE was.empty_buurt END
FROM temp.tbl
    CROSS JOIN main.topic AS t ON t.tbl = tbl.id
    CROSS JOIN temp.col AS col ON col.topic = t.id
    CROSS JOIN main.col AS was ON was.id = col.id
WHERE tbl.later
    AND (EXISTS (SELECT 1 FROM temp.past
	    WHERE past.col = col.id AND past.level = ?1)
	OR EXISTS (SELECT 1 FROM temp.late
	    WHERE late.col = col.id AND late.level = ?1)
	OR was.run NOT IN (SELECT run FROM temp.known));

-- name: as_of_put_level
UPDATE temp.col
SET empty_land = CASE ?2 WHEN 1 THEN ?3 ELSE empty_land END,
    empty_gemeente = CASE ?2 WHEN 2 THEN ?3 ELSE empty_gemeente END,
    empty_wijk = CASE ?2 WHEN 3 THEN ?3 ELSE empty_wijk END,
    empty_buurt = CASE ?2 WHEN 4 THEN ?3 ELSE empty_buurt END
WHERE id = ?1;

-- name: as_of_slot
INSERT OR IGNORE INTO temp.slot
SELECT topic.tbl, col.period, col.dims, col.area_year
FROM temp.col
    CROSS JOIN main.topic ON topic.id = col.topic
    CROSS JOIN main.col AS was ON was.id = col.id
WHERE col.n > 0 OR was.run IN (SELECT run FROM temp.known);

-- A column without a value then: announced and not delivered yet, where the
-- table had others of that period; not there when its topic came later, or
-- had ended before.
-- name: as_of_col_drop
DELETE FROM temp.col
WHERE n = 0
    AND (NOT EXISTS (SELECT 1
	    FROM main.topic CROSS JOIN temp.slot ON slot.tbl = topic.tbl
	    WHERE topic.id = col.topic AND slot.period = col.period
		AND slot.dims = col.dims AND slot.area_year = col.area_year)
	OR EXISTS (SELECT 1
	    FROM main.topic
		CROSS JOIN main.tbl ON tbl.id = topic.tbl
		CROSS JOIN main.run ON run.src = tbl.src
		    AND run.table_id = tbl.table_id
		CROSS JOIN main.drift ON drift.run = run.id
	    WHERE topic.id = col.topic
		AND drift.subject IN (topic.title, topic.key)
		AND CASE drift.kind
		    WHEN 'topic-new'
			THEN run.id NOT IN (SELECT run FROM temp.known)
		    WHEN 'topic-ended'
			THEN NOT col.active
			    AND run.id IN (SELECT run FROM temp.known)
		    END));

-- name: as_of_col_active
UPDATE temp.col SET active = 1 WHERE NOT active;

-- name: as_of_topic
INSERT INTO temp.topic_then
SELECT topic.id,
    (SELECT coalesce(sum(n), 0) FROM temp.col WHERE col.topic = topic.id),
    EXISTS (SELECT 1 FROM temp.col WHERE col.topic = topic.id)
FROM temp.tbl CROSS JOIN main.topic ON topic.tbl = tbl.id
WHERE tbl.later AND topic.type = 'number';

-- Sources of which a table failed since its newest good run of then.
-- name: as_of_failed
SELECT DISTINCT src.name
FROM main.run AS f JOIN main.src ON src.id = f.src
WHERE f.result = 'failed' AND f.ended <= ?1
    AND NOT EXISTS (SELECT 1 FROM main.run AS good
	WHERE good.src = f.src AND good.table_id = f.table_id
	    AND good.result = 'ok' AND good.started > f.started
	    AND good.ended <= ?1)
ORDER BY src.name;

-- name: as_of_vintage
INSERT INTO temp.vintage
SELECT area_year FROM temp.tbl UNION SELECT area_year FROM temp.col;
