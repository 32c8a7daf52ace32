/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * zip_write: libzip writes to a file beside it, and puts that in its place.
 */
#include <stdbool.h>
#include <zip.h>

#include "codec/zip_write.h"

#define DAY_ONE 0x21 /* 1 January 1980 as MS-DOS has it: zip knows no earlier */

static int
refused(const char *path, zip_t *zip, struct err *err)
{
	return err_set(err, ERR_WORK, "%s: cannot be written: %s", path,
	    zip_error_strerror(zip_get_error(zip)));
}

static int
add(zip_t *zip, const struct zip_part *part)
{
	zip_source_t *source = part->file != NULL
	    ? zip_source_file(zip, part->file, 0, -1)
	    : zip_source_buffer(zip, part->data, part->len, 0);
	zip_int64_t at;

	if (source == NULL)
		return -1;
	at = zip_file_add(zip, part->name, source, ZIP_FL_ENC_UTF_8);
	if (at == -1) {
		zip_source_free(source);
		return -1;
	}
	return zip_file_set_dostime(zip, (zip_uint64_t)at, 0, DAY_ONE, 0);
}

int
zip_write(const char *path, const struct zip_part parts[], size_t n,
    struct err *err)
{
	int code = 0;
	zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code);
	bool well = true;

	if (zip == NULL) {
		zip_error_t why;

		zip_error_init_with_code(&why, code);
		err_set(err, ERR_WORK, "%s: cannot be written: %s", path,
		    zip_error_strerror(&why));
		zip_error_fini(&why);
		return -1;
	}
	for (size_t i = 0; well && i < n; i++)
		well = add(zip, &parts[i]) == 0;
	if (well && zip_close(zip) == 0)
		return 0;
	refused(path, zip, err);
	zip_discard(zip);
	return -1;
}
