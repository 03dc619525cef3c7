"""From text with declared shapes to a MatrixKernel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sympy as sp

from symcalc.formula import natural_order
from symcalc.matrix.compiled.kernel import MatrixKernel
from symcalc.matrix.interpret import interpreted


def matrix_kernel(
    text: str,
    shapes: Any,
    samples: str = "rows",
    *,
    inputs: Sequence[str] | None = None,
    wrt: Sequence[str] | None = None,
    data: Sequence[str] = (),
    backend: str = "cpu",
    dtype: str = "float64",
) -> MatrixKernel:
    """Compile a matrix formula and its derivatives.

    Parameters
    ----------
    text : str
        The formula; lines of the form z = W x + b may stand before it.
    shapes : str or mapping
        "W: (k, n), x: n".
    samples : {"rows", "columns"}
        How a batch is laid out.
    inputs, wrt, data : names
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
    formula = interpreted(text, shapes, samples)
    if inputs is None:
        order = natural_order({sp.Symbol(symbol.value) for symbol in formula.symbols})
        names = tuple(letter.name for letter in order)
    else:
        names = tuple(formula.symbol(name).value for name in inputs)
    known = {formula.symbol(name).value for name in data}
    by = [name for name in names if name not in known] if wrt is None else wrt
    variables = tuple(formula.symbol(name).value for name in by)
    return MatrixKernel(formula.term, names, variables, backend, dtype)
