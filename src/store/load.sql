-- SPDX-License-Identifier: EUPL-1.2
-- Statements of a load: one run of one table, in one transaction.

-- name: src_put
INSERT INTO src (name, title_nl, title_en, publisher, licence, licence_url,
    link)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (name) DO UPDATE
SET title_nl = excluded.title_nl, title_en = excluded.title_en,
    publisher = excluded.publisher, licence = excluded.licence,
    licence_url = excluded.licence_url, link = excluded.link
WHERE (title_nl, title_en, publisher, licence, licence_url, link)
    IS NOT (excluded.title_nl, excluded.title_en, excluded.publisher,
	excluded.licence, excluded.licence_url, excluded.link);

-- name: src_find
SELECT id FROM src WHERE name = ?1;

-- name: run_put
INSERT INTO run (name, src, table_id, started, ended, result, requests,
    bytes, rows, message)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);

-- name: run_note
UPDATE run SET message = ?2 WHERE id = ?1;

-- name: run_rows
UPDATE run SET rows = ?2 WHERE id = ?1;

-- name: tbl_rows
UPDATE tbl SET rows = ?2 WHERE id = ?1;

-- name: tbl_find
SELECT tbl.id, run.name, run.started
FROM tbl JOIN run ON run.id = tbl.run
WHERE tbl.src = ?1 AND tbl.table_id = ?2;

-- name: tbl_put
INSERT INTO tbl (src, table_id, title, period, area_year, modified, rows, run)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- name: tbl_update
UPDATE tbl
SET title = ?2, period = ?3, area_year = ?4, modified = ?5, rows = ?6,
    run = ?7
WHERE id = ?1;

-- A name that is the code only stands in for one.
-- name: area_find
SELECT id, CASE name WHEN code THEN '' ELSE name END, change
FROM area
WHERE code = ?1 AND year = ?2;

-- name: area_put
INSERT INTO area (code, year, level, name, parent, municipality, search)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: area_name
UPDATE area SET name = ?2, search = ?3 WHERE id = ?1;

-- In batch now: areas with a row in the table; k is the area's id, value the
-- character of its change code, or 0.
-- name: area_change
UPDATE area SET change = new.change
FROM (SELECT k, char(CAST(value AS INTEGER)) AS change
    FROM batch WHERE value <> 0) AS new
WHERE area.id = new.k AND area.change IS NOT new.change;

-- name: tbl_area_drop
DELETE FROM tbl_area
WHERE tbl = ?1 AND area NOT IN (SELECT k FROM batch);

-- name: tbl_area_put
INSERT OR IGNORE INTO tbl_area (tbl, area) SELECT ?1, k FROM batch;

-- Columns of a table whose members were told in the order in which the source
-- lists its dimensions: now it is that of their names, so that the same column
-- is found again. One that is there by both names stays as it is.
-- name: col_dims
UPDATE OR IGNORE col SET dims = sorted.dims
FROM (SELECT col.id,
	(SELECT group_concat(value, ';')
	    FROM (SELECT value
		FROM json_each('[' || replace(json_quote(col.dims), ';', '","')
		    || ']')
		ORDER BY substr(value, 1, instr(value, '=') - 1))) AS dims
    FROM topic CROSS JOIN col ON col.topic = topic.id
    WHERE topic.tbl = ?1 AND instr(col.dims, ';') > 0) AS sorted
WHERE col.id = sorted.id AND col.dims <> sorted.dims;

-- name: topic_find
SELECT id,
    (key, decimals, type, position, description, provisional, indicator,
	active) IS NOT (?6, ?7, ?8, ?9, ?10, ?11, ?12, 1)
FROM topic
WHERE tbl = ?1 AND title = ?2 AND group_title = ?3 AND unit = ?4
    AND twin = ?5;

-- name: topic_put
INSERT INTO topic (tbl, title, group_title, unit, twin, key, decimals, type,
    position, description, provisional, indicator, n, active)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 0, 1);

-- name: topic_update
UPDATE topic
SET key = ?6, decimals = ?7, type = ?8, position = ?9, description = ?10,
    provisional = ?11, indicator = ?12, active = 1
WHERE tbl = ?1 AND title = ?2 AND group_title = ?3 AND unit = ?4
    AND twin = ?5;

-- name: topic_count
UPDATE topic SET n = ?2 WHERE id = ?1 AND n <> ?2;

-- name: topic_actives
SELECT id FROM topic WHERE tbl = ?1 AND active;

-- name: topic_end
UPDATE topic SET active = 0, n = 0 WHERE id = ?1;

-- name: col_find
SELECT id, n FROM col
WHERE topic = ?1 AND period = ?2 AND dims = ?3 AND area_year = ?4;

-- name: col_put
INSERT INTO col (topic, period, dims, area_year, provisional, run, indicator,
    n, empty_land, empty_gemeente, empty_wijk, empty_buurt, active)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, 4, 4, 4, 4, 1);

-- name: col_indicator
UPDATE col SET indicator = ?2 WHERE id = ?1 AND indicator IS NOT ?2;

-- name: col_end
UPDATE col
SET provisional = ?2, run = CASE n WHEN 0 THEN ?3 ELSE run END, n = ?4,
    empty_land = ?5, empty_gemeente = ?6, empty_wijk = ?7, empty_buurt = ?8,
    active = 1
WHERE id = ?1
    AND (provisional, n, empty_land, empty_gemeente, empty_wijk, empty_buurt,
	active) IS NOT (?2, ?4, ?5, ?6, ?7, ?8, 1);

-- name: col_actives
SELECT col.id FROM topic CROSS JOIN col ON col.topic = topic.id
WHERE topic.tbl = ?1 AND col.active;

-- name: col_gone
UPDATE col SET active = 0, n = 0 WHERE id = ?1;

-- name: gap_clear
DELETE FROM gap
WHERE k IN (
    SELECT gap.k
    FROM topic
	CROSS JOIN col ON col.topic = topic.id
	CROSS JOIN gap ON gap.k BETWEEN col.id << 24
	    AND (col.id << 24) | 16777215
    WHERE topic.tbl = ?1);

-- name: gap_level_clear
DELETE FROM gap
WHERE k BETWEEN ?1 << 24 AND (?1 << 24) | 16777215
    AND (SELECT level FROM area WHERE id = k & 16777215) = ?2;

-- name: gap_put
INSERT INTO gap (k, reason) SELECT k, ?1 FROM batch;

-- name: obs_put
INSERT INTO obs (k, value) SELECT k, value FROM batch;

-- name: fresh_put
INSERT INTO temp.fresh (k, value) SELECT k, value FROM batch;

-- name: revision_up
UPDATE state SET revision = revision + 1;
