/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One folder put in the place of another, on a file system that cannot exchange
 * two names: renameat2 is ours here, and refuses as such a system does.
 */
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"
#include "tap.h"

static int asked;

int renameat2(int olddir, const char *old, int newdir, const char *new,
    unsigned int flags);

int
renameat2(int olddir, const char *old, int newdir, const char *new,
    unsigned int flags)
{
	(void)olddir, (void)old, (void)newdir, (void)new, (void)flags;
	asked++;
	errno = EINVAL;
	return -1;
}

static void
put(const char *dir, const char *text)
{
	char *path = file_join(dir, "page.html");
	struct err err = { 0 };

	file_mkdirs(dir, 0777, &err);
	file_write(path, text, strlen(text), 0666, &err);
	free(path);
}

static bool
holds(const char *dir, const char *text)
{
	char *path = file_join(dir, "page.html");
	struct buf data = { 0 };
	struct err err = { 0 };
	bool same = file_read(path, 100, &data, &err) == 0 &&
	    strcmp(buf_str(&data), text) == 0;

	buf_free(&data);
	free(path);
	return same;
}

int
main(void)
{
	char dir[] = "/tmp/feiten-folder-XXXXXX";
	char *to = mkdtemp(dir) == NULL ? NULL : file_join(dir, "profile");
	char *fresh = file_join(dir, "fresh"), *aside;
	struct err err = { 0 };

	if (to == NULL)
		return 1;
	aside = file_join(dir, "profile.aside");
	put(to, "old");
	put(fresh, "new");
	ok(folder_replace(fresh, to, &err) == 0, "replaced in two steps");
	ok(asked == 1, "as one was refused");
	ok(holds(to, "new"), "the new one is there");
	ok(!file_exists(fresh) && !file_exists(aside), "and nothing else");

	/* Killed after the first step, and after the second. */
	ok(file_rename(to, aside, &err) == 0 && folder_mend(to, &err) == 0,
	    "mended");
	ok(holds(to, "new") && !file_exists(aside), "the old one is back");
	put(aside, "old");
	ok(folder_mend(to, &err) == 0, "mended");
	ok(holds(to, "new") && !file_exists(aside), "the new one stays");
	ok(folder_mend(to, &err) == 0 && holds(to, "new"), "nothing to mend");
	ok(file_rename(to, aside, &err) == 0 &&
		file_mkdirs(to, 0777, &err) == 0 && folder_mend(to, &err) == 0,
	    "mended where an empty one was made since");
	ok(holds(to, "new") && !file_exists(aside), "the old one is back");
	file_remove(dir, &err);
	free(aside);
	free(fresh);
	free(to);
	return done_testing();
}
