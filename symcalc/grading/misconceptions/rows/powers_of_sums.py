"""Wrong rules of algebra for powers and roots of sums."""

from __future__ import annotations

import sympy as sp

from symcalc.grading.misconceptions.row import misconception
from symcalc.grading.misconceptions.sites import Rewriting


@misconception(
    "power-of-a-sum-termwise",
    at=Rewriting,
    says="In {f} each term was raised to the power on its own.",
    helps="A power of a sum is a product of sums: (a + b)² = a² + 2a·b + b².",
    statement=r"(a + b)^2 = a^2 + 2ab + b^2",
    example=("(x+1)^2", "x^2 + 1"),
    weight=2.0,
)
def power_of_a_sum_termwise(site: Rewriting) -> sp.Expr | None:
    """(a + b)^n taken as a^n + b^n."""
    if site.node.head != "power":
        return None
    base, exponent = site.parts
    if not base.is_Add or exponent == 1:
        return None
    return sp.Add(*(term**exponent for term in base.args))
