-- SPDX-License-Identifier: EUPL-1.2
-- Shapes of areas, and things with a place.

-- name: boundary_clear
DELETE FROM boundary WHERE tbl = ?1;

-- One that came with another table is replaced, one of this table is not.
-- name: boundary_put
INSERT INTO boundary (area, water, tbl, wkb) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (area, water) DO UPDATE SET tbl = excluded.tbl, wkb = excluded.wkb
WHERE tbl <> excluded.tbl;

-- name: feature_clear
DELETE FROM feature WHERE tbl = ?1;

-- name: feature_put
INSERT INTO feature (tbl, n, fid, wkb, attributes)
VALUES (?1, ?2, ?3, ?4, ?5);

-- name: boundaries
SELECT area.id, area.code, boundary.water, boundary.wkb
FROM area CROSS JOIN boundary ON boundary.area = area.id
WHERE area.year = ?1 AND area.level = ?2
ORDER BY area.code, boundary.water;

-- name: boundary_year
SELECT max(area.year)
FROM boundary CROSS JOIN area ON area.id = boundary.area
WHERE area.level = ?1;

-- name: features
SELECT feature.fid, feature.attributes, feature.wkb
FROM src
    CROSS JOIN tbl ON tbl.src = src.id
    CROSS JOIN feature ON feature.tbl = tbl.id
WHERE src.name = ?1 AND tbl.table_id = ?2
ORDER BY feature.n;

-- name: feature_tables
SELECT tbl.table_id
FROM src CROSS JOIN tbl ON tbl.src = src.id
WHERE src.name = ?1
    AND EXISTS (SELECT 1 FROM feature WHERE feature.tbl = tbl.id)
ORDER BY tbl.table_id;

-- The newest run of the table and of all tables that gave shapes of areas of
-- the year; a run's name ends in its stamp.
-- name: shapes_stamp
SELECT max(substr(run.name, -16)), max(run.ended),
    count(*) FILTER (WHERE tbl.id NOT IN (SELECT tbl FROM boundary)),
    count(*) FILTER (WHERE tbl.id IN (SELECT tbl FROM boundary))
FROM tbl JOIN run ON run.id = tbl.run
WHERE tbl.id = (SELECT tbl.id FROM tbl JOIN src ON src.id = tbl.src
	WHERE src.name = ?1 AND tbl.table_id = ?2)
    OR (tbl.area_year = ?3 AND tbl.id IN (SELECT tbl FROM boundary));

-- name: boundary_one
SELECT boundary.wkb, src.name, tbl.table_id
FROM area
    CROSS JOIN boundary ON boundary.area = area.id
    CROSS JOIN tbl ON tbl.id = boundary.tbl
    CROSS JOIN src ON src.id = tbl.src
WHERE area.code = ?1 AND area.year = ?2 AND boundary.water = 0;
