/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * own_area: what is different on the page of an area of one's own.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "page/own.h"

void
page_own_name(struct page *p)
{
	const char *name = panel_own_name(p->panel, p->area.code, p->lang);

	if (name == NULL)
		return;
	free(p->area.name);
	p->area.name = mem_str(name);
}

/* Its gemeenten, each once. */
static size_t
gemeenten(const struct page *p, char codes[][12], size_t max)
{
	const char *const *parts;
	size_t n = panel_own_parts(p->panel, p->area.code, &parts), m = 0, i, k;

	for (i = 0; i < n && m < max; i++) {
		area_municipality(parts[i], codes[m]);
		for (k = 0; strcmp(codes[k], codes[m]) != 0; k++)
			continue;
		m += k == m;
	}
	return m;
}

#define GEMEENTEN 16

const char *
page_place(struct page *p)
{
	char codes[GEMEENTEN][12];
	const char *names[GEMEENTEN];
	struct err ignored = { 0 };
	size_t n, m = 0, i;

	if (p->municipality.code[0] != '\0')
		return p->municipality.name;
	if (p->area.level != LEVEL_OWN)
		return p->area.name;
	n = gemeenten(p, codes, GEMEENTEN);
	for (i = 0; i < n; i++) {
		struct area a = { 0 };

		if (panel_area(p->panel, codes[i], &a, &ignored) != 1)
			continue;
		a.name[area_short_name(a.name, a.level)] = '\0';
		names[m++] = page_keep_str(p, a.name);
	}
	return page_list(p, names, m);
}

int
page_own_peers(struct page *p, struct area_filter filter, struct areas *out,
    struct err *err)
{
	char codes[GEMEENTEN][12];
	size_t n = gemeenten(p, codes, GEMEENTEN), i;

	for (i = 0; i < n; i++) {
		filter.within = codes[i];
		if (store_areas(panel_store(p->panel), &filter, out, err) == -1)
			return -1;
	}
	return 0;
}

const char *
page_own_list(struct page *p)
{
	const char *const *parts;
	size_t n = panel_own_parts(p->panel, p->area.code, &parts), i;
	const char **items = mem_new(n + 1, sizeof(*items));
	struct err ignored = { 0 };
	const char *text;

	for (i = 0; i < n; i++) {
		const double share = panel_own_share(p->panel, p->area.code, i);
		struct area a = { 0 };

		items[i] = parts[i];
		if (panel_area(p->panel, parts[i], &a, &ignored) != 1)
			continue;
		items[i] = page_keep_str(p,
		    share < 1 ? mem_fmt("%s (%s, %s%%)", a.name, parts[i],
				    page_number(p, 100 * share, share < 0.01))
			      : mem_fmt("%s (%s)", a.name, parts[i]));
		area_clear(&a);
	}
	text = page_list(p, items, n);
	free(items);
	return text;
}

const char *
page_between(
    struct page *p, const struct indicator *ind, const struct cell_value *cell)
{
	const char *key = cell->why != CARRY_MISSING ? "value.parts"
	    : isinf(cell->high)			     ? "value.at_least"
	    : cell->implied			     ? "value.between_implied"
						     : "value.between";
	double step = pow(10, ind->decimals), low = cell->low,
	       high = cell->high;

	/* Outwards, so that what is printed is true too. */
	if (cell->why == CARRY_MISSING) {
		low = floor(low * step + 1e-6) / step;
		high = ceil(high * step - 1e-6) / step;
	}
	if (isinf(high))
		return page_say(
		    p, key, "low", page_amount(p, ind, low), (char *)NULL);
	if (low == high && cell->why != CARRY_MISSING)
		return page_amount(p, ind, low);
	return page_say(p, key, "low", page_amount(p, ind, low), "high",
	    page_amount(p, ind, high), (char *)NULL);
}

bool
page_guarded(const struct page *p)
{
	size_t i;

	for (i = 0; i < p->in->sources->n; i++)
		if (p->in->sources->items[i].threshold > 0)
			return true;
	return false;
}
