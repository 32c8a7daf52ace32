-- SPDX-License-Identifier: EUPL-1.2
-- What is different since a moment (?1: seconds since 1970; later counts).

-- name: run_ended
SELECT ended FROM run WHERE name = ?1;

-- The newest run that something changed with.
-- name: changed_last
SELECT max(ended) FROM run
WHERE id IN (SELECT max(replaced_by) FROM obs_was
    UNION SELECT max(run) FROM obs_run UNION SELECT max(run) FROM col
    UNION SELECT max(run) FROM drift UNION SELECT max(run) FROM doubt);

-- Per run, how many values were revised, withdrawn, and came; those of
-- columns that had none before came in whole columns.
-- name: changes_counts
SELECT src.name, run.table_id, run.name,
    (SELECT count(*) FROM obs_was AS w WHERE w.replaced_by = run.id
	AND (EXISTS (SELECT 1 FROM obs_was AS n
		WHERE n.k = w.k AND n.run = run.id)
	    OR EXISTS (SELECT 1 FROM obs_run AS n
		WHERE n.k = w.k AND n.run = run.id)
	    OR EXISTS (SELECT 1 FROM col JOIN obs ON obs.k = w.k
		WHERE col.id = w.k >> 24 AND col.run = run.id))),
    (SELECT count(*) FROM obs_was AS w WHERE w.replaced_by = run.id),
    (SELECT count(*) FROM obs_run AS r WHERE r.run = run.id
	AND NOT EXISTS (SELECT 1 FROM obs_was AS w
	    WHERE w.k = r.k AND w.replaced_by = run.id)),
    (SELECT count(*) FROM col WHERE col.run = run.id AND col.n > 0),
    (SELECT coalesce(sum(n), 0) FROM col WHERE col.run = run.id)
FROM run JOIN src ON src.id = run.src
WHERE run.result = 'ok' AND run.ended > ?1
ORDER BY run.id;

-- ?2: codes of areas as a JSON list: these and what lies in them; NULL: all.
-- name: changes_values
WITH moved AS (
    SELECT w.k AS k, w.replaced_by AS run, w.value AS was,
	coalesce((SELECT n.value FROM obs_was AS n
		WHERE n.k = w.k AND n.run = w.replaced_by),
	    (SELECT obs.value
		FROM obs JOIN col ON col.id = obs.k >> 24
		    LEFT JOIN obs_run ON obs_run.k = obs.k
		WHERE obs.k = w.k
		    AND coalesce(obs_run.run, col.run) = w.replaced_by))
	    AS became
    FROM obs_was AS w
    WHERE w.replaced_by IN (SELECT id FROM run WHERE ended > ?1)
    UNION ALL
    SELECT r.k, r.run, NULL, obs.value
    FROM obs_run AS r CROSS JOIN obs ON obs.k = r.k
    WHERE r.run IN (SELECT id FROM run WHERE ended > ?1)
	AND NOT EXISTS (SELECT 1 FROM obs_was AS w
	    WHERE w.k = r.k AND w.replaced_by = r.run))
SELECT src.name, tbl.table_id, run.name, area.code, area.name,
    col.indicator, topic.title, col.period, col.dims, moved.was,
    moved.became, topic.unit
FROM moved
    CROSS JOIN area ON area.id = moved.k & 16777215
    CROSS JOIN col ON col.id = moved.k >> 24
    CROSS JOIN topic ON topic.id = col.topic
    CROSS JOIN tbl ON tbl.id = topic.tbl
    CROSS JOIN src ON src.id = tbl.src
    CROSS JOIN run ON run.id = moved.run
WHERE ?2 IS NULL
    OR EXISTS (SELECT 1 FROM json_each(?2)
	WHERE value IN (area.code, area.parent, area.municipality))
ORDER BY run.id, topic.position, col.period, col.dims, area.year,
    length(area.code), area.code;

-- name: changes_drifts
SELECT source, drifts.table_id, drifts.run, kind, subject, was, became, held
FROM drifts JOIN run ON run.name = drifts.run
WHERE run.ended > ?1;

-- Open ones, however old, and what was accepted of later runs. ?2: one id.
-- name: changes_doubts
SELECT source, doubts.table_id, doubts.run, area_code, area_name, indicator,
    topic_title, period, dims, was, value, unit, doubts.id, kind, held,
    accepted_by, accepted_on, accepted_why
FROM doubts JOIN run ON run.name = doubts.run
WHERE CASE WHEN ?2 IS NULL THEN accepted_by IS NULL OR run.ended > ?1
    ELSE doubts.id = ?2 END
ORDER BY accepted_by IS NOT NULL, run.id, doubts.id;

-- Of one cell: column ?1, area ?2.
-- name: cell_history
SELECT w.value, run.name, later.name, later.ended, w.provisional
FROM main.obs_was AS w
    JOIN main.run ON run.id = w.run
    JOIN main.run AS later ON later.id = w.replaced_by
WHERE w.k = (?1 << 24) | ?2
ORDER BY later.ended, later.id;

-- name: cell_doubts
SELECT source, doubts.table_id, doubts.run, area_code, area_name, indicator,
    topic_title, period, dims, doubts.was, doubts.value, unit, doubts.id,
    doubts.kind, doubts.held, doubts.accepted_by, doubts.accepted_on,
    doubts.accepted_why
FROM main.doubts JOIN main.doubt AS d ON d.id = doubts.id
WHERE d.col = ?1 AND d.area IN (0, ?2)
ORDER BY doubts.accepted_by IS NOT NULL, d.run, doubts.id;

-- Areas that CBS says are another place than the year before, of area sets
-- that are new since.
-- name: changes_places
SELECT area.code, area.name, area.year, area.change
FROM area
WHERE area.change IN ('2', '3')
    AND area.year IN (SELECT tbl.area_year
	FROM tbl JOIN run ON run.src = tbl.src AND run.table_id = tbl.table_id
	WHERE run.result = 'ok'
	GROUP BY tbl.area_year HAVING min(run.ended) > ?1)
    AND (?2 IS NULL OR EXISTS (SELECT 1 FROM json_each(?2)
	WHERE value IN (area.code, area.parent, area.municipality)))
ORDER BY area.year, area.code;

-- name: doubt_accept
UPDATE doubt SET accepted_by = ?2, accepted_on = ?3, accepted_why = ?4
WHERE id = ?1;
