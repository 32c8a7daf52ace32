/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * factbase: the folder that commands work on.
 */
#include "cli/factbase.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/when.h"
#include "cli/near.h"
#include "codec/json.h"
#include "house/house.h"
#include "raw/thin.h"
#include "source/def.h"

#define CONFIG_BYTES (1u << 20)
#define COUNTRY "NL00"
#define CHECK_DAYS 8 /* so that a weekly job may be a day late */

static int
config_error(struct err *err, const char *what)
{
	return err_set(err, ERR_BASE,
	    "feiten.json: %s (keys: title, lang, contact, house, areas, "
	    "compare, sources, mirrors, keep_days, check_days)",
	    what);
}

/* An array of texts. */
static int
read_strings(const struct json *list, const char *what, struct strings *out,
    struct err *err)
{
	const struct json *item;
	char message[128];

	if (list == NULL)
		return 0;
	snprintf(message, sizeof(message), "%s must be a list of texts", what);
	if (!json_is_array(list))
		return config_error(err, message);
	for (item = json_first(list); item != NULL; item = json_next(item)) {
		if (json_str(item) == NULL)
			return config_error(err, message);
		strings_add(out, json_str(item));
	}
	return 0;
}

static int
read_mirrors(const struct json *map, struct factbase *fb, struct err *err)
{
	const struct json *item;
	size_t i;

	if (map == NULL)
		return 0;
	if (!json_is_object(map))
		return config_error(err, "mirrors must be an object");
	for (item = json_first(map); item != NULL; item = json_next(item)) {
		if (json_str(item) == NULL)
			return config_error(err,
			    "each mirror must be an address");
		strings_add(&fb->mirror_from, json_name(item));
		strings_add(&fb->mirror_to, json_str(item));
	}
	fb->mirrors = mem_new(fb->mirror_from.n, sizeof(*fb->mirrors));
	for (i = 0; i < fb->mirror_from.n; i++) {
		fb->mirrors[i].from = fb->mirror_from.items[i];
		fb->mirrors[i].to = fb->mirror_to.items[i];
	}
	return 0;
}

static int
check_keys(const struct json *config, struct err *err)
{
	static const char *const keys[] = { "title", "lang", "contact",
		"house", "areas", "compare", "sources", "mirrors", "keep_days",
		"check_days" };
	const struct json *item;
	char message[160];
	size_t i;

	if (!json_is_object(config))
		return config_error(err, "must hold one object");
	for (item = json_first(config); item != NULL; item = json_next(item)) {
		for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
			if (strcmp(keys[i], json_name(item)) == 0)
				break;
		if (i < sizeof(keys) / sizeof(keys[0]))
			continue;
		snprintf(message, sizeof(message), "unknown key \"%.60s\"",
		    json_name(item));
		return config_error(err, message);
	}
	return 0;
}

int
factbase_area_code(const char *text, char out[12], enum area_level *level)
{
	return area_code(strcmp(text, "NL") == 0 ? "NL00" : text,
	    strcmp(text, "NL") == 0 ? 4 : strlen(text), out, level);
}

/* And each in its usual form. */
static int
check_areas(struct strings *areas, struct err *err)
{
	enum area_level level;
	char code[12];
	size_t i;

	for (i = 0; i < areas->n; i++) {
		if (factbase_area_code(areas->items[i], code, &level) == -1)
			return err_set(err, ERR_BASE,
			    "feiten.json: areas: \"%.40s\" is no area code: "
			    "give codes like GM0603 or BU06030771, or NL for "
			    "the whole country",
			    areas->items[i]);
		free(areas->items[i]);
		areas->items[i] = mem_str(code);
	}
	return 0;
}

/* A number of days, or what it is when the file does not say. */
static int
read_days(const struct json *config, const char *name, int otherwise, int *out,
    struct err *err)
{
	const struct json *days = json_get(config, name);
	double v = json_num(days);
	char message[80];

	*out = otherwise;
	if (days == NULL)
		return 0;
	snprintf(message, sizeof(message),
	    "%s must be a whole number of 1 to 36500", name);
	if (!(v >= 1 && v <= 36500) || v != (int)v)
		return config_error(err, message);
	*out = (int)v;
	return 0;
}

