-- SPDX-License-Identifier: EUPL-1.2
-- A table that was there already: its values lie in temp.fresh; what differs
-- goes to temp.diff (old or new NULL where there is none), and from there to
-- where it belongs.

-- name: fresh_clear
DELETE FROM temp.fresh;

-- name: diff_clear
DELETE FROM temp.diff;

-- name: diff_new
INSERT INTO temp.diff (k, old, new)
SELECT fresh.k, obs.value, fresh.value
FROM temp.fresh LEFT JOIN obs ON obs.k = fresh.k
WHERE obs.value IS NOT fresh.value;

-- name: diff_gone
INSERT INTO temp.diff (k, old, new)
SELECT obs.k, obs.value, NULL
FROM topic
    CROSS JOIN col ON col.topic = topic.id
    CROSS JOIN obs ON obs.k BETWEEN col.id << 24
	AND (col.id << 24) | 16777215
WHERE topic.tbl = ?1
    AND NOT EXISTS (SELECT 1 FROM temp.fresh WHERE fresh.k = obs.k);

-- name: diff_count
SELECT count(*), count(old) FROM temp.diff;

-- name: diff_was
INSERT INTO obs_was (k, replaced_by, value, run, provisional)
SELECT diff.k, ?1, diff.old, coalesce(obs_run.run, col.run), col.provisional
FROM temp.diff
    CROSS JOIN col ON col.id = diff.k >> 24
    LEFT JOIN obs_run ON obs_run.k = diff.k
WHERE diff.old IS NOT NULL;

-- name: diff_delete
DELETE FROM obs WHERE k IN (SELECT k FROM temp.diff WHERE new IS NULL);

-- name: diff_run_delete
DELETE FROM obs_run WHERE k IN (SELECT k FROM temp.diff WHERE new IS NULL);

-- name: diff_put
INSERT INTO obs (k, value)
SELECT k, new FROM temp.diff WHERE new IS NOT NULL
ON CONFLICT (k) DO UPDATE SET value = excluded.value;

-- A column that was empty until now takes this run as its own (see col_end),
-- so only values of a column that had some are named one by one.
-- name: diff_run_put
INSERT INTO obs_run (k, run)
SELECT diff.k, ?1
FROM temp.diff CROSS JOIN col ON col.id = diff.k >> 24
WHERE diff.new IS NOT NULL AND col.n > 0
ON CONFLICT (k) DO UPDATE SET run = excluded.run;
