-- SPDX-License-Identifier: EUPL-1.2
-- What part of an area of one vintage lies in an area of another.

-- name: crosswalk_clear
DELETE FROM crosswalk WHERE tbl = ?1;

-- name: crosswalk_put
INSERT OR REPLACE INTO crosswalk (area, other, weight, basis, tbl)
VALUES (?1, ?2, ?3, ?4, ?5);

-- By overlap: from areas of a vintage to those of another.
-- name: overlap_clear
DELETE FROM crosswalk
WHERE basis = 'overlap'
    AND area IN (SELECT id FROM area WHERE year = ?1)
    AND other IN (SELECT id FROM area WHERE year = ?2);

-- name: crosswalks
SELECT area.year, area.code, other.year, other.code, crosswalk.weight,
    crosswalk.basis
FROM crosswalk
    CROSS JOIN area ON area.id = crosswalk.area
    CROSS JOIN area AS other ON other.id = crosswalk.other
ORDER BY crosswalk.area, crosswalk.other, crosswalk.basis;
