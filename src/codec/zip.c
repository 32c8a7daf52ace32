/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * zip: archives through libzip. What an archive says of itself is checked
 * before anything is unpacked, and checked again while bytes come out.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
/* libzip has a struct zip_file of its own: keep the two apart. */
#define zip_file libzip_open_entry
#include <zip.h>
#undef zip_file

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "codec/zip.h"

#define PIECE (64u << 10)
#define SMALL (1u << 20) /* what may come out of a few bytes in any case */
#define LOCAL_HEADER 30 /* bytes of an entry in the file, without its name */
#define NAMES_SHOWN 8

struct zip_file {
	zip_t *zip;
	size_t n;
};

/* What the first bytes say about a file that is no archive. */
static int
not_zip(const char *path, int code, struct err *err)
{
	static const struct {
		const char *start, *words;
	} kinds[] = {
		{ "PK\003\004", "a zip archive that is cut off: fetch it "
		    "again" },
		{ "\xd0\xcf\x11\xe0", "an old .xls or a workbook with a "
		    "password: save it as .xlsx without one" },
		{ "\x1f\x8b", "gzip, not a zip archive" },
		{ "PK\005\006", "an archive without files" },
		{ "<", "a web page or XML, not a zip archive: is the address "
		    "right" },
	};
	char start[4] = { 0 };
	FILE *f = fopen(path, "rb");
	size_t got = 0;

	if (f == NULL)
		return err_set(err, ERR_WORK, "%s: cannot open: %s", path,
		    strerror(errno));
	got = fread(start, 1, sizeof(start), f);
	fclose(f);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		size_t len = strlen(kinds[i].start);

		if (got >= len && memcmp(start, kinds[i].start, len) == 0 &&
		    (i > 0 || code == ZIP_ER_NOZIP))
			return err_set(err, ERR_INPUT, "%s: %s", path,
			    kinds[i].words);
	}
	if (code == ZIP_ER_NOZIP || code == ZIP_ER_OK)
		return err_set(err, ERR_INPUT, "%s: not a zip archive%s", path,
		    got == 0 ? ": it is empty" : "");
	return err_set(err, ERR_INPUT, "%s: the archive is damaged (libzip "
	    "error %d): fetch it again", path, code);
}

/* A name of the archive in a message: nothing that a terminal obeys. */
static void
put_name(struct buf *out, const char *name)
{
	size_t len = text_prefix(name, 80);

	for (size_t i = 0; i < len; i++)
		buf_putc(out, (unsigned char)name[i] < ' ' || name[i] == 0x7f
		    ? '?' : name[i]);
	if (name[len] != '\0')
		buf_puts(out, "...");
}

/* An error about one entry, named. Returns -1. */
static int __attribute__((format(printf, 3, 4)))
entry_err(const char *name, struct err *err, const char *fmt, ...)
{
	struct buf shown = { 0 };
	char why[256];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(why, sizeof(why), fmt, ap);
	va_end(ap);
	put_name(&shown, name);
	err_set(err, ERR_INPUT, "%s: %s", buf_str(&shown), why);
	buf_free(&shown);
	return -1;
}

static int
stat_entry(const struct zip_file *z, size_t i, zip_stat_t *st, struct err *err)
{
	const zip_uint64_t want = ZIP_STAT_NAME | ZIP_STAT_SIZE |
	    ZIP_STAT_COMP_SIZE | ZIP_STAT_ENCRYPTION_METHOD;

	if (i >= z->n || zip_stat_index(z->zip, i, 0, st) != 0 ||
	    (st->valid & want) != want)
		return err_set(err, ERR_INPUT, "entry %zu of the archive "
		    "cannot be read", i);
	return 0;
}

/* Every entry takes its own bytes of the file. A bomb lets many share the
 * same ones, and then the sum is more than there is. */
static int
check_entries(const struct zip_file *z, uint64_t file, struct err *err)
{
	uint64_t sum = 0;
	zip_stat_t st;

	for (size_t i = 0; i < z->n; i++) {
		/* The shortest name counts as one byte: it may be in another
		 * encoding in the file than here. */
		const uint64_t own = LOCAL_HEADER + 1;

		if (stat_entry(z, i, &st, err) != 0)
			return -1;
		if (st.encryption_method != ZIP_EM_NONE)
			return entry_err(st.name, err, "has a password: ask for the "
			    "file without one");
		if (st.comp_size > file || sum + own + st.comp_size > file)
			return entry_err(st.name, err, "entries overlap or are "
			    "larger than the file: a zip bomb, or damaged");
		sum += own + st.comp_size;
	}
	return 0;
}

