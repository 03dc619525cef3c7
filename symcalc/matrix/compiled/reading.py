"""From text with declared shapes to a MatrixKernel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sympy as sp

from symcalc.formula import natural_order
from symcalc.matrix.compiled.kernel import MatrixKernel
from symcalc.matrix.interpret import Given, interpreted


def matrix_kernel(
    given: Given,
    shapes: Any,
    samples: str = "rows",
    *,
    inputs: Sequence[str] | None = None,
    wrt: Sequence[str] | None = None,
    backend: str = "cpu",
    dtype: str = "float64",
) -> MatrixKernel:
    """Compile a matrix formula and its derivatives.

    Parameters
    ----------
    given : text or SymPy object
        The formula; lines of the form z = W x + b may stand before it.
    shapes : str or mapping
        "W: (k, n), x: n".
    samples : {"rows", "columns"}
        How a batch is laid out.
    inputs, wrt : names
        As in `compile`.
    backend, dtype : str
        As in `compile`.

    Raises
    ------
    ReadingError, ShapeError
        If the text is no formula, or shapes do not fit.
    UnsupportedError
        If a name is not in the formula, or an input is missing.

    Examples
    --------
    >>> matrix_kernel("x^T A x", "A: (n, n), x: n")
    <MatrixKernel (A, x) -> a number, by A, x, cpu float64>
    """
    formula = interpreted(given, shapes, samples)
    if inputs is None:
        order = natural_order({sp.Symbol(symbol.value) for symbol in formula.symbols})
        names = tuple(letter.name for letter in order)
    else:
        names = tuple(formula.symbol(name).value for name in inputs)
    variables = names if wrt is None else tuple(formula.symbol(name).value for name in wrt)
    return MatrixKernel(formula.term, names, variables, backend, dtype)
