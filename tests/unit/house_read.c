/* SPDX-License-Identifier: EUPL-1.2 */
/* house: a house style with one thing wrong at a time. Each mistake is told
 * with its key, reason and what is used; the rest stands. */
#include "tap.h"

#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "house/house.h"

static char dir[] = "/tmp/feiten-house-XXXXXX";
static struct buf said;

static void
hear(void *arg, const struct err *err)
{
	(void)arg;
	buf_putf(&said, "%s\n", err->msg);
}

static char people[] = "inwoners", owned[] = "koopwoningen";
static struct indicator rows[] = {
	{ .id = people, .kind = KIND_COUNT },
	{ .id = owned, .kind = KIND_SHARE },
};

static void
read_text(const char *text, struct house *h)
{
	const struct indicators list = { .items = rows, .n = 2 };
	char *path = file_join(dir, "house.json");
	struct err err = { 0 };

	buf_clear(&said);
	file_write(path, text, strlen(text), 0644, &err);
	house_read(path, true, &list, h, hear, NULL);
	free(path);
}

/* One member; what is told of it ("": nothing). */
static void
says(const char *member, const char *want)
{
	char *text =
	    mem_fmt("{\"schema\": \"feiten-house/1\", %s}", member);
	struct house h;
	const char *all;

	read_text(text, &h);
	all = buf_str(&said);
	ok(*want == '\0' ? *all == '\0' : strstr(all, want) != NULL,
	    "%.50s: %s", member, *want == '\0' ? "well" : want);
	if (*want != '\0' && strstr(all, want) == NULL)
		printf("# %s\n", all);
	ok(*want == '\0' ||
		(strstr(all, "house.json: ") != NULL &&
		    strstr(all, "docs/house-style.md") != NULL) ||
		strstr(all, "; ") != NULL,
	    "with the file, and what to do");
	house_free(&h);
	free(text);
}

static void
colours(void)
{
	struct house h;

	says("\"colours\": {\"area\": \"#0a5c6b\"}", "");
	says("\"colours\": {\"area\": \"#0A5C6\"}", "is no colour");
	says("\"colours\": {\"area\": \"red\"}", "\"red\" is no colour");
	says("\"colours\": {\"area\": 7}", "\"?\" is no colour");
	says("\"colours\": {\"area\": \"#00000g\"}", "is no colour");
	says("\"colours\": []", "must be an object");
	says("\"colours\": {\"ara\": \"#000000\"}", "colours.ara: no such role");
	/* 4.54 and 4.48 on white: on both sides of what text needs. */
	says("\"colours\": {\"area\": \"#767676\", \"panel\": \"#FFFFFF\"}",
	    "");
	says("\"colours\": {\"area\": \"#777777\", \"panel\": \"#FFFFFF\"}",
	    "a contrast of 4.5:1 with paper (#FFFFFF), and text needs 4.5:1");
	says("\"colours\": {\"area\": \"#767676\"}", "with panel (#F3F5F2)");
	says("\"colours\": {\"peers\": \"#949494\"}", "");
	says("\"colours\": {\"peers\": \"#999999\"}", "a mark needs 3.0:1");
	says("\"colours\": {\"care\": \"#8F6A00\"}", "");
	says("\"colours\": {\"paper\": \"#777777\"}", "is too dark");
	says("\"colours\": {\"paper\": \"#000000\"}", "is too dark");
	says("\"colours\": {\"panel\": \"#C0C0C0\"}", "#F3F5F2 is used");

	read_text("{\"schema\": \"feiten-house/1\", \"colours\": {\"area\": "
		  "\"#F0F0F0\", \"comparison\": \"#00441b\"}}",
	    &h);
	is_str(h.palette.hex[PAINT_AREA], "#0A5C6B", "ours for what is pale");
	is_str(h.palette.hex[PAINT_COMPARISON], "#00441B", "and theirs");
	is_str(h.palette.hex[PAINT_MAP_3], "#78B5BA", "tints of ours");
	house_free(&h);
	read_text("{\"schema\": \"feiten-house/1\", \"colours\": {\"area\": "
		  "\"#8A1538\"}}",
	    &h);
	is_str(h.palette.hex[PAINT_ACCENT], "#8A1538",
	    "links are of the colour of the area");
	for (int i = PAINT_MAP_1; i <= PAINT_MAP_5; i++)
		is_near(palette_contrast(h.palette.hex[i], "#FFFFFF"),
		    palette_contrast(palette_ours.hex[i], "#FFFFFF"), 0.1,
		    "a class of the map is as dark as ours");
	house_free(&h);
}

