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
/* A gnuplot single-quoted string, with its quotes: ' doubled, controls a
 * blank. Enhanced text is escaped when enhanced is true (so that _ ^ { } @ &
 * ~ and \ are printed as they are; & for the SVG terminal only). */
void escape_gnuplot(struct buf *out, const char *s, bool enhanced);
/* A field in a gnuplot datablock with separator '|': the separator, controls
 * and double quotes become a blank or a plain look-alike. Backslashes are
 * doubled, as gnuplot reads escapes in data once more than in quotes. */
void escape_gnuplot_field(struct buf *out, const char *s, bool enhanced);
/* One CSV field (RFC 4180); a leading = + - @ or tab that is no number gets
 * a ' before it, so that a spreadsheet does not run it. */
void escape_csv(struct buf *out, const char *s);
/* Percent-encode all but unreserved characters (RFC 3986). */
void escape_url(struct buf *out, const char *s);

#endif
