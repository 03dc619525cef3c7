"""Gradients that vanish or explode: derived, bounded, measured, and what changes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from numbers import Integral

import numpy as np
import sympy as sp

from symcalc import notation
from symcalc.checking.report import CheckReport, short
from symcalc.derivation import Derivation
from symcalc.errors import SymcalcError, UnsupportedError, shorten
from symcalc.figures import decimal
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.plotting import flows
from symcalc.reading.numbers import floating
from symcalc.tutor.backprop import lesson
from symcalc.tutor.backprop.activation import activation
from symcalc.tutor.backprop.network import STARTS, Network
from symcalc.tutor.words import flow as words

WIDTH, START = 32, "xavier"  # where nothing else is said
MOST = 200  # layers, or neurons in one
TOLERANCE = 1e-5
HUGE = 10**18  # no whole number that is asked for is beyond it


@dataclass(frozen=True)
class Measured:
    """The gradients of the networks agree with forward mode and with finite differences."""

    networks: tuple[Network, ...] = field(repr=False)

    def check(self) -> CheckReport:
        """Every network that is told about."""
        error = max(network.error() for network in self.networks)
        status = "agrees" if error <= TOLERANCE else "disagrees"
        told = words.CHECKED.format(error=short(error))
        count = len(self.networks)
        return CheckReport(status, count, error, TOLERANCE, None, "forward mode", told=told)


def gradient_flow(
    name: str,
    layers: int = 10,
    width: int = WIDTH,
    start: str = START,
    *,
    residual: bool = False,
    normalised: bool = False,
    seed: int = 0,
) -> Derivation:
    """Follow the gradient through a deep network, layer by layer.

    Raises
    ------
    UnsupportedError
        If there is no such activation or start, or a number is out of its range.
    """
    for count, what in ((layers, "layers"), (width, "width")):
        if not (is_whole(count) and 1 <= count <= MOST):
            raise UnsupportedError(words.FAILS[what].format(n=named(count), most=MOST))
    if not (is_whole(seed) and seed >= 0):
        told = words.FAILS["seed"].format(n=named(seed))
        raise UnsupportedError(told, hint=words.HINTS["seed"])
    f = activation(name)
    net = Network(f, layers, width, sigma_of(start, width), residual, normalised, seed)
    if not net.has_values:
        told = words.FAILS["values"].format(f=f.name)
        raise UnsupportedError(told, hint=words.HINTS["values"])
    if not net.is_finite:
        raise UnsupportedError(words.FAILS["finite"], hint=words.HINTS["finite"])
    others = {name: other for name, other in remedies(net).items() if other.is_finite}
    claim = Measured((net, *others.values()))
    if not (report := claim.check()):
        raise AssertionError(f"gradient flow: {report.text()}")
    return _told(net, start, others, claim)


def is_whole(value: object) -> bool:
    """Whether it is a whole number, and no truth value."""
    return isinstance(value, Integral) and not isinstance(value, bool) and abs(int(value)) < HUGE


def named(value: object) -> str:
    """A value in a message; a number of many digits is not written out."""
    far = isinstance(value, Integral) and abs(int(value)) >= HUGE
    return "such a number" if far else shorten(str(value))


def sigma_of(start: str, width: int) -> float:
    """The standard deviation of a weight."""
    if isinstance(start, str) and start in STARTS:
        return float(np.sqrt(STARTS[start] / width))
    told = words.FAILS["start"].format(start=repr(start) if isinstance(start, str) else start)
    try:
        sigma = floating(start)
    except SymcalcError:
        sigma = -1.0
    if not 0 < sigma < 1e6:
        raise UnsupportedError(shorten(told), hint=words.HINTS["start"])
    return sigma


def remedies(net: Network) -> dict[str, Network]:
    """The same network with one thing changed."""
    he = float(np.sqrt(STARTS["he"] / net.width))
    plain = replace(net, residual=False, normalised=False)
    found = {
        "plain": plain,
        "small": replace(plain, sigma=plain.sigma / 2),
        "large": replace(plain, sigma=plain.sigma * 4),
        "relu-he": replace(plain, f=activation("relu"), sigma=he),
        "residual": replace(plain, residual=True),
        "normalised": replace(plain, normalised=True),
    }
    asked = next((k for k, other in found.items() if other == net), "both")
    return {asked: net} | {k: v for k, v in found.items() if k == "plain" or v not in (net, plain)}


def _told(net: Network, start: str, others: Mapping[str, Network], claim: Measured) -> Derivation:
    asked = _asked()
    norms = net.norms
    steps = [lesson.jacobians(net, asked), lesson.slopes(net, asked)]
    if net.kind == "plain":
        steps.append(lesson.start(net, start, asked))
    steps += [lesson.measured(net, asked), lesson.remedies(net, others, start, asked)]
    steps += [lesson.clipping(others["large"], asked)] if "large" in others else []
    layers = words.COUNTS["one" if net.depth == 1 else "more"].format(n=net.depth)
    first, last, factor = map(lesson.figure, (norms[0], norms[-1], net.factor))
    told = words.ENDINGS["told"].format(layers=layers, last=last, first=first, factor=factor)
    more = words.MORE.get(net.kind, "")
    said = (("width", net.width, WIDTH), ("start", start, START), ("seed", net.seed, 0))
    rest = "".join(words.REST.format(what=w, value=v) for w, v, usual in said if v != usual)
    question = words.QUESTION.format(layers=layers, f=net.f.name, more=more, rest=rest)
    return Derivation(
        Question("gradient-flow", asked, text=question),
        asked,
        decimal(net.factor, lesson.FIGURES),
        tuple(steps),
        remarks=(words.REMARKS["residual"],),
        value=sp.Tuple(*map(sp.Float, norms)),
        claims=(claim,),
        told=tuple(norms),
        ending=told,
        picture=partial(flows.drawn, curves(net, others, start)),
    )


def curves(net: Network, others: Mapping[str, Network], start: str) -> dict[str, tuple[float, ...]]:
    """The norms by the name in the picture, those that were asked for first."""
    found = {}
    for name, other in others.items():
        said = lesson.label(name, net, start)
        said = words.ASKED.format(name=said) if other is net else said
        said = words.CUT.format(name=said, k=other.cut) if other.cut else said
        found[said] = tuple(other.norms)
    return found


def _asked() -> Notation:
    """∂L/∂a_0, what is asked for."""
    loss, first = (notation.name(sp.Symbol(name)) for name in ("L", "a_0"))
    return Notation("adjoint", (loss, first), expr=sp.Symbol("dL_da_0"))
