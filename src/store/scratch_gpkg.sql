-- SPDX-License-Identifier: EUPL-1.2
-- Statements of a GeoPackage, in the order of enum said in gpkg.c. {layer} and
-- {column} are names, which cannot be bound: gpkg.c looks at them first.

-- name: contents
INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change,
	srs_id)
VALUES (?1, ?2, ?1, ?3, ?4);

-- name: observation
INSERT INTO observations (area_code, area_name, area_level, area_year,
	indicator, label, period, value, unit, status, source, publisher,
	licence, licence_url, table_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15);

-- name: layer
CREATE TABLE {layer} (
	fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
	geom MULTIPOLYGON,
	area_code TEXT NOT NULL UNIQUE,
	area_name TEXT NOT NULL,
	area_year INTEGER NOT NULL,
	parent TEXT,
	municipality TEXT,
	shape_source TEXT NOT NULL,
	shape_licence TEXT
);

-- name: geometry
INSERT INTO gpkg_geometry_columns
VALUES (?1, 'geom', 'MULTIPOLYGON', 28992, 0, 0);

-- name: area
INSERT INTO {layer} (geom, area_code, area_name, area_year, parent,
	municipality, shape_source, shape_licence)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- name: extent
UPDATE gpkg_contents SET min_x = ?2, max_x = ?3, min_y = ?4, max_y = ?5
WHERE table_name = ?1;

-- What comes of each indicator, of its newest period. A figure that is doubted
-- is among the observations, which say so, and not on the map.
-- name: choose
INSERT INTO columns (layer, indicator, label, unit, period, source, publisher,
	licence, licence_url)
SELECT ?1, indicator, label, unit, max(period), source, publisher, licence,
	licence_url
FROM observations
WHERE area_level = ?2 AND area_year = ?3 AND status <> 'doubted'
GROUP BY indicator
ORDER BY indicator;

-- name: chosen
SELECT indicator, period FROM columns WHERE layer = ?1 ORDER BY indicator;

-- name: column
ALTER TABLE {layer} ADD COLUMN "{column}" DOUBLE;

-- name: fill
UPDATE {layer} SET "{column}" = (
	SELECT value FROM observations AS o
	WHERE o.indicator = ?1 AND o.area_level = ?2 AND o.area_year = ?3
	    AND o.period = ?4 AND o.area_code = {layer}.area_code
	    AND o.status <> 'doubted');
