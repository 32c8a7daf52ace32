-- SPDX-License-Identifier: EUPL-1.2
-- Which postcode lies in which buurt.

-- The newest file about a year says all of it.
-- name: postcode_clear
DELETE FROM postcode WHERE year = ?1;

-- name: postcode_put
INSERT INTO postcode (year, code, area, share, tbl)
VALUES (?1, ?2, ?3, ?4, ?5);

-- name: postcode_year
SELECT max(year) FROM postcode;

-- A whole postcode, or the four digits that it begins with.
-- name: postcode_buurten
SELECT area.code, sum(postcode.share)
FROM postcode
    CROSS JOIN area ON area.id = postcode.area
WHERE postcode.year = ?1 AND postcode.code >= ?2
    AND postcode.code < ?2 || '~'
GROUP BY area.code
ORDER BY area.code;
