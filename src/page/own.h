/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * own: what the files of room page share while one page is made.
 */
#ifndef PAGE_OWN_H
#define PAGE_OWN_H

#include "analysis/compare.h"
#include "analysis/tension.h"
#include "page/page.h"

#define PERIODS 64
/* Areas with fewer inhabitants are not drawn among the peers: their figures
 * dance. The number is printed on the page (method.compare). */
#define PEER_LEAST 200
/* A share is not given where one step of its rounding is larger than this, in
 * percentage points: counts in fives out of fewer than 50. */
#define COARSE 10.0

enum { SELF, MUNICIPALITY, COUNTRY, SEATS };

/* The areas that one is compared with, in one vintage. */
struct peers {
	int year;
	struct areas all;	   /* of the level, in the municipality */
	const struct area **items; /* those of PEER_LEAST or more */
	const char **codes;
	size_t n;
	size_t self; /* index, or (size_t)-1 */
};

struct page {
	bool doubted; /* a value was shown that nobody accepted yet */
	const struct page_input *in;
	const struct words *w;
	struct panel *panel;
	const char *lang;
	struct area area;
	struct area municipality; /* code "" on a gemeente's own profile */
	char *wijk;		  /* name, or NULL */
	enum area_level peer_level;
	size_t wijken, buurten; /* inside it */
	struct peers *peers;	/* by vintage, as they are needed */
	size_t npeers, cappeers;
	const struct column **used; /* one a table */
	size_t nused, capused;
	struct seen_figure *figures; /* of the area, see page_see */
	size_t nfigures, capfigures;
	struct voices voices; /* of the area */
	const struct page_links *links; /* of a profile; else NULL */
	/* What figures are worked into: "source.work.sheet"; NULL: a profile. */
	const char *work;
	bool enough; /* people live here for voices; set by page_hear */
	bool one_of_many; /* an index of one gemeente, of a site of many */
	char **kept; /* strings that live as long as the page is made */
	size_t nkept, capkept;
};

/* kept.c: texts */
const char *page_keep(struct page *p, struct buf *text);
const char *page_keep_str(struct page *p, char *text);
/* The address of a file of an area, or NULL where it is known not to be. */
const char *page_address(struct page *p, const struct page_links *links,
    const char *code, const char *ending);
/* A text with fields: name, value pairs, then NULL. */
const char *page_say(struct page *p, const char *key, ...)
    __attribute__((sentinel));
const char *page_count(struct page *p, const char *key, int64_t n, ...)
    __attribute__((sentinel));
/* key + "." + the level of the area ("range.subtitle" -> ".buurt"). */
const char *page_level_key(
    struct page *p, const char *key, enum area_level level);
const char *page_number(struct page *p, double v, int decimals);
/* The name of the area where there is little room, as in a chart: a long one
 * becomes "Deze buurt". */
const char *page_here(struct page *p);
/* A value with its unit; "*" behind a provisional one; the sign of its
 * absence when there is none. */
const char *page_value(
    struct page *p, const struct indicator *ind, const struct cell_value *cell);
/* What a difference lies within that is no word of difference, or NULL. */
const char *page_within(struct page *p, const struct comparison *c);
/* "noise" of an object: how sure the value is; null where there is none. */
void page_noise(struct page *p, const struct indicator *ind,
    const struct cell_value *cell, struct json *object);
/* A sentence: how sure the value is, and why it is not quite; NULL when its
 * bounds are no more than its last decimal, or not known. Beside a value that
 * page_value made: without the bounds of a model, which that has. */
const char *page_sure(
    struct page *p, const struct indicator *ind, const struct cell_value *cell);
const char *page_sure_beside(
    struct page *p, const struct indicator *ind, const struct cell_value *cell);
/* What a reader has to know of the indicator, or NULL. */
const char *page_note(const struct page *p, const struct indicator *ind);
const char *page_amount(struct page *p, const struct indicator *ind, double v);
const char *page_sign(struct page *p, enum absence reason);
const char *page_period(struct page *p, const char *period);
const char *page_day(struct page *p, const struct day *day, bool table);
const char *page_unit(struct page *p, const struct indicator *ind);
/* The unit as it stands under a value that already carries its sign: "%" and
 * "km" are not said twice. */
const char *page_unit_below(struct page *p, const struct indicator *ind);
const char *page_list(struct page *p, const char *const items[], size_t n);
/* A; B; C: for items that may hold "and" themselves. */
const char *page_list_apart(
    struct page *p, const char *const items[], size_t n);
const char *page_inline_label(struct page *p, const struct indicator *ind);

/* compared.c: "compared[]" of an area, of a gemeente with what lies in it, or
 * (NULL) all; and, after themes, "beside" of a profile: these, and the pages of
 * its themes. */
void page_compared(struct page *p, const struct page_links *links,
    const char *code, struct json *model);
void page_beside(struct page *p, struct json *model);

