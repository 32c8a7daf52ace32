-- SPDX-License-Identifier: EUPL-1.2
-- What part of an area of one vintage lies in an area of another.

-- name: crosswalk_clear
DELETE FROM crosswalk WHERE tbl = ?1;

-- name: crosswalk_put
INSERT OR REPLACE INTO crosswalk (area, other, weight, basis, tbl)
VALUES (?1, ?2, ?3, ?4, ?5);

-- By overlap: from areas of a vintage to those of another, of one level.
-- name: overlap_clear
DELETE FROM crosswalk
WHERE basis = 'overlap'
    AND area IN (SELECT id FROM area WHERE year = ?1 AND level = ?3)
    AND other IN (SELECT id FROM area WHERE year = ?2);

-- Those from and to the vintage of an area: its boundaries are new.
-- name: overlap_stale
DELETE FROM crosswalk
WHERE basis = 'overlap'
    AND (area IN (SELECT id FROM area WHERE year =
	(SELECT year FROM area WHERE id = ?1))
    OR other IN (SELECT id FROM area WHERE year =
	(SELECT year FROM area WHERE id = ?1)));

-- Vintages with boundaries, the next one that has them too, and no weights.
-- name: overlap_due
WITH drawn AS (
	SELECT DISTINCT area.year AS year, area.level AS level
	FROM boundary CROSS JOIN area ON area.id = boundary.area
	WHERE area.level <> 'land'),
pair AS (
	SELECT old.year AS older, min(new.year) AS newer, old.level AS level
	FROM drawn AS old
	    JOIN drawn AS new ON new.level = old.level AND new.year > old.year
	GROUP BY old.year, old.level)
SELECT pair.older, pair.newer, pair.level
FROM pair
WHERE NOT EXISTS (SELECT 1
	FROM area
	    CROSS JOIN crosswalk ON crosswalk.area = area.id
	    CROSS JOIN area AS other ON other.id = crosswalk.other
	WHERE area.year = pair.older AND area.level = pair.level
	    AND other.year = pair.newer AND crosswalk.basis = 'overlap')
ORDER BY 1, 3;

-- name: crosswalks
SELECT area.year, area.code, other.year, other.code, crosswalk.weight,
    crosswalk.basis
FROM crosswalk
    CROSS JOIN area ON area.id = crosswalk.area
    CROSS JOIN area AS other ON other.id = crosswalk.other
ORDER BY crosswalk.area, crosswalk.other, crosswalk.basis;
