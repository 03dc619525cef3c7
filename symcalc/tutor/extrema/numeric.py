"""Zeros found by numbers: a scan in one variable, Newton's method from many starts in several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from symcalc.checking.evaluate import Undefined
from symcalc.checking.precise import Precise
from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.lower import lower
from symcalc.compiler.passes.derivatives import jacobian
from symcalc.errors import TooLargeError
from symcalc.figures import in_figures
from symcalc.tutor.extrema.numbers import decimals, sign_of
from symcalc.tutor.words.extrema import SAYS

Array = NDArray[np.float64]
DIGITS = 40
WINDOWS = (1000.0, 100.0, 10.0)  # how far from 0 to look; nearer where there is too much to list
POINTS = 4001  # of a scan
MOST = 12  # zeros that are listed
CROWDED = 24  # zeros with which no list helps anyone
HALVINGS = 150  # from a grid's step to 40 digits
STARTS = 400  # of Newton's method
ROUNDS = 60
APART = 1e-5  # zeros that are nearer are one
CLOSE = 1e-8  # how small the equations have to be


@dataclass(frozen=True)
class Scanned:
    """Zeros at which a formula changes sign, to forty digits, and where they were looked for."""

    roots: tuple[sp.Expr, ...]
    low: float
    high: float


def values_on(expr: sp.Expr, symbols: Sequence[sp.Symbol], columns: Sequence[Array]) -> Array:
    """The values of a formula at many points, NaN where it has none."""
    program = lower([expr], list(symbols))
    found = np.asarray(evaluate(program, list(columns))[0], dtype=float)
    return np.where(np.isfinite(found), found, np.nan)


def scan(
    expr: sp.Expr, x: sp.Symbol, low: float | None = None, high: float | None = None
) -> Scanned:
    """The sign changes of a continuous formula between two bounds.

    Parameters
    ----------
    expr : sympy.Expr
        A formula in x alone.
    low, high : float, optional
        Where to look. An open side is looked at as far as 1000, or nearer, if there are more zeros
        than a reader wants.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> [root.n(10) for root in scan(sp.cos(x) - x, x).roots]
    [0.7390851332]
    """
    for size in WINDOWS:
        bounds = (-size if low is None else low), (size if high is None else high)
        places = _grid(*bounds)
        marks = np.sign(values_on(expr, (x,), [places]))
        changes = [
            (places[i], places[j])
            for i, j in zip(range(POINTS - 1), range(1, POINTS), strict=True)
            if marks[i] * marks[j] < 0
        ]
        changes += [(p, p) for p, m in zip(places, marks, strict=True) if m == 0]
        if len(changes) <= MOST or (low is not None and high is not None):
            break
    if len(changes) > CROWDED:
        raise crowded(sp.Float(bounds[0]), sp.Float(bounds[1]))
    found = [root for pair in changes if (root := _bisected(expr, x, *pair)) is not None]
    return Scanned(tuple(sorted(found)), *bounds)


def crowded(low: sp.Expr, high: sp.Expr) -> TooLargeError:
    """More zeros than a reader wants to see, or than a scan keeps apart."""
    ends = (max(float(low), -WINDOWS[-1]), min(float(high), WINDOWS[-1]))
    bounds = {k: in_figures(e) for k, e in zip(("low", "high"), ends, strict=True)}
    return TooLargeError(SAYS["crowded"].format(**bounds), hint=SAYS["crowded-hint"])


def _grid(low: float, high: float) -> Array:
    """Points that are close together near 0 if the bounds are far apart."""
    if high - low <= 40:
        return np.linspace(low, high, POINTS + 2)[1:-1]
    t = np.linspace(np.arcsinh(low), np.arcsinh(high), POINTS + 2)[1:-1]
    return np.sinh(t)


def _bisected(expr: sp.Expr, x: sp.Symbol, low: float, high: float) -> sp.Expr | None:
    """Between two points of different sign: a zero, unless the formula jumps there."""
    kind = Precise(DIGITS)
    a, b = sp.Rational(low), sp.Rational(high)
    if a == b:
        return a if sign_of(expr.subs(x, a)) == 0 else None
    try:
        left = kind.at(expr, {x: a})
        size = abs(left)
        for _ in range(HALVINGS):
            middle = sp.Rational(str(kind.context.nstr(kind.number((a + b) / 2), DIGITS)))
            here = kind.at(expr, {x: middle})
            if here == 0:
                return middle
            a, b = (middle, b) if (here > 0) == (left > 0) else (a, middle)
    except Undefined:
        return None
    if abs(here) > 1e-20 * max(size, 1):
        return None
    simple = ((a + b) / 2).limit_denominator(1000)
    near = abs(simple - a) < sp.Rational(1, 10**30)
    exact = near and decimals(expr.subs(x, simple)) == 0
    return simple if exact else sp.Float((a + b) / 2, DIGITS)


def newton(
    equations: Sequence[sp.Expr],
    unknowns: Sequence[sp.Symbol],
    boxes: Sequence[float] = (3.0, 12.0),
) -> list[tuple[sp.Float, ...]]:
    """Solutions of n equations for n unknowns that Newton's method comes to from many starts."""
    n = len(unknowns)
    program = lower(list(equations), list(unknowns))
    whole = jacobian(program, list(range(n)))
    draw = np.random.default_rng(0)
    half = STARTS // len(boxes)
    here = np.concatenate([draw.uniform(-b, b, (half, n)) for b in boxes])
    for _ in range(ROUNDS):
        values = np.stack([_full(v, len(here)) for v in evaluate(program, list(here.T))], axis=-1)
        slopes = [_full(v, len(here)) for v in evaluate(whole, list(here.T))]
        matrix = np.stack(slopes, axis=-1).reshape(-1, n, n)
        here = here - _steps(matrix, values)
    values = np.stack([_full(v, len(here)) for v in evaluate(program, list(here.T))], axis=-1)
    small = np.all(np.abs(values) < CLOSE, axis=1) & np.all(np.abs(here) < 1e4, axis=1)
    kept: list[Array] = []
    for point in here[small]:
        if all(
            np.max(np.abs(point - other)) > APART * (1 + np.max(np.abs(point))) for other in kept
        ):
            kept.append(point)
    polished = [p for point in kept[: 4 * MOST] if (p := _polished(equations, unknowns, point))]
    return sorted(dict.fromkeys(polished))


