"""Wrong rules for quotients."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.grading.misconceptions.row import misconception
from symcalc.grading.misconceptions.sites import Slope

HELPS = "The quotient rule is (u/v)′ = (u′·v − u·v′)/v²."
STATEMENT = r"\left(\frac{u}{v}\right)' = \frac{u'\,v - u\,v'}{v^2}"
RECIPROCAL = "For one over something: (1/v)′ = −v′/v²."


def both(site: Slope) -> tuple[sp.Expr, ...] | None:
    """u, v, u′, v′ where the denominator moves."""
    if not site.moves(1):
        return None
    return (*site.parts, *site.slopes)


@misconception(
    "quotient-of-derivatives",
    at=Slope,
    on=("quotient",),
    says="In {f} numerator and denominator were differentiated on their own.",
    helps=HELPS,
    statement=STATEMENT,
    example=("d/dx sin(x)/x", "cos x"),
    weight=2.0,
)
def quotient_of_derivatives(site: Slope) -> sp.Expr | None:
    """(u/v)′ taken as u′/v′."""
    if both(site) is None or not site.moves(0) or site.slopes[1] == 0:
        return None
    return site.slopes[0] / site.slopes[1]


@misconception(
    "reciprocal-of-derivative",
    at=Slope,
    on=("quotient",),
    says="In {f} only the denominator was differentiated, and left where it stands.",
    helps=RECIPROCAL,
    statement=r"\left(\frac{1}{v}\right)' = -\frac{v'}{v^2}",
    example=("d/dx 1/(x^2+1)", "1/(2x)"),
    weight=1.8,
)
def reciprocal_of_derivative(site: Slope) -> sp.Expr | None:
    """(1/v)′ taken as 1/v′."""
    if both(site) is None or site.slopes[1] == 0 or (site.moves(0) and site.slopes[0] == 1):
        return None
    return site.parts[0] / site.slopes[1]


@misconception(
    "quotient-rule-plus",
    at=Slope,
    on=("quotient",),
    says="In {f} the two terms of the quotient rule were added.",
    helps=HELPS,
    statement=STATEMENT,
    example=("d/dx sin(x)/x", "(x cos x + sin x)/x^2"),
    weight=1.2,
)
def quotient_rule_plus(site: Slope) -> sp.Expr | None:
    """(u/v)′ taken as (u′·v + u·v′)/v²."""
    if both(site) is None or not site.moves(0):
        return None
    u, v, du, dv = (*site.parts, *site.slopes)
    return (du * v + u * dv) / v**2


@misconception(
    "quotient-rule-reversed",
    at=Slope,
    on=("quotient",),
    says="In {f} the terms of the numerator stand in the wrong order.",
    helps="The derivative of the numerator comes first: (u/v)′ = (u′·v − u·v′)/v².",
    statement=STATEMENT,
    example=("d/dx sin(x)/x", "(sin x - x cos x)/x^2"),
    weight=1.5,
)
def quotient_rule_reversed(site: Slope) -> sp.Expr | None:
    """(u/v)′ taken as (u·v′ − u′·v)/v²."""
    return None if both(site) is None or not site.moves(0) else -site.right


@misconception(
    "reciprocal-sign-lost",
    at=Slope,
    on=("quotient",),
    says="In {f} the minus sign of the rule for one over something is missing.",
    helps=RECIPROCAL,
    statement=r"\left(\frac{1}{v}\right)' = -\frac{v'}{v^2}",
    example=("d/dx 1/(x^2+1)", "2x/(x^2+1)^2"),
    weight=1.5,
)
def reciprocal_sign_lost(site: Slope) -> sp.Expr | None:
    """(1/v)′ taken as v′/v²."""
    return -site.right if both(site) is not None and not site.moves(0) else None


@misconception(
    "quotient-denominator-not-squared",
    at=Slope,
    on=("quotient",),
    says="In {f} the denominator was not squared.",
    helps=HELPS,
    statement=STATEMENT,
    example=("d/dx sin(x)/x", "(x cos x - sin x)/x"),
    weight=1.2,
)
def quotient_denominator_not_squared(site: Slope) -> sp.Expr | None:
    """(u/v)′ taken as (u′·v − u·v′)/v."""
    return None if both(site) is None else site.right * site.parts[1]


@misconception(
    "quotient-denominator-dropped",
    at=Slope,
    on=("quotient",),
    says="In {f} the denominator of the quotient rule was dropped.",
    helps=HELPS,
    statement=STATEMENT,
    example=("d/dx sin(x)/x", "x cos x - sin x"),
)
def quotient_denominator_dropped(site: Slope) -> sp.Expr | None:
    """(u/v)′ taken as u′·v − u·v′."""
    return None if both(site) is None else site.right * site.parts[1] ** 2


@misconception(
    "quotient-wrong-square",
    at=Slope,
    on=("quotient",),
    says="In {f} another thing than the denominator was squared.",
    helps="Below stands the square of the denominator itself: (u/v)′ = (u′·v − u·v′)/v².",
    statement=STATEMENT,
    example=("d/dx sin(x)/x", "x cos x - sin x"),
    weight=0.9,
)
def quotient_wrong_square(site: Slope) -> Iterator[sp.Expr]:
    """(u/v)′ taken as (u′·v − u·v′)/v′², or over u², or over v′."""
    if both(site) is None or site.slopes[1] == 0:
        return
    top, dv = site.right * site.parts[1] ** 2, site.slopes[1]
    yield top / dv**2
    yield top / dv
    if site.moves(0):
        yield top / site.parts[0] ** 2


@misconception(
    "quotient-numerator-only",
    at=Slope,
    on=("quotient",),
    says="In {f} only the numerator was differentiated; the denominator was taken as a constant.",
    helps=HELPS,
    statement=STATEMENT,
    example=("d/dx sin(x)/x", "cos(x)/x"),
    weight=1.5,
)
def quotient_numerator_only(site: Slope) -> sp.Expr | None:
    """(u/v)′ taken as u′/v; 0 where u does not move."""
    return None if both(site) is None else site.slopes[0] / site.parts[1]


@misconception(
    "quotient-denominator-only",
    at=Slope,
    on=("quotient",),
    says="In {f} only the denominator was differentiated; the numerator was taken as a constant.",
    helps=HELPS,
    statement=STATEMENT,
    example=("d/dx sin(x)/x", "-sin(x)/x^2"),
)
def quotient_denominator_only(site: Slope) -> sp.Expr | None:
    """(u/v)′ taken as −u·v′/v²."""
    return site.partials[1] * site.slopes[1] if len(site.moving) == 2 else None


@misconception(
    "quotient-products-confused",
    at=Slope,
    on=("quotient",),
    says="In {f} the numerator of the quotient rule has the wrong products.",
    helps=HELPS,
    statement=STATEMENT,
    example=("d/dx sin(x)/x", "(sin(x) cos(x) - x)/x^2"),
    weight=0.7,
)
def quotient_products_confused(site: Slope) -> Iterator[sp.Expr]:
    """(u/v)′ taken as (u·u′ − v·v′)/v², (u′ − v′)/v², u′·v′/v² or (u′·v′ − u·v)/v²."""
    if len(site.moving) < 2:
        return
    u, v, du, dv = (*site.parts, *site.slopes)
    tops = (u * du - v * dv, du - dv, du * dv, du * dv - u * v, v * du - dv, du - u * dv)
    yield from (top / v**2 for top in tops)


@misconception(
    "quotient-as-product",
    at=Slope,
    on=("quotient",),
    says="{f} was differentiated as if it were a product.",
    helps=HELPS,
    statement=STATEMENT,
    example=("d/dx sin(x)/x", "x cos x + sin x"),
    weight=0.6,
)
def quotient_as_product(site: Slope) -> sp.Expr | None:
    """(u/v)′ taken as u′·v + u·v′."""
    if len(site.moving) < 2:
        return None
    u, v, du, dv = (*site.parts, *site.slopes)
    return du * v + u * dv


@misconception(
    "reciprocal-chain-forgotten",
    at=Slope,
    on=("quotient",),
    says="In {f} the derivative of the denominator is missing.",
    helps=RECIPROCAL,
    statement=r"\left(\frac{1}{v}\right)' = -\frac{v'}{v^2}",
    example=("d/dx 1/(x^2+1)", "-1/(x^2+1)^2"),
    weight=1.5,
)
def reciprocal_chain_forgotten(site: Slope) -> sp.Expr | None:
    """(1/v)′ taken as −1/v²."""
    return site.partials[1] if site.moving == (1,) and site.slopes[1] != 1 else None


@misconception(
    "quotient-constant-numerator-to-one",
    at=Slope,
    on=("quotient",),
    says="In {f} the derivative of the constant numerator was taken as 1.",
    helps="The derivative of a constant is 0, so the first term of the numerator is 0.",
    statement=STATEMENT,
    example=("d/dx 1/(x^2+1)", "(x^2 + 1 - 2x)/(x^2+1)^2"),
    weight=0.8,
)
def quotient_constant_numerator_to_one(site: Slope) -> sp.Expr | None:
    """(c/v)′ taken as (v − c·v′)/v²."""
    return site.right + 1 / site.parts[1] if site.moving == (1,) else None


@misconception(
    "reciprocal-as-logarithm",
    at=Slope,
    on=("quotient",),
    says="For {f} the logarithm was taken, which is an antiderivative.",
    helps="The derivative of 1/x is −1/x²; it is the antiderivative that is ln|x|.",
    statement=r"\left(\frac{1}{x}\right)' = -\frac{1}{x^2}",
    example=("d/dx (1/x + x^2)", "ln(x) + 2x"),
    weight=0.9,
)
def reciprocal_as_logarithm(site: Slope) -> Iterator[sp.Expr]:
    """(1/v)′ taken as ln v."""
    if site.moving == (1,):
        yield site.parts[0] * sp.log(site.parts[1])
        yield site.parts[0] * sp.log(site.parts[1]) * site.slopes[1]
