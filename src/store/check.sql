-- SPDX-License-Identifier: EUPL-1.2
-- What a load is held against before it is committed: the table as it was,
-- columns of before, the same indicator a period ago.

-- name: past_of_table
SELECT id, title, period, area_year, rows,
    (SELECT count(*) FROM tbl_area WHERE tbl = tbl.id)
FROM tbl
WHERE src = (SELECT id FROM src WHERE name = ?1) AND table_id = ?2;

-- Of tables of one period each: the newest that is earlier than ?3.
-- name: past_of_family
SELECT id, title, period, area_year, rows, 0
FROM tbl
WHERE src = (SELECT id FROM src WHERE name = ?1) AND table_id <> ?2
    AND period <> '' AND period < ?3 AND length(period) = length(?3)
ORDER BY period DESC, table_id
LIMIT 1;

-- name: past_of_topics
SELECT key, title, group_title, unit, description, position, type, indicator
FROM topic
WHERE tbl = ?1 AND active
ORDER BY position, id;

-- name: past_of_dims
SELECT DISTINCT col.dims
FROM topic CROSS JOIN col ON col.topic = topic.id
WHERE topic.tbl = ?1 AND col.active AND col.dims <> '';

-- Gaps of a table are told anew; those of a column that is held are not.
-- name: gap_was_clear
DELETE FROM temp.gap_was;

-- name: gap_was_keep
INSERT INTO temp.gap_was (k, reason)
SELECT gap.k, gap.reason
FROM topic
    CROSS JOIN col ON col.topic = topic.id
    CROSS JOIN gap ON gap.k BETWEEN col.id << 24
	AND (col.id << 24) | 16777215
WHERE topic.tbl = ?1;

-- How many values a column had, and how many of them were not zero, by level.
-- name: hold_before
SELECT area.level, count(*), sum(obs.value <> 0)
FROM obs CROSS JOIN area ON area.id = obs.k & 16777215
WHERE obs.k BETWEEN ?1 << 24 AND (?1 << 24) | 16777215
GROUP BY area.level;

-- name: hold_fresh_drop
DELETE FROM temp.fresh
WHERE k BETWEEN ?1 << 24 AND (?1 << 24) | 16777215;

-- name: hold_fresh_put
INSERT INTO temp.fresh (k, value)
SELECT k, value FROM obs
WHERE k BETWEEN ?1 << 24 AND (?1 << 24) | 16777215;

-- name: hold_gap_drop
DELETE FROM gap
WHERE k BETWEEN ?1 << 24 AND (?1 << 24) | 16777215;

-- name: hold_gap_put
INSERT INTO gap (k, reason)
SELECT k, reason FROM temp.gap_was
WHERE k BETWEEN ?1 << 24 AND (?1 << 24) | 16777215;

-- name: hold_count
SELECT n FROM col WHERE id = ?1;

-- name: check_column
SELECT topic.title, topic.group_title, topic.unit, topic.twin, col.period,
    col.dims, col.area_year, col.indicator, indicator.kind
FROM col
    JOIN topic ON topic.id = col.topic
    LEFT JOIN indicator ON indicator.id = col.indicator
WHERE col.id = ?1;

-- name: check_values
SELECT k & 16777215, value FROM obs
WHERE k BETWEEN ?1 << 24 AND (?1 << 24) | 16777215;

-- name: check_changed
SELECT k & 16777215, old FROM temp.diff
WHERE k BETWEEN ?1 << 24 AND (?1 << 24) | 16777215 AND new IS NOT NULL;

-- name: check_touched
SELECT 1 FROM temp.diff
WHERE k BETWEEN ?1 << 24 AND (?1 << 24) | 16777215
LIMIT 1;

-- The same indicator in the newest period before this one, of the source.
-- name: check_before
SELECT col.id, col.area_year
FROM col
    CROSS JOIN topic ON topic.id = col.topic
    CROSS JOIN tbl ON tbl.id = topic.tbl
WHERE col.indicator = ?1 AND col.period < ?2
    AND length(col.period) = length(?2) AND col.dims = ?3 AND tbl.src = ?4
    AND col.active
    AND EXISTS (SELECT 1 FROM obs
	WHERE obs.k BETWEEN col.id << 24 AND (col.id << 24) | 16777215)
ORDER BY col.period DESC, col.id DESC
LIMIT 1;

-- name: check_places
SELECT old.id, new.id, old.name, new.name, new.level
FROM area AS new CROSS JOIN area AS old ON old.code = new.code
    AND old.year = ?2
WHERE new.year = ?1;

-- Doubts are about values that are there. One whose value was replaced is
-- gone, and so is one about a column that got other values; a column that is
-- held is looked at anew with every run.
-- name: doubt_past_value
DELETE FROM doubt
WHERE area <> 0
    AND EXISTS (SELECT 1 FROM temp.diff
	WHERE k = (doubt.col << 24) | doubt.area);

-- name: doubt_past_column
DELETE FROM doubt
WHERE area = 0 AND NOT held
    AND EXISTS (SELECT 1 FROM temp.diff
	WHERE k BETWEEN doubt.col << 24 AND (doubt.col << 24) | 16777215);

-- name: doubt_past_held
DELETE FROM doubt
WHERE held
    AND col IN (
	SELECT col.id
	FROM topic CROSS JOIN col ON col.topic = topic.id
	WHERE topic.tbl = ?1);

-- name: doubt_put
INSERT OR REPLACE INTO doubt (id, run, col, area, kind, was, value, held,
    accepted_by, accepted_on, accepted_why)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11);

-- name: drift_put
INSERT INTO drift (run, n, kind, subject, was, became, held)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- Of all columns, in no order: to go by the index is to look up each by its id.
-- name: doubts_open
SELECT col, area FROM doubt NOT INDEXED
WHERE accepted_by IS NULL AND NOT held;

-- name: refused
SELECT message FROM run
WHERE result = 'failed' AND instr(message, '--accept ' || ?1 || ' ') > 0
ORDER BY id DESC
LIMIT 1;
