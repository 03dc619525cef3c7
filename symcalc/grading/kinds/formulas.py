"""Formulas, vectors and matrices: is it the same function, where it has to be?"""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp

from symcalc.checking.sampling import LEAST, Comparison, compare
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, partly, right, undecided, wrong
from symcalc.grading.held import bound, where_held
from symcalc.grading.kinds.parted import Pairs, parted
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.kinds.rounded import off_by_more
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
from symcalc.grading.stretches import right_where
from symcalc.grading.told import Told
from symcalc.grading.where_both import where_both
from symcalc.grading.witness import seen, witness
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.writing.text import text

SMALL = 80  # operations; larger differences are not expanded for an exact proof
BEYOND = "the two agree in all digits that I computed, and I could not prove that they are equal."
RIGHT_FOR = "It is right for {where} only: {seen}"
# Of remarks on reading an answer: those that change nothing where the letters are known.
ABSENT, WHOLE, EULER = "does not occur in the question", "to read it whole", "Euler's number"


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
    """Where the given formula has a value, in which a derivative lives; or where the answer holds.

    Of an answer that is given by a lesson, sigma > 0 is asked.
    """
    if asked.given:
        return compare(left, mine, on=domain(asked.given.expr, asked.right.expr, index))
    left, mine = bound(asked, left, mine)
    held = where_held(asked, left)
    return compare(left, mine, on=None if held is left else held)


def _found(asked: Asked, told: Notation, pairs: Pairs, found: Sequence[Comparison]) -> Finding:
    wrongs = [index for index, comparison in enumerate(found) if comparison.status == "different"]
    if wrongs:
        wrongs = off_by_more(asked.right.expr, told, wrongs)
        where = places(asked.right.expr, wrongs)
        seen_ = _wrong(asked, told, found[wrongs[0]], where, place(asked.right.expr, wrongs[0]))
        return _somewhere(asked, pairs, seen_)
    if any(c.status == "undecided" for c in found):
        return undecided(_doubt(found))
    apart = parted(asked, told, pairs, found)
    if apart is not None:
        return apart
    proof = "exact" if all(exactly_equal(*pair) for pair in pairs) else "sampled"
    same = text(told) == text(asked.right) or asked.given is None
    where = where_both(told, asked.right, asked.conditions)
    return right("" if same else f"The same as {stated(asked)}.", proof=proof, domain=where)


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


def _doubt(found: Sequence[Comparison]) -> str:
    points = min(c.points for c in found)
    if any(c.beyond for c in found):
        return BEYOND
    if points < LEAST:
        return f"both sides have a value at only {points} of the points I tried."
    return "the two agree wherever I tried, but at no point on one side of a kink."


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
