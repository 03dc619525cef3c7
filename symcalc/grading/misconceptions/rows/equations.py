"""Wrong rules for what may be done to both sides of an equation."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.grading.misconceptions.row import misconception
from symcalc.grading.misconceptions.sites import Equation
from symcalc.tutor.integrate.forms import coefficients

BOTH = "What is done to one side is done to the other: a + b = c means a = c − b."
DIVIDED = "A factor of x is divided off: a·x = b means x = b/a."


def solved(gap: sp.Expr, x: sp.Symbol) -> sp.Expr | None:
    """Where something linear is 0.

    >>> x = sp.Symbol("x")
    >>> solved(2 * x - 6, x)
    3
    """
    found = coefficients(sp.expand(gap), x, 1)
    return -found[1] / found[0] if found else None


@misconception(
    "moved-without-changing-sign",
    at=Equation,
    says="In {f} a term was moved to the other side and kept its sign.",
    helps=BOTH,
    statement=r"a + b = c \iff a = c - b",
    example=("x + 3 = 7", "x = 10"),
    weight=2.0,
)
def moved_with_its_sign(site: Equation) -> Iterator[sp.Expr]:
    """a + b = c taken for a = c + b."""
    left, right = site.sides
    for near, far in ((left, right), (right, left)):
        for term in sp.Add.make_args(sp.expand(near)):
            found = solved(near - term - (far + term), site.x)
            if found is not None and near != term:
                yield found


@misconception(
    "factor-moved-wrongly",
    at=Equation,
    says="In {f} the factor of {x} was not divided off.",
    helps=DIVIDED,
    statement=r"a x = b \iff x = \frac{b}{a}",
    example=("2x = 6", "x = 4"),
    weight=1.5,
)
def factor_moved_wrongly(site: Equation) -> Iterator[sp.Expr]:
    """a·x = b taken for x = b − a, b·a, a/b, or b."""
    found = coefficients(sp.expand(site.sides[0] - site.sides[1]), site.x, 1)
    if found is None or found[0] in (1, 0):
        return
    a, b = found[0], -found[1]
    yield b - a
    yield a * b
    yield b
    if b != 0:
        yield a / b
