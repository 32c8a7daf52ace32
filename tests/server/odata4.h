/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * odata4: what datasets.cbs.nl answers: CBS OData v4 and its bulk CSV.
 *
 *     /HOST/odata/v1/CBS/Datasets          the catalogue
 *     /HOST/odata/v1/CBS/TABLE             what sets there are
 *     /HOST/odata/v1/CBS/TABLE/SET         Properties, Observations, ...
 *     /HOST/CSV/CBS/nl/TABLE               a zip
 */
#ifndef SERVER_ODATA4_H
#define SERVER_ODATA4_H

#include "odata.h"

/* False when the address is none of these: nothing is answered then. */
bool odata4_answer(
    struct site *site, const char *target, bool gz, struct answer *out);

/* The files of a folder whose names end in .csv, packed. NULL: there are
 * none. */
struct blob *zip_folder(const char *path);
/* A zip with one file, bomb.csv, of so many NUL bytes. */
struct blob *zip_bomb(size_t bytes);

#endif
