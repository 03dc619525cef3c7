"""Convergence where no antiderivative is found: comparison with powers, and Dirichlet's test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

import mpmath
import sympy as sp

from symcalc import notation
from symcalc.checking.definite import quadrature
from symcalc.checking.nearby import value_beside
from symcalc.checking.report import short
from symcalc.checking.tendency import tendency
from symcalc.checking.zeros import rough
from symcalc.figures import decimal, in_figures
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.steps import Step
from symcalc.tutor.definite.ask import Definite, Finder, Found
from symcalc.tutor.definite.improper import opening, place, singularities
from symcalc.tutor.definite.parts import Part, lines_of, parts_of
from symcalc.tutor.limits.bounds import bounds
from symcalc.tutor.worded import worded
from symcalc.tutor.words.convergence import WORDS
from symcalc.tutor.words.definite import DIVERGES
from symcalc.writing.text import text

FAR = (sp.Rational(1, 10**24), sp.Rational(1, 10**30))
FIGURES = 10  # of a value by quadrature
LEAST = 1e-12  # of the error that a quadrature owns to
VANISHES = 1e-9  # a limit that is 0
ORDERS = 12  # the largest denominator of an exponent that is recognised
WAVES = (sp.sin, sp.cos)


class Decided(NamedTuple):
    """Whether the integral converges at an end, and the step that says why."""

    rule: str
    fields: dict[str, str]
    converges: bool


class End(NamedTuple):
    """A place that the integral goes up to, as a limit."""

    at: sp.Expr
    side: str


def by_comparison(ask: Definite, _finder: Finder) -> Found | None:
    """An improper integral without an antiderivative: does it converge, and if so, its value."""
    singular = singularities(ask)
    if not ask.numeric or not ask.ordered:
        return None
    if not singular and not any(e.is_infinite for e in ask.ends):
        return None
    parts = parts_of(*ask.ends, singular)
    first = opening(ask, singular, notation.add(*lines_of(ask, parts)), len(parts))
    steps = [first]
    for part in parts:
        if not part.open:
            continue
        found = decide(ask, End(*part.towards))
        if found is None:
            return None
        steps.append(_step(ask, part, found))
        if not found.converges:
            area = quadrature(ask.whole.expr, {})
            value = sp.oo * int(area.value) if area.kind == "infinite" else sp.nan
            return Found(tuple(steps), value, DIVERGES)
    number = numeric_step(ask)
    return Found((*steps, number), number.after.expr) if number is not None else None


def at_rough_places(ask: Definite, _finder: Finder) -> Found | None:
    """A singular place that has no exact form that a person would write."""
    singular = singularities(ask)
    unshort = [p for p in singular if rough(p)]
    if not (unshort and ask.numeric and ask.ordered):
        return None
    low, high = ask.ends
    steps: list[Step] = []
    for p in unshort:
        for side in [s for s, there in (("-", p > low), ("+", p < high)) if there]:
            found = limit_comparison(ask, End(p, side))
            if found is None:
                return None
            fields: dict[str, Any] = {**found.fields, "at": in_figures(p)}
            steps.append(ask.step("not-recognised", ask.whole, relation="implies", **fields))
            if not found.converges:
                area = quadrature(ask.whole.expr, {})
                value = sp.oo * int(area.value) if area.kind == "infinite" else sp.nan
                return Found(tuple(steps), value, DIVERGES)
    number = numeric_step(ask)
    return Found((*steps, number), number.after.expr) if number is not None else None


def _step(ask: Definite, part: Part, found: Decided) -> Step:
    low, high = part.low, part.high
    line: Notation = ask.between(low, high).whole
    fields = {**ask.fields, **found.fields}
    return worded(WORDS, found.rule, line, line, fields, "implies")


def numeric_step(ask: Definite) -> Step | None:
    """The value by quadrature, with its error; None where that does not settle."""
    area = quadrature(ask.whole.expr, {}) if ask.numeric else None
    if area is None or area.kind != "finite":
        return None
    error = max(area.error, LEAST * max(1.0, abs(area.value)))
    value = 0.0 if abs(area.value) < error else area.value
    after = decimal(sp.Float(value), FIGURES)
    step = ask.step("numeric", after, relation="implies", error=short(error))
    return replace(step, status="numeric")


def decide(ask: Definite, end: End) -> Decided | None:
    """The first test that tells."""
    tests: tuple[Callable[[Definite, End], Decided | None], ...] = (
        limit_comparison,
        rough_comparison,
        bounded_factor,
    )
    return next((found for test in tests if (found := test(ask, end)) is not None), None)


def order(f: sp.Expr, x: sp.Symbol, end: End) -> tuple[sp.Rational, sp.Expr] | None:
    """p and c, where f is like c times 1/distance^p near a place, or like c/x^p far out."""
    sign = -1 if end.at == -sp.oo or (end.side == "-" and end.at.is_finite) else 1
    first, second = (value_beside(f, x, end.at, sign * h) for h in FAR)
    if not first or not second:
        return None
    slope = float(mpmath.log(abs(second / first))) / float(sp.log(FAR[0] / FAR[1]))
    p = sp.Rational(slope).limit_denominator(ORDERS)
    p = -p if end.at.is_infinite else p
    scaled = f * (sp.Abs(x) if end.at.is_infinite else sp.Abs(x - end.at)) ** p
    near = tendency(scaled, x, end.at, "" if end.at.is_infinite else end.side, {})
    if near.kind != "finite" or near.value == 0:
        return None
    return p, sp.nsimplify(near.value, [sp.pi, sp.E], tolerance=1e-9) if _short(
        near.value
    ) else sp.Float(near.value, 6)


def _short(value: float) -> bool:
    return abs(value - round(value * 12) / 12) < 1e-9


def limit_comparison(ask: Definite, end: End) -> Decided | None:
    """f behaves like a power."""
    found = order(ask.integrand, ask.x, end)
    if found is None:
        return None
    p, c = found
    far = end.at.is_infinite
    converges = p > 1 if far else p < 1
    fields = {
        "p": text(arrange(p)),
        "c": in_figures(c) if c.has(sp.Float) else text(arrange(c)),
        "does": "converges" if converges else "diverges",
        "side": ">" if p > 1 else "<" if p < 1 else "=",
        "at": place(end.at),
        "gap": "" if far else gap(ask.x, end.at),
    }
    return Decided(f"limit-comparison-{'far' if far else 'near'}", fields, bool(converges))


def gap(x: sp.Symbol, at: sp.Expr) -> str:
    """The distance to a place."""
    return "" if rough(at) else text(arrange(x - at))


def rough_comparison(ask: Definite, end: End) -> Decided | None:
    """f is far below 1/x² or far above 1/x; or near a place, far below 1/√distance."""
    f, x = ask.integrand, ask.x
    if not end.at.is_infinite:
        root = sp.sqrt(sp.Abs(x - end.at))
        near = tendency(f * root, x, end.at, end.side, {})
        small = near.kind == "finite" and abs(near.value) < VANISHES and not rough(end.at)
        fields = {"gap": gap(x, end.at), "at": place(end.at)}
        return Decided("small-near", fields, converges=True) if small else None
    if _tends(f * x**2, x, end) == 0:
        return Decided("small-comparison", {}, converges=True)
    if tendency(f * x, x, end.at, "", {}).kind == "infinite":
        return Decided("large-comparison", {}, converges=False)
    return None


def _tends(expr: sp.Expr, x: sp.Symbol, end: End) -> float | None:
    near = tendency(expr, x, end.at, "", {})
    return near.value if near.kind == "finite" else None


def bounded_factor(ask: Definite, end: End) -> Decided | None:
    """A bounded factor times what behaves like a power."""
    f, x = ask.integrand, ask.x
    factors = sp.Mul.make_args(sp.factor_terms(f))
    waves = [u for u in factors if u.has(*WAVES) and bounds(u) is not None]
    if not end.at.is_infinite or not waves:
        return None
    wave = sp.Mul(*waves)
    rest = sp.Mul(*(u for u in factors if u not in waves))
    within, found = bounds(wave), order(rest, x, end)
    if within is None or found is None:
        return None
    low, high = within
    fields = {
        "wave": text(ask.written(wave)),
        "rest": text(ask.written(rest)),
        "low": text(arrange(low)),
        "high": text(arrange(high)),
        "most": text(arrange(sp.Max(sp.Abs(low), sp.Abs(high)))),
        "p": text(arrange(found[0])),
    }
    if found[0] > 1:
        return Decided("absolute-comparison", fields, converges=True)
    if low.is_positive:
        return Decided("lower-comparison", fields, converges=False)
    linear = (
        isinstance(wave, WAVES)
        and wave.args[0].is_polynomial(x)
        and sp.degree(wave.args[0], x) == 1
    )
    return Decided("dirichlet-test", fields, converges=True) if linear and found[0] > 0 else None
