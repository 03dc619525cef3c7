"""Formulas, vectors and matrices: is it the same function, where it has to be?"""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp

from symcalc.checking.sampling import LEAST, Comparison, Point, compare
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, partly, right, undecided, wrong
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.named import named
from symcalc.grading.policy import Policy
from symcalc.grading.shapes import domain, mismatch, paired, place
from symcalc.grading.told import Told
from symcalc.grading.witness import coordinate, seen, witness
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.writing.text import text

SMALL = 80  # operations; larger differences are not expanded for an exact proof
ISOLATED = 1  # points where only one side has a value, before the domains are said to differ


@answer_kind("formula", rank=9)
def formula(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """Compare with the right answer, part by part."""
    del policy
    return compared(asked, told.node)


def compared(asked: Asked, told: Notation) -> Finding:
    """Compare a formula with the right answer, on the domain of what is given."""
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
    for index, comparison in enumerate(found):
        if comparison.status == "different":
            return _wrong(asked, told, comparison, place(asked.right.expr, index))
    if any(c.status == "undecided" for c in found):
        return undecided(_doubt(found))
    narrower = [p for c in found for p in c.left_only]
    wider = [p for c in found for p in c.right_only] if asked.given is None else []
    if len(narrower) > ISOLATED or len(wider) > ISOLATED:
        return _elsewhere(asked, narrower or wider, narrower=len(narrower) > ISOLATED)
    proof = "exact" if all(exactly_equal(*pair) for pair in pairs) else "sampled"
    same = text(told) == text(asked.right) or asked.given is None
    return right("" if same else f"The same as {stated(asked)}.", proof=proof)


def stated(asked: Asked) -> str:
    """The right answer with the conditions under which it holds."""
    conditions = ", ".join(text(arrange(c)) for c in asked.conditions)
    return text(asked.right) + (f" for {conditions}" if conditions else "")


def _doubt(found: list[Comparison]) -> str:
    points = min(c.points for c in found)
    if points < LEAST:
        return f"both sides have a value at only {points} of the points I tried."
    return "the two agree wherever I tried, but at no point on one side of a kink."


def _elsewhere(asked: Asked, points: Sequence[Point], *, narrower: bool) -> Finding:
    """True, but not everywhere it should be."""
    where = ", ".join(coordinate(s.name, v) for s, v in points[0].items())
    sides = (f"the {asked.noun}", "yours")
    has, lacks = sides if narrower else sides[::-1]
    cause = (
        f"It agrees wherever both have a value, but at {where} {has} has a value "
        f"and {lacks} has none."
    )
    domain = "where both sides are defined"
    return partly("domain-differs", cause, proof="sampled", domain=domain)


def _wrong(asked: Asked, told: Notation, found: Comparison, part: str) -> Finding:
    assert found.witness is not None
    point, left, mine = found.witness
    note, cause = named(asked, told)
    which = f"{part[0].upper()}{part[1:]} is wrong." if part and not cause else ""
    said = part.split(" ")[0] if which else part  # which of them it is has been said
    read = f"I read your answer as {text(told)}." if told.remarks else ""
    noun = f"{said} of the {asked.noun}" if said else asked.noun
    return wrong(
        *filter(None, (read, cause, which)),
        note=note,
        seen=seen(noun, point, left, mine),
        witness=witness(point, left, mine),
        proof="certified",
    )


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