int
zip_file_open(const char *path, struct zip_file **out, struct err *err)
{
	struct zip_file *z = NULL;
	int64_t size = file_size(path);
	int code = 0, rc = -1;
	zip_t *zip = zip_open(path, ZIP_RDONLY, &code);

	if (zip == NULL)
		return not_zip(path, code, err);
	z = mem_new(1, sizeof(*z));
	z->zip = zip;
	z->n = (size_t)zip_get_num_entries(zip, 0);
	if (z->n == 0 || size <= 0) {
		not_zip(path, ZIP_ER_OK, err);
		goto done;
	}
	if (z->n > ZIP_ENTRIES) {
		err_set(err, ERR_INPUT, "%s: %zu entries: more than %d", path,
		    z->n, ZIP_ENTRIES);
		goto done;
	}
	if (check_entries(z, (uint64_t)size, err) != 0) {
		err_ctx(err, "%s", path);
		goto done;
	}
	*out = z;
	z = NULL;
	rc = 0;
done:
	zip_file_close(z);
	return rc;
}

void
zip_file_close(struct zip_file *z)
{
	if (z == NULL)
		return;
	zip_discard(z->zip); /* nothing was written */
	free(z);
}

size_t
zip_file_count(const struct zip_file *z)
{
	return z->n;
}

/* Whether an entry says that it is a symbolic link of Unix. */
static bool
is_link(const struct zip_file *z, size_t i)
{
	zip_uint8_t system = 0;
	zip_uint32_t bits = 0;

	return zip_file_get_external_attributes(z->zip, i, 0, &system,
	    &bits) == 0 && system == ZIP_OPSYS_UNIX &&
	    (bits >> 16 & 0170000) == 0120000;
}

int
zip_file_entry(const struct zip_file *z, size_t i, struct zip_entry *out,
    struct err *err)
{
	zip_stat_t st;

	if (stat_entry(z, i, &st, err) != 0)
		return -1;
	out->name = st.name;
	out->size = st.size;
	out->link = is_link(z, i);
	return 0;
}

/* Whether s fits pattern: '*' any text, '?' one character. */
static bool
fits(const char *pattern, const char *s)
{
	const char *star = NULL, *from = NULL;

	while (*s != '\0') {
		size_t step = text_prefix(s, 1);

		if (*pattern == '*') {
			star = pattern++;
			from = s;
		} else if (*pattern == '?') {
			pattern++;
			s += step;
		} else if (*pattern == *s) {
			pattern++;
			s++;
		} else if (star != NULL) {
			pattern = star + 1;
			from += text_prefix(from, 1);
			s = from;
		} else
			return false;
	}
	while (*pattern == '*')
		pattern++;
	return *pattern == '\0';
}

/* Folders, and what a Mac puts beside each file, are not looked for. */
static bool
is_file(const char *name)
{
	size_t len = strlen(name);

	return len > 0 && name[len - 1] != '/' && !text_starts(name,
	    "__MACOSX/");
}

static bool
entry_fits(const char *name, const char *folded)
{
	const char *last = strrchr(name, '/');
	char *s = text_fold(last == NULL ? name : last + 1);
	bool yes = is_file(name) && fits(folded, s);

	free(s);
	return yes;
}

/* Names, for a message: those that fit, or all. */
static void
list_names(const struct zip_file *z, const char *folded, struct buf *out)
{
	struct zip_entry e;
	struct err unused = { 0 };
	size_t shown = 0;

	for (size_t i = 0; i < z->n; i++) {
		if (zip_file_entry(z, i, &e, &unused) != 0 ||
		    !is_file(e.name) ||
		    (folded != NULL && !entry_fits(e.name, folded)))
			continue;
		if (shown++ == NAMES_SHOWN) {
			buf_puts(out, ", ...");
			return;
		}
		if (shown > 1)
			buf_puts(out, ", ");
		put_name(out, e.name);
	}
}

int
zip_file_find(const struct zip_file *z, const char *pattern, size_t *i,
    struct err *err)
{
	char *folded = text_fold(pattern);
	struct buf names = { 0 };
	struct zip_entry e;
	size_t found = 0, at = 0;
	int rc = -1;

	for (size_t k = 0; k < z->n; k++) {
		if (zip_file_entry(z, k, &e, err) != 0)
			goto done;
		if (entry_fits(e.name, folded)) {
			at = k;
			found++;
		}
	}
	if (found == 1) {
		*i = at;
		rc = 0;
		goto done;
	}
	list_names(z, found == 0 ? NULL : folded, &names);
	if (found == 0)
		err_set(err, ERR_INPUT, "no entry fits \"%s\": there are: %s",
		    pattern, buf_str(&names));
	else
		err_set(err, ERR_INPUT, "%zu entries fit \"%s\": %s: make the "
		    "pattern say which", found, pattern, buf_str(&names));
done:
	buf_free(&names);
	free(folded);
	return rc;
}

