/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * feiten changes: what is different since a run or day, which values are
 * doubted; and taking one over.
 */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/when.h"
#include "cli/cli.h"
#include "cli/family.h"
#include "cli/load.h"
#include "store/changes.h"
#include "store/check.h"
#include "story/decision.h"

#define DAY 86400

struct changes {
	const char *since, *accept, *by, *why;
	bool all;
	struct cli *cli;
	struct factbase fb;
	struct store *store;
	int64_t from;	   /* what ended after it counts */
	struct grid *grid; /* CSV and JSON, else NULL */
	size_t open, lines;
};

static const struct option_spec specs[] = {
	{ "accept", true, 'a' },
	{ "all", false, 'l' },
	{ "by", true, 'b' },
	{ "since", true, 's' },
	{ "why", true, 'w' },
	{ NULL, false, 0 },
};

static const struct grid_column columns[] = {
	{ "kind", "kind", false },
	{ "id", "id", false },
	{ "source", "source", false },
	{ "table_id", "table", false },
	{ "run", "run", false },
	{ "area_code", "area", false },
	{ "area_name", "name", false },
	{ "indicator", "indicator", false },
	{ "topic", "topic", false },
	{ "period", "period", false },
	{ "dims", "dims", false },
	{ "was", "was", true },
	{ "became", "became", true },
	{ "unit", "unit", false },
	{ "held", "held", false },
	{ "said", "said", false },
};
#define COLUMNS (sizeof(columns) / sizeof(columns[0]))

static int
parse(struct cli *cli, int argc, char **argv, struct changes *c)
{
	struct options o = { .argc = argc, .argv = argv, .specs = specs };
	char message[256];
	int got;

	while ((got = options_next(&o, message)) != -1) {
		switch (got) {
		case 'a':
			c->accept = o.value;
			break;
		case 'b':
			c->by = o.value;
			break;
		case 'l':
			c->all = true;
			break;
		case 's':
			c->since = o.value;
			break;
		case 'w':
			c->why = o.value;
			break;
		case 0:
			return cli_usage(cli, "changes",
			    "%s: takes options only; --since %s?", o.value,
			    o.value);
		default:
			return cli_usage(cli, "changes", "%s", message);
		}
	}
	if (c->accept == NULL && (c->by != NULL || c->why != NULL))
		return cli_usage(
		    cli, "changes", "--by and --why go with --accept");
	if (c->accept != NULL && (c->by == NULL || c->why == NULL))
		return cli_usage(cli, "changes",
		    "--accept: say --by whom and --why: it is kept with the "
		    "decision");
	if (c->accept != NULL && c->since != NULL)
		return cli_usage(
		    cli, "changes", "--accept and --since do not go together");
	return EXIT_WELL;
}

/* Since when. */

/* The day that an edition was closed. */
static int
edition_closed(struct changes *c, int64_t *from, struct err *err)
{
	char *dir = file_join(c->fb.dir, "editions");
	char *name = mem_fmt("%s.json", c->since), *path = file_join(dir, name);
	struct names list = { 0 };
	struct json *j = NULL;
	const char *closed;
	int rc = -1;

	if (file_list(dir, ".json", &list, err) == -1)
		goto done;
	if (!file_name_ok(name) || !file_exists(path)) {
		err_set(err, ERR_USAGE,
		    "--since %.60s: no run, day or edition: %s", c->since,
		    list.n == 0
			? "there are no editions here; give a day "
			  "(2026-11-22) or a run as 'feiten changes' names it"
			: "editions/ has none of that name");
		goto done;
	}
	j = json_read(path, 1u << 20, err);
	if (j == NULL)
		goto done;
	closed = json_get_str(j, "closed");
	if (closed == NULL || when_parse_iso(closed, from) == -1) {
		err_set(err, ERR_INPUT,
		    "%s: closed: is no day or time: mend it, or give --since "
		    "a day",
		    path);
		goto done;
	}
	if (strlen(closed) == 10)
		*from += DAY - 1; /* a day counts to its end */
	rc = 0;
done:
	json_free(j);
	names_free(&list);
	free(path);
	free(name);
	free(dir);
	return rc;
}

static int
find_since(struct changes *c, struct err *err)
{
	struct day day;
	int rc;

	if (c->since == NULL) {
		/* From the start of the newest day that changed something. */
		if (store_changed_last(c->store, &c->from, err) == -1)
			return -1;
		c->from -= c->from % DAY + 1;
		return 0;
	}
	if (when_parse_day(c->since, &day) == 0 &&
	    when_parse_iso(c->since, &c->from) == 0) {
		c->from--;
		return 0;
	}
	rc = store_run_ended(c->store, c->since, &c->from, err);
	if (rc != 0)
		return rc == 1 ? 0 : -1;
	return edition_closed(c, &c->from, err);
}