/* profile.c: of one area; page_done in any case */
int page_open(const struct page_input *in, const char *code, struct page *p,
    struct err *err);

/* hear.c: the voices of the page, in p->voices */
int page_hear(struct page *p, struct err *err);
/* Ratings about this of the area and what lies in it; RATINGS_FEW too where
 * few people live. After page_hear. */
enum ratings_state page_rated(struct page *p, const char *about,
    const struct release *r, struct ratings *out);
/* How many conversations they are from; their roles into roles, which has room
 * for one a voice. */
size_t page_talks(const struct page *p, const char **roles);

/* own_area.c: areas of one's own */
/* Its name in the language of the page; other areas keep theirs. */
void page_own_name(struct page *p);
/* The gemeente, or gemeenten, that the area lies in (itself for one). */
const char *page_place(struct page *p);
/* Areas by filter in all of its gemeenten; appended. */
int page_own_peers(struct page *p, struct area_filter filter, struct areas *out,
    struct err *err);
/* What it consists of. */
const char *page_own_list(struct page *p);
/* "tussen 40 en 52", where cell->between. */
const char *page_between(
    struct page *p, const struct indicator *ind, const struct cell_value *cell);
/* Whether some source has counts that are not printed. */
bool page_guarded(const struct page *p);

/* values.c: the three seats of a comparison */
struct seats {
	const char *period;
	struct cell_value cells[SEATS]; /* MUNICIPALITY: NAN on a gemeente */
};
/* The newest period in which the source delivered the indicator for areas of
 * this level and the area was the same place as today: 1, or 0: none. */
int page_seats(struct page *p, const struct indicator *ind, struct seats *out,
    struct err *err);
int page_seats_in(struct page *p, const struct indicator *ind,
    const char *period, struct seats *out, struct err *err);
/* panel_values, without shares that would be mostly rounding (page_coarse). */
int page_values(struct page *p, const struct indicator *ind, const char *period,
    const char *const codes[], size_t n, struct cell_value out[],
    struct err *err);
/* Whether the value is left out because its counts are too small. */
bool page_coarse(const struct cell_value *cell);
/* The value that this area is compared with: its gemeente, or the country. */
const struct cell_value *page_reference(
    const struct page *p, const struct seats *seats);
const char *page_reference_name(const struct page *p);
/* Remember that a table was used. */
void page_use(struct page *p, const struct column *col);
/* figures.c: remember a figure of the area, and all of them as "figures". */
void page_see(struct page *p, const struct indicator *ind, const char *period,
    const struct cell_value *cell);
void page_figures(struct page *p, struct json *model);
/* guide.c: the pages that explain the site, into "nav" (none: an empty list);
 * here: the name of this one, or NULL. */
void page_guides(struct page *p, const struct page_links *links,
    const char *here, struct json *nav);
/* names.c: links to the pages of names, "letters"; here: that of the page, or
 * '\0'. folder: where they are. */
void page_letters(struct page *p, const struct page_names *names, char here,
    const char *folder, struct json *model);
/* Peers in a vintage. */
int page_peers(
    struct page *p, int year, const struct peers **out, struct err *err);

/* ground.c: shapes of areas for a map. The area goes into the list of a chart,
 * with name and rings. */
struct outline;
struct outlines;
struct json *page_ground_area(
    const struct outline *shape, const char *name, struct json *areas);
/* The table the shapes came with, among the sources of the page; or NULL. */
const struct column *page_ground_table(
    struct page *p, const struct outlines *list);
/* The sentence which of n areas (the first of list) have no shape, or NULL. */
const char *page_ground_lacking(struct page *p, const struct outlines *list,
    size_t n, const struct area areas[], enum area_level level);
/* Where the area lies; null when nothing is known of shapes. */
int page_location(struct page *p, struct json *model, struct err *err);
/* maps.c: "maps" of a gemeente of the index; NULL: of all gemeenten. */
int page_maps(struct page *p, const struct page_links *links,
    const struct areas *areas, const struct area *municipality,
    struct json *group, struct err *err);

/* The parts of a profile. Each adds to model. */
int page_key(struct page *p, struct json *model, struct err *err);
int page_distinct(struct page *p, struct json *model, struct err *err);
/* The head of a fact: what it is of, headline (up: more than others), value,
 * gemeente and country beside it, and what one has to know of it. seats: of the period of cell. */
void page_fact(struct page *p, const struct indicator *ind,
    const struct seats *seats, const struct cell_value *cell, bool up,
    struct json *one);
/* differs.c: "differs", or null: after page_distinct, where that has nothing */
int page_differs(struct page *p, struct json *model, struct err *err);
/* "spark", or null and "no_spark" why not: the years of an indicator. */
int page_spark(struct page *p, const struct indicator *ind, struct json *model,
    struct err *err);
/* "mark": seen, told, both or otherwise; with its text and signs. */
void page_mark(
    struct page *p, const struct indicator *ind, struct json *object);
