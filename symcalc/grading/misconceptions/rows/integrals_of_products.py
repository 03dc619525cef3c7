"""Wrong rules for integrals of products and quotients."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.grading.misconceptions.derived import derived
from symcalc.grading.misconceptions.primitives import primitive_of
from symcalc.grading.misconceptions.row import misconception
from symcalc.grading.misconceptions.sites import Integrand
from symcalc.notation import Notation

NO_RULE = "An integral of a product is no product of integrals: substitute, or integrate by parts."
BY_PARTS = r"\int u\,v'\,dx = u\,v - \int u'\,v\,dx"


def factors(site: Integrand) -> list[sp.Expr]:
    """The factors as they are written that depend on x; those of SymPy where one is written."""
    written = [p.expr for p in _written(site.node) if site.x in p.symbols]
    if len(written) > 1:
        return written
    return [f for f in sp.Mul.make_args(site.split[1]) if f.has(site.x)]


def _written(node: Notation) -> tuple[Notation, ...]:
    return node.parts if node.head == "product" else (node,)


@misconception(
    "product-of-integrals",
    at=Integrand,
    says="In {f} each factor was integrated on its own, and the results multiplied.",
    helps=NO_RULE,
    statement=BY_PARTS,
    example=("int x cos x dx", "x^2/2*sin(x) + C"),
    weight=2.0,
)
def product_of_integrals(site: Integrand) -> Iterator[sp.Expr]:
    """∫ f·g dx taken as ∫ f dx · ∫ g dx, or with a power of g as if g were x."""
    parts = factors(site)
    if not site.plain or len(parts) < 2:
        return
    for integral in (primitive_of, _power):
        found = [integral(f, site.x) for f in parts]
        if all(f is not None for f in found):
            yield sp.Mul(*found)


def _power(f: sp.Expr, x: sp.Symbol) -> sp.Expr | None:
    """∫ gⁿ dx taken as gⁿ⁺¹/(n + 1), anything else rightly."""
    g, n = f.as_base_exp()
    power = g.has(x) and not n.has(x) and n not in (1, -1)
    return g ** (n + 1) / (n + 1) if power else primitive_of(f, x)


@misconception(
    "one-factor-integrated",
    at=Integrand,
    says="In {f} one factor was integrated, and the other left as it is.",
    helps=NO_RULE,
    statement=BY_PARTS,
    example=("int x cos x dx", "x^2/2*cos(x) + C"),
)
def one_factor_integrated(site: Integrand) -> Iterator[sp.Expr]:
    """∫ f·g dx taken as F·g."""
    parts = factors(site)
    if not site.plain or len(parts) != 2:
        return
    for one, other in (parts, parts[::-1]):
        found = primitive_of(one, site.x)
        if found is not None:
            yield found * other


@misconception(
    "integral-product-rule",
    at=Integrand,
    says="For {f} the product rule of differentiation was used with antiderivatives.",
    helps=NO_RULE,
    statement=BY_PARTS,
    example=("int x cos x dx", "x^2/2*cos(x) + x sin(x) + C"),
    weight=0.8,
)
def integral_product_rule(site: Integrand) -> sp.Expr | None:
    """∫ f·g dx taken as F·g + f·G."""
    parts = factors(site)
    if not site.plain or len(parts) != 2:
        return None
    first, second = (primitive_of(f, site.x) for f in parts)
    if first is None or second is None:
        return None
    return first * parts[1] + parts[0] * second


@misconception(
    "quotient-of-integrals",
    at=Integrand,
    says="In {f} numerator and denominator were integrated on their own.",
    helps="An integral of a quotient is no quotient of integrals: substitute, or split it.",
    statement=r"\int \frac{g'}{g}\,dx = \ln|g| + C",
    example=("int x/(x^2 + 1) dx", "(x^2/2)/(x^3/3 + x) + C"),
    weight=1.5,
)
def quotient_of_integrals(site: Integrand) -> sp.Expr | None:
    """∫ f/g dx taken as ∫ f dx / ∫ g dx."""
    if site.node.head == "quotient":
        top, bottom = (part.expr for part in site.node.parts)
    else:
        top, bottom = sp.fraction(site.f)
    if not bottom.has(site.x):
        return None
    above, below = primitive_of(top, site.x), primitive_of(bottom, site.x)
    return None if above is None or below is None or below == 0 else above / below


@misconception(
    "cyclic-factor-forgotten",
    at=Integrand,
    says="In {f} the integral that comes back was not brought to the other side.",
    helps="By parts twice, the integral returns: 2·∫ f dx = …, so the result is divided.",
    statement=r"2 \int e^x \sin x\,dx = e^x (\sin x - \cos x)",
    example=("int e^x sin(x) dx", "e^x (sin(x) - cos(x)) + C"),
    weight=1.5,
)
def cyclic_factor_forgotten(site: Integrand) -> Iterator[sp.Expr]:
    """∫ eᵃˣ·sin(bx) dx without the division at the end, or with a wrong sign in the sum."""
    core = site.split[1]
    factors = [f for f in sp.Mul.make_args(core) if f.has(site.x)]
    waves = [f for f in factors if isinstance(f, sp.sin | sp.cos)]
    growths = [f for f in factors if isinstance(f, sp.exp)]
    if not site.plain or len(factors) != 2 or len(waves) != 1 or len(growths) != 1:
        return
    a, b = (derived(f.args[0], site.x) for f in (growths[0], waves[0]))
    if a.has(site.x) or b.has(site.x):
        return
    whole = site.right * (a**2 + b**2)
    yield whole
    yield whole / a**2
    yield 2 * site.f - whole if b == 1 and a == 1 else sp.nan
    yield (2 * site.f - whole) / 2 if b == 1 and a == 1 else sp.nan
