/* SPDX-License-Identifier: EUPL-1.2 */
/* codec/pdf: small objects go together; anything odd is left as it is. That
 * other programs read the outcome is for tests/pdf. */
#include "tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "codec/pdf.h"

#define OBJECTS 300

/* A document with one stream and many objects, as Typst writes them. */
static void
make(struct buf *out, const char *version, const char *extra)
{
	size_t at[OBJECTS + 1], table;

	buf_putf(out, "%%PDF-%s\n\n", version);
	for (int i = 1; i <= OBJECTS; i++) {
		at[i] = out->len;
		if (i == 2)
			buf_puts(out,
			    "2 0 obj\n<<\n  /Length 9\n>>\nstream\nq 1 0 Q\n\n"
			    "\nendstream\nendobj\n\n");
		else
			buf_putf(out,
			    "%d 0 obj\n<<\n  /Type /StructElem\n  /P %d 0 R\n"
			    ">>\nendobj\n\n",
			    i, i == 1 ? 1 : i - 1);
	}
	table = out->len;
	buf_putf(out, "xref\n0 %d\n0000000000 65535 f\r\n", OBJECTS + 1);
	for (int i = 1; i <= OBJECTS; i++)
		buf_putf(out, "%010zu 00000 n\r\n", at[i]);
	buf_putf(out,
	    "trailer\n<<\n  /Size %d\n  /Root 1 0 R%s\n>>\nstartxref\n%zu\n"
	    "%%%%EOF",
	    OBJECTS + 1, extra, table);
}

/* Whether a document of this kind comes out smaller. */
static bool
packs(const char *version, const char *extra)
{
	struct buf pdf = { 0 }, out = { 0 };
	bool did;

	make(&pdf, version, extra);
	did = pdf_pack(pdf.data, pdf.len, &out);
	buf_free(&out);
	buf_free(&pdf);
	return did;
}

/* The last place of a text that is in it, or NULL. */
static const char *
find(const struct buf *b, const char *text)
{
	size_t n = strlen(text);

	for (size_t at = b->len >= n ? b->len - n + 1 : 0; at-- > 0;)
		if (memcmp(b->data + at, text, n) == 0)
			return b->data + at;
	return NULL;
}

static bool
holds(const struct buf *b, const char *text)
{
	return find(b, text) != NULL;
}

/* The number after the last place of a word. */
static size_t
after(const struct buf *b, const char *word)
{
	const char *at = find(b, word);

	return at == NULL ? 0 : strtoul(at + strlen(word), NULL, 10);
}

static void
test_packs(void)
{
	struct buf pdf = { 0 }, once = { 0 }, twice = { 0 }, again = { 0 };
	size_t table;

	make(&pdf, "1.7", "\n  /ID [(a==) (b==)]");
	buf_puts(&once, "before");
	ok(pdf_pack(pdf.data, pdf.len, &once), "a plain document is packed");
	memmove(once.data, once.data + 6, once.len - 6);
	once.len -= 6;
	ok(once.len * 3 < pdf.len, "to less than a third");
	ok(memcmp(once.data, "%PDF-1.7\n", 9) == 0, "its head is as it was");
	ok(holds(&once,
	       "2 0 obj\n<<\n  /Length 9\n>>\nstream\nq 1 0 Q\n\n\nendstream\n"),
	    "so is a stream");
	ok(!holds(&once, "StructElem"), "small objects are compressed");
	ok(holds(&once, "/Type/ObjStm/N 299/First "), "all of them together");
	ok(holds(&once, "/Root 1 0 R") && holds(&once, "/ID [(a==) (b==)]"),
	    "what the trailer said is still said");
	ok(after(&once, "/Size ") == OBJECTS + 3, "two objects came to it");
	table = after(&once, "startxref\n");
	ok(table < once.len && memcmp(once.data + table, "302 0 obj", 9) == 0,
	    "the end leads to the new table");
	ok(pdf_pack(pdf.data, pdf.len, &twice) && once.len == twice.len &&
		memcmp(once.data, twice.data, once.len) == 0,
	    "twice the same: the same bytes");
	ok(!pdf_pack(once.data, once.len, &again) && again.len == 0,
	    "what is packed is not packed again");
	buf_free(&again);
	buf_free(&twice);
	buf_free(&once);
	buf_free(&pdf);
}

static void
test_refuses(void)
{
	struct buf pdf = { 0 }, out = { 0 };
	size_t made = 0;

	ok(packs("1.7", "") && packs("2.0", "") && packs("1.5", ""),
	    "1.5 and newer");
	ok(!packs("1.4", ""), "1.4 had no such streams");
	ok(!packs("1.7", " /Encrypt 9 0 R"), "encrypted: left as it is");
	ok(!packs("1.7", " /Prev 9"), "added to: left as it is");
	ok(!packs("1.7", " /XRefStm 9"), "with two tables: left as it is");

	/* Cut or bent anywhere it is left alone or read, never worse; the end
	 * of the file says where all is, so a cut one never packs. */
	make(&pdf, "1.7", "");
	buf_puts(&out, "x");
	for (size_t len = 0; len + 6 < pdf.len; len += 7)
		made += pdf_pack(pdf.data, len, &out);
	ok(made == 0, "cut short: left as it is");
	for (size_t at = 0; at < pdf.len; at += 5) {
		char was = pdf.data[at];

		pdf.data[at] = (char)(was ^ 0x15);
		pdf_pack(pdf.data, pdf.len, &out);
		pdf.data[at] = was;
	}
	ok(out.data[0] == 'x', "what was there before stays");
	buf_free(&out);
	buf_free(&pdf);
}

#ifndef __SANITIZE_ADDRESS__ /* which takes memory in another way */
/* In a process that may take so many more bytes: 0 packed, 1 ended for lack of
 * memory, 2 left as it is, -1 something else. */
static int
packs_within(const struct buf *pdf, size_t more)
{
	struct buf out = { 0 };
	unsigned long pages = 0;
	FILE *f = fopen("/proc/self/statm", "r");
	struct rlimit limit;
	int status = 0;
	pid_t pid;

	if (f == NULL || fscanf(f, "%lu", &pages) != 1)
		return -1;
	fclose(f);
	limit.rlim_cur = limit.rlim_max =
	    pages * (rlim_t)sysconf(_SC_PAGESIZE) + more;
	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		if (freopen("/dev/null", "w", stderr) == NULL ||
		    setrlimit(RLIMIT_AS, &limit) == -1)
			_exit(3);
		_exit(pdf_pack(pdf->data, pdf->len, &out) ? 0 : 2);
	}
	if (pid == -1 || waitpid(pid, &status, 0) != pid)
		return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* Out of memory, also where only the library notices: never the document as it
 * was, which would count as made. */
static void
test_memory(void)
{
	struct buf pdf = { 0 };
	int seen[4] = { 0 };
	bool known = true;

	make(&pdf, "1.7", "");
	for (size_t more = 0; more < 1u << 20; more += 1u << 14) {
		int way = packs_within(&pdf, more);

		known = known && way >= 0 && way < 4;
		if (known)
			seen[way]++;
	}
	ok(known && seen[0] > 0 && seen[1] > 0 && seen[2] == 0,
	    "without memory it ends with 1 (%d), else it packs (%d)", seen[1],
	    seen[0]);
	buf_free(&pdf);
}
#endif

int
main(void)
{
	test_packs();
	test_refuses();
#ifndef __SANITIZE_ADDRESS__
	test_memory();
#endif
	return done_testing();
}
