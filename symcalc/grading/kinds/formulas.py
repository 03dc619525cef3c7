"""Formulas, vectors and matrices: is it the same function, where it has to be?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import sympy as sp

from symcalc.checking.sampling import DIGITS, LEAST, Comparison, Point, compare, defined
from symcalc.formula import natural_order
from symcalc.grading.as_written import unwritten
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, partly, right, undecided, wrong
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.named import named
from symcalc.grading.policy import Policy
from symcalc.grading.shapes import (
    domain,
    in_basis,
    mismatch,
    ordinal,
    paired,
    place,
    places,
)
from symcalc.grading.solutions.conditions import value_here
from symcalc.grading.solutions.ranges import at_border, has_values, written
from symcalc.grading.solutions.saying import number
from symcalc.grading.stretches import right_where
from symcalc.grading.told import Told
from symcalc.grading.witness import coordinate, seen, witness
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.writing.text import text

SMALL = 80  # operations; larger differences are not expanded for an exact proof
BEYOND = "the two agree in all digits that I computed, and I could not prove that they are equal."
BOTH = "where both sides are defined"
AS_WRITTEN = (
    "It is right for {where} only: as written it has no value at {at}, where the {noun} has one."
)
SIGNED = 3  # letters whose signs are all tried
RIGHT_FOR = "It is right for {where} only: {seen}"
# Of remarks on reading an answer: those that change nothing where the letters are known.
ABSENT, WHOLE, EULER = "does not occur in the question", "to read it whole", "Euler's number"
ISOLATED = 1  # points where only one side has a value, before the domains are said to differ


@answer_kind("formula", rank=9)
def formula(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """Compare with the right answer, part by part."""
    del policy
    return compared(asked, told.node)


def compared(asked: Asked, told: Notation) -> Finding:
    """Compare a formula with the right answer, on the domain of what is given."""
    pairs = paired(asked.right.expr, told.expr)
    if pairs is None and isinstance(asked.right.expr, sp.MatrixBase):
        told = in_basis(told, len(asked.right.expr), asked.letters)
        pairs = paired(asked.right.expr, told.expr)
    if pairs is None:
        note, cause = named(asked, told)
        causes = (mismatch(asked.right.expr, told.expr), cause)
        return wrong(*filter(None, causes), note=note)
    found = [_compare(left, mine, asked, i) for i, (left, mine) in enumerate(pairs)]
    return _found(asked, told, pairs, found)


def _compare(left: sp.Expr, mine: sp.Expr, asked: Asked, index: int) -> Comparison:
    """Where the given formula has a value; a derivative lives only there."""
    on = domain(asked.given.expr, asked.right.expr, index) if asked.given else None
    return compare(left, mine, on=on)


def _found(
    asked: Asked, told: Notation, pairs: list[tuple[sp.Expr, sp.Expr]], found: list[Comparison]
) -> Finding:
    wrongs = [index for index, comparison in enumerate(found) if comparison.status == "different"]
    if wrongs:
        where = places(asked.right.expr, wrongs)
        seen_ = _wrong(asked, told, found[wrongs[0]], where, place(asked.right.expr, wrongs[0]))
        return _somewhere(asked, pairs, seen_)
    if any(c.status == "undecided" for c in found):
        return undecided(_doubt(found))
    narrower = [p for c in found for p in c.left_only]
    wider = [p for c in found for p in c.right_only] if asked.given is None else []
    if len(narrower) > ISOLATED or len(wider) > ISOLATED:
        side = len(narrower) > ISOLATED
        return _elsewhere(asked, pairs, (narrower if side else wider)[0], narrower=side)
    edge = _border(asked, pairs) or _signed(asked, pairs)
    edge = edge or _unwritten(asked, told, found)
    if edge is not None:
        return edge
    proof = "exact" if all(exactly_equal(*pair) for pair in pairs) else "sampled"
    same = text(told) == text(asked.right) or asked.given is None
    return right("" if same else f"The same as {stated(asked)}.", proof=proof)


def _somewhere(asked: Asked, pairs: Pairs, found: Finding) -> Finding:
    """A wrong formula that is right on whole intervals of the domain, with words for these."""
    if len(pairs) > 1 or found.note != "different":
        return found
    ((left, mine),) = pairs
    if asked.given is None:
        if asked.kind != "formula":
            return found
        on = left
    else:
        on = domain(asked.given.expr, asked.right.expr, 0)
    if on is None:
        return found
    part = right_where((left, mine, on), asked.given.expr if asked.given else left)
    if not part:
        return found
    said = RIGHT_FOR.format(where=part, seen=found.seen[:1].lower() + found.seen[1:])
    return partly("domain-differs", said, proof="certified", domain=part, witness=found.witness)


def stated(asked: Asked) -> str:
    """The right answer with the conditions under which it holds."""
    conditions = ", ".join(text(arrange(c)) for c in asked.conditions)
    return text(asked.right) + (f" for {conditions}" if conditions else "")


def _doubt(found: list[Comparison]) -> str:
    points = min(c.points for c in found)
    if any(c.beyond for c in found):
        return BEYOND
    if points < LEAST:
        return f"both sides have a value at only {points} of the points I tried."
    return "the two agree wherever I tried, but at no point on one side of a kink."


Pairs = Sequence[tuple[sp.Expr, sp.Expr]]


def _elsewhere(asked: Asked, pairs: Pairs, point: Point, *, narrower: bool) -> Finding:
    """True, but not everywhere it should be."""
    where = ", ".join(coordinate(s.name, v) for s, v in point.items())
    sides = (f"the {asked.noun}", "yours")
    has, lacks = sides if narrower else sides[::-1]
    cause = (
        f"It agrees wherever both have a value, but at {where} {has} has a value "
        f"and {lacks} has none."
    )
    return partly("domain-differs", cause, proof="sampled", domain=_shared(asked, pairs))


def _unwritten(asked: Asked, told: Notation, found: list[Comparison]) -> Finding | None:
    """√x² is x for SymPy; as written it has no value for x < 0."""
    scalar = isinstance(told.expr, sp.Expr) and not told.expr.is_Matrix
    given = [asked.given] if asked.given and not asked.given.expr.is_Matrix else []
    if not scalar or len(found) != 1 or told.head == "cases":
        return None
    lacking = unwritten(told, [asked.right, *given])
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
        on = asked.given.expr if asked.given and not asked.given.expr.is_Matrix else left
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


def _wrong(asked: Asked, told: Notation, found: Comparison, parts: str, part: str) -> Finding:
    assert found.witness is not None
    point, left, mine = found.witness
    note, cause = named(asked, told)
    which = f"{parts} wrong." if part and not cause else ""
    one = bool(which) and parts.endswith(" is")
    said = part.split(" ")[0] if one else ordinal(part)  # which of them it is has been said
    read = f"I read your answer as {text(told)}." if not cause and _doubtful(asked, told) else ""
    noun = f"{said} of the {asked.noun}" if said else asked.noun
    return wrong(
        *filter(None, (read, cause, which)),
        note=note,
        seen=seen(noun, point, left, mine),
        witness=witness(point, left, mine),
        proof="certified",
    )


def _doubtful(asked: Asked, told: Notation) -> bool:
    """Whether it may have been meant otherwise; xy is x·y where both are letters here."""
    letters = told.symbols <= asked.letters | asked.right.symbols
    plain = (ABSENT, *((WHOLE, EULER) if letters else ()))
    return any(not any(sign in remark for sign in plain) for remark in told.remarks)


def exactly_equal(left: sp.Expr, right: sp.Expr) -> bool:
    """Whether algebra alone proves two expressions equal."""
    if left == right:
        return True
    difference = left - right
    symbols = difference.free_symbols
    if sp.count_ops(difference) > SMALL or not difference.is_rational_function(*symbols):
        return False
    if any(abs(int(p.exp)) > SMALL for p in difference.atoms(sp.Pow) if p.exp.is_Integer):
        return False
    return bool(sp.cancel(sp.together(difference)) == 0)
