/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * xml: the XML parts of an archive, walked as they come out (expat behind
 * this face). Names come without their prefix.
 */
#ifndef CODEC_XML_H
#define CODEC_XML_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "codec/zip.h"

#define XML_NESTING 64 /* deepest element */
#define XML_TOKEN (1u << 20) /* longest tag or other single piece, bytes */

struct xml_sink {
	void *arg;
	/* attrs: name and value in turn, NULL at the end. Return -1 with err
	 * set to stop. */
	int (*start)(void *arg, const char *name, const char **attrs,
	    struct err *err);
	int (*end)(void *arg, const char *name, struct err *err);
	/* A part of the text of an element; not NUL-terminated. */
	int (*text)(void *arg, const char *s, size_t len, struct err *err);
};

/* Walk entry i, at most max bytes of it. -1: not well formed, a DTD (so no
 * entities can be declared, and none from outside), too deep, a token too
 * long (the message names the entry and its line), or the sink stopped. */
int xml_walk(struct zip_file *z, size_t i, uint64_t max,
    const struct xml_sink *sink, struct err *err);
/* The same of len bytes (INT_MAX at most) in memory, called `name` in messages;
 * a processing instruction (a style sheet from elsewhere) is refused too. */
int xml_walk_text(const char *name, const char *s, size_t len,
    const struct xml_sink *sink, struct err *err);
/* The value of an attribute by its name without prefix, or NULL. */
const char *xml_attr(const char **attrs, const char *name);

#endif
