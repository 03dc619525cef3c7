"""Wrong rules for exponentials, logarithms, and powers with the variable above and below."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.grading.misconceptions.row import misconception
from symcalc.grading.misconceptions.sites import Partial, Slope

HELPS = "With the variable in the exponent: (e^u)′ = e^u·u′ and (a^u)′ = a^u·ln(a)·u′."
STATEMENT = r"(a^u)' = a^u \ln(a)\, u'"
BOTH = "With {x} above and below, write u^v as e^(v·ln u): (u^v)′ = u^v·(v′·ln u + v·u′/u)."
LN = r"(\ln u)' = \frac{u'}{u}"
BASE = "The logarithm with base a is ln(u)/ln(a), so its derivative is u′/(u·ln a)."


def base(site: Partial) -> sp.Expr:
    """The number below: e, or a of a^u."""
    return sp.E if site.rule == "exp" else site.parts[0]


@misconception(
    "power-rule-on-exponential",
    at=Partial,
    on=("exp", "exponential"),
    says="The power rule was used for {f}, where {x} stands in the exponent.",
    helps=HELPS,
    statement=STATEMENT,
    example=("d/dx 2^x", "x*2^(x-1)"),
    weight=2.0,
)
def power_rule_on_exponential(site: Partial) -> Iterator[sp.Expr]:
    """(a^u)′ taken as u·a^(u−1), as a^(u−1), or as u·a^u."""
    yield site.u * base(site) ** (site.u - 1)
    yield base(site) ** (site.u - 1)
    yield site.u * base(site) ** site.u


@misconception(
    "exponential-logarithm-lost",
    at=Partial,
    on=("exponential",),
    says="In {f} the factor ln of the base is missing.",
    helps="Only e^x is its own derivative; another base gives a factor: (a^u)′ = a^u·ln(a)·u′.",
    statement=STATEMENT,
    example=("d/dx 2^x", "2^x"),
    weight=2.0,
)
def exponential_logarithm_lost(site: Partial) -> sp.Expr:
    """(a^u)′ taken as a^u."""
    return site.node.expr


@misconception(
    "exponential-integrated",
    at=Partial,
    on=("exponential",),
    says="In {f} the power was divided by ln of the base, as in an integral.",
    helps=HELPS,
    statement=STATEMENT,
    example=("d/dx (2^x + x)", "2^x/ln(2) + 1"),
)
def exponential_integrated(site: Partial) -> sp.Expr | None:
    """(a^u)′ taken as a^u/ln a."""
    return None if base(site) == 1 else site.node.expr / sp.log(base(site))


@misconception(
    "exponential-wrong-logarithm",
    at=Partial,
    on=("exponential",),
    says="In {f} the factor is not ln of the base.",
    helps=HELPS,
    statement=STATEMENT,
    example=("d/dx 2^x", "2*2^x"),
    weight=0.8,
)
def exponential_wrong_logarithm(site: Partial) -> Iterator[sp.Expr]:
    """(a^u)′ taken as a·a^u, as a^u·ln u, or as ln(a)."""
    yield base(site) * site.node.expr
    yield site.node.expr * sp.log(site.u)
    yield sp.log(base(site))


@misconception(
    "exponential-slope-in-exponent",
    at=Slope,
    on=("exp", "exponential"),
    says="In {f} the exponent was replaced by its derivative.",
    helps=HELPS,
    statement=r"(e^u)' = e^u\,u'",
    example=("d/dx e^(x^2)", "e^(2x)"),
    weight=1.2,
)
def exponential_slope_in_exponent(site: Slope) -> Iterator[sp.Expr]:
    """(e^u)′ taken as e^(u′)."""
    (k,) = site.moving
    number = sp.E if site.rule == "exp" else site.parts[0]
    if site.parts[k] != site.x:
        yield number ** site.slopes[k]
        if site.rule == "exponential":
            yield number ** site.slopes[k] * sp.log(number)


@misconception(
    "power-rule-on-general-power",
    at=Slope,
    on=("general-power",),
    says="The power rule was used for {f}, though {x} stands in the exponent too.",
    helps=BOTH,
    statement=r"(u^v)' = u^v\left(v'\ln u + \frac{v\,u'}{u}\right)",
    example=("d/dx x^x", "x^x"),
    weight=1.6,
)
def power_rule_on_general_power(site: Slope) -> Iterator[sp.Expr]:
    """(u^v)′ taken as v·u^(v−1)·u′."""
    yield site.partials[0] * site.slopes[0]
    yield site.partials[0]
    if site.slopes[1] != 0:
        yield site.partials[0] * site.slopes[0] * site.slopes[1]


@misconception(
    "exponential-rule-on-general-power",
    at=Slope,
    on=("general-power",),
    says="The rule for a constant base was used for {f}, though {x} stands in the base too.",
    helps=BOTH,
    statement=r"(u^v)' = u^v\left(v'\ln u + \frac{v\,u'}{u}\right)",
    example=("d/dx x^x", "x^x ln x"),
    weight=1.6,
)
def exponential_rule_on_general_power(site: Slope) -> Iterator[sp.Expr]:
    """(u^v)′ taken as u^v·ln(u)·v′."""
    yield site.partials[1] * site.slopes[1]
    yield site.partials[1]


@misconception(
    "general-power-factor-lost",
    at=Slope,
    on=("general-power",),
    says="In {f} only the logarithm was differentiated; the factor {f} is missing.",
    helps=BOTH,
    statement=r"(u^v)' = u^v\left(v'\ln u + \frac{v\,u'}{u}\right)",
    example=("d/dx x^x", "ln x + 1"),
)
def general_power_factor_lost(site: Slope) -> sp.Expr:
    """(u^v)′ taken as (v·ln u)′."""
    (u, v), (du, dv) = site.parts, site.slopes
    return dv * sp.log(u) + v * du / u


@misconception(
    "log-base-ignored",
    at=Partial,
    on=("log-base",),
    says="{f} was differentiated as if it were the natural logarithm.",
    helps=BASE,
    statement=r"(\log_a u)' = \frac{u'}{u \ln a}",
    example=("d/dx log_10(x)", "1/x"),
    weight=1.6,
)
def log_base_ignored(site: Partial) -> sp.Expr:
    """(log_a u)′ taken as 1/u."""
    return 1 / site.u


@misconception(
    "log-base-misplaced",
    at=Partial,
    on=("log-base",),
    says="In {f} ln of the base stands in the wrong place.",
    helps=BASE,
    statement=r"(\log_a u)' = \frac{u'}{u \ln a}",
    example=("d/dx log_10(x)", "ln(10)/x"),
)
def log_base_misplaced(site: Partial) -> Iterator[sp.Expr]:
    """(log_a u)′ taken as ln(a)/u, or with a itself."""
    yield sp.log(site.parts[1]) / site.u
    yield 1 / (site.parts[1] * site.u)


@misconception(
    "logarithm-slope-wrong",
    at=Partial,
    on=("log",),
    says="In {f} the derivative of the logarithm is not one over {u}.",
    helps="The derivative of a logarithm is one over its argument: (ln u)′ = u′/u.",
    statement=LN,
    example=("d/dx (ln x + x^2)", "e^x + 2x"),
    weight=0.6,
)
def logarithm_slope_wrong(site: Partial) -> Iterator[sp.Expr]:
    """(ln u)′ taken as 1/ln u, e^u, ln u/u, u or 1/u²."""
    yield 1 / sp.log(site.u)
    yield sp.exp(site.u)
    yield sp.log(site.u) / site.u
    yield -1 / site.u**2
    yield site.u
    yield -1 / site.u


@misconception(
    "logarithm-constant-kept",
    at=Slope,
    on=("log",),
    says="In {f} the constant factor inside was kept below, without its own derivative above.",
    helps="ln(c·x) is ln c + ln x, so its derivative is 1/x.",
    statement=r"(\ln(c\,x))' = \frac{1}{x}",
    example=("d/dx ln(5x)", "1/(5x)"),
    weight=1.2,
)
def logarithm_constant_kept(site: Slope) -> sp.Expr | None:
    """(ln(c·x))′ taken as 1/(c·x)."""
    u = site.parts[0]
    constant = u != site.x and not sp.cancel(u / site.x).has(site.x)
    return 1 / u if constant else None
