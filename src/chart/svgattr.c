/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * svgattr: which attributes may stand in an inline chart, and their values
 * made short: rounded numbers, colours as #rrggbb, paths without idle blanks.
 */
#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "chart/svg.h"

enum value {
	VALUE_WORD,  /* as it is */
	VALUE_PAINT, /* a colour */
	VALUE_FINE,  /* numbers, two decimals */
	VALUE_PLACE, /* numbers, one decimal outside symbols */
	VALUE_PATH,
	VALUE_REFERENCE /* to an id */
};

static const struct {
	const char *name;
	enum value value;
	const char *initial;
} attrs[ATTRS] = {
	[ATTR_FILL] = { "fill", VALUE_PAINT, NULL },
	[ATTR_STROKE] = { "stroke", VALUE_PAINT, "none" },
	[ATTR_COLOR] = { "color", VALUE_PAINT, NULL },
	[ATTR_STROKE_WIDTH] = { "stroke-width", VALUE_FINE, "1" },
	[ATTR_STROKE_LINECAP] = { "stroke-linecap", VALUE_WORD, "butt" },
	[ATTR_STROKE_LINEJOIN] = { "stroke-linejoin", VALUE_WORD, "miter" },
	[ATTR_STROKE_DASHARRAY] = { "stroke-dasharray", VALUE_FINE, "none" },
	[ATTR_STROKE_OPACITY] = { "stroke-opacity", VALUE_FINE, "1" },
	[ATTR_STROKE_MITERLIMIT] = { "stroke-miterlimit", VALUE_FINE, "4" },
	[ATTR_FILL_OPACITY] = { "fill-opacity", VALUE_FINE, "1" },
	[ATTR_FILL_RULE] = { "fill-rule", VALUE_WORD, "nonzero" },
	[ATTR_FONT_SIZE] = { "font-size", VALUE_FINE, NULL },
	[ATTR_FONT_WEIGHT] = { "font-weight", VALUE_WORD, NULL },
	[ATTR_FONT_STYLE] = { "font-style", VALUE_WORD, NULL },
	[ATTR_TEXT_ANCHOR] = { "text-anchor", VALUE_WORD, "start" },
	[ATTR_SHAPE_RENDERING] = { "shape-rendering", VALUE_WORD, "auto" },
	[ATTR_ID] = { "id", VALUE_WORD, NULL },
	[ATTR_HREF] = { "href", VALUE_REFERENCE, NULL },
	[ATTR_CLIP_PATH] = { "clip-path", VALUE_PAINT, NULL },
	[ATTR_OPACITY] = { "opacity", VALUE_FINE, NULL },
	[ATTR_TRANSFORM] = { "transform", VALUE_FINE, NULL },
	[ATTR_VIEWBOX] = { "viewBox", VALUE_FINE, NULL },
	[ATTR_D] = { "d", VALUE_PATH, NULL },
	[ATTR_POINTS] = { "points", VALUE_PLACE, NULL },
	[ATTR_X] = { "x", VALUE_PLACE, NULL },
	[ATTR_Y] = { "y", VALUE_PLACE, NULL },
	[ATTR_DX] = { "dx", VALUE_PLACE, NULL },
	[ATTR_DY] = { "dy", VALUE_PLACE, NULL },
	[ATTR_X1] = { "x1", VALUE_PLACE, NULL },
	[ATTR_Y1] = { "y1", VALUE_PLACE, NULL },
	[ATTR_X2] = { "x2", VALUE_PLACE, NULL },
	[ATTR_Y2] = { "y2", VALUE_PLACE, NULL },
	[ATTR_CX] = { "cx", VALUE_PLACE, NULL },
	[ATTR_CY] = { "cy", VALUE_PLACE, NULL },
	[ATTR_R] = { "r", VALUE_PLACE, NULL },
	[ATTR_RX] = { "rx", VALUE_PLACE, NULL },
	[ATTR_RY] = { "ry", VALUE_PLACE, NULL },
	[ATTR_WIDTH] = { "width", VALUE_PLACE, NULL },
	[ATTR_HEIGHT] = { "height", VALUE_PLACE, NULL },
	[ATTR_OFFSET] = { "offset", VALUE_FINE, NULL },
	[ATTR_STOP_COLOR] = { "stop-color", VALUE_PAINT, NULL },
	[ATTR_PATTERN_UNITS] = { "patternUnits", VALUE_WORD, NULL },
};