/* Printing. */

static void
put_number(struct buf *b, double v)
{
	if (isnan(v))
		buf_puts(b, "none");
	else
		buf_putf(b, "%.10g", v);
}

static const char *
drift_words(const char *kind)
{
	static const char *const words[][2] = {
		{ "topic-new", "new column" },
		{ "topic-ended", "column that ended" },
		{ "topic-renamed", "column renamed" },
		{ "topic-moved", "column moved to another group" },
		{ "unit-changed", "column with another unit" },
		{ "dimension-new", "new dimension" },
		{ "dimension-ended", "dimension that ended" },
		{ "member-new", "new member of a dimension" },
		{ "member-ended", "member of a dimension that ended" },
		{ "table-shrunk", "far fewer rows" },
		{ "area-set-changed", "areas of another year" },
		{ "table-renamed", "table renamed" },
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i][0], kind) == 0)
			return words[i][1];
	return kind;
}

static const char *
doubt_words(const char *kind)
{
	static const char *const words[][2] = {
		{ "negative", "below zero, which this cannot be" },
		{ "leap", "far beyond its own history" },
		{ "peers", "far beyond all others of its level" },
		{ "zero", "the whole column is zero at once" },
		{ "missing", "the whole column is empty at once" },
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i][0], kind) == 0)
			return words[i][1];
	return kind;
}

/* "GM0603 Rijswijk, Aantal inwoners 2024: 59642 -> 60001 aantal" */
static void
value_words(const struct change *v, struct buf *b)
{
	if (v->area != NULL)
		buf_putf(b, "%s %s, ", v->area, v->area_name);
	else
		buf_puts(b, "all areas, ");
	buf_putf(b, "%s %s", v->topic, v->period);
	if (v->dims != NULL && v->dims[0] != '\0')
		buf_putf(b, " (%s)", v->dims);
	buf_puts(b, ": ");
	put_number(b, v->was);
	buf_puts(b, " -> ");
	put_number(b, v->became);
	if (v->unit != NULL && v->unit[0] != '\0')
		buf_putf(b, " %s", v->unit);
}

static void
say(const struct change *v, struct buf *b)
{
	switch (v->kind) {
	case CHANGE_COUNT:
		buf_putf(b,
		    "%s: %" PRId64 " revised, %" PRId64 " came, %" PRId64
		    " withdrawn",
		    v->source, v->revised, v->came, v->gone);
		if (v->columns > 0)
			buf_putf(b,
			    ", %" PRId64 " columns new or filled with %" PRId64
			    " values",
			    v->columns, v->column_values);
		break;
	case CHANGE_VALUE:
		value_words(v, b);
		break;
	case CHANGE_DRIFT:
		buf_putf(b, "%s: %s: %s", v->source, drift_words(v->word),
		    v->subject);
		if (v->before != NULL || v->after != NULL)
			buf_putf(b, ": %s -> %s",
			    v->before != NULL ? v->before : "none",
			    v->after != NULL ? v->after : "none");
		if (v->held)
			buf_puts(b, "; not loaded");
		break;
	case CHANGE_DOUBT:
		buf_putf(b, "%s: ", v->id);
		value_words(v, b);
		buf_putf(b, ": %s", doubt_words(v->word));
		if (v->by != NULL)
			buf_putf(b, "; accepted by %s on %s: %s", v->by, v->on,
			    v->why);
		else if (v->held)
			buf_puts(b, "; held: the values of before stay");
		break;
	case CHANGE_PLACE:
		buf_putf(b,
		    "%s %s: in %d another place than the year before (%s)",
		    v->area, v->area_name, v->year,
		    v->word[0] == '2'	    ? "its code or name changed"
			: v->word[0] == '3' ? "its boundary changed"
					    : v->word);
		break;
	}
	if (v->run != NULL)
		buf_putf(b, " (%s)", v->run);
}

static void
put_value(struct grid *g, double v)
{
	char text[40];

	snprintf(text, sizeof(text), "%.17g", v);
	if (!isnan(v) && strtod(text, NULL) == v) {
		char brief[40];

		snprintf(brief, sizeof(brief), "%.15g", v);
		grid_put(g, strtod(brief, NULL) == v ? brief : text);
	} else
		grid_put(g, NULL);
}

