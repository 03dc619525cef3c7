"""Wrong rules for sums, multiples and signs inside a function."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.grading.misconceptions.row import misconception
from symcalc.grading.misconceptions.rows.powers_of_sums import terms_of
from symcalc.grading.misconceptions.sites import Rewriting

TRIG = ("sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh")
EVEN = ("cos", "sec", "cosh")
SUMS = "sin(a + b) = sin a·cos b + cos a·sin b, and cos(a + b) = cos a·cos b − sin a·sin b."


@misconception(
    "function-of-a-sum-termwise",
    at=Rewriting,
    says="In {f} the function was taken of each term on its own.",
    helps=SUMS,
    statement=r"\sin(a + b) = \sin a \cos b + \cos a \sin b",
    example=("sin(x + y)", "sin x + sin y"),
    weight=1.8,
    on=TRIG,
)
def function_of_a_sum(site: Rewriting) -> Iterator[sp.Expr]:
    """f(a + b) taken as f(a) + f(b), and f(a − b) as f(a) − f(b)."""
    terms, function = terms_of(site.parts[0]), site.right.func
    if not terms or not isinstance(site.right, sp.Function):
        return
    signs = [-1 if term.could_extract_minus_sign() else 1 for term in terms]
    yield sp.Add(*(s * function(s * t) for s, t in zip(signs, terms, strict=True)))


@misconception(
    "multiple-angle-as-factor",
    at=Rewriting,
    says="In {f} the factor was taken out of the function.",
    helps="sin 2x = 2 sin x·cos x: a factor inside a function does not come out.",
    statement=r"\sin 2x = 2 \sin x \cos x",
    example=("sin(2x)", "2 sin x"),
    weight=1.8,
    on=TRIG,
)
def multiple_as_factor(site: Rewriting) -> sp.Expr | None:
    """f(n·x) taken as n·f(x)."""
    factor, rest = site.parts[0].as_coeff_Mul()
    if factor in (1, -1) or rest == 1 or not isinstance(site.right, sp.Function):
        return None
    return factor * site.right.func(rest)


@misconception(
    "sign-inside-a-function",
    at=Rewriting,
    says="In {f} the minus sign inside the function was not treated rightly.",
    helps="cos(−x) = cos x, sin(−x) = −sin x, and tan(−x) = −tan x.",
    statement=r"\cos(-x) = \cos x, \quad \sin(-x) = -\sin x",
    example=("cos(-x)", "-cos x"),
    weight=1.8,
    on=TRIG,
)
def sign_inside(site: Rewriting) -> sp.Expr | None:
    """cos(−x) taken as −cos x, sin(−x) as sin x."""
    inner = site.node.parts[0]
    return (
        -site.right if inner.expr.could_extract_minus_sign() and not terms_of(inner.expr) else None
    )


@misconception(
    "power-of-a-function-inside",
    at=Rewriting,
    says="In {f} the function itself is raised, not what is inside.",
    helps="sin² x means (sin x)²: the value of the function is squared.",
    statement=r"\sin^2 x = (\sin x)^2",
    example=("sin(x)^2", "sin(x^2)"),
    on=("power",),
)
def power_inside(site: Rewriting) -> sp.Expr | None:
    """(f(x))ⁿ taken as f(xⁿ)."""
    base, n = site.node.parts
    if base.head not in TRIG or not isinstance(base.expr, sp.Function) or n.expr == -1:
        return None
    return base.expr.func(base.expr.args[0] ** n.expr)


@misconception(
    "pythagoras-without-squares",
    at=Rewriting,
    says="In {f} the rule sin² + cos² = 1 was used in a wrong form.",
    helps="Only the squares add up to 1: sin² x + cos² x = 1, so 1 − sin² x = cos² x.",
    statement=r"\sin^2 x + \cos^2 x = 1",
    example=("1 - sin(x)^2", "cos x"),
    on=("sum", "difference"),
)
def pythagoras(site: Rewriting) -> Iterator[sp.Expr]:
    """sin x + cos x taken as 1; 1 − sin² x as cos x, 1 + cos² x … as −, and sin² − cos² as 1."""
    expr = site.right
    for node in expr.atoms(sp.sin, sp.cos):
        u = node.args[0]
        other = sp.cos(u) if isinstance(node, sp.sin) else sp.sin(u)
        if expr == 1 - node**2:
            yield other
            yield -(other**2)
            yield (1 - node) ** 2
        if expr == 1 - node:
            yield other
        if expr == 1 + node**2:
            yield other**2
        if expr in (node + other, node**2 - other**2, other**2 - node**2):
            yield sp.S.One
