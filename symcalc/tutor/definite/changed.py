"""Substitution with the limits changed, so that there is no way back."""

from __future__ import annotations

import sympy as sp

from symcalc import notation
from symcalc.checking.breaks import breaks
from symcalc.checking.definite import quadrature
from symcalc.checking.zeros import zeros_between
from symcalc.notation import Notation
from symcalc.steps import Step
from symcalc.tutor.definite.ask import Definite, Finder, Found
from symcalc.tutor.definite.first import reversed_limits, scaled
from symcalc.tutor.definite.improper import singularities
from symcalc.tutor.definite.values import exact, value_there
from symcalc.tutor.integrate.forms import slope
from symcalc.tutor.integrate.rule import Change
from symcalc.tutor.integrate.search import outstanding
from symcalc.tutor.words.definite import NEW_LIMITS
from symcalc.writing.text import text


def new_limits(ask: Definite, finder: Finder) -> Found | None:
    """∫_a^b f(g(x)) g'(x) dx = ∫_{g(a)}^{g(b)} f(u) du for a monotone g."""
    if not ask.numeric or not all(e.is_finite for e in ask.ends):
        return None
    constant, moving = ask.integrand.as_independent(ask.x, as_Add=False)
    solution = finder.antiderivative(ask.body if constant == 1 else ask.written(moving), ask.x)
    first = solution.steps[0] if solution is not None else None
    if not isinstance(first, Change):
        return None
    inner = outstanding(first.after)
    ends = _ends(ask, first.value)
    if len(inner) != 1 or ends is None or not _monotone(ask, first.value):
        return None
    hole = sp.Dummy()
    factor = first.after.expr.xreplace({inner[0].expr: hole}) / hole
    if factor.has(hole, sp.Integral) or factor.free_symbols:
        return None
    then = Definite(inner[0].parts[0], first.new, *(ask.written(e) for e in ends))
    if singularities(then) or quadrature(then.whole.expr, {}).kind != "finite":
        return None
    found = finder.find(then, without=(reversed_limits,))
    if found is None or not found.converges:
        return None
    c = constant * factor
    return scaled(found, c, then).after(_step(ask, first, then, c))


def _ends(ask: Definite, value: sp.Expr) -> tuple[sp.Expr, sp.Expr] | None:
    """The new variable at both limits."""
    found = [value_there(value, ask.x, end) for end in ask.ends]
    if None in found or any(not v.is_real for v in found if v is not None):
        return None
    low, high = (exact(v) for v in found if v is not None)
    return low, high


def _monotone(ask: Definite, value: sp.Expr) -> bool:
    """Whether the new variable runs one way and without a jump between the limits."""
    low, high = sorted(ask.ends)
    rate = slope(value, ask.x)
    turns = [*zeros_between(rate, ask.x, low, high), *breaks(value, ask.x, low, high)]
    return not any(low < p < high for p in turns) and low != high


def _step(ask: Definite, first: Change, then: Definite, factor: sp.Expr) -> Step:
    after: Notation = then.whole
    if factor != 1:
        size = -factor if factor.is_negative else factor
        shown = then.whole if size == 1 else notation.multiply(ask.written(size), then.whole)
        after = notation.negative(shown) if factor.is_negative else shown
    told = NEW_LIMITS.format(
        x=text(notation.name(ask.x)),
        u=text(notation.name(first.new)),
        low=text(ask.low),
        high=text(ask.high),
        at_low=text(then.low),
        at_high=text(then.high),
    )
    explanation = f"{first.explanation} {told}"
    return Step(
        f"{first.rule}-new-limits",
        first.title,
        ask.whole,
        after,
        explanation,
        first.statement,
        bindings=first.bindings,
        conditions=first.conditions,
        hints=first.hints,
    )
