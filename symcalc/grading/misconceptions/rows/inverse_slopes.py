"""Wrong derivatives of inverse functions: a sign, a root or a square that is lost."""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp

from symcalc.grading.misconceptions.row import Said, misconception
from symcalc.grading.misconceptions.sites import Partial
from symcalc.primitives import TABLE

HELPS = "The derivative of {name}(u) is {partial}·u′."

Confused = dict[str, Callable[[sp.Expr], tuple[sp.Expr, ...]]]

# What is near the derivative of an inverse function: a root, a square or a sign is lost.
NEAR: Confused = {
    "asin": lambda u: (
        1 / (1 - u**2),
        1 / sp.sqrt(1 + u**2),
        sp.sqrt(1 - u**2),
        1 / sp.sqrt(u**2 - 1),
        1 / sp.sqrt(1 - u),
        1 / (1 + u**2),
        -1 / sp.sqrt(1 - u**2),
    ),
    "acos": lambda u: (
        1 / sp.sqrt(1 - u**2),
        -1 / (1 - u**2),
        -1 / sp.sqrt(1 + u**2),
        -1 / sp.sqrt(1 - u),
        -sp.sqrt(1 - u**2),
        1 / sp.sqrt(1 + u**2),
    ),
    "atan": lambda u: (
        1 / (1 - u**2),
        1 / sp.sqrt(1 + u**2),
        1 / (1 + u),
        1 / sp.sqrt(1 - u**2),
        -1 / (1 + u**2),
        1 + u**2,
        1 / u**2,
    ),
    "acot": lambda u: (1 / (1 + u**2), -1 / (1 - u**2)),
    "asinh": lambda u: (1 / (1 + u**2),),
    "atanh": lambda u: (1 / sp.sqrt(1 - u**2),),
}

U = sp.Symbol("u", positive=True)
# What is lost, in words, and what then comes out for the derivative.
LOST: tuple[tuple[str, Callable[[sp.Expr], tuple[sp.Expr, ...]]], ...] = (
    ("In {f} the derivative of {name} has the wrong sign.", lambda r: (-r,)),
    (
        "In {f} the root in the derivative of {name} is missing.",
        lambda r: (r**2, -(r**2)) if r.has(sp.Rational(-1, 2), sp.Rational(1, 2)) else (),
    ),
    (
        "In {f} a root was put into the derivative of {name}, which has none.",
        lambda r: (sp.sqrt(r), -sp.sqrt(r)),
    ),
    ("In {f} the derivative of {name} is upside down.", lambda r: (1 / r,)),
    (
        "In {f} the derivative of {name} has the wrong sign before the square.",
        lambda r: (r.xreplace({U**2: -(U**2)}),),
    ),
    (
        "In {f} the square in the derivative of {name} is missing.",
        lambda r: (r.xreplace({U**2: U}),),
    ),
    (
        "In {f} the 1 in the derivative of {name} is missing.",
        lambda r: (r.xreplace({U**2 + 1: U**2}),),
    ),
)


@misconception(
    "inverse-function-slope-confused",
    at=Partial,
    on=tuple(NEAR),
    says="In {f} the derivative of {name} was taken for another one.",
    helps=HELPS,
    statement=r"(\arctan u)' = \frac{u'}{1 + u^2}",
    example=("d/dx arctan(x)", "1/(1 - x^2)"),
    weight=1.2,
)
def inverse_function_slope_confused(site: Partial) -> list[Said]:
    """(arctan u)′ taken as 1/(1 − u²), (arcsin u)′ as 1/(1 − u²)."""
    right = TABLE[site.rule].partials(U)[0]
    near = ((value, _said(value, right)) for value in NEAR[site.rule](U))
    return [(value.xreplace({U: site.u}), says) for value, says in near]


def _said(near: sp.Expr, right: sp.Expr) -> str:
    """What is lost between the derivative of an inverse function and what is near it."""
    found = (says for says, lost in LOST if any(sp.expand(near - v) == 0 for v in lost(right)))
    return next(found, "In {f} the derivative of {name} was taken for another one.")


@misconception(
    "inverse-argument-not-squared",
    at=Partial,
    on=("asin", "acos", "atan", "acot", "asinh", "acosh", "atanh", "acoth"),
    says="In {f} only a part of {u} was squared.",
    helps="All of {u} is squared, the factor as well: (c·x)² = c²·x². " + HELPS,
    statement=r"(\arctan u)' = \frac{u'}{1 + u^2}",
    example=("d/dx arctan(3x)", "3/(1 + 3x^2)"),
    weight=1.8,
)
def inverse_argument_not_squared(site: Partial) -> sp.Expr | None:
    """(arctan 3x)′ with 3x² for (3x)²."""
    factor, rest = site.u.as_independent(site.x, as_Add=False)
    right = TABLE[site.rule].partials(U)[0]
    return None if factor == 1 else right.xreplace({U**2: factor * rest**2, U: site.u})
