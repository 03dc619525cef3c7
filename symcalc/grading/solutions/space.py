"""Two conditions on several letters: point by point, line by line, or by algebra."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import sympy as sp

from symcalc.formula import natural_order
from symcalc.grading.solutions.conditions import (
    All,
    Any,
    Compare,
    Condition,
    Not,
    Point,
    holds,
    put,
)
from symcalc.grading.solutions.line import along
from symcalc.tutor.extrema.branches import Stuck
from symcalc.tutor.extrema.systems import solve_system
from symcalc.tutor.extrema.zeros import never_zero

FRIENDLY = (0, 1, 2, -1, 3)
SLICES = 7  # along each letter: at friendly values, and at others
DECIDED = 5  # of them, so that nothing different counts as equal
FEW = 3  # of them, after which a difference to both sides is enough
VARIED = 2  # of them, where the first condition holds somewhere
SMALL = 60  # operations of a gap whose ratio to another is looked at
LETTERS = 5


@dataclass(frozen=True)
class Met:
    """Two conditions compared.

    Attributes
    ----------
    lost, gained : tuple of points
        Where only the first holds, and where only the second.
    shared : tuple of points
        Where both hold.
    proof : str
        "exact" or "sampled"; "" where nothing is decided unless something differs.
    general : sympy.Symbol, optional
        A quantity that the second is solved for; the others took no special values.
    """

    lost: tuple[Point, ...] = ()
    gained: tuple[Point, ...] = ()
    shared: tuple[Point, ...] = ()
    proof: str = ""
    general: sp.Symbol | None = None


@lru_cache(maxsize=2048)
def met(
    right: Condition,
    told: Condition,
    unknowns: tuple[sp.Symbol, ...],
    parameters: tuple[sp.Symbol, ...] = (),
) -> Met:
    """Compare two conditions.

    Parameters
    ----------
    right, told : Condition
        The first is asked for.
    unknowns : tuple of sympy.Symbol
        What is to be found.
    parameters : tuple of sympy.Symbol
        Letters that stand for numbers; they only take values that are not special.
    """
    if right == told or _proportional(right, told):
        return Met(proof="exact")
    if len(unknowns) == 1 and not parameters:
        return _on_line(right, told, unknowns[0])
    if not parameters:
        points = _by_points(right, told, tuple(unknowns))
        if points is not None:
            return points
    return _by_slices(right, told, unknowns, parameters)


def _on_line(right: Condition, told: Condition, x: sp.Symbol) -> Met:
    found = along(right, told, x)
    lost, gained, shared = (
        tuple({x: p} for p in side) for side in (found.lost, found.gained, found.shared)
    )
    return Met(lost, gained, shared, "exact" if found.complete else "")


def _proportional(right: Condition, told: Condition) -> bool:
    """Whether two equations differ by a factor that is never zero, and fail nowhere."""
    if not (isinstance(right, Compare) and isinstance(told, Compare)):
        return False
    if right.sign != "=" or told.sign != "=" or right.below or told.below:
        return False
    gaps = [sp.expand(c.gap) for c in (right, told)]
    if 0 in gaps or any(sp.count_ops(g) > SMALL for g in gaps):
        return False
    if not all(g.is_polynomial(*g.free_symbols) for g in gaps):
        return False
    ratio = sp.cancel(gaps[0] / gaps[1])
    return bool(ratio.is_number and ratio != 0) or (ratio.is_polynomial() and never_zero(ratio))


def _by_points(right: Condition, told: Condition, unknowns: tuple[sp.Symbol, ...]) -> Met | None:
    """Both have finitely many solutions, or curves that are known: each is tried in the other."""
    first, second = solutions(right, unknowns), solutions(told, unknowns)
    if first is None or second is None:
        return None
    if any(f for _, f in (*first, *second)) and not (_is_system(right) and _is_system(told)):
        return None
    lost, shared, sure = _tried(first, told)
    gained, _, known = _tried(second, right)
    curves = any(f for _, f in (*first, *second))
    proof = ("sampled" if curves else "exact") if sure and known else ""
    return Met(tuple(lost), tuple(gained), tuple(shared), proof)


def _is_system(condition: Condition) -> bool:
    return isinstance(condition, All) and len(condition.parts) > 1


Curve = tuple[Mapping[sp.Symbol, sp.Expr], frozenset[sp.Symbol]]


@lru_cache(maxsize=512)
def solutions(condition: Condition, unknowns: tuple[sp.Symbol, ...]) -> tuple[Curve, ...] | None:
    """All solutions, each with the unknowns that it leaves free; None where not all are known."""
    if isinstance(condition, Any):
        parts = [solutions(part, unknowns) for part in condition.parts]
        if None in parts:
            return None
        return tuple(one for part in parts for one in part or ())
    if isinstance(condition, Not) or not all(_is_equation(c) for c in _conjuncts(condition)):
        return None
    gaps = [c.gap for c in _conjuncts(condition) if isinstance(c, Compare)]
    if not gaps:
        return None
    try:
        found = solve_system(gaps, unknowns)
    except (Stuck, NotImplementedError, sp.PolynomialError):
        return None
    if any(s.periods for s in found):
        return None
    return tuple((s.values, s.free) for s in found if s.free or holds(condition, s.values))


def _conjuncts(condition: Condition) -> tuple[Condition, ...]:
    if isinstance(condition, All):
        return tuple(c for part in condition.parts for c in _conjuncts(part))
    return (condition,)


def _is_equation(condition: Condition) -> bool:
    return isinstance(condition, Compare) and condition.sign == "="


def _tried(found: Sequence[Curve], other: Condition) -> tuple[list[Point], list[Point], bool]:
    """The solutions of one that fail in the other, those that hold, and whether all are known."""
    failed: list[Point] = []
    held: list[Point] = []
    sure = True
    for values, free in found:
        for place in _places(natural_order(free)):
            point = {x: v.subs(place) for x, v in values.items()}
            known = holds(other, point)
            sure = sure and known is not None
            if known is not None:
                (held if known else failed).append(point)
    return failed, held, sure


def _places(free: Sequence[sp.Symbol]) -> Iterator[dict[sp.Symbol, sp.Expr]]:
    """Values of what is free along a curve of solutions."""
    if not free:
        yield {}
        return
    draw = random.Random(1)
    for k in range(SLICES):
        yield {s: _number(draw, k + j) for j, s in enumerate(free)}


def _number(draw: random.Random, k: int) -> sp.Rational:
    if k < len(FRIENDLY):
        return sp.Integer(FRIENDLY[k])
    return sp.Rational(draw.randrange(-40, 90), draw.choice((7, 11, 13)))


def _by_slices(
    right: Condition,
    told: Condition,
    unknowns: Sequence[sp.Symbol],
    parameters: Sequence[sp.Symbol],
) -> Met:
    """Along each unknown, for several values of all other letters."""
    if len(unknowns) + len(parameters) > LETTERS:
        return Met()
    lost: list[Point] = []
    gained: list[Point] = []
    shared: list[Point] = []
    decided = True
    for x in unknowns:
        counted = varied = 0
        for k, place in enumerate(_slices([u for u in unknowns if u != x], parameters)):
            if k >= FEW and lost and gained:
                return Met(tuple(lost), tuple(gained), tuple(shared))  # that is wrong for sure
            found = along(put(right, place), put(told, place), x)
            lost += [{**place, x: p} for p in found.lost]
            gained += [{**place, x: p} for p in found.gained]
            shared += [{**place, x: p} for p in found.shared]
            counted += found.complete
            varied += found.varied
        decided = decided and counted >= DECIDED and varied >= VARIED
    return Met(tuple(lost), tuple(gained), tuple(shared), "sampled" if decided else "")


def _slices(
    others: Sequence[sp.Symbol], parameters: Sequence[sp.Symbol]
) -> Iterator[dict[sp.Symbol, sp.Expr]]:
    """Values for all letters but one: parameters take none that is special."""
    draw = random.Random(2)
    for k in range(SLICES):
        near = {s: _number(draw, k + 2 * j) for j, s in enumerate(others)}
        yield {**near, **{s: _general(draw, k) for s in parameters}}


def _general(draw: random.Random, k: int) -> sp.Rational:
    sign = 1 if k % 2 or draw.random() < 0.5 else -1
    return sign * sp.Rational(draw.randrange(11, 90), draw.choice((7, 11, 13, 17)))
