/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * feiten sources: where the numbers come from, who publishes them, what may be
 * done with them, and what was loaded of each table.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/text.h"
#include "base/when.h"
#include "cli/cli.h"
#include "cli/family.h"
#include "cli/near.h"
#include "cli/session.h"
#include "cli/shared.h"
#include "codec/json.h"

static const struct option_spec specs[] = {
	{ "tables", false, 't' },
	{ NULL, false, 0 },
};

struct listing {
	struct cli *cli;
	struct factbase fb;
	struct state state;
	struct loaded_tables tables;
	struct shared_list shared;
	struct strings ids; /* asked for; none: all */
	bool by_table, dutch;
};

static bool
wanted(const struct listing *l, const struct source *src)
{
	return l->ids.n == 0 || strings_have(&l->ids, src->id);
}

/* The i-th of all: those in use, then the others. */
static const struct source *
source_at(const struct listing *l, size_t i, bool *used)
{
	const struct sources *own = &l->fb.sources, *rest = &l->fb.offered;

	*used = i < own->n;
	if (*used)
		return &own->items[i];
	return i - own->n < rest->n ? &rest->items[i - own->n] : NULL;
}

static void
join(struct buf *out, const struct strings *list, const char *between)
{
	for (size_t i = 0; i < list->n; i++)
		buf_putf(out, "%s%s", i > 0 ? between : "", list->items[i]);
}

/* "selects:   Leeftijd 20300; Perioden JJ from 2012" */
static void
source_selects(struct cli *cli, const struct source *src)
{
	const struct selection *s = &src->select;
	size_t i, k;

	if (s->n == 0 && s->from == 0)
		return;
	fputs("  selects:  ", cli->out);
	for (i = 0; i < s->n; i++) {
		fprintf(cli->out, "%s %s", i == 0 ? "" : ";",
		    s->items[i].dimension);
		for (k = 0; k < s->items[i].keys.n; k++)
			fprintf(cli->out, " %s", s->items[i].keys.items[k]);
	}
	if (s->from != 0)
		fprintf(cli->out, "%s from %d", s->n == 0 ? "" : ";",
		    s->from);
	fputc('\n', cli->out);
}

/* "adds up:   Categorie: Lasten L*; Baten B*" */
static void
source_sums(struct cli *cli, const struct source *src)
{
	const struct add_up *up = &src->add_up;

	if (src->years.dimension != NULL)
		fprintf(cli->out, "  years:    %s, of which those with %s\n",
		    src->years.dimension, src->years.ending);
	if (up->dimension == NULL)
		return;
	fprintf(cli->out, "  adds up:  %s:", up->dimension);
	for (size_t i = 0; i < up->n; i++) {
		fprintf(cli->out, "%s %s", i == 0 ? "" : ";",
		    up->groups[i].name);
		for (size_t k = 0; k < up->groups[i].keys.n; k++)
			fprintf(cli->out, " %s", up->groups[i].keys.items[k]);
	}
	fprintf(cli->out, "; %s\n",
	    up->empty_is_nothing ? "an empty cell is nothing"
				 : "with an empty cell there is no sum");
}

/* "those whose title starts with "Kerncijfers", one a year, from 2013". */
static void
which_tables(const struct source *src, struct buf *out)
{
	static const char *const takes[] = { [TAKE_YEARS] = ", one a year",
		[TAKE_NEWEST] = ", the newest", [TAKE_ALL] = "" };

	if (src->find_title == NULL) {
		join(out, &src->table_ids, " ");
		return;
	}
	buf_putf(out, "those whose title starts with \"%s\"%s",
	    src->find_title, takes[src->take]);
	if (src->first_year != 0)
		buf_putf(out, ", from %d on", src->first_year);
}

static void
source_text(const struct listing *l, const struct source *src)
{
	FILE *out = l->cli->out;
	struct buf which = { 0 };

	which_tables(src, &which);
	fprintf(out, "%s: %s\n", src->id,
	    l->dutch ? src->title_nl : src->title_en);
	fprintf(out, "  %s\n", l->dutch ? src->about_nl : src->about_en);
	fprintf(out, "  publisher: %s\n  licence:   %s, %s; figures %s be "
		     "exported\n",
	    src->publisher, src->licence, src->licence_url,
	    src->export_allowed ? "may" : "may not");
	fprintf(out, "  see:       %s\n  changes:   %s\n", src->link,
	    l->dutch ? src->frequency_nl : src->frequency_en);
	if (src->area_year != 0)
		fprintf(out, "  areas:     of %d\n", src->area_year);
	else
		fputs("  areas:     of the year that each table says\n", out);
	if (src->facts_per_year > 0)
		fprintf(out, "  costs:     about %ld values a year\n",
		    src->facts_per_year);
	fprintf(out, "  asks:      %s by %s\n",
	    src->address != NULL ? src->address : src->base, src->adapter);
	if (which.len > 0)
		fprintf(out, "  tables:    %s\n", buf_str(&which));
	source_selects(l->cli, src);
	source_sums(l->cli, src);
	buf_free(&which);
}

