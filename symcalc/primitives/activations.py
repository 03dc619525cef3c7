"""Rows of the table: activations of neural networks, and the standard normal distribution.

Each means a plain SymPy expression in terms of other rows, and is compiled as that; the stable
forms are those of `sigmoid`, `softplus` and `normal-cdf`, which `view` recognises in them.
`written` is how a partial derivative is shown, since SymPy does not know these functions by name.
"""

from __future__ import annotations

import sympy as sp

from symcalc import notation
from symcalc.notation import Notation
from symcalc.primitives.elementary import sigmoid
from symcalc.primitives.row import Primitive

ONE, ZERO, HALF = sp.Integer(1), sp.Integer(0), sp.Rational(1, 2)
LEAK = sp.Rational(1, 100)  # of a leaky ReLU whose slope is not given
CUBIC = sp.Rational(44715, 10**6)  # fitted: the tanh form is off by 4.74e-4 at most
THIRD = sp.Rational(134145, 10**6)


def softplus(u: sp.Expr) -> sp.Expr:
    """ln(1 + e^u), in SymPy's terms."""
    return sp.log(1 + sp.exp(u))


def normal_density(u: sp.Expr) -> sp.Expr:
    """The density of the standard normal distribution."""
    return sp.exp(-(u**2) / 2) / sp.sqrt(2 * sp.pi)


def normal_cdf(u: sp.Expr) -> sp.Expr:
    """The probability that a standard normal variable is at most u."""
    return (1 + sp.erf(u / sp.sqrt(2))) / 2


def bent(u: sp.Expr) -> sp.Expr:
    """What stands inside the tanh form of GELU."""
    return sp.sqrt(2 / sp.pi) * (u + CUBIC * u**3)


def gelu_tanh_slope(u: sp.Expr) -> sp.Expr:
    """The derivative of the tanh form of GELU."""
    t = sp.tanh(bent(u))
    return (1 + t) / 2 + u * (1 - t**2) * sp.sqrt(2 / sp.pi) * (1 + 3 * CUBIC * u**2) / 2


def mish_slope(u: sp.Expr) -> sp.Expr:
    """The derivative of Mish."""
    t = sp.tanh(softplus(u))
    return t + u * (1 - t**2) * sigmoid(u)


# ---- partial derivatives as they are shown


def called(name: str, *parts: Notation) -> Notation:
    """A function of the table, applied."""
    return Notation(name, parts, expr=FORMULAS[name](*(part.expr for part in parts)))


def number(value: int) -> Notation:
    """A whole number."""
    return notation.number(value)


def less(u: Notation) -> Notation:
    """1 − u."""
    return notation.arithmetic("difference", number(1), u)


def squared(u: Notation) -> Notation:
    """u²."""
    return notation.power(u, number(2))


def gelu_written(u: Notation) -> list[Notation]:
    """Φ(u) + u φ(u)."""
    density = notation.multiply(u, called("normal-density", u))
    return [notation.add(called("normal-cdf", u), density)]


def silu_written(u: Notation) -> list[Notation]:
    """σ(u)·(1 + u·(1 − σ(u)))."""
    s = called("sigmoid", u)
    return [notation.multiply(s, notation.add(number(1), notation.multiply(u, less(s))))]


def mish_written(u: Notation) -> list[Notation]:
    """t + u·(1 − t²)·σ(u) with t = tanh(softplus(u))."""
    t = called("tanh", called("softplus", u))
    return [
        notation.add(t, notation.multiply(u, less(squared(t)), called("sigmoid", u))),
    ]


