"""Wrong derivatives of functions: sign, another function, a square or a root that is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import sympy as sp

from symcalc.grading.misconceptions.row import misconception
from symcalc.grading.misconceptions.sites import Partial
from symcalc.primitives import TABLE

HELPS = "The derivative of {name}(u) is {partial}·u′."
TRIGONOMETRIC = ("sin", "cos", "tan", "cot", "sec", "csc")
HYPERBOLIC = ("sinh", "cosh", "tanh", "coth", "sech", "csch")
ARCS = ("asin", "acos", "atan", "acot", "asec", "acsc")
AREAS = ("asinh", "acosh", "atanh", "acoth", "asech", "acsch")
INVERSE = {name: name[1:] for name in (*ARCS, *AREAS)}

Confused = dict[str, Callable[[sp.Expr], tuple[sp.Expr, ...]]]

# What is taken for the derivative of a trigonometric function, signs aside.
TRIG: Confused = {
    "sin": lambda u: (sp.sin(u), -sp.sin(u)),
    "cos": lambda u: (sp.cos(u), -sp.cos(u)),
    "tan": lambda u: (
        sp.sec(u) * sp.tan(u),
        sp.cot(u),
        sp.sec(u),
        -(sp.csc(u) ** 2),
        1 - sp.tan(u) ** 2,
        sp.tan(u) ** 2,
        1 / sp.sin(u) ** 2,
        sp.cos(u) ** 2,
    ),
    "cot": lambda u: (-sp.csc(u) * sp.cot(u), -sp.csc(u), sp.sec(u) ** 2, sp.tan(u)),
    "sec": lambda u: (sp.sec(u) ** 2, sp.tan(u) ** 2, sp.tan(u), -sp.csc(u) * sp.cot(u)),
    "csc": lambda u: (-(sp.csc(u) ** 2), -(sp.cot(u) ** 2), -sp.cot(u), sp.sec(u) * sp.tan(u)),
}
# The same of hyperbolic functions.
HYPER: Confused = {
    "sinh": lambda u: (sp.sinh(u), sp.cos(u)),
    "cosh": lambda u: (sp.cosh(u), -sp.sin(u)),
    "tanh": lambda u: (
        1 - sp.tanh(u),
        sp.sech(u),
        sp.sech(u) * sp.tanh(u),
        sp.tanh(u) * (1 - sp.tanh(u)),
        sp.tanh(u) ** 2,
        sp.sec(u) ** 2,
    ),
    "coth": lambda u: (-sp.csch(u), -sp.csch(u) * sp.coth(u), 1 - sp.coth(u)),
    "sech": lambda u: (sp.sech(u) ** 2, -(sp.tanh(u) ** 2)),
    "csch": lambda u: (-(sp.csch(u) ** 2), -(sp.coth(u) ** 2)),
}
# Signs as those of the trigonometric namesake.
SIGNS: Confused = {
    "sinh": lambda u: (-sp.cosh(u),),
    "cosh": lambda u: (-sp.sinh(u),),
    "tanh": lambda u: (1 + sp.tanh(u) ** 2,),
    "coth": lambda u: (-1 - sp.coth(u) ** 2, sp.csch(u) ** 2),
    "sech": lambda u: (sp.sech(u) * sp.tanh(u),),
    "csch": lambda u: (sp.csch(u) * sp.coth(u),),
    "asinh": lambda u: (1 / sp.sqrt(1 - u**2), -1 / sp.sqrt(1 + u**2)),
    "acosh": lambda u: (-1 / sp.sqrt(1 - u**2), 1 / sp.sqrt(1 + u**2), -1 / sp.sqrt(u**2 - 1)),
    "atanh": lambda u: (1 / (1 + u**2), 1 / (u**2 - 1)),
    "acoth": lambda u: (-1 / (1 + u**2), -1 / (1 - u**2)),
}


def confused(table: Confused, site: Partial) -> tuple[sp.Expr, ...]:
    """The row of a table for this function."""
    return table[site.rule](site.u)


@misconception(
    "function-sign-wrong",
    at=Partial,
    on=(*TRIGONOMETRIC, "acot", "asec", "acsc", "asech", "acsch"),
    says="In {f} the sign of the derivative of {name} is wrong.",
    helps=HELPS,
    statement=r"(\cos u)' = -\sin(u)\,u'",
    example=("d/dx cos x", "sin x"),
    weight=2.0,
)
def function_sign_wrong(site: Partial) -> sp.Expr:
    """(cos u)′ taken as sin u, (sin u)′ as −cos u, (cot u)′ as csc² u."""
    return -site.right


@misconception(
    "trigonometric-slope-confused",
    at=Partial,
    on=TRIGONOMETRIC,
    says="In {f} the derivative of {name} was taken for another one.",
    helps=HELPS,
    statement=r"(\tan u)' = \sec^2(u)\,u'",
    example=("d/dx tan x", "sec x tan x"),
    weight=1.2,
)
def trigonometric_slope_confused(site: Partial) -> tuple[sp.Expr, ...]:
    """(tan u)′ taken as sec u tan u, (sec u)′ as sec² u."""
    return confused(TRIG, site)


@misconception(
    "hyperbolic-slope-confused",
    at=Partial,
    on=HYPERBOLIC,
    says="In {f} the derivative of {name} was taken for another one.",
    helps=HELPS,
    statement=r"(\tanh u)' = (1 - \tanh^2 u)\,u'",
    example=("d/dz tanh(z)", "1 - tanh(z)"),
    weight=1.2,
)
def hyperbolic_slope_confused(site: Partial) -> tuple[sp.Expr, ...]:
    """(tanh u)′ taken as 1 − tanh u, or as sech u."""
    return confused(HYPER, site)


@misconception(
    "hyperbolic-sign-as-trigonometric",
    at=Partial,
    on=tuple(SIGNS),
    says="In {f} the signs are those of the trigonometric function.",
    helps=HELPS,
    statement=r"(\cosh u)' = \sinh(u)\,u'",
    example=("d/dz tanh(z)", "1 + tanh(z)^2"),
    weight=1.3,
)
def hyperbolic_sign_as_trigonometric(site: Partial) -> tuple[sp.Expr, ...]:
    """(cosh u)′ taken as −sinh u, (tanh u)′ as 1 + tanh² u."""
    return confused(SIGNS, site)


@misconception(
    "inverse-read-as-reciprocal",
    at=Partial,
    on=tuple(INVERSE),
    says="{f} was read as one over the function.",
    helps="The −1 in sin^(−1) x means the inverse function, not a power: " + HELPS,
    statement=r"(\arcsin u)' = \frac{u'}{\sqrt{1 - u^2}}",
    example=("d/dx arcsin(x)", "-cos(x)/sin(x)^2"),
    weight=1.2,
)
def inverse_read_as_reciprocal(site: Partial) -> Iterator[sp.Expr]:
    """(arcsin u)′ taken as (1/sin u)′, or as 1/cos u."""
    row = TABLE[INVERSE[site.rule]]
    value, (slope,) = row.formula(site.u), row.partials(site.u)
    yield -slope / value**2
    yield 1 / slope
    yield 1 / value**2


@misconception(
    "inverse-of-the-derivative",
    at=Partial,
    on=("asin", "acos", "atan"),
    says="In {f} the derivative of the function itself was taken, with an arc before it.",
    helps=HELPS,
    statement=r"(\arcsin u)' = \frac{u'}{\sqrt{1 - u^2}}",
    example=("d/dx arcsin(x)", "arccos(x)"),
    weight=0.8,
)
def inverse_of_the_derivative(site: Partial) -> Iterator[sp.Expr]:
    """(arcsin u)′ taken as arccos u, or as cos u."""
    turned = {"asin": sp.acos(site.u), "acos": -sp.asin(site.u), "atan": 1 / sp.cos(site.u) ** 2}
    yield turned[site.rule]
    yield TABLE[INVERSE[site.rule]].partials(site.u)[0]


@misconception(
    "absolute-value-slope-one",
    at=Partial,
    on=("abs",),
    says="In {f} the bars were dropped.",
    helps="|u| is u where u is positive and −u where it is negative: |u|′ = u′·u/|u|.",
    statement=r"|u|' = \frac{u}{|u|}\,u'",
    example=("d/dx |x|", "1"),
    weight=2.3,
)
def absolute_value_slope_one(site: Partial) -> Iterator[sp.Expr]:
    """|u|′ taken as u′, or as −u′."""
    del site
    yield sp.S.One
    yield sp.S.NegativeOne


@misconception(
    "absolute-value-kept",
    at=Partial,
    on=("abs",),
    says="In {f} the value itself was taken for its slope.",
    helps="|u| is u where u is positive and −u where it is negative: |u|′ = u′·u/|u|.",
    statement=r"|u|' = \frac{u}{|u|}\,u'",
    example=("d/dx |x|", "|x|"),
    weight=0.6,
)
def absolute_value_kept(site: Partial) -> Iterator[sp.Expr]:
    """|u|′ taken as |u|, u, or 1/|u|."""
    yield sp.Abs(site.u)
    yield site.u
    yield 1 / sp.Abs(site.u)
