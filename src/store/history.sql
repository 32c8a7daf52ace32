-- SPDX-License-Identifier: EUPL-1.2
-- What a table knows besides the answers of its newest run: out (?1 is its
-- tbl.id) and back in. Ids of topics and columns serve as numbers within one
-- history.

-- name: past_table
SELECT tbl.id, run.name,
    EXISTS (SELECT 1
	FROM topic
	    CROSS JOIN col ON col.topic = topic.id
	    CROSS JOIN doubt ON doubt.col = col.id
	WHERE topic.tbl = tbl.id AND doubt.held
	    AND doubt.accepted_by IS NULL)
FROM src
    JOIN tbl ON tbl.src = src.id
    JOIN run ON run.id = tbl.run
WHERE src.name = ?1 AND tbl.table_id = ?2;

-- name: past_runs
SELECT 'run', run.name, run.started, run.ended, run.result, run.requests,
    run.bytes, run.rows, run.message
FROM tbl JOIN run ON run.src = tbl.src AND run.table_id = tbl.table_id
WHERE tbl.id = ?1
ORDER BY run.id;

-- name: past_areas
SELECT 'area', code, year, level, name, parent, municipality, change
FROM area
WHERE id IN (
    SELECT area FROM tbl_area WHERE tbl = ?1
    UNION
    SELECT was.k & 16777215
    FROM topic
	CROSS JOIN col ON col.topic = topic.id
	CROSS JOIN obs_was AS was ON was.k BETWEEN col.id << 24
	    AND (col.id << 24) | 16777215
    WHERE topic.tbl = ?1
    UNION
    SELECT doubt.area
    FROM topic
	CROSS JOIN col ON col.topic = topic.id
	CROSS JOIN doubt ON doubt.col = col.id
    WHERE topic.tbl = ?1)
ORDER BY id;

-- name: past_topics
SELECT 'topic', id, title, group_title, unit, twin, key, decimals, type,
    position, description, provisional, indicator
FROM topic
WHERE tbl = ?1
ORDER BY id;

-- name: past_cols
SELECT 'column', col.id, col.topic, col.period, col.dims, col.area_year,
    col.provisional, col.indicator, run.name
FROM topic
    CROSS JOIN col ON col.topic = topic.id
    CROSS JOIN run ON run.id = col.run
WHERE topic.tbl = ?1
ORDER BY col.id;

-- name: past_was
SELECT 'was', col.id, area.code, was.value, run.name, was.provisional,
    later.name
FROM topic
    CROSS JOIN col ON col.topic = topic.id
    CROSS JOIN obs_was AS was ON was.k BETWEEN col.id << 24
	AND (col.id << 24) | 16777215
    CROSS JOIN area ON area.id = was.k & 16777215
    CROSS JOIN run ON run.id = was.run
    CROSS JOIN run AS later ON later.id = was.replaced_by
WHERE topic.tbl = ?1
ORDER BY was.k, was.replaced_by;

-- name: past_came
SELECT 'came', col.id, area.code, run.name
FROM topic
    CROSS JOIN col ON col.topic = topic.id
    CROSS JOIN obs_run ON obs_run.k BETWEEN col.id << 24
	AND (col.id << 24) | 16777215
    CROSS JOIN area ON area.id = obs_run.k & 16777215
    CROSS JOIN run ON run.id = obs_run.run
WHERE topic.tbl = ?1
ORDER BY obs_run.k;

-- name: past_drifts
SELECT 'drift', run.name, drift.n, drift.kind, drift.subject, drift.was,
    drift.became, drift.held
FROM tbl
    CROSS JOIN run ON run.src = tbl.src AND run.table_id = tbl.table_id
    CROSS JOIN drift ON drift.run = run.id
WHERE tbl.id = ?1
ORDER BY drift.run, drift.n;

-- name: past_doubts
SELECT 'doubt', doubt.id, run.name, doubt.col, area.code, doubt.kind,
    doubt.was, doubt.value, doubt.held, doubt.accepted_by, doubt.accepted_on,
    doubt.accepted_why
FROM topic
    CROSS JOIN col ON col.topic = topic.id
    CROSS JOIN doubt ON doubt.col = col.id
    CROSS JOIN run ON run.id = doubt.run
    LEFT JOIN area ON area.id = doubt.area
WHERE topic.tbl = ?1
ORDER BY doubt.id;

-- name: good_runs
SELECT src.name, run.table_id, run.name
FROM run JOIN src ON src.id = run.src
WHERE run.result = 'ok'
ORDER BY run.id;