def gelu_tanh_written(u: Notation) -> list[Notation]:
    """(1 + t)/2 + u·(1 − t²)·w′/2 with t = tanh w and w = √(2/π)·(u + 0.044715 u³)."""
    pi = Notation("constant", text="pi", expr=sp.pi)
    root = Notation("sqrt", (notation.divide(number(2), pi),), expr=sp.sqrt(2 / sp.pi))
    cube = notation.multiply(notation.number(CUBIC, "0.044715"), notation.power(u, number(3)))
    t = called("tanh", notation.multiply(root, notation.add(u, cube)))
    more = notation.multiply(notation.number(THIRD, "0.134145"), squared(u))
    inner = notation.multiply(root, notation.add(number(1), more))
    half = notation.divide(notation.add(number(1), t), number(2))
    product = notation.multiply(u, less(squared(t)), inner)
    return [notation.add(half, notation.divide(product, number(2)))]


def density_written(u: Notation) -> list[Notation]:
    """−u φ(u)."""
    return [notation.negative(notation.multiply(u, called("normal-density", u)))]


def by_sign(above: sp.Expr, below: sp.Expr, u: sp.Expr) -> sp.Expr:
    """As a textbook has it: nothing is said of u = 0."""
    return sp.Piecewise((above, u > 0), (below, u < 0))


def between(low: sp.Expr, high: sp.Expr, u: sp.Expr) -> sp.Expr:
    """1 between two kinks and 0 outside them."""
    inside = sp.And(sp.Gt(u, low), sp.Lt(u, high))
    return sp.Piecewise((ONE, inside), (ZERO, sp.Or(sp.Lt(u, low), sp.Gt(u, high))))


def clamped(low: sp.Integer, high: sp.Integer, u: sp.Expr) -> sp.Expr:
    """u, but not below one number and not above another."""
    return sp.Piecewise((low, u <= low), (high, u >= high), (u, True))


