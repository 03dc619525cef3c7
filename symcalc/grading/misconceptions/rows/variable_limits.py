"""Wrong rules for the derivative of an integral by one of its limits."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.grading.misconceptions.derived import derived
from symcalc.grading.misconceptions.primitives import primitive_of
from symcalc.grading.misconceptions.row import misconception
from symcalc.grading.misconceptions.sites import VariableBound

HELPS = "d/dx of ∫ f(t) dt from a to g(x) is f(g(x))·g′(x); a constant limit gives nothing."
STATEMENT = r"\frac{d}{dx} \int_a^{g(x)} f(t)\,dt = f(g(x))\,g'(x)"


@misconception(
    "limit-derivative-forgotten",
    at=VariableBound,
    says="The limit was put into the integrand, and the derivative of the limit is missing.",
    helps=HELPS,
    statement=STATEMENT,
    example=("d/dx int_0^(x^2) cos(t) dt", "cos(x^2)"),
    weight=2.0,
)
def limit_derivative_forgotten(site: VariableBound) -> sp.Expr:
    """f(g), without g′."""
    upper, lower = (_at(site, place) for place in (site.upper, site.lower))
    return upper - lower if site.x in site.lower.free_symbols else upper


@misconception(
    "constant-limit-subtracted",
    at=VariableBound,
    says="The integrand at the constant limit was subtracted; its derivative is 0.",
    helps=HELPS,
    statement=STATEMENT,
    example=("d/dx int_1^x t^2 dt", "x^2 - 1"),
    weight=2.0,
)
def constant_limit_subtracted(site: VariableBound) -> Iterator[sp.Expr]:
    """f(g)·g′ − f(a), or f(g) − f(a)."""
    if site.x in site.lower.free_symbols:
        return
    at = _at(site, site.upper)
    yield at * derived(site.upper, site.x) - _at(site, site.lower)
    yield at - _at(site, site.lower)


@misconception(
    "lower-limit-sign",
    at=VariableBound,
    says="The part of the lower limit has the wrong sign.",
    helps="The lower limit counts negative: d/dx of ∫ f dt from g(x) to a is −f(g(x))·g′(x).",
    statement=r"\frac{d}{dx} \int_{g(x)}^a f(t)\,dt = -f(g(x))\,g'(x)",
    example=("d/dx int_x^2 t^2 dt", "x^2"),
    weight=1.5,
)
def lower_limit_sign(site: VariableBound) -> Iterator[sp.Expr]:
    """+ f(a)·a′ for the lower limit, or nothing."""
    if site.x not in site.lower.free_symbols:
        return
    upper = _at(site, site.upper) * derived(site.upper, site.x)
    yield upper + _at(site, site.lower) * derived(site.lower, site.x)
    yield upper


@misconception(
    "integral-not-differentiated",
    at=VariableBound,
    says="The integral was worked out and not differentiated.",
    helps=HELPS,
    statement=STATEMENT,
    example=("d/dx int_1^x t^2 dt", "x^3/3 - 1/3"),
)
def integral_not_differentiated(site: VariableBound) -> Iterator[sp.Expr]:
    """F(g) − F(a), or F(g)."""
    found = primitive_of(site.f, site.t)
    if found is not None:
        upper = found.subs(site.t, site.upper)
        yield upper - found.subs(site.t, site.lower)
        yield upper


@misconception(
    "integrand-differentiated",
    at=VariableBound,
    says="The integrand was differentiated; an integral and a derivative cancel.",
    helps=HELPS,
    statement=STATEMENT,
    example=("d/dx int_1^x t^2 dt", "2x"),
    weight=0.8,
)
def integrand_differentiated(site: VariableBound) -> Iterator[sp.Expr]:
    """f′(g), with g′ and without."""
    slope = derived(site.f, site.t).subs(site.t, site.upper)
    yield slope
    yield slope * derived(site.upper, site.x)


@misconception(
    "limit-not-put-in",
    at=VariableBound,
    says="The limit was not put into the integrand: its own variable is still there.",
    helps=HELPS,
    statement=STATEMENT,
    example=("d/dx int_1^x t^2 dt", "t^2"),
)
def limit_not_put_in(site: VariableBound) -> Iterator[sp.Expr]:
    """f(t), with g′ and without; f(x) where the limit is not x."""
    yield site.f
    yield site.f * derived(site.upper, site.x)
    yield _at(site, site.x)


def _at(site: VariableBound, place: sp.Expr) -> sp.Expr:
    return site.f.subs(site.t, place)
