/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * house: reading a house style, with all its mistakes told.
 */
#include "house/house.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "codec/font.h"
#include "codec/json.h"
#include "codec/picture.h"
#include "house/own.h"

#define FILE_BYTES (64u << 10)
#define LOGO_HIGH 44.0 /* as shown, in CSS pixels */
#define LOGO_WIDE 220.0
#define ALT_BYTES 120

static const char *const keys[] = { "schema", "logo", "colours", "font",
	"contact", "maps" };

void
house_wrong(const struct house_reader *r, const char *key, const char *why)
{
	struct err err = { 0 };

	err_set(&err, ERR_INPUT, "%s: %s: %s; docs/house-style.md", r->path,
	    key, why);
	r->tell(r->arg, &err);
}

/* What a file says of itself, after the key that names it. */
static void
tell_under(const struct house_reader *r, const char *key, struct err *err,
    const char *instead)
{
	struct err all = { 0 };

	err_set(&all, ERR_INPUT, "%s: %s: %.600s; %s", r->path, key, err->msg,
	    instead);
	r->tell(r->arg, &all);
}

static bool
is_name(const struct house_reader *r, const char *key, const char *file)
{
	if (file != NULL && file_name_ok(file))
		return true;
	house_wrong(r, key,
	    "must be the name of a file in the same folder, of letters, "
	    "digits, '-', '_' and '.'");
	return false;
}

/* A file that the house style names: its bytes are part of the digest. */
static int
read_file(const struct house_reader *r, const char *path, size_t most,
    struct buf *out, struct err *err)
{
	if (!file_exists(path))
		return err_set(
		    err, ERR_INPUT, "%s: there is no such file", path);
	if (file_size(path) > (int64_t)most)
		return err_set(err, ERR_INPUT,
		    "%s: larger than %zu kB: make it smaller", path,
		    most >> 10);
	if (file_read(path, most, out, err) == -1)
		return -1;
	digest_push(r->digest, buf_str(out), out->len);
	return 0;
}

static void
read_logo(const struct house_reader *r, const struct json *v)
{
	const char *file = json_str(v) != NULL ? json_str(v)
					       : json_get_str(v, "file");
	const char *alt = json_get_str(v, "alt");
	struct house *h = r->house;
	struct picture picture;
	struct buf data = { 0 };
	struct err err = { 0 };
	char *path;
	double scale;

	if (v == NULL || !is_name(r, "logo", file))
		return;
	if (alt != NULL && strlen(alt) > ALT_BYTES)
		house_wrong(r, "logo.alt", "at most 120 bytes");
	path = file_join(r->dir, file);
	if (read_file(r, path, HOUSE_LOGO_BYTES, &data, &err) == -1 ||
	    picture_check(file, buf_str(&data), data.len, &picture, &err) ==
		-1) {
		tell_under(r, "logo", &err, "pages are made without a logo");
		free(path);
	} else {
		scale = fmin(LOGO_HIGH / picture.height,
		    LOGO_WIDE / picture.width);
		h->logo = path;
		h->logo_name = picture.svg ? "logo.svg" : "logo.png";
		h->logo_width = (int)fmax(1, lround(scale * picture.width));
		h->logo_height = (int)fmax(1, lround(scale * picture.height));
		h->logo_alt = mem_str(alt != NULL && strlen(alt) <= ALT_BYTES
			? alt
			: json_get_str(json_get(r->json, "contact"), "name"));
	}
	buf_free(&data);
}

/* The name of a family of letters, which goes into style sheets. */
static bool
is_family(const char *text)
{
	size_t n = text == NULL ? 0 : strlen(text);

	return n >= 1 && n <= 60 && text[0] != ' ' && text[n - 1] != ' ' &&
	    strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
			 "0123456789 -") == n;
}

