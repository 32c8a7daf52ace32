/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * feiten init: make a fact base.
 */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "cli/cli.h"
#include "cli/factbase.h"
#include "codec/json.h"
#include "net/http.h"
#include "source/def.h"

struct init {
	const char *dir, *title, *lang;
	struct strings areas, sources, mirrors;
};

static const struct option_spec specs[] = {
	{ "area", true, 'a' },
	{ "lang", true, 'l' },
	{ "mirror", true, 'm' },
	{ "source", true, 's' },
	{ "title", true, 't' },
	{ NULL, false, 0 },
};

/* Returns 0, or the exit status. */
static int
parse(struct cli *cli, int argc, char **argv, struct init *in)
{
	struct options o = { .argc = argc, .argv = argv, .specs = specs };
	char message[256];
	int got;

	while ((got = options_next(&o, message)) != -1) {
		switch (got) {
		case 'a':
			strings_add(&in->areas, o.value);
			break;
		case 'l':
			in->lang = o.value;
			break;
		case 'm':
			strings_add(&in->mirrors, o.value);
			break;
		case 's':
			strings_add(&in->sources, o.value);
			break;
		case 't':
			in->title = o.value;
			break;
		case 0:
			if (in->dir != NULL)
				return cli_usage(cli, "init",
				    "%s: one folder only", o.value);
			in->dir = o.value;
			break;
		default:
			return cli_usage(cli, "init", "%s", message);
		}
	}
	if (in->dir == NULL)
		return cli_usage(cli, "init", "name the folder to make");
	if (in->areas.n == 0)
		return cli_usage(cli, "init",
		    "name at least one area it is about: --area GM0603");
	if (!factbase_speaks(in->dir, in->lang))
		return cli_usage(cli, "init",
		    "--lang %.20s: takes nl, en, or a language that has its "
		    "words files (docs/reports.md)",
		    in->lang);
	return 0;
}

/* A=B, and B an address that a refresh would ask. */
static int
check_mirror(const char *mirror, struct err *err)
{
	static const struct http_options none = { 0 };
	const char *to = strchr(mirror, '=');
	char *address = NULL;

	if (to == NULL)
		return err_set(err, ERR_USAGE,
		    "--mirror %.80s: give it as ADDRESS=ADDRESS", mirror);
	if (http_resolve(&none, to + 1, &address, err) == -1) {
		err->code = ERR_USAGE;
		return err_ctx(err, "--mirror %.80s", mirror);
	}
	free(address);
	return 0;
}

static int
check(const struct init *in, struct err *err)
{
	char *builtin = file_join(file_share(), "sources");
	char *path = file_join(builtin, "indicators.json");
	struct indicators indicators = { 0 };
	struct sources sources = { 0 };
	enum area_level level;
	char code[12];
	size_t i;
	int rc = -1;

	for (i = 0; i < in->areas.n; i++)
		if (factbase_area_code(in->areas.items[i], code, &level) ==
		    -1) {
			err_set(err, ERR_USAGE,
			    "--area %.40s: no area code: give one like "
			    "GM0603, WK060307 or BU06030771, or NL for the "
			    "whole country",
			    in->areas.items[i]);
			goto done;
		}
	for (i = 0; i < in->mirrors.n; i++)
		if (check_mirror(in->mirrors.items[i], err) == -1)
			goto done;
	if (indicators_read(path, &indicators, err) == -1 ||
	    sources_read(builtin, NULL,
		in->sources.n > 0 ? &in->sources : NULL, &indicators, &sources,
		err) == -1)
		goto done;
	rc = 0;
done:
	indicators_free(&indicators);
	sources_free(&sources);
	free(builtin);
	free(path);
	return rc;
}

static void
write_config(const struct init *in, struct buf *out)
{
	struct json *config = json_object(), *list, *map;
	size_t i;

	if (in->title != NULL)
		json_add_str(config, "title", in->title);
	json_add_str(config, "lang", in->lang);
	list = json_add_array(config, "areas");
	for (i = 0; i < in->areas.n; i++)
		json_add_str(list, NULL, in->areas.items[i]);
	if (in->sources.n > 0) {
		list = json_add_array(config, "sources");
		for (i = 0; i < in->sources.n; i++)
			json_add_str(list, NULL, in->sources.items[i]);
	}
	if (in->mirrors.n > 0) {
		map = json_add_object(config, "mirrors");
		for (i = 0; i < in->mirrors.n; i++) {
			char *at = strchr(in->mirrors.items[i], '=');

			*at = '\0';
			json_add_str(map, in->mirrors.items[i], at + 1);
			*at = '=';
		}
	}
	json_print(config, true, out);
	json_free(config);
}

static int
make(const struct init *in, struct err *err)
{
	/* notes/ holds what people said in confidence: its owner only. */
	static const struct {
		const char *name;
		int mode;
	} folders[] = { { "sources", 0777 }, { "notes", 0700 },
		{ "story", 0777 }, { "decisions", 0777 }, { "editions", 0777 },
		{ "raw", 0777 }, { "state", 0777 } };
	char *path = file_join(in->dir, "feiten.json");
	struct buf config = { 0 };
	size_t i;
	int rc = -1;

	if (file_exists(path)) {
		err_set(err, ERR_USAGE,
		    "%s: is a fact base already: change its feiten.json, or "
		    "choose another folder",
		    in->dir);
		goto done;
	}
	if (check(in, err) == -1 || file_mkdirs(in->dir, 0777, err) == -1)
		goto done;
	for (i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		char *folder = file_join(in->dir, folders[i].name);
		int made = file_mkdirs(folder, folders[i].mode, err);

		free(folder);
		if (made == -1)
			goto done;
	}
	write_config(in, &config);
	rc = file_write(path, buf_str(&config), config.len, 0666, err);
done:
	buf_free(&config);
	free(path);
	return rc;
}

int
cmd_init(struct cli *cli, int argc, char **argv)
{
	struct init in = { .lang = "nl" };
	struct err err = { 0 };
	int status = parse(cli, argc, argv, &in);

	if (status == 0 && make(&in, &err) == -1)
		status = cli_fail(cli, &err);
	else if (status == 0)
		cli_note(cli,
		    "%s: made; next: feiten -C %s refresh", in.dir, in.dir);
	strings_free(&in.areas);
	strings_free(&in.sources);
	strings_free(&in.mirrors);
	return status;
}
