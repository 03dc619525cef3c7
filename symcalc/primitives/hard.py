"""Rows of the table: activations made of few operations, and the logit."""

from __future__ import annotations

import sympy as sp

from symcalc.primitives.activations import by_sign
from symcalc.primitives.row import Primitive

ZERO, ONE, THREE, SIX = (sp.Integer(n) for n in (0, 1, 3, 6))
SCALE, ALPHA = sp.Rational("1.0507009873554805"), sp.Rational("1.6732632423543772")
AS_LIBRARIES = "Compiled functions return 0 there, as neural-network libraries do."


def hardsigmoid(u: sp.Expr) -> sp.Expr:
    """A line from 0 at −3 to 1 at 3, and constant outside."""
    return sp.Piecewise((ZERO, u <= -THREE), (ONE, u >= THREE), ((u + THREE) / SIX, True))


def hardswish(u: sp.Expr) -> sp.Expr:
    """u times the hard sigmoid of u."""
    return sp.Piecewise((ZERO, u <= -THREE), (u, u >= THREE), (u * (u + THREE) / SIX, True))


def selu(u: sp.Expr) -> sp.Expr:
    """λu above 0, λα(e^u − 1) below."""
    return sp.Piecewise((SCALE * u, u > 0), (SCALE * ALPHA * (sp.exp(u) - 1), True))


def around(low: sp.Expr, middle: sp.Expr, high: sp.Expr, u: sp.Expr) -> sp.Expr:
    """What holds below −3, between −3 and 3, and above 3; nothing is said of the two."""
    inside = sp.And(sp.Gt(u, -THREE), sp.Lt(u, THREE))
    return sp.Piecewise((middle, inside), (low, sp.Lt(u, -THREE)), (high, sp.Gt(u, THREE)))


ROWS = (
    Primitive(
        name="hardsigmoid",
        title="derivative of the hard sigmoid",
        formula=hardsigmoid,
        partials=lambda u: [around(ZERO, ONE / SIX, ZERO, u)],
        says="The hard sigmoid is (u + 3)/6 between −3 and 3, and constant outside, with u = {u}.",
        spelling="minimum(maximum(({0} + 3.0) / 6.0, 0.0), 1.0)",
        kinks=lambda u: (u + 3, u - 3),
        branches=lambda u: (
            (ZERO, sp.Piecewise((ONE, u >= 3), ((u + 3) / 6, True))),
            (sp.Piecewise((ZERO, u <= -3), ((u + 3) / 6, True)), ONE),
        ),
        convention=AS_LIBRARIES,
        names=("hardsigmoid", "hard_sigmoid", "HardSigmoid"),
    ),
    Primitive(
        name="hardswish",
        title="derivative of hard swish",
        formula=hardswish,
        partials=lambda u: [around(ZERO, (2 * u + 3) / 6, ONE, u)],
        says="Hard swish is u(u + 3)/6 between −3 and 3, 0 below and u above, with u = {u}.",
        spelling="{0} * minimum(maximum(({0} + 3.0) / 6.0, 0.0), 1.0)",
        kinks=lambda u: (u + 3, u - 3),
        branches=lambda u: (
            (ZERO, sp.Piecewise((u, u >= 3), (u * (u + 3) / 6, True))),
            (sp.Piecewise((ZERO, u <= -3), (u * (u + 3) / 6, True)), u),
        ),
        convention="Compiled functions return the slope of the middle piece there.",
        names=("hardswish", "hard_swish", "HardSwish"),
    ),
    Primitive(
        name="softsign",
        title="derivative of softsign",
        formula=lambda u: u / (1 + sp.Abs(u)),
        partials=lambda u: [1 / (1 + sp.Abs(u)) ** 2],
        says="Softsign is u/(1 + |u|); on both sides of 0 its derivative is 1/(1 + |u|)², with "
        "u = {u}.",
        spelling="{0} / (1.0 + abs({0}))",
        names=("softsign",),
    ),
    Primitive(
        name="logit",
        title="derivative of the logit",
        formula=lambda u: sp.log(u / (1 - u)),
        partials=lambda u: [1 / (u * (1 - u))],
        says="The logit is ln(u/(1 − u)), the inverse of the sigmoid, with u = {u}.",
        spelling="math.log({0} / (1.0 - {0}))",
        domain=lambda u: sp.And(sp.Gt(u, 0), sp.Lt(u, 1)),
        names=("logit",),
    ),
    Primitive(
        name="selu",
        title="derivative of SELU",
        formula=selu,
        partials=lambda u: [by_sign(SCALE, SCALE * ALPHA * sp.exp(u), u)],
        says="SELU is ELU with α = 1.6732632423543772, times λ = 1.0507009873554805.",
        spelling="({0} * 1.0507009873554805 if {0} > 0.0 else "
        "1.7580993408473766 * math.expm1({0}))",
        kinks=lambda u: (u,),
        branches=lambda u: ((SCALE * ALPHA * (sp.exp(u) - 1), SCALE * u),),
        convention="Compiled functions return the slope of the negative side there.",
        names=("selu", "SELU"),
    ),
)
