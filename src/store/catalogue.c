/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * catalogue: the harmonised indicators, as the definition file has them.
 */
#include "base/buf.h"
#include "store/db.h"

/* "100 * (a + b) / c", as people write it; the rule is in model/indicator.h.
 * parts: "a,b". */
static void
derivation(const struct indicator *ind, struct buf *formula, struct buf *parts)
{
	bool many = ind->nparts > 1;

	buf_putf(formula, "%.0f * %s", indicator_factor(ind), many ? "(" : "");
	for (size_t i = 0; i < ind->nparts; i++) {
		buf_putf(formula, "%s%s", i > 0 ? " + " : "", ind->parts[i]);
		buf_putf(parts, "%s%s", i > 0 ? "," : "", ind->parts[i]);
	}
	buf_putf(formula, "%s / %s", many ? ")" : "",
	    ind->denominator == NULL ? "" : ind->denominator);
}

static int
put_one(
    struct store *s, const struct indicator *ind, size_t ord, struct err *err)
{
	struct buf formula = { 0 }, parts = { 0 };
	sqlite3_stmt *st = db_stmt(s, STMT_INDICATOR_NEW, err);
	int rc = -1;

	if (st == NULL)
		goto done;
	db_int(st, 1, (int64_t)ord);
	db_text(st, 2, ind->id);
	db_text(st, 3, ind->label_nl);
	db_text(st, 4, ind->label_en);
	db_text(st, 5, ind->unit);
	db_int(st, 6, ind->decimals);
	db_text(st, 7, ind->theme);
	db_text(st, 8, indicator_kind_name(ind->kind));
	db_text(st, 9, polarity_name(ind->polarity));
	db_text(st, 10, ind->denominator);
	if (ind->nparts > 0) {
		derivation(ind, &formula, &parts);
		db_text(st, 11, buf_str(&formula));
		db_text(st, 12, buf_str(&parts));
	}
	rc = db_run(s, st, err);
done:
	buf_free(&parts);
	buf_free(&formula);
	return rc;
}

static int
put_all(struct store *s, const struct indicators *list, struct err *err)
{
	sqlite3_stmt *st;
	int64_t differs = 0;

	if (db_do(s, STMT_INDICATOR_NEW_CLEAR, err) == -1)
		return -1;
	for (size_t i = 0; i < list->n; i++)
		if (put_one(s, &list->items[i], i + 1, err) == -1)
			return err_ctx(err, "indicator %s", list->items[i].id);
	st = db_stmt(s, STMT_INDICATOR_DIFFERS, err);
	if (st == NULL || db_number(s, st, &differs, err) == -1)
		return -1;
	if (differs == 0)
		return 0;
	if (db_do(s, STMT_INDICATOR_CLEAR, err) == -1)
		return -1;
	return db_do(s, STMT_INDICATOR_TAKE, err);
}

int
store_put_indicators(
    struct store *s, const struct indicators *list, struct err *err)
{
	if (db_exec(s, "BEGIN", err) == -1)
		return -1;
	if (put_all(s, list, err) == -1 || db_exec(s, "COMMIT", err) == -1) {
		db_rollback(s);
		return -1;
	}
	return 0;
}
