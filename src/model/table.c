/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * table: what a catalogue and a table say of a table.
 */
#include "model/table.h"

#include <stdlib.h>
#include <string.h>

const char *
absence_name(enum absence reason)
{
	switch (reason) {
	case ABSENCE_NONE:
		return "";
	case ABSENCE_NOT_DELIVERED:
		return "not-delivered";
	case ABSENCE_WITHHELD:
		return "withheld";
	case ABSENCE_CANNOT_OCCUR:
		return "cannot-occur";
	case ABSENCE_UNKNOWN:
		return "unknown";
	case ABSENCE_BY_US:
		return "withheld-by-us";
	case ABSENCE_NO_RULE:
		return "no-rule";
	}
	return "unknown";
}

void
table_ref_clear(struct table_ref *ref)
{
	free(ref->id);
	free(ref->title);
	free(ref->period);
	free(ref->modified);
	free(ref->meta_modified);
	free(ref->status);
	free(ref->reason);
	free(ref->ended);
	memset(ref, 0, sizeof(*ref));
}

void
table_refs_free(struct table_refs *refs)
{
	size_t i;

	for (i = 0; i < refs->n; i++)
		table_ref_clear(&refs->items[i]);
	free(refs->items);
	memset(refs, 0, sizeof(*refs));
}

static void
topic_clear(struct topic *t)
{
	free(t->key);
	free(t->title);
	free(t->group);
	free(t->unit);
	free(t->description);
	free(t->indicator);
}

void
table_meta_clear(struct table_meta *meta)
{
	size_t i;

	free(meta->id);
	free(meta->title);
	free(meta->period);
	free(meta->modified);
	for (i = 0; i < meta->ntopics; i++)
		topic_clear(&meta->topics[i]);
	free(meta->topics);
	for (i = 0; i < meta->ndims; i++) {
		free(meta->dims[i].name);
		for (size_t k = 0; k < meta->dims[i].nmembers; k++)
			free(meta->dims[i].members[k]);
		free(meta->dims[i].members);
	}
	free(meta->dims);
	areas_free(&meta->areas);
	free(meta->states);
	memset(meta, 0, sizeof(*meta));
}

bool
table_provisional(
    const struct table_meta *meta, size_t topic, const char *period)
{
	for (size_t i = 0; i < meta->nstates; i++)
		if (strcmp(meta->states[i].period, period) == 0)
			return meta->states[i].provisional;
	return meta->topics[topic].provisional;
}