static bool
is_ours(const char *lang)
{
	return strcmp(lang, "nl") == 0 || strcmp(lang, "en") == 0;
}

/* The folder with the words files of a language. */
static char *
words_dir(const char *dir, const char *lang)
{
	char *own = file_join(dir, "reports");

	if (!is_ours(lang) && words_has(own, lang))
		return own;
	free(own);
	return file_join(file_share(), "reports");
}

bool
factbase_speaks(const char *dir, const char *lang)
{
	char *words = words_dir(dir, lang);
	bool there = is_ours(lang) || words_has(words, lang);

	free(words);
	return there;
}

int
factbase_words(const struct factbase *fb, const char *lang, struct words **out,
    struct err *err)
{
	const char *use = lang != NULL ? lang : fb->lang;
	char *dir = words_dir(fb->dir, use);
	int rc = words_open(dir, use, out, err);

	free(dir);
	return rc;
}

/* The house style, in reports/, and what may be printed because of it. */
static int
read_house(const struct json *config, struct factbase *fb, struct err *err)
{
	const struct json *v = json_get(config, "house");
	const char *name = v == NULL ? "house.json" : json_str(v);
	char *line;

	if (name == NULL || !file_name_ok(name))
		return config_error(err,
		    "house must be the name of a file in reports/");
	fb->house = mem_fmt("%s/reports/%s", fb->dir, name);
	fb->house_named = v != NULL;
	line = house_contact(fb->house);
	fb->own_contact = line == NULL ? mem_str(fb->contact)
	    : fb->contact == NULL
	    ? mem_str(line)
	    : mem_fmt("%s\n%s", fb->contact, line);
	free(line);
	return 0;
}

static int
read_config(const struct json *config, struct factbase *fb, struct err *err)
{
	const char *lang = json_get_str(config, "lang");

	if (check_keys(config, err) == -1)
		return -1;
	if (lang != NULL && !factbase_speaks(fb->dir, lang))
		return config_error(err,
		    "lang must be \"nl\" or \"en\", or a language that has "
		    "words.LANG.json and words.page.LANG.json in reports/");
	fb->lang = mem_str(lang == NULL ? "nl" : lang);
	fb->title = mem_str(json_get_str(config, "title"));
	fb->contact = mem_str(json_get_str(config, "contact"));
	if (read_house(config, fb, err) == -1 ||
	    read_strings(json_get(config, "areas"), "areas", &fb->areas,
		err) == -1 ||
	    read_strings(json_get(config, "sources"), "sources",
		&fb->source_ids, err) == -1 ||
	    comparing_parse(json_get(config, "compare"), &fb->compare, err) ==
		-1 ||
	    read_days(config, "keep_days", RAW_KEEP_DAYS, &fb->keep_days,
		err) == -1 ||
	    read_days(config, "check_days", CHECK_DAYS, &fb->check_days,
		err) == -1 ||
	    read_mirrors(json_get(config, "mirrors"), fb, err) == -1)
		return -1;
	if (fb->areas.n == 0)
		return config_error(err, "areas must name at least one area");
	return check_areas(&fb->areas, err);
}

/* Part what the fact base uses from what it could: a source is used when
 * feiten.json names it, or names none and it is not one that must be named. */
static void
part_sources(struct factbase *fb, struct sources *all)
{
	struct sources *to;
	size_t i;

	for (i = 0; i < all->n; i++) {
		bool used = fb->source_ids.n > 0
		    ? strings_have(&fb->source_ids, all->items[i].id)
		    : !all->items[i].on_request;

		to = used ? &fb->sources : &fb->offered;
		MEM_PUSH(to->items, to->n, to->cap);
		to->items[to->n++] = all->items[i];
	}
	free(all->items);
	memset(all, 0, sizeof(*all));
}

