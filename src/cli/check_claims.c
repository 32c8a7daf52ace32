/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * check_claims: claims of a fact base, and what is printed about them.
 */
#include "cli/check_claims.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/when.h"
#include "story/decision.h"

static int
read_claims(const struct session *s, struct claims *out, struct err *err)
{
	const struct indicators *ind = &s->fb.indicators;
	const char **themes = mem_new(ind->nthemes + 1, sizeof(*themes));
	char *dir = file_join(s->fb.dir, "story/claims");
	int rc;

	for (size_t i = 0; i < ind->nthemes; i++)
		themes[i] = ind->themes[i].id;
	rc = claims_read(dir, themes, ind->nthemes, out, err);
	free(dir);
	free(themes);
	return rc;
}

bool
claims_there(const struct session *s, const char *id)
{
	struct claims list = { 0 };
	struct err ignored = { 0 };
	bool there;

	read_claims(s, &list, &ignored);
	there = claims_find(&list, id) != NULL;
	claims_free(&list);
	return there;
}

const char *
claim_trouble(const struct judged *j)
{
	static const char *const words[] = { NULL, "does not hold",
		"is not known to hold", "has no evidence", NULL };

	return words[j->result];
}

void
claims_tell(struct cli *cli, const struct checked_claims *c, int *status)
{
	for (size_t i = 0; i < c->judgement.n; i++) {
		const struct judged *j = &c->judgement.items[i];
		struct err err = { 0 };

		if (j->doubted)
			cli_note(cli,
			    "%s:%d: %s: " CLAIM_DOUBTED
			    ": 'feiten changes' shows it",
			    j->claim->file, j->claim->line, j->claim->id);
		if (j->likely[0] != '\0')
			cli_note(cli,
			    "%s:%d: %s: " CLAIM_LIKELY,
			    j->claim->file, j->claim->line, j->claim->id,
			    j->likely);
		if (claim_trouble(j) == NULL)
			continue;
		err_set(&err, ERR_PUBLISH, "%s:%d: %s: %s, so it is marked: %s",
		    j->claim->file, j->claim->line, j->claim->id,
		    claim_trouble(j), j->why);
		*status = cli_worst(*status, cli_fail(cli, &err));
	}
}

/* Less what points at a person: that goes on no page. */
static int
release_claims(struct session *s, const struct notes *notes,
    struct claims *list, struct err *err)
{
	char *dir = file_join(s->fb.dir, "decisions");
	struct decisions decisions = { 0 };
	const struct release release = { .today = when_dutch_day(when_now()),
		.contact = s->fb.own_contact,
		.decisions = &decisions };
	struct err own = { 0 };
	int rc = decisions_read(dir, &decisions, &own);

	if (claims_release(list, notes, &release, err) == -1)
		rc = -1;
	else if (rc == -1)
		*err = own;
	decisions_free(&decisions);
	free(dir);
	return rc;
}

void
claims_check(struct cli *cli, struct session *s, const struct notes *notes,
    struct checked_claims *out, int *status)
{
	struct err err = { 0 };

	*out = (struct checked_claims){ 0 };
	if (read_claims(s, &out->claims, &err) == -1)
		*status = cli_worst(*status, cli_fail(cli, &err));
	if (release_claims(s, notes, &out->claims, &err) == -1)
		*status = cli_worst(*status, cli_fail(cli, &err));
	if (claims_judge(
		&out->claims, s->panel, notes, &out->judgement, &err) == -1)
		*status = cli_worst(*status, cli_fail(cli, &err));
}

void
claims_check_free(struct checked_claims *c)
{
	judgement_free(&c->judgement);
	claims_free(&c->claims);
}
