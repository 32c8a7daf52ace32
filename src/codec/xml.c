/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * xml: expat over an entry of an archive, with the doors shut that the files
 * we read do not need.
 */
#include <expat.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "codec/xml.h"

struct walk {
	XML_Parser parser;
	const struct xml_sink *sink;
	const char *name; /* of the entry */
	struct err *err;
	int depth;
	int rc; /* -1 once a handler said so; err is then set */
	uint64_t fed; /* bytes given to expat */
	uint64_t token; /* fed when a whole token was last seen */
};

/* The XML itself is at fault. Returns -1. */
static int
fault(struct walk *w, const char *why)
{
	return err_set(w->err, ERR_INPUT, "%s: line %lu: %s", w->name,
	    (unsigned long)XML_GetCurrentLineNumber(w->parser), why);
}

static void
stop(struct walk *w)
{
	w->rc = -1;
	XML_StopParser(w->parser, XML_FALSE);
}

static const char *
local(const char *name)
{
	const char *colon = strchr(name, ':');

	return colon == NULL ? name : colon + 1;
}

const char *
xml_attr(const char **attrs, const char *name)
{
	for (; attrs[0] != NULL; attrs += 2)
		if (strcmp(local(attrs[0]), name) == 0)
			return attrs[1];
	return NULL;
}

static void XMLCALL
on_start(void *arg, const XML_Char *name, const XML_Char **attrs)
{
	struct walk *w = arg;

	w->token = w->fed;
	if (w->rc != 0)
		return;
	if (++w->depth > XML_NESTING) {
		fault(w, "elements are nested too deep");
		stop(w);
	} else if (w->sink->start != NULL &&
	    w->sink->start(w->sink->arg, local(name), attrs, w->err) != 0)
		stop(w);
}

static void XMLCALL
on_end(void *arg, const XML_Char *name)
{
	struct walk *w = arg;

	w->token = w->fed;
	w->depth--;
	if (w->rc == 0 && w->sink->end != NULL &&
	    w->sink->end(w->sink->arg, local(name), w->err) != 0)
		stop(w);
}

static void XMLCALL
on_text(void *arg, const XML_Char *s, int len)
{
	struct walk *w = arg;

	w->token = w->fed;
	if (w->rc == 0 && w->sink->text != NULL &&
	    w->sink->text(w->sink->arg, s, (size_t)len, w->err) != 0)
		stop(w);
}

/* Comments and the like: seen, and of no use. */
static void XMLCALL
on_other(void *arg, const XML_Char *s, int len)
{
	struct walk *w = arg;

	(void)s;
	(void)len;
	w->token = w->fed;
}

static void XMLCALL
on_doctype(void *arg, const XML_Char *name, const XML_Char *sysid,
    const XML_Char *pubid, int has_internal_subset)
{
	struct walk *w = arg;

	(void)name;
	(void)sysid;
	(void)pubid;
	(void)has_internal_subset;
	if (w->rc != 0)
		return;
	fault(w, "a document type is declared, which such files have no "
	    "need of: not read, as it can be an attack");
	stop(w);
}

static int
push(void *arg, const char *data, size_t len, struct err *err)
{
	struct walk *w = arg;
	enum XML_Status said;

	w->err = err;
	w->fed += len;
	said = XML_Parse(w->parser, data, (int)len, len == 0);
	if (w->rc != 0)
		return -1;
	if (said != XML_STATUS_OK)
		return fault(w, XML_ErrorString(XML_GetErrorCode(w->parser)));
	/* expat holds a token whole, and reads it again with every piece. */
	if (w->fed - w->token > XML_TOKEN)
		return fault(w, "a tag or comment is too long");
	return 0;
}

static void XMLCALL
on_instruction(void *arg, const XML_Char *target, const XML_Char *data)
{
	struct walk *w = arg;

	(void)target;
	(void)data;
	if (w->rc != 0)
		return;
	fault(w, "a processing instruction (\"<?...\"), which is not taken");
	stop(w);
}

static XML_Parser
parser_new(struct walk *w)
{
	XML_Parser parser = XML_ParserCreate(NULL);

	if (parser == NULL)
		mem_out();
	XML_SetUserData(parser, w);
	XML_SetElementHandler(parser, on_start, on_end);
	XML_SetCharacterDataHandler(parser, on_text);
	XML_SetDefaultHandler(parser, on_other);
	XML_SetStartDoctypeDeclHandler(parser, on_doctype);
#ifdef XML_DTD
	XML_SetParamEntityParsing(parser, XML_PARAM_ENTITY_PARSING_NEVER);
	XML_SetBillionLaughsAttackProtectionMaximumAmplification(parser, 2);
#endif
	return parser;
}

int
xml_walk_text(const char *name, const char *s, size_t len,
    const struct xml_sink *sink, struct err *err)
{
	struct walk w = { .sink = sink, .err = err, .name = name };
	int rc = -1;

	w.parser = parser_new(&w);
	XML_SetProcessingInstructionHandler(w.parser, on_instruction);
	if (len == 0 || push(&w, s, len, err) == 0)
		rc = push(&w, "", 0, err);
	XML_ParserFree(w.parser);
	return rc;
}

int
xml_walk(struct zip_file *z, size_t i, uint64_t max,
    const struct xml_sink *sink, struct err *err)
{
	struct walk w = { .sink = sink, .err = err };
	struct zip_entry e;
	int rc = -1;

	if (zip_file_entry(z, i, &e, err) != 0)
		return -1;
	w.name = e.name;
	w.parser = parser_new(&w);
	if (zip_file_walk(z, i, max, push, &w, err) == 0)
		rc = push(&w, "", 0, err);
	XML_ParserFree(w.parser);
	return rc;
}
