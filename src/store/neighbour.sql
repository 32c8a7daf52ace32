-- SPDX-License-Identifier: EUPL-1.2
-- Areas that share a border.

-- All of a vintage: a border may be with an area of another table.
-- name: neighbour_clear
DELETE FROM neighbour WHERE area IN (SELECT id FROM area WHERE year =
    (SELECT year FROM area WHERE id = ?1));

-- name: neighbour_put
INSERT OR REPLACE INTO neighbour (area, other, metres) VALUES (?1, ?2, ?3);

-- name: neighbour_due
SELECT DISTINCT area.year, area.level
FROM boundary CROSS JOIN area ON area.id = boundary.area
WHERE area.level <> 'land'
    AND NOT EXISTS (SELECT 1
	FROM area AS mine CROSS JOIN neighbour ON neighbour.area = mine.id
	WHERE mine.year = area.year AND mine.level = area.level)
ORDER BY 1, 2;

-- name: neighbours_of
SELECT other, metres FROM neighbour WHERE area = ?1 ORDER BY other;
