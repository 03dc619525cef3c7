"""Wrong answers as rows of numbers: their values at a few points, to look an answer up by."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.lower import lower
from symcalc.errors import SymcalcError

Prints = NDArray[np.float64]

POINTS = 13  # small positive ones first, then of both signs, then larger ones
POSITIVE, LARGER = 6, 4
SMALL, LARGE = (0.2, 1.9), (4.0, 12.0)
APART = 0.8  # where a variable is moved to, for answers up to a constant
CLOSE = 1e-9  # relative, how near two prints of one answer are
LEAST = 3  # values that two prints must share


def places(symbols: Sequence[sp.Symbol]) -> list[Prints]:
    """Where answers are looked at, an array for each symbol."""
    draw = random.Random(7)
    few = POINTS - LARGER
    signs = ([1] * POSITIVE + [-1, 1] * POINTS)[:few] + [1] * LARGER
    sizes = [SMALL] * few + [LARGE] * LARGER
    return [
        np.array([s * draw.uniform(*size) for s, size in zip(signs, sizes, strict=True)])
        for _ in symbols
    ]


def prints(
    values: Sequence[sp.Basic], symbols: Sequence[sp.Symbol], moving: Sequence[sp.Symbol] = ()
) -> Prints:
    """The prints of several answers of one shape, a row for each.

    What cannot be evaluated is a row of nan, which equals nothing. Where variables are moving, the
    prints are of differences between two places, in which a constant cancels.
    """
    rows = [_entries(value) for value in values]
    width = max(map(len, rows), default=1)
    flat = [e for row in rows for e in (row if len(row) == width else [sp.nan] * width)]
    columns = _evaluated(flat, symbols, moving)
    return np.asarray(columns).reshape(len(rows), width * POINTS)


def _entries(value: sp.Basic) -> list[sp.Expr]:
    return list(value) if isinstance(value, sp.MatrixBase) else [value]


def _evaluated(
    exprs: Sequence[sp.Expr], symbols: Sequence[sp.Symbol], moving: Sequence[sp.Symbol]
) -> list[Prints]:
    nothing = np.full(POINTS, np.nan)
    known = [k for k, e in enumerate(exprs) if _is_value(e, symbols)]
    found: list[Prints] = [nothing] * len(exprs)
    try:
        columns: Sequence[Any] = _run([exprs[k] for k in known], symbols, moving)
    except SymcalcError:
        if len(exprs) == 1:
            return [nothing]
        return [_evaluated([e], symbols, moving)[0] for e in exprs]
    for k, column in zip(known, columns, strict=True):
        found[k] = np.broadcast_to(np.asarray(column, dtype=float), (POINTS,))
    return found


def _is_value(expr: sp.Basic, symbols: Sequence[sp.Symbol]) -> bool:
    plain = isinstance(expr, sp.Expr) and expr.free_symbols <= set(symbols)
    return plain and not expr.has(sp.nan, sp.zoo, sp.oo, -sp.oo, sp.I)


def _run(
    exprs: Sequence[sp.Expr], symbols: Sequence[sp.Symbol], moving: Sequence[sp.Symbol]
) -> list[Any]:
    if not exprs:
        return []
    program, here = lower(exprs, symbols), places(symbols)
    values = evaluate(program, here)
    if not moving:
        return values
    there = [at * APART if s in moving else at for s, at in zip(symbols, here, strict=True)]
    with np.errstate(invalid="ignore"):
        return [np.subtract(*pair) for pair in zip(values, evaluate(program, there), strict=True)]


def alike(known: Prints, told: Prints) -> list[int]:
    """The rows of known prints that equal the one told."""
    if not known.size or known.shape[1] != told.size:
        return []
    both = np.isfinite(known) & np.isfinite(told)
    with np.errstate(invalid="ignore"):
        apart = np.abs(known - told) > CLOSE * np.maximum(1e-3, np.abs(told))
    one_sided = np.isfinite(known) != np.isfinite(told)
    same = ~(apart & both).any(axis=1) & ~one_sided.any(axis=1)
    enough = both.sum(axis=1) >= min(LEAST, told.size)
    return [int(k) for k in np.flatnonzero(same & enough)]
