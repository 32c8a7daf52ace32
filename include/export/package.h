/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * package: datapackage.json, what a Data Package says of the rows in it
 * (specs.frictionlessdata.io: Data Package, Tabular Data Package, Table
 * Schema, all version 1).
 */
#ifndef EXPORT_PACKAGE_H
#define EXPORT_PACKAGE_H

#include "base/buf.h"
#include "model/export_row.h"

struct package;
struct package *package_new(void);
/* A row that is in it: its licence and publisher are told. */
void package_row(struct package *p, const struct export_row *row);
void package_print(const struct package *p, struct buf *out);
void package_free(struct package *p); /* NULL is fine */

#endif
