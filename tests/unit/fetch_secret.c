/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Keys of sources: out of the environment, else out of a file that is ours
 * alone; and no message says one.
 */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "fetch/secret.h"
#include "tap.h"

static char top[] = "/tmp/feiten-secret-XXXXXX";
static char *file;

static void
put(const char *text, int mode)
{
	struct err err = { 0 };

	if (file_write(file, text, strlen(text), 0600, &err) == -1 ||
	    chmod(file, (mode_t)mode) == -1)
		abort();
}

static void
finds(const char *name, const char *want, const char *why)
{
	struct err err = { 0 };
	char *value = NULL;

	ok(secret_find(name, &value, &err) == 0, "%s: %s", why, err.msg);
	is_str(value, want, "  the key");
	secret_free(value);
}

static void
refuses(const char *name, const char *says, const char *why)
{
	struct err err = { 0 };
	char *value = NULL;

	ok(secret_find(name, &value, &err) == -1 && value == NULL &&
		err.code == ERR_INPUT,
	    "%s: refused", why);
	ok(strstr(err.msg, says) != NULL, "  says '%s': %s", says, err.msg);
	ok(strstr(err.msg, "geheim") == NULL, "  and no key");
}

static void
modes(void)
{
	static const int bad[] = { 0640, 0604, 0660, 0700, 0602, 0644 };

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		put("A_KEY=geheim\n", bad[i]);
		refuses("A_KEY", "chmod 600", "a file others can use");
	}
	put("A_KEY=geheim\n", 0400);
	finds("A_KEY", "geheim", "a file we can only read");
}

static void
lines(void)
{
	put("# keys\n\n  B_KEY=geheim=2 \r\nA_KEY=geheim-1\nAA_KEY=x", 0600);
	finds("A_KEY", "geheim-1", "a line");
	finds("B_KEY", "geheim=2", "blanks around, a sign within");
	finds("AA_KEY", "x", "the last line, without its end");
	refuses("_KEY", "_KEY is not set", "the end of a name");
	refuses("C_KEY", "environment variable C_KEY", "no such line");
	setenv("A_KEY", "geheim-3", 1);
	finds("A_KEY", "geheim-3", "the environment goes first");
	unsetenv("A_KEY");
	put("geheim\nA_KEY=1\n", 0600);
	finds("A_KEY", "1", "another line is no trouble");
	refuses("C_KEY", "line 1: should be NAME=VALUE", "till one misses");
}

static void
places(void)
{
	char *config = file_join(top, "config");
	char *dir = file_join(config, "feiten");
	struct err err = { 0 };

	unsetenv("FEITEN_SECRETS");
	setenv("XDG_CONFIG_HOME", config, 1);
	refuses("A_KEY", "A_KEY is not set", "no file at all");
	ok(secret_check(top, &err) == 0, "which is fine: %s", err.msg);
	if (file_mkdirs(dir, 0700, &err) == -1)
		abort();
	free(file);
	file = file_join(dir, "secrets");
	put("A_KEY=geheim", 0600);
	finds("A_KEY", "geheim", "the file in the user's configuration");
	ok(secret_check("/usr", &err) == 0, "outside the folder: %s", err.msg);
	ok(secret_check(top, &err) == -1 &&
		strstr(err.msg, "lies in the fact base") != NULL,
	    "within it: %s", err.msg);
	put("A_KEY=geheim", 0644);
	err_clear(&err);
	ok(secret_check("/usr", &err) == -1 &&
		strstr(err.msg, "chmod 600") != NULL,
	    "for all to read: %s", err.msg);
	unsetenv("XDG_CONFIG_HOME");
	setenv("HOME", top, 1);
	refuses("A_KEY", "A_KEY is not set", "nothing in the home folder");
	setenv("FEITEN_SECRETS", "/nonexistent/secrets", 1);
	refuses("A_KEY", "/nonexistent/secrets", "a file that is not there");
	setenv("FEITEN_SECRETS", top, 1);
	refuses("A_KEY", "a plain file", "a folder");
	free(dir);
	free(config);
}

int
main(void)
{
	struct err err = { 0 };

	if (mkdtemp(top) == NULL)
		return 1;
	file = file_join(top, "secrets");
	setenv("FEITEN_SECRETS", file, 1);
	modes();
	lines();
	places();
	free(file);
	ok(file_remove(top, &err) == 0, "cleaned up");
	return done_testing();
}