def _full(values: Array, count: int) -> Array:
    return np.broadcast_to(np.asarray(values, dtype=float), (count,))


def _steps(matrix: Array, values: Array) -> Array:
    """Newton's steps, none longer than the point is likely to be good for."""
    fine = np.isfinite(matrix).all(axis=(1, 2)) & np.isfinite(values).all(axis=1)
    steps = np.zeros_like(values)
    damped = matrix[fine] + 1e-12 * np.eye(matrix.shape[-1])
    with np.errstate(all="ignore"):
        try:
            steps[fine] = np.linalg.solve(damped, values[fine][..., None])[..., 0]
        except np.linalg.LinAlgError:
            steps[fine] = np.einsum("kij,kj->ki", np.linalg.pinv(damped), values[fine])
        long = np.maximum(1.0, np.abs(steps).max(axis=1, keepdims=True) / 2.0)
    return np.asarray(np.nan_to_num(steps / long))


def _polished(
    equations: Sequence[sp.Expr], unknowns: Sequence[sp.Symbol], start: Array
) -> tuple[sp.Float, ...] | None:
    """Newton's method in forty digits; None where it does not settle on a zero."""
    kind = Precise(DIGITS)
    slopes = [[e.diff(x) for x in unknowns] for e in equations]
    here = [sp.Rational(float(v)) for v in start]
    try:
        for _ in range(8):
            point = dict(zip(unknowns, here, strict=True))
            left = kind.context.matrix([kind.at(e, point) for e in equations])
            matrix = kind.context.matrix([[kind.at(s, point) for s in row] for row in slopes])
            step = kind.context.lu_solve(matrix, left)
            here = [
                v - sp.Rational(str(kind.context.nstr(s, DIGITS)))
                for v, s in zip(here, step, strict=True)
            ]
            here = [sp.Rational(str(sp.Float(v, DIGITS))) for v in here]
    except (Undefined, ZeroDivisionError, TypeError):  # TypeError: mpmath, at a column of zeros
        return None
    if max(abs(v) for v in left) > 1e-25:
        return None
    return tuple(_recognised(equations, unknowns, here))


def _recognised(
    equations: Sequence[sp.Expr], unknowns: Sequence[sp.Symbol], here: list[sp.Rational]
) -> list[sp.Expr]:
    """The exact point where all coordinates are simple fractions and satisfy the equations."""
    simple = [sp.Rational(v).limit_denominator(1000) for v in here]
    if all(abs(s - v) < sp.Rational(1, 10**25) for s, v in zip(simple, here, strict=True)):
        point = dict(zip(unknowns, simple, strict=True))
        if all(decimals(e.subs(point)) == 0 for e in equations):
            return list(simple)
    return [sp.Float(v, DIGITS) for v in here]
