"""What is wrong with an antiderivative as a whole; the comparison has a note of its own for it."""

from __future__ import annotations

import sympy as sp

from symcalc.grading.misconceptions.derived import derived
from symcalc.grading.misconceptions.row import misconception
from symcalc.grading.misconceptions.sites import Antiderivative


@misconception(
    "missing-constant",
    at=Antiderivative,
    says="The constant of integration is missing.",
    helps="With F also F + C is an antiderivative: an indefinite integral ends in + C.",
    statement=r"\int f\,dx = F + C",
    example=("int x^2 dx", "x^3/3"),
    weight=2.0,
)
def missing_constant(site: Antiderivative) -> sp.Expr:
    """F for F + C."""
    return site.primitive


@misconception(
    "differentiated-instead",
    at=Antiderivative,
    says="{f} was differentiated; it has to be integrated.",
    helps="An antiderivative of f is a function whose derivative is f: differentiate to check.",
    statement=r"F' = f",
    example=("int x^3 dx", "3x^2 + C"),
    weight=2.0,
)
def differentiated_instead(site: Antiderivative) -> sp.Expr:
    """f′ for F."""
    return derived(site.node.expr, site.x)


@misconception(
    "bars-left-out",
    at=Antiderivative,
    says="The logarithm lacks its bars: it has no value where what is inside is negative.",
    helps="The antiderivative of 1/x is ln|x|: it is needed for negative x as well.",
    statement=r"\int \frac{1}{x}\,dx = \ln|x| + C",
    example=("int 1/x + 1/(x-1) dx", "ln|x| + ln(x-1) + C"),
)
def bars_left_out(site: Antiderivative) -> sp.Expr:
    """ln u for ln|u|."""
    bars = {u: sp.log(u.args[0].args[0]) for u in site.primitive.atoms(sp.log) if _barred(u)}
    return site.primitive.xreplace(bars)


def _barred(logarithm: sp.Expr) -> bool:
    return isinstance(logarithm.args[0], sp.Abs)
