"""Wrong rules for the functions of machine learning."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.grading.misconceptions.row import misconception
from symcalc.grading.misconceptions.sites import Partial, Slope
from symcalc.primitives.elementary import sigmoid

SIGMOID = "The derivative of the sigmoid s(u) is s(u)·(1 − s(u))·u′."
STATEMENT = r"s' = s\,(1 - s)"
RELU = "ReLU has slope 1 where its argument is positive, and 0 where it is negative."


@misconception(
    "sigmoid-plus",
    at=Partial,
    on=("sigmoid",),
    says="In {f} the derivative was taken as s·(1 + s).",
    helps=SIGMOID,
    statement=STATEMENT,
    example=("d/dz sigmoid(z)", "sigmoid(z) (1 + sigmoid(z))"),
    weight=1.2,
)
def sigmoid_plus(site: Partial) -> sp.Expr:
    """S′ taken as s·(1 + s)."""
    s = sigmoid(site.u)
    return s * (1 + s)


@misconception(
    "sigmoid-factor-lost",
    at=Partial,
    on=("sigmoid",),
    says="In {f} one of the two factors of the derivative is missing.",
    helps=SIGMOID,
    statement=STATEMENT,
    example=("d/dz sigmoid(z)", "1 - sigmoid(z)"),
    weight=1.2,
)
def sigmoid_factor_lost(site: Partial) -> Iterator[sp.Expr]:
    """S′ taken as 1 − s, or as s."""
    s = sigmoid(site.u)
    yield 1 - s
    yield s


@misconception(
    "sigmoid-at-its-argument",
    at=Partial,
    on=("sigmoid",),
    says="In {f} the argument {u} was put for the value of the sigmoid.",
    helps="In s·(1 − s) the s is the value of the sigmoid, not its argument.",
    statement=STATEMENT,
    example=("d/dz sigmoid(z)", "z (1 - z)"),
    weight=1.2,
)
def sigmoid_at_its_argument(site: Partial) -> sp.Expr:
    """S′ taken as z·(1 − z)."""
    return site.u * (1 - site.u)


@misconception(
    "sigmoid-slope-confused",
    at=Partial,
    on=("sigmoid",),
    says="In {f} the derivative of another function was taken.",
    helps=SIGMOID,
    statement=STATEMENT,
    example=("d/dz sigmoid(z)", "1 - sigmoid(z)^2"),
    weight=0.7,
)
def sigmoid_slope_confused(site: Partial) -> Iterator[sp.Expr]:
    """S′ taken as 1 − s², s², −s·(1 − s), or without its square."""
    s = sigmoid(site.u)
    yield 1 - s**2
    yield s**2
    yield -s * (1 - s)
    yield -1 / (1 + sp.exp(-site.u)) ** 2
    yield s - s**2 / 2


@misconception(
    "activation-derivative-omitted",
    at=Partial,
    on=("sigmoid", "tanh", "softplus"),
    says="The derivative of the activation {f} is missing.",
    helps="Going back through an activation gives a factor: its derivative.",
    statement=r"\frac{dL}{dz} = \frac{dL}{da}\,a'(z)",
    example=("d/dw (sigmoid(w x) - y)^2/2", "(sigmoid(w x) - y) x"),
    weight=1.3,
)
def activation_derivative_omitted(site: Partial) -> sp.Expr:
    """A′(z) taken as 1."""
    del site
    return sp.S.One


@misconception(
    "activation-at-its-argument",
    at=Partial,
    on=("tanh",),
    says="In {f} the argument {u} was put for the value of the function.",
    helps="In 1 − a² the a is the value of tanh, not its argument.",
    statement=r"\tanh' = 1 - \tanh^2",
    example=("d/dz tanh(z)", "1 - z^2"),
    weight=0.9,
)
def activation_at_its_argument(site: Partial) -> sp.Expr:
    """Tanh′ taken as 1 − z²."""
    return 1 - site.u**2


@misconception(
    "softplus-slope-wrong",
    at=Partial,
    on=("softplus",),
    says="In {f} the derivative of softplus is not the sigmoid.",
    helps="softplus is ln(1 + e^u), so its derivative is e^u/(1 + e^u), the sigmoid.",
    statement=r"\frac{d}{du} \ln(1 + e^u) = \frac{e^u}{1 + e^u}",
    example=("d/dz softplus(z)", "e^z"),
)
def softplus_slope_wrong(site: Partial) -> Iterator[sp.Expr]:
    """(ln(1 + e^u))′ taken as e^u, or as 1/(1 + e^u)."""
    yield sp.exp(site.u)
    yield 1 / (1 + sp.exp(site.u))


@misconception(
    "relu-slope-wrong",
    at=Slope,
    on=("relu", "max", "min"),
    says="{f} was differentiated as if its argument were always positive.",
    helps=RELU,
    statement=r"\mathrm{ReLU}'(u) = 1 \text{ for } u > 0,\ 0 \text{ for } u < 0",
    example=("d/dz max(0, z)", "1"),
    weight=1.4,
)
def relu_slope_wrong(site: Slope) -> Iterator[sp.Expr]:
    """ReLU′ taken as 1."""
    if site.rule == "relu" or 0 in site.parts:
        yield from (site.slopes[k] for k in site.moving)


@misconception(
    "extreme-one-branch",
    at=Slope,
    on=("max", "min"),
    says="In {f} only one of the arguments was differentiated.",
    helps="Where each argument is the largest (or smallest) one, its own slope holds.",
    statement=r"\max(u, v)' = u' \text{ where } u > v,\ v' \text{ where } u < v",
    example=("d/dx max(x, x^2)", "2x"),
)
def extreme_one_branch(site: Slope) -> Iterator[sp.Expr]:
    """max(u, v)′ taken as u′."""
    if 0 not in site.parts:
        yield from (site.slopes[k] for k in site.moving)


@misconception(
    "relu-kept",
    at=Slope,
    on=("relu", "max", "min"),
    says="For the slope of {f} a value was taken.",
    helps=RELU,
    statement=r"\mathrm{ReLU}'(u) = 1 \text{ for } u > 0,\ 0 \text{ for } u < 0",
    example=("d/dz relu(z)", "relu(z)"),
    weight=1.0,
)
def relu_kept(site: Slope) -> Iterator[sp.Expr]:
    """ReLU′ taken as ReLU, as u, or as max of the slopes."""
    yield site.node.expr
    for k in site.moving:
        yield site.parts[k]
        yield site.node.expr * site.slopes[k]
    if site.rule != "relu" and all(s.is_real for s in site.slopes):
        yield (sp.Max if site.rule == "max" else sp.Min)(*site.slopes)
