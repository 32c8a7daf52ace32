/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * words: numbers, dates and findings as people read them, in Dutch (B1) or
 * English. Texts are in reports/words.<lang>.json; a third language needs no
 * C. The keys and their {fields}: docs/words.md.
 */
#ifndef WORDS_WORDS_H
#define WORDS_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/compare.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/when.h"
#include "model/area.h"
#include "model/indicator.h"

struct json;
struct words;

/* lang "nl", "en" or another that has the files: reads DIR/words.<lang>.json, and DIR/words.page.<lang>.json
 * when it is there. A missing or extra key, against the list of keys the
 * program uses, or a {field} that the program does not fill, is an error that
 * names all. */
int words_open(const char *dir, const char *lang, struct words **out,
    struct err *err);
void words_free(struct words *w);
/* Whether a folder has both files of a language, by its code of two or three
 * small letters. */
bool words_has(const char *dir, const char *lang);
const char *words_lang(const struct words *w);
/* The fixed texts of the page (object "t" of the report model) as they are in
 * words.page.<lang>.json, or NULL when that file is not there. */
const struct json *words_page(const struct words *w);

/* A text by key ("theme.empty"). An unknown key is a bug: assert. */
const char *words_get(const struct words *w, const char *key);
/* A text with {name} fields filled in: args are name, value pairs ending in
 * NULL. Values are put in as they are. */
void words_fill(const struct words *w, const char *key,
    const char *const args[], struct buf *out);
/* One of two texts by number: key.one or key.other, with {n} filled in (in
 * the language's number format) besides args. */
void words_count(const struct words *w, const char *key, int64_t n,
    const char *const args[], struct buf *out);

/* Numbers: 12.345 or 12,345; minus is U+2212; rounded half away from zero.
 * NAN gives "" . */
void words_number(const struct words *w, double v, int decimals,
    struct buf *out);
/* The same for programs, in no language: 12345.6, minus is '-'. NAN and
 * infinity give "". */
void words_plain(double v, int decimals, struct buf *out);
/* A value with its unit as a reader wants it: "57%", "€ 261.000" (from
 * "x 1 000 euro"), "1,0 km", "8.608", "66 per 1.000 inwoners" only when
 * long_form, else "66". */
void words_value(const struct words *w, double v,
    const struct indicator *indicator, bool long_form, struct buf *out);
/* What unit a number of this indicator is in, to stand under it or behind its
 * name: "inwoners per km²", "% van de woningen", "km", "" when none. */
void words_unit(const struct words *w, const struct indicator *indicator,
    struct buf *out);
/* "21 november 2026"; "21-11-2026" when table. */
void words_day(const struct words *w, const struct day *day, bool table,
    struct buf *out);
/* "2024", "2e kwartaal 2024", "juni 2024" from 2024, 2024Q2, 2024-06. */
void words_period(const struct words *w, const char *period, struct buf *out);
/* "3 dagen", "ruim 2 maanden", "4 jaar": an age in words. */
void words_age(const struct words *w, int64_t seconds, struct buf *out);
/* What a definition gives in Dutch and in English: nl for Dutch, else en. The
 * words file of a third language has its own under "names", in a group
 * (indicator, note, higher, lower, theme, tension, source, role) by id; what is
 * not there is taken in English. NULL where that is NULL. */
const char *words_named(const struct words *w, const char *group,
    const char *id, const char *nl, const char *en);
const char *words_label(const struct words *w,
    const struct indicator *indicator);
/* How a difference in the indicator is said, or NULL: there is no phrase. */
const char *words_phrase(const struct words *w,
    const struct indicator *indicator, bool higher);
/* The label as it stands inside a sentence: first letter small, unless it is
 * an abbreviation ("WOZ-waarde"). */
void words_label_inline(const struct words *w,
    const struct indicator *indicator, struct buf *out);
const char *words_theme(const struct words *w, const struct theme *theme);
/* "buurt", "wijk", "gemeente", "land"; plural; with a capital. */
const char *words_level(const struct words *w, enum area_level level,
    bool plural, bool capital);
/* A, B en C / A, B and C. */
void words_list(const struct words *w, const char *const items[], size_t n,
    struct buf *out);
/* s with its first letter a capital. */
void words_capital(const char *s, struct buf *out);

/* Who and where, in one sentence: "Buurt in Wijk 07, gemeente Rijswijk, met
 * 4.475 inwoners in 2.210 huishoudens (2024)." What is missing is left out. */
struct area_summary {
	enum area_level level; /* not LEVEL_LAND */
	const char *wijk; /* name, or NULL */
	const char *municipality; /* name */
	int64_t wijken, buurten; /* in it; 0: not said */
	double people, households; /* NAN: not known */
	const char *year; /* of people and households */
};
void words_summary(const struct words *w, const struct area_summary *summary,
    struct buf *out);
/* How many quotes, out of how many conversations, with whom: "9 citaten uit 6
 * gesprekken, met: bewoner, huurder, 60+ (5); winkelier. Daarvan is er 1
 * verzonnen, als voorbeeld." Fewer than 3 conversations are not counted out:
 * who took part would know who the others are. Nor is a role where what is
 * left of the whole would be one or two.
 * roles: one a conversation; none: the sentence that there are none for
 * area. */
void words_heard(const struct words *w, size_t quotes,
    const char *const roles[], size_t n, size_t invented, const char *area,
    struct buf *out);

/* The headline of a range chart, by rule from its rows, never stronger than
 * the data: "Meer eenpersoonshuishoudens en minder kinderen dan in Rijswijk";
 * "Weinig verschil met Rijswijk" when no row differs; "Te weinig cijfers om te
 * vergelijken" when nothing can be compared. At most two differences, the
 * largest first. */
struct headline_row {
	const struct indicator *indicator;
	struct comparison comparison;
};
void words_headline(const struct words *w, const struct headline_row rows[],
    size_t n, const char *reference_name, struct buf *out);
/* The intro of a theme, one to three short sentences, from the same rows:
 * what is higher, what is lower, what is about equal, what is missing. */
void words_intro(const struct words *w, const struct headline_row rows[],
    size_t n, const char *reference_name, struct buf *out);
/* The headline of a trend: begin and end, no word of direction unless the
 * change is beyond `noise` (in the indicator's unit): "Van 4.255 inwoners in
 * 2020 naar 4.475 in 2024". */
void words_trend_headline(const struct words *w,
    const struct indicator *indicator, const char *first_period,
    double first, const char *last_period, double last, double noise,
    struct buf *out);

#endif
