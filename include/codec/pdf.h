/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * pdf: the same PDF in fewer bytes. What Typst writes has a thousand small
 * objects for screen readers, each as text of its own: more than half of the
 * file. They go together into compressed object streams (ISO 32000-1, 7.5.7),
 * with a cross-reference stream in the place of the table (7.5.8).
 */
#ifndef CODEC_PDF_H
#define CODEC_PDF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* Append the document to out, smaller: the same objects under the same
 * numbers, streams byte for byte. False, and out as it was, when the file is
 * not of the plain form that is read here (version 1.5 or newer, one table of
 * objects 0 to n in one piece, generation 0, not encrypted, never added to),
 * or would not be smaller: it is to be used as it is. Equal bytes in give
 * equal bytes out. */
bool pdf_pack(const char *data, size_t len, struct buf *out);

#endif