ROWS = (
    Primitive(
        name="leaky-relu",
        title="derivative of leaky ReLU",
        formula=lambda u, a=LEAK: sp.Piecewise((u, u > 0), (a * u, True)),
        partials=lambda u, a=None: [
            by_sign(ONE, LEAK if a is None else a, u),
            *([] if a is None else [by_sign(ZERO, u, u)]),
        ],
        says="Leaky ReLU is its argument where that is positive, and a small multiple of it where "
        "negative.",
        spelling="({0} if {0} > 0.0 else {1} * {0})",
        arity=2,
        optional=1,
        kinks=lambda u, *_: (u,),
        branches=lambda u, a=LEAK: ((a * u, u),),
        convention="Compiled functions return the slope of the negative side there.",
        names=("leaky_relu", "LeakyReLU", "leakyrelu"),
    ),
    Primitive(
        name="elu",
        title="derivative of ELU",
        formula=lambda u, a=ONE: sp.Piecewise((u, u > 0), (a * (sp.exp(u) - 1), True)),
        partials=lambda u, a=None: [
            by_sign(ONE, (ONE if a is None else a) * sp.exp(u), u),
            *([] if a is None else [by_sign(ZERO, sp.exp(u) - 1, u)]),
        ],
        says="ELU is its argument where that is positive, and a multiple of e^{u} − 1 where "
        "negative.",
        spelling="({0} if {0} > 0.0 else {1} * math.expm1({0}))",
        arity=2,
        optional=1,
        kinks=lambda u, *_: (u,),
        branches=lambda u, a=ONE: ((a * (sp.exp(u) - 1), u),),
        convention="Compiled functions return the slope of the negative side there.",
        names=("elu", "ELU"),
    ),
    Primitive(
        name="gelu",
        title="derivative of GELU",
        formula=lambda u: u * normal_cdf(u),
        partials=lambda u: [normal_cdf(u) + u * normal_density(u)],
        written=gelu_written,
        says="GELU is u Φ(u), with the distribution function Φ of the standard normal "
        "distribution. The product rule gives Φ(u) + u φ(u), with its density φ, at u = {u}.",
        spelling="{0} * (0.5 * math.erfc({0} * -0.7071067811865476))",
        names=("gelu", "GELU"),
    ),
    Primitive(
        name="gelu-tanh",
        title="derivative of the tanh form of GELU",
        formula=lambda u: u * (1 + sp.tanh(bent(u))) / 2,
        partials=lambda u: [gelu_tanh_slope(u)],
        written=gelu_tanh_written,
        says="The tanh form of GELU is u(1 + tanh w)/2 with w = √(2/π)(u + 0.044715 u³): the "
        "product rule, and the chain rule for tanh.",
        spelling="{0} * sigmoid(1.5957691216057308 * ({0} + 0.044715 * {0} * {0} * {0}))",
        names=("gelu_tanh",),
    ),
    Primitive(
        name="silu",
        title="derivative of SiLU",
        formula=lambda u: u * sigmoid(u),
        partials=lambda u: [sigmoid(u) * (1 + u * (1 - sigmoid(u)))],
        written=silu_written,
        says="SiLU, also called swish, is {u} times the sigmoid of {u}: the product rule.",
        spelling="{0} * sigmoid({0})",
        names=("silu", "SiLU", "swish"),
    ),
    Primitive(
        name="mish",
        title="derivative of Mish",
        formula=lambda u: u * sp.tanh(softplus(u)),
        partials=lambda u: [mish_slope(u)],
        written=mish_written,
        says="Mish is {u} times tanh of softplus: the product rule, and the chain rule for tanh.",
        spelling="{0} * math.tanh(softplus({0}))",
        names=("mish",),
    ),
    Primitive(
        name="hardtanh",
        title="derivative of hard tanh",
        formula=lambda u: clamped(-ONE, ONE, u),
        partials=lambda u: [between(-ONE, ONE, u)],
        says="Hard tanh is its argument between −1 and 1, and constant outside.",
        spelling="minimum(maximum({0}, -1.0), 1.0)",
        kinks=lambda u: (u + 1, u - 1),
        branches=lambda u: (
            (-ONE, sp.Piecewise((ONE, u >= 1), (u, True))),
            (sp.Piecewise((-ONE, u <= -1), (u, True)), ONE),
        ),
        convention="Compiled functions return 0 there, as neural-network libraries do.",
        names=("hardtanh",),
    ),
    Primitive(
        name="relu6",
        title="derivative of ReLU6",
        formula=lambda u: clamped(ZERO, sp.Integer(6), u),
        partials=lambda u: [between(ZERO, sp.Integer(6), u)],
        says="ReLU6 is its argument between 0 and 6, and constant outside.",
        spelling="minimum(maximum({0}, 0.0), 6.0)",
        kinks=lambda u: (u, u - 6),
        branches=lambda u: (
            (ZERO, sp.Piecewise((sp.Integer(6), u >= 6), (u, True))),
            (sp.Piecewise((ZERO, u <= 0), (u, True)), sp.Integer(6)),
        ),
        convention="Compiled functions return 0 there, as neural-network libraries do.",
        names=("relu6", "ReLU6"),
    ),
    Primitive(
        name="normal-cdf",
        title="derivative of the normal distribution function",
        formula=normal_cdf,
        partials=lambda u: [normal_density(u)],
        written=lambda u: [called("normal-density", u)],
        says="The distribution function is the integral of the density φ, which is its derivative.",
        spelling="0.5 * math.erfc({0} * -0.7071067811865476)",  # 1 + erf has no digit left at -9
        names=("Phi", "normcdf"),
        latex="\\Phi",
    ),
    Primitive(
        name="normal-density",
        title="derivative of the normal density",
        formula=normal_density,
        partials=lambda u: [-u * normal_density(u)],
        written=density_written,
        says="The density is e^(−u²/2)/√(2π): the chain rule brings down −u, with u = {u}.",
        spelling="0.3989422804014327 * math.exp(-0.5 * {0} * {0})",
        names=("phi", "normpdf"),
        latex="\\phi",
    ),
)
NAMED = frozenset(row.name for row in ROWS)

FORMULAS = {row.name: row.formula for row in ROWS} | {
    "sigmoid": sigmoid,
    "softplus": softplus,
    "tanh": sp.tanh,
}