static void
put_row(struct grid *g, const struct change *v, const char *said)
{
	static const char *const kinds[] = { "count", "value", "drift", "doubt",
		"place" };
	bool accepted = v->kind == CHANGE_DOUBT && v->by != NULL;

	grid_put(g,
	    v->kind == CHANGE_DRIFT ? v->word
		: accepted	    ? "accepted"
				    : kinds[v->kind]);
	grid_put(g, v->id);
	grid_put(g, v->source);
	grid_put(g, v->table);
	grid_put(g, v->run);
	grid_put(g, v->area);
	grid_put(g, v->area_name);
	grid_put(g, v->indicator);
	grid_put(g, v->kind == CHANGE_DRIFT ? v->subject : v->topic);
	grid_put(g, v->period);
	grid_put(g, v->dims);
	if (v->kind == CHANGE_DRIFT) {
		grid_put(g, v->before);
		grid_put(g, v->after);
	} else {
		put_value(g, v->was);
		put_value(g, v->became);
	}
	grid_put(g, v->unit);
	grid_put(g, v->held ? "yes" : NULL);
	grid_put(g, said);
}

/* Text from outside on a terminal: nothing that steers it. */
static void
print_line(struct cli *cli, const char *s)
{
	char *text = mem_str(s);

	text_tidy(text);
	fputs("  ", cli->out);
	for (const char *c = text; *c != '\0'; c++)
		fputc((unsigned char)*c < 0x20 ? ' ' : *c, cli->out);
	fputc('\n', cli->out);
	free(text);
}

static int
show_change(void *arg, const struct change *v, struct err *err)
{
	struct changes *c = arg;
	struct buf line = { 0 };

	(void)err;
	if (v->kind == CHANGE_COUNT &&
	    v->revised + v->gone + v->came + v->columns == 0)
		return 0;
	say(v, &line);
	if (v->kind == CHANGE_DOUBT && v->by == NULL)
		c->open++;
	c->lines++;
	if (c->grid != NULL)
		put_row(c->grid, v, buf_str(&line));
	else
		print_line(c->cli, buf_str(&line));
	buf_free(&line);
	return 0;
}

/* The areas the fact base is about, as a JSON list; NULL: all. */
static char *
own_codes(const struct factbase *fb)
{
	struct json *list;
	struct buf text = { 0 };

	for (size_t i = 0; i < fb->areas.n; i++)
		if (strcmp(fb->areas.items[i], "NL00") == 0)
			return NULL;
	list = json_array();
	for (size_t i = 0; i < fb->areas.n; i++)
		json_add_str(list, NULL, fb->areas.items[i]);
	json_print(list, false, &text);
	json_free(list);
	return buf_take(&text);
}

/* What the catalogues said: tables replaced, renamed, ended. */
static int
show_families(struct changes *c, struct err *err)
{
	struct state state = { 0 };
	char day[21];

	if (state_read(&c->fb, &state, err) == -1)
		return -1;
	when_iso(c->from + 1, day);
	for (size_t i = 0; i < c->fb.sources.n; i++) {
		const struct source *src = &c->fb.sources.items[i];
		struct strings said = { 0 };

		family_notices(&state, src->id, &said);
		for (size_t k = 0; k < said.n; k++) {
			struct change v = { .kind = CHANGE_DRIFT,
				.source = src->id,
				.word = "catalogue",
				.subject = said.items[k],
				.was = NAN,
				.became = NAN };

			if (strncmp(said.items[k], day, 10) >= 0)
				show_change(c, &v, err);
		}
		strings_free(&said);
	}
	state_clear(&state);
	return 0;
}

static int
list(struct changes *c, struct err *err)
{
	static const struct {
		enum change_kind kind;
		const char *head;
	} parts[] = {
		{ CHANGE_DOUBT, "To look at, and what was accepted:" },
		{ CHANGE_COUNT, "Runs that changed something:" },
		{ CHANGE_DRIFT, "Tables that differ from what they were:" },
		{ CHANGE_PLACE, "Areas:" },
		{ CHANGE_VALUE, "Values of the areas this is about:" },
	};
	char day[21], *own = own_codes(&c->fb);
	int rc = -1;

	if (c->cli->format != FORMAT_TEXT)
		c->grid = grid_new(columns, COLUMNS);
	else
		fprintf(c->cli->out, "Since %s:\n", when_iso(c->from + 1, day));
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (c->grid == NULL)
			fprintf(c->cli->out, "\n%s\n",
			    c->all && parts[i].kind == CHANGE_VALUE
				? "Values:"
				: parts[i].head);
		c->lines = 0;
		if (store_changes(c->store, parts[i].kind, c->from,
			c->all || c->cli->verbose ? NULL : own, show_change, c,
			err) == -1 ||
		    (parts[i].kind == CHANGE_DRIFT &&
			show_families(c, err) == -1))
			goto done;
		if (c->grid == NULL && c->lines == 0)
			fputs("  none\n", c->cli->out);
	}
	if (c->grid != NULL)
		grid_print(c->cli, c->grid);
	else if (c->open > 0)
		fprintf(c->cli->out,
		    "\n%zu to look at: look at the source, and take one over "
		    "with\n  feiten changes --accept ID --by NAME --why "
		    "TEXT\n",
		    c->open);
	rc = 0;