-- Back in. What the load of the one run found strange is not what was found
-- when it came after others.
-- name: past_drift_clear
DELETE FROM drift
WHERE run IN (
    SELECT run.id
    FROM tbl JOIN run ON run.src = tbl.src AND run.table_id = tbl.table_id
    WHERE tbl.id = ?1);

-- name: past_doubt_clear
DELETE FROM doubt
WHERE col IN (
    SELECT col.id
    FROM topic CROSS JOIN col ON col.topic = topic.id
    WHERE topic.tbl = ?1);

-- name: past_topic_clear
DELETE FROM temp.past_topic;

-- name: past_col_clear
DELETE FROM temp.past_col;

-- name: past_run_put
INSERT INTO run (name, src, table_id, started, ended, result, requests,
    bytes, rows, message)
SELECT ?2, src, table_id, ?3, ?4, ?5, ?6, ?7, ?8, ?9
FROM tbl
WHERE id = ?1
ON CONFLICT (name) DO UPDATE
SET rows = excluded.rows, message = excluded.message
WHERE src = excluded.src;

-- name: past_area_make
INSERT OR IGNORE INTO area (code, year, level, name, parent, municipality,
    change, search)
VALUES (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);

-- Of two names the longer one stays, as when it is loaded.
-- name: past_area_name
UPDATE area
SET name = ?5, search = ?9
WHERE code = ?2 AND year = ?3 AND ?5 <> code
    AND (name = code OR length(name) < length(?5));

-- name: past_topic_make
INSERT OR IGNORE INTO topic (tbl, title, group_title, unit, twin, key,
    decimals, type, position, description, provisional, indicator, n, active)
VALUES (?1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 0, 0);

-- name: past_topic_know
INSERT INTO temp.past_topic (n, id)
SELECT ?2, id
FROM topic
WHERE tbl = ?1 AND title = ?3 AND group_title = ?4 AND unit = ?5
    AND twin = ?6;

-- name: past_col_make
INSERT OR IGNORE INTO col (topic, period, dims, area_year, provisional, run,
    indicator, n, empty_land, empty_gemeente, empty_wijk, empty_buurt, active)
SELECT t.id, ?4, ?5, ?6, ?7, run.id, ?8, 0, 4, 4, 4, 4, 0
FROM temp.past_topic AS t CROSS JOIN run
WHERE t.n = ?3 AND run.name = ?9;

-- name: past_col_know
INSERT INTO temp.past_col (n, id, area_year)
SELECT ?2, col.id, col.area_year
FROM temp.past_topic AS t CROSS JOIN col ON col.topic = t.id
WHERE t.n = ?3 AND col.period = ?4 AND col.dims = ?5 AND col.area_year = ?6;

-- name: past_col_run
UPDATE col
SET run = (SELECT id FROM run WHERE name = ?9)
WHERE id = (SELECT id FROM temp.past_col WHERE n = ?2);

-- name: past_was_put
INSERT INTO obs_was (k, value, run, provisional, replaced_by)
SELECT (c.id << 24) | area.id, ?4, run.id, ?6, later.id
FROM temp.past_col AS c
    CROSS JOIN area ON area.code = ?3 AND area.year = c.area_year
    CROSS JOIN run ON run.name = ?5
    CROSS JOIN run AS later ON later.name = ?7
WHERE c.n = ?2;

-- A value that by the definitions of now is not there has no run either.
-- name: past_came_put
INSERT INTO obs_run (k, run)
SELECT obs.k, run.id
FROM temp.past_col AS c
    CROSS JOIN area ON area.code = ?3 AND area.year = c.area_year
    CROSS JOIN obs ON obs.k = (c.id << 24) | area.id
    CROSS JOIN run ON run.name = ?4
WHERE c.n = ?2;

-- name: past_drift_put
INSERT INTO drift (run, n, kind, subject, was, became, held)
SELECT id, ?3, ?4, ?5, ?6, ?7, ?8 FROM run WHERE name = ?2;

-- name: past_doubt_put
INSERT INTO doubt (id, run, col, area, kind, was, value, held, accepted_by,
    accepted_on, accepted_why)
SELECT ?2, run.id, c.id, coalesce(area.id, 0), ?6, ?7, ?8, ?9, ?10, ?11, ?12
FROM temp.past_col AS c
    CROSS JOIN run ON run.name = ?3
    LEFT JOIN area ON area.code = ?5 AND area.year = c.area_year
WHERE c.n = ?4 AND (?5 IS NULL OR area.id IS NOT NULL);
