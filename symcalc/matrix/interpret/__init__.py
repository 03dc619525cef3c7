"""From a matrix formula as written to its term: shapes are checked here, and nowhere else."""

from symcalc.matrix.interpret import (
    arithmetic,
    arranging,
    dots,
    functions,
    layers,
    pairs,
    reductions,
)
from symcalc.matrix.interpret.calls import CALLED
from symcalc.matrix.interpret.formula import Given, MatrixFormula, has_matrices, interpreted

__all__ = ["CALLED", "Given", "MatrixFormula", "has_matrices", "interpreted"]

# Each registers, when it is imported, what its heads and its functions mean.
MEANINGS = (arithmetic, dots, functions, reductions, layers, pairs, arranging)
