"""Where formulas are compared, and how: the one place that chooses points.

Points are seeded, so every run says the same: small integers and fractions first, because a witness
should be a point that a person can check, then numbers of every size.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

import sympy as sp

from symcalc.checking.closeness import (
    BEYOND,
    DIGITS,
    Judge,
    Point,
    defined,
    precision,
    relative,
    value,
)
from symcalc.checking.evaluate import Number
from symcalc.checking.turns import turns
from symcalc.formula import natural_order, over_reals

__all__ = ["DIGITS", "Point", "defined", "precision", "value"]

FRIENDLY = [
    sp.Rational(*pair)
    for pair in (
        *((1, 1), (2, 1), (1, 2), (3, 1), (-1, 1), (1, 3), (-2, 1), (-1, 2), (3, 2), (5, 1)),
        *((1, 4), (-3, 1), (2, 3), (7, 1), (-1, 3), (4, 1), (3, 4), (-5, 1), (1, 5), (10, 1)),
    )
]
FIRST = 8  # friendly points, before those that no formula expects
DEGREE = 8  # of a polynomial whose zeros are looked for
OFFSETS = [sp.Rational(*p) for p in ((-7, 5), (7, 5), (-1, 97), (1, 97))]  # beside a zero
FAR = 10  # a zero from which whole numbers are tried beside it
SOME, FEW, AROUND = 3, 4, 16  # numbers of a formula: from which size, how many, points of each
MOST = 200  # how many candidates are tried before giving up
ENOUGH = 16  # usable points at both precisions that make a sampled "equal"
LEAST = 8  # fewer usable points decide nothing
VISIBLE, BETTER, LOOKS = -4.0, 4.0, 24  # digits of a difference that is seen; points tried for it
EXPANDED = 200  # operations of a difference that is expanded


@dataclass(frozen=True)
class Comparison:
    """What comparing two expressions over the reals found.

    `status` is "equal", "different" or "undecided". A difference comes with a `witness`: a point
    and both values. `left_only` and `right_only` are points where just one side has a value;
    `beyond` counts points where the two agree in fewer digits than the formulas have.
    """

    status: str
    points: int
    witness: tuple[Point, Number, Number] | None = None
    left_only: tuple[Point, ...] = ()
    right_only: tuple[Point, ...] = ()
    beyond: int = 0


def candidates(
    symbols: Sequence[sp.Symbol], formulas: Sequence[sp.Basic] = ()
) -> Iterator[dict[sp.Symbol, sp.Rational]]:
    """Points in a fixed order: friendly ones, then of every size up to ±1000.

    In between come points on both sides of the places where |u|, max or a piece of the formulas
    changes, and last points around the numbers that stand in them: ln(x - 2000) has a value only
    beyond 2000. A formula made to agree at friendly points does not agree at the others.

    >>> x = sp.Symbol("x")
    >>> places = candidates([x])
    >>> [next(places)[x] for _ in range(4)]
    [1, 2, 1/2, 3]
    """
    yield from places(symbols, *marks(formulas))


def marks(formulas: Sequence[sp.Basic]) -> tuple[tuple[sp.Expr, ...], tuple[sp.Rational, ...]]:
    """What the points depend on besides the symbols: edges, and numbers of some size."""
    return tuple(edges(formulas)), tuple(_numbers(formulas))


def places(
    symbols: Sequence[sp.Symbol], borders: Sequence[sp.Expr], centres: Sequence[sp.Rational]
) -> Iterator[dict[sp.Symbol, sp.Rational]]:
    """The points of `candidates`, from the edges and the numbers of the formulas."""
    draw = random.Random(0)
    friendly = [
        {s: FRIENDLY[(k + j * (k % 7 + 1)) % len(FRIENDLY)] for j, s in enumerate(symbols)}
        for k in range(len(FRIENDLY))
    ]
    yield from friendly[:FIRST]
    for edge in borders:
        yield from beside(edge, symbols, draw)
    for k in range(MOST - len(FRIENDLY)):
        yield {s: _random(draw, wide=k % 3 != 2) for s in symbols}
    yield from friendly[FIRST:]
    for centre in centres:
        for k in range(AROUND):
            yield {s: centre + _random(draw, wide=k % 2 == 0) for s in symbols}


def edges(formulas: Sequence[sp.Basic]) -> list[sp.Expr]:
    """Expressions whose signs decide which branch of a formula holds."""
    found: list[sp.Expr] = []
    for formula in formulas:
        found += [u.args[0] for u in formula.atoms(sp.Abs, sp.sign, sp.Heaviside)]
        for extreme in formula.atoms(sp.Max, sp.Min):
            found += [u - v for u, v in combinations(extreme.args, 2)]
        relations = formula.atoms(sp.core.relational.Relational)
        found += [r.lhs - r.rhs for r in relations if isinstance(r.lhs, sp.Expr)]
    return list(dict.fromkeys(e for e in found if e.free_symbols))


def beside(
    edge: sp.Expr, symbols: Sequence[sp.Symbol], draw: random.Random
) -> Iterator[dict[sp.Symbol, sp.Rational]]:
    """Points close to the zeros of an edge, on both sides, where they are easily found."""
    if not edge.is_polynomial(*edge.free_symbols):
        return
    for x in sorted(edge.free_symbols & set(symbols), key=str):
        others = {s: _random(draw, wide=False) for s in symbols if s != x}
        for zero in real_zeros(edge.subs(others), x):
            yield from ({**others, x: _beside(zero, offset)} for offset in OFFSETS)


def _beside(zero: sp.Rational, offset: sp.Rational) -> sp.Rational:
    """A number to one side; the next whole one where that is no detour."""
    if abs(zero) < FAR or abs(offset) < 1:
        return zero + offset
    return sp.ceiling(zero) + 1 if offset > 0 else sp.floor(zero) - 1


def real_zeros(expr: sp.Expr, x: sp.Symbol) -> list[sp.Rational]:
    """Rational numbers close to the real zeros of a polynomial of small degree."""
    if not expr.is_polynomial(x) or expr.free_symbols - {x}:
        return []
    poly = sp.Poly(expr, x)
    rational = all(c.is_Rational for c in poly.all_coeffs())
    if not rational or not 0 < poly.degree() <= DEGREE:
        return []
    return [sp.Rational(str(root.n(20))) for root in poly.real_roots()][:FEW]


def _numbers(formulas: Sequence[sp.Basic]) -> list[sp.Rational]:
    """Numbers of some size that stand in formulas, with both signs."""
    found = {abs(r) for f in formulas for r in f.atoms(sp.Rational)}
    large = sorted(r for r in found if SOME < r < 10**9)[:FEW]
    return [sign * r for r in large for sign in (1, -1)]


def _random(draw: random.Random, *, wide: bool) -> sp.Rational:
    """A rational number: of every size, or between -1 and 1.

    Its denominator is drawn too, so that no sin(1000πx) is zero at all of them.
    """
    size = 10 ** draw.uniform(-3, 3) if wide else draw.random()
    below = draw.randrange(10**5, 10**6)
    sign = 1 if draw.random() < 2 / 3 else -1  # logarithms and roots want positive numbers
    return sp.Rational(max(1, round(size * below)) * sign, below)


def compare(left: sp.Expr, right: sp.Expr, on: sp.Expr | None = None) -> Comparison:
    """Compare two expressions as functions over the reals.

    A difference is certified by a ball that excludes zero. Equality rests on `ENOUGH` points, each
    at two precisions; without any variable one point is all there is.

    Parameters
    ----------
    left, right : sympy.Expr
        Scalar expressions.
    on : sympy.Expr, optional
        Only points where this has a value count.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> compare(sp.sin(x) ** 2, 1 - sp.cos(x) ** 2).status
    'equal'
    """
    free = natural_order(left.free_symbols | right.free_symbols | _free(on))
    wanted, least = (ENOUGH, LEAST) if free else (1, 1)
    digits = precision(left, right)
    judge = Judge(left, right, digits)
    only: dict[str, list[Point]] = {"left": [], "right": []}
    counts = {"equal": 0, BEYOND: 0}
    unseen = Unseen.of(left, right)
    best = _Best()
    for point in _points(free, left, right, judge.gap):
        unseen.see(point)
        if on is not None and not defined(on, point, digits):
            continue
        found = judge.at(point)
        if found in only:
            only[found].append(point)
        elif found in counts:
            counts[found] += 1
        if best.is_clear(judge, point, found):
            break
        if counts["equal"] >= wanted and not unseen.sides and best.witness is None:
            break
    parts = (tuple(only["left"]), tuple(only["right"]), counts[BEYOND])
    if best.witness is not None:
        return Comparison("different", counts["equal"], best.witness, *parts)
    equal = counts["equal"]
    if counts[BEYOND] and equal < least and _is_zero(judge.gap):
        equal += counts[BEYOND]
    status = "equal" if equal >= least and not unseen.sides else "undecided"
    return Comparison(status, equal, None, *parts)


def _points(
    free: Sequence[sp.Symbol], left: sp.Expr, right: sp.Expr, gap: sp.Expr
) -> Iterator[Point]:
    """The candidates, and early among them the middles of bumps that only one side has."""
    if not free:
        yield {}
        return
    found = candidates(free, [left, right])
    yield from islice(found, FIRST)
    if gap != 0:
        yield from turns(gap, tuple(free))
    yield from found


class _Best:
    """The point where two formulas differ most visibly, among the first."""

    def __init__(self) -> None:
        self.witness: tuple[Point, Number, Number] | None = None
        self.clear, self.looks = -float("inf"), 0

    def is_clear(self, judge: Judge, point: Point, found: str) -> bool:
        """Note a difference; whether it is large enough, or there were enough of them."""
        self.looks += self.witness is not None
        if found == "different":
            clear = relative(judge.sides)
            if self.witness is None or clear > self.clear + BETTER:
                self.witness, self.clear = (point, *judge.sides), clear
        return self.witness is not None and (self.clear > VISIBLE or self.looks > LOOKS)


def _is_zero(gap: sp.Expr) -> bool:
    """Whether algebra proves it."""
    return bool(sp.count_ops(gap) < EXPANDED and sp.expand(gap) == 0)


def _free(on: sp.Expr | None) -> set[sp.Symbol]:
    return set() if on is None else on.free_symbols


class Unseen:
    """The sides of edges that no point of a comparison has been on yet.

    An edge that both formulas have changes both alike. One that SymPy knows the sign of has only
    one side.
    """

    def __init__(self, sides: set[tuple[sp.Expr, int]]) -> None:
        self.sides = sides

    @classmethod
    def of(cls, left: sp.Expr, right: sp.Expr) -> Unseen:
        """The sides of the edges that only one of two formulas has."""
        own = set(edges([left])) ^ set(edges([right]))
        return cls({(e, side) for e in own for side in (-1, 1) if over_reals(_may_be, e, side)})

    def see(self, point: Point) -> None:
        """Note the sides that a point is on, whether or not the formulas have a value there."""
        self.sides -= {(e, side) for e, side in self.sides if _sign(e, point) == side}


def _may_be(edge: sp.Expr, side: int) -> bool:
    """Whether an expression may have a sign, as far as SymPy knows."""
    known = edge.is_nonnegative if side < 0 else edge.is_nonpositive
    return not known


def _sign(edge: sp.Expr, point: Point) -> int:
    ball = value(edge, point, DIGITS)
    return 0 if ball is None or ball.contains(0) else 1 if ball > 0 else -1
