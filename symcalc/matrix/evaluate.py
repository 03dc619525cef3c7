"""Terms as numbers: at sizes and arrays, by NumPy, operation by operation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import sympy as sp

from symcalc.matrix.operations import TABLE
from symcalc.matrix.operations.row import At
from symcalc.matrix.term import Shape, Term, ordered

Sizes = Mapping[sp.Symbol, int]
Values = Mapping[str, Any]


def concrete(shape: Shape, sizes: Sizes) -> tuple[int, ...]:
    """A shape in numbers."""
    return tuple(int(size.xreplace(dict(sizes))) for size in shape)


def evaluate(root: Term, values: Values, sizes: Sizes) -> Any:
    """The value of a term, an array of its shape.

    Parameters
    ----------
    root : Term
        What to compute.
    values : mapping of names to arrays
        A vector has the shape (n, 1).
    sizes : mapping of symbols to integers
        What the letters in shapes stand for.
    """
    return evaluated([root], values, sizes)[root]


def evaluated(roots: list[Term], values: Values, sizes: Sizes) -> dict[Term, Any]:
    """The values of terms and of everything below them."""
    found: dict[Term, Any] = {}
    for node in ordered(*roots):
        if node.op == "symbol":
            found[node] = np.asarray(values[node.value], dtype=float)
            continue
        at = At(concrete(node.shape, sizes), lambda expr: float(expr.xreplace(dict(sizes))))
        args = [found[arg] for arg in node.args]
        found[node] = TABLE[node.op].compute(node, at, *args)
    return found
