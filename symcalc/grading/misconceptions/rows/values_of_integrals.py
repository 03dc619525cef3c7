"""What goes wrong with the value of an integral as a whole: bars, symmetry, logarithms."""

from __future__ import annotations

import sympy as sp

from symcalc.grading.misconceptions.primitives import primitive_of
from symcalc.grading.misconceptions.row import Said, misconception
from symcalc.grading.misconceptions.sites import Bounds
from symcalc.writing.text import text

TEN = 10
SUMS = ("sum", "difference")


@misconception(
    "bars-dropped-in-an-integral",
    at=Bounds,
    says="The bars in {f} were left out.",
    helps="Split the integral where what is inside the bars changes its sign.",
    statement=r"\int_{-a}^a |x|\,dx = \int_{-a}^0 (-x)\,dx + \int_0^a x\,dx",
    example=("int_(-1)^1 |x| dx", "0"),
    weight=3.5,
)
def bars_dropped(site: Bounds) -> Said | None:
    """∫ u dx for ∫ |u| dx."""
    amounts = [n for n in site.node.walk() if n.head == "abs" and site.x in n.symbols]
    if not amounts:
        return None
    found = primitive_of(site.f.xreplace({n.expr: n.parts[0].expr for n in amounts}), site.x)
    if found is None:
        return None
    whole, inside = text(amounts[0]), text(amounts[0].parts[0])
    minus = f"−({inside})" if amounts[0].parts[0].head in SUMS else f"−{inside}"
    says = f"{whole} was taken as {inside}; where {inside} is negative it is {minus}."
    return found.subs(site.x, site.upper) - found.subs(site.x, site.lower), says


@misconception(
    "improper-integral-by-symmetry",
    at=Bounds,
    says="The halves of {f} were cancelled by symmetry, but neither of them has a value.",
    helps="From −∞ to ∞ each half must converge on its own; only then may they cancel.",
    statement=r"\int_{-\infty}^\infty f\,dx = \int_{-\infty}^0 f\,dx + \int_0^\infty f\,dx",
    example=("int_(-oo)^oo x dx", "0"),
    weight=3.5,
)
def cancelled_by_symmetry(site: Bounds) -> sp.Expr | None:
    """0 for an odd integrand whose halves diverge."""
    if site.right.is_finite or (site.lower, site.upper) != (-sp.oo, sp.oo):
        return None
    odd = sp.expand(site.f.subs(site.x, -site.x) + site.f) == 0
    return sp.S.Zero if odd else None


@misconception(
    "common-logarithm",
    at=Bounds,
    says="The logarithm to base 10 stands in place of the natural one.",
    helps="The antiderivative of 1/x is the natural logarithm, ln|x|.",
    statement=r"\int_1^a \frac{1}{x}\,dx = \ln a",
    example=("int_1^2 1/x dx", "log_10(2)"),
    weight=2.0,
)
def common_logarithm(site: Bounds) -> sp.Expr | None:
    """log₁₀ for ln in the value."""
    logarithms = site.right.atoms(sp.log)
    if not logarithms:
        return None
    return site.right.xreplace({u: u / sp.log(TEN) for u in logarithms})
