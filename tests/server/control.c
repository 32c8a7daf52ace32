/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * control: what a test may tell the server while it runs.
 */
#include <stdlib.h>
#include <string.h>

#include "query.h"
#include "server.h"

static void
say(struct answer *out, int status, const char *message)
{
	struct text t = { 0 };

	text_printf(&t, "%s\n", message);
	out->status = status;
	out->type = "text/plain;charset=utf-8";
	out->body = blob_take(&t);
}

/* One SPEC a line. */
static void
plan_faults(struct server *server, const char *body, struct answer *out)
{
	struct text why = { 0 };
	char *copy = must_copy(body), *save = NULL;
	size_t n = 0;
	int rc = 0;

	for (char *line = strtok_r(copy, "\r\n", &save);
	     line != NULL && rc == 0; line = strtok_r(NULL, "\r\n", &save)) {
		rc = faults_add(&server->faults, line, &why);
		n++;
	}
	if (rc == 0 && n > 0)
		say(out, 200, "planned");
	else
		say(out, 400, n == 0 ? "no fault given" : why.s);
	text_free(&why);
	free(copy);
}

static void
touch_table(struct server *server, const char *query, struct answer *out)
{
	char *table = query_option(query, "table");
	char *modified = query_option(query, "modified");
	char *stamp;

	if (table == NULL ||
	    !name_is_safe((struct span){ table, strlen(table) })) {
		say(out, 400, "say which: ?table=ID");
	} else {
		stamp = site_touch(&server->site, table, modified);
		say(out, 200, stamp);
		free(stamp);
	}
	free(table);
	free(modified);
}

static void
show_log(struct server *server, struct answer *out)
{
	struct text t = { 0 };

	pthread_mutex_lock(&server->lock);
	text_add(&t, server->log.s, server->log.n);
	pthread_mutex_unlock(&server->lock);
	out->status = 200;
	out->type = "text/plain;charset=utf-8";
	out->body = blob_take(&t);
}

static void
forget(struct server *server, bool faults, struct answer *out)
{
	if (faults)
		faults_clear(&server->faults);
	pthread_mutex_lock(&server->lock);
	text_free(&server->log);
	pthread_mutex_unlock(&server->lock);
	say(out, 200, "cleared");
}

void
control_answer(struct server *server, const char *method, const char *target,
    const char *body, struct answer *out)
{
	const char *what = target + strlen("/_control/");
	size_t len = strcspn(what, "?");
	const char *query = what[len] == '?' ? what + len + 1 : "";
	struct span name = { what, len };
	bool post = strcmp(method, "POST") == 0;

	if (span_is(name, "log") && !post)
		show_log(server, out);
	else if (!post)
		say(out, 405, "only the log can be asked with GET");
	else if (span_is(name, "fault"))
		plan_faults(server, body, out);
	else if (span_is(name, "clear"))
		forget(server, true, out);
	else if (span_is(name, "clear-log"))
		forget(server, false, out);
	else if (span_is(name, "touch"))
		touch_table(server, query, out);
	else
		say(out, 404, "there are fault, clear, clear-log, touch, log");
}
