/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * cli: messages, exit statuses and options of all commands.
 */
#include "cli/cli.h"

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <string.h>

#include "base/text.h"

static int
status_of(enum err_code code)
{
	switch (code) {
	case ERR_NONE:
		return EXIT_WELL;
	case ERR_USAGE:
		return EXIT_USAGE;
	case ERR_BASE:
		return EXIT_BASE;
	case ERR_LOCK:
		return EXIT_LOCK;
	case ERR_PUBLISH:
		return EXIT_PUBLISH;
	case ERR_WORK:
	case ERR_NET:
	case ERR_INPUT:
	case ERR_TOOL:
		return EXIT_WORK;
	}
	return EXIT_WORK;
}

char *
cli_clean(char *text)
{
	for (char *p = text; *p != '\0'; p++) {
		unsigned char c = (unsigned char)*p;

		/* U+0080 to U+009F are two bytes. */
		if ((c < ' ' && c != '\n') || c == 0x7f ||
		    (c == 0xc2 && (unsigned char)p[1] < 0xa0 && p[1] != '\0'))
			*p = '?';
		if (c == 0xc2 && *p == '?')
			*++p = '?';
	}
	for (size_t at; text_turns(text, strlen(text), &at);)
		memset(text + at, '?', TEXT_TURN);
	return text;
}

int
cli_fail(struct cli *cli, const struct err *err)
{
	struct err clean = *err;
	const char *line = cli_clean(clean.msg), *end;

	/* A message of several mistakes has one a line. */
	for (; *line != '\0'; line = *end == '\n' ? end + 1 : end) {
		end = line + strcspn(line, "\n");
		if (end > line)
			fprintf(cli->errs, "feiten: %.*s\n", (int)(end - line),
			    line);
	}
	return status_of(err->code);
}

int
cli_worst(int a, int b)
{
	static const int order[] = { EXIT_USAGE, EXIT_BASE, EXIT_LOCK,
		EXIT_PUBLISH, EXIT_WORK };
	size_t i;

	for (i = 0; i < sizeof(order) / sizeof(order[0]); i++)
		if (a == order[i] || b == order[i])
			return order[i];
	return EXIT_WELL;
}

int
cli_usage(struct cli *cli, const char *command, const char *fmt, ...)
{
	const struct command *c;
	va_list ap;

	fprintf(cli->errs, "feiten %s: ", command);
	va_start(ap, fmt);
	vfprintf(cli->errs, fmt, ap);
	va_end(ap);
	fputc('\n', cli->errs);
	for (c = commands; c->name != NULL; c++)
		if (strcmp(c->name, command) == 0)
			fprintf(cli->errs, "usage: feiten %s%s%s\n", c->name,
			    *c->args == '\0' ? "" : " ", c->args);
	return EXIT_USAGE;
}

void
cli_note(struct cli *cli, const char *fmt, ...)
{
	char line[4096];
	va_list ap;

	if (cli->quiet)
		return;
	va_start(ap, fmt);
	vsnprintf(line, sizeof(line), fmt, ap);
	va_end(ap);
	fprintf(cli->errs, "%s\n", cli_clean(line));
}

int
cli_flush(struct cli *cli, struct err *err)
{
	struct pollfd out = { fileno(cli->out), POLLOUT, 0 };

	errno = 0;
	if (fflush(cli->out) == EOF || ferror(cli->out)) {
		/* The reader had enough: "| head". A write before this one may
		 * have found that, so ask. */
		if (errno == EPIPE ||
		    (poll(&out, 1, 0) == 1 && (out.revents & POLLERR) != 0))
			return 0;
		return err_set(err, ERR_WORK, "standard output: %s",
		    errno != 0 ? strerror(errno) : "cannot be written");
	}
	return 0;
}

static const struct option_spec *
find_spec(const struct option_spec *specs, const char *name, size_t len)
{
	for (; specs->name != NULL; specs++)
		if (strlen(specs->name) == len &&
		    memcmp(specs->name, name, len) == 0)
			return specs;
	return NULL;
}

int
options_next(struct options *o, char message[256])
{
	const struct option_spec *spec;
	const char *arg, *equals;

	if (o->at >= o->argc)
		return -1;
	arg = o->argv[o->at++];
	if (o->only_args || arg[0] != '-' || arg[1] == '\0') {
		o->value = arg;
		return 0;
	}
	if (strcmp(arg, "--") == 0) {
		o->only_args = true;
		return options_next(o, message);
	}
	equals = strchr(arg, '=');
	spec = strncmp(arg, "--", 2) != 0
	    ? NULL
	    : find_spec(o->specs, arg + 2,
		  equals == NULL ? strlen(arg + 2)
				 : (size_t)(equals - arg - 2));
	if (spec == NULL) {
		snprintf(message, 256, "%.100s: unknown option", arg);
		return -2;
	}
	o->value = NULL;
	if (!spec->takes && equals != NULL) {
		snprintf(message, 256, "--%s: takes no value", spec->name);
		return -2;
	}
	if (!spec->takes)
		return spec->letter;
	if (equals != NULL)
		o->value = equals + 1;
	else if (o->at < o->argc)
		o->value = o->argv[o->at++];
	if (o->value == NULL || *o->value == '\0') {
		snprintf(message, 256, "--%s: needs a value", spec->name);
		return -2;
	}
	return spec->letter;
}
