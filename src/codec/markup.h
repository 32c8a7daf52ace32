/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * markup: what an answer in HTML or XML says, where JSON was expected. Private
 * to this room.
 */
#ifndef CODEC_MARKUP_H
#define CODEC_MARKUP_H

#include "base/buf.h"

#define MARKUP_WORDS 300 /* most characters of them */

/* The words of an exception report of a map server (ows:ExceptionText of WFS,
 * ServiceException of older ones), on one line, behind what is in out. Nothing
 * when it has none, or is no text. The page may be cut off anywhere. */
void markup_said(const char *page, size_t len, struct buf *out);

#endif
