/* SPDX-License-Identifier: EUPL-1.2 */
/* The cache of answers: written, found, read back, and what breaks it. */
#include <fcntl.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/when.h"
#include "codec/digest.h"
#include "raw/raw.h"
#include "tap.h"

#define NOW 1795311000 /* 2026-11-22T01:30:00Z */

static char top[] = "/tmp/feiten-raw-XXXXXX";

static int
keep(void *arg, const char *data, size_t len, struct err *err)
{
	(void)err;
	buf_put(arg, data, len);
	return 0;
}

/* Put a plain part of this text into a run. */
static int
put(struct raw_writer *w, const char *role, int page, const char *text,
    struct err *err)
{
	struct raw_part part = { .role = mem_str(role),
		.page = page,
		.address = mem_fmt("https://data.example/%s", role),
		.status = 200,
		.etag = mem_str("\"a\""),
		.decoded = strlen(text),
		.rows = 3,
		.at = NOW };
	int rc = -1;

	digest_of(text, strlen(text), part.sha256);
	if (raw_part_begin(w, role, page, false, err) == 0 &&
	    raw_part_push(w, text, strlen(text), err) == 0)
		rc = raw_part_end(w, &part, err);
	raw_part_clear(&part);
	return rc;
}

static void
write_one(const char *table, int64_t now, const char *body)
{
	struct raw_writer *w = NULL;
	struct raw_run run = { 0 };
	struct err err = { 0 };

	ok(raw_begin(top, "cbs-kwb", table, now, &w, &err) == 0, "%s begins",
	    table);
	raw_writer_run(w)->title = mem_str("Kerncijfers \"2020\"");
	raw_writer_run(w)->announced = 3;
	raw_writer_run(w)->requests = 2;
	ok(put(w, "TableInfos", 1, "{}", &err) == 0 &&
		put(w, "TypedDataSet", 1, body, &err) == 0,
	    "  two parts");
	ok(raw_commit(w, &run, &err) == 0, "  committed: %s", err.msg);
	ok(file_is_dir(run.dir) && run.nparts == 2, "  its folder is there");
	raw_run_clear(&run);
}

static void
round_trip(void)
{
	struct raw_run run = { 0 };
	struct buf body = { 0 };
	struct err err = { 0 };
	const struct raw_part *part;

	write_one("84799NED", NOW, "{\"value\":[1,2,3]}");
	ok(raw_newest(top, "cbs-kwb", "84799NED", &run, &err) == 1,
	    "the newest run is found: %s", err.msg);
	is_str(run.id, "84799NED.20261122T013000Z", "its id");
	is_str(run.title, "Kerncijfers \"2020\"", "its title");
	is_str(run.result, "ok", "its result");
	ok(run.announced == 3 && run.requests == 2 && run.started == NOW &&
		run.message == NULL && run.licence == NULL,
	    "numbers and what is not known come back");
	part = raw_find(&run, "TypedDataSet", 1);
	ok(part != NULL && raw_find(&run, "TypedDataSet", 2) == NULL &&
		raw_find(&run, "Typed", 1) == NULL,
	    "a part is found by role and page");
	is_str(part->file, "TypedDataSet-1.json.gz", "its file");
	is_str(part->etag, "\"a\"", "its headers");
	ok(part->gz && part->stored > 0 && part->rows == 3 &&
		part->status == 200 && part->at == NOW,
	    "its numbers");
	ok(raw_walk(&run, part, keep, &body, &err) == 0, "it streams: %s",
	    err.msg);
	is_str(buf_str(&body), "{\"value\":[1,2,3]}", "the bytes are the same");
	buf_free(&body);
	raw_run_clear(&run);
	ok(raw_newest(top, "cbs-kwb", "none", &run, &err) == 0,
	    "no run of a table that was never fetched");
}

static void
order(void)
{
	struct raw_runs runs = { 0 };
	struct err err = { 0 };

	write_one("84799NED", NOW, "again");
	write_one("70072ned", NOW - 60, "older");
	ok(raw_runs(top, NULL, NULL, &runs, &err) == 0 && runs.n == 3,
	    "three runs: %s", err.msg);
	is_str(runs.items[0].id, "70072ned.20261122T012900Z", "oldest first");
	is_str(runs.items[2].stamp, "20261122T013001Z",
	    "a second run in one second gets a stamp of its own");
	raw_runs_free(&runs);
	ok(raw_runs(top, "other", NULL, &runs, &err) == 0 && runs.n == 0,
	    "another source has none");
	raw_runs_free(&runs);
}

static void
gzip_as_sent(void)
{
	static const unsigned char gz[] = { 0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3,
		0x4b, 0x04, 0x00, 0x43, 0xbe, 0xb7, 0xe8, 1, 0, 0, 0 };
	struct raw_part part = { .role = mem_str("A"),
		.page = 1,
		.address = mem_str("https://data.example/A"),
		.decoded = 1 };
	struct raw_writer *w = NULL;
	struct raw_run run = { 0 };
	struct buf body = { 0 };
	struct err err = { 0 };

	digest_of("a", 1, part.sha256);
	ok(raw_begin(top, "gz", "T", NOW, &w, &err) == 0 &&
		raw_part_begin(w, "A", 1, true, &err) == 0 &&
		raw_part_push(w, "rubbish", 7, &err) == 0,
	    "a part begins");
	raw_part_drop(w);
	ok(raw_part_begin(w, "A", 1, true, &err) == 0 &&
		raw_part_push(w, gz, 10, &err) == 0 &&
		raw_part_push(w, gz + 10, sizeof(gz) - 10, &err) == 0 &&
		raw_part_end(w, &part, &err) == 0,
	    "dropped, and begun anew: %s", err.msg);
	ok(raw_commit(w, &run, &err) == 0 &&
		run.parts[0].stored == sizeof(gz) &&
		raw_walk(&run, &run.parts[0], keep, &body, &err) == 0,
	    "gzip lies there as it was sent: %s", err.msg);
	is_str(buf_str(&body), "a", "and is read back");
	buf_free(&body);
	raw_run_clear(&run);
}

