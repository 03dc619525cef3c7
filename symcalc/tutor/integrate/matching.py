"""Pieces that meet: the constants that make an antiderivative by cases continuous."""

from __future__ import annotations

import sympy as sp

from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.search import Solution
from symcalc.tutor.worded import worded
from symcalc.tutor.words.integrals_kinked import ADDED, MEETS, SAME, WORDS
from symcalc.writing.text import text


def matched(question: Integral, found: Solution) -> Solution:
    """The solution with a step that matches the constants, where its answer is by cases."""
    constant, cases = found.antiderivative.as_independent(question.x, as_Add=False)
    if not isinstance(cases, sp.Piecewise):
        return found
    values = [constant * value for value, _ in cases.args]
    tests = [test for _, test in cases.args]
    places = [_place(test, question.x) for test in tests[:-1]]
    if tests[-1] != sp.true or any(place is None for place in places):
        return found
    told, meets = [values[0]], []
    for place, value in zip(places, values[1:], strict=True):
        left, right = (sp.simplify(part.subs(question.x, place)) for part in (told[-1], value))
        if any(end.has(sp.nan, sp.zoo, sp.oo, -sp.oo, sp.I) for end in (left, right)):
            return found
        constant = sp.simplify(left - right)
        told.append(value + constant)
        meets.append(_meets(question, place, left, right, constant))
    after = sp.Piecewise(*zip(told, tests, strict=True))
    if after == found.antiderivative:
        return found
    step = _step(question, found, after, " ".join(meets))
    return Solution((*found.steps, step), after)


def _place(test: sp.Basic, x: sp.Symbol) -> sp.Expr | None:
    """P for x < p."""
    turned = test.reversed if isinstance(test, sp.Gt | sp.Ge) else test
    plain = isinstance(turned, sp.Lt | sp.Le) and turned.lhs == x
    return turned.rhs if plain and x not in turned.rhs.free_symbols else None


def _meets(
    question: Integral, place: sp.Expr, left: sp.Expr, right: sp.Expr, constant: sp.Expr
) -> str:
    shown = {"at": place, "left": left, "right": right}
    fields = {name: text(question.written(part)) for name, part in shown.items()}
    added = ADDED.format(constant=text(question.written(constant)))
    return MEETS.format(x=question.x.name, change=added if constant != 0 else SAME, **fields)


def _step(question: Integral, found: Solution, after: sp.Expr, meets: str) -> Step:
    before = found.steps[-1].after
    line, fields = question.written(after), {"meets": meets}
    return worded(WORDS, "matching-constants", before, line, fields, "equal-up-to-constant")
