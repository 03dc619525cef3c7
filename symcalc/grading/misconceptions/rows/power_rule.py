"""Wrong rules for powers and roots."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.grading.misconceptions.row import misconception
from symcalc.grading.misconceptions.sites import Partial, Slope

HELPS = "The exponent comes to the front, and one is taken from it: (u^n)′ = n·u^(n−1)·u′."
STATEMENT = r"(u^n)' = n\,u^{n-1}\,u'"
ROOTS = ("sqrt", "cbrt", "root")
HALF = sp.Rational(1, 2)
ROOT = "The derivative of a root: (√u)′ = u′/(2√u)."


def exponent(site: Partial) -> sp.Expr:
    """N of u^n, ½ of √u."""
    if site.rule == "power":
        return site.parts[1]
    if site.rule == "root":
        return 1 / site.parts[1]
    return HALF if site.rule == "sqrt" else sp.Rational(1, 3)


@misconception(
    "power-exponent-not-reduced",
    at=Partial,
    on=("power",),
    says="In {f} the exponent was brought to the front, and not made smaller.",
    helps=HELPS,
    statement=STATEMENT,
    example=("d/dx x^3", "3x^3"),
    weight=1.5,
)
def power_exponent_not_reduced(site: Partial) -> sp.Expr:
    """(u^n)′ taken as n·u^n."""
    return exponent(site) * site.node.expr


@misconception(
    "power-coefficient-lost",
    at=Partial,
    on=("power",),
    says="In {f} the exponent was made smaller, and not brought to the front.",
    helps=HELPS,
    statement=STATEMENT,
    example=("d/dx x^3", "x^2"),
    weight=1.5,
)
def power_coefficient_lost(site: Partial) -> sp.Expr | None:
    """(u^n)′ taken as u^(n−1)."""
    n = exponent(site)
    return site.right / n if n != 0 else None


@misconception(
    "power-exponent-raised",
    at=Partial,
    on=("power", *ROOTS),
    says="In {f} the exponent was made larger by one, not smaller.",
    helps="One is taken from the exponent, also from a negative one: −2 − 1 is −3.",
    statement=STATEMENT,
    example=("d/dx x^-2", "-2 x^-1"),
    weight=1.2,
)
def power_exponent_raised(site: Partial) -> Iterator[sp.Expr]:
    """(u^n)′ taken as n·u^(n+1)."""
    n = exponent(site)
    yield n * site.u ** (n + 1)
    yield (n + 1) * site.u ** (n + 1)


@misconception(
    "power-sign-lost",
    at=Partial,
    on=("power",),
    says="In {f} the sign of the exponent was lost.",
    helps="The exponent comes to the front with its sign: (x^(−n))′ = −n·x^(−n−1).",
    statement=r"(x^{-n})' = -n\,x^{-n-1}",
    example=("d/dx x^-2", "2 x^-3"),
    weight=1.3,
)
def power_sign_lost(site: Partial) -> sp.Expr | None:
    """(u^(−n))′ taken as n·u^(−n−1)."""
    return -site.right if exponent(site).could_extract_minus_sign() else None


@misconception(
    "power-reduced-first",
    at=Partial,
    on=("power",),
    says="In {f} the exponent was made smaller before it was brought to the front.",
    helps=HELPS,
    statement=STATEMENT,
    example=("d/dx x^3", "2x^2"),
)
def power_reduced_first(site: Partial) -> sp.Expr:
    """(u^n)′ taken as (n − 1)·u^(n−1)."""
    n = exponent(site)
    return (n - 1) * site.u ** (n - 1)


@misconception(
    "power-times-base",
    at=Partial,
    on=("power",),
    says="In {f} the exponent was multiplied with the base: the power is gone.",
    helps=HELPS,
    statement=STATEMENT,
    example=("d/dx x^3", "3x"),
    weight=0.9,
)
def power_times_base(site: Partial) -> sp.Expr | None:
    """(u^n)′ taken as n·u."""
    n = exponent(site)
    return n * site.u if n != 2 else None


@misconception(
    "power-by-exponential-rule",
    at=Partial,
    on=("power",),
    says="{f} was differentiated as if {x} stood in the exponent.",
    helps="In {f} the exponent is a constant, so the power rule holds: (u^n)′ = n·u^(n−1)·u′.",
    statement=STATEMENT,
    example=("d/dx x^3", "x^3 ln x"),
    weight=0.8,
)
def power_by_exponential_rule(site: Partial) -> Iterator[sp.Expr]:
    """(u^n)′ taken as u^n·ln u, or as u^n·ln n."""
    yield site.node.expr * sp.log(site.u)
    if exponent(site).is_positive:
        yield site.node.expr * sp.log(exponent(site))


@misconception(
    "power-integrated",
    at=Partial,
    on=("power", *ROOTS),
    says="{f} was integrated instead of differentiated.",
    helps=HELPS,
    statement=STATEMENT,
    example=("d/dx (x^3 + 5x)", "x^4/4 + 5"),
    weight=0.8,
)
def power_integrated(site: Partial) -> Iterator[sp.Expr]:
    """(u^n)′ taken as u^(n+1)/(n+1), or as u^(n+1)·(n + 1)."""
    n = exponent(site)
    if n == -1:
        yield sp.log(site.u)
        return
    yield site.u ** (n + 1) / (n + 1)


@misconception(
    "power-divided-by-exponent",
    at=Partial,
    on=("power",),
    says="In {f} the power was divided by the exponent, not multiplied with it.",
    helps=HELPS,
    statement=STATEMENT,
    example=("d/dx x^3", "x^2/3"),
    weight=0.7,
)
def power_divided_by_exponent(site: Partial) -> sp.Expr | None:
    """(u^n)′ taken as u^(n−1)/n."""
    n = exponent(site)
    return site.u ** (n - 1) / n if n not in (0, 1) else None


@misconception(
    "power-of-the-inner-derivative",
    at=Slope,
    on=("power",),
    says="In {f} the base was replaced by its derivative.",
    helps="The base stays, and its derivative is a factor: (u^n)′ = n·u^(n−1)·u′.",
    statement=STATEMENT,
    example=("d/dx sin(x)^2", "cos(x)^2"),
    weight=1.1,
)
def power_of_the_inner_derivative(site: Slope) -> sp.Expr | None:
    """(u^n)′ taken as u′^n."""
    slope = site.slopes[0]
    return slope ** site.parts[1] if slope not in (0, 1) and site.parts[0] != site.x else None


@misconception(
    "root-half-lost",
    at=Partial,
    on=ROOTS,
    says="In {f} the factor in front, from the exponent of the root, was lost.",
    helps=ROOT,
    statement=r"(\sqrt{u})' = \frac{u'}{2\sqrt{u}}",
    example=("d/dx sqrt(x)", "1/sqrt(x)"),
    weight=1.5,
)
def root_half_lost(site: Partial) -> sp.Expr:
    """(√u)′ taken as 1/√u."""
    return site.right / exponent(site)


@misconception(
    "root-not-inverted",
    at=Partial,
    on=ROOTS,
    says="In {f} the root was left above: its exponent was not made smaller.",
    helps=ROOT,
    statement=r"(\sqrt{u})' = \frac{u'}{2\sqrt{u}}",
    example=("d/dx sqrt(x)", "sqrt(x)/2"),
    weight=1.4,
)
def root_not_inverted(site: Partial) -> sp.Expr:
    """(√u)′ taken as √u/2."""
    return exponent(site) * site.node.expr


@misconception(
    "root-sign-wrong",
    at=Partial,
    on=ROOTS,
    says="In {f} the exponent ½ − 1 was taken for a minus sign in front, or 2 put above.",
    helps=ROOT,
    statement=r"(\sqrt{u})' = \frac{u'}{2\sqrt{u}}",
    example=("d/dx sqrt(x)", "-1/(2 sqrt x)"),
    weight=0.7,
)
def root_sign_wrong(site: Partial) -> Iterator[sp.Expr]:
    """(√u)′ taken as −1/(2√u), or as 2/√u."""
    yield -site.right
    yield site.right / exponent(site) ** 2


@misconception(
    "root-of-derivative",
    at=Slope,
    on=ROOTS,
    says="In {f} the root was put over the derivative of {u}.",
    helps=ROOT,
    statement=r"(\sqrt{u})' = \frac{u'}{2\sqrt{u}}",
    example=("d/dx sqrt(x^2 + 1)", "sqrt(2x)"),
)
def root_of_derivative(site: Slope) -> sp.Expr | None:
    """(√u)′ taken as √(u′)."""
    slope = site.slopes[0]
    return sp.sqrt(slope) if site.rule == "sqrt" and slope not in (0, 1) else None


@misconception(
    "reciprocal-power-rule",
    at=Slope,
    on=("quotient",),
    says="In {f} the power below was differentiated with a wrong exponent.",
    helps="Write 1/x^n as x^(−n); then one is taken from −n: (x^(−n))′ = −n·x^(−n−1).",
    statement=r"(x^{-n})' = -n\,x^{-n-1}",
    example=("d/dx 1/x^2", "-2/x"),
    weight=1.2,
)
def reciprocal_power_rule(site: Slope) -> Iterator[sp.Expr]:
    """(c/v^n)′ taken as −n·c·v^(−n+1)·v′, as −n·c/v^n·v′, or without the factor n."""
    below = site.node.parts[1]
    if site.moving != (1,) or site.slopes[1] == 0:
        return
    v, n = (p.expr for p in below.parts) if below.head == "power" else (below.expr, sp.S.One)
    if n.has(site.x) or below.head not in ("power", "name"):
        return
    slope = site.right / (-n * site.parts[0] * v ** (-n - 1))  # v′, however it came out
    yield -n * site.parts[0] * v ** (-n + 1) * slope
    yield -n * site.parts[0] * v ** (-n) * slope
    if n != 1:
        yield -site.parts[0] * v ** (-n - 1) * slope