static int
read_definitions(struct factbase *fb, struct err *err)
{
	char *builtin = file_join(file_share(), "sources");
	char *own = file_join(fb->dir, "sources");
	char *indicators = file_join(builtin, "indicators.json");
	char *more = file_join(own, "indicators.json");
	struct sources used = { 0 }, others = { 0 };
	struct err ignored = { 0 };
	int rc = -1;

	if (indicators_read(indicators, &fb->indicators, err) == -1 ||
	    (file_exists(more) &&
		indicators_add(more, &fb->indicators, err) == -1) ||
	    sources_read(builtin, own,
		fb->source_ids.n > 0 ? &fb->source_ids : NULL,
		&fb->indicators, &used, err) == -1) {
		err->code = ERR_BASE;
		goto done;
	}
	part_sources(fb, &used);
	/* What could be named besides is only for showing. */
	if (fb->source_ids.n > 0 &&
	    sources_read(builtin, own, NULL, &fb->indicators, &others,
		&ignored) == 0) {
		sources_free(&fb->sources);
		part_sources(fb, &others);
	}
	rc = 0;
done:
	free(builtin);
	free(own);
	free(more);
	free(indicators);
	return rc;
}

int
factbase_open(const char *dir, struct factbase *out, struct err *err)
{
	struct factbase fb = { .lock = -1 };
	char *path = file_join(dir, "feiten.json");
	struct json *config = NULL;
	int rc = -1;

	fb.dir = mem_str(dir);
	fb.raw = file_join(dir, "raw");
	fb.facts = file_join(dir, "facts.db");
	fb.notes = file_join(dir, "notes");
	fb.state = file_join(dir, "state");
	fb.out = file_join(dir, "out");
	if (!file_exists(path)) {
		err_set(err, ERR_BASE,
		    "%s: no fact base here: make one with 'feiten init DIR "
		    "--area CODE', or name its folder with -C DIR",
		    dir);
		goto done;
	}
	config = json_read(path, CONFIG_BYTES, err);
	if (config == NULL) {
		err->code = ERR_BASE;
		goto done;
	}
	if (read_config(config, &fb, err) == -1 ||
	    read_definitions(&fb, err) == -1)
		goto done;
	*out = fb;
	memset(&fb, 0, sizeof(fb));
	fb.lock = -1;
	rc = 0;
done:
	json_free(config);
	free(path);
	factbase_close(&fb);
	return rc;
}

void
factbase_close(struct factbase *fb)
{
	decisions_free(&fb->decisions);
	free(fb->dir);
	free(fb->title);
	free(fb->lang);
	free(fb->contact);
	comparing_list_free(&fb->compare);
	free(fb->house);
	free(fb->own_contact);
	strings_free(&fb->areas);
	strings_free(&fb->source_ids);
	strings_free(&fb->mirror_from);
	strings_free(&fb->mirror_to);
	free(fb->mirrors);
	indicators_free(&fb->indicators);
	sources_free(&fb->sources);
	sources_free(&fb->offered);
	free(fb->raw);
	free(fb->facts);
	free(fb->notes);
	free(fb->state);
	free(fb->out);
	if (fb->lock > 0)
		close(fb->lock);
	memset(fb, 0, sizeof(*fb));
	fb->lock = -1;
}

/* What a run that was killed left lying about: nobody else is at it, as we
 * hold the lock. That it stays is no reason to do nothing. */
static void
remove_leftovers(const char *dir, const char *start)
{
	struct names names = { 0 };
	struct err ignored = { 0 };
	size_t i;

	file_list(dir, NULL, &names, &ignored);
	for (i = 0; i < names.n; i++) {
		char *path = file_join(dir, names.items[i]);

		if (text_starts(names.items[i], start))
			file_remove(path, &ignored);
		free(path);
	}
	names_free(&names);
}

/* The system knows the process: a lock of one that died is none. */
static void
say_locked(const struct factbase *fb, const struct flock *lock, struct err *err)
{
	char stamp[21], *age = NULL, *since = NULL;

	if (lock->l_len > 0) {
		age = when_age(lock->l_len, when_now());
		since = mem_fmt(", since %s, %s%s",
		    when_iso(lock->l_len, stamp), age,
		    strcmp(age, "just now") == 0 ? "" : " ago");
	}
	err_set(err, ERR_LOCK,
	    "%s: another run works on this fact base (process %ld%s): wait "
	    "until it is done, or see what it waits for",
	    fb->dir, (long)lock->l_pid, since == NULL ? "" : since);
	free(age);
	free(since);
}