/* Whether what the entry announces is allowed. */
static int
check_size(const zip_stat_t *st, uint64_t max, struct err *err)
{
	uint64_t most = SMALL;

	if (st->comp_size > SMALL / ZIP_RATIO)
		most = st->comp_size > UINT64_MAX / ZIP_RATIO
		    ? UINT64_MAX : st->comp_size * ZIP_RATIO;
	if (st->size > most)
		return entry_err(st->name, err, "unpacks to more than a "
		    "thousand times its size: a zip bomb");
	if (st->size > max)
		return entry_err(st->name, err, "%" PRIu64 " bytes, more than "
		    "the %" PRIu64 " that are allowed here", (uint64_t)st->size,
		    max);
	return 0;
}

/* An entry on its way out. */
struct outlet {
	const char *name;
	uint64_t most, seen; /* bytes it announced; that came */
	uint32_t crc;
	gzip_sink *sink;
	void *arg;
};

static int
let_out(struct outlet *o, const char *data, size_t n, struct err *err)
{
	if (n > o->most - o->seen)
		return entry_err(o->name, err, "more comes out than it "
		    "announces: a zip bomb, or damaged");
	o->seen += n;
	return n == 0 ? 0 : o->sink(o->arg, data, n, err);
}

static int
read_failed(zip_file_t *f, const char *name, struct err *err)
{
	return entry_err(name, err, "damaged: %s: fetch it again",
	    zip_file_strerror(f));
}

/* By libzip, whatever the method. */
static int
unpack(zip_file_t *f, struct outlet *o, struct err *err)
{
	char *piece = mem_new(PIECE, 1);
	zip_int64_t n;
	int rc = 0;

	while (rc == 0 && (n = zip_fread(f, piece, PIECE)) != 0)
		rc = n < 0 ? read_failed(f, o->name, err)
			   : let_out(o, piece, (size_t)n, err);
	free(piece);
	return rc;
}

/* What comes out of the bytes in z. 1 at the end of the stream, else 0. */
static int
inflate_some(struct inflate_state *z, char *piece, struct outlet *o,
    struct err *err)
{
	do {
		size_t n;

		z->next_out = (uint8_t *)piece;
		z->avail_out = PIECE;
		if (isal_inflate(z) != ISAL_DECOMP_OK)
			return entry_err(o->name, err,
			    "damaged: its compression is broken: fetch it "
			    "again");
		n = PIECE - z->avail_out;
		o->crc = crc32_gzip_refl(o->crc, (const unsigned char *)piece,
		    n);
		if (let_out(o, piece, n, err) != 0)
			return -1;
	} while (z->block_state != ISAL_BLOCK_FINISH && z->avail_out == 0);
	return z->block_state == ISAL_BLOCK_FINISH;
}

/* The common method: the packed bytes by libzip, unpacked by ISA-L, which
 * takes half the time of zlib. */
static int
unpack_deflated(zip_file_t *f, struct outlet *o, struct err *err)
{
	struct inflate_state *z = mem_new(1, sizeof(*z));
	char *packed = mem_new(PIECE, 2), *piece = packed + PIECE;
	zip_int64_t n;
	int rc = 0;

	isal_inflate_init(z);
	while (rc == 0 && (n = zip_fread(f, packed, PIECE)) != 0) {
		z->next_in = (uint8_t *)packed;
		z->avail_in = n < 0 ? 0 : (uint32_t)n;
		rc = n < 0 ? read_failed(f, o->name, err)
			   : inflate_some(z, piece, o, err);
	}
	free(packed);
	free(z);
	return rc == -1 ? -1 : 0;
}

int
zip_file_walk(struct zip_file *z, size_t i, uint64_t max, gzip_sink *sink,
    void *arg, struct err *err)
{
	struct outlet o = { .sink = sink, .arg = arg };
	bool deflated;
	zip_file_t *f;
	zip_stat_t st;
	int rc;

	if (stat_entry(z, i, &st, err) != 0 || check_size(&st, max, err) != 0)
		return -1;
	o.name = st.name;
	o.most = st.size;
	deflated = (st.valid & ZIP_STAT_COMP_METHOD) != 0 &&
	    (st.valid & ZIP_STAT_CRC) != 0 && st.comp_method == ZIP_CM_DEFLATE;
	f = zip_fopen_index(z->zip, i, deflated ? ZIP_FL_COMPRESSED : 0);
	if (f == NULL)
		return entry_err(st.name, err, "cannot be unpacked: %s: fetch "
		    "it again, or ask for a plain zip", zip_strerror(z->zip));
	rc = deflated ? unpack_deflated(f, &o, err) : unpack(f, &o, err);
	zip_fclose(f);
	if (rc == 0 && o.seen < o.most)
		rc = entry_err(st.name, err, "cut off: fetch it again");
	if (rc == 0 && deflated && o.crc != st.crc)
		rc = entry_err(st.name, err, "damaged: its checksum is not "
		    "what it should be: fetch it again");
	return rc;
}
