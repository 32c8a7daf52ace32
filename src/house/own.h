/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * own: what the files of room house share while one is read.
 */
#ifndef HOUSE_OWN_H
#define HOUSE_OWN_H

#include "codec/json.h"
#include "house/house.h"

struct house_reader {
	const char *path; /* of the file, for messages */
	char *dir;	  /* its folder */
	struct json *json;
	const struct indicators *indicators;
	struct house *house;
	struct digest *digest;
	void (*tell)(void *arg, const struct err *);
	void *arg;
};

/* Tell a mistake. why says what is used instead. */
void house_wrong(
    const struct house_reader *r, const char *key, const char *why);
/* colours.c */
void house_colours(const struct house_reader *r, const struct json *v);
/* owner.c: tell what is wrong in it; and all that is not on one line. */
void house_owner(const struct house_reader *r, const struct json *v);
char *house_line(const struct json *v);

#endif