const char *
attr_name(enum attr attr)
{
	return attrs[attr].name;
}

const char *
attr_initial(enum attr attr)
{
	return attrs[attr].initial;
}

/* Length of the number at s, 0 when there is none. */
static size_t
number_len(const char *s)
{
	size_t i = s[0] == '-' || s[0] == '+', digits, more;

	digits = strspn(s + i, "0123456789");
	i += digits;
	if (s[i] == '.') {
		more = strspn(s + i + 1, "0123456789");
		digits += more;
		i += more + 1;
	}
	if (digits == 0)
		return 0;
	if (s[i] == 'e' || s[i] == 'E') {
		more = 1 + (s[i + 1] == '-' || s[i + 1] == '+');
		digits = strspn(s + i + more, "0123456789");
		i += digits > 0 ? more + digits : 0;
	}
	return i;
}

/* v / unit, in as many digits as unit has noughts. */
static void
put_fixed(struct buf *out, int64_t v, int64_t unit)
{
	char digits[24];
	size_t at = sizeof(digits);
	int64_t power = 1;

	do {
		digits[--at] = (char)('0' + v % 10);
		v /= 10;
		power *= 10;
		if (power == unit)
			digits[--at] = '.';
	} while (v > 0 || power <= unit);
	buf_put(out, digits + at, sizeof(digits) - at);
}

/* The number of len bytes at s, rounded half away from zero; as it is when
 * very long or with an exponent. By hand, so that no locale has a say. */
static void
put_number(struct buf *out, const char *s, size_t len, int decimals)
{
	int64_t v = 0, unit = 1; /* v is in units of 1 / unit */
	bool point = false, up = false, dropped = false;
	size_t i;
	int left = decimals;

	for (i = 0; i < len; i++)
		if (len > 15 || s[i] == 'e' || s[i] == 'E') {
			buf_put(out, s, len);
			return;
		}
	for (i = 0; i < len; i++) {
		if (s[i] == '.') {
			point = true;
		} else if (isdigit((unsigned char)s[i]) &&
		    (!point || left > 0)) {
			v = v * 10 + (s[i] - '0');
			unit *= point ? 10 : 1;
			left -= point;
		} else if (isdigit((unsigned char)s[i]) && !dropped) {
			up = s[i] >= '5';
			dropped = true;
		}
	}
	v += up;
	for (; unit > 1 && v % 10 == 0; unit /= 10)
		v /= 10;
	if (s[0] == '-' && v != 0)
		buf_putc(out, '-');
	put_fixed(out, v, unit);
}

/* A list of numbers and words; numbers rounded, runs of blanks one blank,
 * none beside commas and brackets. */
static char *
short_numbers(const char *s, int decimals)
{
	struct buf out = { 0 };
	bool blank = false, in_word = false;
	size_t len;

	for (; *s != '\0'; s += len) {
		len = in_word ? 0 : number_len(s);
		if (len == 0 && isspace((unsigned char)*s)) {
			blank = true;
			in_word = false;
			len = 1;
			continue;
		}
		if (blank && out.len > 0 && strchr(",()", *s) == NULL &&
		    strchr(",(", out.data[out.len - 1]) == NULL)
			buf_putc(&out, ' ');
		blank = false;
		if (len > 0) {
			put_number(&out, s, len, decimals);
			continue;
		}
		buf_putc(&out, *s);
		in_word = isalpha((unsigned char)*s) != 0;
		len = 1;
	}
	buf_puts(&out, "");
	return buf_take(&out);
}

