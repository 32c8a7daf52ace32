/* SPDX-License-Identifier: EUPL-1.2 */
/* Names of what a run tells, and finding a decision. */
#include "base/mem.h"
#include "model/decision.h"
#include "model/notice.h"
#include "tap.h"

static void
test_names(void)
{
	for (int i = 0; i < DRIFT_KINDS; i++)
		for (int k = 0; k < i; k++)
			if (strcmp(drift_name((enum drift_kind)i),
				drift_name((enum drift_kind)k)) == 0)
				ok(0, "two kinds of drift have one name");
	is_str(drift_name(DRIFT_UNIT), "unit-changed", "a kind of drift");
	is_str(drift_name(DRIFT_TITLE), "table-renamed", "the last one");
	is_str(doubt_name(DOUBT_MISSING), "missing", "a kind of doubt");
}

static void
test_drifts(void)
{
	struct drifts list = { 0 };

	drifts_add(&list, DRIFT_AREA_SET, "areas", "2024", "2025", true);
	drifts_add(&list, DRIFT_TOPIC_NEW, "Bomen", NULL, NULL, false);
	ok(list.n == 2 && list.items[0].held && !list.items[1].held,
	    "two are kept in order");
	is_str(list.items[0].became, "2025", "with what it became");
	ok(list.items[1].was == NULL, "what was not there has no text");
	drifts_free(&list);
	ok(list.n == 0 && list.items == NULL, "the list is empty");
}

static void
decide(struct decisions *list, const char *kind, const char *id)
{
	struct decision d = { .kind = mem_str(kind),
		.id = mem_str(id),
		.by = mem_str("A. Jansen") };

	decisions_add(list, &d);
}

static void
test_decisions(void)
{
	static const char *const ids[] = { "m", "c", "x", "a", "n", "b" };
	struct decisions list = { 0 };

	ok(decisions_find(NULL, "accept", "a") == NULL, "no list, none found");
	ok(decisions_find(&list, "accept", "a") == NULL, "nor in an empty one");
	for (size_t i = 0; i < 6; i++)
		decide(&list, "accept", ids[i]);
	decide(&list, "print", "c");
	for (size_t i = 0; i < 6; i++) {
		const struct decision *d =
		    decisions_find(&list, "accept", ids[i]);

		ok(d != NULL && strcmp(d->id, ids[i]) == 0 &&
			strcmp(d->kind, "accept") == 0,
		    "%s is found", ids[i]);
	}
	ok(decisions_find(&list, "print", "c") != NULL, "of another kind");
	ok(decisions_find(&list, "print", "a") == NULL, "not of this kind");
	ok(decisions_find(&list, "accept", "d") == NULL, "nor one between");
	for (size_t i = 1; i < list.n; i++)
		ok(strcmp(list.items[i - 1].id, list.items[i].id) <= 0,
		    "in order");
	decisions_free(&list);
}

int
main(void)
{
	test_names();
	test_drifts();
	test_decisions();
	return done_testing();
}
