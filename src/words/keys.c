/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * keys: the list behind docs/words.md; tests/unit/words_files.c holds the two
 * to each other.
 */
#include "words/keys.h"

/* clang-format off */

/* Texts that come in two, by number: words_count. */
#define COUNTED(key, fields)                                                   \
	{ key ".one", "n " fields }, { key ".other", "n " fields }
/* Texts that come in three, by the level of the area of the profile. */
#define LEVELLED(key, fields)                                                  \
	{ key ".gemeente", fields }, { key ".wijk", fields },                  \
	{ key ".buurt", fields }
#define COUNTED_LEVELLED(key, fields)                                          \
	COUNTED(key ".gemeente", fields), COUNTED(key ".wijk", fields),        \
	COUNTED(key ".buurt", fields)
#define METHOD(key, fields)                                                    \
	{ "method." key ".head", "" }, { "method." key ".text", fields }
#define MARK(key)                                                              \
	{ "mark." key ".sign", "" }, { "mark." key ".meaning", "" }

const struct word_key word_keys[] = {
	/* numbers, days, ages, lists, levels: used inside words */
	{ "number.thousands", "" },
	{ "number.decimal", "" },
	{ "day.long", "day month year" },
	{ "day.table", "day2 month2 year" },
	{ "month.1", "" }, { "month.2", "" }, { "month.3", "" },
	{ "month.4", "" }, { "month.5", "" }, { "month.6", "" },
	{ "month.7", "" }, { "month.8", "" }, { "month.9", "" },
	{ "month.10", "" }, { "month.11", "" }, { "month.12", "" },
	{ "period.quarter", "n year" },
	{ "period.month", "month year" },
	{ "period.half", "n year" },
	{ "age.under_day", "" },
	COUNTED("age.day", ""),
	COUNTED("age.month", ""),
	COUNTED("age.year", ""),
	{ "age.over", "age" },
	{ "age.almost", "age" },
	{ "list.comma", "" },
	{ "list.and", "" },
	{ "list.semicolon", "" },
	{ "level.land.one", "" }, { "level.land.other", "" },
	{ "level.gemeente.one", "" }, { "level.gemeente.other", "" },
	{ "level.wijk.one", "" }, { "level.wijk.other", "" },
	{ "level.buurt.one", "" }, { "level.buurt.other", "" },
	{ "level.own.one", "" }, { "level.own.other", "" },
	{ "label.keep_capital", "" }, /* how names in labels begin */
	{ "country.name", "" },
	{ "country.start", "" },

	/* findings: used inside words */
	{ "headline.one", "a ref" },
	{ "headline.two", "a b ref" },
	{ "headline.mostly_same", "a ref" },
	{ "headline.higher", "label ref" },
	{ "headline.lower", "label ref" },
	{ "headline.same", "ref" },
	{ "headline.same_known", "ref" },
	{ "headline.none", "" },
	{ "intro.differ", "list ref" },
	{ "intro.item", "phrase value reference" },
	{ "intro.item_higher", "label value reference" },
	{ "intro.item_lower", "label value reference" },
	{ "intro.similar", "list" },
	COUNTED("intro.similar_many", ""),
	{ "intro.all_similar", "ref" },
	{ "intro.missing", "list" },
	COUNTED("intro.missing_many", ""),
	{ "intro.none", "ref" },
	{ "trend.headline.plain", "label first first_period last last_period" },
	{ "trend.headline.count", "label first first_period last last_period" },
	{ "trend.headline.direction",
	    "phrase first first_period last last_period" },
	{ "trend.headline.same", "label last first_period last_period" },
	{ "trend.headline.none", "label" },

	/* who and where */
	LEVELLED("title", "name code municipality"),
	{ "title.own", "name" },
	LEVELLED("above", "wijk municipality code"),
	{ "above.buurt_no_wijk", "municipality code" },
	COUNTED("above.own", ""),
	LEVELLED("summary", "wijk municipality with year"),
	{ "summary.buurt_no_wijk", "municipality with year" },
	{ "summary.own", "municipality with year" },
	{ "summary.own_many", "with year" },
	{ "summary.with", "list" },
	{ "summary.nobody", "" },
	{ "summary.year", "year" },
	{ "summary.people_in", "people households" },
	COUNTED("people", ""),
	COUNTED("households", ""),
	COUNTED("wijken", ""),
	COUNTED("buurten", ""),
	{ "fact.code", "" },
	{ "fact.people", "year" },
	{ "fact.households", "year" },
	{ "fact.land", "year" },
	{ "fact.buurten", "" },
	{ "fact.wijken", "" },
	{ "fact.edition", "" },
	{ "fact.data_date", "" },
	{ "footer", "name code date data_date" },
	{ "as_of", "footer date" },
	{ "example.all", "" },
	{ "example.some", "" },
	{ "stale.one", "source age" },
	{ "stale.failed", "source day" },
	{ "stale.unchecked", "age" },

	/* key figures */
	{ "key.older", "period newest" },

	/* what is not known */
	{ "unknown.not_delivered_ever", "list level" },
	{ "unknown.other_place", "list area" },
	{ "unknown.coarse", "list area" },
	{ "unknown.themes", "list area" },
	{ "unknown.withheld", "list area" },
	{ "unknown.by_us", "list area" },
	{ "unknown.no_rule", "list area" },
	{ "unknown.between", "list area" },
	{ "unknown.between_item", "label value" },
	{ "unknown.nobody", "area" },
	COUNTED("unknown.few_people", "area"),
	{ "unknown.no_voices", "area" },
	COUNTED("unknown.few_voices", "area"),
	{ "unknown.themes_without_voices", "list" },
	{ "reason.not_delivered", "" },
	{ "reason.withheld", "" },
	{ "reason.cannot_occur", "" },
	{ "reason.unknown", "" },

	/* range chart */
	COUNTED_LEVELLED("range.subtitle", "municipality least"),
	LEVELLED("range.legend_half", ""),
	LEVELLED("range.legend_one", ""),
	{ "range.middle", "municipality municipality_value country_value" },
	{ "range.middle_gemeente", "country_value" },
	COUNTED("range.beyond_high", ""),
	COUNTED("range.beyond_low", ""),
	{ "range.outliers", "label list" },
	{ "range.outlier", "name value" },
	{ "range.reason.no_value", "" },
	{ "range.reason.few_peers", "valued peers" },
	{ "range.reason.no_spread", "" },
	{ "range.rank", "rank n" },
	{ "noise.bounds", "value low high" },
	{ "noise.within.rounding", "" },
	{ "noise.within.events", "" },
	{ "noise.within.model", "" },
	{ "noise.within.survey", "" },
	{ "noise.text.rounding", "low high" },
	{ "noise.text.events", "low high" },
	{ "noise.text.model", "low high" },
	{ "noise.text.survey", "low high" },
	{ "noise.text.none", "" },
	{ "noise.text.unknown", "" },
	{ "range.caption", "theme area" },
	COUNTED_LEVELLED("range.alt", "municipality"),
	{ "range.alt_row", "label area value municipality municipality_value"
	    " country_value" },
	{ "range.alt_row_gemeente", "label area value country_value" },
	{ "no_range.no_values", "theme" },

	/* age chart */
	{ "age_chart.subtitle", "period" },
	{ "age_chart.caption", "period" },
	{ "age_chart.alt", "period rows" },

	/* trend */
	COUNTED("trend.subtitle", ""),
	{ "trend.subtitle_two", "" },
	{ "trend.note_break", "" },
	{ "trend.note_provisional", "" },
	{ "trend.note_unproven", "" },
	{ "trend.note_added", "years" },
	{ "trend.note_carried", "years" },
	{ "trend.note_overlap", "years" },
	{ "trend.estimate", "value" },
	{ "trend.title_estimate", "title" },
	{ "trend.axis", "label unit" },
	{ "trend.axis_plain", "label" },
	{ "trend.axis_index", "label period" },
	{ "trend.caption", "label unit" },
	{ "trend.caption_plain", "label" },
	{ "trend.end", "name value" },
	{ "trend.alt", "label series" },
	{ "trend.alt_series", "name first first_period last last_period" },
	{ "trend.alt_none", "name" },
	{ "no_trend.one_year", "label value period" },
	{ "no_trend.other_place", "label value period" },
	{ "no_trend.few", "label first first_period last last_period" },
	{ "no_trend.modelled", "" },
	{ "no_trend.no_values", "" },

	/* voices */
	{ "voice.invented", "" },
	COUNTED("heard", "roles"),
	{ "heard.none", "area" },
	{ "heard.role_times", "role n" },
	COUNTED("heard.all_invented", ""),
	COUNTED("heard.invented", ""),

	/* about, marks, sources */
	{ "about.contact", "municipality" },
	LEVELLED("method.compare.text", "municipality n total least"),
	{ "method.compare.head", "" },
	METHOD("difference", ""),
	METHOD("years", ""),
	METHOD("rounding", "municipality"),
	METHOD("shares", ""),
	METHOD("withheld", ""),
	METHOD("own", "list"),
	METHOD("by_us", ""),
	METHOD("provisional", ""),
	METHOD("boundaries", "year"),
	METHOD("voices", ""),
	METHOD("voices_invented", ""),
	METHOD("voices_none", ""),
	MARK("zero"), MARK("withheld"), MARK("not_delivered"),
	MARK("cannot_occur"), MARK("provisional"), MARK("break"),
	MARK("doubted"),
	MARK("coarse"), MARK("rounding"), MARK("by_us"),
	{ "value.between", "low high" },
	{ "value.between_implied", "low high" },
	{ "value.at_least", "low" },
	{ "value.parts", "low high" },
	{ "source.line", "list" },
	{ "source.item", "publisher name table" },
	{ "source.note_partly", "delivered topics" },
	{ "source.state.fresh", "" },
	{ "source.state.stale", "age" },
	{ "source.state.failed", "day" },

	/* going from page to page */
	{ "nav.index", "" },
	{ "nav.up", "name" },

	/* index page */
	{ "index.title", "municipality" },
	{ "index.title_many", "" },
	COUNTED("index.head", "municipality"),
	{ "index.head_many", "" },
	{ "index.summary", "" },
	{ "index.caption", "municipality" },
	{ "index.fact.profiles", "" },
	{ "index.fact.sources", "" },
	{ "index.column.indicator", "label period" },
	{ "index.own", "" },
	{ "index.own_caption", "" },
	{ "index.footer", "date data_date" },
};
/* clang-format on */
const size_t word_nkeys = sizeof(word_keys) / sizeof(word_keys[0]);
