/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cbs_v4_describe: a table described from the parts that the road brought.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cbs_v4.h"

struct parts { /* where they are read */
	adapter_read *read;
	void *arg;
	struct v4_build build;
	bool groups; /* the table has MeasureGroups */
};

/* All pages of a set. */
static int
read_set(struct parts *p, const char *set, cbs_record *fn, struct err *err)
{
	char role[ROLE_LEN], *next = NULL;
	int rc, page = 1;

	snprintf(role, sizeof(role), "%s", set);
	do {
		struct buf body = { 0 };

		free(next);
		next = NULL;
		rc = p->read(p->arg, role, &body, err);
		if (rc == 0 &&
		    cbs_each(buf_str(&body), body.len, fn, p, &next, err) ==
			-1)
			rc = err_ctx(err, "%s", role);
		buf_free(&body);
		snprintf(role, sizeof(role), "%.40s.%d", set, ++page);
	} while (rc == 0 && next != NULL);
	free(next);
	return rc;
}

static int
take_set(void *arg, const struct jrecord *record, struct err *err)
{
	struct parts *p = arg;
	char *name = cbs_text(record, "name");

	(void)err;
	if (name != NULL && strcmp(name, "MeasureGroups") == 0)
		p->groups = true;
	free(name);
	return 0;
}

/* Records of a set, on to the builder. */
#define TO_BUILD(name, fn)                                                     \
	static int name(                                                       \
	    void *arg, const struct jrecord *record, struct err *err)          \
	{                                                                      \
		return fn(&((struct parts *)arg)->build, record, err);         \
	}
TO_BUILD(dimension, v4_take_dimension)
TO_BUILD(group, v4_take_group)
TO_BUILD(measure, v4_take_measure)
TO_BUILD(area, v4_take_area)
TO_BUILD(period, v4_take_period)

/* Properties is one object. */
static int
read_properties(struct parts *p, struct err *err)
{
	struct jrecord record = { 0 };
	struct buf body = { 0 };
	int rc = p->read(p->arg, "Properties", &body, err);

	if (rc == 0 &&
	    (jrecord_parse(&record, buf_str(&body), body.len, err) == -1 ||
		v4_take_properties(&p->build, &record, err) == -1))
		rc = err_ctx(err, "Properties");
	jrecord_free(&record);
	buf_free(&body);
	return rc;
}

static int
read_codes(struct parts *p, struct err *err)
{
	const struct table_meta *meta = &p->build.meta;
	const struct dimension *where = v4_dimension(meta, DIMENSION_AREA),
			       *when = v4_dimension(meta, DIMENSION_TIME);
	char set[ROLE_LEN];

	snprintf(set, sizeof(set), "%sCodes", where->name);
	if (read_set(p, set, area, err) == -1)
		return -1;
	if (when == NULL)
		return 0;
	snprintf(set, sizeof(set), "%sCodes", when->name);
	return read_set(p, set, period, err);
}

int
cbs_v4_describe(const struct source *src, adapter_read *read, void *arg,
    struct table_meta *out, struct err *err)
{
	struct parts p = { .read = read, .arg = arg };
	int rc = -1;

	v4_build_begin(&p.build, src);
	if (read_properties(&p, err) == -1 ||
	    read_set(&p, "Sets", take_set, err) == -1 ||
	    read_set(&p, "Dimensions", dimension, err) == -1 ||
	    (p.groups && read_set(&p, "MeasureGroups", group, err) == -1) ||
	    read_set(&p, "MeasureCodes", measure, err) == -1 ||
	    v4_settle(&p.build, err) == -1 || read_codes(&p, err) == -1 ||
	    v4_build_end(&p.build, out, err) == -1)
		goto done;
	rc = 0;
done:
	if (rc == -1)
		err_ctx(err, "%s: %s", src->id,
		    p.build.meta.id == NULL ? "table" : p.build.meta.id);
	v4_build_clear(&p.build);
	return rc;
}
