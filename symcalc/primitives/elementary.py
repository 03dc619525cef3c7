"""Rows of the table: exponentials, logarithms, what is made of them, and special functions."""

from __future__ import annotations

import sympy as sp

from symcalc.primitives.row import Primitive


def sigmoid(u: sp.Expr) -> sp.Expr:
    """The logistic function, in SymPy's terms."""
    return 1 / (1 + sp.exp(-u))


ROWS = (
    Primitive(
        name="exp",
        title="derivative of the exponential function",
        formula=sp.exp,
        partials=lambda u: [sp.exp(u)],
        says="The exponential function is its own derivative.",
        spelling="math.exp({0})",
        names=("e", "exp"),
        latex="\\exp",
    ),
    Primitive(
        name="log",
        title="derivative of the natural logarithm",
        formula=sp.log,
        partials=lambda u: [1 / u],
        says="The derivative of the natural logarithm is one over its argument.",
        spelling="math.log({0})",
        domain=lambda u: sp.Gt(u, 0),
        names=("ln", "log"),
        latex="\\ln",
    ),
    Primitive(
        name="log-base",
        title="derivative of a logarithm",
        formula=lambda u, b: sp.log(u) / sp.log(b),
        partials=lambda u, b: [1 / (u * sp.log(b)), -sp.log(u) / (b * sp.log(b) ** 2)],
        says="A logarithm with another base is the natural one over the logarithm of the base.",
        spelling="math.log({0}) / math.log({1})",
        arity=2,
        domain=lambda u, b: sp.And(sp.Gt(u, 0), sp.Gt(b, 0), sp.Ne(b, 1)),
        names=("log",),
        latex="\\log",
    ),
    Primitive(
        name="log1p",
        title="derivative of ln(1 + u)",
        formula=lambda u: sp.log(1 + u),
        partials=lambda u: [1 / (1 + u)],
        says="The derivative of ln(1 + {u}) is one over 1 + {u}.",
        spelling="math.log1p({0})",
        domain=lambda u: sp.Gt(u, -1),
        names=("log1p",),
    ),
    Primitive(
        name="expm1",
        title="derivative of e^u - 1",
        formula=lambda u: sp.exp(u) - 1,
        partials=lambda u: [sp.exp(u)],
        says="The derivative of e^{u} − 1 is e^{u}.",
        spelling="math.expm1({0})",
        names=("expm1",),
    ),
    Primitive(
        name="sigmoid",
        title="derivative of the sigmoid",
        formula=sigmoid,
        partials=lambda u: [sigmoid(u) * (1 - sigmoid(u))],
        stable=lambda u: [sigmoid(u) * sigmoid(-u)],  # 1 - s has no digit left at u = 37
        says="The derivative of the sigmoid is the sigmoid times one minus the sigmoid.",
        spelling="sigmoid({0})",
        names=("sigmoid", "logistic", "expit"),
    ),
    Primitive(
        name="softplus",
        title="derivative of softplus",
        formula=lambda u: sp.log(1 + sp.exp(u)),
        partials=lambda u: [sigmoid(u)],
        says="The derivative of softplus is the sigmoid.",
        spelling="softplus({0})",
        names=("softplus",),
    ),
    Primitive(
        name="erf",
        title="derivative of the error function",
        formula=sp.erf,
        partials=lambda u: [2 * sp.exp(-(u**2)) / sp.sqrt(sp.pi)],
        says="The error function is defined by an integral, whose integrand is its derivative.",
        spelling="math.erf({0})",
        names=("erf",),
    ),
    Primitive(
        name="erfc",
        title="derivative of the complementary error function",
        formula=sp.erfc,
        partials=lambda u: [-2 * sp.exp(-(u**2)) / sp.sqrt(sp.pi)],
        says="erfc({u}) is 1 − erf({u}), so its derivative has the other sign.",
        spelling="math.erfc({0})",
        names=("erfc",),
    ),
    Primitive(
        name="gamma",
        title="derivative of the gamma function",
        formula=sp.gamma,
        partials=lambda u: [sp.gamma(u) * sp.polygamma(0, u)],
        says="Its derivative is the gamma function times the digamma function.",
        spelling="gamma({0})",
        domain=lambda u: sp.Or(sp.Gt(u, 0), sp.Ne(u, sp.floor(u))),
        names=("gamma",),
        latex="\\Gamma",
    ),
    Primitive(
        name="loggamma",
        title="derivative of the logarithm of the gamma function",
        formula=sp.loggamma,
        partials=lambda u: [sp.polygamma(0, u)],
        says="The logarithmic derivative of the gamma function is the digamma function.",
        spelling="loggamma({0})",
        domain=lambda u: sp.Gt(u, 0),
        names=("loggamma", "lgamma"),
    ),
    Primitive(
        name="polygamma",
        title="derivative of the polygamma function",
        formula=sp.polygamma,
        partials=lambda n, u: [sp.nan, sp.polygamma(n + 1, u)],
        says="The derivative of a polygamma function is the next one.",
        spelling="polygamma({0}, {1})",
        arity=2,
        fixed=(0,),
        domain=lambda _n, u: sp.Or(sp.Gt(u, 0), sp.Ne(u, sp.floor(u))),
        names=("polygamma",),
    ),
    Primitive(
        name="digamma",
        title="derivative of the digamma function",
        formula=sp.digamma,
        partials=lambda u: [sp.polygamma(1, u)],
        says="The derivative of the digamma function is the trigamma function.",
        spelling="polygamma(0, {0})",
        domain=lambda u: sp.Or(sp.Gt(u, 0), sp.Ne(u, sp.floor(u))),
        names=("digamma",),
    ),
    Primitive(
        name="factorial",
        title="derivative of the factorial",
        formula=sp.factorial,
        partials=lambda u: [sp.gamma(u + 1) * sp.polygamma(0, u + 1)],
        says="{u}! is the gamma function at {u} + 1.",
        spelling="gamma({0} + 1.0)",
        domain=lambda u: sp.Gt(u, -1),
        names=("factorial",),
    ),
)
