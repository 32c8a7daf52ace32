/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * indicator: one harmonised quantity that topics of several tables and years
 * map to. Read from sources/indicators.json.
 */
#ifndef MODEL_INDICATOR_H
#define MODEL_INDICATOR_H

#include <stdbool.h>
#include <stddef.h>

enum indicator_kind {
	KIND_COUNT, /* adds up over areas */
	KIND_SHARE, /* percentage of a denominator */
	KIND_RATE, /* per 1 000 of a denominator, per km2, per household */
	KIND_MEAN, /* mean with a weight */
	KIND_MEDIAN, /* never combined */
	KIND_DISTANCE, /* mean distance in km; never combined */
	KIND_CODE /* a class (urbanity 1-5, a postcode); no arithmetic */
};

enum polarity { POLARITY_NONE, POLARITY_HIGH_GOOD, POLARITY_LOW_GOOD };

struct phrase { /* how a difference is said: "meer koopwoningen" */
	char *higher, *lower; /* lower case, no full stop; NULL: no phrase */
};

struct indicator {
	char *id; /* ascii, lower case, '_' */
	char *label_nl, *label_en; /* as a row of a table is called */
	char *unit; /* "aantal", "%", "per km2", "x 1 000 euro", "km" ... */
	int decimals;
	char *theme; /* id of a theme, see struct theme */
	enum indicator_kind kind;
	enum polarity polarity;
	char *denominator; /* indicator id, or NULL */
	/* Derived: value = factor * sum(parts) / denominator (see
	 * indicator_factor). Empty for an indicator that a source gives. */
	char **parts;
	size_t nparts;
	struct phrase phrase_nl, phrase_en;
	/* Where it is shown: rank among the key figures (0: not one), in the
	 * range chart of its theme, in the age chart (0: no, else the order). */
	int key_rank;
	bool in_range;
	bool in_trend; /* may be drawn as a trend of its theme; first wins */
	int age_rank;
	bool events; /* a count of things that happen by chance: crimes */
	bool modelled; /* an estimate by a model: years are not compared */
	char *sample; /* a share of the answers in a sample: id of the count of
			 those who answered; NULL: no sample */
	bool match; /* areas are found to be alike by it */
	char *note_nl, *note_en; /* one sentence a reader needs, or NULL */
};

struct theme {
	char *id, *label_nl, *label_en;
};

/* One side of a pair of facts that may pull apart (analysis/tension.h). */
struct tension_side {
	char *of;     /* area, ring, inside, trend, voices */
	char *figure; /* id of an indicator; of a theme for voices */
	char *is;     /* high, low; for a trend: up or down; not for voices */
};
struct tension {
	char *id;
	struct tension_side a, b;
	/* What is said when both hold, with {area}, {ref} (what it is compared
	 * with), {a} and {b} (the two values). */
	char *text_nl, *text_en;
};

/* Counts of an area that are all of another one, side by side in a table. */
#define SUM_PARTS 16 /* at most */
struct indicator_sum {
	char *whole; /* id of a count */
	char **parts; /* ids of two counts or more */
	size_t nparts;
};

struct indicators {
	struct indicator *items; /* in order of the file */
	size_t n, cap;
	struct theme *themes; /* in the fixed order of a profile */
	size_t nthemes, capthemes;
	struct tension *tensions; /* in order of importance */
	size_t ntensions, captensions;
	struct indicator_sum *sums; /* in order of the file */
	size_t nsums, capsums;
};

/* "count", "share", ... and back (0 or -1). */
const char *indicator_kind_name(enum indicator_kind kind);
int indicator_kind_parse(const char *name, enum indicator_kind *kind);
const char *polarity_name(enum polarity polarity); /* "", "high", "low" */
/* A derived value is this times the sum of its parts over its denominator:
 * 1000 for a unit "per 1 000 ...", 100 for a percentage. */
double indicator_factor(const struct indicator *indicator);
/* The step that its figures come in, in its unit: the last decimal, or the
 * rounding of the source (0: none) when that is more. What is worked out here
 * of parts has no last decimal. A difference below it is none. */
double indicator_step(const struct indicator *indicator, double rounding);
/* By id, or NULL. */
const struct indicator *indicators_find(const struct indicators *list,
    const char *id);
void indicators_free(struct indicators *list);

#endif
