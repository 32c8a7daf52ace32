/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * linear: linear programmes by Clp, simplex: the same input gives the same
 * answer.
 */
#include "analysis/linear.h"

/* Its header declares a function in the old way. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wstrict-prototypes"
#include <Clp_C_Interface.h>
#pragma GCC diagnostic pop
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct linear {
	double *low, *high, *cost;
	size_t ncolumns, caplow, caphigh, capcost;
	/* Row by row. */
	int *starts, *columns;
	double *factors;
	size_t nrows, capstarts, nput, capcolumns, capfactors;
	Clp_Simplex *model; /* once solved */
};

struct linear *
linear_new(void)
{
	return mem_new(1, sizeof(struct linear));
}

void
linear_free(struct linear *l)
{
	if (l == NULL)
		return;
	if (l->model != NULL)
		Clp_deleteModel(l->model);
	free(l->low);
	free(l->high);
	free(l->cost);
	free(l->starts);
	free(l->columns);
	free(l->factors);
	free(l);
}

size_t
linear_column(struct linear *l, double low, double high)
{
	size_t at = l->ncolumns++;

	MEM_PUSH(l->low, at, l->caplow);
	MEM_PUSH(l->high, at, l->caphigh);
	MEM_PUSH(l->cost, at, l->capcost);
	l->low[at] = low;
	l->high[at] = high;
	l->cost[at] = 0;
	return at;
}

void
linear_row(struct linear *l)
{
	MEM_PUSH(l->starts, l->nrows, l->capstarts);
	l->starts[l->nrows++] = (int)l->nput;
}

void
linear_put(struct linear *l, size_t column, double factor)
{
	MEM_PUSH(l->columns, l->nput, l->capcolumns);
	MEM_PUSH(l->factors, l->nput, l->capfactors);
	l->columns[l->nput] = (int)column;
	l->factors[l->nput++] = factor;
}

void
linear_bounds(struct linear *l, size_t column, double low, double high)
{
	l->low[column] = low;
	l->high[column] = high;
}

void
linear_cost(struct linear *l, size_t column, double cost)
{
	l->cost[column] = cost;
}

static void
load(struct linear *l)
{
	double *zeros = mem_new(l->nrows + 1, sizeof(*zeros));

	l->model = Clp_newModel();
	Clp_setLogLevel(l->model, 0);
	Clp_resize(l->model, 0, (int)l->ncolumns);
	if (l->nrows == 0)
		linear_row(l); /* Clp cannot do without */
	linear_row(l);	       /* where the last one ends */
	l->nrows--;
	Clp_addRows(l->model, (int)l->nrows, zeros, zeros, l->starts,
		    l->columns, l->factors);
	free(zeros);
}

int
linear_solve(struct linear *l, double *least, struct err *err)
{
	if (l->model == NULL)
		load(l);
	Clp_chgColumnLower(l->model, l->low);
	Clp_chgColumnUpper(l->model, l->high);
	Clp_chgObjCoefficients(l->model, l->cost);
	Clp_primal(l->model, 0);
	switch (Clp_status(l->model)) {
	case 0:
		*least = Clp_objectiveValue(l->model);
		return 1;
	case 1:
		return 0;
	case 2:
		return 2;
	}
	return err_set(err, ERR_BASE,
	    "small counts: the linear programme of %zu by %zu was not solved "
	    "(Clp says %d): report it with the table",
	    l->nrows, l->ncolumns, Clp_status(l->model));
}

double
linear_value(const struct linear *l, size_t column)
{
	return Clp_primalColumnSolution(l->model)[column];
}
