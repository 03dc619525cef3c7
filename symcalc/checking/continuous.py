"""Where an antiderivative jumps, or has no value, although the integrand is continuous there.

F(b) - F(a) is compared with the integral of f over a short stretch around every place where F may
break: by Gauss and Legendre's rule, twice. Where the two rules agree and F does not, F jumps.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import sympy as sp

from symcalc.checking.evaluate import Undefined
from symcalc.checking.numeric import Array
from symcalc.checking.precise import Precise
from symcalc.checking.stations import edges_of, places, settings
from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.ir import Program
from symcalc.compiler.lower import lower
from symcalc.errors import SymcalcError
from symcalc.formula import natural_order, unevaluated

WIDTH = 0.03  # of the stretch to each side of a place
NODES = (14, 34)
CALM = 0.1  # how far the two rules may differ, relative to the integrand
JUMP = 1e-3  # what counts as a jump
ROUNDING = 1e-9  # of the values beside a jump
STEEP = 1.5  # how much larger the integrand may be at nodes that are closer to the place
HALVINGS = 40
DENOMINATORS = 24  # of multiples of π, and of numbers, that are recognised
CLOSE, NEAR = 1e-9, 1e-6
SURE = 5.0  # how often the difference of the two rules a jump must be
DIGITS = 30  # for the value of an integrand at a break
FEW = 3  # breaks that make a period


class Break(NamedTuple):
    """A place where F breaks and f does not: exactly, where it is a number that has a name."""

    place: float
    exactly: sp.Expr | None


def breaks(
    integrand: sp.Expr, told: sp.Expr, x: sp.Symbol, where: tuple[sp.Basic, ...] = ()
) -> tuple[Break, ...]:
    """The places where `told` jumps or has no value, and the integrand is continuous.

    Letters get one set of values; no place is exact then.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> told = 2 * sp.atan(sp.tan(x / 2) / sp.sqrt(3)) / sp.sqrt(3)
    >>> [b.exactly for b in breaks(1 / (2 + sp.cos(x)), told, x)]
    [-3*pi, -pi, pi, 3*pi]
    """
    if unevaluated(integrand) or unevaluated(told):
        return ()
    others = natural_order((integrand.free_symbols | told.free_symbols) - {x})
    letters = next(settings(others, where), {})
    f, answer = integrand.xreplace(letters), told.xreplace(letters)
    edges = tuple(dict.fromkeys(e for e in edges_of(answer, x)))
    near = places(edges, x, {})
    try:
        programs = lower([f], [x]), lower([answer], [x])
    except SymcalcError:
        return ()
    found = [place for place in near if _breaks(programs, place, WIDTH)]
    exact = [_exactly(programs, place) for place in _apart(found)]
    told = [Break(p, None if letters else named(p)) for p in exact]
    return tuple(b for b in told if _breaks(programs, b.place, WIDTH) and _has_value(f, x, b))


def period(found: tuple[Break, ...]) -> sp.Expr | None:
    """The distance between breaks that come again and again.

    >>> period(tuple(Break(float(k), sp.Integer(k)) for k in (-3, -1, 1, 3)))
    2
    """
    exact = [b.exactly for b in found if b.exactly is not None]
    if len(found) < FEW or len(exact) < len(found):
        return None
    gaps = {sp.nsimplify(b - a) for a, b in pairwise(exact)}
    return gaps.pop() if len(gaps) == 1 else None


def _apart(found: list[float]) -> Iterator[float]:
    """Each place once."""
    last = None
    for place in sorted(found):
        if last is None or place - last > WIDTH:
            yield place
            last = place


def _breaks(programs: tuple[Program, Program], place: float, width: float) -> bool:
    """Whether F does not grow as the integral of f does, where that is calm."""
    f, told = programs
    areas, tops = zip(*(_area(f, place, width, n) for n in NODES), strict=True)
    size = max(1.0, abs(tops[0]))
    if not np.isfinite(areas).all() or abs(areas[0] - areas[1]) > CALM * size * width:
        return False
    if max(tops) > STEEP * min(tops) + JUMP:
        return False  # a pole, between the nodes
    ends = _at(told, np.array([place - width, place + width]))
    if not np.isfinite(ends).all():
        return False
    beside = _at(f, np.array([place - CLOSE, place + CLOSE, place - NEAR, place + NEAR]))
    if not np.isfinite(beside).all() or np.abs(beside).max() > STEEP * max(tops) + 1.0:
        return False  # the integrand itself goes to infinity, if slowly
    if abs(beside[0] - beside[1]) > JUMP * (1.0 + max(tops)):
        return False  # the integrand jumps as well
    grown = float(ends[1] - ends[0])
    allowed = JUMP + ROUNDING * float(np.abs(ends).max()) + SURE * abs(areas[0] - areas[1])
    return bool(abs(grown - areas[1]) > allowed)


def _has_value(f: sp.Expr, x: sp.Symbol, place: Break) -> bool:
    """Whether the integrand is defined at the place itself, where that is known exactly."""
    if place.exactly is None:
        return True
    try:
        Precise(DIGITS).at(f.xreplace({x: place.exactly}), {})
    except Undefined:
        return False
    return True


def _area(f: Program, place: float, width: float, count: int) -> tuple[float, float]:
    nodes, weights = _rule(count)
    heights = _at(f, place + width * nodes)
    return float(width * (heights * weights).sum()), float(np.abs(heights).max())


@cache
def _rule(count: int) -> tuple[Array, Array]:
    """Gauss and Legendre's nodes and weights."""
    nodes, weights = np.polynomial.legendre.leggauss(count)
    return nodes, weights


def _at(program: Program, points: Array) -> Array:
    values = evaluate(program, [points])[0]
    return np.broadcast_to(np.asarray(values, dtype=float), points.shape)


def _exactly(programs: tuple[Program, Program], place: float) -> float:
    """The place of a jump, by halving: the larger step is on its side."""
    low, high = place - WIDTH, place + WIDTH
    f, told = programs
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if not low < middle < high:
            break
        values = _at(told, np.array([low, middle, high]))
        if not np.isfinite(values).all():
            return middle
        grown = np.diff(values) - (middle - low) * _at(
            f, np.array([low + middle, middle + high]) / 2
        )
        left, right = np.nan_to_num(np.abs(grown))
        low, high = (low, middle) if left > right else (middle, high)
    return (low + high) / 2


def named(place: float) -> sp.Expr | None:
    """A small fraction, or a small fraction of π, that a number is.

    >>> named(4.71238898038469), named(0.3333333333333)
    (3*pi/2, 1/3)
    """
    for unit in (sp.S.One, sp.pi):
        ratio = sp.Rational(place / float(unit)).limit_denominator(DENOMINATORS)
        if abs(float(ratio * unit) - place) < CLOSE * max(1.0, abs(place)):
            return ratio * unit
    return None
