/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * chart_script: every tests/golden/chart/NAME.json gives NAME.gp, byte for
 * byte; REGEN=1 in the environment writes them anew. Then: no text of a chart
 * can become a command, and what is no chart is refused.
 */
#include <ctype.h>

#include "tap.h"

#include "base/file.h"
#include "base/mem.h"
#include "chart/chart.h"

#define DIR "tests/golden/chart"

static bool
is_number_pair(const char *s, size_t len)
{
	return len > 2 && strspn(s, "-.0123456789 ") >= len;
}

/* Whether a quoted string begins at s; its length with the quotes. No plain
 * apostrophe may be in it: gnuplot 5.4 misreads two of them. */
static size_t
quoted(const char *s)
{
	const char *end;

	if (*s != '\'')
		return 0;
	end = strchr(s + 1, '\'');
	return end != NULL && end[1] != '\'' ? (size_t)(end - s) + 1 : 0;
}

/* set label, strings joined by dots, then the place and style. */
static bool
is_label(const char *line, size_t len)
{
	const char *s = line, *end = line + len;
	size_t n, i;

	if (strncmp(s, "set label ", 10) != 0)
		return false;
	for (s += 10; (n = quoted(s)) > 0;) {
		s += n;
		if (*s == '.')
			s++;
	}
	if (strncmp(s, " at ", 4) != 0)
		return false;
	for (i = 0; s + i < end; i++)
		if (!isalnum((unsigned char)s[i]) &&
		    strchr(" ,.-'#", s[i]) == NULL)
			return false;
	return strstr(s, "' tc rgb '#") != NULL;
}

static bool
is_plot(const char *line)
{
	return strncmp(line, "plot $L", 7) == 0 ||
	    strncmp(line, "plot -9\n", 8) == 0 || strncmp(line, " $L", 3) == 0;
}

static bool
is_setting(const char *line)
{
	static const char *const known[] = { "reset\n", "set encoding utf8\n",
		"set output '/dev/stdout'\n", "set lmargin at screen 0\n",
		"set rmargin at screen 1\n", "set tmargin at screen 1\n",
		"set bmargin at screen 0\n", "unset border\n", "unset tics\n",
		"unset key\n", "unset output\n", "set xrange [0:400]\n",
		"set xrange [0:280]\n", "set xrange [0:132]\n", "END\n", "\n" };
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strncmp(line, known[i], strlen(known[i])) == 0)
			return true;
	return strncmp(line, "set term svg size 400,", 22) == 0 ||
	    strncmp(line, "set term svg size 280,", 22) == 0 ||
	    strncmp(line, "set term svg size 132,44 ", 25) == 0 ||
	    strncmp(line, "set yrange [", 12) == 0 ||
	    (strncmp(line, "$L", 2) == 0 &&
		strstr(line, " << END\n") == strchr(line, '\n') - 7);
}

/* Whether every line is one of those this room writes. */
static bool
only_ours(const char *script)
{
	const char *line, *next;
	size_t len;

	for (line = script; *line != '\0'; line = next) {
		next = strchr(line, '\n');
		if (next == NULL)
			return false;
		next++;
		len = (size_t)(next - line) - 1;
		if (!is_setting(line) && !is_label(line, len) &&
		    !is_plot(line) && !is_number_pair(line, len)) {
			printf("# odd line: %.*s\n", (int)len, line);
			return false;
		}
	}
	return true;
}

static void
check_golden(const char *name)
{
	struct err err = { 0 };
	struct buf got = { 0 }, again = { 0 }, want = { 0 };
	char *json_path = file_join(DIR, name),
	     *path = mem_fmt("%.*s.gp", (int)strlen(json_path) - 5, json_path);
	struct json *chart = json_read(json_path, 1 << 20, &err);

	ok(chart != NULL && chart_script(chart, &got, &err) == 0,
	    "%s: gives a script (%s)", name, err.msg);
	if (getenv("REGEN") != NULL)
		file_update(path, got.data, got.len, 0644, NULL, &err);
	if (file_read(path, 1 << 20, &want, &err) == -1)
		printf("# %s\n", err.msg);
	ok(want.len == got.len && want.len > 0 &&
		memcmp(want.data, got.data, want.len) == 0,
	    "%s: the script is as it was (else see the difference with "
	    "REGEN=1 and git diff)",
	    name);
	ok(only_ours(buf_str(&got)), "%s: no text became a command", name);
	ok(chart_script(chart, &again, &err) == 0 &&
		strcmp(buf_str(&again), buf_str(&got)) == 0,
	    "%s: the same again", name);
	json_free(chart);
	free(path);
	free(json_path);
	buf_free(&want);
	buf_free(&again);
	buf_free(&got);
}

#define MAP(ring, class)                                                      \
	"{\"kind\": \"map\", \"areas\": [{\"rings\": [" ring                  \
	"], \"class\": " class "}]}"

