/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * summary: see summary.h.
 */
#include "cli/summary.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void
summary_source(struct summary *s, const char *id)
{
	MEM_PUSH(s->sources, s->nsources, s->capsources);
	s->sources[s->nsources++] = (struct summary_source){ .id = id };
}

void
summary_source_end(struct summary *s, const struct summary_mark *from,
    const struct summary_mark *to, const char *failed)
{
	struct summary_source *now = &s->sources[s->nsources - 1];

	now->requests = to->requests - from->requests;
	now->seconds = to->ticks - from->ticks;
	now->failed = mem_str(failed);
}

void
summary_table(struct summary *s, const struct table_ref *ref)
{
	MEM_PUSH(s->tables, s->n, s->cap);
	s->tables[s->n++] = (struct summary_table){ .source = s->nsources - 1,
		.id = mem_str(ref->id),
		.title = mem_str(ref->title) };
}

void
summary_table_end(struct summary *s, const struct summary_mark *from,
    const struct summary_mark *to, const char *failed)
{
	struct summary_table *now = &s->tables[s->n - 1];

	now->loaded = (struct load_totals){
		.tables = to->loaded.tables - from->loaded.tables,
		.rows = to->loaded.rows - from->loaded.rows,
		.facts = to->loaded.facts - from->loaded.facts,
		.changed = to->loaded.changed - from->loaded.changed,
		.shapes = to->loaded.shapes - from->loaded.shapes,
	};
	now->requests = to->requests - from->requests;
	now->seconds = to->ticks - from->ticks;
	now->failed = mem_str(failed);
}

void
summary_why(struct summary *s, bool due, const char *why)
{
	struct summary_table *now = &s->tables[s->n - 1];

	free(now->why);
	now->why = mem_str(why);
	now->due = due;
}

void
summary_fetched(struct summary *s)
{
	s->tables[s->n - 1].fetched = true;
}

/* To the millisecond. */
static double
seconds(double s)
{
	return round(s * 1000) / 1000;
}

static void
put_table(const struct summary_table *t, struct json *list)
{
	struct json *one = json_add_object(list, NULL);

	json_add_str(one, "table", t->id);
	json_add_str(one, "title", t->title);
	json_add_bool(one, "due", t->due);
	json_add_str(one, "why", t->why);
	json_add_bool(one, "fetched", t->fetched);
	json_add_bool(one, "loaded", t->loaded.tables > 0);
	json_add_int(one, "rows", (int64_t)t->loaded.rows);
	json_add_int(one, "values", (int64_t)t->loaded.facts);
	json_add_int(one, "changed", (int64_t)t->loaded.changed);
	json_add_int(one, "shapes", (int64_t)t->loaded.shapes);
	json_add_str(one, "failed", t->failed);
	json_add_int(one, "requests", (int64_t)t->requests);
	json_add_num(one, "seconds", seconds(t->seconds));
}

void
summary_json(const struct summary *s, struct json *top)
{
	struct json *all = json_add_array(top, "sources"), *one, *list;

	for (size_t i = 0; i < s->nsources; i++) {
		one = json_add_object(all, NULL);
		json_add_str(one, "source", s->sources[i].id);
		json_add_str(one, "failed", s->sources[i].failed);
		json_add_int(one, "requests", (int64_t)s->sources[i].requests);
		json_add_num(one, "seconds", seconds(s->sources[i].seconds));
		list = json_add_array(one, "tables");
		for (size_t k = 0; k < s->n; k++)
			if (s->tables[k].source == i)
				put_table(&s->tables[k], list);
	}
}

static void
put_row(struct grid *g, const struct summary *s, const struct summary_table *t)
{
	grid_put(g, s->sources[t->source].id);
	grid_put(g, t->id);
	grid_put(g, t->due ? "yes" : "no");
	grid_put(g, t->why);
	grid_put(g, t->fetched ? "yes" : "no");
	grid_put(g, t->loaded.tables > 0 ? "yes" : "no");
	grid_int(g, (long long)t->loaded.rows);
	grid_int(g, (long long)t->loaded.facts);
	grid_int(g, (long long)t->loaded.changed);
	grid_int(g, (long long)t->loaded.shapes);
	grid_put(g, t->failed);
	grid_int(g, (long long)t->requests);
	grid_num(g, t->seconds, 3);
}

void
summary_csv(const struct summary *s, struct cli *cli)
{
	static const struct grid_column columns[] = {
		{ "source", "source", false },
		{ "table", "table", false },
		{ "due", "due", false },
		{ "why", "why", false },
		{ "fetched", "fetched", false },
		{ "loaded", "loaded", false },
		{ "rows", "rows", true },
		{ "values", "values", true },
		{ "changed", "changed", true },
		{ "shapes", "shapes", true },
		{ "failed", "failed", false },
		{ "requests", "requests", true },
		{ "seconds", "seconds", true },
	};
	struct grid *g =
	    grid_new(columns, sizeof(columns) / sizeof(columns[0]));

	/* A source whose tables nobody knows has a line of its own. */
	for (size_t i = 0; i < s->nsources; i++) {
		struct summary_table none = { .source = i,
			.requests = s->sources[i].requests,
			.seconds = s->sources[i].seconds,
			.failed = s->sources[i].failed };

		if (none.failed != NULL)
			put_row(g, s, &none);
		for (size_t k = 0; k < s->n; k++)
			if (s->tables[k].source == i)
				put_row(g, s, &s->tables[k]);
	}
	grid_print(cli, g);
	grid_free(g);
}

void
summary_clear(struct summary *s)
{
	for (size_t i = 0; i < s->n; i++) {
		free(s->tables[i].id);
		free(s->tables[i].title);
		free(s->tables[i].why);
		free(s->tables[i].failed);
	}
	for (size_t i = 0; i < s->nsources; i++)
		free(s->sources[i].failed);
	free(s->tables);
	free(s->sources);
	*s = (struct summary){ 0 };
}