/* Blanks and a comma, as may stand between numbers of a path. */
static const char *
skip_separator(const char *s)
{
	return s + strspn(s, " \t\r\n,");
}

/* The next number of a path into out; NULL when there is none. */
static const char *
take_number(const char *s, struct buf *out, int decimals)
{
	size_t len;

	s = skip_separator(s);
	len = number_len(s);
	if (len == 0)
		return NULL;
	buf_clear(out);
	put_number(out, s, len, decimals);
	return s + len;
}

/* A path of moves and straight lines only, as gnuplot draws it: lines along
 * an axis become H and V. False for any other path. */
static bool
short_lines(const char *s, int decimals, struct buf *out)
{
	struct buf x = { 0 }, y = { 0 }, old_x = { 0 }, old_y = { 0 }, keep;
	char command = '\0';
	bool fine = false, level, upright;

	for (s = skip_separator(s); *s != '\0'; s = skip_separator(s)) {
		if (*s == 'M' || *s == 'L')
			command = *s++;
		else if (command == '\0' || number_len(s) == 0)
			goto done;
		if ((s = take_number(s, &x, decimals)) == NULL ||
		    (s = take_number(s, &y, decimals)) == NULL)
			goto done;
		upright = command == 'L' &&
		    strcmp(x.data, buf_str(&old_x)) == 0;
		level = command == 'L' && strcmp(y.data, buf_str(&old_y)) == 0;
		if (upright && level) {
			buf_puts(out, "h0"); /* a dot, when its ends are round */
		} else if (upright) {
			buf_putc(out, 'V');
		} else {
			buf_putc(out, level ? 'H' : command);
			buf_put(out, x.data, x.len);
			if (!level)
				buf_putc(out, ',');
		}
		if (!level)
			buf_put(out, y.data, y.len);
		command = 'L'; /* what follows a move is a line */
		keep = old_x;
		old_x = x;
		x = keep;
		keep = old_y;
		old_y = y;
		y = keep;
	}
	fine = out->len > 0;
done:
	buf_free(&old_y);
	buf_free(&old_x);
	buf_free(&y);
	buf_free(&x);
	return fine;
}

static char *
short_path(const char *s, int decimals)
{
	struct buf out = { 0 };
	char *path;

	if (short_lines(s, decimals, &out))
		return buf_take(&out);
	buf_clear(&out);
	/* Letters are commands here, not words: set them apart first. */
	for (; *s != '\0'; s++)
		if (isalpha((unsigned char)*s) && *s != 'e' && *s != 'E')
			buf_putf(&out, " %c ", *s);
		else
			buf_putc(&out, *s);
	path = short_numbers(buf_str(&out), decimals);
	buf_free(&out);
	return path;
}

/* rgb(1, 2, 3) as #010203; other paints as they are. */
static char *
short_paint(const char *s)
{
	unsigned int r, g, b;
	int end = 0;

	if (strncmp(s, "rgb(", 4) == 0 &&
	    sscanf(s, "rgb(%3u ,%3u ,%3u )%n", &r, &g, &b, &end) == 3 &&
	    end > 0 && s[end] == '\0' && r < 256 && g < 256 && b < 256)
		return mem_fmt("#%02x%02x%02x", r, g, b);
	return mem_str(s);
}

/* Whether s is an id we would write: letters, digits, '_', '-', '.'. */
static bool
is_id(const char *s, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (!isalnum((unsigned char)s[i]) &&
		    strchr("_-.", s[i]) == NULL)
			return false;
	return len > 0;
}

