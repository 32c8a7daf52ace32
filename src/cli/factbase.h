/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * factbase: the folder that commands work on: feiten.json, the definitions
 * that hold for it, its paths, its lock.
 */
#ifndef CLI_FACTBASE_H
#define CLI_FACTBASE_H

#include "base/err.h"
#include "cli/compare_list.h"
#include "model/area.h"
#include "model/decision.h"
#include "model/indicator.h"
#include "model/source.h"
#include "net/http.h"
#include "panel/panel.h"
#include "store/store.h"
#include "words/words.h"

struct factbase {
	char *dir;
	char *title; /* of its pages, or NULL: made from its areas */
	char *lang; /* "nl", "en", or another that has words files */
	char *contact; /* a sentence for readers, or NULL */
	char *house; /* path of its house style */
	bool house_named; /* feiten.json names it, so it should be there */
	char *own_contact; /* both of these, which may be printed; or NULL */
	struct strings areas; /* codes it is about */
	struct strings source_ids; /* empty: all */
	struct comparing_list compare; /* pages of a site */
	struct strings mirror_from, mirror_to;
	struct mirror *mirrors; /* the same, as net wants them */
	struct indicators indicators;
	struct sources sources; /* of this fact base */
	struct sources offered; /* others, that it could name */
	char *raw, *facts, *notes, *state, *out; /* paths */
	int keep_days; /* answers younger than this stay in raw/ */
	int check_days; /* a source not looked at for so long is told */
	struct decisions decisions; /* read when something is loaded */
	bool decided;
	int lock; /* file descriptor, or -1 */
};

/* Read feiten.json and the definitions of its sources. ERR_BASE when dir is
 * no fact base. */
int factbase_open(const char *dir, struct factbase *out, struct err *err);
void factbase_close(struct factbase *fb);
/* Whether pages can be made in a language: "nl" and "en", and each whose
 * words files stand in reports/ of the fact base (dir) or of the program. */
bool factbase_speaks(const char *dir, const char *lang);
/* Its words; lang NULL: that of the fact base. Files of the fact base come
 * first, but for Dutch and English. */
int factbase_words(const struct factbase *fb, const char *lang,
    struct words **out, struct err *err);
/* Take the lock for commands that write facts.db or raw/. ERR_LOCK, with the
 * process that holds it and since when, when it is taken. Freed by factbase_close. */
int factbase_lock(struct factbase *fb, struct err *err);
/* facts.db for reading; a message that says to run refresh when there is
 * none yet. */
int factbase_store(const struct factbase *fb, struct store **out,
    struct err *err);
/* An area by code or by name (unique within the fact base's own areas, then
 * within the country). Unknown: near ones in the message. */
int factbase_area(const struct factbase *fb, struct store *store,
    const char *text, struct area *out, struct err *err);
/* An indicator by id; unknown: near ones in the message. */
int factbase_indicator(const struct factbase *fb, const char *id,
    const struct indicator **out, struct err *err);
/* The code of an area as people write it in feiten.json or behind --area: as
 * area_code, and NL is the country. */
int factbase_area_code(const char *text, char out[12], enum area_level *level);
/* All areas the fact base is about: each of its areas and what lies in it,
 * newest vintage, municipalities before wijken before buurten by code. */
int factbase_own_areas(const struct factbase *fb, struct store *store,
    struct areas *out, struct err *err);

#endif
