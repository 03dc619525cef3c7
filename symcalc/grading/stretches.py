"""A wrong formula that is right on part of the domain: where, as an inequality.

Two formulas may agree on one side of a place where something in them begins, ends or is singular,
and differ on the other: 1/(x√(x² − 1)) is the derivative of arcsec x for x > 1 only.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import sympy as sp

from symcalc.checking.numeric import Array
from symcalc.checking.sampling import DIGITS, defined, precision, value
from symcalc.checking.stations import edges_of, places
from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.lower import lower
from symcalc.errors import SymcalcError
from symcalc.grading.intervals import MISSING, RIGHT, WRONG, Interval
from symcalc.grading.places import exact_end, where

Sides = tuple[sp.Expr, sp.Expr, sp.Expr]  # the right formula, the answer, what has to have a value

STEPS = (sp.Abs, sp.sign, sp.Max, sp.Min, sp.floor, sp.ceiling, sp.Heaviside, sp.Piecewise, sp.Mod)
INSIDE = tuple(sp.Rational(*p) for p in ((1, 97), (1, 7), (29, 83), (53, 101), (71, 97), (96, 97)))
BEYOND = tuple(sp.Rational(*p) for p in ((1, 97), (3, 8), (16, 9), (58, 9), (191, 9), (2001, 7)))
GRID = np.concatenate([np.linspace(-3.03, 3.05, 89), [-47.3, -19.7, -7.9, 8.3, 21.1, 53.9, 411.7]])
CLOSE, SURE = 1e-9, 1e-20
FEW, MANY = 4, 8  # points of an interval that make it right; places between which it is looked


def right_where(sides: Sides, asked: sp.Expr) -> str:
    """Where an answer that is wrong elsewhere is right; "" where it is not, or has no short name.

    Parameters
    ----------
    sides : tuple of sympy.Expr
        The right formula, the answer, and what has to have a value.
    asked : sympy.Expr
        The formula of the question.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> wanted, told = 1 / (sp.Abs(x) * sp.sqrt(x**2 - 1)), 1 / (x * sp.sqrt(x**2 - 1))
    >>> right_where((wanted, told, sp.asec(x)), sp.asec(x))
    'x > 1'
    >>> right_where((sp.sign(x), sp.S.One, sp.Abs(x)), sp.Abs(x))
    ''
    """
    letters = set().union(*(side.free_symbols for side in sides))
    if len(letters) != 1 or in_pieces(asked) or in_pieces(sides[1]):
        return ""
    (x,) = letters
    try:
        known = _heights(sides[:2], x, GRID)
    except SymcalcError:
        return ""
    if not _agree(*known).any():
        return ""
    cuts = _cuts(sides, x)
    if not 0 < len(cuts) <= MANY:
        return ""
    found = _joined(sides, x, [*_between(sides, x, cuts)])
    good = [i for i in found if i.status == RIGHT]
    told_apart = any(i.status == WRONG for i in found)
    whole = all(_is_right(known, i) for i in good)
    return where(good, x, unnamed="") if good and told_apart and whole else ""


def in_pieces(formula: sp.Expr) -> bool:
    """Whether a formula is put together: |u|, max, cases, or √(u²)."""
    if formula.has(*STEPS):
        return True
    roots = (p for p in formula.atoms(sp.Pow) if p.exp.is_Rational and p.exp.q % 2 == 0)
    return any(_is_square(p.base) for p in roots)


def _is_square(base: sp.Expr) -> bool:
    """Whether it is the square of a formula."""
    factors = [f for f in sp.Mul.make_args(base) if f.free_symbols]
    if not factors:
        return False
    if all(isinstance(f, sp.Pow) and f.exp.is_Integer and f.exp % 2 == 0 for f in factors):
        return True
    (letter, *others) = base.free_symbols
    if others or not base.is_polynomial(letter) or sp.degree(base, letter) > MANY:
        return False
    return all(power % 2 == 0 for _, power in sp.sqf_list(base, letter)[1])


def _heights(sides: Sequence[sp.Expr], x: sp.Symbol, at: Array) -> list[Array]:
    values = evaluate(lower(list(sides), [x]), [at])
    return [np.broadcast_to(np.asarray(v, dtype=float), at.shape) for v in values]


def _agree(wanted: Array, got: Array) -> Array:
    with np.errstate(all="ignore"):
        close = np.abs(wanted - got) <= CLOSE * np.abs(wanted)
    return np.asarray(close & np.isfinite(wanted) & np.isfinite(got))


def _is_right(known: list[Array], interval: Interval) -> bool:
    """Whether every point of the grid agrees on an interval, as far as doubles tell."""
    inside = (interval.low < GRID) & (interval.high > GRID)
    both = np.isfinite(known[0]) & np.isfinite(known[1]) & inside
    return bool(_agree(*known)[both].all())


def _cuts(sides: Sides, x: sp.Symbol) -> list[float]:
    """Where something in one of the formulas begins, ends or is singular; near ones are one."""
    edges = dict.fromkeys(
        e for side in sides for edge in edges_of(side, x) for e in _plain(edge, x)
    )
    found: list[float] = []
    for place in places(tuple(edges), x, {}):
        exact = exact_end(place)
        here = place if exact is None else float(exact)
        if not found or here - found[-1] > 1e-6:
            found.append(here)
    return found


def _plain(edge: sp.Expr, x: sp.Symbol) -> tuple[sp.Expr, ...]:
    """The polynomials of a fraction, whose zeros are found exactly."""
    if edge.is_polynomial(x) or not edge.is_rational_function(x):
        return (edge,)
    return tuple(sp.fraction(sp.together(edge)))


def _between(sides: Sides, x: sp.Symbol, cuts: Sequence[float]) -> Iterator[Interval]:
    for low, high in pairwise([-math.inf, *cuts, math.inf]):
        status, point = _status(sides, x, _points(low, high))
        yield Interval({}, low, high, status, {} if point is None else {x: point})


def _joined(sides: Sides, x: sp.Symbol, intervals: Sequence[Interval]) -> list[Interval]:
    """Neighbours that are right, with one value between them, are one interval."""
    found: list[Interval] = []
    for one in intervals:
        before = found[-1] if found else one
        if before.status == one.status == RIGHT and _is_right_at(sides, x, before.high):
            found[-1] = replace(before, high=one.high)
        else:
            found.append(one)
    return found


def _is_right_at(sides: Sides, x: sp.Symbol, place: float) -> bool:
    here = exact_end(place)
    if here is None:
        return False
    wanted, mine, on = (side.xreplace({x: here}) for side in sides)
    if not all(defined(side, {}, DIGITS) for side in (wanted, mine, on)):
        return False
    balls = value(wanted, {}, DIGITS), value(mine, {}, DIGITS)
    return balls[0] is not None and balls[1] is not None and (balls[0] - balls[1]).contains(0)


def _points(low: float, high: float) -> list[sp.Rational]:
    """Points of an interval, also close to its ends."""
    if math.isinf(low):
        return [sp.Rational(high) - step for step in BEYOND]
    if math.isinf(high):
        return [sp.Rational(low) + step for step in BEYOND]
    start, width = sp.Rational(low), sp.Rational(high) - sp.Rational(low)
    return [start + share * width for share in INSIDE]


def _status(
    sides: Sides, x: sp.Symbol, points: Sequence[sp.Rational]
) -> tuple[str, sp.Rational | None]:
    """Right where balls agree at two precisions, at several points, and differ at none."""
    wanted, mine, on = sides
    digits, agreed, lacking = precision(wanted, mine), 0, 0
    for number in points:
        point = {x: number}
        if not defined(on, point, DIGITS) or not defined(wanted, point, DIGITS):
            continue
        balls = [(value(wanted, point, n), value(mine, point, n)) for n in (digits, 2 * digits)]
        gaps = [(a - b, abs(a).upper()) for a, b in balls if a is not None and b is not None]
        if any(not gap.contains(0) for gap, _ in gaps):
            return WRONG, number
        sure = len(gaps) == len(balls) and all(gap.rad() <= SURE * size for gap, size in gaps)
        agreed, lacking = agreed + sure, lacking + (not sure)
    if not agreed and not lacking:
        return "", None
    return (RIGHT if agreed >= FEW and not lacking else MISSING), None
