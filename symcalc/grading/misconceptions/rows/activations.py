"""What goes wrong on the way back through a network, as a whole."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.grading.misconceptions.row import misconception
from symcalc.grading.misconceptions.sites import Whole
from symcalc.primitives import TABLE

LAYERS = ("sigmoid", "tanh")


@misconception(
    "activation-derivative-twice",
    at=Whole,
    on=("derivative",),
    says="The derivative of the activation is in twice: the simple form has it in already.",
    helps="For cross-entropy after a sigmoid the factor s·(1 − s) cancels: dL/dz = s − y.",
    statement=r"\frac{dL}{dz} = s - y",
    example=(
        "d/dz (-y ln(sigmoid(z)) - (1-y) ln(1 - sigmoid(z)))",
        "(sigmoid(z) - y) sigmoid(z) (1 - sigmoid(z))",
    ),
)
def activation_derivative_twice(site: Whole) -> Iterator[sp.Expr]:
    """DL/dz multiplied by s′ once more."""
    nodes = {n.expr: n for n in site.node.walk() if n.head in LAYERS}
    for node in nodes.values():
        (slope,) = TABLE[node.head].partials(node.parts[0].expr)
        if isinstance(site.right, sp.Expr):
            yield site.there(site.right * slope)
