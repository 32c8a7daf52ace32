/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * secret: keys of sources: out of the environment, or out of one file that
 * nobody else can read. Never in a message, in raw/ or in the fact base.
 */
#ifndef FETCH_SECRET_H
#define FETCH_SECRET_H

#include "base/err.h"

/* The key of this name: the environment variable, else the line NAME=VALUE of
 * the file that FEITEN_SECRETS names, else of feiten/secrets in
 * $XDG_CONFIG_HOME (~/.config). Blank lines and lines that begin with # are
 * passed over. *out is a new string, for secret_free. -1 when there is none,
 * or when the file is not ours alone (mode 0600, our own). */
int secret_find(const char *name, char **out, struct err *err);
/* Wiped first; NULL is fine. */
void secret_free(char *value);
/* Whether that file, if there is one, lies outside the folder and is ours
 * alone: a fact base is copied and published. 0 or -1. */
int secret_check(const char *folder, struct err *err);

#endif
