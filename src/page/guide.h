/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * guide: what the files of the pages that explain a site share.
 */
#ifndef PAGE_GUIDE_H
#define PAGE_GUIDE_H

#include "page/own.h"

/* A row "label: text" with the label site.field.FIELD; nothing without text. */
void guide_row(struct page *p, struct json *rows, const char *field,
    const char *text, const char *link);
/* How many tables of a source are loaded. */
size_t guide_loaded(const struct page *p, const struct source *src);
const char *guide_source_title(
    const struct page *p, const struct source *src);
/* explain.c: the "sources" and the "groups" of these two pages. */
void guide_sources(struct page *p, struct json *model);
void guide_glossary(struct page *p, struct json *model);

#endif