/* An upright face: charts are set in the nearest to regular and to bold. */
static void
measure(const struct house_reader *r, const char *file, const struct buf *data,
    const struct font *font)
{
	static const int wanted[2] = { 400, 700 };
	struct house *h = r->house;
	struct font_widths widths;
	struct err err = { 0 };

	if (font->italic)
		return;
	if (font_widths(file, buf_str(data), data->len, &widths, &err) == -1) {
		tell_under(r, "font.files", &err,
		    "charts keep the program's own letter");
		h->unmeasured = true;
		return;
	}
	for (int bold = 0; bold < 2; bold++) {
		bool nearer = true;

		for (size_t i = 0; i < h->nfonts; i++)
			nearer &= h->fonts[i].italic ||
			    abs(font->weight - wanted[bold]) <
				abs(h->fonts[i].weight - wanted[bold]);
		if (nearer)
			h->widths[bold] = widths;
	}
	h->measured = true;
}

static void
read_font_file(const struct house_reader *r, const char *file)
{
	struct house *h = r->house;
	struct house_font *f = &h->fonts[h->nfonts];
	char *path, *why;
	struct buf data = { 0 };
	struct err err = { 0 };
	struct font font;

	if (!is_name(r, "font.files", file))
		return;
	path = mem_fmt("%s/fonts/%s", r->dir, file);
	if (read_file(r, path, HOUSE_FONT_BYTES, &data, &err) == -1 ||
	    font_check(file, buf_str(&data), data.len, &font, &err) == -1) {
		tell_under(r, "font.files", &err, "it is left out");
	} else if (strcmp(font.family, h->family) != 0 &&
	    strncmp(font.face, h->family, strlen(h->family)) != 0) {
		why = mem_fmt("%.120s is of the family \"%s\": write that as "
			      "font.family, or name another file; it is left "
			      "out",
		    file, font.family);
		house_wrong(r, "font.files", why);
		free(why);
	} else {
		measure(r, file, &data, &font);
		*f = (struct house_font){ .path = path,
			.name = mem_str(file),
			.weight = font.weight,
			.italic = font.italic,
			.opentype = font.opentype };
		h->nfonts++;
		path = NULL;
	}
	buf_free(&data);
	free(path);
}

static void
read_font(const struct house_reader *r, const struct json *v)
{
	const struct json *files = json_get(v, "files"), *one;
	const struct json *fallback = json_get(v, "fallback");
	struct house *h = r->house;

	if (v == NULL)
		return;
	if (!is_family(json_get_str(v, "family"))) {
		house_wrong(r, "font.family",
		    "must be the name of a family of letters, as in \"Fira "
		    "Sans\"; the program's own letter is used");
		return;
	}
	if (!json_is_array(files) || json_len(files) == 0 ||
	    json_len(files) > HOUSE_FONTS) {
		house_wrong(r, "font.files",
		    "must be a list of 1 to 6 files (.ttf, .otf) in fonts/ "
		    "beside this file; the program's own letter is used");
		return;
	}
	h->family = mem_str(json_get_str(v, "family"));
	for (one = json_first(files); one != NULL; one = json_next(one))
		read_font_file(r, json_str(one));
	for (one = json_first(fallback); one != NULL; one = json_next(one))
		if (h->fallback.n < HOUSE_FONTS && is_family(json_str(one)))
			strings_add(&h->fallback, json_str(one));
		else
			house_wrong(r, "font.fallback",
			    "must be a list of at most 6 names of families");
	h->measured &= !h->unmeasured;
	if (h->nfonts == 0) { /* all of them told */
		free(h->family);
		h->family = NULL;
	}
}