int page_tensions(struct page *p, struct json *model, struct err *err);
/* Which way an indicator goes beside the reference. */
int page_trend_is(struct page *p, const struct indicator *ind,
    enum tension_is *is, struct err *err);
/* The areas of a level inside, of a vintage; *codes are those with PEER_LEAST
 * inhabitants or more, borrowed from *all; the caller frees both. */
int page_parts(struct page *p, enum area_level level, int year,
    struct areas *all, const char ***codes, size_t *n, struct err *err);
/* "through" of the block inside: the first of n indicators that has years to
 * compare, over the years in each part; null where there is none. */
int page_through(struct page *p, const struct indicator *const of[], size_t n,
    struct json *inside, struct err *err);
int page_inside(struct page *p, struct json *model, struct err *err);
int page_themes(struct page *p, struct json *model, struct err *err);
int page_range(struct page *p, const struct theme *theme, struct json *model,
    struct err *err);
int page_age(struct page *p, const struct theme *theme, struct json *model,
    bool *made, struct err *err);
int page_trend(struct page *p, const struct theme *theme, struct json *model,
    struct err *err);
int page_unknown(struct page *p, struct json *model, struct err *err);
/* A voice, into an object. */
void page_voice(struct page *p, const struct voice *v, struct json *one);
void page_claims(struct page *p, struct json *model);
/* The headline that the analyst made for the chart of an indicator: over the
 * years, or among peers in a period; NULL: that of the rule stands. */
const char *page_headline(struct page *p, const struct indicator *ind,
    bool years, const char *period);
/* What the analyst says, with its live numbers. */
const char *page_sentence(struct page *p, const struct judged *j);
/* The purpose, opgaven and who takes part: "purpose", "opgaven", "coalition".
 */
void page_opgaven(struct page *p, struct json *model);
/* Whether an area is that of the page, lies in it, or it in that one; of areas
 * of one's own their parts. */
bool page_concerns(const struct page *p, const char *area);
/* Whether the area of the page is that one or lies in it, with all its parts. */
bool page_lies_in(const struct page *p, const char *area);
/* "grounds" and "flags" of an opgave or the purpose. */
void page_grounds(struct page *p, const struct footing *grounds, size_t n,
    struct json *object);
void page_flags(struct page *p, const struct flags *flags, struct json *object);
/* purpose.c: "purpose"; and whether it stands on this page at all: it may be
 * printed, and is about this area, something in it or what it lies in. */
void page_purpose(struct page *p, bool full, struct json *model);
bool page_purpose_stands(const struct page *p);
/* since.c: what has changed since the newest closed edition */
int page_changed(struct page *p, struct json *model, struct err *err);
/* One of them, added to a list. */
void page_claim(struct page *p, const struct judged *j, struct json *list);
/* chosen.c: "gekozen door bewoners", or NULL; the log, as an appendix */
const char *page_chosen_by(struct page *p, const char *indicator);
void page_chosen(struct page *p, struct json *model);
/* sheet.c: links to the sheets of an area (NULL: all); folder: where they are */
void page_sheets(struct page *p, const char *area, const char *folder,
    struct json *model);
/* Those of a theme; theme NULL: of all, and rather of other people than of one
 * alone. */
void page_voices(
    struct page *p, const char *theme, size_t most, struct json *model);
/* Whether two are of one conversation, or of ones that follow each other. */
bool page_same_talk(const struct voice *a, const struct voice *b);
/* once.c: when all voices are in the model: "quote", the number of each on
 * this page, and "again", its first words where it stands in full above. */
void page_once(struct page *p, struct json *model);
void page_about(struct page *p, struct json *model);
/* sources.c */
void page_sources(struct page *p, struct json *model);
/* The signs and what they mean. */
void page_marks(struct page *p, struct json *object);
/* "Bron: CBS, ... (85984NED). Bewerking: dit profiel." of these tables. */
const char *page_source_line(
    struct page *p, const struct column *const cols[], size_t n);
void page_put_table(
    struct page *p, const struct loaded_table *t, struct json *list);
const struct loaded_table *page_table(
    const struct page_input *in, const struct column *col);
const struct source *page_source(const struct page_input *in, const char *id);
/* Open and close what a page of an area needs; page_done in all cases. */
int page_open(const struct page_input *in, const char *code, struct page *p,
    struct err *err);
void page_done(struct page *p);

/* index.c: gemeenten by name, as people look for them: 's-Gravenhage stands at
 * the s. Freed by page_named_free, also after an error. */
struct page_named {
	struct area area;
	char *folded;
};
int page_by_name(struct page *p, const char *const codes[], size_t n,
    struct page_named **out, struct err *err);
void page_named_free(struct page_named *all, size_t n);
void page_edition(struct page *p, struct json *model, const char *footer);
void page_texts(struct page *p, struct json *model);
/* dress.c: "house": what the house style is; nothing where there is none. And
 * the sentence how to reach its owner, or NULL. */
void page_house(struct page *p, struct json *model);
const char *page_house_contact(struct page *p);

#endif
