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
    "U+2264-2265,U+25A0,U+25B2,U+25B8,U+25C7,U+25CF";

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
render_assets(const char *dir, struct err *err)
{
	char *from = file_join(file_share(), "reports/profile.css");
	char *fonts = file_join(dir, "assets/fonts");
	char *to = file_join(dir, "assets/profile.css");
	char *program = child_find("pyftsubset");
	struct buf style = { 0 };
	size_t i;
	int rc = -1;

	if (file_read(from, STYLE_MAX, &style, err) == -1 ||
	    file_mkdirs(fonts, 0755, err) == -1)
		goto done;
	file_sweep(fonts);
	for (i = 0; i < sizeof(weights) / sizeof(weights[0]); i++)
		if (font_put(&weights[i], fonts, program, &style, err) == -1)
			goto done;
	if (file_update(to, style.data, style.len, 0644, NULL, err) == -1)
		goto done;
	rc = copy_script(dir, err);
done:
	buf_free(&style);
	free(program);
	free(to);
	free(fonts);
	free(from);
	return rc;
}