int
factbase_lock(struct factbase *fb, struct err *err)
{
	/* From the first byte to the one with the number of this second: who
	 * comes to a closed door is told so, and no file is touched. */
	struct flock lock = { .l_type = F_WRLCK,
		.l_whence = SEEK_SET,
		.l_len = (off_t)when_now() };
	char *path = file_join(fb->state, "lock");
	struct err ignored = { 0 };
	int fd = -1, rc = -1;

	if (file_mkdirs(fb->state, 0777, err) == -1)
		goto done;
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (fd == -1) {
		err_set(err, ERR_BASE, "%s: cannot open: %s", path,
		    strerror(errno));
		goto done;
	}
	if (fcntl(fd, F_SETLK, &lock) == -1) {
		if (fcntl(fd, F_GETLK, &lock) == -1 || lock.l_type == F_UNLCK)
			lock.l_pid = 0, lock.l_len = 0;
		say_locked(fb, &lock, err);
		goto done;
	}
	fb->lock = fd;
	fd = -1;
	remove_leftovers(fb->dir, "facts.db.new-");
	remove_leftovers(fb->state, "last.json.tmp-");
	remove_leftovers(fb->state, "thinning.tmp-");
	remove_leftovers(fb->state, STORE_SCRATCH);
	raw_sweep(fb->raw, &ignored);
	store_scratch(fb->state);
	rc = 0;
done:
	if (fd != -1)
		close(fd);
	free(path);
	return rc;
}

int
factbase_store(const struct factbase *fb, struct store **out,
    struct err *err)
{
	if (!file_exists(fb->facts))
		return err_set(err, ERR_BASE,
		    "%s: there are no facts yet: run 'feiten refresh' first",
		    fb->dir);
	return store_open(fb->facts, false, out, err);
}

int
factbase_indicator(const struct factbase *fb, const char *id,
    const struct indicator **out, struct err *err)
{
	struct near near = { 0 };
	size_t i;

	*out = indicators_find(&fb->indicators, id);
	if (*out != NULL)
		return 0;
	near_start(&near, id);
	for (i = 0; i < fb->indicators.n; i++) {
		near_try(&near, fb->indicators.items[i].id,
		    fb->indicators.items[i].id);
		near_try(&near, fb->indicators.items[i].label_nl,
		    fb->indicators.items[i].id);
		near_try(&near, fb->indicators.items[i].label_en,
		    fb->indicators.items[i].id);
	}
	return near_error(&near, err, "indicator",
	    "'feiten indicators' lists them");
}

/* A gemeente also answers to its name without the province: "Rijswijk". */
static char *
folded_name(const struct area *a)
{
	char *name = mem_strn(a->name, area_short_name(a->name, a->level));
	char *folded = text_fold(name);

	free(name);
	return folded;
}

/* By name: within the own areas first; then anywhere. Fills *found with a
 * copy, and returns how many distinct codes had the name. */
static size_t
by_name(const struct areas *all, const struct strings *own,
    const char *folded, bool only_own, const struct area **found)
{
	const struct area *last = NULL;
	size_t n = 0, i, j;

	for (i = 0; i < all->n; i++) {
		const struct area *a = &all->items[i];
		bool inside = false;
		char *name;

		for (j = 0; j < own->n; j++)
			inside |= strcmp(own->items[j], COUNTRY) == 0 ||
			    strcmp(own->items[j], a->municipality) == 0 ||
			    strcmp(own->items[j], a->code) == 0 ||
			    (text_starts(own->items[j], "WK") &&
				strcmp(own->items[j], a->parent) == 0);
		if (only_own && !inside)
			continue;
		name = folded_name(a);
		if (strcmp(name, folded) == 0) {
			if (last == NULL || strcmp(last->code, a->code) != 0)
				n++;
			last = a;
		}
		free(name);
	}
	*found = last;
	return n;
}

static int
many_areas(const struct areas *all, const char *text, const char *folded,
    struct err *err)
{
	struct buf list = { 0 };
	size_t i, n = 0;

	for (i = 0; i < all->n && n < 8; i++) {
		char *name = folded_name(&all->items[i]);

		if (strcmp(name, folded) == 0 &&
		    (i + 1 == all->n ||
			strcmp(all->items[i].code,
			    all->items[i + 1].code) != 0))
			buf_putf(&list, "%s%s", n++ == 0 ? "" : ", ",
			    all->items[i].code);
		free(name);
	}
	err_set(err, ERR_USAGE, "area \"%s\": more than one has this name: "
	    "use a code: %s", text, buf_str(&list));
	buf_free(&list);
	return -1;
}

