/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * dress: the house style in a model, so that HTML and PDF wear the same, and a
 * page is made anew when it changes.
 */
#include "page/own.h"

static const char *const tints[] = { "area_pale", "story_pale", "care_pale" };

static void
put_colours(const struct palette *p, struct json *house)
{
	struct json *colours = json_add_object(house, "colours");

	for (int i = 0; i < PAINT_ROLES; i++)
		json_add_str(
		    colours, palette_role((enum paint)i), p->hex[i]);
	for (int i = 0; i < 3; i++)
		json_add_str(colours, tints[i], p->hex[PAINT_AREA_PALE + i]);
}

void
page_house(struct page *p, struct json *model)
{
	const struct house *h = p->in->house;
	struct json *house, *logo;

	if (h == NULL || !h->there)
		return;
	house = json_add_object(model, "house");
	put_colours(&h->palette, house);
	json_add_str(house, "family", h->family);
	json_add_bool(house, "measured", h->measured);
	if (h->logo != NULL) {
		logo = json_add_object(house, "logo");
		json_add_str(logo, "file", h->logo_name);
		json_add_str(logo, "alt", h->logo_alt);
		json_add_int(logo, "width", h->logo_width);
		json_add_int(logo, "height", h->logo_height);
	} else
		json_add_null(house, "logo");
	json_add_str(house, "contact", h->contact);
	json_add_str(house, "digest", h->digest);
}

const char *
page_house_contact(struct page *p)
{
	const struct house *h = p->in->house;

	return h == NULL || h->contact == NULL
	    ? NULL
	    : page_say(p, "about.contact_house", "contact", h->contact,
		  (char *)NULL);
}
