"""The picture of a computational graph: inputs to the left, the loss to the right."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from os import PathLike
from typing import NamedTuple

import numpy as np

from symcalc.errors import TooLargeError
from symcalc.plotting.paper import (
    BLACK,
    DOTS,
    GREEN,
    GREY,
    ORANGE,
    RED,
    SKY,
    Axes,
    Figure,
    needed,
    save,
)

CHARACTER = 0.083  # inches of a character, in the size of a formula
PAD = 0.3  # inches in a box beside its formula
HIGH = 0.34  # inches of a box
ROW = 1.05  # inches from a box to the one below it
GAP = 0.75  # inches between columns, for the arrows
MARGIN = 0.35
TOP = 0.45  # inches of the legend
FONT = 10
LARGEST = 60  # boxes of one picture
SWEEPS = 4  # over the columns, to bring boxes near those they are joined to
LONGEST = 34  # characters in a box


@dataclass(frozen=True)
class Bubble:
    """A box: a name, what it is, its value and its adjoint."""

    name: str
    formula: str
    value: str = ""
    adjoint: str = ""


@dataclass(frozen=True)
class Arrow:
    """A use of one name in the line of another; `back` is what flows back along it."""

    start: str
    end: str
    back: str = ""


class Place(NamedTuple):
    """Where a box stands, or a bend of a long arrow: column and row, from the left and the top."""

    column: int
    row: int


def drawn(
    boxes: Sequence[Bubble], arrows: Sequence[Arrow], path: str | PathLike[str] | None = None
) -> Figure:
    """Draw a graph, values in green above the boxes and adjoints in red below them.

    Raises
    ------
    TooLargeError
        If it has more boxes than a picture can show.
    """
    needed()
    if len(boxes) > LARGEST:
        raise TooLargeError(
            f"the graph has {len(boxes)} boxes, and a picture shows at most {LARGEST}",
            hint='.graph("dot") writes it for Graphviz',
        )
    chains = [bent(arrow, columns(boxes, arrows)) for arrow in arrows]
    places = placed(chains, columns(boxes, arrows))
    fig = _figure(boxes, chains, places)
    if path is not None:
        save(fig, path)
    return fig


def columns(boxes: Sequence[Bubble], arrows: Sequence[Arrow]) -> dict[str, int]:
    """The column of each box: after all that it uses; an input stands just before its first use."""
    found: dict[str, int] = {}
    for box in boxes:
        found[box.name] = 1 + max((found[a.start] for a in arrows if a.end == box.name), default=-1)
    used = {a.end for a in arrows}
    for box in boxes:
        ends = [found[a.end] for a in arrows if a.start == box.name]
        if box.name not in used and ends:
            found[box.name] = min(ends) - 1
    return found


def bent(arrow: Arrow, column: Mapping[str, int]) -> list[str]:
    """The stations of an arrow: a bend in each column that it passes."""
    between = range(column[arrow.start] + 1, column[arrow.end])
    return [arrow.start, *(f"{arrow.start}>{arrow.end}>{k}" for k in between), arrow.end]


def placed(chains: Sequence[Sequence[str]], column: Mapping[str, int]) -> dict[str, Place]:
    """A place for each station, near those that it is joined to; no two share one."""
    where = dict(column)
    for chain in chains:
        where |= {name: where[chain[0]] + k for k, name in enumerate(chain[:-1]) if k}
    layers = [[n for n in where if where[n] == k] for k in range(max(where.values()) + 1)]
    joined: dict[str, list[str]] = {name: [] for name in where}
    for chain in chains:
        for a, b in itertools.pairwise(chain):
            joined[a].append(b)
            joined[b].append(a)
    height = {name: float(k) for layer in layers for k, name in enumerate(layer)}
    for sweep in range(2 * SWEEPS):
        for layer in layers if sweep % 2 else reversed(layers):
            _ordered(layer, joined, height)
    return {n: Place(k, round(2 * height[n])) for k, layer in enumerate(layers) for n in layer}


def _ordered(layer: list[str], joined: Mapping[str, list[str]], height: dict[str, float]) -> None:
    """A column in the order of the mean heights of what its boxes are joined to."""
    wanted = {n: float(np.mean([height[m] for m in joined[n]] or [height[n]])) for n in layer}
    layer.sort(key=lambda n: wanted[n])
    heights: list[float] = []
    for name in layer:
        least = heights[-1] + 1 if heights else -float("inf")
        heights.append(max(least, round(2 * wanted[name]) / 2))
    shift = float(np.mean([wanted[n] for n in layer]) - np.mean(heights)) if layer else 0.0
    shift = round(2 * shift) / 2
    height.update({n: h + shift for n, h in zip(layer, heights, strict=True)})


def _figure(
    boxes: Sequence[Bubble], chains: Sequence[Sequence[str]], places: Mapping[str, Place]
) -> Figure:
    made = import_module("matplotlib.figure")
    lines = {box.name: cut(box.formula) for box in boxes}
    width = {name: PAD + CHARACTER * len(line) for name, line in lines.items()}
    wide = [
        max((width.get(n, 0.0) for n, p in places.items() if p.column == k), default=0.0)
        for k in range(max(p.column for p in places.values()) + 1)
    ]
    lefts = MARGIN + np.concatenate([[0.0], np.cumsum(np.array(wide) + GAP)])
    low, high = (f(p.row for p in places.values()) for f in (min, max))
    size = float(lefts[-1] - GAP + MARGIN), TOP + ROW * (high - low) / 2 + ROW
    size = max(size[0], 4.6), size[1]

    def centre(name: str) -> tuple[float, float]:
        k, row = places[name]
        return float(lefts[k] + wide[k] / 2), size[1] - TOP - ROW / 2 - ROW * (row - low) / 2

    fig = made.Figure(figsize=size, dpi=DOTS)
    axes = fig.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, size[0]), ylim=(0, size[1]))
    axes.axis("off")
    for chain in chains:
        _arrow(axes, chain, centre, width, {n: wide[p.column] for n, p in places.items()})
    for box in boxes:
        _box(axes, box, lines[box.name], centre(box.name), width[box.name])
    _legend(axes, boxes, size)
    return fig


def cut(line: str) -> str:
    """A formula that fits a box."""
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def _arrow(
    axes: Axes,
    chain: Sequence[str],
    centre: Callable[[str], tuple[float, float]],
    width: Mapping[str, float],
    wide: Mapping[str, float],
) -> None:
    """A line through the stations of an arrow, level where it passes a column."""
    xs: list[float] = []
    ys: list[float] = []
    for k, name in enumerate(chain):
        x, y = centre(name)
        half = width.get(name, 0.0) / 2
        sides = {0: [x + half], len(chain) - 1: [x - half]}
        for side in sides.get(k, [x - wide[name] / 2, x + wide[name] / 2]):
            xs.append(side)
            ys.append(y)
    axes.plot(xs[:-1], ys[:-1], color=GREY, linewidth=1.2, zorder=1, solid_joinstyle="round")
    style = {"arrowstyle": "-|>", "color": GREY, "shrinkA": 0, "shrinkB": 0, "linewidth": 1.2}
    axes.annotate("", (xs[-1], ys[-1]), (xs[-2], ys[-2]), arrowprops=style, zorder=1)


def _box(axes: Axes, box: Bubble, line: str, at: tuple[float, float], width: float) -> None:
    patches = import_module("matplotlib.patches")
    x, y = at
    is_input = line == cut(box.formula) and "=" not in box.formula
    shape = patches.FancyBboxPatch(
        (x - width / 2, y - HIGH / 2),
        width,
        HIGH,
        boxstyle="round,pad=0,rounding_size=0.1",
        facecolor="#FBF0DA" if is_input else "#E3F1FA",
        edgecolor=ORANGE if is_input else SKY,
        zorder=2,
    )
    axes.add_patch(shape)
    plain = line.replace("$", r"\$")
    centred = {"ha": "center", "zorder": 3}
    axes.text(x, y, plain, color=BLACK, fontsize=FONT, va="center", **centred)
    axes.text(x, y + HIGH / 2 + 0.04, box.value, color=GREEN, fontsize=FONT, va="bottom", **centred)
    axes.text(x, y - HIGH / 2 - 0.04, box.adjoint, color=RED, fontsize=FONT, va="top", **centred)


def _legend(axes: Axes, boxes: Sequence[Bubble], size: tuple[float, float]) -> None:
    """What the two colours are."""
    if not any(box.value for box in boxes):
        return
    y = size[1] - TOP / 2
    axes.text(MARGIN, y, "value, forwards", color=GREEN, fontsize=FONT, va="center")
    loss = boxes[-1].name
    axes.text(
        MARGIN + 1.5, y, f"adjoint ∂{loss}/∂·, backwards", color=RED, fontsize=FONT, va="center"
    )
