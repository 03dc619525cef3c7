"""Wrong rules for products."""

from __future__ import annotations

import sympy as sp

from symcalc.grading.misconceptions.row import misconception
from symcalc.grading.misconceptions.sites import Slope

HELPS = "One factor is differentiated at a time while the other stays: (u·v)′ = u′·v + u·v′."
STATEMENT = r"(u\,v)' = u'\,v + u\,v'"


@misconception(
    "product-of-derivatives",
    at=Slope,
    says="In {f} each factor was differentiated on its own, and the results multiplied.",
    helps=HELPS,
    statement=STATEMENT,
    example=("d/dx x^2 sin x", "2x cos x"),
    weight=2.0,
)
def product_of_derivatives(site: Slope) -> sp.Expr | None:
    """(u·v)′ taken as u′·v′."""
    moving = [k for k in range(len(site.parts)) if site.moves(k)]
    if site.node.head != "product" or len(moving) < 2:
        return None
    return sp.Mul(
        *(site.slopes[k] if k in moving else site.parts[k] for k in range(len(site.parts)))
    )
