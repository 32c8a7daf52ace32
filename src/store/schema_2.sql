-- SPDX-License-Identifier: EUPL-1.2
-- facts.db, from version 1 to 2: what a run told about its table, and what
-- came with it that nobody should take over unseen.

-- How a table differs from what it was at the run before, in the order in
-- which it was noticed. kind is a word of model/notice.h.
CREATE TABLE drift (
	run INTEGER NOT NULL REFERENCES run (id),
	n INTEGER NOT NULL, -- from 1
	kind TEXT NOT NULL,
	subject TEXT NOT NULL, -- the column, dimension or table it is about
	was TEXT,
	became TEXT,
	held INTEGER NOT NULL, -- 1: for this, something was not loaded
	PRIMARY KEY (run, n)
) STRICT, WITHOUT ROWID;

-- A value, or a whole column (area 0), that is not to be believed unseen. kind
-- is a word of model/notice.h. id is made of what it is about and of the value, so that
-- a rebuild finds the same one, and another value makes another doubt.
CREATE TABLE doubt (
	id TEXT PRIMARY KEY,
	run INTEGER NOT NULL REFERENCES run (id), -- that brought it
	col INTEGER NOT NULL REFERENCES col (id),
	area INTEGER NOT NULL, -- area.id, or 0: the whole column
	kind TEXT NOT NULL,
	was REAL, -- what it is held against, or NULL
	value REAL, -- that came; NULL: nothing came
	held INTEGER NOT NULL, -- 1: what was there before stays until accepted
	accepted_by TEXT, -- NULL: nobody did
	accepted_on TEXT,
	accepted_why TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX doubt_by_col ON doubt (col, area);

CREATE VIEW drifts AS
SELECT run.name AS run, src.name AS source, run.table_id, drift.kind,
    drift.subject, drift.was, drift.became, drift.held
FROM drift
    JOIN run ON run.id = drift.run
    JOIN src ON src.id = run.src
ORDER BY drift.run, drift.n;

CREATE VIEW doubts AS
SELECT doubt.id, run.name AS run, src.name AS source, tbl.table_id,
    topic.key AS topic_key, topic.title AS topic_title, col.indicator,
    col.period, col.dims, area.code AS area_code, area.name AS area_name,
    col.area_year, doubt.kind, doubt.was, doubt.value, topic.unit,
    doubt.held, doubt.accepted_by, doubt.accepted_on, doubt.accepted_why
FROM doubt
    JOIN run ON run.id = doubt.run
    JOIN col ON col.id = doubt.col
    JOIN topic ON topic.id = col.topic
    JOIN tbl ON tbl.id = topic.tbl
    JOIN src ON src.id = tbl.src
    LEFT JOIN area ON area.id = doubt.area
ORDER BY doubt.run, doubt.id;
