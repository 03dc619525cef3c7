"""Derivatives of every order, with a wrong rule or a slip of algebra, as formulas and at points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.grading.misconceptions.derived import derived
from symcalc.grading.misconceptions.effort import spent
from symcalc.grading.misconceptions.outcomes import Outcomes, Slip, Wrong, kept
from symcalc.grading.misconceptions.rewriting import rewritten
from symcalc.grading.misconceptions.row import rows_at
from symcalc.grading.misconceptions.sites import Whole
from symcalc.grading.misconceptions.slopes import sloped
from symcalc.grading.misconceptions.strategy import strategy
from symcalc.notation import Notation
from symcalc.primitives import arrange

LONG = 60  # operations of a derivative whose own derivative is gone wrong about
ONWARD = 60  # wrong derivatives that are differentiated once more
WRITTEN_WRONGLY = 40  # formulas with a slip of algebra that are differentiated
SIMPLIFIED_WRONGLY = 60  # right answers with a slip of algebra


@strategy("derivative")
def derivative(asked: Asked) -> Iterator[Wrong]:
    """Slips in the rules, in the algebra before and after them, and in the whole."""
    if not isinstance(asked.body.expr, sp.Expr):
        return
    yield from at_point(asked, differentiated(asked.body, asked.wrt)).wrong
    yield from wholly(asked)


def wholly(asked: Asked) -> Iterator[Wrong]:
    """Wrong rules about a question as a whole."""
    site = Whole(asked)
    for row in rows_at(Whole, asked.kind):
        for value, says in row.values(site):
            yield Wrong(value, (Slip(row, site.node, value, says=says),))


def differentiated(body: Notation, wrt: Sequence[sp.Symbol]) -> Outcomes:
    """What the derivative by several letters, one after another, may come out as."""
    x, *rest = wrt
    found = sloped(body, x)
    wrong = chain(found.wrong, _algebra_before(body, wrt[:1]), _algebra_after(found.right, body))
    found = kept(found.right, wrong)
    for letter in rest:
        found = _again(found, body, letter)
    return found


def _again(found: Outcomes, body: Notation, x: sp.Symbol) -> Outcomes:
    """One more derivative: rightly of wrong ones, wrongly of the right one."""
    if sp.count_ops(found.right) > LONG:
        last = Outcomes(derived(found.right, x))
    else:
        last = sloped(arrange(found.right, like=body), x)
    once = (one for one in found.wrong if len(one.slips) == 1)
    some = (one for one in islice(once, ONWARD) if not spent())
    onward = (Wrong(derived(one.value, x), one.slips) for one in some)
    return kept(last.right, chain(onward, last.wrong))


def _algebra_before(body: Notation, wrt: Sequence[sp.Symbol]) -> Iterator[Wrong]:
    """The formula rewritten wrongly, and then differentiated rightly."""
    once = (one for one in rewritten(body).wrong if len(one.slips) == 1)
    for one in islice(once, WRITTEN_WRONGLY):
        if not spent():
            yield Wrong(derived(one.value, *wrt), one.slips)


def _algebra_after(right: sp.Expr, body: Notation) -> Iterator[Wrong]:
    """The right derivative, simplified wrongly."""
    once = (one for one in rewritten(arrange(right, like=body)).wrong if len(one.slips) == 1)
    yield from islice(once, SIMPLIFIED_WRONGLY)


def at_point(asked: Asked, found: Outcomes) -> Outcomes:
    """The same at the point that is asked for; a number tells too little of two slips."""
    point = dict(asked.question.at)
    if not point:
        return found
    once = Outcomes(found.right, tuple(w for w in found.wrong if len(w.slips) == 1))
    return once.mapped(lambda expr: expr.xreplace(point))