static void
read_maps(const struct house_reader *r, const struct json *v)
{
	struct house *h = r->house;
	const struct json *one;

	if (v == NULL)
		return;
	if (!json_is_array(v) || json_len(v) == 0 ||
	    json_len(v) > HOUSE_MAPS) {
		house_wrong(r, "maps",
		    "must be a list of 1 to 6 ids of indicators; the program's "
		    "own choice is used");
		return;
	}
	for (one = json_first(v); one != NULL; one = json_next(one)) {
		const char *id = json_str(one) == NULL ? "" : json_str(one);
		const struct indicator *ind = indicators_find(r->indicators, id);
		char *why = NULL;

		if (ind == NULL)
			why = mem_fmt("\"%.60s\" is no indicator: 'feiten "
				      "indicators' lists them; it is left out",
			    id);
		else if (ind->kind == KIND_COUNT || ind->kind == KIND_CODE)
			why = mem_fmt("\"%.60s\" is a %s, which a map cannot "
				      "show: choose a share, rate, average or "
				      "distance; it is left out",
			    id, indicator_kind_name(ind->kind));
		else if (!strings_have(&h->maps, id))
			strings_add(&h->maps, id);
		if (why != NULL)
			house_wrong(r, "maps", why);
		free(why);
	}
}

/* Whether the file is of the version that is read here. */
static bool
is_ours(const struct json *file)
{
	const char *schema = json_get_str(file, "schema");

	return json_is_object(file) && schema != NULL &&
	    strcmp(schema, HOUSE_SCHEMA) == 0;
}

static void
read_all(struct house_reader *r)
{
	const struct json *one;
	char why[100];

	if (!is_ours(r->json)) {
		house_wrong(r, "schema",
		    "must be \"" HOUSE_SCHEMA "\", the version this program "
		    "reads; nothing of it is used");
		return;
	}
	for (one = json_first(r->json); one != NULL; one = json_next(one)) {
		size_t i = 0, n = sizeof(keys) / sizeof(keys[0]);

		while (i < n && strcmp(keys[i], json_name(one)) != 0)
			i++;
		snprintf(why, sizeof(why), "%.60s", json_name(one));
		if (i == n)
			house_wrong(r, why, "unknown key; it is left out");
	}
	house_colours(r, json_get(r->json, "colours"));
	read_font(r, json_get(r->json, "font"));
	house_owner(r, json_get(r->json, "contact"));
	r->house->contact = house_line(json_get(r->json, "contact"));
	read_logo(r, json_get(r->json, "logo"));
	read_maps(r, json_get(r->json, "maps"));
}

void
house_none(struct house *out)
{
	memset(out, 0, sizeof(*out));
	out->palette = palette_ours;
}

static char *
folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? mem_str(".")
			     : mem_strn(path, (size_t)(slash - path));
}

void
house_read(const char *path, bool asked, const struct indicators *indicators,
    struct house *out, void (*tell)(void *arg, const struct err *), void *arg)
{
	struct house_reader r = { .path = path,
		.indicators = indicators,
		.house = out,
		.tell = tell,
		.arg = arg };
	struct buf text = { 0 };
	struct err err = { 0 };

	house_none(out);
	if (!asked && !file_exists(path))
		return;
	out->there = true;
	r.dir = folder_of(path);
	r.digest = digest_new();
	if (read_file(&r, path, FILE_BYTES, &text, &err) == -1 ||
	    (r.json = json_parse(buf_str(&text), text.len, &err)) == NULL)
		tell_under(&r, "file", &err,
		    "pages are made in the program's own style");
	else
		read_all(&r);
	digest_hex(r.digest, out->digest);
	digest_free(r.digest);
	json_free(r.json);
	buf_free(&text);
	free(r.dir);
}

void
house_free(struct house *h)
{
	free(h->logo);
	free(h->logo_alt);
	free(h->contact);
	free(h->family);
	strings_free(&h->fallback);
	strings_free(&h->maps);
	for (size_t i = 0; i < h->nfonts; i++) {
		free(h->fonts[i].path);
		free(h->fonts[i].name);
	}
	memset(h, 0, sizeof(*h));
}

char *
house_contact(const char *path)
{
	struct err told = { 0 }; /* when the whole is read */
	struct json *json =
	    file_exists(path) ? json_read(path, FILE_BYTES, &told) : NULL;
	char *line = is_ours(json) ? house_line(json_get(json, "contact"))
				   : NULL;

	json_free(json);
	return line;
}
