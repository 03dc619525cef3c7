"""Wrong rules for substitution, integration by parts and partial fractions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import sympy as sp

from symcalc.grading.misconceptions.derived import derived
from symcalc.grading.misconceptions.primitives import primitive_of
from symcalc.grading.misconceptions.row import Said, misconception
from symcalc.grading.misconceptions.sites import ByParts, Fractions, Substitution
from symcalc.primitives import arrange
from symcalc.writing.text import text

PARTS = "By parts: ∫ u·v′ dx = u·v − ∫ u′·v dx."
BY_PARTS = r"\int u\,v'\,dx = u\,v - \int u'\,v\,dx"
CHANGE = "With u = g(x), du = g′(x) dx stands for all of g′(x) dx."
CHANGED = r"\int f(g(x))\,g'(x)\,dx = \int f(u)\,du"
SPLIT = "Multiply with the common denominator to check the split."


@misconception(
    "differential-forgotten",
    at=Substitution,
    says="d{x} was replaced by du in {f}, and the inner derivative was left in place.",
    helps=CHANGE,
    statement=CHANGED,
    example=("int 2x cos(x^2) dx", "2x sin(x^2) + C"),
    weight=1.5,
)
def differential_forgotten(site: Substitution) -> Iterator[sp.Expr]:
    """∫ f(g)·g′ dx taken as g′·F(g)."""
    steep = derived(site.value, site.x)
    found = (site.inner * site.u).as_independent(site.u, as_Add=False)[0]
    yield site.right * steep
    if found != 1:
        yield site.right * steep / found


@misconception(
    "substitution-factor-lost",
    at=Substitution,
    says="In {f} the number that the substitution brings in front is missing.",
    helps=CHANGE,
    statement=CHANGED,
    example=("int x e^(x^2) dx", "e^(x^2) + C"),
    weight=2.2,
)
def substitution_factor_lost(site: Substitution) -> Said | None:
    """½·F(g) taken as F(g)."""
    constant = site.inner.as_independent(site.u, as_Add=False)[0]
    if constant in (1, -1):
        return None
    factor = text(arrange(constant))
    return (
        site.right / constant,
        f"In {{f}} the factor {factor} that the substitution brings is lost.",
    )


@misconception(
    "substitution-factor-inverted",
    at=Substitution,
    says="In {f} the number that the substitution brings in multiplies; it should divide.",
    helps=CHANGE,
    statement=CHANGED,
    example=("int x e^(x^2) dx", "2e^(x^2) + C"),
)
def substitution_factor_inverted(site: Substitution) -> sp.Expr | None:
    """½·F(g) taken as 2·F(g)."""
    constant = site.inner.as_independent(site.u, as_Add=False)[0]
    return None if constant**2 == 1 else site.right / constant**2


@misconception(
    "substitution-sign-lost",
    at=Substitution,
    says="In {f} the sign of the inner derivative is missing.",
    helps=CHANGE,
    statement=CHANGED,
    example=("int sin(x) cos(x)^2 dx", "cos(x)^3/3 + C"),
    weight=1.2,
)
def substitution_sign_lost(site: Substitution) -> Iterator[sp.Expr]:
    """−F(g) taken as F(g), and with the number lost as well."""
    constant = site.inner.as_independent(site.u, as_Add=False)[0]
    if constant.is_negative or derived(site.value, site.x).could_extract_minus_sign():
        yield -site.right
        if constant != -1:
            yield -site.right / constant


@misconception(
    "not-substituted-back",
    at=Substitution,
    says="The answer is still in the new variable.",
    helps="The question is in x: put back what the new variable stands for.",
    statement=CHANGED,
    example=("int 2x cos(x^2) dx", "sin(u) + C"),
    weight=2.0,
)
def not_substituted_back(site: Substitution) -> sp.Expr:
    """F(u) left as it is."""
    return site.primitive


@misconception(
    "inner-left-as-variable",
    at=Substitution,
    says="The new variable was replaced by {x} itself.",
    helps="The question is in x: put back what the new variable stands for.",
    statement=CHANGED,
    example=("int 2x cos(x^2) dx", "sin(x) + C"),
    weight=0.8,
)
def inner_left_as_variable(site: Substitution) -> sp.Expr:
    """F(u) taken as F(x)."""
    return site.primitive.subs(site.u, site.x)


@misconception(
    "by-parts-sign",
    at=ByParts,
    says="In {f} the second integral was added; by parts subtracts it.",
    helps=PARTS,
    statement=BY_PARTS,
    example=("int x cos x dx", "x sin x - cos x + C"),
    weight=2.0,
)
def by_parts_sign(site: ByParts) -> sp.Expr:
    """u·v + ∫ v du."""
    return site.u * site.v + site.rest


@misconception(
    "by-parts-second-integral-forgotten",
    at=ByParts,
    says="In {f} only u·v was written down; the second integral is missing.",
    helps=PARTS,
    statement=BY_PARTS,
    example=("int x e^x dx", "x e^x + C"),
    weight=2.0,
)
def by_parts_second_forgotten(site: ByParts) -> sp.Expr:
    """u·v alone."""
    return site.u * site.v


@misconception(
    "by-parts-not-integrated",
    at=ByParts,
    says="In {f} the second integral was not worked out: what is under it was written down.",
    helps=PARTS,
    statement=BY_PARTS,
    example=("int x cos x dx", "x sin x - sin x + C"),
)
def by_parts_not_integrated(site: ByParts) -> Iterator[sp.Expr]:
    """u·v − v·u′, or plus."""
    left = site.v * derived(site.u, site.x)
    yield site.u * site.v - left
    yield site.u * site.v + left


@misconception(
    "by-parts-u-not-differentiated",
    at=ByParts,
    says="In {f} the second integral holds u; by parts has its derivative there.",
    helps=PARTS,
    statement=BY_PARTS,
    example=("int x e^x dx", "x e^x - (x - 1)e^x + C"),
    weight=0.8,
)
def by_parts_u_kept(site: ByParts) -> Iterator[sp.Expr]:
    """u·v − ∫ u·v dx, and u·v − ∫ v dx where u′ is not 1."""
    for under in (site.u * site.v, site.v):
        found = primitive_of(under, site.x)
        if found is not None:
            yield site.u * site.v - found


@misconception(
    "by-parts-v-not-integrated",
    at=ByParts,
    says="In {f} v′ was used for v.",
    helps=PARTS,
    statement=BY_PARTS,
    example=("int x cos x dx", "x cos x - sin x + C"),
    weight=0.8,
)
def by_parts_v_kept(site: ByParts) -> Iterator[sp.Expr]:
    """v′ for v, before the second integral, in it, or in both."""
    under = primitive_of(site.dv * derived(site.u, site.x), site.x)
    if under is not None:
        yield site.u * site.dv - under
        yield site.u * site.v - under
    yield site.u * site.dv - site.rest


@misconception(
    "partial-fraction-sign",
    at=Fractions,
    says="In {f} a partial fraction got the wrong sign.",
    helps=SPLIT,
    statement=r"\frac{1}{(x-a)(x-b)} = \frac{A}{x-a} + \frac{B}{x-b}",
    example=("int 1/(x^2 + x) dx", "ln|x| + ln|x + 1| + C"),
    weight=1.2,
)
def partial_fraction_sign(site: Fractions) -> Iterator[sp.Expr]:
    """One of the partial fractions with the other sign, or all of them."""
    found = [primitive_of(term, site.x) for term in site.terms]
    for term in found:
        if term is not None:
            yield site.right - 2 * term
    if len(found) == 2:
        yield -site.right


@misconception(
    "partial-fraction-coefficients",
    at=Fractions,
    says="In {f} the numerators of the partial fractions are wrong.",
    helps=SPLIT,
    statement=r"\frac{1}{(x-a)(x-b)} = \frac{A}{x-a} + \frac{B}{x-b}",
    example=("int 1/(x^2 - 4) dx", "ln|x - 2| - ln|x + 2| + C"),
)
def partial_fraction_coefficients(site: Fractions) -> Iterator[sp.Expr]:
    """All numerators without their size, or exchanged between two fractions."""
    split = [term.as_independent(site.x, as_Add=False) for term in site.terms]
    found = [primitive_of(core, site.x) for _, core in split]
    if any(f is None for f in found):
        return
    numbers = [c for c, _ in split]
    yield sp.Add(*(sp.sign(c) * f for c, f in zip(numbers, found, strict=True) if c.is_number))
    for i, j in combinations(range(len(numbers)), 2):
        swapped = list(numbers)
        swapped[i], swapped[j] = swapped[j], swapped[i]
        yield sp.Add(*(c * f for c, f in zip(swapped, found, strict=True)))