/* The stamp that a run of this table would get at this moment. */
static const char *
stamp_at(const char *source, const char *table, int64_t now)
{
	static char stamp[17];
	struct raw_writer *w = NULL;
	struct err err = { 0 };

	ok(raw_begin(top, source, table, now, &w, &err) == 0, "begins: %s",
	    err.msg);
	memcpy(stamp, raw_writer_run(w)->stamp, sizeof(stamp));
	ok(raw_commit(w, NULL, &err) == 0, "is kept: %s", err.msg);
	return stamp;
}

static void
stamps(void)
{
	is_str(stamp_at("one", "S", NOW), "20261122T013000Z", "the first");
	is_str(stamp_at("two", "S", NOW), "20261122T013001Z",
	    "another source's run of the same table has another name");
	is_str(stamp_at("one", "S", NOW - 86400), "20261122T013002Z",
	    "the clock was set back: still later than the run before");
	is_str(stamp_at("one", "S", NOW + 60), "20261122T013100Z",
	    "and the clock counts again");
}

static void
failures(void)
{
	struct raw_writer *w = NULL;
	struct raw_runs runs = { 0 };
	struct raw_run run = { 0 };
	struct err err = { 0 };

	for (int i = 0; i < 3; i++) {
		ok(raw_begin(top, "down", "D", NOW + i, &w, &err) == 0 &&
			put(w, "TableInfos", 1, "{}", &err) == 0 &&
			raw_fail(
			    w, i < 2 ? "status 503" : "status 404", &err) == 0,
		    "failure %d is kept: %s", i, err.msg);
	}
	ok(raw_runs(top, "down", NULL, &runs, &err) == 0 && runs.n == 2,
	    "the same words twice in a row leave one manifest");
	is_str(runs.items[0].message, "status 503", "why");
	is_str(runs.items[0].stamp, "20261122T013000Z", "the first of the two");
	is_str(runs.items[1].result, "failed", "the other");
	ok(runs.items[1].nparts == 0, "a failed run has no parts");
	raw_runs_free(&runs);
	ok(raw_newest(top, "down", "D", &run, &err) == 0,
	    "a failed run is no good run");
	ok(raw_begin(top, "..", "T", NOW, &w, &err) == -1 &&
		raw_begin(top, "s", "a/b", NOW, &w, &err) == -1,
	    "names from outside make no paths: %s", err.msg);
	ok(raw_begin(top, "s", "T", NOW, &w, &err) == 0 &&
		raw_part_begin(w, "../x", 1, true, &err) == -1,
	    "nor do roles: %s", err.msg);
	ok(raw_fail(w, "x", &err) == 0, "and the run can still fail");
}

static void
overwrite(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_TRUNC);

	ok(fd != -1 && write(fd, text, strlen(text)) == (ssize_t)strlen(text) &&
		close(fd) == 0,
	    "(%s is damaged)", strrchr(path, '/') + 1);
}

static void
damage(void)
{
	struct raw_run run = { 0 };
	struct raw_runs runs = { 0 };
	struct buf body = { 0 };
	struct err err = { 0 };
	char *path, *left;

	ok(raw_newest(top, "cbs-kwb", "70072ned", &run, &err) == 1, "a run");
	run.parts[1].sha256[0] ^= 1;
	ok(raw_walk(&run, &run.parts[1], keep, &body, &err) == -1 &&
		strstr(err.msg, "sha256") != NULL,
	    "another digest is noticed: %s", err.msg);
	run.parts[1].decoded = 2;
	ok(raw_walk(&run, &run.parts[1], keep, &body, &err) == -1,
	    "another size too: %s", err.msg);
	path = file_join(run.dir, run.parts[0].file);
	overwrite(path, "not gzip");
	ok(raw_walk(&run, &run.parts[0], keep, &body, &err) == -1 &&
		strstr(err.msg, path) != NULL,
	    "a damaged file is named: %s", err.msg);
	free(path);
	left = mem_fmt("%s/cbs-kwb/70072ned/.tmp-20261122T000000Z-1", top);
	ok(file_mkdirs(left, 0777, &err) == 0, "(a leftover)");
	write_one("70072ned", NOW + 9, "new");
	ok(!file_exists(left), "leftovers are gone after the next run");
	free(left);
	path = file_join(run.dir, "manifest.json");
	overwrite(path, "{\"format\":1,\"source\":\"../../etc\"}");
	ok(raw_runs(top, NULL, NULL, &runs, &err) == -1 &&
		strstr(err.msg, path) != NULL,
	    "a manifest that is none is an error: %s", err.msg);
	overwrite(path, "{\"format\":1,");
	ok(raw_runs(top, NULL, NULL, &runs, &err) == -1 &&
		strstr(err.msg, "manifest.json") != NULL,
	    "as is one that is cut off: %s", err.msg);
	free(path);
	buf_free(&body);
	raw_run_clear(&run);
}

int
main(void)
{
	struct err err = { 0 };

	if (mkdtemp(top) == NULL)
		return 1;
	round_trip();
	order();
	gzip_as_sent();
	stamps();
	failures();
	damage();
	ok(file_remove(top, &err) == 0, "cleaned up");
	return done_testing();
}
