/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * escape: text into another language, one function per context. All append.
 * Input is UTF-8; control characters that the target cannot hold become a
 * blank, invalid bytes become U+FFFD.
 */
#ifndef CODEC_ESCAPE_H
#define CODEC_ESCAPE_H

#include <stdbool.h>

#include "base/buf.h"

/* HTML text and double-quoted attribute values: & < > " ' escaped. */
void escape_html(struct buf *out, const char *s);
/* A single-quoted string for a gnuplot script, with its quotes; may become
 * several joined by dots. enhanced: for a label that is read as enhanced text,
 * so that _ ^ { } @ & ~ and \ are printed as they are. An apostrophe becomes
 * U+2019. Needs "set encoding utf8". */
void escape_gnuplot(struct buf *out, const char *s, bool enhanced);
/* One CSV field (RFC 4180); an = + - or @ that a cell may begin with gets a '
 * before it, so that a spreadsheet does not run it: at the start of what is no
 * number, and behind a semicolon, tab or line end. */
void escape_csv(struct buf *out, const char *s);
/* Percent-encode all but unreserved characters (RFC 3986). */
void escape_url(struct buf *out, const char *s);
/* One word of a command line of a POSIX shell, for a person to paste; bytes
 * stay as they are, as they name a file. */
void escape_shell(struct buf *out, const char *s);

#endif