done:
	free(own);
	grid_free(c->grid);
	return rc;
}

/* Taking one over. */

struct found {
	bool accepted, held;
	char *about, *by, *on;
};

static int
take_doubt(void *arg, const struct change *v, struct err *err)
{
	struct found *f = arg;
	struct buf b = { 0 };

	(void)err;
	value_words(v, &b);
	for (size_t i = 0; i < b.len; i++)
		if ((unsigned char)b.data[i] < 0x20 || b.data[i] == 0x7f)
			b.data[i] = ' ';
	if (b.len > 900) /* of a file of decisions: whole characters */
		b.data[text_prefix(b.data, 300)] = '\0';
	f->about = mem_str(buf_str(&b));
	f->held = v->held;
	f->accepted = v->by != NULL;
	f->by = mem_str(v->by);
	f->on = mem_str(v->on);
	buf_free(&b);
	return 0;
}

/* All of raw/ again, with what was held. */
static int
load_again(struct changes *c, struct err *err)
{
	struct load_totals totals = { 0 };
	struct state state = { 0 };
	int rc = -1;

	store_close(c->store);
	c->store = NULL;
	if (state_read(&c->fb, &state, err) == -1 ||
	    load_all(c->cli, &c->fb, &state, &totals, err) == -1 ||
	    state_write(&state, when_now(), err) == -1)
		goto done;
	rc = totals.failed == 0
	    ? 0
	    : err_set(err, ERR_WORK,
		  "the decision is kept, but not all could be loaded: mend "
		  "what is named above and run 'feiten rebuild'");
done:
	state_clear(&state);
	return rc;
}

/* A doubt by its id, or a table of which nothing was taken over: 1, or 0. */
static int
find_doubt(struct changes *c, struct found *f, struct err *err)
{
	int got = store_doubt(c->store, c->accept, take_doubt, f, err);

	if (got != 0)
		return got;
	got = store_refused(c->store, c->accept, &f->about, err);
	f->held = got == 1;
	return got;
}

static int
accept(struct changes *c, struct err *err)
{
	char *dir = file_join(c->fb.dir, "decisions"), iso[21], day[11];
	struct found f = { 0 };
	struct decision d = { .kind = (char *)(uintptr_t) "accept",
		.id = (char *)(uintptr_t)c->accept,
		.by = (char *)(uintptr_t)c->by,
		.on = day,
		.why = (char *)(uintptr_t)c->why };
	int rc = -1, got;

	snprintf(day, sizeof(day), "%.10s", when_iso(when_now(), iso));
	got = find_doubt(c, &f, err);
	if (got == 0)
		err_set(err, ERR_USAGE,
		    "--accept %.40s: no doubt of that name: 'feiten changes' "
		    "lists them",
		    c->accept);
	if (got != 1)
		goto done;
	if (f.accepted) {
		err_set(err, ERR_USAGE,
		    "--accept %s: is accepted already, by %s on %s", c->accept,
		    f.by, f.on);
		goto done;
	}
	d.about = f.about;
	/* The file first: should the rest fail, a rebuild reads it. */
	if (decision_write(dir, &d, err) == -1 ||
	    store_accept(c->store, &d, err) == -1 ||
	    (f.held && load_again(c, err) == -1))
		goto done;
	cli_note(c->cli, "%s: accepted: %s", c->accept, f.about);
	rc = 0;
done:
	free(f.about);
	free(f.by);
	free(f.on);
	free(dir);
	return rc;
}

/* A fact base for writing; the catalogue of indicators stays as it is. */
static int
open_for_accept(struct changes *c, struct err *err)
{
	if (factbase_lock(&c->fb, err) == -1)
		return -1;
	if (!file_exists(c->fb.facts))
		return factbase_store(&c->fb, &c->store, err);
	return store_open(c->fb.facts, true, &c->store, err);
}

int
cmd_changes(struct cli *cli, int argc, char **argv)
{
	struct changes c = { .cli = cli, .fb.lock = -1 };
	struct err err = { 0 };
	int status = parse(cli, argc, argv, &c);

	if (status != EXIT_WELL)
		return status;
	if (factbase_open(cli->dir, &c.fb, &err) == -1)
		status = cli_fail(cli, &err);
	else if (c.accept != NULL
		? open_for_accept(&c, &err) == -1 || accept(&c, &err) == -1
		: factbase_store(&c.fb, &c.store, &err) == -1 ||
		    find_since(&c, &err) == -1 || list(&c, &err) == -1)
		status = cli_fail(cli, &err);
	store_close(c.store);
	factbase_close(&c.fb);
	return status;
}