/* What became of its tables, as far as refreshes noticed. */
static void
source_notices(const struct listing *l, const char *id)
{
	struct strings notices = { 0 };

	family_notices(&l->state, id, &notices);
	for (size_t i = 0; i < notices.n; i++)
		fprintf(l->cli->out, "  note:      %s\n", notices.items[i]);
	strings_free(&notices);
}

static void
day_text(int64_t at, char out[16])
{
	struct day day = when_day(at);

	snprintf(out, 16, "%04d-%02d-%02d", day.year, day.month, day.day);
}

static void
source_tables(const struct listing *l, const char *id)
{
	for (size_t i = 0; i < l->tables.n; i++) {
		const struct loaded_table *t = &l->tables.items[i];
		int64_t unknown;
		char day[16];

		if (strcmp(t->source, id) != 0)
			continue;
		day_text(t->fetched_at, day);
		fprintf(l->cli->out,
		    "  %s %s: %s, areas of %d, fetched %s: %lld of %lld "
		    "columns delivered, %lld with an indicator",
		    t->period, t->table_id, t->title, t->area_year, day,
		    (long long)t->delivered, (long long)t->topics,
		    (long long)t->mapped);
		unknown = state_unknown(&l->state, id, t->table_id);
		if (unknown > 0)
			fprintf(l->cli->out, ", %lld that no rule knows",
			    (long long)unknown);
		fputc('\n', l->cli->out);
	}
}

/* Which of its figures others give too, and whose is printed. */
static void
source_shared(const struct listing *l, const char *id)
{
	for (size_t i = 0; i < l->shared.n; i++) {
		const struct shared *s = &l->shared.items[i];

		if (strcmp(s->source, id) != 0)
			continue;
		fprintf(l->cli->out,
		    "  also by:   %s; where both have an area, %s goes first "
		    "(%s)\n",
		    s->with, s->goes_first, s->what);
	}
}

static void
print_text(const struct listing *l)
{
	const struct source *src;
	bool used, told = false;

	for (size_t i = 0; (src = source_at(l, i, &used)) != NULL; i++) {
		if (!wanted(l, src))
			continue;
		if (!used && l->ids.n == 0) {
			if (!told)
				fputs("\nNot used here; name them under "
				      "\"sources\" in feiten.json (with the "
				      "ones above):\n",
				    l->cli->out);
			told = true;
			fprintf(l->cli->out, "  %-26s %s\n", src->id,
			    l->dutch ? src->title_nl : src->title_en);
			continue;
		}
		source_text(l, src);
		if (!used)
			fputs("  not used here; name it under \"sources\" in "
			      "feiten.json (with the ones that are)\n",
			    l->cli->out);
		source_shared(l, src->id);
		source_notices(l, src->id);
		source_tables(l, src->id);
	}
}