/* Whether a value stays inside this svg. */
static bool
is_inside(enum attr attr, const char *value)
{
	size_t len = strlen(value);

	if (attr == ATTR_ID)
		return is_id(value, len);
	if (attrs[attr].value == VALUE_REFERENCE)
		return value[0] == '#' && is_id(value + 1, len - 1);
	if (strncmp(value, "url(#", 5) == 0)
		return attrs[attr].value == VALUE_PAINT && len > 6 &&
		    value[len - 1] == ')' && is_id(value + 5, len - 6);
	for (const char *s = value; *s != '\0'; s++) /* in any case, as CSS */
		if (strncasecmp(s, "url", 3) == 0)
			return false;
	return strchr(value, '\\') == NULL;
}

/* "name: value; name: value" into attributes; they win over those written
 * as attributes, as in CSS. */
static void
set_style(struct node *node, const char *s)
{
	const char *colon, *end;
	size_t len;
	char *value;

	for (; *s != '\0'; s = *end == ';' ? end + 1 : end) {
		s += strspn(s, " \t\r\n");
		end = s + strcspn(s, ";");
		colon = memchr(s, ':', (size_t)(end - s));
		if (colon == NULL)
			continue;
		len = strcspn(s, " \t\r\n:");
		colon++;
		colon += strspn(colon, " \t\r\n");
		if (colon > end)
			colon = end;
		value = mem_strn(colon, (size_t)(end - colon));
		if (strncmp(s, "style", len) != 0)
			attr_set(node, s, len, value);
		free(value);
	}
}

/* Without blanks on both sides, and without the px a style may have. */
static char *
trimmed(const char *s)
{
	size_t len;

	s += strspn(s, " \t\r\n");
	len = strlen(s);
	while (len > 0 && isspace((unsigned char)s[len - 1]))
		len--;
	if (len > 2 && isdigit((unsigned char)s[len - 3]) &&
	    strncmp(s + len - 2, "px", 2) == 0)
		len -= 2;
	return mem_strn(s, len);
}

static char *
short_value(enum attr attr, const char *value, bool in_defs)
{
	switch (attrs[attr].value) {
	case VALUE_WORD:
	case VALUE_REFERENCE:
		break;
	case VALUE_PAINT:
		return short_paint(value);
	case VALUE_FINE:
		return short_numbers(value, in_defs ? 3 : 2);
	case VALUE_PLACE:
		return short_numbers(value, in_defs ? 3 : 1);
	case VALUE_PATH:
		return short_path(value, in_defs ? 3 : 1);
	}
	return mem_str(value);
}

void
attr_set(struct node *node, const char *name, size_t len, const char *value)
{
	char *clean;
	size_t i;

	if (len == 5 && memcmp(name, "style", 5) == 0) {
		set_style(node, value);
		return;
	}
	if (len == 10 && memcmp(name, "xlink:href", 10) == 0) {
		name += 6;
		len = 4;
	}
	for (i = 0; i < ATTRS; i++)
		if (attrs[i].name[0] == name[0] &&
		    strncmp(attrs[i].name, name, len) == 0 &&
		    attrs[i].name[len] == '\0')
			break;
	if (i == ATTRS)
		return;
	clean = trimmed(value);
	if (is_inside((enum attr)i, clean)) {
		free(node->attrs[i]);
		node->attrs[i] = clean;
		clean = NULL;
	}
	free(clean);
}

void
attr_shorten(struct node *node, enum attr attr, bool in_defs)
{
	char *value = node->attrs[attr];

	if (value == NULL || attrs[attr].value == VALUE_WORD ||
	    attrs[attr].value == VALUE_REFERENCE)
		return;
	node->attrs[attr] = short_value(attr, value, in_defs);
	free(value);
}

/* Not strtod: no locale has a say. */
bool
svg_number(const char *s, double *out)
{
	double v = 0, unit = 1;
	bool point = false, minus = *s == '-', any = false;

	for (s += minus; *s != '\0'; s++) {
		if (*s == '.' && !point) {
			point = true;
			continue;
		}
		if (*s < '0' || *s > '9' || v > 1e12)
			return false;
		any = true;
		v = v * 10 + (*s - '0');
		if (point)
			unit *= 10;
	}
	*out = minus ? -v / unit : v / unit;
	return any;
}
