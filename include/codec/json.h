/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * json: JSON values in memory (cJSON behind this face; no cJSON type crosses
 * it). For small documents and for single records of a large one; a page of
 * an API is walked by codec/jscan.h instead.
 */
#ifndef CODEC_JSON_H
#define CODEC_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

struct json;

/* Parse exactly len bytes: one value with nothing but white space after it
 * (a UTF-8 BOM before it is passed over), valid UTF-8, nesting of at most
 * JSON_DEPTH, no duplicate check. NULL and err (line and column) on failure.
 * The caller frees with json_free. */
#define JSON_DEPTH 64
struct json *json_parse(const char *s, size_t len, struct err *err);
/* Read and parse a file of at most max bytes; errors name the file. */
struct json *json_read(const char *path, size_t max, struct err *err);
void json_free(struct json *j);

/* Looking. All take NULL and then answer "nothing". */
struct json *json_get(const struct json *object, const char *key);
size_t json_len(const struct json *array_or_object);
struct json *json_at(const struct json *array_or_object, size_t i); /* O(i) */
struct json *json_first(const struct json *array_or_object);
struct json *json_next(const struct json *item);
const char *json_name(const struct json *member); /* NULL in an array */
bool json_is_object(const struct json *j);
bool json_is_array(const struct json *j);
bool json_is_string(const struct json *j);
bool json_is_number(const struct json *j);
bool json_is_bool(const struct json *j);
bool json_is_null(const struct json *j); /* a JSON null, not a NULL pointer */
/* The string, or NULL when j is no string. */
const char *json_str(const struct json *j);
/* The number, or NAN when j is no number or not finite. */
double json_num(const struct json *j);
/* true only for JSON true. */
bool json_true(const struct json *j);
/* Shorthands: member of an object; NULL, NAN or false when absent. */
const char *json_get_str(const struct json *object, const char *key);
double json_get_num(const struct json *object, const char *key);
bool json_get_true(const struct json *object, const char *key);

/* Building. The parent owns what is added; the added value is returned. An
 * existing key is not looked for: do not add one twice. NULL strings become
 * JSON null; NAN and infinities become null. */
struct json *json_object(void);
struct json *json_array(void);
struct json *json_add_object(struct json *parent, const char *key);
struct json *json_add_array(struct json *parent, const char *key);
void json_add_str(struct json *parent, const char *key, const char *s);
void json_add_num(struct json *parent, const char *key, double v);
void json_add_int(struct json *parent, const char *key, int64_t v);
void json_add_bool(struct json *parent, const char *key, bool v);
void json_add_null(struct json *parent, const char *key);
/* Give a value (owned from then on) to a parent. Key NULL for arrays: all
 * json_add_* take key NULL when parent is an array. */
void json_add(struct json *parent, const char *key, struct json *value);
/* Remove a member if it is there. */
void json_drop(struct json *object, const char *key);
/* A deep copy. */
struct json *json_copy(const struct json *j);
/* text_tidy on every text in j; names of members stay. Depth is that of j. */
void json_tidy(struct json *j);

/* Print: indent true for people (one blank a level, LF at the end), false on
 * one line without LF. Numbers in the shortest form that reads back equal. */
void json_print(const struct json *j, bool indent, struct buf *out);

#endif