static int
no_area(const struct areas *all, const char *text, struct err *err)
{
	struct near near = { 0 };
	size_t i;

	near_start(&near, text);
	for (i = 0; i < all->n; i++) {
		char *both = mem_fmt("%s (%s)", all->items[i].code,
		    all->items[i].name);

		near_try(&near, all->items[i].code, both);
		near_try(&near, all->items[i].name, both);
		free(both);
	}
	return near_error(&near, err, "area",
	    "'feiten areas TEXT' searches them");
}

static void
copy_area(const struct area *from, struct area *to)
{
	*to = *from;
	to->name = mem_str(from->name);
}

int
factbase_area(const struct factbase *fb, struct store *store,
    const char *text, struct area *out, struct err *err)
{
	struct area_filter filter = { .level = -1 };
	struct areas all = { 0 };
	const struct area *found = NULL;
	enum area_level level;
	char *folded, code[12], *plain;
	size_t n;
	int rc = -1;

	plain = mem_strn(text, area_short_name(text, LEVEL_GEMEENTE));
	folded = text_fold(plain);
	free(plain);
	if (area_code(text, strlen(text), code, &level) == 0) {
		filter.code = code;
		if (store_areas(store, &filter, &all, err) == -1)
			goto done;
		if (all.n > 0) {
			copy_area(&all.items[all.n - 1], out);
			rc = 0;
			goto done;
		}
		filter.code = NULL;
	}
	if (store_areas(store, &filter, &all, err) == -1)
		goto done;
	n = by_name(&all, &fb->areas, folded, true, &found);
	if (n == 0)
		n = by_name(&all, &fb->areas, folded, false, &found);
	if (n == 1) {
		copy_area(found, out);
		rc = 0;
	} else if (n > 1)
		many_areas(&all, text, folded, err);
	else
		no_area(&all, text, err);
done:
	areas_free(&all);
	free(folded);
	return rc;
}

static int
by_level(const void *a, const void *b)
{
	const struct area *x = a, *y = b;

	if (x->level != y->level)
		return (int)x->level - (int)y->level;
	return strcmp(x->code, y->code);
}

int
factbase_own_areas(const struct factbase *fb, struct store *store,
    struct areas *out, struct err *err)
{
	struct areas found = { 0 };
	size_t i, j, n = 0;
	int rc = -1;

	for (i = 0; i < fb->areas.n; i++) {
		struct area_filter filter = { .level = -1,
			.code = fb->areas.items[i] };
		struct areas one = { 0 };

		if (store_areas(store, &filter, &one, err) == -1)
			goto done;
		if (one.n == 0) {
			err_set(err, ERR_BASE,
			    "%s: named in feiten.json, but no source knows "
			    "this area: look it up with 'feiten areas', or "
			    "run 'feiten refresh'",
			    fb->areas.items[i]);
			areas_free(&one);
			goto done;
		}
		filter = (struct area_filter) { .level = -1,
			.year = one.items[one.n - 1].year,
			.within = strcmp(fb->areas.items[i], COUNTRY) == 0
			    ? NULL
			    : fb->areas.items[i] };
		areas_free(&one);
		if (store_areas(store, &filter, &found, err) == -1)
			goto done;
	}
	if (found.n > 1)
		qsort(found.items, found.n, sizeof(*found.items), by_level);
	/* An area may be named twice; of the country there are no pages. */
	for (i = 0; i < found.n; i++) {
		if (found.items[i].level == LEVEL_LAND ||
		    (n > 0 &&
			strcmp(found.items[n - 1].code, found.items[i].code) ==
			    0))
			area_clear(&found.items[i]);
		else
			found.items[n++] = found.items[i];
	}
	found.n = n;
	for (j = 0; j < n; j++) {
		MEM_PUSH(out->items, out->n, out->cap);
		out->items[out->n++] = found.items[j];
	}
	free(found.items);
	memset(&found, 0, sizeof(found));
	rc = 0;
done:
	areas_free(&found);
	return rc;
}
