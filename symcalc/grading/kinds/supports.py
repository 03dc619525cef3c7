"""Densities and probabilities: right on the support, and 0 or silent beside it."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.checking.evaluate import Number
from symcalc.checking.sampling import DIGITS, Comparison, Point, compare, value
from symcalc.errors import SymcalcError
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, partly, right, undecided, wrong
from symcalc.grading.kinds.formulas import exactly_equal
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.policy import Policy
from symcalc.grading.told import Told
from symcalc.grading.witness import seen, witness
from symcalc.reading.sentences import parts_of
from symcalc.tutor.probability.described import Described, Updated
from symcalc.tutor.probability.distributed import Distribution
from symcalc.tutor.probability.law import law_of

FEW = 8  # values of a discrete law that are looked at
COUNT = 6  # what a letter is taken to be that says how many values there are
LACKS = "At {place}, which belongs to the support, yours has no value."
DOUBT = "too few points of the support could be compared."


@answer_kind("density", rank=7)
def density(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """The formula of a density, with its support or without."""
    law = None if policy.tolerance else _law(asked)
    mine = told.expr
    if law is None or not isinstance(mine, sp.Expr) or mine.is_Matrix:
        return None
    wanted = law.density.expr
    if mine.free_symbols - wanted.free_symbols - set(law.letters) - {law.x}:
        return None
    if exactly_equal(wanted, mine):
        return right(proof="exact")
    compared = [*(_values if law.discrete else _stretch)(law, wanted, mine)]
    beside = [] if law.discrete else [*_beside(law, mine)]
    for point, found in (*compared, *beside):
        if found.status == "different" and found.witness is not None:
            return _wrong(asked, {**point, **found.witness[0]}, *found.witness[1:])
    for point, found in compared:
        if found.left_only and not found.points:
            where = ", ".join(f"{s} = {v}" for s, v in {**point, **found.left_only[0]}.items())
            return partly("domain-differs", LACKS.format(place=where), proof="sampled")
    if any(found.status != "equal" for _, found in compared):
        return undecided(DOUBT)
    return right(proof="sampled")


def _law(asked: Asked) -> Distribution | None:
    """The law that is asked for as a formula, not its value at a point."""
    try:
        told = asked.derivation if asked.kind in ("distribution", "posterior") else None
        if told is None or told.value is not None:
            return None
        if isinstance(told, Updated):
            return told.law
        described = isinstance(told, Described)
        return law_of(parts_of(asked.kind, asked.question.text)["law"]) if described else None
    except (SymcalcError, KeyError):
        return None


Compared = Iterator[tuple[Point, Comparison]]


def _stretch(law: Distribution, wanted: sp.Expr, mine: sp.Expr) -> Compared:
    low, high = law.ends
    ends = [law.x > low] if low.is_finite is not False else []
    ends += [law.x < high] if high.is_finite is not False else []
    inside = sp.And(*ends, *_letters(law))
    yield {}, compare(wanted, mine, on=sp.Piecewise((wanted, inside)))


def _letters(law: Distribution) -> list[sp.Basic]:
    return [c for c in law.conditions if c.free_symbols]


def _beside(law: Distribution, mine: sp.Expr) -> Compared:
    """A formula by cases is 0 beside the support, where it has a value."""
    if not mine.has(sp.Piecewise):
        return
    low, high = law.ends
    ends = [law.x < low] if low.is_finite is not False else []
    ends += [law.x > high] if high.is_finite is not False else []
    outside = sp.And(sp.Or(*ends), *_letters(law))
    if outside is not sp.false:
        yield {}, compare(sp.S.Zero, mine, on=sp.Piecewise((sp.S.One, outside)))


def _values(law: Distribution, wanted: sp.Expr, mine: sp.Expr) -> Compared:
    """Of a discrete law, value by value."""
    low, high = law.ends
    counts = {s: sp.Integer(COUNT) for s in (low.free_symbols | high.free_symbols)}
    first, last = low.xreplace(counts), high.xreplace(counts)
    if not first.is_Integer:
        return
    held = [c.xreplace(counts) for c in _letters(law)]
    for k in range(int(first), int(min(last, first + FEW)) + 1):
        here: Point = {**counts, law.x: sp.Integer(k)}
        sides = [side.subs(here) for side in (wanted, mine)]
        on = sp.Piecewise((sides[0], sp.And(*(c for c in held if c is not sp.true))))
        yield here, _compared(sides[0], sides[1], on)


def _compared(wanted: sp.Expr, mine: sp.Expr, on: sp.Expr) -> Comparison:
    if mine is sp.nan:
        return Comparison("undecided", 0, left_only=({},))
    if wanted.free_symbols | mine.free_symbols:
        return compare(wanted, mine, on=on)
    balls = value(wanted, {}, DIGITS), value(mine, {}, DIGITS)
    return compare(wanted, mine) if None not in balls else Comparison("undecided", 0)


def _wrong(asked: Asked, point: Point, wanted: Number, got: Number) -> Finding:
    return wrong(
        seen=seen(asked.noun, point, wanted, got),
        witness=witness(point, wanted, got),
        proof="certified",
    )
