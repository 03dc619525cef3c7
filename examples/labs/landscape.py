"""The loss of a small network over two directions, with the path that training takes.

    python examples/labs/landscape.py
    python examples/labs/landscape.py --show    # a window, in which the surface can be turned

A network with two tanh units learns XOR by Adam. Its nine parameters move in a plane for the most
part: the principal directions of the run. The loss over this plane, and over a plane of random
directions, is drawn as a map; minima, saddle points and flat regions are marked.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from lab import command_line, count, draw

import symcalc as sc

LOSS = "mean((tanh(X W + b) V + c - Y)^2)"
DATA = {
    "X": np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]),
    "Y": np.array([[0.0], [1], [1], [0]]),
}
UNITS, RATE = 2, 0.05
SIZE = (12.5, 4)  # inches
MARKS = {"minimum": "v", "maximum": "^", "saddle": "X", "flat": "s"}
NAMES = {"saddle": "saddle point", "flat": "critical point with a flat direction"}
HIGH = 97  # per cent of the heights are drawn
WINDOWLESS = ("agg", "cairo", "pdf", "pgf", "ps", "svg", "template")


def train(seed: int, steps: int) -> sc.Trace:
    """XOR, learned from a random start."""
    rng = np.random.default_rng(seed)
    start = {
        "W": rng.standard_normal((2, UNITS)),
        "b": np.zeros(UNITS),
        "V": rng.standard_normal((UNITS, 1)),
        "c": np.zeros(1),
    }
    run = sc.descend(LOSS, start, "adam", rate=RATE, steps=steps, data=DATA, shown=0)
    print(f"XOR with {UNITS} tanh units, {run.points.shape[1]} parameters: {steps} steps of Adam")
    print(f"  loss {run.values[0]:.4f} -> {run.values[-1]:.2g}")
    return run


def look(run: sc.Trace, directions: str, points: int, span: float | None = None) -> Any:
    """The loss over a plane, told in words."""
    plane = sc.landscape(run, directions=directions, span=span, points=points)
    print(f"Along {directions} directions")
    for (a, b), height, kind in plane.answer:
        name = NAMES.get(kind, kind)
        where = f"({a + 0:.2f}, {b + 0:.2f})".replace("-0.00", "0.00")
        print(f"  {name} at {where}, loss {abs(height):.4f}")
    if not plane.answer:
        print("  no critical point")
    share = 100 * plane.flat.mean()
    print(f"  flat, with less than a twentieth of the usual slope: {share:.1f} % of the plane")
    return plane


def main() -> None:
    """Train, look along two pairs of directions, and draw or show."""
    parser = command_line(__doc__, "landscape.png")
    parser.add_argument("--seed", type=count, default=1, help="of the start (default: 1)")
    parser.add_argument("--steps", type=count, default=600, help="of training (default: 600)")
    parser.add_argument("--points", type=count, default=61, help="along a side (default: 61)")
    parser.add_argument("--show", action="store_true", help="open a window")
    given = parser.parse_args()
    if given.steps < 2 or not 11 <= given.points <= 201:
        parser.error("a plane needs two steps or more, and 11 to 201 points along a side")
    run = train(given.seed, given.steps)
    planes = [look(run, "principal", given.points), look(run, "random", given.points, 1.5)]
    print("These are slices: a minimum of a plane may go down along another direction.")
    painted = partial(paint, planes=planes)
    draw(given.out, SIZE, painted)
    if given.show:
        show(painted)


def show(painted: Any) -> None:
    """The picture in a window: the surface turns with the mouse, the maps can be zoomed."""
    try:
        from matplotlib import pyplot
    except ImportError:
        return
    if pyplot.get_backend().lower() in WINDOWLESS:
        print("No window: there is no display here, or no toolkit for windows.")
        return
    painted(pyplot.figure(figsize=SIZE, layout="constrained"))
    pyplot.show()


def paint(figure: Any, planes: list[Any]) -> None:
    """The random plane as a map, and the principal one as a map and as a surface."""
    over, across = planes
    chart(figure.add_subplot(1, 3, 1), across, "Random directions")
    chart(figure.add_subplot(1, 3, 2), over, "Principal directions")
    surface(figure.add_subplot(1, 3, 3, projection="3d"), over)


def levels(plane: Any) -> np.ndarray:
    """Heights of contour lines, closer where the loss is low."""
    return np.percentile(plane.values, HIGH) * np.linspace(0, 1, 21) ** 2


def chart(axes: Any, plane: Any, title: str) -> None:
    """A heat map with the path, critical points, and dots where it is flat."""
    shades = axes.contourf(plane.a, plane.a, plane.values, levels(plane), extend="max")
    axes.figure.colorbar(shades, ax=axes, label="loss", format="%.3g")
    if plane.flat.any():
        flat = plane.flat.astype(float)
        dots = axes.contourf(plane.a, plane.a, flat, [0.5, 1.5], colors="none", hatches=["...."])
        dots.set_edgecolor("white")
        axes.plot([], [], linestyle=":", color="white", label="flat region")
    axes.plot(*plane.path.T, color="white", linewidth=2, label="path")
    axes.plot(*plane.path[0], "o", color="white")
    for kind in dict.fromkeys(kind for _, _, kind in plane.answer):
        places = np.array([place for place, _, other in plane.answer if other == kind])
        style = {"linestyle": "", "markersize": 9, "markeredgecolor": "white"}
        axes.plot(*places.T, MARKS[kind], label=NAMES.get(kind, kind), **style)
    ends = plane.a[[0, -1]]
    axes.set(xlim=ends, ylim=ends, xlabel="a, along u", ylabel="b, along v", title=title)
    axes.legend(fontsize=7, loc="upper right", facecolor="0.6")


def surface(axes: Any, plane: Any) -> None:
    """The same loss as a surface, cut where it is high, with the path on it."""
    a, b = np.meshgrid(plane.a, plane.a)
    top = np.percentile(plane.values, HIGH)
    axes.plot_surface(a, b, np.minimum(plane.values, top), cmap="viridis", alpha=0.7)
    column, row = (np.abs(plane.a - p[:, None]).argmin(axis=1) for p in plane.path.T)
    axes.plot(*plane.path.T, plane.values[row, column], color="black", linewidth=2, zorder=5)
    axes.set(xlabel="a", ylabel="b", zlabel="loss", title="The same as a surface")


if __name__ == "__main__":
    main()
