"""The zeros of a formula in an interval: exact where numbers recognise them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import islice
from math import ceil, floor, isfinite

import mpmath
import numpy as np
import sympy as sp

from symcalc.checking.evaluate import Number, Undefined, evaluate
from symcalc.checking.numeric import Array
from symcalc.checking.precise import Precise
from symcalc.compiler.backends.python import evaluate as evaluate_all
from symcalc.compiler.lower import lower
from symcalc.errors import SymcalcError
from symcalc.formula import unevaluated

DIGITS = 90
SAME = mpmath.mpf("1e-70")  # what counts as zero in so many digits
DEGREE = 12  # of a polynomial that is solved exactly
GRID = 601  # points of an interval that are looked at
LOW = 0.05  # of the usual size: values so small may touch zero between two points
LARGEST = 60  # of a denominator that is recognised
LONG = 10**20  # denominators that are only decimals
MOST = 40  # zeros that are looked for by numbers
WAVES = 400  # full waves whose zeros are told
HALVINGS = 300
GOLDEN = 0.6180339887498949


@lru_cache(maxsize=1024)
def zeros_between(expr: sp.Expr, x: sp.Symbol, low: sp.Expr, high: sp.Expr) -> tuple[sp.Expr, ...]:
    """The real zeros in an interval, its ends included, from left to right.

    One that is not recognised is a rational number with many digits. Ends may be infinite.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> zeros_between(sp.sin(x) - sp.cos(x), x, sp.S.Zero, sp.pi)
    (pi/4,)
    >>> zeros_between(x**3 - 2 * x, x, -sp.oo, sp.oo)
    (-sqrt(2), 0, sqrt(2))
    """
    if expr.free_symbols != {x} or unevaluated(expr):
        return ()
    found = dict.fromkeys(_zeros(expr, x, low, high))
    inside = [z for z in found if z.is_real and low <= z <= high]
    return tuple(sorted(_distinct(inside), key=lambda z: sp.N(z, DIGITS)))


def _distinct(found: Iterable[sp.Expr]) -> list[sp.Expr]:
    """Each once, in its exact form where there is one."""
    context = Precise(DIGITS).context
    kept: list[tuple[sp.Expr, Number]] = []
    for zero in sorted(found, key=lambda z: (rough(z), sp.count_ops(z))):
        at = context.mpf(sp.N(zero, DIGITS)._to_mpmath(context.prec))
        if all(abs(at - other) > 1e-12 * max(1, abs(at)) for _, other in kept):
            kept.append((zero, at))
    return [zero for zero, _ in kept]


def _zeros(expr: sp.Expr, x: sp.Symbol, low: sp.Expr, high: sp.Expr) -> list[sp.Expr]:
    if not expr.has(x):
        return []
    if expr.is_Mul:
        return [z for factor in expr.args for z in _zeros(factor, x, low, high)]
    if expr.is_Pow and not expr.exp.has(x):
        return _zeros(expr.base, x, low, high) if expr.exp.is_positive else []
    if isinstance(expr, sp.Abs):
        return _zeros(expr.args[0], x, low, high)
    if isinstance(expr, sp.exp):
        return []
    for solved in (_of_polynomial(expr, x), _of_wave(expr, x, low, high)):
        if solved is not None:
            return solved
    return list(islice(_seen(expr, x, low, high), MOST))


def _of_wave(expr: sp.Expr, x: sp.Symbol, low: sp.Expr, high: sp.Expr) -> list[sp.Expr] | None:
    """The exact zeros of p sin(ax + b) + q, and of cosines and tangents; None for others."""
    waves = list(expr.atoms(sp.sin, sp.cos, sp.tan))
    if len(waves) != 1 or not (low.is_finite and high.is_finite):
        return None
    (wave,), hole = waves, sp.Dummy()
    outer, inner = expr.xreplace({wave: hole}), wave.args[0]
    if outer.has(x) or not outer.is_polynomial(hole) or sp.degree(outer, hole) != 1:
        return None
    if not inner.is_polynomial(x) or sp.degree(inner, x) != 1:
        return None
    slope, start = sp.Poly(inner, x).all_coeffs()
    p, q = sp.Poly(outer, hole).all_coeffs()
    height = -q / p
    if not all(c.is_real for c in (slope, start, height)):
        return None
    found: list[sp.Expr] = []
    for angle in _angles(type(wave), height):
        period = sp.pi if isinstance(wave, sp.tan) else 2 * sp.pi
        ends = sorted(float((slope * e + start - angle) / period) for e in (low, high))
        if ends[1] - ends[0] > WAVES:
            return None
        turns = range(ceil(ends[0] - 1e-9), floor(ends[1] + 1e-9) + 1)
        found += [sp.expand((angle + k * period - start) / slope) for k in turns]
    return found


def _angles(wave: type[sp.Expr], height: sp.Expr) -> tuple[sp.Expr, ...]:
    """The angles of one period at which a wave has this height."""
    if wave is sp.tan:
        return (sp.atan(height),)
    if abs(height) > 1:
        return ()
    angle = sp.asin(height) if wave is sp.sin else sp.acos(height)
    other = sp.pi - angle if wave is sp.sin else -angle
    return (angle, other) if abs(height) != 1 else (angle,)


def _of_polynomial(expr: sp.Expr, x: sp.Symbol) -> list[sp.Expr] | None:
    if not expr.is_polynomial(x) or sp.degree(expr, x) > DEGREE:
        return None
    poly = sp.Poly(expr, x)
    if poly.degree() == 1:
        slope, start = poly.all_coeffs()
        return [sp.expand(-start / slope)]
    if not all(c.is_Rational for c in poly.all_coeffs()):
        return None
    return [_short(root) for root in poly.real_roots(radicals=True)]


def _short(root: sp.Expr) -> sp.Expr:
    """A root that has no form with radicals, as a decimal of many digits."""
    return sp.Rational(str(root.n(DIGITS))) if root.has(sp.CRootOf) else root


def rough(place: sp.Expr) -> bool:
    """Whether a zero is a decimal of many digits rather than an exact number."""
    return bool(place.is_Rational and place.q > LONG)


def _seen(expr: sp.Expr, x: sp.Symbol, low: sp.Expr, high: sp.Expr) -> Iterator[sp.Expr]:
    """Zeros seen from values on a grid: changes of sign, and places that touch zero."""
    grid = spread(low, high)
    heights = values_on(expr, x, grid)
    if heights is None:
        return
    sizes = np.abs(heights)
    usual = float(np.median(sizes[np.isfinite(sizes)])) if np.isfinite(sizes).any() else 1.0
    for a, b, u, v in zip(grid, grid[1:], heights, heights[1:], strict=False):
        if isfinite(u) and isfinite(v) and min(u, v) < 0 < max(u, v):
            yield from _crossing(expr, x, a, b)
    for k in range(1, len(grid) - 1):
        u, v, w = sizes[k - 1 : k + 2]
        if v == 0 and min(heights[k - 1], heights[k + 1]) < 0 < max(heights[k - 1], heights[k + 1]):
            yield from _crossing(expr, x, grid[k - 1], grid[k + 1])
        elif v == 0 or (v <= min(u, w) and v < LOW * max(usual, u, w)):
            yield from _touching(expr, x, grid[k - 1], grid[k + 1])
    for end in (low, high):
        if end.is_finite:
            yield from _at_end(expr, x, end)


def _at_end(expr: sp.Expr, x: sp.Symbol, end: sp.Expr) -> Iterator[sp.Expr]:
    try:
        if abs(Precise(DIGITS).at(expr.xreplace({x: end}), {})) < SAME:
            yield end
    except Undefined:
        return


def spread(low: sp.Expr, high: sp.Expr) -> Array:
    """Points of an interval, denser towards its finite ends where the other is infinite."""
    t = (np.arange(GRID) + 0.5) / GRID
    if low.is_finite and high.is_finite:
        return np.asarray(float(low) + (float(high) - float(low)) * t)
    if low.is_finite:
        return np.asarray(float(low) + t / (1 - t) * 3)
    if high.is_finite:
        return np.asarray(float(high) - (t / (1 - t) * 3)[::-1])
    return np.asarray(3 * np.tan((t - 0.5) * np.pi * 0.999))


def values_on(expr: sp.Expr, x: sp.Symbol, grid: Array) -> Array | None:
    """Values in doubles; NaN where there is none, None where the formula has no program."""
    try:
        with np.errstate(all="ignore"):
            found = evaluate_all(lower([expr], [x]), [grid])[0]
    except SymcalcError:
        return None
    return np.broadcast_to(np.asarray(found, dtype=float), grid.shape)


def _at(expr: sp.Expr, x: sp.Symbol, t: Number) -> Number:
    return evaluate(expr, {x: t}, Precise(DIGITS))


def _crossing(expr: sp.Expr, x: sp.Symbol, a: float, b: float) -> Iterator[sp.Expr]:
    """A change of sign, halved again and again; at a pole the values grow."""
    context = Precise(DIGITS).context
    low, high = context.mpf(float(a)), context.mpf(float(b))
    try:
        left, first = _at(expr, x, low), max(abs(_at(expr, x, low)), abs(_at(expr, x, high)))
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            value = _at(expr, x, middle)
            low, high, left = (
                (middle, high, value) if (value > 0) == (left > 0) else (low, middle, left)
            )
    except Undefined:
        return
    if abs(left) <= first:
        yield from _recognised(expr, x, (low + high) / 2)


def _touching(expr: sp.Expr, x: sp.Symbol, a: float, b: float) -> Iterator[sp.Expr]:
    """The lowest place between two points, where the size is zero there."""
    low, high = a, b
    for _ in range(60):
        c, d = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
        found = values_on(expr, x, np.array([c, d]))
        if found is None or not np.isfinite(found).all():
            return
        low, high = (low, d) if abs(found[0]) < abs(found[1]) else (c, high)
    near = Precise(DIGITS).context.mpf((low + high) / 2)
    yield from _exact(expr, x, near, 1e-6)


def _recognised(expr: sp.Expr, x: sp.Symbol, near: Number) -> Iterator[sp.Expr]:
    """The number that this is, as far as many digits tell; else a decimal."""
    found = next(_exact(expr, x, near), None)
    yield sp.Rational(mpmath.nstr(near, DIGITS - 5)) if found is None else found


def _exact(expr: sp.Expr, x: sp.Symbol, near: Number, off: float = 1e-25) -> Iterator[sp.Expr]:
    """The first of the usual numbers close to a place at which the expression vanishes."""
    for guess in _guesses(near, off):
        try:
            if abs(Precise(DIGITS).at(expr.xreplace({x: guess}), {})) < SAME:
                yield guess
                return
        except Undefined:
            continue


def _guesses(near: Number, off: float) -> Iterator[sp.Expr]:
    context = Precise(DIGITS).context
    forms: list[tuple[Number, Callable[[sp.Rational], sp.Expr]]] = [
        (near, lambda q: q),
        (near / context.pi, lambda q: q * sp.pi),
        (context.exp(near) if abs(near) < 20 else None, lambda q: sp.log(q)),
        (near**2, lambda q: sp.sqrt(q) * (1 if near > 0 else -1)),
        (context.log(near) if near > 0 else None, lambda q: sp.exp(q)),
        (near**2 / context.pi, lambda q: sp.sqrt(q * sp.pi) * (1 if near > 0 else -1)),
        (1 / (near * context.pi) if near else None, lambda q: 1 / (q * sp.pi)),
        (
            context.tan(near),
            lambda q: (
                sp.atan(q)
                + sp.pi * round(float((near - context.atan(context.tan(near))) / context.pi))
            ),
        ),
    ]
    for value, back in forms:
        if value is None or abs(value) > 10**6:
            continue
        q = Fraction(str(context.nstr(value, DIGITS - 5))).limit_denominator(LARGEST)
        if abs(value - context.mpf(q.numerator) / q.denominator) < off * max(1, abs(value)) and (
            q > 0 or back is forms[0][1] or back is forms[1][1] or back is forms[-1][1]
        ):
            yield back(sp.Rational(q.numerator, q.denominator))
