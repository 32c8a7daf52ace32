/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * backup: what of a fact base cannot be fetched again, in one file, and out of
 * it again. Encrypted by age or gpg, with a key of the user's: nothing here
 * knows how. Plain notes go to the tool through a pipe, and nowhere else.
 */
#ifndef BACKUP_BACKUP_H
#define BACKUP_BACKUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "model/source.h"

struct backup_keys { /* for whom it is encrypted; one kind at a time */
	struct strings age;	  /* recipients: age1..., ssh-ed25519 ... */
	struct strings age_files; /* files of them */
	struct strings gpg;	  /* as gpg --recipient takes them */
};
bool backup_keys_none(const struct backup_keys *k);

struct backup_told {
	size_t files;
	size_t left_out; /* of notes/ and keys of editions */
};

/* Everything below dir that a fact base cannot get again into file, which must
 * not be there. raw: all answers too. Without keys nothing of notes/ and no
 * key of an edition is in it; when notes/ has files, without_notes must say
 * that this is meant (else ERR_USAGE). A link or device among the files is
 * ERR_INPUT. The file is whole or not there, mode 0600. */
int backup_make(const char *dir, const char *file, const struct backup_keys *k,
    bool raw, bool without_notes, struct backup_told *out, struct err *err);

/* Back into dir, which must be empty or not there. key: file of an age
 * identity, or NULL. Every entry is checked: a name that leads elsewhere, a
 * link, a file too large is ERR_INPUT. On failure dir is as it was. */
int backup_restore(const char *file, const char *dir, const char *key,
    struct backup_told *out, struct err *err);

#endif