/* One line a source. */
static void
print_csv(const struct listing *l)
{
	static const struct grid_column columns[] = {
		{ "id", "source", false },
		{ "title", "title", false },
		{ "publisher", "publisher", false },
		{ "licence", "licence", false },
		{ "link", "link", false },
		{ "facts_per_year", "a year", true },
		{ "used", "used", false },
		{ "about", "about", false },
		{ "licence_url", "licence at", false },
		{ "export_allowed", "export", false },
		{ "frequency", "changes", false },
		{ "area_year", "areas of", true },
		{ "adapter", "adapter", false },
		{ "tables", "tables", false },
		{ "notices", "notices", false },
		{ "shared", "shared", false },
	};
	struct grid *g = grid_new(columns, 16);
	const struct source *src;
	bool used;

	for (size_t i = 0; (src = source_at(l, i, &used)) != NULL; i++) {
		struct strings notices = { 0 };
		struct buf tables = { 0 }, told = { 0 }, shared = { 0 };

		if (!wanted(l, src))
			continue;
		for (size_t k = 0; k < l->tables.n; k++)
			if (strcmp(l->tables.items[k].source, src->id) == 0)
				buf_putf(&tables, "%s%s",
				    tables.len > 0 ? " " : "",
				    l->tables.items[k].table_id);
		family_notices(&l->state, src->id, &notices);
		join(&told, &notices, "; ");
		for (size_t k = 0; k < l->shared.n; k++)
			if (strcmp(l->shared.items[k].source, src->id) == 0)
				buf_putf(&shared, "%s%s: %s goes first",
				    shared.len > 0 ? "; " : "",
				    l->shared.items[k].with,
				    l->shared.items[k].goes_first);
		grid_put(g, src->id);
		grid_put(g, l->dutch ? src->title_nl : src->title_en);
		grid_put(g, src->publisher);
		grid_put(g, src->licence);
		grid_put(g, src->link);
		grid_int(g, src->facts_per_year);
		grid_put(g, used ? "yes" : "no");
		grid_put(g, l->dutch ? src->about_nl : src->about_en);
		grid_put(g, src->licence_url);
		grid_put(g, src->export_allowed ? "yes" : "no");
		grid_put(g, l->dutch ? src->frequency_nl : src->frequency_en);
		if (src->area_year != 0)
			grid_int(g, src->area_year);
		else
			grid_put(g, NULL);
		grid_put(g, src->adapter);
		grid_put(g, buf_str(&tables));
		grid_put(g, buf_str(&told));
		grid_put(g, buf_str(&shared));
		strings_free(&notices);
		buf_free(&shared);
		buf_free(&tables);
		buf_free(&told);
	}
	grid_print(l->cli, g);
	grid_free(g);
}

/* One line a table that was loaded. */
static void
print_tables(const struct listing *l)
{
	static const struct grid_column columns[] = {
		{ "source", "source", false },
		{ "table_id", "table", false },
		{ "title", "title", false },
		{ "period", "period", false },
		{ "area_year", "areas of", true },
		{ "fetched", "fetched", false },
		{ "facts", "values", true },
		{ "columns", "columns", true },
		{ "delivered", "delivered", true },
		{ "with_indicator", "with indicator", true },
		{ "unknown", "no rule knows", true },
	};
	struct grid *g = grid_new(columns, 11);
	char day[16];

	for (size_t i = 0; i < l->tables.n; i++) {
		const struct loaded_table *t = &l->tables.items[i];

		if (l->ids.n > 0 && !strings_have(&l->ids, t->source))
			continue;
		day_text(t->fetched_at, day);
		grid_put(g, t->source);
		grid_put(g, t->table_id);
		grid_put(g, t->title);
		grid_put(g, t->period);
		grid_int(g, t->area_year);
		grid_put(g, day);
		grid_int(g, (long long)t->facts);
		grid_int(g, (long long)t->topics);
		grid_int(g, (long long)t->delivered);
		grid_int(g, (long long)t->mapped);
		grid_int(g,
		    (long long)state_unknown(
			&l->state, t->source, t->table_id));
	}
	grid_print(l->cli, g);
	grid_free(g);
}

static void
json_tables(const struct listing *l, const char *id, struct json *to)
{
	for (size_t i = 0; i < l->tables.n; i++) {
		const struct loaded_table *t = &l->tables.items[i];
		struct json *one;
		char day[16];

		if (strcmp(t->source, id) != 0)
			continue;
		day_text(t->fetched_at, day);
		one = json_add_object(to, NULL);
		json_add_str(one, "table_id", t->table_id);
		json_add_str(one, "title", t->title);
		json_add_str(one, "period", t->period);
		json_add_int(one, "area_year", t->area_year);
		json_add_str(one, "fetched", day);
		json_add_int(one, "facts", t->facts);
		json_add_int(one, "columns", t->topics);
		json_add_int(one, "delivered", t->delivered);
		json_add_int(one, "with_indicator", t->mapped);
		json_add_int(one, "unknown",
		    state_unknown(&l->state, id, t->table_id));
	}
}

static void
json_texts(struct json *to, const char *key, const struct strings *list)
{
	struct json *all = json_add_array(to, key);

	for (size_t i = 0; i < list->n; i++)
		json_add_str(all, NULL, list->items[i]);
}

static void
json_shared(const struct listing *l, const char *id, struct json *to)
{
	for (size_t i = 0; i < l->shared.n; i++) {
		const struct shared *s = &l->shared.items[i];
		struct json *one;

		if (strcmp(s->source, id) != 0)
			continue;
		one = json_add_object(to, NULL);
		json_add_str(one, "with", s->with);
		json_add_str(one, "goes_first", s->goes_first);
		json_add_str(one, "what", s->what);
	}
}

static void
json_source(const struct listing *l, const struct source *src, bool used,
    struct json *one)
{
	struct strings notices = { 0 };

