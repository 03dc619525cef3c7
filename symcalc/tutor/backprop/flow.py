"""Gradients that vanish or explode: derived, bounded, measured, and what changes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from os import PathLike
from typing import Any

import numpy as np
import sympy as sp

from symcalc import notation
from symcalc.checking.report import CheckReport, short
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.plotting import flows
from symcalc.steps import Step, Table
from symcalc.tutor.backprop.network import STARTS, Activation, Network, activation
from symcalc.tutor.quadrature.lesson import number
from symcalc.tutor.words import flow as words
from symcalc.writing.text import text

WIDTH, START = 32, "xavier"  # where nothing else is said
MOST = 200  # layers, or neurons in one
FIGURES = 4
POWERS = (1, 2, 5, 10, 20, 50)
TOLERANCE = 1e-5
NEAR = 0.1  # of a factor that counts as 1
ROWS = 12  # layers that the table shows
S = sp.Symbol("s")
# The largest slopes, and an identity that shows them: both sides are the derivative.
LARGEST: dict[str, tuple[sp.Expr, sp.Expr, sp.Expr]] = {
    "sigmoid": (sp.Rational(1, 4), S * (1 - S), sp.Rational(1, 4) - (S - sp.Rational(1, 2)) ** 2),
    "tanh": (sp.S.One, 1 - S**2, 1 - S**2),
    "relu": (sp.S.One, sp.S.One, sp.S.One),
}


@dataclass(frozen=True)
class Flow(Derivation):
    """How gradients come through a deep network; `plot` shows their norms, layer by layer."""

    curves: Mapping[str, tuple[float, ...]] = field(default_factory=dict, repr=False, hash=False)

    def plot(self, path: str | PathLike[str] | None = None) -> Any:
        """The norms of the gradients over the layers, on a logarithmic scale."""
        return flows.drawn(self.curves, path)


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
) -> Flow:
    """Follow the gradient through a deep network, layer by layer.

    Raises
    ------
    UnsupportedError
        If there is no such activation or start, or a number is out of its range.
    """
    for count, what in ((layers, "layers"), (width, "width")):
        if not 1 <= count <= MOST:
            raise UnsupportedError(words.FAILS[what].format(n=count, most=MOST))
    if seed < 0:
        raise UnsupportedError(words.FAILS["seed"].format(seed=seed), hint=words.HINTS["seed"])
    f = activation(name)
    net = Network(f, layers, width, sigma_of(start, width), residual, normalised, seed)
    if not net.is_finite:
        raise UnsupportedError(words.FAILS["finite"], hint=words.HINTS["finite"])
    others = {name: other for name, other in remedies(net).items() if other.is_finite}
    claim = Measured((net, *others.values()))
    if not (report := claim.check()):
        raise AssertionError(f"gradient flow: {report.text()}")
    return _told(net, start, others, claim)


def sigma_of(start: str, width: int) -> float:
    """The standard deviation of a weight."""
    if start in STARTS:
        return float(np.sqrt(STARTS[start] / width))
    try:
        sigma = float(start)
    except ValueError:
        sigma = -1.0
    if not 0 < sigma < 1e6:
        told = words.FAILS["start"].format(start=start)
        raise UnsupportedError(told, hint=words.HINTS["start"])
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
    return {k: v for k, v in found.items() if k == "plain" or v != plain}


def _told(net: Network, start: str, others: Mapping[str, Network], claim: Measured) -> Flow:
    f = net.f.name
    kind = "residual" if net.residual else "normalised" if net.normalised else "plain"
    asked = _asked()
    norms = net.norms
    steps = [_jacobians(net, kind, asked), _slope(net, asked)]
    if kind == "plain":
        steps.append(_start(net, start, asked))
    steps += [_measured(net, asked), _remedies(net, others, start, asked)]
    steps += [_clipping(others["large"], asked)] if "large" in others else []
    told = words.ENDINGS["told"].format(
        n=net.depth, last=figure(norms[-1]), first=figure(norms[0]), factor=figure(net.factor)
    )
    more = words.MORE.get(kind, "")
    said = (("width", net.width, WIDTH), ("start", start, START), ("seed", net.seed, 0))
    rest = "".join(words.REST.format(what=w, value=v) for w, v, usual in said if v != usual)
    question = words.QUESTION.format(n=net.depth, f=f, more=more, rest=rest)
    return Flow(
        Question("gradient-flow", asked, text=question),
        asked,
        number(net.factor, FIGURES),
        tuple(steps),
        remarks=(words.REMARKS["residual"],),
        value=sp.Tuple(*map(sp.Float, norms)),
        claims=(claim,),
        told=tuple(norms),
        ending=told,
        curves={_label(name, net, start): tuple(o.norms) for name, o in others.items()},
    )


def figure(value: float) -> str:
    """A number with few figures."""
    return text(number(value, FIGURES))


def _asked() -> Notation:
    """∂L/∂a_0, what is asked for."""
    loss, first = (notation.name(sp.Symbol(name)) for name in ("L", "a_0"))
    return Notation("adjoint", (loss, first), expr=sp.Symbol("dL_da_0"))


def _step(
    rule: str, fields: Mapping[str, Any], asked: Notation, table: Table | None = None
) -> Step:
    said = words.WORDS[rule]
    told, hint = said.explanation.format(**fields), said.hint.format(**fields)
    return Step(
        rule,
        said.title,
        asked,
        asked,
        told,
        said.statement,
        "definition",
        hints=(hint,),
        table=table,
    )


def _jacobians(net: Network, kind: str, asked: Notation) -> Step:
    layer = words.LAYERS[kind].format(f=net.f.name)
    return _step("jacobians", {"layer": layer, "n": net.depth}, asked)


def largest(f: Activation) -> tuple[float, str, sp.Expr | None]:
    """The largest slope, why, and the exact number if it is proved."""
    if f.name in LARGEST:
        slope, one, other = LARGEST[f.name]
        if sp.expand(one - other) != 0:
            raise AssertionError(f"the slope of {f.name} is not {other}")
        return float(slope), words.SLOPES[f.name], slope
    grid = np.linspace(-12, 12, 48001)
    slopes = np.abs(f.slope(grid))
    k = int(slopes.argmax())
    told = words.FOUND.format(slope=figure(slopes[k]), place=figure(grid[k]))
    return float(slopes[k]), told, None


def _slope(net: Network, asked: Notation) -> Step:
    """The largest slope, and its powers where it is below 1."""
    bound, why, exact = largest(net.f)
    slope = figure(bound)
    rule = "largest-slope" if bound < 1 else "steady-slope"
    base = exact if exact is not None else sp.Float(bound)
    rows = [(str(n), power_of(base, n)) for n in dict.fromkeys((*POWERS, net.depth))]
    rows.sort(key=lambda row: int(row[0]))
    heads = words.HEADS["n"], words.HEADS["power"].format(slope=slope)
    table = Table(heads, tuple(rows)) if bound < 1 else None
    return _step(rule, {"why": why, "slope": slope, "f": net.f.name}, asked, table)


def power_of(base: sp.Expr, n: int) -> str:
    """A power with all the figures that a double has: 9.5367431640625·10⁻⁷."""
    return text(number(float(base**n), 16))


def _start(net: Network, start: str, asked: Notation) -> Step:
    gain = net.width * net.sigma**2
    how = words.STARTS.get(start, words.STARTS["given"]).format(sigma=figure(net.sigma))
    which = net.f.name if net.f.name in words.FACTORS else "other"
    share = {"sigmoid": 1 / 16, "relu": 1 / 2}.get(net.f.name, 1.0)
    factor = words.FACTORS[which].format(factor=figure(gain * share))
    return _step("initial-weights", {"how": how, "gain": _times(gain), "factor": factor}, asked)


def _times(gain: float) -> str:
    """A factor before what it multiplies; 1 goes without saying."""
    return "" if figure(gain) == "1" else f"{figure(gain)} · "


def _measured(net: Network, asked: Notation) -> Step:
    """‖δ_k‖ from the last layer to the first; no factor is beyond its bound."""
    rows: list[tuple[str, ...]] = []
    slope = largest(net.f)[0]
    for k in range(net.depth, 0, -1):
        norm = net.norms[k]
        factor = net.norms[k - 1] / norm if norm else 0.0
        bound = _bound(net, k - 1, slope)
        if factor > bound * (1 + 1e-9):
            raise AssertionError(f"layer {k}: the factor {factor} is beyond the bound {bound}")
        rows.append((str(k), figure(norm), figure(factor), figure(bound)))
    if len(rows) > ROWS:
        half = ROWS // 2
        rows = [*rows[:half], ("…", "", "", ""), *rows[-half:]]
    heads = tuple(words.HEADS[h] for h in ("layer", "norm", "factor", "bound"))
    trend = "stays" if abs(net.factor - 1) <= NEAR else "vanishes" if net.factor < 1 else "explodes"
    size = net.factor if trend == "stays" else max(net.factor, 1 / net.factor)
    told = words.TRENDS[trend].format(factor=figure(size))
    kind = "residual" if net.residual else "normalised" if net.normalised else "plain"
    most = words.MOST[kind]
    fields = {"width": net.width, "seed": net.seed, "trend": told, "most": most}
    return _step("measured", fields, asked, Table(heads, tuple(rows)))


def _bound(net: Network, k: int, slope: float) -> float:
    """The largest factor of layer k: the largest slope times ‖W‖, and 1 more with a shortcut."""
    bound = slope * float(np.linalg.norm(net.drawn[0][k], 2))
    return 1 + bound if net.residual else bound / net.spread(k)


def _label(name: str, net: Network, start: str) -> str:
    return words.REMEDIES[name].format(f=net.f.name, start=start)


def _remedies(net: Network, others: Mapping[str, Network], start: str, asked: Notation) -> Step:
    rows = [
        (_label(name, net, start), figure(other.norms[0]), figure(other.factor))
        for name, other in others.items()
    ]
    heads = tuple(words.HEADS[h] for h in ("network", "first", "mean"))
    return _step("remedies", {}, asked, Table(heads, tuple(rows)))


def _clipping(large: Network, asked: Notation) -> Step:
    """The gradient with the largest weights, cut to length 1."""
    gradient = large.gradients[0]
    norm = float(np.linalg.norm(gradient))
    clipped = gradient * min(1.0, 1 / norm) if norm else gradient
    done = "long" if norm > 1 else "short"
    if norm > 1 and abs(np.linalg.norm(clipped) - 1) > 1e-9:
        raise AssertionError("a clipped gradient has another length than 1")
    fields = {"norm": figure(norm), "done": words.CLIPPED[done]}
    return _step("clipping", fields, asked)