static void
others(void)
{
	says("\"logo\": \"../x.svg\"", "logo: must be the name of a file");
	says("\"logo\": 7", "logo: must be the name of a file");
	says("\"logo\": \"none.svg\"", "there is no such file");
	says("\"logo\": \"house.json\"", "no picture that is taken");
	says("\"font\": {}", "font.family: must be the name");
	says("\"font\": {\"family\": \"x\\\"; } body {\"}", "font.family");
	says("\"font\": {\"family\": \"Fira\"}", "font.files: must be a list");
	says("\"font\": {\"family\": \"Fira\", \"files\": [\"../a.ttf\"]}",
	    "font.files: must be the name of a file");
	says("\"font\": {\"family\": \"Fira\", \"files\": [\"a.ttf\"]}",
	    "there is no such file");
	says("\"font\": {\"family\": \"Fira\", \"files\": [1, 2, 3, 4, 5, 6, "
	     "7]}",
	    "1 to 6 files");
	says("\"maps\": [\"koopwoningen\"]", "");
	says("\"maps\": [\"inwoners\"]", "is a count");
	says("\"maps\": [\"wonen\"]", "\"wonen\" is no indicator");
	says("\"maps\": [7]", "is no indicator");
	says("\"maps\": []", "1 to 6 ids");
	says("\"contact\": {\"email\": \"a b@c.nl\"}", "is no e-mail address");
	says("\"contact\": {\"email\": \"feiten@c.nl\"}", "");
	says("\"contact\": {\"phone\": \"call me\"}", "is no phone number");
	says("\"contact\": {\"name\": \"a\\nb\"}", "must be one line");
	says("\"contact\": {\"fax\": \"1\"}", "contact.fax: unknown key");
	says("\"contact\": \"x\"", "contact: must be an object");
	says("\"logos\": \"x\"", "logos: unknown key");
}

static void
whole(void)
{
	const char *const bad[] = { "", "{", "[]", "7", "{}",
		"{\"schema\": \"feiten-house/2\"}", "\xff\xfe" };
	struct house h;
	char *path = file_join(dir, "house.json"), *line;
	char one[DIGEST_HEX];

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		read_text(bad[i], &h);
		ok(said.len > 0 &&
			memcmp(&h.palette, &palette_ours, sizeof(h.palette)) ==
			    0,
		    "a file that is none is told, and ours is used");
		house_free(&h);
	}
	read_text("{\"schema\": \"feiten-house/1\", \"contact\": {\"name\": "
		  "\"Gemeente X\", \"email\": \"<b>\", \"phone\": \"14 "
		  "070\"}}",
	    &h);
	is_str(h.contact, "Gemeente X, 14 070", "what is well of a contact");
	memcpy(one, h.digest, sizeof(one));
	house_free(&h);
	line = house_contact(path);
	is_str(line, "Gemeente X, 14 070", "also alone");
	free(line);
	read_text("{\"schema\": \"feiten-house/1\"}", &h);
	ok(strcmp(one, h.digest) != 0, "another file, another digest");
	house_free(&h);
	read_text("{\"schema\": \"feiten-house/2\", \"contact\": {\"name\": "
		  "\"Gemeente X\"}}",
	    &h);
	ok(h.contact == NULL && house_contact(path) == NULL,
	    "of a version that is not read: no contact");
	house_free(&h);
	unlink(path);
	ok(house_contact(path) == NULL, "no file: no contact");
	buf_clear(&said);
	house_read(path, false, NULL, &h, hear, NULL);
	ok(!h.there && said.len == 0, "no file is none");
	house_free(&h);
	house_read(path, true, NULL, &h, hear, NULL);
	ok(said.len > 0, "but told when it was named");
	house_free(&h);
	free(path);
}

int
main(void)
{
	struct err err = { 0 };

	if (mkdtemp(dir) == NULL)
		return 1;
	is_near(palette_contrast("#000000", "#FFFFFF"), 21.0, 1e-9,
	    "black on white");
	is_near(palette_contrast("#777777", "#FFFFFF"), 4.48, 0.005,
	    "an example of WCAG");
	colours();
	others();
	whole();
	buf_free(&said);
	file_remove(dir, &err);
	return done_testing();
}
