"""Bounds that follow from two inequalities: 0 ≤ y ≤ (1 − x)³ says that x ≤ 1."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import sympy as sp

from symcalc import notation
from symcalc.primitives import arrange
from symcalc.steps import Step
from symcalc.tutor.extrema.cases import Problem
from symcalc.tutor.extrema.constraints import Constraint, linear
from symcalc.tutor.extrema.numbers import said
from symcalc.tutor.extrema.records import (
    INCONCLUSIVE,
    MAXIMUM,
    MINIMUM,
    Extremum,
    equal,
    listed,
    step,
    with_article,
)
from symcalc.tutor.words.extrema import SAYS
from symcalc.writing.text import text


def by_odd_bound(problem: Problem, e: Extremum) -> tuple[Extremum, Step | None]:
    """The kind of a point where u = 0, if inequalities say u ≥ 0 and f goes with u."""
    named = problem.named
    if e.kind != INCONCLUSIVE or e.free or e.value.free_symbols:
        return e, None
    gap = sp.expand(named.expr - e.value)
    for chosen, power, u in _bounds(problem):
        ratio = sp.cancel(gap / u)
        if not ratio.is_number or not ratio.is_real or ratio == 0:
            continue
        kind = MINIMUM if ratio.is_positive else MAXIMUM
        found = replace(e, kind=kind, reach="absolute")
        told = SAYS["odd-bound"].format(
            constraints=listed([text(c.written) for c in chosen]),
            power=text(arrange(power)),
            u=text(arrange(u)),
            f=named.name,
            value=said(e.value),
            gap=text(arrange(gap)),
            sign="≥" if kind == MINIMUM else "≤",
            kind=with_article(found.kind_said),
        )
        shown = equal(arrange(u), notation.number(0), ">=")
        return found, step("compare", named.equation(), shown, explanation=told)
    return e, None


def _bounds(problem: Problem) -> Iterator[tuple[tuple[Constraint, ...], sp.Expr, sp.Expr]]:
    """Two inequalities whose sum is −u^k ≤ 0 with an odd k, the power, and u."""
    wrt = problem.named.wrt
    for pair in combinations(problem.inequalities, 2):
        factor, rest = sp.factor(-sp.Add(*(c.expr for c in pair))).as_coeff_Mul()
        base, exponent = rest.as_base_exp()
        odd = exponent.is_Integer and exponent > 1 and exponent % 2 == 1
        if odd and linear([Constraint(pair[0].written, arrange(base), equality=False)], wrt):
            u = sp.expand(base * sp.sign(factor))
            yield pair, u**exponent, u
