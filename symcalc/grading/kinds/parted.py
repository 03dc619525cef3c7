"""Formulas that agree wherever both have a value, where only one of them has one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import sympy as sp

from symcalc.checking.sampling import DIGITS, Comparison, Point, defined
from symcalc.formula import natural_order
from symcalc.grading.as_written import unwritten
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, partly, wrong
from symcalc.grading.held import where_held
from symcalc.grading.solutions.conditions import value_here
from symcalc.grading.solutions.ranges import at_border, has_values, written
from symcalc.grading.solutions.saying import number
from symcalc.grading.where_both import BOTH
from symcalc.grading.witness import coordinate
from symcalc.notation import Notation

Pairs = Sequence[tuple[sp.Expr, sp.Expr]]  # the right answer and the learner's, part by part

AS_WRITTEN = (
    "It is right for {where} only: as written it has no value at {at}, where the {noun} has one."
)
SIGNED = 3  # letters whose signs are all tried
ISOLATED = 1  # points where only one side has a value, before the domains are said to differ


def parted(
    asked: Asked, told: Notation, pairs: Pairs, found: Sequence[Comparison]
) -> Finding | None:
    """True, but not everywhere it should be; None where no place is found."""
    narrower = [p for c in found for p in c.left_only]
    wider = [p for c in found for p in c.right_only] if asked.given is None else []
    if len(narrower) > ISOLATED or len(wider) > ISOLATED:
        side = len(narrower) > ISOLATED
        return _elsewhere(asked, pairs, (narrower if side else wider)[0], narrower=side)
    edge = _border(asked, pairs) or _signed(asked, pairs)
    return edge or _unwritten(asked, told, found)


def _elsewhere(asked: Asked, pairs: Pairs, point: Point, *, narrower: bool) -> Finding:
    """At this point and at others only one side has a value."""
    where = ", ".join(coordinate(s.name, v) for s, v in point.items())
    sides = (f"the {asked.noun}", "yours")
    has, lacks = sides if narrower else sides[::-1]
    cause = (
        f"It agrees wherever both have a value, but at {where} {has} has a value "
        f"and {lacks} has none."
    )
    return partly("domain-differs", cause, proof="sampled", domain=_shared(asked, pairs))


def _unwritten(asked: Asked, told: Notation, found: Sequence[Comparison]) -> Finding | None:
    """√x² is x for SymPy; as written it has no value for x < 0."""
    scalar = isinstance(told.expr, sp.Expr) and not told.expr.is_Matrix
    given = [asked.given] if asked.given and not asked.given.expr.is_Matrix else []
    if not scalar or len(found) != 1 or told.head == "cases":
        return None
    lacking = unwritten(told, [asked.right, *given], () if given else asked.conditions)
    if lacking is None:
        return None
    point, where = lacking
    shown = ", ".join(coordinate(s.name, v) for s, v in point.items())
    cause = AS_WRITTEN.format(where=where, at=shown, noun=asked.noun)
    return partly("domain-differs", cause, proof="sampled", domain=where)


def _shared(asked: Asked, pairs: Pairs) -> str:
    """Where both sides have a value, as an inequality where one is found."""
    sides = [side for pair in pairs for side in pair]
    free = set().union(*(side.free_symbols for side in sides))
    if len(free) != 1:
        return BOTH
    given = [asked.given.expr] if asked.given and not asked.given.expr.is_Matrix else []
    (x,) = free
    if any(f.free_symbols - {x} for f in given):
        return BOTH
    return written(has_values(*sides, *given), x) or BOTH


def _border(asked: Asked, pairs: Pairs) -> Finding | None:
    """Where a piece begins, both sides are looked at exactly there."""
    for left, mine in pairs:
        free = left.free_symbols | mine.free_symbols
        if len(free) != 1 or not (left.has(sp.Piecewise) or mine.has(sp.Piecewise)):
            continue
        (x,) = free
        found = at_border(left, mine, x)
        if found is None:
            continue
        spot, kind = found
        if kind == "values":
            return _differs_at(asked, left, mine, {x: spot})
        if kind == "left" or asked.given is None:
            return _elsewhere(asked, pairs, {x: spot}, narrower=kind == "left")
    return None


def _signed(asked: Asked, pairs: Pairs) -> Finding | None:
    """Of several letters, every pattern of signs: ln(xy) has a value where both are negative."""
    for left, mine in pairs:
        free = natural_order(left.free_symbols | mine.free_symbols)
        if not 2 <= len(free) <= SIGNED:
            continue
        given = asked.given.expr if asked.given and not asked.given.expr.is_Matrix else None
        on = where_held(asked, left) if given is None else given
        found: list[Point] = []
        for signs in product((1, -1), repeat=len(free)):
            found += [p for p in _patterned(free, signs) if _narrower(on, left, mine, p)]
        if len(found) > ISOLATED:
            return _elsewhere(asked, pairs, found[0], narrower=True)
    return None


def _patterned(free: Sequence[sp.Symbol], signs: Sequence[int]) -> Iterator[Point]:
    for start in (2, 3):
        numbers = [sp.Rational(4 * (start + k) + 1, 4) for k in range(len(free))]
        yield {x: s * n for x, s, n in zip(free, signs, numbers, strict=True)}


def _narrower(on: sp.Expr, left: sp.Expr, mine: sp.Expr, point: Point) -> bool:
    there = defined(on, point, DIGITS) and defined(left, point, DIGITS)
    return there and not defined(mine, point, DIGITS)


def _differs_at(
    asked: Asked, left: sp.Expr, mine: sp.Expr, point: dict[sp.Symbol, sp.Expr]
) -> Finding:
    """Two values at the border of a piece."""
    first, second = (
        number(v) for v in (value_here(left, point), value_here(mine, point)) if v is not None
    )
    where = ", ".join(f"{x.name} = {number(v)}" for x, v in point.items())
    return wrong(
        seen=f"At {where} yours is {second}, the {asked.noun} is {first}.", proof="certified"
    )
