/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * country: writes a country that does not exist, and what is true of it. The
 * same arguments give the same bytes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim.h"

int
main(int argc, char **argv)
{
	static const char *const spreads[] = { "real", "none", "apart" };
	struct country c;
	int spread = 0, rc;

	while (argc == 5 && spread < 3 && strcmp(argv[3], spreads[spread]) != 0)
		spread++;
	if (argc != 5 || spread == 3) {
		fputs("usage: country DIR BUURTEN real|none|apart SEED\n"
		      "DIR is an empty folder\n",
		    stderr);
		return 2;
	}
	country_draw(&c, strtol(argv[2], NULL, 10), (enum spread)spread,
	    strtoul(argv[4], NULL, 10));
	rc = country_write(&c, argv[1]);
	country_free(&c);
	return rc == 0 ? 0 : 1;
}
