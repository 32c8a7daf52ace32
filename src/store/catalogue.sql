-- SPDX-License-Identifier: EUPL-1.2
-- The catalogue of indicators: written beside the old one, and taken over
-- only when it differs, so that a refresh with nothing new writes nothing.

-- name: indicator_new
INSERT INTO temp.indicator_new (ord, id, label_nl, label_en, unit, decimals,
    theme, kind, polarity, denominator, formula, parts)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12);

-- name: indicator_new_clear
DELETE FROM temp.indicator_new;

-- name: indicator_differs
SELECT EXISTS (SELECT * FROM temp.indicator_new
	EXCEPT SELECT * FROM main.indicator)
    OR EXISTS (SELECT * FROM main.indicator
	EXCEPT SELECT * FROM temp.indicator_new);

-- name: indicator_clear
DELETE FROM main.indicator;

-- name: indicator_take
INSERT INTO main.indicator SELECT * FROM temp.indicator_new ORDER BY ord;
