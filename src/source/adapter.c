/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * adapter: the table of protocols. A new one is a file and a line here.
 */
#include "source/adapter.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "codec/json.h"

static const struct adapter *const adapters[] = { &adapter_file,
	&adapter_cbs_v3,
	&adapter_cbs_v4, &adapter_cbs_bulk, &adapter_arcgis, &adapter_ckan,
	&adapter_opendatasoft, &adapter_swing, &adapter_ogc_features,
	&adapter_wfs, &adapter_geojson };

const struct adapter *
adapter_find(const char *kind)
{
	for (size_t i = 0; i < sizeof(adapters) / sizeof(adapters[0]); i++)
		if (strcmp(adapters[i]->kind, kind) == 0)
			return adapters[i];
	return NULL;
}

const char *const *
adapter_kinds(void)
{
	/* Kept beside the table: a constant cannot be taken from another
	 * constant's member in C11. A test compares the two. */
	static const char *const kinds[] = { "file", "cbs-odata-v3",
		"cbs-odata-v4", "cbs-bulk-csv", "arcgis", "ckan",
		"opendatasoft", "swing", "ogc-features", "wfs", "geojson", NULL };

	_Static_assert(sizeof(kinds) / sizeof(kinds[0]) ==
		sizeof(adapters) / sizeof(adapters[0]) + 1,
	    "a name for every adapter");
	return kinds;
}

int
adapter_cut(const struct adapter *adapter, const struct source *src,
    const char *role, struct cut *out, struct err *err)
{
	*out = (struct cut){ .kind = CUT_JSON, .array = "value" };
	if (adapter->cut == NULL)
		return 0;
	*out = (struct cut){ 0 };
	return adapter->cut(src, role, out, err);
}

enum shape_crs
adapter_crs(const struct source *src)
{
	enum shape_crs crs =
	    strcmp(src->adapter, "geojson") == 0 ? CRS_WGS84 : CRS_RD;

	if (src->shapes.crs != NULL)
		shape_crs_of(src->shapes.crs, &crs);
	return crs;
}

const struct member *
got_member(const struct got *got, const char *name)
{
	for (size_t i = 0; i < got->nmembers; i++)
		if (strcmp(got->members[i].name, name) == 0)
			return &got->members[i];
	return NULL;
}

int
got_text(
    const struct got *got, const char *name, char **out, struct err *err)
{
	const struct member *m = got_member(got, name);
	struct json *value;
	int rc = -1;

	*out = NULL;
	if (m == NULL)
		return 0;
	if (m->text == NULL)
		return err_set(err, ERR_INPUT, "%.80s: too long", name);
	value = json_parse(m->text, m->len, err);
	if (value == NULL)
		return err_ctx(err, "%.80s", name);
	if (json_is_null(value))
		rc = 0;
	else if (json_str(value) == NULL)
		err_set(err, ERR_INPUT, "%.80s: is no text", name);
	else {
		*out = mem_str(json_str(value));
		rc = 1;
	}
	json_free(value);
	return rc;
}

double
got_number(const struct got *got, const char *name, double otherwise)
{
	const struct member *m = got_member(got, name);
	struct err ignored = { 0 };
	struct json *value;
	double number;

	if (m == NULL || m->text == NULL)
		return otherwise;
	value = json_parse(m->text, m->len, &ignored);
	number = json_num(value);
	json_free(value);
	return isnan(number) ? otherwise : number;
}
