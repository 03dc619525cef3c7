"""Two conditions along a line: where only one of them holds."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import sympy as sp

from symcalc.grading.solutions.conditions import Condition, holds
from symcalc.grading.solutions.places import changes
from symcalc.tutor.extrema.numbers import decimals
from symcalc.tutor.extrema.zeros import Roots, ordered

MOST = 120  # places along a line


@dataclass(frozen=True)
class Along:
    """What was found along a line.

    Attributes
    ----------
    lost, gained : tuple of numbers
        Where only the first condition holds, and where only the second.
    shared : tuple of numbers
        Places where both hold.
    complete : bool
        Whether all places where something can change were looked at.
    varied : bool
        Whether the first condition holds somewhere and fails somewhere.
    """

    lost: tuple[sp.Expr, ...] = ()
    gained: tuple[sp.Expr, ...] = ()
    shared: tuple[sp.Expr, ...] = ()
    complete: bool = False
    varied: bool = False

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not self.lost and not self.gained


@lru_cache(maxsize=4096)
def along(right: Condition, told: Condition, x: sp.Symbol) -> Along:
    """Compare two conditions on x alone.

    >>> from symcalc.grading.solutions.conditions import Any, Compare
    >>> x = sp.Symbol("x")
    >>> square = Compare(x**2, sp.Integer(4), "=")
    >>> along(square, Compare(x, sp.Integer(2), "="), x).lost
    (-2,)
    """
    own = [changes(condition, x) for condition in (right, told)]
    known = [roots for roots in own if roots is not None]
    found = Roots()
    for roots in known:
        found = found.joined(roots)
    marks = placed(found)
    complete = len(known) == 2 and marks is not None
    points = [*(marks or ()), *_between(marks or [])]
    sides = {p: (holds(right, {x: p}), holds(told, {x: p})) for p in points}
    if any(None in pair for pair in sides.values()):
        complete = False
    return Along(
        tuple(p for p, pair in sides.items() if pair == (True, False)),
        tuple(p for p, pair in sides.items() if pair == (False, True)),
        tuple(p for p, pair in sides.items() if pair == (True, True)),
        complete,
        {a for a, _ in sides.values()} == {True, False},
    )


def placed(found: Roots) -> list[sp.Expr] | None:
    """The places in order, of those that come again a period more than is needed."""
    alone, period = ordered(list(found.alone)), found.period
    if found.families and period is None:
        return None
    if period is None:
        return alone if len(alone) <= MOST else None
    known = [decimals(p) for p in (*alone, period)]
    near = [n for n in known if n is not None]
    if len(near) < len(known):
        return None
    whole = float(near[-1])
    low = min((float(p) for p in near[:-1]), default=0.0) - whole
    high = max((float(p) for p in near[:-1]), default=whole) + whole
    more: list[sp.Expr] = []
    for start, step in found.families:
        first, size = decimals(start), decimals(step)
        if first is None or size is None:
            return None
        from_, to = (math.ceil((low - float(first)) / float(size) - 1e-9)), high
        count = math.floor((to - float(first)) / float(size) + 1e-9) - from_ + 1
        if count > MOST:
            return None
        more += [sp.expand(start + (from_ + k) * step) for k in range(count)]
    return ordered([*alone, *more])


def _between(marks: list[sp.Expr]) -> list[sp.Expr]:
    """A simple number in each interval, and one on either side of all."""
    near = [n for n in map(decimals, marks) if n is not None]
    if not near:
        return [sp.S.Zero, sp.S.One]
    ends = [sp.Integer(math.floor(near[0]) - 1), sp.Integer(math.ceil(near[-1]) + 1)]
    return [*ends, *(simplest(a, b) for a, b in pairwise(near))]


def simplest(low: sp.Rational, high: sp.Rational) -> sp.Rational:
    """The fraction with the smallest denominator strictly between two numbers.

    >>> simplest(sp.Rational(1, 3), sp.Rational(1, 2)), simplest(sp.Integer(-4), sp.Integer(7))
    (2/5, 0)
    """
    if low < 0 < high:
        return sp.S.Zero
    if high <= 0:
        return -simplest(-high, -low)
    whole = sp.floor(low)
    if whole + 1 < high:
        return sp.Integer(whole + 1)
    if low == whole:
        return whole + sp.Rational(1, sp.floor(1 / (high - whole)) + 1)
    return whole + 1 / simplest(1 / (high - whole), 1 / (low - whole))