static const struct {
	const char *json, *why;
} wrong[] = {
	{ "{}", "no \"kind\"" },
	{ "{\"kind\": \"pie\"}", "unknown kind \"pie\"" },
	{ "{\"kind\": \"range\"}", "\"rows\"" },
	{ "{\"kind\": \"range\", \"rows\": []}", "\"rows\"" },
	{ "{\"kind\": \"range\", \"rows\": {\"a\": 1}}", "\"rows\"" },
	{ "{\"kind\": \"age\", \"rows\": 3}", "\"rows\"" },
	{ "{\"kind\": \"trend\"}", "\"series\"" },
	{ "{\"kind\": \"trend\", \"series\": [{\"role\": \"area\"}]}",
	    "series: chart: \"points\"" },
	{ "{\"kind\": \"trend\", \"series\": [{\"role\": \"area\", "
	  "\"points\": [{\"y\": 1}]}]}",
	    "no \"x\"" },
	{ "{\"kind\": \"trend\", \"series\": [{\"role\": \"area\", "
	  "\"points\": [{\"x\": 1, \"y\": null}]}]}",
	    "no values" },
	{ "{\"kind\": \"trend\", \"series\": [{\"role\": \"town\", "
	  "\"points\": [{\"x\": 1, \"y\": 1}]}]}",
	    "unknown role \"town\"" },
	{ "{\"kind\": \"map\"}", "\"areas\"" },
	{ "{\"kind\": \"map\", \"areas\": []}", "\"areas\"" },
	{ MAP("", "null"), "no area has a shape" },
	{ MAP("\"0,0 9,0 9,9\"", "6"), "\"class\" 1 to 5" },
	{ MAP("\"0,0 9,0 9,9\"", "1.5"), "\"class\" 1 to 5" },
	{ MAP("\"0,0 9,0\"", "1"), "area 1: a ring is" },
	{ MAP("\"0,0 9,0 9,x\"", "1"), "area 1: a ring is" },
	{ MAP("\"0,0 9,0 9,9;\"", "1"), "area 1: a ring is" },
	{ MAP("\"0,0 9,0 9,99999999999999999999\"", "1"), "area 1: a ring" },
	{ MAP("\"0.5,0 9,0 9,9\"", "1"), "area 1: a ring is" },
	{ MAP("7", "1"), "area 1: a ring is" },
	{ "{\"kind\": \"multiples\"}", "\"panels\"" },
	{ "{\"kind\": \"multiples\", \"panels\": [{}]}", "\"points\"" },
	{ "{\"kind\": \"multiples\", \"panels\": [{\"points\": [{}]}]}",
	    "no \"x\"" },
	{ "{\"kind\": \"multiples\", \"panels\": [{\"points\": "
	  "[{\"x\": 1}]}]}",
	    "no values" },
	{ "{\"kind\": \"spark\"}", "\"points\"" },
	{ "{\"kind\": \"spark\", \"points\": [{\"x\": 1}]}", "no values" },
	{ "{\"kind\": \"spark\", \"points\": [{\"y\": 1}]}", "no \"x\"" },
};

static void
check_wrong(void)
{
	struct err err = { 0 };
	struct buf out = { 0 };
	struct json *chart;
	size_t i;

	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		chart = json_parse(wrong[i].json, strlen(wrong[i].json), &err);
		err_clear(&err);
		ok(chart_script(chart, &out, &err) == -1 &&
			err.code == ERR_INPUT &&
			strstr(err.msg, wrong[i].why) != NULL && out.len == 0,
		    "refused: %s (%s)", wrong[i].json, err.msg);
		json_free(chart);
	}
	buf_free(&out);
}

/* A number so large, or so many rows, must not break the script. */
static void
check_large(void)
{
	static const char huge[] =
	    "{\"kind\": \"trend\", \"series\": [{\"role\": \"area\", "
	    "\"end_text\": \"x\", \"points\": [{\"x\": -1e308, \"y\": 1e308},"
	    "{\"x\": 1e308, \"y\": -1e308}]}]}";
	struct err err = { 0 };
	struct buf out = { 0 };
	struct json *chart = json_parse(huge, sizeof(huge) - 1, &err), *rows;
	size_t i;

	ok(chart_script(chart, &out, &err) == 0 && only_ours(out.data),
	    "numbers at the end of their range");
	json_free(chart);
	buf_clear(&out);
	chart = json_object();
	json_add_str(chart, "kind", "range");
	rows = json_add_array(chart, "rows");
	for (i = 0; i < 201; i++)
		json_add_object(rows, NULL);
	ok(chart_script(chart, &out, &err) == -1, "201 rows are refused");
	json_free(chart);
	buf_free(&out);
}

int
main(void)
{
	struct err err = { 0 };
	struct names names = { 0 };
	size_t i;

	ok(file_list(DIR, ".json", &names, &err) == 0 && names.n >= 15,
	    "%zu examples", names.n);
	for (i = 0; i < names.n; i++)
		check_golden(names.items[i]);
	check_wrong();
	check_large();
	names_free(&names);
	return done_testing();
}
