/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * assets: what stands beside the pages: one style sheet, the script of the
 * index, and the letter Inter
 * of the installed package in three weights. With pyftsubset (fonttools with
 * brotli) the fonts become small woff2 files; without it they are copied as
 * they are, about 270 kB each, and the page does not wait for them; without
 * the package no font is named and the system's letters are used.
 */
#include <stdlib.h>
#include <string.h>

#include "base/child.h"
#include "base/file.h"
#include "base/mem.h"
#include "render/render.h"

#define STYLE_MAX (1u << 20) /* bytes */
#define FONT_MAX (8u << 20)
#define SUBSET_SECONDS 60.0

static const char inter_dir[] = "/usr/share/fonts/opentype/inter";

/* Latin with the letters of our neighbours, and the signs a page uses. */
static const char letters[] =
    "--unicodes=U+0020-007E,U+00A0-017F,"
    "U+02C6,U+02DC,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+2030,"
    "U+2032-2033,U+2039-203A,U+20AC,U+2122,U+2190-2193,U+2212,U+2260,"
    "U+2264-2265,U+25A0,U+25B2,U+25B8,U+25BA,U+25C4,U+25C7,U+25CF";

static const struct weight {
	const char *number, *file;
} weights[] = {
	{ "400", "Inter-Regular.otf" },
	{ "600", "Inter-SemiBold.otf" },
	{ "700", "Inter-Bold.otf" },
};

/* Make to out of from with pyftsubset; false when that does not work. */
static bool
subset(const char *program, const char *from, const char *to)
{
	char *raw = mem_fmt("%s.part", to);
	char *output = mem_fmt("--output-file=%s", raw);
	const char *const argv[] = { program, from, output, letters,
		"--flavor=woff2", "--layout-features=*", NULL };
	struct buf out = { 0 }, errs = { 0 };
	struct err err = { 0 };
	int status = -1;
	bool made;

	made = child_run(argv, NULL, NULL, NULL, 0, &out, &errs, FONT_MAX,
		   SUBSET_SECONDS, &status, &err) == 0 &&
	    status == 0 && file_size(raw) > 0 &&
	    file_rename(raw, to, &err) == 0;
	if (!made)
		file_remove(raw, &err);
	buf_free(&out);
	buf_free(&errs);
	free(output);
	free(raw);
	return made;
}

static int
copy(const char *from, const char *to, struct err *err)
{
	struct buf font = { 0 };
	int rc = file_read(from, FONT_MAX, &font, err);

	if (rc == 0)
		rc = file_update(to, font.data, font.len, 0644, NULL, err);
	buf_free(&font);
	return rc;
}

/* One weight into dir; its @font-face goes to the end of the style. A subset
 * that is there already stays. */
static int
font_put(const struct weight *w, const char *dir, const char *program,
    struct buf *style, struct err *err)
{
	char *from = file_join(inter_dir, w->file);
	char *small = mem_fmt("%s/inter-%s.woff2", dir, w->number);
	char *whole = mem_fmt("%s/inter-%s.otf", dir, w->number);
	struct err ignored = { 0 };
	bool is_small;
	int rc = 0;

	if (file_size(from) <= 0)
		goto done;
	is_small = file_size(small) > 0 ||
	    (program != NULL && subset(program, from, small));
	if (is_small)
		file_remove(whole, &ignored);
	else
		rc = copy(from, whole, err);
	buf_putf(style,
	    "\n@font-face {\n\tfont-family: \"Inter\";\n"
	    "\tfont-weight: %s;\n\tfont-display: swap;\n"
	    "\tsrc: url(\"fonts/inter-%s.%s\") format(\"%s\");\n}\n",
	    w->number, w->number, is_small ? "woff2" : "otf",
	    is_small ? "woff2" : "opentype");
done:
	free(whole);
	free(small);
	free(from);
	return rc;
}

/* Letters of a house style: a name of their content, as one that is there
 * already stays. */
static int
house_font_put(const struct house *h, size_t i, const char *dir,
    const char *program, struct buf *style, struct names *keep,
    struct err *err)
{
	const struct house_font *f = &h->fonts[i];
	const char *ending = f->opentype ? "otf" : "ttf";
	char *name = mem_fmt("house-%.12s-%zu", h->digest, i + 1);
	char *small = mem_fmt("%s/%s.woff2", dir, name);
	char *whole = mem_fmt("%s/%s.%s", dir, name, ending);
	bool is_small = file_size(small) > 0 ||
	    (program != NULL && subset(program, f->path, small));
	char *file;
	int rc = is_small ? 0 : copy(f->path, whole, err);

	file = mem_fmt("%s.%s", name, is_small ? "woff2" : ending);
	names_add(keep, file);
	buf_putf(style,
	    "\n@font-face {\n\tfont-family: \"%s\";\n"
	    "\tfont-weight: %d;\n\tfont-style: %s;\n"
	    "\tfont-display: swap;\n"
	    "\tsrc: url(\"fonts/%s\") format(\"%s\");\n}\n",
	    h->family, f->weight, f->italic ? "italic" : "normal", file,
	    is_small	      ? "woff2"
		: f->opentype ? "opentype"
			      : "truetype");
	free(file);
	free(whole);
	free(small);
	free(name);
	return rc;
}

