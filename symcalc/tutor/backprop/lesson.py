"""The lines of a lesson on gradients that vanish or explode."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
import sympy as sp

from symcalc.figures import in_figures
from symcalc.notation import Notation
from symcalc.steps import Step, Table
from symcalc.tutor.backprop.network import Network
from symcalc.tutor.backprop.steepness import steepness, why
from symcalc.tutor.words import flow as words

FIGURES = 4
figure = partial(in_figures, figures=FIGURES)
POWERS = (1, 2, 5, 10, 20, 50)
NEAR = 0.1  # of a factor that counts as 1
MUCH = 100.0  # times as long or as short: the gradient has exploded, or vanished
ROWS = 12  # layers that the table shows


def step(rule: str, fields: Mapping[str, Any], asked: Notation, table: Table | None = None) -> Step:
    """A line in the words of its rule."""
    said = words.WORDS[rule]
    told, hint = said.explanation.format(**fields), said.hint.format(**fields)
    more: dict[str, Any] = {"hints": (hint,), "table": table}
    return Step(rule, said.title, asked, asked, told, said.statement, "definition", **more)


def jacobians(net: Network, asked: Notation) -> Step:
    """What a layer multiplies the gradient by."""
    f = net.f
    given = "" if f.name == f.call else words.GIVEN.format(x=f.x.name, body=f.name)
    layer = words.LAYERS[net.kind].format(f=f.call, given=given)
    rule = "one-jacobian" if net.depth == 1 else "jacobians"
    return step(rule, {"layer": layer, "n": net.depth}, asked)


def bound_of(net: Network) -> sp.Expr | None:
    """What no slope is beyond; None where nothing is known, or the network shows that it is not."""
    bound = steepness(net.f).bound
    if bound is None:
        return None
    most = max(float(np.abs(net.f.slope(z)).max()) for z in net.values[0])
    if most <= float(bound) * (1 + 1e-9):
        return bound
    if net.f.entry is not None:
        raise AssertionError(f"a slope of {net.f.name} is {most}, beyond {bound}")
    return None


def slopes(net: Network, asked: Notation) -> Step:
    """The largest slope, and its powers where they say something."""
    bound = bound_of(net)
    told = words.FOUND["slope-unknown"].format(f=net.f.call) if bound is None else why(net.f)
    fields = {"why": told, "f": net.f.call}
    if bound is None:
        return step("unbounded-slope", fields, asked)
    base = 1 + bound if net.residual else bound
    fields |= {"slope": rounded(base), "largest": rounded(bound)}
    fields["weights"] = words.WEIGHTS["normalised" if net.normalised else "plain"]
    if base == 1:
        return step("steady-slope", fields, asked)
    counts = sorted({*POWERS, net.depth})
    heads = words.HEADS["n"], words.HEADS["power"].format(slope=rounded(base))
    table = Table(heads, tuple((str(n), power_of(base, n)) for n in counts))
    rule = "largest-slope" if bool(base < 1) else "rising-slope"
    return step("shortcut-slope" if net.residual else rule, fields, asked, table)


def rounded(value: sp.Expr) -> str:
    """A slope with one figure more, as the catalogue has it."""
    return in_figures(float(value), FIGURES + 1)


def power_of(base: sp.Expr, n: int) -> str:
    """A power; of a fraction with all the figures that a double has: 9.5367431640625·10⁻⁷."""
    return in_figures(float(base**n), 16 if base.is_Rational and base.q < MUCH else FIGURES)


def start(net: Network, said: str, asked: Notation) -> Step:
    """What random weights do to the length on the average."""
    gain = net.width * net.sigma**2
    how = words.STARTS.get(said, words.STARTS["given"]).format(sigma=figure(net.sigma))
    which = net.f.name if net.f.name in words.FACTORS else "other"
    share = {"sigmoid": 1 / 16, "relu": 1 / 2}.get(net.f.name, 1.0)
    factor = words.FACTORS[which].format(factor=figure(gain * share))
    times = "" if figure(gain) == "1" else f"{figure(gain)} · "
    return step("initial-weights", {"how": how, "gain": times, "factor": factor}, asked)


def measured(net: Network, asked: Notation) -> Step:
    """‖δ_k‖ from the last layer to the first; no factor is beyond its bound."""
    rows: list[tuple[str, ...]] = []
    slope = bound_of(net)
    for k in range(net.depth, 0, -1):
        norm = net.norms[k]
        factor = net.norms[k - 1] / norm if norm else 0.0
        row = [str(k), figure(norm), figure(factor)]
        if slope is not None:
            bound = net.bound(k - 1, float(slope))
            if factor > bound * (1 + 1e-9):
                raise AssertionError(f"layer {k}: the factor {factor} is beyond {bound}")
            row.append(figure(bound))
        rows.append(tuple(row))
    if len(rows) > ROWS:
        half = ROWS // 2
        gap = ("…", *[""] * (len(rows[0]) - 1))
        rows = [*rows[:half], gap, *rows[-half:]]
    names = ("layer", "norm", "factor", "bound")[: len(rows[0])]
    most = "" if slope is None else words.MOST[net.kind]
    fields = {"width": net.width, "seed": net.seed, "trend": trend(net), "most": most}
    heads = tuple(words.HEADS[h] for h in names)
    return step("measured", fields, asked, Table(heads, tuple(rows)))


def trend(net: Network) -> str:
    """What becomes of the norm, by the factor of a layer and by all of them together."""
    if net.cut:
        return _cut(net)
    factor, total = net.factor, net.norms[0] / net.norms[-1]
    if abs(factor - 1) <= NEAR and 1 / MUCH < total < MUCH:
        kind = "stays"
    elif net.depth == 1:
        kind = "one-falls" if factor < 1 else "one-grows"
    elif factor < 1:
        kind = "vanishes" if total <= 1 / MUCH else "falls"
    else:
        kind = "explodes" if total >= MUCH else "grows"
    size = factor if kind == "stays" else max(factor, 1 / factor)
    return words.TRENDS[kind].format(factor=figure(size), total=figure(total))


def _cut(net: Network) -> str:
    """Why nothing comes through, and where."""
    k = net.cut
    flat = net.f.entry is not None and bool(net.f.entry.kinks)
    kind = ("dead" if flat else "flat") if net.is_dead else "gone"
    below = words.BELOW["one" if k == 1 else "more"].format(k=k)
    return words.TRENDS[kind].format(k=k, f=net.f.call, below=below)


def label(name: str, net: Network, said: str) -> str:
    """What a network of the comparison is called."""
    return words.REMEDIES[name].format(f=net.f.name, start=said)


def remedies(net: Network, others: Mapping[str, Network], said: str, asked: Notation) -> Step:
    """The networks side by side, the one that is asked about first."""
    rows = [
        (label(name, net, said), figure(other.norms[0]), figure(other.factor))
        for name, other in others.items()
    ]
    heads = tuple(words.HEADS[h] for h in ("network", "first", "mean"))
    return step("remedies", {}, asked, Table(heads, tuple(rows)))


def clipping(large: Network, asked: Notation) -> Step:
    """The gradient with the largest weights, cut to length 1."""
    gradient = large.gradients[0]
    norm = float(np.linalg.norm(gradient))
    clipped = gradient * min(1.0, 1 / norm) if norm else gradient
    done = "long" if norm > 1 else "short"
    if norm > 1 and abs(np.linalg.norm(clipped) - 1) > 1e-9:
        raise AssertionError("a clipped gradient has another length than 1")
    return step("clipping", {"norm": figure(norm), "done": words.CLIPPED[done]}, asked)
