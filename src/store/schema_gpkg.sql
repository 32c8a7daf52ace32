-- SPDX-License-Identifier: EUPL-1.2
-- Tables that every GeoPackage has (OGC 12-128r17, annex C), and ours.
PRAGMA application_id = 1196444487; -- "GPKG"
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (
	srs_name TEXT NOT NULL,
	srs_id INTEGER NOT NULL PRIMARY KEY,
	organization TEXT NOT NULL,
	organization_coordsys_id INTEGER NOT NULL,
	definition TEXT NOT NULL,
	description TEXT
);
INSERT INTO gpkg_spatial_ref_sys VALUES
	('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', NULL),
	('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', NULL),
	('WGS 84', 4326, 'EPSG', 4326,
	'GEOGCS["WGS 84",DATUM["WGS_1984",'
	|| 'SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
	|| 'AUTHORITY["EPSG","6326"]],'
	|| 'PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],'
	|| 'UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],'
	|| 'AUTHORITY["EPSG","4326"]]', NULL),
	('Amersfoort / RD New', 28992, 'EPSG', 28992,
	'PROJCS["Amersfoort / RD New",GEOGCS["Amersfoort",DATUM["Amersfoort",'
	|| 'SPHEROID["Bessel 1841",6377397.155,299.1528128,'
	|| 'AUTHORITY["EPSG","7004"]],AUTHORITY["EPSG","6289"]],'
	|| 'PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],'
	|| 'UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],'
	|| 'AUTHORITY["EPSG","4289"]],PROJECTION["Oblique_Stereographic"],'
	|| 'PARAMETER["latitude_of_origin",52.1561605555556],'
	|| 'PARAMETER["central_meridian",5.38763888888889],'
	|| 'PARAMETER["scale_factor",0.9999079],'
	|| 'PARAMETER["false_easting",155000],'
	|| 'PARAMETER["false_northing",463000],'
	|| 'UNIT["metre",1,AUTHORITY["EPSG","9001"]],'
	|| 'AXIS["Easting",EAST],AXIS["Northing",NORTH],'
	|| 'AUTHORITY["EPSG","28992"]]', NULL);
CREATE TABLE gpkg_contents (
	table_name TEXT NOT NULL PRIMARY KEY,
	data_type TEXT NOT NULL,
	identifier TEXT UNIQUE,
	description TEXT DEFAULT '',
	last_change DATETIME NOT NULL
	    DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
	min_x DOUBLE,
	min_y DOUBLE,
	max_x DOUBLE,
	max_y DOUBLE,
	srs_id INTEGER,
	CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id)
	    REFERENCES gpkg_spatial_ref_sys (srs_id)
);
CREATE TABLE gpkg_geometry_columns (
	table_name TEXT NOT NULL,
	column_name TEXT NOT NULL,
	geometry_type_name TEXT NOT NULL,
	srs_id INTEGER NOT NULL,
	z TINYINT NOT NULL,
	m TINYINT NOT NULL,
	CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
	CONSTRAINT uk_gc_table_name UNIQUE (table_name),
	CONSTRAINT fk_gc_tn FOREIGN KEY (table_name)
	    REFERENCES gpkg_contents (table_name),
	CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id)
	    REFERENCES gpkg_spatial_ref_sys (srs_id)
);
CREATE TABLE observations (
	fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
	area_code TEXT NOT NULL,
	area_name TEXT NOT NULL,
	area_level TEXT NOT NULL,
	area_year INTEGER NOT NULL,
	indicator TEXT NOT NULL,
	label TEXT NOT NULL,
	period TEXT NOT NULL,
	value DOUBLE NOT NULL,
	unit TEXT,
	status TEXT NOT NULL,
	source TEXT NOT NULL,
	publisher TEXT,
	licence TEXT,
	licence_url TEXT,
	table_id TEXT NOT NULL
);
CREATE UNIQUE INDEX observations_place
ON observations (indicator, area_level, area_year, period, area_code);
CREATE TABLE columns (
	fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
	layer TEXT NOT NULL,
	indicator TEXT NOT NULL,
	label TEXT NOT NULL,
	unit TEXT,
	period TEXT NOT NULL,
	source TEXT NOT NULL,
	publisher TEXT,
	licence TEXT,
	licence_url TEXT
);
