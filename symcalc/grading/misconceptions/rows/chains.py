"""Wrong rules for a function of a function."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.grading.misconceptions.derived import derived
from symcalc.grading.misconceptions.row import misconception
from symcalc.grading.misconceptions.sites import Slope
from symcalc.grading.misconceptions.slopes import TERMWISE
from symcalc.primitives import TABLE

HELPS = "The outer derivative at the inner function, times the inner derivative: f(u)′ = f′(u)·u′."
STATEMENT = r"f(u)' = f'(u)\,u'"
NONE = ("constant", "name", *TERMWISE)


def chained(site: Slope) -> tuple[sp.Expr, sp.Expr, sp.Expr] | None:
    """f′(u), u and u′ of f(u) where u is more than the variable itself."""
    if site.rule in NONE or len(site.moving) != 1:
        return None
    (k,) = site.moving
    if site.parts[k].is_Symbol or not site.partials:
        return None
    return site.partials[k], site.parts[k], site.slopes[k]


def outer(site: Slope, inside: sp.Expr) -> sp.Expr:
    """f′ at something else."""
    (k,) = site.moving
    parts = (*site.parts[:k], inside, *site.parts[k + 1 :])
    return sp.sympify(TABLE[site.rule].partials(*parts)[k], strict=True)


def put(site: Slope, inside: sp.Expr) -> sp.Expr:
    """F itself at something else."""
    (k,) = site.moving
    parts = (*site.parts[:k], inside, *site.parts[k + 1 :])
    return sp.sympify(TABLE[site.rule].formula(*parts), strict=True)


@misconception(
    "chain-inner-forgotten",
    at=Slope,
    says="In {f} the derivative of what is inside, {u}, is missing.",
    helps="{f} has {u} inside: differentiate the outer function, then multiply by the derivative "
    "of {u}.",
    statement=STATEMENT,
    example=("d/dx sin(x^2)", "cos(x^2)"),
    weight=3.0,
)
def chain_inner_forgotten(site: Slope) -> sp.Expr | None:
    """f(u)′ taken as f′(u)."""
    found = chained(site)
    return found[0] if found and found[2] != 1 else None


@misconception(
    "chain-outer-at-inner-derivative",
    at=Slope,
    says="In {f} the derivative of {u} was put inside.",
    helps="What is inside stays as it is; its derivative is a factor: f(u)′ = f′(u)·u′.",
    statement=STATEMENT,
    example=("d/dx sin(x^2)", "cos(2x)"),
    weight=1.5,
)
def chain_outer_at_inner_derivative(site: Slope) -> Iterator[sp.Expr]:
    """f(u)′ taken as f′(u′), or as f′(u′)·u′."""
    found = chained(site)
    if found and found[2] != 0:
        inside = outer(site, found[2])
        yield inside
        yield inside * found[2]


@misconception(
    "function-of-inner-derivative",
    at=Slope,
    says="In {f} only what is inside, {u}, was differentiated.",
    helps=HELPS,
    statement=STATEMENT,
    example=("d/dx sin(x^2)", "sin(2x)"),
)
def function_of_inner_derivative(site: Slope) -> sp.Expr | None:
    """f(u)′ taken as f(u′)."""
    found = chained(site)
    return put(site, found[2]) if found and found[2] != 0 else None


@misconception(
    "chain-added",
    at=Slope,
    says="In {f} the outer and the inner derivative were added.",
    helps="The outer and the inner derivative are multiplied: f(u)′ = f′(u)·u′.",
    statement=STATEMENT,
    example=("d/dx sin(x^2)", "cos(x^2) + 2x"),
)
def chain_added(site: Slope) -> sp.Expr | None:
    """f(u)′ taken as f′(u) + u′."""
    found = chained(site)
    return found[0] + found[2] if found else None


@misconception(
    "chain-outer-at-variable",
    at=Slope,
    says="In {f} the outer derivative was taken at {x}, not at {u}.",
    helps="What is inside stays inside: f(u)′ = f′(u)·u′.",
    statement=STATEMENT,
    example=("d/dx sin(x^2)", "2x cos x"),
    weight=1.2,
)
def chain_outer_at_variable(site: Slope) -> sp.Expr | None:
    """f(u)′ taken as f′(x)·u′."""
    found = chained(site)
    return outer(site, site.x) * found[2] if found else None


@misconception(
    "chain-inner-kept",
    at=Slope,
    says="In {f} the outer derivative was multiplied by {u} itself, not by its derivative.",
    helps=HELPS,
    statement=STATEMENT,
    example=("d/dx (1 - e^x)^3", "3(1 - e^x)^3"),
)
def chain_inner_kept(site: Slope) -> sp.Expr | None:
    """f(u)′ taken as f′(u)·u."""
    found = chained(site)
    return found[0] * found[1] if found else None


@misconception(
    "chain-applied-twice",
    at=Slope,
    says="In {f} the derivative of {u} stands twice.",
    helps="The inner derivative is a factor once: f(u)′ = f′(u)·u′.",
    statement=STATEMENT,
    example=("d/dx sin(x^2)", "4x^2 cos(x^2)"),
    weight=0.8,
)
def chain_applied_twice(site: Slope) -> sp.Expr | None:
    """f(u)′ taken as f′(u)·u′·u′."""
    found = chained(site)
    return found[0] * found[2] ** 2 if found and found[2] != 1 else None


@misconception(
    "outer-not-differentiated",
    at=Slope,
    says="In {f} the outer function was left as it is.",
    helps=HELPS,
    statement=STATEMENT,
    example=("d/dx sin(x^2)", "2x sin(x^2)"),
    weight=1.2,
)
def outer_not_differentiated(site: Slope) -> sp.Expr | None:
    """f(u)′ taken as f(u)·u′."""
    found = chained(site)
    return site.node.expr * found[2] if found else None


@misconception(
    "outer-derivative-omitted",
    at=Slope,
    says="In {f} only the derivative of {u} was taken; that of the outer function is missing.",
    helps=HELPS,
    statement=STATEMENT,
    example=("d/dx ln(1 + e^x)", "e^x"),
    weight=1.2,
)
def outer_derivative_omitted(site: Slope) -> sp.Expr | None:
    """f(u)′ taken as u′."""
    found = chained(site)
    return found[2] if found else None


@misconception(
    "chain-divided",
    at=Slope,
    says="In {f} the outer derivative was divided by that of {u}, as in an integral.",
    helps=HELPS,
    statement=STATEMENT,
    example=("d/dx sin(3x)", "cos(3x)/3"),
    weight=0.8,
)
def chain_divided(site: Slope) -> sp.Expr | None:
    """f(u)′ taken as f′(u)/u′."""
    found = chained(site)
    return found[0] / found[2] if found and found[2] not in (0, 1, -1) else None


@misconception(
    "chain-middle-forgotten",
    at=Slope,
    says="{f} is a function of a function of a function; the middle derivative is missing.",
    helps="Every layer gives a factor: f(g(h))′ = f′(g(h))·g′(h)·h′.",
    statement=r"f(g(h))' = f'(g(h))\,g'(h)\,h'",
    example=("d/dx sin(e^(x^2))", "2x cos(e^(x^2))"),
)
def chain_middle_forgotten(site: Slope) -> sp.Expr | None:
    """f(g(h))′ taken as f′(g(h))·h′."""
    found = chained(site)
    if not found:
        return None
    middle = site.node.parts[site.moving[0]]
    inner = [p for p in middle.parts if site.x in p.symbols]
    if len(inner) != 1 or middle.head in TERMWISE or inner[0].expr == site.x:
        return None
    return found[0] * derived(inner[0].expr, site.x)


@misconception(
    "function-slips-off",
    at=Slope,
    says="In {f} the derivative of {u} was multiplied into the argument.",
    helps="The inner derivative is a factor in front: f(u)′ = u′·f′(u).",
    statement=STATEMENT,
    example=("d/dx sin(x^2)", "cos(2x*x^2)"),
    weight=0.5,
)
def function_slips_off(site: Slope) -> sp.Expr | None:
    """f(u)′ taken as f′(u·u′)."""
    found = chained(site)
    return outer(site, found[1] * found[2]) if found and found[2] not in (0, 1) else None
