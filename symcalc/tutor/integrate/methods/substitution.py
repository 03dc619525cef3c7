"""Substitution: a part whose derivative stands beside it becomes the new variable."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.forms import linear, slope
from symcalc.tutor.integrate.rule import change_step, integration_rule
from symcalc.tutor.words.integrals import WORDS
from symcalc.writing.text import text

LARGEST = 60  # operations of the integrand after division by the derivative


@integration_rule("substitution", example="x e^(-x^2)", cost=3)
def substitution(question: Integral) -> Iterator[Step]:
    """∫ f(g(x)) g'(x) dx = ∫ f(u) du, for every part g that leaves no x behind."""
    factor, core = question.split
    for inner in candidates(core, question.x):
        rate = slope(inner, question.x)
        u = question.letter()
        rest = _rest(core / rate, inner, u, question.x)
        if rest is not None:
            yield _step(question, factor, inner, rate, u, rest)


def candidates(core: sp.Expr, x: sp.Symbol) -> list[sp.Expr]:
    """Parts of an expression that could be the new variable, the largest first."""
    found = {part for part in sp.preorder_traversal(core) if isinstance(part, sp.Expr)}
    usable = [p for p in found if x in p.free_symbols and p not in (x, core) and not linear(p, x)]
    return sorted(usable, key=lambda p: (-sp.count_ops(p), sp.default_sort_key(p)))


def _rest(quotient: sp.Expr, inner: sp.Expr, u: sp.Symbol, x: sp.Symbol) -> sp.Expr | None:
    """The integrand by u, if x can be got out of it."""
    for form in (lambda e: e, sp.cancel, sp.simplify):
        put = form(quotient).subs(inner, u)
        if x not in put.free_symbols:
            return put
        if sp.count_ops(quotient) > LARGEST:
            return None
    return None


def _step(
    question: Integral, factor: sp.Expr, inner: sp.Expr, rate: sp.Expr, u: sp.Symbol, rest: sp.Expr
) -> Step:
    c, moving = rest.as_independent(u, as_Add=False)
    fields = {
        "u": u.name,
        "inner": (shown := text(question.written(inner))),
        "slope": (slope_shown := text(question.written(rate))),
        "why": f"The derivative of {shown} is {slope_shown}.",
        "solved": "",
    }
    line = factor * c * sp.Integral(moving, u)
    return change_step(question, WORDS, "substitution", line, u, inner, **fields)