	family_notices(&l->state, src->id, &notices);
	json_add_str(one, "id", src->id);
	json_add_str(
	    one, "title", l->dutch ? src->title_nl : src->title_en);
	json_add_str(one, "publisher", src->publisher);
	json_add_str(one, "licence", src->licence);
	json_add_str(one, "link", src->link);
	json_add_int(one, "facts_per_year", src->facts_per_year);
	json_add_str(one, "used", used ? "yes" : "no");
	json_add_str(
	    one, "about", l->dutch ? src->about_nl : src->about_en);
	json_add_str(one, "licence_url", src->licence_url);
	json_add_bool(one, "export_allowed", src->export_allowed);
	json_add_str(one, "frequency",
	    l->dutch ? src->frequency_nl : src->frequency_en);
	if (src->area_year != 0)
		json_add_int(one, "area_year", src->area_year);
	else
		json_add_null(one, "area_year");
	json_add_str(one, "adapter", src->adapter);
	json_add_str(
	    one, "asks", src->address != NULL ? src->address : src->base);
	json_add_str(one, "find_title", src->find_title);
	json_texts(one, "table_ids", &src->table_ids);
	json_texts(one, "notices", &notices);
	json_shared(l, src->id, json_add_array(one, "shared"));
	json_tables(l, src->id, json_add_array(one, "tables"));
	strings_free(&notices);
}

static void
print_json(const struct listing *l)
{
	struct json *list = json_array();
	const struct source *src;
	struct buf out = { 0 };
	bool used;

	for (size_t i = 0; (src = source_at(l, i, &used)) != NULL; i++)
		if (wanted(l, src))
			json_source(
			    l, src, used, json_add_object(list, NULL));
	json_print(list, true, &out);
	fwrite(buf_str(&out), 1, out.len, l->cli->out);
	buf_free(&out);
	json_free(list);
}

static int
check_ids(const struct listing *l, struct err *err)
{
	const struct source *src;
	struct near near;
	bool used;

	for (size_t k = 0; k < l->ids.n; k++) {
		bool known = false;
		size_t i;

		for (i = 0; (src = source_at(l, i, &used)) != NULL; i++)
			known |= strcmp(src->id, l->ids.items[k]) == 0;
		if (known)
			continue;
		near_start(&near, l->ids.items[k]);
		for (i = 0; (src = source_at(l, i, &used)) != NULL; i++) {
			near_try(&near, src->id, src->id);
			near_try(&near, src->title_nl, src->id);
			near_try(&near, src->title_en, src->id);
		}
		return near_error(&near, err, "source",
		    "'feiten sources' lists them");
	}
	return 0;
}

static int
parse(struct listing *l, int argc, char **argv)
{
	struct options o = { .argc = argc, .argv = argv, .specs = specs };
	char message[256];
	int got;

	while ((got = options_next(&o, message)) != -1) {
		if (got == 't')
			l->by_table = true;
		else if (got == 0)
			strings_add(&l->ids, o.value);
		else
			return cli_usage(l->cli, "sources", "%s", message);
	}
	return EXIT_WELL;
}

static void
print(const struct listing *l)
{
	if (l->by_table)
		print_tables(l);
	else if (l->cli->format == FORMAT_TEXT)
		print_text(l);
	else if (l->cli->format == FORMAT_JSON)
		print_json(l);
	else
		print_csv(l);
}

int
cmd_sources(struct cli *cli, int argc, char **argv)
{
	struct listing l = { .cli = cli, .fb = { .lock = -1 } };
	struct store *store = NULL;
	struct err err = { 0 };
	int status = parse(&l, argc, argv);

	if (status != EXIT_WELL)
		goto done;
	/* Before the first refresh the definitions are there already. */
	if (factbase_open(cli->dir, &l.fb, &err) == -1 ||
	    check_ids(&l, &err) == -1 ||
	    (factbase_store(&l.fb, &store, &err) == -1 &&
		file_exists(l.fb.facts)) ||
	    (store != NULL && (store_tables(store, &l.tables, &err) == -1 ||
		shared_read(store, &l.shared, &err) == -1)) ||
	    state_read(&l.fb, &l.state, &err) == -1) {
		status = cli_fail(cli, &err);
		goto done;
	}
	l.dutch = strcmp(l.fb.lang, "nl") == 0;
	print(&l);
done:
	state_clear(&l.state);
	shared_free(&l.shared);
	loaded_tables_free(&l.tables);
	store_close(store);
	factbase_close(&l.fb);
	strings_free(&l.ids);
	return status;
}
