-- SPDX-License-Identifier: EUPL-1.2
-- facts.db, from version 3 to 4: which postcode lies in which buurt, out of
-- the addresses of a year. No house numbers.

CREATE TABLE postcode (
	year INTEGER NOT NULL, -- vintage of the area
	code TEXT NOT NULL, -- 2282AB
	area INTEGER NOT NULL REFERENCES area (id), -- a buurt
	share REAL NOT NULL, -- of the buurt's addresses: 1 together
	tbl INTEGER NOT NULL REFERENCES tbl (id), -- it came with
	PRIMARY KEY (year, code, area)
) STRICT, WITHOUT ROWID;

CREATE VIEW postcodes AS
SELECT postcode.code, postcode.year, area.code AS area, postcode.share
FROM postcode
    JOIN area ON area.id = postcode.area;