/* Texts of charts are measured in the letter they are set in: in ours, when the
 * house's does not say how wide it is. */
static void
house_family(const struct house *h, struct buf *style)
{
	if (h->family == NULL)
		return;
	buf_putf(style, "\n:root {\n\t--letter: \"%s\"", h->family);
	for (size_t i = 0; i < h->fallback.n; i++)
		buf_putf(style, ", \"%s\"", h->fallback.items[i]);
	buf_puts(style,
	    ", \"Inter\", \"Inter aside\", system-ui, sans-serif;\n}\n");
	if (!h->measured)
		buf_puts(style,
		    "\n.chart {\n\tfont-family: \"Inter\", \"Inter aside\", "
		    "system-ui, \"DejaVu Sans\", sans-serif;\n}\n");
}

static void
house_colours(const struct palette *p, struct buf *style)
{
	static const struct {
		const char *name;
		enum paint paint;
	} rows[] = { { "accent", PAINT_ACCENT }, { "own", PAINT_AREA },
		{ "town", PAINT_COMPARISON }, { "story", PAINT_STORY },
		{ "care", PAINT_CARE }, { "ink", PAINT_INK },
		{ "soft", PAINT_SOFT }, { "paper", PAINT_PAPER },
		{ "panel", PAINT_PANEL }, { "story-pale", PAINT_STORY_PALE },
		{ "care-pale", PAINT_CARE_PALE } };

	buf_puts(style, "\n/* The house style. */\n:root {\n");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		buf_putf(style, "\t--%s: %s;\n", rows[i].name,
		    p->hex[rows[i].paint]);
	buf_puts(style, "}\n");
}

/* Letters of another house style, or of an older one. */
static int
sweep_fonts(const char *fonts, const struct names *keep, struct err *err)
{
	struct names there = { 0 };
	int rc = file_list(fonts, NULL, &there, err);

	for (size_t i = 0; rc == 0 && i < there.n; i++) {
		char *path = file_join(fonts, there.items[i]);
		bool stays = strncmp(there.items[i], "house-", 6) != 0;

		for (size_t k = 0; k < keep->n; k++)
			stays |= strcmp(keep->items[k], there.items[i]) == 0;
		if (!stays)
			rc = file_remove(path, err);
		free(path);
	}
	names_free(&there);
	return rc;
}

static int
logo_put(const struct house *h, const char *dir, struct err *err)
{
	static const char *const logos[] = { "logo.svg", "logo.png" };
	int rc = 0;

	for (int i = 0; i < 2 && rc == 0; i++) {
		char *path = mem_fmt("%s/assets/%s", dir, logos[i]);

		rc = h != NULL && h->logo != NULL &&
			strcmp(h->logo_name, logos[i]) == 0
		    ? copy(h->logo, path, err)
		    : file_remove(path, err);
		free(path);
	}
	return rc;
}

static int
house_put(const struct house *h, const char *dir, const char *fonts,
    const char *program, struct buf *style, struct err *err)
{
	bool there = h != NULL && h->there;
	struct names keep = { 0 };
	int rc = 0;

	if (there) {
		house_colours(&h->palette, style);
		house_family(h, style);
	}
	for (size_t i = 0; there && i < h->nfonts && rc == 0; i++)
		rc = house_font_put(
		    h, i, fonts, program, style, &keep, err);
	if (rc == 0)
		rc = sweep_fonts(fonts, &keep, err);
	if (rc == 0)
		rc = logo_put(there ? h : NULL, dir, err);
	names_free(&keep);
	return rc;
}

static int
copy_script(const char *dir, struct err *err)
{
	char *from = file_join(file_share(), "reports/site.js");
	char *to = file_join(dir, "assets/site.js");
	int rc = copy(from, to, err);

	free(to);
	free(from);
	return rc;
}

int
render_assets(const char *dir, const struct house *house, struct err *err)
{
	char *from = file_join(file_share(), "reports/profile.css");
	char *assets = file_join(dir, "assets");
	char *fonts = file_join(dir, "assets/fonts");
	char *to = file_join(dir, "assets/profile.css");
	char *program = child_find("pyftsubset");
	struct buf style = { 0 };
	size_t i;
	int rc = -1;

	if (file_read(from, STYLE_MAX, &style, err) == -1 ||
	    file_mkdirs(fonts, 0755, err) == -1)
		goto done;
	file_sweep(assets);
	file_sweep(fonts);
	for (i = 0; i < sizeof(weights) / sizeof(weights[0]); i++)
		if (font_put(&weights[i], fonts, program, &style, err) == -1)
			goto done;
	if (house_put(house, dir, fonts, program, &style, err) == -1)
		goto done;
	if (file_update(to, style.data, style.len, 0644, NULL, err) == -1)
		goto done;
	rc = copy_script(dir, err);
done:
	buf_free(&style);
	free(program);
	free(to);
	free(fonts);
	free(assets);
	free(from);
	return rc;
}
