-- SPDX-License-Identifier: EUPL-1.2
-- How counts are rounded: worked out once from what was loaded.

-- name: rounding_due
SELECT col.id, topic.id, col.period, col.area_year, topic.tbl, col.indicator
FROM topic
    CROSS JOIN col ON col.topic = topic.id
    LEFT JOIN indicator ON indicator.id = col.indicator
WHERE topic.active AND col.active AND col.n > 0
    AND coalesce(indicator.kind = 'count', lower(topic.unit) = 'aantal')
    AND NOT EXISTS (SELECT 1 FROM rounding
	WHERE rounding.topic = topic.id AND rounding.period = col.period)
ORDER BY topic.id, col.period, col.area_year, col.id;

-- name: column_cells
SELECT k & 16777215, value FROM obs
WHERE k BETWEEN ?1 << 24 AND (?1 << 24) | 16777215
ORDER BY k;

-- name: rounding_put
INSERT OR REPLACE INTO rounding (topic, period, level, way, base, dependent,
    sums, gap, spread)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);

-- name: rounding_of
SELECT rounding.level, rounding.way, rounding.base, rounding.dependent,
    rounding.sums, rounding.gap, rounding.spread
FROM col
    CROSS JOIN rounding ON rounding.topic = col.topic
	AND rounding.period = col.period
WHERE col.id = ?1;

-- name: rounding_clear
DELETE FROM rounding WHERE topic IN (SELECT id FROM topic WHERE tbl = ?1);
